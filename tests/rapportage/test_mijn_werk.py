"""Mijn week, Mijn groepen, Mijn team and Mijn verwijzingen: each about one capacity, and no more than that may know."""

import datetime as dt

import pytest
from django.urls import reverse

from kandidaten.diensten import leg_ondersteuning_vast
from kandidaten.keuzes import Toewijzingsrol
from logboek.models import Handeling, Logregel
from rapportage.mijn_werk import mijn_groepen
from rapportage.team import mijn_team
from rapportage.verwijzingen import RESULTAAT, UITSTROOM
from rapportage.week.lijst import mijn_week
from tests import fabrieken
from tests.rapportage.hulp import dag, gesprek, lopend, nieuw_traject, plaatsing
from tests.stappen import breng_naar
from trajecten.diensten import open_traject, wijzig_status
from trajecten.models import Bijeenkomst, Deelname
from trajecten.opleiding.models import Certificaat
from trajecten.plaatsing.keuzes import Eindcategorie
from trajecten.statussen import Status, Uitkomst, UitvalReden
from trajecten.verwijzerwoorden import IN_GEWONE_TAAL

ROL_VAN_PAGINA = {
    "mijn_week": "jobcoach",
    "mijn_groepen": "trainer",
    "mijn_team": "teamleider",
    "mijn_verwijzingen": "verwijzer",
}
IEDEREEN = [
    "coordinator_groningen",
    "jobcoach",
    "trainer",
    "teamleider",
    "manager",
    "verwijzer",
    "beheerder",
    "vreemde",
]


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


def url(pagina):
    return reverse(f"rapportage:{pagina}")


def toewijzen(traject, gebruiker, rol):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=gebruiker, rol=rol, van=dag(-100))


# --- Rights -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("pagina", ROL_VAN_PAGINA)
@pytest.mark.parametrize("naam", IEDEREEN)
def test_ieder_haar_eigen_pagina(als, request, pagina, naam):
    antwoord = als(request.getfixturevalue(naam)).get(url(pagina))
    assert antwoord.status_code == (200 if naam == ROL_VAN_PAGINA[pagina] else 403)
    if antwoord.status_code == 200:
        assert "(0)" in antwoord.content.decode().split("</title>")[0]
        assert "Hier komen de" in antwoord.content.decode(), "an empty state says what will stand here"


@pytest.mark.parametrize(
    ("pagina", "rol"),
    [("mijn_week", "jobcoach"), ("mijn_groepen", "trainer"), ("mijn_team", "teamleider")],
)
def test_alleen_eigen_mensen_en_alleen_in_die_rol(als, traject, pagina, rol):
    """The near misses: the same role with other people, and the same people in another role."""
    rollen = ["jobcoach", "trainer", "teamleider"]
    eigen, ander = (fabrieken.GebruikerFabriek(rollen=[rol]) for _ in range(2))
    dubbel = fabrieken.GebruikerFabriek(rollen=rollen)
    toewijzen(traject, eigen, rol)
    toewijzen(traject, dubbel, next(r for r in rollen if r != rol))
    assert "Luinenburg" in als(eigen).get(url(pagina)).content.decode()
    for gebruiker in (ander, dubbel):
        assert "Luinenburg" not in als(gebruiker).get(url(pagina)).content.decode()


# --- Mijn week --------------------------------------------------------------------------------------------------------
@pytest.fixture
def caseload(regio_groningen, programma, coordinator_groningen, jobcoach):
    """Weeks run from Monday 12 January; today is Wednesday 4 March."""

    def mens(naam, **velden):
        return lopend(
            regio_groningen,
            programma,
            coordinator_groningen,
            dt.date(2026, 1, 12),
            coach=jobcoach,
            achternaam=naam,
            voornaam="K",
            **velden,
        )

    laat, vandaag, week, later = (mens(naam) for naam in ("Laat", "Vandaag", "Week", "Later"))
    gesprek(laat, jobcoach, dag(-16), afspraken="Belt zelf de school over het rooster.")
    gesprek(vandaag, jobcoach, dag(-7), volgende_datum=dag(0), afspraken="Komt op tijd.")
    gesprek(week, jobcoach, dag(-7))
    gesprek(later, jobcoach, dag(-1))
    nieuw_traject(regio_groningen, programma, achternaam="Andermans")
    wacht = nieuw_traject(regio_groningen, programma, achternaam="Aangemeld", voornaam="K")
    toewijzen(wacht, jobcoach, Toewijzingsrol.JOBCOACH)
    return {"laat": laat, "vandaag": vandaag, "week": week, "later": later}


def wie(kaarten):
    return [kaart.kandidaat.achternaam for kaart in kaarten]


def test_mijn_week_op_volgorde(als, caseload, jobcoach):
    week = mijn_week(jobcoach)
    assert wie(week.nu) == ["Laat", "Vandaag"]
    assert wie(week.deze_week) == ["Week"]
    assert sorted(wie(week.rest)) == ["Aangemeld", "Later"]
    assert week.zin == "2 mensen vragen nu aandacht. 1 gesprek is te laat."
    html = als(jobcoach).get(url("mijn_week")).content.decode()
    assert "<title>Mijn week (5)" in html
    assert 'Vandaag en te laat <span class="aantal">(2)</span>' in html
    assert "Geen gesprek in 16 dagen" in html
    assert "Belt zelf de school over het rooster." in html
    nummer = caseload["laat"].kandidaat.dossiernummer
    assert reverse("begeleiding:gesprek_nieuw", args=[nummer, 1]) in html
    assert f"tel:{caseload['laat'].kandidaat.telefoon}" in html


def test_gelezen_afspraken_staan_in_het_logboek(als, caseload, jobcoach):
    als(jobcoach).get(url("mijn_week"))
    regels = Logregel.objects.filter(
        handeling=Handeling.INZIEN, categorie="coachnotities", gebruiker=jobcoach
    )
    assert set(regels.values_list("dossier", flat=True)) == {
        caseload[naam].kandidaat.dossiernummer for naam in ("laat", "vandaag")
    }


def test_waarnemer_leest_de_laatste_afspraak(als, caseload, jobcoach, andere_jobcoach):
    fabrieken.ToewijzingFabriek(
        kandidaat=caseload["laat"].kandidaat,
        gebruiker=andere_jobcoach,
        van=dag(-1),
        tot=dag(5),
        vervangt=jobcoach,
    )
    html = als(andere_jobcoach).get(url("mijn_week")).content.decode()
    assert "Belt zelf de school" in html
    assert "Komt op tijd" not in html


def test_overgedragen_leest_nog_mee_zonder_afspraken(als, caseload, jobcoach, andere_jobcoach):
    kandidaat = caseload["laat"].kandidaat
    fabrieken.ToewijzingFabriek(kandidaat=kandidaat, gebruiker=andere_jobcoach, van=dag(-90), tot=dag(-30))
    html = als(andere_jobcoach).get(url("mijn_week")).content.decode()
    assert "Laat, K" in html and "u leest nog mee tot en met 4 mrt 2026" in html
    assert "Belt zelf de school" not in html
    kandidaat.toewijzingen.filter(gebruiker=andere_jobcoach).update(tot=dag(-31))
    assert "Laat, K" not in als(andere_jobcoach).get(url("mijn_week")).content.decode()


def test_na_een_afgesloten_traject_is_de_caseload_leeg(traject, jobcoach, coordinator_groningen):
    toewijzen(traject, jobcoach, Toewijzingsrol.JOBCOACH)
    breng_naar(traject, Status.AFGEWEZEN, door=coordinator_groningen)
    assert mijn_week(jobcoach).aantal == 0


# --- Mijn groepen -----------------------------------------------------------------------------------------------------
def test_mijn_groepen(als, regio_groningen, programma, trainer, coordinator_groningen):
    oud, nieuw = (
        fabrieken.LichtingFabriek(programma=programma, naam=naam, start=start)
        for naam, start in [("Najaar", dag(-100)), ("Voorjaar", dag(-5))]
    )
    for naam, lichting in [("Een", oud), ("Twee", nieuw), ("Drie", nieuw), ("Los", None)]:
        traject = nieuw_traject(regio_groningen, programma, achternaam=naam, voornaam="K")
        traject.lichting = lichting
        traject.save()
        toewijzen(traject, trainer, Toewijzingsrol.TRAINER)
    van_een_ander = nieuw_traject(regio_groningen, programma, achternaam="Vreemd")
    van_een_ander.lichting = nieuw
    van_een_ander.save()
    for begin in (dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC), dt.datetime(2026, 3, 6, 9, tzinfo=dt.UTC)):
        Bijeenkomst.objects.create(
            soort="les",
            titel="Les",
            plaats="Groningen",
            lichting=nieuw,
            begin=begin,
            eind=begin + dt.timedelta(hours=3),
        )
    groepen = mijn_groepen(trainer)
    assert [
        (g.lichting.naam if g.lichting else "", [d.kandidaat.achternaam for d in g.deelnemers])
        for g in groepen
    ] == [
        ("Voorjaar", ["Drie", "Twee"]),
        ("Najaar", ["Een"]),
        ("", ["Los"]),
    ]
    html = als(trainer).get(url("mijn_groepen")).content.decode()
    assert "<title>Mijn groepen (2)" in html
    assert "volgende bijeenkomst 6 mrt 2026, 10:00" in html
    assert "Vreemd" not in html


# --- Mijn team --------------------------------------------------------------------------------------------------------
def test_mijn_team_toont_werk_en_geen_aanpassingen(
    als, regio_groningen, programma, teamleider, coordinator_groningen
):
    traject = lopend(regio_groningen, programma, coordinator_groningen, dag(-90), achternaam="Werkt")
    toewijzen(traject, teamleider, Toewijzingsrol.TEAMLEIDER)
    kpn = fabrieken.WerkgeverFabriek(naam="KPN")
    proef = plaatsing(
        traject,
        "proefplaatsing",
        dag(-90),
        dag(-30),
        werkgever=kpn,
        laatste_werkdag=dag(-30),
        eindreden="n_vervolg",
    )
    plaatsing(traject, "detachering", dag(-29), dt.date(2026, 8, 31), werkgever=kpn, vorige=proef)
    leg_ondersteuning_vast(
        kandidaat=traject.kandidaat,
        aanpassingen=["brailleleesregel"],
        wat_werkt="Rustig beginnen",
        door=coordinator_groningen,
    )
    (lid,) = mijn_team(teamleider)
    assert lid.plaatsing.soort == "detachering"
    html = als(teamleider).get(url("mijn_team")).content.decode()
    assert "31 aug 2026" in html and "detachering" in html and ">24<" in html
    for woord in ("raille", "Rustig beginnen", traject.kandidaat.telefoon, traject.kandidaat.email):
        assert woord not in html


# --- Mijn verwijzingen ------------------------------------------------------------------------------------------------
def test_alle_woorden_zijn_er():
    assert set(IN_GEWONE_TAAL) == set(Status)
    assert set(RESULTAAT) == set(Uitkomst)
    assert set(UITSTROOM) == set(Eindcategorie) - {Eindcategorie.VERVOLG}


def test_verwijzer_leest_alleen_wat_mag(als, traject, verwijzer, coordinator_groningen):
    """PRIV-14: status, dates, attendance count, result, exit category. Not why, where, by whom or with what."""
    door = coordinator_groningen
    breng_naar(traject, Status.LOPEND, door=door, op=dag(-80))
    werkgever = fabrieken.WerkgeverFabriek(naam="Geheime Werkgever BV")
    plaatsing(
        traject,
        "detachering",
        dag(-70),
        dag(100),
        werkgever=werkgever,
        laatste_werkdag=dag(-3),
        eindreden="v_prive",
    )
    wijzig_status(
        traject, naar=Status.UITGEVALLEN, door=door, op=dag(-2), reden=UitvalReden.PRIVE, toelichting="Ruzie"
    )
    for n, aanwezig in enumerate(["aanwezig", "aanwezig", "afwezig_met_bericht"]):
        begin = dt.datetime(2026, 1, 10 + n, 9, tzinfo=dt.UTC)
        les = Bijeenkomst.objects.create(
            soort="les", titel="Les", plaats="Groningen", begin=begin, eind=begin + dt.timedelta(hours=3)
        )
        Deelname.objects.create(bijeenkomst=les, traject=traject, aanwezigheid=aanwezig)
    Certificaat.objects.create(
        traject=traject,
        kwalificatie=traject.programma.kwalificaties.get(),
        soort="certificaat",
        datum=dag(-10),
    )
    antwoord = als(verwijzer).get(url("mijn_verwijzingen"))
    (rij,) = antwoord.context["rijen"]
    assert rij.status == "Gestopt"
    assert (rij.aanwezig, rij.resultaat) == (2, ["Certificaat gehaald"])
    assert rij.werk == [("Contract", dag(-70), dag(-3), "zelf vertrokken")]
    html = antwoord.content.decode()
    assert "<title>Mijn verwijzingen (1)" in html and "Luinenburg, Julia" in html
    kandidaat = traject.kandidaat
    for woord in (
        "Geheime Werkgever",
        "Privé",
        "Ruzie",
        "Carla",
        "/dossier/",
        kandidaat.dossiernummer,
        kandidaat.telefoon,
        kandidaat.email,
        "Afwezig",
    ):
        assert woord not in html, woord


@pytest.mark.parametrize(
    ("status", "woorden"),
    [
        (Status.AFGEWEZEN, "Doet niet mee"),
        (Status.WACHTLIJST, "Wacht op een plaats"),
        (Status.AFGEROND, "Heeft een baan"),
    ],
)
def test_status_in_gewone_taal(als, traject, verwijzer, coordinator_groningen, status, woorden):
    breng_naar(traject, status, door=coordinator_groningen)
    assert woorden in als(verwijzer).get(url("mijn_verwijzingen")).content.decode()


def test_wie_een_ander_later_verwees_blijft_van_die_ander(
    als, traject, verwijzer, andere_verwijzer, coordinator_groningen
):
    """Julia came first through UWV and later through another partner: each sees her own referral only."""
    breng_naar(traject, Status.TERUGGETROKKEN, door=coordinator_groningen)
    later = fabrieken.ProgrammaFabriek(naam="Later programma")
    verwijzing = fabrieken.VerwijzingFabriek(
        kandidaat=traject.kandidaat, partner=andere_verwijzer.contactpersoon.partner
    )
    open_traject(
        kandidaat=traject.kandidaat, verwijzing=verwijzing, programma=later, door=coordinator_groningen
    )
    een = als(verwijzer).get(url("mijn_verwijzingen")).content.decode()
    twee = als(andere_verwijzer).get(url("mijn_verwijzingen")).content.decode()
    assert "Doet niet mee" in een and "Later programma" not in een
    assert "Later programma" in twee and "Doet niet mee" not in twee


def test_wie_daar_niet_meer_werkt_ziet_niets(als, traject, verwijzer):
    verwijzer.contactpersoon.actief = False
    verwijzer.contactpersoon.save()
    assert "Luinenburg" not in als(verwijzer).get(url("mijn_verwijzingen")).content.decode()


# --- Cost -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [3, 50])
@pytest.mark.parametrize("pagina", ROL_VAN_PAGINA)
def test_kosten(vragen, request, regio_groningen, programma, coordinator_groningen, pagina, aantal):
    rol = ROL_VAN_PAGINA[pagina]
    gebruiker = request.getfixturevalue(rol)
    lichting = fabrieken.LichtingFabriek(programma=programma, start=dag(-60))
    for n in range(aantal):
        traject = lopend(regio_groningen, programma, coordinator_groningen, dag(-60))
        traject.lichting = lichting if n % 2 else None
        traject.verwijzing.partner = (
            getattr(gebruiker, "contactpersoon", None) and gebruiker.contactpersoon.partner
        )
        if traject.verwijzing.partner:
            traject.verwijzing.save()
        else:
            toewijzen(traject, gebruiker, rol)
        traject.save()
        gesprek(traject, coordinator_groningen, dag(-20), afspraken="Iets afgesproken. " * 10)
        plaatsing(traject, "detachering", dag(-50), dag(100))
    antwoord, gevangen = vragen(gebruiker, url(pagina))
    assert antwoord.content.decode().count("Voornaam") >= min(aantal, 25)
    assert len(gevangen) <= 10, "\n".join(q["sql"][:300] for q in gevangen)
    assert len(antwoord.content) <= 60_000
