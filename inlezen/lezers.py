"""From the bytes of an upload to sheets with rows of raw cells. No database; nothing in the file is ever executed.

The content decides what a file is; an extension that says something else is refused, with what to do about it.
"""

import logging
from pathlib import PurePosixPath

from inlezen.bsn import zoek_bsn_in_tekst
from inlezen.lezer_excel import lees_excel
from inlezen.lezer_tekst import lees_tekstbestand
from inlezen.meldingen import BestandOnleesbaar, waarschuwing
from inlezen.werkblad import MAX_BYTES, Bestand

logger = logging.getLogger(__name__)

EXCEL_EXTENSIES = frozenset({".xlsx", ".xlsm"})
TEKST_EXTENSIES = frozenset({".csv", ".tsv", ".txt"})
OPSLAAN_ALS = "Open het bestand in Excel, kies Opslaan als en dan Excel-werkmap (.xlsx)."

# What people send instead, and how its own programme makes a list of it that we can read.
ANDERE_EXTENSIES: dict[str, str] = {
    ".xlsb": OPSLAAN_ALS,
    ".ods": "Open het bestand in LibreOffice, kies Opslaan als en dan Excel 2007-365 (.xlsx).",
    ".numbers": "Open het bestand in Numbers, kies Archief, Exporteer naar, Excel.",
    ".docx": "Kopieer de tabel uit Word naar een leeg Excel-bestand en sla dat op als Excel-werkmap (.xlsx).",
    ".pdf": "Uit een pdf kunnen we geen lijst halen. Vraag de verwijzer om het Excel-bestand zelf.",
    ".zip": "Pak het zip-bestand uit en kies de lijst die erin zit.",
}
ANDERE_EXTENSIES |= {
    ".fods": ANDERE_EXTENSIES[".ods"],
    ".doc": ANDERE_EXTENSIES[".docx"],
    ".odt": ANDERE_EXTENSIES[".docx"],
    ".rtf": ANDERE_EXTENSIES[".docx"],
    ".7z": ANDERE_EXTENSIES[".zip"],
    ".rar": ANDERE_EXTENSIES[".zip"],
}

_ZIP = b"PK\x03\x04"
_LEEG_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")
_ANDERE_SOORTEN = (
    (b"%PDF", "een pdf"),
    (b"{\\rtf", "een tekstdocument (rtf)"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"Rar!", "een rar-archief"),
    (b"7z\xbc\xaf", "een 7z-archief"),
    (b"\x1f\x8b", "een gz-archief"),
)
_MARKERINGEN = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")


def lees_bestand(inhoud: bytes, bestandsnaam: str) -> Bestand:
    """Read an upload into sheets of raw cells; formulas stay text and are marked as such.

    Raises BestandOnleesbaar, and nothing else, for whatever cannot be read: too large, empty, another type, protected
    with a password, damaged. Its text tells the user what to do.
    """
    try:
        bestand = _lees(inhoud, bestandsnaam)
    except BestandOnleesbaar:
        raise
    except Exception as oorzaak:
        # A damaged file breaks a parser in ways nobody can list. Only the type is kept: see BestandOnleesbaar.
        soort = _diepste_soort(oorzaak)
        logger.info("Bestand niet te lezen: %s", soort)
        raise BestandOnleesbaar(
            f"Dit bestand is beschadigd of niet volledig. {OPSLAAN_ALS} Lukt dat niet, vraag dan een nieuwe lijst.",
            code="beschadigd",
            oorzaak=soort,
        ) from None
    if not any(blad.rijen for blad in bestand.bladen):
        raise BestandOnleesbaar("Dit bestand is leeg. Kies een lijst met kandidaten.", code="leeg")
    return bestand


def bsn_in_bestandsnaam(bestandsnaam: str) -> bool:
    """True if the name of the file holds nine digits that can be a BSN (PRIV-01)."""
    return bool(zoek_bsn_in_tekst(bestandsnaam.replace("_", " ")))


def _diepste_soort(fout: BaseException) -> str:
    """The type of the error that started it: openpyxl wraps what the zip or XML parser found."""
    while fout.__cause__ is not None:
        fout = fout.__cause__
    return type(fout).__name__


def _lees(inhoud: bytes, bestandsnaam: str) -> Bestand:
    extensie = PurePosixPath(bestandsnaam.replace("\\", "/")).suffix.lower()
    _controleer(inhoud, extensie)
    bestand = lees_excel(inhoud) if inhoud.startswith(_ZIP) else lees_tekstbestand(inhoud)
    if bsn_in_bestandsnaam(bestandsnaam):
        melding = waarschuwing(
            "bsn_in_bestandsnaam",
            "In de naam van dit bestand staan negen cijfers die een BSN kunnen zijn. We bewaren de naam niet.",
        )
        return Bestand(bestand.soort, bestand.bladen, (*bestand.meldingen, melding))
    return bestand


def _controleer(inhoud: bytes, extensie: str) -> None:
    """Refuse what is too large, empty or plainly something else. Raises BestandOnleesbaar."""
    if len(inhoud) > MAX_BYTES:
        raise BestandOnleesbaar(
            f"Dit bestand is groter dan {MAX_BYTES // 1024 // 1024} MB. Splits de lijst en lees de delen apart in.",
            code="te_groot",
        )
    if not inhoud.strip(b"\x00 \t\r\n"):
        raise BestandOnleesbaar("Dit bestand is leeg. Kies een lijst met kandidaten.", code="leeg")
    if extensie not in EXCEL_EXTENSIES | TEKST_EXTENSIES | {".xls"}:
        soort = f"Een bestand {extensie}" if extensie in ANDERE_EXTENSIES else "Dit soort bestand"
        raise BestandOnleesbaar(
            f"{soort} lezen we niet, wel een Excel-bestand (.xlsx) of een csv-bestand. "
            f"{ANDERE_EXTENSIES.get(extensie, OPSLAAN_ALS)}",
            code="onbekende_soort",
        )
    _weiger_andere_soort(inhoud)
    is_excel = inhoud.startswith((_ZIP, _LEEG_ZIP))
    if is_excel and extensie in TEKST_EXTENSIES:
        raise BestandOnleesbaar(
            f"Dit bestand heet {extensie}, maar het is een Excel-bestand of een zip. "
            f"Geef het de naam .xlsx of sla het opnieuw op. {OPSLAAN_ALS}",
            code="verkeerde_extensie",
        )
    if not is_excel and extensie not in TEKST_EXTENSIES:
        raise BestandOnleesbaar(
            f"Dit bestand heet {extensie}, maar het is geen Excel-bestand. {OPSLAAN_ALS} "
            "Is het een csv-bestand, geef het dan een naam die eindigt op .csv.",
            code="verkeerde_extensie",
        )


def _weiger_andere_soort(inhoud: bytes) -> None:
    if inhoud.startswith(_OLE):
        if _VERSLEUTELD in inhoud:
            raise BestandOnleesbaar(
                "Dit bestand is beveiligd met een wachtwoord. Open het in Excel, haal het wachtwoord weg "
                "(Bestand, Info, Werkmap beveiligen) en sla het opnieuw op.",
                code="wachtwoord",
            )
        raise BestandOnleesbaar(
            f"Dit is een oud Excel-bestand of een ander document. {OPSLAAN_ALS}", code="oud_excel"
        )
    begin = inhoud[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    soort = next((naam for merk, naam in _ANDERE_SOORTEN if inhoud.startswith(merk)), "")
    if begin.startswith(_MARKERINGEN):
        raise BestandOnleesbaar(
            # Some systems call a web page with a table .xls.
            f"Dit is een webpagina of xml-bestand, geen Excel-bestand. {OPSLAAN_ALS}",
            code="andere_soort",
        )
    if soort:
        raise BestandOnleesbaar(
            f"Dit is {soort}, geen lijst die we kunnen lezen. Vraag de lijst als Excel-bestand (.xlsx) of csv-bestand.",
            code="andere_soort",
        )
