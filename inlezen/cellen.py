"""Raw cells as they stood in the file: kinds that need care, cleaning text, and storing as JSON. No database."""

import math
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

MAX_CELTEKENS = 32_767  # what Excel itself allows in a cell
BEGIN_BIJ_TE_LANG = 200  # of a longer cell we keep this much, to show which one it was


class Formule(str):
    """A formula as text. Never evaluated, and never stored as something a spreadsheet would evaluate."""

    __slots__ = ()


class Foutwaarde(str):
    """An error that stands in the cell itself, such as #N/A or #REF!."""

    __slots__ = ()


class Geweigerd(str):
    """The place of a value that we refuse to keep (PRIV-01: a BSN). Always empty text."""

    __slots__ = ()


class TeLang(str):
    """The beginning of a cell that is too long to keep; `lengte` is its number of characters."""

    lengte: int

    def __new__(cls, begin: str, lengte: int) -> "TeLang":
        zelf = super().__new__(cls, begin)
        zelf.lengte = lengte
        return zelf


GEWEIGERD = Geweigerd("")
Cel = str | int | float | date | datetime | time | timedelta | None  # bool is an int


def tekstcel(tekst: str) -> Cel:
    """A text cell, cut to size; empty text is an empty cell."""
    if len(tekst) > MAX_CELTEKENS:
        return TeLang(tekst[:BEGIN_BIJ_TE_LANG], len(tekst))
    return tekst or None


def is_leeg(cel: Cel) -> bool:
    """True for nothing, or text with only white space. A refused value is not nothing."""
    if isinstance(cel, Geweigerd):
        return False
    return cel is None or (isinstance(cel, str) and not schoon(cel))


def schoon(tekst: str) -> str:
    """One line of readable text: NFC, every kind of space made one space, invisible and control characters gone."""
    if not (tekst.isascii() and tekst.isprintable()):
        genormaliseerd = unicodedata.normalize("NFC", tekst)
        tekst = "".join(_leesbaar(teken) for teken in genormaliseerd)
    return " ".join(tekst.split())


def schoon_meerregelig(tekst: str) -> str:
    """Like `schoon`, keeping the line breaks."""
    regels = (schoon(regel) for regel in tekst.splitlines())
    return "\n".join(regel for regel in regels if regel)


def _leesbaar(teken: str) -> str:
    if teken.isspace():
        return " "
    # Control, invisible, half a surrogate pair, private use: none of them is a letter, and databases refuse some.
    return "" if unicodedata.category(teken) in ("Cc", "Cf", "Cs", "Co") else teken


def als_tekst(cel: Cel) -> str:
    """The cell as somebody would read it in the sheet: 28.0 is "28", a date is "3-4-1985", nothing is ""."""
    match cel:
        case None:
            return ""
        case bool():
            return "ja" if cel else "nee"
        case datetime() | date():
            return f"{cel.day}-{cel.month}-{cel.year}"
        case float() if math.isfinite(cel) and cel == int(cel) and abs(cel) < 1e15:
            return str(int(cel))
        case float():
            return str(cel).replace(".", ",")
        case int():
            return str(cel) if abs(cel) < 10**30 else "een heel groot getal"
        case _:
            return str(cel)


def naar_json(cel: Cel) -> Any:
    """A value that `json.dumps` takes and `van_json` turns back into the same cell."""
    match cel:
        case Formule():
            return {"formule": str(cel)}
        case Foutwaarde():
            return {"fout": str(cel)}
        case Geweigerd():
            return {"geweigerd": True}
        case TeLang():
            return {"begin": str(cel), "lengte": cel.lengte}
        case datetime() | date():
            return {"datum": f"{cel.year:04}-{cel.month:02}-{cel.day:02}"}
        case None | bool() | str():
            return cel
        case int() if abs(cel) < 2**53:
            return cel
        case float() if math.isfinite(cel):
            return cel
        case _:
            return als_tekst(cel)


def van_json(waarde: Any) -> Cel:
    """The cell that `naar_json` was given (a date loses its time of day)."""
    match waarde:
        case {"formule": tekst}:
            return Formule(tekst)
        case {"fout": tekst}:
            return Foutwaarde(tekst)
        case {"geweigerd": _}:
            return GEWEIGERD
        case {"begin": tekst, "lengte": lengte}:
            return TeLang(tekst, lengte)
        case {"datum": tekst}:
            return date.fromisoformat(tekst)
        case None | bool() | str() | int() | float():
            return waarde
        case _:
            return None
