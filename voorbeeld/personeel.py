"""Who logs in: at least one person for every role, all with one password that everybody may know."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import CommandError

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from partners.models import Arbeidsmarktregio, Werkgebied

WACHTWOORD = "samen-aan-het-werk"


@dataclass(frozen=True)
class Medewerker:
    """One login of the example."""

    code: str
    naam: str
    rol: Rol
    doet: str
    regios: tuple[str, ...] = ()

    @property
    def email(self):
        return f"{self.code}@example.nl"


MEDEWERKERS = [
    Medewerker("coordinator", "Marijke Hoekzand", Rol.COORDINATOR, "regio Groningen", ("Groningen",)),
    Medewerker(
        "coordinator2",
        "Dennis Valkenoord",
        Rol.COORDINATOR,
        "regio's Rijnmond en Midden-Utrecht",
        ("Rijnmond", "Midden-Utrecht"),
    ),
    Medewerker(
        "jobcoach", "Samira Bentaleb", Rol.JOBCOACH, "KPN Groningen; loopt bij een paar mensen achter"
    ),
    Medewerker("jobcoach2", "Bart Noorderwold", Rol.JOBCOACH, "KPN Groningen"),
    Medewerker("jobcoach3", "Yvonne Kastelberg", Rol.JOBCOACH, "Aan Zet en Werkvertrouwen"),
    Medewerker("trainer", "Femke Oldenhage", Rol.TRAINER, "de groepen in Groningen"),
    Medewerker("teamleider", "Ruben Schildkade", Rol.TEAMLEIDER, "op de werkvloer in Groningen"),
    Medewerker("manager", "Ingrid Terpoord", Rol.MANAGER, "alle cijfers, geen dossiers"),
    Medewerker("verwijzer", "Theo Bolhoeve", Rol.VERWIJZER, "UWV Groningen"),
    Medewerker("verwijzer2", "Anja Meulenzicht", Rol.VERWIJZER, "Werk in Zicht"),
    Medewerker("beheerder", "Noor Dijkgaard", Rol.BEHEERDER, "programma's, partners en gebruikers"),
]


def weiger_in_productie():
    """Raises CommandError in production: people with a password that everybody knows do not belong there."""
    if settings.PRODUCTIE:
        raise CommandError(
            "Dit maakt logins met een bekend wachtwoord en is er alleen voor demo en test, niet voor productie."
        )


def maak_personeel():
    """Make all logins, as a beheerder would. Returns code -> Gebruiker."""
    gemaakt = {}
    hash_ = make_password(WACHTWOORD)  # hashing is slow on purpose: once will do, the password is no secret
    for medewerker in MEDEWERKERS:
        gemaakt[medewerker.code] = gebruiker = Gebruiker.objects.create_user(
            medewerker.email, naam=medewerker.naam, rollen=[medewerker.rol]
        )
        gebruiker.password = hash_
        gebruiker.save(update_fields=["password"])
        for naam in medewerker.regios:
            Werkgebied.objects.create(gebruiker=gebruiker, regio=Arbeidsmarktregio.objects.get(naam=naam))
    return gemaakt
