"""Performance talks at work: written by the team leader, read by coach and coordinator."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from basis.concepten import verwijder_concept, zet_concept
from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from kandidaten.toegang import kandidaat_of_404
from trajecten.begeleiding import diensten
from trajecten.begeleiding.forms import FunctioneringsgesprekForm
from trajecten.begeleiding.models import Functioneringsgesprek
from trajecten.formulieren import verwerkt
from trajecten.toegang import traject_of_404


@require_safe
def lijst(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.FUNCTIONEREN)
    context = {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "gesprekken": traject.functioneringsgesprekken.select_related("teamleider")[:60],
        "mag_schrijven": traject.kandidaat.toegang.mag(Categorie.FUNCTIONEREN, Toegang.SCHRIJVEN),
    }
    return render(request, "begeleiding/functioneren.html", context)


@require_safe
def afdruk(request, dossiernummer, pk):
    """One talk on paper, for the person herself."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.FUNCTIONEREN)
    rij = (
        Functioneringsgesprek.objects.zichtbaar_voor(request.user)
        .select_related("traject", "teamleider")
        .filter(pk=pk, traject__kandidaat=kandidaat)
        .first()
    )
    if rij is None:
        raise Http404
    return render(request, "begeleiding/functioneren_afdruk.html", {"gesprek": rij, "kandidaat": kandidaat})


@require_http_methods(["GET", "POST"])
def nieuw(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.FUNCTIONEREN, Toegang.SCHRIJVEN)
    form = FunctioneringsgesprekForm(request.POST or None, initial={"datum": timezone.localdate()})
    sleutel = f"begeleiding.functioneren:nieuw:{traject.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)

    def dienst():
        diensten.leg_functioneringsgesprek_vast(
            traject, teamleider=request.user, door=request.user, **form.cleaned_data
        )
        verwijder_concept(request.user, sleutel)
        meld(request, "Functioneringsgesprek is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:functioneren", dossiernummer, volgnummer)
    return _formulier(request, traject, form, "Functioneringsgesprek vastleggen")


@require_http_methods(["GET", "POST"])
def wijzigen(request, dossiernummer, pk):
    """Only its author changes it."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.FUNCTIONEREN, Toegang.SCHRIJVEN)
    rij = (
        Functioneringsgesprek.objects.zichtbaar_voor(request.user)
        .select_related("traject")
        .filter(pk=pk, traject__kandidaat=kandidaat, teamleider=request.user)
        .first()
    )
    if rij is None:
        raise Http404
    rij.traject.kandidaat = kandidaat
    form = FunctioneringsgesprekForm(request.POST or None, instance=rij)
    sleutel = f"begeleiding.functioneren:{pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)

    def dienst():
        diensten.wijzig_functioneringsgesprek(
            rij,
            gezien=form.cleaned_data["versie"],
            velden={naam: form.cleaned_data[naam] for naam in form.Meta.fields},
            door=request.user,
        )
        verwijder_concept(request.user, sleutel)
        meld(request, "Functioneringsgesprek is gewijzigd.")

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:functioneren", dossiernummer, rij.traject.volgnummer)
    return _formulier(request, rij.traject, form, "Functioneringsgesprek wijzigen")


def _formulier(request, traject, form, titel):
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "titel": titel,
        "knop": "Gesprek opslaan",
        "terug": reverse(
            "begeleiding:functioneren", args=[traject.kandidaat.dossiernummer, traject.volgnummer]
        ),
    }
    return render(request, "begeleiding/formulier.html", context)
