"""Numbers that somebody typed into an address or a form never reach the database when it could not hold them."""

import pytest

from basis.nummers import GROOTSTE, getal, nummer_uit, nummers_uit


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [
        ("12", 12),
        (" 7 ", 7),
        ("0", 0),
        (str(GROOTSTE), GROOTSTE),
        (str(GROOTSTE + 1), None),
        ("9" * 5000, None),
        ("-1", None),
        ("1.0", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_nummer_uit(tekst, nummer):
    assert nummer_uit(tekst) == nummer


def test_nummers_uit_laat_de_rest_weg():
    assert nummers_uit(["3", "x", "3", "9" * 30]) == {3}


@pytest.mark.parametrize(
    ("waarde", "tekst"), [(0, "0"), (999, "999"), (2456, "2.456"), ("meer dan 10.000", "meer dan 10.000")]
)
def test_getal(waarde, tekst):
    assert str(getal(waarde)) == tekst
