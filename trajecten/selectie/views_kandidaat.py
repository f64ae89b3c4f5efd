"""One person in one round: her way so far, what came out, the decision and taking it back (scores: views_scores.py)."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from kandidaten.toegang import kandidaat_of_404, noteer_inzien
from trajecten.formulieren import verwerkt
from trajecten.groepsactie import WEIGERING, zin
from trajecten.selectie.afwijzingen import (
    woorden_per_besluit,
    woorden_voor_kandidaat,
    woorden_voor_verwijzer,
)
from trajecten.selectie.beoordelen import mag_schrijven
from trajecten.selectie.diensten import IN_DE_SELECTIE, ONGEDAAN_BINNEN, draai_besluit_terug, neem_besluit
from trajecten.selectie.forms import BesluitForm, VergissingForm
from trajecten.selectie.forms_uitkomst import UitkomstForm
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.selectie.nodig import codes_van
from trajecten.selectie.nodig import in_woorden as hulpwoorden
from trajecten.selectie.overzicht import Scorestand, met_scores, voorstel
from trajecten.selectie.rondes import is_beslissend
from trajecten.selectie.uitkomsten import in_woorden, leg_uitkomst_vast, velden_van
from trajecten.statussen import Status


def deelname_of_404(request, pk, dossiernummer, nodig=Toegang.LEZEN):
    """Her newest part in this round, with `.traject.kandidaat` (and its toegang); a POST needs the right to write."""
    nodig = Toegang.SCHRIJVEN if request.method == "POST" else nodig
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.SELECTIE, nodig)
    deelname = (
        Rondedeelname.objects.select_related(
            "ronde__programma", "traject__programma", "traject__verwijzing__partner", "besloten_door"
        )
        .filter(ronde=pk, traject__kandidaat=kandidaat)
        .order_by("-traject__volgnummer")
        .first()
    )
    if deelname is None:
        raise Http404
    deelname.traject.kandidaat = kandidaat
    return deelname


def _kan_meteen_ongedaan(deelname):
    return deelname.besloten_op is not None and timezone.now() - deelname.besloten_op <= ONGEDAAN_BINNEN


def _nodig(request, traject):
    """What she needs in this selection, in words, for who may read that; None when it is over or not hers to read."""
    kandidaat = traject.kandidaat
    if traject.status not in IN_DE_SELECTIE or not kandidaat.toegang.mag(Categorie.AANPASSINGEN):
        return None
    woorden = hulpwoorden(codes_van(kandidaat))
    if woorden:
        noteer_inzien(request, kandidaat, Categorie.AANPASSINGEN)
    return woorden


def _woorden(request, deelname, kan_besluiten):
    """What the referrer and the candidate read: of the decision that stands, or of the one that is still taken."""
    beslissend = is_beslissend(deelname.ronde, list(deelname.ronde.programma.rondes.all()))
    woorden, tekst = [], ""
    if kan_besluiten:
        woorden = woorden_per_besluit(set(Uitslag), beslissend=beslissend)
        _, tekst = woorden_voor_kandidaat(deelname.traject, door=request.user)
    leest_verwijzer = woorden_voor_verwijzer(deelname, beslissend=beslissend)
    return {"woorden": woorden, "tekst": tekst, "leest_verwijzer": leest_verwijzer}


@require_http_methods(["GET", "POST"])
def kandidaat(request, pk, dossiernummer):
    """Her rounds, scores and the decision; deciding is a POST."""
    deelname = deelname_of_404(request, pk, dossiernummer)
    mag_beslissen = deelname.traject.kandidaat.toegang.mag(Categorie.SELECTIE, Toegang.SCHRIJVEN)
    traject = deelname.traject
    rondes = list(
        met_scores(traject.rondedeelnames.select_related("ronde", "besloten_door"), request.user)
        .select_related("gegevens")
        .prefetch_related("heropeningen__door", "gegevens__onderdelen__onderdeel")
        .order_by("ronde__volgorde")
    )
    hier = next(deel for deel in rondes if deel.pk == deelname.pk)
    wacht = deelname.uitslag == Uitslag.OPEN and traject.is_open
    advies = voorstel(hier) if wacht else None
    form = BesluitForm(request.POST or None, voorstel=advies)
    if request.method == "POST" and form.is_valid():
        try:
            with eenmalig(request) as inzending:
                if inzending.eerste:
                    neem_besluit(deelname, door=request.user, **form.cleaned_data)
                    meld(request, f"Besluit bewaard: {deelname.get_uitslag_display().lower()}.")
        except WEIGERING as fout:
            meld(request, zin(fout), soort="aandacht")
        return redirect(deelname)
    return render(
        request,
        "selectie/kandidaat.html",
        {
            "deelname": deelname,
            "traject": traject,
            "kandidaat": traject.kandidaat,
            "form": form,
            "rondes": [
                (deel, Scorestand(deel), in_woorden(getattr(deel, "gegevens", None))) for deel in rondes
            ],
            "heeft_uitkomst": bool(velden_van(deelname.ronde)),
            "voorstel": advies,
            "mag_scoren": mag_beslissen and wacht,
            "wacht_op": [
                (
                    rij.gebruiker,
                    {"collega": rij.gebruiker_id, "deelname": deelname.pk}
                    if mag_beslissen and rij.gevraagd_door_id
                    else None,
                )
                for rij in hier.nog_te_schrijven
                if wacht
            ],
            "scores_vast": not mag_schrijven(hier, request.user),
            "status": Status(traject.status).label,
            "mag_beslissen": mag_beslissen,
            "wacht": wacht,
            "niet_verteld": {"niet": "1"},
            "nodig": _nodig(request, traject),
            **_woorden(request, deelname, wacht and mag_beslissen),
            "meteen_ongedaan": _kan_meteen_ongedaan(deelname),
        },
    )


@require_http_methods(["GET", "POST"])
def uitkomst(request, pk, dossiernummer):
    """What came out of this round for her, on the small form of its kind."""
    deelname = deelname_of_404(request, pk, dossiernummer, Toegang.SCHRIJVEN)
    onderdelen = list(deelname.ronde.onderdelen.all())
    besloten = deelname.uitslag != Uitslag.OPEN
    if not (velden_van(deelname.ronde) or onderdelen) or (besloten and request.method == "GET"):
        return redirect(deelname)
    form = UitkomstForm(request.POST or None, deelname=deelname, onderdelen=onderdelen)
    if verwerkt(request, form, lambda: leg_uitkomst_vast(deelname, door=request.user, **form.uitkomst())):
        meld(request, "Uitkomst opgeslagen.")
        return redirect(deelname)
    return render(
        request,
        "selectie/uitkomst.html",
        {"deelname": deelname, "kandidaat": deelname.traject.kandidaat, "form": form},
    )


@require_http_methods(["GET", "POST"])
def terugdraaien(request, pk, dossiernummer):
    """Take a decision back: at once within ten minutes, later with an explanation."""
    deelname = deelname_of_404(request, pk, dossiernummer, Toegang.SCHRIJVEN)
    if deelname.uitslag == Uitslag.OPEN:
        meld(request, "Er is geen besluit om terug te draaien.", soort="info")
        return redirect(deelname)
    meteen = _kan_meteen_ongedaan(deelname) and "toelichting" not in request.POST
    form = VergissingForm(request.POST or None)
    if request.method == "POST" and (meteen or form.is_valid()):
        try:
            draai_besluit_terug(
                deelname, door=request.user, toelichting="" if meteen else form.cleaned_data["toelichting"]
            )
        except WEIGERING as fout:
            meld(request, zin(fout), soort="aandacht")
        else:
            meld(request, "Het besluit is teruggedraaid. U kunt opnieuw besluiten.")
        return redirect(deelname)
    return render(
        request,
        "selectie/terugdraaien.html",
        {"deelname": deelname, "kandidaat": deelname.traject.kandidaat, "form": form},
    )
