"""Selections of imports and their rows."""

from django.db.models import Count, Max, Q, QuerySet

from gebruikers.rechten import Categorie, Toegang, mag
from inlezen.keuzes import Regelstand
from inlezen.oordeel import Oordeel
from partners.models import Werkgebied


class InlezingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Every screen starts here: a coordinator's own imports and those of the regions she serves."""
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return self.none()
        if not mag(gebruiker, Categorie.INLEZEN, Toegang.SCHRIJVEN):
            return self.none()
        regios = Werkgebied.objects.order_by().filter(gebruiker=gebruiker).values("regio")
        return self.filter(Q(gemaakt_door=gebruiker) | Q(behandelregio__in=regios))


class InleesregelQuerySet(QuerySet):
    def open(self):
        """Rows that are not in a dossier yet."""
        return self.exclude(stand=Regelstand.INGELEZEN)

    def te_doen(self):
        """Chosen rows that still have to be read in, failed ones included."""
        return self.open().filter(gekozen=True)

    def tel(self):
        """What stands where, in one query: Telling over these rows."""
        telling = {
            f"{oordeel.value}": Count("pk", filter=Q(oordeel=oordeel) & ~Q(stand=Regelstand.INGELEZEN))
            for oordeel in Oordeel
        }
        return self.order_by().aggregate(
            **telling,
            totaal=Count("pk"),
            gekozen=Count("pk", filter=Q(gekozen=True) & ~Q(stand=Regelstand.INGELEZEN)),
            gekozen_nieuw=Count(
                "pk",
                filter=Q(gekozen=True, oordeel__in=[Oordeel.NIEUW, Oordeel.MOGELIJK_DUBBEL])
                & ~Q(stand=Regelstand.INGELEZEN),
            ),
            ingelezen=Count("pk", filter=Q(stand=Regelstand.INGELEZEN)),
            mislukt=Count("pk", filter=Q(stand=Regelstand.MISLUKT)),
            laatste=Max("verwerkt_op"),
        )
