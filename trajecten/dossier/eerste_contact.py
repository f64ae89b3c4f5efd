"""The first-contact clock of a traject: real hours between the referral and the first successful contact.

Weekends count, and so does the hour that a clock change adds or takes (design: domain, section 5). Shared by the
dossier and the worklists.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from basis.templatetags.componenten import datumtijd, duur_uren
from kandidaten.models import Contactmoment
from trajecten import termijnen
from trajecten.termijnen import ContactStand


@dataclass(frozen=True)
class Contactklok:
    """One referral against the programme's term, at the moment `nu`. All moments are aware; hours are Decimal."""

    ontvangen: datetime
    gelukt: datetime | None
    pogingen: int
    termijn_uren: int | None
    nu: datetime

    @property
    def loopt(self):
        return self.gelukt is None

    @property
    def stand(self) -> ContactStand:
        return termijnen.contact_stand(self.ontvangen, self.gelukt, self.termijn_uren, self.nu)

    @property
    def verstreken(self) -> Decimal:
        """Hours from the referral to the first success, or to now."""
        return termijnen.verstreken_uren(self.ontvangen, self.gelukt or self.nu)

    @property
    def resterend(self) -> Decimal | None:
        """Hours left of the term (negative: too late), measured at the success or now; None without a term."""
        return termijnen.uren_resterend(self.ontvangen, self.termijn_uren, self.gelukt or self.nu)

    @property
    def uiterlijk(self) -> datetime | None:
        return termijnen.uiterste_contactmoment(self.ontvangen, self.termijn_uren)

    @property
    def te_laat(self):
        return self.stand == ContactStand.TE_LAAT

    @property
    def zin(self) -> str:
        """How it stands, in one sentence for the screen."""
        if not self.loopt:
            na = f"Gesproken {duur_uren(self.verstreken)} na de verwijzing"
            if self.termijn_uren is None:
                return f"{na}."
            oordeel = "te laat" if self.te_laat else "op tijd"
            return f"{na}: {oordeel} (termijn {self.termijn_uren} uur)."
        if self.termijn_uren is None:
            return f"Nog niet gesproken. De verwijzing is van {duur_uren(self.verstreken)} geleden."
        if self.te_laat:
            return f"Nog niet gesproken: {duur_uren(self.resterend)} te laat."
        return f"Nog niet gesproken: nog {duur_uren(self.resterend)}, tot {datumtijd(self.uiterlijk)}."


def met_eerste_contact(trajecten):
    """Add `eerste_contact_op` (or None) and `contactpogingen` to a queryset of trajects; the index serves both."""
    momenten = Contactmoment.objects.order_by().filter(verwijzing=OuterRef("verwijzing"))
    geteld = momenten.values("verwijzing").annotate(n=Count("pk")).values("n")
    return trajecten.annotate(
        eerste_contact_op=Subquery(momenten.filter(gelukt=True).order_by("tijdstip").values("tijdstip")[:1]),
        contactpogingen=Coalesce(Subquery(geteld, output_field=IntegerField()), 0),
    )


def contactklok(traject, nu=None) -> Contactklok:
    """The clock of one traject; no query when it came through `met_eerste_contact` (with verwijzing and programma)."""
    if not hasattr(traject, "eerste_contact_op"):
        rijen = list(
            Contactmoment.objects.filter(verwijzing=traject.verwijzing_id)
            .order_by("tijdstip")
            .values_list("gelukt", "tijdstip")
        )
        traject.eerste_contact_op = next((moment for gelukt, moment in rijen if gelukt), None)
        traject.contactpogingen = len(rijen)
    return Contactklok(
        ontvangen=traject.verwijzing.ontvangen_op,
        gelukt=traject.eerste_contact_op,
        pogingen=traject.contactpogingen,
        termijn_uren=traject.programma.eerste_contact_uren,
        nu=nu or timezone.now(),
    )
