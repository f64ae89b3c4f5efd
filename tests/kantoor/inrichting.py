"""Before a story: a fresh installation, as its own commands and the beheerder make it."""

from django.core.management import call_command

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from tests.kantoor.bureau import WACHTWOORD, Bureau


def installeer(beheerder):
    """What the installation does by command: regions, programmes, texts, and the first beheerder (createsuperuser)."""
    for opdracht in ("laad_regios", "laad_programmas", "laad_berichten"):
        call_command(opdracht, verbosity=0)
    naam, email = beheerder
    Gebruiker.objects.create_superuser(email, WACHTWOORD, naam=naam)


def maak_gebruikers(bureau: Bureau, beheerder, mensen, *, regio: str):
    """The beheerder makes everybody a login; each chooses a password herself through the mailed link.

    `mensen`: (name, address, role) each; a coordinator gets `regio`.
    """
    bureau.log_in(beheerder[1])
    bureau.kop("Beheer")
    for wie in mensen:
        _maak(bureau, *wie, regio)
    bureau.foto("01-beheer-gebruikers")
    for _, email, _ in mensen:
        _kies_wachtwoord(bureau, email)


def _maak(bureau, naam, email, rol, regio):
    bureau.open("/beheer/gebruikers/gebruiker/add/")
    bureau.vul("E-mailadres", email)
    bureau.vul("Naam", naam)
    bureau.vink(str(Rol(rol).label))
    if rol == Rol.COORDINATOR:
        bureau.page.locator(".add-row a").first.click()
        bureau.zoek_keuze(regio)
    bureau.page.locator("input[name=_save]").click()
    bureau.page.locator(".messagelist .success").first.wait_for()


def _kies_wachtwoord(bureau, email):
    bureau.page.context.clear_cookies()
    bureau.page.goto(bureau.laatste_link_uit_mail(email))
    for veld in bureau.page.locator("input[type=password]").all():
        veld.fill(WACHTWOORD)
    bureau.knop("Wachtwoord bewaren")
