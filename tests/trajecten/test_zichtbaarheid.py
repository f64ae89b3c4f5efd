"""Trajects follow the candidate's scope; what somebody else referred later is not the first referrer's to see."""

import pytest

from tests.fabrieken import ProgrammaFabriek, VerwijzingFabriek
from tests.stappen import breng_naar
from trajecten.diensten import open_traject
from trajecten.models import Traject
from trajecten.statussen import Status


@pytest.fixture
def later_traject(traject, coordinator_groningen):
    """Julia came back, referred by somebody else."""
    breng_naar(traject, Status.AFGEWEZEN, door=coordinator_groningen)
    return open_traject(
        kandidaat=traject.kandidaat,
        verwijzing=VerwijzingFabriek(kandidaat=traject.kandidaat),
        programma=ProgrammaFabriek(),
        door=coordinator_groningen,
    )


def test_een_verwijzer_ziet_alleen_het_traject_uit_haar_eigen_verwijzing(
    traject, later_traject, verwijzer, andere_verwijzer, coordinator_groningen, coordinator_twente
):
    def ziet(gebruiker):
        return set(Traject.objects.zichtbaar_voor(gebruiker))

    assert ziet(verwijzer) == {traject}
    assert ziet(andere_verwijzer) == ziet(coordinator_twente) == set()
    assert ziet(coordinator_groningen) == {traject, later_traject}


def test_wie_ook_coordinator_is_ziet_ze_allemaal(traject, later_traject, verwijzer, regio_groningen):
    verwijzer.rollen.create(rol="coordinator")
    verwijzer.werkgebieden.create(regio=regio_groningen)
    verwijzer = type(verwijzer).objects.get(pk=verwijzer.pk)
    assert set(Traject.objects.zichtbaar_voor(verwijzer)) == {traject, later_traject}


def test_wie_niet_meer_actief_is_ziet_niets(traject, coordinator_groningen):
    coordinator_groningen.is_active = False
    assert not Traject.objects.zichtbaar_voor(coordinator_groningen).exists()
