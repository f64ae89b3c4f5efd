"""Refresher days of one person: when she is due, and which of them she attended. Pure: dates in, dates out.

Due is every n weeks from the contract start, up to the contract's last day (design: domain, section 5). A group's day
is seldom on that very date, so each due day has the n weeks around it: from half an interval before to half an interval
after. These periods join without overlap, so a day that she attended counts for one due day, the nearest. The last one
ends with the contract. A day counts as due (design: kpi, "attended / due") once she attended it or its period is over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from basis.maanden import EEN_DAG
from trajecten.termijnen import terugkomdagen

Contractperiode = tuple[date, date]
"""First and last day of a contract; of contracts that follow each other, those of all together."""


class Terugkomuitkomst(StrEnum):
    GEWEEST = "geweest"
    GEMIST = "gemist"
    OPEN = "open"  # its period has begun, or is still to come


@dataclass(frozen=True)
class Terugkomdag:
    """One due day: the how-manieth, when, the period in which a visit counts for it, and what became of it.

    `op_lijst`: the day of the meeting in that period for whose list she is down, None when she is on no list.
    """

    nummer: int
    dag: date
    van: date
    tot: date
    uitkomst: Terugkomuitkomst
    op_lijst: date | None = None

    @property
    def telt(self) -> bool:
        """Does it count as due?"""
        return self.uitkomst != Terugkomuitkomst.OPEN


def periode_rond(dag: date, elke_weken: int, laatste: date) -> tuple[date, date]:
    """The n weeks around a due day, both ends included: 5 weeks is 17 days before to 17 days after."""
    van = dag - timedelta(days=7 * elke_weken // 2)
    return van, min(van + timedelta(weeks=elke_weken) - EEN_DAG, laatste)


def beoordeel_terugkomdagen(
    periodes: Iterable[Contractperiode],
    elke_weken: int | None,
    *,
    op: date,
    geweest: Iterable[date] = (),
    lijsten: Iterable[date] = (),
) -> list[Terugkomdag]:
    """Judge every refresher day of these contracts as known at `op`, in order.

    `geweest`: days of refresher days on which she was present; `lijsten`: those for which she is invited or waits.
    Without an interval there are none.
    """
    if elke_weken is None:
        return []
    bezocht = sorted(dag for dag in geweest if dag <= op)
    gepland = sorted(lijsten)
    gevonden: list[Terugkomdag] = []
    for start, laatste in sorted(periodes):
        for dag in terugkomdagen(start, laatste, elke_weken):
            van, tot = periode_rond(dag, elke_weken, laatste)
            if any(van <= d <= tot for d in bezocht):
                uitkomst = Terugkomuitkomst.GEWEEST
            else:
                uitkomst = Terugkomuitkomst.GEMIST if tot < op else Terugkomuitkomst.OPEN
            lijst = next((d for d in gepland if van <= d <= tot), None)
            gevonden.append(Terugkomdag(len(gevonden) + 1, dag, van, tot, uitkomst, lijst))
    return gevonden


def geweest_van(dagen: Sequence[Terugkomdag]) -> tuple[int, int]:
    """(attended, due) over the days that count (design: kpi, "refresher days")."""
    tellend = [dag for dag in dagen if dag.telt]
    return sum(dag.uitkomst == Terugkomuitkomst.GEWEEST for dag in tellend), len(tellend)


def komende(dagen: Sequence[Terugkomdag], *, op: date, binnen: timedelta) -> Terugkomdag | None:
    """The first due day that is open and comes within so long, None without; the next one, not all of them."""
    return next(
        (d for d in dagen if d.uitkomst == Terugkomuitkomst.OPEN and d.dag <= op + binnen and d.tot >= op),
        None,
    )
