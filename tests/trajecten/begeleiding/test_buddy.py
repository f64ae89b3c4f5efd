"""Buddies: who can be one, one at a time, ending with an undo, and what an alumna's consent decides."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.diensten import geef_toestemming, trek_toestemming_in
from logboek.models import Logregel
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.begeleiding.buddys import (
    beeindig_buddy,
    buddyspoor,
    heropen_buddy,
    is_buddy_voor,
    koppel_buddy,
    mogelijke_alumnae,
    stop_als_buddy,
    wijzig_buddy,
)
from trajecten.begeleiding.models import Buddykoppeling
from trajecten.dossier.diensten import sluit_traject
from trajecten.dossier.toestemmingen import trek_in
from trajecten.models import Programma, Traject
from trajecten.statussen import Status, Uitkomst

VANDAAG = dt.date(2026, 9, 30)


def adres(naam, traject):
    return reverse(f"begeleiding:{naam}", args=[traject.kandidaat.dossiernummer, traject.volgnummer])


def van(naam, rij):
    return reverse(f"begeleiding:{naam}", args=[rij.traject.kandidaat.dossiernummer, rij.pk])


@pytest.fixture
def oud_deelnemer(programma, coordinator_groningen):
    """`oud_deelnemer(regio, toestemming=True, status=AFGEROND)`: somebody who finished."""

    def maak(regio, *, toestemming=True, status=Status.AFGEROND, achternaam="Alumna"):
        traject = fabrieken.TrajectFabriek(
            kandidaat__behandelregio=regio,
            kandidaat__voornaam="Aaf",
            kandidaat__achternaam=achternaam,
            programma=programma,
        )
        breng_naar(traject, status, door=coordinator_groningen, op=dt.date(2026, 9, 1))
        if toestemming:
            geef_toestemming(
                kandidaat=traject.kandidaat, doel="buddy", tekstversie="1", door=coordinator_groningen
            )
        return traject.kandidaat

    return maak


@pytest.fixture
def aaf(oud_deelnemer, regio_groningen):
    return oud_deelnemer(regio_groningen)


@pytest.fixture
def koppeling(julia, aaf, jobcoach):
    return koppel_buddy(julia, alumna=aaf, van=dt.date(2026, 9, 10), door=jobcoach)


def test_wie_buddy_kan_zijn(julia, aaf, oud_deelnemer, regio_groningen, regio_twente, coordinator_groningen):
    """The near misses: another region, no consent, not finished, the person herself."""
    oud_deelnemer(regio_twente)
    oud_deelnemer(regio_groningen, toestemming=False)
    oud_deelnemer(regio_groningen, status=Status.UITGEVALLEN)
    assert list(mogelijke_alumnae(julia, coordinator_groningen)) == [aaf]
    trek_toestemming_in(aaf.toestemmingen.get(), door=coordinator_groningen)
    assert not mogelijke_alumnae(julia, coordinator_groningen).exists()


def test_een_jobcoach_ziet_alleen_eigen_oud_deelnemers(julia, aaf, jobcoach):
    assert not mogelijke_alumnae(julia, jobcoach).exists()
    fabrieken.ToewijzingFabriek(
        kandidaat=aaf, gebruiker=jobcoach, van=dt.date(2026, 1, 1), tot=dt.date(2026, 9, 20)
    )
    assert list(mogelijke_alumnae(julia, jobcoach)) == [aaf]


def test_de_dienst_weigert_wie_niet_mag(julia, oud_deelnemer, regio_groningen, jobcoach):
    for alumna in (
        oud_deelnemer(regio_groningen, toestemming=False),
        oud_deelnemer(regio_groningen, status=Status.LOPEND),
        julia.kandidaat,
    ):
        with pytest.raises(ValidationError):
            koppel_buddy(julia, alumna=alumna, van=VANDAAG, door=jobcoach)
    assert not Buddykoppeling.objects.exists()


@pytest.mark.parametrize(
    ("begin", "eind", "mag"),
    [
        (dt.date(2026, 9, 1), dt.date(2026, 9, 9), True),
        (dt.date(2026, 9, 1), dt.date(2026, 9, 10), False),
        (dt.date(2026, 9, 15), None, False),
        (dt.date(2026, 9, 20), None, False),
        (dt.date(2026, 9, 21), None, True),
    ],
)
def test_dezelfde_buddy_een_keer_tegelijk(julia, jobcoach, begin, eind, mag):
    koppel_buddy(julia, buddy_naam="Bram", van=dt.date(2026, 9, 10), tot=dt.date(2026, 9, 20), door=jobcoach)
    if mag:
        koppel_buddy(julia, buddy_naam=" bram ", van=begin, tot=eind, door=jobcoach)
    else:
        with pytest.raises(ValidationError, match="staat er in deze periode al"):
            koppel_buddy(julia, buddy_naam=" bram ", van=begin, tot=eind, door=jobcoach)
        koppel_buddy(julia, buddy_naam="Bea", van=begin, tot=eind, door=jobcoach)


def test_stoppen_en_ongedaan(koppeling, jobcoach):
    beeindig_buddy(koppeling, tot=VANDAAG, reden="klaar", door=jobcoach)
    with pytest.raises(IntussenGewijzigd):
        wijzig_buddy(Buddykoppeling.objects.get(), gezien=0, velden={"tot": None}, door=jobcoach)
    heropen_buddy(Buddykoppeling.objects.select_related("alumna").get(), door=jobcoach)
    koppeling.refresh_from_db()
    assert (koppeling.tot, koppeling.eindreden) == (None, "")
    with pytest.raises(IntussenGewijzigd):
        heropen_buddy(koppeling, door=jobcoach)


def test_na_het_intrekken_loopt_zij_niet_weer(koppeling, aaf, jobcoach, coordinator_groningen):
    beeindig_buddy(koppeling, tot=VANDAAG, reden="klaar", door=jobcoach)
    trek_toestemming_in(aaf.toestemmingen.get(), door=coordinator_groningen)
    with pytest.raises(ValidationError, match="toestemming"):
        heropen_buddy(koppeling, door=jobcoach)


def test_intrekken_stopt_wat_loopt_en_haalt_weg_wat_nog_komt(julia, koppeling, aaf, jobcoach):
    later = koppel_buddy(fabrieken.TrajectFabriek(), alumna=aaf, van=dt.date(2026, 11, 1), door=jobcoach)
    geraakt = stop_als_buddy(aaf, door=jobcoach)
    assert {k.pk for k in geraakt} == {koppeling.pk, later.pk}
    koppeling = Buddykoppeling.objects.get()
    assert (koppeling.tot, koppeling.eindreden) == (VANDAAG, "toestemming")
    assert stop_als_buddy(aaf, door=jobcoach, op=dt.date(2026, 10, 1)) == []


@pytest.mark.parametrize("tot", [None, VANDAAG + dt.timedelta(days=1)])
def test_na_het_intrekken_is_een_latere_laatste_dag_geen_uitweg(koppeling, aaf, jobcoach, tot):
    """On the day itself she still stands there with her buttons."""
    trek_in(aaf.toestemmingen.get(), door=jobcoach)
    rij = Buddykoppeling.objects.select_related("alumna", "traject__kandidaat").get()
    with pytest.raises(ValidationError, match="toestemming"):
        wijzig_buddy(rij, gezien=rij.versie, velden={"van": rij.van, "tot": tot}, door=jobcoach)
    if tot:
        with pytest.raises(ValidationError, match="toestemming"):
            beeindig_buddy(rij, tot=tot, reden="klaar", door=jobcoach)
    rij = Buddykoppeling.objects.select_related("alumna", "traject__kandidaat").get()
    assert (rij.tot, rij.eindreden) == (VANDAAG, "toestemming")
    wijzig_buddy(rij, gezien=rij.versie, velden={"van": VANDAAG, "tot": VANDAAG}, door=jobcoach)


def test_langer_kan_niet_over_een_volgende_koppeling_heen(julia, jobcoach):
    eerste = koppel_buddy(julia, buddy_naam="Bram", van=dt.date(2026, 9, 1), tot=VANDAAG, door=jobcoach)
    koppel_buddy(julia, buddy_naam="Bram", van=dt.date(2026, 10, 5), door=jobcoach)
    with pytest.raises(ValidationError, match="staat er in deze periode al"):
        beeindig_buddy(eerste, tot=dt.date(2026, 10, 9), reden="klaar", door=jobcoach)


def test_in_beide_dossiers_gelogd_zonder_te_zeggen_voor_wie(koppeling, julia, aaf, jobcoach):
    regels = Logregel.objects.filter(gebruiker=jobcoach, handeling="maken").values_list("dossier", "reden")
    assert (aaf.dossiernummer, "als buddy") in regels
    assert (julia.kandidaat.dossiernummer, "") in regels


def test_wie_de_ander_niet_ziet_leest_geen_naam(
    koppeling, julia, aaf, coordinator_groningen, coordinator_twente
):
    assert [k.naam_ander for k in is_buddy_voor(aaf, coordinator_groningen)] == [julia.kandidaat.naam]
    assert [k.naam_ander for k in is_buddy_voor(aaf, coordinator_twente)] == [""]


def test_het_spoor_mist_een_buddy_alleen_als_het_programma_erom_vraagt(julia, jobcoach):
    def mist():
        traject = Traject.objects.select_related("programma").get(pk=julia.pk)
        return buddyspoor(traject, VANDAAG).mist

    assert not mist()
    Programma.objects.update(buddy="ja")
    assert mist()
    rij = koppel_buddy(julia, buddy_naam="Bram", van=dt.date(2026, 10, 5), door=jobcoach)
    assert not mist()  # she comes
    rij.delete()
    sluit_traject(julia, naar=Status.AFGEROND, reden=Uitkomst.ZELFDE_WERKGEVER, op=VANDAAG, door=jobcoach)
    assert not mist()


def test_het_spoor_zegt_wie_en_dat_de_toestemming_weg_is(julia, koppeling, aaf, jobcoach):
    spoor = buddyspoor(Traject.objects.select_related("programma").get(pk=julia.pk), VANDAAG)
    assert (spoor.naam, spoor.sinds, spoor.ingetrokken_op) == ("Aaf Alumna", dt.date(2026, 9, 10), None)
    stop_als_buddy(aaf, door=jobcoach, op=dt.date(2026, 9, 29))
    spoor = buddyspoor(Traject.objects.select_related("programma").get(pk=julia.pk), VANDAAG)
    assert (spoor.sinds, spoor.ingetrokken_op) == (None, dt.date(2026, 9, 29))


@pytest.mark.parametrize("wie", ["jobcoach", "coordinator_groningen"])
def test_nu_zegt_dat_de_buddy_stopte(client, julia, koppeling, aaf, wie, request, jobcoach):
    client.force_login(request.getfixturevalue(wie))
    zin = "De buddy stopte op 30 sep 2026: de oud-deelnemer trok de toestemming in."
    assert zin not in client.get(julia.get_absolute_url()).content.decode()
    stop_als_buddy(aaf, door=jobcoach)
    with time_machine.travel(dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC)):
        client.force_login(request.getfixturevalue(wie))
        assert zin in client.get(julia.get_absolute_url()).content.decode()
        koppel_buddy(julia, buddy_naam="Bram", van=dt.date(2026, 10, 1), door=jobcoach)
        assert zin not in client.get(julia.get_absolute_url()).content.decode()


# --- Screens ----------------------------------------------------------------------------------------------------------
def post(**velden):
    return {"inzending": str(uuid.uuid4()), "van": "1-10-2026", "tot": "", "buddy_naam": ""} | velden


def test_een_collega_kiezen(client, julia, jobcoach):
    client.force_login(jobcoach)
    leeg = client.post(adres("buddy_kiezen", julia), post(wie="collega"))
    assert "Vul de naam van de collega in." in leeg.content.decode()
    client.post(adres("buddy_kiezen", julia), post(wie="collega", buddy_naam="Bram van de balie"))
    html = client.get(adres("buddys", julia)).content.decode()
    assert "Bram van de balie" in html and "begint op 1 okt 2026" in html


def test_een_oud_deelnemer_kiezen_en_stoppen(client, julia, aaf, coordinator_groningen):
    client.force_login(coordinator_groningen)
    kiezen = adres("buddy_kiezen", julia)
    assert aaf.naam in client.get(kiezen, {"zoek": "alumn"}).content.decode()
    assert "Niemand gevonden." in client.get(kiezen, {"zoek": "zebra"}).content.decode()
    client.post(kiezen, post(wie=str(aaf.pk), van="1-9-2026"))
    rij = Buddykoppeling.objects.get()
    assert aaf.naam in client.get(julia.get_absolute_url()).content.decode()
    fout = client.post(van("buddy_einde", rij), post(tot="1-8-2026", reden="klaar"))
    assert "De buddy begon op 01-09-2026" in fout.content.decode()
    antwoord = client.post(van("buddy_einde", rij), post(tot="29-9-2026", reden="klaar"), follow=True)
    assert van("buddy_terug", rij) in antwoord.content.decode()
    client.post(van("buddy_terug", rij))
    rij.refresh_from_db()
    assert rij.tot is None


def test_wie_zij_niet_ziet_kan_zij_niet_kiezen(
    client, julia, oud_deelnemer, regio_twente, coordinator_groningen
):
    ver = oud_deelnemer(regio_twente)
    client.force_login(coordinator_groningen)
    antwoord = client.post(adres("buddy_kiezen", julia), post(wie=str(ver.pk)))
    assert antwoord.status_code == 200 and ver.naam not in antwoord.content.decode()
    assert not Buddykoppeling.objects.exists()


def test_wijzigen_met_twee(client, koppeling, jobcoach):
    client.force_login(jobcoach)
    data = post(van="12-9-2026", versie=0)
    assert client.post(van("buddy_wijzigen", koppeling), data).status_code == 302
    antwoord = client.post(van("buddy_wijzigen", koppeling), post(van="13-9-2026", versie=0))
    assert "Intussen gewijzigd door Joke Jobcoach" in antwoord.content.decode()
    koppeling.refresh_from_db()
    assert koppeling.van == dt.date(2026, 9, 12)


def test_de_trainer_leest_de_naam_van_de_buddy_niet(client, julia, koppeling, aaf, trainer):
    fabrieken.ToewijzingFabriek(
        kandidaat=julia.kandidaat, gebruiker=trainer, rol="trainer", van=timezone.localdate()
    )
    client.force_login(trainer)
    assert aaf.naam not in client.get(julia.get_absolute_url()).content.decode()
    assert client.get(adres("buddys", julia)).status_code == 403


def test_het_dossier_zegt_dat_er_nog_geen_buddy_is(client, julia, jobcoach, programma):
    client.force_login(jobcoach)
    assert "Nog geen buddy" not in client.get(julia.get_absolute_url()).content.decode()
    programma.buddy = "ja"
    programma.save()
    assert "Nog geen buddy" in client.get(julia.get_absolute_url()).content.decode()
