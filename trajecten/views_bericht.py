"""Screens of messages: what a colleague still has to pass on, and one message, to read, to call by or to print."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.templatetags.componenten import datumtijd
from basis.terug import terug_naar
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.toegang import vereist
from kandidaten.toegang import kandidaat_of_404
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten import bijeenkomststand as lezen
from trajecten.berichten import geef_door, neem_zelf_over, stuur_opnieuw
from trajecten.groepsactie import zin
from trajecten.keuzes import Berichtstatus, Berichtwijze
from trajecten.models import Bericht

PER_PAGINA = 25
MERKEN = {
    Berichtstatus.VERSTUURD: "gedaan",
    Berichtstatus.GEDAAN: "gedaan",
    Berichtstatus.MISLUKT: "fout",
    Berichtstatus.TE_DOEN: "aandacht",
    Berichtstatus.BEZIG: "bezig",
    Berichtstatus.KLAAR: "bezig",
}


@require_safe
@vereist(Categorie.OPLEIDING, Toegang.SCHRIJVEN)
def berichten(request):
    """What asks for a person: call or write, mails that failed, and mails of which nobody knows."""
    rijen = lezen.vraagt_iets(lezen.berichten_van(request.user)).defer("tekst", "aan")
    rijen = rijen.select_related("traject__kandidaat", "deelname__bijeenkomst").order_by("gemaakt_op", "pk")
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=[bericht.traject.kandidaat.dossiernummer for bericht in pagina],
        categorie=Categorie.CONTACT,
    )
    selecteert = mag(request.user, Categorie.SELECTIE, Toegang.SCHRIJVEN)
    return render(request, "bijeenkomsten/berichten.html", {"pagina": pagina, "selecteert": selecteert})


def _bericht_of_404(request, dossiernummer, pk, nodig=Toegang.LEZEN):
    """The message with `.traject.kandidaat` (and her `.toegang`). Raises what kandidaat_of_404 raises, and Http404."""
    # Which category it is about, before the gate: one query for a message that is there and for one that is not.
    van_groep = Bericht.objects.filter(pk=pk, deelname__bijeenkomst__lichting__isnull=False).exists()
    categorie = Categorie.OPLEIDING if van_groep else Categorie.SELECTIE
    kandidaat = kandidaat_of_404(request, dossiernummer, categorie, nodig)
    gevonden = (
        Bericht.objects.filter(traject__kandidaat=kandidaat, pk=pk)
        .select_related("traject", "deelname__bijeenkomst", "gemaakt_door", "afgerond_door")
        .first()
    )
    if gevonden is None:
        raise Http404
    gevonden.traject.kandidaat = kandidaat
    return gevonden


@require_safe
def bericht(request, dossiernummer, pk):
    """One message as it was written; on paper it is the letter."""
    deze = _bericht_of_404(request, dossiernummer, pk)
    kandidaat = deze.traject.kandidaat
    feiten = [
        ("Voor", kandidaat.naam),
        ("Hoe", deze.get_wijze_display()),
        ("Vorm", deze.get_vorm_display()),
        ("Gemaakt", _wie_en_wanneer(deze.gemaakt_op, deze.gemaakt_door, "het systeem")),
    ]
    if deze.afgerond_op:
        feiten.append((deze.get_status_display(), _wie_en_wanneer(deze.afgerond_op, deze.afgerond_door, "")))
    if deze.aan:
        feiten.insert(1, ("E-mailadres", deze.aan))
    return render(
        request,
        "bijeenkomsten/bericht.html",
        {
            "bericht": deze,
            "kandidaat": kandidaat,
            "feiten": feiten,
            "merk": MERKEN.get(deze.status, "neutraal"),
            "stand": "Misschien verstuurd" if deze.zit_vast else deze.get_status_display(),
            "mag": kandidaat.toegang.mag(deze.categorie, Toegang.SCHRIJVEN),
            "terug": terug_naar(request, deze.traject.get_absolute_url()),
            "vraag": f"?{request.GET.urlencode()}" if request.GET else "",
            "zelf": deze.wijze == Berichtwijze.COLLEGA,
            "te_doen": deze.status == Berichtstatus.TE_DOEN,
        },
    )


def _wie_en_wanneer(moment, wie, anders):
    door = wie.naam if wie else anders
    return f"{datumtijd(moment)}, door {door}" if door else datumtijd(moment)


def _doe(request, dossiernummer, pk, dienst, tekst):
    deze = _bericht_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    try:
        with eenmalig(request) as poging:
            if poging.eerste:
                dienst(deze, door=request.user)
                meld(request, tekst.format(naam=deze.traject.kandidaat.naam))
    except (ValidationError, IntussenGewijzigd) as fout:
        meld(request, zin(fout), soort="aandacht")
    return redirect(terug_naar(request, deze.get_absolute_url()))


@require_POST
def doorgegeven(request, dossiernummer, pk):
    """A colleague called her, or sent the letter."""
    return _doe(
        request, dossiernummer, pk, geef_door, "Vastgelegd dat u het bericht aan {naam} hebt doorgegeven."
    )


@require_POST
def opnieuw(request, dossiernummer, pk):
    """Try a mail that failed once more."""
    return _doe(request, dossiernummer, pk, stuur_opnieuw, "De mail aan {naam} wordt opnieuw verstuurd.")


@require_POST
def zelf(request, dossiernummer, pk):
    """Not by mail after all."""
    return _doe(request, dossiernummer, pk, neem_zelf_over, "U geeft het bericht aan {naam} zelf door.")
