"""Refresher days of one person: the worked example of the design, and what counts as attended."""

from datetime import date, timedelta

import pytest

from trajecten.terugkomstand import (
    Terugkomuitkomst,
    beoordeel_terugkomdagen,
    geweest_van,
    komende,
    periode_rond,
)

CONTRACT = (date(2026, 4, 27), date(2026, 12, 26))  # Ro!Entree: start 5-1-2026, 16 weeks, then eight months
DAGEN = [
    date(2026, 6, 1),
    date(2026, 7, 6),
    date(2026, 8, 10),
    date(2026, 9, 14),
    date(2026, 10, 19),
    date(2026, 11, 23),
]
GEWEEST, GEMIST, OPEN = Terugkomuitkomst


def beoordeel(op, **feiten):
    return beoordeel_terugkomdagen([CONTRACT], 5, op=op, **feiten)


def test_ro_entree_heeft_zes_dagen():
    assert [dag.dag for dag in beoordeel(date(2026, 4, 27))] == DAGEN
    assert [dag.nummer for dag in beoordeel(date(2026, 4, 27))] == [1, 2, 3, 4, 5, 6]
    assert beoordeel_terugkomdagen([CONTRACT], None, op=date(2026, 6, 1)) == []


@pytest.mark.parametrize(("weken", "voor", "na"), [(5, 17, 17), (4, 14, 13), (1, 3, 3)])
def test_de_weken_rond_een_dag_sluiten_aan(weken, voor, na):
    dag, ver = date(2026, 6, 1), date(2099, 1, 1)
    van, tot = periode_rond(dag, weken, ver)
    assert (dag - van, tot - dag) == (timedelta(days=voor), timedelta(days=na))
    assert periode_rond(dag + timedelta(weeks=weken), weken, ver)[0] == tot + timedelta(days=1)


@pytest.mark.parametrize(
    ("bezocht", "uitkomsten"),
    [
        (date(2026, 6, 1), [GEWEEST, GEMIST]),
        (date(2026, 5, 15), [GEWEEST, GEMIST]),  # 17 days before
        (date(2026, 5, 14), [GEMIST, GEMIST]),  # a day too early
        (date(2026, 6, 18), [GEWEEST, GEMIST]),  # 17 days after
        (date(2026, 6, 19), [GEMIST, GEWEEST]),  # nearer to the next
    ],
)
def test_een_bezoek_telt_voor_de_dichtstbijzijnde_dag(bezocht, uitkomsten):
    dagen = beoordeel(date(2026, 7, 24), geweest=[bezocht])
    assert [dag.uitkomst for dag in dagen[:2]] == uitkomsten
    assert geweest_van(dagen) == (uitkomsten.count(GEWEEST), 2)


def test_gemist_pas_als_de_weken_voorbij_zijn():
    assert beoordeel(date(2026, 6, 18))[0].uitkomst == OPEN
    assert beoordeel(date(2026, 6, 19))[0].uitkomst == GEMIST
    assert geweest_van(beoordeel(date(2026, 6, 18))) == (0, 0)
    # Attended counts at once; a visit of tomorrow is not known yet.
    assert geweest_van(beoordeel(date(2026, 5, 20), geweest=[date(2026, 5, 20)])) == (1, 1)
    assert geweest_van(beoordeel(date(2026, 5, 20), geweest=[date(2026, 5, 21)])) == (0, 0)


def test_na_het_contract_is_er_niets_meer():
    """She stopped on 8 July: the day of 6 July is due, and its weeks end with the contract."""
    dagen = beoordeel_terugkomdagen([(CONTRACT[0], date(2026, 7, 8))], 5, op=date(2026, 7, 9))
    assert [(dag.dag, dag.tot) for dag in dagen] == [
        (DAGEN[0], date(2026, 6, 18)),
        (DAGEN[1], date(2026, 7, 8)),
    ]
    assert geweest_van(dagen) == (0, 2)


def test_wat_komt_en_wie_op_een_lijst_staat():
    dagen = beoordeel(date(2026, 6, 20), lijsten=[date(2026, 7, 8)])
    eerst = komende(dagen, op=date(2026, 6, 20), binnen=timedelta(weeks=6))
    assert (eerst.dag, eerst.op_lijst) == (DAGEN[1], date(2026, 7, 8))
    assert komende(dagen, op=date(2026, 6, 20), binnen=timedelta(days=15)) is None
    assert komende(dagen, op=date(2026, 6, 20), binnen=timedelta(days=16)).dag == DAGEN[1]
