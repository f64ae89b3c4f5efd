"""Goals, actions and the choice for coaching."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from trajecten.begeleiding import diensten
from trajecten.begeleiding import doelen as doeldiensten
from trajecten.begeleiding.doelstand import doelstand
from trajecten.begeleiding.forms import JA, NEE, BegeleidingskeuzeForm
from trajecten.begeleiding.forms_doelen import ActieForm, DoelForm, StopForm
from trajecten.begeleiding.models import Actiepunt, Doel
from trajecten.formulieren import doe_met_een_knop, verwerkt
from trajecten.toegang import traject_of_404, van_traject_of_404


@require_safe
def doelen(request, dossiernummer, volgnummer):
    """Goals by subject with their actions; what is late first, what is behind her folded away."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN)
    mag_schrijven = traject.kandidaat.toegang.mag(Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    context = {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "stand": doelstand(traject.doelen.all(), traject.actiepunten.van_haar(), timezone.localdate()),
        "mag_schrijven": mag_schrijven,
        "heeft_lijst": mag_schrijven and traject.programma.doelsjablonen.exists(),
    }
    return render(request, "begeleiding/doelen.html", context)


@require_http_methods(["GET", "POST"])
def doel_nieuw(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    form = DoelForm(request.POST or None)

    def dienst():
        diensten.stel_doel(traject, door=request.user, **form.velden)
        meld(request, "Doel is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:doelen", dossiernummer, volgnummer)
    return _formulier(request, traject, form, "Doel toevoegen", "Doel opslaan")


@require_http_methods(["GET", "POST"])
def actie_nieuw(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    begin = {"doel": request.GET.get("doel")}
    form = ActieForm(request.POST or None, traject=traject, initial=begin)

    def dienst():
        diensten.voeg_actie_toe(traject, door=request.user, **form.velden)
        meld(request, "Actie is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:doelen", dossiernummer, volgnummer)
    return _formulier(request, traject, form, "Actie toevoegen", "Actie opslaan")


@require_http_methods(["GET", "POST"])
def doel_wijzigen(request, dossiernummer, pk):
    doel = _van_kandidaat_of_404(request, dossiernummer, Doel, pk)
    form = DoelForm(request.POST or None, instance=doel)
    return _wijzigen(request, doel, form, doeldiensten.wijzig_doel, "Doel")


@require_http_methods(["GET", "POST"])
def actie_wijzigen(request, dossiernummer, pk):
    """Who does it, before when, what, and under which goal."""
    actie = _van_kandidaat_of_404(request, dossiernummer, Actiepunt, pk)
    form = ActieForm(request.POST or None, instance=actie, traject=actie.traject)
    return _wijzigen(request, actie, form, doeldiensten.wijzig_actie, "Actie")


@require_http_methods(["GET", "POST"])
def keuze(request, dossiernummer, volgnummer):
    """Coaching or not is her own choice."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    begin = {"wil": JA if traject.wil_begeleiding else NEE, "versie": traject.versie}
    form = BegeleidingskeuzeForm(request.POST or None, initial=begin)

    def dienst():
        wil = form.cleaned_data["wil"] == JA
        diensten.kies_begeleiding(traject, wil=wil, gezien=form.cleaned_data["versie"], door=request.user)
        meld(
            request,
            "De keuze is bewaard." if wil else "De keuze is bewaard. Er staan geen gesprekken meer gepland.",
        )

    if verwerkt(request, form, dienst):
        return redirect(traject)
    return _formulier(
        request, traject, form, "Begeleiding", "Keuze opslaan", terug=traject.get_absolute_url()
    )


@require_POST
def doel_bereikt(request, dossiernummer, pk):
    doel = _van_kandidaat_of_404(request, dossiernummer, Doel, pk)
    return _doe(
        request,
        doel,
        lambda: diensten.bereik_doel(doel, door=request.user),
        f"Doel is bereikt.{_nog_open(doel)}",
        ongedaan=reverse("begeleiding:doel_open", args=[dossiernummer, pk]),
    )


@require_http_methods(["GET", "POST"])
def doel_stoppen(request, dossiernummer, pk):
    """Stop a goal, with a reason of the closed list."""
    doel = _van_kandidaat_of_404(request, dossiernummer, Doel, pk)
    form = StopForm(request.POST or None)

    def dienst():
        doeldiensten.stop_doel(doel, door=request.user, **form.cleaned_data)
        meld(
            request,
            f"Doel is gestopt.{_nog_open(doel)}",
            ongedaan=reverse("begeleiding:doel_open", args=[dossiernummer, pk]),
        )

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:doelen", dossiernummer, doel.traject.volgnummer)
    return _formulier(request, doel.traject, form, "Doel stoppen", "Doel stoppen", tekst=doel.omschrijving)


@require_POST
def doel_open(request, dossiernummer, pk):
    doel = _van_kandidaat_of_404(request, dossiernummer, Doel, pk)
    return _doe(
        request,
        doel,
        lambda: doeldiensten.heropen_doel(doel, door=request.user),
        "Aan dit doel wordt weer gewerkt.",
    )


@require_POST
def actie_gedaan(request, dossiernummer, pk):
    actie = _van_kandidaat_of_404(request, dossiernummer, Actiepunt, pk)
    return _doe(
        request,
        actie,
        lambda: diensten.handel_actie_af(actie, door=request.user),
        "Actie is gedaan.",
        ongedaan=reverse("begeleiding:actie_open", args=[dossiernummer, pk]),
    )


@require_POST
def actie_open(request, dossiernummer, pk):
    actie = _van_kandidaat_of_404(request, dossiernummer, Actiepunt, pk)
    return _doe(
        request,
        actie,
        lambda: diensten.heropen_actie(actie, door=request.user),
        "Actie staat weer open.",
        ongedaan=reverse("begeleiding:actie_gedaan", args=[dossiernummer, pk]),
    )


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _van_kandidaat_of_404(request, dossiernummer, model, pk):
    rijen = model.objects.select_related("traject__kandidaat", "gewijzigd_door")
    return van_traject_of_404(request, dossiernummer, pk, rijen, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)


def _nog_open(doel):
    """What becomes of actions that were not done."""
    n = doel.actiepunten.filter(gedaan_op=None).count()
    if not n:
        return ""
    return f" {n} {'actie' if n == 1 else 'acties'} bij dit doel {'hoeft' if n == 1 else 'hoeven'} niet meer."


def _wijzigen(request, rij, form, dienst, woord):
    traject = rij.traject

    def bewaar():
        dienst(rij, gezien=form.cleaned_data["versie"], velden=form.velden, door=request.user)
        meld(request, f"{woord} is gewijzigd.")

    if verwerkt(request, form, bewaar):
        return redirect("begeleiding:doelen", traject.kandidaat.dossiernummer, traject.volgnummer)
    return _formulier(request, traject, form, f"{woord} wijzigen", f"{woord} opslaan")


def _formulier(request, traject, form, titel, knop, *, terug="", tekst=""):
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "titel": titel,
        "tekst": tekst,
        "knop": knop,
        "terug": terug
        or reverse("begeleiding:doelen", args=[traject.kandidaat.dossiernummer, traject.volgnummer]),
    }
    return render(request, "begeleiding/formulier.html", context)


def _doe(request, rij, dienst, klaar, ongedaan=""):
    doe_met_een_knop(request, dienst, klaar, ongedaan=ongedaan)
    return redirect("begeleiding:doelen", rij.traject.kandidaat.dossiernummer, rij.traject.volgnummer)
