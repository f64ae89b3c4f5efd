from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis.maanden import laatste_dag, maanden_tussen, verjaardag, volle_maanden

DAGEN = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
MAANDEN = st.integers(min_value=-240, max_value=240)


@pytest.mark.parametrize(
    ("start", "n", "verwacht"),
    [
        (date(2020, 9, 1), 2, date(2020, 11, 1)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_verjaardag(start, n, verwacht):
    assert verjaardag(start, n) == verwacht


@pytest.mark.parametrize("n", [12, -24000])
def test_verjaardag_buiten_de_kalender(n):
    with pytest.raises(ValueError, match="calendar"):
        verjaardag(date(9999, 6, 1) if n > 0 else date(1999, 6, 1), n)


@pytest.mark.parametrize(
    ("start", "maanden", "verwacht"),
    [
        (date(2020, 9, 1), 2, date(2020, 10, 31)),
        (date(2025, 12, 31), 2, date(2026, 2, 27)),
        (date(2026, 4, 27), 8, date(2026, 12, 26)),
        (date(2026, 4, 27), 24, date(2028, 4, 26)),
        (date(2024, 3, 1), 12, date(2025, 2, 28)),
    ],
)
def test_laatste_dag(start, maanden, verwacht):
    assert laatste_dag(start, maanden) == verwacht


def test_een_periode_van_nul_maanden_bestaat_niet():
    with pytest.raises(ValueError, match="at least one month"):
        laatste_dag(date(2026, 1, 1), 0)


@pytest.mark.parametrize(
    ("start", "eind", "verwacht"),
    [
        (date(2025, 9, 1), date(2026, 3, 1), Fraction(6)),
        (date(2025, 9, 1), date(2026, 2, 28), 5 + Fraction(27, 28)),
        (date(2025, 9, 1), date(2025, 11, 16), Fraction(5, 2)),
        (date(2026, 1, 12), date(2026, 9, 5), 7 + Fraction(24, 31)),
        (date(2026, 8, 31), date(2026, 11, 22), 2 + Fraction(22, 30)),  # the month from 31 Oct ends 30 Nov
        (date(2026, 1, 31), date(2026, 2, 28), Fraction(1)),
        (date(2026, 1, 31), date(2026, 3, 1), 1 + Fraction(1, 31)),
        (date(2026, 1, 31), date(2026, 3, 31), Fraction(2)),
        (date(2024, 2, 29), date(2025, 2, 28), Fraction(12)),
        (date(2026, 5, 5), date(2026, 5, 5), Fraction(0)),
        (date(2026, 5, 5), date(2026, 4, 20), -Fraction(15, 30)),
    ],
)
def test_maanden_tussen(start, eind, verwacht):
    assert maanden_tussen(start, eind) == verwacht


@given(DAGEN, MAANDEN)
def test_een_verjaardag_is_precies_n_maanden_later(start, n):
    dag = verjaardag(start, n)
    assert (dag.year * 12 + dag.month) - (start.year * 12 + start.month) == n
    assert dag.day == start.day or (dag.day < start.day and (dag + timedelta(days=1)).day == 1)
    assert maanden_tussen(start, dag) == n
    assert volle_maanden(start, dag) == n


@given(DAGEN, st.integers(min_value=-3000, max_value=3000))
def test_elke_dag_telt_erbij_en_nooit_meer_dan_een_maand(start, dagen):
    eind = start + timedelta(days=dagen)
    nu, morgen = maanden_tussen(start, eind), maanden_tussen(start, eind + timedelta(days=1))
    assert 0 < morgen - nu <= Fraction(1, 28)
    assert volle_maanden(start, eind) <= nu < volle_maanden(start, eind) + 1


@given(DAGEN, st.integers(min_value=1, max_value=60))
def test_een_volledig_uitgediende_periode_duurt_precies_n_maanden(start, n):
    assert maanden_tussen(start, laatste_dag(start, n) + timedelta(days=1)) == n
    assert maanden_tussen(start, laatste_dag(start, n)) < n
