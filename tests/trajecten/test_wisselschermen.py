"""The screens around a cohort that changes: moving, joining late, cancelling, what is agreed. And what they weigh."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from kandidaten.models import Kandidaat
from tests import fabrieken
from trajecten.lichtingen import geef_plaats, plaats_mensen, start_lichting, zet_op_wachtlijst
from trajecten.models import Kostenaandeel, Lichting, Traject
from trajecten.statussen import Status


@pytest.fixture
def client(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


@pytest.fixture
def andere(lichting, collega_groningen):
    return fabrieken.LichtingFabriek(
        programma=lichting.programma, naam="Groningen winter", plaatsen=1, coordinator=collega_groningen
    )


def url(naam, lichting, *meer):
    return reverse(f"trajecten:lichting_{naam}" if naam else "trajecten:lichting", args=[lichting.pk, *meer])


def verzend(client, adres, **velden):
    return client.post(adres, {"inzending": str(uuid.uuid4()), **velden}, follow=True)


def teksten(antwoord):
    return [str(melding) for melding in antwoord.context["messages"]]


def verborgen(antwoord):
    velden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', antwoord.text))
    return {naam: waarde for naam, waarde in velden.items() if naam in ("gezien", "mensen")}


def ongedaan(client, antwoord):
    return client.post(re.search(r'action="([^"]*/ongedaan/[^"]*)"', antwoord.text)[1], follow=True)


def vers(traject):
    return Traject.objects.get(pk=traject.pk)


# --- Moving -----------------------------------------------------------------------------------------------------------
def test_verplaatsen_met_ongedaan_maken(client, lichting, andere, geplaatst):
    een, twee = geplaatst(2)
    adres = url("verplaatsen", lichting)
    assert "Groningen winter: start" in client.get(adres).text
    antwoord = verzend(client, adres, naar=andere.pk, traject=[een.pk, twee.pk])
    assert teksten(antwoord) == [
        "1 persoon verplaatst naar ‘Groningen winter’. Ongedaan maken kan tien minuten.",
        f"{twee.kandidaat.naam}: Alle plaatsen in deze lichting zijn bezet. Zet deze kandidaat op de wachtlijst.",
    ]
    assert (vers(een).lichting, vers(twee).lichting) == (andere, lichting)
    assert teksten(ongedaan(client, antwoord)) == ["Ongedaan gemaakt voor 1 persoon."]
    assert vers(een).lichting == lichting


def test_verplaatsen_kan_alleen_naar_hetzelfde_programma_en_met_eigen_mensen(
    client, lichting, andere, geplaatst, regio_twente
):
    (elders,) = geplaatst(1, regio=regio_twente)
    vreemd = fabrieken.LichtingFabriek()
    antwoord = verzend(client, url("verplaatsen", lichting), naar=vreemd.pk, traject=elders.pk)
    assert set(antwoord.context["form"].errors) == {"naar", "traject"}
    assert elders.kandidaat.achternaam not in antwoord.text
    assert vers(elders).lichting == lichting


# --- Late joiner ------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("op_de_startdag")
def test_later_instromen(client, lichting, geplaatst, geselecteerd, jobcoach, coordinator_groningen):
    geplaatst(1)
    (laat, zonder_uren) = geselecteerd(2)
    Traject.objects.filter(pk=laat.pk).update(uren_per_week=24)
    fabrieken.ToewijzingFabriek(kandidaat=laat.kandidaat, gebruiker=jobcoach)
    vroeg = verzend(client, url("instromen", lichting), op=f"{lichting.start:%d-%m-%Y}", traject=laat.pk)
    assert teksten(vroeg) == ["Deze lichting is nog niet gestart. Geef mensen hier een plaats."]
    start_lichting(lichting, door=coordinator_groningen)
    velden = {"op": f"{lichting.start:%d-%m-%Y}", "traject": [laat.pk, zonder_uren.pk]}
    antwoord = verzend(client, url("instromen", lichting), **velden)
    assert teksten(antwoord) == [
        "1 persoon begonnen in deze lichting. Ongedaan maken kan tien minuten.",
        f"{zonder_uren.kandidaat.naam}: Uren per week zijn nog niet gekozen. Heeft nog geen jobcoach.",
    ]
    assert (vers(laat).status, vers(laat).lichting) == (Status.LOPEND, lichting)
    ongedaan(client, antwoord)
    assert (vers(laat).status, vers(laat).lichting) == (Status.GESELECTEERD, None)


# --- Cancelling -------------------------------------------------------------------------------------------------------
def test_annuleren_met_overzicht_reden_en_ongedaan_maken(
    client, lichting, geplaatst, geselecteerd, coordinator_groningen
):
    (een,), (wacht,) = geplaatst(1), geselecteerd(1)
    zet_op_wachtlijst(wacht, lichting=lichting, door=coordinator_groningen)
    adres = url("annuleren", lichting)
    recap = client.get(adres)
    assert een.kandidaat.lijstnaam in recap.text
    assert "U raakt niemand kwijt." in recap.text
    zonder_reden = verzend(client, adres, **verborgen(recap))
    assert "reden" in zonder_reden.context["form"].errors
    antwoord = verzend(client, adres, reden="later", **verborgen(recap))
    assert teksten(antwoord) == [
        "Lichting ‘Groningen herfst’ is geannuleerd. 2 mensen terug in de rij. Ongedaan maken kan tien minuten."
    ]
    assert "het wordt een latere lichting" in antwoord.text
    assert "Start lichting" not in antwoord.text
    assert (vers(een).lichting, vers(wacht).lichting) == (None, None)
    assert client.get(adres).status_code == 302
    assert "Geannuleerd" in client.get(reverse("trajecten:lichtingen"), {"wanneer": "geannuleerd"}).text
    assert teksten(ongedaan(client, antwoord)) == ["Ongedaan gemaakt. 2 mensen terug in deze lichting."]
    assert (vers(een).lichting, vers(wacht).lichting) == (lichting, lichting)
    assert teksten(ongedaan(client, antwoord)) == ["Deze lichting is niet meer geannuleerd."]


def test_een_collega_zonder_zicht_op_iedereen_annuleert_niet(
    client, lichting, geplaatst, regio_twente, collega_groningen, coordinator_twente
):
    (elders,) = geplaatst(1, regio=regio_twente)
    tekst = client.get(url("annuleren", lichting)).text
    assert elders.kandidaat.achternaam not in tekst
    assert "1 persoon uit andere regio" in tekst
    client.force_login(collega_groningen)
    assert client.get(url("annuleren", lichting)).status_code == 403
    assert verzend(client, url("annuleren", lichting), reden="later").status_code == 403
    assert Lichting.objects.get(pk=lichting.pk).is_open


def test_wie_er_na_het_overzicht_bij_kwam_wordt_niet_ongezien_weggestuurd(
    client, lichting, geplaatst, geselecteerd, collega_groningen
):
    geplaatst(1)
    velden = verborgen(client.get(url("annuleren", lichting)))
    geef_plaats(geselecteerd(1)[0], lichting=lichting, door=collega_groningen)
    antwoord = verzend(client, url("annuleren", lichting), reden="later", **velden)
    assert teksten(antwoord) == [
        "De lichting is intussen gewijzigd. Er is nog niets geannuleerd. Kijk opnieuw."
    ]
    assert Lichting.objects.get().is_open


# --- Before the start date, childcare and language --------------------------------------------------------------------
def test_te_vroeg_starten_zegt_wanneer_het_kan(client, lichting, geplaatst):
    geplaatst(3)
    tekst = client.get(url("start", lichting)).text
    assert "Starten kan vanaf die dag." in tekst
    assert f'href="{url("wijzigen", lichting)}"' in tekst
    assert "Start lichting met" not in tekst


def test_kinderopvang_en_taal_voor_iedereen(client, lichting, geplaatst):
    programma = lichting.programma
    programma.kinderopvang_check, programma.taaleis = True, "goede beheersing van het Nederlands"
    programma.save()
    een, twee = geplaatst(2)
    tekst = client.get(url("start", lichting)).text
    assert "goede beheersing van het Nederlands" in tekst
    assert tekst.count(f'href="{url("voorwaarden", lichting)}"') == 2
    velden = {}
    for traject, opvang in ((een, "geregeld"), (twee, "onbekend")):
        velden |= {
            f"kinderopvang_{traject.pk}": opvang,
            f"taal_spreken_{traject.pk}": "b1",
            f"versie_{traject.pk}": traject.kandidaat.versie,
        }
    Kandidaat.objects.filter(pk=twee.kandidaat_id).update(versie=99)
    antwoord = verzend(client, url("voorwaarden", lichting), **velden)
    assert teksten(antwoord)[0] == "Opgeslagen voor 1 persoon."
    assert "intussen gewijzigd" in teksten(antwoord)[1]
    een.kandidaat.refresh_from_db()
    assert (een.kandidaat.kinderopvang, een.kandidaat.taal_spreken) == ("geregeld", "b1")
    assert Kandidaat.objects.get(pk=twee.kandidaat_id).taal_spreken == ""


def test_wie_iets_niet_vraagt_krijgt_de_vraag_niet(client, lichting, geplaatst):
    geplaatst(1)
    assert "vraagt niet naar kinderopvang of taal" in client.get(url("voorwaarden", lichting)).text


# --- What was agreed --------------------------------------------------------------------------------------------------
def test_groepen_per_jaar_en_groepsgrootte_zijn_een_waarschuwing(client, lichting, coordinator_groningen):
    programma = lichting.programma
    programma.groepen_per_jaar_min, programma.groepen_per_jaar_max, programma.groep_max = 1, 1, 10
    programma.save()
    velden = {
        "programma": programma.pk, "naam": "Tweede", "start": f"{lichting.start:%d-%m-%Y}", "plaatsen": "12",
        "coordinator": coordinator_groningen.pk,
    }  # fmt: skip
    antwoord = verzend(client, reverse("trajecten:lichting_nieuw"), **velden)
    assert teksten(antwoord)[1:] == [
        "Dit programma noemt groepen van hoogstens 10 mensen.",
        f"Dit is groep 2 van dit programma in {lichting.start.year}. Het programma noemt 1 per jaar.",
    ]
    Lichting.objects.filter(naam="Tweede").update(geannuleerd_op=timezone.now(), annuleerreden="later")
    assert f"In {lichting.start.year} start 1 groep" in client.get(url("afspraken", lichting)).text


def test_afspraken_tonen_kosten_en_wie_begeleidt(client, lichting, geplaatst, uwv_groningen, jobcoach):
    geplaatst(2)
    Kostenaandeel.objects.create(
        programma=lichting.programma,
        partner=uwv_groningen,
        procent=60,
        afgesproken_met="Anna de Wit",
        afgesproken_op=dt.date(2026, 3, 2),
    )
    Kostenaandeel.objects.create(programma=lichting.programma, wie="de gemeente die verwijst")
    tekst = re.sub(r"<[^>]+>", " ", client.get(url("afspraken", lichting)).text)
    tekst = re.sub(r"\s+", " ", tekst)
    assert f"{jobcoach.naam} Jobcoach 2" in tekst
    assert "UWV Groningen Alles 60 % Anna de Wit 2 mrt 2026" in tekst
    assert "de gemeente die verwijst Alles Nog niet afgesproken Niet bekend" in tekst


def test_een_kleinste_groep_groter_dan_de_lichting_kan_niet(client, lichting, coordinator_groningen):
    velden = {
        "naam": lichting.naam, "start": f"{lichting.start:%d-%m-%Y}", "plaatsen": "3", "plaatsen_min": "4",
        "coordinator": coordinator_groningen.pk, "versie": lichting.versie,
    }  # fmt: skip
    antwoord = verzend(client, url("wijzigen", lichting), **velden)
    assert "niet groter dan het aantal plaatsen" in antwoord.text
    velden["plaatsen_min"] = "2"
    antwoord = verzend(client, url("wijzigen", lichting), **velden)
    assert "De kleinste groep is 2 mensen." in re.sub(r"\s+", " ", antwoord.text)


# --- Weight -----------------------------------------------------------------------------------------------------------
def test_een_lichting_met_vijftig_mensen_blijft_licht(
    client, lichting, geselecteerd, coordinator_groningen, django_assert_max_num_queries
):
    Lichting.objects.update(plaatsen=50)
    lichting.refresh_from_db()
    plaats_mensen(geselecteerd(50), lichting=lichting, door=coordinator_groningen)
    vrij = geselecteerd(50)
    for traject in geselecteerd(50):
        zet_op_wachtlijst(traject, lichting=lichting, door=coordinator_groningen)
    with django_assert_max_num_queries(15):
        antwoord = client.get(url("", lichting))
    assert len(antwoord.content) < 60_000
    tekst = antwoord.text
    assert 'Mensen met een plaats <span class="aantal">(50)</span>' in tekst
    assert vrij[0].kandidaat.lijstnaam in tekst  # who waits longest stands on the first page
    assert vrij[-1].kandidaat.lijstnaam not in tekst
    assert vrij[-1].kandidaat.lijstnaam in client.get(url("", lichting), {"nieuw": 2}).text


def test_een_vestiging_of_grootte_die_het_programma_niet_noemt(client, lichting):
    genoemd, ander = (
        fabrieken.VestigingFabriek(plaats="Groningen"),
        fabrieken.VestigingFabriek(plaats="Elders"),
    )
    lichting.programma.vestigingen.add(genoemd)
    lichting.programma.groep_min = 8
    lichting.programma.save()
    for vestiging, aantal in ((genoemd, 0), (ander, 1)):
        Lichting.objects.filter(pk=lichting.pk).update(vestiging=vestiging)
        tekst = client.get(url("afspraken", lichting)).text
        assert tekst.count("Dit programma noemt de vestiging Elders niet.") == aantal
    assert "Dit programma noemt groepen van minstens 8 mensen." in tekst
