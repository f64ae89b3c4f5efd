"""Raw cells as they stood in the file: kinds that need care, cleaning text, and storing as JSON. No database."""

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

MAX_CELTEKENS = 32_767  # what Excel itself allows in a cell
BEGIN_BIJ_TE_LANG = 200  # of a longer cell we keep this much, to show which one it was


class Formule(str):
    """A formula as text. Never evaluated, and never stored as something a spreadsheet would evaluate.

    `waarde` is what stood in the cell when the file was saved: "" if that was nothing, None if the file does not say.
    """

    waarde: "Cel"

    def __new__(cls, tekst: str, waarde: "Cel" = None) -> "Formule":
        zelf = super().__new__(cls, tekst)
        zelf.waarde = waarde
        return zelf


class Foutwaarde(str):
    """An error that stands in the cell itself, such as #N/A or #REF!."""

    __slots__ = ()


class Geweigerd(str):
    """The place of a value that we refuse to keep (PRIV-01: a BSN). Always empty text."""

    __slots__ = ()


class Getal1904(float):
    """A number from a workbook that counts its days from 1-1-1904 (old Excel for Mac). Only a date minds."""

    __slots__ = ()


class TeLang(str):
    """The beginning of a cell that is too long to keep; `lengte` is its number of characters."""

    lengte: int

    def __new__(cls, begin: str, lengte: int) -> "TeLang":
        zelf = super().__new__(cls, begin)
        zelf.lengte = lengte
        return zelf


GEWEIGERD = Geweigerd("")
# As Excel shows them in English and Dutch, and how a text file has them; a column too narrow shows only hashes.
_EXCEL_FOUT = re.compile(
    r"#(?:N/[AB]|(?:REF|VERW|VALUE|WAARDE|DIV/0|DEEL/0|NUM|GETAL|NULL|LEEG|SPILL|OVERLOOP|CALC|BEREKEN|ERROR)!"
    r"|(?:NAME|NAAM)\?|#+)",
    re.IGNORECASE,
)
_ONTSNAPT = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how a workbook writes a character that XML cannot hold
Cel = str | int | float | date | datetime | time | timedelta | None  # bool is an int


def tekstcel(tekst: str, lengte: int = 0) -> Cel:
    """A text cell, cut to size; empty text is an empty cell. `lengte` is the real length, if `tekst` was cut before."""
    lengte = max(lengte, len(tekst))
    if lengte > MAX_CELTEKENS:
        return TeLang(tekst[:BEGIN_BIJ_TE_LANG], lengte)
    if tekst.startswith("#") and _EXCEL_FOUT.fullmatch(tekst.strip()):
        return Foutwaarde(tekst.strip())
    if "_x" in tekst:
        tekst = _ONTSNAPT.sub(_teken, tekst)
    return tekst or None


def _teken(treffer: re.Match[str]) -> str:
    nummer = int(treffer[1], 16)
    if nummer in (9, 10):
        return chr(nummer)
    return "" if nummer < 32 or 0xD800 <= nummer < 0xE000 else chr(nummer)


def is_leeg(cel: Cel) -> bool:
    """True for nothing, text with only white space, or a formula that gave those. A refused value is not nothing."""
    if cel is None:
        return True
    if not isinstance(cel, str) or isinstance(cel, Geweigerd):
        return False
    if isinstance(cel, Formule) and cel.waarde is not None:
        return is_leeg(cel.waarde)
    return not schoon(cel[:64]) and not schoon(cel)  # most cells say it in their first letters


def zegt_iets(cel: Cel) -> bool:
    """False for an empty cell, and for a formula that gave 0 or an error: dragged down below the last row of a list."""
    if isinstance(cel, Formule) and (isinstance(cel.waarde, Foutwaarde) or cel.waarde == 0):
        return False
    return not is_leeg(cel)


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
        case Formule() if cel.waarde is not None:
            return als_tekst(cel.waarde)
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
            heeft_waarde = {} if cel.waarde is None else {"waarde": naar_json(cel.waarde)}
            return {"formule": str(cel), **heeft_waarde}
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
        case Getal1904() if math.isfinite(cel):
            return {"getal1904": float(cel)}
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
            return Formule(tekst, van_json(waarde.get("waarde")))
        case {"getal1904": getal}:
            return Getal1904(getal)
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
