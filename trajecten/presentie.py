"""How often somebody was in the lesson: one rule for the dossier, the groups and the grid. No database.

Presence = present / lessons of which it is recorded (design: screens, "Dossier"). Who told beforehand was not there
either, so that counts in the denominator; the screens say apart how often with and without a message. Never why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from trajecten.keuzes import Aanwezigheid

VAAK_ZONDER_BERICHT = 2  # so often absent without a message: a colleague asks how it goes


@dataclass(frozen=True)
class Presentie:
    """Lessons of which the presence is recorded."""

    aanwezig: int = 0
    met_bericht: int = 0
    zonder_bericht: int = 0

    @property
    def totaal(self) -> int:
        return self.aanwezig + self.met_bericht + self.zonder_bericht

    @property
    def gemist(self) -> int:
        return self.met_bericht + self.zonder_bericht

    @property
    def procent(self) -> Decimal | None:
        """One decimal, half up; None without lessons (n.v.t., not 0 %)."""
        if not self.totaal:
            return None
        return (Decimal(100) * self.aanwezig / self.totaal).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def woorden(self) -> str:
        """ "80,0 %", or "n.v.t." without lessons."""
        return "n.v.t." if self.procent is None else f"{self.procent} %".replace(".", ",")

    @property
    def waarschuwing(self) -> str:
        """The sentence about absence without a message, from the second time on; else ""."""
        keer = self.zonder_bericht
        return f"{keer} keer zonder bericht afwezig" if keer >= VAAK_ZONDER_BERICHT else ""

    def __add__(self, ander: "Presentie") -> "Presentie":
        return Presentie(
            self.aanwezig + ander.aanwezig,
            self.met_bericht + ander.met_bericht,
            self.zonder_bericht + ander.zonder_bericht,
        )


def presentie(aanwezigheden: Iterable[str]) -> Presentie:
    """Of the codes of Aanwezigheid of lessons that were; who is only invited or waits does not count yet."""
    codes = list(aanwezigheden)
    return Presentie(
        codes.count(Aanwezigheid.AANWEZIG),
        codes.count(Aanwezigheid.AFWEZIG_MET_BERICHT),
        codes.count(Aanwezigheid.AFWEZIG_ZONDER_BERICHT),
    )
