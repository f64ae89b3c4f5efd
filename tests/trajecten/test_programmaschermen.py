"""The pages of programmes: what is stated is on them, what is not stated is not, reported figures stand apart."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from tests import fabrieken
from trajecten.models import Criterium, Kostenaandeel, Programma, Ronde
from trajecten.programmaversies import nieuwe_versie
from trajecten.programmawoorden import GROEPEN, aantallen

pytestmark = pytest.mark.django_db
BOVENAAN = {"id", "code", "versie", "naam", "status", "startdatum", "startdatum_precisie"}


@pytest.fixture
def client(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


@pytest.fixture
def geladen():
    call_command("laad_programmas", verbosity=0)


def lees(client, code, versie=1, **vraag):
    antwoord = client.get(reverse("programmas:detail", args=[code, versie]), vraag)
    assert antwoord.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(antwoord.content.decode()))


def test_elk_veld_van_een_programma_staat_op_de_bladzijde():
    velden = [veld.name for veld in (*Programma._meta.concrete_fields, *Programma._meta.many_to_many)]
    getoond = [naam for _, namen in GROEPEN for naam in namen.split()]
    assert sorted(getoond) == sorted(set(velden) - BOVENAAN)


def test_alle_programmas_zijn_te_lezen(client, geladen):
    for programma in Programma.objects.all():
        tekst = lees(client, programma.code)
        assert programma.naam in tekst and "None" not in tekst and "[" not in tekst


@pytest.mark.parametrize(
    ("code", "zinnen"),
    [
        (
            "P02",
            ["loopt sinds september 2020", "20, 24, 28", "KPN, Groningen", "Motivatie, weegt het zwaarst"],
        ),
        ("P05", ["99,9 procent", "ongeveer 170", "Ziptone, zes programma", "Dagen per week 4", "Gemeente"]),
        ("P08", ["2. Informatiebijeenkomst", "30 tot 40", "examen: theorie, praktijk", "meer dan 500", "WW"]),
        ("P09", ["Toetsen Verboden", "Introductiedag Ja", "ongeveer 6 procent van 200"]),
        ("P10", ["Eerste contact binnen (uren) 24", "zelf, publieke partner"]),
        ("P11", ["loopt sinds 2008", "Duur is ongeveer Ja", "mantelzorg", "Verblijf hoogstens (maanden) 24"]),
        ("P13", ["Willen, sluit op zichzelf uit", "technische affiniteit".capitalize()]),
    ],
)
def test_wat_er_over_gezegd_is(client, geladen, code, zinnen):
    tekst = lees(client, code)
    assert [zin for zin in zinnen if zin not in tekst] == []


def test_wat_niet_gezegd_is_staat_er_niet(client, geladen):
    """P14: only a name, a qualification and that it is in development."""
    tekst = lees(client, "P14")
    assert "In ontwikkeling" in tekst and "mbo-4" in tekst
    for woord in (
        "Eerste contact binnen",
        "Kandidaten per jobcoach",
        "Cijfers van anderen",
        "Wie betaalt welk",
    ):
        assert woord not in tekst
    assert "Rondes zijn niet vastgelegd." in tekst


def test_kalender_op_de_bladzijde(client, geladen):
    assert "26 apr 2026" in lees(client, "P11", start="5-1-2026")
    assert "Kies een jaar van 2000" in lees(client, "P11", start="5-1-1900")


def test_ankers_en_wie_betaalt(client, programma):
    Criterium.objects.create(programma=programma, naam="durven", anker_1="Belt niet", anker_5="Belt zelf op")
    Kostenaandeel.objects.create(programma=programma, wie="De gemeente", procent="60.5")
    Kostenaandeel.objects.create(programma=programma, wie="Olympia", waarvoor="de training")
    tekst = lees(client, "P02")
    for zin in (
        "Een 1: Belt niet",
        "Een 5: Belt zelf op",
        "De gemeente Alles 60,5 %",
        "Nog niet afgesproken",
    ):
        assert zin in tekst
    assert "Een 3:" not in tekst


def test_versies_wijzen_naar_elkaar(client, programma, beheerder):
    nieuwe_versie(programma, door=beheerder)
    assert "versie 2 (in ontwikkeling)" in lees(client, "P02")
    assert "versie 1 (lopend)" in lees(client, "P02", 2)
    assert client.get(reverse("programmas:detail", args=["P02", 3])).status_code == 404
    assert client.get(reverse("programmas:detail", args=["P99", 1])).status_code == 404


def test_de_lopende_staan_vooraan_in_de_lijst(client):
    for naam, status in (("Aap", "gearchiveerd"), ("Noot", "in_ontwikkeling"), ("Mies", "lopend")):
        fabrieken.ProgrammaFabriek(naam=naam, status=status)
    rijen = client.get(reverse("programmas:lijst")).context["rijen"]
    assert [programma.naam for programma, _ in rijen] == ["Mies", "Noot", "Aap"]


def test_alleen_een_beheerder_leest_waar_het_te_wijzigen_is(client, programma, beheerder):
    beheer = reverse("admin:trajecten_programma_change", args=[programma.pk])
    adres = reverse("programmas:detail", args=["P02", 1])
    assert beheer not in client.get(adres).content.decode()
    client.force_login(beheerder)
    assert beheer in client.get(adres).content.decode()


def test_de_lichting_wijst_naar_haar_programma(client, lichting):
    html = client.get(reverse("trajecten:lichting", args=[lichting.pk])).content.decode()
    assert f'href="{reverse("programmas:detail", args=["P02", 1])}"' in html


def test_een_vol_programma_blijft_binnen_het_budget(client, geladen):
    p06 = Programma.objects.get(code="P06")
    p06.andere_partners.add(fabrieken.PartnerFabriek())
    p06.begeleidingsschema.create(vanaf_week=13, elke_weken=2)
    p06.kwalificaties.get().examendelen.create(naam="theorie")
    p06.kostenaandelen.create(partner=fabrieken.PartnerFabriek(), procent=50)
    p06.gerapporteerd.create(wat="x", waarde=1)
    client.get(reverse("toegankelijkheid"))
    with CaptureQueriesContext(connection) as queries:
        lees(client, "P06")
    assert len(queries) <= 15, [query["sql"][:120] for query in queries]


@pytest.mark.parametrize(
    ("laagst", "hoogst", "woorden"),
    [
        (30, 40, "30 tot 40"),
        (10, 10, "10"),
        (5, None, "minstens 5"),
        (None, 8, "hoogstens 8"),
        (None, None, ""),
    ],
)
def test_aantallen_van_een_ronde(laagst, hoogst, woorden):
    assert aantallen(Ronde(deelnemers_min=laagst, deelnemers_max=hoogst)) == woorden
