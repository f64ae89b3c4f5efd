"""Runs the demo: web server and worker side by side, until Ctrl-C or until one of the two stops.

Settings come from scripts/omgeving.sh. Standard library only; both programs are those of production
(gunicorn, worker), in one place instead of two services.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
HOST = os.environ.get("HOST", "127.0.0.1")
OPSTARTTIJD = 60  # seconds
STOPTIJD = 10  # seconds


def lees_poort() -> int:
    """PORT as a number; stops with a readable message when it is not one."""
    tekst = os.environ.get("PORT", "8000")
    if not tekst.isdecimal() or not 1 <= int(tekst) <= 65535:
        sys.exit(f"FOUT: PORT is '{tekst}'; kies een getal tot en met 65535, zoals: PORT=8001 make demo")
    return int(tekst)


def controleer_poort(poort: int) -> None:
    """Stops with a readable message when nothing can listen there, before anything else is done."""
    familie = socket.AF_INET6 if ":" in HOST else socket.AF_INET
    with socket.socket(familie, socket.SOCK_STREAM) as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            proef.bind((HOST, poort))
        except OSError as fout:
            sys.exit(
                f"FOUT: poort {poort} kan niet worden gebruikt ({fout.strerror}). Draait de demo al? "
                f"Kies anders een andere poort: PORT={poort + 1 if poort < 65535 else 8001} make demo"
            )


def start(poort: int) -> dict[str, subprocess.Popen]:
    """Both programs, each in its own session: Ctrl-C reaches only us, and we stop them in order."""
    adres = f"[{HOST}]:{poort}" if ":" in HOST else f"{HOST}:{poort}"
    python = sys.executable
    opdrachten = {
        "webserver": [python, "-m", "gunicorn", "config.wsgi:application", "--bind", adres, "--workers", "2",
                      "--threads", "4", "--log-level", "warning"],
        "worker": [python, "manage.py", "worker"],
    }  # fmt: skip
    return {
        naam: subprocess.Popen(opdracht, cwd=WORTEL, start_new_session=True, stdin=subprocess.DEVNULL)
        for naam, opdracht in opdrachten.items()
    }


def stop(programmas: dict[str, subprocess.Popen]) -> None:
    """Asks all to stop; what has not stopped after STOPTIJD is ended, with its children."""
    for programma in programmas.values():
        if programma.poll() is None:
            programma.terminate()
    uiterlijk = time.monotonic() + STOPTIJD
    for programma in programmas.values():
        try:
            programma.wait(max(0.1, uiterlijk - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(programma.pid, signal.SIGKILL)
            programma.wait()


def gestopt(programmas: dict[str, subprocess.Popen]) -> str | None:
    """The name of a program that no longer runs, if any."""
    return next((naam for naam, programma in programmas.items() if programma.poll() is not None), None)


def wacht_op_antwoord(url: str, programmas: dict[str, subprocess.Popen]) -> bool:
    """Waits until the health page answers; False when a program stops first or the time is up."""
    uiterlijk = time.monotonic() + OPSTARTTIJD
    while time.monotonic() < uiterlijk and not gestopt(programmas):
        try:
            with urllib.request.urlopen(url + "gezond/", timeout=5) as antwoord:  # noqa: S310  our own http url
                return antwoord.status == 200
        except urllib.error.HTTPError as fout:
            print(f"FOUT: {url}gezond/ antwoordt met {fout.code}.", file=sys.stderr)
            return False
        except OSError:
            time.sleep(0.2)
    return False


def vertel(url: str) -> None:
    """Prints where to go and how to log in."""
    print(f"\nDe demo draait: {url}\n")
    subprocess.run([sys.executable, "manage.py", "demo_logins"], cwd=WORTEL, check=False)
    print("\nMail komt in de map var/mail. Stoppen: Ctrl-C. Opnieuw beginnen: make demo-vers\n", flush=True)


def draai(poort: int) -> int:
    """Starts, reports and waits; the exit code is 0 only after a stop that was asked for."""
    naam = "localhost" if HOST in {"127.0.0.1", "0.0.0.0", "::", "::1"} else HOST  # noqa: S104
    url = f"http://{naam}:{poort}/"

    def onderbreek(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, onderbreek)
    signal.signal(signal.SIGHUP, onderbreek)
    programmas = start(poort)
    try:
        if wacht_op_antwoord(url, programmas):
            vertel(url)
            while not gestopt(programmas):
                time.sleep(0.5)
        uitval = gestopt(programmas) or "webserver"
        print(f"FOUT: de {uitval} is gestopt of antwoordt niet; zie de regels hierboven.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nDe demo stopt ...", flush=True)
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stop(programmas)


def main() -> int:
    """--alleen-poort only looks whether the port is free: asked before the slow work starts."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("--alleen-poort", action="store_true")
    poort = lees_poort()
    controleer_poort(poort)
    return 0 if lezer.parse_args().alleen_poort else draai(poort)


if __name__ == "__main__":
    sys.exit(main())
