"""Screens of cohorts: the list, one cohort, making and changing it, and the start."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist, vereist_rol
from trajecten.forms import FilterForm, LichtingForm
from trajecten.formulieren import verwerkt
from trajecten.groepslijst import komend, zonder_lijst
from trajecten.lichtingen import LICHTINGVELDEN, maak_lichting, start_lichting, vingerafdruk, wijzig_lichting
from trajecten.lichtingplan import kleinste_groep, team_van, waarschuwingen
from trajecten.lichtingstand import fase, mag_beheren, met_fase, stand
from trajecten.models import Lichting
from trajecten.presentiestand import presenties, samen
from trajecten.reeks import soorten_woorden

PER_PAGINA = 25
wie_lichtingen_ziet = vereist_rol(Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER, Rol.MANAGER)
wie_plaatst = vereist(Categorie.TRAJECT, Toegang.SCHRIJVEN)


def lichting_of_404(request, pk):
    """The cohort, with its programme, site and coordinator, if this user sees it."""
    lichting = (
        Lichting.objects.zichtbaar_voor(request.user)
        .select_related("programma", "vestiging__partner", "coordinator")
        .filter(pk=pk)
        .first()
    )
    if lichting is None:
        raise Http404
    return lichting


@require_safe
@wie_lichtingen_ziet
def lichtingen(request):
    """Cohorts with their seats; filters in the address."""
    rijen = Lichting.objects.zichtbaar_voor(request.user)
    form = FilterForm(request.GET or None)
    if form.is_bound and form.is_valid():
        if form.cleaned_data["programma"]:
            rijen = rijen.filter(programma=form.cleaned_data["programma"])
        wanneer = form.cleaned_data["wanneer"]
        if wanneer == "komend":
            rijen = rijen.open()
        elif wanneer == "geannuleerd":
            rijen = rijen.filter(geannuleerd_op__isnull=False)
        elif wanneer:
            rijen = met_fase(rijen).filter(gestart_op__isnull=False, loopt=wanneer == "lopend")
    pagina = Paginator(rijen.order_by("-start", "naam", "pk"), PER_PAGINA).get_page(request.GET.get("pagina"))
    # The ids of the page first, then what its rows show.
    nummers = [lichting.pk for lichting in pagina]
    op_pagina = (
        met_fase(Lichting.objects.filter(pk__in=nummers).met_bezetting())
        .select_related("programma", "coordinator")
        .order_by("-start", "naam", "pk")
    )
    return render(
        request,
        "trajecten/lijst.html",
        {
            "pagina": pagina,
            "rijen": [(lichting, *fase(lichting)) for lichting in op_pagina],
            "form": form,
            "mag_maken": request.user.heeft_rol(Rol.COORDINATOR),
        },
    )


@require_http_methods(["GET", "POST"])
@wie_plaatst
def lichting_nieuw(request):
    """Make a cohort."""
    begin = {"coordinator": request.user, "programma": request.GET.get("programma")}
    form = LichtingForm(request.POST or None, initial=begin)
    gemaakt = []

    def maak():
        velden = {naam: form.cleaned_data[naam] for naam in ["programma", *LICHTINGVELDEN]}
        gemaakt.append(maak_lichting(**velden, door=request.user))
        meld(request, f"Lichting ‘{gemaakt[0].naam}’ gemaakt. Plaats nu mensen.")
        _waarschuw(request, gemaakt[0])

    if verwerkt(request, form, maak):
        return redirect(gemaakt[0] if gemaakt else "trajecten:lichtingen")
    return render(request, "trajecten/formulier.html", {"form": form, "titel": "Nieuwe lichting"})


def _waarschuw(request, lichting):
    """What the programme says otherwise about groups; a warning, never a lock."""
    for zin in waarschuwingen(lichting):
        meld(request, zin, soort="aandacht")


def beheerde_lichting(request, pk):
    """The cohort and its Stand, for who may change it as a whole: its coordinator, or who sees everybody in it."""
    lichting = lichting_of_404(request, pk)
    deze = stand(lichting, request.user)
    if not deze.mag_beheren:
        raise PermissionDenied
    return lichting, deze


@require_http_methods(["GET", "POST"])
@wie_plaatst
def lichting_wijzigen(request, pk):
    """Change name, start, seats, site or coordinator."""
    lichting = lichting_of_404(request, pk)
    if not mag_beheren(lichting, request.user):
        raise PermissionDenied
    form = LichtingForm(request.POST or None, instance=lichting)

    def wijzig():
        wijzig_lichting(form.instance, gezien=form.cleaned_data["versie"], door=request.user)
        meld(request, "Lichting gewijzigd.")
        _waarschuw(request, form.instance)

    if verwerkt(request, form, wijzig):
        return redirect("trajecten:lichting", pk)
    naam = Lichting.objects.values_list("naam", flat=True).get(pk=pk)
    return render(
        request,
        "trajecten/formulier.html",
        {"form": form, "titel": "Lichting wijzigen", "lichting": lichting, "naam": naam},
    )


def bladzij(request, rijen, parameter):
    """The page of a list on a screen with more lists; each has a number of its own in the address."""
    return Paginator(rijen, PER_PAGINA).get_page(request.GET.get(parameter))


@require_safe
@wie_lichtingen_ziet
def lichting(request, pk):
    """One cohort: seats, checklist, people, waiting list and who can be placed."""
    lichting = lichting_of_404(request, pk)
    deze = stand(lichting, request.user)
    programma = lichting.programma
    houdt = mag(request.user, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
    komt = list(komend(lichting, request.user)) if houdt else None
    trainers, jobcoaches = team_van(lichting)
    leest_lessen = mag(request.user, Categorie.OPLEIDING)
    aanwezig = presenties([persoon.traject for persoon in deze.mensen]) if leest_lessen else {}
    for persoon in deze.mensen:
        persoon.presentie = aanwezig.get(persoon.traject.pk)
    return render(
        request,
        "trajecten/detail.html",
        {
            "trainers": trainers,
            "jobcoaches": jobcoaches,
            "komt": komt,
            "leest_lessen": leest_lessen,
            "aanwezig": samen(aanwezig.values()),
            "zonder_lijst": zonder_lijst(lichting, request.user) if komt else 0,
            "reeks": soorten_woorden(programma),
            "lichting": lichting,
            "stand": deze,
            "programma": programma,
            "kies": request.GET.get("kies", ""),
            "te_klein": lichting.is_open and deze.bezet < (kleinste_groep(lichting) or 0),
            "kleinste": kleinste_groep(lichting),
            "mensen": bladzij(request, deze.mensen, "pagina"),
            "te_plaatsen": bladzij(request, deze.te_plaatsen, "nieuw"),
            "wachtlijst": bladzij(request, deze.wachtlijst, "wacht"),
            "coordinator": request.user.heeft_rol(Rol.COORDINATOR),
            "leest_mensen": not request.user.rolcodes.isdisjoint(
                {Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER}
            ),
        },
    )


@require_http_methods(["GET", "POST"])
@wie_plaatst
def lichting_start(request, pk):
    """The recap of a start with what stands in the way; one button starts everybody or nobody."""
    lichting, deze = beheerde_lichting(request, pk)
    if request.method == "POST":
        try:
            with eenmalig(request) as inzending:
                if inzending.eerste:
                    _start(request, lichting)
            return redirect(lichting)
        except IntussenGewijzigd:
            tekst = "De lichting is intussen gewijzigd. Er is nog niemand gestart. Kijk opnieuw."
            meld(request, tekst, soort="aandacht")
            return redirect("trajecten:lichting_start", pk)
        except ValidationError:
            meld(request, "Er is nog niemand gestart. Kijk wat er nog moet gebeuren.", soort="aandacht")
            return redirect("trajecten:lichting_start", pk)
    if not lichting.is_open:
        return redirect(lichting)
    leest = {persoon.traject.pk for persoon in deze.mensen}
    return render(
        request,
        "trajecten/start.html",
        {
            "lichting": lichting,
            "stand": deze,
            "starten": [traject for traject in deze.starten if traject.pk in leest],
            "elders": sum(traject.pk not in leest for traject in deze.starten),
            "vingerafdruk": vingerafdruk(deze.starten),
        },
    )


def _start(request, lichting):
    try:
        gezien = int(request.POST.get("gezien", ""))
    except ValueError:
        raise IntussenGewijzigd(lichting) from None
    start_lichting(lichting, door=request.user, gezien=gezien, gezien_mensen=request.POST.get("mensen", ""))
    meld(request, f"Lichting ‘{lichting.naam}’ is gestart.")
