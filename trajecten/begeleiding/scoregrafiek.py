"""The course of the six scores as small charts, with the sentence that sums them up (A11Y-15). No database.

One chart per score: six lines on five levels in one chart would lie on top of each other.
"""

from dataclasses import dataclass
from datetime import date

from basis.templatetags.componenten import datum
from trajecten.begeleiding.gespreksinhoud import SCORENAMEN

BREED, HOOG = 320, 132  # of one chart, in its own units
LINKS, RECHTS, BOVEN, ONDER = 24, 296, 14, 102  # the box of the line; right of it stands the last score
NIVEAUS = (5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Punt:
    """One score on one day, and where it stands."""

    dag: date
    score: int
    x: str
    y: str


@dataclass(frozen=True)
class Grafiek:
    """One score over time, oldest first."""

    code: str
    naam: str
    punten: tuple[Punt, ...]

    @property
    def lijn(self):
        """The points of the polyline."""
        return " ".join(f"{p.x},{p.y}" for p in self.punten)

    @property
    def begin(self):
        return self.punten[0]

    @property
    def nu(self):
        return self.punten[-1]

    @property
    def trend(self):
        """hoger, lager or gelijk, against the first time; "" when there is one time only."""
        if len(self.punten) < 2:
            return ""
        verschil = self.nu.score - self.begin.score
        return "gelijk" if verschil == 0 else "hoger" if verschil > 0 else "lager"

    @property
    def zin(self):
        """What the chart shows, for below it and for who does not see it."""
        if not self.trend:
            return f"één meting: {self.nu.score} op {datum(self.nu.dag)}"
        return (
            f"van {self.begin.score} op {datum(self.begin.dag)} naar {self.nu.score} op {datum(self.nu.dag)}, "
            f"{len(self.punten)} metingen"
        )


def grafieken(gesprekken):
    """The Grafieken of talks held, in any order; a score that was never given has none."""
    gesprekken = sorted(gesprekken, key=lambda gesprek: (gesprek.datum, gesprek.pk))
    if not gesprekken:
        return []
    eerste, laatste = gesprekken[0].datum, gesprekken[-1].datum
    uit = []
    for naam in SCORENAMEN:
        punten = tuple(
            Punt(g.datum, getattr(g, naam), _x(g.datum, eerste, laatste), _y(getattr(g, naam)))
            for g in gesprekken
            if getattr(g, naam) is not None
        )
        if punten:
            uit.append(Grafiek(naam, naam.capitalize(), punten))
    return uit


def conclusie(lijst):
    """One sentence about all charts: "Sinds het begin hoger: motivatie en leren. Lager: werkdruk. Gelijk: ..."."""
    delen = []
    for trend in ("hoger", "lager", "gelijk"):
        namen = [grafiek.code for grafiek in lijst if grafiek.trend == trend]
        if namen:
            delen.append(f"{trend}: {_en(namen)}")
    if not delen:
        return "Er is nog maar één meting per score."
    return f"Laatste score tegenover de eerste. {'. '.join(deel.capitalize() for deel in delen)}."


def niveaus():
    """The lines across: (score, y)."""
    return [(score, _y(score)) for score in NIVEAUS]


def _x(dag, eerste, laatste):
    duur = (laatste - eerste).days
    deel = (dag - eerste).days / duur if duur else 0
    return f"{LINKS + 6 + deel * (RECHTS - LINKS - 12):.1f}"


def _y(score):
    return f"{BOVEN + (5 - score) * (ONDER - BOVEN) / 4:.1f}"


def _en(namen):
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"
