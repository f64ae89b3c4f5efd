"""Dates of birth as lists write them."""

from datetime import date, datetime, time

import pytest

from inlezen.cellen import Formule, Foutwaarde, Getal1904, TeLang
from inlezen.waarden import lees_geboortedatum
from tests.inlezen.hulp import VANDAAG, codes


class TestGeboortedatum:
    @pytest.mark.parametrize(
        ("cel", "gemeld"),
        [
            (datetime(1989, 3, 1, 0, 0), []),
            (datetime(1989, 3, 1, 14, 30), []),
            (date(1989, 3, 1), []),
            (32568, ["datum_uit_getal"]),
            (32568.0, ["datum_uit_getal"]),
            ("32568", ["datum_uit_getal"]),
            ("1-3-1989", []),
            ("01-03-1989", []),
            (" 01-03-1989\xa0", []),
            ("1.3.1989", []),
            ("1 3 1989", []),
            ("01-03-1989 00:00:00", []),
            ("1989-03-01", []),
            ("1989-03-01T00:00:00", []),
            ("1989/03/01", []),
            ("1 maart 1989", []),
            ("1 mrt. 1989", []),
            ("1-mrt-1989", []),
            ("woensdag 1 maart 1989", []),
            ("01031989", []),
            (1031989, []),
            ("19890301", []),
            ("1-3-89", ["datum_kort_jaar"]),
            ("01-03-'89", ["datum_kort_jaar"]),
            ("1 maart '89", ["datum_kort_jaar"]),
            ("'01-03-1989", []),
            ("1\xa0maart\u200b\xa01989", []),
            (Getal1904(31106), ["datum_uit_getal"]),
            ("01/03/1989", ["datum_dubbelzinnig"]),
        ],
    )
    def test_een_maart_1989(self, cel, gemeld):
        gelezen = lees_geboortedatum(cel, vandaag=VANDAAG)
        assert gelezen.waarde == date(1989, 3, 1)
        assert type(gelezen.waarde) is date
        assert codes(gelezen) == gemeld

    @pytest.mark.parametrize("cel", ["13/04/1985", "04/04/1985", "3-4-1985", "3.4.1985", "1985/04/03"])
    def test_niet_dubbelzinnig(self, cel):
        gelezen = lees_geboortedatum(cel, vandaag=VANDAAG)
        assert gelezen.waarde.month == 4
        assert codes(gelezen) == []

    @pytest.mark.parametrize(
        ("cel", "code"),
        [
            ("31-02-1990", "datum_bestaat_niet"),
            ("29-2-1990", "datum_bestaat_niet"),
            ("04/25/1985", "datum_bestaat_niet"),
            ("4-5-2031", "datum_toekomst"),
            (datetime(2031, 5, 4), "datum_toekomst"),
            ("1-1-1880", "datum_te_oud"),
            ("morgen", "datum_onleesbaar"),
            ("1 meert 19", "datum_onleesbaar"),
            ("1989", "datum_onleesbaar"),
            (1989, "datum_onleesbaar"),
            (-5, "datum_onleesbaar"),
            (float("nan"), "datum_onleesbaar"),
            (10**400, "datum_onleesbaar"),
            (True, "datum_onleesbaar"),
            (time(12, 0), "datum_onleesbaar"),
            (Formule("=TODAY()"), "formule"),
            (Foutwaarde("#N/A"), "foutwaarde"),
            (TeLang("x", 40_000), "te_lang"),
        ],
    )
    def test_fout(self, cel, code):
        gelezen = lees_geboortedatum(cel, vandaag=VANDAAG)
        assert gelezen.waarde is None
        assert gelezen.is_fout
        assert codes(gelezen) == [code]

    def test_amerikaanse_datum_noemt_wat_bedoeld_kan_zijn(self):
        assert "25-4-1985" in lees_geboortedatum("04/25/1985", vandaag=VANDAAG).meldingen[0].tekst

    @pytest.mark.parametrize("cel", [None, "", "-", "onbekend", "  "])
    def test_leeg_mag_en_wordt_gemeld(self, cel):
        gelezen = lees_geboortedatum(cel, vandaag=VANDAAG)
        assert (gelezen.waarde, gelezen.is_fout, codes(gelezen)) == (None, False, ["geboortedatum_ontbreekt"])

    @pytest.mark.parametrize(
        ("cel", "raar"), [("1-3-2014", 1), ("21-11-2012", 0), ("1-3-1940", 1), ("22-11-1950", 0)]
    )
    def test_onwaarschijnlijke_leeftijd(self, cel, raar):
        gelezen = lees_geboortedatum(cel, vandaag=VANDAAG)
        assert codes(gelezen) == ["datum_leeftijd"] * raar
        assert gelezen.waarde is not None

    def test_kort_jaar_ligt_nooit_in_de_toekomst(self):
        assert lees_geboortedatum("1-1-26", vandaag=VANDAAG).waarde == date(2026, 1, 1)
        assert lees_geboortedatum("1-1-27", vandaag=VANDAAG).waarde == date(1927, 1, 1)
