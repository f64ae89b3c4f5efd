"""Finding citizen service numbers, in order not to keep them (design: privacy, PRIV-01). No database."""

import re
from collections.abc import Iterable

from inlezen.cellen import Cel, als_tekst
from kandidaten.zoeknaam import zonder_accenten

GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
MIN_WAARDEN = 5  # fewer nine-digit values say nothing: one in eleven passes by chance
MIN_AANDEEL_PROCENT = 80

_KOP = re.compile(r"\bbsn|\bburgerservice|\bburger service|\bsofi\b|\bsofi ?(?:nr|num)|\bbsnr")
_VRIJGESTELDE_KOP = re.compile(r"\btel|\bmobiel|\bgsm\b|\b06\b|\bpost ?code")
_SCHEIDING = r"[ .\u00a0\u2011\u2013-]"
# As written: 123456782, 123 456 782, 123.456.782 or the official 1234.56.782; never part of a longer number.
_IN_TEKST = re.compile(
    rf"(?<![0-9])(?:[0-9]{{9}}|[0-9]{{3}}{_SCHEIDING}[0-9]{{3}}{_SCHEIDING}[0-9]{{3}}"
    rf"|[0-9]{{4}}{_SCHEIDING}[0-9]{{2}}{_SCHEIDING}[0-9]{{3}})(?![0-9])"
)
_LANDNUMMER_VOORAF = re.compile(r"(?:\+|(?<![0-9])00)[0-9]{1,3}[ (.-]*$")


def voldoet_aan_elfproef(nummer: str) -> bool:
    """True if these are nine digits whose weighted sum is divisible by 11; nine zeros are no number."""
    if len(nummer) != 9 or not nummer.isascii() or not nummer.isdigit() or nummer == "000000000":
        return False
    return sum(gewicht * int(cijfer) for gewicht, cijfer in zip(GEWICHTEN, nummer, strict=True)) % 11 == 0


def is_bsn_kop(kop: str) -> bool:
    """True if the header itself says that this column holds a BSN."""
    return bool(_KOP.search(_kale_kop(kop)))


def is_bsn_kolom(kop: str, waarden: Iterable[Cel], *, vrijgesteld: bool = False) -> bool:
    """True if a column must be refused: its header says BSN, or >= 80 % of at least five nine-digit values pass.

    Columns with telephone numbers or postcodes are exempt from the second test, by their header or because the caller
    knows (`vrijgesteld`, for a header that only the partner's remembered mapping understands).
    """
    if is_bsn_kop(kop):
        return True
    if vrijgesteld or _VRIJGESTELDE_KOP.search(_kale_kop(kop)):
        return False
    nummers = [nummer for waarde in waarden if (nummer := _negen_cijfers(waarde))]
    geslaagd = sum(map(voldoet_aan_elfproef, nummers))
    return len(nummers) >= MIN_WAARDEN and 100 * geslaagd >= MIN_AANDEEL_PROCENT * len(nummers)


def zoek_bsn_in_tekst(tekst: str) -> list[tuple[int, int]]:
    """Where (start, end) nine digits stand that can be a BSN. A number after a country code is a telephone number."""
    return [
        treffer.span()
        for treffer in _IN_TEKST.finditer(tekst)
        if voldoet_aan_elfproef(re.sub(r"[^0-9]", "", treffer.group()))
        and not _LANDNUMMER_VOORAF.search(tekst[max(0, treffer.start() - 8) : treffer.start()])
    ]


def _kale_kop(kop: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", zonder_accenten(kop)))


def _negen_cijfers(waarde: Cel) -> str:
    if waarde is None or isinstance(waarde, bool):
        return ""
    nummer = re.sub(_SCHEIDING, "", als_tekst(waarde).strip())
    return nummer if len(nummer) == 9 and nummer.isascii() and nummer.isdigit() else ""
