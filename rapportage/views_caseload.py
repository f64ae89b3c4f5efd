"""Caseload: the jobcoaches of a coordinator's people, and the people of one of them."""

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from basis.nummers import nummer_uit
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from rapportage.caseload import caseload_van, mensen_van_coach, rijen_van, waarnemingen_van
from trajecten.dossier.groep.collegas import HOOGSTENS

COACHES_PER_PAGINA = 25
MENSEN_PER_PAGINA = 25


@require_safe
@vereist_rol(Rol.COORDINATOR)
def caseload(request):
    """How the work is spread, who is over the maximum, who is away, and who has nobody."""
    stand = caseload_van(request.user, timezone.localdate())
    pagina = Paginator(stand.coaches, COACHES_PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "rapportage/caseload.html", {"stand": stand, "pagina": pagina})


def gekozen_coach(gegevens):
    """The number of the coach in these GET data, or None: then it is about who has no coach."""
    return nummer_uit(gegevens.get("coach", ""))


@require_safe
@vereist_rol(Rol.COORDINATOR)
def caseload_mensen(request):
    """The people of one coach, to hand over or to let a colleague stand in; without a coach: who has none."""
    vandaag, coach = timezone.localdate(), None
    if nummer := gekozen_coach(request.GET):
        is_coach = Q(rollen__rol=Rol.JOBCOACH) | Q(toewijzingen__rol=Rol.JOBCOACH)  # or was: her people wait
        coach = get_user_model().objects.filter(is_coach, pk=nummer).distinct().first()
        if coach is None:
            raise Http404("Deze jobcoach is er niet")
    gevonden = mensen_van_coach(request.user, coach and coach.pk, vandaag)
    lijst = gevonden.defer("motivatie").order_by("achternaam", "voornaam", "pk")
    pagina = Paginator(lijst, MENSEN_PER_PAGINA).get_page(request.GET.get("pagina"))
    rijen = rijen_van(list(pagina.object_list), coach and coach.pk, vandaag)
    context = {
        "coach": coach,
        "pagina": pagina,
        "rijen": rijen,
        "kiesbaar": [mens.kandidaat.dossiernummer for mens in rijen],
        "limiet": HOOGSTENS,
        # More than can be chosen at once: then page by page.
        "te_kiezen": pagina.paginator.count if pagina.paginator.count <= HOOGSTENS else len(rijen),
        "waarnemingen": waarnemingen_van(request.user, coach.pk, vandaag) if coach else [],
    }
    return render(request, "rapportage/caseload_mensen.html", context)
