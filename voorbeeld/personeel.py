"""Who logs in: at least one person for every role, all with one password that everybody may know; and colleagues whose
names stand in dossiers but who do not log in."""

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
    Medewerker(
        "coordinator",
        "Marijke Hoekzand",
        Rol.COORDINATOR,
        "regio's Groningen en Friesland",
        ("Groningen", "Friesland"),
    ),
    Medewerker(
        "coordinator2",
        "Dennis Valkenoord",
        Rol.COORDINATOR,
        "regio's Rijnmond, Midden-Utrecht en West-Brabant",
        ("Rijnmond", "Midden-Utrecht", "West-Brabant"),
    ),
    Medewerker(
        "coordinator3",
        "Hanneke Rozenwijk",
        Rol.COORDINATOR,
        "regio's Groot Amsterdam, Midden-Gelderland, Twente, Amersfoort en Midden-Utrecht",
        ("Groot Amsterdam", "Midden-Gelderland", "Twente", "Amersfoort", "Midden-Utrecht"),
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
# P01 has a jobcoach for every five people, all from UWV (as published): eight for a group of forty.
UWV_COACHES = [f"uwvcoach{nummer}" for nummer in range(1, 9)]
_UWV_NAMEN = [
    "Joke Elzenaar",
    "Peter Wiltenburg",
    "Nadia Berrahou",
    "Gerda Klaverkamp",
    "Ramon Leliveldt",
    "Ineke Hoogmoer",
    "Sjoerd Tolkamp",
    "Wilma Oudshoff",
]
COLLEGAS = [
    Medewerker("jobcoach4", "Carla Duinmeijer", Rol.JOBCOACH, "Arnhem, Amsterdam en Utrecht"),
    Medewerker("jobcoach5", "Foppe Wielstra", Rol.JOBCOACH, "Friesland en Twente"),
    Medewerker("jobcoach6", "Sandra Maasdonk", Rol.JOBCOACH, "Ro!Entree"),
    Medewerker("trainer2", "Hugo Kranenbarg", Rol.TRAINER, "Aan Zet, Omscholing WW en Ro!Entree"),
    Medewerker(
        "teamleider2", "Mieke Sonneveldt", Rol.TEAMLEIDER, "op de werkvloer van het leer-/werkbedrijf"
    ),
    *[
        Medewerker(code, naam, Rol.JOBCOACH, "van UWV, bij het leer-/werkbedrijf")
        for code, naam in zip(UWV_COACHES, _UWV_NAMEN, strict=True)
    ],
]


def weiger_in_productie():
    """Raises CommandError in production: people with a password that everybody knows do not belong there."""
    if settings.PRODUCTIE:
        raise CommandError(
            "Dit maakt logins met een bekend wachtwoord en is er alleen voor demo en test, niet voor productie."
        )


def maak_personeel():
    """Make all logins, as a beheerder would, and the colleagues without one. Returns code -> Gebruiker."""
    gemaakt = {}
    hash_ = make_password(WACHTWOORD)  # hashing is slow on purpose: once will do, the password is no secret
    for medewerker in [*MEDEWERKERS, *COLLEGAS]:
        gemaakt[medewerker.code] = gebruiker = Gebruiker.objects.create_user(
            medewerker.email, naam=medewerker.naam, rollen=[medewerker.rol]
        )
        if medewerker in MEDEWERKERS:
            gebruiker.password = hash_
            gebruiker.save(update_fields=["password"])
        for naam in medewerker.regios:
            Werkgebied.objects.create(gebruiker=gebruiker, regio=Arbeidsmarktregio.objects.get(naam=naam))
    return gemaakt
