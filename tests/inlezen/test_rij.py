"""Mending a row: on a page of its own, and in the table of the review (htmx), where nothing typed gets lost."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from inlezen.diensten import verbeter_regel
from inlezen.models import Inlezing
from inlezen.oordeel import Oordeel
from inlezen.toepassen import begin_inlezen, lees_in
from tests.inlezen.stappen import open_lijst, tekst

ROMMELIG = "verwijzing-rommelig.xlsx"
HTMX = {"HTTP_HX_REQUEST": "true"}
TAB = {"tab": "fout", "kolom": ""}


@pytest.fixture
def rommelig(uwv_lijst, aan_zet):
    return open_lijst(ROMMELIG, **uwv_lijst)


def adres(inlezing, rijnummer):
    return reverse("inlezen:rij", args=[inlezing.pk, rijnummer])


def velden(client, inlezing, rijnummer):
    """The form of a row as it comes to the browser."""
    return client.get(adres(inlezing, rijnummer)).context["form"].initial


def verbeter(client, inlezing, rijnummer, **anders):
    """Save the row in place; what stands in its cells comes along."""
    return client.post(adres(inlezing, rijnummer), velden(client, inlezing, rijnummer) | TAB | anders, **HTMX)


# --- A page of its own ---------------------------------------------------------------------------------------
def test_zonder_javascript_een_eigen_pagina(carla, rommelig):
    antwoord = carla.get(adres(rommelig, 3))
    assert "Fout: “geen mail” is geen e-mailadres." in tekst(antwoord)
    gegevens = velden(carla, rommelig, 3) | {"email": "nog steeds niet"}
    nog_fout = carla.post(adres(rommelig, 3), gegevens, follow=True)
    assert "Er is nog iets mis met rij 3." in tekst(nog_fout)
    gegevens = velden(carla, rommelig, 3) | {"email": ""}
    goed = carla.post(adres(rommelig, 3), gegevens, follow=True)
    assert "Rij 3 is verbeterd. Ze staat nu bij ‘Nieuw’." in tekst(goed)
    regel = rommelig.regels.get(rijnummer=3)
    assert (regel.oordeel, regel.gekozen) == (Oordeel.NIEUW, True)


# --- In the table --------------------------------------------------------------------------------------------
def test_verbeter_maakt_van_de_rij_een_formulier(carla, rommelig):
    antwoord = carla.get(adres(rommelig, 3), TAB, **HTMX)
    html = antwoord.content.decode()
    assert html.strip().startswith("<tr") and "<html" not in html
    assert [v.name for v in antwoord.context["form"].hoofdvelden] == ["email"], "what is wrong comes first"
    assert {"achternaam", "telefoon"} <= {v.name for v in antwoord.context["form"].meervelden}
    veld = re.search(r'<input[^>]*name="email"[^>]*>', html)[0]
    assert "autofocus" in veld and 'aria-invalid="true"' in veld and 'value="geen mail"' in veld
    terug = carla.get(adres(rommelig, 3), TAB | {"toon": 1}, **HTMX).content.decode()
    assert "geen mail" in terug and "<form" not in terug


def test_bewaren_geeft_de_rij_terug_met_haar_oordeel_en_de_aantallen(carla, rommelig):
    antwoord = verbeter(carla, rommelig, 3, email="")
    html = antwoord.content.decode()
    assert html.strip().startswith('<tr class="rij-klaar"') and "<form" not in html
    assert "Staat nu bij" in html and f"?tab={Oordeel.NIEUW.value}" in html
    assert 'id="tabs" hx-swap-oob="true"' in html
    assert "Nieuw (33)" in tekst(antwoord) and "Fout (6)" in tekst(antwoord)
    assert "Lees 33 rijen in" in tekst(antwoord)
    assert "Rij 3 is verbeterd. Ze staat nu bij ‘Nieuw’." in tekst(antwoord)
    assert rommelig.regels.get(rijnummer=3).gekozen


def test_nog_een_fout_houdt_het_formulier_open_met_wat_er_nu_mis_is(carla, rommelig):
    antwoord = verbeter(carla, rommelig, 3, email="nog steeds niet")
    html = antwoord.content.decode()
    assert 'value="nog steeds niet"' in html and "is geen e-mailadres" in html
    assert "Bewaard. Er is nog iets mis met rij 3." in html
    assert "Fout (7)" in tekst(antwoord)
    assert verbeter(carla, rommelig, 3, email="").content.decode().strip().startswith('<tr class="rij-klaar"')


def test_bsn_bevestigen_of_weghalen_in_de_tabel(carla, rommelig):
    """PRIV-01: the tick box stands there at once; without it nothing is kept, and what was typed stays."""
    antwoord = carla.get(adres(rommelig, 10), TAB, **HTMX)
    assert "Dit is geen BSN" in tekst(antwoord)
    geweigerd = verbeter(carla, rommelig, 10)
    assert "Dit is geen BSN" in tekst(geweigerd)
    assert tekst(geweigerd).count("BSN te staan") + tekst(geweigerd).count("die een BSN kunnen zijn") == 1
    assert rommelig.regels.get(rijnummer=10).oordeel == Oordeel.FOUT
    assert "Staat nu bij" in tekst(verbeter(carla, rommelig, 10, geen_bsn="on"))
    nog_eens = verbeter(carla, rommelig, 10, woonplaats="Leek")
    assert "is verbeterd" in tekst(nog_eens), "what was confirmed is not asked again"


def test_een_programma_wordt_gekozen_en_niet_gespeld(carla, uwv_lijst, aan_zet):
    inlezing = open_lijst("a.csv", inhoud=b"Voornaam;Achternaam;Programma\nEva;Bos;Onbekend\n", **uwv_lijst)
    form = carla.get(adres(inlezing, 2), TAB, **HTMX).context["form"]
    assert ("Aan Zet", "Aan Zet") in form.fields["programma"].choices
    verbeter(carla, inlezing, 2, programma="Aan Zet")
    regel = inlezing.regels.get()
    assert (regel.oordeel, regel.programma) == (Oordeel.NIEUW, aan_zet)


def test_een_telefoonnummer_erbij_waar_de_lijst_die_kolom_niet_heeft(carla, uwv_lijst):
    inlezing = open_lijst("a.csv", inhoud=b"Voornaam;Achternaam\nEva;Bos\n", **uwv_lijst)
    verbeter(carla, inlezing, 2, telefoon="0612345678")
    assert inlezing.regels.get().gegevens["cellen"]["telefoon"] == "0612345678"


# --- Somebody else was first ---------------------------------------------------------------------------------
def test_collega_verbeterde_dezelfde_rij(carla, rommelig, uwv_lijst):
    """Both texts are shown; sending again overwrites knowingly."""
    gegevens = velden(carla, rommelig, 3) | TAB | {"email": "mijn@example.nl"}
    verbeter_regel(rommelig, 3, cellen={"email": "haar@example.nl"}, door=uwv_lijst["door"])
    antwoord = carla.post(adres(rommelig, 3), gegevens, **HTMX)
    assert "haar@example.nl" in tekst(antwoord), "what stands there now"
    assert 'value="mijn@example.nl"' in antwoord.content.decode()
    assert rommelig.regels.get(rijnummer=3).gegevens["cellen"]["email"] == "haar@example.nl"
    gegevens["gezien"] = antwoord.context["form"]["gezien"].value()
    carla.post(adres(rommelig, 3), gegevens, **HTMX)
    assert rommelig.regels.get(rijnummer=3).gegevens["cellen"]["email"] == "mijn@example.nl"


@pytest.mark.parametrize("kop", [HTMX, {}])
def test_intussen_ingelezen_woorden_en_wat_er_getypt_was(carla, inlezing, uwv_lijst, kop):
    gegevens = velden(carla, inlezing, 4) | TAB | {"woonplaats": "Winschoten"}
    lees_in(inlezing, door=uwv_lijst["door"])
    antwoord = carla.post(adres(inlezing, 4), gegevens, **kop)
    assert antwoord.status_code == 200
    assert "Rij 4 is intussen ingelezen." in tekst(antwoord)
    assert "Winschoten" in tekst(antwoord)


def test_terwijl_een_collega_inleest_blijft_de_tekst_staan(carla, inlezing, uwv_lijst):
    gegevens = velden(carla, inlezing, 4) | TAB | {"woonplaats": "Winschoten"}
    begin_inlezen(inlezing, door=uwv_lijst["door"])
    antwoord = carla.post(adres(inlezing, 4), gegevens, **HTMX)
    assert "Een collega leest deze lijst nu in." in tekst(antwoord)
    assert 'value="Winschoten"' in antwoord.content.decode()


def test_uitgelogd_tijdens_het_verbeteren(carla, rommelig, coordinator_groningen):
    """The text is caught as a draft, and stands in the row's own page after logging in."""
    antwoord = carla.get(adres(rommelig, 3), TAB, **HTMX)
    gegevens = antwoord.context["form"].initial | {
        "concept": antwoord.context["form"].concept.waarde,
        "email": "net@example.nl",
    }
    weg = Client().post(adres(rommelig, 3), gegevens, **HTMX)
    assert adres(rommelig, 3) in weg.headers["HX-Redirect"]
    assert 'value="net@example.nl"' in carla.get(adres(rommelig, 3)).content.decode()


# --- Who may ---------------------------------------------------------------------------------------------------
def test_bijna_goed_en_verkeerde_rol(client, rommelig, coordinator_twente, collega_groningen, jobcoach):
    for wie, status in ((coordinator_twente, 404), (jobcoach, 403), (collega_groningen, 200)):
        client.force_login(wie)
        assert client.get(adres(rommelig, 3), TAB, **HTMX).status_code == status
        assert client.post(adres(rommelig, 3), TAB | {"email": ""}, **HTMX).status_code == status
    assert client.get(adres(Inlezing(pk=uuid.uuid4()), 3), **HTMX).status_code == 404
