"""What became of dossiers that a coordinator put before another region: merged, or somebody else.

She reads it of her own side only. Of the other person nothing is here: no name, no number, no region, no reason.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from basis.templatetags.componenten import datum
from kandidaten.models import Dubbelvermoeden, Kandidaat, Samenvoeging
from partners.models import Werkgebied

HOOGSTENS = 20  # answers at once, the newest
SAMENGEVOEGD = "Samengevoegd op {} door een collega van de andere regio."
STAAT_DAAR = "Het dossier staat nu daar."
STAAT_HIER = "U kunt het dossier nog zien."
IEMAND_ANDERS = "Beoordeeld op {} door een collega van de andere regio: dit is iemand anders."


@dataclass(frozen=True)
class Afgehandeld:
    """One answer. `naam` and `nummer` are of her own candidate, as she was; `url` only where she may still look."""

    naam: str
    nummer: str
    op: datetime
    zin: str
    url: str = ""


def afgehandeld(gebruiker):
    """Answers of the last 30 days to what this user put forward, the newest first. Three queries at most."""
    regels = [*_samengevoegd(gebruiker), *_iemand_anders(gebruiker)]
    return sorted(regels, key=lambda regel: regel.op, reverse=True)[:HOOGSTENS]


def _samengevoegd(gebruiker):
    """Only of people who were in a region that she still works for."""
    zichtbaar = Kandidaat.objects.order_by().zichtbaar_voor(gebruiker).filter(pk=OuterRef("blijft"))
    rijen = list(
        Samenvoeging.objects.van_voorlegger(gebruiker)
        .select_related("blijft")
        .annotate(mag_zien=Exists(zichtbaar))[:HOOGSTENS]
    )
    regios = (
        set(Werkgebied.objects.filter(gebruiker=gebruiker).values_list("regio", flat=True)) if rijen else ()
    )
    for rij in rijen:
        wie = rij.momentopname.get("voorgelegd", {})
        if wie.get("regio") not in regios:
            continue
        zin = f"{SAMENGEVOEGD.format(datum(rij.op))} {STAAT_HIER if rij.mag_zien else STAAT_DAAR}"
        url = rij.blijft.get_absolute_url() if rij.mag_zien else ""
        yield Afgehandeld(wie["naam"], wie["nummer"], rij.op, zin, url)


def _iemand_anders(gebruiker):
    """Only of people whom she still handles."""
    paren = Dubbelvermoeden.objects.van_voorlegger(gebruiker).select_related("eerste", "tweede")
    for paar in paren.order_by("-beoordeeld_op", "pk")[:HOOGSTENS]:
        if paar.kant_eigen not in ("beide", paar.voorgelegd_kant):
            continue
        wie = getattr(paar, paar.voorgelegd_kant)
        zin = IEMAND_ANDERS.format(datum(paar.beoordeeld_op))
        yield Afgehandeld(wie.naam, wie.dossiernummer, paar.beoordeeld_op, zin, wie.get_absolute_url())
