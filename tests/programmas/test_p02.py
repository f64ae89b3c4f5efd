"""P02, KPN Customer Service Groningen: sixteen people, nine through gemeenten and seven through UWV; as published."""

from datetime import date

from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.statussen import Status, Uitkomst

START = date(2020, 9, 1)


def test_p02(verloop):
    assert getallen("P02") == {
        "duur.maanden": 12,
        "schooldagen_per_week": 1,
        "uren_opties": [20, 24, 28],
        "proefplaatsing_maanden": 2,
        "groep.aantal": 16,
        "groep.herkomst.gemeenten": 9,
        "groep.herkomst.UWV": 7,
        "gerapporteerd.0.waarde": 16,
        "gerapporteerd.0.van": 16,
    }
    v = verloop("P02", "2020-06-15 09:30")
    p = v.programma
    assert (p.groep_min, p.groep_max, p.duur_maanden, p.proefplaatsing_maanden) == (16, 16, 12, 2)
    assert (p.schooldagen_per_week, p.uren_opties, p.leerweg) == (1, [20, 24, 28], "bbl")
    assert p.loopt_sinds == "september 2020"

    # Referred by Werk in Zicht (of the gemeenten) and UWV, and called: the programme has no term for that.
    mensen = v.verwijs(9, "Werk in Zicht") + v.verwijs(7, "UWV", uitkering="ww")
    v.het_is("2020-06-16")
    v.spreek(mensen)
    assert v.vastgelegd() == NIETS | {"kwalificatie": {"mbo-3"}, "uitkering": {"ww"}}

    # Three rounds; what weighs most is motivation, and nothing excludes by itself.
    assert [ronde.naam for ronde in v.rondes] == [
        "Voorselectie door UWV en Werk in Zicht",
        "Vervolggesprekken met Ocaro en KPN",
        "Definitieve selectie",
    ]
    assert [(c.naam, c.weegt_zwaarst, c.sluit_uit) for c in p.criteria.all()] == [("motivatie", True, False)]
    assert {(r.deelnemers_min, r.deelnemers_max) for r in v.rondes} == {(None, None)}
    v.door_de_selectie(mensen)

    # A cohort of sixteen in Groningen, at 20, 24 or 28 hours.
    lichting = v.lichting("2020-09-01", 16, plaats="Groningen")
    assert len(v.plaats(mensen, lichting).gedaan) == 16
    for traject, uren in zip(mensen, [20, 24, 28] * 6, strict=False):
        v.kies([traject], uren_per_week=uren)
    v.wijs_coaches_toe(mensen, START)
    assert len(v.start(lichting)) == 16
    kalender = v.momenten(START)
    assert set(kalender) == {"opleiding", "schooldagen", "proefplaatsing", "begeleiding"}
    assert (kalender["opleiding"].tot, kalender["schooldagen"].aantal) == (date(2021, 8, 31), 52)

    # Two months of trial with the benefit retained: up to and including 31 October.
    assert v.voorstel(mensen[0], proef=True) == {
        "werkplek": "KPN",
        "formele_werkgever": "Ocaro",
        "opleider": "Ocaro",
        "verwijzer": "Werk in Zicht",
        "vestiging": "Groningen",
        "uren_per_week": 20,
        "start": START,
        "maanden": 2,
    }
    proeven = v.proefplaatsing(mensen, start=START, intentie_maanden=10)
    assert {(p.maanden, p.gepland_einde) for p in proeven} == {(2, date(2020, 10, 31))}
    assert kalender["proefplaatsing"].tot == date(2020, 10, 31)
    v.het_is("2020-10-26")
    assert v.op_vandaag("loopt_af") == (16, 0)

    # Sixteen of sixteen get a contract. How long is not stated: the form proposes no kind and no end.
    assert v.voorstel(mensen[0]).keys() & {"soort", "gepland_einde"} == set()
    contracten = v.contract(mensen, soort="leerarbeid", start=date(2020, 11, 1), einde=date(2021, 8, 31))
    assert sorted({int(c.uren_per_week) for c in contracten}) == p.uren_opties
    regels, verwijzers = v.cijfers(op=date(2020, 11, 2))
    assert list(regels.values()) == ["16", "16", "100,0 %"]
    assert verwijzers == {"Werk in Zicht": "9", "UWV": "7"}

    # A year of weekly talks, the diploma, and work after it.
    v.het_is("2021-09-01")
    assert v.voer_gesprekken(mensen[0], date(2021, 8, 31)) == 52 == kalender["begeleiding"].aantal
    v.reik_uit(mensen, "diploma")
    v.contract(mensen, soort="arbeidsovereenkomst", start=date(2021, 9, 1))
    v.sluit(mensen, Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER, op=date(2021, 8, 31))
    v.het_is("2021-11-02")
    v.meet(mensen, 12, "zelfde_werkplek")
    assert v.standen == {"afgerond": 16}
    assert v.retentie(12, op=date(2021, 11, 2)) == 1
    assert v.vastgelegd() == NIETS | {
        "kwalificatie": {"mbo-3"},
        "uitkering": {"ww"},
        "uren": {20, 24, 28},
        "werk": {"proefplaatsing": 16, "leerarbeid": 16, "arbeidsovereenkomst": 16},
    }
