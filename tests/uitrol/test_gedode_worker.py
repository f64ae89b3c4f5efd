"""The plug is pulled on a worker that is reading in a list: the next one goes on, nobody twice and nobody left out."""

import contextlib
import os
import signal
import subprocess
import sys

import psycopg2
import pytest

from tests.lagen import WORTEL
from tests.uitrol.opstelling import Programma, lege_database, manage, omgeving, wacht_tot

pytestmark = pytest.mark.echt
MENSEN = 1_500


@pytest.fixture
def env(tmp_path):
    with lege_database() as database:
        env = omgeving(database, tmp_path)
        manage(env, "migrate", "--verbosity", "0")
        yield env


@pytest.fixture
def een_getal(env):
    """Ask or say something in the database of that installation; the number that comes back."""
    with contextlib.closing(psycopg2.connect(env["DATABASE_URL"])) as verbinding:
        verbinding.autocommit = True

        def vraag(sql):
            with verbinding.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchone()[0] if cursor.description else None

        yield vraag


def zet_lijst_klaar(env):
    subprocess.run(
        [sys.executable, "-m", "tests.uitrol.lijst", str(MENSEN)],
        cwd=WORTEL,
        env=env | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        check=True,
        capture_output=True,
    )


def test_na_kill_9_leest_de_volgende_worker_de_rest_in(env, een_getal, tmp_path):
    zet_lijst_klaar(env)

    def ingelezen():
        return een_getal("SELECT count(*) FROM inlezen_inleesregel WHERE stand = 'ingelezen'")

    opdracht = [sys.executable, "manage.py", "worker"]
    with Programma(opdracht, env, tmp_path / "een.log") as programma:
        wacht_tot(ingelezen, wat="de eerste mensen staan erin", programma=programma)
        os.kill(programma.proces.pid, signal.SIGKILL)
        programma.proces.wait()
    wacht_tot(
        lambda: (
            not een_getal(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ),
        wat="de database merkt dat de worker weg is",
    )
    halverwege = ingelezen()
    assert 0 < halverwege < MENSEN, "killed too late or too early: this test would prove nothing"
    assert een_getal("SELECT count(*) FROM kandidaten_kandidaat") == halverwege

    een_getal("UPDATE basis_hartslag SET op = op - interval '5 minutes'")
    een_getal("UPDATE django_tasks_database_dbtaskresult SET started_at = started_at - interval '5 minutes'")
    klaar = "SELECT count(*) FROM inlezen_inlezing WHERE status = 'klaar'"
    with Programma(opdracht, env, tmp_path / "twee.log") as programma:
        wacht_tot(lambda: een_getal(klaar), wat="de hele lijst staat erin", programma=programma)
    assert ingelezen() == MENSEN
    assert een_getal("SELECT count(*) FROM kandidaten_kandidaat") == MENSEN
    assert een_getal("SELECT count(*) FROM kandidaten_verwijzing") == MENSEN
    assert een_getal("SELECT count(*) FROM trajecten_traject") == MENSEN
    assert een_getal("SELECT count(DISTINCT zoeknaam) FROM kandidaten_kandidaat") == MENSEN
