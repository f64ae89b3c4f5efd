"""Selections of placements."""

from django.db.models import Q, QuerySet

from trajecten.models import Traject
from trajecten.plaatsing.keuzes import Plaatsingsoort


class PlaatsingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(traject__in=Traject.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))

    def proefplaatsingen(self):
        return self.filter(soort=Plaatsingsoort.PROEFPLAATSING)

    def contracten(self):
        """Paid employment: everything but the trial (retention starts here)."""
        return self.exclude(soort=Plaatsingsoort.PROEFPLAATSING)

    def lopend_op(self, dag):
        return self.filter(start__lte=dag).filter(Q(laatste_werkdag=None) | Q(laatste_werkdag__gte=dag))
