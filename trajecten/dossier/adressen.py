"""Addresses of pages in other rooms, by name, and the way back to where somebody came from."""

from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme


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
