"""Julia's traject runs since 1-9-2026 in a cohort; Joke coaches her. Today is Wednesday 30-9-2026."""

import datetime as dt

import pytest

from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.begeleiding.diensten import leg_gesprek_vast
from trajecten.statussen import Status

START = dt.date(2026, 9, 1)
VANDAAG = dt.date(2026, 9, 30)


@pytest.fixture(autouse=True)
def vandaag(time_machine):
    time_machine.move_to(dt.datetime(2026, 9, 30, 10, tzinfo=dt.UTC))
    return VANDAAG


@pytest.fixture
def lichting(programma, coordinator_groningen):
    return fabrieken.LichtingFabriek(programma=programma, start=START, coordinator=coordinator_groningen)


@pytest.fixture
def julia(traject, lichting, coordinator_groningen, jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach, van=START)
    breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=START)
    traject.lichting = lichting
    traject.save(update_fields=["lichting"])
    return traject


@pytest.fixture
def gesprek(julia, jobcoach):
    """A talk held on 14-9-2026, with text and one action."""
    return leg_gesprek_vast(
        julia,
        jobcoach=jobcoach,
        door=jobcoach,
        datum=dt.date(2026, 9, 14),
        vorm="werkplek",
        scores={"welbevinden": 4, "werkdruk": 2},
        werkt_nog=True,
        afspraken="Elke dag op tijd beginnen",
        notitie="Vindt het spannend",
        volgende_datum=dt.date(2026, 9, 21),
        acties=[("Reisroute oefenen", "kandidaat", dt.date(2026, 9, 20))],
    )
