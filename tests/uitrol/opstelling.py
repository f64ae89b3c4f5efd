"""An installation as on a server, on this machine: production settings, an own PostgreSQL database, loopback only."""

import contextlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from scripts import postgres_test
from tests.lagen import WORTEL

GEDULD = 60  # seconds; a busy machine is no fault
KOPPEN = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", "Host": "localhost"}


@contextlib.contextmanager
def cluster():
    """The address of a PostgreSQL: the one of this test run, else a throw-away one of our own."""
    gegeven = os.environ.get("DATABASE_URL", "")
    if gegeven.startswith("postgres"):
        yield gegeven
        return
    signalen = {naam: signal.getsignal(naam) for naam in (signal.SIGINT, signal.SIGTERM)}
    try:
        with postgres_test.cluster() as url:
            yield url
    finally:
        for naam, was in signalen.items():
            signal.signal(naam, was)


@contextlib.contextmanager
def lege_database():
    """The address of a new, empty database; gone afterwards, whoever still uses it."""
    with cluster() as url:
        naam = f"uitrol_{secrets.token_hex(6)}"
        verbinding = psycopg2.connect(url)
        verbinding.autocommit = True
        try:
            with verbinding.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {naam}")
            yield urlsplit(url)._replace(path=f"/{naam}").geturl()
        finally:
            with verbinding.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")
            verbinding.close()


def omgeving(database, map_, **meer):
    """The environment of a server: nothing of the tests, secrets of its own."""
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMGEVING": "productie",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "VERSLEUTELSLEUTELS": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALLOWED_HOSTS": "localhost",
        "ACHTER_PROXY": "True",
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(map_ / "media"),
        "STATIC_ROOT": str(map_ / "static"),
        **meer,
    }


def vrije_poort():
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return proef.getsockname()[1]


@dataclass
class Programma:
    """A program that runs beside the test, its words kept in a file; ended with its children at the end."""

    opdracht: list
    env: dict
    uit: Path
    map_: Path = WORTEL
    pass_fds: tuple = ()
    proces: subprocess.Popen = field(init=False)

    def __enter__(self):
        with self.uit.open("ab") as bestand:
            self.proces = subprocess.Popen(
                self.opdracht,
                cwd=self.map_,
                env=self.env,
                stdout=bestand,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                pass_fds=self.pass_fds,
            )
        return self

    def __exit__(self, *_):
        if self.proces.poll() is None:
            self.proces.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.proces.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.proces.pid, signal.SIGKILL)
        self.proces.wait()

    def signaal(self, welk):
        self.proces.send_signal(welk)

    def einde(self, binnen=GEDULD):
        """The exit code, once it has ended by itself."""
        return self.proces.wait(timeout=binnen)

    def tekst(self):
        return self.uit.read_text("utf-8", errors="replace")


def wacht_tot(vraag, *, wat, programma=None, geduld=GEDULD):
    """Asks until the answer is true and returns it; fails in words when it stays away or the program ends."""
    uiterlijk = time.monotonic() + geduld
    while time.monotonic() < uiterlijk:
        if antwoord := vraag():
            return antwoord
        if programma is not None and programma.proces.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"niet gebeurd: {wat}\n{programma.tekst()[-4000:] if programma else ''}")


def vraag(poort, pad="/gezond/", *, geduld=GEDULD):
    """(status, body) of one GET on a connection of its own, as a proxy would ask."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=geduld)
    try:
        verbinding.request("GET", pad, headers=KOPPEN)
        antwoord = verbinding.getresponse()
        return antwoord.status, antwoord.read()
    finally:
        verbinding.close()


def luistert(poort, pad="/gezond/"):
    """A question for wacht_tot: does the web server answer 200?"""

    def probeer():
        try:
            return vraag(poort, pad, geduld=10)[0] == 200
        except OSError:
            return False

    return probeer


def kinderen(pid):
    """The processes that this process started and that still run (Linux)."""
    gevonden = []
    for pad in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            delen = pad.read_text().rpartition(")")[2].split()
            if int(delen[1]) == pid and delen[0] != "Z":
                gevonden.append(int(pad.parent.name))
    return sorted(gevonden)


def manage(env, *opdracht, python=sys.executable, map_=WORTEL):
    """Runs manage.py to its end; what it says. Fails with its words when it fails."""
    uitkomst = subprocess.run(
        [python, "-W", "error::RuntimeWarning", "manage.py", *opdracht],
        cwd=map_, env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert uitkomst.returncode == 0, f"{opdracht}: {uitkomst.stdout}{uitkomst.stderr}"
    return uitkomst.stdout
