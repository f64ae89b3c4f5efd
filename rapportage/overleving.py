"""The retention curve: Kaplan-Meier with exact fractions (design: kpi, "Retention").

Pure. T is the time from the first working day to the first day no longer working, in months. R(n) = P(T >= n)
is the product over event times t_i < n of (1 - d_i / r_i), with r_i the people with T >= t_i: events come
before censorings at ties, and a fully served six-month contract *is* six months. Many libraries give
S(t) = P(T > t) instead, which is R just after t.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import exp, log, prod, sqrt
from statistics import NormalDist
from typing import NamedTuple

Getal = int | float | Decimal | Fraction


@dataclass(frozen=True)
class Waarneming:
    """One person: the duration in months, and whether it ended in an exit (else censored).

    `sinds_start` is the months from the start to the reference date, for the naive rate only; None means long
    enough ago for every n.
    """

    duur: Fraction
    gebeurtenis: bool
    sinds_start: Fraction | None = None


class Interval(NamedTuple):
    """A confidence interval, both ends as a share between 0 and 1."""

    onder: float
    boven: float


@dataclass(frozen=True)
class Punt:
    """R(n) with its interval and the number at risk.

    `overleving` is None when nobody is observed. `interval` is None where Greenwood on the log-log scale does
    not exist: at R = 0 and R = 1. Whether r(n) is enough to show is for the screen to decide.
    """

    maanden: Fraction
    overleving: Fraction | None
    interval: Interval | None
    risico: int


@dataclass(frozen=True)
class Stap:
    """One time on the curve: at risk just before, exits and censorings at it, and the curve just after."""

    tijd: Fraction
    risico: int
    gebeurtenissen: int
    gecensureerd: int
    overleving: float


class Verhouding(NamedTuple):
    """A share with its population, not yet divided: the denominator may be 0."""

    teller: int
    noemer: int


@dataclass(frozen=True)
class Overlevingscurve:
    """The curve of a group. `stappen` holds every time with an exit or a censoring, ascending."""

    aantal: int
    stappen: tuple[Stap, ...]

    def risico(self, maanden: Getal) -> int:
        """Return r(n): the people with T >= n."""
        n = Fraction(maanden)
        return sum(s.gebeurtenissen + s.gecensureerd for s in self.stappen if s.tijd >= n)

    def overleving(self, maanden: Getal) -> Fraction | None:
        """Return R(n) = P(T >= n), exactly; None when nobody is observed.

        Beyond the longest observed time the curve just goes on flat: look at `risico` before showing it.
        """
        if not self.aantal:
            return None
        sprongen = self._sprongen_voor(Fraction(maanden))
        return Fraction(prod(s.risico - s.gebeurtenissen for s in sprongen), prod(s.risico for s in sprongen))

    def interval(self, maanden: Getal, niveau: float = 0.95) -> Interval | None:
        """Return Greenwood's interval on the log-log scale; None where it does not exist (R = 0 or 1)."""
        kans = self.overleving(maanden)
        if kans is None or kans in (0, 1):
            return None
        greenwood = sum(
            s.gebeurtenissen / (s.risico * (s.risico - s.gebeurtenissen))
            for s in self._sprongen_voor(Fraction(maanden))
        )
        z = NormalDist().inv_cdf((1 + niveau) / 2)
        log_kans = log(kans)
        marge = z * sqrt(greenwood) / abs(log_kans)
        return Interval(onder=exp(log_kans * exp(marge)), boven=exp(log_kans * exp(-marge)))

    def punt(self, maanden: Getal) -> Punt:
        """Return everything about one n together."""
        n = Fraction(maanden)
        return Punt(n, self.overleving(n), self.interval(n), self.risico(n))

    def zichtbare_stappen(self, minimaal_risico: int) -> tuple[Stap, ...]:
        """Return the steps with at least so many people at risk: the part of the curve that may be shown."""
        return tuple(s for s in self.stappen if s.risico >= minimaal_risico)

    def _sprongen_voor(self, n: Fraction) -> list[Stap]:
        return [s for s in self.stappen if s.tijd < n and s.gebeurtenissen]


def bereken_curve(waarnemingen: Iterable[Waarneming]) -> Overlevingscurve:
    """Return the Kaplan-Meier curve of these people. Raises ValueError for a negative duration."""
    uitval: Counter[Fraction] = Counter()
    censuur: Counter[Fraction] = Counter()
    for waarneming in waarnemingen:
        if waarneming.duur < 0:
            raise ValueError("nobody works for a negative time")
        (uitval if waarneming.gebeurtenis else censuur)[Fraction(waarneming.duur)] += 1
    aantal = risico = uitval.total() + censuur.total()
    stappen = []
    kans = 1.0
    for tijd in sorted(uitval.keys() | censuur.keys()):
        kans *= 1 - uitval[tijd] / risico
        stappen.append(Stap(tijd, risico, uitval[tijd], censuur[tijd], kans))
        risico -= uitval[tijd] + censuur[tijd]
    return Overlevingscurve(aantal, tuple(stappen))


def naieve_retentie(waarnemingen: Iterable[Waarneming], maanden: Getal) -> Verhouding:
    """Return (still working at n, people whose status at n is known): the figure partners compute themselves.

    Known are those who started at least n months before the reference date and reached n or left before it.
    People censored before n (planned outflow included) are in neither number.
    """
    n = Fraction(maanden)
    rijp = [w for w in waarnemingen if w.sinds_start is None or w.sinds_start >= n]
    gehaald = sum(w.duur >= n for w in rijp)
    return Verhouding(gehaald, gehaald + sum(w.gebeurtenis and w.duur < n for w in rijp))
