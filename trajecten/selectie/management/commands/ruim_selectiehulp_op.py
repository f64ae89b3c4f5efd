"""manage.py ruim_selectiehulp_op: what was needed for a selection that is over goes. The planner runs it daily."""

from django.core.management.base import BaseCommand

from trajecten.selectie.nodig import ruim_op


class Command(BaseCommand):
    help = "Wist wat nodig was bij een selectie die klaar is. Nog een keer draaien kan altijd."

    def handle(self, **opties):
        self.stdout.write(f"{ruim_op()} gegevens gewist")
