"""The printed page for the candidate, made by who works with her; every time it is made is logged."""

from django import forms
from django.shortcuts import render
from django.views.decorators.http import require_safe

from basis.formulieren import Formulier, RadioGroep, RadioVeld
from gebruikers.rechten import Categorie, Toegang
from kandidaten.keuzes import Vorm
from kandidaten.toegang import noteer_inzien
from trajecten.begeleiding.toegang import leest_tekst
from trajecten.dossier.mijn_traject import blad, gesprekken_van, laatste_gesprek
from trajecten.toegang import traject_of_404

GEWOON, GROOT = "gewoon", "groot"
OPEN = (Categorie.CONTACT, Categorie.GESPREKKEN, Categorie.OPLEIDING, Categorie.PLAATSING)


class BladForm(Formulier):
    """How the page looks, and whether what was agreed in the last talk stands on it."""

    toon_niet_verplicht = False
    gekozen = forms.CharField(widget=forms.HiddenInput, required=False, initial="1")
    letters = RadioVeld(
        label="Letters",
        choices=[(GEWOON, "Gewoon"), (GROOT, "Groot")],
        widget=RadioGroep(naast=True),
        required=False,
    )
    afspraken = forms.BooleanField(label="Zet erop wat in het laatste gesprek is afgesproken", required=False)


@require_safe
def mijn_traject(request, dossiernummer, volgnummer):
    """The page as it will be printed, with the choices above it (which stay off the paper).

    For the current or covering coach and the coordinator: they alone may write her contact data. What was agreed in the
    last talk stands on it only when a coach who may read it says so; for a talk of her own it is proposed.
    """
    traject = traject_of_404(
        request,
        dossiernummer,
        volgnummer,
        Categorie.CONTACT,
        Toegang.SCHRIJVEN,
        log=False,
        met=["lichting__coordinator__contactpersoon"],
    )
    kandidaat = traject.kandidaat
    gesprekken = gesprekken_van(traject, kandidaat.toegang)
    laatste = laatste_gesprek(gesprekken)
    afspraken = laatste.afspraken if laatste and leest_tekst(kandidaat.toegang) else ""
    begin = {
        "letters": GROOT if kandidaat.voorkeursvorm == Vorm.GROTE_LETTERS else GEWOON,
        "afspraken": bool(afspraken) and laatste.jobcoach_id == request.user.pk,
    }
    form = BladForm(request.GET if "gekozen" in request.GET else None, initial=begin)
    if not afspraken:
        del form.fields["afspraken"]
    keuze = begin | (form.cleaned_data if form.is_bound and form.is_valid() else {})
    toont_tekst = bool(afspraken) and keuze["afspraken"]
    noteer_inzien(request, kandidaat, *OPEN, *([Categorie.COACHNOTITIES] if toont_tekst else []))
    context = {
        "traject": traject,
        "kandidaat": kandidaat,
        "form": form,
        "groot": keuze["letters"] == GROOT,
        "wil_groot": kandidaat.voorkeursvorm == Vorm.GROTE_LETTERS,
        "afspraken": afspraken if toont_tekst else "",
        **blad(traject, request.user, gesprekken),
    }
    return render(request, "dossier/mijn_traject.html", context)
