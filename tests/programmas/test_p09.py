"""P09, Inclusief werkgeverschap: no tests ever, one structured interview, and coaching only for who wants it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from rapportage.formules import doeltekort
from tests.programmas.kijken import NIETS
from tests.programmas.velden import getallen
from trajecten.begeleiding.diensten import kies_begeleiding
from trajecten.begeleiding.stand import stand_van
from trajecten.keuzes import TOETSRONDES
from trajecten.models import Ronde
from trajecten.statussen import Status, Uitkomst

START = date(2023, 5, 1)


def test_p09(verloop):
    assert getallen("P09") == {
        "doel_aandeel.procent": 10,
        "doel_aandeel.binnen_maanden": 24,
        "gerapporteerd.0.waarde": 6,
        "gerapporteerd.0.van": 200,
    }
    v = verloop("P09", "2023-03-06")
    p = v.programma
    assert (p.doelgroep_aandeel_procent, p.doelgroep_aandeel_maanden, p.doelgroep_aandeel_op) == (
        10,
        24,
        None,
    )
    assert [(r.operator, r.waarde, r.van) for r in p.gerapporteerd.all()] == [("~", 6, 200)]
    # As reported: about 6 percent of 200 people. Ten percent is twenty people, eight more than twelve.
    assert doeltekort(12, 200, p.doelgroep_aandeel_procent).bij_vervanging == 8

    # A test can be no round of this programme, whoever tries (the form of the admin: test_beheer).
    assert p.toetsen == "verboden"
    for soort in TOETSRONDES:
        with pytest.raises(ValidationError, match="Dit programma verbiedt toetsen"):
            Ronde(programma=p, volgorde=2, soort=soort, naam="Toch een toets").full_clean()
    assert [(ronde.soort, ronde.naam) for ronde in v.rondes] == [
        ("interview", "Gestructureerd competentiegericht interview")
    ]

    # Eight people (of this story) from three partners; the interview decides, without scores or questionnaires.
    mensen = (
        v.verwijs(3, "Servicepunt Werkgevers UWV") + v.verwijs(3, "Blindeninstituut") + v.verwijs(2, "Amfors")
    )
    v.spreek(mensen)
    assert not p.criteria.exists()
    v.ronde(1, mensen)
    assert v.vastgelegd() == NIETS

    # Three want a jobcoach, five do not: nobody has to have one before the start, so the third gets hers later.
    lichting = v.lichting("2023-05-01", 8)
    v.plaats(mensen, lichting)
    assert p.begeleiding_vrijwillig and p.begeleiding == "op maat, kandidaat kiest"
    for traject in mensen[3:]:
        kies_begeleiding(traject, wil=False, door=v.coordinator)
    v.wijs_coaches_toe(mensen[:2], START)
    assert len(v.start(lichting)) == 8
    v.wijs_coaches_toe(mensen[2:3], START)
    kalender = v.momenten(START)
    assert set(kalender) == {"introductiedag", "opleiding", "begeleiding"}
    assert kalender["opleiding"].tot is None
    assert kalender["begeleiding"].uitleg.endswith("als de kandidaat begeleiding kiest.")

    # ContactCare employs them herself; half a year later nothing is due of the five, and all of the three.
    assert v.voorstel(mensen[0]) == {
        "werkplek": "ContactCare",
        "opleider": "ContactCare Academy",
        "verwijzer": "Servicepunt Werkgevers UWV",
    }
    werk = {"werkgever": p.werkgevers.get(), "uren_per_week": 24}
    v.contract(mensen, soort="arbeidsovereenkomst", start=START, **werk)
    v.het_is("2023-11-01")
    standen = stand_van(mensen)
    assert [standen[traject.pk].te_laat for traject in mensen] == [True] * 3 + [False] * 5
    assert [standen[traject.pk].nodig for traject in mensen] == [True] * 3 + [False] * 5
    assert {standen[traject.pk].reden for traject in mensen[3:]} == {"wil geen begeleiding"}
    assert v.op_vandaag("begeleiding") == (1, 1)  # one row: the jobcoach of the three

    v.sluit(mensen, Status.AFGEROND, Uitkomst.ZELFDE_WERKGEVER)
    v.meet(mensen, 6, "zelfde_werkplek")
    assert v.standen == {"afgerond": 8}
    assert v.retentie(6, op=v.vandaag) == 1
    assert v.vastgelegd() == NIETS | {"werk": {"arbeidsovereenkomst": 8}}
