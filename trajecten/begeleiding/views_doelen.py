"""Goals, actions and the choice for coaching."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from kandidaten.toegang import kandidaat_of_404
from trajecten.begeleiding import diensten
from trajecten.begeleiding.forms import JA, NEE, ActieForm, BegeleidingskeuzeForm, DoelForm
from trajecten.begeleiding.models import Actiepunt, Doel
from trajecten.formulieren import verwerkt
from trajecten.groepsactie import WEIGERING, zin
from trajecten.models import Traject
from trajecten.toegang import traject_of_404


@require_safe
def doelen(request, dossiernummer, volgnummer):
    """Goals with their actions, and actions without a goal; what is open first."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN)
    acties = list(traject.actiepunten.all())
    per_doel = [(doel, [a for a in acties if a.doel_id == doel.pk]) for doel in traject.doelen.all()]
    los = [a for a in acties if a.doel_id is None]
    context = {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "doelen": per_doel,
        "open_los": [a for a in los if a.gedaan_op is None],
        "gedaan_los": [a for a in los if a.gedaan_op is not None],
        "mag_schrijven": traject.kandidaat.toegang.mag(Categorie.GESPREKKEN, Toegang.SCHRIJVEN),
    }
    return render(request, "begeleiding/doelen.html", context)


@require_http_methods(["GET", "POST"])
def doel_nieuw(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    form = DoelForm(request.POST or None)

    def dienst():
        diensten.stel_doel(traject, door=request.user, **form.cleaned_data)
        meld(request, "Doel is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:doelen", dossiernummer, volgnummer)
    return _formulier(request, traject, form, "Doel toevoegen", "Doel opslaan")


@require_http_methods(["GET", "POST"])
def actie_nieuw(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    form = ActieForm(request.POST or None, traject=traject)

    def dienst():
        diensten.voeg_actie_toe(traject, door=request.user, **form.cleaned_data)
        meld(request, "Actie is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect("begeleiding:doelen", dossiernummer, volgnummer)
    return _formulier(request, traject, form, "Actie toevoegen", "Actie opslaan")


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
    _doe(request, lambda: diensten.bereik_doel(doel, door=request.user), "Doel is bereikt.")
    return redirect("begeleiding:doelen", dossiernummer, doel.traject.volgnummer)


@require_POST
def actie_gedaan(request, dossiernummer, pk):
    actie = _van_kandidaat_of_404(request, dossiernummer, Actiepunt, pk)
    _doe(
        request,
        lambda: diensten.handel_actie_af(actie, door=request.user),
        "Actie is gedaan.",
        ongedaan=reverse("begeleiding:actie_open", args=[dossiernummer, pk]),
    )
    return redirect("begeleiding:doelen", dossiernummer, actie.traject.volgnummer)


@require_POST
def actie_open(request, dossiernummer, pk):
    actie = _van_kandidaat_of_404(request, dossiernummer, Actiepunt, pk)
    _doe(request, lambda: diensten.heropen_actie(actie, door=request.user), "Actie staat weer open.")
    return redirect("begeleiding:doelen", dossiernummer, actie.traject.volgnummer)


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _van_kandidaat_of_404(request, dossiernummer, model, pk):
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)
    trajecten = Traject.objects.order_by().zichtbaar_voor(request.user).filter(kandidaat=kandidaat)
    rij = (
        model.objects.select_related("traject__kandidaat")
        .filter(pk=pk, traject__in=trajecten.values("pk"))
        .first()
    )
    if rij is None:
        raise Http404
    return rij


def _formulier(request, traject, form, titel, knop, terug=""):
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "titel": titel,
        "knop": knop,
        "terug": terug
        or reverse("begeleiding:doelen", args=[traject.kandidaat.dossiernummer, traject.volgnummer]),
    }
    return render(request, "begeleiding/formulier.html", context)


def _doe(request, dienst, klaar, ongedaan=""):
    try:
        dienst()
    except WEIGERING as fout:
        meld(request, zin(fout), soort="fout")
    else:
        meld(request, klaar, ongedaan=ongedaan)
