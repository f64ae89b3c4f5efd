"""The days that a programme asks of a cohort: the introduction day and the refresher days, as a proposal.

Pure: the fields of a programme and dates in, days out; the arithmetic is that of `termijnen` and `kalender`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from basis.maanden import EEN_DAG, laatste_dag
from trajecten.kalender import WEKEN_ZONDER_EINDE, contractstart
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.termijnen import terugkomdagen

MEESTE = 60  # days proposed at once


@dataclass(frozen=True)
class Reeksdag:
    """One day: what, the how-manieth, and when it falls when nobody chooses another day."""

    soort: Bijeenkomstsoort
    nummer: int
    dag: date

    @property
    def titel(self) -> str:
        enige = self.soort == Bijeenkomstsoort.INTRODUCTIEDAG
        return self.soort.label if enige else f"{self.soort.label} {self.nummer}"

    @property
    def voorstel(self) -> date:
        """The day itself, or the Monday after it when it falls in a weekend."""
        return self.dag + timedelta(days=7 - self.dag.weekday()) if self.dag.weekday() >= 5 else self.dag

    @property
    def sleutel(self) -> str:
        """Names its fields in a form."""
        return f"{self.soort.value}_{self.nummer}"


def soorten_woorden(programma) -> str:
    """Which of these days the programme asks: "de introductiedag en de terugkomdagen"; "" when none."""
    delen = ["de introductiedag"] if programma.introductiedag else []
    delen += ["de terugkomdagen"] if programma.terugkomdag_weken else []
    return " en ".join(delen)


def contractperiode(programma, start: date) -> tuple[date, date]:
    """First and last day to count refresher days over, when nothing else is agreed.

    Without a length of the contract: a year.
    """
    eerste = contractstart(programma, start)
    if programma.contract_maanden:
        return eerste, laatste_dag(eerste, programma.contract_maanden)
    return eerste, eerste + timedelta(weeks=WEKEN_ZONDER_EINDE) - EEN_DAG


def reeks(programma, *, start: date, contract: date, tot: date) -> list[Reeksdag]:
    """The introduction day on the day of the start, then each refresher day of a contract from `contract` to `tot`."""
    dagen = [Reeksdag(Bijeenkomstsoort.INTRODUCTIEDAG, 1, start)] if programma.introductiedag else []
    terug = terugkomdagen(contract, tot, programma.terugkomdag_weken)
    dagen += [
        Reeksdag(Bijeenkomstsoort.TERUGKOMDAG, nummer, dag) for nummer, dag in enumerate(terug, start=1)
    ]
    return dagen[:MEESTE]
