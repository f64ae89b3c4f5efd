"""Readiness: says yes or no to strangers, and which part to whoever has a shell on the server."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from basis.hartslag import klop, procesnaam
from config import gezondheid

pytestmark = pytest.mark.django_db
WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def nog_niet_gekeken(monkeypatch):
    monkeypatch.setattr(gezondheid, "_bijgewerkt", False)


def test_klaar_voor_werk(client):
    antwoord = client.get("/gezond/klaar/")
    assert (antwoord.status_code, antwoord.json()) == (200, {"status": "klaar"})
    assert "no-store" in antwoord["Cache-Control"] or "no-cache" in antwoord["Cache-Control"]


def test_wie_vraagt_leest_niet_wat_er_mis_is(client):
    MigrationRecorder.Migration.objects.filter(app="basis", name="0003_tabel_voor_tellers").delete()
    antwoord = client.get("/gezond/klaar/")
    assert (antwoord.status_code, antwoord.json()) == (503, {"status": "niet klaar"})


def test_ook_zonder_tellers_is_het_niet_klaar(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE basis_teller RENAME TO weg")
    assert client.get("/gezond/klaar/").status_code == 503


def test_een_storing_is_een_nee(monkeypatch):
    def stuk():
        raise OperationalError("weg")

    assert gezondheid.antwoorden((stuk,)) == {"stuk": False}


def test_klopt_het_noemt_elk_deel(settings):
    settings.TASKS = WORKER
    uit = io.StringIO()
    with pytest.raises(CommandError):
        call_command("klopt_het", stdout=uit)
    regels = dict(regel.split(maxsplit=1) for regel in uit.getvalue().splitlines())
    assert regels["database"] == regels["migraties"] == "goed"
    assert regels["worker"] == regels["planner"] == "NIET GOED"
    klop(procesnaam("worker"))
    klop(procesnaam("planner"))
    call_command("klopt_het", stdout=uit)


def test_de_worker_klopt_voor_zichzelf():
    with pytest.raises(CommandError):
        call_command("klopt_het", "worker", stdout=io.StringIO())
    klop(procesnaam("worker"))
    call_command("klopt_het", "worker", stdout=io.StringIO())


def test_waar_geen_worker_is_hoeft_hij_niet_te_leven():
    assert gezondheid.worker()
