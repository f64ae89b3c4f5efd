"""Mijn week: each reason, how urgent it is and where it leads; the order; and what two hundred people cost."""

import datetime as dt

import pytest
from django.urls import reverse

from rapportage.week.lijst import PER_PAGINA, mijn_week
from rapportage.week.reden import Redensoort, Urgentie
from tests import fabrieken
from tests.rapportage.hulp import dag, gesprek, lopend, plaatsing
from trajecten.begeleiding.diensten import voeg_actie_toe
from trajecten.begeleiding.models import Actiepunt, Signaalafhandeling
from trajecten.begeleiding.signaalstand import signalen_van
from trajecten.begeleiding.stand import Stand
from trajecten.models import Bijeenkomst, Deelname, Examendeel
from trajecten.opleiding.models import Examen
from trajecten.plaatsing.models import Meetmoment

URL = "/mijn-week/"


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    """Wednesday 4 March 2026."""
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def mens(regio_groningen, programma, coordinator_groningen, jobcoach):
    """A person of this coach who was spoken yesterday: nothing is due."""

    def maak(naam="Kamp", *, gesproken=True, start=dt.date(2026, 1, 12), **velden):
        traject = lopend(
            regio_groningen,
            programma,
            coordinator_groningen,
            start,
            coach=jobcoach,
            achternaam=naam,
            **velden,
        )
        if gesproken:
            gesprek(traject, jobcoach, dag(-1))
        return traject

    return maak


@pytest.fixture
def lichting(programma):
    return fabrieken.LichtingFabriek(programma=programma, start=dt.date(2026, 1, 12))


def bijeenkomst(traject, lichting, dagen, aanwezigheid, soort="les"):
    begin = dt.datetime(2026, 3, 4, 8, tzinfo=dt.UTC) + dt.timedelta(days=dagen)
    rij = Bijeenkomst.objects.create(
        soort=soort,
        titel="Dag",
        plaats="Hier",
        lichting=lichting,
        begin=begin,
        eind=begin + dt.timedelta(hours=6),
    )
    return Deelname.objects.create(bijeenkomst=rij, traject=traject, aanwezigheid=aanwezigheid)


def redenen(jobcoach, soort=None):
    (kaart,) = mijn_week(jobcoach).pagina.object_list
    return [(r.woord, r.urgentie) for r in kaart.redenen if soort is None or r.soort == soort]


def urls(jobcoach):
    (kaart,) = mijn_week(jobcoach).pagina.object_list
    return [r.url for r in kaart.redenen]


# --- Each reason ------------------------------------------------------------------------------------------------------
def test_zonder_reden_staat_zij_bij_de_rest(mens, jobcoach):
    mens()
    week = mijn_week(jobcoach)
    assert redenen(jobcoach) == [] and len(week.rest) == 1
    assert week.zin == "Niemand vraagt vandaag aandacht."


@pytest.mark.parametrize(
    ("laatste", "volgende", "verwacht"),
    [
        (-16, None, [("Geen gesprek in 16 dagen", Urgentie.NU)]),
        (-7, 0, [("Afspraak vandaag", Urgentie.NU)]),
        (-7, 2, [("Afspraak op 6 mrt 2026", Urgentie.WEEK)]),
        (-1, 9, []),
    ],
)
def test_gesprek_te_laat_vandaag_of_deze_week(mens, jobcoach, laatste, volgende, verwacht):
    traject = mens(gesproken=False)
    afspraak = None if volgende is None else dag(volgende)
    gesprek(traject, jobcoach, dag(laatste), volgende_datum=afspraak)
    assert redenen(jobcoach, Redensoort.GESPREK) == verwacht


def test_wie_geen_begeleiding_wil_heeft_geen_gesprek_te_laat(mens, jobcoach):
    traject = mens(gesproken=False)
    traject.wil_begeleiding = False
    traject.save()
    assert redenen(jobcoach) == []
    (kaart,) = mijn_week(jobcoach).rest
    assert kaart.gesprek_url == "" and kaart.stand.reden == "wil geen begeleiding"


def test_een_score_die_daalt_en_daarna_behandeld_is(mens, jobcoach):
    traject = mens(gesproken=False)
    gesprek(traject, jobcoach, dag(-8), motivatie=5)
    gesprek(traject, jobcoach, dag(-1), motivatie=2)
    assert redenen(jobcoach) == [("Motivatie gedaald", Urgentie.NU)]
    assert mijn_week(jobcoach).zin == "1 mens vraagt nu aandacht. 1 signaal staat open."
    assert urls(jobcoach) == [reverse("begeleiding:signalen", args=[traject.kandidaat.dossiernummer, 1])]
    (stand,) = signalen_van(traject, Stand(), dag(0))
    Signaalafhandeling.objects.create(
        traject=traject, soort="score", kenmerk=stand.signaal.kenmerk, hoe="uitgesteld", tot=dag(3),
        reden="verlof", door=jobcoach,
    )  # fmt: skip
    assert redenen(jobcoach) == []
    Signaalafhandeling.objects.update(tot=dag(0))
    assert redenen(jobcoach) == [("Motivatie gedaald", Urgentie.NU)]


def test_gemiste_schooldagen_van_de_laatste_week(mens, lichting, jobcoach):
    traject = mens()
    bijeenkomst(traject, lichting, -6, "afwezig_met_bericht")
    bijeenkomst(traject, lichting, -6, "afwezig_met_bericht")
    bijeenkomst(traject, lichting, -1, "afwezig_zonder_bericht")
    bijeenkomst(traject, lichting, -8, "afwezig_met_bericht")
    bijeenkomst(traject, lichting, -2, "aanwezig")
    assert redenen(jobcoach, Redensoort.GEMIST) == [("2 schooldagen gemist", Urgentie.WEEK)]
    assert "#spoor-opleiding" in urls(jobcoach)[0]


def test_een_actie_over_haar_datum(mens, jobcoach):
    traject = mens()
    voeg_actie_toe(traject, omschrijving="Bellen", uiterlijk=dag(-1), door=jobcoach)
    voeg_actie_toe(traject, omschrijving="Vandaag", uiterlijk=dag(0), door=jobcoach)
    assert redenen(jobcoach) == [("1 actie over datum", Urgentie.NU)]
    Actiepunt.objects.update(gedaan_op=dag(0))
    assert redenen(jobcoach) == []


@pytest.mark.parametrize(
    ("soort", "einde", "verwacht"),
    [
        ("detachering", -1, [("Contract liep af op 3 mrt 2026", Urgentie.NU)]),
        ("detachering", 3, [("Contract loopt af op 7 mrt 2026", Urgentie.WEEK)]),
        ("detachering", 60, [("Contract loopt af op 3 mei 2026", Urgentie.LATER)]),
        ("detachering", 61, []),
        ("proefplaatsing", 30, [("Proefplaatsing loopt af op 3 apr 2026", Urgentie.LATER)]),
        ("proefplaatsing", 31, []),
    ],
)
def test_proefplaatsing_of_contract_loopt_af(mens, jobcoach, soort, einde, verwacht):
    traject = mens()
    rij = plaatsing(traject, soort, dag(-40), dag(einde))
    assert redenen(jobcoach) == verwacht
    if verwacht:
        assert urls(jobcoach) == [
            reverse("plaatsing:plaatsing", args=[traject.kandidaat.dossiernummer, rij.pk])
        ]


def test_drie_maanden_bereikt(mens, jobcoach):
    traject = mens(start=dt.date(2025, 10, 6))
    plaatsing(traject, "detachering", dt.date(2025, 12, 4), dag(200))
    assert redenen(jobcoach) == [("3 maanden bereikt", Urgentie.WEEK)]
    Meetmoment.objects.create(
        traject=traject, na_maanden=3, datum=dag(0), antwoord="zelfde_werkplek", bron="jobcoach",
        vastgelegd_door=jobcoach,
    )  # fmt: skip
    assert redenen(jobcoach) == []


@pytest.mark.parametrize(
    ("dagen", "verwacht"),
    [
        (0, [("Examen vandaag", Urgentie.WEEK)]),
        (4, [("Examen 8 mrt 2026", Urgentie.WEEK)]),
        (14, [("Examen 18 mrt 2026", Urgentie.LATER)]),
        (15, []),
        (-1, []),
    ],
)
def test_examen_in_zicht(mens, programma, jobcoach, dagen, verwacht):
    traject = mens()
    deel = Examendeel.objects.create(kwalificatie=programma.kwalificaties.get(), volgorde=1, naam="Theorie")
    Examen.objects.create(traject=traject, examendeel=deel, datum=dag(dagen))
    assert redenen(jobcoach) == verwacht
    Examen.objects.update(uitslag="geslaagd")
    assert redenen(jobcoach) == []


def test_terugkomdag_in_zicht(mens, lichting, jobcoach):
    traject = mens()
    rij = bijeenkomst(traject, lichting, 2, "uitgenodigd", soort="terugkomdag")
    assert redenen(jobcoach) == [("Terugkomdag 6 mrt 2026", Urgentie.WEEK)]
    rij.aanwezigheid = "afwezig_met_bericht"
    rij.save()
    assert redenen(jobcoach) == []


# --- Order and rights -------------------------------------------------------------------------------------------------
def test_op_volgorde_van_urgentie_en_dan_van_ernst(mens, lichting, jobcoach):
    rust = mens("Rust")
    actie = mens("Actie")
    voeg_actie_toe(actie, omschrijving="Bellen", uiterlijk=dag(-1), door=jobcoach)
    school = mens("School")
    bijeenkomst(school, lichting, -1, "afwezig_met_bericht")
    contract = mens("Contract")
    plaatsing(contract, "detachering", dag(-40), dag(50))
    signaal = mens("Signaal", gesproken=False)
    for d in (-8, -1):
        gesprek(signaal, jobcoach, dag(d), welbevinden=2)
    laat = mens("Laat", gesproken=False)
    gesprek(laat, jobcoach, dag(-30), afspraken="Belt zelf")
    namen = [kaart.kandidaat.achternaam for kaart in mijn_week(jobcoach).pagina.object_list]
    assert namen == ["Laat", "Signaal", "Actie", "School", "Contract", "Rust"]
    assert rust.pk


def test_de_collega_ziet_niets(als, mens, jobcoach, andere_jobcoach):
    mens("Kamp", gesproken=False)
    assert "Kamp" in als(jobcoach).get(URL).text
    assert "Kamp" not in als(andere_jobcoach).get(URL).text


def test_mail_alleen_met_een_adres(als, mens, jobcoach):
    mens("Met", gesproken=False, email="met@example.nl")
    mens("Zonder", gesproken=False, email="", telefoon="+31612345678")
    html = als(jobcoach).get(URL).text
    assert html.count("mailto:") == 1 and "mailto:met@example.nl" in html
    assert "tel:+31612345678" in html


# --- Cost -------------------------------------------------------------------------------------------------------------
def test_tweehonderd_mensen_met_veel_redenen(vragen, mens, lichting, programma, jobcoach):
    deel = Examendeel.objects.create(kwalificatie=programma.kwalificaties.get(), volgorde=1, naam="Theorie")
    werkgever = fabrieken.WerkgeverFabriek()
    for n in range(200):
        traject = mens(f"Achternaam-{n}", gesproken=False)
        if n % 2:
            traject.lichting = lichting
            traject.save()
        gesprek(traject, jobcoach, dag(-28), motivatie=5, afspraken="Iets afgesproken. " * 10)
        gesprek(traject, jobcoach, dag(-21), motivatie=1, afspraken="Iets afgesproken. " * 10)
        Actiepunt.objects.create(traject=traject, omschrijving="Iets", uiterlijk=dag(-3))
        Examen.objects.create(traject=traject, examendeel=deel, datum=dag(3))
        plaatsing(traject, "detachering", dag(-50), dag(20), werkgever=werkgever)
    antwoord, gevangen = vragen(jobcoach, URL)
    assert len(gevangen) <= 10, "\n".join(q["sql"][:300] for q in gevangen)
    assert len(antwoord.content) <= 60_000
    assert "<title>Mijn week (200)" in antwoord.text
    assert (
        "200 mensen vragen nu aandacht. 200 gesprekken zijn te laat. 200 signalen staan open."
        in antwoord.text
    )
    tweede, gevangen = vragen(jobcoach, f"{URL}?pagina=2")
    assert len(gevangen) <= 10 and len(tweede.content) <= 60_000
    gezien = [
        k.kandidaat.achternaam for p in range(1, 11) for k in mijn_week(jobcoach, pagina=p).pagina.object_list
    ]
    assert len(set(gezien)) == 200 == PER_PAGINA * 10
