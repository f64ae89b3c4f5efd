"""Seats, waiting list, checklist and start of a cohort; also when two people do it at once."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.models import Kandidaat, Toewijzing
from tests import fabrieken
from tests.draden import tegelijk
from trajecten.coachratio import Coachratio
from trajecten.diensten import wijzig_status
from trajecten.groepswerk import Urenkeuze, leg_privacy_vast, leg_uren_vast, wijs_groep_toe
from trajecten.lichtingen import (
    LichtingVol,
    belemmeringen,
    geef_plaats,
    haal_uit_lichting,
    maak_lichting,
    plaats_mensen,
    start_lichting,
    vingerafdruk,
    wie_starten,
    wijzig_lichting,
    zet_op_wachtlijst,
    zet_terug,
)
from trajecten.models import Lichting, Statuswissel, Traject
from trajecten.statussen import Status


def bezet(lichting):
    return lichting.trajecten.filter(status=Status.GESELECTEERD).count()


# --- Seats ------------------------------------------------------------------------------------------------------------
def test_een_volle_lichting_geeft_geen_plaats_meer(lichting, geselecteerd, coordinator_groningen):
    *eerste, laatste = geselecteerd(4)
    for traject in eerste:
        geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
    with pytest.raises(LichtingVol):
        geef_plaats(laatste, lichting=lichting, door=coordinator_groningen)
    assert (bezet(lichting), Traject.objects.get(pk=laatste.pk).lichting) == (3, None)


def test_plaatsen_zet_de_rest_op_verzoek_op_de_wachtlijst(lichting, geselecteerd, coordinator_groningen):
    mensen = geselecteerd(5)
    uitkomst = plaats_mensen(mensen, lichting=lichting, door=coordinator_groningen, rest_naar_wachtlijst=True)
    assert (uitkomst.gedaan, uitkomst.wachtlijst, uitkomst.niet) == (mensen[:3], mensen[3:], [])
    assert list(lichting.trajecten.wachtend()) == mensen[3:]


def test_zonder_verzoek_hoort_wie_niet_past_waarom(lichting, geselecteerd, coordinator_groningen):
    mensen = geselecteerd(4)
    uitkomst = plaats_mensen(mensen, lichting=lichting, door=coordinator_groningen)
    assert uitkomst.gedaan == mensen[:3]
    assert [(w.ding, "bezet" in w.reden) for w in uitkomst.niet] == [(mensen[3], True)]
    assert Traject.objects.get(pk=mensen[3].pk).status == Status.GESELECTEERD


def test_een_ander_programma_past_niet(lichting, coordinator_groningen):
    with pytest.raises(ValidationError, match="ander programma"):
        geef_plaats(fabrieken.TrajectFabriek(), lichting=lichting, door=coordinator_groningen)


def test_de_wachtlijst_heeft_voorrang_en_dan_volgorde(lichting, geselecteerd, coordinator_groningen):
    vroeg, laat = geselecteerd(2)
    (voorrang,) = geselecteerd(1, voorrang=True, voorrang_gecontroleerd_door=coordinator_groningen)
    for traject in (laat, voorrang, vroeg):
        zet_op_wachtlijst(traject, lichting=lichting, door=coordinator_groningen)
    assert list(lichting.trajecten.wachtend()) == [voorrang, vroeg, laat]


def test_van_de_wachtlijst_naar_een_plaats(lichting, geselecteerd, coordinator_groningen):
    (traject,) = geselecteerd(1)
    zet_op_wachtlijst(traject, lichting=None, door=coordinator_groningen)
    geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
    assert (traject.status, traject.lichting) == (Status.GESELECTEERD, lichting)


@pytest.mark.django_db(transaction=True)
def test_twee_coordinatoren_geven_de_laatste_plaats_weg(
    lichting, geselecteerd, coordinator_groningen, collega_groningen
):
    een, twee, drie, vier = geselecteerd(4)
    plaats_mensen([een, twee], lichting=lichting, door=coordinator_groningen)

    def geef(traject, door):
        eigen = Lichting.objects.get(pk=lichting.pk)
        return lambda: geef_plaats(traject, lichting=eigen, door=door)

    uitkomsten = tegelijk(geef(drie, coordinator_groningen), geef(vier, collega_groningen))
    assert sorted(type(u).__name__ for u in uitkomsten) == ["LichtingVol", "Traject"], uitkomsten
    assert bezet(lichting) == 3


@pytest.mark.django_db(transaction=True)
def test_dezelfde_mens_tegelijk_in_twee_lichtingen(
    lichting, geselecteerd, coordinator_groningen, collega_groningen
):
    (traject,) = geselecteerd(1)
    andere = fabrieken.LichtingFabriek(programma=lichting.programma, coordinator=collega_groningen)

    def geef(doel, door):
        kopie = Traject.objects.select_related("kandidaat").get(pk=traject.pk)
        return lambda: geef_plaats(kopie, lichting=doel, door=door)

    uitkomsten = tegelijk(geef(lichting, coordinator_groningen), geef(andere, collega_groningen))
    assert sorted(type(u).__name__ for u in uitkomsten) == ["IntussenGewijzigd", "Traject"], uitkomsten


# --- Undo of a move ---------------------------------------------------------------------------------------------------
def test_uit_de_lichting_en_weer_terug(lichting, geselecteerd, coordinator_groningen):
    (traject,) = geselecteerd(1)
    geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
    haal_uit_lichting(traject, door=coordinator_groningen)
    assert (traject.lichting, traject.status) == (None, Status.GESELECTEERD)
    zet_terug(
        traject,
        gezien=traject.versie,
        lichting=lichting,
        status=Status.GESELECTEERD,
        door=coordinator_groningen,
    )
    assert Traject.objects.get(pk=traject.pk).lichting == lichting


def test_van_de_wachtlijst_terug_is_een_correctie(lichting, geselecteerd, coordinator_groningen):
    (traject,) = geselecteerd(1)
    geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
    zet_op_wachtlijst(traject, lichting=lichting, door=coordinator_groningen)
    zet_terug(
        traject,
        gezien=traject.versie,
        lichting=lichting,
        status=Status.GESELECTEERD,
        door=coordinator_groningen,
    )
    assert Traject.objects.get(pk=traject.pk).status == Status.GESELECTEERD
    assert [w.naar for w in traject.statuswissels.geldig()] == ["aangemeld", "in_selectie", "geselecteerd"]


def test_terug_kan_niet_als_de_plaats_weg_is_of_iemand_haar_wijzigde(
    lichting, geselecteerd, coordinator_groningen
):
    een, *anderen = geselecteerd(4)
    geef_plaats(een, lichting=lichting, door=coordinator_groningen)
    haal_uit_lichting(een, door=coordinator_groningen)
    plaats_mensen(anderen, lichting=lichting, door=coordinator_groningen)
    waarden = {"lichting": lichting, "status": Status.GESELECTEERD, "door": coordinator_groningen}
    with pytest.raises(LichtingVol):
        zet_terug(een, gezien=een.versie, **waarden)
    with pytest.raises(IntussenGewijzigd):
        zet_terug(een, gezien=een.versie - 1, **waarden)


# --- Checklist and start ----------------------------------------------------------------------------------------------
def test_wat_de_start_in_de_weg_staat(lichting, geselecteerd, coordinator_groningen):
    lichting.programma.kinderopvang_check = True
    lichting.programma.save()
    (traject,) = geselecteerd(1, kandidaat__privacy_gegeven_op=None)
    assert [b.code for b in belemmeringen(lichting)] == ["niemand"]
    geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
    assert [b.code for b in belemmeringen(lichting)] == ["privacy", "uren", "kinderopvang", "jobcoach"]


def test_een_jobcoach_die_voor_de_start_stopt_telt_niet(lichting, geplaatst, coordinator_groningen):
    geplaatst(1)
    assert belemmeringen(lichting) == []
    Toewijzing.objects.update(tot=lichting.start - dt.timedelta(days=1))
    assert [b.code for b in belemmeringen(lichting)] == ["jobcoach"]
    Toewijzing.objects.update(tot=lichting.start + dt.timedelta(days=30))
    assert belemmeringen(lichting) == []


@pytest.mark.usefixtures("op_de_startdag")
def test_starten_is_alles_of_niets(lichting, geplaatst, geselecteerd, coordinator_groningen):
    geplaatst(2)
    (zonder_uren,) = geselecteerd(1)
    geef_plaats(zonder_uren, lichting=lichting, door=coordinator_groningen)
    lichting.refresh_from_db()
    with pytest.raises(ValidationError, match="Uren per week"):
        start_lichting(lichting, door=coordinator_groningen)
    lichting.refresh_from_db()
    assert lichting.gestart_op is None
    assert not Traject.objects.filter(status=Status.LOPEND).exists()


@pytest.mark.usefixtures("op_de_startdag")
def test_starten_zet_iedereen_op_de_startdatum_op_lopend(lichting, geplaatst, coordinator_groningen):
    mensen = geplaatst(3)
    start_lichting(
        lichting, door=coordinator_groningen, gezien=lichting.versie, gezien_mensen=vingerafdruk(mensen)
    )
    assert lichting.gestart_op is not None
    gevonden = Traject.objects.filter(lichting=lichting).values_list("status", "gestart_op")
    assert set(gevonden) == {(Status.LOPEND.value, lichting.start)}
    assert lichting.trajecten.count() == 3
    with pytest.raises(ValidationError, match="blijft bij de lichting"):
        haal_uit_lichting(Traject.objects.get(pk=mensen[0].pk), door=coordinator_groningen)


def test_voor_de_startdatum_start_niemand(lichting, geplaatst, coordinator_groningen):
    """Nobody is 'lopend' with a date ahead: coaching and figures count from that date."""
    geplaatst(2)
    kort_ervoor = dt.datetime.combine(lichting.start, dt.time(0), timezone.get_current_timezone())
    with time_machine.travel(kort_ervoor - dt.timedelta(minutes=1)):
        assert belemmeringen(lichting) == []
        with pytest.raises(ValidationError, match="Starten kan vanaf die dag"):
            start_lichting(lichting, door=coordinator_groningen)
    assert not Traject.objects.filter(status=Status.LOPEND).exists()
    with time_machine.travel(kort_ervoor + dt.timedelta(minutes=1)):
        start_lichting(lichting, door=coordinator_groningen)


def test_wat_het_programma_vraagt_aan_taal_staat_de_start_in_de_weg(
    lichting, geplaatst, coordinator_groningen
):
    (traject,) = geplaatst(1)
    assert belemmeringen(lichting) == []
    lichting.programma.taaleis = "goede beheersing van het Nederlands"
    assert [b.code for b in belemmeringen(lichting)] == ["taal"]
    Kandidaat.objects.filter(pk=traject.kandidaat_id).update(taal_spreken="b1")
    assert belemmeringen(lichting) == []


@pytest.mark.usefixtures("op_de_startdag")
def test_wie_de_groep_wijzigt_na_het_overzicht_houdt_de_start_tegen(lichting, geplaatst, collega_groningen):
    mensen = geplaatst(3)
    gezien, afdruk = lichting.versie, vingerafdruk(wie_starten(lichting))
    haal_uit_lichting(mensen[0], door=collega_groningen)
    lichting.refresh_from_db()
    with pytest.raises(IntussenGewijzigd):
        start_lichting(lichting, door=collega_groningen, gezien=gezien)
    with pytest.raises(IntussenGewijzigd):
        start_lichting(lichting, door=collega_groningen, gezien_mensen=afdruk)
    assert not Traject.objects.filter(status=Status.LOPEND).exists()


@pytest.mark.usefixtures("op_de_startdag")
def test_wie_zich_terugtrekt_na_het_overzicht_houdt_de_start_ook_tegen(
    lichting, geplaatst, collega_groningen
):
    mensen = geplaatst(3)
    gezien, afdruk = lichting.versie, vingerafdruk(wie_starten(lichting))
    wijzig_status(
        mensen[0],
        naar=Status.TERUGGETROKKEN,
        door=collega_groningen,
        op=timezone.localdate(),
        reden="terugtrekking_loon",
    )
    with pytest.raises(IntussenGewijzigd):
        start_lichting(lichting, door=collega_groningen, gezien=gezien, gezien_mensen=afdruk)


@pytest.mark.usefixtures("op_de_startdag")
@pytest.mark.django_db(transaction=True)
def test_twee_mensen_starten_tegelijk(lichting, geplaatst, coordinator_groningen, collega_groningen):
    geplaatst(3)

    def start(door):
        eigen = Lichting.objects.select_related("programma").get(pk=lichting.pk)
        return lambda: start_lichting(eigen, door=door, gezien=eigen.versie)

    uitkomsten = tegelijk(start(coordinator_groningen), start(collega_groningen))
    assert sorted(type(u).__name__ for u in uitkomsten) == ["IntussenGewijzigd", "Lichting"], uitkomsten
    assert Statuswissel.objects.filter(naar=Status.LOPEND).count() == 3


# --- Making and changing ----------------------------------------------------------------------------------------------
def test_twee_lichtingen_met_dezelfde_naam(lichting, coordinator_groningen):
    with pytest.raises(ValidationError, match="al een lichting met deze naam"):
        maak_lichting(
            programma=lichting.programma,
            naam=lichting.naam,
            start=lichting.start,
            plaatsen=4,
            coordinator=coordinator_groningen,
            door=coordinator_groningen,
        )


def test_minder_plaatsen_dan_mensen_kan_niet(lichting, geplaatst, coordinator_groningen):
    geplaatst(3)
    lichting.plaatsen = 2
    with pytest.raises(ValidationError, match="al 3 mensen"):
        wijzig_lichting(lichting, gezien=lichting.versie, door=coordinator_groningen)
    assert Lichting.objects.get().plaatsen == 3


@pytest.mark.usefixtures("op_de_startdag")
def test_na_de_start_verandert_de_startdatum_niet(lichting, geplaatst, coordinator_groningen):
    geplaatst(1)
    start_lichting(lichting, door=coordinator_groningen)
    lichting.start += dt.timedelta(days=7)
    with pytest.raises(ValidationError, match="al gestart"):
        wijzig_lichting(lichting, gezien=lichting.versie, door=coordinator_groningen)
    lichting.refresh_from_db()
    lichting.naam = "Andere naam"
    wijzig_lichting(lichting, gezien=lichting.versie, door=coordinator_groningen)
    assert Lichting.objects.get().naam == "Andere naam"


# --- Work on the group ------------------------------------------------------------------------------------------------
def test_uren_voor_de_groep_melden_een_conflict_per_mens(
    geselecteerd, coordinator_groningen, collega_groningen
):
    een, twee, drie = Traject.objects.filter(pk__in=[t.pk for t in geselecteerd(3)]).order_by("pk")
    ander = Traject.objects.get(pk=twee.pk)
    leg_uren_vast([Urenkeuze(ander, ander.versie, 20)], door=collega_groningen)
    uitkomst = leg_uren_vast(
        [Urenkeuze(een, een.versie, 28), Urenkeuze(twee, twee.versie, 24), Urenkeuze(drie, drie.versie, 40)],
        door=coordinator_groningen,
    )
    assert [t.pk for t in uitkomst.gedaan] == [een.pk]
    assert [w.ding.traject.pk for w in uitkomst.niet] == [twee.pk, drie.pk]
    assert list(Traject.objects.order_by("pk").values_list("uren_per_week", flat=True)) == [28, 20, None]


def test_toewijzen_aan_een_groep_meldt_wie_haar_al_heeft(geselecteerd, jobcoach, coordinator_groningen):
    een, twee = geselecteerd(2)
    waarden = {
        "gebruiker": jobcoach,
        "rol": "jobcoach",
        "van": timezone.localdate(),
        "door": coordinator_groningen,
    }
    wijs_groep_toe([een], **waarden)
    uitkomst = wijs_groep_toe([een, twee], **waarden)
    assert (len(uitkomst.gedaan), [w.ding for w in uitkomst.niet]) == (1, [een])
    assert Toewijzing.objects.count() == 2


def test_uitleg_over_privacy_voor_een_groep(geselecteerd, coordinator_groningen):
    mensen = geselecteerd(2, kandidaat__privacy_gegeven_op=None)
    op = timezone.localdate() - dt.timedelta(days=3)
    assert len(leg_privacy_vast(mensen, op=op, door=coordinator_groningen).gedaan) == 2
    for traject in mensen:
        traject.kandidaat.refresh_from_db()
        assert traject.kandidaat.privacy_gegeven_op == op
    with pytest.raises(ValidationError, match="toekomst"):
        leg_privacy_vast(mensen, op=timezone.localdate() + dt.timedelta(days=1), door=coordinator_groningen)


@pytest.mark.parametrize(
    ("mensen", "coaches", "tekst"),
    [
        (16, 3, "1 op 5,3"),
        (15, 3, "1 op 5"),
        (40, 8, "1 op 5"),
        (20, 1, "1 op 20"),
        (3, 0, "nog geen jobcoach"),
        (0, 0, ""),
    ],
)
def test_verhouding_in_woorden(mensen, coaches, tekst):
    assert Coachratio(mensen, coaches).woorden == tekst
