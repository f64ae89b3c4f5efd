"""The small formulas of the figures: gap to a target share, median, percentile (design: kpi, "The others")."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TypeVar

G = TypeVar("G", int, Decimal, Fraction)


@dataclass(frozen=True)
class Doeltekort:
    """Heads short of a target share: when someone else makes place, or on top of everyone there is."""

    bij_vervanging: int
    bovenop: int | None


def doeltekort(in_doelgroep: int, totaal: int, doel_procent: int | Decimal | Fraction) -> Doeltekort:
    """Return how many people of the target group are missing: 12 of 200 at 10 % is 8, or 9 on top.

    0 when the goal is met; `bovenop` is None for a goal of 100 % that adding people can never reach.
    """
    doel = Fraction(doel_procent) / 100
    tekort = doel * totaal - in_doelgroep
    if tekort <= 0:
        return Doeltekort(0, 0)
    return Doeltekort(ceil(tekort), None if doel >= 1 else ceil(tekort / (1 - doel)))


def percentiel(waarden: Sequence[G], p: int) -> G | None:
    """Return the smallest value that at least p % of the values do not exceed (nearest rank); None if empty.

    Always a value that occurred: "90 % was called within so many hours". Raises ValueError outside 1 to 100.
    """
    if not 1 <= p <= 100:
        raise ValueError("a percentile lies between 1 and 100")
    if not waarden:
        return None
    return sorted(waarden)[-(-len(waarden) * p // 100) - 1]


def mediaan(waarden: Sequence[G]) -> G | Fraction | None:
    """Return the middle value, or the mean of the two middle ones; None if empty."""
    if not waarden:
        return None
    gesorteerd = sorted(waarden)
    midden, oneven = divmod(len(gesorteerd), 2)
    if oneven:
        return gesorteerd[midden]
    return (Fraction(gesorteerd[midden - 1]) + Fraction(gesorteerd[midden])) / 2
