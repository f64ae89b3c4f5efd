"""A programme without selection rounds, as most that are published: the way on is the status in the dossier."""

import html
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import leg_contact_vast
from rapportage.vandaag import vandaag_van
from tests import fabrieken
from trajecten.diensten import wijzig_status


@pytest.fixture
def programma(db):
    return fabrieken.ProgrammaFabriek(naam="Ro!Entree", rondes=[])


@pytest.fixture
def als(client):
    def log_in(gebruiker):
        client.force_login(gebruiker)
        return client

    return log_in


@pytest.fixture
def gesproken(traject, coordinator_groningen):
    """Julia was spoken; nothing but the selection waits."""
    leg_contact_vast(
        verwijzing=traject.verwijzing,
        gelukt=True,
        kanaal="telefoon",
        tijdstip=timezone.now(),
        door=coordinator_groningen,
    )
    return traject


def naar_status(traject, naar=""):
    url = reverse("dossier:status", args=[traject.kandidaat.dossiernummer, traject.volgnummer])
    return f"{url}?naar={naar}" if naar else url


def test_indelen_noemt_wie_wacht_en_wijst_naar_de_status(als, gesproken, coordinator_groningen):
    antwoord = als(coordinator_groningen).get(reverse("selectie:indelen", args=[gesproken.programma_id]))
    assert gesproken.kandidaat.lijstnaam in antwoord.text
    assert f'href="{naar_status(gesproken)}?terug=' in antwoord.text
    assert "geen selectierondes" in antwoord.text
    assert "<form method" not in antwoord.text.split("<main")[1]


def test_na_elke_stap_is_zij_terug_bij_wie_nog_wacht(als, gesproken, coordinator_groningen):
    """List, choice of the step, form: after saving she is where she came from; an address elsewhere is not followed."""
    client, lijst = als(coordinator_groningen), reverse("selectie:indelen", args=[gesproken.programma_id])
    naar_keuze = re.search(r'href="([^"]+\?terug=[^"]+)"', client.get(lijst).text)[1]
    naar_stap = re.search(r'href="(\?naar=in_selectie[^"]*)"', client.get(naar_keuze).text)[1]
    adres = naar_status(gesproken) + html.unescape(naar_stap)
    assert f'href="{lijst}"' in client.get(adres).text  # the way back without saving

    def sla_op(adres):
        gesproken.refresh_from_db()
        velden = {"op": f"{timezone.localdate():%d-%m-%Y}", "gezien": gesproken.status}
        return client.post(adres, velden | {"inzending": str(uuid.uuid4())}).url

    assert sla_op(adres) == lijst
    gesproken.refresh_from_db()
    assert gesproken.status == "in_selectie"
    elders = naar_status(gesproken, "geselecteerd") + "&terug=https://elders.example/"
    assert sla_op(elders) == gesproken.get_absolute_url()


def test_de_volgende_stap_in_het_dossier_is_de_status(als, gesproken, coordinator_groningen):
    client = als(coordinator_groningen)
    stap = client.get(gesproken.get_absolute_url()).context["stap"]
    assert (stap.tekst, stap.url) == ("In selectie nemen", naar_status(gesproken, "in_selectie"))
    wijzig_status(gesproken, naar="in_selectie", door=coordinator_groningen, op=timezone.localdate())
    stap = client.get(gesproken.get_absolute_url()).context["stap"]
    assert (stap.tekst, stap.url) == ("Status wijzigen", naar_status(gesproken))


def test_vandaag_vraagt_een_besluit_en_geen_ronde(gesproken, coordinator_groningen):
    (rij,) = next(s for s in vandaag_van(coordinator_groningen) if s.code == "besluit").regels
    assert (rij.titel, rij.woord) == ("Ro!Entree, selectie zonder rondes", "1 mens")
    assert rij.waarom == "Gesproken, en nog niet besloten."
    assert rij.actie.tekst == "Besluiten nemen"


def test_het_overzicht_spreekt_niet_van_indelen(als, gesproken, coordinator_groningen):
    html = als(coordinator_groningen).get(reverse("selectie:overzicht")).text
    assert "Nog niet besloten: 1 kandidaat." in html
    assert "Deel in" not in html
