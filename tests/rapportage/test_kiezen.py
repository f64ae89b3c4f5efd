"""Choosing people in the candidate list for a group action: whose boxes stand there, and "all of these filters"."""

import json

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from basis.versleuteling import versleutel
from tests import fabrieken
from tests.trajecten.dossier.groepshulp import bevestig, kies, regels
from trajecten.dossier.groep.keuze import LIMIET, SESSIE

LIJST = "rapportage:kandidaten"


@pytest.fixture
def regio_met(regio_groningen, programma):
    def maak(aantal, **velden):
        return [
            fabrieken.TrajectFabriek(
                kandidaat__achternaam=f"Kiesman{n:02d}",
                kandidaat__behandelregio=regio_groningen,
                programma=programma,
                **velden,
            )
            for n in range(aantal)
        ]

    return maak


def test_vakken_en_balk_voor_een_coordinator(client, coordinator_groningen, regio_met):
    regio_met(3)
    client.force_login(coordinator_groningen)
    tekst = client.get(reverse(LIJST)).text
    assert tekst.count('name="kandidaat"') == 3
    assert 'aria-label="Kies Kiesman00, ' in tekst
    assert "Kies alle 3 op deze bladzijde" in tekst
    assert 'name="alle"' not in tekst  # there is only this page
    for knop in ("Jobcoach toewijzen", "Uitnodigen", "Verplaatsen naar lichting"):
        assert f"{knop}</button>" in tekst


def test_een_jobcoach_kiest_niemand(client, jobcoach, regio_met):
    traject = regio_met(1)[0]
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    client.force_login(jobcoach)
    tekst = client.get(reverse(LIJST)).text
    assert "Kiesman00" in tekst
    assert 'name="kandidaat"' not in tekst
    assert 'id="kiezen"' not in tekst


def test_wie_ook_jobcoach_is_kiest_alleen_in_haar_regio(client, regio_groningen, regio_twente, regio_met):
    """The row of somebody whom she only coaches has no box; also not when she is asked for as one of the filters."""
    beide = fabrieken.GebruikerFabriek(rollen=["coordinator", "jobcoach"], regios=[regio_groningen])
    elders = fabrieken.TrajectFabriek(
        kandidaat__achternaam="Kiesman-Elders", kandidaat__behandelregio=regio_twente
    ).kandidaat
    fabrieken.ToewijzingFabriek(kandidaat=elders, gebruiker=beide)
    regio_met(1)
    client.force_login(beide)
    tekst = client.get(reverse(LIJST), {"bereik": "alles"}).text
    assert "Kiesman-Elders" in tekst
    assert tekst.count('name="kandidaat"') == 1
    alles = {"lijst": "kandidaten", "vraag": "bereik=alles", "alle": "1"}
    pagina = client.get(kies(client, "toewijzen", [], **alles))
    assert "Voor wie: 1 persoon" in pagina.text


def test_allen_van_de_filters_tot_een_grens(client, coordinator_groningen, jobcoach, regio_met, monkeypatch):
    """Found by the server with the very filters of the list, from the second page on too, within twelve queries."""
    regio_met(30)
    fabrieken.TrajectFabriek(
        kandidaat__achternaam="Zander",
        kandidaat__behandelregio=coordinator_groningen.werkgebieden.first().regio,
    )
    client.force_login(coordinator_groningen)
    lijst = client.get(reverse(LIJST), {"q": "kiesman", "pagina": "2"})
    assert "Kies alle 5 op deze bladzijde" in lijst.text
    assert "Kies alle 30 kandidaten die bij deze filters passen" in lijst.text
    assert 'name="vraag" value="q=kiesman&amp;pagina=2"' in lijst.text
    alle = {"lijst": "kandidaten", "vraag": "q=kiesman&pagina=2", "alle": "1"}
    adres = kies(client, "toewijzen", [], **alle)
    client.post(adres, {"gebruiker": jobcoach.pk, "heeft_al": "erbij", "van": "22-11-2026"})
    for pad in (adres, f"{adres}controle/"):
        with CaptureQueriesContext(connection) as queries:
            pagina = client.get(pad)
        assert len(queries) <= 12, [
            query["sql"][:60] + " FROM" + query["sql"].partition("FROM")[2][:40] for query in queries
        ]
    assert pagina.context["terug"] == f"{reverse(LIJST)}?q=kiesman&pagina=2"
    uitkomst = bevestig(client, f"{adres}controle/")
    assert len(regels(uitkomst)) == 30
    assert "Zander" not in uitkomst.text
    monkeypatch.setattr("rapportage.views_kandidaten.LIMIET", 20)
    tekst = client.get(reverse(LIJST)).text
    assert "hoogstens 20 tegelijk" in tekst
    assert 'name="alle"' not in tekst
    assert LIMIET == 200


def test_de_naam_waarop_gezocht_is_staat_nergens_leesbaar(client, coordinator_groningen, regio_met):
    """PRIV-15: the filters go along so that she comes back to her list; a session is stored as it is."""
    mensen = [traject.kandidaat for traject in regio_met(2)]
    client.force_login(coordinator_groningen)
    adres = kies(client, "toewijzen", mensen, lijst="kandidaten", vraag="q=Kiesman&sorteer=-gewijzigd")
    bewaard = str(dict(client.session))
    assert "Kiesman" not in bewaard
    assert not any(kandidaat.dossiernummer in bewaard for kandidaat in mensen)
    pagina = client.get(adres)
    assert pagina.context["terug"].endswith("?q=Kiesman&sorteer=-gewijzigd")


def test_een_keuze_onder_een_sleutel_die_weg_is_begint_opnieuw(
    client, coordinator_groningen, regio_met, settings
):
    client.force_login(coordinator_groningen)
    adres = kies(client, "toewijzen", [regio_met(1)[0].kandidaat], lijst="kandidaten")
    settings.VERSLEUTELSLEUTELS = [Fernet.generate_key().decode()]
    antwoord = client.get(adres, follow=True)
    assert "Deze keuze is er niet meer." in antwoord.text


@pytest.mark.parametrize(
    "oud",
    [
        {"sleutel": "x", "actie": "toewijzen", "nummers": []},  # as the version before kept it: not encrypted
        versleutel("geen json").decode(),
        versleutel(json.dumps({"sleutel": "x", "actie": "toewijzen", "veld": "van vroeger"})).decode(),
        versleutel(json.dumps(["lijst"])).decode(),
    ],
    ids=["kaal", "geen-json", "ander-veld", "lijst"],
)
def test_een_keuze_in_een_oudere_vorm_begint_opnieuw(client, coordinator_groningen, regio_met, oud):
    client.force_login(coordinator_groningen)
    kandidaat = regio_met(1)[0].kandidaat
    adres = kies(client, "toewijzen", [kandidaat], lijst="kandidaten")
    sessie = client.session
    sessie[SESSIE] = dict.fromkeys(sessie[SESSIE], oud)
    sessie.save()
    for pad in (adres, f"{adres}controle/"):
        assert "Deze keuze is er niet meer." in client.get(pad, follow=True).text
    assert client.get(kies(client, "toewijzen", [kandidaat], lijst="kandidaten")).status_code == 200
