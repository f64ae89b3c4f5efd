"""Saved views of the candidate list: everybody's own; somebody else's does not exist."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.inzendingen import al_ingezonden, eenmalig
from basis.meldingen import meld
from gebruikers.toegang import vereist_rol
from rapportage.diensten import bewaar_weergave, verwijder_weergave, wijzig_weergave
from rapportage.forms import WeergaveForm
from rapportage.lijstvraag import lees_lijstvraag
from rapportage.models import BewaardeWeergave
from rapportage.views_kandidaten import ROLLEN
from trajecten.formulieren import verwerkt


def weergave_of_404(request, pk):
    """One of her own saved views."""
    weergave = BewaardeWeergave.objects.filter(gebruiker=request.user, pk=pk).first()
    if weergave is None:
        raise Http404
    return weergave


@require_safe
@vereist_rol(*ROLLEN)
def weergaven(request):
    """Her saved views: open one, give it another name, take it away."""
    rijen = list(BewaardeWeergave.objects.filter(gebruiker=request.user))
    return render(request, "rapportage/weergaven.html", {"rijen": rijen})


@require_http_methods(["GET", "HEAD", "POST"])
@vereist_rol(*ROLLEN)
def weergave_nieuw(request):
    """Save the list that the address describes, under a name."""
    lijst = lees_lijstvraag(request.user, request.GET)
    form = WeergaveForm(request.POST or None)

    def dienst():
        bewaar_weergave(
            gebruiker=request.user,
            naam=form.cleaned_data["naam"],
            vraag=lijst.vraag,
            standaard=form.cleaned_data["standaard"],
        )

    if verwerkt(request, form, dienst):
        meld(request, "Weergave bewaard.")
        return redirect(f"{reverse('rapportage:kandidaten')}?{lijst.vraag}")
    feiten = [("Wie", dict(lijst.bereiken)[lijst.welke])]
    feiten += [(label, waarde) for naam, label, waarde in lijst.woorden() if naam in lijst.gekozen]
    context = {"form": form, "feiten": feiten, "met_zoekterm": bool(lijst.q), "terug": lijst.adres()}
    return render(request, "rapportage/weergave_nieuw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist_rol(*ROLLEN)
def weergave(request, pk):
    """Another name for a saved view, and whether the list begins with it."""
    rij = weergave_of_404(request, pk)
    form = WeergaveForm(request.POST or None, initial={"naam": rij.naam, "standaard": rij.standaard})

    def dienst():
        wijzig_weergave(rij, naam=form.cleaned_data["naam"], standaard=form.cleaned_data["standaard"])

    if verwerkt(request, form, dienst):
        meld(request, "Weergave gewijzigd.")
        return redirect("rapportage:weergaven")
    return render(request, "rapportage/weergave.html", {"form": form, "weergave": rij})


@require_POST
@vereist_rol(*ROLLEN)
def weergave_verwijderen(request, pk):
    """Take a saved view away. Twice does no harm."""
    rij = BewaardeWeergave.objects.filter(gebruiker=request.user, pk=pk).first()
    if rij is None:
        if al_ingezonden(request):
            return redirect("rapportage:weergaven")
        raise Http404
    with eenmalig(request) as poging:
        if poging.eerste:
            verwijder_weergave(rij)
    meld(request, f"Weergave ‘{rij.naam}’ verwijderd.")
    return redirect("rapportage:weergaven")
