"""manage.py klus NAAM: run one job of the planner now. Without a name: the list, and how the last run went."""

import io

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from basis.models import Klusbeurt
from config.klussen import klussen

log = structlog.get_logger(__name__)
STAND = {None: "bezig of afgebroken", True: "gelukt", False: "MISLUKT"}


class Command(BaseCommand):
    help = "Draait nu een klus van de planner. Zonder naam: de lijst van klussen, met de laatste keer."

    def add_arguments(self, parser):
        parser.add_argument("naam", nargs="?")

    def handle(self, *, naam, **opties):
        alle = {klus.naam: klus for klus in klussen()}
        if naam is None:
            for klus in alle.values():
                self.stdout.write(f"{klus.naam:12} {klus.wanneer:14} {klus.uitleg}. {laatste_keer(klus)}")
            return
        if naam not in alle:
            raise CommandError(f"Er is geen klus '{naam}'. Kies uit: {', '.join(alle)}.")
        self._draai(alle[naam])

    def _draai(self, klus):
        """What the job prints goes to the log: counts, no names. Its errors too, without the values of variables."""
        uitvoer = io.StringIO()
        log.info("klus_begonnen", klus=klus.naam)
        try:
            call_command(*klus.opdracht, stdout=uitvoer, stderr=uitvoer, no_color=True)
        except Exception:
            log.exception("klus_mislukt", klus=klus.naam, uitvoer=uitvoer.getvalue().splitlines())
            raise SystemExit(1) from None
        log.info("klus_klaar", klus=klus.naam, uitvoer=uitvoer.getvalue().splitlines())


def laatste_keer(klus):
    """In words: when the planner did this job last, and how it went."""
    beurt = Klusbeurt.objects.filter(klus=klus.naam).order_by("-moment").first()
    if beurt is None:
        return "Nog niet gedraaid."
    return f"Laatst {timezone.localtime(beurt.begonnen_op):%d-%m-%Y %H:%M}: {STAND[beurt.gelukt]}."
