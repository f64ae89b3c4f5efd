"""manage.py worker: does the work in the background (settings: TAKEN=worker), until it is asked to stop.

SIGTERM lets the task at hand finish. A worker that is killed half-way leaves its task to the next one.
"""

import structlog
from django.core.management.base import BaseCommand

from config.werker import Werker

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Doet het werk op de achtergrond. Stopt bij SIGTERM of Ctrl-C, na de taak die bezig is."

    def add_arguments(self, parser):
        parser.add_argument("--eenmaal", action="store_true", help="Doe wat er klaarstaat en stop dan.")

    def handle(self, *, eenmaal, **opties):
        werker = Werker(batch=eenmaal)
        werker.configure_signals()
        try:
            werker.run()
        except Exception:  # the database is gone, mostly; whoever started us starts us again
            log.exception("worker_gestopt")
            raise SystemExit(1) from None
