"""Every address x every role x own / near miss / stranger, by test client (domain, section 6; PRIV-02, PRIV-07)."""

import re
import uuid

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from basis.alleenlezen import geschreven_tabellen
from tests.toegang.adressen import eigen_namen, url
from tests.toegang.tabel import BEREIKBAAR, EIGEN_STATUS, GEHEIMEN, KOLOMMEN, NAMEN, TABEL, VERZEGELD, Poort
from tests.zijden import ANDER_MERK, EIGEN_MERK, MAILMERK, TELEFOONMERK

RIJEN = [rij for rij in TABEL.values() if not rij.nog_niet]
MAG_GESCHREVEN = {"logboek_logregel", "django_session"}
alle_rijen = pytest.mark.parametrize("rij", RIJEN, ids=lambda rij: rij.sleutel)


def verwacht(rij, kolom, wat):
    """The statuses that a GET may have: the table's; a page that only takes POST may say that first."""
    status = rij.verwacht(kolom, wat)
    if wat == "eigen":
        status = EIGEN_STATUS.get((rij.sleutel, kolom), status)
    return {status, 405} if rij.get == 405 else {status}


def beoordeel(wie, wat, status, goed):
    return [] if status in goed else [f"{wie} op {wat}: {status}, niet {sorted(goed)}"]


def mag_posten(rij, kolom, wat):
    """She may write here: the tests of the room say what that does."""
    if kolom not in rij.schrijft:
        return False
    return (
        wat == "eigen"
        or rij.poort is Poort.OPENBAAR
        or (wat == "ander" and rij.bij_bijna(kolom) not in (403, 404))
    )


def alles_wat(wereld, rij, wie):
    """(what, side) to visit: the three records, or only one page where the address names no record.

    The colleague stands in for the coordinator on her own records; for what exists nowhere two people will do, since
    the test below compares refused and unknown.
    """
    yield "eigen", wereld.eigen
    if rij.args and wie != "collega":
        yield "ander", wereld.ander
    if rij.args and wie in ("coordinator", "zonder"):
        yield "onbekend", wereld.onbekend


# --- The table is complete --------------------------------------------------------------------------------------------
def test_elk_adres_staat_in_de_tabel():
    """A new page does not exist for the suite until somebody wrote down who may see it."""
    assert sorted(set(eigen_namen()) - NAMEN) == []


def test_elke_regel_van_de_tabel_bestaat():
    bestaat = set(eigen_namen())
    assert sorted(rij.naam for rij in TABEL.values() if rij.naam not in bestaat and not rij.nog_niet) == []


def test_elk_adres_heeft_een_naam():
    assert [naam for naam in eigen_namen() if naam.endswith("None")] == []


def lekken(tekst, wie, zijde_merk):
    """What she may not read on any page: people of the other side, categories that are not hers, sealed scores."""
    kolom = KOLOMMEN[wie]
    merken = {zijde_merk} | ({EIGEN_MERK, ANDER_MERK} if kolom in "MBZ" else set())
    merken |= {woord for woord, wie in GEHEIMEN.items() if kolom not in wie}
    if kolom not in BEREIKBAAR:
        merken |= {MAILMERK}
    gevonden = sorted(merk for merk in merken if merk in tekst)
    if wie != "coordinator" and re.search(VERZEGELD, tekst):
        gevonden.append("een verzegelde score")
    if kolom not in BEREIKBAAR and re.search(TELEFOONMERK, re.sub(r"[ \u00a0-]", "", tekst)):
        gevonden.append("telefoonnummer")
    return gevonden


# --- GET --------------------------------------------------------------------------------------------------------------
@alle_rijen
def test_wie_mag_zien(als, wereld, rij):
    """The status is the table's, and no page shows a name of the other side."""
    fouten = []
    for wie, kolom in KOLOMMEN.items():
        client = als(wereld.mensen[wie])
        for wat, zijde in alles_wat(wereld, rij, wie):
            pad = url(rij, zijde)
            antwoord = client.get(pad)
            fouten += beoordeel(wie, wat, antwoord.status_code, verwacht(rij, kolom, wat))
            fouten += [
                f"{wie} op {wat} leest {merk}" for merk in lekken(antwoord.content.decode(), wie, ANDER_MERK)
            ]
    assert fouten == []


@alle_rijen
def test_de_ander_ziet_niets_van_hier(als, wereld, rij):
    """The near misses: the same role on the other side, on the records of the own side and on their lists."""
    fouten = []
    for wie, gebruiker in wereld.bijna.items():
        antwoord = als(gebruiker).get(url(rij, wereld.eigen))
        wat = "ander" if rij.args else "eigen"
        fouten += beoordeel(wie, wat, antwoord.status_code, verwacht(rij, KOLOMMEN[wie], wat))
        lek = lekken(antwoord.content.decode(), wie, EIGEN_MERK)
        fouten += [f"{wie} leest {merk}" for merk in lek]
    assert fouten == []


@alle_rijen
def test_zonder_inloggen(client, wereld, rij):
    """Closed by default: to the login page, also with POST; only what the table calls public answers."""
    pad = url(rij, wereld.eigen)
    for antwoord in (client.get(pad), client.post(pad)):
        if rij.naam == "account_logout":  # nobody to log out: to the front door
            assert (antwoord.status_code, antwoord.url) == (302, "/")
            continue
        naar_inloggen = antwoord.status_code == 302 and antwoord.url.startswith(reverse("account_login"))
        if rij.poort is Poort.OPENBAAR:
            assert not naar_inloggen
            assert antwoord.status_code < 500
        else:
            assert naar_inloggen, antwoord.status_code


# --- POST -------------------------------------------------------------------------------------------------------------
def rijen_per_tabel():
    """Number of rows of every table but the log and the sessions."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in MAG_GESCHREVEN
    }


def geschreven(queries):
    gevonden = set().union(*(geschreven_tabellen(query["sql"]) for query in queries))
    return sorted(gevonden - MAG_GESCHREVEN)


@alle_rijen
def test_wie_niet_mag_schrijven_verandert_niets(als, wereld, rij):
    """A POST without the right: refused, and not one row written."""
    fouten, voor = [], rijen_per_tabel()
    for wie, kolom in KOLOMMEN.items():
        client = als(wereld.mensen[wie])
        for wat, zijde in alles_wat(wereld, rij, wie):
            if mag_posten(rij, kolom, wat):
                continue
            with CaptureQueriesContext(connection) as queries:
                antwoord = client.post(url(rij, zijde), {"inzending": str(uuid.uuid4()), "versie": "1"})
            geweigerd = {403, 404} if rij.schrijft else {403, 404, 405}
            if kolom in rij.schrijft and rij.verwacht(kolom, wat) == 302:
                geweigerd.add(302)  # what is not there leads back, as the table says
            if antwoord.status_code not in geweigerd:
                fouten.append(f"{wie} op {wat}: {antwoord.status_code}")
            if geschreven(queries):
                fouten.append(f"{wie} op {wat} schrijft in {geschreven(queries)}")
    assert fouten == []
    assert rijen_per_tabel() == voor


# --- Refused and unknown are one --------------------------------------------------------------------------------------
def afdruk(client, pad):
    """Status, body without the address itself, and number of queries."""
    with CaptureQueriesContext(connection) as queries:
        antwoord = client.get(pad)
    tekst = antwoord.content.decode().replace(pad, "<pad>")
    tekst = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", tekst)
    return antwoord.status_code, tekst, len(queries)


@pytest.mark.parametrize(
    "rij",
    [rij for rij in RIJEN if rij.poort is Poort.DOSSIER and rij.get != 405],
    ids=lambda rij: rij.sleutel,
)
def test_geweigerd_dossier_is_gelijk_aan_onbekend_dossier(als, wereld, rij):
    """PRIV-02: the same status, the same page, the same number of queries."""
    with time_machine.travel(
        timezone.now(), tick=False
    ):  # the page says how many seconds the session has left
        for wie in ("coordinator", "jobcoach", "manager", "verwijzer"):
            client = als(wereld.mensen[wie])
            client.get(reverse("toegankelijkheid"))  # the session's own row is written once a minute
            ander = afdruk(client, url(rij, wereld.ander))
            assert ander == afdruk(client, url(rij, wereld.onbekend)), wie
            assert ander[0] == 404


def test_wat_geheim_is_staat_wel_ergens(als, wereld):
    """Every word that the walk looks for is on some page of somebody who may read it: the walk is not blind."""
    gelezen = ""
    for wie in ("coordinator", "jobcoach", "teamleider"):
        for rij in RIJEN:
            if KOLOMMEN[wie] in rij.wie and rij.poort is Poort.DOSSIER and rij.get == 200:
                gelezen += als(wereld.mensen[wie]).get(url(rij, wereld.eigen)).content.decode()
    assert [woord for woord in (*GEHEIMEN, EIGEN_MERK, MAILMERK) if woord not in gelezen] == []
    assert re.search(TELEFOONMERK, re.sub(r"[ \u00a0-]", "", gelezen))
    assert re.search(VERZEGELD, gelezen)
