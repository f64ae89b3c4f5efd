"""Which pages stand in the main menu for whom, and where each role begins (design: screens, "Navigation").

One pure table. An entry whose page does not exist is left out: nothing in the menu leads nowhere.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from gebruikers.rollen import Rol

# Role -> (name of the page's URL, words in the menu); the first one that exists is where the role begins.
INGANGEN = {
    Rol.COORDINATOR: (
        ("rapportage:vandaag", "Vandaag"),
        ("rapportage:kandidaten", "Kandidaten"),
        ("selectie:overzicht", "Selectie"),
        ("trajecten:lichtingen", "Lichtingen"),
        ("partners:lijst", "Partners"),
        ("rapportage:cijfers", "Cijfers"),
    ),
    Rol.JOBCOACH: (
        ("rapportage:mijn_week", "Mijn week"),
        ("rapportage:kandidaten", "Mijn kandidaten"),
        ("rapportage:school", "School"),
        ("rapportage:agenda", "Agenda"),
    ),
    Rol.TRAINER: (
        ("rapportage:mijn_groepen", "Mijn groepen"),
        ("examens:lijst", "Examens"),
        ("rapportage:agenda", "Agenda"),
    ),
    Rol.TEAMLEIDER: (("rapportage:mijn_team", "Mijn team"),),
    Rol.MANAGER: (("rapportage:cijfers", "Cijfers"),),
    Rol.VERWIJZER: (
        ("rapportage:mijn_verwijzingen", "Mijn verwijzingen"),
        ("dossier:verwijzen", "Kandidaat aanmelden"),
    ),
    Rol.BEHEERDER: (
        ("admin:index", "Beheer"),
        ("logboek:lijst", "Logboek"),
    ),
}
ZOEKPAGINA = "rapportage:kandidaten"
ONDER_KANDIDATEN = (
    "/caseload/",
    "/dossier/",
    "/inlezen/",
)  # pages that are reached through the list of candidates
ZOEKEN = frozenset({Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER})


@dataclass(frozen=True)
class Ingang:
    """One entry of the menu; `actief` is "page" on that very page, "true" somewhere below it, else ""."""

    naam: str
    url: str
    actief: str = ""


def _adres(urlnaam):
    try:
        return reverse(urlnaam)
    except NoReverseMatch:
        return ""


def ingangen(rolcodes):
    """(address, words) for somebody with these roles, in the order of the roles, each page once."""
    gevonden = {}
    for rol in Rol:
        for urlnaam, naam in INGANGEN[rol] if rol in rolcodes else ():
            adres = _adres(urlnaam)
            if adres and adres not in gevonden:
                gevonden[adres] = naam
    return list(gevonden.items())


def _actief(adres, pad, adressen):
    """Is this entry the page `pad`, or the closest entry above it?"""
    if adres == pad:
        return "page"
    if pad.startswith(ONDER_KANDIDATEN):
        pad = _adres(ZOEKPAGINA)
    boven = [a for a in adressen if a != "/" and pad.startswith(a)]
    return "true" if boven and max(boven, key=len) == adres else ""


def startpagina(gebruiker):
    """Where this person begins: her first entry, or "" when no page is hers."""
    eigen = ingangen(gebruiker.rolcodes) if gebruiker.is_active else []
    return eigen[0][0] if eigen else ""


def navigatie(request):
    """Context of every page: `navigatie` (Ingang's) and `nav_zoeken` (the address the search goes to, or "").

    Both are looked up only when a template asks, so a page that does not show them costs no query.
    """
    gebruiker = getattr(request, "user", None)

    def menu():
        if gebruiker is None or not gebruiker.is_authenticated:
            return []
        eigen = ingangen(gebruiker.rolcodes)
        adressen = [adres for adres, _ in eigen]
        return [Ingang(naam, adres, _actief(adres, request.path, adressen)) for adres, naam in eigen]

    def zoekadres():
        if gebruiker is None or not gebruiker.is_authenticated or gebruiker.rolcodes.isdisjoint(ZOEKEN):
            return ""
        return _adres(ZOEKPAGINA)

    return {"navigatie": SimpleLazyObject(menu), "nav_zoeken": SimpleLazyObject(zoekadres)}
