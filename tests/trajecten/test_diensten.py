"""The one service of the status: table, reasons, conditional update, correction."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from basis.vergrendeling import IntussenGewijzigd
from tests.stappen import breng_naar
from trajecten.diensten import corrigeer_status, open_traject, wijzig_status
from trajecten.models import Statuswissel, Traject
from trajecten.statussen import AfwijsReden, OvergangNietToegestaan, Status, Uitkomst

OP = dt.date(2026, 9, 1)


def test_openen_geeft_volgnummer_en_eerste_stap(verwijzing, programma, coordinator_groningen):
    traject = open_traject(
        kandidaat=verwijzing.kandidaat,
        verwijzing=verwijzing,
        programma=programma,
        door=coordinator_groningen,
        op=OP,
    )
    assert (traject.volgnummer, traject.status) == (1, Status.AANGEMELD)
    assert traject.kwalificatie.naam == "mbo-3"
    assert [(w.van, w.naar, w.op) for w in traject.statuswissels.all()] == [("", "aangemeld", OP)]


def test_een_tweede_open_traject_in_hetzelfde_programma_kan_niet(traject, coordinator_groningen):
    with pytest.raises(ValidationError, match="al een lopend traject in dit programma"):
        open_traject(
            kandidaat=traject.kandidaat,
            verwijzing=traject.verwijzing,
            programma=traject.programma,
            door=coordinator_groningen,
        )


def test_een_stap_die_niet_in_de_tabel_staat(traject, coordinator_groningen):
    with pytest.raises(OvergangNietToegestaan, match="Van 'Aangemeld' naar 'Lopend' kan niet"):
        wijzig_status(traject, naar=Status.LOPEND, door=coordinator_groningen, op=OP)
    assert Traject.objects.get().status == Status.AANGEMELD


@pytest.mark.parametrize("reden", ["", Uitkomst.VERDER_LEREN.value, "bestaat niet"])
def test_afwijzen_vraagt_een_reden_van_de_eigen_lijst(traject, coordinator_groningen, reden):
    with pytest.raises(ValidationError, match="Kies een reden van de lijst"):
        wijzig_status(traject, naar=Status.AFGEWEZEN, door=coordinator_groningen, op=OP, reden=reden)


def test_wie_tegelijk_beslist_is_te_laat_en_er_verandert_niets(
    traject, coordinator_groningen, collega_groningen
):
    gezien_door_collega = Traject.objects.get(pk=traject.pk)
    wijzig_status(traject, naar=Status.IN_SELECTIE, door=coordinator_groningen, op=OP)
    with pytest.raises(IntussenGewijzigd):
        wijzig_status(
            gezien_door_collega,
            naar=Status.AFGEWEZEN,
            door=collega_groningen,
            op=OP,
            reden=AfwijsReden.TAAL.value,
        )
    traject.refresh_from_db()
    assert traject.status == Status.IN_SELECTIE
    assert Statuswissel.objects.count() == 2


def test_starten_en_afronden_zet_de_datums_en_de_uitkomst(traject, coordinator_groningen):
    breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=OP)
    wijzig_status(
        traject,
        naar=Status.AFGEROND,
        door=coordinator_groningen,
        op=dt.date(2027, 8, 31),
        reden=Uitkomst.ZELFDE_WERKGEVER.value,
    )
    traject.refresh_from_db()
    assert (traject.gestart_op, traject.einddatum) == (OP, dt.date(2027, 8, 31))
    assert traject.redenwoord == "Reguliere baan bij dezelfde werkgever"


def test_eindigen_voor_de_start_kan_niet(traject, coordinator_groningen):
    breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=OP)
    with pytest.raises(ValidationError, match="niet eindigen voor de start"):
        wijzig_status(
            traject,
            naar=Status.AFGEROND,
            door=coordinator_groningen,
            op=dt.date(2026, 8, 31),
            reden=Uitkomst.ZONDER_BAAN.value,
        )


def test_een_vergissing_terugdraaien_laat_de_geschiedenis_staan(traject, coordinator_groningen):
    breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=OP)
    corrigeer_status(traject, door=coordinator_groningen, toelichting="Verkeerde persoon aangeklikt")
    traject.refresh_from_db()
    assert (traject.status, traject.gestart_op) == (Status.GESELECTEERD, None)
    geldig = [w.naar for w in Statuswissel.objects.geldig().order_by("pk")]
    assert geldig == ["aangemeld", "in_selectie", "geselecteerd"]
    assert Statuswissel.objects.count() == 5


def test_twee_keer_terugdraaien_gaat_twee_stappen_terug(traject, coordinator_groningen):
    breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen, op=OP)
    corrigeer_status(traject, door=coordinator_groningen, toelichting="fout")
    corrigeer_status(traject, door=coordinator_groningen, toelichting="nog een fout")
    assert Traject.objects.get().status == Status.AANGEMELD
    with pytest.raises(ValidationError, match="geen stap om terug te draaien"):
        corrigeer_status(traject, door=coordinator_groningen, toelichting="en nog een")
