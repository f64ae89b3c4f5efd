"""The screen of attendance: a whole group on one grid, a week at a time."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basis.datums import lees_datum
from basis.inzendingen import eenmalig
from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.groepsactie import personen
from trajecten.opleiding.forms_raster import Rasterinvoer
from trajecten.opleiding.raster import CODES, raster
from trajecten.opleiding.rasterdiensten import leg_raster_vast, wat_anders_staat
from trajecten.views import lichting_of_404

wie_lessen_leest = vereist(Categorie.OPLEIDING, Toegang.LEZEN)
wie_lessen_schrijft = vereist(Categorie.OPLEIDING, Toegang.SCHRIJVEN)


@require_http_methods(["GET", "POST"])
def aanwezigheid(request, pk):
    """Who was in which lesson; POST saves the whole grid, or (`iedereen`) fills in one lesson without saving."""
    return (_invullen if request.method == "POST" else _bekijken)(request, pk)


@wie_lessen_leest
def _bekijken(request, pk):
    lichting = lichting_of_404(request, pk)
    return _toon(request, lichting, raster(lichting, request.user, _week(request)), [])


@wie_lessen_schrijft
def _invullen(request, pk):
    lichting = lichting_of_404(request, pk)
    deze = raster(lichting, request.user, _week(request))
    if deze.week is None:
        return redirect("lessen:aanwezigheid", pk)
    invoer = Rasterinvoer(deze, request.POST)
    if "iedereen" in request.POST:
        _vul_in(request, invoer)
    elif not invoer.fouten and _bewaard(request, invoer):
        return redirect(f"{reverse('lessen:aanwezigheid', args=[pk])}?week={deze.week:%d-%m-%Y}")
    return _toon(request, lichting, deze, invoer.fouten)


def _week(request):
    try:
        return lees_datum(request.GET.get("week", ""))
    except ValueError:
        return None


def _vul_in(request, invoer):
    aantal = invoer.zet_iedereen(request.POST["iedereen"])
    invoer.toon_weer()
    if aantal:
        meld(
            request,
            f"{personen(aantal).capitalize()} op aanwezig gezet. Dit is nog niet bewaard. Wijzig wie er niet was.",
            soort="info",
        )
    else:
        meld(request, "Bij deze les is bij iedereen al iets ingevuld.", soort="info")


def _bewaard(request, invoer):
    """True when everything was written; else the cells say what a colleague chose, and nothing typed is lost."""
    keuzes, getoond = invoer.keuzes(), invoer.getoond()
    invoer.toon_weer()
    try:
        with eenmalig(request) as poging:
            if poging.eerste:
                uitkomst = leg_raster_vast(keuzes, gezien=getoond, door=request.user)
                botsing, geweigerd, gedaan = uitkomst.botsing, uitkomst.geweigerd, uitkomst.gedaan
            else:
                botsing, geweigerd, gedaan = wat_anders_staat(keuzes, gezien=getoond), {}, None
    except ValidationError as fout:
        invoer.fouten.append({"tekst": " ".join(fout.messages), "doel": ""})
        return False
    for deelname, nu in botsing.items():
        invoer.zeg_botsing(deelname, CODES[nu])
    for deelname, zin in geweigerd.items():
        invoer.zeg(invoer.cellen[deelname.pk], zin)
    if gedaan is not None:
        _meld(request, gedaan, invoer)
    return not invoer.fouten


def _meld(request, gedaan, invoer):
    for deelname in gedaan:
        cel = invoer.cellen[deelname.pk]
        cel.gezien = cel.code
    wie = {deelname.traject_id for deelname in gedaan}
    if gedaan:
        meld(request, f"Aanwezigheid van {personen(len(wie))} opgeslagen.")
    elif not invoer.fouten:
        meld(request, "Er is niets gewijzigd.", soort="info")


def _toon(request, lichting, deze, fouten):
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=[rij.traject.kandidaat.dossiernummer for rij in deze.rijen],
        categorie=Categorie.OPLEIDING,
    )
    invullen = [kolom for kolom in deze.kolommen if kolom.begonnen and kolom.over] if not fouten else []
    return render(
        request,
        "opleiding/aanwezigheid.html",
        {"lichting": lichting, "raster": deze, "fouten": fouten, "invullen": invullen},
    )
