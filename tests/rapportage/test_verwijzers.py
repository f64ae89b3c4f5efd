"""Per referrer how many started, and how that reads for who may open the dossiers and for who may not."""

from datetime import date

import pytest

from rapportage.verwijzers import verwijzers_van
from tests import fabrieken
from tests.rapportage.hulp import lopend
from trajecten.models import Traject

pytestmark = pytest.mark.django_db


@pytest.fixture
def verwezen(regio_groningen, programma, coordinator_groningen):
    """`verwezen(partner, n)`: n people who started, referred by this partner (None: by themselves)."""

    def maak(partner, aantal):
        for _ in range(aantal):
            traject = lopend(regio_groningen, programma, coordinator_groningen, date(2026, 1, 5))
            traject.verwijzing.partner = partner
            traject.verwijzing.bron = "verwijzer" if partner else "zelf"
            traject.verwijzing.save()

    return maak


@pytest.fixture
def uwv(uwv_groningen):
    return uwv_groningen


@pytest.fixture
def wiz(db):
    return fabrieken.PartnerFabriek(naam="Werk in Zicht")


def rijen(k):
    return [(r.naam, r.aantal, r.aandeel) for r in verwijzers_van(Traject.objects.all(), k)]


@pytest.mark.parametrize("k", [1, 5])
def test_negen_en_zeven_van_zestien(verwezen, uwv, wiz, k):
    verwezen(uwv, 7)
    verwezen(wiz, 9)
    assert rijen(k) == [("Werk in Zicht", "9", "56,3 %"), ("UWV Groningen", "7", "43,8 %")]


def test_zelf_aangemeld_staat_er_ook(verwezen, uwv):
    verwezen(uwv, 1)
    verwezen(None, 3)
    assert rijen(1) == [("Zelf aangemeld", "3", "75,0 %"), ("UWV Groningen", "1", "25,0 %")]


def test_een_klein_aantal_verbergt_ook_wat_het_zou_verraden(verwezen, uwv, wiz):
    verwezen(uwv, 3)
    verwezen(wiz, 6)
    verwezen(None, 8)
    assert rijen(5) == [
        ("UWV Groningen", "< 5", "afgeschermd"),
        ("Werk in Zicht", "afgeschermd", "afgeschermd"),
        ("Zelf aangemeld", "8", "47,1 %"),
    ]


def test_volgorde_verraadt_niets_van_verborgen_aantallen(verwezen, uwv, wiz):
    verwezen(uwv, 2)
    verwezen(wiz, 4)
    assert rijen(1)[0][0] == "Werk in Zicht"
    assert [naam for naam, *_ in rijen(5)] == ["UWV Groningen", "Werk in Zicht"]


def test_niemand_gestart():
    assert rijen(5) == []


def test_op_de_pagina_van_het_programma(client, verwezen, uwv, wiz, manager, coordinator_groningen):
    verwezen(uwv, 3)
    verwezen(wiz, 6)
    client.force_login(coordinator_groningen)
    assert "33,3 %" in client.get("/cijfers/P02/").text
    client.force_login(manager)
    html = client.get("/cijfers/P02/").text
    assert "Verwijzers" in html and "Werk in Zicht" in html and "33,3 %" not in html
