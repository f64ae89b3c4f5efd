"""The signals of one traject: what they are made of, and what was done with each.

Who reads check-in facts reads them. Who works with her (writes check-ins or training) says what was done with one.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from basis.meldingen import meld
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from kandidaten.toegang import kandidaat_of_404
from trajecten.begeleiding import signaaldiensten
from trajecten.begeleiding.forms_signalen import SignaalForm
from trajecten.begeleiding.signaalkeuzes import Afhandeling
from trajecten.begeleiding.signaalstand import met_namen, signalen_van
from trajecten.begeleiding.stand import stand_van
from trajecten.formulieren import adres_of, doe_met_een_knop, verwerkt
from trajecten.toegang import traject_of_404

WEG = "Dit signaal is er niet meer: de feiten zijn intussen veranderd."


@require_safe
def signalen(request, dossiernummer, volgnummer):
    """All signals of this traject, the handled ones too; what is open first."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN)
    toegang = traject.kandidaat.toegang
    standen = sorted(_standen(traject), key=lambda stand: not stand.open)
    context = {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "standen": [(stand, _stempel(stand)) for stand in standen],
        "mag_behandelen": _mag_behandelen(toegang),
        "mag_gesprek": toegang.mag(Categorie.GESPREKKEN, Toegang.SCHRIJVEN),
        "uitleg_url": adres_of("rapportage:signalen_uitleg", ""),
    }
    return render(request, "begeleiding/signalen.html", context)


@require_http_methods(["GET", "POST"])
def signaal(request, dossiernummer, volgnummer, kenmerk):
    """Say what was done with one signal; the buttons of the list post here too."""
    traject = _te_behandelen_of_404(request, dossiernummer, volgnummer)
    lijst = redirect("begeleiding:signalen", dossiernummer, volgnummer)
    stand = _stand_met(traject, kenmerk)
    if stand is None:
        if request.method == "GET":
            raise Http404
        meld(request, WEG, soort="aandacht")
        return lijst
    form = SignaalForm(request.POST or None, initial={"gezien": _stempel(stand)})

    def dienst():
        velden = dict(form.cleaned_data)
        if velden.pop("gezien") != _stempel(stand):
            raise IntussenGewijzigd(stand.afhandeling)
        rij = signaaldiensten.handel_signaal_af(
            traject, stand.signaal, gezien=stand.afhandeling, door=request.user, **velden
        )
        _meld_behandeld(request, traject, stand.signaal, rij)

    if verwerkt(request, form, dienst):
        return lijst
    context = {"form": form, "traject": traject, "kandidaat": traject.kandidaat, "stand": stand}
    return render(request, "begeleiding/signaal.html", context)


@require_POST
def signaal_open(request, dossiernummer, volgnummer, kenmerk):
    """Undo: the signal is open again, if nobody changed it since (`op`, the stamp of what she saw)."""
    traject = _te_behandelen_of_404(request, dossiernummer, volgnummer)
    stand = _stand_met(traject, kenmerk)
    gezien = request.POST.get("op") or request.GET.get("op", "")

    def dienst():
        if stand is None or stand.afhandeling is None or _stempel(stand) != gezien:
            raise IntussenGewijzigd(traject)
        signaaldiensten.heropen_signaal(stand.afhandeling, door=request.user)

    doe_met_een_knop(request, dienst, f"Signaal ‘{stand.signaal.titel}’ staat weer open." if stand else "")
    return redirect("begeleiding:signalen", dossiernummer, volgnummer)


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _mag_behandelen(toegang):
    schrijven = Toegang.SCHRIJVEN
    return toegang.mag(Categorie.GESPREKKEN, schrijven) or toegang.mag(Categorie.OPLEIDING, schrijven)


def _te_behandelen_of_404(request, dossiernummer, volgnummer):
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN)
    if not _mag_behandelen(traject.kandidaat.toegang):
        kandidaat_of_404(request, dossiernummer, Categorie.GESPREKKEN, Toegang.SCHRIJVEN)  # refuses and logs
    return traject


def _standen(traject):
    vandaag = timezone.localdate()
    standen = signalen_van(traject, stand_van([traject], vandaag)[traject.pk], vandaag)
    return met_namen(traject, standen, vandaag) if standen else []


def _stand_met(traject, kenmerk):
    return next((stand for stand in _standen(traject) if stand.signaal.kenmerk == kenmerk), None)


def _stempel(stand):
    """What stood there when she looked: '' for a signal nobody handled."""
    return f"{stand.afhandeling.op:%Y%m%d%H%M%S%f}" if stand.afhandeling else ""


def _meld_behandeld(request, traject, welk, rij):
    wat = rij.get_hoe_display().lower()
    if rij.hoe == Afhandeling.UITGESTELD:
        wat += f" tot {rij.tot:%d-%m-%Y}"
    adres = reverse(
        "begeleiding:signaal_open", args=[traject.kandidaat.dossiernummer, traject.volgnummer, welk.kenmerk]
    )
    meld(request, f"Signaal ‘{welk.titel}’: {wat}.", ongedaan=f"{adres}?op={rij.op:%Y%m%d%H%M%S%f}")
