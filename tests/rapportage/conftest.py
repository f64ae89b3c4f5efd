import pytest


@pytest.fixture
def als(client):
    """`als(gebruiker)` logs that person in and returns the client."""

    def inloggen(gebruiker):
        client.force_login(gebruiker)
        return client

    return inloggen


@pytest.fixture
def vragen(als, django_assert_max_num_queries):
    """`vragen(gebruiker, adres)`: (answer, number of queries) of a page, after a first visit of the session."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

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
