"""Every page of the demo says that its people are made up; no page elsewhere does."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from gebruikers.rollen import Rol
from tests.fabrieken import GebruikerFabriek
from tests.lagen import WORTEL

MELDING = "Voorbeeldgegevens."
SJABLONEN = WORTEL / "templates"


@pytest.fixture
def demo(settings):
    settings.VOORBEELDGEGEVENS = True


def antwoorden(client):
    """(address, page) of every kind of frame: before logging in, at work, not found, in the Django admin."""
    namen = ["account_login", "toegankelijkheid", "dossier:aanmelden"]
    yield from ((naam, client.get(reverse(naam))) for naam in namen)
    yield "404", client.get("/bestaat-niet/")
    client.force_login(GebruikerFabriek(rollen=[Rol.COORDINATOR, Rol.BEHEERDER]))
    namen = ["rapportage:vandaag", "rapportage:kandidaten", "partners:lijst", "admin:index"]
    yield from ((naam, client.get(reverse(naam))) for naam in namen)


@pytest.mark.django_db
def test_elke_pagina_van_de_demo_zegt_dat_het_voorbeeldgegevens_zijn(client, demo):
    zonder = [naam for naam, antwoord in antwoorden(client) if MELDING not in antwoord.content.decode()]
    assert zonder == []


@pytest.mark.django_db
def test_buiten_de_demo_staat_het_nergens(client):
    met = [naam for naam, antwoord in antwoorden(client) if MELDING in antwoord.content.decode()]
    assert met == []


@pytest.mark.parametrize("sjabloon", ["400.html", "403.html", "404.html", "429.html", "500.html"])
def test_ook_een_foutpagina_zegt_het(sjabloon, demo, db):
    """Django draws the 500 page without a request: no context of ours reaches it."""
    verzoek = None if sjabloon == "500.html" else RequestFactory().get("/")
    assert MELDING in render_to_string(sjabloon, request=verzoek)


def test_elk_raam_heeft_de_melding():
    """Who draws a page of her own, or its whole body, draws the strip too."""
    ramen = [
        pad
        for pad in SJABLONEN.rglob("*.html")
        if re.search(r"<html|block lichaam %|block branding %", pad.read_text("utf-8"))
    ]
    assert {pad.name for pad in ramen} >= {"kaal.html", "basis.html", "base_site.html"}
    zonder = [pad.name for pad in ramen if "{% voorbeeldgegevens %}" not in pad.read_text("utf-8")]
    assert zonder == []
