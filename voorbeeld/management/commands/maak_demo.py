"""manage.py maak_demo: fill an empty database with forty months of made-up work; a filled one is left alone."""

import io
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from kandidaten.models import Kandidaat
from trajecten.models import Lichting
from voorbeeld.dagoverzicht import stuur_voorbeeldoverzicht
from voorbeeld.personeel import weiger_in_productie
from voorbeeld.spel import SEED, er_zijn_al_gegevens, speel


class Command(BaseCommand):
    help = "Vult een lege database met voorbeeldgegevens. Staat er al iets in, dan verandert er niets."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=SEED, help="Een ander getal geeft andere mensen.")
        parser.add_argument("--klein", action="store_true", help="Minder groepen en kleinere (voor tests).")

    @transaction.atomic
    def handle(self, *, seed, klein, **opties):
        weiger_in_productie()
        if er_zijn_al_gegevens():
            self.stdout.write("Er staan al gegevens in deze database. Er is niets veranderd.")
            return
        begin = time.monotonic()
        for opdracht in ("laad_regios", "laad_programmas", "laad_berichten"):
            call_command(opdracht, stdout=io.StringIO())
        speel(seed=seed, klein=klein)
        stuur_voorbeeldoverzicht()
        self.stdout.write(
            f"Voorbeeldgegevens: {Kandidaat.objects.count()} kandidaten in {Lichting.objects.count()} lichtingen, "
            f"gemaakt in {time.monotonic() - begin:.0f} seconden."
        )
