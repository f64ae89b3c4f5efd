"""Named assessors: who may be named, scores that wait for everybody named, and a name taken back."""

import uuid

import pytest
from django.urls import reverse

from logboek.models import Handeling, Logregel
from tests import fabrieken
from tests.draden import tegelijk
from trajecten.models import Ronde
from trajecten.selectie.beoordelaars import trek_naam_in, wijs_beoordelaars_aan
from trajecten.selectie.beoordelen import beoordeel, heropen
from trajecten.selectie.diensten import neem_besluit
from trajecten.selectie.models import Beoordelaar, Rondedeelname


def ronde_url(deelname, naam="ronde"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id])


def persoon_url(deelname, naam="kandidaat"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id, deelname.traject.kandidaat.dossiernummer])


def scoor(deelname, criteria, wie, score=3):
    beoordeel(deelname, scores=dict.fromkeys(criteria, score), door=wie)
    deelname.refresh_from_db()


def wijs_aan(deelnames, wie, door):
    return wijs_beoordelaars_aan(deelnames, gebruikers=wie, door=door)


@pytest.fixture
def derde(regio_groningen):
    return fabrieken.GebruikerFabriek(naam="Dora Derde", rollen=["coordinator"], regios=[regio_groningen])


def test_scores_gaan_open_als_iedereen_met_naam_klaar_is(
    rondedeelname, criteria, coordinator_groningen, collega_groningen
):
    wijs_aan([rondedeelname], [collega_groningen], coordinator_groningen)
    scoor(rondedeelname, criteria, coordinator_groningen)  # the round asks for one, but Kees was named
    assert rondedeelname.scores_open_op is None
    scoor(rondedeelname, criteria, collega_groningen)
    assert rondedeelname.scores_open_op is not None


def test_met_een_naam_vraagt_de_ronde_er_nog_steeds_twee(
    rondedeelname, criteria, coordinator_groningen, collega_groningen
):
    Ronde.objects.filter(pk=rondedeelname.ronde_id).update(beoordelaars=2)
    rondedeelname.ronde.refresh_from_db()
    wijs_aan([rondedeelname], [collega_groningen], coordinator_groningen)
    scoor(rondedeelname, criteria, collega_groningen)
    assert rondedeelname.scores_open_op is None
    scoor(rondedeelname, criteria, coordinator_groningen)
    assert rondedeelname.scores_open_op is not None


def test_wie_haar_scores_terugneemt_blijft_aangewezen(
    rondedeelname, criteria, coordinator_groningen, collega_groningen
):
    wijs_aan([rondedeelname], [collega_groningen], coordinator_groningen)
    scoor(rondedeelname, criteria, coordinator_groningen)
    beoordeel(rondedeelname, scores=dict.fromkeys(criteria), door=collega_groningen)
    assert Beoordelaar.objects.get(gebruiker=collega_groningen).ingediend_op is None
    beoordeel(rondedeelname, scores=dict.fromkeys(criteria), door=coordinator_groningen)
    assert not Beoordelaar.objects.filter(gebruiker=coordinator_groningen).exists()


def test_wie_al_uit_zichzelf_scoorde_wordt_niet_dubbel_aangewezen(
    rondedeelname, criteria, coordinator_groningen, derde
):
    Ronde.objects.filter(pk=rondedeelname.ronde_id).update(beoordelaars=2)
    rondedeelname.ronde.refresh_from_db()
    scoor(rondedeelname, criteria, derde)
    for _ in range(2):
        wijs_aan([rondedeelname], [derde], coordinator_groningen)
    rij = Beoordelaar.objects.get()
    assert (rij.gebruiker, rij.gevraagd_door) == (derde, coordinator_groningen)
    assert rij.ingediend_op is not None


@pytest.mark.parametrize("wie", ["coordinator_twente", "jobcoach", "verwijzer", "vreemde"])
def test_alleen_wie_scores_mag_geven_kan_worden_aangewezen(
    client, request, rondedeelname, coordinator_groningen, collega_groningen, wie
):
    iemand = request.getfixturevalue(wie)
    fabrieken.ToewijzingFabriek(kandidaat=rondedeelname.traject.kandidaat, gebruiker=iemand)
    uitkomst = wijs_aan([rondedeelname], [iemand], coordinator_groningen)
    assert [weigering.reden for weigering in uitkomst.niet] == [
        f"{iemand.naam} mag van deze kandidaat geen scores geven."
    ]
    assert not Beoordelaar.objects.exists()
    client.force_login(coordinator_groningen)
    keuzes = client.get(ronde_url(rondedeelname, "beoordelaars")).context["form"].fields["collega"].choices
    assert {naam for _, naam in keuzes} == {"Carla Coördinator", "Kees Collega"}


def test_niet_meer_als_de_scores_zichtbaar_zijn_of_er_is_besloten(
    groep, criteria, coordinator_groningen, collega_groningen, derde
):
    zichtbaar, heropend, besloten, gewoon = groep(4)
    for deelname in (zichtbaar, heropend):
        scoor(deelname, criteria, coordinator_groningen)
    heropen(heropend, door=collega_groningen, reden="erbij")
    neem_besluit(besloten, uitslag="door", door=coordinator_groningen)
    uitkomst = wijs_aan([zichtbaar, heropend, besloten, gewoon], [derde], collega_groningen)
    assert uitkomst.gedaan == [gewoon]
    zinnen = [weigering.reden for weigering in uitkomst.niet]
    assert "al zichtbaar" in zinnen[0] and "heropend" in zinnen[1] and "al besloten" in zinnen[2]


# --- Taking a name back -----------------------------------------------------------------------------------------------
def test_een_naam_weg_opent_de_scores_die_erop_wachtten(
    rondedeelname, criteria, coordinator_groningen, collega_groningen
):
    wijs_aan([rondedeelname], [collega_groningen], coordinator_groningen)
    scoor(rondedeelname, criteria, coordinator_groningen)
    assert trek_naam_in([rondedeelname], gebruiker=collega_groningen, door=coordinator_groningen).gedaan
    rondedeelname.refresh_from_db()
    assert rondedeelname.scores_open_op is not None


def test_wie_al_schreef_blijft_staan(rondedeelname, criteria, coordinator_groningen, collega_groningen):
    Ronde.objects.filter(pk=rondedeelname.ronde_id).update(beoordelaars=2)
    rondedeelname.ronde.refresh_from_db()
    wijs_aan([rondedeelname], [collega_groningen], coordinator_groningen)
    scoor(rondedeelname, criteria, collega_groningen)
    uitkomst = trek_naam_in([rondedeelname], gebruiker=collega_groningen, door=coordinator_groningen)
    assert uitkomst.niet[0].reden == "Kees Collega heeft al scores gegeven."
    assert Beoordelaar.objects.get().ingediend_op is not None


@pytest.mark.django_db(transaction=True)
def test_naam_weg_en_scores_tegelijk(rondedeelname, criteria, coordinator_groningen, collega_groningen):
    """One of them is first; never scores without their assessor."""
    wijs_aan([rondedeelname], [collega_groningen], coordinator_groningen)

    def zelfde():
        return Rondedeelname.objects.select_related("ronde", "traject__kandidaat").get(pk=rondedeelname.pk)

    tegelijk(
        lambda: trek_naam_in([zelfde()], gebruiker=collega_groningen, door=coordinator_groningen),
        lambda: beoordeel(zelfde(), scores=dict.fromkeys(criteria, 4), door=collega_groningen),
    )
    assert Beoordelaar.objects.get().ingediend_op is not None
    assert zelfde().scores_open_op is not None


# --- On screen --------------------------------------------------------------------------------------------------------
def test_een_hele_ronde_in_een_keer_en_wie_nog_moet(
    client, groep, criteria, coordinator_groningen, collega_groningen
):
    een, twee = groep(2)
    client.force_login(coordinator_groningen)
    adres = ronde_url(een, "beoordelaars")
    assert client.get(adres).text.count(" checked") == 2, "everybody in the round is chosen already"
    velden = {"collega": [collega_groningen.pk, coordinator_groningen.pk], "wie": [een.pk, twee.pk]}
    velden["inzending"] = str(uuid.uuid4())
    for _ in range(2):  # a double click
        antwoord = client.post(adres, velden, follow=True)
    assert "Kies minstens een collega" in client.post(adres, {"wie": [een.pk]}).text
    assert Beoordelaar.objects.count() == 4
    assert Logregel.objects.filter(handeling=Handeling.WIJZIGEN, categorie="selectie").count() >= 2
    scoor(een, criteria, coordinator_groningen)
    html = client.get(ronde_url(een)).text
    assert "Moeten nog scores geven: Carla Coördinator (1), Kees Collega (2)." in html
    assert "Wacht op Kees Collega" in html
    assert f'U geeft nog scores aan: <a href="{persoon_url(twee, "scores")}">' in html
    assert "U geeft nog scores aan 1 kandidaat in" in client.get(reverse("selectie:overzicht")).text
    antwoord = client.post(
        ronde_url(een, "naam_weg"),
        {"collega": collega_groningen.pk, "inzending": str(uuid.uuid4())},
        follow=True,
    )
    assert "Kees Collega geeft geen scores meer over 2 kandidaten." in antwoord.text
    assert set(Beoordelaar.objects.values_list("gebruiker__naam", flat=True)) == {"Carla Coördinator"}


def test_een_naam_weg_bij_een_mens(client, groep, coordinator_groningen, collega_groningen, jobcoach):
    een, twee = groep(2)
    wijs_aan([een, twee], [collega_groningen], coordinator_groningen)
    client.force_login(coordinator_groningen)
    assert "Haal naam weg" in client.get(persoon_url(een)).text
    velden = {"collega": collega_groningen.pk, "deelname": een.pk, "inzending": str(uuid.uuid4())}
    antwoord = client.post(ronde_url(een, "naam_weg"), velden)
    assert antwoord.url == persoon_url(een)
    assert Beoordelaar.objects.get().rondedeelname == twee
    fabrieken.ToewijzingFabriek(kandidaat=twee.traject.kandidaat, gebruiker=jobcoach)
    client.force_login(jobcoach)
    html = client.get(persoon_url(twee)).text
    assert "Kees Collega" in html and "Haal naam weg" not in html


def test_die_van_twente_wijst_niemand_aan(client, rondedeelname, coordinator_twente, collega_groningen):
    client.force_login(coordinator_twente)
    adres = ronde_url(rondedeelname, "beoordelaars")
    assert rondedeelname.traject.kandidaat.achternaam not in client.get(adres).text
    client.post(adres, {"collega": [collega_groningen.pk], "wie": [rondedeelname.pk]})
    assert not Beoordelaar.objects.exists()
