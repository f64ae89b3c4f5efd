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
    """At the end of the play: the first is taken up, the second waits a week."""
    lopend = Traject.objects.lopend().filter(programma__code=CODE).select_related("kandidaat").order_by("pk")
    trajecten = list(met_signaalfeiten(lopend, toneel.vandaag))
    standen = stand_van(trajecten, toneel.vandaag)
    keuzes = iter(KEUZES)
    for traject in trajecten:
        coach = _coach(traject, toneel.vandaag)
        for stand in signalen_van(traject, standen[traject.pk], toneel.vandaag)[:1] if coach else ():
            if (keuze := next(keuzes, None)) is None:
                return
            tot = toneel.vandaag + timedelta(days=7) if keuze["hoe"] == Afhandeling.UITGESTELD else None
            handel_signaal_af(traject, stand.signaal, door=coach, tot=tot, **keuze)


def _coach(traject, vandaag):
    rijen = Toewijzing.objects.filter(kandidaat=traject.kandidaat, rol=Toewijzingsrol.JOBCOACH)
    rij = rijen.exclude(tot__lt=vandaag).select_related("gebruiker").order_by("van", "pk").first()
    return rij.gebruiker if rij else None
