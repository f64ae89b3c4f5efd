"""Hostile by size or by character: long cells, long lines, too many rows, letters that are none."""

import random

import pytest

from inlezen import ooxml
from inlezen.cellen import MAX_CELTEKENS, TeLang
from inlezen.oordeel import Oordeel, beoordeel_rijen
from inlezen.rijen import lees_rij
from inlezen.velden import Veld
from inlezen.werkblad import MAX_BYTES, MAX_RIJEN
from tests.inlezen.hulp import codes, csv_lijst, kale_werkmap, lees_rijen, regels, rij_xml
from tests.inlezen.vijandig import KOP, MEGA, binnen, geweigerd, lees


class TestGroteCellenEnRijen:
    @pytest.mark.parametrize("soort", ["xlsx", "csv", "gedeeld"])
    def test_een_megabyte_in_een_cel(self, soort):
        """One long remark is a fault of that row; the row before it and the one after it are read."""
        lang = "".join(random.Random(1).choices("abcdefgh ", k=MEGA))
        kop = [*KOP, "Opmerking"]
        rijen = [
            ["Bos", "Bo", "0612345678", "x"],
            ["Vos", "Vi", "0612345679", lang],
            ["Wal", "Wo", "0612345670", "y"],
        ]
        with binnen(megabytes=30):
            if soort == "csv":
                lijst = csv_lijst("\n".join(";".join(rij) for rij in [kop, *rijen]))
            elif soort == "xlsx":
                lijst = lees(
                    kale_werkmap("".join(rij_xml(n, *rij) for n, rij in enumerate([kop, *rijen], 1)))
                )
            else:
                gedeeld = "".join(f"<si><t>{tekst}</t></si>" for tekst in ("Opmerking", "x", lang, "y"))
                delen = {"xl/sharedStrings.xml": f"<sst xmlns='{ooxml._NAAMRUIMTEN[0][:-1]}'>{gedeeld}</sst>"}
                xml = "".join(
                    rij_xml(n, *rij[:3]).replace("</row>", f'<c r="D{n}" t="s"><v>{n - 1}</v></c></row>')
                    for n, rij in enumerate([kop, *rijen], 1)
                )
                lijst = lees(kale_werkmap(xml, delen=delen))
        te_lang = [rij.cellen[3] for rij in lijst.rijen if isinstance(rij.cellen[3], TeLang)]
        assert te_lang[0].lengte == MEGA and len(te_lang[0]) == 200
        gelezen = list(lees_rijen(lijst, regels()).values())
        assert [rij.waarde("achternaam") for rij in gelezen] == ["Bos", "Vos", "Wal"]
        assert "te_lang" in codes(gelezen[1])

    @pytest.mark.parametrize("begin", [b"Achternaam;Voornaam\n", b'Achternaam;Voornaam\n"', b""])
    @pytest.mark.parametrize("vulling", [b"abcdefgh", b"abcd;fgh", "é".encode()])
    def test_een_regel_van_vijfentwintig_megabyte(self, begin, vulling):
        inhoud = begin + vulling * ((MAX_BYTES - len(begin)) // len(vulling))
        with binnen(megabytes=60):
            onleesbaar = geweigerd(inhoud, "lijst.csv")
        assert onleesbaar.code in ("te_lange_regel", "te_veel_kolommen")
        assert "4 miljoen" in onleesbaar.tekst or "256" in onleesbaar.tekst

    def test_een_los_aanhalingsteken_voor_negentienduizend_rijen(self):
        regel = b"Bos;Bo;0612345678;een opmerking die nog een tijdje doorgaat\n"
        inhoud = b'Achternaam;Voornaam;Telefoon;Opmerking\nVos;"Vi;0612345679;x\n' + regel * 19_000
        with binnen(3):
            lijst = lees(inhoud, "lijst.csv")
        assert len(lijst.rijen) == 19_001
        assert "aanhalingsteken" in [melding.code for melding in lijst.meldingen]

    @pytest.mark.parametrize("soort", ["csv", "xlsx"])
    def test_een_rij_te_veel_noemt_de_grens(self, soort):
        if soort == "csv":
            inhoud = b"Achternaam;Voornaam\n" + b"Bos;Bo\n" * (MAX_RIJEN + 1)
        else:
            inhoud = kale_werkmap(
                "".join(
                    rij_xml(n, *KOP[:2]) if n == 1 else rij_xml(n, "Bos", "Bo")
                    for n in range(1, MAX_RIJEN + 3)
                )
            )
        with binnen():
            onleesbaar = geweigerd(inhoud, f"lijst.{soort}")
        assert onleesbaar.code == "te_veel_rijen"
        assert "20.000" in onleesbaar.tekst and "Splits" in onleesbaar.tekst

    @pytest.mark.parametrize("naam", ["lijst.csv", "lijst.xlsx"])
    def test_meer_dan_vijfentwintig_megabyte_noemt_de_grens(self, naam):
        inhoud = b"PK\x03\x04" + b"a" * MAX_BYTES
        onleesbaar = geweigerd(inhoud, naam)
        assert (onleesbaar.code, "25 MB" in onleesbaar.tekst) == ("te_groot", True)

    def test_driehonderdduizend_lege_regels(self):
        with binnen():
            lijst = lees(b"Achternaam;Voornaam\nBos;Bo\n" + b";\n" * 300_000, "lijst.csv")
        assert len(lijst.rijen) == 1


class TestVreemdeTekens:
    def test_nultekens_in_een_csv(self):
        onleesbaar = geweigerd(b"Achternaam;Voornaam\nB\x00os;Bo\n", "lijst.csv")
        assert onleesbaar.code == "geen_tekst"

    def test_half_teken_in_utf16_is_een_verloren_letter(self):
        inhoud = b"\xff\xfe" + "Achternaam;Voornaam;Telefoon\nB".encode("utf-16-le") + b"\x00\xd8"
        inhoud += "os;Bo;0612345678\nVos;Vi;0612345679\n".encode("utf-16-le")
        rijen = list(lees_rijen(lees(inhoud, "lijst.csv"), regels()).values())
        assert "letters_verloren" in codes(rijen[0])
        assert rijen[1].waarde("achternaam") == "Vos"

    @pytest.mark.parametrize("code", ["_xD83D_", "_x0000_", "_x000D_", "_x001F_"])
    def test_half_teken_in_een_werkmap_haalt_de_database_niet(self, code):
        lijst = lees(kale_werkmap(rij_xml(1, *KOP) + rij_xml(2, f"Bos{code}", "Bo")))
        assert lijst.rijen[0].cellen[0] == "Bos"

    def test_ongepaarde_aanhalingstekens_overal(self):
        lijst = csv_lijst('Achternaam;Voornaam\n"Bos;Bo\nVos;"Vi\nW"al;Wo\n"Mus"x;Mo\n')
        achternamen = [rij.waarde("achternaam") for rij in lees_rijen(lijst, regels()).values()]
        assert [naam.replace('"', "") for naam in achternamen] == ["Bos", "Vos", "Wal", "Musx"]

    def test_formules_in_elke_kolom_blijven_dode_tekst(self):
        for tekst in ["=cmd|' /C calc'!A0", "@SUM(1)", "+1+cmd|x!A", "=HYPERLINK(1)", "-2+3|!A"]:
            lijst = csv_lijst(f"Achternaam;Voornaam;Opmerking;Woonplaats\n{tekst};{tekst};{tekst};{tekst}\n")
            (rij,) = lees_rijen(lijst, regels()).values()
            for gelezen in rij.velden.values():
                assert not str(gelezen.waarde).startswith(("=", "@", "+", "-"))


@pytest.mark.parametrize(
    "patroon", ["1/", "1 ", "a@b;", "(x) ", "0-", "+1", "'t ", "A. ", "=", "1234 56 78 ", "é"]
)
def test_een_volle_cel_houdt_het_lezen_niet_op(patroon):
    """The longest text that is kept, in every column: no reader takes more than linear time for it."""
    cel = (patroon * MAX_CELTEKENS)[:MAX_CELTEKENS]
    ruw = {veld: cel for veld in Veld if veld not in (Veld.BSN, Veld.OVERSLAAN, Veld.ACHTERNAAM)}
    with binnen(0.5):
        lees_rij(2, ruw, regels())


def test_dubbel_in_het_bestand_wordt_gezien():
    """Written in another way, with another spelling of the same date and telephone number."""
    lijst = csv_lijst(
        "Achternaam;Voornaam;Geboortedatum;Telefoon;E-mail\n"
        "van den Berg;Zoë;1-3-1989;0612345678;z@example.nl\n"
        "BERG, van den;Zoe;1989-03-01;+31 6 12345678;\n"
    )
    eerste, tweede = beoordeel_rijen(lees_rijen(lijst, regels()).values(), [])
    assert eerste.oordeel == Oordeel.NIEUW
    assert tweede.oordeel == Oordeel.MOGELIJK_DUBBEL
    assert tweede.gelijkenissen[0].rij == 2
