"""Taking a status step back moves people too: in and out of a group with the same care as any other way."""

import datetime as dt

import pytest
from django.utils import timezone

from kandidaten.models import Toewijzing
from tests import fabrieken
from trajecten.dossier.diensten import draai_status_terug, verzet_status
from trajecten.groepsbijeenkomsten import plan_groepsbijeenkomst
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.lichtingen import geef_plaats, zet_op_wachtlijst
from trajecten.lichtingteam import stel_team_in
from trajecten.models import Deelname
from trajecten.statussen import Status


@pytest.fixture
def femke():
    return fabrieken.GebruikerFabriek(naam="Femke", rollen=["trainer"])


@pytest.fixture
def julia(lichting, geselecteerd, femke, coordinator_groningen):
    """Selected; Femke trains the group."""
    (traject,) = geselecteerd(1)
    lichting.refresh_from_db()
    stel_team_in(
        lichting, trainers=[femke], jobcoaches=[], gezien=lichting.versie, door=coordinator_groningen
    )
    return traject


def plan(lichting, traject, door):
    begin = timezone.now() + dt.timedelta(days=3)
    return plan_groepsbijeenkomst(
        lichting,
        soort=Bijeenkomstsoort.LES,
        trajecten=[traject],
        door=door,
        begin=begin,
        eind=begin + dt.timedelta(hours=2),
        plaats="Zaal 1",
        online=False,
        online_link="",
        capaciteit=None,
    )


def traint(femke, traject):
    vandaag = timezone.localdate()
    rijen = Toewijzing.objects.filter(gebruiker=femke, kandidaat=traject.kandidaat)
    return any(rij.tot is None or rij.tot >= vandaag for rij in rijen)


def test_wie_haar_plaats_kwijtraakt_is_van_de_lijsten_en_van_de_trainer(
    lichting, julia, femke, coordinator_groningen
):
    """The selection was a mistake: the step goes back to in selectie, and with it her seat."""
    door = coordinator_groningen
    geef_plaats(julia, lichting=lichting, door=door)
    plan(lichting, julia, door)
    assert traint(femke, julia)
    draai_status_terug(julia, door=door, toelichting="Verkeerde kandidaat.")
    assert (julia.status, julia.lichting_id) == (Status.IN_SELECTIE, None)
    assert not traint(femke, julia)
    assert not Deelname.objects.filter(traject=julia).exists()


def test_wie_weer_wacht_is_van_de_lijsten(lichting, julia, femke, coordinator_groningen):
    door = coordinator_groningen
    zet_op_wachtlijst(julia, lichting=lichting, door=door)
    geef_plaats(julia, lichting=lichting, door=door)
    plan(lichting, julia, door)
    draai_status_terug(julia, door=door, toelichting="Zij wacht nog.")
    assert (julia.status, julia.lichting_id) == (Status.WACHTLIJST, lichting.pk)
    assert not traint(femke, julia)
    assert not Deelname.objects.filter(traject=julia).exists()


def test_wie_haar_plaats_terugkrijgt_heeft_de_trainer_weer(lichting, julia, femke, coordinator_groningen):
    door = coordinator_groningen
    geef_plaats(julia, lichting=lichting, door=door)
    verzet_status(julia, naar=Status.WACHTLIJST, op=timezone.localdate(), door=door)
    assert not traint(femke, julia)
    draai_status_terug(julia, door=door, toelichting="Zij doet toch mee.")
    assert (julia.status, julia.lichting_id) == (Status.GESELECTEERD, lichting.pk)
    assert traint(femke, julia)


def test_wie_haar_plaats_houdt_blijft_op_de_lijsten(
    lichting, julia, femke, coordinator_groningen, op_de_startdag
):
    door = coordinator_groningen
    geef_plaats(julia, lichting=lichting, door=door)
    plan(lichting, julia, door)
    verzet_status(julia, naar=Status.LOPEND, op=timezone.localdate(), door=door)
    draai_status_terug(julia, door=door, toelichting="Nog niet begonnen.")
    assert julia.lichting_id == lichting.pk
    assert traint(femke, julia)
    assert Deelname.objects.filter(traject=julia).count() == 1
