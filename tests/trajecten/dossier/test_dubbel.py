"""The page Mogelijk dubbel: never a word about somebody in another region, until that side is put before you."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kandidaten.models import Dubbelvermoeden, Kandidaat, Samenvoeging
from kandidaten.vermoedens import zoek_dubbelen
from logboek.models import Handeling, Logregel
from tests import fabrieken
from tests.trajecten.dossier.test_samenvoegen_schermen import adres, voeg_samen_op_het_scherm

DAG = dt.date(1989, 3, 1)
LIJST = "/kandidaten/dubbel/"


@pytest.fixture
def hier(regio_groningen):
    return fabrieken.KandidaatFabriek(
        voornaam="Fatma", achternaam="Hierlander", telefoon="0612345678", behandelregio=regio_groningen
    )


@pytest.fixture
def daar(regio_twente, hier):
    """The same telephone number, in Twente, under another name."""
    return fabrieken.KandidaatFabriek(
        voornaam="Fatima", achternaam="Daarginds", telefoon="0612345678", behandelregio=regio_twente
    )


@pytest.fixture
def paar(hier, daar):
    zoek_dubbelen()
    return Dubbelvermoeden.objects.get()


@pytest.fixture
def inloggen(client):
    def als(gebruiker):
        client.force_login(gebruiker)
        client.get(reverse("toegankelijkheid"))
        return client

    return als


def post(client, naam, pk, **anders):
    return client.post(
        reverse(f"dossier:dubbel_{naam}", args=[pk]), {"inzending": str(uuid.uuid4())}, **anders
    )


def lekken(antwoord, wie):
    tekst = antwoord.content.decode()
    merken = (wie.voornaam, wie.achternaam, wie.dossiernummer, wie.behandelregio.naam)
    return [merk for merk in merken if merk in tekst]


# --- Two people of one's own ------------------------------------------------------------------------------------------
def test_beide_van_mij(inloggen, coordinator_groningen, hier, regio_groningen):
    ook = fabrieken.KandidaatFabriek(telefoon="0612345678", behandelregio=regio_groningen)
    zoek_dubbelen()
    client = inloggen(coordinator_groningen)
    tekst = client.get(LIJST).content.decode()
    assert "Zelfde telefoonnummer" in tekst
    assert adres(hier, ook) in tekst
    regels = Logregel.objects.filter(handeling=Handeling.INZIEN, reden="lijst Mogelijk dubbel")
    assert {r.dossier for r in regels} == {hier.dossiernummer, ook.dossiernummer}


def test_zijn_twee_mensen_en_terug(inloggen, coordinator_groningen, collega_groningen, hier, regio_groningen):
    fabrieken.KandidaatFabriek(telefoon="0612345678", behandelregio=regio_groningen)
    zoek_dubbelen()
    paar = Dubbelvermoeden.objects.get()
    client = inloggen(coordinator_groningen)
    antwoord = post(client, "twee_mensen", paar.pk, follow=True)
    assert "zijn twee mensen" in antwoord.content.decode()
    assert "Hierlander" not in client.get(LIJST).content.decode()
    assert post(inloggen(collega_groningen), "terug", paar.pk).status_code == 404  # somebody else's judgement
    post(inloggen(coordinator_groningen), "terug", paar.pk)
    assert "Hierlander" in client.get(LIJST).content.decode()


def test_de_tweede_die_oordeelt_leest_dat_een_collega_eerder_was(
    inloggen, coordinator_groningen, hier, regio_groningen, monkeypatch
):
    fabrieken.KandidaatFabriek(telefoon="0612345678", behandelregio=regio_groningen)
    zoek_dubbelen()
    paar = Dubbelvermoeden.objects.get()
    client = inloggen(coordinator_groningen)
    post(client, "twee_mensen", paar.pk)
    assert post(client, "twee_mensen", paar.pk).status_code == 404


# --- Somebody in another region ---------------------------------------------------------------------------------------
def test_van_de_ander_staat_er_niets(inloggen, coordinator_groningen, coordinator_twente, hier, daar, paar):
    for wie, mijn, ander in ((coordinator_groningen, hier, daar), (coordinator_twente, daar, hier)):
        client = inloggen(wie)
        antwoord = client.get(LIJST)
        tekst = antwoord.content.decode()
        assert mijn.achternaam in tekst
        assert "Mogelijk al bekend in een andere regio" in tekst
        assert "telefoonnummer" not in tekst  # nor why: that is about the other one
        assert lekken(antwoord, ander) == []
        voorleggen = client.get(reverse("dossier:dubbel_voorleggen", args=[paar.pk]))
        assert lekken(voorleggen, ander) == []
        assert client.get(adres(mijn, ander)).status_code == 404
        assert client.get(adres(ander, mijn)).status_code == 404
        assert post(client, "twee_mensen", paar.pk).status_code == 404
    assert Dubbelvermoeden.objects.open().count() == 1


def test_een_derde_regio_ziet_het_paar_niet(inloggen, hier, daar, paar):
    derde = fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[fabrieken.RegioFabriek()])
    antwoord = inloggen(derde).get(LIJST)
    assert lekken(antwoord, hier) + lekken(antwoord, daar) == []
    for naam in ("twee_mensen", "intrekken", "terug", "voorleggen"):
        assert post(inloggen(derde), naam, paar.pk).status_code == 404


def test_de_lijst_kost_evenveel_met_en_zonder_iemand_elders(
    inloggen, coordinator_groningen, hier, regio_groningen, regio_twente
):
    """Whether the other one is hers or somebody else's, the page asks the database the same."""
    ook = fabrieken.KandidaatFabriek(telefoon="0612345678", behandelregio=regio_groningen)
    zoek_dubbelen()
    client = inloggen(coordinator_groningen)
    aantallen = []
    for regio in (regio_groningen, regio_twente):
        Kandidaat.objects.filter(pk=ook.pk).update(behandelregio=regio)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LIJST).status_code == 200
        aantallen.append(len(queries))
    assert aantallen[0] == aantallen[1]


def test_een_vreemd_dossier_kost_evenveel_als_een_onbekend_nummer(
    inloggen, coordinator_groningen, hier, daar, paar
):
    client = inloggen(coordinator_groningen)
    aantallen = []
    for nummer in (daar.dossiernummer, "ZZZZ-9999"):
        with CaptureQueriesContext(connection) as queries:
            antwoord = client.get(reverse("dossier:samenvoegen", args=[hier.dossiernummer, nummer]))
        aantallen.append((antwoord.status_code, len(queries)))
    assert aantallen[0] == aantallen[1]
    assert aantallen[0][0] == 404


# --- Putting it before the other region -------------------------------------------------------------------------------
@pytest.fixture
def voorgelegd(inloggen, coordinator_groningen, paar):
    client = inloggen(coordinator_groningen)
    pagina = client.get(reverse("dossier:dubbel_voorleggen", args=[paar.pk])).content.decode()
    assert "<li>Naam, geboortedatum en contactgegevens</li>" in pagina
    assert "14 dagen" in pagina
    post(client, "voorleggen", paar.pk)
    return paar


def test_wie_voorlegt_ziet_zelf_niet_meer(inloggen, coordinator_groningen, hier, daar, voorgelegd):
    client = inloggen(coordinator_groningen)
    antwoord = client.get(LIJST)
    assert "Voorgelegd, tot en met" in antwoord.content.decode()
    assert lekken(antwoord, daar) == []
    assert client.get(adres(hier, daar)).status_code == 404


def test_de_andere_regio_ziet_beide_en_voegt_samen(
    inloggen, coordinator_twente, coordinator_groningen, hier, daar, voorgelegd
):
    client = inloggen(coordinator_twente)
    tekst = client.get(LIJST).content.decode()
    assert "Voorgelegd door een andere regio" in tekst
    assert "Hierlander" in tekst
    assert client.get(hier.get_absolute_url()).status_code == 404  # only side by side, not the dossier
    antwoord, _ = voeg_samen_op_het_scherm(client, daar, hier, behandelregio="hier")
    assert client.get(antwoord.url).status_code == 200
    assert Samenvoeging.objects.get().blijft == daar
    assert inloggen(coordinator_groningen).get(hier.get_absolute_url()).status_code == 404


def test_wie_het_dossier_aan_de_andere_regio_laat_komt_op_de_lijst_uit(
    inloggen, coordinator_twente, hier, daar, voorgelegd
):
    antwoord, _ = voeg_samen_op_het_scherm(
        inloggen(coordinator_twente), daar, hier, nummer="daar", behandelregio="daar"
    )
    assert antwoord.url == LIJST


def test_de_andere_regio_zegt_dat_het_twee_mensen_zijn(
    inloggen, coordinator_twente, coordinator_groningen, hier, voorgelegd
):
    post(inloggen(coordinator_twente), "twee_mensen", voorgelegd.pk)
    assert inloggen(coordinator_groningen).get(LIJST).context["paren"] == []


# --- What came of it --------------------------------------------------------------------------------------------------
def antwoorden(antwoord):
    return [(regel.naam, regel.nummer, regel.zin.partition(" op ")[0]) for regel in antwoord.context["klaar"]]


def test_wie_voorlegde_leest_30_dagen_dat_er_is_samengevoegd(
    inloggen, coordinator_twente, coordinator_groningen, collega_groningen, hier, daar, voorgelegd
):
    """Under the name that she knew, also when the dossier goes on under another; of the other one not a word."""
    voeg_samen_op_het_scherm(
        inloggen(coordinator_twente), daar, hier, voornaam="hier", achternaam="hier", behandelregio="hier"
    )
    client = inloggen(coordinator_groningen)
    with CaptureQueriesContext(connection) as queries:
        antwoord = client.get(LIJST)
    assert len(queries) <= 10
    assert antwoorden(antwoord) == [(hier.naam, hier.dossiernummer, "Samengevoegd")]
    tekst = antwoord.content.decode()
    assert "door een collega van de andere regio. Het dossier staat nu daar." in tekst
    assert [merk for merk in lekken(antwoord, daar) if merk != hier.voornaam] == []
    assert client.get(hier.get_absolute_url()).status_code == 404
    for ander in (collega_groningen, coordinator_twente):
        assert antwoorden(inloggen(ander).get(LIJST)) == []
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert antwoorden(inloggen(coordinator_groningen).get(LIJST)) == []
    coordinator_groningen.werkgebieden.all().delete()
    assert antwoorden(inloggen(coordinator_groningen).get(LIJST)) == []


def test_ook_als_haar_eigen_nummer_blijft(
    inloggen, coordinator_twente, coordinator_groningen, hier, daar, voorgelegd
):
    """Her number stays, her region does not: she reads the name she knew, not the one it has there."""
    keuzes = {"nummer": "daar", "voornaam": "hier", "achternaam": "hier", "behandelregio": "hier"}
    voeg_samen_op_het_scherm(inloggen(coordinator_twente), daar, hier, **keuzes)
    antwoord = inloggen(coordinator_groningen).get(LIJST)
    assert antwoorden(antwoord) == [(hier.naam, hier.dossiernummer, "Samengevoegd")]
    assert lekken(antwoord, daar) == []
    Samenvoeging.objects.update(
        ongedaan_op=timezone.now(), ongedaan_door=coordinator_twente, momentopname=None
    )
    assert antwoorden(inloggen(coordinator_groningen).get(LIJST)) == []


def test_wie_voorlegde_leest_dat_het_iemand_anders_is(
    inloggen, coordinator_twente, coordinator_groningen, hier, daar, voorgelegd
):
    post(inloggen(coordinator_twente), "twee_mensen", voorgelegd.pk)
    client = inloggen(coordinator_groningen)
    antwoord = client.get(LIJST)
    assert antwoorden(antwoord) == [(hier.naam, hier.dossiernummer, "Beoordeeld")]
    assert "dit is iemand anders" in antwoord.content.decode()
    assert lekken(antwoord, daar) == []
    assert client.get(adres(hier, daar)).status_code == 404
    assert lekken(inloggen(coordinator_twente).get(LIJST), hier) == []  # answered is no longer shown
    post(inloggen(coordinator_twente), "terug", voorgelegd.pk)
    voorgelegd.refresh_from_db()
    assert (voorgelegd.status, voorgelegd.voorgelegd_kant) == ("open", "")
    assert antwoorden(inloggen(coordinator_groningen).get(LIJST)) == []


def test_ingetrokken_of_voorbij_is_weer_dicht(
    inloggen, coordinator_groningen, coordinator_twente, hier, daar, voorgelegd
):
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        antwoord = inloggen(coordinator_twente).get(LIJST)
        assert lekken(antwoord, hier) == []
    assert post(inloggen(coordinator_twente), "intrekken", voorgelegd.pk).status_code == 302
    assert (
        inloggen(coordinator_twente).get(adres(daar, hier)).status_code == 200
    )  # hers to take back it was not
    post(inloggen(coordinator_groningen), "intrekken", voorgelegd.pk)
    client = inloggen(coordinator_twente)
    assert lekken(client.get(LIJST), hier) == []
    assert client.get(adres(daar, hier)).status_code == 404


# --- Straight after putting somebody forward --------------------------------------------------------------------------
@pytest.fixture
def aanmelding(programma):
    moment = timezone.localtime() - dt.timedelta(minutes=1)
    return {
        "voornaam": "Noor",
        "achternaam": "Nieuwenhuis",
        "telefoon": "0612345678",
        "programma": programma.pk,
        "verwijzer": "zelf",
        "ontvangen_op_0": f"{moment:%d-%m-%Y}",
        "ontvangen_op_1": f"{moment:%H:%M}",
    }


def test_wie_elders_bekend_is_staat_meteen_in_de_lijst(inloggen, coordinator_groningen, daar, aanmelding):
    Kandidaat.objects.filter(achternaam="Hierlander").delete()
    client = inloggen(coordinator_groningen)
    nieuw = reverse("dossier:nieuw_gegevens")
    antwoord = client.post(nieuw, {**aanmelding, "wie": "anders:elders", "inzending": str(uuid.uuid4())})
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    assert Dubbelvermoeden.objects.open().count() == 1
    lijst = client.get(LIJST)
    assert "Nieuwenhuis" in lijst.content.decode()
    assert lekken(lijst, daar) == []


def test_wie_net_zei_dat_het_iemand_anders_is_krijgt_die_vraag_niet_nog_eens(
    inloggen, coordinator_groningen, hier, aanmelding
):
    client = inloggen(coordinator_groningen)
    antwoord = client.post(
        reverse("dossier:nieuw_gegevens"),
        {**aanmelding, "wie": f"anders:{hier.dossiernummer}", "inzending": str(uuid.uuid4())},
    )
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    paar = Dubbelvermoeden.objects.get()
    assert (paar.status, paar.beoordeeld_door) == ("andere_persoon", coordinator_groningen)
    zoek_dubbelen()
    assert Dubbelvermoeden.objects.open().count() == 0
