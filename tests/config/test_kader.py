"""The frame: menu per role, first page, health, error pages, login in our words, the admin's door."""

import re

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse

from config import navigatie, urls
from gebruikers.rollen import Rol
from tests.fabrieken import GebruikerFabriek


def _pagina(request):
    return HttpResponse("")


def _kamer(naam, *namen):
    return path(f"{naam}/", include(([path(f"{n}/", _pagina, name=n) for n in namen], naam)))


urlpatterns = [
    *[p for p in urls.urlpatterns if getattr(p, "namespace", None) not in {"rapportage", "partners"}],
    _kamer("rapportage", "vandaag", "kandidaten", "mijn_week", "cijfers"),
    _kamer("partners", "lijst"),
]
handler429 = urls.handler429


@override_settings(ROOT_URLCONF=__name__)
def test_menu_noemt_alleen_wat_bestaat():
    namen = [naam for _, naam in navigatie.ingangen({Rol.COORDINATOR})]
    assert namen[:2] == ["Vandaag", "Kandidaten"]
    assert "Partners" in namen
    assert len(namen) <= 6


@override_settings(ROOT_URLCONF=__name__)
def test_menu_van_wie_meer_rollen_heeft_noemt_elke_pagina_eenmaal():
    ingangen = navigatie.ingangen({Rol.COORDINATOR, Rol.JOBCOACH, Rol.MANAGER})
    adressen = [adres for adres, _ in ingangen]
    assert len(adressen) == len(set(adressen))
    assert dict(ingangen)["/rapportage/kandidaten/"] == "Kandidaten"
    assert dict(ingangen)["/rapportage/mijn_week/"] == "Mijn week"


def test_elke_rol_staat_in_de_tabel():
    assert set(navigatie.INGANGEN) == set(Rol)
    assert max(len(ingangen) for ingangen in navigatie.INGANGEN.values()) <= 6


def test_menu_wijst_de_pagina_aan():
    adressen = ["/kandidaten/", "/kandidaten/nieuw/", "/"]
    actief = {a: navigatie._actief(a, "/kandidaten/nieuw/x/", adressen) for a in adressen}
    assert actief == {"/kandidaten/": "", "/kandidaten/nieuw/": "true", "/": ""}
    assert navigatie._actief("/", "/", adressen) == "page"


@override_settings(ROOT_URLCONF=__name__)
def test_eerste_pagina_hoort_bij_de_rol(client, jobcoach):
    client.force_login(jobcoach)
    antwoord = client.get("/")
    assert antwoord.status_code == 302
    assert antwoord.url == "/rapportage/mijn_week/"


def test_wie_geen_rol_heeft_leest_wat_te_doen(client, vreemde):
    client.force_login(vreemde)
    antwoord = client.get("/")
    assert antwoord.status_code == 200
    assert "Vraag uw beheerder" in antwoord.content.decode()


def test_zonder_inloggen_naar_inloggen(client, db):
    assert client.get("/").url == "/account/inloggen/?next=/"


# --- Health, accessibility, errors --------------------------------------------------------------------------
def test_gezond(client, db):
    antwoord = client.get("/gezond/")
    assert (antwoord.status_code, antwoord.json()) == (200, {"status": "ok"})


def test_gezond_zonder_database(client, db, mocker_database):
    assert client.get("/gezond/").status_code == 503


@pytest.fixture
def mocker_database(monkeypatch):
    class Stuk:
        def cursor(self):
            raise OperationalError("weg")

    monkeypatch.setattr("config.views.connection", Stuk())


def test_toegankelijkheid_is_openbaar(client, db, django_assert_num_queries, settings):
    settings.MELDPUNT = "hulp@example.nl"
    with django_assert_num_queries(0):
        html = client.get("/toegankelijkheid/").content.decode()
    assert 'id="melden"' in html
    assert "mailto:hulp@example.nl" in html


def test_elke_pagina_heeft_haar_bakens(client, jobcoach):
    client.force_login(jobcoach)
    html = client.get("/toegankelijkheid/").content.decode()
    assert '<html lang="nl">' in html
    assert html.count("<h1>") == 1
    assert "<title>Toegankelijkheid – Trajecten</title>" in html
    assert html.index("skiplink") < html.index("<header") < html.index("<main") < html.index("<footer")
    assert 'id="inhoud"' in html
    assert jobcoach.naam in html


def test_404_zegt_niet_of_iets_bestaat(client, jobcoach):
    client.force_login(jobcoach)
    antwoord = client.get("/bestaat-niet/")
    assert antwoord.status_code == 404
    assert "Deze pagina is er niet" in antwoord.content.decode()


def test_500_heeft_niets_nodig(db, jobcoach, monkeypatch):
    def stuk(request):
        raise RuntimeError("stuk")

    monkeypatch.setattr("config.views.startpagina", stuk)
    client = Client(raise_request_exception=False)
    client.force_login(jobcoach)
    antwoord = client.get("/")
    assert antwoord.status_code == 500
    assert "Er ging iets mis" in antwoord.content.decode()


def test_400(client, db):
    antwoord = client.get("/", headers={"host": "vreemd.example.com"})
    assert antwoord.status_code == 400
    assert "Dit verzoek klopt niet" in antwoord.content.decode()


def test_csrf_fout_is_leesbaar(db):
    antwoord = Client(enforce_csrf_checks=True).post("/account/inloggen/", {"login": "x"})
    assert antwoord.status_code == 403
    assert "Dit formulier is verlopen" in antwoord.content.decode()


# --- Account ------------------------------------------------------------------------------------------------
def _wachtwoord(gebruiker):
    gebruiker.set_password("Lange-zin-met-tekens-9")
    gebruiker.save()
    return "Lange-zin-met-tekens-9"


def test_inloggen(client, jobcoach):
    gegevens = {"login": jobcoach.email.upper(), "password": _wachtwoord(jobcoach)}
    antwoord = client.post("/account/inloggen/?next=/toegankelijkheid/", gegevens)
    assert antwoord.status_code == 302
    assert antwoord.url == "/toegankelijkheid/"


def test_inloggen_werkt_met_een_wachtwoordbeheerder(client, db):
    html = client.get("/account/inloggen/").content.decode()
    assert 'autocomplete="email"' in html
    assert 'autocomplete="current-password"' in html
    assert "placeholder" not in html
    assert "remember" not in html


def test_verkeerd_wachtwoord_in_gewoon_nederlands(client, jobcoach):
    html = client.post("/account/inloggen/", {"login": jobcoach.email, "password": "fout"}).content.decode()
    assert "<title>1 fout – Inloggen – Trajecten</title>" in html
    assert "Het e-mailadres of het wachtwoord klopt niet." in html


def test_pogingen_worden_door_alle_processen_samen_geteld(client, jobcoach, settings):
    """In the database, not in the memory of one of the web server's processes; who is locked out reads that."""
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    for _ in range(5):
        client.post("/account/inloggen/", {"login": jobcoach.email, "password": "fout"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM basis_teller")
        sleutels = " ".join(rij[0] for rij in cursor.fetchall())
    assert "login_failed" in sleutels
    assert jobcoach.email not in sleutels
    goed = {"login": jobcoach.email, "password": _wachtwoord(jobcoach)}
    assert "te vaak" in Client().post("/account/inloggen/", goed).content.decode()


def test_niemand_maakt_zelf_een_account(client, db):
    html = client.get("/account/aanmelden/").content.decode()
    assert "Dat doet de beheerder van uw organisatie" in html


@pytest.mark.parametrize("naam", ["account_change_password", "account_logout", "account_reauthenticate"])
def test_accountpaginas_zijn_van_ons(client, jobcoach, naam):
    _wachtwoord(jobcoach)
    client.force_login(jobcoach)
    html = client.get(reverse(naam)).content.decode()
    assert '<header class="kop">' in html
    assert "Menu:" not in html


def test_nieuw_wachtwoord_van_mail_tot_inloggen(client, jobcoach):
    _wachtwoord(jobcoach)
    antwoord = client.post("/account/wachtwoord/vergeten/", {"email": jobcoach.email}, follow=True)
    assert "Kijk in uw mail" in antwoord.content.decode()
    bericht = mail.outbox[0]
    assert bericht.subject == "Nieuw wachtwoord voor Trajecten"
    adres = re.search(r"http://testserver(/\S+)", bericht.body)[1]
    antwoord = client.get(adres, follow=True)
    assert "Nieuw wachtwoord kiezen" in antwoord.content.decode()
    nieuw = {"password1": "Heel-andere-zin-12", "password2": "Heel-andere-zin-12"}
    antwoord = client.post(antwoord.redirect_chain[-1][0], nieuw, follow=True)
    assert "Uw wachtwoord is gewijzigd" in antwoord.content.decode()
    assert (
        client.post(
            "/account/inloggen/", {"login": jobcoach.email, "password": nieuw["password1"]}
        ).status_code
        == 302
    )


def test_onbekend_adres_krijgt_hetzelfde_antwoord(client, db):
    antwoord = client.post("/account/wachtwoord/vergeten/", {"email": "niemand@example.nl"}, follow=True)
    assert "Kijk in uw mail" in antwoord.content.decode()


def test_oude_link_zegt_wat_te_doen(client, db):
    html = client.get("/account/wachtwoord/nieuw/1-abc/").content.decode()
    assert "Deze link werkt niet meer" in html


# --- Beheer -------------------------------------------------------------------------------------------------
def test_beheer_is_voor_de_beheerder(client, beheerder):
    client.force_login(beheerder)
    html = client.get("/beheer/").content.decode()
    assert "Trajecten – Beheer" in html
    assert "Terug naar Trajecten" in html
    assert "Groepen" not in html


def test_beheer_vraagt_eerst_om_inloggen(client, db):
    keten = client.get("/beheer/", follow=True).redirect_chain
    assert keten[-1][0] == "/account/inloggen/?next=/beheer/"


def test_beheer_is_niet_voor_een_coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    assert client.get("/beheer/", follow=True).status_code == 403


def test_een_melding_staat_in_de_sessie_en_niet_in_een_cookie(client, traject, coordinator_groningen):
    """A message names people; a cookie stays on a shared computer."""
    client.force_login(coordinator_groningen)
    adres = reverse("trajecten:lichting_nieuw")
    velden = {
        "programma": traject.programma_id,
        "naam": "Najaar",
        "start": "1-9-2027",
        "plaatsen": "4",
        "coordinator": coordinator_groningen.pk,
    }
    antwoord = client.post(adres, velden)
    assert "messages" not in antwoord.cookies
    assert "Najaar" not in str(client.session.items()), "nor can it be read in the database or a backup"
    pagina = client.get(antwoord.url)
    assert "gemaakt. Plaats nu mensen." in pagina.text
    assert [str(melding) for melding in pagina.context["messages"]], (
        "as a message, not only somewhere on the page"
    )
    assert "_messages" not in client.session


@pytest.mark.parametrize("staat_er", ["[]", "zomaar", "gAAAA", ["los"]])
def test_een_melding_die_niet_te_lezen_is_houdt_niemand_tegen(client, coordinator_groningen, staat_er):
    """Of before an upgrade, or under a key that is gone: what it said is lost, the page is not."""
    client.force_login(coordinator_groningen)
    sessie = client.session
    sessie["_messages"] = staat_er
    sessie.save()
    assert client.get("/vandaag/").status_code == 200


@pytest.mark.parametrize("adres", ["/dossier/AB%00CD/", "/selectie/ronde/1/kandidaat/A%00/", "/cijfers/%00/"])
def test_een_nulteken_in_het_adres_is_geen_pagina(client, coordinator_groningen, adres):
    """On PostgreSQL it would be a fault 500."""
    client.force_login(coordinator_groningen)
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize(
    ("rol", "zoekt"),
    [
        ("coordinator", True),
        ("jobcoach", True),
        ("trainer", True),
        ("teamleider", True),
        ("manager", False),
        ("verwijzer", False),
        ("beheerder", False),
    ],
)
def test_zoeken_staat_boven_elke_pagina_van_wie_dossiers_ziet(client, db, rol, zoekt):
    client.force_login(GebruikerFabriek(rollen=[rol]))
    assert ('id="zoek-q"' in client.get("/toegankelijkheid/").content.decode()) == zoekt


def test_een_dossier_en_een_lijst_horen_bij_kandidaten(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    html = client.get(reverse("inlezen:overzicht")).content.decode()
    assert re.search(r'<a href="/kandidaten/" aria-current="true">Kandidaten</a>', html)
