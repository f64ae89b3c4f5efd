"""Hostile files: each gets a clear message in words, soon and in little memory, and never another exception.

Time is that of the process, so that a busy machine is no fault. What is refused in the form itself (no file, no choice)
stands in test_views.py.
"""

import io
import random
import struct
import zipfile
from itertools import pairwise

import pytest

from inlezen import ooxml
from inlezen.meldingen import BestandOnleesbaar
from tests.inlezen.hulp import (
    kale_werkmap,
    lees_rijen,
    regels,
    rij_xml,
    tekstcel_xml,
    werkmap,
)
from tests.inlezen.vijandig import GOED, KOP, MEGA, binnen, geweigerd, lees

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF = (
    OLE + b"\x00" * 504 + b"\x09\x08\x10\x00\x00\x06\x05\x00" + "Workbook".encode("utf-16-le") + b"\x00" * 512
)
VERSLEUTELD = OLE + b"\x00" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 100
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
HTML = b"<html><body><table><tr><td>Achternaam</td><td>Voornaam</td></tr></table></body></html>"


def zip_met(**delen):
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam.replace("__", "/").replace("_P_", "."), inhoud)
    return uit.getvalue()


class TestVerkeerdeSoort:
    @pytest.mark.parametrize(
        ("inhoud", "naam", "code", "woorden"),
        [
            (PNG, "lijst.xlsx", "andere_soort", "een afbeelding"),
            (PNG, "lijst.csv", "andere_soort", "een afbeelding"),
            (BIFF, "lijst.xlsx", "oud_excel", "Opslaan als"),
            (BIFF, "lijst.xls", "oud_excel", "Opslaan als"),
            (HTML, "lijst.xls", "andere_soort", "Opslaan als"),
            (b"\xef\xbb\xbf\n <TABLE><tr></tr></TABLE>", "lijst.xlsx", "andere_soort", "Opslaan als"),
            (zip_met(lijst_P_csv="Naam;Plaats"), "lijst.csv", "verkeerde_extensie", "zip"),
            (zip_met(lijst_P_csv="Naam;Plaats"), "lijst.xlsx", "andere_soort", "een zip-bestand"),
            (PDF, "lijst.csv", "andere_soort", "een pdf"),
            (PDF, "lijst.xlsx", "andere_soort", "een pdf"),
            (werkmap(KOP), "lijst.csv", "verkeerde_extensie", ".xlsx"),
            (b"Naam;Plaats\nBos;Assen\n", "lijst.xls", "verkeerde_extensie", ".csv"),
            (zip_met(word__document_P_xml="x"), "lijst.xlsx", "andere_soort", "Word-document"),
            (zip_met(ppt__presentation_P_xml="x"), "lijst.xlsx", "andere_soort", "presentatie"),
            (zip_met(mimetype="x"), "lijst.xlsx", "andere_soort", "LibreOffice"),
            (zip_met(Index__Document_P_iwa="x"), "lijst.xlsx", "andere_soort", "Numbers"),
            (zip_met(xl__workbook_P_bin="x"), "lijst.xlsx", "andere_soort", "xlsb"),
        ],
    )
    def test_onder_de_goede_extensie(self, inhoud, naam, code, woorden):
        onleesbaar = geweigerd(inhoud, naam)
        assert onleesbaar.code == code
        assert woorden in onleesbaar.tekst

    @pytest.mark.parametrize(
        ("naam", "woorden"),
        [
            ("lijst.ods", "Open het bestand in LibreOffice, kies Opslaan als"),
            ("lijst.numbers", "Open het bestand in Numbers, kies Archief, Exporteer"),
            ("lijst.docx", "Kopieer de tabel uit Word"),
            ("lijst.DOC", "Kopieer de tabel uit Word"),
            ("lijst.xlsb", "Open het bestand in Excel, kies Opslaan als"),
            ("lijst.pdf", "Vraag de verwijzer om het Excel-bestand"),
            ("lijst.zip", "Pak het zip-bestand uit"),
            ("lijst.exe", "Kies"),
            ("lijst", ".xlsx"),
            ("", ".xlsx"),
        ],
    )
    def test_andere_extensie_zegt_wat_te_doen(self, naam, woorden):
        onleesbaar = geweigerd(zip_met(inhoud="x"), naam)
        assert onleesbaar.code == "onbekende_soort"
        assert woorden in onleesbaar.tekst or woorden == "Kies"

    @pytest.mark.parametrize("naam", ["lijst.xlsx", "lijst.xls", "lijst.xlsm"])
    def test_met_wachtwoord(self, naam):
        onleesbaar = geweigerd(VERSLEUTELD, naam)
        assert onleesbaar.code == "wachtwoord"
        assert "haal het wachtwoord weg" in onleesbaar.tekst

    def test_zip_met_wachtwoord(self):
        inhoud = bytearray(werkmap(KOP))
        plek = inhoud.find(b"PK\x01\x02")
        inhoud[plek + 8] |= 1
        assert geweigerd(bytes(inhoud)).code == "wachtwoord"


class TestLeegEnKapot:
    @pytest.mark.parametrize(
        ("inhoud", "naam"),
        [
            (b"", "lijst.xlsx"),
            (b"", "lijst.csv"),
            (b"\xef\xbb\xbf", "lijst.csv"),
            (b"\xff\xfe", "lijst.csv"),
            (b"\xef\xbb\xbf \r\n;;;\r\n", "lijst.csv"),
            (b"\x00" * 5_000, "lijst.csv"),
            (werkmap(), "lijst.xlsx"),
            (werkmap([None, "  "], Blad2=[["\xa0"]]), "lijst.xlsx"),
        ],
    )
    def test_leeg_bestand(self, inhoud, naam):
        assert geweigerd(inhoud, naam).code == "leeg"

    @pytest.mark.parametrize(
        ("inhoud", "naam"),
        [
            (b"Achternaam;Voornaam;Telefoon\n", "lijst.csv"),
            (b"Achternaam;Voornaam;Telefoon\n;;\n\n \n", "lijst.csv"),
            (werkmap(KOP), "lijst.xlsx"),
            (werkmap(["Lijst"], [], KOP), "lijst.xlsx"),
        ],
    )
    def test_alleen_kolomnamen(self, inhoud, naam):
        onleesbaar = geweigerd(inhoud, naam)
        assert onleesbaar.code == "geen_rijen"
        assert "geen rijen" in onleesbaar.tekst

    def test_kapotte_werkmap_op_elke_plek_afgebroken(self):
        heel = werkmap(KOP, ["Bos", "Bo", "0612345678"])
        for lengte in range(4, len(heel) - 1, 97):
            assert geweigerd(heel[:lengte]).code in ("beschadigd", "andere_soort")

    @pytest.mark.parametrize(
        "deel", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
    )
    @pytest.mark.parametrize(
        "inhoud", [b"", b"<a>", b"\x00\xff\xfe rommel", b"<a xmlns='b'/>", b"<?xml version='9'?>"]
    )
    def test_een_onderdeel_is_rommel(self, deel, inhoud):
        """Without its make-up a list is still read; without the rest it is refused in words."""
        try:
            lijst = lees(kale_werkmap(GOED, delen={deel: inhoud}))
        except BestandOnleesbaar as onleesbaar:
            assert onleesbaar.code in ("beschadigd", "leeg")
        else:
            assert deel == "xl/styles.xml" and len(lijst.rijen) == 1

    def test_verwijzing_naar_een_tekst_die_er_niet_is(self):
        rij = '<row r="3"><c r="A3" t="s"><v>99</v></c></row>'
        assert geweigerd(kale_werkmap(GOED + rij)).code == "beschadigd"

    def test_onzin_in_getallen_en_plekken_kost_geen_goede_rij(self):
        vreemd = (
            '<row r="3"><c r="A3"><v>Vos</v></c><c r="" t="gek"><v>Vi</v></c><c r="C3"><v>1e999</v></c></row>'
            f'<row r="4"><c r="A4"><v>{"9" * 6_000}</v></c><c r="B4" s="77"><v>NaN</v></c></row>'
            f'<row r="5">{tekstcel_xml("A5", "Wal")}{tekstcel_xml("A5", "Wal")}</row>'
        )
        rijen = lees_rijen(lees(kale_werkmap(GOED + vreemd)), regels())
        assert rijen[2].waarde("achternaam") == "Bos"
        assert rijen[3].waarde("achternaam") == "Vos"
        assert list(rijen) == [2, 3, 4, 5]


class TestWerkmapMetStreken:
    def test_macrowerkmap_is_gewone_inhoud(self):
        inhoud = io.BytesIO(werkmap(KOP, ["Bos", "Bo", "0612345678"]))
        with zipfile.ZipFile(inhoud, "a") as archief:
            archief.writestr("xl/vbaProject.bin", OLE + b"Sub Auto_Open()")
        assert len(lees(inhoud.getvalue(), "lijst.xlsm").rijen) == 1

    def test_koppelingen_naar_buiten_worden_niet_gevolgd(self):
        """External parts are not opened; the value that a linked cell last had is what we read."""
        buiten = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="rId8" Type="x/sharedStrings" Target="http://voorbeeld.invalid/s" TargetMode="External"/>'
            '<Relationship Id="rId9" Type="x/externalLink" Target="file:///etc/passwd" TargetMode="External"/>'
            "</Relationships>"
        )
        cel = '<row r="3"><c r="A3" t="str"><f>[1]Blad!A1</f><v>Vos</v></c></row>'
        delen = {"xl/_rels/workbook.xml.rels": buiten, "xl/externalLinks/externalLink1.xml": "<x/>"}
        rijen = lees_rijen(lees(kale_werkmap(GOED + cel, delen=delen)), regels())
        assert rijen[3].waarde("achternaam") == "Vos"

    def test_tekst_van_buiten_via_xml_wordt_niet_gelezen(self):
        deel = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet>&e;</worksheet>'
        assert geweigerd(kale_werkmap("", delen={"xl/worksheets/sheet1.xml": deel})).oorzaak == "Verdacht"

    @pytest.mark.parametrize(
        "deel", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
    )
    def test_miljard_keer_gelach(self, deel):
        namen = "abcdefghij"
        bom = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(namen))
        with binnen(megabytes=20):
            onleesbaar = geweigerd(kale_werkmap(GOED, delen={deel: f"<!DOCTYPE x [{bom}]><x>&j;</x>"}))
        assert (onleesbaar.code, onleesbaar.oorzaak) == ("beschadigd", "Verdacht")

    def test_een_blad_dat_zegt_een_miljoen_rijen_te_hebben(self):
        voor = '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="1"/></cols>'
        leeg = '<row r="1048576" hidden="1"><c r="XFD1048576" s="1"/></row>'
        with binnen(0.5, megabytes=5):
            lijst = lees(kale_werkmap(GOED + leeg, voor=voor))
        assert [rij.nummer for rij in lijst.rijen] == [2]

    def test_tweehonderd_kolommen(self):
        kop = [*KOP, *(f"Vraag {i}" for i in range(200))]
        lijst = lees(werkmap(kop, ["Bos", "Bo", "0612345678", *["ja"] * 200]))
        assert len(lijst.kolommen) == 203
        assert [kolom.veld for kolom in lijst.kolommen[:3]] == ["achternaam", "voornaam", "telefoon"]

    def test_te_veel_kolommen_noemt_de_grens(self):
        rij = f'<row r="3">{tekstcel_xml("XFD3", "ver weg")}</row>'
        onleesbaar = geweigerd(kale_werkmap(GOED + rij))
        assert (onleesbaar.code, "256" in onleesbaar.tekst) == ("te_veel_kolommen", True)

    def test_te_veel_bladen_noemt_de_grens(self):
        bladen = {f"Blad{i}": [KOP] for i in range(55)}
        onleesbaar = geweigerd(werkmap(KOP, **bladen))
        assert (onleesbaar.code, "50" in onleesbaar.tekst) == ("te_veel_bladen", True)

    def test_samenvoegen_zonder_einde(self):
        samen = '<mergeCell ref="A1:A1048576"/>' * 150_000
        with binnen():
            lijst = lees(kale_werkmap(GOED, na=f"<mergeCells>{samen}</mergeCells>"))
        assert len(lijst.rijen) == 1


class TestBommen:
    """What a file unpacks to is known before it is unpacked; what it costs to read is bounded while reading."""

    def bom(self, naam, inhoud):
        uit = io.BytesIO(werkmap(KOP, ["Bos", "Bo", "0612345678"]))
        with zipfile.ZipFile(uit, "a", zipfile.ZIP_DEFLATED) as archief:
            archief.writestr(naam, inhoud)
        return uit.getvalue()

    @pytest.mark.parametrize(
        "naam", ["xl/worksheets/sheet9.xml", "xl/media/foto.png", "xl/sharedStrings.xml"]
    )
    def test_verhouding(self, naam):
        bom = self.bom(naam, b"0" * (6 * MEGA))
        with binnen(megabytes=2):
            assert geweigerd(bom).code == "te_groot_uitgepakt"

    def test_onderdeel(self, monkeypatch):
        monkeypatch.setattr(ooxml, "MAX_HULPDEEL", MEGA)
        bom = self.bom("xl/drawings/vml.xml", random.Random(1).randbytes(MEGA + 1))
        assert geweigerd(bom).code == "te_groot_uitgepakt"

    def test_totaal(self, monkeypatch):
        monkeypatch.setattr(ooxml, "MAX_UITGEPAKT", MEGA)
        onleesbaar = geweigerd(self.bom("xl/media/foto.png", random.Random(1).randbytes(MEGA)))
        assert (onleesbaar.code, "hoogstens 1 MB" in onleesbaar.tekst) == ("te_groot_uitgepakt", True)

    def test_aantal(self):
        uit = io.BytesIO(werkmap(KOP))
        with zipfile.ZipFile(uit, "a") as archief:
            for nummer in range(1_001):
                archief.writestr(f"xl/media/{nummer}.png", b"")
        assert geweigerd(uit.getvalue()).code == "te_groot_uitgepakt"

    def test_hetzelfde_deel_als_vijftig_bladen(self, monkeypatch):
        """Small in the zip, and read again and again: what is read counts, not what is stored."""
        monkeypatch.setattr(ooxml, "MAX_UITGEPAKT", 4 * MEGA)
        bladen = "".join(f'<sheet name="b{i}" sheetId="{i + 1}" r:id="rId1"/>' for i in range(40))
        leeg = "".join(f'<row r="{n}" ht="{n % 97}"/>' for n in range(3, 20_000))
        inhoud = kale_werkmap(GOED + leeg)
        delen = {}
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            deel = archief.read("xl/workbook.xml").decode()
        delen["xl/workbook.xml"] = deel.replace("</sheets>", f"{bladen}</sheets>").replace(
            'sheetId="1"', 'sheetId="99"'
        )
        with binnen(4):
            assert geweigerd(kale_werkmap(GOED + leeg, delen=delen)).code == "te_groot_uitgepakt"

    def test_te_veel_merken(self, monkeypatch):
        monkeypatch.setattr(ooxml, "MAX_MERKEN", 10_000)
        leeg = "".join(f'<row r="{n}"/>' for n in range(3, 12_000))
        assert geweigerd(kale_werkmap(GOED + leeg)).code == "te_groot_uitgepakt"

    def test_gedeelde_teksten(self, monkeypatch):
        monkeypatch.setattr(ooxml, "MAX_TEKENS", 100_000)
        tekst = "".join(f"<si><t>{'x' * 990}{i:010}</t></si>" for i in range(200))
        delen = {"xl/sharedStrings.xml": f"<sst xmlns='{ooxml._NAAMRUIMTEN[0][:-1]}'>{tekst}</sst>"}
        assert geweigerd(kale_werkmap(GOED, delen=delen)).code == "te_groot_uitgepakt"

    def test_een_merk_van_megabytes(self):
        """One tag that never ends makes a parser begin anew with every piece."""
        wit = random.Random(1).choices("abcdefghijklmnop", k=3 * MEGA)
        inhoud = kale_werkmap("", delen={"xl/worksheets/sheet1.xml": f'<worksheet a="{"".join(wit)}"/>'})
        with binnen():
            assert geweigerd(inhoud).oorzaak == "Verdacht"

    def test_leugen_over_de_grootte(self):
        heel = kale_werkmap(GOED)
        with zipfile.ZipFile(io.BytesIO(heel)) as archief:
            groot = archief.getinfo("xl/worksheets/sheet1.xml").file_size
        assert geweigerd(heel.replace(struct.pack("<L", groot), struct.pack("<L", 9))).code == "beschadigd"


class TestOnmogelijkeNummers:
    """What no spreadsheet writes, and an attack does."""

    def test_een_verborgen_kolom_vanaf_min_drie_miljard(self):
        kolommen = '<cols><col min="-3000000000" max="200" hidden="1"/></cols>'
        with binnen(megabytes=5):
            assert len(lees(kale_werkmap(GOED, voor=kolommen)).rijen) == 1

    @pytest.mark.parametrize("nummer", ["2", "-3", "0"])
    def test_een_rijnummer_dat_niet_kan_of_er_al_is(self, nummer):
        """Else one of two rows gets lost, or the database refuses them all."""
        rij = f'<row r="{nummer}"><c r="A3" t="inlineStr"><is><t>Jan</t></is></c></row>'
        assert geweigerd(kale_werkmap(GOED + rij)).code == "beschadigd"

    @pytest.mark.parametrize("waarde", ["inf", "-inf", "nan", "1e999", "-1e400"])
    def test_een_getal_zonder_eind_is_tekst(self, waarde):
        rij = rij_xml(3, "Jan", "Jo", "").replace("</row>", f'<c r="C3"><v>{waarde}</v></c></row>')
        assert lees(kale_werkmap(GOED + rij)).rijen[-1].cellen[2] == waarde
