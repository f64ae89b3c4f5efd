"""A clock that can be set, so that what is played in the past is also stamped in the past.

Services take the dates people type as arguments; only the moment of writing comes from `timezone.now()`: on the log
line, the change, the decision. For the time of a play that one function tells the time of the play.
"""

from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


class Klok:
    """The time of the play: `nu` is an aware moment, and never goes back."""

    def __init__(self, nu):
        self.nu = nu

    def zet(self, moment):
        """Move on to `moment`. Raises ValueError if that lies before what was played already."""
        if moment < self.nu:
            raise ValueError(f"the play is at {self.nu} and cannot go back to {moment}")
        self.nu = moment


@contextmanager
def speelklok(begin):
    """Let `timezone.now()` tell the time of the Klok that this yields, in the whole process, until the end.

    `now` looks up `datetime` in its own module at every call. Replacing it there reaches everybody, also the fields
    that have the function itself as their default; replacing the function would miss those.
    """
    klok = Klok(begin)

    class Speeltijd(datetime):
        @classmethod
        def now(cls, tz=None):
            return klok.nu.astimezone(tz)

    echt = timezone.datetime
    timezone.datetime = Speeltijd
    try:
        yield klok
    finally:
        timezone.datetime = echt
