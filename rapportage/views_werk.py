"""Everybody's own work page: Vandaag, Mijn week, Mijn groepen, Mijn team, Mijn verwijzingen."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from inlezen.models import Inlezing
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from rapportage import mijn_werk, team
from rapportage.mijn_caseload import mijn_caseload
from rapportage.vandaag import SECTIES, samenvatting, sectie_van, vandaag_van
from rapportage.verwijzingen import in_gewone_taal, verwezen_trajecten
from rapportage.week import lijst
from trajecten.bijeenkomststand import berichten_van, vraagt_iets

PER_PAGINA = 25


@require_safe
@vereist_rol(Rol.COORDINATOR)
def vandaag(request):
    """What a coordinator must do now; `?alles=<sectie>` shows one section with all its rows, page by page."""
    code = request.GET.get("alles", "")
    if code:
        if code not in SECTIES:
            raise Http404("Deze lijst is er niet")
        sectie, pagina = sectie_van(request.user, code, pagina=request.GET.get("pagina", "1"))
        return render(request, "rapportage/vandaag_sectie.html", {"sectie": sectie, "pagina": pagina})
    secties = vandaag_van(request.user)
    context = {
        "zin": samenvatting(secties),
        "aantal": sum(sectie.aantal for sectie in secties),
        "secties": [sectie for sectie in secties if sectie.aantal],
    }
    return render(request, "rapportage/vandaag.html", context)


@require_safe
@vereist_rol(Rol.JOBCOACH)
def mijn_week(request):
    """The caseload by urgency, with the reasons; made for a phone."""
    week = lijst.mijn_week(request.user, pagina=request.GET.get("pagina"))
    if week.gelezen:
        schrijf_alle(
            gebruiker=request.user,
            handeling=Handeling.INZIEN,
            dossiers=week.gelezen,
            categorie=Categorie.COACHNOTITIES,
        )
    context = {"week": week, "caseload": mijn_caseload(request.user, timezone.localdate())}
    return render(request, "rapportage/mijn_week.html", context)


@require_safe
@vereist_rol(Rol.TRAINER)
def mijn_groepen(request):
    """The groups of a trainer with the people she trains."""
    groepen = mijn_werk.mijn_groepen(request.user)
    aantal = sum(groep.lichting is not None for groep in groepen)
    vraagt = vraagt_iets(berichten_van(request.user)).count()
    context = {
        "groepen": groepen,
        "aantal": aantal,
        "vraagt": vraagt,
        "eerst_invullen": next((groep for groep in groepen if groep.invullen), None),  # one primary button
    }
    return render(request, "rapportage/mijn_groepen.html", context)


@require_safe
@vereist_rol(Rol.TEAMLEIDER)
def mijn_team(request):
    """The people of a teamleider: their work, when they are at school, and the talks about the work."""
    leden = team.mijn_team(request.user)
    context = {
        "pagina": Paginator(leden, PER_PAGINA).get_page(request.GET.get("pagina")),
        "te_laat": sum(lid.gesprek.te_laat for lid in leden),
    }
    return render(request, "rapportage/mijn_team.html", context)


@require_safe
@vereist_rol(Rol.VERWIJZER)
def mijn_verwijzingen(request):
    """The people whom this referrer's partner put forward, in plain words (PRIV-14). Nothing else."""
    pagina = Paginator(verwezen_trajecten(request.user), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "pagina": pagina,
        "rijen": in_gewone_taal(list(pagina.object_list)),
        "heeft_lijsten": Inlezing.objects.zichtbaar_voor(request.user).filter(aangeleverd=True).exists(),
    }
    return render(request, "rapportage/mijn_verwijzingen.html", context)
