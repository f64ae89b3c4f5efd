"""A group action: who may, who is in it, once, and what the address says about people: nothing."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import wijs_toe
from kandidaten.models import Kandidaat, Toewijzing
from tests import fabrieken
from tests.trajecten.dossier.groepshulp import (
    bevestig,
    kies,
    maak_ongedaan,
    regels,
    tot_controle,
    zonder_namen,
)
from trajecten.dossier.groep import toewijzen, uitnodigen, views
from trajecten.dossier.groep.actie import Vooruitzicht
from trajecten.dossier.groep.keuze import BEWAARD, KEUZELIJSTEN, LIMIET, SESSIE, Keuzelijst
from trajecten.groepsactie import voor_ieder
from trajecten.models import Ronde, Traject

VAN = "22-11-2026"


@pytest.fixture
def gegevens(jobcoach):
    return {"gebruiker": jobcoach.pk, "heeft_al": "overslaan", "van": VAN, "reden": ""}


def test_van_lijst_tot_uitkomst(coordinator, mensen, gegevens, jobcoach):
    adres = kies(coordinator, "toewijzen", mensen)
    pagina = coordinator.get(adres)
    assert "Voor wie: 3 mensen" in pagina.text
    assert "Joke Jobcoach, nu 0 kandidaten" in pagina.text
    naar_controle = coordinator.post(adres, gegevens).url
    controle = coordinator.get(naar_controle)
    assert "Het gaat door voor 3 van 3 mensen." in controle.text
    assert not Toewijzing.objects.exists()
    uitkomst = bevestig(coordinator, naar_controle)
    assert "Gedaan voor 3 kandidaten." in uitkomst.text
    assert Toewijzing.objects.filter(gebruiker=jobcoach, rol="jobcoach", tot=None).count() == 3
    assert all(mens.get_absolute_url() in uitkomst.text for mens in mensen)
    assert all(zonder_namen(stap, mensen) for stap in (adres, naar_controle, uitkomst.request["PATH_INFO"]))


@pytest.mark.parametrize(
    "rol", ["jobcoach", "trainer", "teamleider", "manager", "verwijzer", "beheerder", "vreemde"]
)
def test_alleen_een_coordinator(request, client, mensen, rol, coordinator_groningen):
    gebruiker = request.getfixturevalue(rol)
    if rol in ("jobcoach", "trainer", "teamleider"):
        wijs_toe(
            kandidaat=mensen[0],
            gebruiker=gebruiker,
            rol=rol,
            van=timezone.localdate(),
            door=gebruiker,
        )
    client.force_login(gebruiker)
    begin = {"actie": "toewijzen", "kandidaat": [mensen[0].dossiernummer]}
    assert client.post(reverse("dossier:groep"), begin).status_code == 403
    for stap in ("kiezen", "controle", "uitkomst"):
        assert client.get(reverse(f"dossier:groep_{stap}", args=[uuid.uuid4()])).status_code == 403


def test_wie_niet_van_haar_is_bestaat_niet(coordinator, mensen, gegevens, regio_twente):
    """The near miss, somebody who does not exist and rubbish are one number, and nothing else."""
    vreemd = fabrieken.TrajectFabriek(
        kandidaat__achternaam="Buitenveld", kandidaat__behandelregio=regio_twente
    ).kandidaat
    gestuurd = [mensen[0], vreemd, "ZZZZ-9999", "'; drop table"]
    adres, controle = tot_controle(coordinator, "toewijzen", gestuurd, gegevens)
    assert set(regels(controle)) == {"Aalders"}
    uitkomst = bevestig(coordinator, adres)
    for pagina in (controle, uitkomst):
        assert "3 gekozen kandidaten zijn niet gevonden en doen niet mee." in pagina.text
        assert "Buitenveld" not in pagina.text
        assert vreemd.dossiernummer not in pagina.text
    assert not vreemd.toewijzingen.exists()


def test_alleen_vreemden_is_niemand(client, coordinator_twente, mensen):
    client.force_login(coordinator_twente)
    assert kies(client, "toewijzen", mensen) == reverse("rapportage:kandidaten")
    assert SESSIE not in client.session


def test_de_keuze_van_een_collega_is_niet_te_openen(coordinator, collega_groningen, mensen, gegevens):
    """The address of a choice opens nothing in the session of somebody else, though she may see these people."""
    adres, _ = tot_controle(coordinator, "toewijzen", mensen, gegevens)
    collega = Client()
    collega.force_login(collega_groningen)
    for antwoord in (collega.get(adres), collega.post(adres, {"inzending": str(uuid.uuid4())})):
        assert (antwoord.status_code, antwoord.url) == (302, reverse("rapportage:kandidaten"))
    assert not Toewijzing.objects.exists()


def test_dubbelklik_doet_het_eenmaal(coordinator, mensen, gegevens):
    adres, _ = tot_controle(coordinator, "toewijzen", mensen, gegevens)
    sleutel = str(uuid.uuid4())
    eerste, tweede = (bevestig(coordinator, adres, inzending=sleutel) for _ in range(2))
    assert regels(eerste) == regels(tweede)
    assert Toewijzing.objects.count() == 3


def test_de_tweede_helft_zet_een_oude_sessie_niet_terug(coordinator, mensen, gegevens, monkeypatch):
    """Both halves read the session before the first one did its work; the second one also extends it by an hour."""
    adres, _ = tot_controle(coordinator, "toewijzen", mensen, gegevens)
    oud = dict(coordinator.session.items())
    sleutel = str(uuid.uuid4())
    bevestig(coordinator, adres, inzending=sleutel)

    def lees_oud(request, welke):
        request.session.update(oud | {"laatst_actief": 1})
        return echt(request, welke)

    echt = views.lees
    monkeypatch.setattr(views, "lees", lees_oud)
    antwoord = coordinator.post(adres, {"inzending": sleutel})
    monkeypatch.undo()
    assert "Gedaan voor 3 kandidaten." in coordinator.get(antwoord.url).text


def test_een_nieuwe_poging_na_afloop_leidt_naar_de_uitkomst(coordinator, mensen, gegevens):
    adres, _ = tot_controle(coordinator, "toewijzen", mensen, gegevens)
    bevestig(coordinator, adres)
    assert "Gedaan voor 3 kandidaten." in bevestig(coordinator, adres).text
    assert Toewijzing.objects.count() == 3


def test_wie_intussen_uit_de_regio_is_doet_niet_mee(coordinator, mensen, gegevens, regio_twente):
    adres, _ = tot_controle(coordinator, "toewijzen", mensen, gegevens)
    Kandidaat.objects.filter(pk=mensen[1].pk).update(behandelregio=regio_twente)
    uitkomst = bevestig(coordinator, adres)
    assert set(regels(uitkomst)) == {"Aalders", "Cohen"}
    assert "1 gekozen kandidaat is niet gevonden" in uitkomst.text
    assert not mensen[1].toewijzingen.exists()


def test_niemand_of_te_veel_begint_niet(coordinator, mensen):
    lijst = reverse("rapportage:kandidaten")
    assert kies(coordinator, "toewijzen", []) == lijst
    assert "Kies minstens een kandidaat." in coordinator.get(lijst).text
    assert kies(coordinator, "toewijzen", [*mensen, *[f"X{n:03d}-0000" for n in range(LIMIET)]]) == lijst
    assert f"hoogstens {LIMIET} mensen" in coordinator.get(lijst).text
    assert kies(coordinator, "verwijderen", mensen) == lijst


@pytest.fixture
def proeflijst(monkeypatch):
    """A list with one filter, as the rooms above make them."""

    def wie(gebruiker, vraag):
        return Kandidaat.objects.filter(achternaam__startswith=vraag.get("begin", "")).order_by("voornaam")

    monkeypatch.setitem(KEUZELIJSTEN, "proef", Keuzelijst("rapportage:kandidaten", wie))


def test_allen_van_de_filters_zoekt_de_server_zelf(coordinator, mensen, gegevens, proeflijst, regio_twente):
    """Looked up again on the way to the recap; who comes into the list or leaves it after that changes nothing."""
    fabrieken.TrajectFabriek(kandidaat__achternaam="Adams", kandidaat__behandelregio=regio_twente)
    alle = {"lijst": "proef", "vraag": "begin=A", "alle": "1"}
    adres = kies(coordinator, "toewijzen", [mensen[2]], **alle)
    assert "1 persoon" in coordinator.get(adres).text
    Kandidaat.objects.filter(pk=mensen[1].pk).update(achternaam="Abels")
    naar = coordinator.post(adres, gegevens).url
    assert set(regels(coordinator.get(naar))) == {"Aalders", "Abels"}
    Kandidaat.objects.filter(pk=mensen[2].pk).update(achternaam="Ackema")
    uitkomst = bevestig(coordinator, naar)
    assert set(regels(uitkomst)) == {"Aalders", "Abels"}
    assert uitkomst.context["terug"] == reverse("rapportage:kandidaten") + "?begin=A"


def test_allen_op_de_bladzijde(coordinator, mensen):
    nummers = [mens.dossiernummer for mens in mensen]
    adres = kies(coordinator, "toewijzen", mensen[:1], bladzijde="1", op_bladzijde=nummers)
    assert "Voor wie: 3 mensen" in coordinator.get(adres).text
    adres = kies(coordinator, "toewijzen", mensen[:1], op_bladzijde=nummers)
    assert "Voor wie: 1 persoon" in coordinator.get(adres).text


def test_een_sessie_bewaart_weinig_keuzes(coordinator, mensen):
    adressen = [kies(coordinator, "toewijzen", mensen) for _ in range(BEWAARD + 1)]
    assert len(coordinator.session[SESSIE]) == BEWAARD
    assert coordinator.get(adressen[0]).status_code == 302
    assert coordinator.get(adressen[-1]).status_code == 200


def test_ongedaan_kan_tien_minuten_en_eenmaal(coordinator, mensen, gegevens):
    nu = timezone.now()
    with time_machine.travel(nu, tick=False):
        adres, _ = tot_controle(coordinator, "toewijzen", mensen, gegevens)
        uitkomst = bevestig(coordinator, adres)
    assert "Ongedaan maken" in uitkomst.text
    with time_machine.travel(nu + dt.timedelta(minutes=10, seconds=1), tick=False):
        assert "Ongedaan maken kan niet meer" in maak_ongedaan(coordinator, uitkomst).text
    assert Toewijzing.objects.count() == 3
    with time_machine.travel(nu + dt.timedelta(minutes=9, seconds=59), tick=False):
        terug = maak_ongedaan(coordinator, uitkomst)
        assert "Ongedaan gemaakt voor 3 mensen." in terug.text
        assert not Toewijzing.objects.exists()
        assert "het is al gedaan" in maak_ongedaan(coordinator, uitkomst).text


@pytest.mark.parametrize("aantal", [3, 50])
@pytest.mark.parametrize("actie", ["toewijzen", "uitnodigen", "lichting"])
def test_budget(coordinator, programma, regio_groningen, jobcoach, actie, aantal, coordinator_groningen):
    """Twelve queries for step 1 and for the recap, whatever the number of people."""
    trajecten = [
        fabrieken.TrajectFabriek(kandidaat__behandelregio=regio_groningen, programma=programma)
        for _ in range(aantal)
    ]
    Traject.objects.update(status="geselecteerd")
    lichting = fabrieken.LichtingFabriek(programma=programma, plaatsen=2)
    gegevens = {
        "toewijzen": {"gebruiker": jobcoach.pk, "heeft_al": "erbij", "van": VAN},
        "uitnodigen": {
            "bijeenkomst": "nieuw",
            "ronde": programma.rondes.first().pk,
            "begin_0": "1-9-2030",
            "begin_1": "10:00",
            "tot": "12:00",
            "plaats": "Zaal 1",
        },
        "lichting": {"lichting": lichting.pk, "rest_naar_wachtlijst": "on"},
    }[actie]
    adres = kies(coordinator, actie, [traject.kandidaat for traject in trajecten])
    coordinator.post(adres, gegevens)
    for pad in (adres, f"{adres}controle/"):
        with CaptureQueriesContext(connection) as queries:
            pagina = coordinator.get(pad)
        assert pagina.status_code == 200
        assert len(queries) <= 12, [query["sql"][:150] for query in queries]
    assert len(pagina.context["vooruitzichten"]) == aantal
    assert settings.SESSION_ENGINE.endswith("db")


@pytest.mark.parametrize("module", [toewijzen, uitnodigen], ids=["toewijzen", "uitnodigen"])
def test_wie_er_niet_meer_is_houdt_de_anderen_niet_tegen(
    module, drie, mensen, coordinator_groningen, jobcoach
):
    """Her import was taken back after the page judged her: she is one refusal, not a fault for everybody."""
    weg = drie[0].kandidaat
    ronde = Ronde.objects.create(programma=drie[0].programma, naam="Ronde", soort="gesprek", volgorde=9)
    vooruitzicht = Vooruitzicht(
        weg, True, "", "", None if module is toewijzen else (Traject.objects.get(pk=drie[0].pk), None)
    )
    gegevens = {"gebruiker": jobcoach, "van": timezone.localdate(), "reden": "", "ronde": ronde}
    Traject.objects.filter(pk=drie[0].pk).delete()
    Kandidaat.objects.filter(pk=weg.pk).delete()
    uitkomst = voor_ieder([vooruitzicht], lambda ding: module.doe(ding, gegevens, door=coordinator_groningen))
    assert [weigering.ding for weigering in uitkomst.niet] == [vooruitzicht]


def test_een_nulteken_is_geen_nummer(coordinator, mensen, gegevens):
    """PostgreSQL refuses it; the others go on."""
    _, controle = tot_controle(coordinator, "toewijzen", [*mensen, "AB\0"], gegevens)
    assert "Het gaat door voor 3 van 3 mensen." in controle.text
