"""Before the story: a fresh installation, as its own commands and the beheerder make it."""

from django.core.management import call_command

from gebruikers.models import Gebruiker
from tests.groningen.bureau import WACHTWOORD, Bureau
from tests.groningen.mensen import BEHEERDER, COORDINATOR, JOBCOACH, MANAGER

ROLLEN = {"coordinator": "Coördinator", "jobcoach": "Jobcoach", "manager": "Manager"}


def installeer():
    """What the installation does by command: regions, programmes, and the first beheerder (createsuperuser)."""
    call_command("laad_regios", verbosity=0)
    call_command("laad_programmas", verbosity=0)
    naam, email = BEHEERDER
    Gebruiker.objects.create_superuser(email, WACHTWOORD, naam=naam)


def maak_gebruikers(bureau: Bureau):
    """The beheerder makes everybody a login; each chooses a password herself through the mailed link."""
    bureau.log_in(BEHEERDER[1])
    bureau.kop("Beheer")
    for wie in (COORDINATOR, JOBCOACH, MANAGER):
        _maak(bureau, *wie)
    bureau.foto("01-beheer-gebruikers")
    for wie in (COORDINATOR, JOBCOACH, MANAGER):
        _kies_wachtwoord(bureau, wie[1])


def _maak(bureau, naam, email, rol):
    bureau.open("/beheer/gebruikers/gebruiker/add/")
    bureau.vul("E-mailadres", email)
    bureau.vul("Naam", naam)
    bureau.vink(ROLLEN[rol])
    if rol == "coordinator":
        bureau.page.locator(".add-row a").first.click()
        bureau.page.locator(".select2-selection").first.click()
        bureau.page.locator(".select2-search__field").fill("Groningen")
        bureau.page.locator(".select2-results__option", has_text="Groningen").first.click()
    bureau.page.locator("input[name=_save]").click()


def _kies_wachtwoord(bureau, email):
    bureau.page.context.clear_cookies()
    bureau.page.goto(bureau.laatste_link_uit_mail(email))
    for veld in bureau.page.locator("input[type=password]").all():
        veld.fill(WACHTWOORD)
    bureau.knop("Wachtwoord bewaren")
