"""Steps that tests share: bring a traject to a status through the services, never by writing the column."""

import datetime as dt

from django.utils import timezone

from trajecten.diensten import wijzig_status
from trajecten.statussen import REDENEN, Status

ROUTE = {
    Status.IN_SELECTIE: [Status.IN_SELECTIE],
    Status.WACHTLIJST: [Status.IN_SELECTIE, Status.WACHTLIJST],
    Status.GESELECTEERD: [Status.IN_SELECTIE, Status.GESELECTEERD],
    Status.LOPEND: [Status.IN_SELECTIE, Status.GESELECTEERD, Status.LOPEND],
    Status.AFGEROND: [Status.IN_SELECTIE, Status.GESELECTEERD, Status.LOPEND, Status.AFGEROND],
    Status.UITGEVALLEN: [Status.IN_SELECTIE, Status.GESELECTEERD, Status.LOPEND, Status.UITGEVALLEN],
    Status.AFGEWEZEN: [Status.IN_SELECTIE, Status.AFGEWEZEN],
    Status.TERUGGETROKKEN: [Status.IN_SELECTIE, Status.TERUGGETROKKEN],
}


def breng_naar(traject, status, *, door, op: dt.date | None = None):
    """Take the traject along the shortest route to `status`; every step on the same date (today)."""
    for naar in ROUTE[Status(status)]:
        reden = REDENEN[naar].values[0] if naar in REDENEN else ""
        wijzig_status(traject, naar=naar, door=door, op=op or timezone.localdate(), reden=reden)
    return traject
