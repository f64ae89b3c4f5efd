"""Vandaag, the sections that follow from rules: talks that were missed, and follow-up facts that are due."""

import datetime as dt

import pytest
from django.urls import reverse

from kandidaten.diensten import geef_toestemming, trek_toestemming_in
from tests import fabrieken
from tests.rapportage.hulp import dag, gesprek, lopend, plaatsing, sectie, titels
from trajecten.begeleiding.stand import stand_van
from trajecten.models import Begeleidingsschema
from trajecten.plaatsing.models import Meetmoment
from trajecten.plaatsing.navragen import laatste_start


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    """Wednesday 4 March 2026, 13:00 in Amsterdam."""
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


# --- Gemiste begeleiding ----------------------------------------------------------------------------------------------
def test_gemiste_begeleiding_per_coach(
    regio_groningen, regio_twente, programma, coordinator_groningen, jobcoach
):
    start = dag(-30)
    een, twee, drie = (
        lopend(regio_groningen, programma, coordinator_groningen, start, coach=jobcoach, achternaam=naam)
        for naam in ("Een", "Twee", "Drie")
    )
    lopend(regio_twente, programma, coordinator_groningen, start, coach=jobcoach)
    zonder = lopend(regio_groningen, programma, coordinator_groningen, start, achternaam="Zonder")
    zonder.lichting = fabrieken.LichtingFabriek(programma=programma, start=start)
    zonder.save()
    gesprek(een, jobcoach, dag(-20))
    gesprek(twee, jobcoach, dag(-2))
    gesprek(drie, jobcoach, dag(-25))
    gevonden = sectie(coordinator_groningen, "begeleiding")
    assert [(r.titel, r.woord) for r in gevonden.regels] == [
        ("Joke Jobcoach", "2 mensen"),
        ("Nog geen jobcoach", "1 mens"),
    ]
    assert gevonden.regels[0].waarom.startswith("Drie, ")
    assert "geen gesprek in 20 dagen" in gevonden.regels[0].waarom
    assert gevonden.regels[0].actie.url == f"/vandaag/te-laat/?coach={jobcoach.pk}"
    assert gevonden.te_laat == 2


def test_gemist_volgt_de_afbouw_en_de_afmelding(regio_groningen, programma, coordinator_groningen, jobcoach):
    Begeleidingsschema.objects.create(programma=programma, vanaf_week=3, elke_weken=4)
    start = dag(-45)  # week 7: periods 1, 2, 3-6 (closed), 7-10
    goed, laat, ziek, wil_niet, afspraak = (
        lopend(regio_groningen, programma, coordinator_groningen, start, coach=jobcoach, achternaam=naam)
        for naam in ("Goed", "Laat", "Ziek", "Wilniet", "Afspraak")
    )
    gesprek(goed, jobcoach, dag(-30))  # day 15: in period 3-6
    gesprek(laat, jobcoach, dag(-36))  # day 9: in period 2
    gesprek(ziek, jobcoach, dag(-36))
    gesprek(ziek, jobcoach, dag(-20), verloop="verontschuldigd", vorm="", reden="ziek")
    wil_niet.wil_begeleiding = False
    wil_niet.save()
    gesprek(afspraak, jobcoach, dag(-5), volgende_datum=dag(-1))
    (rij,) = sectie(coordinator_groningen, "begeleiding").regels
    assert rij.woord == "2 mensen"
    assert "Laat, " in rij.waarom and "Afspraak, " in rij.waarom


def test_gemist_zegt_hetzelfde_als_de_regel_zelf(regio_groningen, programma, coordinator_groningen, jobcoach):
    """The quick way in SQL finds exactly the people of whom `stand_van` says: too late."""
    Begeleidingsschema.objects.create(programma=programma, vanaf_week=5, elke_weken=2)
    trajecten = []
    for terug in range(1, 60, 3):
        traject = lopend(regio_groningen, programma, coordinator_groningen, dag(-60), coach=jobcoach)
        gesprek(traject, jobcoach, dag(-terug), volgende_datum=dag(5 - terug) if terug % 2 else None)
        trajecten.append(traject)
    verwacht = sum(stand.te_laat for stand in stand_van(trajecten).values())
    assert 3 < verwacht < 18
    assert sectie(coordinator_groningen, "begeleiding").regels[0].woord == f"{verwacht} mensen"


# --- Meetmomenten -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("vandaag", "maanden", "start"),
    [
        (dt.date(2026, 2, 28), 1, dt.date(2026, 1, 31)),
        (dt.date(2026, 3, 4), 3, dt.date(2025, 12, 4)),
        (dt.date(2026, 3, 30), 1, dt.date(2026, 2, 28)),
        (dt.date(2028, 2, 29), 12, dt.date(2027, 2, 28)),
        (dt.date(2028, 2, 29), 6, dt.date(2027, 8, 31)),
    ],
)
def test_laatste_start(vandaag, maanden, start):
    assert laatste_start(maanden, vandaag) == start


def werkt_sinds(regio, programma, door, start, **kandidaat):
    traject = lopend(regio, programma, door, start, **kandidaat)
    plaatsing(traject, "detachering", start, dag(300))
    return traject


def test_meetmoment_is_er_op_de_dag_zelf(regio_groningen, regio_twente, programma, coordinator_groningen):
    def mens(naam, start, regio=regio_groningen):
        return werkt_sinds(regio, programma, coordinator_groningen, start, achternaam=naam)

    mens("Morgen", dt.date(2025, 12, 5))
    mens("Vandaag", dt.date(2025, 12, 4))
    halfjaar = mens("Halfjaar", dt.date(2025, 8, 1))
    gevraagd = mens("Gevraagd", dt.date(2025, 8, 1))
    mens("Twente", dt.date(2025, 12, 4), regio_twente)
    mens("Drie", dt.date(2023, 3, 1))
    mens("Voorbij", dt.date(2023, 2, 1))  # 37 months and more
    for traject, maanden in [(halfjaar, 3), (gevraagd, 6)]:
        Meetmoment.objects.create(
            traject=traject,
            na_maanden=maanden,
            datum=dag(0),
            antwoord="zelfde_werkplek",
            bron="werkgever",
            vastgelegd_door=coordinator_groningen,
        )
    gevonden = sectie(coordinator_groningen, "meten").regels
    assert [(r.titel.split(",")[0], r.woord) for r in gevonden] == [
        ("Halfjaar", "Na 6 maanden"),
        ("Drie", "Na 36 maanden"),
        ("Vandaag", "Na 3 maanden"),
    ]
    assert gevonden[0].actie.url == reverse(
        "plaatsing:meetmoment", args=[halfjaar.kandidaat.dossiernummer, 1, 6]
    )


def test_meten_begint_bij_het_eerste_contract(regio_groningen, programma, coordinator_groningen):
    traject = lopend(regio_groningen, programma, coordinator_groningen, dag(-400))
    plaatsing(
        traject, "proefplaatsing", dag(-400), dag(-340), laatste_werkdag=dag(-340), eindreden="n_vervolg"
    )
    eerste = plaatsing(
        traject, "detachering", dag(-339), dag(-100), laatste_werkdag=dag(-100), eindreden="n_vervolg"
    )
    plaatsing(traject, "regulier", dag(-99), vorige=eerste)
    assert [r.woord for r in sectie(coordinator_groningen, "meten").regels] == ["Na 6 maanden"]


def test_wie_geen_vragen_meer_wil_of_overleed_staat_er_niet(
    regio_groningen, programma, coordinator_groningen
):
    wil_niet, weer_wel, overleden = (
        werkt_sinds(regio_groningen, programma, coordinator_groningen, dag(-100), achternaam=naam)
        for naam in ("Wilniet", "Weerwel", "Overleden")
    )
    for traject in (wil_niet, weer_wel):
        gegeven = geef_toestemming(
            kandidaat=traject.kandidaat, doel="meten", tekstversie="1", door=coordinator_groningen
        )
        trek_toestemming_in(gegeven, door=coordinator_groningen)
    geef_toestemming(kandidaat=weer_wel.kandidaat, doel="meten", tekstversie="1", door=coordinator_groningen)
    overleden.plaatsingen.update(laatste_werkdag=dag(-5), eindreden="c_overleden")
    assert [t.split(",")[0] for t in titels(coordinator_groningen, "meten")] == ["Weerwel"]
