"""manage.py klopt_het: is everything there? `klopt_het worker` and `klopt_het planner`: does that one live, here?"""

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from basis.hartslag import leeft
from config.gezondheid import GEHEEL, antwoorden


class Command(BaseCommand):
    help = (
        "Zegt of alles draait. Met worker of planner: of die op deze computer leeft. Anders dan 0: niet goed."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("wat", nargs="?", choices=["alles", "worker", "planner"], default="alles")

    def handle(self, *, wat, **opties):
        if wat == "alles":
            uitslag = antwoorden(GEHEEL)
        else:
            try:
                uitslag = {wat: leeft(wat, hier=True)}
            except Error:
                raise CommandError("De database antwoordt niet.") from None
        for naam, goed in uitslag.items():
            self.stdout.write(f"{naam:10} {'goed' if goed else 'NIET GOED'}")
        if not all(uitslag.values()):
            raise CommandError("Niet alles is goed.")
