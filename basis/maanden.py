"""Calendar months: anniversaries, last days and durations (design: domain, section 5; figures, "Retention").

Only dates and numbers, no domain words. A month is a calendar month and never 30 days: the anniversary is the
same day n months later, clipped to the end of that month.
"""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

EEN_DAG = timedelta(days=1)


def verjaardag(start: date, n: int) -> date:
    """Return the same day `n` months later, clipped to the month's end; `n` may be negative.

    31 January + 1 month is 28 (or 29) February. Raises ValueError outside the years 1 to 9999.
    """
    jaar, maand0 = divmod(start.year * 12 + start.month - 1 + n, 12)
    if not date.min.year <= jaar <= date.max.year:
        raise ValueError(f"{n} months from {start} falls outside the calendar")
    maand = maand0 + 1
    return date(jaar, maand, min(start.day, monthrange(jaar, maand)[1]))


def laatste_dag(start: date, maanden: int) -> date:
    """Return the last day of a period of `maanden` calendar months that begins on `start`.

    Raises ValueError when `maanden` is less than 1: such a period has no last day.
    """
    if maanden < 1:
        raise ValueError("a period lasts at least one month")
    return verjaardag(start, maanden) - EEN_DAG


def volle_maanden(start: date, eind: date) -> int:
    """Return the largest n with `verjaardag(start, n) <= eind`; negative when `eind` lies before `start`."""
    n = (eind.year - start.year) * 12 + eind.month - start.month
    return n if verjaardag(start, n) <= eind else n - 1


def maanden_tussen(start: date, eind: date) -> Fraction:
    """Return the months from `start` up to (not including) `eind`, exactly.

    Full calendar months plus remaining days / days in the running month. The running month lies between two
    anniversaries *of the start*, so a clipped anniversary shifts nothing afterwards: from 31 January,
    28 February is 1 month and 31 March is 2. The result grows with every day and is at least n from the n-th
    anniversary on. A period up to and including day d lasts `maanden_tussen(start, d + 1 day)`.
    """
    n = volle_maanden(start, eind)
    begin = verjaardag(start, n)
    lengte = (verjaardag(start, n + 1) - begin).days
    return n + Fraction((eind - begin).days, lengte)
