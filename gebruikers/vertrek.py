"""What still hangs on somebody who can no longer log in. Rooms above this one add what they know when the application
starts; closing the door itself is never held up, for it may be in a hurry."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Achterblijft:
    """What she leaves: a sentence, and the page where a colleague takes it over."""

    tekst: str
    url: str
    link: str


NAVRAAG: list[Callable] = []  # each takes a Gebruiker and gives an Achterblijft, or None


def wat_blijft_achter(gebruiker):
    """The Achterblijft of all rooms for this user."""
    return [gevonden for vraag in NAVRAAG if (gevonden := vraag(gebruiker)) is not None]
