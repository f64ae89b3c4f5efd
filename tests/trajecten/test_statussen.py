from itertools import product

import pytest

from trajecten.statussen import (
    EINDSTATUSSEN,
    REDENEN,
    Status,
    alle_redenen,
    is_geldige_reden,
    mag_overgaan,
    mogelijke_overgangen,
)

# Written out again from the design (domain, section 2), on purpose not read from the module.
ONTWERP = {
    "aangemeld": {"in_selectie", "afgewezen", "teruggetrokken"},
    "in_selectie": {"geselecteerd", "wachtlijst", "afgewezen", "teruggetrokken"},
    "wachtlijst": {"in_selectie", "geselecteerd", "afgewezen", "teruggetrokken"},
    "geselecteerd": {"lopend", "wachtlijst", "teruggetrokken"},
    "lopend": {"afgerond", "uitgevallen"},
}


@pytest.mark.parametrize(("van", "naar"), list(product(Status.values, repeat=2)))
def test_elke_overgang_is_die_van_het_ontwerp(van, naar):
    assert mag_overgaan(van, naar) is (naar in ONTWERP.get(van, set()))
    assert (naar in mogelijke_overgangen(van)) is mag_overgaan(Status(van), Status(naar))


def test_eindstatussen():
    assert {"afgerond", "uitgevallen", "afgewezen", "teruggetrokken"} == EINDSTATUSSEN
    assert all(mogelijke_overgangen(status) == [] for status in EINDSTATUSSEN)


def test_een_onbekende_status_mag_nergens_heen():
    assert not mag_overgaan("weg", "lopend")
    assert not mag_overgaan("lopend", "weg")
    assert mogelijke_overgangen("") == []


def test_keuzes_staan_in_de_volgorde_van_de_statussen():
    assert mogelijke_overgangen("aangemeld") == ["in_selectie", "afgewezen", "teruggetrokken"]


def test_elke_eindstatus_heeft_een_gesloten_lijst_en_codes_zijn_uniek():
    assert REDENEN.keys() == EINDSTATUSSEN
    codes = [code for code, _ in alle_redenen()]
    assert len(codes) == len(set(codes)) == 5 + 11 + 6 + 8
    assert max(map(len, codes)) <= 40


def test_een_reden_hoort_bij_haar_eigen_status():
    assert is_geldige_reden("uitgevallen", "uitval_loon")
    assert not is_geldige_reden("teruggetrokken", "uitval_loon")
    assert not is_geldige_reden("uitgevallen", "")
    assert is_geldige_reden("lopend", "")
    assert not is_geldige_reden("lopend", "uitval_loon")


def test_geplande_uitstroom_is_een_uitkomst_en_geen_uitval():
    assert is_geldige_reden("afgerond", "uitkomst_geplande_uitstroom")
    assert not any("uitstroom" in code for code in REDENEN[Status.UITGEVALLEN].values)
