"""Parts of a partner's page that higher rooms add: what they know about this partner. No import goes up.

A room registers a maker in AppConfig.ready(): `BLOKKEN[order, name] = maker`. maker(partner, leden, gebruiker) gives
a Blok, or None when there is nothing for this user.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Blok:
    """A template and what it is given, as the variable `blok`."""

    sjabloon: str
    gegevens: dict = field(default_factory=dict)


BLOKKEN: dict[tuple[int, str], Callable] = {}


def blokken_van(partner, leden, gebruiker) -> list[Blok]:
    """The blocks of this partner (`leden`: its members, a list) for this user, in the order of their keys."""
    gemaakt = [BLOKKEN[sleutel](partner, leden, gebruiker) for sleutel in sorted(BLOKKEN)]
    return [blok for blok in gemaakt if blok is not None]
