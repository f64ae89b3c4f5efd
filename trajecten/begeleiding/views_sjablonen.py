"""Choosing goals from the list of the programme: tick, look once more at the dates, save."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from trajecten.begeleiding.forms_doelen import SjabloonForm
from trajecten.begeleiding.sjablonen import kies_sjablonen, voorstellen
from trajecten.formulieren import verwerkt
from trajecten.toegang import traject_of_404


@require_http_methods(["GET", "POST"])
def doel_kiezen(request, dossiernummer, volgnummer):
    """The list; with `?sjabloon=` the recap of what was ticked, which is what the POST makes."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    nog = voorstellen(traject)
    vraag = request.POST if request.method == "POST" else request.GET
    gevraagd = "controle" in vraag
    form = SjabloonForm(vraag if gevraagd else None, voorstellen=nog)

    def dienst():
        nummers = {int(nummer) for nummer in form.cleaned_data["sjabloon"]}
        _meld(request, kies_sjablonen(traject, sjablonen=nummers, door=request.user))

    terug = reverse("begeleiding:doelen", args=[dossiernummer, volgnummer])
    if verwerkt(request, form, dienst):
        return redirect(terug)
    context = {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "form": form,
        "voorstellen": nog,
        "terug": terug,
        "gekozen": [],
    }
    if gevraagd and form.is_valid():
        context["gekozen"] = [v for v in nog if str(v.sjabloon.pk) in form.cleaned_data["sjabloon"]]
    return render(request, "begeleiding/doel_kiezen.html", context)


def _meld(request, gemaakt):
    if not gemaakt:
        meld(request, "Deze doelen stonden er al. Er is niets toegevoegd.", soort="info")
    else:
        n = len(gemaakt)
        meld(request, f"{n} {'doel is' if n == 1 else 'doelen zijn'} toegevoegd.")
