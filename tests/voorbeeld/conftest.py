"""One small play, shared by the tests that look at it; nothing of it stays in the database."""

import datetime as dt
import io
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from voorbeeld.spel import speel

NU = timezone.make_aware(dt.datetime(2026, 11, 18, 14, 5))


@contextmanager
def gespeeld_op(nu, **opties):
    """The database after a play up to `nu`, a small one unless `opties` say otherwise; empty again afterwards."""
    with transaction.atomic():
        call_command("laad_programmas", stdout=io.StringIO())
        speel(nu=nu, **{"klein": True, **opties})
        yield nu
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def spel(django_db_setup, django_db_blocker):
    """Played until a Wednesday afternoon: the real moment at which it ends. Ask for `db` too."""
    with django_db_blocker.unblock(), gespeeld_op(NU) as nu:
        yield nu
