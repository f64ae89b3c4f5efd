"""Follow-up questions in time, also of who left; tries without an answer; one call to an employer about several."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import geef_toestemming, trek_toestemming_in
from kandidaten.keuzes import ToestemmingDoel
from kandidaten.models import Kandidaat
from tests import fabrieken
from tests.rapportage.hulp import lopend, plaatsing
from trajecten.dossier.diensten import sluit_traject
from trajecten.plaatsing.meetmomenten import leg_meetmoment_vast
from trajecten.plaatsing.models import Meetmoment, Navraag
from trajecten.plaatsing.navragen import leg_navraag_vast, te_vragen
from trajecten.statussen import REDENEN, Status

VANDAAG = dt.date(2026, 6, 15)
START = dt.date(2026, 2, 2)  # three months have come, six have not


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to(dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC))


@pytest.fixture
def werkgever(db):
    return fabrieken.WerkgeverFabriek(naam="Belcentrum")


@pytest.fixture
def werkt(regio_groningen, programma, coordinator_groningen, jobcoach, werkgever):
    """`werkt("Naam")`: coached by Joke, at work with the employer since 2 February."""

    def maak(naam, start=START, bij=werkgever):
        traject = lopend(
            regio_groningen,
            programma,
            coordinator_groningen,
            start,
            coach=jobcoach,
            achternaam=naam,
            voornaam="K",
        )
        plaatsing(traject, "regulier", start, werkgever=bij)
        return traject

    return maak


def namen(gebruiker=None):
    rijen = te_vragen(Kandidaat.objects.order_by(), VANDAAG).select_related("traject__kandidaat")
    return [(p.traject.kandidaat.achternaam, p.na_maanden) for p in rijen]


def navraag(traject, door, **velden):
    velden = {"na_maanden": 3, "op": VANDAAG, "kanaal": "telefoon", "bij": "kandidaat"} | velden
    return leg_navraag_vast(traject, door=door, **velden)


@pytest.mark.parametrize("naar", ["afgerond", "uitgevallen"])
def test_ook_wie_weg_is_wordt_gevraagd_door_de_coordinator(
    client, werkt, coordinator_groningen, jobcoach, naar
):
    traject = werkt("Weg")
    client.force_login(jobcoach)
    week = reverse("rapportage:mijn_week")
    assert "Nog aan het werk?" in client.get(week).text
    sluit_traject(
        traject, naar=Status(naar), op=VANDAAG - dt.timedelta(days=1), door=coordinator_groningen,
        reden=REDENEN[Status(naar)].values[0],
    )  # fmt: skip
    assert "Nog aan het werk?" not in client.get(week).text
    client.force_login(coordinator_groningen)
    assert "Weg, K" in client.get(reverse("rapportage:vandaag")).text
    adres = reverse("plaatsing:meetmoment", args=[traject.kandidaat.dossiernummer, 1, 3])
    data = {
        "datum": "15-6-2026", "antwoord": "geen_werk", "laatste_werkdag": "1-5-2026", "eindreden": "v_loon",
        "bron": "kandidaat", "inzending": str(uuid.uuid4()),
    }  # fmt: skip
    assert client.post(adres, data | {"laatste_werkdag": ""}).status_code == 200  # asked when there is no job
    assert client.post(adres, data | {"inzending": str(uuid.uuid4())}).status_code == 302
    assert Meetmoment.objects.get().laatste_werkdag == dt.date(2026, 5, 1)


def test_een_poging_houdt_de_vraag_op_de_lijst_maar_onderaan(client, werkt, jobcoach, coordinator_groningen):
    eerste, _ = werkt("Eerst", START - dt.timedelta(days=3)), werkt("Tweede")
    assert namen() == [("Eerst", 3), ("Tweede", 3)]
    navraag(eerste, jobcoach, op=VANDAAG - dt.timedelta(days=2))
    navraag(eerste, jobcoach, opnieuw_op=VANDAAG + dt.timedelta(days=1))
    assert namen() == [("Tweede", 3), ("Eerst", 3)]
    client.force_login(coordinator_groningen)
    tekst = client.get(reverse("rapportage:vandaag")).text
    assert "2 keer geprobeerd, laatst op 15 jun 2026; weer op 16 jun 2026" in tekst
    assert [p[0] for p in te_vragen(Kandidaat.objects.order_by(), VANDAAG + dt.timedelta(days=1)).values_list(
        "traject__kandidaat__achternaam")] == ["Eerst", "Tweede"]  # fmt: skip


def test_een_poging_hoort_bij_haar_eigen_moment(werkt, jobcoach):
    traject = werkt("Lang", dt.date(2025, 12, 1))
    navraag(
        traject, jobcoach, na_maanden=3, op=dt.date(2026, 3, 2), opnieuw_op=VANDAAG + dt.timedelta(days=9)
    )
    (rij,) = te_vragen(Kandidaat.objects.order_by(), VANDAAG)
    assert (rij.na_maanden, rij.pogingen, rij.opnieuw_op) == (6, None, None)


def test_wat_een_poging_niet_kan(werkt, jobcoach, coordinator_groningen):
    traject = werkt("Anna")
    for velden, zin in (
        ({"op": VANDAAG + dt.timedelta(days=1)}, "toekomst"),
        ({"op": dt.date(2026, 5, 1)}, "Dit meetmoment is vanaf 02-05-2026"),
        ({"na_maanden": 4}, "Kies 3, 6, 12"),
        ({"opnieuw_op": VANDAAG}, "De volgende keer ligt na deze poging"),
    ):
        with pytest.raises(ValidationError, match=zin):
            navraag(traject, jobcoach, **velden)
    Meetmoment.objects.create(
        traject=traject,
        na_maanden=3,
        datum=VANDAAG,
        antwoord="onbekend",
        bron="werkgever",
        vastgelegd_door=jobcoach,
    )
    with pytest.raises(ValidationError, match="al vastgelegd"):
        navraag(traject, jobcoach)
    assert not Navraag.objects.exists()


def test_wie_niet_meer_gevraagd_wil_worden(client, werkt, coordinator_groningen, jobcoach):
    traject = werkt("Stil")
    client.force_login(jobcoach)
    assert "Niet vragen" not in client.get(traject.get_absolute_url()).text
    toestemming = geef_toestemming(
        kandidaat=traject.kandidaat, doel=ToestemmingDoel.METEN, tekstversie="1", door=coordinator_groningen
    )
    trek_toestemming_in(toestemming, door=coordinator_groningen)
    assert namen() == []
    with pytest.raises(ValidationError, match="wil niet meer"):
        navraag(traject, jobcoach)
    tekst = client.get(traject.get_absolute_url()).text
    assert "Niet vragen" in tekst and "Meetmoment vastleggen" not in tekst
    geef_toestemming(
        kandidaat=traject.kandidaat, doel=ToestemmingDoel.METEN, tekstversie="1", door=coordinator_groningen,
        gegeven_op=timezone.now() + dt.timedelta(seconds=1),
    )  # fmt: skip
    assert namen() == [("Stil", 3)]


def test_de_database_weigert_een_volgende_keer_voor_de_poging(traject):
    fabrieken.NavraagFabriek(traject=traject, opnieuw_op=VANDAAG + dt.timedelta(days=1))
    for velden in ({"opnieuw_op": VANDAAG}, {"na_maanden": 4}):
        with pytest.raises(IntegrityError), transaction.atomic():
            fabrieken.NavraagFabriek(traject=traject, **velden)


def test_een_poging_op_het_scherm(client, werkt, jobcoach):
    traject = werkt("Anna")
    client.force_login(jobcoach)
    nummer = traject.kandidaat.dossiernummer
    adres = reverse("plaatsing:navraag", args=[nummer, 1, 3])
    assert adres in client.get(reverse("plaatsing:meetmoment", args=[nummer, 1, 3])).text
    data = {"op": "15-6-2026", "kanaal": "telefoon", "bij": "kandidaat", "opnieuw_op": "14-6-2026"}
    assert "ligt na deze poging" in client.post(adres, data | {"inzending": str(uuid.uuid4())}).text
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        client.post(adres, data | {"opnieuw_op": "20-6-2026", "inzending": sleutel})
    assert Navraag.objects.get().opnieuw_op == dt.date(2026, 6, 20)
    assert client.get(reverse("plaatsing:navraag", args=[nummer, 1, 6])).status_code == 404


# --- Per employer -----------------------------------------------------------------------------------------------------
def test_een_keer_bellen_voor_iedereen(client, werkt, werkgever, coordinator_groningen):
    anna, bea, cor, elders = werkt("Anna"), werkt("Bea"), werkt("Cor"), werkt("Elders", bij=None)
    client.force_login(coordinator_groningen)
    lijst = client.get(reverse("plaatsing:meten"))
    assert next((p.naam, n) for p, n in lijst.context["rijen"]) == ("Belcentrum", 3)
    adres = reverse("plaatsing:meten_werkgever", args=[werkgever.pk])
    assert "Elders" not in client.get(adres).text
    data = {
        "datum": "15-6-2026", "bron": "werkgever", f"antwoord_{anna.pk}": "zelfde_werkplek",
        f"antwoord_{bea.pk}": "geen_werk", "inzending": str(uuid.uuid4()),
    }  # fmt: skip
    fout = client.post(adres, data)
    assert f"dag_{bea.pk}" in fout.context["form"].errors
    assert not Meetmoment.objects.exists()
    klaar = client.post(
        adres, data | {f"dag_{bea.pk}": "1-6-2026", "inzending": str(uuid.uuid4())}, follow=True
    )
    assert "Meetmoment bewaard voor 2 mensen." in klaar.text
    assert "Beëindig de plaatsing van K Bea" in klaar.text
    assert set(Meetmoment.objects.values_list("traject", "antwoord", "bron")) == {
        (anna.pk, "zelfde_werkplek", "werkgever"),
        (bea.pk, "geen_werk", "werkgever"),
    }
    assert {n for n, _ in namen()} == {"Cor", "Elders"} and cor and elders


def test_een_weigering_blijft_bij_de_rij_en_de_rest_is_bewaard(
    client, werkt, werkgever, coordinator_groningen
):
    anna, bea = werkt("Anna"), werkt("Bea")
    client.force_login(coordinator_groningen)
    data = {
        "datum": "15-6-2026", "bron": "werkgever", f"antwoord_{anna.pk}": "ander_werk",
        f"antwoord_{bea.pk}": "geen_werk", f"dag_{bea.pk}": "1-1-2026", "inzending": str(uuid.uuid4()),
    }  # fmt: skip
    antwoord = client.post(reverse("plaatsing:meten_werkgever", args=[werkgever.pk]), data)
    assert "De eerste werkdag was 02-02-2026." in antwoord.text
    assert [rij[0].traject for rij in antwoord.context["rijen"]] == [bea]
    assert Meetmoment.objects.get().traject == anna


def test_wat_een_collega_intussen_hoorde_gaat_niet_stil_verloren(
    client, werkt, werkgever, coordinator_groningen, jobcoach
):
    anna, bea = werkt("Anna"), werkt("Bea")
    client.force_login(coordinator_groningen)
    adres = reverse("plaatsing:meten_werkgever", args=[werkgever.pk])
    data = {"datum": "15-6-2026", "bron": "werkgever", f"antwoord_{anna.pk}": "zelfde_werkplek"}
    for wie in (anna, bea):
        leg_meetmoment_vast(
            wie,
            na_maanden=3,
            datum=dt.date(2026, 6, 14),
            antwoord="ander_werk",
            bron="kandidaat",
            door=jobcoach,
        )
        antwoord = client.post(adres, data | {"inzending": str(uuid.uuid4())}, follow=True)
        assert "Over 1 persoon legde een collega intussen al iets vast" in antwoord.text
    assert set(Meetmoment.objects.values_list("antwoord", flat=True)) == {"ander_werk"}


def test_alleen_eigen_mensen(client, werkt, werkgever, coordinator_twente, andere_jobcoach):
    werkt("Anna")
    for gebruiker in (coordinator_twente, andere_jobcoach):
        client.force_login(gebruiker)
        assert client.get(reverse("plaatsing:meten")).context["rijen"] == []
        assert client.get(reverse("plaatsing:meten_werkgever", args=[werkgever.pk])).status_code == 404
