"""The candidate list: scope, search, filters, order and page stand in the address, so that Back brings them back."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from rapportage.kandidatenlijst import (
    PER_PAGINA,
    Lijstpagina,
    bladzij_van,
    dossier_bij_nummer,
    rijen_van,
    sorteer_lijst,
    titel_van,
)
from rapportage.lijstvraag import lees_lijstvraag
from trajecten.dossier.groep.keuze import LIMIET

ROLLEN = (Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER)


@require_safe
@vereist_rol(*ROLLEN)
def kandidaten(request):
    """Somebody's own candidates; an exact dossiernummer goes straight to the dossier.

    Without any question in the address the list begins with her saved default, which then stands in the address.
    """
    vraag = lees_lijstvraag(request.user, request.GET)
    if not request.GET and vraag.keuzes.standaard:
        return redirect(f"{reverse('rapportage:kandidaten')}?{vraag.keuzes.standaard['vraag']}")
    vraag.tel()
    lijst = sorteer_lijst(vraag.gevonden, vraag.sorteer, vraag.bereik.overgedragen)
    pagina = Lijstpagina(lijst, PER_PAGINA, geteld=vraag.aantal).get_page(request.GET.get("pagina"))
    gezien = bladzij_van(pagina, vraag.sorteer, vraag.bereik.overgedragen)
    if dossier := dossier_bij_nummer(gezien, vraag.q):
        return redirect(dossier)
    coordinator = request.user.heeft_rol(Rol.COORDINATOR)
    context = {
        "titel": titel_van(request.user),
        "vraag": vraag,
        "pagina": pagina,
        "rijen": rijen_van(gezien, vraag.bereik),
        "bereiken": [
            {"url": vraag.adres(bereik=waarde), "tekst": tekst, "actief": waarde == vraag.welke}
            for waarde, tekst in vraag.bereiken
        ],
        "aan": [
            {"label": label, "waarde": waarde, "url": vraag.adres(zonder=naam)}
            for naam, label, waarde in vraag.woorden()
        ],
        "open_paneel": vraag.gefilterd and not gezien,
        "met_regio": len(vraag.bereik.regios) > 1 or vraag.welke != vraag.bereiken[0][0],
        "met_coach": coordinator or not request.user.heeft_rol(Rol.JOBCOACH),
        "mag_aanmelden": coordinator,
        # For a group action she must be able to change them: the people of her own regions.
        "kiesbaar": [k.dossiernummer for k in gezien if k.behandelregio_id in vraag.bereik.regios],
        "kieslimiet": LIMIET,
        "mag_inlezen": mag(request.user, Categorie.INLEZEN, Toegang.SCHRIJVEN),
    }
    return render(request, "rapportage/kandidaten.html", context)
