"""Follow-up facts: counted from the first working day of the employment, never from the trial."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.diensten import geef_toestemming, trek_toestemming_in
from trajecten.plaatsing.keuzes import Eindreden, Meetantwoord, Meetbron
from trajecten.plaatsing.meetmomenten import eerste_werkdag, leg_meetmoment_vast, meetpunten
from trajecten.plaatsing.models import Meetmoment


def leg_vast(traject, door, **anders):
    velden = {
        "na_maanden": 3,
        "datum": dt.date(2021, 2, 1),
        "antwoord": Meetantwoord.ZELFDE_WERKPLEK,
        "bron": Meetbron.KANDIDAAT,
    }
    return leg_meetmoment_vast(traject, door=door, **velden | anders)


def test_de_momenten_tellen_vanaf_de_eerste_werkdag_van_het_contract(julia, contract):
    assert eerste_werkdag(julia) == dt.date(2020, 11, 1)
    punten = meetpunten(eerste_werkdag(julia), [], dt.date(2021, 5, 1))
    assert [p.dag for p in punten] == [
        dt.date(2021, 2, 1),
        dt.date(2021, 5, 1),
        dt.date(2021, 11, 1),
        dt.date(2022, 11, 1),
        dt.date(2023, 11, 1),
    ]
    assert [p.stand for p in punten] == ["nu", "nu", "later", "later", "later"]


def test_zonder_contract_valt_er_niets_te_meten(julia, proef, jobcoach):
    assert meetpunten(eerste_werkdag(julia), [], dt.date(2026, 1, 1)) == []
    with pytest.raises(ValidationError, match="nog geen contract"):
        leg_vast(julia, jobcoach)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"datum": dt.date(2021, 1, 31)}, "datum"),
        ({"datum": dt.date(2099, 1, 1)}, "datum"),
        ({"na_maanden": 4}, "na_maanden"),
        ({"antwoord": Meetantwoord.GEEN_WERK}, "laatste_werkdag"),
        ({"antwoord": Meetantwoord.GEEN_WERK, "laatste_werkdag": dt.date(2020, 10, 31)}, "laatste_werkdag"),
        ({"antwoord": Meetantwoord.GEEN_WERK, "laatste_werkdag": dt.date(2021, 2, 2)}, "laatste_werkdag"),
        ({"laatste_werkdag": dt.date(2021, 1, 1)}, "laatste_werkdag"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd_bij_het_veld(julia, contract, jobcoach, anders, veld):
    with pytest.raises(ValidationError) as excinfo:
        leg_vast(julia, jobcoach, **anders)
    assert list(excinfo.value.message_dict) == [veld]
    assert not Meetmoment.objects.exists()


def test_geen_werk_beeindigt_de_plaatsing_als_u_dat_kiest(julia, contract, jobcoach):
    leg_vast(
        julia,
        jobcoach,
        antwoord=Meetantwoord.GEEN_WERK,
        laatste_werkdag=dt.date(2021, 1, 15),
        eindreden=Eindreden.REIS_OF_UREN,
    )
    contract.refresh_from_db()
    assert (contract.laatste_werkdag, contract.eindreden) == (dt.date(2021, 1, 15), Eindreden.REIS_OF_UREN)


def test_geen_werk_laat_de_plaatsing_anders_met_rust(julia, contract, jobcoach):
    leg_vast(julia, jobcoach, antwoord=Meetantwoord.GEEN_WERK, laatste_werkdag=dt.date(2021, 1, 15))
    contract.refresh_from_db()
    assert contract.laatste_werkdag is None


def test_een_moment_wordt_eenmaal_vastgelegd(julia, contract, jobcoach):
    leg_vast(julia, jobcoach)
    with pytest.raises(ValidationError, match="Dit meetmoment is al vastgelegd"):
        leg_vast(julia, jobcoach)


def test_verbeteren_met_wat_u_zag(julia, contract, jobcoach, coordinator_groningen):
    eerst = leg_vast(julia, jobcoach)
    gezien = eerst.vastgelegd_op
    leg_vast(julia, coordinator_groningen, antwoord=Meetantwoord.ANDER_WERK, gezien=gezien)
    with pytest.raises(IntussenGewijzigd):
        leg_vast(julia, jobcoach, antwoord=Meetantwoord.ONBEKEND, gezien=gezien)
    assert Meetmoment.objects.get().antwoord == Meetantwoord.ANDER_WERK


def test_wie_haar_toestemming_introk_wordt_niet_meer_gevraagd(julia, contract, jobcoach):
    toestemming = geef_toestemming(kandidaat=julia.kandidaat, doel="meten", tekstversie="1", door=jobcoach)
    leg_vast(julia, jobcoach)
    trek_toestemming_in(toestemming, door=jobcoach, ingetrokken_op=timezone.now())
    with pytest.raises(ValidationError, match="wil niet meer"):
        leg_vast(julia, jobcoach, na_maanden=6, datum=dt.date(2021, 5, 1))


def test_beeindigen_hoort_bij_geen_werk(contract, coordinator_groningen, time_machine):
    """Else the two faults send her round in a circle: the day is asked for, and refused."""
    time_machine.move_to(dt.datetime(2022, 1, 10, 12, tzinfo=dt.UTC))
    with pytest.raises(ValidationError) as fout:
        leg_meetmoment_vast(
            contract.traject,
            na_maanden=3,
            datum=dt.date(2022, 1, 10),
            antwoord="ander_werk",
            eindreden="v_andere_baan",
            bron="kandidaat",
            door=coordinator_groningen,
        )
    assert list(fout.value.message_dict) == ["eindreden"]
