"""One reason to look at somebody, and how urgent. No database."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum


class Urgentie(IntEnum):
    """When it asks for attention; the lower the sooner."""

    NU = 0
    WEEK = 1
    LATER = 2
    NIETS = 3


class Redensoort(IntEnum):
    """In the order of harm: what comes first on a card, and who first in the list."""

    GESPREK = 1
    SIGNAAL = 2
    GEMIST = 3
    ACTIE = 4
    WERK = 5
    EXAMEN = 6
    METEN = 7
    TERUGKOMDAG = 8


@dataclass(frozen=True, order=True)
class Reden:
    """A few words with an icon (`badge`: kind of status badge), and the page where it is solved."""

    urgentie: Urgentie
    soort: Redensoort
    woord: str
    badge: str
    url: str


def binnenkort(dag: date, vandaag: date) -> Urgentie:
    """How urgent something on a coming day is: until Sunday it belongs to this week."""
    return Urgentie.WEEK if dag <= vandaag + timedelta(days=6 - vandaag.weekday()) else Urgentie.LATER


def keer(aantal, een, meer):
    """ "1 actie", "3 acties"."""
    return f"1 {een}" if aantal == 1 else f"{aantal} {meer}"
