"""Runs a command with DATABASE_URL set to a throw-away PostgreSQL cluster, and stops that afterwards.

    python scripts/postgres_test.py pytest -m browser

Where DATABASE_URL is already set, the command simply runs with that one. The cluster lives in a temporary
folder, listens on its own port of the loopback address with its own password, and gives up all safety for
speed: its data is never needed again. As root it runs as another user, since PostgreSQL refuses root.
Standard library only.
"""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

MINIMAAL = 15
OPSTARTTIJD = 30  # seconds
NAAM = "trajecten"
# As production would sort: by the Dutch rules, not by byte value.
INITDB = [
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=icu",
    "--icu-locale=nl-NL",
    "--no-sync",
]
INSTELLINGEN = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_min_messages": "fatal",
}


def versie_van(map_: Path) -> int:
    """The major version of the PostgreSQL in this bin folder, 0 when there is none."""
    if not all(os.access(map_ / naam, os.X_OK) for naam in ("initdb", "postgres")):
        return 0
    tekst = subprocess.run(
        [map_ / "postgres", "--version"], capture_output=True, text=True, check=False
    ).stdout
    getal = re.search(r"\s(\d+)", tekst)
    return int(getal[1]) if getal else 0


def zoek_postgres() -> Path:
    """The bin folder of the newest PostgreSQL in PATH or in Debian's place; stops with advice if none."""
    mappen = [Path(deel) for deel in os.environ.get("PATH", "").split(os.pathsep) if deel]
    mappen += Path("/usr/lib/postgresql").glob("*/bin")
    beste = max(mappen, key=versie_van)
    if versie_van(beste) < MINIMAAL:
        sys.exit(
            f"FOUT: PostgreSQL {MINIMAAL} of nieuwer (initdb en postgres) is niet gevonden. "
            "Debian/Ubuntu: apt-get install postgresql. macOS: brew install postgresql. "
            "Of zet DATABASE_URL op een lege PostgreSQL-database waarin tests databases mogen maken."
        )
    return beste


def andere_gebruiker() -> dict:
    """Arguments for subprocess that drop root's rights; empty for an ordinary user."""
    if os.geteuid() != 0:
        return {}
    for naam in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            wie = pwd.getpwnam(naam)
            return {"user": wie.pw_uid, "group": wie.pw_gid, "extra_groups": []}
    sys.exit("FOUT: PostgreSQL draait niet als root, en er is geen gebruiker 'postgres' of 'nobody'.")


def vrije_poort() -> int:
    """A port that is free at this moment."""
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return proef.getsockname()[1]


def maak_cluster(binmap: Path, map_: Path, wachtwoord: str, als: dict) -> Path:
    """initdb with a password for its one user; returns the data folder."""
    wachtwoordbestand = map_ / "wachtwoord"
    wachtwoordbestand.write_text(wachtwoord)
    if als:
        for pad in (map_, wachtwoordbestand):
            os.chown(pad, als["user"], als["group"])
    data = map_ / "data"
    subprocess.run(
        [binmap / "initdb", "-D", data, "-U", NAAM, f"--pwfile={wachtwoordbestand}", *INITDB],
        check=True, cwd=map_, stdout=subprocess.DEVNULL, **als,
    )  # fmt: skip
    return data


def wacht_tot_klaar(server: subprocess.Popen, data: Path) -> None:
    """Waits for the line "ready" in postmaster.pid, as pg_ctl does; stops when it does not come."""
    uiterlijk = time.monotonic() + OPSTARTTIJD
    while time.monotonic() < uiterlijk and server.poll() is None:
        with contextlib.suppress(FileNotFoundError):
            if (data / "postmaster.pid").read_text().rstrip().endswith("ready"):
                return
        time.sleep(0.05)
    sys.exit("FOUT: de PostgreSQL voor de tests komt niet op gang; zie de regels hierboven.")


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; gives its DATABASE_URL, and removes every trace afterwards, whatever happened."""
    binmap, als, wachtwoord, poort = zoek_postgres(), andere_gebruiker(), secrets.token_hex(16), vrije_poort()
    map_ = Path(tempfile.mkdtemp(prefix="trajecten-pg-"))
    server = None
    try:
        data = maak_cluster(binmap, map_, wachtwoord, als)
        opties = [f"--{naam}={waarde}" for naam, waarde in INSTELLINGEN.items()]
        # Its own session: Ctrl-C must not take the database away under the tests before they have closed.
        server = subprocess.Popen(
            [binmap / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(poort), "-k", map_, *opties],
            cwd=map_, start_new_session=True, stdin=subprocess.DEVNULL, **als,
        )  # fmt: skip
        wacht_tot_klaar(server, data)
        yield f"postgres://{NAAM}:{wachtwoord}@127.0.0.1:{poort}/postgres"
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if server and server.poll() is None:
            server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth saving
            server.wait()
        shutil.rmtree(map_, ignore_errors=True)


def draai(opdracht: list[str]) -> int:
    """Runs the command to its end, also when Ctrl-C or a stop is sent to us; returns its exit code."""
    proces = subprocess.Popen(opdracht)

    def geef_door(signaal, _frame):
        if proces.poll() is None:
            proces.send_signal(signaal)

    # Ctrl-C in a terminal reaches the command by itself; pytest then closes in order.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, geef_door)
    signal.signal(signal.SIGHUP, geef_door)
    code = proces.wait()
    return 128 - code if code < 0 else code


def main() -> int:
    """The exit code of the command given on our own command line."""
    opdracht = sys.argv[1:]
    if not opdracht:
        sys.exit(__doc__)
    if os.environ.get("DATABASE_URL"):
        return draai(opdracht)

    def einde(*_):
        raise SystemExit(143)

    signal.signal(signal.SIGTERM, einde)
    signal.signal(signal.SIGHUP, einde)
    with cluster() as url:
        os.environ["DATABASE_URL"] = url
        return draai(opdracht)


if __name__ == "__main__":
    sys.exit(main())
