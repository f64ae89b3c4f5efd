"""What a coach and a coordinator do with a caseload itself: its weight, being away, and ending a cover early."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from basis.inzendingen import al_ingezonden, eenmalig
from basis.meldingen import meld
from basis.paginas import bevestig
from basis.templatetags.componenten import datum
from gebruikers.rechten import Categorie, Toegang
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist_rol
from kandidaten.caseload import neem_waar, neemt_zelf_waar, stop_waarneming, verdeel, zet_gewicht
from kandidaten.keuzes import Gewichtsoort, Toewijzingsrol, Waarneemreden
from kandidaten.models import Gewicht, Kandidaat, Toewijzing
from kandidaten.toegang import kandidaat_of_404
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.dossier.adressen import adres
from trajecten.dossier.forms_caseload import AfwezigForm, GewichtForm
from trajecten.formulieren import meld_weigeringen, verwerkt
from trajecten.groepsactie import personen, voor_ieder


# --- Weight -----------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def gewicht(request, dossiernummer, pk):
    """How one person counts in the work of one coach: by that coach herself or a coordinator, with the history."""
    kandidaat = kandidaat_of_404(request, dossiernummer, Categorie.TRAJECT)
    rijen = Toewijzing.objects.select_related("gebruiker").filter(
        pk=pk, kandidaat=kandidaat, rol=Toewijzingsrol.JOBCOACH, vervangt=None
    )
    toewijzing = rijen.first()
    if toewijzing is None:
        raise Http404
    coach = toewijzing.gebruiker
    if coach != request.user and not kandidaat.toegang.mag(Categorie.TRAJECT, Toegang.SCHRIJVEN):
        schrijf(
            gebruiker=request.user,
            handeling=Handeling.GEWEIGERD,
            dossier=dossiernummer,
            categorie=Categorie.TRAJECT,
        )
        raise PermissionDenied
    geschiedenis = list(Gewicht.objects.filter(kandidaat=kandidaat, gebruiker=coach).select_related("door"))
    nu = geschiedenis[0].soort if geschiedenis else Gewichtsoort.GEWOON
    form = GewichtForm(request.POST or None, initial={"soort": nu})

    def dienst():
        zet_gewicht(kandidaat=kandidaat, gebruiker=coach, door=request.user, **form.cleaned_data)
        meld(request, f"{kandidaat.naam}: {Gewichtsoort(form.cleaned_data['soort']).label.lower()}.")

    if verwerkt(request, form, dienst):
        return redirect(_caseload_van(request.user, coach))
    context = {
        "kandidaat": kandidaat,
        "coach": coach,
        "form": form,
        "geschiedenis": geschiedenis,
        "terug": _caseload_van(request.user, coach),
    }
    return render(request, "dossier/gewicht.html", context)


def _caseload_van(gebruiker, coach):
    """Where she came from: the coach's list for a coordinator, her own week for the coach."""
    if gebruiker.heeft_rol(Rol.COORDINATOR) and (lijst := adres("rapportage:caseload_mensen")):
        return f"{lijst}?coach={coach.pk}"
    return adres("rapportage:mijn_week") or "/"


# --- Being away -------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@vereist_rol(Rol.JOBCOACH)
def afwezig(request):
    """ "Ik ben afwezig": colleagues stand in for her caseload, or for some of it, between two dates."""
    terug = adres("rapportage:mijn_week") or "/"
    if request.method == "POST" and al_ingezonden(request):
        return redirect(terug)
    form = AfwezigForm(request.POST or None, gebruiker=request.user)
    if request.method == "POST" and not form.leeg and form.is_valid():
        with eenmalig(request) as poging:
            if poging.eerste:
                _laat_waarnemen(request, form.cleaned_data)
        return redirect(terug)
    return render(request, "dossier/afwezig.html", {"form": form, "terug": terug})


def _laat_waarnemen(request, gegevens):
    collegas = {c.pk: c for c in gegevens["collegas"]}
    paren = verdeel(gegevens["toewijzingen"], {pk: c.aantal for pk, c in collegas.items()})

    def waar(paar):
        toewijzing, collega = paar
        return neem_waar(
            toewijzing,
            gebruiker=collegas[collega],
            van=gegevens["van"],
            tot=gegevens["tot"],
            reden=Waarneemreden(gegevens["reden"]).label,
            door=request.user,
        )

    uitkomst = voor_ieder(paren, waar)
    if uitkomst.gedaan:
        wie = ", ".join(sorted({rij.gebruiker.naam for rij in uitkomst.gedaan}))
        meld(
            request,
            f"{wie}: waarneming voor {personen(len(uitkomst.gedaan))} van {datum(gegevens['van'])} tot en met "
            f"{datum(gegevens['tot'])}.",
        )
    meld_weigeringen(request, uitkomst.niet, lambda paar: paar[0].kandidaat.naam)
    for collega, aantal in neemt_zelf_waar(request.user, gegevens["van"], gegevens["tot"]):
        meld(
            request,
            f"U neemt in deze dagen waar voor {collega}, bij {personen(aantal)}. Dat gaat niet vanzelf over. "
            "Vraag uw coördinator wie dat doet.",
            soort="aandacht",
        )


@require_http_methods(["GET", "POST"])
@vereist_rol(Rol.JOBCOACH, Rol.COORDINATOR)
def waarneming_stoppen(request, pk):
    """End a cover before its day, for everybody of whom she may: the absent coach all of it, a coordinator her people.

    `pk`: one of its assignments; the others have the same two colleagues and the same last day.
    """
    terug, vandaag = _terug_van(request.user), timezone.localdate()
    if request.method == "POST" and al_ingezonden(request):
        return redirect(terug)
    een = Toewijzing.objects.filter(pk=pk, tot__gte=vandaag).exclude(vervangt=None).first()
    rijen = list(_zelfde_waarneming(een, request.user)) if een else []
    if not rijen:
        raise Http404
    if request.method == "GET":
        return bevestig(
            request,
            titel="Wilt u de waarneming stoppen?",
            knop="Waarneming stoppen",
            annuleer=terug,
            tekst=f"{rijen[0].gebruiker.naam} neemt waar voor {rijen[0].vervangt.naam} bij {personen(len(rijen))}, "
            f"tot en met {datum(rijen[0].tot)}. Stopt u de waarneming, dan stopt de toegang meteen.",
        )
    with eenmalig(request) as poging:
        if poging.eerste:
            uitkomst = voor_ieder(rijen, lambda rij: stop_waarneming(rij, door=request.user))
            if uitkomst.gedaan:
                meld(request, f"De waarneming is gestopt voor {personen(len(uitkomst.gedaan))}.")
            meld_weigeringen(request, uitkomst.niet, lambda rij: rij.kandidaat.naam)
    return redirect(terug)


def _zelfde_waarneming(een, gebruiker):
    rijen = (
        Toewijzing.objects.filter(
            gebruiker=een.gebruiker_id, vervangt=een.vervangt_id, van=een.van, tot=een.tot, rol=een.rol
        )
        .select_related("kandidaat", "gebruiker", "vervangt")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    if een.vervangt_id == gebruiker.pk:
        return rijen
    eigen = Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.TRAJECT, Toegang.SCHRIJVEN)
    return rijen.filter(kandidaat__in=eigen.values("pk"))


def _terug_van(gebruiker):
    naam = "rapportage:caseload" if gebruiker.heeft_rol(Rol.COORDINATOR) else "rapportage:mijn_week"
    return adres(naam) or "/"
