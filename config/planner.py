"""The planner: starts each job when it is due, one after the other. `manage.py planner` runs it."""

import signal
import subprocess
import sys
import threading
import time

import structlog
from django.conf import settings
from django.db import Error, close_old_connections
from django.utils import timezone

from basis.hartslag import SLAG, klop, procesnaam, stopt
from basis.klusbeurten import geef_klus_terug, laatste_moment, neem, rond_af
from config.klussen import klussen

log = structlog.get_logger(__name__)

STOPTIJD = 5  # seconds that a job gets to end when the planner must stop
AFGEBROKEN = {-signal.SIGTERM, -signal.SIGINT}  # a stop that reached the job before us


def draai_klus(klus):
    """Starts `manage.py klus NAAM` as a program of its own: what it leaks or breaks ends with it."""
    return subprocess.Popen(  # noqa: S603  our own command, names from config.klussen
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "klus", klus.naam],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
    )


class Planner:
    """One planner. Several may run: a job of one moment is done by whoever writes its row first.

    A moment that passed while no planner ran is caught up at the start, once per job however many were missed.
    """

    def __init__(self, *, start=draai_klus, slag=SLAG):
        self.naam = procesnaam("planner")
        self.gestopt = threading.Event()
        self._start = start
        self._slag = slag  # seconds between two looks at the clock
        self._geklopt = 0.0

    def stop(self, *_):
        """A signal handler: the loop ends within STOPTIJD."""
        self.gestopt.set()

    def draai(self):
        """Until stop(). A fault of the database is logged; the next round tries again."""
        log.info("planner_gestart", naam=self.naam, klussen=[klus.naam for klus in klussen()])
        while not self.gestopt.is_set():
            try:
                close_old_connections()
                klop(self.naam)
                self.ronde()
            except Error:
                log.exception("planner_zonder_database")
            self.gestopt.wait(self._slag)
        stopt(self.naam)
        log.info("planner_gestopt", naam=self.naam)

    def ronde(self):
        """Every job that is due and that nobody has taken yet. Returns the names of those that were run here."""
        gedaan = []
        for klus in klussen():
            if self.gestopt.is_set():
                break
            moment = laatste_moment(klus.wanneer, timezone.now())
            beurt = neem(klus=klus.naam, moment=moment, door=self.naam, langste=klus.langste)
            if beurt is not None:
                self._doe(klus, beurt)
                gedaan.append(klus.naam)
        return gedaan

    def _doe(self, klus, beurt):
        try:
            code = self._wacht(klus, self._start(klus))
        except OSError:
            log.exception("klus_start_niet", klus=klus.naam)
            code = 1
        if code is None:
            geef_klus_terug(beurt)
            log.warning("klus_afgebroken", klus=klus.naam)
            return
        rond_af(beurt, gelukt=code == 0)
        if code:
            log.error("klus_mislukt", klus=klus.naam, code=code)

    def _wacht(self, klus, proces):
        """The exit code; 1 when it ran longer than it may; None when it was asked to stop, as the planner is."""
        uiterlijk = time.monotonic() + klus.langste.total_seconds()
        while (code := proces.poll()) is None:
            if self.gestopt.is_set() or time.monotonic() > uiterlijk:
                beeindig(proces)
                return None if self.gestopt.is_set() else 1
            try:
                proces.wait(timeout=min(1, self._slag))
            except subprocess.TimeoutExpired:
                self._klop_tussendoor()
        return None if code in AFGEBROKEN else code

    def _klop_tussendoor(self):
        if time.monotonic() - self._geklopt < self._slag:
            return
        self._geklopt = time.monotonic()
        try:
            close_old_connections()
            klop(self.naam)
        except Error:
            log.exception("planner_zonder_database")


def beeindig(proces):
    """Ask to stop; after STOPTIJD end it."""
    proces.terminate()
    try:
        proces.wait(timeout=STOPTIJD)
    except subprocess.TimeoutExpired:
        proces.kill()
        proces.wait()
