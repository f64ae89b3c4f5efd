"""Follow-up questions: a try that gave no answer, and one call to an employer about several people."""

from collections import Counter

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from basis.inzendingen import al_ingezonden, eenmalig
from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from gebruikers.rollen import Rol
from gebruikers.toegang import vereist
from kandidaten.models import Kandidaat
from partners.models import Partner
from trajecten.formulieren import adres_of, verwerkt
from trajecten.groepsactie import personen, voor_ieder
from trajecten.plaatsing.forms_meten import NavraagForm, WerkgeverForm
from trajecten.plaatsing.keuzes import Meetantwoord
from trajecten.plaatsing.meetmomenten import eerste_werkdag, leg_meetmoment_vast, lopend_contract, meetpunten
from trajecten.plaatsing.navragen import leg_navraag_vast, te_vragen
from trajecten.toegang import traject_of_404

MEER = 40  # people of one employer on one page: who waits longest first
wie_meet = vereist(Categorie.MEETMOMENTEN, Toegang.SCHRIJVEN)


@require_http_methods(["GET", "POST"])
def navraag(request, dossiernummer, volgnummer, maanden):
    """Nobody reached: when and how it was tried, and when again."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.MEETMOMENTEN, Toegang.SCHRIJVEN)
    punten = meetpunten(eerste_werkdag(traject), traject.meetmomenten.all(), timezone.localdate())
    punt = next((p for p in punten if p.maanden == maanden and p.nu), None)
    if punt is None:
        raise Http404
    form = NavraagForm(request.POST or None)

    def dienst():
        leg_navraag_vast(traject, na_maanden=maanden, door=request.user, **form.cleaned_data)
        meld(request, "De poging is bewaard. De vraag blijft op de lijst staan.")

    if verwerkt(request, form, dienst):
        return redirect(traject)
    context = {
        "form": form,
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "maanden": maanden,
        "eerder": traject.navragen.filter(na_maanden=maanden).select_related("door"),
    }
    return render(request, "plaatsing/navraag.html", context)


def _van_haar(gebruiker):
    """The follow-up questions that are due about people whose facts this user may record."""
    mensen = Kandidaat.objects.waar_mag(gebruiker, Categorie.MEETMOMENTEN, Toegang.SCHRIJVEN).order_by()
    return te_vragen(mensen, timezone.localdate())


@require_safe
@wie_meet
def meten(request):
    """Employers of whose people a question is due, most people first: one call for all of them."""
    tellen = Counter(_van_haar(request.user).values_list("werkplek_nu", flat=True))
    namen = Partner.objects.in_bulk(tellen)
    rijen = sorted(
        ((namen[pk], aantal) for pk, aantal in tellen.items()), key=lambda rij: (-rij[1], rij[0].naam)
    )
    terug, terugtekst = _terug(request.user)
    return render(request, "plaatsing/meten.html", {"rijen": rijen, "terug": terug, "terugtekst": terugtekst})


@require_http_methods(["GET", "POST"])
@wie_meet
def meten_werkgever(request, pk):
    """One row per person of one employer, and one save; what the rules refuse stays with its reason."""
    terug = reverse("plaatsing:meten")
    if request.method == "POST" and al_ingezonden(request):
        return redirect(terug)
    plaatsingen = list(
        _van_haar(request.user)
        .filter(werkplek_nu=pk)
        .select_related("traject__kandidaat", "traject__programma")
        .defer("langer_reden", "traject__kandidaat__motivatie")[:MEER]
    )
    werkgever = Partner.objects.filter(pk=pk).first()
    if werkgever is None:
        raise Http404
    if aantal := _intussen(request.POST, plaatsingen):
        tekst = (
            f"Over {personen(aantal)} legde een collega intussen al iets vast. Uw antwoord is niet bewaard."
        )
        meld(request, tekst, soort="aandacht")
        if not plaatsingen:
            return redirect(terug)
    if not plaatsingen:
        raise Http404
    plaatsingen.sort(key=lambda plaatsing: plaatsing.traject.kandidaat.lijstnaam)
    form = WerkgeverForm(request.POST or None, plaatsingen=plaatsingen)
    klaar = set()
    if request.method == "POST" and form.is_valid():
        with eenmalig(request) as poging:
            uitkomst = _leg_vast(form, request.user) if poging.eerste else None
        if uitkomst is not None:
            klaar = _meld(request, form, uitkomst)
        if uitkomst is None or not uitkomst.niet:
            return redirect(terug)
    context = {
        "form": form,
        "rijen": [rij for rij in form.rijen() if rij[0].traject_id not in klaar],
        "werkgever": werkgever,
        "terug": terug,
    }
    return render(request, "plaatsing/meten_werkgever.html", context)


def _intussen(data, plaatsingen):
    """How many people were answered about on a page that is older than what a colleague recorded."""
    velden = {f"antwoord_{plaatsing.traject_id}" for plaatsing in plaatsingen}
    return sum(naam.startswith("antwoord_") and bool(data[naam]) for naam in data.keys() - velden)


def _leg_vast(form, door):
    def leg(rij):
        plaatsing, antwoord, laatste_werkdag = rij
        leg_meetmoment_vast(
            plaatsing.traject,
            na_maanden=plaatsing.na_maanden,
            datum=form.cleaned_data["datum"],
            antwoord=antwoord,
            bron=form.cleaned_data["bron"],
            laatste_werkdag=laatste_werkdag,
            door=door,
        )
        return rij

    return voor_ieder(form.beantwoord(), leg)


def _meld(request, form, uitkomst):
    """Say what was written; refusals come at the row. The trajects that are done."""
    if uitkomst.gedaan:
        meld(request, f"Meetmoment bewaard voor {personen(len(uitkomst.gedaan))}.")
    for plaatsing, antwoord, _ in uitkomst.gedaan:
        contract = lopend_contract(plaatsing.traject) if antwoord == Meetantwoord.GEEN_WERK else None
        if contract is not None and request.user.heeft_rol(Rol.COORDINATOR):
            kandidaat = plaatsing.traject.kandidaat
            meld(
                request,
                f"{kandidaat.naam} werkt niet meer, en het contract staat nog open.",
                soort="aandacht",
                url=reverse("plaatsing:einde", args=[kandidaat.dossiernummer, contract.pk]),
                link=f"Beëindig de plaatsing van {kandidaat.naam}",
            )
    for weigering in uitkomst.niet:
        traject = weigering.ding[0].traject
        form.add_error(f"antwoord_{traject.pk}", f"{traject.kandidaat.naam}: {weigering.reden}")
    return {plaatsing.traject_id for plaatsing, _, _ in uitkomst.gedaan}


def _terug(gebruiker):
    if gebruiker.heeft_rol(Rol.COORDINATOR):
        return adres_of("rapportage:vandaag", "/"), "Terug naar Vandaag"
    return adres_of("rapportage:mijn_week", "/"), "Terug naar mijn week"
