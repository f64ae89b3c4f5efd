"""What a reader hands over: sheets with rows of raw cells, and the limits that hold for every kind of file."""

from dataclasses import dataclass
from typing import NamedTuple

from inlezen.cellen import Cel, is_leeg
from inlezen.meldingen import BestandOnleesbaar, Melding

MAX_BYTES = 25 * 1024 * 1024
MAX_RIJEN = 20_000  # filled rows under the header
MAX_KOPZONE = 50  # filled rows above and with the header that come on top of that
MAX_RIJNUMMER = 1_048_576  # Excel's own last row; empty rows cost time too
MAX_KOLOMMEN = 256
MAX_CELLEN = 2_000_000  # filled cells of the whole file: what keeps memory under 300 MB
MAX_BLADEN = 50


class Rij(NamedTuple):
    """A row that is not empty, with its number as the sheet shows it; trailing empty cells are left out."""

    nummer: int
    cellen: tuple[Cel, ...]


@dataclass(frozen=True, slots=True)
class Werkblad:
    naam: str
    rijen: tuple[Rij, ...]
    verborgen_kolommen: frozenset[int] = frozenset()  # counted from 0
    verborgen: bool = False


@dataclass(frozen=True, slots=True)
class Bestand:
    soort: str  # "xlsx" or "tekst"
    bladen: tuple[Werkblad, ...]
    meldingen: tuple[Melding, ...] = ()


class Verzamelaar:
    """Collects the rows of one file and stops at the first limit that is passed."""

    def __init__(self) -> None:
        self.cellen = 0
        self.rijen: list[Rij] = []

    def nieuw_blad(self) -> None:
        self.rijen = []

    def voeg_toe(self, nummer: int, cellen: list[Cel]) -> None:
        """Keep this row unless it is empty. Raises BestandOnleesbaar if the file is too large."""
        if nummer > MAX_RIJNUMMER:
            raise BestandOnleesbaar(
                f"Deze lijst loopt door tot voorbij rij {_getal(MAX_RIJNUMMER)}. "
                "Verwijder de lege rijen onderaan en probeer het opnieuw.",
                code="te_veel_rijen",
            )
        while cellen and is_leeg(cellen[-1]):
            cellen.pop()
        if not cellen:
            return
        if len(cellen) > MAX_KOLOMMEN:
            raise BestandOnleesbaar(
                f"Rij {nummer} heeft {_getal(len(cellen))} kolommen. We lezen er hoogstens {MAX_KOLOMMEN}. "
                "Verwijder de kolommen die niet bij de lijst horen en probeer het opnieuw.",
                code="te_veel_kolommen",
            )
        self.cellen += len(cellen)
        self.rijen.append(Rij(nummer, tuple(cellen)))
        if len(self.rijen) > MAX_RIJEN + MAX_KOPZONE:
            raise te_veel_rijen()
        if self.cellen > MAX_CELLEN:
            raise BestandOnleesbaar(
                f"Deze lijst heeft meer dan {_getal(MAX_CELLEN)} gevulde cellen. "
                "Verwijder kolommen die niet nodig zijn, of splits de lijst.",
                code="te_veel_cellen",
            )


def te_veel_rijen() -> BestandOnleesbaar:
    return BestandOnleesbaar(
        f"Deze lijst heeft meer dan {_getal(MAX_RIJEN)} rijen. Splits de lijst en lees de delen apart in.",
        code="te_veel_rijen",
    )


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")
