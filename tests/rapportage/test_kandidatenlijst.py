"""The candidate list: who is in it, how she is found, and what it costs."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from kandidaten.diensten import leg_doelgroep_vast, leg_ondersteuning_vast, leg_uitkering_vast
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Kandidaat
from rapportage import kandidatenlijst
from tests import fabrieken
from tests.rapportage.hulp import dag, lopend, nieuw_traject
from tests.stappen import breng_naar
from trajecten.diensten import open_traject
from trajecten.statussen import Status

URL = "/kandidaten/"


def namen(antwoord):
    return [rij.kandidaat.achternaam for rij in antwoord.context["rijen"]]


# --- Who is in it -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("naam", ["manager", "verwijzer", "beheerder", "vreemde"])
def test_niet_voor_wie_geen_dossiers_opent(als, request, traject, naam):
    antwoord = als(request.getfixturevalue(naam)).get(URL)
    assert antwoord.status_code == 403
    assert "Luinenburg" not in antwoord.content.decode()


def test_coordinator_ziet_haar_regio(als, traject, coordinator_groningen, coordinator_twente):
    antwoord = als(coordinator_groningen).get(URL)
    assert namen(antwoord) == ["Luinenburg"]
    html = antwoord.content.decode()
    assert "<title>Kandidaten (1) – Trajecten</title>" in html
    assert f'href="{reverse("dossier:dossier", args=[traject.kandidaat.dossiernummer])}"' in html
    assert "Nieuwe kandidaat" in html
    assert f'href="{reverse("inlezen:overzicht")}"' in html
    twente = als(coordinator_twente).get(URL)
    assert namen(twente) == []
    assert "Hier komen de kandidaten van uw regio." in twente.content.decode()


@pytest.mark.parametrize("rol", [Toewijzingsrol.JOBCOACH, Toewijzingsrol.TRAINER, Toewijzingsrol.TEAMLEIDER])
def test_wie_is_toegewezen_ziet_haar_eigen_mensen(als, traject, rol):
    eigen, ander = (fabrieken.GebruikerFabriek(rollen=[rol]) for _ in range(2))
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=eigen, rol=rol)
    antwoord = als(eigen).get(URL)
    assert namen(antwoord) == ["Luinenburg"]
    assert "<title>Mijn kandidaten (1)" in antwoord.content.decode()
    assert "Nieuwe kandidaat" not in antwoord.content.decode()
    assert namen(als(ander).get(URL)) == []


def test_overgedragen_staat_30_dagen_met_alleen_de_naam_in_de_lijst(als, traject, jobcoach):
    toewijzing = fabrieken.ToewijzingFabriek(
        kandidaat=traject.kandidaat, gebruiker=jobcoach, van=dag(-60), tot=dag(-30)
    )
    client = als(jobcoach)
    antwoord = client.get(URL)
    (rij,) = antwoord.context["rijen"]
    assert (rij.overgedragen, rij.woord, rij.programma, rij.gewijzigd) == (True, "", "", None)
    html = antwoord.content.decode()
    assert "Mijn kandidaten (1)" in html and "Overgedragen" in html
    tabel = html[html.index("<tbody>") :]
    assert traject.programma.naam not in tabel
    assert namen(client.get(URL, {"q": "luin"})) == ["Luinenburg"]
    # What she may not read, she does not find out by filtering, searching or sorting either.
    for vraag in ({"status": "aangemeld"}, {"programma": "P02"}, {"q": traject.kandidaat.telefoon}):
        assert namen(client.get(URL, vraag)) == [], vraag
    assert namen(client.get(URL, {"sorteer": "-status"})) == ["Luinenburg"]
    toewijzing.tot = dag(-31)
    toewijzing.save()
    assert namen(client.get(URL)) == []


def test_nooit_een_bijzonder_gegeven(als, traject, coordinator_groningen):
    """PRIV-06: not in a column, not as a filter."""
    door = coordinator_groningen
    leg_doelgroep_vast(kandidaat=traject.kandidaat, indicatie="ja", gecontroleerd_op=dag(0), door=door)
    leg_uitkering_vast(verwijzing=traject.verwijzing, uitkering="wajong", door=door)
    leg_ondersteuning_vast(
        kandidaat=traject.kandidaat, aanpassingen=["brailleleesregel"], wat_werkt="Rustig aan", door=door
    )
    html = als(door).get(URL).content.decode().lower()
    for woord in ("doelgroep", "wajong", "uitkering", "braille", "rustig aan", "aanpassing"):
        assert woord not in html
    assert namen(als(door).get(URL, {"doelgroep": "nee"})) == ["Luinenburg"]


# --- The traject a row shows ------------------------------------------------------------------------------------------
def tweede_traject(traject, programma, door):
    verwijzing = fabrieken.VerwijzingFabriek(kandidaat=traject.kandidaat)
    return open_traject(kandidaat=traject.kandidaat, verwijzing=verwijzing, programma=programma, door=door)


def test_een_rij_per_persoon_met_het_open_traject(als, traject, coordinator_groningen):
    ander = fabrieken.ProgrammaFabriek(naam="Contact Center Academy")
    breng_naar(traject, Status.AFGEWEZEN, door=coordinator_groningen)
    tweede = tweede_traject(traject, ander, coordinator_groningen)
    (rij,) = als(coordinator_groningen).get(URL).context["rijen"]
    assert (rij.programma, rij.woord) == ("Contact Center Academy", "Aangemeld")
    breng_naar(tweede, Status.TERUGGETROKKEN, door=coordinator_groningen)
    (rij,) = als(coordinator_groningen).get(URL).context["rijen"]
    assert (rij.programma, rij.woord) == ("Contact Center Academy", "Teruggetrokken")


def test_een_open_traject_gaat_voor_een_later_gesloten(als, traject, coordinator_groningen):
    tweede = tweede_traject(traject, fabrieken.ProgrammaFabriek(naam="Tweede"), coordinator_groningen)
    breng_naar(tweede, Status.AFGEWEZEN, door=coordinator_groningen)
    (rij,) = als(coordinator_groningen).get(URL).context["rijen"]
    assert (rij.programma, rij.woord) == (traject.programma.naam, "Aangemeld")
    assert namen(als(coordinator_groningen).get(URL, {"status": "afgewezen"})) == []
    assert namen(als(coordinator_groningen).get(URL, {"status": "aangemeld"})) == ["Luinenburg"]


def test_zonder_traject_staat_iemand_er_ook(als, kandidaat, coordinator_groningen):
    antwoord = als(coordinator_groningen).get(URL)
    assert namen(antwoord) == ["Luinenburg"]
    assert "Nog geen traject" in antwoord.content.decode()


# --- Search -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def oezturk(regio_groningen, programma):
    return nieuw_traject(
        regio_groningen,
        programma,
        voornaam="Ayşe",
        tussenvoegsel="van der",
        achternaam="Öztürk",
        geboortedatum=dt.date(1987, 5, 9),
        telefoon="06-12345678",
    ).kandidaat


@pytest.mark.parametrize("q", ["ozturk", "ÖZTÜRK", "ayse van der oz", "9-5-1987", "0612345678", "345678"])
def test_zoeken_vergeeft_veel(als, traject, oezturk, coordinator_groningen, q):
    assert namen(als(coordinator_groningen).get(URL, {"q": q})) == ["Öztürk"]


def test_zoeken_vindt_niemand(als, traject, coordinator_groningen):
    html = als(coordinator_groningen).get(URL, {"q": "zzzz"}).content.decode()
    assert "Niemand past bij deze zoekvraag" in html
    assert "Wis filters" in html


@pytest.mark.parametrize("vorm", [str, str.lower, lambda n: n.replace("-", ""), lambda n: f" {n} "])
def test_dossiernummer_gaat_naar_het_dossier(als, traject, coordinator_groningen, vorm):
    antwoord = als(coordinator_groningen).get(URL, {"q": vorm(traject.kandidaat.dossiernummer)})
    assert antwoord.status_code == 302
    assert antwoord["Location"] == reverse("dossier:dossier", args=[traject.kandidaat.dossiernummer])


def test_dossiernummer_van_een_ander_verraadt_niets(als, traject, coordinator_twente):
    eigen = als(coordinator_twente).get(URL, {"q": traject.kandidaat.dossiernummer})
    geen = als(coordinator_twente).get(URL, {"q": "AAAA-AAAA"})
    assert (eigen.status_code, namen(eigen)) == (geen.status_code, namen(geen)) == (200, [])


def test_teamleider_zoekt_alleen_op_naam(als, oezturk, teamleider):
    """She may know the name only, so a telephone number or a date of birth finds nobody."""
    fabrieken.ToewijzingFabriek(kandidaat=oezturk, gebruiker=teamleider, rol=Toewijzingsrol.TEAMLEIDER)
    client = als(teamleider)
    assert namen(client.get(URL, {"q": "ozturk"})) == ["Öztürk"]
    assert namen(client.get(URL, {"q": "9-5-1987"})) == []
    assert namen(client.get(URL, {"q": "0612345678"})) == []
    assert client.get(URL, {"q": oezturk.dossiernummer}).status_code == 302


# --- Filters and order ------------------------------------------------------------------------------------------------
def test_filters_staan_in_het_adres(als, regio_groningen, programma, coordinator_groningen):
    ander = fabrieken.ProgrammaFabriek(code="P05", naam="Ander programma")
    nieuw_traject(regio_groningen, programma, achternaam="Een")
    nieuw_traject(regio_groningen, ander, achternaam="Twee")
    lopend(regio_groningen, ander, coordinator_groningen, dag(-3), achternaam="Drie")
    nieuw_traject(
        regio_groningen, ander, achternaam="Vier", status=Status.AFGEWEZEN, door=coordinator_groningen
    )
    client = als(coordinator_groningen)
    for vraag, verwacht in [
        ({"programma": "P05"}, ["Drie", "Twee", "Vier"]),
        ({"programma": "P05", "status": "aangemeld"}, ["Twee"]),
        ({"status": "open"}, ["Drie", "Een", "Twee"]),
        ({"status": "gesloten"}, ["Vier"]),
        ({"status": "onzin"}, ["Drie", "Een", "Twee", "Vier"]),
        ({"status": "onzin", "programma": "P05"}, ["Drie", "Twee", "Vier"]),
        ({"q": "Voornaam", "status": "lopend"}, ["Drie"]),
    ]:
        assert namen(client.get(URL, vraag)) == verwacht, vraag
    html = client.get(URL, {"programma": "P05"}).content.decode()
    assert "1 actief" in html and "Wis filters" in html
    assert "?programma=P05&amp;sorteer=status" in html, "sorting keeps the filters"


def test_filter_op_jobcoach(
    als, regio_groningen, programma, coordinator_groningen, jobcoach, andere_jobcoach
):
    lopend(regio_groningen, programma, coordinator_groningen, dag(-9), coach=jobcoach, achternaam="Joke")
    lopend(
        regio_groningen, programma, coordinator_groningen, dag(-9), coach=andere_jobcoach, achternaam="Anton"
    )
    nieuw_traject(regio_groningen, programma, achternaam="Geen")
    nieuw_traject(
        regio_groningen, programma, achternaam="Klaar", status=Status.AFGEWEZEN, door=coordinator_groningen
    )
    client = als(coordinator_groningen)
    assert namen(client.get(URL, {"coach": jobcoach.pk})) == ["Joke"]
    assert namen(client.get(URL, {"coach": "zonder"})) == ["Geen"]
    assert namen(als(jobcoach).get(URL, {"coach": andere_jobcoach.pk})) == ["Joke"], "no filter of hers"


def test_regio_alleen_met_meer_dan_een(als, regio_groningen, regio_twente, programma, coordinator_groningen):
    allebei = fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[regio_groningen, regio_twente])
    nieuw_traject(regio_groningen, programma, achternaam="Gron")
    nieuw_traject(regio_twente, programma, achternaam="Twen")
    client = als(allebei)
    assert namen(client.get(URL)) == ["Gron", "Twen"]
    assert namen(client.get(URL, {"regio": regio_twente.pk})) == ["Twen"]
    assert 'name="regio"' in client.get(URL).content.decode()
    html = als(coordinator_groningen).get(URL).content.decode()
    assert 'name="regio"' not in html
    assert namen(als(coordinator_groningen).get(URL, {"regio": regio_twente.pk})) == ["Gron"]


def test_sorteren(als, regio_groningen, programma, coordinator_groningen, time_machine):
    begin = dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC)
    for n, (naam, status) in enumerate([("B", Status.LOPEND), ("C", None), ("A", Status.AFGEWEZEN)]):
        time_machine.move_to(begin + dt.timedelta(hours=n), tick=False)
        nieuw_traject(regio_groningen, programma, achternaam=naam, status=status, door=coordinator_groningen)
    client = als(coordinator_groningen)
    for sorteer, verwacht in [
        ("naam", "ABC"),
        ("-naam", "CBA"),
        ("status", "CBA"),
        ("-status", "ABC"),
        ("gewijzigd", "BCA"),
        ("-gewijzigd", "ACB"),
        ("onzin", "ABC"),
    ]:
        antwoord = client.get(URL, {"sorteer": sorteer})
        assert "".join(namen(antwoord)) == verwacht, sorteer
    html = client.get(URL, {"sorteer": "-naam"}).content.decode()
    assert re.findall(r'aria-sort="(\w+)"', html) == ["descending", "none", "none"]


def test_bladeren(als, regio_groningen, programma, coordinator_groningen):
    for n in range(27):
        nieuw_traject(regio_groningen, programma, achternaam=f"Mens{n:02d}")
    client = als(coordinator_groningen)
    eerste, tweede = client.get(URL), client.get(URL, {"pagina": "2"})
    assert namen(eerste) + namen(tweede) == [f"Mens{n:02d}" for n in range(27)]
    assert "26 tot 27 van 27 kandidaten" in tweede.content.decode()
    assert namen(client.get(URL, {"pagina": "nee"})) == namen(eerste)


def test_tellen_houdt_op(als, regio_groningen, programma, coordinator_groningen, monkeypatch):
    monkeypatch.setattr(kandidatenlijst, "HOOGSTENS", 3)
    for _ in range(3):
        nieuw_traject(regio_groningen, programma)
    client = als(coordinator_groningen)
    assert "<title>Kandidaten (3)" in client.get(URL).content.decode()
    nieuw_traject(regio_groningen, programma)
    assert "<title>Kandidaten (meer dan 10.000)" in client.get(URL).content.decode()


# --- Cost -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [3, 50])
@pytest.mark.parametrize(
    "vraag", ["", "?sorteer=status", "?q=voornaam&status=open&coach=zonder", "?sorteer=-gewijzigd"]
)
def test_kosten(vragen, regio_groningen, regio_twente, programma, jobcoach, aantal, vraag):
    coordinator = fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[regio_groningen, regio_twente])
    for _ in range(aantal):
        nieuw_traject(regio_groningen, programma)
    lopend(regio_twente, programma, coordinator, dag(-9), coach=jobcoach)
    antwoord, gevangen = vragen(coordinator, URL + vraag)
    assert antwoord.context["rijen"]
    assert len(gevangen) <= 10, "\n".join(q["sql"][:300] for q in gevangen)
    assert len(antwoord.content) <= 60_000


@pytest.mark.parametrize("q", ["julia＠example.nl", "⑫③④⑤⑥⑦⑧", "⑩⑩⑩⑩"])
def test_andere_tekens_voor_een_cijfer_of_apenstaart_zijn_geen_omweg(als, traject, teamleider, q):
    """What looks like a name here, and is an address or a number to the search, still finds nobody for her."""
    traject.kandidaat.telefoon, traject.kandidaat.email = "06-12345678", "julia@example.nl"
    if q == "⑩⑩⑩⑩":
        traject.kandidaat.telefoon = "06-10101010"
    traject.kandidaat.save()
    fabrieken.ToewijzingFabriek(
        kandidaat=traject.kandidaat, gebruiker=teamleider, rol=Toewijzingsrol.TEAMLEIDER
    )
    assert Kandidaat.objects.zoek(q).exists(), "the search itself would find her"
    assert namen(als(teamleider).get(URL, {"q": q})) == []


@pytest.mark.parametrize("q", ["12345678", "1234-5678", "1234 5678"])
def test_acht_cijfers_zijn_voor_een_teamleider_geen_telefoonnummer(als, traject, teamleider, q):
    """A dossiernummer looks like eight characters; eight digits of her phone number do too."""
    traject.kandidaat.telefoon = "06-12345678"
    traject.kandidaat.save()
    fabrieken.ToewijzingFabriek(
        kandidaat=traject.kandidaat, gebruiker=teamleider, rol=Toewijzingsrol.TEAMLEIDER
    )
    assert namen(als(teamleider).get(URL, {"q": q})) == []
    antwoord = als(teamleider).get(URL, {"q": traject.kandidaat.dossiernummer})
    assert antwoord.status_code == 302
