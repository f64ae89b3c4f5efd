"""What the dossier shows of work: the placements as a short line of time, and the follow-up facts."""

from django.utils import timezone

from trajecten.plaatsing.keuzes import Eindcategorie, Eindreden, Plaatsingsoort, eindcategorie
from trajecten.plaatsing.meetmomenten import meetpunten
from trajecten.plaatsing.models import Plaatsing

BINNENKORT_DAGEN = 42  # a placement that ends within six weeks asks for attention


def werkspoor(traject, vandaag=None):
    """Context of `plaatsing/delen/_spoor.html` (as `werk`); two queries.

    `plaatsingen` (oldest first, with `.badge` = (kind, word)), `lopend` (the open placement or None), `meetpunten`,
    `wil_niet_gemeten`: she does not want to be asked any more (a traject that came through `met_meetwens`).
    """
    vandaag = vandaag or timezone.localdate()
    plaatsingen = list(Plaatsing.objects.filter(traject=traject).met_namen().order_by("start", "pk"))
    for plaatsing in plaatsingen:
        plaatsing.badge = _badge(plaatsing, vandaag)
    contracten = [p.start for p in plaatsingen if p.soort != Plaatsingsoort.PROEFPLAATSING]
    punten = meetpunten(contracten[0], traject.meetmomenten.all(), vandaag) if contracten else []
    niet = getattr(traject, "wil_niet_gemeten", False)
    open_rijen = [p for p in plaatsingen if p.laatste_werkdag is None]
    return {
        "plaatsingen": plaatsingen,
        "lopend": open_rijen[-1] if open_rijen else None,
        "meetpunten": punten,
        "wil_niet_gemeten": niet,
        "meetpunt_nu": None if niet else _meetpunt_nu(punten, vandaag),
    }


def _meetpunt_nu(punten, vandaag):
    """The latest moment that has come, if nobody recorded it: it says what a forgotten earlier one would have said."""
    gekomen = [punt for punt in punten if punt.dag <= vandaag]
    return gekomen[-1] if gekomen and not gekomen[-1].vastgelegd else None


def _badge(plaatsing, vandaag):
    if plaatsing.laatste_werkdag is not None and plaatsing.laatste_werkdag < vandaag:
        categorie = eindcategorie(plaatsing.eindreden)
        soort = "gedaan" if categorie in (Eindcategorie.VERVOLG, Eindcategorie.GECENSUREERD) else "neutraal"
        return soort, "Afgelopen"
    if plaatsing.start > vandaag:
        return "neutraal", "Begint nog"
    eind = plaatsing.laatste_werkdag or plaatsing.gepland_einde
    if eind is None or plaatsing.eindreden == Eindreden.VERVOLG:  # what comes next is there already
        return "bezig", "Loopt"
    dagen = (eind - vandaag).days
    if dagen < 0:
        return "aandacht", "Einde vastleggen"
    return ("aandacht", "Loopt af") if dagen <= BINNENKORT_DAGEN else ("bezig", "Loopt")
