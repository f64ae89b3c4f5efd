"""The pages of a group action: choose what, look once more, the result per person, and undoing it."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.concepten import verwijder_concept, zet_concept
from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.vergrendeling import IntussenGewijzigd
from trajecten.dossier.adressen import lijst_van
from trajecten.dossier.groep import overdragen, plaatsen, toewijzen, uitnodigen, waarnemen
from trajecten.dossier.groep.keuze import LIMIET, bewaar, lees, mensen_met, mensen_van, uit_post, ververs
from trajecten.formulieren import meld_weigeringen
from trajecten.groepsactie import personen, voor_ieder
from trajecten.views import wie_plaatst

ACTIES = {
    "toewijzen": toewijzen.ACTIE,
    "uitnodigen": uitnodigen.ACTIE,
    "lichting": plaatsen.ACTIE,
    "overdragen": overdragen.ACTIE,
    "waarnemen": waarnemen.ACTIE,
}
WEG = "Deze keuze is er niet meer. Kies de kandidaten opnieuw."
NIET_IN_FORMULIER = {"csrfmiddlewaretoken", "inzending", "concept"}


def _lijst(request, keuze=None):
    """The address of the list that the people were chosen from."""
    return (keuze.terug if keuze else "") or lijst_van(request.user)["url"] or "/"


def _weg(request):
    meld(request, WEG, soort="aandacht")
    return redirect(_lijst(request))


def _conceptsleutel(keuze):
    return f"dossier.groep:{keuze.actie}"


def _bezwaar(keuze, mensen):
    """Why nothing can be done for the people of this choice; "" when it can."""
    if not mensen:
        return "Kies minstens een kandidaat."
    if len(mensen) > LIMIET or len(keuze.nummers) > LIMIET:
        return f"Dit kan voor hoogstens {LIMIET} mensen tegelijk. Maak de lijst kleiner met de filters."
    return ""


def _context(request, keuze, mensen, **rest):
    """What the pages share; of who was asked for and is not there only the number is said."""
    return {
        "actie": ACTIES[keuze.actie],
        "keuze": keuze,
        "terug": _lijst(request, keuze),
        "aantal": personen(len(mensen)),
        "mensen": mensen,
        "niet_gevonden": len(keuze.nummers) - len(mensen),
    } | rest


@require_POST
@wie_plaatst
def groep(request):
    """Begin: the people who were chosen in a list, and what to do with them."""
    keuze = uit_post(request.POST)
    if keuze.actie not in ACTIES:
        meld(request, "Kies wat u met deze kandidaten wilt doen.", soort="aandacht")
        return redirect(_lijst(request, keuze))
    if bezwaar := _bezwaar(keuze, mensen_van(request.user, keuze)):
        meld(request, bezwaar, soort="aandacht")
        return redirect(_lijst(request, keuze))
    bewaar(request, keuze)
    return redirect("dossier:groep_kiezen", keuze.sleutel)


@require_http_methods(["GET", "POST"])
@wie_plaatst
def kiezen(request, sleutel):
    """Step 1: to whom or to what. Writes nothing but the choice, in the session."""
    keuze = lees(request, sleutel)
    if keuze is None:
        return _weg(request)
    if keuze.uitkomst:
        return redirect("dossier:groep_uitkomst", sleutel)
    mensen = mensen_van(request.user, keuze)
    if bezwaar := _bezwaar(keuze, mensen):
        meld(request, bezwaar, soort="aandacht")
        return redirect(_lijst(request, keuze))
    form = ACTIES[keuze.actie].formulier(request.POST or None, mensen=mensen)
    if request.method == "POST" and form.is_valid():
        keuze.gegevens = {
            naam: waarden for naam, waarden in request.POST.lists() if naam not in NIET_IN_FORMULIER
        }
        if keuze.alle:  # from here on these people, and not who comes into the list later
            keuze.nummers = [kandidaat.dossiernummer for kandidaat in mensen]
        bewaar(request, keuze)
        return redirect("dossier:groep_controle", sleutel)
    if keuze.gegevens and not form.is_bound:  # back from the recap: what she chose before
        form.initial |= {
            naam: veld.widget.value_from_datadict(keuze.formulierdata, {}, naam)
            for naam, veld in form.fields.items()
        }
    zet_concept(form, gebruiker=request.user, sleutel=_conceptsleutel(keuze))
    context = _context(request, keuze, mensen, form=form)
    if keuze.alle:
        context["niet_gevonden"] = 0
    return render(request, "dossier/groep_kiezen.html", context)


@require_http_methods(["GET", "POST"])
@wie_plaatst
def controle(request, sleutel):
    """Step 2: what will happen to each, or why not; one POST does it."""
    keuze = lees(request, sleutel)
    if keuze is None:
        return _weg(request)
    if keuze.uitkomst:
        return redirect("dossier:groep_uitkomst", sleutel)
    if request.method == "POST":
        return _doe(request, keuze)
    if not keuze.gegevens:
        return redirect("dossier:groep_kiezen", sleutel)
    mensen = mensen_met(request.user, keuze.nummers)
    if bezwaar := _bezwaar(keuze, mensen):
        meld(request, bezwaar, soort="aandacht")
        return redirect(_lijst(request, keuze))
    actie = ACTIES[keuze.actie]
    form = actie.formulier(keuze.formulierdata, mensen=mensen)
    if not form.is_valid():
        return _opnieuw_kiezen(request, keuze)
    vooruitzichten = actie.vooruitzichten(mensen, form.cleaned_data)
    keuze.gezien = {
        vooruitzicht.kandidaat.dossiernummer: vooruitzicht.stand for vooruitzicht in vooruitzichten
    }
    bewaar(request, keuze)
    per_naam = {vooruitzicht.kandidaat.pk: vooruitzicht for vooruitzicht in vooruitzichten}
    context = _context(
        request,
        keuze,
        mensen,
        feiten=actie.feiten(form.cleaned_data, vooruitzichten),
        vooruitzichten=[per_naam[kandidaat.pk] for kandidaat in mensen],
        gaan_door=sum(vooruitzicht.kan for vooruitzicht in vooruitzichten),
    )
    return render(request, "dossier/groep_controle.html", context)


def _opnieuw_kiezen(request, keuze):
    meld(request, "Wat u koos kan niet meer. Er is nog niets gedaan. Kies opnieuw.", soort="aandacht")
    return redirect("dossier:groep_kiezen", keuze.sleutel)


def _doe(request, keuze):
    """Do it for exactly the people of the recap, each by herself, and once."""
    naar = reverse("dossier:groep_uitkomst", args=[keuze.sleutel])
    with eenmalig(request) as inzending:
        if not inzending.eerste:
            ververs(request)
            return redirect(naar)
        actie, mensen = ACTIES[keuze.actie], mensen_met(request.user, list(keuze.gezien))
        form = actie.formulier(keuze.formulierdata, mensen=mensen)
        if not mensen or not form.is_valid():
            return _opnieuw_kiezen(request, keuze)
        keuze.uitkomst = _voer_uit(actie, keuze, mensen, form.cleaned_data, request.user)
        verwijder_concept(request.user, _conceptsleutel(keuze))
        bewaar(request, keuze, meteen=True)
    return redirect(naar)


def _voer_uit(actie, keuze, mensen, gegevens, door):
    """The result in the form that the session keeps: sentences and what undoing needs, by dossiernummer."""
    vooruitzichten = actie.vooruitzichten(mensen, gegevens)
    vooraf = actie.bereid_voor(gegevens)

    def doe(vooruitzicht):
        if keuze.gezien.get(vooruitzicht.kandidaat.dossiernummer) != vooruitzicht.stand:
            raise IntussenGewijzigd(vooruitzicht.kandidaat)
        if not vooruitzicht.kan:
            raise ValidationError(vooruitzicht.tekst)
        return vooruitzicht.kandidaat.dossiernummer, *actie.doe(vooruitzicht, gegevens, door=door)

    groep = voor_ieder(vooruitzichten, doe)
    if not groep.gedaan:
        actie.ruim_op(vooraf)
    return {
        "op": timezone.now().isoformat(),
        "gedaan": {nummer: tekst for nummer, tekst, _ in groep.gedaan},
        "sporen": {nummer: spoor for nummer, _, spoor in groep.gedaan},
        "niet": {weigering.ding.kandidaat.dossiernummer: weigering.reden for weigering in groep.niet},
        "vooraf": vooraf,
        "niet_gevonden": len(keuze.nummers) - len(mensen),
    }


@require_safe
@wie_plaatst
def uitkomst(request, sleutel):
    """What was done for whom, and what was not, with why."""
    keuze = lees(request, sleutel)
    if keuze is None or not keuze.uitkomst:
        return _weg(request)
    gedaan, niet = keuze.uitkomst["gedaan"], keuze.uitkomst["niet"]
    terug = {*keuze.uitkomst.get("terug", ())}  # for whom it was taken back
    mensen = mensen_met(request.user, [*gedaan, *niet])
    context = _context(
        request,
        keuze,
        mensen,
        gedaan=[(k, gedaan[k.dossiernummer]) for k in mensen if k.dossiernummer in gedaan.keys() - terug],
        teruggedraaid=[
            (k, gedaan[k.dossiernummer]) for k in mensen if k.dossiernummer in gedaan.keys() & terug
        ],
        niet=[(k, niet[k.dossiernummer]) for k in mensen if k.dossiernummer in niet],
        niet_gevonden=keuze.uitkomst["niet_gevonden"],
    )
    return render(request, "dossier/groep_uitkomst.html", context)


@require_POST
@wie_plaatst
def ongedaan(request, sleutel):
    """Take back what this action did, for everybody whom nobody touched since; ten minutes, once."""
    keuze = lees(request, sleutel)
    if keuze is None:
        return _weg(request)
    naar = reverse("dossier:groep_uitkomst", args=[keuze.sleutel])
    with eenmalig(request) as inzending:
        if not inzending.eerste:
            ververs(request)
            return redirect(naar)
        if not keuze.kan_ongedaan:
            meld(
                request,
                "Ongedaan maken kan niet meer: het is al gedaan, of meer dan tien minuten geleden.",
                soort="aandacht",
            )
            return redirect(naar)
        actie, sporen = ACTIES[keuze.actie], keuze.uitkomst["sporen"]
        mensen = mensen_met(request.user, list(sporen))
        resultaat = voor_ieder(
            mensen,
            lambda kandidaat: actie.ongedaan(kandidaat, sporen[kandidaat.dossiernummer], door=request.user),
        )
        actie.ruim_op(keuze.uitkomst["vooraf"])
        gebleven = {weigering.ding.pk for weigering in resultaat.niet}
        keuze.uitkomst |= {
            "ongedaan": True,
            "terug": [kandidaat.dossiernummer for kandidaat in mensen if kandidaat.pk not in gebleven],
        }
        bewaar(request, keuze, meteen=True)
    if resultaat.gedaan:
        meld(request, f"Ongedaan gemaakt voor {personen(len(resultaat.gedaan))}.")
    meld_weigeringen(request, resultaat.niet, lambda kandidaat: kandidaat.naam)
    return redirect(naar)
