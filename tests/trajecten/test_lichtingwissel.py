"""People who change cohort, who join late, and a cohort that does not go on: nobody gets lost."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.models import Toewijzing
from logboek.models import Handeling, Logregel
from tests import fabrieken
from tests.draden import tegelijk
from trajecten.begeleiding.schemavraag import schemas_van
from trajecten.begeleiding.stand import schema_van
from trajecten.diensten import wijzig_status
from trajecten.lichtingen import (
    LichtingVol,
    geef_plaats,
    start_lichting,
    vingerafdruk,
    wijzig_lichting,
    zet_op_wachtlijst,
    zet_terug,
)
from trajecten.lichtingwissel import (
    annuleer_lichting,
    draai_annulering_terug,
    laat_instromen,
    verplaats,
    wie_terug,
)
from trajecten.models import Lichting, Traject
from trajecten.statussen import Status

REDEN = "te_weinig_mensen"


@pytest.fixture
def andere(lichting, collega_groningen):
    """Another cohort of the programme, with one seat."""
    return fabrieken.LichtingFabriek(
        programma=lichting.programma, naam="Groningen winter", plaatsen=1, coordinator=collega_groningen
    )


def vers(traject):
    return Traject.objects.select_related("kandidaat", "programma").get(pk=traject.pk)


# --- Moving -----------------------------------------------------------------------------------------------------------
def test_verplaatsen_houdt_de_status_en_kan_terug(lichting, andere, geplaatst, coordinator_groningen):
    (traject,) = geplaatst(1)
    verplaats(traject, naar=andere, door=coordinator_groningen)
    assert (vers(traject).lichting, vers(traject).status) == (andere, Status.GESELECTEERD)
    zet_terug(
        traject,
        gezien=traject.versie,
        lichting=lichting,
        status=Status.GESELECTEERD,
        door=coordinator_groningen,
    )
    assert vers(traject).lichting == lichting


def test_verplaatsen_naar_een_volle_of_vreemde_lichting_kan_niet(
    lichting, andere, geplaatst, coordinator_groningen
):
    een, twee = geplaatst(2)
    verplaats(een, naar=andere, door=coordinator_groningen)
    with pytest.raises(LichtingVol):
        verplaats(twee, naar=andere, door=coordinator_groningen)
    with pytest.raises(ValidationError, match="ander programma"):
        verplaats(twee, naar=fabrieken.LichtingFabriek(), door=coordinator_groningen)
    with pytest.raises(ValidationError, match="al in deze lichting"):
        verplaats(twee, naar=lichting, door=coordinator_groningen)
    assert vers(twee).lichting == lichting


def test_wie_wacht_wacht_daarna_op_de_andere(lichting, andere, geselecteerd, coordinator_groningen):
    (traject,) = geselecteerd(1)
    zet_op_wachtlijst(traject, lichting=lichting, door=coordinator_groningen)
    verplaats(traject, naar=andere, door=coordinator_groningen)
    assert (vers(traject).lichting, vers(traject).status) == (andere, Status.WACHTLIJST)


@pytest.mark.usefixtures("op_de_startdag")
def test_wie_loopt_gaat_alleen_naar_een_lichting_die_loopt(
    lichting, andere, geplaatst, geselecteerd, coordinator_groningen
):
    (traject,) = geplaatst(1)
    start_lichting(lichting, door=coordinator_groningen)
    loopt = vers(traject)
    with pytest.raises(ValidationError, match="die ook is gestart"):
        verplaats(loopt, naar=andere, door=coordinator_groningen)
    Lichting.objects.filter(pk=andere.pk).update(gestart_op=timezone.now())
    verplaats(loopt, naar=andere, door=coordinator_groningen)
    assert (vers(traject).lichting, vers(traject).status) == (andere, Status.LOPEND)
    waarden = {"lichting": lichting, "status": Status.LOPEND, "door": coordinator_groningen}
    zet_terug(loopt, gezien=loopt.versie, **waarden)
    assert (vers(traject).lichting, vers(traject).gestart_op) == (lichting, lichting.start)


# --- Late joiner ------------------------------------------------------------------------------------------------------
@pytest.fixture
def gestart(lichting, geplaatst, op_de_startdag, coordinator_groningen):
    geplaatst(2)
    return start_lichting(lichting, door=coordinator_groningen)


@pytest.fixture
def laatkomer(geselecteerd, jobcoach):
    (traject,) = geselecteerd(1, uren_per_week=24)
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    return traject


def test_wie_later_komt_loopt_vanaf_haar_eigen_dag(gestart, laatkomer, coordinator_groningen):
    zet_op_wachtlijst(laatkomer, lichting=None, door=coordinator_groningen)
    laat_instromen(laatkomer, lichting=gestart, op=timezone.localdate(), door=coordinator_groningen)
    assert (vers(laatkomer).status, vers(laatkomer).lichting) == (Status.LOPEND, gestart)
    assert vers(laatkomer).gestart_op == timezone.localdate()
    waarden = {"lichting": None, "status": Status.WACHTLIJST, "door": coordinator_groningen}
    zet_terug(laatkomer, gezien=laatkomer.versie, **waarden)
    assert (vers(laatkomer).status, vers(laatkomer).lichting, vers(laatkomer).gestart_op) == (
        Status.WACHTLIJST,
        None,
        None,
    )


def test_haar_begeleiding_telt_vanaf_haar_eigen_dag(gestart, laatkomer, coordinator_groningen):
    later = gestart.start + dt.timedelta(days=21)
    with time_machine.travel(dt.datetime.combine(later, dt.time(9), timezone.get_current_timezone())):
        laat_instromen(laatkomer, lichting=gestart, op=later, door=coordinator_groningen)
    mensen = list(Traject.objects.filter(lichting=gestart).select_related("lichting"))
    starts = {
        pk: delen[0].start
        for pk, delen in schemas_van(Traject.objects.filter(pk__in=[t.pk for t in mensen])).items()
    }
    assert starts == {t.pk: later if t.pk == laatkomer.pk else gestart.start for t in mensen}
    assert {t.pk: schema_van(t)[0].start for t in mensen} == starts


def test_voor_wie_later_komt_geldt_dezelfde_lijst(gestart, laatkomer, coordinator_groningen):
    Toewijzing.objects.filter(kandidaat=laatkomer.kandidaat).delete()
    with pytest.raises(ValidationError, match="nog geen jobcoach"):
        laat_instromen(laatkomer, lichting=gestart, op=timezone.localdate(), door=coordinator_groningen)
    assert vers(laatkomer).status == Status.GESELECTEERD


@pytest.mark.parametrize("dagen", [-1, 1])
def test_instromen_is_vanaf_de_start_en_niet_later_dan_vandaag(
    gestart, laatkomer, coordinator_groningen, dagen
):
    dag = gestart.start + dt.timedelta(days=dagen)
    with pytest.raises(ValidationError, match="Kies een dag vanaf de start"):
        laat_instromen(laatkomer, lichting=gestart, op=dag, door=coordinator_groningen)


def test_instromen_kan_niet_als_de_lichting_vol_is(gestart, laatkomer, geselecteerd, coordinator_groningen):
    Lichting.objects.filter(pk=gestart.pk).update(plaatsen=2)
    with pytest.raises(LichtingVol):
        laat_instromen(laatkomer, lichting=gestart, op=timezone.localdate(), door=coordinator_groningen)


def test_na_een_laatkomer_kan_de_naam_nog_anders(gestart, laatkomer, coordinator_groningen):
    gestart.plaatsen = 4
    wijzig_lichting(gestart, gezien=gestart.versie, door=coordinator_groningen)
    Traject.objects.filter(lichting=gestart).update(gestart_op=gestart.start + dt.timedelta(days=3))
    gestart.refresh_from_db()
    gestart.naam = "Andere naam"
    assert wijzig_lichting(gestart, gezien=gestart.versie, door=coordinator_groningen).naam == "Andere naam"


# --- Cancelling -------------------------------------------------------------------------------------------------------
@pytest.fixture
def vol(lichting, geplaatst, geselecteerd, coordinator_groningen):
    """Two with a seat, and one with priority who waits for this cohort: (the two, who waits)."""
    met_plaats = geplaatst(2)
    (wacht,) = geselecteerd(1, voorrang=True, voorrang_gecontroleerd_door=coordinator_groningen)
    zet_op_wachtlijst(wacht, lichting=lichting, door=coordinator_groningen)
    lichting.refresh_from_db()
    return met_plaats, wacht


def test_annuleren_raakt_niemand_kwijt(lichting, vol, coordinator_groningen):
    (een, twee), wacht = vol
    mensen = annuleer_lichting(
        lichting,
        reden=REDEN,
        door=coordinator_groningen,
        gezien=lichting.versie,
        gezien_mensen=vingerafdruk(wie_terug(lichting)),
    )
    assert mensen == [wacht, een, twee]
    gelogd = Logregel.objects.filter(gebruiker=coordinator_groningen, handeling=Handeling.WIJZIGEN)
    laatste = gelogd.order_by("-pk").values_list("dossier", "categorie")[:3]
    assert set(laatste) == {(t.kandidaat.dossiernummer, "traject") for t in mensen}
    assert set(Traject.objects.values_list("status", "lichting")) == {
        (Status.GESELECTEERD.value, None),
        (Status.WACHTLIJST.value, None),
    }
    assert (lichting.annuleerreden, lichting.is_open) == (REDEN, False)
    assert list(Traject.objects.wachtend()) == [wacht]


def test_een_geannuleerde_lichting_neemt_niemand_en_start_niet(lichting, vol, coordinator_groningen):
    (een, _), wacht = vol
    annuleer_lichting(lichting, reden=REDEN, door=coordinator_groningen)
    for actie in (geef_plaats, zet_op_wachtlijst):
        with pytest.raises(ValidationError, match="is geannuleerd"):
            actie(vers(een), lichting=lichting, door=coordinator_groningen)
    with pytest.raises(ValidationError, match="is geannuleerd"):
        verplaats(vers(wacht), naar=lichting, door=coordinator_groningen)
    Lichting.objects.update(start=timezone.localdate())
    with pytest.raises(ValidationError, match="is geannuleerd"):
        start_lichting(Lichting.objects.get(), door=coordinator_groningen)
    with pytest.raises(ValidationError, match="is geannuleerd"):
        annuleer_lichting(lichting, reden=REDEN, door=coordinator_groningen)
    assert not list(Lichting.objects.open())


def test_wie_met_de_hand_gestart_is_blijft_lopen_zonder_de_geannuleerde_lichting(
    lichting, geselecteerd, coordinator_groningen
):
    """She began before her group did; the group does not go on, and she does not stay behind in it."""
    (julia,) = geselecteerd(1)
    geef_plaats(julia, lichting=lichting, door=coordinator_groningen)
    wijzig_status(julia, naar=Status.LOPEND, op=timezone.localdate(), door=coordinator_groningen)
    lichting.refresh_from_db()
    (weg,) = annuleer_lichting(lichting, reden=REDEN, door=coordinator_groningen)
    julia.refresh_from_db()
    assert (julia.status, julia.lichting) == (Status.LOPEND, None)
    plekken = {weg.pk: (weg.versie, Status.LOPEND)}
    draai_annulering_terug(lichting, plekken=plekken, door=coordinator_groningen)
    julia.refresh_from_db()
    assert (julia.status, julia.lichting) == (Status.LOPEND, lichting)


def test_annuleren_vraagt_een_reden_van_de_lijst(lichting, coordinator_groningen):
    with pytest.raises(ValidationError):
        annuleer_lichting(lichting, reden="zomaar", door=coordinator_groningen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lichting.objects.update(geannuleerd_op=timezone.now())
    assert Lichting.objects.get().is_open


def test_een_lichting_die_is_gestart_wordt_niet_geannuleerd(gestart, coordinator_groningen):
    with pytest.raises(ValidationError, match="al gestart"):
        annuleer_lichting(gestart, reden=REDEN, door=coordinator_groningen)


def test_wie_er_na_het_overzicht_bij_kwam_houdt_annuleren_tegen(
    lichting, vol, geselecteerd, coordinator_groningen
):
    gezien, afdruk = lichting.versie, vingerafdruk(wie_terug(lichting))
    geef_plaats(geselecteerd(1)[0], lichting=lichting, door=coordinator_groningen)
    lichting.refresh_from_db()
    for velden in ({"gezien": gezien}, {"gezien_mensen": afdruk}):
        with pytest.raises(IntussenGewijzigd):
            annuleer_lichting(lichting, reden=REDEN, door=coordinator_groningen, **velden)
        lichting.refresh_from_db()
    assert lichting.is_open


def test_annuleren_terugdraaien_geeft_ieder_haar_plaats(
    lichting, vol, andere, coordinator_groningen, collega_groningen
):
    (een, twee), wacht = vol
    eerst = {t.pk: t.status for t in wie_terug(lichting)}
    mensen = annuleer_lichting(lichting, reden=REDEN, door=coordinator_groningen)
    geef_plaats(vers(twee), lichting=andere, door=collega_groningen)
    plekken = {t.pk: (t.versie, eerst[t.pk]) for t in mensen}
    uitkomst = draai_annulering_terug(lichting, plekken=plekken, door=coordinator_groningen)
    assert uitkomst.gedaan == [wacht, een]
    assert [w.ding for w in uitkomst.niet] == [twee]
    assert vers(twee).lichting == andere
    assert (vers(een).lichting, vers(een).status) == (lichting, Status.GESELECTEERD)
    assert (vers(wacht).lichting, vers(wacht).status) == (lichting, Status.WACHTLIJST)
    with pytest.raises(IntussenGewijzigd):
        draai_annulering_terug(lichting, plekken=plekken, door=coordinator_groningen)


@pytest.mark.django_db(transaction=True)
def test_annuleren_terwijl_een_ander_de_laatste_plaats_geeft(
    lichting, geplaatst, geselecteerd, coordinator_groningen, collega_groningen
):
    """Whoever wins, nobody sits in a cohort that does not go on."""
    geplaatst(2)
    kopie = vers(geselecteerd(1)[0])
    eigen, ander = Lichting.objects.get(pk=lichting.pk), Lichting.objects.get(pk=lichting.pk)
    tegelijk(
        lambda: annuleer_lichting(eigen, reden=REDEN, door=coordinator_groningen),
        lambda: geef_plaats(kopie, lichting=ander, door=collega_groningen),
    )
    nu = Lichting.objects.get(pk=lichting.pk)
    assert nu.is_open or not nu.trajecten.exists()
    assert Traject.objects.filter(status=Status.GESELECTEERD).count() == 3
