"""Reading .csv and .tsv: encoding and delimiter are found in a fixed order, never guessed by chance. No database."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from inlezen.cellen import Cel, Formule, tekstcel
from inlezen.meldingen import BestandOnleesbaar, Melding, waarschuwing
from inlezen.werkblad import MAX_BYTES, Bestand, Rij, Verzamelaar, Werkblad

SCHEIDINGSTEKENS = (";", ",", "\t", "|")  # the order settles a draw
REGELS_OM_TE_PROEVEN = 50

csv.field_size_limit(MAX_BYTES)  # one limit for the file; `tekstcel` cuts a cell that is too long

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def lees_tekstbestand(inhoud: bytes) -> Bestand:
    """The one sheet of a text file. Row numbers count records, as Excel shows them. Raises BestandOnleesbaar."""
    tekst = decodeer(inhoud)
    teken, overslaan = _aangegeven_teken(tekst)
    teken = teken or vind_scheidingsteken(tekst)
    meldingen: tuple[Melding, ...] = ()
    try:
        rijen = _lees_rijen(tekst, teken, overslaan, csv.QUOTE_MINIMAL)
    except _LosAanhalingsteken:
        rijen = _lees_rijen(tekst, teken, overslaan, csv.QUOTE_NONE)
        meldingen = (
            waarschuwing(
                "aanhalingsteken",
                "In dit bestand staat een los aanhalingsteken. We lezen elke regel als één rij; controleer de rijen.",
            ),
        )
    return Bestand("tekst", (Werkblad("", rijen),), meldingen)


def decodeer(inhoud: bytes) -> str:
    """Bytes to text: what the file itself marks, then UTF-16 by its zero bytes, strict UTF-8, and cp1252 (Excel)."""
    for codering in _mogelijke_coderingen(inhoud):
        try:
            tekst = inhoud.decode(codering)
        except UnicodeDecodeError:
            continue
        if "\x00" not in tekst:
            return tekst.removeprefix("\ufeff").rstrip("\x1a")
    raise BestandOnleesbaar(
        "Dit is geen tekstbestand met een lijst. Vraag de lijst als Excel-bestand (.xlsx) of csv-bestand.",
        code="geen_tekst",
    )


def _mogelijke_coderingen(inhoud: bytes) -> Iterator[str]:
    for bom, codering in _BOMS:
        if inhoud.startswith(bom):
            yield codering
            return
    proef = inhoud[:4096]
    if proef.count(0) > len(proef) // 4:
        yield "utf-16-le" if proef[1::2].count(0) >= proef[::2].count(0) else "utf-16-be"
    yield from ("utf-8", "cp1252")


def vind_scheidingsteken(tekst: str) -> str:
    """The delimiter that cuts the first lines into the same number of columns most often, and into the most columns."""
    beste, beste_score = SCHEIDINGSTEKENS[0], 0
    for teken in SCHEIDINGSTEKENS:
        aantallen = Counter(len(rij) for rij in _proefregels(tekst, teken) if len(rij) > 1)
        score = max(((kolommen - 1) * keer for kolommen, keer in aantallen.items()), default=0)
        if score > beste_score:
            beste, beste_score = teken, score
    return beste


def _proefregels(tekst: str, teken: str) -> Iterator[list[str]]:
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken)
    for _regel, rij in zip(range(REGELS_OM_TE_PROEVEN), lezer, strict=False):
        yield rij


def _aangegeven_teken(tekst: str) -> tuple[str, int]:
    """Excel's own first line "sep=;": the delimiter it names and how many records to skip."""
    eerste = tekst[:10].splitlines()[0] if tekst else ""
    if len(eerste) == 5 and eerste.lower().startswith("sep=") and eerste[4] in SCHEIDINGSTEKENS:
        return eerste[4], 1
    return "", 0


class _LosAanhalingsteken(Exception):
    """An unpaired quote swallowed rows: some cell holds whole lines of the list."""


def _lees_rijen(tekst: str, teken: str, overslaan: int, aanhalen: Literal[0, 3]) -> tuple[Rij, ...]:
    verzamelaar = Verzamelaar()
    kolommen = 0
    for nummer, rij in enumerate(
        csv.reader(io.StringIO(tekst, newline=""), delimiter=teken, quoting=aanhalen), 1
    ):
        if nummer <= overslaan:
            continue
        kolommen = max(kolommen, len(rij))
        if aanhalen == csv.QUOTE_MINIMAL and kolommen > 1:
            _controleer_aanhaling(rij, teken, kolommen)
        verzamelaar.voeg_toe(nummer, [_cel(waarde) for waarde in rij])
    return tuple(verzamelaar.rijen)


def _controleer_aanhaling(rij: list[str], teken: str, kolommen: int) -> None:
    for waarde in rij:
        if ("\n" in waarde or "\r" in waarde) and any(
            regel.count(teken) >= kolommen - 1 for regel in waarde.splitlines()[1:]
        ):
            raise _LosAanhalingsteken


def _cel(waarde: str) -> Cel:
    if len(waarde) > 1 and waarde.startswith('"') and waarde.endswith('"'):
        waarde = waarde[1:-1]  # only after a stray quote, when quotes are read as ordinary characters
    cel = tekstcel(waarde)
    return Formule(cel) if type(cel) is str and cel.lstrip().startswith("=") else cel
