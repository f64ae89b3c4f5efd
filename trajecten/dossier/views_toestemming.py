"""Giving and withdrawing consent, by the coordinator on behalf of the candidate; each purpose a page of its own."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from basis.formulieren import DatumVeld, Formulier
from basis.meldingen import meld
from basis.paginas import bevestig
from gebruikers.rechten import Categorie, Toegang
from kandidaten.forms import niet_in_de_toekomst
from kandidaten.keuzes import ToestemmingDoel
from kandidaten.toegang import kandidaat_of_404
from kandidaten.toestemmingen import SLOT, tekst, versie
from trajecten.begeleiding.buddys import is_buddy_voor
from trajecten.dossier.toestemmingen import leg_toestemming_vast, standen, trek_in
from trajecten.formulieren import verwerkt


class ToestemmingForm(Formulier):
    """On which day she said yes."""

    op = DatumVeld(label="Op welke dag gaf de kandidaat toestemming?")

    def clean_op(self):
        return niet_in_de_toekomst(self.cleaned_data["op"])


@require_http_methods(["GET", "POST"])
def toestemming(request, dossiernummer, doel):
    """Record consent: the text to read out, and the day."""
    kandidaat, stand = _van(request, dossiernummer, doel)
    if stand.lopend and request.method == "GET":
        return redirect(_gegevens(kandidaat))
    form = ToestemmingForm(request.POST or None, initial={"op": timezone.localdate()})

    def dienst():
        leg_toestemming_vast(kandidaat, doel=stand.doel, op=form.cleaned_data["op"], door=request.user)
        meld(request, f"Toestemming van {kandidaat.naam} is vastgelegd: {stand.doel.label.lower()}.")

    if verwerkt(request, form, dienst):
        return redirect(_gegevens(kandidaat))
    context = {
        "kandidaat": kandidaat,
        "form": form,
        "doel": stand.doel,
        "tekst": tekst(doel),
        "slot": SLOT,
        "tekstversie": versie(doel),
        "terug": _gegevens(kandidaat),
    }
    return render(request, "dossier/toestemming.html", context)


@require_http_methods(["GET", "POST"])
def toestemming_intrekken(request, dossiernummer, doel):
    """Look once more what ends with it, then withdraw."""
    kandidaat, stand = _van(request, dossiernummer, doel)
    form = Formulier(request.POST or None)

    def dienst():
        geraakt = trek_in(stand.lopend, door=request.user)
        gevolg = f" {_buddys(len(geraakt))} gestopt." if geraakt else ""
        meld(request, f"Toestemming is ingetrokken: {stand.doel.label.lower()}.{gevolg}")

    if stand.lopend is None and request.method == "GET":
        return redirect(_gegevens(kandidaat))
    if stand.lopend is None or verwerkt(
        request, form, dienst
    ):  # already withdrawn: by her, or by a colleague
        return redirect(_gegevens(kandidaat))
    return bevestig(
        request,
        titel="Wilt u deze toestemming intrekken?",
        knop="Toestemming intrekken",
        annuleer=_gegevens(kandidaat),
        feiten=[
            ("Kandidaat", kandidaat.naam),
            ("Waarvoor", stand.doel.label),
            *_gevolgen(kandidaat, stand, request.user),
        ],
        form=form,
        gevaar=True,
    )


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _van(request, dossiernummer, doel):
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    if doel not in ToestemmingDoel.values:
        raise Http404
    stand = next(stand for stand in standen(kandidaat) if stand.doel == doel)
    if stand.lopend is not None:
        stand.lopend.kandidaat = kandidaat
    return kandidaat, stand


def _gegevens(kandidaat):
    return reverse("dossier:gegevens", args=[kandidaat.dossiernummer]) + "#toestemming"


def _gevolgen(kandidaat, stand, gebruiker):
    """For whom she is a buddy now: by name only those whom this user sees."""
    if stand.doel != ToestemmingDoel.BUDDY:
        return
    vandaag = timezone.localdate()
    lopend = [k for k in is_buddy_voor(kandidaat, gebruiker) if k.tot is None or k.tot >= vandaag]
    if not lopend:
        return
    namen = [k.naam_ander for k in lopend if k.naam_ander]
    elders = len(lopend) - len(namen)
    if elders:
        namen.append("1 persoon die u niet ziet" if elders == 1 else f"{elders} mensen die u niet ziet")
    yield "Stopt als buddy van", ", ".join(namen)


def _buddys(n):
    return "1 buddykoppeling is" if n == 1 else f"{n} buddykoppelingen zijn"
