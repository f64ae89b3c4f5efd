"""Who reads the note at a hand-over: coaches, who wrote it, a coordinator with a reason; and what her week says."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from kandidaten.caseload import bereid_overdracht_voor, leg_overdracht_vast
from kandidaten.models import Overdracht, Toewijzing
from logboek.models import Handeling, Logregel
from tests import fabrieken
from tests.trajecten.begeleiding.conftest import VANDAAG
from trajecten.dossier.diensten import laat_overnemen

TEKST = "Belt liever op dinsdag"


@pytest.fixture
def overdracht(julia, jobcoach, andere_jobcoach):
    """Joke hands Julia over to Anton from today, and wrote the note herself."""
    bereid_overdracht_voor(kandidaat=julia.kandidaat, notitie=TEKST, door=jobcoach)
    oud = Toewijzing.objects.select_related("kandidaat", "gebruiker").get()
    laat_overnemen(oud, gebruiker=andere_jobcoach, van=VANDAAG, door=jobcoach, reden="")
    return Overdracht.objects.get()


def adres(overdracht, wat="overdracht"):
    return reverse(f"begeleiding:{wat}", args=[overdracht.kandidaat.dossiernummer, overdracht.pk])


@pytest.mark.parametrize("wie", ["andere_jobcoach", "jobcoach"])
def test_de_nieuwe_en_de_vorige_jobcoach_lezen_en_dat_staat_in_het_logboek(request, client, overdracht, wie):
    gebruiker = request.getfixturevalue(wie)
    client.force_login(gebruiker)
    assert TEKST in client.get(adres(overdracht)).text
    assert TEKST in client.get(overdracht.kandidaat.get_absolute_url()).text
    gelezen = Logregel.objects.filter(
        gebruiker=gebruiker, handeling=Handeling.INZIEN, categorie="coachnotities"
    )
    assert gelezen.count() == 2


def test_na_dertig_dagen_leest_de_vorige_niet_meer(client, overdracht, jobcoach, time_machine):
    laatste = VANDAAG - dt.timedelta(days=1)
    for dagen, status in ((30, 200), (31, 404)):
        time_machine.move_to(
            dt.datetime.combine(laatste + dt.timedelta(days=dagen), dt.time(10), tzinfo=dt.UTC)
        )
        client.force_login(jobcoach)
        assert client.get(adres(overdracht)).status_code == status


def test_een_coordinator_leest_met_een_reden(client, overdracht, coordinator_groningen, dien_reden):
    client.force_login(coordinator_groningen)
    assert TEKST not in client.get(adres(overdracht)).text
    assert TEKST not in client.get(overdracht.kandidaat.get_absolute_url()).text
    assert TEKST not in dien_reden(client, overdracht, "ja").text
    assert TEKST in dien_reden(client, overdracht, "De jobcoach is weg").text
    assert Logregel.objects.filter(reden="De jobcoach is weg", gebruiker=coordinator_groningen).exists()


@pytest.fixture
def dien_reden():
    def dien(client, overdracht, reden):
        return client.post(adres(overdracht), {"reden": reden, "inzending": str(uuid.uuid4())})

    return dien


def test_wie_de_notitie_zelf_schreef_leest_haar(
    client, julia, jobcoach, andere_jobcoach, coordinator_groningen
):
    _, rij = leg_overdracht_vast(
        kandidaat=julia.kandidaat, van=jobcoach, naar=andere_jobcoach, per=VANDAAG, reden="lang_afwezig",
        notitie=TEKST, door=coordinator_groningen,
    )  # fmt: skip
    client.force_login(coordinator_groningen)
    assert TEKST in client.get(adres(rij)).text


@pytest.mark.parametrize(("wie", "status"), [("coordinator_twente", 404), ("trainer", 403), ("manager", 404)])
def test_anderen_lezen_niets(request, client, overdracht, trainer, wie, status):
    fabrieken.ToewijzingFabriek(kandidaat=overdracht.kandidaat, gebruiker=trainer, rol="trainer")
    client.force_login(request.getfixturevalue(wie))
    antwoord = client.get(adres(overdracht))
    assert antwoord.status_code == status
    assert TEKST not in antwoord.text


def test_gelezen_haalt_haar_uit_de_week(client, overdracht, andere_jobcoach, jobcoach):
    client.force_login(andere_jobcoach)
    week = reverse("rapportage:mijn_week")
    assert "Nieuw bij u: lees de overdracht" in client.get(week).text
    assert TEKST not in client.get(week).text
    antwoord = client.post(adres(overdracht, "overdracht_gelezen"), {"inzending": str(uuid.uuid4())})
    assert antwoord.status_code == 302
    assert "Nieuw bij u" not in client.get(week).text
    overdracht.refresh_from_db()
    assert overdracht.gelezen_op is not None


def test_een_ander_zegt_niet_gelezen(client, overdracht, andere_jobcoach, jobcoach):
    derde = fabrieken.GebruikerFabriek(rollen=["jobcoach"])
    fabrieken.ToewijzingFabriek(kandidaat=overdracht.kandidaat, gebruiker=derde, van=VANDAAG)
    for gebruiker, status in ((derde, 404), (jobcoach, 403)):
        client.force_login(gebruiker)
        assert client.post(adres(overdracht, "overdracht_gelezen")).status_code == status


def test_wat_nog_komt_staat_niet_in_de_week(client, julia, jobcoach, andere_jobcoach):
    morgen = VANDAAG + dt.timedelta(days=1)
    leg_overdracht_vast(
        kandidaat=julia.kandidaat,
        van=jobcoach,
        naar=andere_jobcoach,
        per=morgen,
        reden="regio",
        door=jobcoach,
    )
    client.force_login(andere_jobcoach)
    assert "Luinenburg" not in client.get(reverse("rapportage:mijn_week")).text


def test_voorbereiden_en_veranderen(client, julia, jobcoach):
    client.force_login(jobcoach)
    bladzij = reverse("begeleiding:overdracht_voorbereiden", args=[julia.kandidaat.dossiernummer])
    for tekst in ("Eerste versie", "Tweede versie"):
        client.get(bladzij)
        client.post(bladzij, {"notitie": tekst, "inzending": str(uuid.uuid4())})
    assert Overdracht.objects.get().notitie == "Tweede versie"
    assert "Uw overdracht staat klaar" in client.get(julia.get_absolute_url()).text
    fout = client.post(bladzij, {"notitie": "BSN 111222333", "inzending": str(uuid.uuid4())})
    assert "notitie" in fout.context["form"].errors


def test_wie_waarneemt_heeft_niets_over_te_dragen(client, julia, jobcoach, andere_jobcoach):
    fabrieken.ToewijzingFabriek(
        kandidaat=julia.kandidaat, gebruiker=andere_jobcoach, van=VANDAAG, tot=VANDAAG, vervangt=jobcoach
    )
    client.force_login(andere_jobcoach)
    bladzij = reverse("begeleiding:overdracht_voorbereiden", args=[julia.kandidaat.dossiernummer])
    assert client.get(bladzij).status_code == 403
