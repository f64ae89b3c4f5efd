"""The feed for a calendar outside: who gets in, what leaves the house, and what a calendar makes of it.

The file is read by vobject, another library than the one that wrote it.
"""

import datetime as dt
import hashlib
import time as klok

import pytest
import vobject
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from logboek.models import Handeling, Logregel
from rapportage import views_agenda
from rapportage.agendasleutels import geldige_sleutel, maak_agendasleutel, trek_agendasleutel_in
from rapportage.models import Agendasleutel
from tests import fabrieken
from tests.rapportage.hulp import dag, gesprek, lopend
from trajecten.begeleiding.diensten import wijzig_gesprek
from trajecten.bijeenkomsten import gelast_af, wijzig_bijeenkomst
from trajecten.models import Bijeenkomst, Traject

KOPPELEN = "/agenda/koppelen/"


@pytest.fixture(autouse=True)
def lege_tellers(db):
    cache.clear()


@pytest.fixture
def woensdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def julia(woensdag, regio_groningen, programma, coordinator_groningen, jobcoach):
    return lopend(
        regio_groningen,
        programma,
        coordinator_groningen,
        dt.date(2026, 1, 12),
        coach=jobcoach,
        voornaam="Julia",
        achternaam="Luinenburg",
    )


@pytest.fixture
def groep(programma, coordinator_groningen, trainer, julia):
    lichting = fabrieken.LichtingFabriek(
        programma=programma, naam="Groningen maart", coordinator=coordinator_groningen
    )
    Traject.objects.filter(pk=julia.pk).update(lichting=lichting)
    fabrieken.ToewijzingFabriek(kandidaat=julia.kandidaat, gebruiker=trainer, rol="trainer", van=dag(-10))
    return lichting


def adres(sleutel):
    return reverse("rapportage:agendafeed", args=[sleutel])


def haal(sleutel):
    """The answer to a calendar: it has no cookies and no session."""
    return Client().get(adres(sleutel))


def punten(gebruiker):
    """The events that a calendar reads, by uid."""
    antwoord = haal(maak_agendasleutel(gebruiker=gebruiker))
    assert antwoord.status_code == 200
    kalender = vobject.readOne(antwoord.content.decode())
    assert kalender.method.value == "PUBLISH"
    return {punt.uid.value: punt for punt in kalender.contents.get("vevent", [])}


def les(groep, begin, uren=2):
    return Bijeenkomst.objects.create(
        soort="les",
        titel="Les over Julia",
        lichting=groep,
        begin=begin,
        eind=begin + dt.timedelta(hours=uren),
        plaats="Zaal 2; Noord, links",
    )


# --- Who gets in ------------------------------------------------------------------------------------------------------
def test_een_agenda_zonder_cookies(julia, jobcoach):
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2))
    antwoord = haal(maak_agendasleutel(gebruiker=jobcoach))
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert antwoord["Cache-Control"] == "private, no-cache"
    assert not antwoord.cookies
    assert Client().head(adres(maak_agendasleutel(gebruiker=jobcoach))).status_code == 200
    assert Client().post(adres(maak_agendasleutel(gebruiker=jobcoach))).status_code == 405


def test_alleen_de_hash_wordt_bewaard(jobcoach):
    sleutel = maak_agendasleutel(gebruiker=jobcoach)
    assert len(sleutel) == 43, "32 bytes"
    rij = Agendasleutel.objects.get()
    assert rij.hash == hashlib.sha256(sleutel.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM rapportage_agendasleutel")
        assert sleutel not in str(cursor.fetchall())


def test_een_nieuwe_sleutel_sluit_de_oude(jobcoach):
    oud = maak_agendasleutel(gebruiker=jobcoach)
    nieuw = maak_agendasleutel(gebruiker=jobcoach)
    assert (haal(oud).status_code, haal(nieuw).status_code) == (404, 200)
    assert Agendasleutel.objects.filter(ingetrokken_op=None).count() == 1


def test_geweigerd_en_onbekend_zijn_hetzelfde(jobcoach, andere_jobcoach):
    """Never there, revoked, somebody who left: the same status, page and queries, and each is logged."""
    ingetrokken = maak_agendasleutel(gebruiker=jobcoach)
    trek_agendasleutel_in(gebruiker=jobcoach)
    weg = maak_agendasleutel(gebruiker=andere_jobcoach)
    andere_jobcoach.is_active = False
    andere_jobcoach.save()
    afdrukken = set()
    haal("warm")  # the first to come finds no counter
    for sleutel in (ingetrokken, weg, "A" * 43, "x", "é"):
        with CaptureQueriesContext(connection) as queries:
            antwoord = haal(sleutel)
        tekst = antwoord.content.decode().replace(adres(sleutel), "")
        afdrukken.add((antwoord.status_code, tekst, len(queries)))
    assert len(afdrukken) == 1
    assert afdrukken.pop()[0] == 404
    assert Logregel.objects.filter(handeling=Handeling.GEWEIGERD, gebruiker=None, dossier="").count() == 6


def test_wie_te_vaak_vraagt_wacht(jobcoach, monkeypatch, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)
    monkeypatch.setattr(views_agenda, "HOOGSTENS", 2)
    sleutel = maak_agendasleutel(gebruiker=jobcoach)
    assert [haal(sleutel).status_code for _ in range(3)] == [200, 200, 429]
    assert int(haal("onbekend")["Retry-After"]) == 3600


def test_een_regel_per_dag_in_het_logboek(jobcoach, woensdag, time_machine):
    sleutel = maak_agendasleutel(gebruiker=jobcoach)
    regels = Logregel.objects.filter(handeling=Handeling.INZIEN, gebruiker=jobcoach, dossier="")
    for _ in range(3):
        haal(sleutel)
    assert regels.count() == 1
    time_machine.move_to(
        dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.UTC), tick=False
    )  # the fifth, in the Netherlands
    haal(sleutel)
    assert regels.count() == 2


def test_de_sleutel_staat_in_geen_logregel_van_de_server():
    from config.loggen import zonder_geheim, zonder_zoekvraag

    assert zonder_geheim("/agenda/feed/geheim.ics?x=1") == "/agenda/feed/***"
    regel = {"request": "GET /agenda/feed/geheim.ics", "event": "Not Found: /agenda/feed/geheim.ics"}
    assert "geheim" not in str(zonder_zoekvraag(None, None, regel))


# --- What leaves the house --------------------------------------------------------------------------------------------
def test_een_gesprek_is_een_dag_zonder_naam_of_plaats(julia, jobcoach, andere_jobcoach):
    talk = gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2), afspraken="Belt Julia thuis.")
    assert punten(andere_jobcoach) == {}, "the near miss: her own agenda, which is empty"
    (punt,) = punten(jobcoach).values()
    assert (punt.dtstart.value, punt.dtend.value) == (dag(2), dag(3)), "a date, up to the next"
    assert punt.summary.value == "Voortgangsgesprek"
    assert punt.status.value == "CONFIRMED"
    assert punt.url.value == "http://testserver/agenda/?vanaf=2026-03-06"
    assert int(punt.sequence.value) == talk.versie
    assert not {"location", "description", "attendee", "organizer"} & set(punt.contents)


def test_een_verzet_gesprek_is_dezelfde_afspraak(julia, jobcoach):
    talk = gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2))
    ((uid, eerst),) = punten(jobcoach).items()
    wijzig_gesprek(talk, gezien=talk.versie, velden={"volgende_datum": dag(6)}, door=jobcoach)
    ((zelfde, nu),) = punten(jobcoach).items()
    assert (zelfde, nu.dtstart.value) == (uid, dag(6))
    assert int(nu.sequence.value) > int(eerst.sequence.value)


def test_een_les_met_plaats_en_tijd(groep, trainer, coordinator_groningen):
    rij = les(groep, timezone.make_aware(dt.datetime(2026, 3, 10, 10, 0)))
    (punt,) = punten(trainer).values()
    assert punt.uid.value == f"{rij.uid}@trajecten"
    assert punt.summary.value == "Les"
    assert punt.location.value == "Zaal 2; Noord, links"
    assert punt.dtstart.value.astimezone(dt.UTC) == rij.begin.astimezone(dt.UTC)
    assert punt.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Amsterdam"]
    assert punt.contents["class"][0].value == "PRIVATE"


def test_verzetten_en_afgelasten_komen_door(groep, trainer, coordinator_groningen):
    rij = les(groep, timezone.make_aware(dt.datetime(2026, 3, 10, 10, 0)))
    ((uid, eerst),) = punten(trainer).items()
    later = timezone.make_aware(dt.datetime(2026, 3, 11, 9, 0))
    wijzig_bijeenkomst(
        rij,
        gezien=0,
        door=coordinator_groningen,
        capaciteit=None,
        begin=later,
        eind=later + dt.timedelta(hours=1),
        plaats="Zaal 9",
        online=False,
        online_link="",
    )
    ((verzet_uid, verzet),) = punten(trainer).items()
    assert (verzet_uid, verzet.location.value) == (uid, "Zaal 9")
    assert int(verzet.sequence.value) > int(eerst.sequence.value)
    rij.refresh_from_db()
    gelast_af(rij, door=coordinator_groningen)
    ((af_uid, af),) = punten(trainer).items()
    assert (af_uid, af.status.value) == (uid, "CANCELLED")
    assert int(af.sequence.value) > int(verzet.sequence.value)


@pytest.mark.parametrize(
    ("begin", "wat"),
    [
        (dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC), "over the hour that is not there"),
        (dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC), "the first moment of summer: 3:00"),
        (dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), "2:30, the first time"),
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), "2:30, the second time"),
        (dt.datetime(2026, 10, 25, 2, 0, tzinfo=dt.UTC), "the first moment of winter that comes once"),
    ],
)
def test_om_de_klok_heen(groep, trainer, begin, wat):
    les(groep, begin)
    (punt,) = punten(trainer).values()
    assert punt.dtstart.value.astimezone(dt.UTC) == begin, wat
    assert punt.dtend.value.astimezone(dt.UTC) == begin + dt.timedelta(hours=2), wat


def test_een_maand_terug_en_een_jaar_vooruit(groep, trainer):
    for begin in (dt.date(2026, 2, 3), dt.date(2026, 2, 4), dt.date(2027, 3, 4), dt.date(2027, 3, 5)):
        les(groep, timezone.make_aware(dt.datetime.combine(begin, dt.time(10))))
    dagen = sorted(punt.dtstart.value.date() for punt in punten(trainer).values())
    assert dagen == [dt.date(2026, 2, 4), dt.date(2027, 3, 4)]


def test_tweehonderd_mensen_kosten_evenveel_en_minder_dan_een_seconde(
    groep, julia, jobcoach, regio_groningen, programma
):
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2))
    sleutel = maak_agendasleutel(gebruiker=jobcoach)
    haal(sleutel)
    with CaptureQueriesContext(connection) as weinig:
        haal(sleutel)
    _tweehonderd(jobcoach, regio_groningen, programma)
    begin = klok.perf_counter()
    with CaptureQueriesContext(connection) as veel:
        antwoord = haal(sleutel)
    assert antwoord.content.count(b"BEGIN:VEVENT") == 201
    assert len(veel) == len(weinig)
    assert klok.perf_counter() - begin < 1


def _tweehonderd(jobcoach, regio, programma):
    for _ in range(200):
        mens = fabrieken.KandidaatFabriek(behandelregio=regio)
        verwijzing = fabrieken.VerwijzingFabriek(kandidaat=mens)
        traject = fabrieken.TrajectFabriek(kandidaat=mens, verwijzing=verwijzing, programma=programma)
        Traject.objects.filter(pk=traject.pk).update(status="lopend", gestart_op=dag(-50))
        fabrieken.ToewijzingFabriek(kandidaat=mens, gebruiker=jobcoach, van=dag(-50))
        gesprek(traject, jobcoach, dag(-7), volgende_datum=dag(2))


# --- Making and revoking ----------------------------------------------------------------------------------------------
def maak(client, inzending="6d9f4b1e-0000-4000-8000-000000000001"):
    return client.post(KOPPELEN, {"inzending": inzending}, follow=True).content.decode()


def link_in(html):
    return html.partition('readonly value="')[2].partition('"')[0]


def test_de_link_is_even_te_zien_en_daarna_niet_meer(als, jobcoach, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)
    client = als(jobcoach)
    assert "Agendalink maken" in client.get(KOPPELEN).content.decode()
    link = link_in(maak(client))
    assert link.startswith("http://testserver/agenda/feed/")
    assert link_in(client.get(KOPPELEN).content.decode()) == link, "loading the page again loses nothing"
    sleutel = link.rpartition("/")[2].removesuffix(".ics")
    assert sleutel not in str(dict(client.session)), "encrypted there"
    assert haal(sleutel).status_code == 200
    time_machine.shift(dt.timedelta(minutes=11))
    html = client.get(KOPPELEN).content.decode()
    assert link_in(html) == ""
    assert "Kwijt? Maak dan een nieuwe" in html
    assert "agendalink" not in client.session


def test_dubbelklik_maakt_een_link(als, jobcoach):
    client = als(jobcoach)
    assert link_in(maak(client)) == link_in(maak(client)) != ""
    assert Agendasleutel.objects.count() == 1


def test_stoppen_werkt_meteen(als, jobcoach, andere_jobcoach):
    sleutel, van_ander = (maak_agendasleutel(gebruiker=wie) for wie in (jobcoach, andere_jobcoach))
    html = als(jobcoach).post("/agenda/koppelen/intrekken/", follow=True).content.decode()
    assert "De agendalink werkt niet meer" in html
    assert (haal(sleutel).status_code, haal(van_ander).status_code) == (404, 200)
    assert geldige_sleutel(jobcoach) is None
    assert not trek_agendasleutel_in(gebruiker=jobcoach)
    assert Logregel.objects.filter(gebruiker=jobcoach, handeling=Handeling.RECHTEN).count() == 2
