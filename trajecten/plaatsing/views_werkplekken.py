"""Promised places beside the people of a cohort who need one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from trajecten.plaatsing.werkplekken import plekken_bij_werkgevers, zonder_werkplek
from trajecten.views import lichting_of_404


@require_safe
@vereist(Categorie.PLAATSING, Toegang.SCHRIJVEN)
def lichting_werkplekken(request, pk):
    """Places that employers promised for this cohort, and who has no work yet."""
    lichting = lichting_of_404(request, pk)
    plekken = plekken_bij_werkgevers(lichting)
    mensen, elders = zonder_werkplek(lichting, request.user, Toegang.LEZEN)
    vrij, nodig = sum(plek.vrij for plek in plekken), len(mensen) + elders
    return render(
        request,
        "plaatsing/werkplekken.html",
        {
            "lichting": lichting,
            "plekken": plekken,
            "mensen": mensen,
            "elders": elders,
            "vrij": vrij,
            "nodig": nodig,
            "tekort": max(nodig - vrij, 0),
        },
    )
