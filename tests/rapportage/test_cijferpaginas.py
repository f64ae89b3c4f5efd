"""The pages with figures: who reads which number, what nobody can compute back, and what they cost."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from rapportage.cijfers import MEETPUNTEN, bereik_van, cijfers_van
from rapportage.retentieduur import Variant
from tests import fabrieken
from tests.rapportage.hulp import PEILDATUM, lopend
from trajecten.plaatsing.models import Plaatsing

D = dt.date


@pytest.fixture(autouse=True)
def zaterdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC), tick=False)


# --- Who reads what ---------------------------------------------------------------------------------------------------
@pytest.fixture
def acht_van_negen(mens, regio_groningen, programma, coordinator_groningen):
    for _ in range(8):
        mens(D(2026, 1, 1))
    lopend(regio_groningen, programma, coordinator_groningen, D(2026, 1, 1))


def getallen(cijfers):
    """All counts in what the page shows: not the months, percentages, "< 5" and "5 of meer"."""
    teksten = [cijfers["aantal_gevolgd"], cijfers["zin"]]
    teksten += [f"{regel.waarde} {regel.toelichting}" for regel in cijfers["regels"]]
    for punt in cijfers["punten"]:
        teksten += [punt.risico, punt.bekend, punt.naief, punt.retentie, punt.interval]
    tekst = re.sub(r"\d+ maanden|31 dagen|< 5|5 of meer|95 %|\d+,\d %", " ", " ".join(teksten))
    return set(map(int, re.findall(r"\d+", tekst)))


def test_manager_leest_kleine_aantallen_niet(als, acht_van_negen, manager):
    """8 contract, 1 not, of 9: "< 5", the 8 hidden too, total 9 shown; and no other number tells it after all."""
    antwoord = als(manager).get("/cijfers/P02/")
    cijfers = antwoord.context["cijfers"]
    gestart_, contract, _ = cijfers["regels"]
    assert gestart_.waarde == "9"
    assert (contract.waarde, contract.toelichting) == (
        "afgeschermd",
        "van de 9 gestarte trajecten; < 5 nog niet",
    )
    assert cijfers["aantal_gevolgd"] == "5 of meer"
    html = antwoord.content.decode()
    assert getallen(cijfers) == {9, 0}
    assert "88,9" not in html


def test_coordinator_leest_haar_eigen_mensen_onverkort(als, acht_van_negen, coordinator_groningen):
    antwoord = als(coordinator_groningen).get("/cijfers/P02/")
    _, contract, _ = antwoord.context["cijfers"]["regels"]
    assert (contract.waarde, contract.toelichting) == ("8", "van de 9 gestarte trajecten; 1 nog niet")
    assert antwoord.context["cijfers"]["aantal_gevolgd"] == "8"
    assert {8, 9, 1} <= getallen(antwoord.context["cijfers"])


def test_buurregio_telt_niet_mee(
    als, acht_van_negen, mens, regio_twente, coordinator_groningen, coordinator_twente
):
    mens(D(2026, 1, 1), regio=regio_twente)
    groningen = als(coordinator_groningen).get("/cijfers/P02/").context["cijfers"]
    twente = als(coordinator_twente).get("/cijfers/P02/").context["cijfers"]
    assert (groningen["regels"][0].waarde, twente["regels"][0].waarde) == ("9", "1")
    assert (groningen["aantal_gevolgd"], twente["aantal_gevolgd"]) == ("8", "1")


@pytest.mark.parametrize("aantal", [20, 100])
def test_in_een_grote_groep_verraadt_alleen_het_hoogste_getal_iets(mens, programma, manager, aantal):
    """3 of n without a contract: numbers up to n - 4 are possible anyway; above that they would tell."""
    trajecten = [mens(D(2026, 8, 1) if n < 8 else D(2025, 9, 1)) for n in range(aantal)]
    for traject in trajecten[:3]:
        traject.plaatsingen.all().delete()
    cijfers = cijfers_van(programma, bereik_van(manager), variant=Variant.BETAALD_WERK, peildatum=PEILDATUM)
    assert cijfers["aantal_gevolgd"] == f"{aantal - 4} of meer"
    punten = {punt.maanden: punt for punt in cijfers["punten"]}
    assert punten[3].risico == f"{aantal - 4} of meer"
    assert punten[12].risico == str(aantal - 8)
    assert punten[12].retentie == "100,0 %"


def test_wie_stopte_is_niet_uit_te_rekenen(mens, programma, manager, coordinator_groningen):
    """12 began, 2 left within 3 months: the number at risk (10) must not stand beside the number known (12)."""
    for n in range(12):
        mens(D(2026, 1, 1), D(2026, 2, 10) if n < 2 else None)

    def na_drie(gebruiker):
        cijfers = cijfers_van(
            programma, bereik_van(gebruiker), variant=Variant.BETAALD_WERK, peildatum=PEILDATUM
        )
        return cijfers["punten"][0]

    verborgen, open_ = na_drie(manager), na_drie(coordinator_groningen)
    assert (verborgen.naief, verborgen.bekend) == ("afgeschermd", "afgeschermd")
    assert (open_.naief, open_.bekend, open_.risico) == ("83,3 %", "12", "10")
    assert (verborgen.retentie, verborgen.risico) == ("83,3 %", "10"), "the curve has its own rule"


@pytest.mark.parametrize("naam", ["jobcoach", "trainer", "teamleider", "verwijzer", "beheerder", "vreemde"])
def test_cijfers_zijn_niet_voor_iedereen(als, request, acht_van_negen, naam):
    client = als(request.getfixturevalue(naam))
    assert client.get("/cijfers/").status_code == 403
    assert client.get("/cijfers/P02/").status_code == 403


# --- The pages --------------------------------------------------------------------------------------------------------
def test_kies_een_programma(als, acht_van_negen, coordinator_groningen, coordinator_twente):
    html = als(coordinator_groningen).get("/cijfers/").content.decode()
    assert 'href="/cijfers/P02/"' in html and "Groningen" in html
    leeg = als(coordinator_twente).get("/cijfers/").content.decode()
    assert "/cijfers/P02/" not in leeg and "Hier komen de cijfers" in leeg


def test_onbekend_programma(als, manager):
    assert als(manager).get("/cijfers/P99/").status_code == 404


def test_oude_versies_tellen_mee_onder_de_nieuwste_naam(als, acht_van_negen, mens, manager):
    fabrieken.ProgrammaFabriek(code="P02", versie=2, naam="KPN Klantcontact")
    html = als(manager).get("/cijfers/P02/").content.decode()
    assert "KPN Klantcontact" in html and ">9<" in html


def test_peildatum_in_de_toekomst_is_een_fout(als, acht_van_negen, manager):
    antwoord = als(manager).get("/cijfers/P02/", {"peildatum": "22-11-2026"})
    html = antwoord.content.decode()
    assert antwoord.context["cijfers"] is None
    assert "De peildatum ligt in de toekomst" in html
    assert "<title>1 fout – Cijfers van" in html
    assert 'value="22-11-2026"' in html


@pytest.mark.parametrize("vraag", [{"peildatum": "gisteren"}, {"variant": "onzin"}])
def test_onleesbaar_filter_is_een_fout(als, acht_van_negen, manager, vraag):
    antwoord = als(manager).get("/cijfers/P02/", vraag)
    assert antwoord.status_code == 200
    assert antwoord.context["cijfers"] is None


def test_de_filters_zeggen_wat_er_staat(als, acht_van_negen, manager):
    html = als(manager).get("/cijfers/P02/").content.decode()
    assert 'value="21-11-2026"' in html
    assert re.search(r'<option value="betaald_werk" selected', html)
    assert "In betaald werk, waar dan ook" in html.split("<caption>")[1].split("</caption>")[0]
    html = als(manager).get("/cijfers/P02/", {"variant": "werkplek"}).content.decode()
    assert re.search(r'<option value="werkplek" selected', html)
    assert "Op dezelfde werkplek" in html.split("<caption>")[1].split("</caption>")[0]


@pytest.mark.parametrize("aantal", [3, 50])
def test_kosten(vragen, mens, manager, aantal):
    for n in range(aantal):
        mens(D(2025, 9, 1), D(2026, 3, 1) if n % 3 else None)
    antwoord, gevangen = vragen(manager, "/cijfers/P02/")
    assert len(antwoord.context["cijfers"]["punten"]) == len(MEETPUNTEN)
    assert len(gevangen) <= 15, "\n".join(q["sql"][:300] for q in gevangen)
    assert Plaatsing.objects.count() == aantal
    assert timezone.localdate() == PEILDATUM
