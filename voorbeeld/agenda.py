"""Stories told together in the order of time.

A story is a generator that reads like what happens to one person or group: it yields the moment at which it goes on,
and then calls the services of that moment. Whatever lies after the end of the play is simply not told yet: people are
in the middle of things, as they would be.
"""

from collections.abc import Iterator
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

Verhaal = Iterator[datetime]


class Agenda:
    """Takes stories and tells them; the same stories give the same order every time."""

    def __init__(self, klok):
        self._klok = klok
        self._wacht = []
        self._volgnummers = count()

    def begin(self, verhaal: Verhaal, *, tot: datetime):
        """Start a story now; it is told up to `tot`, and not on that moment itself."""
        self._vervolg(verhaal, tot)

    def speel(self):
        """Tell everything, in order of time."""
        while self._wacht:
            moment, _, verhaal, tot = heappop(self._wacht)
            self._klok.zet(moment)
            self._vervolg(verhaal, tot)

    def _vervolg(self, verhaal, tot):
        moment = next(verhaal, None)
        if moment is not None and moment < tot:
            heappush(self._wacht, (moment, next(self._volgnummers), verhaal, tot))
