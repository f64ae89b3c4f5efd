"""The parts of an .xlsx: unpacked within limits and read as a stream of XML events, never as a tree. No database.

A reader of our own, because a list is somebody else's file: memory stays flat whatever the file claims, a formula and
the value that stood beside it are read in one pass, and a fault in colours or drawings costs nobody her row.
"""

import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any, Protocol
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from inlezen.cellen import MAX_CELTEKENS, Cel, tekstcel
from inlezen.meldingen import BestandOnleesbaar

# A zip never gives more than it declares, so the sum of what it declares is a hard ceiling.
MAX_UITGEPAKT = 150 * 1024 * 1024
MAX_HULPDEEL = 25 * 1024 * 1024  # styles and the like
MAX_DELEN = 1_000
MAX_VERHOUDING = 250  # a real list packs 5 to 50 times smaller; only a bomb does better than this
VERHOUDING_VANAF = 5 * 1024 * 1024
MAX_MERKEN = 8_000_000  # XML tags of all parts together: what bounds the time
MAX_TEKENS = 40_000_000  # of all texts together: what bounds the memory
MAX_MERK_BYTES = 2 * 1024 * 1024  # of one tag; expat reads an unfinished one over and over

_STUK = 64 * 1024
_NAAMRUIMTEN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main}",
    "http://purl.oclc.org/ooxml/spreadsheetml/main}",  # "Strict Open XML"
    "http://schemas.openxmlformats.org/package/2006/relationships}",
    "",
)
_DATUM_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_STANDAARD_PLEK = "xl/workbook.xml"


class Verdacht(Exception):
    """XML that declares entities or a document type: no spreadsheet writes those, an attack does."""


class Deellezer(Protocol):
    """What gets the events of one part; the attributes are those of expat."""

    def begin(self, naam: str, attributen: dict[str, str]) -> None: ...
    def einde(self, naam: str) -> None: ...
    def tekens(self, tekst: str) -> None: ...


def elementen(*namen: str) -> dict[str, str]:
    """Full element name -> short name, for every namespace that a workbook is written in."""
    return {ruimte + naam: naam for naam in namen for ruimte in _NAAMRUIMTEN}


class Pakket:
    """The zip around a workbook. What is read from it counts towards one limit, however often a part is named."""

    def __init__(self, archief: zipfile.ZipFile):
        """Raises BestandOnleesbaar for another kind of document, a protected archive and a zip bomb."""
        _controleer(archief)
        self.archief = archief
        self.namen = frozenset(archief.namelist())
        self.gelezen = 0
        self.merken = 0
        self.tekens = 0

    def tel_tekst(self, cel: Cel) -> None:
        """Count a text that is kept. Raises BestandOnleesbaar when all texts together are too much."""
        if isinstance(cel, str):
            self.tekens += len(cel)
            if self.tekens > MAX_TEKENS:
                raise te_groot_uitgepakt()

    def lees(self, naam: str, lezer: Deellezer) -> None:
        """Send all events of a part to `lezer`. Raises BestandOnleesbaar, Verdacht, or expat's own error."""
        ontleder = expat.ParserCreate(namespace_separator="}")
        ontleder.buffer_text = True
        ontleder.StartDoctypeDeclHandler = ontleder.EntityDeclHandler = _weiger
        ontleder.StartElementHandler = lezer.begin
        ontleder.EndElementHandler = lezer.einde
        ontleder.CharacterDataHandler = lezer.tekens
        gevoerd = 0
        with self.archief.open(naam) as bron:
            while stuk := bron.read(_STUK):
                gevoerd += len(stuk)
                self.gelezen += len(stuk)
                self.merken += stuk.count(b"<")
                if self.gelezen > MAX_UITGEPAKT or self.merken > MAX_MERKEN:
                    raise te_groot_uitgepakt()
                ontleder.Parse(stuk, False)
                if gevoerd - ontleder.CurrentByteIndex > MAX_MERK_BYTES:
                    raise Verdacht
        ontleder.Parse(b"", True)


class _Relaties:
    """Target per id and per kind, from a .rels part that describes `map_`."""

    _KENT = elementen("Relationship")

    def __init__(self, map_: str):
        self.map = map_
        self.per_id: dict[str, tuple[str, str]] = {}

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        if naam in self._KENT and attributen.get("TargetMode") != "External":
            soort = attributen.get("Type", "").rpartition("/")[2]
            self.per_id[attributen.get("Id", "")] = (soort, _pad(self.map, attributen.get("Target", "")))

    def einde(self, naam: str) -> None: ...
    def tekens(self, tekst: str) -> None: ...

    def van_soort(self, soort: str) -> str:
        return next((pad for gevonden, pad in self.per_id.values() if gevonden == soort), "")


class _Werkmapdeel:
    """workbook.xml: the sheets in their order, and which date system the numbers are in."""

    _KENT = elementen("sheet", "workbookPr")

    def __init__(self) -> None:
        self.bladen: list[tuple[str, bool, str]] = []  # name, hidden, relation
        self.vanaf_1904 = False

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        match self._KENT.get(naam):
            case "sheet":
                relatie = next((w for sleutel, w in attributen.items() if sleutel.endswith("}id")), "")
                verborgen = attributen.get("state", "visible") != "visible"
                self.bladen.append((attributen.get("name", ""), verborgen, relatie))
            case "workbookPr":
                self.vanaf_1904 = is_waar(attributen.get("date1904"))

    def einde(self, naam: str) -> None: ...
    def tekens(self, tekst: str) -> None: ...


class _Stijlen:
    """Which cell styles show a date, and which a duration: place in cellXfs -> "datum" or "duur"."""

    _KENT = elementen("numFmt", "cellXfs", "xf")

    def __init__(self) -> None:
        self.formaten: dict[int, str] = {}
        self.nummers: list[int] = []
        self.in_cellen = False

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        match self._KENT.get(naam):
            case "numFmt":
                self.formaten[_getal(attributen.get("numFmtId"))] = attributen.get("formatCode", "")
            case "cellXfs":
                self.in_cellen = True
            case "xf" if self.in_cellen:
                self.nummers.append(_getal(attributen.get("numFmtId")))

    def einde(self, naam: str) -> None:
        if self._KENT.get(naam) == "cellXfs":
            self.in_cellen = False

    def tekens(self, tekst: str) -> None: ...

    def soorten(self) -> dict[str, str]:
        per_nummer = {nummer: self._soort(nummer) for nummer in set(self.nummers)}
        return {str(i): soort for i, nummer in enumerate(self.nummers) if (soort := per_nummer[nummer])}

    def _soort(self, nummer: int) -> str:
        code = self.formaten.get(nummer) or BUILTIN_FORMATS.get(nummer, "")
        if nummer not in self.formaten and nummer in _DATUM_IDS and nummer != 46:
            return "datum"
        if is_timedelta_format(code):
            return "duur"
        return "datum" if is_date_format(code) else ""


class Tekst:
    """Collects the text of one cell, and no more of it than we keep."""

    __slots__ = ("delen", "lengte")

    def __init__(self) -> None:
        self.delen: list[str] = []
        self.lengte = 0

    def erbij(self, tekst: str) -> None:
        if self.lengte <= MAX_CELTEKENS:
            self.delen.append(tekst[: MAX_CELTEKENS + 1])
        self.lengte += len(tekst)

    def cel(self) -> Cel:
        return tekstcel("".join(self.delen), self.lengte)


class _GedeeldeTeksten:
    """sharedStrings.xml: every text once, its parts with their own make-up joined, phonetic help left out."""

    _KENT = elementen("si", "t", "rPh")

    def __init__(self, pakket: Pakket) -> None:
        self.pakket = pakket
        self.teksten: list[Cel] = []
        self.tekst = Tekst()
        self.luistert = self.hulp = False

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        match self._KENT.get(naam):
            case "t":
                self.luistert = not self.hulp
            case "rPh":
                self.hulp = True
            case "si":
                self.tekst = Tekst()

    def einde(self, naam: str) -> None:
        match self._KENT.get(naam):
            case "t":
                self.luistert = False
            case "rPh":
                self.hulp = False
            case "si":
                self.teksten.append(self.tekst.cel())
                self.pakket.tel_tekst(self.teksten[-1])

    def tekens(self, tekst: str) -> None:
        if self.luistert:
            self.tekst.erbij(tekst)


class Werkmap:
    """What the sheets of a workbook share: their names and places, texts, date formats and date system."""

    def __init__(self, pakket: Pakket):
        plek = self._plek(pakket)
        map_ = str(PurePosixPath(plek).parent)
        relaties = _Relaties(map_)
        pakket.lees(f"{map_}/_rels/{PurePosixPath(plek).name}.rels", relaties)
        deel = _Werkmapdeel()
        pakket.lees(plek, deel)
        self.vanaf_1904 = deel.vanaf_1904
        # Name, hidden, part; a sheet that holds a chart has no cells.
        self.bladen = [
            (naam, verborgen, relaties.per_id[relatie][1])
            for naam, verborgen, relatie in deel.bladen
            if relatie in relaties.per_id and relaties.per_id[relatie][0] == "worksheet"
        ]
        self.teksten: list[Cel] = []
        if (plek := relaties.van_soort("sharedStrings")) in pakket.namen:
            gedeeld = _GedeeldeTeksten(pakket)
            pakket.lees(plek, gedeeld)
            self.teksten = gedeeld.teksten
        self.stijlen: Mapping[str, str] = {}
        if (plek := relaties.van_soort("styles")) in pakket.namen:
            stijlen = _Stijlen()
            pakket.lees(plek, stijlen)
            self.stijlen = stijlen.soorten()

    @staticmethod
    def _plek(pakket: Pakket) -> str:
        if "_rels/.rels" not in pakket.namen:
            return _STANDAARD_PLEK
        relaties = _Relaties("")
        pakket.lees("_rels/.rels", relaties)
        return relaties.van_soort("officeDocument") or _STANDAARD_PLEK


def is_waar(waarde: str | None) -> bool:
    return waarde in ("1", "true", "on")


def iso_datum(tekst: str) -> date | None:
    """The date of a cell of kind "d", or None."""
    try:
        return datetime.fromisoformat(tekst)
    except ValueError:
        return None


def te_groot_uitgepakt() -> BestandOnleesbaar:
    return BestandOnleesbaar(
        f"Dit bestand wordt uitgepakt te groot: wij lezen hoogstens {MAX_UITGEPAKT // 1024 // 1024} MB. "
        "Kopieer alleen de lijst naar een nieuw bestand en probeer het opnieuw.",
        code="te_groot_uitgepakt",
    )


def _controleer(archief: zipfile.ZipFile) -> None:
    """Before unpacking anything."""
    delen = archief.infolist()
    namen = {deel.filename for deel in delen}
    if any(deel.flag_bits & 1 for deel in delen):
        raise BestandOnleesbaar(
            "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord weg en sla het opnieuw op.",
            code="wachtwoord",
        )
    for merk, soort in _ANDERE_INHOUD:
        if merk in namen:
            raise _geen_werkmap(soort)
    if "[Content_Types].xml" not in namen:
        raise _geen_werkmap("een zip-bestand")
    if (
        len(delen) > MAX_DELEN
        or sum(deel.file_size for deel in delen) > MAX_UITGEPAKT
        or any(deel.file_size > MAX_HULPDEEL for deel in delen if not _is_inhoud(deel.filename))
        or any(
            deel.file_size > VERHOUDING_VANAF and deel.file_size > MAX_VERHOUDING * deel.compress_size
            for deel in delen
        )
    ):
        raise te_groot_uitgepakt()


_ANDERE_INHOUD = (
    ("xl/workbook.bin", "een binaire Excel-werkmap (.xlsb)"),
    ("word/document.xml", "een Word-document"),
    ("ppt/presentation.xml", "een presentatie"),
    ("Index/Document.iwa", "een bestand van Numbers of Pages"),
    ("mimetype", "een bestand van LibreOffice of OpenOffice"),
)


def _is_inhoud(naam: str) -> bool:
    return naam.startswith(("xl/worksheets/", "xl/media/")) or naam == "xl/sharedStrings.xml"


def _geen_werkmap(soort: str) -> BestandOnleesbaar:
    return BestandOnleesbaar(
        f"Dit is {soort}, geen Excel-bestand. Zet de lijst in Excel, kies Opslaan als en dan Excel-werkmap (.xlsx).",
        code="andere_soort",
    )


def _pad(map_: str, doel: str) -> str:
    """The place of a part in the zip, from a target that is written from the root or from `map_`."""
    delen: list[str] = []
    for deel in (doel if doel.startswith("/") else f"{map_}/{doel}").split("/"):
        if deel == "..":
            delen = delen[:-1]
        elif deel not in ("", "."):
            delen.append(deel)
    return "/".join(delen)


def _getal(tekst: str | None) -> int:
    return int(tekst) if tekst and tekst.isdecimal() and len(tekst) < 10 else 0


def _weiger(*_wat: Any) -> None:
    raise Verdacht
