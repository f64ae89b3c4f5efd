from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapportage.afscherming import (
    AFGESCHERMD,
    TE_WEINIG,
    drempel,
    is_filter_toonbaar,
    is_verhouding_toonbaar,
    procent,
    rond_af,
    scherm_aantal_af,
    scherm_lijst_af,
    scherm_tabel_af,
    toon_procent,
)


def teksten(cellen):
    return [cel.tekst for cel in cellen]


class TestProcent:
    @pytest.mark.parametrize(
        ("teller", "noemer", "verwacht"),
        [
            (63, 100, "63,0 %"),
            (63, 80, "78,8 %"),
            (27, 35, "77,1 %"),
            (18, 35, "51,4 %"),
            (16, 16, "100,0 %"),
            (9, 16, "56,3 %"),
            (7, 16, "43,8 %"),
            (0, 16, "0,0 %"),
            (1, 2000, "0,1 %"),
            (-1, 2000, "-0,1 %"),
            (0, 0, "n.v.t."),
            (Fraction(63, 80), 1, "78,8 %"),
            (Decimal("0.785"), 1, "78,5 %"),
        ],
    )
    def test_half_naar_boven_met_een_komma(self, teller, noemer, verwacht):
        assert procent(teller, noemer) == verwacht

    @given(st.integers(0, 10**6), st.integers(1, 10**6))
    def test_nooit_verder_dan_een_halve_tiende_naast_de_breuk(self, teller, noemer):
        getal = Fraction(procent(teller, noemer).removesuffix(" %").replace(",", "."))
        verschil = getal - Fraction(100 * teller, noemer)
        assert -Fraction(1, 20) < verschil <= Fraction(1, 20)

    def test_rond_af(self):
        assert rond_af(Fraction(1, 4)) == "0,3"
        assert rond_af(Decimal("23.95")) == "24,0"
        assert rond_af(5, 0) == "5"
        assert rond_af(Fraction(2, 3), 2) == "0,67"


class TestLosseFiguren:
    def test_drempel_kan_alleen_omhoog(self):
        assert drempel(extern=False) == 5
        assert drempel(extern=True) == 10
        assert drempel(extern=False, ingesteld=3) == 5
        assert drempel(extern=True, ingesteld=7) == 10
        assert drempel(extern=True, ingesteld=20) == 20

    @pytest.mark.parametrize(
        ("aantal", "gewoon", "bijzonder"),
        [(0, "0", "< 5"), (1, "< 5", "< 5"), (4, "< 5", "< 5"), (5, "5", "5"), (120, "120", "120")],
    )
    def test_aantal(self, aantal, gewoon, bijzonder):
        assert scherm_aantal_af(aantal, 5).tekst == gewoon
        assert scherm_aantal_af(aantal, 5, bijzonder=True).tekst == bijzonder

    def test_een_verborgen_cel_draagt_geen_getal(self):
        cel = scherm_aantal_af(3, 5)
        assert cel.is_verborgen
        assert cel.aantal is None
        assert "3" not in repr(cel)

    @pytest.mark.parametrize(
        ("teller", "noemer", "gewoon", "bijzonder"),
        [
            (0, 0, True, False),
            (1, 4, False, False),
            (1, 5, True, False),
            (5, 10, True, True),
            (5, 9, True, False),
            (4, 40, True, False),
            (36, 40, True, False),
            (35, 40, True, True),
        ],
    )
    def test_verhouding(self, teller, noemer, gewoon, bijzonder):
        assert is_verhouding_toonbaar(teller, noemer, 5) is gewoon
        assert is_verhouding_toonbaar(teller, noemer, 5, bijzonder=True) is bijzonder

    def test_toon_procent(self):
        assert toon_procent(9, 16, 5) == "56,3 %"
        assert toon_procent(9, 16, 5, bijzonder=True) == "56,3 %"
        assert toon_procent(3, 4, 5) == TE_WEINIG
        assert toon_procent(9, 16, 20) == TE_WEINIG
        assert toon_procent(0, 0, 5) == "n.v.t."

    @pytest.mark.parametrize(
        ("gefilterd", "ongefilterd", "toonbaar"),
        [(0, 20, True), (20, 20, True), (5, 10, True), (4, 20, False), (16, 20, False), (0, 0, True)],
    )
    def test_filter_laat_geen_kleine_rest_zien(self, gefilterd, ongefilterd, toonbaar):
        assert is_filter_toonbaar(gefilterd, ongefilterd, 5) is toonbaar

    def test_filter_op_een_bijzonder_gegeven_verbergt_ook_nul(self):
        assert not is_filter_toonbaar(20, 20, 5, bijzonder=True)
        assert is_filter_toonbaar(10, 20, 5, bijzonder=True)

    def test_een_filter_kan_niet_meer_mensen_bevatten(self):
        with pytest.raises(ValueError, match="part of"):
            is_filter_toonbaar(21, 20, 5)


class TestLijst:
    def lijst(self, *aantallen, k=5, bijzonder=False):
        lijst = scherm_lijst_af(aantallen, k, bijzonder=bijzonder)
        return [*teksten(lijst.cellen), lijst.totaal.tekst]

    def test_uitgewerkte_voorbeelden(self):
        assert self.lijst(8, 1) == [AFGESCHERMD, "< 5", "9"]
        assert self.lijst(12, 7, 5, 3) == ["12", "7", AFGESCHERMD, "< 5", "27"]

    def test_niets_te_verbergen(self):
        assert self.lijst(12, 7, 5) == ["12", "7", "5", "24"]
        assert self.lijst(12, 0) == ["12", "0", "12"]
        assert self.lijst() == ["0"]

    def test_twee_kleine_cellen_beschermen_elkaar(self):
        assert self.lijst(12, 2, 3) == ["12", "< 5", "< 5", "17"]

    def test_maar_niet_als_de_som_alles_verraadt(self):
        # 1 + 1 = 2 can only be 1 and 1; 4 + 4 = 8 only 4 and 4.
        assert self.lijst(12, 7, 1, 1) == ["12", AFGESCHERMD, "< 5", "< 5", "21"]
        assert self.lijst(12, 7, 4, 4) == ["12", AFGESCHERMD, "< 5", "< 5", "27"]
        # "< 5" is at least 1 and "afgeschermd" at least 5: together 6 would tell both.
        assert self.lijst(9, 5, 1) == [AFGESCHERMD, AFGESCHERMD, "< 5", "15"]

    def test_een_nul_beschermt_niemand(self):
        assert self.lijst(8, 0, 3) == [AFGESCHERMD, "0", "< 5", "11"]
        assert self.lijst(3, 0, 0) == ["< 5", "0", "0", "< 5"]

    def test_bijzondere_gegevens_verbergen_ook_nul(self):
        assert self.lijst(12, 0, bijzonder=True) == [AFGESCHERMD, "< 5", "12"]

    def test_k_voor_partners(self):
        assert self.lijst(40, 12, 9, k=10) == ["40", AFGESCHERMD, "< 10", "61"]

    def test_een_bijna_lege_lijst_zegt_niets(self):
        assert self.lijst(1, 1, 1, 1) == [AFGESCHERMD] * 5


class TestTabel:
    def tabel(self, *rijen, k=5, bijzonder=False):
        tabel = scherm_tabel_af(rijen, k, bijzonder=bijzonder)
        regels = [[*teksten(rij), som.tekst] for rij, som in zip(tabel.rijen, tabel.rijtotalen, strict=True)]
        return [*regels, [*teksten(tabel.kolomtotalen), tabel.totaal.tekst]]

    def test_niets_te_verbergen(self):
        assert self.tabel([6, 7], [8, 0]) == [["6", "7", "13"], ["8", "0", "8"], ["14", "7", "21"]]

    def test_een_kleine_cel_neemt_een_rechthoek_mee(self):
        assert self.tabel([3, 20, 30], [6, 8, 40], [50, 60, 70]) == [
            ["< 5", AFGESCHERMD, "30", "53"],
            [AFGESCHERMD, AFGESCHERMD, "40", "54"],
            ["50", "60", "70", "180"],
            ["59", "88", "140", "287"],
        ]

    def test_twee_kringen_met_een_brug_verraden_de_brug(self):
        # Two or more hidden in every line is not enough: the small cell that links the two blocks follows from
        # the totals, because each block adds up by itself.
        rijen = [[1, 2, 30, 30], [2, 3, 3, 30], [30, 30, 2, 3], [30, 30, 3, 1]]
        tabel = scherm_tabel_af(rijen, 5)
        assert sum(cel.is_verborgen for rij in tabel.rijen for cel in rij) > 9

    def test_leeg_en_ongelijk(self):
        assert self.tabel() == [["0"]]
        with pytest.raises(ValueError, match="same columns"):
            scherm_tabel_af([[1, 2], [3]], 5)


def past(cel, waarde, k, bijzonder):
    """Say whether a reader may believe `waarde` stands behind this cell."""
    if not cel.is_verborgen:
        return waarde == cel.aantal
    if cel.tekst == AFGESCHERMD:
        return waarde >= k
    return (0 if bijzonder else 1) <= waarde < k


def mogelijke_tabellen(tabel, hoogste, k, bijzonder):
    """Try every table of counts and keep those that show exactly this."""
    platte = [cel for rij in tabel.rijen for cel in rij]
    keuzes = [[n for n in range(hoogste + 2) if past(cel, n, k, bijzonder)] for cel in platte]
    breedte = len(tabel.rijen[0])
    for waarden in product(*keuzes):
        rijen = [waarden[i : i + breedte] for i in range(0, len(waarden), breedte)]
        rijsommen, kolomsommen = [sum(rij) for rij in rijen], [sum(kol) for kol in zip(*rijen, strict=True)]
        sommen = [
            *zip(tabel.rijtotalen, rijsommen, strict=True),
            *zip(tabel.kolomtotalen, kolomsommen, strict=True),
            (tabel.totaal, sum(waarden)),
        ]
        if all(past(cel, som, k, bijzonder) for cel, som in sommen):
            yield [*waarden, *(som for _, som in sommen)]


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([(2, 2), (2, 3), (1, 4), (3, 2)]).flatmap(
        lambda maat: st.lists(
            st.lists(st.integers(0, 7), min_size=maat[1], max_size=maat[1]),
            min_size=maat[0],
            max_size=maat[0],
        )
    ),
    st.booleans(),
)
def test_geen_enkele_verborgen_cel_is_terug_te_rekenen(rijen, bijzonder):
    k = 4
    tabel = scherm_tabel_af(rijen, k, bijzonder=bijzonder)
    cellen = [
        *(cel for rij in tabel.rijen for cel in rij),
        *tabel.rijtotalen,
        *tabel.kolomtotalen,
        tabel.totaal,
    ]
    if all(cel.tekst == AFGESCHERMD for cel in cellen):
        return  # the last resort: nothing at all is shown
    gevonden = list(mogelijke_tabellen(tabel, max(map(max, rijen)), k, bijzonder))
    assert gevonden
    for cel, waarden in zip(cellen, zip(*gevonden, strict=True), strict=True):
        assert cel.is_verborgen is (len(set(waarden)) > 1)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.booleans(), st.integers(5, 12))
def test_kleine_aantallen_staan_er_nooit_en_de_rest_klopt(aantallen, bijzonder, k):
    lijst = scherm_lijst_af(aantallen, k, bijzonder=bijzonder)
    for cel, aantal in zip([*lijst.cellen, lijst.totaal], [*aantallen, sum(aantallen)], strict=True):
        assert cel.aantal in (None, aantal)
        if aantal < k and (aantal or bijzonder):
            assert cel.is_verborgen
    assert sum(cel.is_verborgen for cel in [*lijst.cellen, lijst.totaal]) != 1
