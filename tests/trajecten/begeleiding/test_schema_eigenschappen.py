"""The schedule on data that nobody thought of: parts, steps, year edges, 29 February, the clock, excused weeks."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.begeleiding.schema import Eigen, maak_schema
from trajecten.begeleiding.schemawoorden import komende_periodes, stap_op
from trajecten.termijnen import (
    PeriodeStand,
    Schemadeel,
    begeleidingsperiodes,
    beoordeel_periodes,
    beoordeel_schema,
    dekking,
    periode_in,
    periode_na,
    verschoven,
    volgend_gesprek,
    volgend_in,
)

BEGIN = st.dates(min_value=dt.date(2019, 12, 1), max_value=dt.date(2032, 3, 31))
AFBOUW = st.dictionaries(st.integers(1, 40), st.integers(1, 9), max_size=3).map(lambda d: tuple(d.items()))
AANTAL = st.integers(0, 500)


def dagen(n):
    return dt.timedelta(days=n)


@st.composite
def schemas(draw):
    begin = draw(BEGIN)
    contract = draw(st.none() | st.integers(-100, 400).map(lambda n: begin + dagen(n)))
    eigen = [
        Eigen(begin + dagen(van), begin + dagen(van + duur) if duur is not None else None, elke)
        for van, duur, elke in draw(
            st.lists(
                st.tuples(st.integers(-20, 400), st.none() | st.integers(0, 200), st.integers(1, 9)),
                max_size=3,
            )
        )
    ]
    return maak_schema(begin, draw(AFBOUW), contract=contract, nazorg=draw(AFBOUW), eigen=eigen)


def periodes_tot(schema, tot):
    return [b.periode for b in beoordeel_schema(schema, tot, [])]


@given(schemas(), AANTAL)
def test_geen_dag_hoort_bij_twee_periodes(schema, n):
    periodes = periodes_tot(schema, schema[0].start + dagen(n))
    assert all(een.eind < ander.start for een, ander in pairwise(periodes))
    assert all((p.eind - p.start).days >= 6 for p in periodes), "no period is shorter than a due week"
    assert all(een.start < ander.start for een, ander in pairwise(schema))


@given(schemas(), AANTAL)
def test_elke_dag_zonder_periode_is_een_rest_van_minder_dan_een_week(schema, n):
    """A day outside every period lies in the last 6 days before the next part."""
    dag = schema[0].start + dagen(n)
    if periode_in(schema, dag) is None:
        assert any(0 < (deel.start - dag).days <= 6 for deel in schema)


@given(schemas(), AANTAL)
def test_een_deel_loopt_tot_het_volgende(schema, n):
    """Each period belongs to exactly the part that holds on its first day, and to none after it."""
    for periode in periodes_tot(schema, schema[0].start + dagen(n)):
        deel = max((deel for deel in schema if deel.start <= periode.start), key=lambda d: d.start)
        assert (periode.start - deel.start).days == 7 * (periode.week - 1)
        assert not any(periode.start < ander.start <= periode.eind for ander in schema)


@given(BEGIN, AFBOUW, AANTAL, st.lists(st.integers(0, 500)), st.lists(st.integers(0, 500)))
def test_een_deel_geeft_wat_de_gewone_afbouw_geeft(begin, afbouw, n, gesprekken, vrij):
    """Against the rule written out day by day: each step restarts, a period runs to the next due week."""
    op = begin + dagen(n)
    gehouden = {begin + dagen(g) for g in gesprekken}
    excuus = {begin + dagen(v) for v in vrij}
    per_week, elke, sinds = {}, 1, 1
    for week in range(1, n // 7 + 20):
        if week in dict(afbouw):
            elke, sinds = dict(afbouw)[week], week
        per_week[week] = (week - sinds) % elke == 0
    nodig = [week for week, is_nodig in per_week.items() if is_nodig]
    verwacht = []
    for week, volgende in pairwise(nodig):
        alle = [begin + dagen(d) for d in range(7 * (week - 1), 7 * (volgende - 1))]
        if alle[0] <= op:
            gezien = [dag for dag in alle if dag <= op]
            stand = (
                PeriodeStand.GEHAALD
                if gehouden & set(gezien)
                else PeriodeStand.VERONTSCHULDIGD
                if excuus & set(gezien)
                else PeriodeStand.GEMIST
                if alle[-1] < op
                else PeriodeStand.LOPEND
            )
            verwacht.append((week, alle[0], alle[-1], stand, alle[-1] < op))
    for uit in (
        beoordeel_periodes(begin, op, gehouden, afbouw=afbouw, verontschuldigd=excuus),
        beoordeel_schema([Schemadeel(begin, afbouw)], op, gehouden, verontschuldigd=excuus),
    ):
        assert [
            (b.periode.week, b.periode.start, b.periode.eind, b.stand, b.afgesloten) for b in uit
        ] == verwacht


@given(schemas(), AANTAL)
def test_het_volgende_gesprek_ligt_in_een_latere_periode(schema, n):
    gesprek = schema[0].start + dagen(n)
    volgend = volgend_in(schema, gesprek)
    periode = periode_in(schema, volgend)
    assert periode is not None and periode == periode_na(schema, gesprek)
    nu = periode_in(schema, gesprek)
    assert volgend > gesprek and (nu is None or volgend > nu.eind)


@given(BEGIN, AFBOUW, AANTAL)
def test_een_deel_stelt_voor_wat_de_gewone_afbouw_voorstelt(begin, afbouw, n):
    gesprek = begin + dagen(n)
    assert volgend_in([Schemadeel(begin, afbouw)], gesprek) == volgend_gesprek(begin, gesprek, afbouw)


@given(schemas(), AANTAL, st.sets(st.integers(0, 500)), st.sets(st.integers(0, 500)), st.none() | AANTAL)
def test_de_dekking_is_de_som_van_de_periodes(schema, n, gesprekken, vrij, einde):
    begin = schema[0].start
    op = begin + dagen(n)
    beoordeeld = beoordeel_schema(
        schema,
        op,
        [begin + dagen(g) for g in gesprekken],
        verontschuldigd=[begin + dagen(v) for v in vrij],
        einde=None if einde is None else begin + dagen(einde),
    )
    gevoerd, nodig = 0, 0
    for b in beoordeeld:
        alle = {
            (b.periode.start + dagen(d) - begin).days
            for d in range((b.periode.eind - b.periode.start).days + 1)
        }
        if b.afgesloten and (alle & gesprekken or not alle & vrij):
            nodig += 1
            gevoerd += bool(alle & gesprekken)
    assert dekking(beoordeeld) == (gevoerd, nodig)


@given(schemas(), AANTAL, st.sets(st.integers(0, 500)), AANTAL)
def test_wie_later_begint_te_kijken_ziet_dezelfde_periodes(schema, n, gesprekken, vanaf):
    begin = schema[0].start
    dag, held = begin + dagen(vanaf), [begin + dagen(g) for g in gesprekken]
    alles = beoordeel_schema(schema, begin + dagen(n), held)
    assert beoordeel_schema(schema, begin + dagen(n), held, vanaf=dag) == [
        b for b in alles if b.periode.eind >= dag
    ]


@given(schemas(), AANTAL, st.sets(st.integers(0, 500)), st.sets(st.integers(0, 500)))
def test_een_afmelding_haalt_alleen_uit_de_noemer(schema, n, gesprekken, vrij):
    begin = schema[0].start
    held = [begin + dagen(g) for g in gesprekken]
    zonder = dekking(beoordeel_schema(schema, begin + dagen(n), held))
    met = dekking(
        beoordeel_schema(schema, begin + dagen(n), held, verontschuldigd=[begin + dagen(v) for v in vrij])
    )
    assert met[0] == zonder[0] and met[1] <= zonder[1]


@given(BEGIN, AFBOUW, st.integers(0, 300), st.integers(6, 120), st.integers(1, 9), st.integers(7, 400))
def test_na_haar_afspraak_geldt_weer_wat_het_programma_dan_zegt(begin, afbouw, van, duur, elke, verder):
    """In each of the 7-day blocks after it the rhythm is the programme's of that week or of the week before."""
    eigen = Eigen(begin + dagen(van), begin + dagen(van + duur), elke)
    haar, programma = maak_schema(begin, afbouw, eigen=[eigen]), maak_schema(begin, afbouw)
    assert stap_op(haar, eigen.van).elke == elke
    assert stap_op(haar, eigen.tot).elke == elke
    dag = eigen.tot + dagen(verder)
    assert stap_op(haar, dag).elke in {stap_op(programma, dag - dagen(d)).elke for d in range(7)}


@given(BEGIN, AFBOUW, AANTAL, AANTAL)
def test_twee_keer_schuiven_is_in_een_keer_schuiven_bij_hele_weken(begin, afbouw, een, twee):
    deel = Schemadeel(begin, afbouw)
    naar = begin + dagen(7 * (een % 60))
    verder = naar + dagen(7 * (twee % 60))
    assert verschoven(verschoven(deel, naar), verder).start == verschoven(deel, verder).start
    ritmes = [
        [stap_op([d], verder + dagen(7 * w)).elke for w in range(60)]
        for d in (verschoven(verschoven(deel, naar), verder), verschoven(deel, verder), deel)
    ]
    assert ritmes[0] == ritmes[1] == ritmes[2]


@given(schemas(), AANTAL)
def test_de_komende_periodes_zijn_de_eerstvolgende(schema, n):
    dag = schema[0].start + dagen(n)
    komend = komende_periodes(schema, dag)
    alle = periodes_tot(schema, komend[-1].start)
    assert komend == [p for p in alle if p.eind >= dag]


# --- Examples ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("begin", "eind"),
    [
        (dt.date(2027, 12, 29), dt.date(2028, 1, 4)),  # over the year
        (dt.date(2028, 2, 26), dt.date(2028, 3, 3)),  # over 29 February
        (dt.date(2027, 2, 26), dt.date(2027, 3, 4)),  # no 29 February
        (dt.date(2026, 3, 24), dt.date(2026, 3, 30)),  # the clock goes forward on 29-3
        (dt.date(2026, 10, 20), dt.date(2026, 10, 26)),  # and back on 25-10
    ],
)
def test_een_week_is_altijd_zeven_dagen(begin, eind):
    (periode,) = begeleidingsperiodes(begin, eind)
    assert (periode.start, periode.eind) == (begin, eind)
    assert begeleidingsperiodes(begin, eind - dagen(1)) == []


def test_de_nazorg_telt_vanaf_het_contract():
    begin, contract = dt.date(2026, 1, 5), dt.date(2026, 3, 4)  # a Monday, and a Wednesday in week 9
    schema = maak_schema(begin, ((5, 2),), contract=contract, nazorg=((5, 4),))
    periodes = periodes_tot(schema, dt.date(2026, 5, 1))
    assert [(p.start.day, p.start.month) for p in periodes] == [
        (5, 1), (12, 1), (19, 1), (26, 1), (2, 2), (16, 2),  # 2-3 and 3-3 are a rest: nothing is due
        (4, 3), (11, 3), (18, 3), (25, 3), (1, 4), (29, 4),
    ]  # fmt: skip
    assert periode_in(schema, dt.date(2026, 3, 3)) is None


def test_zonder_nazorg_gaat_de_afbouw_door():
    begin = dt.date(2026, 1, 5)
    assert maak_schema(begin, ((5, 2),), contract=begin + dagen(60)) == maak_schema(begin, ((5, 2),))
    assert maak_schema(begin, ((5, 2),), nazorg=((1, 4),)) == maak_schema(begin, ((5, 2),))


def test_een_contract_op_de_eerste_dag_is_meteen_nazorg():
    begin = dt.date(2026, 1, 5)
    assert maak_schema(begin, (), contract=begin, nazorg=((1, 2),)) == (Schemadeel(begin, ((1, 2),)),)
    eerder = maak_schema(begin, (), contract=begin - dagen(14), nazorg=((1, 1), (3, 4)))
    assert eerder == (Schemadeel(begin, ((1, 4),)),)


def test_haar_afspraak_gaat_voor_de_nazorg():
    begin = dt.date(2026, 1, 5)
    eigen = [Eigen(begin + dagen(28), None, 3)]
    schema = maak_schema(begin, (), contract=begin + dagen(56), nazorg=((1, 4),), eigen=eigen)
    assert schema == (Schemadeel(begin, ()), Schemadeel(begin + dagen(28), ((1, 3),)))


def test_niemand_begeleidt_nog():
    assert maak_schema(None, ((5, 2),), contract=dt.date(2026, 1, 5), nazorg=((1, 2),)) == ()
