"""Kandidaat aanmelden, for a referrer: one form, and then she reads only how it goes (PRIV-14)."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.concepten import verwijder_concept, zet_concept
from basis.meldingen import meld
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from trajecten.dossier.adressen import adres
from trajecten.dossier.forms_verwijzen import VerwijsForm
from trajecten.dossier.verwijzen import contactpersoon_van, verwijs
from trajecten.formulieren import verwerkt

CONCEPT = "dossier.verwijzen"


@require_http_methods(["GET", "POST"])
@vereist_rol(Rol.VERWIJZER)
def verwijzen(request):
    """The form; without a partner that refers, or without a programme, a page that says why not."""
    lijst = adres("rapportage:mijn_verwijzingen") or adres("start")
    contactpersoon = contactpersoon_van(request.user)
    if contactpersoon is None:
        waarom = "Uw organisatie kan nu geen kandidaten aanmelden. Vraag het aan de coördinator."
        return render(request, "dossier/verwijzen.html", {"waarom": waarom, "lijst": lijst})
    form = VerwijsForm(request.POST or None, gebruiker=request.user, contactpersoon=contactpersoon)
    zet_concept(form, gebruiker=request.user, sleutel=CONCEPT)
    if not form.kan_niet and verwerkt(request, form, lambda: _verwijs(request, form)):
        return redirect(lijst)
    context = {
        "form": form,
        "waarom": form.kan_niet,
        "lijst": lijst,
        "lijst_aanleveren": adres("inlezen:aanleveren"),
    }
    return render(request, "dossier/verwijzen.html", context)


def _verwijs(request, form):
    programma = form.cleaned_data["programma"]
    traject = verwijs(
        form.contactpersoon,
        persoon=form.persoon,
        programma=programma,
        door=request.user,
        opmerking=form.cleaned_data["opmerking"],
    )
    verwijder_concept(request.user, CONCEPT)
    binnen = f"binnen {programma.eerste_contact_uren} uur " if programma.eerste_contact_uren else ""
    meld(
        request,
        f"{traject.kandidaat.naam} is aangemeld voor {programma.naam}. "
        f"De coördinator neemt {binnen}contact op. Hier leest u hoe het gaat.",
    )
