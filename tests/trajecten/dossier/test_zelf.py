"""Registering oneself: the dossier that comes of it, what keeps machines out, and what stays quiet."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis import tempo
from kandidaten.models import Dubbelvermoeden, Kandidaat
from logboek.models import Logregel
from rapportage.vandaag import sectie_van
from tests import fabrieken
from trajecten.dossier import views_zelf
from trajecten.dossier.forms_zelf import EEN_VAN_BEIDE, NOG_EENS, ZOUT
from trajecten.models import Traject

LIJST, KLAAR = "/aanmelden/", "/aanmelden/P02/klaar/"
FORMULIER = "/aanmelden/P02/"
GEEN_NAAM = ("Nadia", "Bakkali", "06 12345678", "0612345678")


@pytest.fixture(autouse=True)
def schone_teller(db):
    cache.clear()


@pytest.fixture
def gemeente(regio_groningen):
    return fabrieken.GemeenteFabriek(naam="Groningen", regio=regio_groningen)


@pytest.fixture
def open_programma(programma, coordinator_groningen):
    programma.zelf_aanmelden = True
    programma.save()
    return programma


def stempel(geleden=60, code="P02"):
    """What the page carries that was made so many seconds ago."""
    with time_machine.travel(timezone.now() - dt.timedelta(seconds=geleden), tick=False):
        return signing.TimestampSigner(salt=ZOUT).sign(code)


@pytest.fixture
def invoer(open_programma, gemeente):
    return {
        "voornaam": "Nadia",
        "achternaam": "el Bakkali",
        "telefoon": "06 12345678",
        "email": "",
        "voorkeurskanaal": "sms",
        "gemeente": gemeente.pk,
        "website": "",
        "stempel": stempel(),
    }


# --- What comes of it -------------------------------------------------------------------------------------------------
def test_wie_zich_aanmeldt_staat_meteen_op_vandaag(client, dien_in, invoer, gemeente, coordinator_groningen):
    antwoord = dien_in(client, FORMULIER, invoer)
    assert (antwoord.status_code, antwoord.url) == (302, KLAAR)
    traject = Traject.objects.get()
    zij, verwijzing = traject.kandidaat, traject.verwijzing
    assert (zij.voornaam, zij.tussenvoegsel, zij.achternaam) == ("Nadia", "el", "Bakkali")
    assert (zij.gemeente, zij.behandelregio, zij.voorkeurskanaal) == (gemeente, gemeente.regio, "sms")
    assert zij.privacy_gegeven_op == timezone.localdate()
    assert (verwijzing.bron, verwijzing.partner, verwijzing.vastgelegd_door) == ("zelf", None, None)
    assert timezone.now() - verwijzing.ontvangen_op < dt.timedelta(minutes=1)
    sectie, _ = sectie_van(coordinator_groningen, "bellen")
    assert [regel.naam for regel in sectie.regels] == [zij.naam]


def test_wie_alleen_een_mailadres_gaf_is_te_bereiken(client, dien_in, invoer, coordinator_groningen):
    """The page about the first contact says how she wishes to be reached, and how that can be done."""
    anders = {"telefoon": "", "email": "nadia@example.nl", "voorkeurskanaal": "email"}
    dien_in(client, FORMULIER, invoer | anders)
    zij = Kandidaat.objects.get()
    client.force_login(coordinator_groningen)
    tekst = client.get(reverse("dossier:contact", args=[zij.dossiernummer, 1])).content.decode()
    assert "mailto:nadia@example.nl" in tekst
    assert "Liefst bereikbaar via: e-mail" in tekst


def test_het_logboek_zegt_wat_er_gebeurde_en_noemt_niemand(client, dien_in, invoer):
    dien_in(client, FORMULIER, invoer)
    regels = Logregel.objects.filter(dossier=Kandidaat.objects.get().dossiernummer)
    assert {regel.gebruiker for regel in regels} == {None}
    assert "privacytekst 1" in regels.get(reden__contains="zelf aangemeld").reden
    assert not [r for r in Logregel.objects.all() if any(deel in r.reden for deel in GEEN_NAAM)]


def test_een_collega_die_het_formulier_invult_staat_in_het_logboek(client, dien_in, invoer, jobcoach):
    client.force_login(jobcoach)
    dien_in(client, FORMULIER, invoer)
    assert Traject.objects.get().verwijzing.vastgelegd_door == jobcoach


def test_de_pagina_zegt_wat_er_gebeurt_en_maakt_geen_sessie(client, dien_in, invoer):
    for pagina in (LIJST, FORMULIER, KLAAR):
        antwoord = client.get(pagina)
        assert antwoord.status_code == 200
        assert "24 uur" in antwoord.content.decode()
    assert "no-store" in client.get(FORMULIER)["Cache-Control"]
    dien_in(client, FORMULIER, invoer)
    assert "sessionid" not in client.cookies


def test_zonder_termijn_wordt_geen_termijn_beloofd(client, open_programma, gemeente):
    open_programma.eerste_contact_uren = None
    open_programma.save()
    for pagina in (LIJST, FORMULIER, KLAAR):
        tekst = client.get(pagina).content.decode()
        assert " uur" not in tekst[tekst.index("<main") :]


# --- Which programmes, which gemeenten --------------------------------------------------------------------------------
def test_alleen_een_programma_dat_open_is(client, open_programma):
    fabrieken.ProgrammaFabriek(code="P03", naam="Erkend talent")
    fabrieken.ProgrammaFabriek(code="P04", naam="Oud", status="gearchiveerd", zelf_aanmelden=True)
    tekst = client.get(LIJST).content.decode()
    assert "KPN Customer Service Groningen" in tekst
    assert "Erkend talent" not in tekst
    assert "Oud" not in tekst
    for code in ("P03", "P04", "X99"):
        assert client.get(f"/aanmelden/{code}/").status_code == 404
        assert client.post(f"/aanmelden/{code}/").status_code == 404
        assert client.get(f"/aanmelden/{code}/klaar/").status_code == 404


def test_een_nieuwe_versie_die_niet_open_is_sluit_de_pagina(client, open_programma):
    fabrieken.ProgrammaFabriek(code="P02", versie=2, naam="Nieuw")
    assert client.get(FORMULIER).status_code == 404


def test_zonder_programma_staat_er_waar_iemand_terechtkan(client, db):
    assert "UWV" in client.get(LIJST).content.decode()


def test_alleen_gemeenten_waar_iemand_belt(client, dien_in, invoer, regio_twente, coordinator_groningen):
    enschede = fabrieken.GemeenteFabriek(naam="Enschede", regio=regio_twente)
    fabrieken.GemeenteFabriek(naam="Ter Weg", regio=invoer_regio(), geldig_tot=dt.date(2020, 12, 31))
    fabrieken.GemeenteFabriek(naam="'s-Gravenhage", regio=invoer_regio())
    keuzes = dict(client.get(FORMULIER).context["form"].fields["gemeente"].choices)
    assert list(keuzes.values()) == ["Kies uw gemeente", "Den Haag ('s-Gravenhage)", "Groningen"]
    antwoord = dien_in(client, FORMULIER, invoer | {"gemeente": enschede.pk})
    assert "gemeente" in antwoord.context["form"].errors
    coordinator_groningen.is_active = False
    coordinator_groningen.save()
    assert "nu niet zelf aanmelden" in client.get(FORMULIER).content.decode()


def invoer_regio():
    return fabrieken.RegioFabriek(code="AM01")


# --- What she types ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("anders", "veld", "zin"),
    [
        ({"telefoon": ""}, "telefoon", EEN_VAN_BEIDE),
        ({"telefoon": "12"}, "telefoon", "geen telefoonnummer"),
        ({"telefoon": "", "email": "nadia@example.nl"}, "telefoon", "kies hieronder e-mail"),
        ({"voorkeurskanaal": "email"}, "email", "kies hieronder bellen"),
        ({"voornaam": ""}, "voornaam", "Vul ‘Voornaam’ in"),
        ({"achternaam": "Win www.prijs.example"}, "achternaam", "alleen uw achternaam"),
        ({"gemeente": ""}, "gemeente", "Kies een antwoord"),
    ],
)
def test_een_fout_zegt_wat_te_doen_en_bewaart_de_antwoorden(client, dien_in, invoer, anders, veld, zin):
    antwoord = dien_in(client, FORMULIER, invoer | anders)
    assert list(antwoord.context["form"].errors) == [veld]
    assert zin in antwoord.context["form"].errors[veld][0]
    tekst = antwoord.content.decode()
    assert 'value="el Bakkali"' in tekst or 'value="Nadia"' in tekst
    assert not Kandidaat.objects.exists()


@pytest.mark.parametrize("anders", [{"telefoon": "", "email": "n@example.nl", "voorkeurskanaal": ""}, {}])
def test_telefoon_of_mail_is_genoeg(client, dien_in, invoer, anders):
    assert dien_in(client, FORMULIER, invoer | anders).status_code == 302


# --- It never tells who is known --------------------------------------------------------------------------------------
def test_wie_al_bekend_is_krijgt_hetzelfde_antwoord(client, dien_in, invoer, traject):
    nieuw = dien_in(client, FORMULIER, invoer)
    bekend = dien_in(client, FORMULIER, invoer | {"telefoon": traject.kandidaat.telefoon})
    assert (nieuw.status_code, nieuw.url, nieuw.content) == (bekend.status_code, bekend.url, bekend.content)
    zij = Kandidaat.objects.latest("pk")
    paar = Dubbelvermoeden.objects.get(eerste=traject.kandidaat, tweede=zij)
    assert "telefoon" in paar.redenen


def test_twee_keer_sturen_maakt_een_dossier(client, dien_in, invoer):
    sleutel = str(uuid.uuid4())
    antwoorden = [dien_in(client, FORMULIER, invoer, inzending=sleutel).url for _ in range(2)]
    assert antwoorden == [KLAAR, KLAAR]
    assert Kandidaat.objects.count() == 1


# --- Machines ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "anders",
    [
        {"website": "http://koop.example"},
        {"stempel": ""},
        {"stempel": "P02:verzonnen"},
        {"stempel": lambda: stempel(1)},
        {"stempel": lambda: stempel(25 * 60 * 60)},
        {"stempel": lambda: stempel(60, code="P10")},
        {"inzending": "geen"},
    ],
    ids=["lokveld", "zonder", "vals", "te_snel", "te_oud", "ander_programma", "zonder_sleutel"],
)
def test_wie_op_een_machine_lijkt_verstuurt_het_nog_een_keer(client, invoer, anders):
    anders = {naam: waarde() if callable(waarde) else waarde for naam, waarde in anders.items()}
    antwoord = client.post(FORMULIER, invoer | {"inzending": str(uuid.uuid4())} | anders)
    tekst = antwoord.content.decode()
    assert NOG_EENS in tekst
    assert 'value="Nadia"' in tekst
    assert not Kandidaat.objects.exists()
    pagina = antwoord.context["form"].stempel
    later = timezone.now() + dt.timedelta(seconds=10)
    with time_machine.travel(later, tick=False):
        goed = client.post(FORMULIER, invoer | {"inzending": str(uuid.uuid4()), "stempel": pagina})
    assert goed.status_code == 302


def test_te_veel_vanaf_een_plek_zegt_wanneer_en_bewaart_de_antwoorden(client, dien_in, invoer, monkeypatch):
    monkeypatch.setattr(views_zelf, "HOOGSTENS", 1)
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 45, tzinfo=dt.UTC), tick=False):
        invoer["stempel"] = stempel()
        assert dien_in(client, FORMULIER, invoer).status_code == 302
        antwoord = dien_in(client, FORMULIER, invoer | {"voornaam": "Samira"})
        assert (antwoord.status_code, antwoord["Retry-After"]) == (429, "900")
        tekst = antwoord.content.decode()
        assert "over 15 minuten" in tekst
        assert 'value="Samira"' in tekst
        elders = dien_in(client, FORMULIER, invoer, REMOTE_ADDR="10.0.0.9")
        assert elders.status_code == 302
    with time_machine.travel(dt.datetime(2026, 11, 2, 10, 0, 1, tzinfo=dt.UTC), tick=False):
        assert dien_in(client, FORMULIER, invoer).status_code == 302
    assert Kandidaat.objects.count() == 3


def test_fouten_maken_telt_niet_als_aanmelden(client, dien_in, invoer, monkeypatch):
    monkeypatch.setattr(views_zelf, "HOOGSTENS", 1)
    for _ in range(3):
        dien_in(client, FORMULIER, invoer | {"gemeente": ""})
    assert dien_in(client, FORMULIER, invoer).status_code == 302


def test_de_teller_kent_het_adres_van_de_bezoeker_niet(client, dien_in, invoer):
    dien_in(client, FORMULIER, invoer, REMOTE_ADDR="10.0.0.9")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM basis_teller")
        sleutels = [rij[0] for rij in cursor.fetchall()]
    assert sleutels
    assert not [sleutel for sleutel in sleutels if "10.0.0.9" in sleutel]


def test_zonder_csrf_token_gebeurt_er_niets(invoer):
    streng = Client(enforce_csrf_checks=True)
    assert streng.post(FORMULIER, invoer | {"inzending": str(uuid.uuid4())}).status_code == 403
    assert not Kandidaat.objects.exists()


def test_de_pagina_is_te_vinden_vanaf_het_inloggen(client, db):
    assert reverse("dossier:aanmelden") in client.get(reverse("account_login")).content.decode()


def test_alle_processen_tellen_samen(client, dien_in, invoer, monkeypatch):
    """What one web process counted, another reads: the counters stand in the database, not in the process."""
    monkeypatch.setattr(views_zelf, "HOOGSTENS", 1)
    assert dien_in(client, FORMULIER, invoer).status_code == 302
    ander_proces = caches.create_connection("default")  # nothing of what the first one has in its memory
    monkeypatch.setattr(tempo, "cache", ander_proces)
    assert dien_in(Client(), FORMULIER, invoer | {"voornaam": "Samira"}).status_code == 429
    assert Kandidaat.objects.count() == 1


def test_een_gemeente_die_niet_bestaat(client, dien_in, invoer):
    antwoord = dien_in(client, FORMULIER, invoer | {"gemeente": "987654"})
    assert list(antwoord.context["form"].errors) == ["gemeente"]
    assert "Staat uw gemeente er niet bij?" in antwoord.content.decode()
    assert not Kandidaat.objects.exists()
