"""One candidate's page, and who looked at it."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie, Toegang
from kandidaten.toegang import kandidaat_of_404, noteer_inzien
from logboek.diensten import schrijf
from logboek.models import Handeling, Logregel
from trajecten.dossier.pagina import dossiercontext, kies_traject, trajecten_van

INGEZIEN = 20  # lines of the access log that a coordinator sees


@require_safe
def dossier(request, dossiernummer, volgnummer=None):
    """The dossier, opened at one traject: the newest open one unless the address says which.

    A former coach comes here too, for the notes she may still read; each part is shown to who may read that part.
    """
    kandidaat = kandidaat_of_404(
        request, dossiernummer, Categorie.TRAJECT, of=(Categorie.COACHNOTITIES,), log=False
    )
    trajecten = trajecten_van(kandidaat, request.user)
    if volgnummer is None:
        traject = kies_traject(trajecten)
    else:
        traject = next((t for t in trajecten if t.volgnummer == volgnummer), None)
        if traject is None:
            noteer_inzien(request, kandidaat, Categorie.TRAJECT)
            raise Http404
    if traject is None:
        noteer_inzien(request, kandidaat, Categorie.TRAJECT)
        return render(request, "dossier/zonder_traject.html", {"kandidaat": kandidaat})
    context = dossiercontext(
        kandidaat,
        trajecten,
        traject,
        request.user,
        soort=request.GET.get("soort", ""),
        alles="alles" in request.GET,
    )
    begeleiding = context["begeleiding"]
    overdracht = begeleiding and begeleiding["overdracht"]
    leest_tekst = begeleiding and (begeleiding["afspraken"] or (overdracht and overdracht.tekst))
    tekst = [Categorie.COACHNOTITIES] if leest_tekst else []
    noteer_inzien(request, kandidaat, Categorie.TRAJECT, *tekst)
    return render(request, "dossier/dossier.html", context)


@require_safe
def inzage(request, dossiernummer):
    """Who looked at this dossier, for its coordinators; reading the log is logged too (PRIV-08)."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    schrijf(
        gebruiker=request.user,
        handeling=Handeling.LOGBOEK,
        dossier=kandidaat.dossiernummer,
        categorie=Categorie.LOGBOEK,
    )
    oude_nummers = kandidaat.samenvoegingen.geldig().values_list("opgegaan_nummer", flat=True)
    regels = list(
        Logregel.objects.filter(dossier__in=[kandidaat.dossiernummer, *oude_nummers])
        .select_related("gebruiker")
        .order_by("-tijdstip", "-pk")[:INGEZIEN]
    )
    for regel in regels:
        regel.categorienaam = Categorie(regel.categorie).label if regel.categorie in Categorie.values else ""
    return render(request, "dossier/inzage.html", {"kandidaat": kandidaat, "regels": regels})
