"""What is due and why: 7-day blocks from the start, the taper, agreed dates, excused periods, few queries."""

import datetime as dt

import pytest

from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.begeleiding.diensten import kies_begeleiding, leg_gesprek_vast
from trajecten.begeleiding.stand import (
    Gespreksfeit,
    beoordeel,
    schema_van,
    stand_van,
    stand_van_een,
    voorstel_volgende,
)
from trajecten.models import Begeleidingsschema
from trajecten.statussen import Status

START = dt.date(2026, 9, 1)  # periods begin on Tuesdays: 1-9, 8-9, 15-9, 22-9, 29-9
VANDAAG = dt.date(2026, 9, 30)


def dag(n, maand=9):
    return dt.date(2026, maand, n)


def gevoerd(n, volgende=None):
    return Gespreksfeit(dag(n), "gevoerd", volgende)


def stand(*feiten, vandaag=VANDAAG, afbouw=()):
    return beoordeel(START, afbouw, feiten, vandaag)


def test_geen_gesprek_in_16_dagen():
    uit = stand(gevoerd(14))
    assert (uit.te_laat, uit.dagen_sinds, uit.gemist) == (True, 16, 2)
    assert uit.reden == "geen gesprek in 16 dagen"


def test_nog_nooit_een_gesprek():
    uit = stand()
    assert (uit.te_laat, uit.gemist, uit.laatste) == (True, 4, None)
    assert uit.reden == "nog geen gesprek, 29 dagen na de start"


def test_vorige_week_gesproken_is_op_schema():
    uit = stand(gevoerd(24))
    assert (uit.te_laat, uit.vandaag, uit.uiterlijk) == (False, False, dag(5, 10))
    assert uit.reden == "gesprek uiterlijk 5 okt 2026"


def test_deze_week_gesproken_vraagt_pas_volgende_week_iets():
    uit = stand(gevoerd(29))
    assert (uit.te_laat, uit.deze_week, uit.uiterlijk) == (False, False, dag(12, 10))


@pytest.mark.parametrize(
    ("afspraak", "te_laat", "vandaag", "reden"),
    [
        (dag(28), True, False, "afspraak van 28 sep 2026 is voorbij"),
        (dag(30), False, True, "afspraak vandaag"),
        (dag(2, 10), False, False, "afspraak op 2 okt 2026"),
    ],
)
def test_een_afspraak_telt_zolang_er_niets_op_volgde(afspraak, te_laat, vandaag, reden):
    uit = stand(gevoerd(24, afspraak))
    assert (uit.te_laat, uit.vandaag, uit.reden) == (te_laat, vandaag, reden)


def test_een_verre_afspraak_verbergt_geen_gemiste_week():
    assert stand(gevoerd(7, dag(30, 10))).te_laat


def test_vakantie_is_niet_gemist():
    vrij = [Gespreksfeit(dag(16), "verontschuldigd"), Gespreksfeit(dag(23), "verontschuldigd")]
    uit = stand(gevoerd(14), *vrij)
    assert (uit.te_laat, uit.gemist) == (False, 0)


def test_gemist_gesprek_telt_niet_als_gesprek():
    assert stand(gevoerd(14), Gespreksfeit(dag(21), "gemist")).reden == "geen gesprek in 16 dagen"


def test_de_afbouw_van_het_programma_geldt():
    assert not stand(gevoerd(8), afbouw=[(2, 4)]).te_laat  # week 2 to 5: one talk
    assert stand(gevoerd(1), afbouw=[(2, 4)], vandaag=dag(6, 10)).te_laat


def test_voor_de_start_is_er_niets_nodig():
    uit = stand(vandaag=dag(1, 8))
    assert (uit.nodig, uit.reden) == (False, "begeleiding begint op 1 sep 2026")


def test_feiten_van_na_vandaag_tellen_niet():
    assert stand(gevoerd(14), gevoerd(29), vandaag=dag(28)).laatste == dag(14)


# --- With the database ------------------------------------------------------------------------------------------------
def test_stand_van_en_stand_van_een_zeggen_hetzelfde(julia, gesprek):
    feiten = [Gespreksfeit(g.datum, g.verloop, g.volgende_datum) for g in julia.gesprekken.order_by("datum")]
    assert stand_van([julia])[julia.pk] == stand_van_een(julia, feiten)
    assert stand_van([julia])[julia.pk].reden == "geen gesprek in 16 dagen"


def test_de_tekst_komt_alleen_mee_als_daarom_is_gevraagd(julia, gesprek):
    assert stand_van([julia])[julia.pk].laatste_afspraak == ""
    assert stand_van([julia], met_afspraak=True)[julia.pk].laatste_afspraak == "Elke dag op tijd beginnen"


def test_zonder_lichting_telt_de_eerste_toewijzing(julia):
    julia.lichting = None
    julia.save(update_fields=["lichting"])
    fabrieken.ToewijzingFabriek(kandidaat=julia.kandidaat, van=dag(20))
    assert schema_van(julia)[0] == START
    assert stand_van([julia])[julia.pk].gemist == 4


def test_wie_geen_begeleiding_wil_heeft_niets_open(julia, jobcoach):
    kies_begeleiding(julia, wil=False, door=jobcoach)
    uit = stand_van([julia])[julia.pk]
    assert (uit.nodig, uit.te_laat, uit.reden) == (False, False, "wil geen begeleiding")


def test_wie_nog_niet_is_gestart_heeft_niets_open(traject):
    assert stand_van([traject])[traject.pk].nodig is False


def test_voorstel_volgt_de_afbouw_van_het_programma(julia):
    assert voorstel_volgende(schema_van(julia), dag(30)) == dag(7, 10)
    Begeleidingsschema.objects.create(programma=julia.programma, vanaf_week=3, elke_weken=2)
    assert voorstel_volgende(schema_van(julia), dag(30)) == dag(14, 10)


def test_drie_queries_bij_drie_en_bij_dertig(
    julia, gesprek, lichting, coordinator_groningen, jobcoach, django_assert_num_queries
):
    trajecten = [julia]
    for nummer in range(30):
        traject = fabrieken.TrajectFabriek(programma=julia.programma)
        breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=START)
        traject.lichting = lichting if nummer % 2 else None
        traject.save(update_fields=["lichting"])
        for n in (3, 10, 17):
            leg_gesprek_vast(traject, jobcoach=jobcoach, door=jobcoach, datum=dag(n), vorm="telefoon")
        trajecten.append(traject)
    for aantal in (3, 31):
        with django_assert_num_queries(3):
            assert len(stand_van(trajecten[:aantal])) == aantal
