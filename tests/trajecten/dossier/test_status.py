"""Moving, ending and correcting the status of a traject, with the assignments that end and reopen with it."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kandidaten.models import Toewijzing
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.diensten import wijzig_status
from trajecten.dossier.diensten import draai_status_terug, sluit_traject
from trajecten.lichtingen import geef_plaats
from trajecten.models import Programma
from trajecten.statussen import Status


def adres(traject, naam="status", *args, naar=""):
    pad = reverse(f"dossier:{naam}", args=[traject.kandidaat.dossiernummer, traject.volgnummer, *args])
    return f"{pad}?naar={naar}" if naar else pad


def vandaag():
    return timezone.localdate()


@pytest.fixture
def lopend(gecoacht, coordinator_groningen):
    return breng_naar(gecoacht, "lopend", door=coordinator_groningen)


@pytest.fixture
def als_coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


def invoer(traject, **anders):
    return {"op": f"{vandaag():%d-%m-%Y}", "toelichting": "", "gezien": traject.status, **anders}


# --- Ending and reopening -------------------------------------------------------------------------------------------
def test_sluiten_beeindigt_de_toewijzingen_en_herstellen_opent_ze(lopend, jobcoach, coordinator_groningen):
    waarneming = fabrieken.ToewijzingFabriek(
        kandidaat=lopend.kandidaat, tot=vandaag() + dt.timedelta(days=20), reden="vakantie"
    )
    oud = fabrieken.ToewijzingFabriek(
        kandidaat=lopend.kandidaat,
        van=vandaag() - dt.timedelta(days=40),
        tot=vandaag() - dt.timedelta(days=10),
        reden="andere baan",
    )
    sluit_traject(
        lopend, naar="afgerond", op=vandaag(), door=coordinator_groningen, reden="uitkomst_zelfde_werkgever"
    )
    gewoon = Toewijzing.objects.get(gebruiker=jobcoach)
    waarneming.refresh_from_db()
    assert gewoon.tot == waarneming.tot == vandaag()
    assert "einde traject 1" in gewoon.reden
    draai_status_terug(lopend, door=coordinator_groningen, toelichting="Verkeerde persoon")
    assert lopend.status == Status.LOPEND
    gewoon.refresh_from_db()
    waarneming.refresh_from_db()
    oud.refresh_from_db()
    assert (gewoon.tot, gewoon.reden) == (None, "")
    assert (waarneming.tot, waarneming.reden) == (vandaag() + dt.timedelta(days=20), "vakantie")
    assert (oud.tot, oud.reden) == (vandaag() - dt.timedelta(days=10), "andere baan")


def test_wie_nog_een_traject_heeft_houdt_haar_coach(lopend, jobcoach, coordinator_groningen):
    fabrieken.TrajectFabriek(kandidaat=lopend.kandidaat, verwijzing=lopend.verwijzing, volgnummer=2)
    sluit_traject(
        lopend, naar="uitgevallen", op=vandaag(), door=coordinator_groningen, reden="uitval_onbekend"
    )
    assert Toewijzing.objects.get(gebruiker=jobcoach).tot is None


def test_herstellen_laat_wie_intussen_opnieuw_is_toegewezen(lopend, jobcoach, coordinator_groningen):
    sluit_traject(
        lopend, naar="uitgevallen", op=vandaag(), door=coordinator_groningen, reden="uitval_onbekend"
    )
    fabrieken.ToewijzingFabriek(kandidaat=lopend.kandidaat, gebruiker=jobcoach)
    draai_status_terug(lopend, door=coordinator_groningen, toelichting="Vergissing")
    assert Toewijzing.objects.filter(gebruiker=jobcoach, tot=None).count() == 1


# --- The pages ------------------------------------------------------------------------------------------------------
def test_de_keuze_is_die_van_de_tabel(als_coordinator, traject):
    tekst = als_coordinator.get(adres(traject)).content.decode()
    for naar, staat in [
        ("in_selectie", 1),
        ("afgewezen", 1),
        ("teruggetrokken", 1),
        ("lopend", 0),
        ("afgerond", 0),
    ]:
        assert (f"?naar={naar}" in tekst) == bool(staat)


def test_een_stap_die_niet_mag_gaat_terug_naar_de_keuze(als_coordinator, traject, dien_in):
    antwoord = dien_in(als_coordinator, adres(traject, naar="lopend"), invoer(traject))
    assert antwoord.url == adres(traject)
    traject.refresh_from_db()
    assert traject.status == "aangemeld"


def test_in_selectie_nemen_en_ongedaan_maken(als_coordinator, traject, dien_in):
    antwoord = dien_in(als_coordinator, adres(traject, naar="in_selectie"), invoer(traject), follow=True)
    traject.refresh_from_db()
    assert traject.status == "in_selectie"
    terug = adres(traject, "status_terug", traject.statuswissels.last().pk)
    assert terug in antwoord.content.decode()
    for _ in range(2):  # a double click takes back one step
        als_coordinator.post(terug)
    traject.refresh_from_db()
    assert traject.status == "aangemeld"
    assert traject.statuswissels.geldig().count() == 1


def test_na_tien_minuten_vraagt_herstellen_een_reden(als_coordinator, traject, dien_in):
    dien_in(als_coordinator, adres(traject, naar="in_selectie"), invoer(traject))
    wissel = traject.statuswissels.last()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        antwoord = als_coordinator.post(adres(traject, "status_terug", wissel.pk))
        assert antwoord.url == adres(traject, "vergissing")
        traject.refresh_from_db()
        assert traject.status == "in_selectie"
        leeg = dien_in(als_coordinator, adres(traject, "vergissing"), {"wissel": wissel.pk})
        assert "toelichting" in leeg.context["form"].errors
        dien_in(
            als_coordinator, adres(traject, "vergissing"), {"wissel": wissel.pk, "toelichting": "Te vroeg"}
        )
    traject.refresh_from_db()
    assert traject.status == "aangemeld"


def test_vergissing_van_een_andere_stap_wordt_eerst_getoond(
    als_coordinator, traject, dien_in, collega_groningen
):
    breng_naar(traject, "in_selectie", door=collega_groningen)
    gezien = traject.statuswissels.last()
    wijzig_status(traject, naar="wachtlijst", door=collega_groningen, op=vandaag())
    antwoord = dien_in(
        als_coordinator, adres(traject, "vergissing"), {"wissel": gezien.pk, "toelichting": "Verkeerd"}
    )
    assert antwoord.status_code == 200
    assert "nog eens gewijzigd" in antwoord.content.decode()
    traject.refresh_from_db()
    assert traject.status == "wachtlijst"


def test_eindigen_toont_eerst_wat_er_gebeurt(als_coordinator, lopend, dien_in):
    """A11Y-21: the look before; the way back has what was typed; the second POST ends it."""
    url = adres(lopend, naar="uitgevallen")
    data = invoer(lopend, reden="uitval_verhuisd", toelichting="Naar Breda.")
    controle = dien_in(als_coordinator, url, data)
    lopend.refresh_from_db()
    assert lopend.status == "lopend"
    tekst = controle.content.decode()
    for woord in ("Wilt u dit traject afsluiten", "Verhuisd", "Naar Breda.", "Joke Jobcoach (jobcoach)"):
        assert woord in tekst
    assert als_coordinator.get(url).context["form"]["toelichting"].value() == "Naar Breda."
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        antwoord = dien_in(als_coordinator, url, data | {"bevestigd": "1"}, inzending=sleutel)
        assert antwoord.status_code == 302
    lopend.refresh_from_db()
    assert (lopend.status, lopend.reden) == ("uitgevallen", "uitval_verhuisd")
    assert lopend.statuswissels.last().toelichting == "Naar Breda."
    assert Toewijzing.objects.get().tot == vandaag()


def test_een_uitkomst_is_verplicht_en_van_de_lijst(als_coordinator, lopend, dien_in):
    url = adres(lopend, naar="afgerond")
    assert "reden" in dien_in(als_coordinator, url, invoer(lopend)).context["form"].errors
    fout = dien_in(als_coordinator, url, invoer(lopend, reden="uitval_verhuisd", bevestigd="1"))
    assert "reden" in fout.context["form"].errors
    lopend.refresh_from_db()
    assert lopend.status == "lopend"


@pytest.mark.parametrize("dagen", [1, -400])
def test_datum_niet_in_de_toekomst_en_niet_voor_de_vorige_stap(als_coordinator, lopend, dien_in, dagen):
    op = vandaag() + dt.timedelta(days=dagen)
    data = invoer(lopend, reden="uitval_verhuisd", op=f"{op:%d-%m-%Y}")
    assert "op" in dien_in(als_coordinator, adres(lopend, naar="uitgevallen"), data).context["form"].errors


def test_wie_te_laat_is_ziet_dat_de_status_veranderde(als_coordinator, traject, dien_in, collega_groningen):
    data = invoer(traject, reden="afwijzing_taal", bevestigd="1")
    breng_naar(traject, "in_selectie", door=collega_groningen)
    antwoord = dien_in(als_coordinator, adres(traject, naar="afgewezen"), data)
    assert "De status is intussen ‘in selectie’ geworden" in antwoord.content.decode()
    assert antwoord.context["form"]["reden"].value() == "afwijzing_taal"
    traject.refresh_from_db()
    assert traject.status == "in_selectie"


def test_formulieren_binnen_het_budget(als_coordinator, lopend, django_assert_max_num_queries):
    als_coordinator.get("/toegankelijkheid/")
    for url in (adres(lopend), adres(lopend, naar="uitgevallen"), adres(lopend, "vergissing")):
        with django_assert_max_num_queries(12):
            als_coordinator.get(url)


# --- Starting by hand -------------------------------------------------------------------------------------------------
def test_met_de_hand_starten_zegt_wat_er_nog_mist(
    als_coordinator, traject, programma, lichting, jobcoach, coordinator_groningen, dien_in
):
    """The points that stop the start of a cohort, each with the way to put it right; she may have begun already."""
    Programma.objects.filter(pk=programma.pk).update(
        uren_opties=[24, 32], kinderopvang_check=True, taaleis="B1", begeleiding_vrijwillig=False
    )
    breng_naar(traject, "geselecteerd", door=coordinator_groningen)
    geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
    traject.kandidaat.privacy_gegeven_op = None
    traject.kandidaat.taal_spreken = ""
    traject.kandidaat.save()
    antwoord = als_coordinator.get(adres(traject, naar="lopend"))
    nummer = traject.kandidaat.dossiernummer
    assert [url for _, url, _ in antwoord.context["mist"]] == [
        lichting.get_absolute_url(),
        reverse("dossier:gegevens_wijzigen", args=[nummer, "bereikbaarheid"]),
        reverse("dossier:traject_wijzigen", args=[nummer, 1]),
        reverse("dossier:gegevens_wijzigen", args=[nummer, "werk"]),
        reverse("dossier:gegevens_wijzigen", args=[nummer, "taal"]),
        reverse("dossier:toewijzen", args=[nummer]),
    ]
    for zin, url, _ in antwoord.context["mist"]:
        assert zin in antwoord.text and url in antwoord.text
        assert als_coordinator.get(url).status_code == 200
    assert als_coordinator.get(adres(traject, naar="wachtlijst")).context["mist"] == []
    assert dien_in(als_coordinator, adres(traject, naar="lopend"), invoer(traject)).status_code == 302
    traject.refresh_from_db()
    assert traject.status == Status.LOPEND


def test_wie_klaar_is_leest_geen_waarschuwing(
    als_coordinator, gecoacht, coordinator_groningen, django_assert_max_num_queries
):
    breng_naar(gecoacht, "geselecteerd", door=coordinator_groningen)
    Programma.objects.filter(pk=gecoacht.programma_id).update(
        uren_opties=[], kinderopvang_check=False, taaleis=""
    )
    gecoacht.kandidaat.privacy_gegeven_op = vandaag()
    gecoacht.kandidaat.save()
    with django_assert_max_num_queries(12):
        antwoord = als_coordinator.get(adres(gecoacht, naar="lopend"))
    assert antwoord.context["mist"] == [] and "Let op" not in antwoord.text
