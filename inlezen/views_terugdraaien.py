"""Taking back what an import made: what goes and what stays and why, then doing it, then what stayed."""

from functools import partial

from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.nummers import getal
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from inlezen.keuzes import Inleesstatus
from inlezen.taken_terug import draai_lijst_terug
from inlezen.terugdraaien import begin_terugdraaien, draai_inlezing_terug
from inlezen.terugkijken import bekijk, hoeveel_ingelezen
from inlezen.toegang import inlezing_of_404

GETOOND = 100  # people of each kind; of more the page says how many
MEER_DAN_IN_VERZOEK = 1_000  # people; above this a worker does it
WACHT = {
    Inleesstatus.BEZIG: "Uit deze lijst wordt nu ingelezen. Wacht tot dat klaar is.",
    Inleesstatus.TERUG: "Deze lijst wordt nu teruggedraaid. Hier ziet u hoe ver dat is.",
}


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_http_methods(["GET", "POST"])
def terugdraaien(request, pk):
    """What would go and what stays, and the button that does it. No time limit: only work on a dossier keeps it."""
    inlezing = inlezing_of_404(request, pk)
    if inlezing.status in WACHT:
        meld(request, WACHT[inlezing.status], soort="aandacht")
        return redirect(inlezing)
    if request.method == "POST":
        return _draai_terug(request, inlezing)
    uitkomsten = bekijk(inlezing, gebruiker=request.user)
    if not uitkomsten:
        meld(request, "Uit deze lijst is niets ingelezen. Er valt niets terug te draaien.", soort="info")
        return redirect(inlezing)
    gaat = [uitkomst for uitkomst in uitkomsten if uitkomst.weg]
    blijft = [uitkomst for uitkomst in uitkomsten if not uitkomst.weg]
    context = {
        "inlezing": inlezing,
        "als_verwijzer": inlezing.is_eigen_lijst(request.user),
        "gaat": gaat[:GETOOND],
        "blijft": blijft[:GETOOND],
        "aantal_gaat": len(gaat),
        "aantal_blijft": len(blijft),
        "meer_gaat": max(0, len(gaat) - GETOOND),
        "meer_blijft": max(0, len(blijft) - GETOOND),
    }
    return render(request, "inlezen/terugdraaien.html", context)


def _draai_terug(request, inlezing):
    """Once, whatever is clicked; a long list by a worker, and the page of the result says how far that is."""
    uitslag, begonnen = None, False
    try:
        with eenmalig(request) as inzending:
            if inzending.eerste and hoeveel_ingelezen(inlezing) > MEER_DAN_IN_VERZOEK:
                begonnen = begin_terugdraaien(inlezing, door=request.user)
                if begonnen:
                    taak = partial(draai_lijst_terug.enqueue, str(inlezing.pk), request.user.pk)
                    transaction.on_commit(taak)
            elif inzending.eerste:
                uitslag = draai_inlezing_terug(inlezing, door=request.user)
    except IntussenGewijzigd:
        meld(request, "Iemand werkt nu aan deze mensen. Probeer het zo opnieuw.", soort="aandacht")
        return redirect("inlezen:terugdraaien", inlezing.pk)
    if begonnen:
        return redirect(inlezing)
    if uitslag is None:
        return redirect("inlezen:terugdraaien", inlezing.pk)
    if uitslag.mensen:
        adres = reverse("inlezen:controleren", args=[inlezing.pk])
        tekst = f"{_mensen(uitslag.mensen)} teruggedraaid. Hun rijen staan weer open."
        meld(request, tekst, url=adres, link="Bekijk de rijen")
    else:
        meld(request, "Er kon niets terug. Bij iedereen staat waarom.", soort="aandacht")
    return redirect("inlezen:terugdraaien" if uitslag.blijven else "inlezen:resultaat", inlezing.pk)


def _mensen(aantal):
    return "1 persoon is" if aantal == 1 else f"{getal(aantal)} mensen zijn"
