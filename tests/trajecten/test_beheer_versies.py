"""The programme page of the admin once people are in it: fixed rules, a new version, the archive, the calendar."""

import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.trajecten.test_beheer import adres, formulier, ronde
from trajecten.models import Kostenaandeel, Programma
from trajecten.programmaversies import REGELVELDEN

pytestmark = pytest.mark.django_db
NIEUW = "admin:trajecten_programma_add"


@pytest.fixture
def client(client, beheerder):
    client.force_login(beheerder)
    return client


def pagina(client, programma):
    return client.get(adres(programma)).content.decode()


def zonder_regels(programma, **velden):
    """What the browser sends when the rules are fixed: their fields and rows are not on the page."""
    invoer = formulier(naam=programma.naam, status=programma.status, **velden)
    return {naam: waarde for naam, waarde in invoer.items() if naam not in REGELVELDEN}


def bewaar_deel(soort, programma):
    return {f"{soort}-TOTAL_FORMS": getattr(programma, soort).count(), f"{soort}-INITIAL_FORMS":
            getattr(programma, soort).count()}  # fmt: skip


def test_zonder_mensen_is_alles_te_wijzigen(client, programma):
    html = pagina(client, programma)
    assert 'name="eerste_contact_uren"' in html and 'name="rondes-0-soort"' in html
    assert "staan vast" not in html


def test_met_mensen_staan_de_regels_er_als_tekst(client, traject):
    html = pagina(client, traject.programma)
    assert "De regels van deze versie staan vast." in html
    assert reverse("admin:trajecten_programma_nieuwe_versie", args=[traject.programma_id]) in html
    for naam in sorted(REGELVELDEN):
        assert f'name="{naam}"' not in html, naam
    assert 'name="rondes-0-soort"' not in html and 'name="kwalificaties-0-naam"' not in html
    assert "20, 24, 28" in html and "Definitieve selectie" in html
    assert 'alt="True"' not in html and 'alt="False"' not in html and "None" not in html
    for naam in ("naam", "status", "financiering", "retentiedoel_procent"):
        assert f'name="{naam}"' in html, naam


def test_de_rest_is_dan_nog_te_wijzigen(client, traject):
    programma = traject.programma
    invoer = zonder_regels(programma, retentiedoel_procent="80", financiering="gemeente")
    for soort in ("rondes", "kwalificaties"):
        invoer |= bewaar_deel(soort, programma)
    assert client.post(adres(programma), invoer).status_code == 302
    programma.refresh_from_db()
    assert (programma.retentiedoel_procent, programma.financiering) == (80, "gemeente")
    assert (programma.eerste_contact_uren, programma.uren_opties, programma.code) == (24, [20, 24, 28], "P02")
    assert programma.rondes.count() == 3


def test_regels_die_intussen_vaststaan_worden_in_woorden_geweigerd(client, traject):
    """The page was open before the first traject came; nothing is dropped in silence."""
    programma = traject.programma
    antwoord = client.post(adres(programma), formulier(naam="Anders", eerste_contact_uren="4"), follow=True)
    assert "Intussen is er iemand in dit programma" in antwoord.content.decode()
    programma.refresh_from_db()
    assert (programma.naam, programma.eerste_contact_uren) == ("KPN Customer Service Groningen", 24)


def test_met_mensen_gaat_de_status_niet_terug(client, traject):
    programma = traject.programma
    invoer = zonder_regels(programma) | {"status": "in_ontwikkeling"}
    for soort in ("rondes", "kwalificaties"):
        invoer |= bewaar_deel(soort, programma)
    assert "In ontwikkeling kan het niet meer zijn." in client.post(adres(programma), invoer).content.decode()


def test_een_nieuwe_versie_met_een_dubbelklik(client, traject):
    doel = reverse("admin:trajecten_programma_nieuwe_versie", args=[traject.programma_id])
    assert "houdt de regels van de oude versie" in client.get(doel).content.decode()
    assert Programma.objects.count() == 1  # looking makes nothing
    zending = {"inzending": str(uuid.uuid4())}
    adressen = {client.post(doel, zending).url for _ in range(2)}
    nieuw = Programma.objects.get(versie=2)
    assert adressen == {adres(nieuw)}
    html = pagina(client, nieuw)
    assert "Dit is de nieuwe versie." in html and 'name="eerste_contact_uren"' in html
    # A second page, later: leads to the version that is being made.
    assert client.post(doel, {"inzending": str(uuid.uuid4())}).url == adres(nieuw)
    assert Programma.objects.count() == 2


def test_archiveren_en_terughalen(client, programma):
    for naam, status in (("archiveren", "gearchiveerd"), ("terughalen", "lopend")):
        doel = reverse(f"admin:trajecten_programma_{naam}", args=[programma.pk])
        assert doel in pagina(client, programma)
        assert client.get(doel).status_code == 200
        assert client.post(doel, {"inzending": str(uuid.uuid4())}).status_code == 302
        programma.refresh_from_db()
        assert programma.status == status


def test_een_programma_dat_niet_bestaat(client):
    for naam in ("kalender", "nieuwe_versie"):
        assert client.get(reverse(f"admin:trajecten_programma_{naam}", args=[999])).status_code == 302


def test_kalender_voor_een_gekozen_dag(client):
    call_command("laad_programmas", verbosity=0)
    doel = reverse("admin:trajecten_programma_kalender", args=[Programma.objects.get(code="P11").pk])
    html = client.get(doel, {"start": "5-1-2026"}).content.decode()
    for tekst in (
        "26 apr 2026",
        "26 dec 2026",
        "1 jun 2026",
        "26 apr 2028",
        "26 okt 2027",
        "Niet vastgelegd",
    ):
        assert tekst in html, tekst
    assert client.get(doel).status_code == 200
    for vraag, zin in (
        ({"start": "31-2-2026"}, "Vul een datum in die bestaat"),
        ({"start": "5-1-9999"}, "Kies een jaar van 2000 tot en met 2100."),
        ({"start": "5-1-2026", "contract": "4-1-2026"}, "Het contract begint niet voor de start"),
    ):
        html = client.get(doel, vraag).content.decode()
        assert zin in html and "tabel kalender" not in html


# --- Tests that a programme forbids (P09) -----------------------------------------------------------------------------
@pytest.fixture
def p09():
    call_command("laad_programmas", verbosity=0)
    return Programma.objects.get(code="P09")


def rijen(programma):
    return [
        {"id": r.pk, "programma": programma.pk, **ronde(r.volgorde, r.soort)} for r in programma.rondes.all()
    ]


def invoer_van(programma, meer=(), **velden):
    resultaten = [
        {"id": r.pk, "programma": programma.pk, "wat": r.wat, "operator": r.operator, "waarde": "6"}
        for r in programma.gerapporteerd.all()
    ]
    blokken = {"rondes": [*rijen(programma), *meer], "gerapporteerd": resultaten}
    return formulier(blokken, code=programma.code, naam=programma.naam, **velden)


@pytest.mark.parametrize("soort", ["taaltoets", "competentietest"])
def test_een_toets_kan_bij_p09_niet_worden_toegevoegd(client, p09, soort):
    html = client.post(adres(p09), invoer_van(p09, [ronde(2, soort)], toetsen="verboden")).content.decode()
    assert "Dit programma verbiedt toetsen. Kies een andere soort ronde." in html
    assert p09.rondes.count() == 1


def test_verbieden_kan_niet_zolang_er_een_toets_is(client, programma):
    programma.rondes.filter(soort="vervolggesprek").update(soort="taaltoets")
    kwalificaties = [
        {"id": programma.kwalificaties.get().pk, "programma": programma.pk, "naam": "a", "niveau": "mbo_3"}
    ]
    invoer = formulier({"rondes": rijen(programma), "kwalificaties": kwalificaties}, toetsen="verboden")
    assert "Dit programma verbiedt toetsen." in client.post(adres(programma), invoer).content.decode()
    programma.refresh_from_db()
    assert programma.toetsen == ""


# --- Who pays ---------------------------------------------------------------------------------------------------------
def kosten(*delen):
    rijen = [{"wie": wie, "waarvoor": waarvoor, "procent": procent} for wie, waarvoor, procent in delen]
    return formulier({"kostenaandelen": rijen})


def test_wie_betaalt_welk_deel(client):
    invoer = kosten(("de gemeente", "opleiding", "60"), ("Olympia", "opleiding", "40"), ("UWV", "", "100"))
    assert client.post(reverse(NIEUW), invoer).status_code == 302
    assert [int(deel.procent) for deel in Kostenaandeel.objects.all()] == [60, 40, 100]


@pytest.mark.parametrize(
    ("delen", "zin"),
    [
        ([("a", "", "60"), ("b", "", "40,5")], "De delen zijn samen 100,5 procent."),
        ([("", "", "60")], "Kies een partner, of zeg in woorden wie betaalt."),
        ([("a", "", "101")], "hoogstens 100 is"),
    ],
)
def test_delen_die_niet_kunnen(client, delen, zin):
    assert zin in client.post(reverse(NIEUW), kosten(*delen)).content.decode()
    assert not Programma.objects.exists()
