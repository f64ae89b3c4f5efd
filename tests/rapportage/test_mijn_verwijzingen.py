"""Mijn verwijzingen is exactly PRIV-14, word for word: a field that somebody adds to the page fails here."""

import datetime as dt
import re

import pytest

from basis.templatetags.componenten import datum
from kandidaten.keuzes import Toewijzingsrol
from tests import fabrieken
from tests.rapportage.hulp import contact, dag, gesprek, plaatsing
from tests.stappen import breng_naar
from trajecten.diensten import wijzig_status
from trajecten.models import Bijeenkomst, Deelname
from trajecten.opleiding.models import Certificaat
from trajecten.statussen import Status, Uitkomst

PAGINA = "/mijn-verwijzingen/"
KOPPEN = [
    "Naam",
    "Hoe het gaat",
    "Programma",
    "Verwezen",
    "Begonnen",
    "Geëindigd",
    "Aanwezig",
    "Resultaat",
    "Werk",
]


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


def rijen(client):
    """(column heads, the text of each cell of each row) of the page."""
    html = client.get(PAGINA).content.decode()
    kop, _, rest = html[html.index("<table") : html.index("</table>")].partition("</thead>")
    koppen = [_kaal(cel) for cel in re.findall(r"<th .*?</th>", kop, re.S)]
    lijst = []
    for rij in re.findall(r"<tr>.*?</tr>", rest, re.S):
        kaal = re.sub(r"<svg.*?</svg>", " ", rij, flags=re.S)
        lijst.append([_kaal(cel) for cel in re.findall(r"<t[hd][ >].*?</t[hd]>", kaal, re.S)])
    return koppen, lijst


def _kaal(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def lesdag(traject, dagen, aanwezigheid):
    begin = dt.datetime(2026, 1, 10, 9, tzinfo=dt.UTC) + dt.timedelta(days=dagen)
    les = Bijeenkomst.objects.create(
        soort="les", titel="Geheime les", plaats="Appingedam", begin=begin, eind=begin + dt.timedelta(hours=3)
    )
    Deelname.objects.create(bijeenkomst=les, traject=traject, aanwezigheid=aanwezigheid)


def maak_vol(traject, door, jobcoach):
    """Everything we can know of somebody: called, coached, taught, placed twice, finished."""
    contact(traject, door, gelukt=True, minuten_geleden=5)
    breng_naar(traject, Status.LOPEND, door=door, op=dag(-80))
    fabrieken.ToewijzingFabriek(
        kandidaat=traject.kandidaat, gebruiker=jobcoach, rol=Toewijzingsrol.JOBCOACH, van=dag(-80)
    )
    gesprek(traject, jobcoach, dag(-20), welbevinden=1)
    for dagen, aanwezigheid in enumerate(
        ["aanwezig", "aanwezig", "afwezig_met_bericht", "afwezig_zonder_bericht"]
    ):
        lesdag(traject, dagen, aanwezigheid)
    werkgever = fabrieken.WerkgeverFabriek(naam="Geheime Werkgever BV")
    proef = plaatsing(
        traject,
        "proefplaatsing",
        dag(-80),
        dag(-50),
        werkgever=werkgever,
        laatste_werkdag=dag(-50),
        eindreden="n_vervolg",
    )
    plaatsing(
        traject,
        "detachering",
        dag(-49),
        dag(100),
        werkgever=werkgever,
        vorige=proef,
        laatste_werkdag=dag(-3),
        eindreden="v_loon",
    )
    Certificaat.objects.create(
        traject=traject,
        kwalificatie=traject.programma.kwalificaties.get(),
        soort="certificaat",
        datum=dag(-10),
    )
    wijzig_status(
        traject,
        naar=Status.AFGEROND,
        door=door,
        op=dag(-2),
        reden=Uitkomst.ANDERE_WERKGEVER,
        toelichting="Geheim verhaal",
    )


def test_woord_voor_woord(client, verwijzer, traject, coordinator_groningen, jobcoach):
    maak_vol(traject, coordinator_groningen, jobcoach)
    client.force_login(verwijzer)
    koppen, lijst = rijen(client)
    assert koppen == KOPPEN
    assert lijst == [
        [
            "Luinenburg, Julia",
            "Klaar",
            "KPN Customer Service Groningen",
            datum(traject.verwijzing.ontvangen_op),
            "14 dec 2025",
            "2 mrt 2026",
            "2 keer",
            "Heeft een baan; Certificaat gehaald",
            "Proefplaatsing vanaf 14 dec 2025 tot en met 13 jan 2026 "
            "Contract vanaf 14 jan 2026 tot en met 1 mrt 2026 (zelf vertrokken)",
        ]
    ]


def test_niets_van_wat_wij_verder_weten(client, verwijzer, traject, coordinator_groningen, jobcoach):
    maak_vol(traject, coordinator_groningen, jobcoach)
    client.force_login(verwijzer)
    html = client.get(PAGINA).content.decode()
    zij = traject.kandidaat
    for geheim in (
        zij.dossiernummer,
        zij.telefoon,
        zij.telefoon[-8:],
        zij.email,
        f"{zij.geboortedatum:%d-%m-%Y}",
        "Geheim",
        "Appingedam",
        "klantcontact",
        "Joke",
        "Carla",
        "loon",
        "Andere werkgever",
        "24 uur",
        "afwezig",
        "welbevinden",
    ):
        assert geheim.lower() not in html[html.index("<main") :].lower(), geheim


def test_de_buurvrouw_leest_niets_en_zij_niets_van_de_buurvrouw(
    client, verwijzer, andere_verwijzer, traject, kandidaat, coordinator_groningen, jobcoach
):
    """The near miss: another partner put the same person forward later. Each reads her own referral and no more."""
    maak_vol(traject, coordinator_groningen, jobcoach)
    later = fabrieken.VerwijzingFabriek(kandidaat=kandidaat, partner=andere_verwijzer.contactpersoon.partner)
    ander_programma = fabrieken.ProgrammaFabriek(code="P07", naam="Geheimtraject")
    tweede = fabrieken.TrajectFabriek(
        kandidaat=kandidaat, verwijzing=later, programma=ander_programma, volgnummer=2
    )
    lesdag(tweede, 9, "aanwezig")
    client.force_login(verwijzer)
    _, lijst = rijen(client)
    assert [(rij[2], rij[6]) for rij in lijst] == [("KPN Customer Service Groningen", "2 keer")]
    client.force_login(andere_verwijzer)
    _, lijst = rijen(client)
    assert [(rij[1], rij[2], rij[4], rij[6], rij[7], rij[8]) for rij in lijst] == [
        ("Aangemeld", "Geheimtraject", "–", "1 keer", "–", "–")
    ]
