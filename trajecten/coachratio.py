"""The coaching ratio of a group in numbers and in words (design: domain, section 5). No database.

It counts heads: how much time each of them asks (kandidaten.Gewicht) stands beside it and changes nothing in it.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from trajecten.termijnen import coaches_nodig, ratio_overschreden


@dataclass(frozen=True)
class Coachratio:
    """`mensen`: active candidates; `coaches`: who coach them; `maximum`: most candidates per coach, None: no limit."""

    mensen: int
    coaches: int
    maximum: int | None = None

    @property
    def woorden(self):
        """ "1 op 5,3"; "" without candidates, "nog geen jobcoach" without coaches."""
        if not self.mensen:
            return ""
        if not self.coaches:
            return "nog geen jobcoach"
        return f"1 op {een_decimaal(Decimal(self.mensen) / self.coaches)}"

    @property
    def nodig(self):
        """How many coaches are needed: 40 at 1 op 5 is 8, 41 is 9; None without a maximum."""
        return None if self.maximum is None else coaches_nodig(self.mensen, self.maximum)

    @property
    def te_hoog(self):
        return ratio_overschreden(self.mensen, self.coaches, self.maximum)

    @property
    def tekort(self):
        """How many coaches are short."""
        return self.nodig - self.coaches if self.te_hoog else 0


def een_decimaal(waarde):
    """ "5,3", and "5" for a whole number; half up."""
    return f"{Decimal(waarde).quantize(Decimal('0.1'), ROUND_HALF_UP).normalize():f}".replace(".", ",")
