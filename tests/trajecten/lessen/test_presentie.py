"""Presence in percent: one rule, with excused and not excused apart."""

from decimal import Decimal

import pytest

from trajecten.presentie import Presentie, presentie


def test_wie_zich_afmeldt_was_er_niet():
    """A: 8 of 10. B: 8 present and 2 with a message is the same percentage; the screen says the difference."""
    assert Presentie(8, 0, 2).procent == Presentie(8, 2, 0).procent == Decimal("80.0")
    assert Presentie(8, 2, 0).woorden == "80,0 %"


def test_zonder_lessen_is_er_geen_percentage():
    assert Presentie().procent is None
    assert Presentie().woorden == "n.v.t."
    assert presentie(["uitgenodigd", "wachtlijst"]) == Presentie()


@pytest.mark.parametrize(("keer", "zin"), [(0, ""), (1, ""), (2, "2 keer zonder bericht afwezig")])
def test_waarschuwing_vanaf_twee_keer_zonder_bericht(keer, zin):
    assert Presentie(5, 3, keer).waarschuwing == zin


def test_half_naar_boven_en_optellen():
    assert Presentie(1, 0, 7).procent == Decimal("12.5")
    assert Presentie(1, 1, 1).procent == Decimal("33.3")
    assert Presentie(2, 1, 0).procent == Decimal("66.7")
    assert presentie(["aanwezig", "afwezig_met_bericht"]) + Presentie(1, 1, 1) == Presentie(2, 2, 1)
