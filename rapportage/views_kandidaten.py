"""The candidate list: search, filters, sort order and page stand in the address, so that Back brings them back."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from rapportage.forms import KandidatenFilter
from rapportage.kandidatenlijst import (
    PER_PAGINA,
    SORTERINGEN,
    Lijstpagina,
    dossier_bij_nummer,
    filter_lijst,
    kandidaten_van,
    rijen_van,
    sorteer_lijst,
    titel_van,
)


@require_safe
@vereist_rol(Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER)
def kandidaten(request):
    """Somebody's own candidates; an exact dossiernummer goes straight to the dossier."""
    filters = KandidatenFilter(request.GET, gebruiker=request.user)
    gekozen = filters.gekozen()
    q = filters.cleaned_data.get("q", "")
    sorteer = request.GET.get("sorteer", "naam")
    sorteer = sorteer if sorteer in SORTERINGEN else "naam"
    gevonden = filter_lijst(kandidaten_van(request.user, q), request.user, **gekozen)
    lijst = sorteer_lijst(gevonden.select_related("behandelregio").defer("motivatie"), sorteer)
    pagina = Lijstpagina(lijst, PER_PAGINA).get_page(request.GET.get("pagina"))
    gezien = list(pagina.object_list)
    if dossier := dossier_bij_nummer(gezien, q):
        return redirect(dossier)
    coordinator = request.user.heeft_rol(Rol.COORDINATOR)
    context = {
        "titel": titel_van(request.user),
        "pagina": pagina,
        "rijen": rijen_van(gezien),
        "filters": filters,
        "q": q,
        "gefilterd": bool(q or gekozen),
        "sorteer": sorteer,
        "met_regio": "regio" in filters.fields,
        "met_coach": coordinator or not request.user.heeft_rol(Rol.JOBCOACH),
        "mag_aanmelden": coordinator,
        "mag_inlezen": mag(request.user, Categorie.INLEZEN, Toegang.SCHRIJVEN),
    }
    return render(request, "rapportage/kandidaten.html", context)
