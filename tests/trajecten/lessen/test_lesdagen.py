"""The pure rules of a lesson plan: which days, holidays, own free days, modules."""

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajecten.opleiding.feestdagen import feestdagen, gewone_feestdagen
from trajecten.opleiding.lesdagen import (
    MEESTE_DAGEN,
    Vrij,
    lees_vrij,
    lesdagen,
    verdeel,
    voorstel_periode,
    voorstel_weekdagen,
)

DAG = dt.date
WEEKDAGEN = st.sets(st.integers(1, 7), min_size=1)
START = st.dates(DAG(2020, 1, 1), DAG(2040, 12, 31))


def _namen(van, tot):
    return {dag: naam.lower() for dag, naam in feestdagen(van, tot).items()}


# --- Holidays ---------------------------------------------------------------------------------------------------------
def test_feestdagen_van_2026():
    namen = _namen(DAG(2026, 1, 1), DAG(2026, 12, 31))
    assert namen[DAG(2026, 1, 1)] == "nieuwjaarsdag"
    assert namen[DAG(2026, 4, 3)] == "goede vrijdag"
    assert namen[DAG(2026, 4, 6)] == "tweede paasdag"
    assert namen[DAG(2026, 4, 27)] == "koningsdag"
    assert namen[DAG(2026, 5, 14)] == "hemelvaartsdag"
    assert namen[DAG(2026, 12, 26)] == "tweede kerstdag"
    assert len(namen) == 10


def test_koningsdag_op_zaterdag_als_de_27e_een_zondag_is():
    assert DAG(2025, 4, 26) in feestdagen(DAG(2025, 4, 1), DAG(2025, 4, 30))
    assert DAG(2025, 4, 27) not in feestdagen(DAG(2025, 4, 1), DAG(2025, 4, 30))


@pytest.mark.parametrize(("jaar", "vrij"), [(2025, True), (2026, False), (2029, False), (2030, True)])
def test_bevrijdingsdag_eens_in_de_vijf_jaar(jaar, vrij):
    """Outside those years a lesson is proposed, and the name is said beside it."""
    dag = DAG(jaar, 5, 5)
    assert (dag in feestdagen(dag, dag)) is vrij
    assert (dag in gewone_feestdagen(dag, dag)) is not vrij
    [les] = lesdagen({dag.isoweekday()}, dag, dag)
    assert (les.vrij, les.naam) == (("Bevrijdingsdag", "") if vrij else ("", "Bevrijdingsdag"))


def test_feestdagen_van_een_periode_die_er_niet_is():
    assert feestdagen(DAG(2026, 5, 2), DAG(2026, 5, 1)) == {}


# --- The days ---------------------------------------------------------------------------------------------------------
@given(weekdagen=WEEKDAGEN, van=START, lengte=st.integers(0, 800))
def test_lesdagen_zijn_precies_de_weekdagen_zonder_feestdag(weekdagen, van, lengte):
    """Right weekdays, within bounds, each once and in order, none left out, and never a lesson on a public holiday."""
    tot = van + dt.timedelta(days=lengte)
    dagen = lesdagen(weekdagen, van, tot)
    verwacht = [van + dt.timedelta(days=n) for n in range(lengte + 1)]
    assert [d.dag for d in dagen] == [d for d in verwacht if d.isoweekday() in weekdagen]
    officieel = feestdagen(van, tot)
    assert {d.dag for d in dagen if not d.vrij}.isdisjoint(officieel)
    assert {d.dag for d in dagen if d.vrij} == {d for d in officieel if d.isoweekday() in weekdagen}


@given(van=START, lengte=st.integers(0, 400), begin=st.integers(-10, 400), duur=st.integers(0, 30))
def test_eigen_vrije_dagen_vallen_uit_met_hun_woord(van, lengte, begin, duur):
    tot = van + dt.timedelta(days=lengte)
    vakantie = Vrij(van + dt.timedelta(days=begin), van + dt.timedelta(days=begin + duur), "vakantie")
    for dag in lesdagen(range(1, 8), van, tot, [vakantie]):
        valt_erin = vakantie.van <= dag.dag <= vakantie.tot
        assert bool(dag.vrij) == (valt_erin or dag.dag in feestdagen(dag.dag, dag.dag))


def test_een_jaar_donderdagen_in_twee_jaren():
    """From September to August: 52 Thursdays, of which Ascension Day falls out; the year edge is no gap."""
    dagen = lesdagen({4}, DAG(2026, 9, 3), DAG(2027, 8, 31))
    assert len(dagen) == 52
    assert [(d.dag, d.vrij) for d in dagen if d.vrij] == [(DAG(2027, 5, 6), "Hemelvaartsdag")]
    assert {DAG(2026, 12, 31), DAG(2027, 1, 7)} <= {d.dag for d in dagen}


@pytest.mark.parametrize(
    ("tot", "zin"),
    [
        (DAG(2026, 8, 31), "voor de eerste dag"),
        (DAG(2026, 9, 1) + dt.timedelta(MEESTE_DAGEN + 1), "vier jaar"),
    ],
)
def test_een_periode_die_niet_kan(tot, zin):
    with pytest.raises(ValueError, match=zin):
        lesdagen({1}, DAG(2026, 9, 1), tot)


# --- Own free days as text --------------------------------------------------------------------------------------------
def test_vrije_dagen_lezen():
    tekst = "19-10-2026 t/m 23-10-2026 herfstvakantie\n\n 5/12/2026  Sinterklaas \n1-2-2027 - 2-2-2027"
    assert lees_vrij(tekst) == [
        Vrij(DAG(2026, 10, 19), DAG(2026, 10, 23), "herfstvakantie"),
        Vrij(DAG(2026, 12, 5), DAG(2026, 12, 5), "Sinterklaas"),
        Vrij(DAG(2027, 2, 1), DAG(2027, 2, 2), "vrij"),
    ]


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("herfstvakantie", "Regel 1: begin met een datum"),
        ("1-10-2026\n31-2-2027 studiedag", "Regel 2: begin met een datum"),
        ("2-10-2026 t/m 1-10-2026 x", "Regel 1: de laatste dag"),
        ("\n".join(["1-10-2026"] * 41), "hoogstens 40"),
    ],
)
def test_vrije_dagen_die_niet_te_lezen_zijn(tekst, zin):
    with pytest.raises(ValueError, match=zin):
        lees_vrij(tekst)


# --- The programme ----------------------------------------------------------------------------------------------------
def _programma(**velden):
    leeg = dict.fromkeys(("schooldagen_per_week", "dagen_per_week", "duur_weken", "duur_maanden"))
    return SimpleNamespace(**{**leeg, "modules": "", **velden})


def test_voorstel_van_het_programma():
    start = DAG(2026, 1, 5)
    assert voorstel_weekdagen(_programma(schooldagen_per_week=1, dagen_per_week=5)) == []
    assert voorstel_weekdagen(_programma(dagen_per_week=5)) == [1, 2, 3, 4, 5]
    assert voorstel_periode(_programma(duur_weken=16), start) == (start, DAG(2026, 4, 26))
    assert voorstel_periode(_programma(), start) == (start, None)
    na_introductie, _ = voorstel_periode(_programma(duur_maanden=12), start, DAG(2026, 1, 6))
    assert na_introductie == DAG(2026, 1, 7)


@given(aantal=st.integers(0, 200), modules=st.lists(st.text(min_size=1), unique=True, max_size=8))
def test_modules_in_volgorde_en_ongeveer_even_vaak(aantal, modules):
    verdeling = verdeel(modules, aantal)
    assert len(verdeling) == aantal
    if modules and aantal:
        plekken = [modules.index(naam) for naam in verdeling]
        assert plekken == sorted(plekken)
        keren = [verdeling.count(naam) for naam in modules]
        assert max(keren) - min(keren) <= 1
