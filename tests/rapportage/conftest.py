import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rapportage.hulp import met_vast_werk


@pytest.fixture
def als(client):
    """`als(gebruiker)` logs that person in and returns the client."""

    def inloggen(gebruiker):
        client.force_login(gebruiker)
        return client

    return inloggen


@pytest.fixture
def vragen(als):
    """`vragen(gebruiker, adres)`: (answer, number of queries) of a page, after a first visit of the session."""

    def tel(gebruiker, adres):
        client = als(gebruiker)
        client.get("/gezond/")
        client.get(adres)
        with CaptureQueriesContext(
            connection,
        ) as gevangen:
            antwoord = client.get(adres)
        return antwoord, gevangen

    return tel


@pytest.fixture
def mens(regio_groningen, programma, coordinator_groningen):
    def maak(start, einde=None, regio=None, **velden):
        return met_vast_werk(
            regio or regio_groningen, programma, coordinator_groningen, start, einde, **velden
        )

    return maak
