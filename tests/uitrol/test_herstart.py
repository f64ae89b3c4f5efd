"""Restarts with people at work: no request fails, no task gets lost. Production settings, gunicorn, PostgreSQL."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading

import psycopg2
import pytest

from tests.lagen import WORTEL
from tests.uitrol.drukte import drukte
from tests.uitrol.opstelling import (
    GEDULD,
    Programma,
    kinderen,
    lege_database,
    luistert,
    manage,
    omgeving,
    vraag,
    vrije_poort,
    wacht_tot,
)

pytestmark = pytest.mark.echt
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "tests.uitrol.traag:application"]


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    map_ = tmp_path_factory.mktemp("herstart")
    (map_ / "static").mkdir()
    with lege_database() as database:
        env = omgeving(database, map_)
        manage(env, "migrate", "--verbosity", "0")
        yield env


@pytest.fixture
def web(env, tmp_path):
    poort = vrije_poort()
    with Programma(GUNICORN, env | {"WEB_ADRES": f"127.0.0.1:{poort}"}, tmp_path / "web.log") as programma:
        programma.poort = poort
        wacht_tot(luistert(poort), wat="de webserver antwoordt", programma=programma)
        wacht_tot(lambda: len(kinderen(programma.proces.pid)) == 2, wat="twee werkers", programma=programma)
        yield programma


def test_sighup_vervangt_de_werkers_zonder_mislukt_verzoek(web):
    oud = kinderen(web.proces.pid)
    with drukte(web.poort) as telling:
        wacht_tot(lambda: telling.gelukt >= 20, wat="drukte", programma=web)
        web.signaal(signal.SIGHUP)
        wacht_tot(
            lambda: len(nu := kinderen(web.proces.pid)) == 2 and set(oud).isdisjoint(nu),
            wat="twee nieuwe werkers en geen oude",
            programma=web,
        )
        voor = telling.gelukt
        wacht_tot(lambda: telling.gelukt >= voor + 20, wat="drukte bij de nieuwe werkers", programma=web)
    assert telling.fouten == []


def test_de_container_mag_zonder_tls_vragen_of_het_goed_gaat_en_verder_niemand(web, env):
    klopt = [sys.executable, "scripts/klopt_web.py"]
    vraagt = subprocess.run(klopt, cwd=WORTEL, env=env | {"WEB_ADRES": f"0.0.0.0:{web.poort}"}, check=False)
    assert vraagt.returncode == 0
    verbinding = http.client.HTTPConnection("127.0.0.1", web.poort, timeout=GEDULD)
    verbinding.request("GET", "/account/inloggen/", headers={"Host": "localhost"})
    antwoord = verbinding.getresponse()
    assert (antwoord.status, antwoord.headers["Location"]) == (301, "https://localhost/account/inloggen/")
    verbinding.close()


def test_sigterm_laat_een_traag_verzoek_afmaken(web):
    antwoorden = []
    draad = threading.Thread(target=lambda: antwoorden.append(vraag(web.poort, "/traag/2/")[0]))
    draad.start()
    wacht_tot(lambda: verbindingen(web.poort), wat="het trage verzoek loopt", programma=web)
    web.signaal(signal.SIGTERM)
    assert web.einde() == 0
    draad.join(10)
    assert antwoorden == [200]
    regels = [json.loads(regel) for regel in web.tekst().splitlines()]
    assert any(regel.get("pad") == "/traag/2/" and regel["status"] == 200 for regel in regels)


def verbindingen(poort):
    """Connections that this web server has accepted and not finished (Linux)."""
    haak = f"0100007F:{poort:04X}"
    with open("/proc/net/tcp") as bestand:
        return [regel for regel in bestand if regel.split()[1] == haak and regel.split()[3] == "01"]


def test_een_andere_versie_onder_dezelfde_socket_zonder_mislukt_verzoek(env, tmp_path):
    """As with systemd (uitrol/systemd): who holds the socket stays, the whole web server is replaced."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as haak:
        poort = haak.getsockname()[1]
        # The process number that the socket is meant for is only known inside it.
        start = [
            "bash", "-c", f'exec 3<&{haak.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', "bash", *GUNICORN
        ]  # fmt: skip

        def web(naam):
            return Programma(start, env, tmp_path / naam, pass_fds=(haak.fileno(),))

        with web("oud.log") as oud:
            wacht_tot(luistert(poort), wat="de webserver antwoordt", programma=oud)
            with drukte(poort) as telling:
                wacht_tot(lambda: telling.gelukt >= 20, wat="drukte", programma=oud)
                oud.signaal(signal.SIGTERM)
                assert oud.einde() == 0
                with web("nieuw.log") as nieuw:
                    voor = telling.gelukt
                    wacht_tot(
                        lambda: telling.gelukt >= voor + 20, wat="drukte bij de nieuwe", programma=nieuw
                    )
                    telling.klaar.set()
    assert telling.fouten == []


def zet_klaar(env, spoor, seconden):
    code = (
        "import django; django.setup();"
        "from tests.uitrol.taken import duurt;"
        f"duurt.enqueue({str(spoor)!r}, {seconden})"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=WORTEL,
        env=env | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        check=True,
    )


def sporen(pad):
    return pad.read_text().split() if pad.exists() else []


def werker(env, tmp_path, naam):
    return Programma([sys.executable, "manage.py", "worker"], env, tmp_path / naam)


def test_de_worker_maakt_bij_sigterm_zijn_taak_af(env, tmp_path):
    spoor = tmp_path / "spoor"
    zet_klaar(env, spoor, 2)
    with werker(env, tmp_path, "worker.log") as programma:
        wacht_tot(lambda: sporen(spoor), wat="de taak begint", programma=programma)
        assert "worker     goed" in manage(env, "klopt_het", "worker")
        programma.signaal(signal.SIGTERM)
        assert programma.einde() == 0
        for regel in programma.tekst().splitlines():
            assert json.loads(regel)["event"]
    assert sporen(spoor) == ["begin", "eind"]
    with pytest.raises(AssertionError, match="NIET GOED"):
        manage(env, "klopt_het", "worker")


def test_wat_een_gedode_worker_liet_liggen_doet_de_volgende(env, tmp_path):
    spoor = tmp_path / "spoor"
    zet_klaar(env, spoor, 1)
    with werker(env, tmp_path, "een.log") as programma:
        wacht_tot(lambda: sporen(spoor), wat="de taak begint", programma=programma)
        os.kill(programma.proces.pid, signal.SIGKILL)
        programma.proces.wait()
    assert sporen(spoor) == ["begin"]
    verbinding = psycopg2.connect(env["DATABASE_URL"])
    with verbinding, verbinding.cursor() as cursor:  # five minutes go by
        cursor.execute("UPDATE basis_hartslag SET op = op - interval '5 minutes'")
        cursor.execute(
            "UPDATE django_tasks_database_dbtaskresult SET started_at = started_at - interval '5 minutes'"
        )
    verbinding.close()
    with werker(env, tmp_path, "twee.log") as programma:
        wacht_tot(lambda: "eind" in sporen(spoor), wat="de taak komt alsnog klaar", programma=programma)
    assert sporen(spoor) == ["begin", "begin", "eind"]
