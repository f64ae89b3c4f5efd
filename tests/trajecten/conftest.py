"""A cohort of the programme, and people who were selected for it."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from kandidaten.diensten import wijs_toe
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.lichtingen import geef_plaats
from trajecten.statussen import Status


@pytest.fixture
def lichting(programma, coordinator_groningen):
    """Three seats, starting in ten days."""
    return fabrieken.LichtingFabriek(
        programma=programma, naam="Groningen herfst", plaatsen=3, coordinator=coordinator_groningen
    )


@pytest.fixture
def op_de_startdag(lichting):
    """It is nine o'clock on the day on which the cohort starts."""
    ochtend = dt.datetime.combine(lichting.start, dt.time(9), timezone.get_current_timezone())
    with time_machine.travel(ochtend):
        yield


@pytest.fixture
def geselecteerd(programma, regio_groningen, uwv_groningen, coordinator_groningen):
    """`geselecteerd(n)`: n selected people; `regio=` for elsewhere, `voorrang=True`."""

    def maak(aantal, regio=None, **velden):
        return [
            breng_naar(
                fabrieken.TrajectFabriek(
                    kandidaat__behandelregio=regio or regio_groningen,
                    verwijzing__partner=uwv_groningen,
                    verwijzing__ontvangen_op=timezone.now() - dt.timedelta(days=aantal - nummer),
                    programma=programma,
                    **velden,
                ),
                Status.GESELECTEERD,
                door=coordinator_groningen,
            )
            for nummer in range(aantal)
        ]

    return maak


@pytest.fixture
def geplaatst(geselecteerd, lichting, jobcoach, coordinator_groningen):
    """`geplaatst(n)`: n people with a seat for whom nothing stands in the way of the start."""

    def maak(aantal, regio=None):
        mensen = geselecteerd(aantal, regio=regio, uren_per_week=24)
        for traject in mensen:
            geef_plaats(traject, lichting=lichting, door=coordinator_groningen)
            wijs_toe(
                kandidaat=traject.kandidaat,
                gebruiker=jobcoach,
                rol="jobcoach",
                van=timezone.localdate(),
                door=coordinator_groningen,
            )
        lichting.refresh_from_db()
        return mensen

    return maak
