"""The old number of a merged dossier keeps leading to the new one, on every page (kandidaten.toegang.Verhuisd).

And whoever writes at the very moment that a dossier goes, reads that in words.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import reverse

from basis.alleenlezen import LEZEND
from basis.meldingen import meld
from kandidaten.models import Kandidaat, Samenvoeging
from kandidaten.toegang import Verhuisd

IS_SAMENGEVOEGD = "Dossier {} is samengevoegd met dit dossier."
NIET_BEWAARD = (
    "Dit dossier is samengevoegd: het gaat verder onder nummer {}. Wat u invulde, is niet bewaard. "
    "Met de knop Terug van uw browser ziet u uw tekst nog."
)
WEG = (
    "Dit dossier is er niet meer: een collega heeft het zojuist weggehaald. Wat u invulde, is niet bewaard. "
    "Met de knop Terug van uw browser ziet u uw tekst nog."
)


class VerhuisdMiddleware:
    """Turns Verhuisd into a redirect: reading, to the same page of the dossier that stayed; writing, to the dossier.
    Either way the next page says so.

    What was typed on a page of the old dossier is never written in the new one: that is another record. The same goes
    for whoever writes at the very moment of the merge and is refused by the database. When the dossier went altogether
    at that moment (its import was taken back), the way leads to the first page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, (IntegrityError, ObjectDoesNotExist)) and request.method not in LEZEND:
            if _intussen_weg(request):
                meld(request, WEG, soort="aandacht")
                return redirect("start")
            exception = _intussen_verhuisd(request)
        if not isinstance(exception, Verhuisd):
            return None
        if request.method not in LEZEND:
            meld(request, NIET_BEWAARD.format(exception.kandidaat.dossiernummer), soort="aandacht")
            return redirect(exception.kandidaat)
        meld(request, IS_SAMENGEVOEGD.format(exception.oud_nummer), soort="info")
        return redirect(_zelfde_pagina(request, exception))


def _zelfde_pagina(request, verhuisd):
    """The address of this page under the new number; trajects of the old dossier have a higher number there."""
    treffer = request.resolver_match
    argumenten = {**treffer.kwargs, "dossiernummer": verhuisd.kandidaat.dossiernummer}
    if "volgnummer" in argumenten:
        samenvoeging = Samenvoeging.objects.geldig().filter(opgegaan_nummer=verhuisd.oud_nummer).first()
        argumenten["volgnummer"] += samenvoeging.volgnummer_erbij if samenvoeging else 0
    vraag = request.META.get("QUERY_STRING", "")
    return reverse(treffer.view_name, kwargs=argumenten) + (f"?{vraag}" if vraag else "")


def _nummer(request):
    return request.resolver_match.kwargs.get("dossiernummer") if request.resolver_match else None


def _intussen_weg(request):
    """Did the dossier in this address go between the look and the write, with no other in its place?"""
    nummer = _nummer(request)
    return bool(
        nummer
        and not Kandidaat.objects.filter(dossiernummer=nummer).exists()
        and not Samenvoeging.objects.geldig().filter(opgegaan_nummer=nummer).exists()
    )


def _intussen_verhuisd(request):
    """Verhuisd, when the dossier in this address was merged between the look and the write; else None."""
    nummer = _nummer(request)
    samengevoegd = nummer and Samenvoeging.objects.geldig().filter(opgegaan_nummer=nummer).first()
    if not samengevoegd:
        return None
    blijft = Kandidaat.objects.zichtbaar_voor(request.user).filter(pk=samengevoegd.blijft_id).first()
    return Verhuisd(blijft, nummer) if blijft else None
