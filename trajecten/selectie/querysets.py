"""Selections of people in rounds."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gebruikers.rechten import Categorie, Toegang
from trajecten.keuzes import AFWEZIG, Berichtsoort
from trajecten.models import Bericht, Deelname, Traject
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
        """To be invited to a meeting of the round: not yet, or only to one that was called off or that she missed."""
        return self.filter(
            Q(deelname=None)
            | Q(deelname__bijeenkomst__afgelast_op__isnull=False)
            | Q(deelname__aanwezigheid__in=AFWEZIG)
        )

    def met_bericht(self):
        """Adds `bericht_op`: when the words of rejection about this decision were made, or None."""
        bericht = Bericht.objects.geldig().filter(
            traject=OuterRef("traject"),
            soort=Berichtsoort.AFWIJZING,
            gemaakt_op__gte=OuterRef("besloten_op"),
        )
        return self.annotate(bericht_op=Subquery(bericht.order_by("-gemaakt_op").values("gemaakt_op")[:1]))

    def met_gemist(self):
        """Adds `keer_gemist`: how many meetings of this round that went on she missed, the latest one included."""
        gemist = (
            Deelname.objects.order_by()
            .filter(
                traject=OuterRef("traject"),
                bijeenkomst__ronde=OuterRef("ronde"),
                bijeenkomst__afgelast_op=None,
                aanwezigheid__in=AFWEZIG,
            )
            .values("traject")
            .annotate(n=Count("pk"))
        )
        return self.annotate(keer_gemist=Coalesce(Subquery(gemist.values("n")), 0))


class BeoordelingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Her own, and everybody's once the scores of that person in that round are open. Every screen starts here.

        Says nothing about whose selection she may read at all: ask that of the Rondedeelname first.
        """
        return self.filter(Q(beoordelaar=gebruiker) | Q(rondedeelname__scores_open_op__isnull=False))
