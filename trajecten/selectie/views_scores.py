"""One assessor's own scores of one person, and opening them again. What she typed is never lost when it is refused."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.concepten import bewaar_concept, verwijder_concept, zet_concept
from basis.inzendingen import al_ingezonden
from basis.meldingen import meld
from gebruikers.rechten import Toegang
from trajecten.formulieren import verwerkt
from trajecten.groepsactie import WEIGERING, zin
from trajecten.selectie.beoordelen import beoordeel, heropen, mag_schrijven
from trajecten.selectie.forms import HeropenForm, ScoreForm
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.selectie.overzicht import Scorestand, met_scores
from trajecten.selectie.views_kandidaat import deelname_of_404


def _toon(request, deelname, sjabloon, form, **meer):
    context = {"deelname": deelname, "kandidaat": deelname.traject.kandidaat, "form": form}
    return render(request, f"selectie/{sjabloon}.html", context | meer)


@require_http_methods(["GET", "POST"])
def scores(request, pk, dossiernummer):
    """One's own scores on the criteria of the programme; once all scores are visible, opening them again."""
    deelname = deelname_of_404(request, pk, dossiernummer, Toegang.SCHRIJVEN)
    if request.method == "POST" and al_ingezonden(request):
        return redirect(deelname)  # the second half of a double click
    besloten = deelname.uitslag != Uitslag.OPEN
    vast = not besloten and not mag_schrijven(deelname, request.user)
    if besloten and request.method == "GET":
        meld(request, "Over deze kandidaat is al besloten. De scores staan vast.", soort="info")
        return redirect(deelname)
    if vast and (request.method == "GET" or "reden" in request.POST):
        return _heropenen(request, deelname)
    sleutel = f"selectie.scores:{deelname.pk}"
    form = _form(request, deelname, sleutel, heropenen=vast)

    def dienst():
        if form.heropenreden:
            heropen(deelname, door=request.user, reden=form.heropenreden)
        beoordeel(deelname, scores=form.scores, opmerkingen=form.opmerkingen, door=request.user)
        verwijder_concept(request.user, sleutel)
        nu = met_scores(Rondedeelname.objects.select_related("ronde"), request.user).get(pk=deelname.pk)
        meld(request, f"Scores opgeslagen. {Scorestand(nu).zin}".strip())

    if verwerkt(request, form, dienst):
        return redirect(deelname)
    if request.method == "POST":
        return _geweigerd(request, deelname, form, sleutel)
    return _toon(request, deelname, "scores", form, besloten=False)


def _form(request, deelname, sleutel, *, heropenen):
    """Her form: what she typed, else her draft, else her scores so far."""
    criteria = list(deelname.ronde.programma.criteria.order_by("volgorde", "pk"))
    eigen = {b.criterium_id: b for b in deelname.beoordelingen.filter(beoordelaar=request.user)}
    form = ScoreForm(request.POST or None, criteria=criteria, eigen=eigen, heropenen=heropenen)
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)
    return form


def _geweigerd(request, deelname, form, sleutel):
    """The same form with all that she typed. Kept as a draft too where she has to go to another page first."""
    deelname.refresh_from_db(fields=["uitslag", "besloten_door", "scores_open_op"])
    besloten = deelname.uitslag != Uitslag.OPEN
    if besloten or not mag_schrijven(deelname, request.user):
        bewaar_concept(gebruiker_id=request.user.pk, sleutel=sleutel, velden=dict(request.POST.lists()))
        if not besloten and not form.heropenen:  # visible since a moment ago
            form = _form(request, deelname, sleutel, heropenen=True)
    return _toon(request, deelname, "scores", form, besloten=besloten)


def _heropenen(request, deelname):
    """Ask for one's own scores again after all scores became visible, with a reason that stays."""
    form = HeropenForm(request.POST if "reden" in request.POST else None)
    if form.is_valid():
        try:
            heropen(deelname, door=request.user, reden=form.cleaned_data["reden"])
        except WEIGERING as fout:
            meld(request, zin(fout), soort="aandacht")
            return redirect(deelname)
        meld(request, "De scores zijn heropend. Vul nu uw scores in.")
        return redirect(request.path)
    return _toon(request, deelname, "heropenen", form)
