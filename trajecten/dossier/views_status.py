"""Moving the status of a traject by hand, ending it (with a look before), and taking a step back."""

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from basis.concepten import bewaar_concept, verwijder_concept, zet_concept
from basis.inzendingen import al_ingezonden
from basis.meldingen import meld
from basis.paginas import bevestig
from basis.templatetags.componenten import datum
from basis.terug import terug_naar
from gebruikers.rechten import Categorie, Toegang
from trajecten.dossier.diensten import (
    DIRECT_HERSTELD,
    direct_terug_te_draaien,
    draai_status_terug,
    stopt_ook,
    verzet_status,
)
from trajecten.dossier.forms import StatusForm, VergissingForm
from trajecten.formulieren import verwerkt
from trajecten.groepsactie import WEIGERING, zin
from trajecten.groepsbijeenkomsten import op_komende_lijsten
from trajecten.lichtingen import belemmeringen_persoon, heeft_coach_op
from trajecten.models import Traject
from trajecten.statussen import Status, mag_overgaan, mogelijke_overgangen
from trajecten.toegang import traject_of_404

# What each move means, in words for who chooses.
UITLEG = {
    Status.IN_SELECTIE: "De selectie begint of gaat verder.",
    Status.WACHTLIJST: "Geschikt, maar er is nog geen plaats.",
    Status.GESELECTEERD: "De selectie is klaar: de kandidaat doet mee.",
    Status.LOPEND: "De kandidaat is begonnen. Voor een hele groep start u de lichting.",
    Status.AFGEROND: "De begeleiding is klaar. Meten gaat door.",
    Status.UITGEVALLEN: "De kandidaat stopt eerder dan bedoeld.",
    Status.AFGEWEZEN: "Wij gaan niet verder met de kandidaat.",
    Status.TERUGGETROKKEN: "De kandidaat wil zelf niet verder.",
}
# Where to put right what is missing at a start: the page, what of it (None: this traject), the words of the link.
HERSTEL = {
    "privacy": ("dossier:gegevens_wijzigen", ["bereikbaarheid"], "Leg de uitleg vast"),
    "uren": ("dossier:traject_wijzigen", None, "Kies de uren"),
    "kinderopvang": ("dossier:gegevens_wijzigen", ["werk"], "Vul de kinderopvang in"),
    "taal": ("dossier:gegevens_wijzigen", ["taal"], "Vul in hoe iemand Nederlands spreekt"),
    "jobcoach": ("dossier:toewijzen", [], "Wijs een jobcoach toe"),
}


@require_http_methods(["GET", "POST"])
def status(request, dossiernummer, volgnummer):
    """Without `?naar=` the choice of moves; with it the form of that move; an end is looked at once more first."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    naar = request.GET.get("naar", "")
    terug = terug_naar(request, traject.get_absolute_url())
    if request.method == "POST" and al_ingezonden(request):
        return redirect(terug)  # the second half of a double click
    if not mag_overgaan(traject.status, naar):
        return _kies(request, traject, naar)
    form = StatusForm(request.POST or None, traject=traject, naar=naar)
    sleutel = f"dossier.status:{traject.pk}:{naar}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)
    if request.method == "POST" and form.is_valid() and form.eindigt and "bevestigd" not in request.POST:
        bewaar_concept(gebruiker_id=request.user.pk, sleutel=sleutel, velden=dict(request.POST.lists()))
        return _controleer(request, form)

    def dienst():
        verzet_status(traject, naar=form.naar, door=request.user, **_waarden(form))
        verwijder_concept(request.user, sleutel)
        _meld_stap(request, traject)

    if verwerkt(request, form, dienst):
        return redirect(terug)
    mist = _mist(traject, form.naar)
    context = {"traject": traject, "form": form, "naar": form.naar, "mist": mist, "terug": terug}
    return render(request, "dossier/status.html", context)


def _mist(traject, naar):
    """What is not right yet for a start, as [(sentence, address, words of the link)].

    A warning only: by hand is for who has begun already. A cohort that starts is stopped by the same points.
    """
    if naar != Status.LOPEND:
        return []
    nummer, lichting, mist = traject.kandidaat.dossiernummer, traject.lichting, []
    if lichting is not None and not lichting.gestart_op:
        zin = f"Heeft een plaats in ‘{lichting.naam}’, die nog niet is gestart."
        mist.append((zin, lichting.get_absolute_url(), "Naar de lichting"))
    coach = heeft_coach_op(timezone.localdate()).filter(kandidaat=traject.kandidaat_id).exists()
    for punt in belemmeringen_persoon(traject, traject.programma, coach):
        naam, args, link = HERSTEL[punt.code]
        args = [traject.volgnummer] if args is None else args
        mist.append((punt.tekst, reverse(naam, args=[nummer, *args]), link))
    return mist


def _waarden(form):
    return {
        naam: form.cleaned_data[naam] for naam in ("op", "reden", "toelichting") if naam in form.cleaned_data
    }


def _kies(request, traject, naar):
    """The moves that the table allows from here. An address of a move that is no longer possible says so."""
    if naar:
        meld(
            request,
            f"Deze stap kan niet meer: de status is nu ‘{traject.get_status_display().lower()}’.",
            soort="aandacht",
        )
        return redirect("dossier:status", traject.kandidaat.dossiernummer, traject.volgnummer)
    keuzes = [(stap, UITLEG[stap]) for stap in mogelijke_overgangen(traject.status)]
    laatste = traject.statuswissels.geldig().order_by("-vastgelegd_op", "-pk")[:2]
    return render(
        request,
        "dossier/status_keuze.html",
        {
            "traject": traject,
            "keuzes": keuzes,
            "te_herstellen": len(laatste) == 2,
            "terug": terug_naar(request, ""),
        },
    )


def _controleer(request, form):
    """The look before an end (A11Y-21). What was typed stands in a draft, so the way back loses nothing."""
    traject, gegevens = form.traject, form.cleaned_data
    keuzes = dict(form.fields["reden"].choices)
    feiten = [
        ("Kandidaat", traject.kandidaat.naam),
        ("Traject", str(traject.programma)),
        ("Nieuwe status", form.naar.label),
        (form.fields["reden"].label, keuzes[gegevens["reden"]]),
        (form.fields["op"].label, datum(gegevens["op"])),
    ]
    if gegevens["toelichting"]:
        feiten.append(("Toelichting", gegevens["toelichting"]))
    mensen = stopt_ook(traject, gegevens["op"])
    anders = Traject.objects.open().filter(kandidaat=traject.kandidaat).exclude(pk=traject.pk).exists()
    if mensen or not anders:
        namen = ", ".join(f"{t.gebruiker.naam} ({t.get_rol_display().lower()})" for t in mensen)
        feiten.append(("Stopt ook", namen or "Niemand is toegewezen"))
    if komend := op_komende_lijsten(traject):
        aantal = "1 bijeenkomst" if komend == 1 else f"{komend} bijeenkomsten"
        feiten.append(("Niet meer op de lijst", f"{aantal} van de lichting. Vertel het de kandidaat zelf."))
    form.fields["bevestigd"] = forms.CharField(required=False)
    form.data = form.data.copy()
    form.data["bevestigd"] = "1"
    for veld in form.fields.values():
        veld.widget = forms.HiddenInput()
    form.concept = None
    return bevestig(
        request,
        titel=f"Wilt u dit traject afsluiten als ‘{form.naar.label.lower()}’?",
        tekst="U kunt dit later herstellen. De stap blijft dan wel zichtbaar in de tijdlijn.",
        feiten=feiten,
        form=form,
        knop="Traject afsluiten",
        annuleer=request.get_full_path(),
        annuleertekst="Terug en wijzigen",
        gevaar=True,
    )


def _meld_stap(request, traject):
    wissel = traject.statuswissels.geldig().order_by("-vastgelegd_op", "-pk").first()
    nummer = traject.kandidaat.dossiernummer
    terug = reverse("dossier:status_terug", args=[nummer, traject.volgnummer, wissel.pk])
    meld(request, f"{traject.kandidaat.naam}: {wissel.get_naar_display().lower()}.", ongedaan=terug)


@require_POST
def status_terug(request, dossiernummer, volgnummer, pk):
    """Undo with one button: her own last step, within ten minutes. Later it takes a written reason (`vergissing`)."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    wissel = traject.statuswissels.geldig().order_by("-vastgelegd_op", "-pk").first()
    if wissel is None or wissel.pk != pk:
        meld(request, "Er is daarna nog iets gewijzigd. Kijk naar de tijdlijn.", soort="aandacht")
        return redirect(traject)
    if not direct_terug_te_draaien(wissel, request.user):
        meld(request, "Schrijf kort op wat er mis was. Dan draait u de stap terug.", soort="info")
        return redirect("dossier:vergissing", dossiernummer, volgnummer)
    try:
        draai_status_terug(traject, door=request.user, toelichting=DIRECT_HERSTELD)
    except WEIGERING as fout:
        meld(request, zin(fout), soort="aandacht")
        return redirect(traject)
    meld(request, f"Ongedaan gemaakt. De status is weer ‘{traject.get_status_display().lower()}’.")
    return redirect(traject)


@require_http_methods(["GET", "POST"])
def vergissing(request, dossiernummer, volgnummer):
    """Take the last step back with a reason; both steps stay in the history, neither counts in the figures."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    geldig = list(traject.statuswissels.geldig().select_related("door").order_by("vastgelegd_op", "pk"))
    form = VergissingForm(request.POST or None, laatste=geldig[-1])
    sleutel = f"dossier.vergissing:{traject.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)

    def dienst():
        draai_status_terug(traject, door=request.user, toelichting=form.cleaned_data["toelichting"])
        verwijder_concept(request.user, sleutel)
        meld(request, f"Hersteld. De status is weer ‘{traject.get_status_display().lower()}’.")

    if len(geldig) > 1 and verwerkt(request, form, dienst):
        return redirect(traject)
    context = {
        "traject": traject,
        "form": form,
        "laatste": geldig[-1],
        "terug": geldig[-2] if len(geldig) > 1 else None,
    }
    return render(request, "dossier/vergissing.html", context)
