"""The world stands once for a whole module, inside a transaction; every test works in a savepoint of its own."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.wereld import Wereld


@pytest.fixture(scope="module")
def _wereld(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Wereld(aantal=3)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def _clienten(_wereld):
    """Logging in once per person, not once per visit."""
    clienten = {}
    for gebruiker in (*_wereld.mensen.values(), *_wereld.bijna.values()):
        clienten[gebruiker.pk] = client = Client()
        client.force_login(gebruiker)
        client.get(reverse("toegankelijkheid"))  # the session's own row is written once a minute
    return clienten


@pytest.fixture
def als(_clienten, wereld):
    """`als(gebruiker)`: the client of somebody who has logged in."""
    return lambda gebruiker: _clienten[gebruiker.pk]


@pytest.fixture
def wereld(_wereld, db):
    """The world; what a test changes in the database is undone."""
    return _wereld
