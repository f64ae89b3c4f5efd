"""manage.py stuur_herinneringen: a reminder to whoever is expected at a meeting soon. The planner runs it daily."""

from django.core.management.base import BaseCommand

from trajecten.bijeenkomsten import stuur_herinneringen


class Command(BaseCommand):
    help = "Maakt herinneringen voor bijeenkomsten die dichtbij zijn. Nog een keer draaien kan altijd."

    def handle(self, **opties):
        self.stdout.write(f"{stuur_herinneringen()} herinneringen")
