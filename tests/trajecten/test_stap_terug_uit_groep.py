"""Taking a status step back moves people too: in and out of a group with the same care as any other way."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from kandidaten.models import Toewijzing
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.dossier.diensten import draai_status_terug, sluit_traject, stopt_ook, verzet_status
from trajecten.groepsbijeenkomsten import plan_groepsbijeenkomst
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.lichtingen import geef_plaats, haal_uit_lichting, zet_op_wachtlijst
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


# --- Two groups at once -----------------------------------------------------------------------------------------------
@pytest.fixture
def tweede(julia, programma, femke, coordinator_groningen):
    """`tweede(trainer)`: another traject of hers, with a seat in a group of another programme with this trainer."""

    def maak(*trainers):
        ander = fabrieken.ProgrammaFabriek()
        lichting = fabrieken.LichtingFabriek(programma=ander, plaatsen=3, coordinator=coordinator_groningen)
        traject = breng_naar(
            fabrieken.TrajectFabriek(
                kandidaat=julia.kandidaat, verwijzing=julia.verwijzing, programma=ander, volgnummer=2
            ),
            Status.GESELECTEERD,
            door=coordinator_groningen,
        )
        lichting.trainers.set(trainers)
        return geef_plaats(traject, lichting=lichting, door=coordinator_groningen)

    return maak


def test_de_trainer_van_twee_groepen_houdt_haar(lichting, julia, tweede, femke, coordinator_groningen):
    """She leaves one of two groups of Femke: Femke still trains her."""
    geef_plaats(julia, lichting=lichting, door=coordinator_groningen)
    tweede(femke)
    haal_uit_lichting(julia, door=coordinator_groningen)
    assert traint(femke, julia)


def test_wie_uit_het_team_gaat_houdt_haar_van_de_andere_groep(
    lichting, julia, tweede, femke, coordinator_groningen
):
    geef_plaats(julia, lichting=lichting, door=coordinator_groningen)
    tweede(femke)
    lichting.refresh_from_db()
    stel_team_in(lichting, trainers=[], jobcoaches=[], gezien=lichting.versie, door=coordinator_groningen)
    assert traint(femke, julia)


def test_met_een_ander_traject_stopt_alleen_de_trainer_van_deze_groep(
    lichting, julia, tweede, femke, coordinator_groningen
):
    """The end of a traject ends the reading of its group's trainer, also when another traject goes on."""
    door, gijs = coordinator_groningen, fabrieken.GebruikerFabriek(naam="Gijs", rollen=["trainer"])
    geef_plaats(julia, lichting=lichting, door=door)
    tweede(gijs)
    Toewijzing.objects.update(van=timezone.localdate() - dt.timedelta(days=3))
    morgen = timezone.now() + dt.timedelta(days=1)
    assert [t.gebruiker for t in stopt_ook(julia)] == [femke]
    sluit_traject(
        julia,
        naar=Status.TERUGGETROKKEN,
        op=timezone.localdate(),
        door=door,
        reden="terugtrekking_ander_werk",
    )
    with time_machine.travel(morgen):
        assert (traint(femke, julia), traint(gijs, julia)) == (False, True)
    draai_status_terug(julia, door=door, toelichting="Vergissing.")
    with time_machine.travel(morgen):
        assert traint(femke, julia)
