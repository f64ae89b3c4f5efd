"""The lesson days of a cohort, as a proposal: which weekdays, from when to when, and what falls out. No database.

Dates in, days out (design: domain, section 3: "the lesson plan of a cohort, from the programme, public holidays out").
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from basis.datums import lees_datum
from basis.maanden import EEN_DAG
from trajecten.opleiding.feestdagen import feestdagen, gewone_feestdagen
from trajecten.termijnen import einde_opleiding

WEEKDAGEN = {
    1: "maandag",
    2: "dinsdag",
    3: "woensdag",
    4: "donderdag",
    5: "vrijdag",
    6: "zaterdag",
    7: "zondag",
}
MEESTE = 300  # lessons planned at once: five days a week for more than a year
MEESTE_DAGEN = 366 * 4  # from the first to the last day: a training of four years
MEESTE_VRIJ = 40  # lines of own free days
_TUSSEN = re.compile(
    r"^(?P<van>\d\S*)(?:\s+(?:t/m|tm|tot en met|-|–)\s+(?P<tot>\d\S*))?(?:\s+(?P<woord>\D.*))?$"
)


@dataclass(frozen=True)
class Vrij:
    """Own free days, both ends included, with a word: a school holiday."""

    van: date
    tot: date
    woord: str


@dataclass(frozen=True)
class Lesdag:
    """One weekday of the plan. `vrij`: why there is no lesson then. `naam`: a holiday on which there is one."""

    dag: date
    vrij: str = ""
    naam: str = ""

    @property
    def sleutel(self) -> str:
        """Names it in a form."""
        return self.dag.isoformat()


def lesdagen(weekdagen: Collection[int], van: date, tot: date, vrij: Iterable[Vrij] = ()) -> list[Lesdag]:
    """Every day from `van` to `tot` on one of these weekdays (1 = Monday), in order; the free ones say why.

    Raises ValueError, with a sentence for the screen, for a period that is turned round or too long.
    """
    if tot < van:
        raise ValueError("De laatste dag ligt voor de eerste dag. Kies een latere dag.")
    if (tot - van).days > MEESTE_DAGEN:
        raise ValueError("Dit is langer dan vier jaar. Kies een eerdere laatste dag.")
    vrij = list(vrij)
    officieel, gewoon = feestdagen(van, tot), gewone_feestdagen(van, tot)
    dagen = []
    dag = van
    while dag <= tot:
        if dag.isoweekday() in weekdagen:
            eigen = next((v.woord for v in vrij if v.van <= dag <= v.tot), "")
            dagen.append(Lesdag(dag, officieel.get(dag, "") or eigen, gewoon.get(dag, "")))
        dag += EEN_DAG
    return dagen


def lees_vrij(tekst: str) -> list[Vrij]:
    """Own free days as people type them: a line "19-10-2026 t/m 23-10-2026 herfstvakantie", or one day.

    Raises ValueError, with a sentence for the screen that names the line.
    """
    gevonden = []
    for nummer, regel in enumerate(tekst.splitlines(), start=1):
        regel = " ".join(regel.split())
        if not regel:
            continue
        treffer = _TUSSEN.match(regel)
        try:
            if treffer is None:
                raise ValueError
            van = lees_datum(treffer["van"].rstrip(",:"))
            tot = lees_datum(treffer["tot"].rstrip(",:")) if treffer["tot"] else van
        except ValueError:
            raise ValueError(
                f"Regel {nummer}: begin met een datum. Bijvoorbeeld 19-10-2026 t/m 23-10-2026 herfstvakantie."
            ) from None
        if tot < van:
            raise ValueError(f"Regel {nummer}: de laatste dag ligt voor de eerste dag.")
        gevonden.append(Vrij(van, tot, (treffer["woord"] or "vrij").strip()))
    if len(gevonden) > MEESTE_VRIJ:
        raise ValueError(f"Vul hoogstens {MEESTE_VRIJ} regels in.")
    return gevonden


# --- What the programme says ------------------------------------------------------------------------------------------
def dagen_per_week(programma) -> int | None:
    """How many days of lessons a week: the school days, else the days of the course; None when it says neither."""
    return programma.schooldagen_per_week or programma.dagen_per_week


def voorstel_weekdagen(programma) -> list[int]:
    """Monday to Friday for five days or more; with fewer days the user picks them."""
    aantal = dagen_per_week(programma) or 0
    return list(range(1, aantal + 1)) if aantal >= 5 else []


def voorstel_periode(programma, start: date, introductiedag: date | None = None) -> tuple[date, date | None]:
    """First and last day of the lessons: from the start, or the day after the introduction day.

    A pre-phase lies before the start (`kalender`). The last day is None when the programme states no length.
    """
    eerste = max(start, introductiedag + EEN_DAG) if introductiedag else start
    return eerste, einde_opleiding(start, weken=programma.duur_weken, maanden=programma.duur_maanden)


def modules_van(programma) -> list[str]:
    """The modules that the programme names, one per line."""
    return [regel.strip()[:120] for regel in programma.modules.splitlines() if regel.strip()]


def verdeel(modules: list[str], aantal: int) -> list[str]:
    """A module for each of `aantal` lessons: in order, each about as often; '' for all when there are no modules."""
    if not modules:
        return [""] * aantal
    return [modules[nummer * len(modules) // aantal] for nummer in range(aantal)]


def maandag(dag: date) -> date:
    """The Monday of the week of this day."""
    return dag - timedelta(days=dag.weekday())
