"""Small files and read rows for the tests of this room."""

import io
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
