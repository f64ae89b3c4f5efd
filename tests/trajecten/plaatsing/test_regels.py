from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis.maanden import laatste_dag
from trajecten.plaatsing.regels import (
    Bevinding,
    EerdereProefplaatsing,
    Proefplaatsing,
    controleer_contract_na_proef,
    controleer_proefplaatsing,
    laatste_dag_proefplaatsing,
    no_risk_ontgrendeld,
    no_risk_vanaf,
)

VANDAAG = date(2020, 8, 15)
GOED = Proefplaatsing(
    start=date(2020, 9, 1),
    laatste_dag=date(2020, 10, 31),
    uren=Decimal(24),
    werkplek="KPN",
    functie="klantadviseur",
    toestemming_per=date(2020, 9, 1),
    intentie_maanden=6,
    intentie_uren=Decimal(24),
    verzekerd=True,
)


def codes(proef, vandaag=VANDAAG, *, fout=True):
    bevindingen = controleer_proefplaatsing(proef, vandaag=vandaag)
    assert all(bevinding.is_waarschuwing is not bevinding.is_fout for bevinding in bevindingen)
    return [b.code for b in bevindingen if b.is_fout is fout]


def met_maanden(n, **velden):
    return replace(GOED, laatste_dag=laatste_dag(GOED.start, n), **velden)


@pytest.mark.parametrize(
    ("start", "maanden", "verwacht"),
    [
        (date(2020, 9, 1), None, date(2020, 10, 31)),
        (date(2025, 12, 31), None, date(2026, 2, 27)),
        (date(2023, 12, 31), 2, date(2024, 2, 28)),
        (date(2020, 9, 1), 3, date(2020, 11, 30)),
    ],
)
def test_laatste_dag(start, maanden, verwacht):
    assert laatste_dag_proefplaatsing(start, maanden) == verwacht


def test_groningen_2020_is_in_orde():
    assert controleer_proefplaatsing(GOED, vandaag=VANDAAG) == []


def test_einde_voor_start():
    assert codes(replace(GOED, laatste_dag=date(2020, 8, 31))) == ["einde_voor_start"]


def test_langer_dan_de_partner_toestaat_vraagt_reden_en_toestemming():
    lang = replace(GOED, laatste_dag=date(2020, 11, 1))
    assert codes(lang) == ["langer_zonder_reden", "langer_zonder_toestemming"]
    assert codes(replace(lang, reden_langer="  ", toestemming_langer=True)) == ["langer_zonder_reden"]
    assert codes(replace(lang, reden_langer="Langer inwerken")) == ["langer_zonder_toestemming"]
    assert codes(replace(lang, reden_langer="Langer inwerken", toestemming_langer=True)) == []
    assert codes(replace(lang, partner_max_maanden=3)) == []
    assert codes(replace(GOED, partner_max_maanden=1)) == ["langer_zonder_reden", "langer_zonder_toestemming"]


def test_meer_dan_zes_maanden_wordt_geweigerd():
    ruim = {"partner_max_maanden": 12, "reden_langer": "Langer inwerken", "toestemming_langer": True}
    assert codes(met_maanden(6, **ruim)) == []
    te_lang = replace(met_maanden(6, **ruim), laatste_dag=laatste_dag(GOED.start, 6) + timedelta(days=1))
    assert codes(te_lang) == ["langer_dan_zes_maanden"]


def test_zes_maanden_is_bij_elkaar_op_een_werkplek():
    eerder = EerdereProefplaatsing("KPN", "webcare", date(2020, 1, 1), date(2020, 4, 30))
    assert codes(replace(GOED, eerdere=[eerder])) == []
    assert codes(met_maanden(3, partner_max_maanden=3, eerdere=[eerder])) == ["langer_dan_zes_maanden"]
    elders = replace(eerder, werkplek="UWV")
    ergens_anders = met_maanden(3, partner_max_maanden=3, eerdere=[elders])
    assert codes(ergens_anders) == []
    assert codes(ergens_anders, fout=False) == ["samen_langer_dan_zes_maanden"]


def test_niet_voor_de_toestemming():
    assert codes(replace(GOED, toestemming_per=date(2020, 9, 2))) == ["start_voor_toestemming"]
    zonder = replace(GOED, toestemming_per=None)
    assert codes(zonder, date(2020, 8, 31)) == []
    assert codes(zonder, date(2020, 8, 31), fout=False) == ["toestemming_ontbreekt"]
    assert codes(zonder, date(2020, 9, 1)) == ["toestemming_ontbreekt"]


def test_intentie():
    assert codes(replace(GOED, intentie_maanden=5)) == ["intentie_te_kort"]
    assert codes(replace(GOED, intentie_uren=Decimal("23.5"))) == ["intentie_minder_uren"]
    assert codes(replace(GOED, intentie_uren=None)) == ["intentie_ontbreekt"]
    assert codes(replace(GOED, intentie_maanden=None)) == ["intentie_ontbreekt"]


def test_niet_twee_keer_op_dezelfde_werkplek_behalve_in_een_andere_functie():
    eerder = EerdereProefplaatsing("KPN", " Klantadviseur ", date(2019, 1, 1), date(2019, 2, 28))
    assert codes(replace(GOED, eerdere=[eerder])) == ["tweede_keer_zelfde_werkplek"]
    assert codes(replace(GOED, functie="webcare", eerdere=[eerder])) == []
    assert codes(replace(GOED, werkplek="UWV", eerdere=[eerder])) == []


def test_verzekering():
    assert codes(replace(GOED, verzekerd=False)) == ["verzekering_ontbreekt"]


def test_alles_wordt_tegelijk_gemeld():
    slecht = replace(GOED, toestemming_per=date(2020, 10, 1), intentie_maanden=3, verzekerd=False)
    assert codes(slecht) == ["start_voor_toestemming", "intentie_te_kort", "verzekering_ontbreekt"]


@given(st.dates(date(2010, 1, 1), date(2040, 1, 1)), st.integers(1, 6))
def test_een_proefplaatsing_van_n_maanden_past_precies_bij_een_maximum_van_n(start, n):
    proef = replace(
        GOED,
        start=start,
        laatste_dag=laatste_dag_proefplaatsing(start, n),
        toestemming_per=start,
        partner_max_maanden=n,
    )
    assert controleer_proefplaatsing(proef, vandaag=start) == []
    dag_langer = replace(proef, laatste_dag=proef.laatste_dag + timedelta(days=1))
    assert codes(dag_langer, start) != []


class TestContractNaProef:
    def contract(self, **velden):
        standaard = {
            "proef_uren": Decimal(24),
            "contract_start": date(2020, 11, 1),
            "contract_laatste_dag": date(2021, 4, 30),
            "contract_uren": Decimal(24),
        }
        return controleer_contract_na_proef(**{**standaard, **velden})

    def test_zes_maanden_en_dezelfde_uren(self):
        assert self.contract() == []
        assert self.contract(contract_laatste_dag=None, contract_uren=Decimal(28)) == []

    def test_tekort_is_een_waarschuwing(self):
        kort = self.contract(contract_laatste_dag=date(2021, 4, 29), contract_uren=Decimal("20"))
        assert [(b.code, b.is_fout) for b in kort] == [
            ("contract_te_kort", False),
            ("contract_minder_uren", False),
        ]
        assert "(24)" in kort[1].melding

    def test_geen_proeftijd_na_een_proefplaatsing(self):
        (bevinding,) = self.contract(proeftijdbeding=True)
        assert bevinding == Bevinding(
            "proeftijd_na_proefplaatsing", "Na een proefplaatsing mag in het contract geen proeftijd staan."
        )


def test_no_riskpolis_vanaf_twee_maanden_in_dienst():
    start = date(2025, 12, 31)
    assert no_risk_vanaf(start) == date(2026, 2, 28)
    assert not no_risk_ontgrendeld(start, date(2026, 2, 27))
    assert no_risk_ontgrendeld(start, date(2026, 2, 28))
