"""Check-ins, actions and goals through the services."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from basis.vergrendeling import IntussenGewijzigd
from logboek.models import Logregel
from tests.fabrieken import TrajectFabriek
from trajecten.begeleiding.diensten import (
    bereik_doel,
    handel_actie_af,
    heropen_actie,
    leg_functioneringsgesprek_vast,
    leg_gesprek_vast,
    stel_doel,
    voeg_actie_toe,
    wijzig_functioneringsgesprek,
    wijzig_gesprek,
)
from trajecten.begeleiding.keuzes import Verloop
from trajecten.begeleiding.models import Actiepunt, Voortgangsgesprek
from trajecten.diensten import wijzig_status
from trajecten.statussen import Status, UitvalReden

DAG = dt.date(2026, 9, 29)


def leg_vast(traject, coach, **anders):
    return leg_gesprek_vast(
        traject, jobcoach=coach, door=coach, **{"datum": DAG, "vorm": "telefoon"} | anders
    )


def test_gesprek_met_scores_acties_en_wat_gedaan_is(julia, gesprek, jobcoach):
    oud = gesprek.actiepunten.get()
    nieuw = leg_vast(
        julia,
        jobcoach,
        scores={"leren": 5, "motivatie": None},
        acties=[("Rooster vragen", "werkgever", None), ("Bellen", "jobcoach", dt.date(2026, 10, 2))],
        gedaan=[oud.pk],
    )
    oud.refresh_from_db()
    assert (oud.gedaan_op, nieuw.leren, nieuw.motivatie, nieuw.verloop) == (DAG, 5, None, Verloop.GEVOERD)
    assert sorted(a.omschrijving for a in nieuw.actiepunten.all()) == ["Bellen", "Rooster vragen"]


@pytest.mark.parametrize(
    ("reden", "verloop"),
    [
        ("geen_gehoor", Verloop.GEMIST),
        ("vakantie", Verloop.VERONTSCHULDIGD),
        ("ziek", Verloop.VERONTSCHULDIGD),
    ],
)
def test_niet_doorgegaan_volgt_uit_de_reden(julia, jobcoach, reden, verloop):
    assert leg_vast(julia, jobcoach, vorm="", reden=reden).verloop == verloop


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"datum": dt.date(2026, 10, 1)}, "datum"),
        ({"vorm": ""}, "vorm"),
        ({"volgende_datum": DAG}, "volgende_datum"),
        ({"verloop": "gemist"}, "reden"),
        ({"verloop": "gemist", "reden": "ziek"}, "reden"),
        ({"verloop": "gevoerd", "reden": "ziek"}, "reden"),
        ({"reden": "ziek", "scores": {"leren": 3}}, "leren"),
        ({"scores": {"leren": 6}}, "leren"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(julia, jobcoach, anders, veld):
    with pytest.raises(ValidationError) as excinfo:
        leg_vast(julia, jobcoach, **anders)
    assert veld in excinfo.value.message_dict
    assert not Voortgangsgesprek.objects.exists()


def test_na_het_einde_van_het_traject_komt_er_geen_gesprek_meer_bij(julia, jobcoach, coordinator_groningen):
    """A talk held before the end may still be written down; one after it no longer belongs to the traject."""
    einde = dt.date(2026, 9, 20)
    wijzig_status(
        julia, naar=Status.UITGEVALLEN, door=coordinator_groningen, op=einde, reden=UitvalReden.VERHUISD.value
    )
    leg_gesprek_vast(julia, jobcoach=jobcoach, door=jobcoach, datum=einde, vorm="telefoon")
    with pytest.raises(ValidationError, match="gesloten op 20-09-2026"):
        leg_gesprek_vast(
            julia, jobcoach=jobcoach, door=jobcoach, datum=einde + dt.timedelta(days=1), vorm="telefoon"
        )


def test_andermans_actie_afvinken_doet_niets(julia, jobcoach):
    vreemd = voeg_actie_toe(TrajectFabriek(), omschrijving="Van een ander", door=jobcoach)
    leg_vast(julia, jobcoach, gedaan=[vreemd.pk])
    vreemd.refresh_from_db()
    assert vreemd.gedaan_op is None


def test_de_tekst_staat_versleuteld_in_de_database(gesprek):
    with connection.cursor() as cursor:
        cursor.execute("SELECT afspraken, notitie FROM begeleiding_voortgangsgesprek")
        assert not {"Elke dag", "spannend"} & set(" ".join(map(str, cursor.fetchone())).split())
        cursor.execute("SELECT notitie FROM begeleiding_voortgangsgesprek")
        assert "spannend" not in str(cursor.fetchone()[0])


def test_twee_coaches_wijzigen_een_gesprek_de_tweede_verliest_niets(gesprek, jobcoach, andere_jobcoach):
    van_ander = Voortgangsgesprek.objects.get(pk=gesprek.pk)
    wijzig_gesprek(gesprek, gezien=0, velden={"leren": 3}, door=jobcoach)
    with pytest.raises(IntussenGewijzigd):
        wijzig_gesprek(van_ander, gezien=0, velden={"leren": 1}, door=andere_jobcoach)
    gesprek.refresh_from_db()
    assert gesprek.leren == 3


def test_alleen_de_schrijver_wijzigt_de_tekst(gesprek, andere_jobcoach):
    with pytest.raises(PermissionDenied):
        wijzig_gesprek(gesprek, gezien=0, velden={"notitie": "Anders"}, door=andere_jobcoach)
    wijzig_gesprek(gesprek, gezien=0, velden={"duur_minuten": 20}, door=andere_jobcoach)
    gesprek.refresh_from_db()
    assert (gesprek.notitie, gesprek.duur_minuten) == ("Vindt het spannend", 20)


def test_alsnog_niet_doorgegaan_past_het_verloop_aan(gesprek, jobcoach):
    leeg = dict.fromkeys(["welbevinden", "werkdruk"])
    wijzig_gesprek(gesprek, gezien=0, velden={"reden": "ziek", "vorm": "", **leeg}, door=jobcoach)
    gesprek.refresh_from_db()
    assert gesprek.verloop == Verloop.VERONTSCHULDIGD


def test_het_logboek_noemt_het_dossier_en_geen_inhoud(gesprek, julia):
    regel = Logregel.objects.filter(categorie="gesprekken").get()
    assert (regel.handeling, regel.dossier, regel.reden) == ("maken", julia.kandidaat.dossiernummer, "")


# --- Actions and goals ------------------------------------------------------------------------------------------------
def test_een_actie_wordt_een_keer_afgehandeld(julia, jobcoach):
    actie = voeg_actie_toe(julia, omschrijving="Rooster vragen", door=jobcoach)
    van_ander = Actiepunt.objects.get()
    handel_actie_af(actie, door=jobcoach)
    with pytest.raises(IntussenGewijzigd):
        handel_actie_af(van_ander, door=jobcoach)
    heropen_actie(actie, door=jobcoach)
    assert Actiepunt.objects.open().count() == 1


def test_een_doel_met_een_actie(julia, jobcoach):
    doel = stel_doel(julia, omschrijving=" Zelfstandig bellen ", door=jobcoach)
    voeg_actie_toe(julia, omschrijving="Meeluisteren", doel=doel, door=jobcoach)
    bereik_doel(doel, door=jobcoach)
    assert (doel.omschrijving, doel.bereikt_op) == ("Zelfstandig bellen", dt.date(2026, 9, 30))
    with pytest.raises(ValidationError, match="ander traject"):
        voeg_actie_toe(TrajectFabriek(), omschrijving="x", doel=doel, door=jobcoach)


# --- Performance talks ------------------------------------------------------------------------------------------------
def test_functioneringsgesprek_alleen_door_wie_het_voerde(julia, teamleider, jobcoach):
    rij = leg_functioneringsgesprek_vast(
        julia, teamleider=teamleider, datum=DAG, verslag="Goed", door=teamleider
    )
    wijzig_functioneringsgesprek(rij, gezien=0, velden={"verslag": "Heel goed"}, door=teamleider)
    with pytest.raises(PermissionDenied):
        wijzig_functioneringsgesprek(rij, gezien=1, velden={"verslag": "Slecht"}, door=jobcoach)
    with pytest.raises(ValidationError):
        leg_functioneringsgesprek_vast(
            julia, teamleider=teamleider, datum=dt.date(2026, 10, 1), verslag="x", door=teamleider
        )
