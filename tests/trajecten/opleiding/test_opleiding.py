"""Exams, certificates and the track of training."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from tests import fabrieken
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Bijeenkomst, Deelname, Examendeel
from trajecten.opleiding.diensten import leg_examen_vast, reik_certificaat_uit, zet_uitslag
from trajecten.opleiding.models import Certificaat, Examen
from trajecten.opleiding.spoor import opleidingsspoor
from trajecten.presentie import Presentie

DAG = dt.date(2026, 3, 2)


@pytest.fixture
def delen(traject):
    kwalificatie = traject.programma.kwalificaties.get()
    return [
        Examendeel.objects.create(kwalificatie=kwalificatie, naam=naam, volgorde=n)
        for n, naam in enumerate(("Theorie", "Praktijk"), start=1)
    ]


def test_pogingen_worden_geteld(traject, delen, trainer):
    eerste = leg_examen_vast(traject, examendeel=delen[0], datum=DAG, uitslag="gezakt", door=trainer)
    tweede = leg_examen_vast(traject, examendeel=delen[0], datum=DAG, uitslag="geslaagd", door=trainer)
    ander = leg_examen_vast(traject, examendeel=delen[1], datum=DAG, door=trainer)
    assert (eerste.poging, tweede.poging, ander.poging) == (1, 2, 1)


@pytest.mark.parametrize(
    ("eerder", "datum", "uitslag", "veld"),
    [
        ("geslaagd", DAG, "", "examendeel"),
        ("", DAG, "gezakt", "examendeel"),
        ("gezakt", dt.date(2026, 3, 1), "", "datum"),
        ("gezakt", dt.date(2099, 1, 1), "geslaagd", "uitslag"),
    ],
)
def test_een_poging_die_niet_kan(traject, delen, trainer, eerder, datum, uitslag, veld):
    leg_examen_vast(traject, examendeel=delen[0], datum=DAG, uitslag=eerder, door=trainer)
    with pytest.raises(ValidationError) as excinfo:
        leg_examen_vast(traject, examendeel=delen[0], datum=datum, uitslag=uitslag, door=trainer)
    assert list(excinfo.value.message_dict) == [veld]
    assert Examen.objects.count() == 1


def test_examendeel_van_een_ander_programma(traject, trainer):
    vreemd = Examendeel.objects.create(
        kwalificatie=fabrieken.ProgrammaFabriek().kwalificaties.get(), naam="x"
    )
    with pytest.raises(ValidationError, match="ander programma"):
        leg_examen_vast(traject, examendeel=vreemd, datum=DAG, door=trainer)


def test_twee_zetten_de_uitslag_tegelijk(traject, delen, trainer):
    examen = leg_examen_vast(traject, examendeel=delen[0], datum=DAG, door=trainer)
    zelfde = Examen.objects.get()
    zet_uitslag(examen, uitslag="gezakt", gezien="", door=trainer)
    with pytest.raises(IntussenGewijzigd):
        zet_uitslag(zelfde, uitslag="geslaagd", gezien="", door=trainer)
    assert Examen.objects.get().uitslag == "gezakt"


def test_diploma_pas_als_alle_delen_zijn_gehaald(traject, delen, trainer):
    kwalificatie = traject.programma.kwalificaties.get()
    leg_examen_vast(traject, examendeel=delen[0], datum=DAG, uitslag="geslaagd", door=trainer)
    with pytest.raises(ValidationError, match="Nog niet alle examendelen zijn gehaald: Praktijk"):
        reik_certificaat_uit(traject, kwalificatie=kwalificatie, soort="diploma", datum=DAG, door=trainer)
    reik_certificaat_uit(traject, kwalificatie=kwalificatie, soort="deelcertificaat", datum=DAG, door=trainer)
    leg_examen_vast(traject, examendeel=delen[1], datum=DAG, uitslag="geslaagd", door=trainer)
    reik_certificaat_uit(traject, kwalificatie=kwalificatie, soort="diploma", datum=DAG, door=trainer)
    with pytest.raises(ValidationError, match="al vastgelegd"):
        reik_certificaat_uit(traject, kwalificatie=kwalificatie, soort="diploma", datum=DAG, door=trainer)


def test_aanwezigheid_telt_alleen_wat_is_vastgelegd(traject, django_assert_num_queries):
    nu = timezone.now()
    for dagen, soort, aanwezigheid in (
        (-21, "les", "aanwezig"),
        (-14, "les", "aanwezig"),
        (-7, "les", "afwezig_zonder_bericht"),
        (-6, "les", "uitgenodigd"),
        (-5, "terugkomdag", "aanwezig"),
        (7, "les", "uitgenodigd"),
    ):
        begin = nu + dt.timedelta(days=dagen)
        les = Bijeenkomst.objects.create(
            soort=soort, titel="Les", begin=begin, eind=begin + dt.timedelta(hours=2), online=True
        )
        Deelname.objects.create(bijeenkomst=les, traject=traject, aanwezigheid=aanwezigheid)
    with django_assert_num_queries(3):
        spoor = opleidingsspoor(traject)
    assert spoor["lessen"] == Presentie(aanwezig=2, zonder_bericht=1)
    assert spoor["lessen"].procent == Decimal("66.7")
    assert spoor["volgende"].begin > nu
    assert Presentie().procent is None


def test_trainer_legt_examen_en_certificaat_vast(client, traject, delen, trainer):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=trainer, rol="trainer", van=DAG)
    client.force_login(trainer)
    args = [traject.kandidaat.dossiernummer, traject.volgnummer]
    for deel in delen:
        data = {"examendeel": deel.pk, "datum": "2-3-2026", "inzending": str(uuid.uuid4())}
        assert client.post(reverse("opleiding:examen_nieuw", args=args), data).status_code == 302
    for examen in Examen.objects.all():
        adres = reverse("opleiding:uitslag", args=[args[0], examen.pk])
        data = {"uitslag": "geslaagd", "gezien": "", "inzending": str(uuid.uuid4())}
        for _ in range(2):
            assert client.post(adres, data).status_code == 302
    data = {"kwalificatie": traject.programma.kwalificaties.get().pk, "soort": "diploma", "datum": "3-3-2026"}
    adres = reverse("opleiding:certificaat_nieuw", args=args)
    assert client.post(adres, data | {"inzending": str(uuid.uuid4())}).status_code == 302
    assert Certificaat.objects.get().soort == "diploma"


def test_een_gepland_examen_dat_niet_doorgaat(client, traject, delen, trainer, lichting):
    """Also before its day: the attempt lapses, and she leaves the list of the sitting."""
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=trainer, rol="trainer", van=DAG)
    begin = timezone.now() + dt.timedelta(days=5)
    zitting = Bijeenkomst.objects.create(
        soort=Bijeenkomstsoort.EXAMEN,
        titel="Theorie",
        lichting=lichting,
        begin=begin,
        eind=begin + dt.timedelta(hours=2),
        plaats="Lokaal 4",
    )
    Deelname.objects.create(bijeenkomst=zitting, traject=traject)
    dag = timezone.localdate(begin)
    examen = leg_examen_vast(traject, examendeel=delen[0], datum=dag, zitting=zitting, door=trainer)
    client.force_login(trainer)
    adres = reverse("opleiding:uitslag", args=[traject.kandidaat.dossiernummer, examen.pk])
    assert "Deze poging vervalt" in client.get(adres).content.decode()
    data = {"gezien": "", "inzending": str(uuid.uuid4())}
    assert "nog niet geweest" in client.post(adres, data | {"uitslag": "geslaagd"}).content.decode()
    antwoord = client.post(adres, data | {"uitslag": "vervalt", "inzending": str(uuid.uuid4())}, follow=True)
    assert "is vervallen" in antwoord.content.decode()
    assert not Examen.objects.exists() and not zitting.deelnames.exists()


def test_een_uitslag_laat_geen_poging_vervallen(client, traject, delen, trainer):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=trainer, rol="trainer", van=DAG)
    examen = leg_examen_vast(traject, examendeel=delen[0], datum=DAG, uitslag="gezakt", door=trainer)
    client.force_login(trainer)
    adres = reverse("opleiding:uitslag", args=[traject.kandidaat.dossiernummer, examen.pk])
    client.post(adres, {"uitslag": "vervalt", "gezien": "gezakt", "inzending": str(uuid.uuid4())})
    assert Examen.objects.get().uitslag == "gezakt"


def test_programma_zonder_examendelen_zegt_wat_te_doen(client, traject, coordinator_groningen):
    client.force_login(coordinator_groningen)
    args = [traject.kandidaat.dossiernummer, traject.volgnummer]
    assert "nog geen examendelen" in client.get(reverse("opleiding:examen_nieuw", args=args)).content.decode()


@pytest.mark.parametrize(
    ("wie", "status"), [("coordinator_twente", 404), ("manager", 404), ("jobcoach", 403)]
)
def test_wie_niet_mag(client, traject, request, wie, status, jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach, van=DAG)
    client.force_login(request.getfixturevalue(wie))
    args = [traject.kandidaat.dossiernummer, traject.volgnummer]
    assert client.get(reverse("opleiding:examen_nieuw", args=args)).status_code == status
    assert client.post(reverse("opleiding:certificaat_nieuw", args=args), {}).status_code == status
