"""Her own agenda: the page, one appointment as a file, and the link with which a calendar outside fetches it."""

import time
from datetime import date, timedelta
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.templatetags.componenten import datum
from basis.tempo import wachttijd
from basis.versleuteling import OntsleutelMislukt, ontsleutel, versleutel
from gebruikers.toegang import vereist_rol
from logboek.diensten import schrijf
from logboek.models import Handeling
from rapportage.agenda import ROLLEN, agenda_van, venster
from rapportage.agendasleutels import (
    eigenaar,
    geldige_sleutel,
    maak_agendasleutel,
    noteer_opgehaald,
    trek_agendasleutel_in,
)
from trajecten.agenda import agenda as ical

DAGEN = 14  # on the page
TONEN = 10 * 60  # seconds that the new link can be read again, in the session in which it was made
SESSIESLEUTEL = "agendalink"
# A calendar service asks for many people from one address, a few times an hour each; a flood is more.
HOOGSTENS, PER_SECONDEN = 1200, 60 * 60


# --- The page ---------------------------------------------------------------------------------------------------------
@require_safe
@vereist_rol(*ROLLEN)
def agenda(request):
    """Two weeks of her appointments by day, from the Monday of `?vanaf=` (jjjj-mm-dd) or of this week."""
    vandaag = timezone.localdate()
    dag = _dag(request.GET.get("vanaf", ""), vandaag)
    begin = dag - timedelta(days=dag.weekday())
    eind = begin + timedelta(days=DAGEN - 1)
    punten = agenda_van(request.user, begin, eind)
    eerste, laatste = venster()
    return render(
        request,
        "rapportage/agenda.html",
        {
            "aantal": len(punten),
            "dagen": [  # (day, can it be had as a file?, appointments)
                (dag, eerste <= dag <= laatste, list(wat))
                for dag, wat in groupby(punten, key=lambda punt: punt.dag)
            ],
            "periode": f"{datum(begin)} tot en met {datum(eind)}",
            "vandaag": vandaag,
            "is_nu": begin <= vandaag <= eind,
            "vorige": begin - timedelta(days=DAGEN),
            "volgende": begin + timedelta(days=DAGEN),
        },
    )


def _dag(tekst, vandaag):
    """The day in the address; today for what is no day, or years away."""
    try:
        dag = date.fromisoformat(tekst)
    except ValueError:
        return vandaag
    return dag if abs((dag - vandaag).days) <= 366 * 5 else vandaag


@require_safe
@vereist_rol(*ROLLEN)
def afspraak(request, uid):
    """One of her appointments as a file for any calendar: the kind, when and where. No names."""
    gevonden = [punt for punt in agenda_van(request.user, *venster()) if punt.punt.uid == uid]
    if not gevonden:
        raise Http404("Deze afspraak staat niet in uw agenda")
    antwoord = _ics(request, gevonden)
    antwoord["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return antwoord


# --- The link ---------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@vereist_rol(*ROLLEN)
def koppelen(request):
    """How to get the agenda in a calendar outside; POST makes a new link, and ends the one before."""
    if request.method == "POST":
        with eenmalig(request) as poging:
            if poging.eerste:
                _onthoud(request, maak_agendasleutel(gebruiker=request.user))
        meld(request, "De agendalink is gemaakt. Kopieer hem nu: later kunt u hem niet meer zien.")
        return redirect("rapportage:agenda_koppelen")
    sleutel = geldige_sleutel(request.user)
    return render(
        request,
        "rapportage/agenda_koppelen.html",
        {"sleutel": sleutel, "link": _nieuwe_link(request) if sleutel else ""},
    )


@require_POST
@vereist_rol(*ROLLEN)
def intrekken(request):
    """The link stops at once. Twice does no harm."""
    with eenmalig(request) as poging:
        if poging.eerste:
            trek_agendasleutel_in(gebruiker=request.user)
    request.session.pop(SESSIESLEUTEL, None)
    meld(request, "De agendalink werkt niet meer. Haal de agenda ook weg uit uw telefoon of computer.")
    return redirect("rapportage:agenda_koppelen")


def _onthoud(request, sleutel):
    """For TONEN seconds in her own session, encrypted: a page that is loaded twice still shows it."""
    request.session[SESSIESLEUTEL] = [versleutel(sleutel).decode(), int(time.time()) + TONEN]


def _nieuwe_link(request):
    versleuteld, tot = request.session.get(SESSIESLEUTEL, ("", 0))
    if time.time() < tot:
        try:
            sleutel = ontsleutel(versleuteld.encode()).decode()
            return request.build_absolute_uri(reverse("rapportage:agendafeed", args=[sleutel]))
        except OntsleutelMislukt:
            pass
    request.session.pop(SESSIESLEUTEL, None)
    return ""


# --- The feed ---------------------------------------------------------------------------------------------------------
@login_not_required
@require_safe
def feed(request, sleutel):
    """The agenda of whom this key belongs to, for a program that cannot log in. No names, nothing about a candidate.

    A key that never was, one that was revoked and one of a colleague who left give the same answer.
    """
    wacht = wachttijd(request, "agendafeed", hoogstens=HOOGSTENS, seconden=PER_SECONDEN)
    if wacht:
        antwoord = HttpResponse("Te vaak gevraagd.", status=429, content_type="text/plain; charset=utf-8")
        antwoord["Retry-After"] = str(wacht)
        return antwoord
    gebruiker = eigenaar(sleutel)
    if gebruiker is None:
        schrijf(gebruiker=None, handeling=Handeling.GEWEIGERD, reden="agenda: deze link werkt niet")
        raise Http404("Deze agenda is er niet")
    noteer_opgehaald(gebruiker)
    return _ics(request, agenda_van(gebruiker, *venster()))


def _ics(request, agendapunten):
    punten = [agendapunt.voor_buiten(request.build_absolute_uri) for agendapunt in agendapunten]
    antwoord = HttpResponse(ical(punten, nu=timezone.now()), content_type="text/calendar; charset=utf-8")
    antwoord["Cache-Control"] = "private, no-cache"
    antwoord["Content-Disposition"] = 'inline; filename="trajecten.ics"'
    return antwoord
