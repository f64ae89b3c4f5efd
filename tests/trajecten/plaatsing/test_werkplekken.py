"""Promised places beside the people of a cohort who need one."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Toezegging
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.lichtingen import geef_plaats
from trajecten.plaatsing.diensten import leg_contract_vast
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.plaatsing.werkplekken import plekken_bij_werkgevers
from trajecten.statussen import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def werkgever():
    return fabrieken.WerkgeverFabriek(naam="KPN")


@pytest.fixture
def lichting(programma, werkgever, coordinator_groningen):
    programma.werkgevers.add(werkgever)
    return fabrieken.LichtingFabriek(
        programma=programma,
        coordinator=coordinator_groningen,
        vestiging=fabrieken.VestigingFabriek(partner=werkgever),
    )


@pytest.fixture
def geplaatst(lichting, coordinator_groningen, regio_groningen):
    def maak(aantal, regio=None):
        mensen = []
        for _ in range(aantal):
            traject = fabrieken.TrajectFabriek(
                kandidaat__behandelregio=regio or regio_groningen, programma=lichting.programma
            )
            breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen)
            mensen.append(geef_plaats(traject, lichting=lichting, door=coordinator_groningen))
        return mensen

    return maak


def zeg_toe(partner, aantal, vanaf):
    return Toezegging.objects.create(partner=partner, aantal=aantal, vanaf=vanaf)


def krijgt_werk(traject, werkgever, start, door):
    return leg_contract_vast(
        traject,
        soort=Plaatsingsoort.ARBEIDSOVEREENKOMST,
        formele_werkgever=werkgever,
        werkplek=werkgever,
        start=start,
        gepland_einde=start + dt.timedelta(days=364),
        functie="Medewerker klantcontact",
        uren_per_week=Decimal(24),
        door=door,
    )


def test_alleen_wat_er_op_de_startdatum_is_telt_en_een_plaats_is_een_keer_toegezegd(
    lichting, werkgever, geplaatst, coordinator_groningen
):
    zeg_toe(werkgever, 4, lichting.start - dt.timedelta(days=30))
    zeg_toe(werkgever, 5, lichting.start + dt.timedelta(days=1))
    zeg_toe(fabrieken.WerkgeverFabriek(naam="Doet niet mee"), 9, lichting.start)
    (een, twee) = geplaatst(2)
    krijgt_werk(een, werkgever, lichting.start, coordinator_groningen)
    krijgt_werk(twee, werkgever, lichting.start - dt.timedelta(days=31), coordinator_groningen)
    (plek,) = plekken_bij_werkgevers(lichting)
    assert (plek.partner, plek.beloofd, plek.bezet, plek.vrij) == (werkgever, 4, 1, 3)
    assert len(plek.toezeggingen) == 2


def test_de_pagina_zet_ze_naast_wie_er_een_nodig_heeft(
    client, lichting, werkgever, geplaatst, regio_twente, coordinator_groningen, coordinator_twente
):
    werkt, zoekt, elders = *geplaatst(2), *geplaatst(1, regio=regio_twente)
    krijgt_werk(werkt, werkgever, timezone.localdate(), coordinator_groningen)
    zeg_toe(werkgever, 1, lichting.start)
    client.force_login(coordinator_groningen)
    adres = reverse("plaatsing:lichting_werkplekken", args=[lichting.pk])
    tekst = re.sub(r"\s+", " ", client.get(adres).text)
    assert "2 mensen hebben nog geen werk." in tekst
    assert "Nog 1 plaats tekort." in tekst
    assert zoekt.kandidaat.lijstnaam in tekst
    assert werkt.kandidaat.lijstnaam not in tekst
    assert elders.kandidaat.achternaam not in tekst
    assert "En 1 persoon uit andere regio" in tekst
    client.force_login(coordinator_twente)
    tekst = client.get(adres).text
    assert elders.kandidaat.lijstnaam in tekst
    assert zoekt.kandidaat.achternaam not in tekst


def test_zonder_toezegging_staat_er_waar_zij_komt(client, lichting, coordinator_groningen):
    client.force_login(coordinator_groningen)
    tekst = client.get(reverse("plaatsing:lichting_werkplekken", args=[lichting.pk])).text
    assert "Geen werkgever van dit programma heeft plaatsen toegezegd." in tekst
