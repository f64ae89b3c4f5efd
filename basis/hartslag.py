"""Signs of life of the programs beside the web server: health checks ask here, and work of the dead is given back."""

import contextlib
import os
import secrets
import socket
from datetime import timedelta

from django.db import Error
from django.utils import timezone

from basis.models import Hartslag

SLAG = 10  # seconds between two signs of life
STIL_NA = timedelta(seconds=60)  # whoever was silent longer counts as gone
BEWAAR = timedelta(days=1)


def procesnaam(soort):
    """A name for this process, for Hartslag and for the tasks it takes: at most 64 characters, never used twice."""
    return f"{soort}:{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


def klop(naam):
    """Write a sign of life of the process that `procesnaam` named; clears what has been silent for a day."""
    nu = timezone.now()
    Hartslag.objects.update_or_create(
        naam=naam,
        defaults={"soort": naam.partition(":")[0], "computer": socket.gethostname(), "op": nu},
    )
    Hartslag.objects.filter(op__lt=nu - BEWAAR).delete()


def stopt(naam):
    """The process ends in order: nobody need wait until it counts as silent. Without a database it just goes silent."""
    with contextlib.suppress(Error):
        Hartslag.objects.filter(naam=naam).delete()


def levende(nu):
    """The processes that gave a sign of life in the minute before `nu`."""
    return Hartslag.objects.filter(op__gte=nu - STIL_NA)


def leeft(soort, *, hier=False):
    """Is there a living process of this kind? `hier`: on this computer (or in this container)."""
    gevonden = levende(timezone.now()).filter(soort=soort)
    return (gevonden.filter(computer=socket.gethostname()) if hier else gevonden).exists()
