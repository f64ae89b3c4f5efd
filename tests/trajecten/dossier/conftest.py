"""People and helpers of the dossier tests."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from kandidaten.keuzes import Toewijzingsrol
from tests import fabrieken
from trajecten.dossier.samenvoegen import voeg_samen


@pytest.fixture
def gecoacht(traject, jobcoach):
    """Julia's traject, with Joke as her jobcoach."""
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    return traject


@pytest.fixture
def met_trainer(traject, trainer):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=trainer, rol=Toewijzingsrol.TRAINER)
    return traject


@pytest.fixture
def met_teamleider(traject, teamleider):
    fabrieken.ToewijzingFabriek(
        kandidaat=traject.kandidaat, gebruiker=teamleider, rol=Toewijzingsrol.TEAMLEIDER
    )
    return traject


@pytest.fixture
def dien_in():
    """Post a form as its page would: with a token of its own; give `inzending` to send the same page twice."""

    def post(client, url, data=None, inzending=None, **kwargs):
        velden = {"inzending": inzending or str(uuid.uuid4()), **(data or {})}
        return client.post(url, velden, **kwargs)

    return post


@pytest.fixture
def drie(programma, uwv_groningen, regio_groningen):
    """Three people of Groningen with an open traject (aangemeld): Aalders, Bakker and Cohen."""
    return [
        fabrieken.TrajectFabriek(
            kandidaat__achternaam=naam,
            kandidaat__voornaam=naam[:3],
            kandidaat__behandelregio=regio_groningen,
            verwijzing__partner=uwv_groningen,
            verwijzing__ontvangen_op=timezone.now() - dt.timedelta(hours=10 - nummer),
            programma=programma,
        )
        for nummer, naam in enumerate(("Aalders", "Bakker", "Cohen"))
    ]


@pytest.fixture
def mensen(drie):
    return [traject.kandidaat for traject in drie]


@pytest.fixture
def coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


@pytest.fixture
def ander(regio_groningen):
    """Julia again, as somebody else wrote her down."""
    return fabrieken.KandidaatFabriek(
        voornaam="Julia",
        achternaam="Luijnenburg",
        behandelregio=regio_groningen,
        telefoon="06 11112222",
        motivatie="Wil graag werken.",
    )


@pytest.fixture
def samen(coordinator_groningen):
    """Merge two as they are now."""

    def voeg(blijft, gaat_op, keuzes=(), **anders):
        blijft.refresh_from_db()
        gaat_op.refresh_from_db()
        gezien = {"gezien_blijft": blijft.versie, "gezien_gaat_op": gaat_op.versie} | anders
        return voeg_samen(blijft=blijft, gaat_op=gaat_op, keuzes=keuzes, door=coordinator_groningen, **gezien)

    return voeg
