"""manage.py zoek_dubbelen: which dossiers may be of one person; every night."""

from django.core.management.base import BaseCommand

from kandidaten.vermoedens import zoek_dubbelen


class Command(BaseCommand):
    help = "Zoekt dossiers die misschien van dezelfde persoon zijn, voor de pagina Mogelijk dubbel."

    def handle(self, **opties):
        telling = zoek_dubbelen()
        self.stdout.write(
            f"{telling.nieuw} nieuw, {telling.heropend} opnieuw te bekijken, {telling.vervallen} vervallen"
        )
