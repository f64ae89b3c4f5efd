"""Goals from the list of the programme: their days, choosing them on two pages, and never twice."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from tests import fabrieken
from trajecten.begeleiding.models import Doel
from trajecten.begeleiding.sjablonen import dag_na, kies_sjablonen, voorstellen

START = dt.date(2026, 9, 1)
VANDAAG = dt.date(2026, 9, 30)


@pytest.fixture
def lijst(programma):
    """Two goals of the programme: one from the start of the coaching, one from the day it is chosen."""
    return [
        fabrieken.DoelsjabloonFabriek(
            programma=programma,
            volgorde=1,
            omschrijving="Zelf bellen",
            weken=12,
            acties=[("Meeluisteren", "jobcoach", 2), ("Oefenen", "kandidaat", None)],
        ),
        fabrieken.DoelsjabloonFabriek(
            programma=programma, volgorde=2, omschrijving="Zelf reizen", telt_vanaf="kiezen", weken=2
        ),
    ]


@pytest.fixture
def pad(julia):
    return reverse("begeleiding:doel_kiezen", args=[julia.kandidaat.dossiernummer, 1])


@pytest.mark.parametrize(
    ("weken", "dag"),
    [
        (None, None),
        (0, VANDAAG),
        (4, dt.date(2026, 10, 28)),  # 29-9-2026 is over: from today
        (5, dt.date(2026, 10, 6)),
        (12, dt.date(2026, 11, 24)),
    ],
)
def test_een_dag_die_voorbij_is_telt_vanaf_vandaag(weken, dag):
    assert dag_na(weken, start=START, op=VANDAAG) == dag


def test_kiezen_maakt_doelen_met_acties(julia, lijst, jobcoach):
    doel, ander = kies_sjablonen(julia, sjablonen={s.pk for s in lijst}, door=jobcoach)
    assert (doel.aandachtsgebied, doel.streefdatum, doel.sjabloon) == (
        "werk",
        dt.date(2026, 11, 24),
        lijst[0],
    )
    assert list(doel.actiepunten.order_by("pk").values_list("eigenaar", "uiterlijk")) == [
        ("jobcoach", dt.date(2026, 10, 14)),
        ("kandidaat", None),
    ]
    assert (ander.streefdatum, ander.actiepunten.count()) == (dt.date(2026, 10, 14), 0)


def test_zonder_jobcoach_tellen_de_weken_vanaf_vandaag(julia, lijst):
    julia.kandidaat.toewijzingen.all().delete()
    julia.lichting = None
    julia.save()
    assert [v.streefdatum for v in voorstellen(julia, op=VANDAAG)] == [
        dt.date(2026, 12, 23),
        dt.date(2026, 10, 14),
    ]


def test_twee_keer_kiezen_maakt_een_doel(julia, lijst, jobcoach, andere_jobcoach):
    nummers = {lijst[0].pk}
    assert len(kies_sjablonen(julia, sjablonen=nummers, door=jobcoach)) == 1
    assert kies_sjablonen(julia, sjablonen=nummers, door=andere_jobcoach) == []
    assert [v.sjabloon for v in voorstellen(julia)] == [lijst[1]]
    assert Doel.objects.count() == 1


def test_een_doel_van_een_ander_programma_niet(julia, jobcoach):
    vreemd = fabrieken.DoelsjabloonFabriek()
    assert kies_sjablonen(julia, sjablonen={vreemd.pk}, door=jobcoach) == []


def test_een_sjabloon_weghalen_laat_het_doel_staan(julia, lijst, jobcoach):
    kies_sjablonen(julia, sjablonen={lijst[0].pk}, door=jobcoach)
    lijst[0].delete()
    assert Doel.objects.get().sjabloon is None


def test_vinken_controleren_opslaan(client, julia, lijst, pad, jobcoach):
    client.force_login(jobcoach)
    html = client.get(pad).content.decode()
    assert "Zelf bellen (Werk en collega&#x27;s, klaar op 24 nov 2026, 2 acties)" in html
    assert "Kies een of meer doelen." in client.get(pad, {"controle": "1"}).content.decode()
    keuze = {"controle": "1", "sjabloon": [str(s.pk) for s in lijst]}
    recap = client.get(pad, keuze).content.decode()
    assert "Meeluisteren (Jobcoach, uiterlijk 14 okt 2026)" in recap
    assert not Doel.objects.exists()
    inzending = {"inzending": str(uuid.uuid4())}
    antwoord = client.post(pad, keuze | inzending, follow=True)
    assert "2 doelen zijn toegevoegd." in antwoord.content.decode()
    assert client.post(pad, keuze | inzending).status_code == 302  # a double click
    assert Doel.objects.count() == 2
    assert "Alle doelen van de lijst" in client.get(pad).content.decode()
    laat = client.post(pad, keuze | {"inzending": str(uuid.uuid4())})
    assert laat.status_code == 200 and Doel.objects.count() == 2


def test_de_link_staat_er_alleen_met_een_lijst(client, julia, programma, pad, jobcoach):
    client.force_login(jobcoach)
    doelen = reverse("begeleiding:doelen", args=[julia.kandidaat.dossiernummer, 1])
    assert pad not in client.get(doelen).content.decode()
    fabrieken.DoelsjabloonFabriek(programma=programma)
    assert pad in client.get(doelen).content.decode()
