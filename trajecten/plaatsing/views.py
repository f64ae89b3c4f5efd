"""Pages of work: a trial, a contract, the end of one, and the follow-up facts of one person."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.meldingen import meld
from basis.templatetags.componenten import datum
from gebruikers.rechten import Categorie, Toegang
from kandidaten.toegang import kandidaat_of_404
from trajecten.formulieren import verwerkt
from trajecten.groepsactie import WEIGERING, zin
from trajecten.plaatsing import diensten
from trajecten.plaatsing.forms import (
    ContractForm,
    EindeForm,
    MeetmomentForm,
    NoRiskpolisForm,
    ProefplaatsingForm,
    begin_contract,
    begin_proef,
)
from trajecten.plaatsing.keuzes import MEETMAANDEN, Eindreden
from trajecten.plaatsing.meetmomenten import eerste_werkdag, leg_meetmoment_vast, lopend_contract, meetpunten
from trajecten.plaatsing.models import Plaatsing
from trajecten.toegang import traject_of_404


def plaatsing_of_404(request, dossiernummer, pk, nodig=Toegang.LEZEN):
    """The placement with its traject and candidate (with toegang), or a 404."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.PLAATSING, nodig)
    plaatsing = (
        Plaatsing.objects.zichtbaar_voor(request.user)
        .met_namen()
        .select_related("traject__programma", "vorige", "gewijzigd_door")
        .filter(pk=pk, traject__kandidaat=kandidaat)
        .first()
    )
    if plaatsing is None:
        raise Http404
    plaatsing.traject.kandidaat = kandidaat
    return plaatsing


@require_http_methods(["GET", "POST"])
def proefplaatsing(request, dossiernummer, volgnummer):
    """Record a proefplaatsing; the last day is computed."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.PLAATSING, Toegang.SCHRIJVEN)
    form = ProefplaatsingForm(request.POST or None, initial=begin_proef(traject))

    def dienst():
        gegevens = dict(form.cleaned_data)
        gegevens["intentie_uren"] = gegevens["intentie_uren"] or gegevens["uren_per_week"]
        _meld(request, diensten.start_proefplaatsing(traject, door=request.user, **gegevens))

    if verwerkt(request, form, dienst):
        return redirect(traject)
    return _formulier(
        request,
        traject,
        form,
        titel="Proefplaatsing vastleggen",
        knop="Proefplaatsing opslaan",
        uitleg="In een proefplaatsing werkt iemand op proef en houdt de uitkering.",
    )


@require_http_methods(["GET", "POST"])
def contract(request, dossiernummer, volgnummer):
    """Record a contract; the placement it follows on ends by itself."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.PLAATSING, Toegang.SCHRIJVEN)
    begin = begin_contract(traject, diensten.opvolgbaar(traject)) if request.method == "GET" else {}
    form = ContractForm(request.POST or None, initial=begin, traject=traject)

    def dienst():
        _meld(request, diensten.leg_contract_vast(traject, door=request.user, **form.cleaned_data))

    if verwerkt(request, form, dienst):
        return redirect(traject)
    return _formulier(request, traject, form, titel="Contract vastleggen", knop="Contract opslaan", uitleg="")


@require_safe
def plaatsing(request, dossiernummer, pk):
    """Everything about one placement, and what can be done with it."""
    rij = plaatsing_of_404(request, dossiernummer, pk)
    vanaf = diensten.no_riskpolis_vanaf(rij)
    return render(
        request,
        "plaatsing/detail.html",
        {
            "plaatsing": rij,
            "traject": rij.traject,
            "kandidaat": rij.traject.kandidaat,
            "terug_url": reverse("plaatsing:terugdraaien", args=[dossiernummer, pk]),
            "heeft_vervolg": Plaatsing.objects.filter(vorige=rij).exists(),
            "no_riskpolis_vanaf": vanaf,
            "no_riskpolis_open": vanaf is not None and timezone.localdate() >= vanaf,
        },
    )


@require_http_methods(["GET", "POST"])
def einde(request, dossiernummer, pk):
    """Record (or correct) the last working day and the reason."""
    rij = plaatsing_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    form = EindeForm(request.POST or None, instance=rij)

    def dienst():
        diensten.beeindig_plaatsing(
            rij,
            laatste_werkdag=form.cleaned_data["laatste_werkdag"],
            eindreden=form.cleaned_data["eindreden"],
            gezien=form.cleaned_data["versie"],
            door=request.user,
        )
        meld(
            request,
            f"{rij.get_soort_display()} beëindigd op {datum(rij.laatste_werkdag)}: "
            f"{Eindreden(rij.eindreden).label.lower()}.",
            ongedaan=reverse("plaatsing:einde_terug", args=[dossiernummer, pk]),
        )

    if verwerkt(request, form, dienst):
        return redirect(rij.traject)
    return _formulier(
        request,
        rij.traject,
        form,
        titel="Plaatsing beëindigen",
        knop="Einde opslaan",
        uitleg=f"{rij.get_soort_display()} bij {rij.werkplek.naam}, begonnen op {datum(rij.start)}. "
        "Komt er een contract na? Leg dan het contract vast; deze plaatsing eindigt dan vanzelf.",
        gevaar=True,
    )


@require_POST
def einde_terug(request, dossiernummer, pk):
    """Undo of the end."""
    rij = plaatsing_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    _doe(
        request,
        lambda: diensten.draai_einde_terug(rij, gezien=rij.versie, door=request.user),
        "Het einde is teruggedraaid. De plaatsing loopt weer.",
    )
    return redirect(rij.traject)


@require_POST
def terugdraaien(request, dossiernummer, pk):
    """Undo of a placement that was recorded by mistake."""
    rij = plaatsing_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    _doe(
        request,
        lambda: diensten.draai_plaatsing_terug(rij, gezien=rij.versie, door=request.user),
        "De plaatsing is verwijderd.",
    )
    return redirect(rij.traject)


@require_http_methods(["GET", "POST"])
def no_riskpolis(request, dossiernummer, pk):
    """Yes or no, from two months after the start of the employment on."""
    rij = plaatsing_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    vanaf = diensten.no_riskpolis_vanaf(rij)
    if vanaf is None or timezone.localdate() < vanaf:
        raise Http404
    form = NoRiskpolisForm(request.POST or None, instance=rij)

    def dienst():
        diensten.zet_no_riskpolis(
            rij,
            van_toepassing=form.cleaned_data["no_riskpolis"],
            gezien=form.cleaned_data["versie"],
            door=request.user,
        )
        meld(request, "De no-riskpolis is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect("plaatsing:plaatsing", dossiernummer, pk)
    return _formulier(
        request, rij.traject, form, titel="No-riskpolis", knop="No-riskpolis opslaan", uitleg=""
    )


@require_http_methods(["GET", "POST"])
def meetmoment(request, dossiernummer, volgnummer, maanden):
    """Record or correct one follow-up fact."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.MEETMOMENTEN, Toegang.SCHRIJVEN)
    punten = meetpunten(eerste_werkdag(traject), traject.meetmomenten.all(), timezone.localdate())
    punt = next((p for p in punten if p.maanden == maanden), None)
    if maanden not in MEETMAANDEN or punt is None or not (punt.nu or punt.vastgelegd):
        raise Http404
    bestaand = punt.vastgelegd
    begin = (
        {n: getattr(bestaand, n) for n in ("datum", "antwoord", "laatste_werkdag", "bron")}
        if bestaand
        else {}
    )
    form = MeetmomentForm(request.POST or None, initial=begin, lopend=lopend_contract(traject))

    def dienst():
        leg_meetmoment_vast(
            traject,
            na_maanden=maanden,
            door=request.user,
            gezien=bestaand.vastgelegd_op if bestaand else None,
            **form.cleaned_data,
        )
        meld(request, f"Meetmoment na {maanden} maanden is bewaard.")

    if verwerkt(request, form, dienst):
        return redirect(traject)
    return _formulier(
        request,
        traject,
        form,
        titel=f"Meetmoment na {maanden} maanden",
        knop="Meetmoment opslaan",
        uitleg=f"De vraag gaat over {datum(punt.dag)}, {maanden} maanden na de eerste werkdag van het contract.",
        navraag="" if bestaand else reverse("plaatsing:navraag", args=[dossiernummer, volgnummer, maanden]),
    )


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _formulier(request, traject, form, *, titel, knop, uitleg, gevaar=False, navraag=""):
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "titel": titel,
        "knop": knop,
        "uitleg": uitleg,
        "gevaar": gevaar,
        "navraag": navraag,
    }
    return render(request, "plaatsing/formulier.html", context)


def periode(rij):
    """ "1 sep 2020 tot en met 31 okt 2020", or "1 sep 2021 voor onbepaalde tijd"."""
    tot = f"tot en met {datum(rij.gepland_einde)}" if rij.gepland_einde else "voor onbepaalde tijd"
    return f"{datum(rij.start)} {tot}"


def _meld(request, vastgelegd):
    """Say what was written, with an undo, and what to look at."""
    rij, waarschuwingen = vastgelegd
    meld(
        request,
        f"{rij.get_soort_display()} bewaard: {periode(rij)}.",
        ongedaan=reverse("plaatsing:terugdraaien", args=[rij.traject.kandidaat.dossiernummer, rij.pk]),
    )
    for waarschuwing in waarschuwingen:
        meld(request, waarschuwing, soort="aandacht")


def _doe(request, dienst, klaar):
    """A button without a form: do it, or say why not."""
    try:
        dienst()
    except WEIGERING as fout:
        meld(request, zin(fout), soort="fout")
    else:
        meld(request, klaar)
