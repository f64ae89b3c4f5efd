import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from tests.basis.proef import MODELLEN, maak_tabellen


@pytest.fixture(scope="session")
def _proeftabellen(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        maak_tabellen(connection)
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for model in MODELLEN:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(model._meta.db_table)}")


@pytest.fixture
def proef(_proeftabellen, db):
    """The tables of tests/basis/proef.py, empty."""
    for model in MODELLEN:
        model.objects.all().delete()


@pytest.fixture
def proef_echt(_proeftabellen, transactional_db):
    """The same with real transactions, for threads."""
    for model in MODELLEN:
        model.objects.all().delete()


def _gebruiker(naam):
    return get_user_model().objects.create_user(
        f"{naam}@example.nl", "Zeer-geheim-woord-1", naam=naam.title()
    )


@pytest.fixture
def anna(db):
    return _gebruiker("anna")


@pytest.fixture
def bram(db):
    return _gebruiker("bram")
