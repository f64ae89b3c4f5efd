"""A form that is sent twice (double click, "back", a slow line) writes once.

The page carries a random token in the hidden field `inzending`. The view does all its writing inside `eenmalig`:

    with eenmalig(request) as inzending:
        if inzending.eerste:
            gesprek = leg_gesprek_vast(door=request.user, ...)
            inzending.naar = gesprek.get_absolute_url()
    return redirect(inzending.naar or "begeleiding:week")
"""

import uuid
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction

from basis.models import Inzending

log = structlog.get_logger(__name__)

VELD = "inzending"


def nieuwe_inzending():
    """A token for one page with a form, for its hidden field `inzending`."""
    return str(uuid.uuid4())


@dataclass
class Poging:
    """One submit: `eerste` says whether to write, `naar` where the first one went (or '')."""

    eerste: bool
    naar: str = ""

    def __bool__(self):
        return self.eerste


@contextmanager
def eenmalig(request):
    """One transaction that yields a Poging, true for the first submit of this page and false for every later one.

    A second submit that arrives while the first is busy waits for it. If the work inside raises, nothing is written
    and the token is free again. Without a readable token the submit counts as the first and a warning is logged: losing
    work is worse than doing it twice, and a form without the field is a fault of its template. A token of somebody else
    is refused (SuspiciousOperation, status 400).
    """
    gebruiker = request.user if request.user.is_authenticated else None
    sleutel = _sleutel(request)
    with transaction.atomic():
        if sleutel is None:
            yield Poging(eerste=True)
            return
        poging = _claim(sleutel, gebruiker)
        yield poging
        if poging.eerste and poging.naar:
            Inzending.objects.filter(pk=sleutel).update(naar=poging.naar)


def al_ingezonden(request):
    """True when the form on this page was sent and kept; a late draft of it is then no longer wanted."""
    try:
        sleutel = uuid.UUID(request.POST.get(VELD, ""))
    except ValueError:
        return False
    return Inzending.objects.filter(pk=sleutel).exists()


def eerder_naar(request):
    """Where the earlier submit of this page went, or "" when there was none by this user.

    For a form whose own first submit makes the second one invalid (a new person is a duplicate of herself).
    """
    try:
        sleutel = uuid.UUID(request.POST.get(VELD, ""))
    except ValueError:
        return ""
    eerder = Inzending.objects.filter(pk=sleutel, gebruiker=request.user).first()
    return eerder.naar if eerder else ""


def _sleutel(request):
    try:
        return uuid.UUID(request.POST.get(VELD, ""))
    except ValueError:
        treffer = request.resolver_match
        log.warning("inzending_zonder_sleutel", view=treffer.view_name if treffer else "?")
        return None


def _claim(sleutel, gebruiker):
    """Insert the token; the primary key decides who was first, also when two arrive at the same moment."""
    try:
        with transaction.atomic():
            Inzending.objects.create(sleutel=sleutel, gebruiker=gebruiker)
    except IntegrityError:
        eerder = Inzending.objects.get(pk=sleutel)
        if eerder.gebruiker_id != (gebruiker.pk if gebruiker else None):
            raise SuspiciousOperation("Inzending van een andere gebruiker") from None
        return Poging(eerste=False, naar=eerder.naar)
    return Poging(eerste=True)
