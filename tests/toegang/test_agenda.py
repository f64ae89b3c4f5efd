"""What leaves the house without a log-in names nobody: everybody's feed, searched word by word (PRIV-15)."""

import datetime as dt
import re

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from gebruikers.models import Gebruiker
from kandidaten.models import Kandidaat
from rapportage.agenda import EXAMEN, GESPREK, ROLLEN
from rapportage.agendasleutels import maak_agendasleutel
from tests.toegang.tabel import GEHEIMEN
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.opleiding.models import Examen

WOORDEN = {GESPREK, EXAMEN, *Bijeenkomstsoort.labels}
MAG_ERIN = {
    "uid",
    "sequence",
    "dtstamp",
    "last-modified",
    "dtstart",
    "dtend",
    "summary",
    "location",
    "url",
    "status",
    "class",
    "transp",
}


@pytest.fixture
def feeds(wereld):
    """The text of the feed of everybody with an agenda, on both sides; lines of the file unfolded."""
    Voortgangsgesprek.objects.update(volgende_datum=wereld.vandaag + dt.timedelta(days=3))
    Examen.objects.update(datum=wereld.vandaag + dt.timedelta(days=4), uitslag="")
    teksten = {}
    for gebruiker in (*wereld.mensen.values(), *wereld.bijna.values()):
        if gebruiker.heeft_rol(*ROLLEN):
            adres = reverse("rapportage:agendafeed", args=[maak_agendasleutel(gebruiker=gebruiker)])
            antwoord = Client().get(adres)
            assert antwoord.status_code == 200
            teksten[gebruiker.pk] = antwoord.content.decode().replace("\r\n ", "")
    return teksten


def persoonlijk():
    """Every name, number, address and note of every candidate, and the names of colleagues."""
    for kandidaat in Kandidaat.objects.all():
        yield from (kandidaat.voornaam, kandidaat.achternaam, kandidaat.dossiernummer, kandidaat.email)
        yield from (kandidaat.telefoon, kandidaat.motivatie)
    for gesprek in Voortgangsgesprek.objects.all():
        yield from (gesprek.afspraken, gesprek.notitie)
    for gebruiker in Gebruiker.objects.all():
        yield from (gebruiker.naam, gebruiker.email)
    yield from GEHEIMEN


def test_geen_feed_noemt_iemand(feeds):
    # "Selectie" is a first name in this world, and a word in this address.
    alles = "\n".join(feeds.values()).replace("/selectie/bijeenkomsten/", "/")
    assert alles.count("BEGIN:VEVENT") > 10, "the walk is not blind"
    assert {GESPREK, EXAMEN} <= set(re.findall("SUMMARY:(.*)\r", alles))
    woorden = {woord.strip() for woord in persoonlijk() if woord and len(woord.strip()) > 2}
    assert len(woorden) > 60
    gevonden = [woord for woord in woorden if re.search(rf"\b{re.escape(woord)}\b", alles, re.IGNORECASE)]
    assert gevonden == []
    cijfers = re.sub(r"[ -]", "", alles)
    assert not [k.telefoon for k in Kandidaat.objects.exclude(telefoon="") if k.telefoon[-9:] in cijfers]


def test_alleen_woorden_van_de_lijst_en_bekende_velden(feeds):
    for tekst in feeds.values():
        for punt in vobject.readOne(tekst).contents.get("vevent", []):
            assert punt.summary.value in WOORDEN
            assert set(punt.contents) <= MAG_ERIN
            assert re.fullmatch(
                r"http://testserver/(agenda/\?vanaf=[\d-]{10}|selectie/bijeenkomsten/\d+/|lichtingen/\d+/)",
                punt.url.value,
            )


def test_ieders_feed_is_van_haarzelf(wereld, feeds):
    """The sides share no appointment, a jobcoach has talks and a manager has no feed at all."""
    uids = {
        naam: set(re.findall("UID:(.*)@", feeds[mens.pk]))
        for naam, mens in (
            ("hier", wereld.eigen.mensen["jobcoach"]),
            ("daar", wereld.ander.mensen["jobcoach"]),
        )
    }
    assert uids["hier"] and uids["daar"]
    assert uids["hier"].isdisjoint(uids["daar"])
    assert wereld.mensen["manager"].pk not in feeds
