"""Somebody's own agenda: which appointments, on which day, and the page. Today is Wednesday 4 March 2026."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruikersrol
from kandidaten.diensten import beeindig_toewijzing, wijs_toe
from kandidaten.models import Toewijzing
from rapportage.agenda import agenda_van
from tests import fabrieken
from tests.rapportage.hulp import dag, gesprek, lopend
from tests.stappen import breng_naar
from trajecten.begeleiding.stand import stand_van
from trajecten.models import Bijeenkomst, Deelname, Examendeel, Traject
from trajecten.opleiding.models import Examen
from trajecten.statussen import Status

AGENDA = "/agenda/"


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def julia(regio_groningen, programma, coordinator_groningen, jobcoach):
    return lopend(
        regio_groningen,
        programma,
        coordinator_groningen,
        dt.date(2026, 1, 12),
        coach=jobcoach,
        voornaam="Julia",
        achternaam="Luinenburg",
    )


@pytest.fixture
def groep(programma, coordinator_groningen, trainer, julia):
    """A cohort with Julia in it, whom the trainer trains."""
    lichting = fabrieken.LichtingFabriek(
        programma=programma, naam="Groningen maart", coordinator=coordinator_groningen
    )
    Traject.objects.filter(pk=julia.pk).update(lichting=lichting)
    fabrieken.ToewijzingFabriek(kandidaat=julia.kandidaat, gebruiker=trainer, rol="trainer", van=dag(-10))
    return lichting


def bijeenkomst(dagen=1, **velden):
    begin = timezone.now() + dt.timedelta(days=dagen)
    velden = {"soort": "les", "titel": "Les vijf", "plaats": "Zaal 2", **velden}
    rij = Bijeenkomst.objects.create(begin=begin, eind=begin + dt.timedelta(hours=2), **velden)
    return rij


def titels(gebruiker, van=None, tot=None):
    return [punt.titel for punt in agenda_van(gebruiker, van or dag(-30), tot or dag(365))]


# --- Talks ------------------------------------------------------------------------------------------------------------
def test_de_afspraak_van_een_gesprek_staat_er_tot_het_is_vastgelegd(julia, jobcoach):
    assert titels(jobcoach) == []
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2))
    (punt,) = agenda_van(jobcoach, dag(0), dag(14))
    assert (punt.titel, punt.dag, punt.heeft_tijd) == (
        "Voortgangsgesprek met Julia Luinenburg",
        dag(2),
        False,
    )
    assert (punt.punt.waar, punt.punt.wat) == ("", "Voortgangsgesprek")
    gesprek(julia, jobcoach, dag(0), volgende_datum=dag(9))
    (later,) = agenda_van(jobcoach, dag(0), dag(14))
    assert later.dag == dag(9)
    assert later.punt.uid != punt.punt.uid, "another talk: the first one was held"


GEMIST = {"verloop": "gemist", "vorm": "", "reden": "vergeten"}


@pytest.mark.parametrize("verloop", [{}, GEMIST])
def test_dezelfde_afspraak_als_in_mijn_week(julia, jobcoach, verloop):
    """What is recorded last counts, also on one day, as `stand_van` says."""
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(1))
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(3), **verloop)
    (punt,) = agenda_van(jobcoach, dag(0), dag(14))
    assert punt.dag == stand_van([julia])[julia.pk].afspraak == dag(3)


def test_geen_gesprek_met_wie_is_gestopt_of_geen_begeleiding_wil(julia, jobcoach):
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2))
    Traject.objects.filter(pk=julia.pk).update(wil_begeleiding=False)
    assert titels(jobcoach) == []


def test_alleen_de_jobcoach_van_nu(julia, jobcoach, andere_jobcoach, coordinator_groningen, trainer):
    """The near miss has nothing. After handing over it is the other's, at once; a covering coach has it too."""
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2))
    for ander in (andere_jobcoach, coordinator_groningen, trainer):
        assert titels(ander) == []
    beeindig_toewijzing(Toewijzing.objects.get(gebruiker=jobcoach), tot=dag(-1), door=coordinator_groningen)
    wijs_toe(
        kandidaat=julia.kandidaat,
        gebruiker=andere_jobcoach,
        rol="jobcoach",
        van=dag(0),
        door=coordinator_groningen,
    )
    assert titels(jobcoach) == []
    assert titels(andere_jobcoach) == ["Voortgangsgesprek met Julia Luinenburg"]


def test_wie_haar_rol_verliest_heeft_geen_agenda_meer(julia, jobcoach):
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2))
    Gebruikersrol.objects.filter(gebruiker=jobcoach).delete()
    assert titels(jobcoach) == []


# --- Meetings and exams -----------------------------------------------------------------------------------------------
def test_lessen_van_haar_groepen(groep, julia, trainer, jobcoach, andere_jobcoach, coordinator_groningen):
    les = bijeenkomst(lichting=groep)
    Deelname.objects.create(bijeenkomst=les, traject=julia)
    ander = fabrieken.LichtingFabriek(naam="Van een ander")
    bijeenkomst(lichting=ander, titel="Andermans les")
    andere_trainer = fabrieken.GebruikerFabriek(rollen=["trainer"])
    assert titels(trainer) == titels(coordinator_groningen) == ["Les vijf"]
    assert titels(andere_trainer) == titels(jobcoach) == []
    groep.jobcoaches.add(jobcoach)
    groep.trainers.add(andere_trainer)
    assert titels(jobcoach) == ["Les vijf"]
    (punt,) = agenda_van(jobcoach, dag(0), dag(2))
    assert punt.url == groep.get_absolute_url(), "a jobcoach may not open the meeting itself"
    assert titels(andere_trainer) == [], "whose people are in it she may not see yet, nor the list"
    assert titels(andere_jobcoach) == []


def test_een_lege_les_van_een_groep_waarvoor_zij_genoemd_is(groep):
    bijeenkomst(lichting=groep)
    genoemd = fabrieken.GebruikerFabriek(rollen=["trainer"])
    groep.trainers.add(genoemd)
    assert titels(genoemd) == ["Les vijf"]


def test_coordinator_ziet_bijeenkomsten_met_mensen_van_haar_regio(
    traject, programma, coordinator_groningen, collega_groningen, coordinator_twente
):
    breng_naar(traject, Status.IN_SELECTIE, door=coordinator_groningen)
    ronde = programma.rondes.first()
    van_haar = bijeenkomst(soort="informatie", titel="Informatie", ronde=ronde)
    bijeenkomst(soort="informatie", titel="Nog leeg", ronde=ronde)
    Deelname.objects.create(bijeenkomst=van_haar, traject=traject)
    assert titels(coordinator_groningen) == titels(collega_groningen) == ["Informatie"]
    assert titels(coordinator_twente) == []


def test_afgelast_blijft_even_staan(groep, trainer):
    les = bijeenkomst(lichting=groep)
    Bijeenkomst.objects.filter(pk=les.pk).update(afgelast_op=timezone.now(), volgnummer=1)
    (punt,) = agenda_van(trainer, dag(0), dag(2))
    assert (punt.punt.afgelast, punt.punt.volgnummer) == (True, 1)
    Bijeenkomst.objects.filter(pk=les.pk).update(afgelast_op=timezone.now() - dt.timedelta(days=31))
    assert titels(trainer) == []


def test_les_van_een_geannuleerde_lichting_gaat_niet_door(groep, trainer):
    les = bijeenkomst(lichting=groep)
    groep.geannuleerd_op, groep.annuleerreden = timezone.now(), "later"
    groep.save()
    (punt,) = agenda_van(trainer, dag(0), dag(2))
    assert (punt.punt.afgelast, punt.punt.volgnummer) == (True, les.volgnummer + 1)


@pytest.fixture
def examendeel(programma):
    return Examendeel.objects.create(kwalificatie=programma.kwalificaties.get(), volgorde=1, naam="Theorie")


def test_een_examen_per_groep_deel_en_dag(groep, julia, examendeel, trainer, jobcoach, coordinator_groningen):
    collega = lopend(
        julia.kandidaat.behandelregio, julia.programma, coordinator_groningen, dt.date(2026, 1, 12)
    )
    Traject.objects.filter(pk=collega.pk).update(lichting=groep)
    fabrieken.ToewijzingFabriek(kandidaat=collega.kandidaat, gebruiker=trainer, rol="trainer", van=dag(-10))
    for traject in (julia, collega):
        Examen.objects.create(traject=traject, examendeel=examendeel, datum=dag(3))
    assert titels(trainer) == ["Examen Theorie, 2 mensen"]
    assert titels(jobcoach) == ["Examen Theorie, Julia Luinenburg"], "of her own people only"
    Examen.objects.update(uitslag="gehaald")
    assert titels(trainer) == []


def test_een_zitting_zegt_het_al(groep, julia, examendeel, trainer):
    Examen.objects.create(traject=julia, examendeel=examendeel, datum=dag(3))
    bijeenkomst(3, soort="examen", titel="Zitting theorie", lichting=groep)
    assert titels(trainer) == ["Zitting theorie"]


# --- The page ---------------------------------------------------------------------------------------------------------
def test_de_pagina_toont_twee_weken_op_volgorde(als, groep, julia, trainer, jobcoach):
    for dagen in (-3, 5, 11):  # Sunday, and the Mondays and Sundays around the two weeks
        bijeenkomst(dagen, lichting=groep, titel=f"Les over {dagen}")
    html = als(trainer).get(AGENDA).content.decode()
    assert "Les over 5" in html and "Les over 11" in html and "Les over -3" not in html
    assert html.index("Les over 5") < html.index("Les over 11")
    assert "Agenda van 2 mrt 2026 tot en met 15 mrt 2026 (2)" in html
    assert "Naar vandaag" not in html
    vorige = als(trainer).get(f"{AGENDA}?vanaf=2026-02-18").content.decode()
    assert "Les over -3" in vorige and "Naar vandaag" in vorige


def test_wat_te_ver_weg_is_heeft_geen_bestand(als, groep, trainer):
    """The file is of the period of the feed: a link outside of it would lead nowhere."""
    for ver, aantal in ((-60, 0), (3, 1), (400, 0)):
        bijeenkomst(ver, lichting=groep)
        pagina = als(trainer).get(AGENDA, {"vanaf": dag(ver).isoformat()})
        assert (pagina.text.count("Les vijf</a>"), pagina.text.count("Zet in agenda<")) == (1, aantal)


@pytest.mark.parametrize("vanaf", ["", "gisteren", "2026-13-01", "0001-01-01", "9999-12-31", "2026-03-08"])
def test_een_vreemde_dag_is_vandaag(als, trainer, vanaf):
    assert "2 mrt 2026 tot en met 15 mrt 2026" in als(trainer).get(f"{AGENDA}?vanaf={vanaf}").content.decode()


def test_lege_agenda_zegt_wat_hier_komt(als, jobcoach):
    assert "Hier komen uw gesprekken" in als(jobcoach).get(AGENDA).content.decode()


def test_namen_op_het_scherm_en_niet_in_het_bestand(als, julia, jobcoach, andere_jobcoach):
    gesprek(julia, jobcoach, dag(-7), volgende_datum=dag(2))
    html = als(jobcoach).get(AGENDA).content.decode()
    (punt,) = agenda_van(jobcoach, dag(0), dag(14))
    bestand = reverse("rapportage:agenda_afspraak", args=[punt.punt.uid])
    assert "Julia Luinenburg" in html and bestand in html
    antwoord = als(jobcoach).get(bestand)
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert antwoord["Content-Disposition"] == 'attachment; filename="afspraak.ics"'
    tekst = antwoord.content.decode()
    assert "SUMMARY:Voortgangsgesprek" in tekst and "20260306" in tekst
    assert not any(woord in tekst for woord in ("Julia", "Luinenburg", julia.kandidaat.dossiernummer))
    assert als(andere_jobcoach).get(bestand).status_code == 404


def test_de_agenda_kost_altijd_evenveel(vragen, groep, trainer, jobcoach, julia, coordinator_groningen):
    groep.jobcoaches.add(jobcoach)
    Gebruikersrol.objects.bulk_create(
        Gebruikersrol(gebruiker=jobcoach, rol=rol) for rol in ("trainer", "coordinator")
    )
    weinig = len(vragen(jobcoach, AGENDA)[1])
    for nummer in range(12):
        bijeenkomst(2, lichting=groep, titel=f"Les {nummer}")
        mens = lopend(
            julia.kandidaat.behandelregio,
            julia.programma,
            coordinator_groningen,
            dt.date(2026, 1, 12),
            coach=jobcoach,
        )
        gesprek(mens, jobcoach, dag(-7), volgende_datum=dag(3))
    antwoord, veel = vragen(jobcoach, AGENDA)
    assert antwoord.content.decode().count("Zet in agenda") == 24
    assert len(veel) == weinig <= 10
