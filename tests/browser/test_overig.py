"""Pages that no address of the table leads to, and a handful of pages with large text."""

import pytest

from tests.toegang.adressen import url
from tests.toegang.tabel import TABEL

FOUTPAGINAS = [
    ("404", "jobcoach", "/bestaat-niet/", 404),
    ("404 zonder inloggen", None, "/bestaat-niet/", 404),
    ("403", "manager", "/vandaag/", 403),
]
RUIM = [
    "rapportage:vandaag",
    "rapportage:mijn_week",
    "rapportage:kandidaten",
    "dossier:dossier",
    "dossier:contact",
    "begeleiding:gesprek_nieuw",
    "selectie:ronde",
    "trajecten:lichting",
    "rapportage:cijfers_programma",
    "partners:lijst",
]
GEBRUIKER = {"C": "coordinator", "J": "jobcoach"}


@pytest.mark.parametrize(
    ("wie", "pad", "status"), [f[1:] for f in FOUTPAGINAS], ids=[f[0] for f in FOUTPAGINAS]
)
def test_foutpagina_is_toegankelijk(kijker, wereld, wie, pad, status):
    kijker.als(wie and wereld.mensen[wie])
    assert kijker.ga(pad) == status
    fouten = [
        fout for fout in kijker.alles() if f"status of {status}" not in fout
    ]  # Chromium tells it in the console
    assert fouten == []


@pytest.mark.parametrize("naam", RUIM)
def test_grote_letters_en_ruime_tekst(kijker, wereld, naam):
    rij = TABEL[naam]
    kijker.als(wereld.mensen[GEBRUIKER[rij.wie[0]]])
    assert kijker.ga(url(rij, wereld.eigen)) == 200
    assert kijker.ruim() == []
