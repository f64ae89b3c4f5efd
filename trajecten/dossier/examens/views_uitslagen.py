"""Filling in the results of a group: a table, a recap, one save; what could not be saved stays on the page."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.inzendingen import al_ingezonden, eenmalig
from basis.meldingen import meld
from basis.nummers import nummers_uit
from gebruikers.rechten import Categorie, Toegang
from trajecten.dossier.examens.forms import UITSLAGEN, UitslagenForm, uitslagnaam
from trajecten.dossier.examens.views import noteer_bekeken, wie_examens_houdt
from trajecten.models import Traject
from trajecten.opleiding.examengroep import leg_uitslagen_vast
from trajecten.opleiding.examenstand import open_pogingen, uitslagwoord
from trajecten.opleiding.keuzes import Examenuitslag
from trajecten.opleiding.models import Examen
from trajecten.views import lichting_of_404

MEER = 100  # so many rows on one page; the rest comes when these are filled in


@require_http_methods(["GET", "POST"])
@wie_examens_houdt
def uitslagen(request, pk):
    """`actie` says which step was sent: controle (recap, writes nothing), terug (back to the table) or bewaar."""
    lichting = lichting_of_404(request, pk)
    actie = request.POST.get("actie", "")
    if request.method != "POST" or actie == "terug":
        return _toon(request, lichting, _formulier(request, lichting))
    if actie == "bewaar" and al_ingezonden(request):
        return redirect("examens:lichting", pk)
    form = UitslagenForm(request.POST, pogingen=_verzonden(request, lichting))
    if not form.is_valid():
        return _toon(request, lichting, form)
    keuzes = form.keuzes()
    if not keuzes:
        meld(request, "Er is nog niets gekozen. Kies een uitslag.", soort="aandacht")
        return _toon(request, lichting, _formulier(request, lichting))
    if actie != "bewaar":
        return _controle(request, lichting, form, keuzes)
    return _bewaar(request, lichting, keuzes)


def _formulier(request, lichting):
    """The table of what waits now, with what was chosen before; `?zet=geslaagd` fills in everybody."""
    open_ = list(open_pogingen(lichting, request.user)[:MEER])
    begin = {naam: waarde for naam, waarde in request.POST.items() if naam.startswith("uitslag_")}
    if request.method == "GET" and request.GET.get("zet") == Examenuitslag.GESLAAGD:
        begin = {
            uitslagnaam(p): Examenuitslag.GESLAAGD.value
            for p in open_
            if not (p.presentie or "").startswith("afwezig")
        }
    return UitslagenForm(pogingen=open_, initial=begin)


def _verzonden(request, lichting):
    """The attempts named in this POST of people whose training this user handles, whatever they are by now."""
    nummers = nummers_uit(
        naam.removeprefix("uitslag_") for naam in request.POST if naam.startswith("uitslag_")
    )
    mijn = Traject.objects.order_by().waar_mag(request.user, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
    return list(
        Examen.objects.filter(
            pk__in=sorted(nummers)[:MEER], traject__lichting=lichting, traject__in=mijn.values("pk")
        )
        .select_related("traject__kandidaat", "examendeel__kwalificatie", "zitting")
        .order_by(
            "examendeel__volgorde",
            "examendeel",
            "traject__kandidaat__achternaam",
            "traject__kandidaat__voornaam",
            "pk",
        )
    )


def _toon(request, lichting, form, niet=()):
    """`niet`: (name, sentence) of what was not saved; who still waits keeps what was chosen."""
    noteer_bekeken(request, [poging.traject for poging in form.pogingen])
    redenen = {weigering.ding.examen.pk: weigering.reden for weigering in niet}
    rijen = [(poging, veld, redenen.get(poging.pk, "")) for poging, veld in form.rijen()]
    wachtend = {poging.pk for poging in form.pogingen}
    weg = [w for w in niet if w.ding.examen.pk not in wachtend]
    context = {
        "lichting": lichting,
        "form": form,
        "rijen": rijen,
        "weg": [(w.ding.examen.traject.kandidaat.naam, _nu(w)) for w in weg],
        "vol": len(rijen) == MEER,
        "zet": request.GET.get("zet", ""),
    }
    return render(request, "dossier/examens/uitslagen.html", context)


def _nu(weigering):
    """What stands there now that a colleague was first."""
    uitslag = Examen.objects.filter(pk=weigering.ding.examen.pk).values_list("uitslag", flat=True).first()
    if uitslag is None:
        return "Een collega haalde deze poging weg. Uw keuze is niet bewaard."
    return (
        f"Een collega vulde al in: {uitslagwoord(uitslag)}. Uw keuze is niet bewaard."
        if uitslag
        else weigering.reden
    )


def _controle(request, lichting, form, keuzes):
    woorden = dict(UITSLAGEN)
    noteer_bekeken(request, [keuze.examen.traject for keuze in keuzes])
    rijen = [
        {
            "poging": keuze.examen,
            "uitslag": woorden[keuze.uitslag],
            "intussen": uitslagwoord(keuze.examen.uitslag) if keuze.examen.uitslag else "",
        }
        for keuze in keuzes
    ]
    context = {
        "lichting": lichting,
        "rijen": rijen,
        "velden": [  # who was left open too, so that going back keeps that choice
            (uitslagnaam(p), form.cleaned_data[uitslagnaam(p)]) for p in form.pogingen if not p.uitslag
        ],
        "aantal": sum(not rij["intussen"] for rij in rijen),
    }
    return render(request, "dossier/examens/uitslagen_controle.html", context)


def _bewaar(request, lichting, keuzes):
    uitkomst = None
    with eenmalig(request) as inzending:
        if inzending.eerste:
            uitkomst = leg_uitslagen_vast(keuzes, door=request.user)
    if uitkomst is None:
        return redirect("examens:lichting", lichting.pk)
    if aantal := len(uitkomst.gedaan):
        meld(request, "1 uitslag bewaard." if aantal == 1 else f"{aantal} uitslagen bewaard.")
    if not uitkomst.niet:
        return redirect("examens:lichting", lichting.pk)
    meld(request, f"{len(uitkomst.niet)} niet bewaard. Kijk hieronder waarom.", soort="fout")
    return _toon(request, lichting, _formulier(request, lichting), niet=uitkomst.niet)
