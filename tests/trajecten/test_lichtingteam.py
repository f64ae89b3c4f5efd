"""Trainers and jobcoaches of a cohort: who is assigned to whom when somebody enters, moves or leaves."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.models import Toewijzing
from tests import fabrieken
from trajecten.lichtingen import geef_plaats, haal_uit_lichting, start_lichting, zet_terug
from trajecten.lichtingteam import stel_team_in
from trajecten.lichtingwissel import laat_instromen, verplaats
from trajecten.models import Lichting
from trajecten.statussen import Status


@pytest.fixture
def femke():
    return fabrieken.GebruikerFabriek(naam="Femke", rollen=["trainer"])


@pytest.fixture
def coaches():
    return [fabrieken.GebruikerFabriek(naam=naam, rollen=["jobcoach"]) for naam in ("Anna", "Bart")]


@pytest.fixture
def stel_in(coordinator_groningen):
    def doe(lichting, trainers=(), jobcoaches=()):
        lichting.refresh_from_db()
        return stel_team_in(
            lichting,
            trainers=list(trainers),
            jobcoaches=list(jobcoaches),
            gezien=lichting.versie,
            door=coordinator_groningen,
        )

    return doe


def wie(traject, rol="trainer"):
    """The names of who works with her from today on."""
    vandaag = timezone.localdate()
    rijen = Toewijzing.objects.filter(kandidaat=traject.kandidaat, rol=rol).order_by("gebruiker__naam")
    return [t.gebruiker.naam for t in rijen if t.tot is None or t.tot >= vandaag]


def terug(dagen):
    """The assignments began so many days ago."""
    Toewijzing.objects.update(van=timezone.localdate() - dt.timedelta(days=dagen))


def test_een_trainer_krijgt_iedereen_in_de_groep(lichting, geselecteerd, geplaatst, femke, stel_in):
    een, twee = geplaatst(2)
    (zonder_plaats,) = geselecteerd(1)
    nieuw, gestopt = stel_in(lichting, [femke])
    assert len(nieuw) == 2
    assert gestopt == []
    assert wie(een) == wie(twee) == ["Femke"]
    assert wie(zonder_plaats) == []
    assert stel_in(lichting, [femke]) == ([], [])  # once


def test_wie_later_een_plaats_krijgt_krijgt_de_trainer_ook(
    lichting, geselecteerd, femke, stel_in, coordinator_groningen
):
    stel_in(lichting, [femke])
    (laat,) = geselecteerd(1)
    geef_plaats(laat, lichting=lichting, door=coordinator_groningen)
    assert wie(laat) == ["Femke"]


@pytest.mark.usefixtures("op_de_startdag")
def test_wie_instroomt_krijgt_de_trainer(
    lichting, geplaatst, geselecteerd, femke, jobcoach, stel_in, coordinator_groningen
):
    geplaatst(1)
    stel_in(lichting, [femke])
    lichting.refresh_from_db()
    start_lichting(lichting, door=coordinator_groningen)
    (laat,) = geselecteerd(1, uren_per_week=24)
    fabrieken.ToewijzingFabriek(kandidaat=laat.kandidaat, gebruiker=jobcoach)
    laat_instromen(laat, lichting=lichting, op=lichting.start, door=coordinator_groningen)
    assert (laat.status, wie(laat)) == (Status.LOPEND, ["Femke"])


def test_wie_verplaatst_wordt_wisselt_van_trainer(lichting, geplaatst, femke, stel_in, coordinator_groningen):
    (een,) = geplaatst(1)
    gedeeld = fabrieken.GebruikerFabriek(naam="Gijs", rollen=["trainer"])
    nieuw = fabrieken.GebruikerFabriek(naam="Nina", rollen=["trainer"])
    andere = fabrieken.LichtingFabriek(programma=lichting.programma, coordinator=coordinator_groningen)
    stel_in(lichting, [femke, gedeeld])
    stel_in(andere, [gedeeld, nieuw])
    terug(30)
    verplaats(een, naar=andere, door=coordinator_groningen)
    assert wie(een) == ["Gijs", "Nina"]
    oud = Toewijzing.objects.get(kandidaat=een.kandidaat, gebruiker=femke)
    assert oud.tot == timezone.localdate() - dt.timedelta(days=1)
    assert Toewijzing.objects.filter(kandidaat=een.kandidaat, gebruiker=gedeeld).count() == 1  # goes on


def test_wie_eruit_gaat_houdt_haar_jobcoach_en_niet_de_trainer(
    lichting, geplaatst, femke, jobcoach, stel_in, coordinator_groningen
):
    (een,) = geplaatst(1)
    stel_in(lichting, [femke])
    terug(30)
    een.refresh_from_db()
    haal_uit_lichting(een, door=coordinator_groningen)
    assert (wie(een), wie(een, "jobcoach")) == ([], [jobcoach.naam])


def test_meteen_terug_laat_geen_spoor_na(lichting, geselecteerd, femke, stel_in, coordinator_groningen):
    stel_in(lichting, [femke])
    (een,) = geselecteerd(1)
    geef_plaats(een, lichting=lichting, door=coordinator_groningen)
    zet_terug(een, gezien=een.versie, lichting=None, status=Status.GESELECTEERD, door=coordinator_groningen)
    assert not Toewijzing.objects.filter(gebruiker=femke).exists()  # nor reading rights for a day


def test_een_trainer_weghalen_stopt_bij_de_groep(lichting, geplaatst, femke, stel_in):
    (een,) = geplaatst(1)
    (elders,) = geplaatst(1)
    stel_in(lichting, [femke])
    fabrieken.ToewijzingFabriek(gebruiker=femke, rol="trainer")  # somebody of another group
    terug(30)
    _, gestopt = stel_in(lichting)
    assert len(gestopt) == 2
    assert wie(een) == wie(elders) == []
    assert Toewijzing.objects.filter(gebruiker=femke, tot=None).count() == 1


def test_jobcoaches_worden_verdeeld_over_wie_er_nog_geen_heeft(
    lichting, geplaatst, geselecteerd, coaches, jobcoach, stel_in, coordinator_groningen
):
    (heeft,) = geplaatst(1)  # coached by Joke
    Lichting.objects.update(plaatsen=10)
    mensen = geselecteerd(4)
    for traject in mensen[:3]:
        geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
    stel_in(lichting, jobcoaches=coaches)
    geef_plaats(mensen[3], lichting=lichting, door=coordinator_groningen)
    assert wie(heeft, "jobcoach") == [jobcoach.naam]
    verdeeld = sorted(wie(traject, "jobcoach")[0] for traject in mensen)
    assert verdeeld == ["Anna", "Anna", "Bart", "Bart"]


def test_wie_geen_begeleiding_wil_krijgt_geen_jobcoach(
    lichting, geselecteerd, coaches, stel_in, coordinator_groningen
):
    (een,) = geselecteerd(1, wil_begeleiding=False)
    stel_in(lichting, jobcoaches=coaches)
    geef_plaats(een, lichting=lichting, door=coordinator_groningen)
    assert wie(een, "jobcoach") == []


def test_wie_hier_niet_meer_werkt_krijgt_niemand_meer(
    lichting, geselecteerd, femke, stel_in, coordinator_groningen
):
    stel_in(lichting, [femke])
    femke.is_active = False
    femke.save()
    (een,) = geselecteerd(1)
    geef_plaats(een, lichting=lichting, door=coordinator_groningen)
    assert wie(een) == []


def test_alleen_wie_de_rol_heeft(lichting, geplaatst, jobcoach, stel_in):
    geplaatst(1)
    with pytest.raises(ValidationError, match="heeft deze rol niet"):
        stel_in(lichting, trainers=[jobcoach])


def test_twee_mensen_kiezen_tegelijk(lichting, femke, coordinator_groningen):
    gezien = lichting.versie
    velden = {"jobcoaches": [], "gezien": gezien, "door": coordinator_groningen}
    stel_team_in(lichting, trainers=[femke], **velden)
    with pytest.raises(IntussenGewijzigd):
        stel_team_in(lichting, trainers=[], **velden)
    assert list(lichting.trainers.all()) == [femke]


def test_een_trainer_ziet_haar_groep_ook_als_die_nog_leeg_is(lichting, femke, coaches, stel_in):
    vreemd = fabrieken.GebruikerFabriek(rollen=["trainer"])  # the near miss
    stel_in(lichting, [femke], coaches[:1])
    assert lichting in Lichting.objects.zichtbaar_voor(femke)
    assert lichting in Lichting.objects.zichtbaar_voor(coaches[0])
    assert lichting not in Lichting.objects.zichtbaar_voor(vreemd)
    assert lichting not in Lichting.objects.zichtbaar_voor(coaches[1])
