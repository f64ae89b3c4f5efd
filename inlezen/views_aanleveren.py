"""A list that a referrer uploads herself; what follows are the same steps as for a coordinator."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basis.inzendingen import eenmalig
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from inlezen.diensten import lever_lijst_aan
from inlezen.forms_aanleveren import AanleverForm
from inlezen.models import Inlezing
from trajecten.dossier.verwijzen import contactpersoon_van

GEEN_ORGANISATIE = "Uw organisatie kan nu geen kandidaten aanmelden. Vraag het aan de coördinator."


@vereist_rol(Rol.VERWIJZER)
@require_http_methods(["GET", "POST"])
def aanleveren(request):
    """Step 1: for which programme, and the file. It is read before the transaction begins."""
    contactpersoon = contactpersoon_van(request.user)
    if contactpersoon is None:
        return render(request, "inlezen/aanleveren.html", {"waarom": GEEN_ORGANISATIE})
    form = AanleverForm(request.POST or None, request.FILES or None, contactpersoon=contactpersoon)
    if request.method == "POST" and not form.kan_niet and form.is_valid():
        with eenmalig(request) as inzending:
            if inzending.eerste:
                inlezing = lever_lijst_aan(
                    lijst=form.lijst,
                    bestandsnaam=form.cleaned_data["bestand"].name,
                    contactpersoon=contactpersoon,
                    programma=form.cleaned_data["programma"],
                    regio=form.regio,
                    door=request.user,
                )
                inzending.naar = inlezing.get_absolute_url()
        return redirect(inzending.naar or reverse("inlezen:overzicht"))
    context = {
        "form": form,
        "waarom": form.kan_niet,
        "partner": contactpersoon.partner,
        "heeft_lijsten": Inlezing.objects.zichtbaar_voor(request.user).exists(),
    }
    return render(request, "inlezen/aanleveren.html", context)
