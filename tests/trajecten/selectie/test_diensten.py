"""Taking people into rounds, deciding, and taking a decision back."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from logboek.models import Logregel
from tests import fabrieken
from tests.draden import tegelijk
from tests.stappen import breng_naar
from trajecten.diensten import corrigeer_status, wijzig_status
from trajecten.lichtingen import geef_plaats
from trajecten.models import Statuswissel
from trajecten.selectie.beoordelen import beoordeel
from trajecten.selectie.diensten import (
    Besluit,
    draai_besluit_terug,
    neem_besluit,
    neem_besluiten,
    neem_op_in_ronde,
)
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Beoordeling, Besluitcorrectie, Rondedeelname
from trajecten.statussen import AfwijsReden, Status, TerugtrekReden

TAAL = AfwijsReden.TAAL.value


def door_alle_rondes(traject, rondes, door):
    neem_op_in_ronde([traject], ronde=rondes[0], door=door)
    for ronde in rondes:
        neem_besluit(traject.rondedeelnames.get(ronde=ronde), uitslag=Uitslag.DOOR, door=door)
    return traject.rondedeelnames.get(ronde=rondes[-1])


# --- Into a round -----------------------------------------------------------------------------------------------------
def test_opnemen_zet_de_status_op_in_selectie(rondedeelname, traject):
    traject.refresh_from_db()
    assert traject.status == Status.IN_SELECTIE
    assert rondedeelname.uitslag == Uitslag.OPEN
    assert Logregel.objects.filter(dossier=traject.kandidaat.dossiernummer, categorie="selectie").count() == 1


def test_nog_een_keer_opnemen_verandert_niets(rondedeelname, traject, rondes, coordinator_groningen):
    uitkomst = neem_op_in_ronde([traject], ronde=rondes[0], door=coordinator_groningen)
    assert (uitkomst.gedaan, uitkomst.niet) == ([rondedeelname], [])
    assert Rondedeelname.objects.count() == 1
    assert Statuswissel.objects.filter(naar=Status.IN_SELECTIE).count() == 1


def test_een_latere_ronde_vraagt_door_in_de_vorige_verplichte(
    rondedeelname, traject, rondes, coordinator_groningen
):
    uitkomst = neem_op_in_ronde([traject], ronde=rondes[1], door=coordinator_groningen)
    assert [w.reden for w in uitkomst.niet] == [f"Is nog niet door in de ronde '{rondes[0].naam}'."]
    neem_besluit(rondedeelname, uitslag=Uitslag.DOOR, door=coordinator_groningen)
    assert neem_op_in_ronde([traject], ronde=rondes[1], door=coordinator_groningen).niet == []


def test_een_vrije_ronde_ertussen_hoeft_niet(rondedeelname, traject, rondes, coordinator_groningen):
    rondes[1].verplicht = False
    rondes[1].save()
    neem_besluit(rondedeelname, uitslag=Uitslag.DOOR, door=coordinator_groningen)
    assert [d.ronde for d in traject.rondedeelnames.order_by("pk")] == [rondes[0], rondes[2]]
    assert neem_op_in_ronde([traject], ronde=rondes[1], door=coordinator_groningen).niet == []


def test_wie_niet_kan_houdt_de_anderen_niet_tegen(traject, rondes, coordinator_groningen):
    afgewezen = breng_naar(
        fabrieken.TrajectFabriek(programma=traject.programma), "afgewezen", door=coordinator_groningen
    )
    ander_programma = fabrieken.TrajectFabriek()
    uitkomst = neem_op_in_ronde(
        [afgewezen, ander_programma, traject], ronde=rondes[0], door=coordinator_groningen
    )
    assert [d.traject for d in uitkomst.gedaan] == [traject]
    assert [w.ding for w in uitkomst.niet] == [afgewezen, ander_programma]


@pytest.mark.django_db(transaction=True)
def test_twee_coordinatoren_nemen_dezelfde_mensen_op(
    traject, rondes, coordinator_groningen, collega_groningen
):
    uitkomsten = tegelijk(
        lambda: neem_op_in_ronde([traject], ronde=rondes[0], door=coordinator_groningen),
        lambda: neem_op_in_ronde([traject], ronde=rondes[0], door=collega_groningen),
    )
    assert [uitkomst.niet for uitkomst in uitkomsten] == [[], []]
    assert Rondedeelname.objects.count() == 1
    assert Statuswissel.objects.filter(naar=Status.IN_SELECTIE).count() == 1


# --- Deciding ---------------------------------------------------------------------------------------------------------
def test_door_opent_de_volgende_ronde_en_de_laatste_selecteert(traject, rondes, coordinator_groningen):
    laatste = door_alle_rondes(traject, rondes, coordinator_groningen)
    traject.refresh_from_db()
    assert traject.status == Status.GESELECTEERD
    assert (laatste.besloten_door, laatste.reden) == (coordinator_groningen, "")
    assert [d.uitslag for d in traject.rondedeelnames.order_by("pk")] == ["door"] * 3


@pytest.mark.parametrize(
    ("uitslag", "reden"),
    [(Uitslag.AFGEWEZEN, TAAL), (Uitslag.TERUGGETROKKEN, TerugtrekReden.KINDEROPVANG.value)],
)
def test_afwijzen_en_terugtrekken_eindigen_het_traject_met_die_reden(
    rondedeelname, traject, coordinator_groningen, uitslag, reden
):
    op = dt.date(2026, 3, 2)
    neem_besluit(rondedeelname, uitslag=uitslag, reden=reden, door=coordinator_groningen, op=op)
    traject.refresh_from_db()
    assert (traject.status, traject.reden, traject.einddatum) == (uitslag.value, reden, op)
    assert rondedeelname.besloten_op <= timezone.now()


@pytest.mark.parametrize(
    ("uitslag", "reden"),
    [
        ("afgewezen", ""),
        ("afgewezen", "terugtrekking_loon"),
        ("teruggetrokken", TAAL),
        ("door", TAAL),
        ("open", ""),
    ],
)
def test_een_besluit_vraagt_de_juiste_reden(rondedeelname, traject, coordinator_groningen, uitslag, reden):
    with pytest.raises(ValidationError):
        neem_besluit(rondedeelname, uitslag=uitslag, reden=reden, door=coordinator_groningen)
    rondedeelname.refresh_from_db()
    traject.refresh_from_db()
    assert (rondedeelname.uitslag, traject.status) == (Uitslag.OPEN, Status.IN_SELECTIE)


def test_een_gesloten_traject_krijgt_geen_besluit_meer(rondedeelname, traject, coordinator_groningen):
    traject.refresh_from_db()
    wijzig_status(
        traject,
        naar=Status.TERUGGETROKKEN,
        door=coordinator_groningen,
        op=timezone.localdate(),
        reden=TerugtrekReden.LOON.value,
    )
    with pytest.raises(ValidationError, match="al afgesloten"):
        neem_besluit(rondedeelname, uitslag=Uitslag.DOOR, door=coordinator_groningen)
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == Uitslag.OPEN


def test_een_groep_besluiten_deelt_een_moment_en_meldt_conflicten_per_mens(
    groep, coordinator_groningen, collega_groningen
):
    een, twee, drie = groep(3)
    neem_besluit(Rondedeelname.objects.get(pk=twee.pk), uitslag=Uitslag.DOOR, door=collega_groningen)
    uitkomst = neem_besluiten(
        [Besluit(een, "door"), Besluit(twee, "afgewezen", TAAL), Besluit(drie, "afgewezen", TAAL)],
        door=coordinator_groningen,
    )
    assert [d.pk for d in uitkomst.gedaan] == [een.pk, drie.pk]
    assert [w.ding.rondedeelname for w in uitkomst.niet] == [twee]
    assert "collega" in uitkomst.niet[0].reden
    assert uitkomst.gedaan[0].besloten_op == uitkomst.gedaan[1].besloten_op
    twee.refresh_from_db()
    assert (twee.uitslag, twee.besloten_door) == (Uitslag.DOOR, collega_groningen)


@pytest.mark.django_db(transaction=True)
def test_twee_mensen_besluiten_tegelijk(rondedeelname, traject, coordinator_groningen, collega_groningen):
    def besluit(door, **waarden):
        kopie = Rondedeelname.objects.get(pk=rondedeelname.pk)
        return lambda: neem_besluit(kopie, door=door, **waarden)

    uitkomsten = tegelijk(
        besluit(coordinator_groningen, uitslag="door"),
        besluit(collega_groningen, uitslag="afgewezen", reden=TAAL),
    )
    assert [isinstance(u, IntussenGewijzigd) for u in uitkomsten].count(True) == 1, uitkomsten
    winnaar = next(u for u in uitkomsten if isinstance(u, Rondedeelname))
    rondedeelname.refresh_from_db()
    traject.refresh_from_db()
    assert rondedeelname.uitslag == winnaar.uitslag
    assert traject.status == ("afgewezen" if winnaar.uitslag == "afgewezen" else "in_selectie")
    assert Statuswissel.objects.filter(traject=traject).count() == (
        3 if winnaar.uitslag == "afgewezen" else 2
    )


# --- Taking back ------------------------------------------------------------------------------------------------------
def test_door_terugdraaien_sluit_de_volgende_ronde(rondedeelname, traject, rondes, coordinator_groningen):
    neem_besluit(rondedeelname, uitslag=Uitslag.DOOR, door=coordinator_groningen)
    draai_besluit_terug(rondedeelname, door=coordinator_groningen)
    assert (rondedeelname.uitslag, rondedeelname.besloten_door) == (Uitslag.OPEN, None)
    assert not traject.rondedeelnames.filter(ronde=rondes[1]).exists()
    correctie = Besluitcorrectie.objects.get()
    assert (correctie.uitslag, correctie.besloten_door) == (Uitslag.DOOR, coordinator_groningen)


def test_afwijzen_terugdraaien_corrigeert_de_status(rondedeelname, traject, coordinator_groningen):
    neem_besluit(rondedeelname, uitslag="afgewezen", reden=TAAL, door=coordinator_groningen)
    draai_besluit_terug(rondedeelname, door=coordinator_groningen)
    traject.refresh_from_db()
    assert (traject.status, traject.reden, traject.einddatum) == (Status.IN_SELECTIE, "", None)
    assert traject.statuswissels.exclude(corrigeert=None).count() == 1
    assert neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen).uitslag == "door"


def test_geselecteerd_terugdraaien(traject, rondes, coordinator_groningen):
    laatste = door_alle_rondes(traject, rondes, coordinator_groningen)
    draai_besluit_terug(laatste, door=coordinator_groningen)
    traject.refresh_from_db()
    assert traject.status == Status.IN_SELECTIE


def test_na_tien_minuten_is_een_toelichting_nodig(rondedeelname, coordinator_groningen):
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=10, seconds=1), tick=False):
        with pytest.raises(ValidationError, match="Schrijf kort op"):
            draai_besluit_terug(rondedeelname, door=coordinator_groningen)
        draai_besluit_terug(rondedeelname, door=coordinator_groningen, toelichting="Verkeerde Julia")
    assert Besluitcorrectie.objects.get().toelichting == "Verkeerde Julia"


def test_terugdraaien_kan_niet_als_de_volgende_ronde_al_besloten_is(
    rondedeelname, traject, rondes, coordinator_groningen
):
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    neem_besluit(traject.rondedeelnames.get(ronde=rondes[1]), uitslag="door", door=coordinator_groningen)
    with pytest.raises(ValidationError, match="al besloten"):
        draai_besluit_terug(rondedeelname, door=coordinator_groningen)
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == Uitslag.DOOR


def test_terugdraaien_gooit_geen_scores_weg(rondedeelname, traject, rondes, criteria, coordinator_groningen):
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    beoordeel(
        traject.rondedeelnames.get(ronde=rondes[1]), scores={criteria[0]: 4}, door=coordinator_groningen
    )
    with pytest.raises(ValidationError, match="al scores"):
        draai_besluit_terug(rondedeelname, door=coordinator_groningen)
    assert Beoordeling.objects.count() == 1


def test_wie_een_plaats_heeft_wordt_niet_stil_uit_de_selectie_gehaald(traject, rondes, coordinator_groningen):
    laatste = door_alle_rondes(traject, rondes, coordinator_groningen)
    traject.refresh_from_db()
    geef_plaats(
        traject, lichting=fabrieken.LichtingFabriek(programma=traject.programma), door=coordinator_groningen
    )
    with pytest.raises(ValidationError, match="Haal haar daar eerst uit"):
        draai_besluit_terug(laatste, door=coordinator_groningen)


def test_een_latere_status_gaat_voor(traject, rondes, coordinator_groningen):
    laatste = door_alle_rondes(traject, rondes, coordinator_groningen)
    traject.refresh_from_db()
    wijzig_status(traject, naar=Status.WACHTLIJST, door=coordinator_groningen, op=timezone.localdate())
    with pytest.raises(ValidationError, match="intussen 'Op de wachtlijst'"):
        draai_besluit_terug(laatste, door=coordinator_groningen)


def test_twee_keer_terugdraaien(rondedeelname, coordinator_groningen):
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    zelfde = Rondedeelname.objects.get(pk=rondedeelname.pk)
    draai_besluit_terug(rondedeelname, door=coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        draai_besluit_terug(zelfde, door=coordinator_groningen)


# --- Scores -----------------------------------------------------------------------------------------------------------
def test_scores_zijn_per_beoordelaar_en_veranderen_geen_status(
    rondedeelname, traject, criteria, coordinator_groningen, collega_groningen
):
    willen, kunnen = criteria
    rondedeelname.ronde.beoordelaars = 3
    rondedeelname.ronde.save()
    beoordeel(
        rondedeelname,
        scores={willen: 1, kunnen: 4},
        opmerkingen={kunnen: "typt snel"},
        door=coordinator_groningen,
    )
    beoordeel(rondedeelname, scores={willen: 5}, door=collega_groningen)
    beoordeel(rondedeelname, scores={willen: 2, kunnen: None}, door=coordinator_groningen)
    gevonden = {(b.criterium.naam, b.beoordelaar.naam): b.score for b in rondedeelname.beoordelingen.all()}
    assert gevonden == {("Willen", "Carla Coördinator"): 2, ("Willen", "Kees Collega"): 5}
    traject.refresh_from_db()
    assert (traject.status, rondedeelname.uitslag) == (Status.IN_SELECTIE, Uitslag.OPEN)


@pytest.mark.parametrize("score", [0, 6])
def test_een_score_is_1_tot_5(rondedeelname, criteria, coordinator_groningen, score):
    with pytest.raises(ValidationError):
        beoordeel(rondedeelname, scores={criteria[0]: score}, door=coordinator_groningen)
    assert not Beoordeling.objects.exists()


def test_na_het_besluit_staan_de_scores_vast(rondedeelname, criteria, coordinator_groningen):
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    with pytest.raises(ValidationError, match="al besloten"):
        beoordeel(rondedeelname, scores={criteria[0]: 3}, door=coordinator_groningen)


def test_een_stap_die_in_het_dossier_is_hersteld_houdt_het_besluit_niet_vast(
    traject, rondes, coordinator_groningen
):
    for ronde in rondes:
        deelname = neem_op_in_ronde([traject], ronde=ronde, door=coordinator_groningen).gedaan[0]
        neem_besluit(deelname, uitslag="door", door=coordinator_groningen)
    traject.refresh_from_db()
    corrigeer_status(traject, door=coordinator_groningen, toelichting="Verkeerde persoon.")
    draai_besluit_terug(deelname, door=coordinator_groningen, toelichting="Verkeerde persoon.")
    traject.refresh_from_db()
    assert (deelname.uitslag, traject.status) == ("open", Status.IN_SELECTIE)
    neem_besluit(deelname, uitslag="afgewezen", reden="afwijzing_taal", door=coordinator_groningen)
