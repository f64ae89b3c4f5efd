"""Whose list it is, how many people each choice leaves, and what the database reads for it."""

import datetime as dt

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from basis.templatetags.componenten import datum
from kandidaten.bereik import bereik_van
from kandidaten.diensten import verleen_noodtoegang, wijs_toe
from kandidaten.models import Kandidaat
from rapportage import kandidatenlijst
from rapportage.lijstvraag import lees_lijstvraag
from tests import fabrieken
from tests.rapportage.hulp import dag, lopend, nieuw_traject
from tests.veel import veel_kandidaten
from trajecten.diensten import wijzig_traject
from trajecten.lichtingen import geef_plaats
from trajecten.statussen import Status

URL = "/kandidaten/"


def namen(antwoord):
    return [rij.kandidaat.achternaam for rij in antwoord.context["rijen"]]


def keuzes(antwoord, naam):
    """The texts of one filter, with their numbers."""
    return [tekst for _, tekst in antwoord.context["vraag"].filters.fields[naam].choices]


def tabs(antwoord):
    return [tab["tekst"] for tab in antwoord.context["bereiken"]]


# --- Scope ------------------------------------------------------------------------------------------------------------
def test_bereik_van_een_coordinator(als, regio_groningen, regio_twente, programma, coordinator_groningen):
    door = coordinator_groningen
    nieuw_traject(regio_groningen, programma, achternaam="Regio")
    elders = nieuw_traject(regio_twente, programma, achternaam="Nood").kandidaat
    lichting = fabrieken.LichtingFabriek(programma=programma, coordinator=door)
    eigen = nieuw_traject(
        regio_groningen, programma, achternaam="Groep", status=Status.GESELECTEERD, door=door
    )
    geef_plaats(eigen, lichting=lichting, door=door)
    client = als(door)
    assert tabs(client.get(URL)) == ["Mijn regio", "Mijn eigen", "Alles wat ik mag zien"]
    assert namen(client.get(URL)) == ["Groep", "Regio"]
    assert namen(client.get(URL, {"bereik": "eigen"})) == ["Groep"]
    assert namen(client.get(URL, {"bereik": "alles"})) == ["Groep", "Regio"]
    verleen_noodtoegang(kandidaat=elders, gebruiker=door, reden="Crisis op het werk")
    assert namen(client.get(URL)) == ["Groep", "Regio"]
    assert namen(client.get(URL, {"bereik": "alles"})) == ["Groep", "Nood", "Regio"]
    assert namen(client.get(URL, {"q": "noo"})) == ["Nood"], "who searches from the top looks everywhere"
    assert namen(client.get(URL, {"q": "noo", "bereik": "regio"})) == []


def test_bereik_van_een_jobcoach(als, traject, regio_twente, programma, jobcoach, andere_jobcoach):
    client = als(jobcoach)
    assert (tabs(client.get(URL)), namen(client.get(URL))) == (["Mijn eigen"], [])
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach, vervangt=andere_jobcoach)
    antwoord = client.get(URL)
    assert namen(antwoord) == ["Luinenburg"], "somebody for whom she covers"
    assert "U neemt waar" in antwoord.content.decode()
    elders = nieuw_traject(regio_twente, programma, achternaam="Nood").kandidaat
    verleen_noodtoegang(kandidaat=elders, gebruiker=jobcoach, reden="Crisis op het werk")
    assert tabs(client.get(URL)) == ["Mijn eigen", "Alles wat ik mag zien"]
    assert namen(client.get(URL)) == ["Luinenburg"]
    assert namen(client.get(URL, {"bereik": "alles"})) == ["Luinenburg", "Nood"]
    assert namen(client.get(URL, {"bereik": "regio"})) == ["Luinenburg"], "no scope of hers"


def test_wat_vandaag_is_gegeven_of_genomen_geldt_meteen(als, kandidaat, jobcoach, coordinator_groningen):
    client = als(jobcoach)
    assert namen(client.get(URL)) == []
    toewijzing = wijs_toe(
        kandidaat=kandidaat, gebruiker=jobcoach, rol="jobcoach", van=dag(0), door=coordinator_groningen
    )
    assert namen(client.get(URL)) == ["Luinenburg"]
    toewijzing.delete()
    assert namen(client.get(URL)) == []


@pytest.mark.parametrize(
    "rollen", [["coordinator"], ["jobcoach"], ["coordinator", "jobcoach"], ["trainer"], []]
)
def test_letterlijk_en_als_subquery_zijn_dezelfde_mensen(
    traject, regio_groningen, regio_twente, programma, rollen
):
    wie = fabrieken.GebruikerFabriek(rollen=rollen, regios=[regio_groningen])
    ander = nieuw_traject(regio_twente, programma).kandidaat
    derde = nieuw_traject(regio_twente, programma).kandidaat
    for rol in ("jobcoach", "trainer"):
        fabrieken.ToewijzingFabriek(kandidaat=ander, gebruiker=wie, rol=rol)
    fabrieken.ToewijzingFabriek(kandidaat=derde, gebruiker=wie, van=dag(-9), tot=dag(-3))
    bereik = bereik_van(wie)
    letterlijk = Kandidaat.objects.per_hoedanigheid(wie, bereik)
    assert letterlijk.keys() == Kandidaat.objects.per_hoedanigheid(wie).keys()
    for hoedanigheid, voorwaarde in Kandidaat.objects.per_hoedanigheid(wie).items():
        zo, anders = (set(Kandidaat.objects.filter(q)) for q in (voorwaarde, letterlijk[hoedanigheid]))
        assert zo == anders, hoedanigheid


# --- Filters with counts ----------------------------------------------------------------------------------------------
@pytest.fixture
def gevuld(regio_groningen, programma, coordinator_groningen, jobcoach, andere_jobcoach):
    """Six people: two programmes, one group, two coaches (one person has both), one without a traject."""
    door, ander = coordinator_groningen, fabrieken.ProgrammaFabriek(code="P05", naam="Ander programma")
    lichting = fabrieken.LichtingFabriek(programma=ander, naam="Voorjaar", coordinator=door)
    lopend(regio_groningen, programma, door, dag(-9), coach=jobcoach, achternaam="Een")
    beide = lopend(regio_groningen, ander, door, dag(-9), coach=jobcoach, achternaam="Beide")
    fabrieken.ToewijzingFabriek(kandidaat=beide.kandidaat, gebruiker=andere_jobcoach, van=dag(-2))
    nieuw_traject(regio_groningen, ander, achternaam="Zonder")
    plek = nieuw_traject(regio_groningen, ander, achternaam="Plek", status=Status.GESELECTEERD, door=door)
    geef_plaats(plek, lichting=lichting, door=door)
    nieuw_traject(regio_groningen, programma, achternaam="Dicht", status=Status.AFGEWEZEN, door=door)
    fabrieken.KandidaatFabriek(achternaam="Kaal", behandelregio=regio_groningen)
    return lichting


def test_elke_keuze_zegt_hoeveel_mensen_er_overblijven(als, gevuld, coordinator_groningen):
    antwoord = als(coordinator_groningen).get(URL)
    assert keuzes(antwoord, "status")[:5] == [
        "Alle (6)",
        "Alle die nog lopen (4)",
        "Alle die zijn afgesloten (1)",
        "Aangemeld (1)",
        "In selectie (0)",
    ]
    assert keuzes(antwoord, "programma") == [
        "Alle (6)",
        "Ander programma (3)",
        "KPN Customer Service Groningen (2)",
    ]
    assert keuzes(antwoord, "lichting") == ["Alle (6)", "Voorjaar (1)"]
    assert keuzes(antwoord, "coach") == [
        "Alle (6)",
        "Nu zonder jobcoach (2)",
        "Anton Andere (1)",
        "Joke Jobcoach (2)",
    ]


def test_aantallen_volgen_de_andere_filters_en_de_zoekvraag(als, gevuld, coordinator_groningen, jobcoach):
    client = als(coordinator_groningen)
    antwoord = client.get(URL, {"programma": "P05"})
    assert keuzes(antwoord, "status")[0] == "Alle (3)"
    assert keuzes(antwoord, "programma")[0] == "Alle (6)", "not its own"
    assert keuzes(antwoord, "coach")[1:] == [
        "Nu zonder jobcoach (2)",
        "Anton Andere (1)",
        "Joke Jobcoach (1)",
    ]
    antwoord = client.get(URL, {"coach": jobcoach.pk})
    assert keuzes(antwoord, "programma") == [
        "Alle (2)",
        "Ander programma (1)",
        "KPN Customer Service Groningen (1)",
    ]
    assert keuzes(client.get(URL, {"q": "ei"}), "status")[0] == "Alle (1)"


def test_het_aantal_achter_een_keuze_is_wat_zij_laat_zien(als, gevuld, coordinator_groningen):
    """Every choice of every filter, alone and beside another one: the number is the length of that list."""
    client = als(coordinator_groningen)
    for begin in ({}, {"status": "open"}, {"programma": "P05"}, {"coach": "zonder"}, {"status": "lopend"}):
        velden = client.get(URL, begin).context["vraag"].filters.fields
        for naam in ("status", "programma", "lichting", "coach"):
            for waarde, tekst in velden[naam].choices:
                antwoord = client.get(URL, {**begin, naam: waarde, "bereik": "regio"})
                aantal = len(antwoord.context["rijen"])
                assert tekst.endswith(f"({aantal})"), (begin, naam, tekst, aantal)
                assert antwoord.context["pagina"].paginator.count == aantal


def test_regio_met_aantal(als, regio_groningen, regio_twente, programma):
    allebei = fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[regio_groningen, regio_twente])
    nieuw_traject(regio_groningen, programma)
    fabrieken.KandidaatFabriek(behandelregio=regio_twente)
    client = als(allebei)
    assert keuzes(client.get(URL), "regio") == ["Alle (2)", "Groningen (1)", "Twente (1)"]
    antwoord = client.get(URL, {"status": "aangemeld"})
    assert keuzes(antwoord, "regio") == ["Alle (1)", "Groningen (1)", "Twente (0)"]


def test_boven_de_grens_staan_er_geen_aantallen(als, gevuld, coordinator_groningen, monkeypatch):
    monkeypatch.setattr(kandidatenlijst, "HOOGSTENS", 5)
    client = als(coordinator_groningen)
    antwoord = client.get(URL, {"sorteer": "status"})
    assert "Lopend" in keuzes(antwoord, "status")
    html = antwoord.content.decode()
    assert "(meer dan 10.000)" in html
    assert (html.count("aria-sort"), antwoord.context["vraag"].sorteer) == (2, "naam"), "no index knows this"
    antwoord = client.get(URL, {"status": "open", "sorteer": "status"})
    assert "<title>Kandidaten (4)" in antwoord.content.decode()
    assert antwoord.context["vraag"].sorteer == "status"


def test_een_waarde_die_geen_keuze_is_telt_als_niet_gevraagd(als, gevuld, coordinator_groningen, jobcoach):
    """No filter that is on without a chip, and no list that hides what it filters by."""
    antwoord = als(coordinator_groningen).get(
        URL, {"status": "onzin", "programma": "P99", "lichting": "x", "coach": "9\0", "sorteer": "gek"}
    )
    assert "actief)" not in antwoord.text
    assert antwoord.context["aan"] == []
    assert len(namen(antwoord)) == 6
    assert "volledig e-mailadres" in antwoord.text  # a part of one finds nobody
    antwoord = als(jobcoach).get(URL, {"coach": "zonder"})  # she has no such filter
    assert antwoord.context["aan"] == []
    assert "actief)" not in antwoord.text


def test_wie_straks_een_jobcoach_krijgt_staat_er_met_de_dag(
    als, regio_groningen, programma, coordinator_groningen, jobcoach, andere_jobcoach
):
    """Nobody coaches her now, so the filter keeps her; the column says who will, and from when."""
    straks = nieuw_traject(regio_groningen, programma, achternaam="Straks").kandidaat
    fabrieken.ToewijzingFabriek(kandidaat=straks, gebruiker=jobcoach, van=dag(8))
    fabrieken.ToewijzingFabriek(kandidaat=straks, gebruiker=andere_jobcoach, van=dag(20))
    nu = lopend(regio_groningen, programma, coordinator_groningen, dag(-9), coach=jobcoach, achternaam="Nu")
    fabrieken.ToewijzingFabriek(kandidaat=nu.kandidaat, gebruiker=andere_jobcoach, van=dag(8))
    antwoord = als(coordinator_groningen).get(URL)
    assert {rij.kandidaat.achternaam: rij.jobcoach for rij in antwoord.context["rijen"]} == {
        "Straks": f"{jobcoach.naam}, vanaf {datum(dag(8))}",
        "Nu": jobcoach.naam,
    }
    assert "Nu zonder jobcoach (1)" in keuzes(antwoord, "coach")
    assert [n for n in namen(als(coordinator_groningen).get(URL, {"coach": "zonder"})) if "Straks" in n]


def test_lichting_van_een_andere_regio_is_geen_keuze(als, gevuld, regio_twente, coordinator_groningen):
    elders = fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[regio_twente])
    ander = fabrieken.LichtingFabriek(naam="Twents", coordinator=elders)
    antwoord = als(coordinator_groningen).get(URL, {"lichting": ander.pk})
    assert keuzes(antwoord, "lichting") == ["Alle (6)", "Voorjaar (1)"]
    assert len(namen(antwoord)) == 6
    assert namen(als(coordinator_groningen).get(URL, {"lichting": gevuld.pk})) == ["Plek"]


def test_filters_die_aan_staan_gaan_er_een_voor_een_af(als, gevuld, coordinator_groningen):
    antwoord = als(coordinator_groningen).get(
        URL, {"q": "een", "status": "lopend", "programma": "P02", "sorteer": "-naam", "bereik": "regio"}
    )
    html = antwoord.content.decode()
    aan = {chip["label"]: (chip["waarde"], chip["url"]) for chip in antwoord.context["aan"]}
    assert aan["Status"] == ("Lopend", "?bereik=regio&q=een&programma=P02&sorteer=-naam")
    assert aan["Zoek"] == ("een", "?bereik=regio&status=lopend&programma=P02&sorteer=-naam")
    assert "Haal weg: </span>Programma: KPN Customer Service Groningen" in html
    for naam, waarde in (("bereik", "regio"), ("sorteer", "-naam")):
        assert f'name="{naam}" value="{waarde}"' in html.replace('type="hidden" ', ""), (
            "filtering keeps these"
        )


# --- Sorted by change -------------------------------------------------------------------------------------------------
def test_een_traject_dat_wijzigt_zet_haar_bovenaan(als, gevuld, coordinator_groningen, time_machine):
    """The services of a traject note it with the candidate, so that the order is read from an index."""
    time_machine.move_to(timezone.now() + dt.timedelta(hours=3), tick=False)
    traject = Kandidaat.objects.get(achternaam="Plek").trajecten.get()
    wijzig_traject(traject, gezien=traject.versie, velden=["uren_per_week"], door=coordinator_groningen)
    (rij, *_) = als(coordinator_groningen).get(URL, {"sorteer": "-gewijzigd"}).context["rijen"]
    assert rij.kandidaat.achternaam == "Plek"
    assert rij.gewijzigd == rij.kandidaat.trajecten_gewijzigd_op


# --- What the database reads (PostgreSQL) -----------------------------------------------------------------------------
@pytest.fixture
def duizenden(db):
    """3,000 people in five regions, with the statistics that the planner decides by; the coordinator of one."""
    if connection.vendor != "postgresql":
        pytest.skip("query plans are PostgreSQL's")
    regios = [fabrieken.RegioFabriek() for _ in range(5)]
    veel_kandidaten(3000, regios=regios, programmas=[fabrieken.ProgrammaFabriek()])
    with connection.cursor() as cursor:
        for index in ("zoeknaam", "telefoon"):  # as autovacuum does with what was just written
            cursor.execute(f"SELECT gin_clean_pending_list('kandidaat_{index}_deel')")
        cursor.execute("ANALYZE")
    return fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=regios[:1])


def test_de_lijst_leest_een_index(duizenden):
    """No plan of the first page or of the search reads all candidates."""
    for vraag, index in [
        ({}, "kandidaat_regio_naam"),
        ({"sorteer": "-naam"}, "kandidaat_regio_naam"),
        ({"sorteer": "-gewijzigd"}, "kandidaat_regio_gewijzigd"),
        ({"q": "zandoog", "bereik": "regio"}, "kandidaat_"),
        ({"q": "fatma rietsnij"}, "kandidaat_zoeknaam_deel"),
        ({"q": "4567123"}, "kandidaat_telefoon_deel"),
        ({"q": "06-45671230"}, "kandidaat_telefoon_deel"),
        ({"q": "mens12@example.nl"}, "kandidaat_email"),
    ]:
        lijst = lees_lijstvraag(duizenden, _get(vraag))
        gesorteerd = kandidatenlijst.sorteer_lijst(lijst.gevonden, lijst.sorteer)
        plan = gesorteerd.values("pk")[:25].explain()
        assert "Seq Scan on kandidaten_kandidaat" not in plan, plan
        assert index in plan, plan
        tellen = lijst.basis.order_by().values("pk")[: kandidatenlijst.HOOGSTENS].explain()
        assert "Seq Scan on kandidaten_kandidaat" not in tellen, tellen


def _get(vraag):
    gegevens = QueryDict(mutable=True)
    gegevens.update(vraag)
    return gegevens
