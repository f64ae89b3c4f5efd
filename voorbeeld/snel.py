"""Writing some ten thousands of rows through the services without asking or saying everything twice."""

from contextlib import contextmanager, nullcontext

from django.db.models import Field, ForeignKey, Model
from django.db.transaction import Atomic
from django.utils import timezone

from logboek.models import Logregel

REGELS = 500  # so many lines of the log are written at once


@contextmanager
def snel_geschreven():
    """What saves time where nobody reads along: see the three below."""
    with database_bewaakt(), een_transactie(), logboek_in_stapels():
        yield


@contextmanager
def database_bewaakt():
    """Leave constraints and references to the database alone, which checks each of them at every write.

    `full_clean` asks the database beforehand, one query for each, so that a person reads a sentence about it: more
    than half of the time of a play. Nobody reads along here; a story that breaks one ends the play with an
    IntegrityError. What services and fields check themselves stays on.
    """
    gewoon = Model.validate_constraints, ForeignKey.validate
    Model.validate_constraints = lambda self, exclude=None: None
    ForeignKey.validate = Field.validate  # empty or not, without looking the row up
    try:
        yield
    finally:
        Model.validate_constraints, ForeignKey.validate = gewoon


@contextmanager
def een_transactie():
    """No savepoint around every service: the play is one transaction, all or nothing. Use it inside one.

    A service that refuses one of many people says so with a block (`with transaction.atomic()`): that stays.
    """
    gewoon = Atomic._recreate_cm  # what a decorated function enters
    Atomic._recreate_cm = lambda self: nullcontext()
    try:
        yield
    finally:
        Atomic._recreate_cm = gewoon


@contextmanager
def logboek_in_stapels():
    """Lines of the log wait for each other, each with the moment at which it was written."""
    stapel = []

    def bewaar(regel, *args, **kwargs):
        regel.tijdstip = timezone.now()
        stapel.append(regel)
        if len(stapel) >= REGELS:
            _schrijf(stapel)

    gewoon = Logregel.save
    Logregel.save = bewaar
    try:
        yield
        _schrijf(stapel)
    finally:
        Logregel.save = gewoon


def _schrijf(stapel):
    tijdstip = Logregel._meta.get_field("tijdstip")
    tijdstip.auto_now_add = False
    try:
        Logregel.objects.bulk_create(stapel)
    finally:
        tijdstip.auto_now_add = True
    stapel.clear()
