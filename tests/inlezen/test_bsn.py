"""PRIV-01: what can be a BSN is found, and what cannot is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as stdnum_bsn

from inlezen.bsn import is_bsn_kolom, is_bsn_kop, voldoet_aan_elfproef, zoek_bsn_in_tekst

GOED = ["111222333", "123456782", "100000009", "100000010", "100000022"]
FOUT = "123456789"


@pytest.mark.parametrize("nummer", [*GOED])
def test_elfproef_goed(nummer):
    assert voldoet_aan_elfproef(nummer)


@pytest.mark.parametrize(
    "nummer", [FOUT, "000000000", "12345678", "1234567820", "12345678a", "", "１２３４５６７８２"]
)
def test_elfproef_fout(nummer):
    assert not voldoet_aan_elfproef(nummer)


@given(st.integers(min_value=1, max_value=999_999_999).map(lambda getal: f"{getal:09}"))
def test_elfproef_als_stdnum(nummer):
    assert voldoet_aan_elfproef(nummer) == stdnum_bsn.is_valid(nummer)


@pytest.mark.parametrize(
    "kop", ["BSN", "bsn nr", "BSN-nummer", "Burgerservicenummer", "Sofinummer", "burger service nummer"]
)
def test_kop_zegt_bsn(kop):
    assert is_bsn_kop(kop)
    assert is_bsn_kolom(kop, [])


@pytest.mark.parametrize("kop", ["Naam", "Sofie", "Telefoon", "Nummer", "Personeelsnummer"])
def test_kop_zegt_geen_bsn(kop):
    assert not is_bsn_kop(kop)


@pytest.mark.parametrize(
    ("waarden", "verwacht"),
    [
        (GOED, True),
        ([int(n) for n in GOED], True),
        ([float(n) for n in GOED], True),
        (["111 222 333", "1234.56.782", *GOED[2:]], True),
        (GOED[:4], False),  # fewer than five say nothing
        ([*GOED[:4], FOUT], True),  # 80 %
        ([*GOED[:3], FOUT, FOUT], False),  # 60 %
        ([*GOED, None, "", "onbekend", 12, True], True),  # only nine-digit values count
        ([*GOED, "1112223334"], True),
    ],
)
def test_kolom_op_inhoud(waarden, verwacht):
    assert is_bsn_kolom("Kenmerk", waarden) is verwacht


@pytest.mark.parametrize("kop", ["Telefoon", "tel.nr", "Mobiel", "Postcode", "06"])
def test_telefoon_en_postcode_vrijgesteld(kop):
    assert not is_bsn_kolom(kop, GOED)
    assert not is_bsn_kolom("Bereikbaar", GOED, vrijgesteld=True)


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("klant heeft nummer 123456782 doorgegeven", ["123456782"]),
        ("111222333 en 123456782", ["111222333", "123456782"]),
        ("123.456.782", ["123.456.782"]),
        ("1234.56.782", ["1234.56.782"]),
        ("(123456782)", ["123456782"]),
        ("in 2000 123456782", ["123456782"]),
        ("123456789", []),
        ("1234567820", []),
        ("0123456782", []),
        ("+31 123456782", []),
        ("0031123456782", []),
        ("0031 123456782", []),
        ("06-12345678", []),
        ("geen cijfers", []),
    ],
)
def test_in_tekst(tekst, gevonden):
    assert [tekst[begin:eind] for begin, eind in zoek_bsn_in_tekst(tekst)] == gevonden
