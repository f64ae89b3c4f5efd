"""Screens of the lesson plan of a cohort: the plan, on paper, making it, and which module when."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from basis.concepten import bewaar_concept, verwijder_concept, zet_concept
from basis.inzendingen import al_ingezonden
from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang, mag
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.formulieren import verwerkt
from trajecten.groepslijst import in_de_weg
from trajecten.opleiding.forms_rooster import ModulesForm, RoosterForm
from trajecten.opleiding.lesdagen import dagen_per_week, modules_van
from trajecten.opleiding.lesrooster import kies_modules, maak_lesrooster, mag_rooster_maken
from trajecten.opleiding.roosterstand import (
    introductiedag_van,
    komende_lessen,
    regels,
    rooster_van,
    voorstel,
)
from trajecten.opleiding.views_raster import wie_lessen_leest, wie_lessen_schrijft
from trajecten.views import lichting_of_404

PER_PAGINA = 30


def _te_plannen(request, pk):
    """The cohort, for who may plan for the whole group. Raises PermissionDenied (logged) for anybody else."""
    lichting = lichting_of_404(request, pk)
    if not mag_rooster_maken(lichting, request.user):
        schrijf(gebruiker=request.user, handeling=Handeling.GEWEIGERD, categorie=Categorie.OPLEIDING)
        raise PermissionDenied
    return lichting


# --- The plan ---------------------------------------------------------------------------------------------------------
@require_safe
@wie_lessen_leest
def rooster(request, pk):
    """The lessons of a cohort and the days that are free, to come or past (`?toon=voorbij`)."""
    lichting = lichting_of_404(request, pk)
    plan = rooster_van(lichting)
    alle, vandaag = regels(lichting, plan), timezone.localdate()
    voorbij = request.GET.get("toon") == "voorbij"
    delen = {False: [r for r in alle if r.dag >= vandaag], True: [r for r in alle if r.dag < vandaag][::-1]}
    pagina = Paginator(delen[voorbij], PER_PAGINA).get_page(request.GET.get("pagina"))
    lessen = {wat: sum(regel.les is not None for regel in deel) for wat, deel in delen.items()}
    return render(
        request,
        "opleiding/rooster.html",
        {
            "lichting": lichting,
            "plan": plan,
            "pagina": pagina,
            "aantal": sum(lessen.values()),
            "voorbij": voorbij,
            "mag_maken": lichting.geannuleerd_op is None and mag_rooster_maken(lichting, request.user),
            "schrijft": mag(request.user, Categorie.OPLEIDING, Toegang.SCHRIJVEN),
            "tabs": [
                {"url": "?", "tekst": "Komt nog", "aantal": lessen[False], "actief": not voorbij},
                {"url": "?toon=voorbij", "tekst": "Voorbij", "aantal": lessen[True], "actief": voorbij},
            ],
        },
    )


@require_safe
@wie_lessen_leest
def afdruk(request, pk):
    """The whole plan for on paper: days, times, places and modules. Nobody's name."""
    lichting = lichting_of_404(request, pk)
    alle = [r for r in regels(lichting, rooster_van(lichting)) if r.les is None or not r.les.afgelast_op]
    return render(request, "opleiding/rooster_afdruk.html", {"lichting": lichting, "regels": alle})


# --- Making it --------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_lessen_schrijft
def maken(request, pk):
    """Page 1: from what the plan is made. Page 2: every day with a tick, then one save."""
    lichting = _te_plannen(request, pk)
    if lichting.geannuleerd_op:
        meld(request, "Deze lichting is geannuleerd. Er is geen lesrooster meer te maken.", soort="info")
        return redirect("lessen:rooster", pk)
    plan = rooster_van(lichting)
    form = RoosterForm(
        request.POST or None, lichting=lichting, rooster=plan, introductiedag=introductiedag_van(lichting)
    )
    sleutel = f"opleiding.lesrooster:{lichting.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)

    def maak():
        uitkomst = maak_lesrooster(
            lichting,
            velden=form.velden(),
            dagen=form.gekozen(),
            modules=form.te_verdelen(),
            vervang=form.vervangt,
            gezien=form.cleaned_data["versie"],
            door=request.user,
        )
        meld(request, _wat_er_gebeurde(uitkomst))
        verwijder_concept(request.user, sleutel)

    if "bewaar" in request.POST:
        if verwerkt(request, form, maak):
            return redirect("lessen:rooster", pk)
        if form.dagen:  # only the days, or a colleague's plan, are in the way
            return _controleer(request, lichting, form, gekozen=form.gekozen())
    elif request.method == "POST" and "terug" not in request.POST and form.is_valid():
        if not al_ingezonden(request):
            bewaar_concept(gebruiker_id=request.user.pk, sleutel=sleutel, velden=dict(request.POST.lists()))
        return _controleer(request, lichting, form)
    return render(
        request,
        "opleiding/rooster_maken.html",
        {"lichting": lichting, "form": form, "plan": plan, "per_week": dagen_per_week(lichting.programma)},
    )


def _controleer(request, lichting, form, gekozen=None):
    """The recap with a tick for each day (A11Y-21). What was typed stands in a draft: the way back loses nothing."""
    deze = voorstel(lichting, form, gekozen)
    velden = form.velden()
    dagen = [
        {
            "begin": timezone.make_aware(datetime.combine(dag.dag, velden["begin"])),
            "eind": timezone.make_aware(datetime.combine(dag.dag, velden["tot"])),
            "plaats": velden["plaats"],
        }
        for _, groep in deze.maanden
        for dag in groep
        if dag.aan and not dag.vast and not dag.al
    ]
    return render(
        request,
        "opleiding/rooster_controle.html",
        {
            "lichting": lichting,
            "form": form,
            "voorstel": deze,
            "weg": list(in_de_weg(lichting, dagen).items())[:10],
        },
    )


def _wat_er_gebeurde(uitkomst):
    delen = [
        f"{aantal} {'les' if aantal == 1 else 'lessen'} {woord}"
        for aantal, woord in (
            (uitkomst.nieuw, "gepland"),
            (uitkomst.gewijzigd, "gewijzigd"),
            (uitkomst.weg, "van het rooster gehaald"),
        )
        if aantal
    ]
    if not delen:
        return "Het lesrooster is bewaard. De lessen stonden er al."
    return f"Lesrooster bewaard: {', '.join(delen)}. Er ging geen bericht uit. Druk het rooster af voor de groep."


# --- Modules ----------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_lessen_schrijft
def modules(request, pk):
    """Which module in which lesson to come; page by page."""
    lichting = _te_plannen(request, pk)
    pagina = Paginator(komende_lessen(lichting), PER_PAGINA).get_page(request.GET.get("pagina"))
    form = ModulesForm(request.POST or None, lessen=list(pagina), modules=modules_van(lichting.programma))

    def kies():
        aantal = kies_modules(lichting, modules=form.keuzes(), gezien=form.gezien(), door=request.user)
        meld(request, f"Modules bewaard bij {aantal} {'les' if aantal == 1 else 'lessen'}.")

    if verwerkt(request, form, kies):
        return redirect("lessen:rooster", pk)
    return render(request, "opleiding/modules.html", {"lichting": lichting, "form": form, "pagina": pagina})
