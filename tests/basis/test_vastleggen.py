"""Inserting a row: the database refuses, the model says why, and it costs one INSERT."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from basis.vastleggen import leg_vast
from kandidaten.models import Kandidaat, Toewijzing
from tests import fabrieken
from tests.draden import tegelijk


def _kandidaat(regio, **velden):
    return Kandidaat(**{"voornaam": "Anna", "achternaam": "Berg", "behandelregio": regio, **velden})


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"uren_min": 30, "uren_max": 20}, "Draai de uren om"),
        ({"voornaam": ""}, "voornaam"),
        ({"uren_min": 99}, "40"),
        ({"behandelregio": None}, "behandelregio"),
    ],
)
def test_de_boodschap_van_het_model_blijft(regio_groningen, velden, zin):
    with pytest.raises(ValidationError) as fout:
        leg_vast(_kandidaat(regio_groningen, **velden))
    assert zin in str(fout.value)
    assert not Kandidaat.objects.exists()


def test_uniek_zegt_het_in_woorden(kandidaat, jobcoach):
    dezelfde = {"kandidaat": kandidaat, "gebruiker": jobcoach, "rol": "jobcoach", "van": "2026-01-01"}
    leg_vast(Toewijzing(**dezelfde))
    with pytest.raises(ValidationError, match="al toegewezen"):
        leg_vast(Toewijzing(**dezelfde))
    assert Toewijzing.objects.count() == 1


def test_wat_het_model_niet_kent_blijft_een_fout(regio_groningen, monkeypatch):
    monkeypatch.setattr(Kandidaat, "save", lambda *_, **__: (_ for _ in ()).throw(IntegrityError("onbekend")))
    with pytest.raises(IntegrityError):
        leg_vast(_kandidaat(regio_groningen))


def test_een_insert_en_verder_niets(regio_groningen, django_assert_num_queries):
    with django_assert_num_queries(3):  # a savepoint around one INSERT
        leg_vast(_kandidaat(regio_groningen))


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_de_tweede_leest_waarom_niet():
    kandidaat, coach = fabrieken.KandidaatFabriek(), fabrieken.GebruikerFabriek(rollen=["jobcoach"])
    dezelfde = {"kandidaat": kandidaat, "gebruiker": coach, "rol": "jobcoach", "van": "2026-01-01"}
    uitkomsten = tegelijk(*[lambda: leg_vast(Toewijzing(**dezelfde))] * 2)
    assert sorted(type(u).__name__ for u in uitkomsten) == ["Toewijzing", "ValidationError"]
