"""manage.py laad_programmas: the programmes of a file; safe to run at every start."""

from django.core.management.base import BaseCommand, CommandError

from trajecten.programmabestand import FoutInBestand
from trajecten.programmaladen import STANDAARDPARTNERS, STANDAARDPROGRAMMAS, laad_programmas


class Command(BaseCommand):
    help = "Maakt de programma's die er nog niet zijn, met hun partners. Wat er al is, verandert niet."

    def add_arguments(self, parser):
        parser.add_argument(
            "--bestand", default=STANDAARDPROGRAMMAS, help="Een ander bestand met programma's (yaml)."
        )
        parser.add_argument("--partners", default=STANDAARDPARTNERS, help="De soort van elke partner (yaml).")

    def handle(self, *, bestand, partners, **opties):
        try:
            uitkomst = laad_programmas(bestand=bestand, partnerbestand=partners)
        except FoutInBestand as fout:
            raise CommandError(str(fout)) from fout
        for naam in uitkomst.programmas:
            self.stdout.write(f"Gemaakt: {naam}")
        self.stdout.write(
            f"Programma's: {len(uitkomst.programmas)} nieuw, {len(uitkomst.bekend)} stonden er al. "
            f"Partners: {len(uitkomst.partners)} nieuw."
        )
