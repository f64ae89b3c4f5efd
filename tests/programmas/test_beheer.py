"""Each of P01 to P14 can be made in the admin alone, from an empty form, and comes out as the programme of the file."""

import re

import pytest

from tests.programmas.beheer import (
    NIEUW,
    adres,
    als_nieuw,
    bewaar,
    formulier,
    met_rij,
    velden_van_het_formulier,
)
from tests.programmas.velden import CODES, alle_namen, gevuld, inhoud
from trajecten.keuzes import TOETSRONDES
from trajecten.models import Programma

# Whole pages of the admin; a suite that runs beside it makes this slower, not wrong.
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]

MEERVOUD = {
    "werkgevers": "partner",
    "verwijzers": "partner",
    "andere_partners": "partner",
    "vestigingen": "vestiging",
}
# Parts of a row that are typed as lines of text in one field.
REGELS = {
    "rondes.onderdelen.naam": "rondes.onderdelen",
    "kwalificaties.examendelen.naam": "kwalificaties.examendelen",
    **{
        f"doelsjablonen.acties.{deel}": "doelsjablonen.acties"
        for deel in ("omschrijving", "eigenaar", "weken")
    },
}


@pytest.fixture
def client(client, beheerder):
    client.force_login(beheerder)
    return client


def test_alles_wat_een_programma_kan_zeggen_staat_op_het_formulier(client):
    """Field by field and part by part: what is not on the page cannot be said without code."""
    op_de_pagina = velden_van_het_formulier(client)
    for naam in alle_namen():
        blok, _, veld = REGELS.get(naam, naam).rpartition(".")
        if naam in MEERVOUD:
            blok, veld = f"Programma_{naam}", MEERVOUD[naam]
        assert (f"{blok}-__prefix__-{veld}" if blok else veld) in op_de_pagina, naam


@pytest.mark.parametrize("helft", [CODES[:7], CODES[7:]], ids=lambda codes: f"{codes[0]}-{codes[-1]}")
def test_elk_programma_uit_het_niets(client, geladen, helft):
    """What the page of each shows, typed into an empty form, is the same programme.

    And saved as it is, it stays the same: the page itself loses nothing and fills nothing in.
    """
    for code in helft:
        oud = Programma.objects.get(code=code)
        eerst, invoer = inhoud(oud), formulier(client, adres(oud))
        assert not re.search(r"[\[{]", "".join(invoer["uren_opties"])), "a list reads as words, never as JSON"
        assert bewaar(client, NIEUW, als_nieuw(invoer, code="NIEUW")) == [], code
        nieuw = Programma.objects.get(code="NIEUW")
        assert inhoud(nieuw) | {"code": code} == eerst, code
        nieuw.delete()
        assert bewaar(client, adres(oud), invoer) == [], code
        assert inhoud(Programma.objects.get(code=code)) == eerst, code


def test_wat_geen_programma_uit_het_veld_zegt_kan_ook(client, geladen):
    """Fields that none of the fourteen states, on P10: a beheerder adds them without code."""
    p10 = Programma.objects.get(code="P10")
    invoer = als_nieuw(formulier(client, adres(p10)), code="X1", versie="2", voorfase_weken="3")
    invoer["doelgroep_aandeel_procent"], invoer["doelgroep_aandeel_op"] = ["7,5"], ["31-12-2027"]
    invoer |= {"rondes-0-beoordelaars": ["2"], "rondes-0-verplicht": []}
    invoer |= {"rondes-2-onderdelen": ["computervaardigheden\ncommunicatieve vaardigheden"]}
    invoer = met_rij(invoer, "begeleidingsschema", fase="begeleiding", vanaf_week=13, elke_weken=2)
    doel = {
        "aandachtsgebied": "werk",
        "omschrijving": "Zelf bellen",
        "telt_vanaf": "kiezen",
        "weken": 8,
        "volgorde": 1,
    }
    invoer = met_rij(invoer, "doelsjablonen", **doel, acties="Meeluisteren; jobcoach; 2")
    invoer = met_rij(invoer, "kostenaandelen", wie="de gemeente", waarvoor="training", procent="62,5")
    invoer = met_rij(invoer, "kwalificaties", naam="eigen", niveau="eigen", crebo="25001", examendelen="a\nb")
    ankers = {"anker_1": "zegt nee", "anker_3": "twijfelt", "anker_5": "vraagt door"}
    invoer = met_rij(invoer, "criteria", volgorde=1, naam="willen", **ankers)
    assert bewaar(client, NIEUW, invoer) == []
    nieuw = Programma.objects.get(code="X1")
    assert gevuld(nieuw) - gevuld(p10) == {
        "versie", "voorfase_weken", "doelgroep_aandeel_procent", "doelgroep_aandeel_op", "rondes.beoordelaars",
        "rondes.onderdelen.naam", "begeleidingsschema.vanaf_week", "begeleidingsschema.elke_weken",
        "doelsjablonen.aandachtsgebied", "doelsjablonen.omschrijving", "doelsjablonen.telt_vanaf",
        "doelsjablonen.weken", "doelsjablonen.acties.omschrijving", "doelsjablonen.acties.eigenaar",
        "doelsjablonen.acties.weken",
        "kostenaandelen.wie", "kostenaandelen.waarvoor", "kostenaandelen.procent", "kwalificaties.naam",
        "kwalificaties.niveau", "kwalificaties.crebo", "kwalificaties.examendelen.naam", "criteria.naam",
        "criteria.anker_1", "criteria.anker_3", "criteria.anker_5",
    }  # fmt: skip
    assert [ronde.verplicht for ronde in nieuw.rondes.all()] == [False, True, True]
    assert [deel.naam for deel in nieuw.rondes.get(volgorde=3).onderdelen.all()] == [
        "computervaardigheden",
        "communicatieve vaardigheden",
    ]


@pytest.mark.parametrize("soort", sorted(TOETSRONDES))
def test_een_verboden_toets_kan_niet_in_het_beheer(client, geladen, soort):
    """P09 forbids tests: no round of that kind can be added, and nothing is saved."""
    p09 = Programma.objects.get(code="P09")
    rij = {"volgorde": 2, "soort": soort, "naam": "Toch een toets", "verplicht": "on", "beoordelaars": 1}
    invoer = met_rij(formulier(client, adres(p09)), "rondes", **rij)
    assert bewaar(client, adres(p09), invoer) == [
        "Dit programma verbiedt toetsen. Kies een andere soort ronde."
    ]
    assert p09.rondes.count() == 1
