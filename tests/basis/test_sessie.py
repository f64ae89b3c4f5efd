"""Pages that no browser keeps, and a session that ends an hour after the last thing somebody did."""

import time

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = [pytest.mark.urls("tests.basis.urls"), pytest.mark.django_db]

UUR = 3600


@pytest.fixture
def als_anna(client, anna, settings):
    settings.SESSION_COOKIE_AGE = UUR
    client.force_login(anna)
    return client


# --- Kept by nobody ---------------------------------------------------------------------------------------------------
def test_pagina_van_wie_is_ingelogd_wordt_nergens_bewaard(als_anna):
    assert als_anna.get("/openbaar/")["Cache-Control"] == "no-store, private"
    assert als_anna.get("/bestaat-niet/")["Cache-Control"] == "no-store, private"


def test_eigen_kop_blijft_staan(als_anna):
    assert als_anna.get("/eigen-kop/")["Cache-Control"] == "max-age=60, private"


def test_openbare_pagina_zonder_login_mag_bewaard(client):
    assert not client.get("/openbaar/").has_header("Cache-Control")


# --- The end of a session ---------------------------------------------------------------------------------------------
def test_wie_iets_doet_blijft_ingelogd(als_anna):
    begin = time.time()
    for minuten in (0, 50, 100, 150):
        with time_machine.travel(begin + minuten * 60):
            assert als_anna.get("/leest/").status_code == 200
    with time_machine.travel(begin + 211 * 60):
        assert als_anna.get("/formulier/").status_code == 302


def test_binnen_een_minuut_wordt_er_niet_opnieuw_geschreven(als_anna):
    als_anna.get("/eigen-kop/")
    with CaptureQueriesContext(connection) as vragen:
        als_anna.get("/eigen-kop/")
    assert [vraag["sql"] for vraag in vragen if not vraag["sql"].startswith("SELECT")] == []


def test_vragen_hoe_lang_nog_verlengt_niet(als_anna):
    begin = time.time()
    with time_machine.travel(begin, tick=False):
        als_anna.get("/leest/")
    with time_machine.travel(begin + 55 * 60, tick=False):
        einde = Session.objects.get().expire_date
        antwoord = als_anna.get(reverse("basis:sessie"))
        assert antwoord.json()["seconden"] in (299, 300)
        assert Session.objects.get().expire_date == einde
    with time_machine.travel(begin + 61 * 60):
        antwoord = als_anna.get(reverse("basis:sessie"))
        assert (antwoord.status_code, antwoord.json()) == (401, {"seconden": 0})


def test_blijf_ingelogd_verlengt(als_anna):
    begin = time.time()
    als_anna.get("/leest/")
    with time_machine.travel(begin + 55 * 60):
        assert als_anna.post(reverse("basis:sessie")).json()["seconden"] >= UUR - 1
    with time_machine.travel(begin + 110 * 60):
        assert als_anna.get("/leest/").status_code == 200


def test_verlengen_zonder_sessie_of_csrf(client, anna):
    assert client.post(reverse("basis:sessie")).status_code == 401
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(anna)
    assert streng.post(reverse("basis:sessie")).status_code == 403


def test_er_is_altijd_echt_nog_zo_veel_tijd(als_anna):
    """What the page is told is never more than the session row itself says."""
    for seconden in (0, 30, 59, 61, 100):
        with time_machine.travel(time.time() + seconden, tick=False):
            antwoord = als_anna.get("/leest/")
            beloofd = antwoord.wsgi_request.sessie_seconden()
            assert beloofd <= Session.objects.get().expire_date.timestamp() - time.time() + 1
