"""Sharing out what becomes of people, so that the shares come out right in a small group too. No database."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class Verdeling:
    """Hands out values in the given proportions, each time the one that lags behind most; no chance involved.

    `Verdeling({"blijft": 7, "weg": 2})` gives 7 of "blijft" and 2 of "weg" in every nine, well mixed.
    """

    def __init__(self, gewichten: Mapping[T, int]):
        self._gewichten = dict(gewichten)
        self._som = sum(gewichten.values())
        self._gegeven = dict.fromkeys(gewichten, 0)

    def volgende(self) -> T:
        n = sum(self._gegeven.values()) + 1
        keuze = max(self._gewichten, key=lambda waarde: self._achterstand(waarde, n))
        self._gegeven[keuze] += 1
        return keuze

    def _achterstand(self, waarde, n):
        return self._gewichten[waarde] * n - self._gegeven[waarde] * self._som
