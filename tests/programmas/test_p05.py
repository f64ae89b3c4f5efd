"""P05, Aan Zet: five weeks of four days, after a day to meet and a language test; childcare is asked about."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kandidaten.keuzes import Kinderopvang, Taalniveau
from tests import fabrieken
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from tests.programmas.verloop import moment
from trajecten.lichtingen import belemmeringen, start_lichting
from trajecten.selectie.bijeenkomsten import leg_aanwezigheid_vast, plan_bijeenkomst
from trajecten.selectie.uitkomsten import leg_uitkomst_vast, velden_van
from trajecten.statussen import AfwijsReden, Status, Uitkomst

START = date(2026, 1, 5)


def test_p05(verloop):
    assert getallen("P05") == {
        "duur.weken": 5,
        "dagen_per_week": 4,
        "gerapporteerd.0.waarde": 99.9,
        "gerapporteerd.1.waarde": 170,
    }
    v = verloop("P05", "2025-11-03")
    p = v.programma
    assert (p.duur_weken, p.duur_maanden, p.dagen_per_week, p.toetsen) == (5, None, 4, "verplicht")
    assert [(str(r.waarde), r.operator) for r in p.gerapporteerd.all()] == [("99.9", "="), ("170.0", "~")]

    # A gemeente refers ten people (a number of this story); her jobcoaches pre-select, and say whom they advise.
    gemeente = fabrieken.PartnerFabriek(naam="gemeente Voorbeeld", soort="gemeente")
    assert p.verwijzersoorten == [gemeente.soort] and p.voorselectie_door == "jobcoaches van de gemeente"
    mensen = v.verwijs(10, gemeente)
    v.spreek(mensen)
    assert v.vastgelegd() == NIETS | {"kwalificatie": {"KSF Branchecertificaat"}}
    assert [(r.soort, r.in_groep) for r in v.rondes] == [
        ("voorselectie", False),
        ("kennismaking", True),
        ("taaltoets", False),
    ]
    v.neem_op(mensen)
    for deelname in v.deelnames(1):
        advies = {"voorselectie_door": "gemeente", "advies": "positief"}
        leg_uitkomst_vast(deelname, waarden=advies, gezien=None, door=v.coordinator)
    v.ronde(1, mensen)

    # One day on which everybody meets; all ten come.
    dag = {"begin": moment("2025-11-17 09:30"), "eind": moment("2025-11-17 16:00"), "plaats": "Rotterdam"}
    plan_bijeenkomst(v.rondes[1], rondedeelnames=v.deelnames(2), door=v.coordinator, **dag)
    v.het_is("2025-11-18")
    leg_aanwezigheid_vast(dict.fromkeys(v.deelnames(2), "aanwezig"), door=v.coordinator)
    v.ronde(2, mensen)

    # The obligatory language test: eight pass, two do not yet.
    assert velden_van(v.rondes[2]) == ("taalniveau", "toetsuitslag")
    for deelname, uitslag in zip(v.deelnames(3), ["voldoende"] * 8 + ["onvoldoende"] * 2, strict=True):
        leg_uitkomst_vast(deelname, waarden={"toetsuitslag": uitslag}, gezien=None, door=v.coordinator)
    gekozen = v.ronde(3, mensen, door=8, reden=AfwijsReden.TAAL)

    # Nobody starts before childcare is arranged and her Dutch is on record; then they do.
    lichting = v.lichting("2026-01-05", 8)
    v.plaats(gekozen, lichting)
    v.wijs_coaches_toe(gekozen, START)
    assert sorted(b.code for b in belemmeringen(lichting)) == ["kinderopvang"] * 8 + ["taal"] * 8
    v.leg_gegevens_vast(gekozen, kinderopvang=Kinderopvang.NODIG, taal_spreken=Taalniveau.B1)
    v.het_is("2026-01-05")
    with pytest.raises(ValidationError, match="Kinderopvang is nog niet geregeld"):
        start_lichting(lichting, door=v.coordinator)
    v.leg_gegevens_vast(gekozen, kinderopvang=Kinderopvang.GEREGELD)
    assert len(v.start(lichting)) == 8

    # Five weeks of four days: twenty days, up to and including Sunday 8 February.
    kalender = v.momenten(START)
    assert set(kalender) == {"opleiding", "lesdagen", "begeleiding"}
    assert (kalender["opleiding"].tot, kalender["lesdagen"].aantal) == (date(2026, 2, 8), 20)
    assert kalender["begeleiding"].aantal == 5
    v.het_is("2026-02-09")
    assert p.kwalificaties.get().niveau == "ksf_branche"
    v.reik_uit(gekozen, "certificaat")
    assert v.voer_gesprekken(gekozen[0], date(2026, 2, 8)) == 5

    # Work is not part of what is stated: an employer of this story takes seven of them.
    assert v.voorstel(gekozen[0]) == {"opleider": "VANAD Academy", "verwijzer": "gemeente Voorbeeld"}
    werkgever = fabrieken.WerkgeverFabriek(naam="Belhuis Zuid")
    v.contract(
        gekozen[:7], soort="arbeidsovereenkomst", start=v.vandaag, werkgever=werkgever, uren_per_week=28
    )
    v.sluit(gekozen[:7], Status.AFGEROND, Uitkomst.ANDERE_WERKGEVER)
    v.sluit(gekozen[7:], Status.AFGEROND, Uitkomst.ZONDER_BAAN)
    v.het_is("2026-05-09")
    v.meet(gekozen[:7], 3, "zelfde_werkplek")
    assert v.standen == {"afgerond": 8, "afgewezen": 2}
    assert v.vastgelegd() == NIETS | {
        "kwalificatie": {"KSF Branchecertificaat"},
        "werk": {"arbeidsovereenkomst": 7},
    }
