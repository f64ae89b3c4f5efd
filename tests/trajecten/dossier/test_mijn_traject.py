"""Mijn traject on paper: what stands on it, what never does, who makes it, and that it is logged."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from kandidaten.models import Kandidaat
from logboek.models import Logregel
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.begeleiding.correcties import trek_gesprek_in
from trajecten.begeleiding.diensten import bereik_doel, leg_gesprek_vast, stel_doel, voeg_actie_toe
from trajecten.begeleiding.keuzes import Intrekreden
from trajecten.begeleiding.models import Actiepunt, Buddykoppeling
from trajecten.models import Bijeenkomst, Deelname
from trajecten.statussen import Status

START = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _op_30_september(time_machine):
    time_machine.move_to(dt.datetime(2026, 9, 30, 10, tzinfo=dt.UTC))


@pytest.fixture
def julia(traject, programma, coordinator_groningen, jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach, van=START)
    breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=START)
    traject.lichting = fabrieken.LichtingFabriek(
        programma=programma, start=START, coordinator=coordinator_groningen
    )
    traject.save(update_fields=["lichting"])
    return traject


@pytest.fixture
def gesprek(julia, jobcoach):
    return leg_gesprek_vast(
        julia,
        jobcoach=jobcoach,
        door=jobcoach,
        datum=dt.date(2026, 9, 21),
        vorm="telefoon",
        scores={"welbevinden": 2},
        afspraken="Elke dag op tijd beginnen",
        notitie="Vindt het spannend",
        volgende_datum=dt.date(2026, 10, 5),
    )


@pytest.fixture
def pad(julia):
    return reverse("dossier:mijn_traject", args=[julia.kandidaat.dossiernummer, 1])


def blad(antwoord):
    """The words on the paper."""
    html = antwoord.content.decode()
    html = html[html.index("<article") : html.index("</article>")]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def als_coach(client, jobcoach):
    client.force_login(jobcoach)
    return client


def test_wat_er_op_staat(als_coach, julia, gesprek, pad, jobcoach):
    doel = stel_doel(julia, aandachtsgebied="werk", omschrijving="Zelf een klant bellen", door=jobcoach)
    voeg_actie_toe(
        julia,
        omschrijving="Meeluisteren",
        eigenaar="werkgever",
        uiterlijk=dt.date(2026, 10, 9),
        doel=doel,
        door=jobcoach,
    )
    voeg_actie_toe(julia, omschrijving="Rooster vragen", door=jobcoach)
    klaar = stel_doel(julia, omschrijving="Al gehaald", door=jobcoach)
    bereik_doel(klaar, door=jobcoach)
    Buddykoppeling.objects.create(traject=julia, buddy_naam="Bram Buddy", van=START)
    morgen = timezone.now() + dt.timedelta(days=1)
    les = Bijeenkomst.objects.create(
        soort="les",
        titel="Les 4",
        lichting=julia.lichting,
        begin=morgen,
        eind=morgen + dt.timedelta(hours=2),
        plaats="Zaal 1",
    )
    Deelname.objects.create(bijeenkomst=les, traject=julia)
    tekst = blad(als_coach.get(pad))
    assert "Dit blad is van Julia Luinenburg" in tekst
    assert "Joke Jobcoach , uw jobcoach" in tekst and "Bram Buddy , uw buddy: helpt u wennen." in tekst
    assert "Carla Coördinator , uw coördinator" in tekst
    assert "Meeluisteren (dat doet uw werkgever, uiterlijk vrijdag 9 oktober 2026)" in tekst
    assert "Rooster vragen (dat doet u)" in tekst
    assert "Elke dag op tijd beginnen" in tekst
    assert tekst.index("Donderdag 1 oktober 2026 om 12:00 uur : Les 4 (Zaal 1)") < tekst.index(
        "Maandag 5 oktober 2026 : Gesprek met uw jobcoach"
    )
    assert "Bel Joke Jobcoach, uw jobcoach" in tekst
    assert "Al gehaald" not in tekst


def test_van_een_ingetrokken_gesprek_staat_er_niets_op(als_coach, gesprek, pad, jobcoach):
    """It was recorded in the wrong dossier: what was agreed belongs to somebody else."""
    vraag = {"gekozen": "1", "afspraken": "on"}
    Actiepunt.objects.create(traject=gesprek.traject, gesprek=gesprek, omschrijving="Reiskosten regelen")
    voor = blad(als_coach.get(pad, vraag))
    assert "Elke dag op tijd beginnen" in voor and "Reiskosten regelen" in voor
    trek_gesprek_in(gesprek, reden=Intrekreden.values[0], gezien=gesprek.versie, door=jobcoach)
    tekst = blad(als_coach.get(pad, vraag))
    assert "Elke dag op tijd beginnen" not in tekst and "Reiskosten regelen" not in tekst
    assert "Gesprek met uw jobcoach" not in tekst


def test_de_notitie_en_de_scores_staan_er_nooit_op(als_coach, gesprek, pad):
    for vraag in ({}, {"gekozen": "1", "afspraken": "on"}):
        tekst = blad(als_coach.get(pad, vraag))
        assert "Elke dag op tijd" in tekst
        assert "spannend" not in tekst and "elbevinden" not in tekst


def test_de_coach_laat_de_afspraken_weg(als_coach, gesprek, pad):
    assert "Elke dag op tijd" not in blad(als_coach.get(pad, {"gekozen": "1"}))
    assert not Logregel.objects.filter(categorie="coachnotities").exists()
    als_coach.get(pad)
    assert Logregel.objects.filter(categorie="coachnotities", handeling="inzien").count() == 1


def test_van_het_gesprek_van_een_ander_staat_het_niet_vanzelf(
    client, julia, gesprek, pad, andere_jobcoach, jobcoach
):
    fabrieken.ToewijzingFabriek(
        kandidaat=julia.kandidaat, gebruiker=andere_jobcoach, van=dt.date(2026, 9, 25), vervangt=jobcoach
    )
    client.force_login(andere_jobcoach)
    tekst = blad(client.get(pad))
    assert "Elke dag op tijd" not in tekst
    assert "neemt het over van Joke Jobcoach" in tekst
    bellen = tekst[tekst.index("Lukt er iets niet") :]
    assert bellen.index(andere_jobcoach.naam) < 200, "who stands in is the one to call"
    assert "Elke dag op tijd" in blad(client.get(pad, {"gekozen": "1", "afspraken": "on"}))


def test_de_coordinator_maakt_het_zonder_tekst_van_de_coach(client, gesprek, pad, coordinator_groningen):
    client.force_login(coordinator_groningen)
    antwoord = client.get(pad, {"gekozen": "1", "afspraken": "on"})
    assert "Elke dag op tijd" not in blad(antwoord)
    assert "afspraken" not in antwoord.context["form"].fields
    gelogd = Logregel.objects.filter(gebruiker=coordinator_groningen, handeling="inzien")
    assert sorted(gelogd.values_list("categorie", flat=True)) == [
        "contact",
        "gesprekken",
        "opleiding",
        "plaatsing",
    ]


def test_grote_letters_als_zij_daarom_vraagt(als_coach, julia, pad):
    assert "blad-groot" not in als_coach.get(pad).content.decode()
    assert "blad-groot" in als_coach.get(pad, {"gekozen": "1", "letters": "groot"}).content.decode()
    Kandidaat.objects.filter(pk=julia.kandidaat_id).update(voorkeursvorm="grote_letters")
    html = als_coach.get(pad).content.decode()
    assert "blad-groot" in html and "leest graag grote letters" in html
    assert "blad-groot" not in als_coach.get(pad, {"gekozen": "1", "letters": "gewoon"}).content.decode()


def test_het_nummer_van_een_collega_die_contactpersoon_is(als_coach, julia, pad, jobcoach):
    assert "invullijn" in als_coach.get(pad).content.decode()
    fabrieken.ContactpersoonFabriek(naam=jobcoach.naam, gebruiker=jobcoach, telefoon="050 123 45 67")
    assert "Telefoon: 050 123 45 67" in blad(als_coach.get(pad))


@pytest.mark.parametrize("wie", ["trainer", "teamleider"])
def test_een_ander_maakt_het_niet(client, julia, pad, wie, request):
    collega = request.getfixturevalue(wie)
    fabrieken.ToewijzingFabriek(kandidaat=julia.kandidaat, gebruiker=collega, rol=wie, van=START)
    client.force_login(collega)
    assert client.get(pad).status_code == 403
    assert pad not in client.get(julia.get_absolute_url()).content.decode()


def test_de_link_staat_in_het_dossier(als_coach, julia, pad):
    assert pad in als_coach.get(julia.get_absolute_url()).content.decode()


def test_een_vroege_kandidaat_krijgt_een_leeg_blad(client, traject, coordinator_groningen):
    client.force_login(coordinator_groningen)
    tekst = blad(client.get(reverse("dossier:mijn_traject", args=[traject.kandidaat.dossiernummer, 1])))
    assert "Er staan nu geen afspraken open." in tekst and "Er is nu niets gepland." in tekst
    assert "Bel Carla Coördinator, uw coördinator" in tekst
