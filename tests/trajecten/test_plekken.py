"""Seats by other ways than "plaatsen": a status step or a correction never makes one person too many."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.fabrieken import KandidaatFabriek, LichtingFabriek, TrajectFabriek
from tests.stappen import breng_naar
from trajecten.diensten import corrigeer_status, open_traject, wijzig_status
from trajecten.lichtingen import geef_plaats, zet_op_wachtlijst
from trajecten.statussen import MET_PLAATS, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def lichting(traject):
    return LichtingFabriek(programma=traject.programma, plaatsen=1)


@pytest.fixture
def ander(traject, coordinator_groningen):
    """Somebody else in the same programme: selected."""
    kandidaat = KandidaatFabriek(behandelregio=traject.kandidaat.behandelregio)
    ander = TrajectFabriek(kandidaat=kandidaat, programma=traject.programma)
    return breng_naar(ander, Status.GESELECTEERD, door=coordinator_groningen)


def bezet(lichting):
    return lichting.trajecten.filter(status__in=MET_PLAATS).count()


def test_van_de_wachtlijst_af_is_nog_geen_plaats(traject, ander, lichting, coordinator_groningen):
    geef_plaats(ander, lichting=lichting, door=coordinator_groningen)
    breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen)
    zet_op_wachtlijst(traject, lichting=lichting, door=coordinator_groningen)
    wijzig_status(traject, naar=Status.GESELECTEERD, op=timezone.localdate(), door=coordinator_groningen)
    traject.refresh_from_db()
    assert traject.lichting is None
    assert bezet(lichting) == 1


def test_terug_in_de_selectie_wacht_niet_meer_op_een_lichting(traject, lichting, coordinator_groningen):
    breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen)
    zet_op_wachtlijst(traject, lichting=lichting, door=coordinator_groningen)
    wijzig_status(traject, naar=Status.IN_SELECTIE, op=timezone.localdate(), door=coordinator_groningen)
    traject.refresh_from_db()
    assert traject.lichting is None


def stopt_en_hersteld(traject, lichting, door, *, tussendoor=None):
    breng_naar(traject, Status.GESELECTEERD, door=door)
    geef_plaats(traject, lichting=lichting, door=door)
    wijzig_status(
        traject,
        naar=Status.TERUGGETROKKEN,
        op=timezone.localdate(),
        reden="terugtrekking_onbekend",
        door=door,
    )
    if tussendoor:
        geef_plaats(tussendoor, lichting=lichting, door=door)
    corrigeer_status(traject, door=door, toelichting="Verkeerde persoon.")
    traject.refresh_from_db()


def test_een_vergissing_geeft_de_plaats_terug(traject, lichting, coordinator_groningen):
    stopt_en_hersteld(traject, lichting, coordinator_groningen)
    assert (traject.status, traject.lichting) == (Status.GESELECTEERD, lichting)


def test_een_plaats_die_is_weggegeven_komt_niet_terug(traject, ander, lichting, coordinator_groningen):
    stopt_en_hersteld(traject, lichting, coordinator_groningen, tussendoor=ander)
    assert (traject.status, traject.lichting) == (Status.GESELECTEERD, None)
    assert bezet(lichting) == 1


def test_wie_niet_meer_geselecteerd_is_houdt_geen_plaats(traject, lichting, coordinator_groningen):
    breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen)
    geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
    corrigeer_status(traject, door=coordinator_groningen, toelichting="Te vroeg besloten.")
    traject.refresh_from_db()
    assert (traject.status, traject.lichting) == (Status.IN_SELECTIE, None)


def test_een_oud_traject_gaat_niet_open_naast_een_nieuw(traject, coordinator_groningen):
    breng_naar(traject, Status.AFGEWEZEN, door=coordinator_groningen)
    open_traject(
        kandidaat=traject.kandidaat,
        verwijzing=traject.verwijzing,
        programma=traject.programma,
        door=coordinator_groningen,
    )
    with pytest.raises(ValidationError, match="nieuw traject"):
        corrigeer_status(traject, door=coordinator_groningen, toelichting="Verkeerde persoon.")
    traject.refresh_from_db()
    assert traject.status == Status.AFGEWEZEN
