"""Putting somebody forward: search first, then one form, then the dossier.

What is searched for goes in a POST: names, birth dates and telephone numbers do not belong in addresses (PRIV-15).
"""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basis.concepten import FormulierConcept, concept_voor, conceptsleutel, verwijder_concept, zet_concept
from basis.inzendingen import eenmalig, eerder_naar
from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from kandidaten.dubbelen import te_behandelen, zoek_personen
from kandidaten.toegang import kandidaat_of_404
from kandidaten.vermoedens import zoek_dubbelen_van
from trajecten.dossier.diensten import meld_aan, meld_opnieuw_aan
from trajecten.dossier.forms_aanmelden import (
    AanmeldForm,
    OpnieuwForm,
    ZoekForm,
    begin_van,
    met_lopende_trajecten,
)
from trajecten.dossier.gezien import VELD, onthoud_gezien
from trajecten.formulieren import neem_over

CONCEPT = "dossier.nieuw"


@require_http_methods(["GET", "POST"])
@vereist(Categorie.TRAJECT, Toegang.SCHRIJVEN)
def nieuw(request):
    """Step 1: do we know this person? The POST only searches."""
    form = ZoekForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "gezocht": False, "concept": concept_voor(request.user, CONCEPT)}
    if request.method == "POST" and form.is_valid():
        matches = zoek_personen(request.user, **form.cleaned_data)
        trajecten = met_lopende_trajecten(matches)
        context |= {
            "gezocht": True,
            "bekend": [(m, trajecten.get(m.kandidaat.pk, "")) for m in matches if m.zichtbaar],
            "te_behandelen": te_behandelen(request.user, matches),
            "elders": any(not m.zichtbaar for m in matches),
            "begin": {naam: request.POST.get(naam, "") for naam in form.fields}
            | {"begin": "1", VELD: onthoud_gezien(request.user, matches, form.cleaned_data)},
        }
    return render(request, "dossier/nieuw.html", context)


@require_http_methods(["GET", "POST"])
@vereist(Categorie.TRAJECT, Toegang.SCHRIJVEN)
def nieuw_gegevens(request):
    """Step 2: the form. Reached from the search (POST with `begin`), or from a draft; else search first."""
    pagina = reverse("dossier:nieuw_gegevens")
    if request.method == "GET":
        form = AanmeldForm(gebruiker=request.user)
        if zet_concept(form, gebruiker=request.user, sleutel=CONCEPT, pagina=pagina) is None:
            return redirect("dossier:nieuw")
        return _toon(request, form)
    if "begin" in request.POST:
        zoek = ZoekForm(request.POST)
        zoek.is_valid()
        begin = begin_van(zoek.cleaned_data) | {VELD: request.POST.get(VELD, "")}
        form = AanmeldForm(gebruiker=request.user, initial=begin)
        return _toon(request, _met_leeg_concept(form, request.user, pagina))
    form = AanmeldForm(request.POST, gebruiker=request.user)
    zet_concept(form, gebruiker=request.user, sleutel=CONCEPT, pagina=pagina)
    # The second half of a double click finds the person that the first one made, and goes where that went.
    adres = _bewaar(request, form) if form.is_valid() else eerder_naar(request)
    return redirect(adres) if adres else _toon(request, form)


def _met_leeg_concept(form, gebruiker, pagina):
    """A draft of this form that starts now: what was left of an earlier person is not mixed in."""
    form.concept = FormulierConcept(
        waarde=conceptsleutel(gebruiker, CONCEPT, pagina), url=reverse("basis:concept"), concept=None
    )
    return form


def _toon(request, form):
    return render(request, "dossier/nieuw_gegevens.html", {"form": form})


def _bewaar(request, form):
    """The address of the dossier that was made (by this submit or an earlier one of this page); None: refused."""
    bestaand = form.cleaned_data.get("bestaand")
    try:
        with eenmalig(request) as poging:
            if poging.eerste:
                if bestaand:
                    traject = meld_opnieuw_aan(bestaand, door=request.user, **form.verwijzing)
                else:
                    traject = meld_aan(persoon=form.persoon, door=request.user, **form.verwijzing)
                    anderen = [m.kandidaat.pk for m in form.matches if m.zichtbaar]
                    zoek_dubbelen_van(traject.kandidaat, andere_personen=anderen, door=request.user)
                poging.naar = traject.get_absolute_url()
                verwijder_concept(request.user, CONCEPT)
                wat = "Nieuw traject geopend" if bestaand else "Dossier gemaakt"
                meld(request, f"{wat} voor {traject.kandidaat.naam}. De volgende stap is contact opnemen.")
    except ValidationError as fout:
        neem_over(form, fout)
        return None
    return poging.naar


@require_http_methods(["GET", "POST"])
def opnieuw(request, dossiernummer):
    """A new referral and traject for somebody who has a dossier."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    sleutel = f"dossier.opnieuw:{kandidaat.pk}"
    form = OpnieuwForm(request.POST or None, gebruiker=request.user)
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)
    if request.method == "POST" and form.is_valid():
        form.cleaned_data["bestaand"] = kandidaat
        adres = _bewaar(request, form)
        if adres:
            verwijder_concept(request.user, sleutel)
            return redirect(adres)
    return render(request, "dossier/opnieuw.html", {"form": form, "kandidaat": kandidaat})
