"""Open signals for a coordinator: her regions, the worst first, with facts and never text; and how signals work."""

import datetime as dt

import pytest

from logboek.models import Handeling, Logregel
from rapportage.signalenlijst import open_signalen
from tests import fabrieken
from tests.rapportage.hulp import dag, gesprek, lopend
from trajecten.models import Bijeenkomst, Deelname

URL, UITLEG = "/signalen/", "/signalen/uitleg/"


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def mens(programma, coordinator_groningen, jobcoach, regio_groningen):
    """Somebody with these (days, scores) of talks, since 12 January."""

    def maak(naam, *talks, regio=None):
        traject = lopend(
            regio or regio_groningen, programma, coordinator_groningen, dt.date(2026, 1, 12),
            coach=jobcoach, achternaam=naam, voornaam="K",
        )  # fmt: skip
        for dagen, scores in talks:
            gesprek(traject, jobcoach, dag(dagen), afspraken="Geheimtekst", **scores)
        return traject

    return maak


@pytest.fixture
def mensen(mens, programma, regio_twente):
    lichting = fabrieken.LichtingFabriek(programma=programma, start=dt.date(2026, 1, 12))
    mens("Stil", (-20, {}))
    mens("Gedaald", (-8, {"leren": 5}), (-1, {"leren": 3}))
    weg = mens("Weg", (-1, {}))
    for n in (-10, -3):
        begin = dt.datetime(2026, 3, 4, 8, tzinfo=dt.UTC) + dt.timedelta(days=n)
        les = Bijeenkomst.objects.create(
            soort="les",
            titel="Les",
            plaats="Hier",
            lichting=lichting,
            begin=begin,
            eind=begin + dt.timedelta(hours=3),
        )
        Deelname.objects.create(bijeenkomst=les, traject=weg, aanwezigheid="afwezig_zonder_bericht")
    mens("Laag", (-8, {"welbevinden": 2}), (-1, {"welbevinden": 1}))
    mens(
        "Goed", (-8, {"welbevinden": 3}), (-1, {"welbevinden": 3})
    )  # low enough to look at, and nothing is wrong
    mens("Elders", (-8, {"welbevinden": 1}), (-1, {"welbevinden": 1}), regio=regio_twente)


def namen(gebruiker):
    return [traject.kandidaat.achternaam for traject, _ in open_signalen(gebruiker)]


def test_alle_soorten_van_eigen_regio_de_ergste_eerst(mensen, coordinator_groningen, coordinator_twente):
    assert namen(coordinator_groningen) == ["Laag", "Gedaald", "Weg", "Stil"]
    assert namen(coordinator_twente) == ["Elders"]


def test_de_pagina_toont_feiten_en_geen_tekst(als, mensen, coordinator_groningen, collega_groningen):
    for gebruiker in (coordinator_groningen, collega_groningen):
        html = als(gebruiker).get(URL).text
        assert "<title>Signalen (4)" in html
        assert "24 feb 2026: welbevinden 2; 3 mrt 2026: welbevinden 1." in html
        assert "Leren van 5 (24 feb 2026) naar 3 (3 mrt 2026)." in html
        assert "Geheimtekst" not in html and "Elders" not in html
    gelezen = Logregel.objects.filter(
        gebruiker=coordinator_groningen, handeling=Handeling.INZIEN, categorie="gesprekken"
    )
    assert gelezen.count() == 4


def test_wat_behandeld_is_staat_er_niet_meer(mensen, coordinator_groningen, jobcoach):
    traject, (signaal,) = open_signalen(coordinator_groningen)[0]
    fabrieken.SignaalafhandelingFabriek(
        traject=traject, soort=signaal.soort, kenmerk=signaal.kenmerk, door=jobcoach
    )
    assert namen(coordinator_groningen) == ["Gedaald", "Weg", "Stil"]


def test_zonder_signalen_staat_er_wat_hier_komt(als, coordinator_groningen):
    assert "Hier komen open signalen te staan" in als(coordinator_groningen).get(URL).text


@pytest.mark.parametrize("aantal", [3, 50])
def test_kosten(vragen, mens, coordinator_groningen, aantal):
    for n in range(aantal):
        mens(f"Achternaam-{n}", (-8, {"welbevinden": 1}), (-1, {"welbevinden": 1}))
    antwoord, gevangen = vragen(coordinator_groningen, URL)
    assert len(gevangen) <= 10 and len(antwoord.content) <= 60_000
    assert antwoord.text.count("Signaal behandelen") == min(aantal, 25)


# --- How signals work -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("naam", "status"),
    [
        ("manager", 200),
        ("jobcoach", 200),
        ("trainer", 200),
        ("coordinator_groningen", 200),
        ("teamleider", 403),
        ("verwijzer", 403),
        ("vreemde", 403),
    ],
)
def test_wie_de_uitleg_leest(als, request, naam, status):
    antwoord = als(request.getfixturevalue(naam)).get(UITLEG)
    assert antwoord.status_code == status
    if status == 200:
        assert "Een van de zes scores is 2 punten of meer lager" in antwoord.text
        assert "Niemand krijgt een cijfer of een risico." in antwoord.text
