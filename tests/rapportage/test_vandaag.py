"""Vandaag: every section shows who needs something now, and only the people of the coordinator's own regions."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from kandidaten.models import Dubbelvermoeden
from kandidaten.vermoedens import zoek_dubbelen
from rapportage.vandaag import SECTIES, samenvatting, sectie_van, vandaag_van
from tests import fabrieken
from tests.rapportage.hulp import (
    bericht,
    contact,
    dag,
    in_ronde,
    lopend,
    nieuw_traject,
    plaatsing,
    sectie,
    titels,
)
from tests.stappen import breng_naar
from trajecten.statussen import Status

URL = "/vandaag/"


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    """Wednesday 4 March 2026, 13:00 in Amsterdam."""
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


# --- Rights -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "naam", ["jobcoach", "trainer", "teamleider", "manager", "verwijzer", "beheerder", "vreemde"]
)
def test_alleen_voor_coordinatoren(als, request, naam):
    assert als(request.getfixturevalue(naam)).get(URL).status_code == 403


def test_zonder_login_naar_de_inlogpagina(client, db):
    assert client.get(URL).status_code == 302


def test_de_buurregio_staat_er_niet_in(
    als, traject, coordinator_groningen, collega_groningen, coordinator_twente
):
    assert titels(coordinator_groningen, "bellen") == ["Luinenburg, Julia"]
    assert titels(collega_groningen, "bellen") == ["Luinenburg, Julia"]
    assert all(not s.aantal for s in vandaag_van(coordinator_twente))
    assert "Luinenburg" not in als(coordinator_twente).get(URL).content.decode()


def test_wie_ook_coacht_ziet_hier_alleen_haar_regio(traject, regio_twente):
    """Coordinator in Twente, coach of one person in Groningen: Groningen's work is not hers."""
    dubbel = fabrieken.GebruikerFabriek(rollen=["coordinator", "jobcoach"], regios=[regio_twente])
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=dubbel)
    assert titels(dubbel, "bellen") == []


# --- Mogelijk dubbel --------------------------------------------------------------------------------------------------
def test_wat_in_de_nacht_dubbel_leek_staat_in_een_regel(
    als, kandidaat, coordinator_groningen, coordinator_twente
):
    """How many pairs wait for whom; not for a region without one, and a judged pair waits no more."""
    buiten = fabrieken.KandidaatFabriek(telefoon=kandidaat.telefoon)  # in a third region
    zoek_dubbelen()
    (rij,) = sectie(coordinator_groningen, "besluit").regels
    assert (rij.titel, rij.woord, rij.url) == (
        "Mogelijk dubbele dossiers",
        "1 paar",
        reverse("dossier:dubbel"),
    )
    pagina = als(coordinator_groningen).get(URL).text
    assert "Mogelijk dubbele dossiers" in pagina
    assert buiten.achternaam not in pagina
    assert titels(coordinator_twente, "besluit") == []
    Dubbelvermoeden.objects.tussen(kandidaat.pk, buiten.pk).update(
        status="andere_persoon", beoordeeld_door=coordinator_groningen, beoordeeld_op=timezone.now()
    )
    assert titels(coordinator_groningen, "besluit") == []


# --- Nog niet gebeld --------------------------------------------------------------------------------------------------
def test_nog_niet_gebeld_met_uren_en_pogingen(traject, coordinator_groningen):
    contact(traject, coordinator_groningen, gelukt=False)
    rij = sectie(coordinator_groningen, "bellen").regels[0]
    assert rij.woord == "Nog 19 uur"
    assert "1 poging" in rij.waarom
    assert "ontvangen 4 mrt 2026, 08:00" in rij.waarom
    assert rij.telefoon == traject.kandidaat.telefoon
    contact_url = reverse("dossier:contact", args=[traject.kandidaat.dossiernummer, 1])
    assert rij.actie.url == f"{contact_url}?terug={reverse('rapportage:vandaag')}"


def test_wie_gesproken_is_hoeft_niet_gebeld(traject, coordinator_groningen):
    contact(traject, coordinator_groningen, gelukt=True)
    assert titels(coordinator_groningen, "bellen") == []


def test_contact_van_een_eerdere_verwijzing_telt_niet(traject, coordinator_groningen):
    """The clock belongs to the referral: last year's call says nothing about this one."""
    oud = fabrieken.VerwijzingFabriek(
        kandidaat=traject.kandidaat, ontvangen_op=timezone.now() - dt.timedelta(days=300)
    )
    traject.kandidaat.contactmomenten.create(
        verwijzing=oud, gelukt=True, kanaal="telefoon", tijdstip=timezone.now(), door=coordinator_groningen
    )
    assert titels(coordinator_groningen, "bellen") == ["Luinenburg, Julia"]


@pytest.mark.parametrize("status", [Status.GESELECTEERD, Status.AFGEWEZEN, Status.LOPEND])
def test_na_de_selectie_hoeft_niemand_gebeld(traject, coordinator_groningen, status):
    breng_naar(traject, status, door=coordinator_groningen)
    assert titels(coordinator_groningen, "bellen") == []


def test_te_laat_eerst_en_zonder_termijn_laatst(regio_groningen, programma, coordinator_groningen):
    zonder = fabrieken.ProgrammaFabriek(eerste_contact_uren=None)
    ruim = fabrieken.ProgrammaFabriek(eerste_contact_uren=120)
    nieuw_traject(regio_groningen, zonder, uren_geleden=900, achternaam="Zonder")
    nieuw_traject(regio_groningen, ruim, uren_geleden=90, achternaam="Ruim")  # 30 hours left
    nieuw_traject(regio_groningen, programma, uren_geleden=4, achternaam="Nieuw")  # 20 hours left
    nieuw_traject(regio_groningen, programma, uren_geleden=30, achternaam="Laat")  # 6 hours over
    gevonden = sectie(coordinator_groningen, "bellen")
    assert [r.titel.split(",")[0] for r in gevonden.regels] == ["Laat", "Nieuw", "Ruim", "Zonder"]
    assert [r.woord for r in gevonden.regels] == ["6 uur te laat", "Nog 20 uur", "Nog 30 uur", "Geen termijn"]
    assert (gevonden.aantal, gevonden.te_laat) == (4, 1)


# --- Wacht op besluit -------------------------------------------------------------------------------------------------
def test_wacht_op_besluit_per_ronde(regio_groningen, regio_twente, programma, coordinator_groningen):
    ronde = programma.rondes.first()
    for _ in range(3):
        in_ronde(nieuw_traject(regio_groningen, programma), ronde)
    in_ronde(nieuw_traject(regio_twente, programma), ronde)  # the near miss
    gestopt = nieuw_traject(regio_groningen, programma)
    in_ronde(gestopt, ronde)
    breng_naar(gestopt, Status.TERUGGETROKKEN, door=coordinator_groningen)
    (rij,) = sectie(coordinator_groningen, "besluit").regels
    assert rij.woord == "3 mensen"
    assert rij.actie.url == reverse("selectie:ronde", args=[ronde.pk])


def test_wie_gesproken_is_en_in_geen_ronde_zit(
    regio_groningen, regio_twente, programma, coordinator_groningen
):
    for regio in (regio_groningen, regio_groningen, regio_twente):  # the last one is the near miss
        contact(nieuw_traject(regio, programma), coordinator_groningen, gelukt=True)
    nieuw_traject(regio_groningen, programma)  # stands under "Nog niet gebeld"
    ingedeeld = nieuw_traject(regio_groningen, programma)
    contact(ingedeeld, coordinator_groningen, gelukt=True)
    in_ronde(ingedeeld, programma.rondes.first())
    rij, ronde = sectie(coordinator_groningen, "besluit").regels
    assert (rij.titel, rij.woord) == (f"{programma.naam}, nog in geen ronde", "2 mensen")
    assert ronde.woord == "1 mens"
    assert rij.actie.url == reverse("selectie:indelen", args=[programma.pk])


# --- Lichtingen -------------------------------------------------------------------------------------------------------
def geselecteerd_in(lichting, regio, door, **kandidaat):
    traject = nieuw_traject(
        regio, lichting.programma, uren_geleden=200, status=Status.GESELECTEERD, door=door, **kandidaat
    )
    traject.lichting = lichting
    traject.save()
    return traject


def test_start_binnen_14_dagen_zegt_wat_er_mist(
    regio_groningen, programma, coordinator_groningen, coordinator_twente
):
    lichting = fabrieken.LichtingFabriek(programma=programma, naam="Maart", start=dag(14))
    for privacy in (None, dag(-1), dag(-1)):
        geselecteerd_in(lichting, regio_groningen, coordinator_groningen, privacy_gegeven_op=privacy)
    (rij,) = sectie(coordinator_groningen, "start").regels
    assert rij.woord == "Over 14 dagen"
    assert "3 van 16 plaatsen" in rij.waarom
    assert "privacy uitleggen aan 1 mens" in rij.waarom
    assert "jobcoach kiezen voor 3 mensen" in rij.waarom
    assert "uren kiezen voor 3 mensen" in rij.waarom
    assert rij.actie.url == reverse("trajecten:lichting", args=[lichting.pk])
    assert sectie(coordinator_twente, "start").aantal == 0


def test_lichting_waaraan_niets_mist(regio_groningen, coordinator_groningen, jobcoach):
    programma = fabrieken.ProgrammaFabriek(uren_opties=[])
    lichting = fabrieken.LichtingFabriek(programma=programma, start=dag(0), plaatsen=1)
    traject = geselecteerd_in(lichting, regio_groningen, coordinator_groningen)
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    (rij,) = sectie(coordinator_groningen, "start").regels
    assert (rij.woord, rij.soort) == ("Vandaag", "bezig")
    assert "Alles is klaar" in rij.waarom


def test_over_15_dagen_nog_niet_en_eigen_lege_lichting_wel(programma, coordinator_groningen):
    fabrieken.LichtingFabriek(programma=programma, start=dag(15), coordinator=coordinator_groningen)
    fabrieken.LichtingFabriek(
        programma=programma, start=dag(3), coordinator=coordinator_groningen, naam="Leeg"
    )
    fabrieken.LichtingFabriek(programma=programma, start=dag(3), naam="Van een ander")
    assert titels(coordinator_groningen, "start") == [f"{programma.naam}, Leeg"]


def test_te_laat_gestart(programma, coordinator_groningen):
    fabrieken.LichtingFabriek(
        programma=programma, start=dag(-2), coordinator=coordinator_groningen, naam="Vergeten"
    )
    fabrieken.LichtingFabriek(
        programma=programma, start=dag(-2), coordinator=coordinator_groningen, gestart_op=timezone.now()
    )
    gevonden = sectie(coordinator_groningen, "te_laat_gestart")
    assert (gevonden.aantal, gevonden.te_laat) == (1, 1)
    assert gevonden.regels[0].woord == "2 dagen geleden"
    assert sectie(coordinator_groningen, "start").aantal == 0


# --- Proefplaatsing of contract loopt af ------------------------------------------------------------------------------
def test_loopt_af_na_30_en_60_dagen(regio_groningen, regio_twente, programma, coordinator_groningen):
    def mens(naam, regio=regio_groningen):
        return lopend(regio, programma, coordinator_groningen, dag(-50), achternaam=naam)

    plaatsing(mens("Proef30"), "proefplaatsing", dag(-31), dag(30))
    plaatsing(mens("Proef31"), "proefplaatsing", dag(-30), dag(31))
    plaatsing(mens("Contract60"), "detachering", dag(-40), dag(60))
    plaatsing(mens("Contract61"), "detachering", dag(-40), dag(61))
    plaatsing(mens("Vast"), "regulier", dag(-40))
    plaatsing(mens("Twente", regio_twente), "detachering", dag(-40), dag(3))
    plaatsing(mens("Voorbij"), "proefplaatsing", dag(-45), dag(-1))
    plaatsing(mens("Gestopt"), "detachering", dag(-40), dag(-1), laatste_werkdag=dag(-1), eindreden="v_loon")
    gevonden = sectie(coordinator_groningen, "loopt_af")
    assert [r.titel.split(",")[0] for r in gevonden.regels] == ["Voorbij", "Proef30", "Contract60"]
    assert [r.woord for r in gevonden.regels] == ["1 dag te laat", "Nog 30 dagen", "Nog 60 dagen"]
    assert (gevonden.aantal, gevonden.te_laat) == (3, 1)
    assert "Contract vastleggen" in gevonden.regels[0].actie.tekst


def test_met_een_vervolg_loopt_niets_af(regio_groningen, programma, coordinator_groningen):
    traject = lopend(regio_groningen, programma, coordinator_groningen, dag(-50))
    proef = plaatsing(
        traject, "proefplaatsing", dag(-50), dag(5), laatste_werkdag=dag(5), eindreden="n_vervolg"
    )
    plaatsing(traject, "detachering", dag(6), dag(200), vorige=proef)
    assert sectie(coordinator_groningen, "loopt_af").aantal == 0


# --- The page ---------------------------------------------------------------------------------------------------------
def test_samenvatting_van_heel_veel():
    veel = SimpleNamespace(aantal=2519, te_laat=1200)
    assert samenvatting([veel]) == "2.519 dingen vragen vandaag aandacht, 1.200 zijn te laat."


def test_samenvatting(traject, coordinator_groningen, regio_groningen, programma):
    assert (
        samenvatting(vandaag_van(coordinator_groningen))
        == "1 ding vraagt vandaag aandacht, niets is te laat."
    )
    nieuw_traject(regio_groningen, programma, uren_geleden=30)
    assert (
        samenvatting(vandaag_van(coordinator_groningen)) == "2 dingen vragen vandaag aandacht, 1 is te laat."
    )


def test_lege_dag_is_rustig(als, coordinator_groningen):
    html = als(coordinator_groningen).get(URL).content.decode()
    assert "Niets vraagt vandaag uw aandacht." in html
    assert "<title>Vandaag (0)" in html


def test_toon_alle(als, regio_groningen, programma, coordinator_groningen):
    for n in range(12):
        nieuw_traject(regio_groningen, programma, uren_geleden=n)
    client = als(coordinator_groningen)
    html = client.get(URL).content.decode()
    assert "Toon alle 12" in html
    assert html.count("Contact vastleggen") == 10
    alles = client.get(URL, {"alles": "bellen"}).content.decode()
    assert alles.count("Contact vastleggen") == 12
    assert "<title>Nog niet gebeld (12)" in alles
    assert client.get(URL, {"alles": "niets"}).status_code == 404
    for code in SECTIES:
        assert client.get(URL, {"alles": code, "pagina": "9"}).status_code == 200


def test_een_bladzijde_die_niet_kan_bestaan_is_de_eerste(als, coordinator_groningen, traject):
    for pagina in ("9" * 30, str(2**31 - 1), "0", "-1", "x"):
        antwoord = als(coordinator_groningen).get(URL, {"alles": "bellen", "pagina": pagina})
        assert antwoord.status_code == 200, pagina
        assert traject.kandidaat.lijstnaam in antwoord.content.decode()


def test_bladeren_door_een_sectie(regio_groningen, programma, coordinator_groningen):
    for n in range(28):
        nieuw_traject(regio_groningen, programma, uren_geleden=n)
    eerste, pagina = sectie_van(coordinator_groningen, "bellen")
    tweede, volgende = sectie_van(coordinator_groningen, "bellen", pagina="2")
    assert (len(eerste.regels), len(tweede.regels)) == (25, 3)
    assert (pagina.end_index(), volgende.start_index(), volgende.end_index()) == (25, 26, 28)
    assert not {r.titel for r in eerste.regels} & {r.titel for r in tweede.regels}


def vul_alles(regio, programma, coordinator, coach, aantal):
    """`aantal` rows in every section."""
    ronde = programma.rondes.first()
    for _ in range(aantal):
        in_ronde(nieuw_traject(regio, programma), ronde)
        contact(nieuw_traject(regio, programma), coordinator, gelukt=True)
        traject = lopend(regio, programma, coordinator, dag(-100), coach=coach)
        plaatsing(traject, "detachering", dag(-100), dag(10))
        lichting = fabrieken.LichtingFabriek(programma=programma, start=dag(5), coordinator=coordinator)
        geselecteerd_in(lichting, regio, coordinator)
        laat = fabrieken.LichtingFabriek(programma=programma, start=dag(-5), coordinator=coordinator)
        geselecteerd_in(laat, regio, coordinator)
        bericht(traject)


@pytest.mark.parametrize("aantal", [3, 50])
def test_kosten(vragen, regio_groningen, programma, coordinator_groningen, jobcoach, aantal):
    vul_alles(regio_groningen, programma, coordinator_groningen, jobcoach, aantal)
    antwoord, gevangen = vragen(coordinator_groningen, URL)
    assert all(s.aantal for s in vandaag_van(coordinator_groningen)), "every section takes part"
    assert len(gevangen) <= 10, "\n".join(q["sql"][:300] for q in gevangen)
    assert len(antwoord.content) <= 60_000
    for code in SECTIES:
        antwoord, gevangen = vragen(coordinator_groningen, f"{URL}?alles={code}")
        assert len(gevangen) <= 10
        assert len(antwoord.content) <= 60_000, code


# --- Berichten om door te geven ---------------------------------------------------------------------------------------
def test_wie_geen_mail_krijgt_staat_met_een_knop_en_haar_telefoon(
    traject, coordinator_groningen, coordinator_twente
):
    deze = bericht(traject, timezone.now() + dt.timedelta(days=4))
    (rij,) = sectie(coordinator_groningen, "berichten").regels
    assert (rij.titel, rij.woord, rij.soort) == ("Luinenburg, Julia", "Bel of schrijf", "aandacht")
    assert rij.waarom == (
        "Uitnodiging · Informatie over het werk, 8 mrt 2026, 13:00 · gemaakt 4 mrt 2026, 13:00"
    )
    assert rij.telefoon == traject.kandidaat.telefoon
    assert rij.actie.tekst == "Bericht doorgeven"
    assert rij.actie.url == f"{deze.get_absolute_url()}?terug={URL}"
    assert titels(coordinator_twente, "berichten") == []  # the near miss


def test_mails_die_niet_lukten_of_bleven_hangen(traject, coordinator_groningen):
    uur_geleden = timezone.now() - dt.timedelta(hours=1)
    bericht(traject, wijze="mail", status="mislukt")
    bericht(
        traject, uur_geleden + dt.timedelta(days=9), wijze="mail", status="bezig", geclaimd_op=uur_geleden
    )
    bericht(traject, wijze="mail", status="bezig", geclaimd_op=timezone.now(), keer=1)  # being sent right now
    bericht(traject, wijze="mail", status="klaar", keer=2)
    gevonden = sectie(coordinator_groningen, "berichten")
    assert [(rij.woord, rij.soort) for rij in gevonden.regels] == [
        ("Misschien verstuurd", "aandacht"),
        ("Mail niet gelukt", "fout"),
    ]


def test_een_bericht_van_morgen_is_te_laat_en_van_gisteren_heeft_geen_zin_meer(
    traject, coordinator_groningen
):
    bericht(traject, timezone.now() + dt.timedelta(hours=23))
    bericht(traject, timezone.now() + dt.timedelta(hours=25))
    bericht(traject, timezone.now() - dt.timedelta(hours=1))
    gevonden = sectie(coordinator_groningen, "berichten")
    assert (gevonden.aantal, gevonden.te_laat) == (2, 1)
    assert [rij.soort for rij in gevonden.regels] == ["fout", "aandacht"]


def test_na_doorgeven_komt_zij_terug_op_vandaag(als, traject, coordinator_groningen):
    deze = bericht(traject, timezone.now() + dt.timedelta(days=4))
    contact(traject, coordinator_groningen, gelukt=True)
    client = als(coordinator_groningen)
    rij = sectie(coordinator_groningen, "berichten").regels[0]
    pagina = client.get(rij.actie.url)
    doorgegeven = reverse("bijeenkomsten:doorgegeven", args=[traject.kandidaat.dossiernummer, deze.pk])
    assert f'action="{doorgegeven}?terug=%2Fvandaag%2F"' in pagina.text
    antwoord = client.post(f"{doorgegeven}?terug={URL}", follow=True)
    assert antwoord.redirect_chain == [(URL, 302)]
    assert "Vastgelegd dat u het bericht aan " in antwoord.text
    assert sectie(coordinator_groningen, "berichten").aantal == 0


def test_de_zin_bovenaan_telt_de_berichten_mee(traject, coordinator_groningen):
    contact(traject, coordinator_groningen, gelukt=True)
    eerst = sum(s.aantal for s in vandaag_van(coordinator_groningen))
    bericht(traject, timezone.now() + dt.timedelta(hours=2))
    secties = vandaag_van(coordinator_groningen)
    assert sum(s.aantal for s in secties) == eerst + 1
    assert "1 is te laat" in samenvatting(secties)
