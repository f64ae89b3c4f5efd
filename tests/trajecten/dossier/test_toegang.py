"""Who opens which page of a dossier: owner, colleague, near miss, wrong role, stranger; refusing tells nothing."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kandidaten.models import Contactmoment
from logboek.models import Handeling, Logregel
from tests import fabrieken
from tests.stappen import breng_naar

ONBEKEND = "ZZZZ-9999"
PER_DOSSIER = ["dossier", "gegevens", "ondersteuning", "doelgroep", "inzage", "toewijzen", "opnieuw"]
PER_TRAJECT = ["traject", "traject_wijzigen", "uitkering", "contact", "status", "vergissing"]


def adres(naam, traject):
    args = [traject.kandidaat.dossiernummer]
    return reverse(f"dossier:{naam}", args=args + [traject.volgnummer] * (naam in PER_TRAJECT))


@pytest.fixture
def verwezen(traject, verwijzer):
    return traject


# 200 for who may read it, 403 in scope but not this kind of data, 404 out of scope.
MATRIX = {
    ("coordinator_groningen", "traject"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 200),
    ("collega_groningen", "traject"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 200),
    ("coordinator_twente", "traject"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 404),
    ("jobcoach", "gecoacht"): {
        **dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 403),
        **dict.fromkeys(["dossier", "traject", "gegevens", "ondersteuning", "uitkering", "contact"], 200),
    },
    ("andere_jobcoach", "gecoacht"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 404),
    ("trainer", "met_trainer"): {
        **dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 403),
        **dict.fromkeys(["dossier", "traject", "gegevens", "ondersteuning"], 200),
    },
    ("teamleider", "met_teamleider"): {
        **dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 403),
        **dict.fromkeys(["dossier", "traject", "ondersteuning"], 200),
    },
    ("verwijzer", "verwezen"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 403),
    ("andere_verwijzer", "traject"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 404),
    ("manager", "traject"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 404),
    ("beheerder", "traject"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 404),
    ("vreemde", "traject"): dict.fromkeys([*PER_DOSSIER, *PER_TRAJECT], 404),
}


@pytest.mark.parametrize(
    ("wie", "welk", "naam", "verwacht"),
    [(wie, welk, naam, code) for (wie, welk), paginas in MATRIX.items() for naam, code in paginas.items()],
)
def test_wie_opent_wat(client, request, wie, welk, naam, verwacht):
    gebruiker, traject = request.getfixturevalue(wie), request.getfixturevalue(welk)
    client.force_login(gebruiker)
    assert client.get(adres(naam, traject)).status_code == verwacht
    regel = Logregel.objects.filter(dossier=traject.kandidaat.dossiernummer).order_by("pk").first()
    assert regel.gebruiker == gebruiker
    assert regel.handeling == (Handeling.INZIEN if verwacht == 200 else Handeling.GEWEIGERD)


@pytest.mark.parametrize(
    ("wie", "welk", "naam"),
    [
        ("coordinator_twente", "traject", "contact"),
        ("coordinator_twente", "traject", "status"),
        ("coordinator_twente", "traject", "toewijzen"),
        ("jobcoach", "gecoacht", "status"),
        ("jobcoach", "gecoacht", "toewijzen"),
        ("jobcoach", "gecoacht", "uitkering"),
        ("trainer", "met_trainer", "contact"),
        ("trainer", "met_trainer", "ondersteuning"),
        ("teamleider", "met_teamleider", "ondersteuning"),
        ("verwijzer", "verwezen", "contact"),
        ("manager", "traject", "status"),
    ],
)
def test_sturen_zonder_recht_verandert_niets(client, request, dien_in, wie, welk, naam):
    gebruiker, traject = request.getfixturevalue(wie), request.getfixturevalue(welk)
    client.force_login(gebruiker)
    data = {"resultaat": "gelukt", "kanaal": "telefoon", "uitkering": "ww", "wat_werkt": "Rust"}
    antwoord = dien_in(client, f"{adres(naam, traject)}?naar=in_selectie", data)
    assert antwoord.status_code in (403, 404)
    assert not Contactmoment.objects.exists()
    assert not traject.kandidaat.bijzonder.exists()
    traject.refresh_from_db()
    assert traject.status == "aangemeld"


def _zonder_wisselend(antwoord, nummer):
    """The page without what differs on every page: its own address and the tokens."""
    tekst = antwoord.content.decode().replace(nummer, "NUMMER")
    return re.sub(r'value="[^"]{30,}"|data-sessie-seconden="\d+"', "", tekst)


@pytest.mark.parametrize("naam", ["dossier", "gegevens", "contact"])
def test_onbekend_en_geweigerd_zijn_niet_te_onderscheiden(client, coordinator_twente, traject, naam):
    """PRIV-02: the same status, body and number of queries, and both logged."""
    client.force_login(coordinator_twente)
    client.get(reverse("toegankelijkheid"))  # the session is written once, before we count
    uitkomst = []
    for nummer in (traject.kandidaat.dossiernummer, ONBEKEND):
        url = adres(naam, traject).replace(traject.kandidaat.dossiernummer, nummer)
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.get(url)
        uitkomst.append((antwoord.status_code, _zonder_wisselend(antwoord, nummer), len(vragen)))
        assert Logregel.objects.filter(dossier=nummer, handeling=Handeling.GEWEIGERD).count() == 1
    assert uitkomst[0] == uitkomst[1]
    assert uitkomst[0][0] == 404


def test_een_traject_dat_er_niet_is(client, coordinator_groningen, traject):
    client.force_login(coordinator_groningen)
    assert (
        client.get(reverse("dossier:traject", args=[traject.kandidaat.dossiernummer, 9])).status_code == 404
    )


@pytest.mark.parametrize("wie", ["jobcoach", "trainer", "manager", "verwijzer", "beheerder", "vreemde"])
@pytest.mark.parametrize("naam", ["nieuw", "nieuw_gegevens"])
def test_alleen_een_coordinator_meldt_hier_aan(client, request, wie, naam):
    client.force_login(request.getfixturevalue(wie))
    assert client.get(reverse(f"dossier:{naam}")).status_code == 403
    assert client.post(reverse(f"dossier:{naam}"), {"achternaam": "x"}).status_code == 403


def test_wie_minder_mag_ziet_minder(client, request, met_teamleider, teamleider, coordinator_groningen):
    traject = breng_naar(met_teamleider, "lopend", door=coordinator_groningen)
    telefoon = traject.kandidaat.telefoon
    client.force_login(teamleider)
    pagina = client.get(traject.get_absolute_url()).content.decode()
    assert "Julia Luinenburg" in pagina
    assert telefoon not in pagina
    for woord in ("Voortgangsgesprek", "Wie keek", "Contact vastleggen", "Status wijzigen", "/gegevens/"):
        assert woord not in pagina
    client.force_login(coordinator_groningen)
    assert telefoon in client.get(traject.get_absolute_url()).content.decode()


def test_vorige_jobcoach_leest_nog_alleen_de_notities(client, traject, jobcoach, coordinator_groningen):
    gisteren = timezone.localdate() - dt.timedelta(days=1)
    fabrieken.ToewijzingFabriek(
        kandidaat=traject.kandidaat,
        gebruiker=jobcoach,
        van=gisteren - dt.timedelta(days=60),
        tot=gisteren,
    )
    breng_naar(traject, "lopend", door=coordinator_groningen)
    client.force_login(jobcoach)
    pagina = client.get(traject.get_absolute_url())
    assert pagina.status_code == 200
    tekst = pagina.content.decode()
    assert "Notities van de jobcoach" in tekst
    assert traject.kandidaat.telefoon not in tekst
    assert "Tijdlijn" not in tekst
    assert client.get(adres("gegevens", traject)).status_code == 403
