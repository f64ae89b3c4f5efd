"""Selections of people in rounds."""

from django.db.models import Q, QuerySet

from gebruikers.rechten import Categorie, Toegang
from trajecten.models import Traject
from trajecten.selectie.keuzes import Uitslag


class RondedeelnameQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(traject__in=Traject.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))

    def waar_mag(self, gebruiker, nodig=Toegang.LEZEN):
        """Of the candidates whose selection this user may read (or decide on)."""
        mag = Traject.objects.order_by().waar_mag(gebruiker, Categorie.SELECTIE, nodig)
        return self.filter(traject__in=mag.values("pk"))

    def onbesloten(self):
        """Still without a decision, in a traject that still runs."""
        return self.filter(uitslag=Uitslag.OPEN, traject__einddatum=None)

    def niet_uitgenodigd(self):
        """Not invited to a meeting of the round yet, or to one that was called off."""
        return self.filter(Q(deelname=None) | Q(deelname__bijeenkomst__afgelast_op__isnull=False))


class BeoordelingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Her own, and everybody's once the scores of that person in that round are open. Every screen starts here.

        Says nothing about whose selection she may read at all: ask that of the Rondedeelname first.
        """
        return self.filter(Q(beoordelaar=gebruiker) | Q(rondedeelname__scores_open_op__isnull=False))
