"""A running cohort in Groningen with three people, their trainer, and lessons around now (Wednesday 3 March 2027)."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.models import Bijeenkomst, Deelname
from trajecten.statussen import Status

NU = dt.datetime(2027, 3, 3, 12, tzinfo=dt.UTC)
VELDEN = {
    "weekdagen": [3],
    "eerste": dt.date(2027, 3, 1),
    "laatste": dt.date(2027, 5, 31),
    "begin": dt.time(9, 30),
    "tot": dt.time(15, 30),
    "plaats": "Lokaal 4",
    "online": False,
    "online_link": "",
    "vrij": "",
}


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False):
        yield NU


@pytest.fixture
def groep(nu, programma, regio_groningen, coordinator_groningen, trainer):
    """The cohort; `trainer` is named for it."""
    programma.modules = "Bellen\nMailen"
    programma.schooldagen_per_week = 1
    programma.save()
    lichting = fabrieken.LichtingFabriek(
        programma=programma,
        naam="Groningen maart 2027",
        start=dt.date(2027, 3, 1),
        coordinator=coordinator_groningen,
    )
    lichting.trainers.add(trainer)
    return lichting


@pytest.fixture
def in_groep(groep, regio_groningen, uwv_groningen, coordinator_groningen, trainer):
    """`in_groep("Els Jansen", wie=trainer)`: her traject, running, with whoever trains her."""

    def maak(naam="Els Jansen", *, wie=trainer, regio=regio_groningen, status=Status.LOPEND):
        voornaam, achternaam = naam.split()
        traject = fabrieken.TrajectFabriek(
            kandidaat=fabrieken.KandidaatFabriek(
                voornaam=voornaam, achternaam=achternaam, behandelregio=regio
            ),
            verwijzing__partner=uwv_groningen,
            programma=groep.programma,
        )
        breng_naar(traject, status, door=coordinator_groningen)
        traject.lichting = groep
        traject.save(update_fields=["lichting"])
        if wie:
            fabrieken.ToewijzingFabriek(
                kandidaat=traject.kandidaat, gebruiker=wie, rol="trainer", van=dt.date(2027, 1, 1)
            )
        return traject

    return maak


@pytest.fixture
def mensen(in_groep):
    return [in_groep("Els Jansen"), in_groep("Piet Aarden"), in_groep("Wim Zwart")]


@pytest.fixture
def les(groep):
    """`les("2027-03-02", *trajecten)`: a lesson from 9:30 to 15:30 with these people on its list."""

    def maak(dag, *trajecten, soort="les", **velden):
        begin = timezone.make_aware(dt.datetime.fromisoformat(f"{dag} 09:30"))
        deze = Bijeenkomst.objects.create(
            soort=soort,
            titel="Les",
            lichting=groep,
            begin=begin,
            eind=begin + dt.timedelta(hours=6),
            plaats="Lokaal 4",
            **velden,
        )
        Deelname.objects.bulk_create(Deelname(bijeenkomst=deze, traject=traject) for traject in trajecten)
        return deze

    return maak


@pytest.fixture
def staat():
    """`staat(les, traject)`: what is recorded."""

    def van(deze, traject):
        return Deelname.objects.get(bijeenkomst=deze, traject=traject).aanwezigheid

    return van
