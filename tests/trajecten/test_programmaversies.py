"""Versions: everything is copied, who is busy keeps what was agreed, and the archive takes nobody new."""

import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models

from partners.models import Partner
from tests import fabrieken
from tests.draden import tegelijk
from tests.stappen import breng_naar
from trajecten.diensten import open_traject
from trajecten.lichtingen import geef_plaats, maak_lichting
from trajecten.models import Begeleidingsschema, Criterium, Doelsjabloon, Examendeel, Kostenaandeel, Programma
from trajecten.programmaversies import (
    REGELDELEN,
    REGELVELDEN,
    archiveer,
    haal_uit_archief,
    mag_status,
    nieuwe_versie,
    staat_vast,
)
from trajecten.statussen import Status

pytestmark = pytest.mark.django_db
EIGEN = {"id", "versie", "status", "startdatum", "startdatum_precisie"}  # what a new version has of its own


def inhoud(rij, zonder=()):
    """A row and all its parts as plain values without keys: what a copy must have too."""
    velden = {
        veld.attname: getattr(rij, veld.attname)
        for veld in rij._meta.concrete_fields
        if veld.name not in zonder and not veld.primary_key
    }
    velden |= {veld.name: set(getattr(rij, veld.name).all()) for veld in rij._meta.many_to_many}
    for relatie in rij._meta.related_objects:
        if relatie.on_delete is models.CASCADE:
            delen = relatie.related_model.objects.filter(**{relatie.field.name: rij}).order_by("pk")
            velden[relatie.name] = [inhoud(deel, zonder={relatie.field.name}) for deel in delen]
    return velden


@pytest.fixture
def vol(programma):
    """A programme with something in every table of its own."""
    Examendeel.objects.create(kwalificatie=programma.kwalificaties.get(), volgorde=1, naam="theorie")
    Criterium.objects.create(
        programma=programma, volgorde=1, naam="willen", sluit_uit=True, anker_5="Belt zelf"
    )
    Begeleidingsschema.objects.create(programma=programma, vanaf_week=13, elke_weken=2)
    doel = Doelsjabloon.objects.create(
        programma=programma, aandachtsgebied="werk", omschrijving="Zelf bellen", weken=8
    )
    doel.acties.create(omschrijving="Meeluisteren", eigenaar="jobcoach", weken=2)
    Kostenaandeel.objects.create(programma=programma, wie="de gemeente", procent=Decimal("60"))
    programma.gerapporteerd.create(wat="in dienst", operator="~", waarde=16, van=16, bron="artikel")
    programma.werkgevers.add(fabrieken.WerkgeverFabriek(naam="KPN"))
    programma.vestigingen.add(fabrieken.VestigingFabriek())
    programma.verwijzers.add(fabrieken.PartnerFabriek(naam="UWV"))
    programma.andere_partners.add(fabrieken.PartnerFabriek(naam="Randstad"))
    programma.startdatum = dt.date(2020, 9, 1)
    programma.save()
    return programma


def test_alles_gaat_mee_naar_de_nieuwe_versie(vol, beheerder):
    nieuw = nieuwe_versie(vol, door=beheerder)
    oud = inhoud(vol, zonder=EIGEN)
    assert inhoud(nieuw, zonder=EIGEN) == oud
    assert all(waarde for naam, waarde in oud.items() if isinstance(waarde, (list, set)) and naam != "uitkeringen"
               and naam != "verwijzersoorten")  # fmt: skip
    assert (nieuw.versie, nieuw.status, nieuw.startdatum) == (2, "in_ontwikkeling", None)
    regel = LogEntry.objects.get(object_id=str(nieuw.pk))
    assert (regel.user, regel.get_change_message()) == (beheerder, "Gemaakt als kopie van versie 1.")


def test_de_kopie_staat_los_van_het_origineel(vol, beheerder):
    nieuw = nieuwe_versie(vol, door=beheerder)
    nieuw.rondes.all().delete()
    nieuw.kwalificaties.all().delete()
    nieuw.uren_opties.append(32)
    nieuw.save()
    vol.refresh_from_db()
    assert vol.rondes.count() == 3 and vol.uren_opties == [20, 24, 28]
    assert vol.kwalificaties.get().examendelen.count() == 1


@pytest.mark.parametrize("code", ["P08", "P09", "P13"])
def test_programmas_uit_het_veld_gaan_heel_over(code, beheerder):
    call_command("laad_programmas", verbosity=0)
    oud = Programma.objects.get(code=code)
    assert inhoud(nieuwe_versie(oud, door=beheerder), zonder=EIGEN) == inhoud(oud, zonder=EIGEN)


def test_twee_keer_maakt_er_een(programma, beheerder):
    nieuwe_versie(programma, door=beheerder)
    with pytest.raises(ValidationError, match="Versie 2 is nog in ontwikkeling"):
        nieuwe_versie(programma, door=beheerder)
    assert Programma.objects.filter(code=programma.code).count() == 2


def test_een_oude_versie_als_begin_krijgt_het_hoogste_nummer(programma, beheerder):
    fabrieken.ProgrammaFabriek(code=programma.code, versie=4)
    assert nieuwe_versie(programma, door=beheerder).versie == 5


def test_wie_bezig_is_houdt_de_oude_versie(traject, lichting, beheerder):
    """Julia and the cohort stay under version 1, also when version 2 runs; who is new comes under version 2."""
    oud = traject.programma
    nieuw = nieuwe_versie(oud, door=beheerder)
    Programma.objects.filter(pk=nieuw.pk).update(status="lopend", eerste_contact_uren=4)
    traject.refresh_from_db()
    lichting.refresh_from_db()
    assert (traject.programma_id, lichting.programma_id) == (oud.pk, oud.pk)
    assert traject.programma.eerste_contact_uren == 24
    assert list(Programma.objects.kiesbaar()) == [nieuw]


def test_wat_in_ontwikkeling_is_kan_niemand_kiezen(programma, beheerder):
    nieuwe_versie(programma, door=beheerder)
    assert list(Programma.objects.kiesbaar()) == [programma]


def test_archief_in_en_uit(programma, beheerder):
    assert archiveer(programma, door=beheerder) is True
    assert archiveer(programma, door=beheerder) is False  # the second half of a double click
    assert not Programma.objects.kiesbaar().exists()
    assert haal_uit_archief(programma, door=beheerder) is True
    assert list(Programma.objects.kiesbaar()) == [programma]
    assert LogEntry.objects.count() == 2


def test_de_regels_staan_vast_zodra_er_iemand_is(programma, verwijzing):
    assert not staat_vast(programma)
    fabrieken.TrajectFabriek(kandidaat=verwijzing.kandidaat, verwijzing=verwijzing, programma=programma)
    assert staat_vast(programma)


def test_ook_een_lichting_zet_ze_vast(programma, lichting):
    assert staat_vast(programma)


@pytest.mark.parametrize(
    ("van", "naar", "vast", "mag"),
    [
        ("in_ontwikkeling", "lopend", False, True),
        ("lopend", "in_ontwikkeling", False, True),
        ("lopend", "in_ontwikkeling", True, False),
        ("gearchiveerd", "in_ontwikkeling", True, False),
        ("gearchiveerd", "lopend", True, True),
        ("lopend", "gearchiveerd", True, True),
        ("lopend", "lopend", True, True),
    ],
)
def test_stappen_van_de_status(van, naar, vast, mag):
    assert mag_status(van, naar, vast=vast) is mag


def test_de_namen_van_regels_bestaan():
    assert {veld.name for veld in Programma._meta.concrete_fields} >= REGELVELDEN
    assert {relatie.name for relatie in Programma._meta.related_objects} >= REGELDELEN


def test_kostenaandeel_is_van_een_partner_of_in_woorden(programma):
    uwv = Partner.objects.create(naam="UWV", soort="uwv")
    for velden in ({}, {"partner": uwv, "wie": "de gemeente"}):
        with pytest.raises(ValidationError, match="Kies een partner, of zeg in woorden"):
            Kostenaandeel(programma=programma, **velden).full_clean()
    assert str(Kostenaandeel(programma=programma, partner=uwv)) == "UWV"


@pytest.mark.parametrize("status", ["gearchiveerd", "in_ontwikkeling"])
def test_niemand_nieuw_buiten_een_lopend_programma(
    programma, lichting, verwijzing, coordinator_groningen, status
):
    """By the services, so also by an import; who is in the programme gets her seat."""
    bezig = breng_naar(
        fabrieken.TrajectFabriek(programma=programma), Status.GESELECTEERD, door=coordinator_groningen
    )
    Programma.objects.filter(pk=programma.pk).update(status=status)
    programma.refresh_from_db()
    with pytest.raises(ValidationError, match="Kies een ander programma"):
        open_traject(
            kandidaat=verwijzing.kandidaat,
            verwijzing=verwijzing,
            programma=programma,
            door=coordinator_groningen,
        )
    with pytest.raises(ValidationError, match="Kies een ander programma"):
        maak_lichting(
            programma=programma,
            naam="Nog een",
            start=lichting.start,
            plaatsen=4,
            coordinator=coordinator_groningen,
            door=coordinator_groningen,
        )
    geef_plaats(bezig, lichting=lichting, door=coordinator_groningen)
    assert bezig.lichting == lichting


@pytest.mark.django_db(transaction=True)
def test_twee_beheerders_tegelijk_maken_er_een(programma, beheerder):
    uitkomsten = tegelijk(*[lambda: nieuwe_versie(programma, door=beheerder)] * 2)
    assert sorted(type(uitkomst).__name__ for uitkomst in uitkomsten) == ["Programma", "ValidationError"]
    assert list(Programma.objects.filter(code="P02").values_list("versie", flat=True)) == [2, 1]
    assert Programma.objects.get(versie=2).rondes.count() == 3
