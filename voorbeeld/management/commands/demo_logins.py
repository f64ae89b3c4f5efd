"""manage.py demo_logins: who can log in to the example, and how."""

from django.core.management.base import BaseCommand

from gebruikers.models import Gebruiker
from voorbeeld.personeel import MEDEWERKERS, WACHTWOORD, weiger_in_productie


class Command(BaseCommand):
    help = "Toont de logins van de voorbeeldgegevens."

    def handle(self, **opties):
        weiger_in_productie()
        er_zijn = set(
            Gebruiker.objects.filter(email__in=[m.email for m in MEDEWERKERS], is_active=True).values_list(
                "email", flat=True
            )
        )
        aanwezig = [medewerker for medewerker in MEDEWERKERS if medewerker.email in er_zijn]
        if not aanwezig:
            self.stdout.write("Er zijn geen voorbeeldlogins. Maak ze met: manage.py maak_demo")
            return
        self.stdout.write(f"Inloggen kan als (wachtwoord van iedereen: {WACHTWOORD}):")
        breed = max(len(medewerker.email) for medewerker in aanwezig)
        for medewerker in aanwezig:
            self.stdout.write(
                f"  {medewerker.email:{breed}}  {medewerker.rol.label}: {medewerker.naam}, {medewerker.doet}"
            )
