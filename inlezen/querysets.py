"""Selections of imports and their rows."""

from django.db.models import Count, Q, QuerySet

from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.rollen import Rol
from inlezen.keuzes import Regelstand
from inlezen.oordeel import Oordeel
from kandidaten.querysets import partners_van
from partners.models import Werkgebied


class InlezingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Every screen starts here: the imports of the regions that a coordinator serves now, whoever made them.

        A referrer: the lists that she uploaded herself, while she is a contact person of that partner.
        """
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return self.none()
        voorwaarde = Q(pk__in=[])
        if mag(gebruiker, Categorie.INLEZEN, Toegang.SCHRIJVEN):
            regios = Werkgebied.objects.order_by().filter(gebruiker=gebruiker).values("regio")
            voorwaarde |= Q(behandelregio__in=regios)
        if gebruiker.heeft_rol(Rol.VERWIJZER):
            voorwaarde |= Q(aangeleverd=True, gemaakt_door=gebruiker, partner__in=partners_van(gebruiker))
        return self.filter(voorwaarde)


class InleesregelQuerySet(QuerySet):
    def open(self):
        """Rows that are not in a dossier yet."""
        return self.exclude(stand=Regelstand.INGELEZEN)

    def te_doen(self):
        """Chosen rows that still have to be read in, failed ones included."""
        return self.open().filter(gekozen=True)

    def tel(self):
        """How many rows stand where, in one query: per verdict (not in a dossier yet), and by what was done."""
        telling = {
            f"{oordeel.value}": Count("pk", filter=Q(oordeel=oordeel) & ~Q(stand=Regelstand.INGELEZEN))
            for oordeel in Oordeel
        }
        return self.order_by().aggregate(
            **telling,
            totaal=Count("pk"),
            aantal_gekozen=Count("pk", filter=Q(gekozen=True) & ~Q(stand=Regelstand.INGELEZEN)),
            aantal_nieuw=Count(
                "pk",
                filter=Q(gekozen=True, oordeel__in=[Oordeel.NIEUW, Oordeel.MOGELIJK_DUBBEL])
                & ~Q(stand=Regelstand.INGELEZEN),
            ),
            ingelezen=Count("pk", filter=Q(stand=Regelstand.INGELEZEN)),
            mislukt=Count("pk", filter=Q(stand=Regelstand.MISLUKT)),
            verwerkt=Count(
                "pk", filter=Q(stand=Regelstand.INGELEZEN) | Q(gekozen=True, stand=Regelstand.MISLUKT)
            ),
        )

    def tel_per_inlezing(self, pks):
        """pk of each import -> how many rows: totaal, nieuw and gewijzigd (read in), mislukt, open; one query."""
        ingelezen, gewijzigd = Q(stand=Regelstand.INGELEZEN), Q(oordeel=Oordeel.WIJZIGING)
        soorten = {
            "totaal": Q(),
            "nieuw": ingelezen & ~gewijzigd,
            "gewijzigd": ingelezen & gewijzigd,
            "mislukt": Q(stand=Regelstand.MISLUKT),
            # An unchanged row waits for nobody.
            "open": Q(stand=Regelstand.OPEN) & ~Q(oordeel=Oordeel.ONGEWIJZIGD),
        }
        rijen = (
            self.order_by()
            .filter(inlezing__in=pks)
            .values("inlezing")
            .annotate(**{naam: Count("pk", filter=vraag) for naam, vraag in soorten.items()})
        )
        geteld = {rij["inlezing"]: rij for rij in rijen}
        return {pk: geteld.get(pk, dict.fromkeys(soorten, 0)) for pk in pks}
