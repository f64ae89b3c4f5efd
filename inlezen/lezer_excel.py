"""Reading .xlsx and .xlsm: values as they stand in the cells, formulas and macros as dead text. No database."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from inlezen.cellen import Cel, Formule, Foutwaarde, tekstcel
from inlezen.meldingen import BestandOnleesbaar
from inlezen.werkblad import MAX_BLADEN, MAX_KOLOMMEN, Bestand, Verzamelaar, Werkblad

# A zip never gives more than it declares, so the sum of what it declares is a hard ceiling.
MAX_UITGEPAKT = 150 * 1024 * 1024
MAX_HULPDEEL = 25 * 1024 * 1024  # styles and the like are built as objects, many times their size
MAX_DELEN = 1_000

_NAAMRUIMTE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def lees_excel(inhoud: bytes) -> Bestand:
    """Every worksheet with its filled rows. Raises BestandOnleesbaar, or whatever a damaged file does to the parser."""
    archief = zipfile.ZipFile(io.BytesIO(inhoud))
    _controleer_archief(archief)
    with warnings.catch_warnings(action="ignore", category=UserWarning):
        # openpyxl warns about drawings, styles and extensions that we do not read anyway.
        werkmap = load_workbook(
            io.BytesIO(inhoud), read_only=True, data_only=False, keep_links=False, keep_vba=False
        )
        try:
            if len(werkmap.worksheets) > MAX_BLADEN:
                raise BestandOnleesbaar(
                    f"Dit bestand heeft meer dan {MAX_BLADEN} werkbladen. Bewaar alleen het blad met de lijst.",
                    code="te_veel_bladen",
                )
            verzamelaar = Verzamelaar()
            bladen = tuple(_lees_blad(blad, archief, verzamelaar) for blad in werkmap.worksheets)
        finally:
            werkmap.close()
    return Bestand("xlsx", bladen)


def _lees_blad(blad: Any, archief: zipfile.ZipFile, verzamelaar: Verzamelaar) -> Werkblad:
    verzamelaar.nieuw_blad()
    blad.reset_dimensions()  # a workbook may claim a million columns, or none
    for nummer, rij in enumerate(blad.iter_rows(min_row=1), start=1):
        verzamelaar.voeg_toe(nummer, [_cel(cel) for cel in rij] if rij else [])
    return Werkblad(
        naam=str(blad.title),
        rijen=tuple(verzamelaar.rijen),
        verborgen_kolommen=frozenset(_verborgen_kolommen(archief, blad._worksheet_path)),
        verborgen=blad.sheet_state != "visible",
    )


def _cel(cel: Any) -> Cel:
    waarde = cel.value
    if waarde is None:
        return None
    if isinstance(waarde, ArrayFormula):
        return Formule(waarde.text or "=")
    if isinstance(waarde, DataTableFormula):
        return Formule("=TABLE()")
    if cel.data_type == "f":
        return Formule(str(waarde))
    if cel.data_type == "e":
        return Foutwaarde(str(waarde))
    if isinstance(waarde, str):
        return tekstcel(waarde.replace("_x000D_", ""))
    return waarde  # type: ignore[no-any-return]


def _verborgen_kolommen(archief: zipfile.ZipFile, pad: str) -> Iterator[int]:
    """Numbers (from 0) of hidden columns: the read-only reader skips this part, which stands before the rows."""
    with archief.open(pad) as bron:
        for _gebeurtenis, element in iterparse(bron, events=("start",)):
            if element.tag == f"{_NAAMRUIMTE}sheetData":
                return
            if element.tag == f"{_NAAMRUIMTE}col" and element.get("hidden") in ("1", "true"):
                laatste = min(int(element.get("max", "0")), MAX_KOLOMMEN)
                yield from range(int(element.get("min", "1")) - 1, laatste)


def _controleer_archief(archief: zipfile.ZipFile) -> None:
    """Refuse another kind of document, a protected archive and a zip bomb before unpacking anything."""
    delen = archief.infolist()
    namen = {deel.filename for deel in delen}
    if any(deel.flag_bits & 1 for deel in delen):
        raise BestandOnleesbaar(
            "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord weg en sla het opnieuw op.",
            code="wachtwoord",
        )
    if "xl/workbook.bin" in namen:
        raise _geen_werkmap("een binaire Excel-werkmap (.xlsb)")
    if "word/document.xml" in namen:
        raise _geen_werkmap("een Word-document")
    if "mimetype" in namen:
        raise _geen_werkmap("een bestand van LibreOffice of OpenOffice")
    if "[Content_Types].xml" not in namen:
        raise _geen_werkmap("een zip-bestand")
    te_groot = (
        len(delen) > MAX_DELEN
        or sum(deel.file_size for deel in delen) > MAX_UITGEPAKT
        or any(deel.file_size > MAX_HULPDEEL for deel in delen if not _is_inhoud(deel.filename))
    )
    if te_groot:
        raise BestandOnleesbaar(
            f"Dit bestand wordt uitgepakt groter dan {MAX_UITGEPAKT // 1024 // 1024} MB en lezen we daarom niet. "
            "Kopieer alleen de lijst naar een nieuw bestand en probeer het opnieuw.",
            code="te_groot_uitgepakt",
        )


def _is_inhoud(naam: str) -> bool:
    return naam.startswith(("xl/worksheets/", "xl/media/")) or naam == "xl/sharedStrings.xml"


def _geen_werkmap(soort: str) -> BestandOnleesbaar:
    return BestandOnleesbaar(
        f"Dit is {soort}. Open het in Excel, kies Opslaan als en dan Excel-werkmap (.xlsx).",
        code="andere_soort",
    )
