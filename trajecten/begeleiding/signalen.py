"""Signals: a few rules about recorded facts that ask a colleague to look. Pure; facts in, Signalen out.

Everybody can read the rules: `UITLEG` says each with its own numbers, and every Signaal shows the dates and numbers it
is made of. Nothing is predicted, weighed or added up: there is no score about a person. Free text is never read.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta

from basis.templatetags.componenten import datum
from trajecten.begeleiding.signaalkeuzes import Signaalsoort

SCORE_DALING = 2  # so many points lower than in the talk before
WELBEVINDEN_LAAG = 2  # this score or lower
WELBEVINDEN_KEER = 2  # so many times in a row
VERZUIM_KEER = 2  # so many meetings of the cohort missed without a message
VERZUIM_WEKEN = 6  # within so many weeks, today included
PERIODES_ZONDER_GESPREK = 2  # due periods in a row, now
GESPREKKEN_WEKEN = 26  # talks of longer ago make no signal
UITSTEL_DAGEN = 30  # the longest that a signal can wait


@dataclass(frozen=True)
class Scorefeit:
    """The scores of one talk that was held; `scores`: name -> 1 to 5, without what was not discussed."""

    datum: date
    scores: dict


@dataclass(frozen=True)
class Signaal:
    """One rule that holds for one traject. `feiten`: what it is made of, in words for the screen.

    `kenmerk` names these facts without saying them: another occurrence has another one, and what was done with a
    signal is kept under it.
    """

    soort: Signaalsoort
    feiten: tuple
    sinds: date
    kenmerk: str
    kort: str = field(default="")  # a few words for a list

    @property
    def titel(self):
        return self.soort.label


@dataclass(frozen=True)
class Regel:
    """A rule as a manager, a coach and a coordinator read it."""

    soort: Signaalsoort
    wanneer: str
    weg: str


UITLEG = (
    Regel(
        Signaalsoort.WELBEVINDEN,
        f"Het welbevinden was {WELBEVINDEN_KEER} keer achter elkaar {WELBEVINDEN_LAAG} of lager. "
        "Een gesprek waarin het welbevinden niet is besproken, slaan wij over.",
        f"Het welbevinden is in het volgende gesprek hoger dan {WELBEVINDEN_LAAG}.",
    ),
    Regel(
        Signaalsoort.SCORE,
        f"Een van de zes scores is {SCORE_DALING} punten of meer lager dan in het gesprek ervoor. "
        "Wij vergelijken de laatste twee gesprekken met scores.",
        "Er is een nieuw gesprek met scores.",
    ),
    Regel(
        Signaalsoort.VERZUIM,
        f"Iemand was {VERZUIM_KEER} keer of vaker afwezig zonder bericht bij een les of bijeenkomst van de lichting. "
        f"Wij kijken naar de laatste {VERZUIM_WEKEN} weken. Afwezig met bericht telt niet mee.",
        f"Er zijn minder dan {VERZUIM_KEER} keren in de laatste {VERZUIM_WEKEN} weken.",
    ),
    Regel(
        Signaalsoort.GEEN_GESPREK,
        f"Er was in {PERIODES_ZONDER_GESPREK} periodes achter elkaar geen gesprek. Hoe lang een periode is, "
        "staat in het programma. Een periode met vakantie of ziekte telt niet mee. "
        "Wie geen begeleiding wil, krijgt dit signaal niet.",
        "Er is weer een gesprek gevoerd.",
    ),
)


def signalen(scores, verzuim, stand, vandaag):
    """The Signalen of one traject, in the order of harm.

    `scores`: Scorefeiten, oldest first; `verzuim`: the day of each time she stayed away without a message, oldest
    first; `stand`: her Stand (begeleiding.stand) or None. Older facts than the rules look at may be
    among them.
    """
    vanaf = vandaag - timedelta(weeks=GESPREKKEN_WEKEN)
    scores = [feit for feit in scores if feit.scores and vanaf <= feit.datum <= vandaag]
    gevonden = (
        _welbevinden(scores),
        _gedaald(scores),
        _verzuimd(verzuim, vandaag),
        _geen_gesprek(stand),
    )
    return [signaal for signaal in gevonden if signaal is not None]


# --- The rules --------------------------------------------------------------------------------------------------------
def _welbevinden(scores):
    laatste = [feit for feit in scores if "welbevinden" in feit.scores][-WELBEVINDEN_KEER:]
    if len(laatste) < WELBEVINDEN_KEER or any(f.scores["welbevinden"] > WELBEVINDEN_LAAG for f in laatste):
        return None
    return _signaal(
        Signaalsoort.WELBEVINDEN,
        feiten=[f"{datum(f.datum)}: welbevinden {f.scores['welbevinden']}" for f in laatste],
        sinds=laatste[-1].datum,
        over=[(f.datum, f.scores["welbevinden"]) for f in laatste],
        kort=f"Welbevinden {WELBEVINDEN_KEER} keer laag",
    )


def _gedaald(scores):
    if len(scores) < 2:
        return None
    eerst, nu = scores[-2:]
    gedaald = {
        naam: (waarde, nu.scores[naam])
        for naam, waarde in eerst.scores.items()
        if naam in nu.scores and waarde - nu.scores[naam] >= SCORE_DALING
    }
    if not gedaald:
        return None
    return _signaal(
        Signaalsoort.SCORE,
        feiten=[
            f"{naam.capitalize()} van {van} ({datum(eerst.datum)}) naar {tot} ({datum(nu.datum)})"
            for naam, (van, tot) in gedaald.items()
        ],
        sinds=nu.datum,
        over=[eerst.datum, nu.datum, sorted(gedaald.items())],
        kort=f"{next(iter(gedaald)).capitalize()} gedaald" if len(gedaald) == 1 else "Scores gedaald",
    )


def _verzuimd(verzuim, vandaag):
    vanaf = vandaag - timedelta(weeks=VERZUIM_WEKEN)
    keren = [dag for dag in verzuim if vanaf < dag <= vandaag]
    if len(keren) < VERZUIM_KEER:
        return None
    return _signaal(
        Signaalsoort.VERZUIM,
        feiten=[f"{datum(dag)}: afwezig zonder bericht" for dag in keren],
        sinds=keren[-1],
        over=[keren[-1]],  # one more is new; that an older one no longer counts is not
        kort=f"{len(keren)} keer afwezig zonder bericht",
    )


def _geen_gesprek(stand):
    if stand is None or not stand.nodig or stand.gemist < PERIODES_ZONDER_GESPREK:
        return None
    if stand.laatste:
        begin = f"Laatste gesprek: {datum(stand.laatste)}, {stand.dagen_sinds} dagen geleden"
    else:
        begin = "Er is nog geen gesprek gevoerd"
    return _signaal(
        Signaalsoort.GEEN_GESPREK,
        feiten=[begin, f"{stand.gemist} periodes zonder gesprek"],
        sinds=stand.laatste,
        over=[stand.laatste],  # the same silence, however long it lasts
        kort=f"{stand.gemist} periodes geen gesprek",
    )


def _signaal(soort, *, feiten, sinds, over, kort):
    kenmerk = hashlib.sha256(repr((soort.value, over)).encode()).hexdigest()[:32]
    return Signaal(soort, tuple(feiten), sinds, kenmerk, kort)
