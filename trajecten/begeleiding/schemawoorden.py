"""Somebody's schedule in words: what holds now, until when, what the programme says, what is due next. No database."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from basis.templatetags.componenten import datum
from trajecten.termijnen import Periode, Schema, Schemadeel, periode_in, periode_na

AANTAL_PERIODES = 3


@dataclass(frozen=True)
class Stap:
    """From a day on, a talk every n weeks."""

    van: date
    elke: int

    @property
    def ritme(self):
        return ritme(self.elke)

    @property
    def tekst(self):
        return f"vanaf {datum(self.van)} {self.ritme}"


def ritme(elke):
    """ "elke week een gesprek", "elke 4 weken een gesprek"."""
    return "elke week een gesprek" if elke == 1 else f"elke {elke} weken een gesprek"


def stappen(schema: Schema) -> list[Stap]:
    """Every step of all parts, oldest first; a step that the next part cuts off before it begins is not there."""
    uit = []
    for deel, volgend in pairwise([*schema, None]):
        for stap in _stappen_van(deel):
            if volgend is None or stap.van < volgend.start:
                uit.append(stap)
    samen = []
    for stap in uit:  # two steps after each other with the same rhythm read as one
        if not samen or samen[-1].elke != stap.elke:
            samen.append(stap)
    return samen


def stap_op(schema: Schema, dag: date) -> Stap | None:
    """The step that holds on this day; None before the first."""
    return next((stap for stap in reversed(stappen(schema)) if stap.van <= dag), None)


def komende_periodes(schema: Schema, dag: date) -> list[Periode]:
    """The period that runs on this day (if one does) and the next ones: AANTAL_PERIODES together."""
    nu = periode_in(schema, dag)
    uit = [nu] if nu else []
    while len(uit) < AANTAL_PERIODES:
        uit.append(periode_na(schema, uit[-1].start if uit else dag))
    return uit


def _stappen_van(deel: Schemadeel):
    per_week = {1: 1, **dict(deel.afbouw)}
    return [Stap(deel.start + timedelta(weeks=week - 1), elke) for week, elke in sorted(per_week.items())]
