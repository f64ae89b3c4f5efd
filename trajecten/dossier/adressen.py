"""Addresses of pages in other rooms, by name."""

from django.urls import NoReverseMatch, reverse

from gebruikers.rollen import Rol

# The list where each role finds her people: the way up from a dossier.
LIJSTEN = [
    (Rol.COORDINATOR, "rapportage:kandidaten", "Kandidaten"),
    (Rol.JOBCOACH, "rapportage:kandidaten", "Mijn kandidaten"),
    (Rol.TRAINER, "rapportage:mijn_groepen", "Mijn groepen"),
    (Rol.TEAMLEIDER, "rapportage:mijn_team", "Mijn team"),
]


def adres(naam, *args):
    """The address, or "" when there is no such page: a link is then left out instead of leading nowhere."""
    try:
        return reverse(naam, args=args)
    except NoReverseMatch:
        return ""


def lijst_van(gebruiker):
    """The list a dossier hangs under for this person, as {"url", "naam"}; the url may be ""."""
    for rol, naam, woord in LIJSTEN:
        if gebruiker.heeft_rol(rol):
            return {"url": adres(naam), "naam": woord}
    return {"url": "", "naam": ""}
