"""Goals and actions: how they stand in words, changing them, stopping and taking up again, and who may."""

import datetime as dt
import re
import uuid
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from basis.vergrendeling import IntussenGewijzigd
from logboek.models import Logregel
from tests import fabrieken
from trajecten.begeleiding.diensten import bereik_doel, handel_actie_af, stel_doel, voeg_actie_toe
from trajecten.begeleiding.doelen import heropen_doel, stop_doel, wijzig_actie, wijzig_doel
from trajecten.begeleiding.doelstand import doelstand
from trajecten.begeleiding.models import Actiepunt, Doel

VANDAAG = dt.date(2026, 9, 30)


def adres(naam, traject):
    return reverse(f"begeleiding:{naam}", args=[traject.kandidaat.dossiernummer, traject.volgnummer])


def van(naam, rij):
    return reverse(f"begeleiding:{naam}", args=[rij.traject.kandidaat.dossiernummer, rij.pk])


def tekst_van(antwoord):
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())


@pytest.fixture
def doel(julia, jobcoach):
    return stel_doel(
        julia,
        aandachtsgebied="werk",
        omschrijving="Zelf een klant bellen",
        streefdatum=dt.date(2026, 12, 1),
        door=jobcoach,
    )


@pytest.fixture
def actie(julia, doel, jobcoach):
    return voeg_actie_toe(
        julia, omschrijving="Meeluisteren", uiterlijk=dt.date(2026, 9, 20), doel=doel, door=jobcoach
    )


@pytest.fixture
def als_coach(client, julia, jobcoach):
    client.force_login(jobcoach)
    return client


# --- How they stand (no database) -------------------------------------------------------------------------------------
def nep_doel(pk, gebied="werk", streefdatum=None, bereikt_op=None, gestopt_op=None):
    loopt = bereikt_op is None and gestopt_op is None
    return SimpleNamespace(
        pk=pk,
        aandachtsgebied=gebied,
        streefdatum=streefdatum,
        bereikt_op=bereikt_op,
        gestopt_op=gestopt_op,
        loopt=loopt,
    )


def nep_actie(pk, doel=None, uiterlijk=None, gedaan_op=None):
    return SimpleNamespace(pk=pk, doel_id=doel, uiterlijk=uiterlijk, gedaan_op=gedaan_op)


def dag(n):
    return VANDAAG + dt.timedelta(days=n)


def test_wat_te_laat_is_staat_bovenaan():
    stand = doelstand(
        [nep_doel(1, streefdatum=dag(5)), nep_doel(2, "leren"), nep_doel(3, "leren")],
        [
            nep_actie(1, 1, dag(0)),
            nep_actie(2, 3, dag(4)),
            nep_actie(3, 3, dag(-1)),
            nep_actie(4, 3),
            nep_actie(5, None, dag(-9)),
        ],
        VANDAAG,
    )
    assert [gebied.code for gebied in stand.gebieden] == ["leren", "werk"]
    leren = stand.gebieden[0]
    assert [regel.doel.pk for regel in leren.doelen] == [3, 2]
    assert [regel.actie.pk for regel in leren.doelen[0].open] == [3, 2, 4]
    assert [(r.actie.pk, r.te_laat) for r in stand.acties] == [
        (5, True), (3, True), (1, False), (2, False), (4, False)
    ]  # fmt: skip
    assert stand.zin == "Er lopen 3 doelen en staan 5 acties open. 2 zijn te laat."


def test_de_dag_zelf_is_niet_te_laat():
    stand = doelstand([nep_doel(1, streefdatum=VANDAAG)], [nep_actie(1, 1, VANDAAG)], VANDAAG)
    assert not stand.doelen[0].dringend
    assert stand.zin == "Er loopt 1 doel en staat 1 actie open."


@pytest.mark.parametrize(
    ("gedaan", "open_", "zin"),
    [
        (0, 0, "nog geen acties"),
        (0, 1, "0 van 1 actie gedaan"),
        (2, 1, "2 van 3 acties gedaan"),
        (1, 0, "1 van 1 actie gedaan"),
    ],
)
def test_voortgang_in_woorden(gedaan, open_, zin):
    acties = [nep_actie(n, 1, gedaan_op=VANDAAG) for n in range(gedaan)]
    acties += [nep_actie(n + 10, 1) for n in range(open_)]
    assert doelstand([nep_doel(1)], acties, VANDAAG).doelen[0].voortgang == zin


def test_wat_klaar_is_staat_apart():
    stand = doelstand(
        [
            nep_doel(1, bereikt_op=dag(-3), streefdatum=dag(-9)),
            nep_doel(2, gestopt_op=dag(-1)),
            nep_doel(3, ""),
        ],
        [nep_actie(1, 1, dag(-5)), nep_actie(2, None, gedaan_op=dag(-2))],
        VANDAAG,
    )
    assert [regel.doel.pk for regel in stand.afgerond] == [2, 1]
    assert [gebied.naam for gebied in stand.gebieden] == ["Zonder onderwerp"]
    assert stand.aantal_afgerond == 3
    assert not any(regel.dringend for regel in stand.doelen)
    assert stand.acties == []


# --- Services ---------------------------------------------------------------------------------------------------------
def test_stoppen_en_weer_opnemen(doel, actie, jobcoach):
    stop_doel(doel, reden="nu_niet", door=jobcoach)
    assert not Actiepunt.objects.open().filter(pk=actie.pk).exists()
    with pytest.raises(IntussenGewijzigd):
        stop_doel(doel, reden="wil_niet", door=jobcoach)
    with pytest.raises(IntussenGewijzigd):
        bereik_doel(doel, door=jobcoach)
    heropen_doel(doel, door=jobcoach)
    assert Actiepunt.objects.open().te_laat(VANDAAG).get() == actie
    with pytest.raises(IntussenGewijzigd):
        heropen_doel(doel, door=jobcoach)
    bereik_doel(doel, door=jobcoach)
    heropen_doel(doel, door=jobcoach)
    doel.refresh_from_db()
    assert (doel.bereikt_op, doel.gestopt_op, doel.stopreden) == (None, None, "")


def test_een_reden_buiten_de_lijst_wordt_niet_bewaard(doel, jobcoach):
    with pytest.raises(ValueError, match="depressie"):
        stop_doel(doel, reden="depressie", door=jobcoach)
    with pytest.raises(IntegrityError), transaction.atomic():
        Doel.objects.filter(pk=doel.pk).update(gestopt_op=VANDAAG, stopreden="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Doel.objects.filter(pk=doel.pk).update(aandachtsgebied="gezondheid")


def test_wijzigen_ziet_wie_eerder_was(doel, actie, jobcoach, andere_jobcoach):
    wijzig_doel(doel, gezien=0, velden={"omschrijving": "Zelf klanten bellen"}, door=jobcoach)
    with pytest.raises(IntussenGewijzigd):
        wijzig_doel(Doel.objects.get(), gezien=0, velden={"omschrijving": "Anders"}, door=andere_jobcoach)
    assert Doel.objects.get().omschrijving == "Zelf klanten bellen"
    handel_actie_af(actie, door=jobcoach)
    with pytest.raises(IntussenGewijzigd):  # the tick is a change too
        wijzig_actie(
            Actiepunt.objects.get(), gezien=0, velden={"eigenaar": "werkgever"}, door=andere_jobcoach
        )


def test_een_doel_dat_klaar_is_wijzigt_niet(doel, jobcoach):
    bereik_doel(doel, door=jobcoach)
    with pytest.raises(ValidationError, match="loopt niet meer"):
        wijzig_doel(doel, gezien=1, velden={"streefdatum": None}, door=jobcoach)


def test_een_actie_blijft_bij_haar_eigen_traject(actie, jobcoach):
    ander = stel_doel(fabrieken.TrajectFabriek(), omschrijving="Van een ander", door=jobcoach)
    with pytest.raises(ValidationError, match="ander traject"):
        wijzig_actie(actie, gezien=0, velden={"doel": ander}, door=jobcoach)


# --- Screens ----------------------------------------------------------------------------------------------------------
def test_de_pagina_zegt_het_in_woorden(als_coach, julia, doel, actie):
    voeg_actie_toe(julia, omschrijving="Zelf oefenen", doel=doel, door=doel.gewijzigd_door)
    tekst = tekst_van(als_coach.get(adres("doelen", julia)))
    assert "Er loopt 1 doel en staan 2 acties open. 1 is te laat." in tekst
    assert "Werk en collega&#x27;s" in tekst and "0 van 2 acties gedaan" in tekst
    assert tekst.index("Te laat") < tekst.index("Meeluisteren") < tekst.index("Zelf oefenen")
    assert "Afgerond" not in tekst


def test_een_actie_van_eigenaar_en_dag_laten_wisselen(als_coach, actie, julia):
    data = {
        "omschrijving": "Meeluisteren",
        "eigenaar": "werkgever",
        "uiterlijk": "15-10-2026",
        "doel": actie.doel_id,
        "versie": 0,
        "inzending": str(uuid.uuid4()),
    }
    assert als_coach.post(van("actie_wijzigen", actie), data).status_code == 302
    actie.refresh_from_db()
    assert (actie.eigenaar, actie.uiterlijk) == ("werkgever", dt.date(2026, 10, 15))
    antwoord = als_coach.post(
        van("actie_wijzigen", actie), data | {"eigenaar": "verwijzer", "inzending": str(uuid.uuid4())}
    )
    assert "Intussen gewijzigd door Joke Jobcoach" in antwoord.content.decode()
    actie.refresh_from_db()
    assert actie.eigenaar == "werkgever"


def test_doel_wijzigen_en_stoppen_met_ongedaan(als_coach, doel, actie, julia):
    data = {"aandachtsgebied": "leren", "omschrijving": "Theorie halen", "streefdatum": "", "versie": 0}
    als_coach.post(van("doel_wijzigen", doel), data | {"inzending": str(uuid.uuid4())})
    doel.refresh_from_db()
    assert (doel.aandachtsgebied, doel.omschrijving, doel.streefdatum) == ("leren", "Theorie halen", None)
    zonder = als_coach.post(van("doel_stoppen", doel), {"inzending": str(uuid.uuid4())})
    assert "Kies een antwoord bij" in zonder.content.decode()
    stop = {"reden": "nu_niet", "inzending": str(uuid.uuid4())}
    html = als_coach.post(van("doel_stoppen", doel), stop, follow=True).content.decode()
    assert "1 actie bij dit doel hoeft niet meer." in html
    assert van("doel_open", doel) in html and "het lukt nu niet" in html
    als_coach.post(van("doel_open", doel))
    doel.refresh_from_db()
    assert doel.loopt


def test_tekst_is_versleuteld_en_elke_wijziging_gelogd(als_coach, doel, julia):
    Logregel.objects.all()._raw_delete("default")
    als_coach.post(van("doel_bereikt", doel))
    assert Logregel.objects.get().handeling == "wijzigen"

    with connection.cursor() as cursor:
        cursor.execute("SELECT omschrijving FROM begeleiding_doel")
        assert "klant" not in str(cursor.fetchone()[0])


def test_geen_bsn_in_een_doel(als_coach, julia):
    data = {"aandachtsgebied": "werk", "omschrijving": "Bel 123456782", "inzending": str(uuid.uuid4())}
    assert als_coach.post(adres("doel_nieuw", julia), data).status_code == 200
    assert not Doel.objects.exists()


@pytest.mark.parametrize("naam", ["doel_wijzigen", "doel_stoppen", "doel_open", "doel_bereikt"])
def test_een_ander_wijzigt_geen_doel(client, doel, naam, andere_jobcoach, coordinator_groningen):
    client.force_login(andere_jobcoach)
    assert client.post(van(naam, doel)).status_code == 404
    client.force_login(coordinator_groningen)
    assert client.post(van(naam, doel)).status_code == 403
    doel.refresh_from_db()
    assert doel.loopt and doel.versie == 0


def test_de_coordinator_leest_zonder_knoppen(client, doel, actie, julia, coordinator_groningen):
    client.force_login(coordinator_groningen)
    html = client.get(adres("doelen", julia)).content.decode()
    assert "Meeluisteren" in html and van("actie_gedaan", actie) not in html
