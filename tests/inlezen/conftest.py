"""The partners, programmes and people of Groningen 2020."""

from functools import partial

import pytest

from tests import fabrieken
from tests.inlezen.aanlevering import lever_lijst
from tests.inlezen.stappen import open_lijst


@pytest.fixture
def werk_in_zicht(regio_groningen):
    return fabrieken.PartnerFabriek(naam="Werk in Zicht", soort="samenwerkingsverband", regio=regio_groningen)


@pytest.fixture
def aan_zet(db):
    """P05: no trial and no benefit types, so no benefit is recorded (PRIV-05)."""
    return fabrieken.ProgrammaFabriek(code="P05", naam="Aan Zet", proefplaatsing_maanden=None)


@pytest.fixture
def uwv_lijst(uwv_groningen, programma, regio_groningen, coordinator_groningen):
    """With what the UWV list is read in."""
    return {
        "partner": uwv_groningen,
        "programma": programma,
        "regio": regio_groningen,
        "door": coordinator_groningen,
    }


@pytest.fixture
def wiz_lijst(uwv_lijst, werk_in_zicht):
    return uwv_lijst | {"partner": werk_in_zicht}


@pytest.fixture
def carla(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


@pytest.fixture
def inlezing(uwv_lijst):
    return open_lijst("verwijzing-uwv-groningen.xlsx", **uwv_lijst)


# --- A referrer who uploads a list herself ----------------------------------------------------------------------------
@pytest.fixture
def vera(uwv_groningen):
    """The colleague: another contact person of the same partner."""
    gebruiker = fabrieken.GebruikerFabriek(naam="Vera Vervanger", rollen=["verwijzer"])
    fabrieken.ContactpersoonFabriek(partner=uwv_groningen, naam=gebruiker.naam, gebruiker=gebruiker)
    return gebruiker


@pytest.fixture
def vincent(client, verwijzer):
    client.force_login(verwijzer)
    return client


@pytest.fixture
def lever_aan(verwijzer, programma, regio_groningen, coordinator_groningen):
    """`lever_aan(*rijen)`: a list of the referrer in review, in a region that a coordinator serves."""
    return partial(lever_lijst, door=verwijzer, programma=programma, regio=regio_groningen)
