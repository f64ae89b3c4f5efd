"""What the dossier shows of coaching: last talk, scores with their course, open actions."""

from dataclasses import dataclass

from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from trajecten.begeleiding.buddys import buddyspoor, mag_regelen
from trajecten.begeleiding.keuzes import Verloop
from trajecten.begeleiding.models import SCORENAMEN
from trajecten.begeleiding.overdracht import overdracht_bij
from trajecten.begeleiding.signaalstand import signalen_van
from trajecten.begeleiding.stand import Gespreksfeit, stand_van_een
from trajecten.begeleiding.toegang import leest_tekst

AANTAL_GESPREKKEN = 8
BREED, HOOG = 80, 24  # of the small chart, in its own units


@dataclass(frozen=True)
class Scorelijn:
    """One score over the last talks: oldest first; `punten` are the points of a polyline in a BREED x HOOG box."""

    naam: str
    waarden: list
    punten: str

    @property
    def nu(self):
        return self.waarden[-1]

    @property
    def trend(self):
        """The course in words, against the talk before."""
        if len(self.waarden) < 2:
            return "eerste meting"
        verschil = self.waarden[-1] - self.waarden[-2]
        return "gelijk" if verschil == 0 else "hoger" if verschil > 0 else "lager"


def begeleidingsspoor(traject, toegang, gebruiker, vandaag=None):
    """Context of `begeleiding/delen/_spoor.html` (as `begeleiding`); three queries, four without a cohort.

    `traject.lichting` is loaded, and the traject carries the facts of its signals (`met_signaalfeiten`) and of her
    buddy (`met_buddy`), or each costs a query. `stand`, `laatste` (last talk held or None), `afspraken` (its text, ""
    for who may not read it), `scores` (Scorelijnen), `acties` (open), `signalen` (Signaalstanden), `buddy` (Buddyspoor,
    or None), `overdracht` (an Overdrachtkop or None), and what this user may do.
    """
    vandaag = vandaag or timezone.localdate()
    mag_lezen, leest = toegang.mag(Categorie.GESPREKKEN), leest_tekst(toegang)
    gesprekken = (
        traject.gesprekken.geldig()
        .select_related("jobcoach")
        .defer("notitie", *([] if leest else ["afspraken"]))
    )
    gesprekken = list(gesprekken[: AANTAL_GESPREKKEN * 2])
    gevoerd = [g for g in gesprekken if g.verloop == Verloop.GEVOERD][:AANTAL_GESPREKKEN]
    laatste = gevoerd[0] if gevoerd else None
    feiten = [Gespreksfeit(g.datum, g.verloop, g.volgende_datum) for g in reversed(gesprekken)]
    stand = stand_van_een(traject, feiten, vandaag)
    return {
        "stand": stand,
        "signalen": signalen_van(traject, stand, vandaag) if mag_lezen else [],
        "laatste": laatste,
        "afspraken": laatste.afspraken if laatste and leest and mag_lezen else "",
        "scores": _scorelijnen(list(reversed(gevoerd))),
        "acties": list(traject.actiepunten.open()),
        "vandaag": vandaag,
        "buddy": buddyspoor(traject, vandaag) if mag_regelen(toegang) else None,
        "overdracht": overdracht_bij(traject, gebruiker),
        "eigen_toewijzing": getattr(traject, "eigen_toewijzing", None),
        "mag_lezen": mag_lezen,
        "mag_schrijven": toegang.mag(Categorie.GESPREKKEN, Toegang.SCHRIJVEN),
        "mag_notities": leest,
        "mag_functioneren": toegang.mag(Categorie.FUNCTIONEREN),
    }


def _scorelijnen(gevoerd):
    lijnen = []
    for naam in SCORENAMEN:
        waarden = [getattr(g, naam) for g in gevoerd if getattr(g, naam) is not None]
        if waarden:
            lijnen.append(Scorelijn(naam.capitalize(), waarden, _punten(waarden)))
    return lijnen


def _punten(waarden):
    """Points from left to right; 5 at the top, 1 at the bottom, with room for the line itself."""
    stap = BREED / max(len(waarden) - 1, 1)
    return " ".join(
        f"{2 + i * stap * (BREED - 4) / BREED:.1f},{2 + (5 - w) * (HOOG - 4) / 4:.1f}"
        for i, w in enumerate(waarden)
    )
