"""Refresher days of people with a contract: on the dossier, in the list of who is due, and planned for a group."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import fabrieken
from tests.rapportage.hulp import plaatsing
from tests.trajecten.dossier.examenhulp import maak_groep
from trajecten.models import Bijeenkomst, Deelname, Programma
from trajecten.plaatsing.terugkom import contractperiodes, terugkomdagen_per_traject, terugkomers

CONTRACT = (dt.date(2026, 4, 27), dt.date(2026, 12, 26))  # kpi: Ro!Entree


@pytest.fixture(autouse=True)
def juni(time_machine):
    """Saturday 20 June 2026: the weeks around 1 June are over, the day of 6 July comes."""
    time_machine.move_to(dt.datetime(2026, 6, 20, 9, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def groep(coordinator_groningen, regio_groningen, trainer):
    lichting, _, mensen = maak_groep(
        2,
        coordinator=coordinator_groningen,
        regio=regio_groningen,
        trainer=trainer,
        namen=("Aalders", "Bakema"),
    )
    Programma.objects.filter(pk=lichting.programma_id).update(terugkomdag_weken=5)
    for traject in mensen:
        plaatsing(traject, "arbeidsovereenkomst", *CONTRACT)
        traject.refresh_from_db()
    return lichting, mensen


def terugkomdag(lichting, dag, mensen, aanwezigheid="uitgenodigd"):
    begin = timezone.make_aware(dt.datetime.combine(dag, dt.time(10)))
    bijeenkomst = Bijeenkomst.objects.create(
        soort="terugkomdag",
        titel="Terugkomdag",
        lichting=lichting,
        begin=begin,
        eind=begin + dt.timedelta(hours=2),
        plaats="Zaal 3",
    )
    for traject in mensen:
        Deelname.objects.create(bijeenkomst=bijeenkomst, traject=traject, aanwezigheid=aanwezigheid)
    return bijeenkomst


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def test_geweest_en_verwacht_op_het_dossier(client, groep, trainer):
    lichting, (a, b) = groep
    terugkomdag(lichting, dt.date(2026, 6, 3), [a], "aanwezig")
    terugkomdag(lichting, dt.date(2026, 7, 7), [a])
    client.force_login(trainer)
    html = tekst(client.get(a.get_absolute_url()))
    assert "<b>1 van 1</b> keer geweest." in html
    assert "Volgende: rond 6 jul 2026, staat op de lijst van 7 jul 2026." in html
    html = tekst(client.get(b.get_absolute_url()))
    assert "<b>0 van 1</b> keer geweest. Volgende: rond 6 jul 2026, nog op geen lijst." in html


def test_zonder_terugkomdagen_vraagt_het_dossier_niets_extra(groep, django_assert_num_queries):
    _, (a, _) = groep
    assert a.programma.terugkomdag_weken == 5
    with django_assert_num_queries(2):
        terugkomdagen_per_traject([a])
    a.programma.terugkomdag_weken = None
    with django_assert_num_queries(0):
        assert terugkomdagen_per_traject([a]) == {}


def test_een_vervolgcontract_telt_door_en_een_los_contract_begint_opnieuw(groep):
    _, (a, b) = groep
    eerste = a.plaatsingen.get()
    tweede = plaatsing(a, "arbeidsovereenkomst", dt.date(2026, 12, 27), dt.date(2027, 6, 26), vorige=eerste)
    op = dt.date(2026, 6, 20)
    assert contractperiodes([tweede, eerste], op) == [(CONTRACT[0], dt.date(2027, 6, 26))]
    los = plaatsing(b, "regulier", dt.date(2027, 1, 4))
    assert contractperiodes([b.plaatsingen.order_by("pk").first(), los], op) == [
        CONTRACT,
        (dt.date(2027, 1, 4), op + dt.timedelta(weeks=52)),
    ]


def test_na_een_vroeg_einde_is_er_geen_dag_meer(groep, trainer):
    _, (a, b) = groep
    b.plaatsingen.update(laatste_werkdag=dt.date(2026, 6, 30), eindreden="v_loon")
    (deze,) = terugkomers(trainer)
    assert [mens.traject for mens in deze.mensen] == [a]


def test_een_proefplaatsing_heeft_geen_terugkomdagen(groep, trainer):
    _, (a, b) = groep
    b.plaatsingen.all().delete()
    plaatsing(b, "proefplaatsing", *CONTRACT)
    assert [mens.traject for mens in terugkomers(trainer)[0].mensen] == [a]


def test_wie_aan_de_beurt_is_en_op_geen_lijst_staat(client, groep, trainer, coordinator_twente):
    lichting, (a, b) = groep
    terugkomdag(lichting, dt.date(2026, 7, 7), [a])
    # She said that she does not come: then she is on no list.
    terugkomdag(lichting, dt.date(2026, 7, 8), [b], "afwezig_met_bericht")
    (deze,) = terugkomers(trainer)
    assert [mens.traject for mens in deze.zonder_lijst] == [b]
    client.force_login(trainer)
    html = tekst(client.get(reverse("terugkomdagen:lijst")))
    assert "1 persoon staat nog op geen lijst." in html
    assert "Keer 2, rond 6 jul 2026" in html and "Staat op de lijst van 7 jul 2026" in html
    client.force_login(coordinator_twente)  # the near miss: another region
    html = tekst(client.get(reverse("terugkomdagen:lijst")))
    assert "Aalders" not in html and "Niemand is binnen zes weken aan de beurt." in html


def test_de_dag_plannen_met_wie_nog_op_geen_lijst_staat(client, groep, trainer):
    lichting, (a, b) = groep
    terugkomdag(lichting, dt.date(2026, 6, 3), [a, b], "aanwezig")
    client.force_login(trainer)
    url = reverse("terugkomdagen:plannen", args=[lichting.pk])
    antwoord = client.get(url)
    assert [(t.pk, kies) for t, _, kies in antwoord.context["rijen"]] == [(a.pk, True), (b.pk, True)]
    assert "Rond 6 jul 2026; nog op geen lijst" in tekst(antwoord)
    begin = antwoord.context["form"].initial
    assert (timezone.localtime(begin["begin"]), begin["plaats"]) == (
        timezone.make_aware(dt.datetime(2026, 7, 6, 10)),
        "Zaal 3",
    )
    velden = {
        "begin_0": "6-7-2026",
        "begin_1": "10:00",
        "tot": "12:00",
        "plaats": "Zaal 3",
        "traject": [a.pk, b.pk],
    }
    inzending = str(uuid.uuid4())
    for _ in range(2):
        assert client.post(url, {**velden, "inzending": inzending}).status_code == 302
    dag = Bijeenkomst.objects.get(soort="terugkomdag", begin__gt=timezone.now())
    assert set(dag.deelnames.values_list("traject", flat=True)) == {a.pk, b.pk}
    assert "Iedereen staat op een lijst." in tekst(client.get(reverse("terugkomdagen:lijst")))


@pytest.mark.parametrize("aantal", [3, 50])
def test_kosten(client, coordinator_groningen, regio_groningen, aantal):
    lichting, _, mensen = maak_groep(aantal, coordinator=coordinator_groningen, regio=regio_groningen)
    Programma.objects.filter(pk=lichting.programma_id).update(terugkomdag_weken=5)
    werkgever = fabrieken.WerkgeverFabriek()
    for traject in mensen:
        plaatsing(traject, "arbeidsovereenkomst", *CONTRACT, werkgever=werkgever)
    client.force_login(coordinator_groningen)
    client.get("/gezond/")
    for url, hoogstens in (
        (reverse("terugkomdagen:lijst"), 10),
        (reverse("terugkomdagen:plannen", args=[lichting.pk]), 12),
        (mensen[0].get_absolute_url(), 15),
    ):
        client.get(url)
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.get(url)
        assert "Mens00" in antwoord.content.decode()
        assert len(vragen) <= hoogstens, (url, len(vragen), [v["sql"][:150] for v in vragen])
        assert len(antwoord.content) <= 60_000
