"""Groningen 2020: Julia starts on 1-9-2020, Ocaro employs, KPN is the workplace."""

import datetime as dt
from decimal import Decimal

import pytest

from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.plaatsing.diensten import leg_contract_vast, start_proefplaatsing
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.statussen import Status

START = dt.date(2020, 9, 1)


@pytest.fixture
def ocaro(db):
    return fabrieken.WerkgeverFabriek(naam="Ocaro", is_inlener=False)


@pytest.fixture
def kpn(db):
    return fabrieken.WerkgeverFabriek(naam="KPN", is_formele_werkgever=False, is_opleider=False)


@pytest.fixture
def julia(traject, coordinator_groningen):
    """Julia's traject, running since 1-9-2020, 24 hours a week."""
    traject.uren_per_week = 24
    traject.save(update_fields=["uren_per_week"])
    return breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=START)


@pytest.fixture
def proefvelden(ocaro, kpn, coordinator_groningen):
    """What is needed for a proefplaatsing without a fault."""
    return {
        "formele_werkgever": ocaro,
        "werkplek": kpn,
        "opleider": ocaro,
        "start": START,
        "toestemming_op": START,
        "intentie_maanden": 6,
        "intentie_uren": Decimal(24),
        "aansprakelijkheid": True,
        "functie": "Klantadviseur",
        "uren_per_week": Decimal(24),
        "door": coordinator_groningen,
    }


@pytest.fixture
def contractvelden(ocaro, kpn, coordinator_groningen):
    """A contract of ten months that follows on the trial."""
    return {
        "soort": Plaatsingsoort.LEERARBEID,
        "formele_werkgever": ocaro,
        "werkplek": kpn,
        "opleider": ocaro,
        "start": dt.date(2020, 11, 1),
        "gepland_einde": dt.date(2021, 8, 31),
        "functie": "Klantadviseur",
        "uren_per_week": Decimal(24),
        "door": coordinator_groningen,
    }


@pytest.fixture
def proef(julia, proefvelden):
    return start_proefplaatsing(julia, **proefvelden).plaatsing


@pytest.fixture
def contract(julia, proef, contractvelden):
    return leg_contract_vast(julia, vorige=proef, **contractvelden).plaatsing
