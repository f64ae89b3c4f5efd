"""Addresses of pages in other rooms, by name, and the way back to where somebody came from."""

from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

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


def terug_naar(request, anders):
    """The page in `?terug=` (a worklist, say) if it is one of ours, else `anders`."""
    terug = request.GET.get("terug", "")
    veilig = url_has_allowed_host_and_scheme(terug, {request.get_host()}, require_https=request.is_secure())
    return terug if veilig and terug.startswith("/") else anders


def lijst_van(gebruiker):
    """The list a dossier hangs under for this person, as {"url", "naam"}; the url may be ""."""
    for rol, naam, woord in LIJSTEN:
        if gebruiker.heeft_rol(rol):
            return {"url": adres(naam), "naam": woord}
    return {"url": "", "naam": ""}
