"""Who works with somebody: assigning, taking over, standing in, and ending it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from basis.concepten import verwijder_concept, zet_concept
from basis.meldingen import meld
from basis.templatetags.componenten import datum
from gebruikers.rechten import Categorie, Toegang
from kandidaten.diensten import beeindig_toewijzing, wijs_toe
from kandidaten.models import Toewijzing
from kandidaten.toegang import kandidaat_of_404
from trajecten.dossier.diensten import laat_overnemen
from trajecten.dossier.forms import NEEMT_OVER, WAARNEMING, EindeToewijzingForm, ToewijzingForm
from trajecten.formulieren import verwerkt


def _toewijzingen(kandidaat):
    """(running or still to come, past) assignments with their people; one query."""
    vandaag = timezone.localdate()
    alle = list(kandidaat.toewijzingen.select_related("gebruiker", "vervangt").order_by("-van", "-pk"))
    lopend = [t for t in alle if t.tot is None or t.tot >= vandaag]
    return lopend, [t for t in alle if t not in lopend]


@require_http_methods(["GET", "POST"])
def toewijzen(request, dossiernummer):
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    lopend, voorbij = _toewijzingen(kandidaat)
    form = ToewijzingForm(request.POST or None, lopend=lopend)
    sleutel = f"dossier.toewijzen:{kandidaat.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)

    def dienst():
        _wijs_toe(kandidaat, form.cleaned_data, request.user)
        verwijder_concept(request.user, sleutel)
        meld(request, f"{form.cleaned_data['gebruiker'].naam} werkt nu met {kandidaat.naam}.")

    if verwerkt(request, form, dienst):
        return redirect(kandidaat)
    context = {"kandidaat": kandidaat, "form": form, "lopend": lopend, "voorbij": voorbij}
    return render(request, "dossier/toewijzen.html", context)


def _wijs_toe(kandidaat, gegevens, door):
    if gegevens["verhouding"] == NEEMT_OVER:
        gegevens["toewijzing"].kandidaat = kandidaat
        return laat_overnemen(
            gegevens["toewijzing"],
            gebruiker=gegevens["gebruiker"],
            van=gegevens["van"],
            door=door,
            reden=gegevens["reden"],
        )
    voor = gegevens["toewijzing"] if gegevens["verhouding"] == WAARNEMING else None
    return wijs_toe(
        kandidaat=kandidaat,
        gebruiker=gegevens["gebruiker"],
        rol=gegevens["rol"],
        van=gegevens["van"],
        tot=gegevens["tot"],
        reden=gegevens["reden"],
        vervangt=voor.gebruiker if voor else None,
        door=door,
    )


@require_http_methods(["GET", "POST"])
def toewijzing_einde(request, dossiernummer, pk):
    """End one assignment. A jobcoach keeps reading rights for the hand-over (30 days)."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    toewijzing = Toewijzing.objects.select_related("gebruiker").filter(pk=pk, kandidaat=kandidaat).first()
    if toewijzing is None:
        raise Http404
    toewijzing.kandidaat = kandidaat
    form = EindeToewijzingForm(request.POST or None, toewijzing=toewijzing)

    def dienst():
        beeindig_toewijzing(toewijzing, door=request.user, **form.cleaned_data)
        meld(request, f"{toewijzing.gebruiker.naam} stopt op {datum(form.cleaned_data['tot'])}.")

    if verwerkt(request, form, dienst):
        return redirect("dossier:toewijzen", dossiernummer)
    context = {"kandidaat": kandidaat, "toewijzing": toewijzing, "form": form}
    return render(request, "dossier/toewijzing_einde.html", context)
