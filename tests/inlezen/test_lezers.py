"""Reading files: what comes in, and the words in which the rest is refused."""

import io
import struct
import tracemalloc
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from inlezen.cellen import Formule, Foutwaarde, TeLang
from inlezen.lezers import bsn_in_bestandsnaam, lees_bestand
from inlezen.meldingen import BestandOnleesbaar
from inlezen.werkblad import MAX_BYTES, MAX_RIJEN
from tests.inlezen.hulp import bewaar, werkmap

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def geweigerd(inhoud, naam):
    with pytest.raises(BestandOnleesbaar) as gevangen:
        lees_bestand(inhoud, naam)
    assert gevangen.value.tekst.endswith(".")
    return gevangen.value


def cellen(inhoud, naam="lijst.csv"):
    return [rij.cellen for rij in lees_bestand(inhoud, naam).bladen[0].rijen]


class TestTekst:
    @pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("teken", [";", ",", "\t"])
    def test_codering_en_scheidingsteken(self, codering, teken):
        regels = [("Naam", "Voornaam", "Plaats"), ("Öztürk", "Zoë", "’s-Hertogenbosch")]
        inhoud = "\r\n".join(teken.join(regel) for regel in regels).encode(codering)
        assert cellen(inhoud) == regels

    def test_utf16_met_bom_beide_kanten(self):
        for codering, bom in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
            assert cellen(bom + "Naam;Ünal\n".encode(codering)) == [("Naam", "Ünal")]

    def test_komma_in_de_naam_wint_niet_van_de_puntkomma(self):
        inhoud = b"Naam;Telefoon;Plaats\nJansen, Kick;0612345678;Assen\nWal, Elise;0612345679;Leek\n"
        assert cellen(inhoud)[1] == ("Jansen, Kick", "0612345678", "Assen")

    def test_rijnummers_tellen_lege_regels_mee(self):
        bestand = lees_bestand(b"Lijst september\n\n\nNaam;Plaats\nJansen;Assen\n;;;\n", "lijst.csv")
        assert [rij.nummer for rij in bestand.bladen[0].rijen] == [1, 4, 5]

    def test_regel_sep_van_excel(self):
        assert cellen(b"sep=,\r\nNaam,Plaats\r\nJansen;x,Assen\r\n") == [
            ("Naam", "Plaats"),
            ("Jansen;x", "Assen"),
        ]

    def test_cel_met_nieuwe_regel(self):
        assert (
            cellen(b'Naam;Opmerking\nJansen;"eerst bellen\ndan mailen"\n')[1][1] == "eerst bellen\ndan mailen"
        )

    def test_los_aanhalingsteken_slokt_geen_rijen_op(self):
        inhoud = b'Naam;Plaats\nJansen;"Assen\nWal;Leek\nBos;Roden\n'
        bestand = lees_bestand(inhoud, "lijst.csv")
        assert [rij.cellen[0] for rij in bestand.bladen[0].rijen] == ["Naam", "Jansen", "Wal", "Bos"]
        assert [m.code for m in bestand.meldingen] == ["aanhalingsteken"]

    def test_formule_in_csv_is_gemerkt(self):
        (_kop, rij) = cellen(b'Naam;Opmerking\nJansen;"=HYPERLINK(""http://x"")"\n')
        assert isinstance(rij[1], Formule)

    def test_cel_van_een_megabyte(self):
        (_kop, rij) = cellen(b"Naam;Opmerking\nJansen;" + b"a" * 1_000_000 + b"\n")
        assert isinstance(rij[1], TeLang)
        assert rij[1].lengte == 1_000_000
        assert len(rij[1]) == 200


class TestExcel:
    def test_waarden_zoals_ze_er_staan(self):
        boek = openpyxl.Workbook()
        boek.active.append(["Naam", "Datum", "Som", "Lijst", "Fout"])
        boek.active.append(["Jansen", datetime(1989, 3, 1), "=1+1", None, "#N/A"])
        boek.active["D2"] = ArrayFormula("D2", "=SUM(A1:A2)")
        (_kop, rij) = cellen(bewaar(boek), "lijst.xlsx")
        assert rij == ("Jansen", datetime(1989, 3, 1), "=1+1", "=SUM(A1:A2)", "#N/A")
        assert [type(cel) for cel in rij] == [str, datetime, Formule, Formule, Foutwaarde]

    def test_samengevoegde_cellen_en_lege_rijen(self):
        boek = openpyxl.Workbook()
        boek.active["A1"] = "Titel"
        boek.active.merge_cells("A1:F1")
        boek.active["B4"] = "Naam"
        boek.active["A900"] = "   "
        bestand = lees_bestand(bewaar(boek), "lijst.xlsx")
        assert [tuple(rij) for rij in bestand.bladen[0].rijen] == [(1, ("Titel",)), (4, (None, "Naam"))]

    def test_verborgen_kolommen_en_bladen(self):
        boek = openpyxl.Workbook()
        boek.active.append(["a", "b", "c", "d"])
        boek.active.column_dimensions["B"].hidden = True
        boek.active.column_dimensions["D"].hidden = True
        boek.create_sheet("Stil").sheet_state = "hidden"
        eerste, tweede = lees_bestand(bewaar(boek), "lijst.xlsx").bladen
        assert eerste.verborgen_kolommen == {1, 3}
        assert (eerste.verborgen, tweede.verborgen) == (False, True)

    def test_macrowerkmap_is_gewone_inhoud(self):
        inhoud = io.BytesIO(werkmap(["Naam"], ["Jansen"]))
        with zipfile.ZipFile(inhoud, "a") as archief:
            archief.writestr("xl/vbaProject.bin", OLE + b"macro")
        assert cellen(inhoud.getvalue(), "lijst.xlsm") == [("Naam",), ("Jansen",)]

    def test_tweehonderd_kolommen_mogen(self):
        assert len(cellen(werkmap([f"k{i}" for i in range(200)]), "breed.xlsx")[0]) == 200

    def test_te_veel_kolommen(self):
        onleesbaar = geweigerd(werkmap(["Naam"], ["x"] * 300), "breed.xlsx")
        assert onleesbaar.code == "te_veel_kolommen"
        assert "256" in onleesbaar.tekst

    def test_opmaak_ver_naar_rechts_en_onder_telt_niet(self):
        boek = openpyxl.Workbook()
        boek.active.append(["Naam"])
        boek.active["XFD1"].number_format = "0.00"
        boek.active["A1048576"].number_format = "0.00"
        assert cellen(bewaar(boek), "lijst.xlsx") == [("Naam",)]


class TestGeweigerd:
    @pytest.mark.parametrize(
        ("inhoud", "naam", "code"),
        [
            (b"", "lijst.xlsx", "leeg"),
            (b"  \r\n\r\n", "lijst.csv", "leeg"),
            (b";;;\r\n;;;\r\n", "lijst.csv", "leeg"),
            (werkmap(), "lijst.xlsx", "leeg"),
            (b"Naam;Plaats\nJansen;Assen\n", "lijst.xlsx", "verkeerde_extensie"),
            (werkmap(["Naam"]), "lijst.csv", "verkeerde_extensie"),
            (werkmap(["Naam"])[:-400], "lijst.xlsx", "beschadigd"),
            (werkmap(["Naam"])[:200], "lijst.xlsx", "beschadigd"),
            (OLE + b"\x00" * 600, "lijst.xls", "oud_excel"),
            (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "lijst.xlsx", "wachtwoord"),
            (b"%PDF-1.7\n%\xe2\xe3", "lijst.csv", "andere_soort"),
            (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "lijst.xlsx", "andere_soort"),
            (b"<html><table><tr><td>Naam</td></tr></table></html>", "lijst.xls", "andere_soort"),
            (b"Naam;Plaats\n", "lijst.docx", "onbekende_soort"),
            (b"Naam;Plaats\n", "lijst", "onbekende_soort"),
            (b"Naam;\x00\x01\x02\x00;Plaats\n", "lijst.csv", "geen_tekst"),
            (b"a" * (MAX_BYTES + 1), "lijst.csv", "te_groot"),
        ],
    )
    def test_met_de_reden(self, inhoud, naam, code):
        assert geweigerd(inhoud, naam).code == code

    @pytest.mark.parametrize("deel", ["word/document.xml", "xl/workbook.bin", "mimetype", "foto.jpg"])
    def test_ander_document_in_een_zip(self, deel):
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w") as archief:
            archief.writestr(deel, "x")
        assert geweigerd(uit.getvalue(), "lijst.xlsx").code == "andere_soort"

    def test_grens_staat_in_de_tekst(self):
        assert "25 MB" in geweigerd(b"a" * (MAX_BYTES + 1), "lijst.csv").tekst
        regels = b"Naam;Plaats\n" + b"Jansen;Assen\n" * (MAX_RIJEN + 60)
        onleesbaar = geweigerd(regels, "lijst.csv")
        assert onleesbaar.code == "te_veel_rijen"
        assert "20.000" in onleesbaar.tekst

    def test_zipbom_wordt_niet_uitgepakt(self):
        uit = io.BytesIO(werkmap(["Naam"]))
        with zipfile.ZipFile(uit, "a", zipfile.ZIP_DEFLATED) as archief:
            archief.writestr("xl/worksheets/sheet9.xml", b"0" * (160 * 1024 * 1024))
        tracemalloc.start()
        try:
            assert geweigerd(uit.getvalue(), "lijst.xlsx").code == "te_groot_uitgepakt"
            assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
        finally:
            tracemalloc.stop()

    def test_leugen_over_de_grootte(self):
        """A part that declares less than it holds is cut off and found damaged; it never fills the memory."""
        schoon = werkmap(["Naam"], ["Jansen"])
        with zipfile.ZipFile(io.BytesIO(schoon)) as archief:
            groot = archief.getinfo("xl/worksheets/sheet1.xml").file_size
        inhoud = schoon.replace(struct.pack("<L", groot), struct.pack("<L", 10))
        assert geweigerd(inhoud, "lijst.xlsx").code == "beschadigd"

    def test_xml_met_entiteiten(self):
        """The "billion laughs": refused at the first declaration."""
        bom = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
        bron = zipfile.ZipFile(io.BytesIO(werkmap(["Naam"], ["Jansen"])))
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w") as archief:
            for deel in bron.infolist():
                archief.writestr(deel, bom if "sheet1" in deel.filename else bron.read(deel))
        onleesbaar = geweigerd(uit.getvalue(), "lijst.xlsx")
        assert (onleesbaar.code, onleesbaar.oorzaak) == ("beschadigd", "Verdacht")

    def test_oorzaak_citeert_geen_cel(self):
        """The text of a parser's error can hold personal data; only its type goes along."""
        boek = werkmap(["Naam"], [12345])
        bron = zipfile.ZipFile(io.BytesIO(boek))
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w") as archief:
            for deel in bron.infolist():
                archief.writestr(deel, bron.read(deel).replace(b'r="2"', b'r="Jansen"'))
        onleesbaar = geweigerd(uit.getvalue(), "lijst.xlsx")
        assert onleesbaar.oorzaak == "ValueError"
        assert onleesbaar.__suppress_context__ and onleesbaar.__cause__ is None
        assert "Jansen" not in str(onleesbaar)


def test_bsn_in_de_bestandsnaam():
    assert bsn_in_bestandsnaam("verwijzing_123456782_def.xlsx")
    assert not bsn_in_bestandsnaam("verwijzing_123456789.xlsx")
    bestand = lees_bestand(b"Naam;Plaats\nJansen;Assen\n", "klant 111222333.csv")
    assert [m.code for m in bestand.meldingen] == ["bsn_in_bestandsnaam"]


def test_twintigduizend_rijen_binnen_het_geheugen():
    regels = [f"Achternaam{i};Voornaam{i};1-3-1989;061{i:07};a{i}@example.nl;Assen" for i in range(MAX_RIJEN)]
    inhoud = "\n".join(["Achternaam;Voornaam;Geboortedatum;Telefoon;E-mail;Plaats", *regels]).encode()
    tracemalloc.start()
    try:
        bestand = lees_bestand(inhoud, "lijst.csv")
        assert len(bestand.bladen[0].rijen) == MAX_RIJEN + 1
        assert tracemalloc.get_traced_memory()[1] < 60 * 1024 * 1024
    finally:
        tracemalloc.stop()
