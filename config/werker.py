"""The worker: db_worker of django-tasks-db that shows it is alive, and gives back what a killed worker left."""

import threading
import time

import structlog
from django.db import Error, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from basis.achterwerk import geef_terug
from basis.hartslag import SLAG, klop, procesnaam, stopt

log = structlog.get_logger(__name__)

LANGSTE_TAAK = 30 * 60  # seconds; a task that takes longer counts as stuck
LANGSTE_RONDE = 60  # seconds that a turn of the loop without a task may take


class Werker(Worker):
    """Beats from a thread, and only while the loop turns or a task runs that is not too old."""

    def __init__(self, *, batch=False, interval=1.0, slag=SLAG):
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=procesnaam("worker"),
            excluded_queue_names=[],
        )
        self._slag = slag
        self._klaar = threading.Event()
        self._bezig = False

    @property
    def running(self):
        """Asked at every turn of the loop in Worker.run: that is when it showed to be alive."""
        self._laatste_ronde = time.monotonic()
        return self._loopt

    @running.setter
    def running(self, waarde):
        self._laatste_ronde = time.monotonic()
        self._loopt = waarde

    def is_gezond(self):
        """Does the loop still turn, and is the task at hand not stuck?"""
        grens = LANGSTE_TAAK if self._bezig else LANGSTE_RONDE
        return time.monotonic() - self._laatste_ronde < grens

    def run_task(self, db_task_result):
        self._bezig = True
        try:
            super().run_task(db_task_result)
        finally:
            self._laatste_ronde = time.monotonic()
            self._bezig = False

    def run(self):
        klop(self.worker_id)
        draad = threading.Thread(target=self._sla, name="hartslag", daemon=True)
        draad.start()
        try:
            super().run()
        finally:
            self._klaar.set()
            draad.join(timeout=5)
            stopt(self.worker_id)

    def _sla(self):
        """The thread: a beat, and a look for tasks that were left behind. A fault of the database does not end it."""
        while True:
            try:
                close_old_connections()
                if self.is_gezond():
                    klop(self.worker_id)
                    geef_terug()
                else:
                    log.error("worker_zit_vast", worker=self.worker_id)
            except Error:
                log.exception("hartslag_mislukt")
            if self._klaar.wait(self._slag):
                connection.close()
                return
