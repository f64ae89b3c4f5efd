"""The coaching ratio, in numbers and words (design: domain, section 5)."""

from decimal import Decimal

import pytest

from trajecten.coachratio import Coachratio, een_decimaal


@pytest.mark.parametrize(("mensen", "nodig"), [(0, 0), (1, 1), (5, 1), (6, 2), (40, 8), (41, 9)])
def test_nodig_bij_een_op_vijf(mensen, nodig):
    assert Coachratio(mensen, 0, 5).nodig == nodig


@pytest.mark.parametrize(
    ("mensen", "coaches", "maximum", "tekort"),
    [(40, 8, 5, 0), (41, 8, 5, 1), (3, 0, 5, 1), (0, 0, 5, 0), (400, 1, None, 0), (41, 9, 5, 0)],
)
def test_tekort(mensen, coaches, maximum, tekort):
    ratio = Coachratio(mensen, coaches, maximum)
    assert (ratio.tekort, ratio.te_hoog) == (tekort, tekort > 0)


def test_zonder_maximum_is_er_niets_nodig():
    assert Coachratio(40, 8).nodig is None


@pytest.mark.parametrize(
    ("waarde", "tekst"), [("5.25", "5,3"), ("5", "5"), ("0.5", "0,5"), ("10", "10"), ("0", "0")]
)
def test_een_decimaal(waarde, tekst):
    assert een_decimaal(Decimal(waarde)) == tekst
