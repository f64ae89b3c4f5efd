"""What a programme means in days: every number of the programmes in the field, and nothing where they say nothing."""

import datetime as dt

import pytest
from django.core.management import call_command

from trajecten.kalender import NIET_VASTGELEGD, contractstart, kalender, volgende_maandag
from trajecten.models import Programma

MAANDAG = dt.date(2026, 1, 5)
ALLES = {
    "eerste_contact", "voorfase", "introductiedag", "opleiding", "lesdagen", "schooldagen", "proefplaatsing",
    "contract", "terugkomdagen", "begeleiding", "besluit", "verblijf", "bedoeld_verblijf",
}  # fmt: skip


def momenten(programma, start=MAANDAG, **anders):
    return {moment.code: moment for moment in kalender(programma, start=start, **anders)}


def dagen(moment):
    return [dag for dag, _ in moment.dagen]


def test_wat_niet_is_vastgelegd_staat_er_zo():
    """An empty programme: no date but that of the start, no limit, no clock."""
    leeg = momenten(Programma())
    assert set(leeg) == ALLES
    anders = {"opleiding": "Hoe lang: niet vastgelegd.", "begeleiding": "52 gesprekken in de eerste 52 weken; hoe "
              "lang is niet vastgelegd."}  # fmt: skip
    assert {code: moment.uitleg for code, moment in leeg.items()} == dict.fromkeys(
        ALLES, NIET_VASTGELEGD
    ) | anders
    assert [code for code, moment in leeg.items() if moment.tot] == ["begeleiding"]
    assert not leeg["besluit"].bekend and leeg["opleiding"].bekend


def test_een_proefplaatsing_gaat_voor_het_contract():
    """Domain, section 5: start 1-9-2020 -> last day 31-10-2020."""
    p02 = Programma(proefplaatsing_maanden=2, contract_maanden=10, duur_maanden=12, schooldagen_per_week=1)
    m = momenten(p02, dt.date(2020, 9, 1))
    assert (m["proefplaatsing"].van, m["proefplaatsing"].tot) == (dt.date(2020, 9, 1), dt.date(2020, 10, 31))
    assert (m["contract"].van, m["contract"].tot) == (dt.date(2020, 11, 1), dt.date(2021, 8, 31))
    assert (m["opleiding"].tot, m["schooldagen"].aantal) == (dt.date(2021, 8, 31), 52)
    assert contractstart(Programma(), MAANDAG) == MAANDAG
    kort = momenten(Programma(proefplaatsing_maanden=2), dt.date(2025, 12, 31))
    assert kort["proefplaatsing"].tot == dt.date(2026, 2, 27)


def test_opleiding_in_weken_met_dagen():
    """P05: five weeks of four days."""
    m = momenten(Programma(duur_weken=5, dagen_per_week=4))
    assert (m["opleiding"].van, m["opleiding"].tot) == (MAANDAG, dt.date(2026, 2, 8))
    assert m["lesdagen"].aantal == 20
    assert m["schooldagen"].uitleg == NIET_VASTGELEGD


def test_voorfase_ligt_voor_de_start():
    m = momenten(Programma(voorfase="arbeidsfit maken", voorfase_weken=3))["voorfase"]
    assert (m.van, m.tot) == (dt.date(2025, 12, 15), dt.date(2026, 1, 4))
    zonder = momenten(Programma(voorfase="arbeidsfit maken"))["voorfase"]
    assert (zonder.van, zonder.uitleg) == (None, "Arbeidsfit maken. Hoe lang: niet vastgelegd.")


def test_terugkomdagen_verblijf_en_waarschuwingen():
    """P11: about 16 weeks, 8 months of contract, every five weeks a refresher day, at most 24 months."""
    p11 = Programma(
        duur_weken=16, duur_ongeveer=True, contract_maanden=8, terugkomdag_weken=5, max_verblijf_maanden=24
    )
    m = momenten(p11)
    assert m["opleiding"].tot == dt.date(2026, 4, 26) and "Ongeveer 16 weken" in m["opleiding"].uitleg
    assert (m["contract"].van, m["contract"].tot) == (dt.date(2026, 4, 27), dt.date(2026, 12, 26))
    assert dagen(m["terugkomdagen"]) == [
        dt.date(2026, 6, 1),
        dt.date(2026, 7, 6),
        dt.date(2026, 8, 10),
        dt.date(2026, 9, 14),
        dt.date(2026, 10, 19),
        dt.date(2026, 11, 23),
    ]
    assert m["verblijf"].tot == dt.date(2028, 4, 26)
    assert dagen(m["verblijf"]) == [dt.date(2027, 10, 26), dt.date(2028, 1, 26), dt.date(2028, 3, 26)]


def test_een_opleiding_van_maanden_loopt_naast_het_contract():
    """P06: twelve months of training in a contract of twelve months."""
    m = momenten(Programma(duur_maanden=12, contract_maanden=12))
    assert (m["contract"].van, m["contract"].tot) == (MAANDAG, dt.date(2027, 1, 4))


def test_een_eigen_start_van_het_contract():
    m = momenten(Programma(contract_maanden=8, terugkomdag_weken=5), contract=dt.date(2026, 4, 27))
    assert (m["contract"].van, m["contract"].tot) == (dt.date(2026, 4, 27), dt.date(2026, 12, 26))
    assert dagen(m["terugkomdagen"])[0] == dt.date(2026, 6, 1)


def test_terugkomdagen_zonder_einde_van_het_contract_hebben_geen_dagen():
    m = momenten(Programma(terugkomdag_weken=5))["terugkomdagen"]
    assert m.dagen == () and m.uitleg.endswith("Einde van het contract: niet vastgelegd.")


def test_de_nazorg_begint_bij_het_contract():
    """Trial of 2 months from 5-1-2026, so contract from 5-3: 8 whole weeks before it, then every 4 weeks for a year."""
    programma = Programma(proefplaatsing_maanden=2, contract_maanden=12)
    gevonden = momenten(programma, dt.date(2026, 1, 5), nazorg=[(1, 4)])
    assert (gevonden["begeleiding"].aantal, gevonden["begeleiding"].tot) == (8, dt.date(2026, 3, 4))
    assert (gevonden["nazorg"].van, gevonden["nazorg"].tot) == (dt.date(2026, 3, 5), dt.date(2027, 3, 4))
    assert gevonden["nazorg"].aantal == 13
    assert "nazorg" not in momenten(programma, dt.date(2026, 1, 5), afbouw=[(1, 4)])
    meteen = momenten(Programma(contract_maanden=12), dt.date(2026, 1, 5), nazorg=[(1, 4)])
    assert "begeleiding" not in meteen and meteen["nazorg"].aantal == 13


def test_gesprekken_volgens_de_afbouw():
    """Weekly, from week 13 every 2, from week 27 every 4: 12 + 7 + 7 = 26 in the 52 weeks of a year."""
    m = momenten(Programma(duur_maanden=12), dt.date(2025, 9, 1), afbouw=[(13, 2), (27, 4)])["begeleiding"]
    assert (m.tot, m.aantal) == (dt.date(2026, 8, 31), 26)
    assert m.dagen == (
        (dt.date(2025, 9, 1), "vanaf week 1 elke week: 12 gesprekken"),
        (dt.date(2025, 11, 24), "vanaf week 13 elke 2 weken: 7 gesprekken"),
        (dt.date(2026, 3, 2), "vanaf week 27 elke 4 weken: 7 gesprekken"),
    )
    eigen_keus = momenten(Programma(duur_maanden=12, begeleiding_vrijwillig=True))["begeleiding"]
    assert eigen_keus.uitleg == "52 gesprekken, als de kandidaat begeleiding kiest."


def test_beslismoment_en_bedoeld_verblijf():
    m = momenten(Programma(besluit_na_maanden=12, besluit_opties="blijven of ander werk"))
    assert (m["besluit"].van, m["besluit"].uitleg) == (
        dt.date(2027, 1, 5),
        "Na 12 maanden: blijven of ander werk.",
    )
    m = momenten(Programma(verblijf_van_maanden=36, verblijf_tot_maanden=60))["bedoeld_verblijf"]
    assert (m.van, m.tot) == (dt.date(2029, 1, 4), dt.date(2031, 1, 4))


def test_eerste_contact_in_echte_uren():
    """24 hours over the night the clock goes forward: Sunday 10:00 by the clock, domain section 5."""
    m = momenten(Programma(eerste_contact_uren=24), dt.date(2026, 3, 28))["eerste_contact"]
    assert m.tot == dt.date(2026, 3, 29)
    assert m.uitleg.endswith("dan uiterlijk op zondag 29 maart 2026 om 10:00 uur.")


@pytest.mark.parametrize(
    ("vandaag", "maandag"), [(4, 5), (5, 12), (11, 12)], ids=["zondag", "maandag", "volgende zondag"]
)
def test_volgende_maandag(vandaag, maandag):
    assert volgende_maandag(dt.date(2026, 1, vandaag)) == dt.date(2026, 1, maandag)


@pytest.mark.django_db
def test_alle_programmas_uit_het_veld_hebben_een_kalender():
    """Each of P01-P14: what the file states has a day or a number, and only that."""
    call_command("laad_programmas", verbosity=0)
    veld_van = {
        "eerste_contact": "eerste_contact_uren",
        "voorfase": "voorfase",
        "introductiedag": "introductiedag",
        "lesdagen": "dagen_per_week",
        "schooldagen": "schooldagen_per_week",
        "proefplaatsing": "proefplaatsing_maanden",
        "terugkomdagen": "terugkomdag_weken",
        "besluit": "besluit_na_maanden",
        "verblijf": "max_verblijf_maanden",
        "bedoeld_verblijf": "verblijf_van_maanden",
    }
    for programma in Programma.objects.all():
        m = momenten(programma)
        for code, veld in veld_van.items():
            assert m[code].bekend == bool(getattr(programma, veld)), (programma.code, code)
        assert bool(m["opleiding"].tot) == bool(programma.duur_weken or programma.duur_maanden)
        assert bool(m["contract"].tot) == bool(programma.contract_maanden)
