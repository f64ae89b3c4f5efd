"""The buddy of one person: who it is and was, choosing one, changing the days, ending it."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from trajecten.begeleiding import buddys as diensten
from trajecten.begeleiding.forms_buddy import BuddyEindeForm, BuddyForm, BuddyWijzigForm, ZoekForm
from trajecten.begeleiding.models import Buddykoppeling
from trajecten.formulieren import doe_met_een_knop, verwerkt
from trajecten.toegang import traject_of_404, van_traject_of_404

MEESTE = 20  # alumnae on the page; searching finds the others
# A coach by the talks, a coordinator by the traject (buddys.mag_regelen).
POORT = {"categorie": Categorie.GESPREKKEN, "nodig": Toegang.SCHRIJVEN, "of": (Categorie.TRAJECT,)}


@require_safe
def buddys(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, **POORT)
    vandaag = timezone.localdate()
    rijen = list(traject.buddykoppelingen.select_related("alumna"))
    context = {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "nu": [r for r in rijen if r.tot is None or r.tot >= vandaag],
        "voorbij": [r for r in rijen if r.tot is not None and r.tot < vandaag],
        "vandaag": vandaag,
    }
    return render(request, "begeleiding/buddys.html", context)


@require_http_methods(["GET", "POST"])
def buddy_kiezen(request, dossiernummer, volgnummer):
    """A colleague by name, or an alumna whom this user sees herself; `?zoek=` narrows the list."""
    traject = traject_of_404(request, dossiernummer, volgnummer, **POORT)
    zoek = ZoekForm(request.GET if "zoek" in request.GET else None)
    vraag = zoek.cleaned_data["zoek"] if zoek.is_bound and zoek.is_valid() else ""
    gevonden = list(diensten.mogelijke_alumnae(traject, request.user).zoek(vraag)[: MEESTE + 1])
    form = BuddyForm(request.POST or None, alumnae=gevonden[:MEESTE])
    terug = reverse("begeleiding:buddys", args=[dossiernummer, volgnummer])

    def dienst():
        koppeling = diensten.koppel_buddy(traject, door=request.user, **form.gegevens())
        meld(request, f"{koppeling.naam} is buddy van {traject.kandidaat.naam}.")

    if verwerkt(request, form, dienst):
        return redirect(terug)
    context = {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "form": form,
        "zoek": zoek,
        "vraag": vraag,
        "gevonden": gevonden[:MEESTE],
        "meer": len(gevonden) > MEESTE,
        "terug": terug,
    }
    return render(request, "begeleiding/buddy_kiezen.html", context)


@require_http_methods(["GET", "POST"])
def buddy_wijzigen(request, dossiernummer, pk):
    koppeling = _of_404(request, dossiernummer, pk)
    form = BuddyWijzigForm(request.POST or None, instance=koppeling)

    def dienst():
        diensten.wijzig_buddy(
            koppeling, gezien=form.cleaned_data["versie"], velden=form.velden, door=request.user
        )
        meld(request, "De buddy is gewijzigd.")

    return _formulier(request, koppeling, form, dienst, "Buddy wijzigen", "Buddy opslaan")


@require_http_methods(["GET", "POST"])
def buddy_einde(request, dossiernummer, pk):
    koppeling = _of_404(request, dossiernummer, pk)
    form = BuddyEindeForm(request.POST or None, van=koppeling.van)

    def dienst():
        diensten.beeindig_buddy(koppeling, door=request.user, **form.cleaned_data)
        terug = reverse("begeleiding:buddy_terug", args=[dossiernummer, pk])
        meld(request, f"{koppeling.naam} stopt als buddy.", ongedaan=terug)

    return _formulier(request, koppeling, form, dienst, "Buddy stoppen", "Buddy stoppen")


@require_POST
def buddy_terug(request, dossiernummer, pk):
    koppeling = _of_404(request, dossiernummer, pk)
    doe_met_een_knop(
        request,
        lambda: diensten.heropen_buddy(koppeling, door=request.user),
        f"{koppeling.naam} is weer buddy.",
    )
    return redirect("begeleiding:buddys", dossiernummer, koppeling.traject.volgnummer)


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _of_404(request, dossiernummer, pk):
    rijen = Buddykoppeling.objects.select_related("traject__kandidaat", "alumna", "gewijzigd_door")
    return van_traject_of_404(request, dossiernummer, pk, rijen, **POORT)


def _formulier(request, koppeling, form, dienst, titel, knop):
    traject = koppeling.traject
    terug = reverse("begeleiding:buddys", args=[traject.kandidaat.dossiernummer, traject.volgnummer])
    if verwerkt(request, form, dienst):
        return redirect(terug)
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "titel": titel,
        "tekst": f"Het gaat om {koppeling.naam}.",
        "knop": knop,
        "terug": terug,
    }
    return render(request, "begeleiding/formulier.html", context)
