"""The track of work: placements in order with what each asks for, and the follow-up moments; two queries."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from gebruikers.rollen import Hoedanigheid
from kandidaten.toegang import Dossiertoegang
from trajecten.plaatsing.spoor import werkspoor


def test_lijn_van_proef_en_contract_in_twee_queries(julia, proef, contract, django_assert_num_queries):
    with django_assert_num_queries(2):
        spoor = werkspoor(julia, dt.date(2021, 6, 1))
    assert [p.get_soort_display() for p in spoor["plaatsingen"]] == [
        "Proefplaatsing",
        "Leerarbeidsovereenkomst",
    ]
    assert spoor["lopend"] == contract
    assert spoor["meetpunt_nu"].maanden == 6, "the latest that has come, as Vandaag asks"
    assert werkspoor(julia, dt.date(2021, 4, 30))["meetpunt_nu"].maanden == 3
    assert werkspoor(julia, dt.date(2021, 1, 31))["meetpunt_nu"] is None


@pytest.mark.parametrize(
    ("vandaag", "badge"),
    [
        (dt.date(2020, 8, 1), ("neutraal", "Begint nog")),
        (dt.date(2020, 9, 1), ("bezig", "Loopt")),
        (dt.date(2020, 9, 19), ("aandacht", "Loopt af")),
        (dt.date(2020, 11, 1), ("aandacht", "Einde vastleggen")),
    ],
)
def test_wat_een_proef_vraagt(julia, proef, vandaag, badge):
    assert werkspoor(julia, vandaag)["plaatsingen"][0].badge == badge


def test_een_proef_met_een_vervolg_vraagt_niets_meer(julia, proef, contract):
    assert werkspoor(julia, dt.date(2020, 10, 26))["plaatsingen"][0].badge == ("bezig", "Loopt")


def test_een_trainer_of_teamleider_krijgt_geen_knoppen(julia, contract):
    julia.kandidaat.toegang = Dossiertoegang(frozenset({Hoedanigheid.TEAMLEIDER}))
    context = {"werk": werkspoor(julia), "traject": julia, "kandidaat": julia.kandidaat}
    tekst = render_to_string("plaatsing/delen/_spoor.html", context)
    assert "Ocaro" in tekst
    assert "Vastleggen" not in tekst
    assert "Nog aan het werk?" not in tekst
