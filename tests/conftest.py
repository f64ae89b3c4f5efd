"""The named people of every test: owner, colleague, near miss (same role, someone else's record), stranger."""

import os
import shutil

import hypothesis
import pytest
from django.db import connections
from playwright.sync_api import expect

from tests import fabrieken

# A gate must say the same thing twice: in CI hypothesis tries fixed examples. Elsewhere it goes on looking.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("dagelijks", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dagelijks")

# Debian's Chromium, told to stay off the network; root needs --no-sandbox.
CHROMIUM_VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

BROWSER_SECONDEN = 400

_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(items):
    """Marks that follow from what a test asks for: `browser`, and `puur` (no database, so one leg tells enough)."""
    for item in items:
        vraagt = set(getattr(item, "fixturenames", ()))
        if {"page", "context", "browser"} & vraagt:
            item.add_marker(pytest.mark.browser)
            if not item.get_closest_marker(
                "timeout"
            ):  # the first of them also makes the database and its world
                item.add_marker(pytest.mark.timeout(BROWSER_SECONDEN))
        elders = any(item.get_closest_marker(naam) for naam in ("django_db", "browser", "echt", "uitrol"))
        # Who asks for `request` may ask for more while it runs.
        if not elders and not _DATABASE & vraagt and "request" not in item._fixtureinfo.argnames:
            item.add_marker(pytest.mark.puur)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    pad = shutil.which("chromium") or shutil.which("chromium-browser")
    if pad is None:
        pytest.fail("Chromium ontbreekt. Installeer het pakket 'chromium' van uw systeem.")
    expect.set_options(timeout=20_000)  # ms: a suite that runs beside it makes a page slower, not wrong
    return {**browser_type_launch_args, "executable_path": pad, "args": CHROMIUM_VLAGGEN}


@pytest.fixture(scope="session")
def browser(browser):
    """While Playwright runs, the database connections of this thread are others than outside its event loop.

    So they are closed here, inside it; left open they keep the test database from being removed.
    """
    yield browser
    connections.close_all()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def regio_groningen(db):
    return fabrieken.RegioFabriek(code="AM01", naam="Groningen")


@pytest.fixture
def regio_twente(db):
    return fabrieken.RegioFabriek(code="AM05", naam="Twente")


@pytest.fixture
def coordinator_groningen(regio_groningen):
    """The owner: works in the region of `kandidaat`."""
    return fabrieken.GebruikerFabriek(
        naam="Carla Coördinator", rollen=["coordinator"], regios=[regio_groningen]
    )


@pytest.fixture
def collega_groningen(regio_groningen):
    """The colleague: the same role in the same region."""
    return fabrieken.GebruikerFabriek(naam="Kees Collega", rollen=["coordinator"], regios=[regio_groningen])


@pytest.fixture
def coordinator_twente(regio_twente):
    """The near miss: the same role, another region."""
    return fabrieken.GebruikerFabriek(naam="Tineke Twente", rollen=["coordinator"], regios=[regio_twente])


@pytest.fixture
def jobcoach(db):
    return fabrieken.GebruikerFabriek(naam="Joke Jobcoach", rollen=["jobcoach"])


@pytest.fixture
def andere_jobcoach(db):
    """The near miss of the jobcoach: coaches other people."""
    return fabrieken.GebruikerFabriek(naam="Anton Andere", rollen=["jobcoach"])


@pytest.fixture
def trainer(db):
    return fabrieken.GebruikerFabriek(naam="Tom Trainer", rollen=["trainer"])


@pytest.fixture
def teamleider(db):
    return fabrieken.GebruikerFabriek(naam="Thea Teamleider", rollen=["teamleider"])


@pytest.fixture
def manager(db):
    return fabrieken.GebruikerFabriek(naam="Mia Manager", rollen=["manager"])


@pytest.fixture
def beheerder(db):
    return fabrieken.GebruikerFabriek(naam="Bea Beheerder", rollen=["beheerder"])


@pytest.fixture
def vreemde(db):
    """Somebody with a login and no role at all."""
    return fabrieken.GebruikerFabriek(naam="Vera Vreemde", rollen=[])


@pytest.fixture
def uwv_groningen(regio_groningen):
    return fabrieken.PartnerFabriek(naam="UWV Groningen", soort="uwv", regio=regio_groningen)


@pytest.fixture
def verwijzer(uwv_groningen):
    """A contact person of UWV Groningen with a login."""
    gebruiker = fabrieken.GebruikerFabriek(naam="Vincent Verwijzer", rollen=["verwijzer"])
    fabrieken.ContactpersoonFabriek(partner=uwv_groningen, naam=gebruiker.naam, gebruiker=gebruiker)
    return gebruiker


@pytest.fixture
def andere_verwijzer(db):
    """The near miss of the verwijzer: another partner's contact person."""
    gebruiker = fabrieken.GebruikerFabriek(naam="Wilma Werkplein", rollen=["verwijzer"])
    fabrieken.ContactpersoonFabriek(naam=gebruiker.naam, gebruiker=gebruiker)
    return gebruiker


@pytest.fixture
def programma(db):
    return fabrieken.ProgrammaFabriek(
        code="P02", naam="KPN Customer Service Groningen", uren_opties=[20, 24, 28]
    )


@pytest.fixture
def kandidaat(regio_groningen):
    return fabrieken.KandidaatFabriek(
        voornaam="Julia", achternaam="Luinenburg", behandelregio=regio_groningen
    )


@pytest.fixture
def verwijzing(kandidaat, uwv_groningen):
    return fabrieken.VerwijzingFabriek(kandidaat=kandidaat, partner=uwv_groningen)


@pytest.fixture
def traject(verwijzing, programma):
    """Julia's open traject: aangemeld."""
    return fabrieken.TrajectFabriek(
        kandidaat=verwijzing.kandidaat, verwijzing=verwijzing, programma=programma
    )
