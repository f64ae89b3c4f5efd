from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapportage.formules import Doeltekort, doeltekort, mediaan, percentiel


def test_doelaandeel_twaalf_van_tweehonderd():
    assert doeltekort(12, 200, 10) == Doeltekort(bij_vervanging=8, bovenop=9)


def test_doel_gehaald_of_onhaalbaar():
    assert doeltekort(20, 200, 10) == Doeltekort(0, 0)
    assert doeltekort(0, 0, 10) == Doeltekort(0, 0)
    assert doeltekort(3, 4, 100) == Doeltekort(1, None)
    assert doeltekort(1, 3, Decimal("33.4")) == Doeltekort(1, 1)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 99))
def test_het_tekort_is_precies_genoeg(binnen, buiten, doel):
    totaal, grens = binnen + buiten, Fraction(doel, 100)
    tekort = doeltekort(binnen, totaal, doel)
    for extra, groei in ((tekort.bij_vervanging, 0), (tekort.bovenop, 1)):
        assert binnen + extra >= grens * (totaal + groei * extra)
        if extra:
            minder = extra - 1
            assert binnen + minder < grens * (totaal + groei * minder)


def test_mediaan_en_percentiel():
    assert mediaan([5, 1, 3]) == 3
    assert mediaan([4, 1, 3, 2]) == Fraction(5, 2)
    assert mediaan([]) is None
    assert percentiel(list(range(1, 11)), 90) == 9
    assert percentiel([Decimal("2.5")], 90) == Decimal("2.5")
    assert percentiel([1, 2, 3], 100) == 3
    assert percentiel([], 90) is None


@pytest.mark.parametrize("p", [0, 101])
def test_onmogelijk_percentiel(p):
    with pytest.raises(ValueError, match="percentile"):
        percentiel([1], p)
