"""Small files and read rows for the tests of this room."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl

from inlezen.kopregel import vind_lijst
from inlezen.lezers import lees_bestand
from inlezen.rijen import Leesregels, Programmakeuze, lees_rij, programma_index

BESTANDEN = Path(__file__).parent / "bestanden"
VANDAAG = date(2026, 11, 21)

KPN = Programmakeuze(pk=2, naam="KPN Customer Service Groningen", uitkering_mag=True)
AAN_ZET = Programmakeuze(pk=5, naam="Aan Zet")
PROGRAMMAS = programma_index([(KPN, ["P02", KPN.naam]), (AAN_ZET, ["P05", AAN_ZET.naam])])


def regels(programma=AAN_ZET, vandaag=VANDAAG):
    return Leesregels(vandaag=vandaag, programma=programma, programmas=PROGRAMMAS)


def lijst_uit(naam, onthouden=None):
    return vind_lijst(lees_bestand((BESTANDEN / naam).read_bytes(), naam), onthouden)


def lees_rijen(lijst, leesregels):
    """Row number -> read row."""
    return {nummer: lees_rij(nummer, ruw, leesregels) for nummer, ruw in lijst.ruwe_rijen()}


def csv_lijst(tekst, onthouden=None):
    return vind_lijst(lees_bestand(tekst.encode(), "lijst.csv"), onthouden)


def werkmap(*rijen, **bladen):
    """Bytes of a workbook with these rows on its first sheet and one more sheet per keyword."""
    boek = openpyxl.Workbook()
    blad = boek.active
    for rij in rijen:
        blad.append(rij)
    for naam, rijen_van_blad in bladen.items():
        extra = boek.create_sheet(naam)
        for rij in rijen_van_blad:
            extra.append(rij)
    return bewaar(boek)


def bewaar(boek):
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def codes(gelezen):
    return [melding.code for melding in gelezen.meldingen]


_TYPEN = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RUIMTE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIES = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def kale_werkmap(rijen, *, voor="", na="", werkmap_extra="", delen=None, soort=zipfile.ZIP_DEFLATED):
    """Bytes of a workbook from the XML of its rows, for what openpyxl would not write. `delen`: other parts."""
    blad = f'<worksheet xmlns="{_RUIMTE}">{voor}<sheetData>{rijen}</sheetData>{na}</worksheet>'
    soorten = {"rId1": "worksheet", "rId2": "sharedStrings", "rId3": "styles"}
    doelen = {"rId1": "worksheets/sheet1.xml", "rId2": "sharedStrings.xml", "rId3": "styles.xml"}
    relaties = "".join(
        f'<Relationship Id="{sleutel}" Type="{_RELATIE}/{soorten[sleutel]}" Target="{doelen[sleutel]}"/>'
        for sleutel in soorten
    )
    alles = {
        "[Content_Types].xml": _TYPEN,
        "xl/workbook.xml": (
            f'<workbook xmlns="{_RUIMTE}" xmlns:r="{_RELATIE}">{werkmap_extra}'
            '<sheets><sheet name="Lijst" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": f"{_RELATIES}{relaties}</Relationships>",
        "xl/worksheets/sheet1.xml": blad,
        **(delen or {}),
    }
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", soort) as archief:
        for naam, inhoud in alles.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


def tekstcel_xml(plek, tekst):
    return f'<c r="{plek}" t="inlineStr"><is><t>{tekst}</t></is></c>'


def rij_xml(nummer, *teksten):
    cellen = "".join(tekstcel_xml(f"{chr(65 + i)}{nummer}", tekst) for i, tekst in enumerate(teksten))
    return f'<row r="{nummer}">{cellen}</row>'
