"""The world stands in the database for all browser tests of this folder; one server, one browser window.

These tests look; the few that write (keyboard) add people of their own. Nothing is undone between tests, so the
database is emptied once, at the end; and what every form offers as a choice must be the same after each test.
"""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.live_server_helper import LiveServer

from gebruikers.models import Gebruiker
from partners.models import Arbeidsmarktregio, Partner
from tests.browser.kijker import Kijker
from tests.wereld import Wereld
from trajecten.models import Programma


@pytest.fixture(scope="package")
def _database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield
        call_command("flush", verbosity=0, interactive=False)
        connections.close_all()


@pytest.fixture(scope="package")
def wereld(_database):
    return Wereld(aantal=3)


@pytest.fixture
def db(wereld):
    """In this folder: the filled database, without a transaction around the test (the server must see it too)."""


def keuzelijsten():
    """What the forms of all pages let one choose from."""
    return {
        "programma's": set(Programma.objects.values_list("code", "versie", "status")),
        "partners": set(Partner.objects.values_list("naam", flat=True)),
        "regio's": set(Arbeidsmarktregio.objects.values_list("naam", flat=True)),
        "gebruikers": set(Gebruiker.objects.values_list("naam", flat=True)),
    }


@pytest.fixture(autouse=True)
def keuzelijsten_blijven_gelijk(db):
    """One more programme, and a form of another test is no longer filled in by itself: only in some orders."""
    waren = keuzelijsten()
    yield
    assert keuzelijsten() == waren, "this test left a choice behind that other tests do not expect"


@pytest.fixture(scope="package")
def server(wereld):
    server = LiveServer("localhost")
    yield server
    server.stop()


@contextmanager
def open_venster(browser, browser_context_args, server):
    venster = browser.new_context(
        **browser_context_args, base_url=server.url, viewport={"width": 1280, "height": 900}
    )
    yield venster
    venster.close()


@pytest.fixture(scope="package")
def _venster(browser, browser_context_args, server):
    with open_venster(browser, browser_context_args, server) as venster:
        yield venster


@pytest.fixture
def kijker(_venster, db):
    """A fresh tab of the one window; `kijker.als(gebruiker)` logs in."""
    kijker = Kijker(_venster)
    yield kijker
    kijker.sluit()


@pytest.fixture
def eigen_kijker(browser, browser_context_args, server, db):
    """The same in a window of its own: a test that moves the clock stops it in every later tab of its window."""
    with open_venster(browser, browser_context_args, server) as venster:
        yield Kijker(venster)
