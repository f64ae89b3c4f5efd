"""Every own address in Chromium, and again for each role that sees another page: zero faults (A11Y floor)."""

import re

import pytest
from django.test import Client

from tests.toegang.adressen import url
from tests.toegang.tabel import KOLOMMEN, TABEL, Poort, Soort

IEDER = {letter: naam for naam, letter in reversed(KOLOMMEN.items())}
PAGINAS = [
    rij for rij in TABEL.values() if rij.get == 200 and rij.soort is not Soort.ANDERS and not rij.nog_niet
]
PAGINAS.remove(TABEL["dossier:traject"])  # the dossier once more
# Pages for who has not logged in look different then.
OPENBAAR = [
    rij for rij in TABEL.values() if rij.poort is Poort.OPENBAAR and rij.soort is not Soort.ANDERS
] + [TABEL["account_login"]]


def skelet(html):
    """The main part as tags and classes: two roles with the same skeleton see the same page."""
    hoofd = html[html.find("<main") : html.find("</main>")]
    return re.findall(r'<(\w+)(?: [^>]*?class="([^"]*)")?', hoofd)


def wie_ziet_anders(rij, wereld):
    """One letter for every different page that the roles of this row get."""
    gezien = {}
    for letter in rij.wie:
        client = Client()
        client.force_login(wereld.mensen[IEDER[letter]])
        antwoord = client.get(url(rij, wereld.eigen))
        if antwoord.status_code == 200:
            gezien.setdefault(str(skelet(antwoord.content.decode())), letter)
    return list(gezien.values())


@pytest.mark.parametrize("rij", PAGINAS, ids=lambda rij: rij.sleutel)
def test_pagina_is_toegankelijk(kijker, wereld, rij):
    fouten = {}
    for letter in wie_ziet_anders(rij, wereld):
        kijker.als(wereld.mensen[IEDER[letter]])
        for vraag in ("", *rij.extra):
            assert kijker.ga(url(rij, wereld.eigen) + vraag) == 200
            if gevonden := kijker.alles():
                fouten[f"{IEDER[letter]}{vraag}"] = gevonden
    assert fouten == {}


@pytest.mark.parametrize("rij", OPENBAAR, ids=lambda rij: rij.sleutel)
def test_openbare_pagina_is_toegankelijk(kijker, wereld, rij):
    kijker.als(None)
    assert kijker.ga(url(rij, wereld.eigen)) == 200
    assert kijker.alles() == []
