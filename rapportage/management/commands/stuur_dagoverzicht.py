"""manage.py stuur_dagoverzicht: the mail of the day to colleagues. The planner runs it on workdays."""

from django.core.management.base import BaseCommand, CommandError

from gebruikers.models import Gebruiker
from rapportage.dagoverzicht import blijven_steken, stuur_dagoverzichten


class Command(BaseCommand):
    help = "Stuurt collega's wat er vandaag nieuw voor hen is. Nog een keer draaien kan altijd."

    def add_arguments(self, parser):
        parser.add_argument("--aan", metavar="E-MAILADRES", help="Alleen aan deze collega.")

    def handle(self, *, aan, **opties):
        gebruiker = None
        if aan:
            gebruiker = Gebruiker.objects.filter(email__iexact=aan).first()
            if gebruiker is None:
                raise CommandError("Er is geen gebruiker met dit e-mailadres.")
        uitkomst = stuur_dagoverzichten(aan=gebruiker)
        self.stdout.write(f"{uitkomst.verstuurd} dagoverzichten verstuurd")
        if steken := blijven_steken().count():
            self.stdout.write(f"{steken} misschien verstuurd: die gaan niet nog een keer")
        if uitkomst.mislukt:
            raise CommandError(f"{uitkomst.mislukt} niet verstuurd. De volgende keer opnieuw.")
