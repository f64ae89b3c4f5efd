"""Refresher days as a figure: attended / due (design: kpi), over everybody with a contract by the reference date."""

from dataclasses import dataclass
from datetime import date

from rapportage.kerncijfers import met_contract
from trajecten.plaatsing.terugkom import terugkomdagen_per_traject
from trajecten.terugkomstand import geweest_van


@dataclass(frozen=True)
class Terugkomcijfer:
    """Days attended, days due, and the number of people who had a day that counts."""

    geweest: int
    verwacht: int
    mensen: int


def terugkomcijfer(trajecten, *, peildatum: date) -> Terugkomcijfer:
    """Count the days that were due by `peildatum`, as known from facts dated up to it. Three queries at most."""
    met = (
        met_contract(trajecten.filter(programma__terugkomdag_weken__isnull=False), peildatum=peildatum)
        .select_related("programma")
        .only("programma__terugkomdag_weken")
    )
    tellingen = [geweest_van(dagen) for dagen in terugkomdagen_per_traject(list(met), peildatum).values()]
    tellend = [(geweest, verwacht) for geweest, verwacht in tellingen if verwacht]
    return Terugkomcijfer(
        sum(geweest for geweest, _ in tellend), sum(verwacht for _, verwacht in tellend), len(tellend)
    )
