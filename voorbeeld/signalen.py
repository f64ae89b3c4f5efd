"""Signals follow from what was played; of the first two in Groningen a jobcoach said what was done."""

from datetime import timedelta

from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.begeleiding.signaaldiensten import handel_signaal_af
from trajecten.begeleiding.signaalkeuzes import Afhandeling, Uitstelreden
from trajecten.begeleiding.signaalstand import met_signaalfeiten, signalen_van
from trajecten.begeleiding.stand import stand_van
from trajecten.models import Traject
from voorbeeld.toneel import Toneel

CODE = "P02"
KEUZES = (
    {"hoe": Afhandeling.OPGEPAKT, "toelichting": "Volgende week een gesprek op de werkplek."},
    {"hoe": Afhandeling.UITGESTELD, "reden": Uitstelreden.GESPREK_GEPLAND},
)


def behandel_signalen(toneel: Toneel):
    """At the end of the play: the first is taken up, the second waits a week, the others are open."""
    lopend = Traject.objects.lopend().filter(programma__code=CODE).select_related("kandidaat").order_by("pk")
    trajecten = list(met_signaalfeiten(lopend, toneel.vandaag))
    standen = stand_van(trajecten, toneel.vandaag)
    gevonden = [
        (traject, coach, stand.signaal)
        for traject in trajecten
        if (coach := _coach(traject, toneel.vandaag))
        for stand in signalen_van(traject, standen[traject.pk], toneel.vandaag)
    ]
    for (traject, coach, signaal), keuze in zip(
        gevonden[:-1], KEUZES, strict=False
    ):  # the last one stays open
        tot = toneel.vandaag + timedelta(days=7) if keuze["hoe"] == Afhandeling.UITGESTELD else None
        handel_signaal_af(traject, signaal, door=coach, tot=tot, **keuze)


def _coach(traject, vandaag):
    """Who coaches her now, or did last; None when nobody did."""
    rijen = Toewijzing.objects.filter(
        kandidaat=traject.kandidaat, rol=Toewijzingsrol.JOBCOACH, van__lte=vandaag
    )
    rij = rijen.select_related("gebruiker").order_by("-van", "-pk").first()
    return rij.gebruiker if rij else None
