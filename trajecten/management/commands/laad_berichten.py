"""manage.py laad_berichten: the texts of messages to candidates; safe to run at every start."""

from django.core.management.base import BaseCommand

from trajecten.berichten import laad_berichten
from trajecten.keuzes import Berichtsoort


class Command(BaseCommand):
    help = "Maakt de teksten van berichten die er nog niet zijn. Wat een beheerder schreef, verandert niet."

    def handle(self, **opties):
        nieuw = laad_berichten()
        for soort in nieuw:
            self.stdout.write(f"Gemaakt: {Berichtsoort(soort).label}")
        self.stdout.write(f"Teksten van berichten: {len(nieuw)} nieuw.")
