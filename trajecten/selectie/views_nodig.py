"""What people in a round need to take part: a page of its own, read on purpose and logged as such."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.selectie import overzicht as lezen
from trajecten.selectie.nodig import met_nodig, per_kandidaat
from trajecten.selectie.views import alleen_wie_beslist, ronde_of_404


@require_safe
@alleen_wie_beslist
def nodig(request, pk):
    """Of this coordinator's people who wait in the round: who needs what."""
    ronde = ronde_of_404(pk)
    wachtend = met_nodig(lezen.deelnames(ronde, request.user).onbesloten()).filter(heeft_nodig=True)
    deelnames = list(wachtend[: lezen.MEER])
    woorden = per_kandidaat(deelnames)
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=[deelname.traject.kandidaat.dossiernummer for deelname in deelnames],
        categorie=Categorie.AANPASSINGEN,
    )
    rijen = [(d.traject.kandidaat, woorden.get(d.traject.kandidaat_id, [])) for d in deelnames]
    return render(request, "selectie/nodig.html", {"ronde": ronde, "rijen": rijen})
