"""What a reader hands over: sheets with rows of raw cells, and the limits that hold for every kind of file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from inlezen.cellen import Cel, is_leeg, zegt_iets
from inlezen.meldingen import BestandOnleesbaar, Melding

MAX_BYTES = 25 * 1024 * 1024
MAX_RIJEN = 20_000  # filled rows under the header
MAX_KOPZONE = 50  # filled rows above and with the header that come on top of that
MAX_RIJNUMMER = 1_048_576  # Excel's own last row; empty rows cost time too
MAX_KOLOMMEN = 256
MAX_CELLEN = 1_000_000  # filled cells of the whole file: what keeps memory under 300 MB
MAX_BLADEN = 50
MAX_GENOEMD = 8  # row numbers in one message


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
    verborgen_rijen: frozenset[int] = frozenset()  # numbers as the sheet shows them
    meldingen: tuple[Melding, ...] = ()  # to be said if this sheet is the one that is read


@dataclass(frozen=True, slots=True)
class Bestand:
    soort: str  # "xlsx" or "tekst"
    bladen: tuple[Werkblad, ...]
    meldingen: tuple[Melding, ...] = ()


class Verzamelaar:
    """Collects the rows of one file and stops at the first limit that is passed."""

    def __init__(self) -> None:
        self.cellen = 0
        self.nieuw_blad()

    def nieuw_blad(self) -> None:
        self.rijen: list[Rij] = []
        self.nummers: set[int] = set()

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
        if not any(map(zegt_iets, cellen)):
            return
        if nummer < 1 or nummer in self.nummers:  # or one of the two would get lost further on
            raise BestandOnleesbaar(
                f"Dit bestand is beschadigd: rijnummer {nummer} kan niet of komt twee keer voor. "
                "Open het bestand in Excel, kies Opslaan als en dan Excel-werkmap (.xlsx).",
                code="beschadigd",
            )
        self.nummers.add(nummer)
        if len(cellen) > MAX_KOLOMMEN:
            raise BestandOnleesbaar(
                f"Rij {nummer} heeft meer dan {MAX_KOLOMMEN} kolommen; meer lezen we er niet. "
                "Verwijder de kolommen die niet bij de lijst horen en probeer het opnieuw.",
                code="te_veel_kolommen",
            )
        self.cellen += len(cellen) - cellen.count(None)
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


def noem_rijen(nummers: Sequence[int]) -> str:
    """ "rij 4", "de rijen 4, 7 en 9", or the first few and how many more."""
    if len(nummers) == 1:
        return f"rij {nummers[0]}"
    eerste = ", ".join(map(str, nummers[:MAX_GENOEMD]))
    if len(nummers) > MAX_GENOEMD:
        return f"de rijen {eerste} en nog {_getal(len(nummers) - MAX_GENOEMD)}"
    *voor, laatste = map(str, nummers)
    return f"de rijen {', '.join(voor)} en {laatste}"


def _getal(aantal: int) -> str:
    return f"{aantal:,}".replace(",", ".")
