"""What a page may cost: SQL queries by kind of page, with 3 and with 50 rows, and the size of a list."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.toegang.adressen import url
from tests.toegang.tabel import IEDEREEN, KOLOMMEN, TABEL, Soort
from tests.wereld import Wereld

IEDER = {letter: naam for naam, letter in reversed(KOLOMMEN.items())}
PAGINAS = [
    rij for rij in TABEL.values() if rij.get == 200 and rij.soort is not Soort.ANDERS and not rij.nog_niet
]
KADER_QUERIES = 4  # session, user, roles, and what the base template asks
LIJST_BYTES = 60_000


@pytest.fixture(scope="module", params=[3, 50])
def _volle_wereld(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Wereld(aantal=request.param)
        transaction.set_rollback(True)


@pytest.fixture
def volle_wereld(_volle_wereld, db):
    return _volle_wereld


def bezoek(gebruiker, pad):
    """The page and its queries, for somebody who was here before."""
    client = Client()
    client.force_login(gebruiker)
    client.get(reverse("toegankelijkheid"))  # writes the session, once a minute
    with CaptureQueriesContext(connection) as queries:
        antwoord = client.get(pad)
    return antwoord, [query["sql"][:300] for query in queries]


@pytest.mark.parametrize("rij", PAGINAS, ids=lambda rij: rij.sleutel)
def test_pagina_blijft_binnen_haar_budget(volle_wereld, rij):
    te_duur = {}
    for letter in "C" if rij.wie == IEDEREEN else rij.wie:
        for vraag in ("", *rij.extra):
            antwoord, queries = bezoek(
                volle_wereld.mensen[IEDER[letter]], url(rij, volle_wereld.eigen) + vraag
            )
            if antwoord.status_code == 200 and len(queries) > rij.soort.value:
                te_duur[f"{IEDER[letter]}{vraag}"] = len(queries), queries
            if rij.soort is Soort.LIJST and len(antwoord.content) > LIJST_BYTES:
                te_duur[f"{IEDER[letter]}{vraag} bytes"] = len(antwoord.content)
    assert te_duur == {}, {
        wie: getal if isinstance(getal, int) else getal[0] for wie, getal in te_duur.items()
    }


@pytest.mark.parametrize("wie", ["coordinator", "jobcoach", "verwijzer"])
def test_het_kader_blijft_binnen_zijn_budget(volle_wereld, wie):
    """The error page of an address that does not exist: nothing but the frame."""
    _, queries = bezoek(volle_wereld.mensen[wie], "/bestaat-niet/")
    assert len(queries) <= KADER_QUERIES, queries
