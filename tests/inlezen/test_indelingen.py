"""Any sensible layout: how lists come in from Excel, Numbers, Google and LibreOffice, from the file to the row."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from inlezen.bsn import is_bsn_kolom
from inlezen.cellen import Formule
from inlezen.kopregel import lijst_naar_json, lijst_van_json, vind_lijst
from inlezen.lezers import lees_bestand
from tests.inlezen.hulp import (
    AAN_ZET,
    KPN,
    bewaar,
    codes,
    csv_lijst,
    kale_werkmap,
    lees_rijen,
    regels,
    rij_xml,
    tekstcel_xml,
    werkmap,
)

KOP = ["Achternaam", "Voornaam", "Geboortedatum", "Telefoon", "E-mail", "Woonplaats"]
ZOË = ["Öztürk", "Zoë", "1-3-1989", "0612345678", "zoe@example.nl", "’s-Hertogenbosch"]


def uit_excel(inhoud, naam="lijst.xlsx"):
    return vind_lijst(lees_bestand(inhoud, naam))


def gelezen(lijst, leesregels=None):
    return list(lees_rijen(lijst, leesregels or regels()).values())


def enige(lijst, leesregels=None):
    (rij,) = gelezen(lijst, leesregels)
    return rij


def boodschappen(lijst):
    return {melding.code: melding.tekst for melding in lijst.meldingen}


def is_zoë(rij):
    waarden = ("achternaam", "voornaam", "geboortedatum", "telefoon", "email", "woonplaats")
    assert tuple(rij.waarde(veld) for veld in waarden) == (
        "Öztürk",
        "Zoë",
        date(1989, 3, 1),
        "+31612345678",
        "zoe@example.nl",
        "’s-Hertogenbosch",
    )
    assert not rij.heeft_fout
    return True


class TestTekstbestanden:
    @pytest.mark.parametrize("naam", ["lijst.csv", "LIJST.CSV", "lijst.tsv", "lijst.txt"])
    @pytest.mark.parametrize("teken", [";", ",", "\t", "|"])
    @pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
    def test_elke_codering_en_elk_scheidingsteken(self, codering, teken, naam):
        inhoud = f"{teken.join(KOP)}\r\n{teken.join(ZOË)}\r\n".encode(codering)
        assert is_zoë(enige(vind_lijst(lees_bestand(inhoud, naam))))

    @pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
    def test_elk_regeleinde(self, einde):
        assert is_zoë(enige(csv_lijst(f"{';'.join(KOP)}{einde}{';'.join(ZOË)}{einde}")))

    @pytest.mark.parametrize("eerste", ["sep=,", '"sep=,"', "SEP=,"])
    @pytest.mark.parametrize("codering", ["utf-8-sig", "utf-16", "cp1252"])
    def test_eerste_regel_sep(self, eerste, codering):
        inhoud = f"{eerste}\r\n{','.join(KOP)}\r\n{','.join(ZOË)}\r\n".encode(codering)
        assert is_zoë(enige(vind_lijst(lees_bestand(inhoud, "lijst.csv"))))

    def test_kolomnamen_kiezen_het_scheidingsteken(self):
        """More commas than semicolons in every row, and still three columns."""
        lijst = csv_lijst(
            "Naam;Telefoon;Opmerking\n"
            "Jansen, Kick;0612345678;belt, mailt, appt, komt langs\n"
            "Wal, Elise, van der;0612345679;rustig, precies, op tijd\n"
        )
        assert [kolom.veld for kolom in lijst.kolommen] == ["volledige_naam", "telefoon", "opmerking"]

    def test_een_kapotte_letter_bederft_de_andere_niet(self):
        """UTF-8 with one damaged byte stays UTF-8: only that name has to be asked for again."""
        goed = "Achternaam;Voornaam\nÖztürk;Zoë\nBélanger;Renée\nJos".encode()
        lijst = vind_lijst(lees_bestand(goed + b"\xe9;Jan\n", "lijst.csv"))
        rijen = gelezen(lijst)
        assert [rij.waarde("achternaam") for rij in rijen] == ["Öztürk", "Bélanger", "Jos\ufffd"]
        assert "letters_verloren" in codes(rijen[2]) and "letters_verloren" not in codes(rijen[0])
        assert "letters_beschadigd" in boodschappen(lijst)

    def test_los_aanhalingsteken_laat_nette_regels_heel(self):
        lijst = csv_lijst(
            'Naam,Plaats,Opmerking\n"Jansen, Kick",Assen,"\n"Wal, Elise",Leek,ja\n"Bos, Anna",Roden,"zegt ""ja"""\n'
        )
        assert [rij.waarde("achternaam") for rij in gelezen(lijst)] == ["Jansen", "Wal", "Bos"]
        assert gelezen(lijst)[2].waarde("opmerking") == 'zegt "ja"'
        assert "aanhalingsteken" in boodschappen(lijst)

    @pytest.mark.parametrize("fout", ["#N/B", "#N/A", "#VERW!", "#REF!", "#WAARDE!", "#DEEL/0!", "########"])
    def test_fout_van_excel_in_een_csv(self, fout):
        rij = enige(csv_lijst(f"Achternaam;Voornaam;Woonplaats\n{fout};Zoë;{fout}\n"))
        assert rij.velden["achternaam"].is_fout
        assert rij.waarde("woonplaats") == ""
        assert codes(rij).count("foutwaarde") == 2

    def test_nul_bewaard_met_een_formule_die_alleen_tekst_is(self):
        """="0612345678" is how an export keeps Excel from eating the zero."""
        uit = io.StringIO()
        csv.writer(uit, delimiter=";").writerows([KOP, [*ZOË[:3], '="0612345678"', *ZOË[4:]]])
        rij = enige(csv_lijst(uit.getvalue()))
        assert is_zoë(rij)
        assert "formule" in codes(rij)


class TestVormVanHetBlad:
    def test_titelregels_lege_regels_en_lege_regels_onderaan(self):
        boek = openpyxl.Workbook()
        for rij in ([], ["Doorverwijzing najaar"], ["Contact: Carla", "050-1234567"], [], KOP, [], ZOË, []):
            boek.active.append(rij)
        for nummer in range(20, 60):
            boek.active[f"A{nummer}"] = "  \xa0"
        lijst = uit_excel(bewaar(boek))
        assert lijst.kopregel == 5
        assert [rij.nummer for rij in lijst.rijen] == [7]
        assert is_zoë(enige(lijst))

    def test_doorgetrokken_formules_onder_de_lijst_zijn_geen_rijen(self):
        onder = "".join(
            f'<row r="{n}"><c r="A{n}" t="str"><f>Z{n}</f><v></v></c><c r="B{n}"><f>Y{n}</f><v>0</v></c>'
            f'<c r="C{n}" t="e"><f>X{n}</f><v>#N/A</v></c></row>'
            for n in range(3, 500)
        )
        lijst = uit_excel(kale_werkmap(rij_xml(1, *KOP) + rij_xml(2, *ZOË) + onder))
        assert [rij.nummer for rij in lijst.rijen] == [2]

    def test_meer_bladen_de_lijst_wint_en_de_rest_wordt_genoemd(self):
        inhoud = werkmap(["Lees mij eerst"], Januari=[KOP, ZOË], Februari=[KOP, ZOË, ZOË], Codes=[["A", "B"]])
        lijst = uit_excel(inhoud)
        assert lijst.bladnaam == "Januari"
        teksten = [melding.tekst for melding in lijst.meldingen]
        assert [m.code for m in lijst.meldingen] == [
            "blad_gelezen",
            "blad_overgeslagen",
            "blad_met_lijst",
            "blad_overgeslagen",
        ]
        assert "“Januari”" in teksten[0]
        assert "“Februari”" in teksten[2] and "2 rijen" in teksten[2]
        assert "“Codes”" in teksten[3]

    def test_verborgen_blad_verliest_van_een_zichtbaar_blad_en_wordt_genoemd(self):
        boek = openpyxl.load_workbook(io.BytesIO(werkmap(KOP, [*ZOË], Oud=[[*KOP, "Postcode"], ZOË])))
        boek["Oud"].sheet_state = "veryHidden"
        lijst = uit_excel(bewaar(boek))
        assert lijst.bladnaam == "Sheet"
        assert "verborgen werkblad “Oud”" in boodschappen(lijst)["blad_met_lijst"]

    def test_lijst_op_een_verborgen_blad_wordt_gelezen_en_gemeld(self):
        boek = openpyxl.load_workbook(io.BytesIO(werkmap(["Voorblad"], Data=[KOP, ZOË])))
        boek["Data"].sheet_state = "hidden"
        lijst = uit_excel(bewaar(boek))
        assert is_zoë(enige(lijst))
        assert "“Data”" in boodschappen(lijst)["blad_verborgen"]

    def test_samengevoegde_titel_en_kop_van_twee_regels(self):
        """ "Naam" over two columns, the others over two rows: the lower row has all the headers."""
        boek = openpyxl.Workbook()
        blad = boek.active
        for rij in (
            ["Lijst 2026"],
            ["Naam", None, "Geboortedatum", "Telefoon", "E-mail", "Woonplaats"],
            KOP[:2],
            ZOË,
        ):
            blad.append(rij)
        blad.merge_cells("A1:F1")
        blad.merge_cells("A2:B2")
        for letter in "CDEF":
            blad.merge_cells(f"{letter}2:{letter}3")
        lijst = uit_excel(bewaar(boek))
        assert lijst.kopregel == 3
        assert is_zoë(enige(lijst))

    def test_samengevoegde_cel_tussen_de_rijen_geldt_voor_elke_rij(self):
        boek = openpyxl.Workbook()
        for rij in ([*KOP, "Consulent"], [*ZOË, "C. Bos"], ZOË, ZOË, [*ZOË, "D. Vos"]):
            boek.active.append(rij)
        boek.active.merge_cells("G2:G4")
        lijst = uit_excel(bewaar(boek))
        assert [rij.waarde("contactpersoon") for rij in gelezen(lijst)] == ["C. Bos"] * 3 + ["D. Vos"]
        assert "de rijen 3 en 4" in boodschappen(lijst)["samengevoegd"]

    def test_samengevoegd_over_lege_rijen_maakt_geen_mensen(self):
        boek = openpyxl.Workbook()
        for rij in (KOP, ZOË):
            boek.active.append(rij)
        boek.active.merge_cells("A2:A900")
        assert len(uit_excel(bewaar(boek)).rijen) == 1

    def test_verborgen_kolom_wordt_gelezen_en_genoemd(self):
        boek = openpyxl.load_workbook(io.BytesIO(werkmap(KOP, ZOË)))
        boek.active.column_dimensions["F"].hidden = True
        lijst = uit_excel(bewaar(boek))
        assert is_zoë(enige(lijst))
        assert "“Woonplaats”" in boodschappen(lijst)["kolom_verborgen"]

    def test_verborgen_rijen_worden_gelezen_en_genoemd(self):
        boek = openpyxl.load_workbook(io.BytesIO(werkmap(KOP, *[ZOË] * 12)))
        boek.active.row_dimensions[3].hidden = True
        lijst = uit_excel(bewaar(boek))
        assert len(lijst.rijen) == 12
        assert "is rij 3 verborgen" in boodschappen(lijst)["rijen_verborgen"]
        for nummer in range(2, 13):
            boek.active.row_dimensions[nummer].hidden = True
        assert "2, 3, 4, 5, 6, 7, 8, 9 en nog 3" in boodschappen(uit_excel(bewaar(boek)))["rijen_verborgen"]

    def test_kolommen_door_elkaar_en_met_lege_kolommen_ertussen(self):
        lijst = csv_lijst(";Voornaam;;E-mail;Achternaam;\n;Zoë;;zoe@example.nl;Öztürk;\n")
        rij = enige(lijst)
        assert (rij.waarde("achternaam"), rij.waarde("voornaam"), rij.waarde("email")) == (
            "Öztürk",
            "Zoë",
            "zoe@example.nl",
        )

    @pytest.mark.parametrize(
        "kop", ["Naam", "NAAM KLANT", "Achternaam, Voornaam van", "Naam (achternaam, voornaam)"]
    )
    def test_een_kolom_met_de_hele_naam(self, kop):
        rij = enige(csv_lijst(f'"{kop}";Telefoon\n"Luinenburg, Julia el";0612345678\n'))
        delen = tuple(rij.waarde(veld) for veld in ("achternaam", "tussenvoegsel", "voornaam"))
        assert delen == ("Luinenburg", "el", "Julia")

    def test_programma_in_de_rij_wint_van_de_keuze_bij_het_inlezen(self):
        lijst = csv_lijst("Achternaam;Voornaam;Programma\nÖztürk;Zoë; aan  ZET \nBos;Bo;P02\nVos;Vi;\n")
        rijen = gelezen(lijst, regels(programma=KPN))
        assert [rij.programma for rij in rijen] == [AAN_ZET, KPN, KPN]

    @pytest.mark.parametrize(
        ("cel", "uren"),
        [("24-32 uur", None), ("24 tot 32", None), ("24 uur", 24), (24.0, 24), ("24 u p/w", 24)],
    )
    def test_uren_als_bereik_blijven_leeg_en_worden_gemeld(self, cel, uren):
        rij = enige(uit_excel(werkmap(["Achternaam", "Voornaam", "Uren"], ["Öztürk", "Zoë", cel])))
        assert rij.waarde("uren_per_week") == uren
        assert ("uren_onleesbaar" in codes(rij)) == (uren is None)
        assert not rij.heeft_fout


class TestCellenVanExcel:
    def test_datums_als_datum_als_getal_en_als_tekst(self):
        rijen = [
            ["Bos", f"Bo{i}", cel] for i, cel in enumerate([date(1989, 3, 1), 32568, "32568", "1 maart 1989"])
        ]
        lijst = uit_excel(werkmap(KOP, *rijen))
        assert {rij.waarde("geboortedatum") for rij in gelezen(lijst)} == {date(1989, 3, 1)}
        gemeld = ["datum_uit_getal" in codes(rij) for rij in gelezen(lijst)]
        assert gemeld == [False, True, True, False]

    def test_datums_van_een_mac_tellen_vanaf_1904(self):
        boek = openpyxl.Workbook()
        boek.epoch = CALENDAR_MAC_1904
        boek.active.append(KOP)
        boek.active.append(["Bos", "Bo", date(1989, 3, 1), 612345678])
        boek.active.append(["Vos", "Vi", 31106, 612345679])  # the same day, without the look of a date
        lijst = uit_excel(bewaar(boek))
        rijen = gelezen(lijst_van_json(lijst_naar_json(lijst)))
        assert [rij.waarde("geboortedatum") for rij in rijen] == [date(1989, 3, 1)] * 2
        assert [rij.waarde("telefoon") for rij in rijen] == ["+31612345678", "+31612345679"]
        assert "staat het getal 31106" in rijen[1].velden["geboortedatum"].meldingen[0].tekst

    def test_datum_van_libreoffice_als_iso(self):
        cel = '<c r="C2" t="d"><v>1989-03-01</v></c>'
        rij = f'<row r="2">{tekstcel_xml("A2", "Bos")}{tekstcel_xml("B2", "Bo")}{cel}</row>'
        assert enige(uit_excel(kale_werkmap(rij_xml(1, *KOP) + rij))).waarde("geboortedatum") == date(
            1989, 3, 1
        )

    def test_telefoonnummer_met_de_opmaak_van_een_datum_gaat_niet_verloren(self):
        boek = openpyxl.load_workbook(io.BytesIO(werkmap(KOP, ["Bos", "Bo", None, 612345678])))
        boek.active["D2"].number_format = "dd-mm-yyyy"
        assert enige(uit_excel(bewaar(boek))).waarde("telefoon") == "+31612345678"

    def test_formule_levert_de_waarde_die_er_stond_en_wordt_gemeld(self):
        cellen = (
            '<c r="A2" t="str"><f>UPPER("bos")</f><v>Bos</v></c>'
            '<c r="B2" t="str"><f>"B"&amp;"o"</f><v>Bo</v></c>'
            '<c r="C2"><f>DATE(1989,3,1)</f><v>32568</v></c>'
            '<c r="D2"><f>VLOOKUP(1,[1]Blad!A:B,2)</f><v>612345678</v></c>'
        )
        lijst = uit_excel(kale_werkmap(rij_xml(1, *KOP) + f'<row r="2">{cellen}</row>'))
        assert isinstance(lijst.rijen[0].cellen[0], Formule)
        assert lijst_van_json(lijst_naar_json(lijst)) == lijst
        rij = enige(lijst_van_json(lijst_naar_json(lijst)))
        waarden = tuple(rij.waarde(veld) for veld in ("achternaam", "voornaam", "geboortedatum", "telefoon"))
        assert waarden == ("Bos", "Bo", date(1989, 3, 1), "+31612345678")
        assert codes(rij).count("formule") == 4
        assert not rij.heeft_fout

    def test_formule_zonder_bewaarde_waarde_wordt_niet_uitgerekend(self):
        rij = enige(uit_excel(werkmap(KOP, ["Bos", "Bo", "=DATE(1989,3,1)", None, None, "=1+1"])))
        assert rij.waarde("geboortedatum") is None
        assert rij.velden["geboortedatum"].is_fout
        assert not rij.waarde("woonplaats").startswith("=")

    def test_bsn_uit_een_formule_wordt_ook_geweigerd(self):
        nummers = ["111222333", "123456782"] * 3
        assert is_bsn_kolom("Nummer", [Formule("=A1", nummer) for nummer in nummers])
        assert is_bsn_kolom("Nummer", [Formule("=A1", int(nummer)) for nummer in nummers])

    def test_naam_in_stukken_met_eigen_opmaak_en_uitspraakhulp(self):
        gedeeld = (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            "<si><r><t>Özt</t></r><r><t>ürk</t></r><rPh><t>hulp</t></rPh></si><si><t>Zoë_x000D_</t></si></sst>"
        )
        rij = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row>'
        lijst = uit_excel(kale_werkmap(rij_xml(1, *KOP) + rij, delen={"xl/sharedStrings.xml": gedeeld}))
        assert (enige(lijst).waarde("achternaam"), enige(lijst).waarde("voornaam")) == ("Öztürk", "Zoë")

    def test_waar_en_onwaar_als_vinkje(self):
        lijst = uit_excel(
            werkmap(
                ["Achternaam", "Voornaam", "Kinderopvang nodig"], ["Bos", "Bo", True], ["Vos", "Vi", False]
            )
        )
        assert [rij.waarde("kinderopvang") for rij in gelezen(lijst)] == ["nodig", "niet_nodig"]

    def test_harde_en_onzichtbare_spaties_om_alles(self):
        lijst = uit_excel(
            werkmap([f"\u200b{kop}\xa0" for kop in KOP], [f"\xa0 {cel}\u200b\u00ad " for cel in ZOË])
        )
        assert is_zoë(enige(lijst))

    @pytest.mark.parametrize("ruimte", ["x:", ""])
    def test_strikt_opgeslagen_en_met_voorvoegsels(self, ruimte):
        """ "Strict Open XML", and the prefixes that some programmes put before every element."""
        blad = f"<sheetData>{rij_xml(1, *KOP)}{rij_xml(2, *ZOË)}</sheetData>"
        if ruimte:
            blad = blad.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
        naam = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        deel = f'<{ruimte}worksheet xmlns{":x" if ruimte else ""}="{naam}">{blad}</{ruimte}worksheet>'
        assert is_zoë(enige(uit_excel(kale_werkmap("", delen={"xl/worksheets/sheet1.xml": deel}))))
