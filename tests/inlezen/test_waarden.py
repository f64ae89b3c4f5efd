"""From a raw cell to a value, and the words about it."""

from datetime import date, datetime

import pytest

from inlezen.cellen import Formule, Foutwaarde, TeLang
from inlezen.rijen import lees_rij
from inlezen.waarden import (
    lees_email,
    lees_ja_nee,
    lees_kinderopvang,
    lees_naam,
    lees_postcode,
    lees_tekst,
    lees_telefoon,
    lees_uitkering,
    lees_uren,
)
from tests.inlezen.hulp import codes, regels


class TestTelefoon:
    @pytest.mark.parametrize(
        ("cel", "gemeld"),
        [
            ("0612345678", []),
            ("06-12345678", []),
            ("06 12 34 56 78", []),
            ("06/12345678", []),
            ("'0612345678", []),
            ("+31 6 12 34 56 78", []),
            ("+31 (0)6 12345678", []),
            ("+31 06 12345678", []),
            ("0031612345678", []),
            (31612345678, []),
            (612345678, ["nul_hersteld"]),
            (612345678.0, ["nul_hersteld"]),
            ("612345678", ["nul_hersteld"]),
            ("6 12345678", ["nul_hersteld"]),
            ("0612345678 / 0501234567", ["telefoon_rest"]),
            ("0612345678 (na 17 uur)", ["telefoon_rest"]),
            ("tel. 0612345678", ["telefoon_rest"]),
            ("0612345678 0501234567", ["telefoon_rest"]),
            ("06-12345678\n050-1234567", ["telefoon_rest"]),
            ("612345678.0", ["nul_hersteld"]),
            ("612345678,00", ["nul_hersteld"]),
            ("6,12345678E+08", ["nul_hersteld"]),
            ("\u200e06\u200b12345678\xa0", []),
            ("06 – 12 34 56 78", []),
        ],
    )
    def test_hetzelfde_nummer(self, cel, gemeld):
        gelezen = lees_telefoon(cel)
        assert gelezen.waarde == "+31612345678"
        assert codes(gelezen) == gemeld

    def test_buitenlands(self):
        assert lees_telefoon("+32 470 12 34 56").waarde == "+32470123456"

    def test_tweede_nummer_gaat_niet_verloren(self):
        assert "0501234567" in lees_telefoon("0612345678 / 0501234567").meldingen[0].tekst

    @pytest.mark.parametrize("cel", ["onbekend", "n.v.t.", "geen", "?"])
    def test_onbekend_blijft_leeg_en_wordt_gemeld(self, cel):
        gelezen = lees_telefoon(cel)
        assert (gelezen.waarde, gelezen.is_fout, codes(gelezen)) == ("", False, ["telefoon_leeg"])

    @pytest.mark.parametrize("cel", [None, "", "-", " \xa0"])
    def test_leeg(self, cel):
        assert (lees_telefoon(cel).waarde, codes(lees_telefoon(cel))) == ("", [])

    @pytest.mark.parametrize("cel", ["12345", "06-1234567", "bel de buurvrouw", True, date(2020, 1, 1)])
    def test_fout(self, cel):
        gelezen = lees_telefoon(cel)
        assert (gelezen.waarde, codes(gelezen)) == ("", ["telefoon_onleesbaar"])

    @pytest.mark.parametrize("cel", ["6,12346E+08", "6.1E+08", "3,16E10"])
    def test_door_excel_afgerond_kan_niemand_meer_bellen(self, cel):
        gelezen = lees_telefoon(cel)
        assert (gelezen.waarde, codes(gelezen)) == ("", ["telefoon_ingekort"])

    def test_formule(self):
        assert codes(lees_telefoon(Formule("=A1"))) == ["formule"]


class TestEmail:
    @pytest.mark.parametrize(
        ("cel", "adres"),
        [
            ("jan@example.nl", "jan@example.nl"),
            (" jan@example.nl ", "jan@example.nl"),
            ("mailto:jan@example.nl", "jan@example.nl"),
            ("Jan de Vries <jan@example.nl>", "jan@example.nl"),
            ("jan@example.nl;", "jan@example.nl"),
            ("", ""),
            (None, ""),
            ("-", ""),
        ],
    )
    def test_goed(self, cel, adres):
        assert (lees_email(cel).waarde, codes(lees_email(cel))) == (adres, [])

    @pytest.mark.parametrize("cel", ["geen mail", "a b@c.nl", "x@", "0629232991", 629232991, "@", "jan@nl"])
    def test_fout(self, cel):
        assert (lees_email(cel).waarde, codes(lees_email(cel))) == ("", ["email_onleesbaar"])

    def test_twee_adressen(self):
        gelezen = lees_email("jan@example.nl; piet@example.nl")
        assert (gelezen.waarde, codes(gelezen)) == ("jan@example.nl", ["email_rest"])

    def test_onbekend(self):
        assert codes(lees_email("onbekend")) == ["email_leeg"]


class TestNaam:
    @pytest.mark.parametrize(
        ("cel", "naam"),
        [
            ("  Bakker\xa0 ", "Bakker"),
            ("Renée-Bos", "Renée-Bos"),
            ("Rene\u0301e", "Renée"),
            ("d'Hondt", "d'Hondt"),
            ("'t Hoen", "'t Hoen"),
            ("Jan\u200b\tPiet", "Jan Piet"),
            ("van", "van"),
            ("Ćosić", "Ćosić"),
        ],
    )
    def test_goed(self, cel, naam):
        assert (lees_naam(cel, "achternaam").waarde, codes(lees_naam(cel, "achternaam"))) == (naam, [])

    @pytest.mark.parametrize(
        ("cel", "code"),
        [
            ("?osi?", "letters_verloren"),
            ("\ufffdosi\ufffd", "letters_verloren"),
            ("Ã–ztÃ¼rk", "letters_misvormd"),
            ("Ren‚e", "letters_misvormd"),
            ("Jansen2", "naam_met_cijfers"),
            ("=Jansen", "formule"),
        ],
    )
    def test_waarschuwing(self, cel, code):
        gelezen = lees_naam(cel, "achternaam", verplicht=True)
        assert codes(gelezen) == [code]
        assert gelezen.waarde and not gelezen.waarde.startswith("=")
        assert not gelezen.is_fout

    def test_misvormd_noemt_wat_er_bedoeld_is(self):
        assert "Öztürk" in lees_naam("Ã–ztÃ¼rk", "achternaam").meldingen[0].tekst

    @pytest.mark.parametrize("cel", [None, "", "  ", "-", "onbekend"])
    def test_verplicht(self, cel):
        assert codes(lees_naam(cel, "achternaam", verplicht=True)) == ["ontbreekt"]
        assert codes(lees_naam(cel, "tussenvoegsel")) == []

    @pytest.mark.parametrize(
        ("cel", "code"),
        [
            ("Anne" * 60, "te_lang"),
            (TeLang("Anne", 40_000), "te_lang"),
            (Formule("=A1"), "formule"),
            (Foutwaarde("#REF!"), "foutwaarde"),
            (datetime(2020, 1, 1), "geen_naam"),
            (True, "geen_naam"),
            ("123456782", "naam_met_cijfers"),
        ],
    )
    def test_fout(self, cel, code):
        gelezen = lees_naam(cel, "voornaam", verplicht=True)
        assert code in codes(gelezen)
        assert gelezen.is_fout


class TestNamenVanEenRij:
    @pytest.mark.parametrize(
        ("ruw", "delen"),
        [
            ({"volledige_naam": "Luinenburg, Julia el"}, ("Luinenburg", "el", "Julia", "")),
            ({"volledige_naam": "Berg, J. van den"}, ("Berg", "van den", "J.", "")),
            ({"volledige_naam": "van den Berg, Jan"}, ("Berg", "van den", "Jan", "")),
            ({"volledige_naam": "Vries, de, Jan"}, ("Vries", "de", "Jan", "")),
            ({"volledige_naam": "Jansen, C.P. (Kick)"}, ("Jansen", "", "Kick", "C.P.")),
            ({"volledige_naam": "Mw. Bruijn-de Vries, Aimée"}, ("Bruijn-de Vries", "", "Aimée", "")),
            ({"volledige_naam": "Hoen, Jan 't"}, ("Hoen", "'t", "Jan", "")),
            ({"achternaam": "van den Berg", "voornaam": "Jan"}, ("Berg", "van den", "Jan", "")),
            ({"achternaam": "Berg, van den", "voornaam": "Jan"}, ("Berg", "van den", "Jan", "")),
            ({"achternaam": "El Amrani", "voornaam": "Sara"}, ("El Amrani", "", "Sara", "")),
            ({"achternaam": "van", "voornaam": "Zeynep"}, ("van", "", "Zeynep", "")),
            (
                {"achternaam": "de Vries", "tussenvoegsel": "van", "voornaam": "Jo"},
                ("de Vries", "van", "Jo", ""),
            ),
        ],
    )
    def test_delen(self, ruw, delen):
        rij = lees_rij(2, ruw, regels())
        assert (
            tuple(rij.waarde(v) for v in ("achternaam", "tussenvoegsel", "voornaam", "voorletters")) == delen
        )
        assert not rij.heeft_fout

    def test_zonder_komma_wordt_gemeld(self):
        rij = lees_rij(2, {"volledige_naam": "Jan van der Berg"}, regels())
        assert (rij.waarde("voornaam"), rij.waarde("tussenvoegsel"), rij.waarde("achternaam")) == (
            "Jan",
            "van der",
            "Berg",
        )
        assert "naam_gesplitst" in codes(rij)

    @pytest.mark.parametrize(
        ("naam", "delen"),
        [
            ("JANSEN Kick", ("Jansen", "", "Kick")),
            ("van den BERG Jan", ("Berg", "van den", "Jan")),
            ("VRIES-BAKKER Anna Maria de", ("Vries-Bakker", "de", "Anna Maria")),
            ("A.B. JANSEN", ("Jansen", "", "A.B.")),
            ("KICK JANSEN", ("Jansen", "", "Kick")),
        ],
    )
    def test_achternaam_in_hoofdletters_vooraan(self, naam, delen):
        rij = lees_rij(2, {"volledige_naam": naam}, regels())
        gelezen = (rij.waarde("achternaam"), rij.waarde("tussenvoegsel"), rij.waarde("voornaam"))
        assert tuple(map(str.lower, gelezen)) == tuple(map(str.lower, delen))
        assert "naam_gesplitst" in codes(rij)

    @pytest.mark.parametrize("naam", ["Jansen", "Jansen,", "Vries, de", ", Jan", "(x)", "", None])
    def test_een_deel_ontbreekt(self, naam):
        assert lees_rij(2, {"volledige_naam": naam}, regels()).heeft_fout

    def test_alleen_voorletters(self):
        rij = lees_rij(2, {"achternaam": "Jansen", "voornaam": "", "voorletters": "K."}, regels())
        assert rij.waarde("voornaam") == "K."
        assert "alleen_voorletters" in codes(rij)

    def test_geen_telefoon_en_geen_mail(self):
        rij = lees_rij(2, {"achternaam": "Jansen", "voornaam": "Kick"}, regels())
        assert "onbereikbaar" in codes(rij)
        assert not rij.heeft_fout


class TestOverige:
    @pytest.mark.parametrize(
        ("cel", "uren"),
        [(28, 28), (28.0, 28), ("28", 28), ("28 uur", 28), ("24 u p/w", 24), ("", None), (None, None)],
    )
    def test_uren(self, cel, uren):
        assert (lees_uren(cel).waarde, codes(lees_uren(cel))) == (uren, [])

    @pytest.mark.parametrize(
        ("cel", "uren", "code"),
        [
            ("24,5", 24, "uren_afgerond"),
            ("24-28", None, "uren_onleesbaar"),
            (0, None, "uren_onleesbaar"),
            (500, None, "uren_onleesbaar"),
            ("veel", None, "uren_onleesbaar"),
            ("onbekend", None, "uren_leeg"),
            (60, 60, "uren_veel"),
            (Formule("=4*7"), None, "formule"),
        ],
    )
    def test_uren_gemeld_maar_nooit_fout(self, cel, uren, code):
        gelezen = lees_uren(cel)
        assert (gelezen.waarde, codes(gelezen), gelezen.is_fout) == (uren, [code], False)

    @pytest.mark.parametrize(("cel", "postcode"), [("9711ab", "9711 AB"), ("9711 AB", "9711 AB"), ("", "")])
    def test_postcode(self, cel, postcode):
        assert (lees_postcode(cel).waarde, codes(lees_postcode(cel))) == (postcode, [])

    @pytest.mark.parametrize("cel", ["9711", 9711, "0123 AB", "Assen"])
    def test_postcode_onleesbaar_blijft_leeg(self, cel):
        gelezen = lees_postcode(cel)
        assert (gelezen.waarde, codes(gelezen), gelezen.is_fout) == ("", ["postcode_onleesbaar"], False)

    @pytest.mark.parametrize(
        ("cel", "waarde"),
        [("ja", True), ("J", True), ("x", True), (True, True), (1, True), ("Nee", False), (0, False)],
    )
    def test_ja_nee(self, cel, waarde):
        assert lees_ja_nee(cel).waarde is waarde

    def test_kinderopvang_hangt_af_van_de_vraag(self):
        assert lees_kinderopvang("ja", "Kinderopvang nodig?").waarde == "nodig"
        assert lees_kinderopvang("ja", "Kinderopvang geregeld?").waarde == "geregeld"
        assert lees_kinderopvang("nee", "Kinderopvang geregeld?").waarde == "nodig"
        assert lees_kinderopvang("geregeld").waarde == "geregeld"
        assert lees_kinderopvang(None).waarde == ""
        assert codes(lees_kinderopvang("soms")) == ["ja_nee_onleesbaar"]

    @pytest.mark.parametrize(
        ("cel", "code"),
        [
            ("WW", "ww"),
            ("WW-uitkering", "ww"),
            ("wia", "wia"),
            ("WIA/WGA", "wia"),
            ("Wajong", "wajong"),
            ("Bijstand", "bijstand"),
            ("P-wet", "bijstand"),
            ("Participatiewet", "bijstand"),
            ("ZW", "ziektewet"),
            ("IOAW", "anders"),
            ("geen", "geen"),
            ("niet-uitkeringsgerechtigd", "geen"),
        ],
    )
    def test_uitkering(self, cel, code):
        assert (lees_uitkering(cel).waarde, codes(lees_uitkering(cel))) == (code, [])

    @pytest.mark.parametrize("cel", ["WW/WIA", "AOW", "iets"])
    def test_uitkering_onbekend_blijft_leeg(self, cel):
        gelezen = lees_uitkering(cel)
        assert (gelezen.waarde, codes(gelezen), gelezen.is_fout) == ("", ["uitkering_onbekend"], False)


class TestTekst:
    @pytest.mark.parametrize(
        ("cel", "tekst"),
        [
            (Formule('=HYPERLINK("http://x","klik")'), 'HYPERLINK("http://x","klik")'),
            ("=1+1", "1+1"),
            ("==cmd|' /C calc'!A0", "cmd|' /C calc'!A0"),
            ("@SUM(1+1)", "SUM(1+1)"),
            ("-2+3+cmd|' /C calc'!A0", "2+3+cmd|' /C calc'!A0"),
            ("\t=1+1", "1+1"),
        ],
    )
    def test_nooit_een_formule(self, cel, tekst):
        gelezen = lees_tekst(cel)
        assert (gelezen.waarde, codes(gelezen)) == (tekst, ["formule"])

    @pytest.mark.parametrize("cel", ["- belt liever (avond)", "+31612345678", "-5", "gewoon", "a=b"])
    def test_gewone_tekst_blijft(self, cel):
        assert (lees_tekst(cel).waarde, codes(lees_tekst(cel))) == (cel, [])

    def test_regels_blijven(self):
        assert lees_tekst("een  \r\n\n twee", meerregelig=True).waarde == "een\ntwee"

    def test_te_lang(self):
        assert codes(lees_tekst("a" * 1001, maximum=1000)) == ["te_lang"]
        assert codes(lees_tekst("a" * 1000, maximum=1000)) == []
        assert codes(lees_tekst(TeLang("a", 1_000_000), maximum=1000)) == ["te_lang"]

    def test_mogelijk_bsn(self):
        assert codes(lees_tekst("nr 1112.22.333")) == ["bsn_mogelijk"]
        assert codes(lees_tekst("nr 1112.22.333", geen_bsn=True)) == []
        assert codes(lees_tekst(123456782)) == ["bsn_mogelijk"]


class TestTweeTelefoonkolommen:
    """One number is kept. Who has only the other one is still reachable, and what is not kept is said."""

    def lees(self, telefoon, tweede):
        ruw = {"achternaam": "Jansen", "voornaam": "Kick", "telefoon": telefoon, "tweede_telefoon": tweede}
        rij = lees_rij(2, ruw, regels())
        gelezen = rij.velden["telefoon"]
        return gelezen.waarde, [m.code for m in gelezen.meldingen], rij

    @pytest.mark.parametrize("leeg", [None, "", "-", "geen"])
    def test_zonder_mobiel_telt_het_vaste_nummer(self, leeg):
        nummer, codes, rij = self.lees(leeg, "050-1234567")
        assert nummer == "+31501234567"
        assert "tweede_telefoon_gelezen" in codes
        assert "onbereikbaar" not in [m.code for m in rij.meldingen]

    def test_twee_nummers_het_eerste_blijft_en_het_andere_wordt_gezegd(self):
        nummer, codes, rij = self.lees("0612345678", "050-1234567")
        assert (nummer, codes) == ("+31612345678", ["tweede_telefoon"])
        assert "+31501234567" in rij.velden["telefoon"].meldingen[0].tekst

    @pytest.mark.parametrize("tweede", [None, "", "06 1234 5678"])
    def test_niets_of_hetzelfde_zegt_niets(self, tweede):
        assert self.lees("0612345678", tweede)[:2] == ("+31612345678", [])

    def test_onzin_in_de_tweede_houdt_niemand_tegen(self):
        nummer, codes, rij = self.lees("0612345678", "zie mail")
        assert (nummer, codes) == ("+31612345678", ["tweede_telefoon_onleesbaar"])
        assert not rij.heeft_fout

    def test_geen_van_beide_is_onbereikbaar(self):
        nummer, _, rij = self.lees("", "")
        assert nummer == ""
        assert "onbereikbaar" in [m.code for m in rij.meldingen]
