"""What somebody typed survives: while typing, after a session end, and filled in again afterwards."""

import json
import time
from datetime import timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.concepten import (
    MAX_PER_GEBRUIKER,
    ConceptTeGroot,
    bewaar_concept,
    concept_voor,
    conceptsleutel,
    lees_conceptsleutel,
    verwijder_concept,
    zet_concept,
)
from basis.inzendingen import nieuwe_inzending
from basis.models import Concept, Inzending
from tests.basis.proef import Kaart
from tests.basis.urls import SLEUTEL, ProefForm

pytestmark = [pytest.mark.urls("tests.basis.urls"), pytest.mark.django_db]


def velden(gebruiker, **anders):
    return {"concept": conceptsleutel(gebruiker, SLEUTEL), "titel": "half af"} | anders


def naar_login(pagina):
    return f"{reverse('account_login')}?next={pagina}"


@pytest.fixture
def als_anna(client, anna):
    client.force_login(anna)
    return client


# --- Keeping ----------------------------------------------------------------------------------------------------------
def test_een_concept_per_formulier_en_per_mens(anna, bram):
    bewaar_concept(gebruiker_id=anna.pk, sleutel="a", velden={"titel": ["oud"]})
    bewaar_concept(gebruiker_id=anna.pk, sleutel="a", velden={"titel": ["nieuw"], "soorten": ["a", "b"]})
    bewaar_concept(gebruiker_id=bram.pk, sleutel="a", velden={"titel": ["van bram"]})
    assert concept_voor(anna, "a").inhoud == {"titel": ["nieuw"], "soorten": ["a", "b"]}
    assert concept_voor(bram, "a").inhoud == {"titel": ["van bram"]}
    verwijder_concept(anna, "a")
    assert concept_voor(anna, "a") is None
    assert concept_voor(bram, "a") is not None


def test_een_concept_is_niet_leesbaar_in_de_tabel(anna):
    bewaar_concept(gebruiker_id=anna.pk, sleutel="a", velden={"notitie": ["zit niet lekker"]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud FROM basis_concept")
        assert "lekker" not in cursor.fetchone()[0]


def test_wachtwoorden_en_sleutels_worden_nooit_bewaard(anna):
    geheim = {
        "csrfmiddlewaretoken": ["x"],
        "password1": ["x"],
        "Wachtwoord": ["x"],
        "concept": ["x"],
        "inzending": ["x"],
    }
    concept = bewaar_concept(gebruiker_id=anna.pk, sleutel="a", velden=geheim | {"titel": ["wel"]})
    assert concept.inhoud == {"titel": ["wel"]}


def test_te_groot(anna):
    with pytest.raises(ConceptTeGroot):
        bewaar_concept(gebruiker_id=anna.pk, sleutel="a", velden={"titel": ["x" * 66_000]})
    assert concept_voor(anna, "a") is None


def test_boven_vijftig_gaat_het_oudste_weg(anna, bram):
    bewaar_concept(gebruiker_id=bram.pk, sleutel="a", velden={})
    for nummer in range(MAX_PER_GEBRUIKER + 1):
        with time_machine.travel(timezone.now() + timedelta(seconds=nummer), tick=False):
            bewaar_concept(gebruiker_id=anna.pk, sleutel=f"s{nummer}", velden={})
    assert Concept.objects.filter(gebruiker=anna).count() == MAX_PER_GEBRUIKER
    assert concept_voor(anna, "s0") is None
    assert concept_voor(anna, "s50") is not None
    assert concept_voor(bram, "a") is not None


def test_handtekening(anna):
    waarde = conceptsleutel(anna, "a:1", pagina="/kaart/1/")
    gelezen = lees_conceptsleutel(waarde, max_age=10)
    assert (gelezen.gebruiker_id, gelezen.sleutel, gelezen.pagina) == (anna.pk, "a:1", "/kaart/1/")
    for vals in (waarde[:-1] + ("A" if waarde[-1] != "A" else "B"), "", None, "x:y:z"):
        assert lees_conceptsleutel(vals) is None
    with time_machine.travel(time.time() + 11):
        assert lees_conceptsleutel(waarde, max_age=10) is None
        assert lees_conceptsleutel(waarde) is not None


# --- Filling in -------------------------------------------------------------------------------------------------------
def test_formulier_wordt_ingevuld_zoals_het_getypt_was(anna):
    ingevuld = {"p-titel": ["veel te lang voor dit veld"], "p-op": ["31-0-26"], "p-soorten": ["a", "b"]}
    bewaar_concept(gebruiker_id=anna.pk, sleutel="a", velden=ingevuld)
    form = ProefForm(prefix="p", initial={"klaar": True, "titel": "uit de database"})
    assert zet_concept(form, gebruiker=anna, sleutel="a") == form.concept.concept
    html = form.as_p()
    assert 'value="veel te lang voor dit veld"' in html
    assert 'value="31-0-26"' in html
    assert html.count("checked") == 0, "she had unticked it"
    assert html.count(" selected") == 2


def test_ingezonden_formulier_wordt_niet_overschreven(anna):
    bewaar_concept(gebruiker_id=anna.pk, sleutel="a", velden={"titel": ["concept"]})
    form = ProefForm({"titel": "nu getypt"})
    assert zet_concept(form, gebruiker=anna, sleutel="a") is None
    assert form["titel"].value() == "nu getypt"
    assert lees_conceptsleutel(form.concept.waarde).sleutel == "a"


# --- The address for the script ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("als_json", [True, False])
def test_bewaren_tijdens_het_typen(als_anna, anna, als_json):
    gegevens = velden(anna, soorten=["a", "b"])
    with time_machine.travel("2026-03-03T13:02:00Z", tick=False):
        als_anna.force_login(anna)
        gegevens["concept"] = conceptsleutel(anna, SLEUTEL)
        soort = (
            {"content_type": "application/json", "data": json.dumps(gegevens)}
            if als_json
            else {"data": gegevens}
        )
        antwoord = als_anna.post(reverse("basis:concept"), **soort)
    assert (antwoord.status_code, antwoord.json()) == (200, {"bewaard_op": "14:02"})
    assert concept_voor(anna, SLEUTEL).inhoud == {"titel": ["half af"], "soorten": ["a", "b"]}
    assert "no-store" in antwoord["Cache-Control"]


def test_op_het_scherm_van_een_ander_wordt_niets_bewaard(als_anna, bram):
    assert als_anna.post(reverse("basis:concept"), velden(bram)).status_code == 403
    assert als_anna.post(reverse("basis:concept"), {"concept": "vals", "titel": "x"}).status_code == 403
    assert not Concept.objects.exists()


def test_te_lang_zegt_dat(als_anna, anna):
    assert als_anna.post(reverse("basis:concept"), velden(anna, titel="x" * 66_000)).status_code == 413


def test_uitgelogd_is_401_en_toch_bewaard(client, anna):
    antwoord = client.post(reverse("basis:concept"), velden(anna))
    assert antwoord.status_code == 401
    assert antwoord.json()["bewaard_op"] == concept_voor(anna, SLEUTEL).tijd
    assert "sessionid" not in antwoord.cookies


def test_uitgelogd_met_een_oud_of_vals_scherm_bewaart_niets(client, anna):
    oud = velden(anna)
    with time_machine.travel(time.time() + 25 * 3600):
        antwoord = client.post(reverse("basis:concept"), oud)
    assert (antwoord.status_code, antwoord.json()) == (401, {"uitgelogd": True})
    assert client.post(reverse("basis:concept"), {"concept": "vals"}).json() == {"uitgelogd": True}
    anna.is_active = False
    anna.save()
    assert client.post(reverse("basis:concept"), velden(anna)).json() == {"uitgelogd": True}
    assert not Concept.objects.exists()


def test_laat_concept_komt_niet_na_het_bewaren_terug(als_anna, anna, proef):
    """The last autosave may arrive after the form itself."""
    inzending = nieuwe_inzending()
    als_anna.post("/formulier/", velden(anna, inzending=inzending))
    assert Kaart.objects.get().titel == "half af"
    assert als_anna.post(reverse("basis:concept"), velden(anna, inzending=inzending)).status_code == 409
    als_anna.logout()
    assert als_anna.post(reverse("basis:concept"), velden(anna, inzending=inzending)).json() == {
        "uitgelogd": True
    }
    assert not Concept.objects.exists()


@pytest.mark.parametrize("manier", ["delete", "post"])
def test_weggooien(als_anna, anna, manier):
    bewaar_concept(gebruiker_id=anna.pk, sleutel=SLEUTEL, velden={})
    if manier == "delete":
        antwoord = als_anna.delete(
            reverse("basis:concept"), json.dumps(velden(anna)), content_type="application/json"
        )
        assert antwoord.json() == {"weggegooid": True}
    else:
        sleutel = conceptsleutel(anna, SLEUTEL, pagina="/formulier/")
        antwoord = als_anna.post(
            reverse("basis:concept"), {"concept": sleutel, "weggooien": "1"}, headers={"accept": "text/html"}
        )
        assert (antwoord.status_code, antwoord.url) == (302, "/formulier/")
    assert concept_voor(anna, SLEUTEL) is None


def test_weggooien_stuurt_niemand_naar_een_andere_site(als_anna, anna):
    antwoord = als_anna.post(
        reverse("basis:concept"),
        velden(anna, weggooien="1"),
        headers={"accept": "text/html", "referer": "https://kwaad.example/"},
    )
    assert antwoord.url == "/"


def test_weggooien_uitgelogd_gooit_niets_weg(client, anna):
    bewaar_concept(gebruiker_id=anna.pk, sleutel=SLEUTEL, velden={"titel": ["blijft"]})
    assert client.post(reverse("basis:concept"), velden(anna, weggooien="1")).status_code == 401
    assert concept_voor(anna, SLEUTEL).inhoud == {"titel": ["blijft"]}


@pytest.mark.parametrize("onzin", ["geen json", "[1]", '"x"', "null"])
def test_onleesbare_json_is_geen_fout_van_ons(als_anna, onzin):
    assert als_anna.post(reverse("basis:concept"), onzin, content_type="application/json").status_code == 403


# --- The safety net ---------------------------------------------------------------------------------------------------
def test_na_een_sessie_einde_is_de_tekst_er_nog(als_anna, anna, proef):
    """The whole road: type, session ends, send, log in, find the text, send again."""
    als_anna.session.flush()
    antwoord = als_anna.post("/formulier/?stap=2", velden(anna, password="geheim"))
    assert antwoord.status_code == 302
    assert antwoord.url == naar_login("/formulier/%3Fstap%3D2")
    assert concept_voor(anna, SLEUTEL).inhoud == {"titel": ["half af"]}
    assert not Kaart.objects.exists()

    als_anna.force_login(anna)
    pagina = als_anna.get("/formulier/?stap=2")
    assert 'value="half af"' in pagina.content.decode()
    als_anna.post("/formulier/", velden(anna, inzending=nieuwe_inzending()))
    assert Kaart.objects.get().titel == "half af"
    assert concept_voor(anna, SLEUTEL) is None


def test_de_pagina_van_het_formulier_gaat_voor(client, anna):
    sleutel = conceptsleutel(anna, SLEUTEL, pagina="/openbaar/")
    assert client.post("/formulier/", velden(anna, concept=sleutel)).url == naar_login("/openbaar/")


def test_htmx_gaat_met_de_hele_pagina_naar_inloggen(client, anna):
    antwoord = client.post("/formulier/", velden(anna), headers={"hx-request": "true"})
    assert antwoord["HX-Redirect"] == naar_login("/formulier/")
    assert concept_voor(anna, SLEUTEL) is not None


@pytest.mark.parametrize("adres", ["/formulier/", "/basis/concept/"])
def test_zonder_csrf_schrijft_niets_behalve_het_concept(anna, bram, proef, adres):
    """Logged in again in another tab: the old page has an old CSRF token, but its signature saves the text."""
    streng = Client(enforce_csrf_checks=True)
    for vals in ({"titel": "x"}, {"titel": "x", "concept": "vals"}):
        assert streng.post(adres, vals).status_code == 403
    streng.force_login(bram)
    assert streng.post(adres, velden(anna)).status_code == 403
    assert not Concept.objects.exists(), "the page of somebody else"

    streng.force_login(anna)
    antwoord = streng.post(adres, velden(anna))
    assert antwoord.status_code == 403
    assert concept_voor(anna, SLEUTEL).inhoud == {"titel": ["half af"]}
    assert not Kaart.objects.exists()
    if adres == "/formulier/":
        assert '<a href="/formulier/">' in antwoord.content.decode()
    else:
        assert antwoord.json() == {"bewaard_op": concept_voor(anna, SLEUTEL).tijd}


def test_csrf_fout_weggooien_gooit_niets_weg(anna):
    bewaar_concept(gebruiker_id=anna.pk, sleutel=SLEUTEL, velden={"titel": ["blijft"]})
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(anna)
    streng.post("/basis/concept/", {"concept": conceptsleutel(anna, SLEUTEL), "weggooien": "1"})
    assert concept_voor(anna, SLEUTEL).inhoud == {"titel": ["blijft"]}


def test_zonder_handtekening_gaat_het_zoals_altijd(client, anna):
    antwoord = client.post("/formulier/", {"titel": "x", "concept": "vals"})
    assert antwoord.url == naar_login("/formulier/")
    assert not Concept.objects.exists()


def test_te_lange_tekst_zegt_dat_op_de_inlogpagina(client, anna):
    antwoord = client.post("/formulier/", velden(anna, titel="x" * 66_000))
    assert antwoord.status_code == 302
    assert ["te lang" in str(melding) for melding in get_messages(antwoord.wsgi_request)] == [True]
    assert not Concept.objects.exists()


def test_een_openbare_pagina_en_een_get_worden_niet_gevangen(client, anna):
    assert client.post("/openbaar/", velden(anna)).status_code == 200
    client.get("/formulier/", velden(anna))
    assert not Concept.objects.exists()


def test_dubbel_verzonden_schrijft_een_keer(als_anna, anna, proef):
    gegevens = velden(anna, inzending=nieuwe_inzending())
    antwoorden = [als_anna.post("/formulier/", gegevens) for _ in range(2)]
    assert [antwoord.url for antwoord in antwoorden] == ["/klaar/", "/klaar/"]
    assert Kaart.objects.count() == 1


# --- Cleaning ---------------------------------------------------------------------------------------------------------
def test_opruimen(anna, capsys):
    nu = timezone.now()
    for dagen in (29, 31):
        Concept.objects.create(
            gebruiker=anna, sleutel=str(dagen), inhoud={}, bewaard_op=nu - timedelta(days=dagen)
        )
    for dagen in (6, 8):
        Inzending.objects.create(sleutel=nieuwe_inzending(), gebruiker=anna, op=nu - timedelta(days=dagen))
    call_command("ruim_op", droog=True)
    assert (Concept.objects.count(), Inzending.objects.count()) == (2, 2)
    call_command("ruim_op")
    assert Concept.objects.get().sleutel == "29"
    assert Inzending.objects.get().op > nu - timedelta(days=7)
    assert capsys.readouterr().out.count("1 concepten") == 2
