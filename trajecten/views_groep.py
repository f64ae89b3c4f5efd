"""Work on the people of a cohort: seats and waiting list with undo, hours, colleagues, privacy information."""

from dataclasses import dataclass

from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.nummers import nummers_uit
from gebruikers.rechten import Toegang
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.forms import MensenForm, PlaatsForm, PrivacyForm, ToewijzenForm, UrenForm, VoorwaardenForm
from trajecten.formulieren import bewaar_eenmalig, meld_weigeringen
from trajecten.groepsactie import personen, voor_ieder
from trajecten.groepslijst import genodigd_voor_komende
from trajecten.groepswerk import (
    Urenkeuze,
    leg_privacy_vast,
    leg_uren_vast,
    leg_voorwaarden_vast,
    wijs_groep_toe,
)
from trajecten.lichtingen import haal_uit_lichting, plaats_mensen, zet_op_wachtlijst, zet_terug
from trajecten.lichtingstand import van_gebruiker
from trajecten.models import Bijeenkomst, Lichting, Traject
from trajecten.statussen import ACTIEF, Status
from trajecten.views import lichting_of_404, wie_plaatst

ZOUT = "trajecten.lichting.ongedaan"
ONGEDAAN_SECONDEN = 10 * 60


def eigen_trajecten(request, **voorwaarde):
    """The trajects this user may change, in the order in which seats are given."""
    return (
        van_gebruiker(Traject.objects.filter(**voorwaarde), request.user, Toegang.SCHRIJVEN)
        .select_related("kandidaat", "lichting", "programma", "kwalificatie")
        .order_by("-voorrang", "verwijzing__ontvangen_op", "pk")
    )


def mensen_in(request, lichting):
    """Who has a seat and is not finished, by name."""
    return eigen_trajecten(request, lichting=lichting, status__in=ACTIEF).order_by(
        "kandidaat__achternaam", "kandidaat__voornaam", "pk"
    )


# --- Seats and waiting list, with undo --------------------------------------------------------------------------------
@dataclass(frozen=True)
class Plek:
    """Where somebody was before a move."""

    lichting_id: int | None
    status: str
    genodigd: bool = False  # she knows of a meeting of her group that is still to come


def plekken_van(trajecten):
    """Where each of these is now (Plek by traject number), for the undo of a move and for what it means to her."""
    genodigd = genodigd_voor_komende(trajecten)
    return {t.pk: Plek(t.lichting_id, t.status, t.pk in genodigd) for t in trajecten}


def _ongedaan_url(request, lichting, plekken, verplaatst):
    """Address of the undo of this move, signed and for this user; ten minutes."""
    rijen = [[t.pk, t.versie, plekken[t.pk].lichting_id, plekken[t.pk].status] for t in verplaatst]
    stempel = signing.dumps([request.user.pk, rijen], salt=ZOUT, compress=True)
    return reverse("trajecten:lichting_ongedaan", args=[lichting.pk, stempel])


def _kies(request, form, lichting):
    """The ticked people, or None after a message when nobody was ticked."""
    if form.is_valid():
        return list(form.cleaned_data["traject"])
    meld(request, "Kies minstens een kandidaat.", soort="aandacht")
    return None


@require_POST
@wie_plaatst
def plaatsen(request, pk):
    """Give the ticked people a seat; who does not fit is told, or waits on request."""
    lichting = lichting_of_404(request, pk)
    form = PlaatsForm(
        request.POST,
        mensen=eigen_trajecten(
            request, programma=lichting.programma_id, status__in=[Status.GESELECTEERD, Status.WACHTLIJST]
        ),
    )
    gekozen = _kies(request, form, lichting)
    if gekozen:
        with eenmalig(request) as inzending:
            if inzending.eerste:
                plekken = plekken_van(gekozen)
                uitkomst = plaats_mensen(
                    gekozen,
                    lichting=lichting,
                    door=request.user,
                    rest_naar_wachtlijst=form.cleaned_data["rest_naar_wachtlijst"],
                )
                delen = []
                if uitkomst.gedaan:
                    delen.append(f"{personen(len(uitkomst.gedaan))} geplaatst")
                if uitkomst.wachtlijst:
                    delen.append(f"{personen(len(uitkomst.wachtlijst))} op de wachtlijst gezet")
                meld_verplaatst(request, lichting, delen, plekken, uitkomst.gedaan + uitkomst.wachtlijst)
                meld_weigeringen(request, uitkomst.niet)
    return redirect(lichting)


def meld_verplaatst(request, lichting, delen, plekken, verplaatst):
    """Say what became of a move of people, with its undo; nothing when nobody was moved."""
    if verplaatst:
        tekst = f"{' en '.join(delen)}. Ongedaan maken kan tien minuten."
        meld(request, tekst, ongedaan=_ongedaan_url(request, lichting, plekken, verplaatst))
        _meld_bijeenkomsten(request, plekken, verplaatst)


def _meld_bijeenkomsten(request, plekken, verplaatst):
    """What a move means for meetings to come: who must hear that she need not come, and who can be invited."""
    weg = [t for t in verplaatst if plekken[t.pk].genodigd and not _zit_nog(t, plekken[t.pk])]
    if weg:
        namen = ", ".join(traject.kandidaat.naam for traject in weg)
        meld(
            request,
            f"Niet meer op de lijst van bijeenkomsten waarvoor er al een uitnodiging was: {namen}. "
            "Vertel het zelf: er gaat geen bericht uit.",
            soort="aandacht",
        )
    erbij = [t for t in verplaatst if t.status in ACTIEF and t.lichting_id and not _zit_nog(t, plekken[t.pk])]
    if erbij and Bijeenkomst.objects.filter(lichting=erbij[0].lichting_id).komend().exists():
        meld(
            request,
            f"Deze lichting heeft bijeenkomsten die nog komen. {personen(len(erbij)).capitalize()} "
            f"{'staat' if len(erbij) == 1 else 'staan'} nog niet op de lijst.",
            soort="info",
            url=reverse("trajecten:lichting_uitnodigen", args=[erbij[0].lichting_id]),
            link="Nodig hen uit",
        )


def _zit_nog(traject, eerst):
    """Has she the seat in a group that she had before?"""
    return traject.lichting_id == eerst.lichting_id and eerst.status in ACTIEF and traject.status in ACTIEF


def _verplaats(request, pk, actie, wat):
    lichting = lichting_of_404(request, pk)
    mensen = eigen_trajecten(request, lichting=lichting, status__in=[Status.GESELECTEERD, Status.WACHTLIJST])
    gekozen = _kies(request, MensenForm(request.POST, mensen=mensen), lichting)
    if gekozen:
        with eenmalig(request) as inzending:
            if inzending.eerste:
                plekken = plekken_van(gekozen)
                uitkomst = voor_ieder(gekozen, lambda traject: actie(traject, lichting))
                delen = [f"{personen(len(uitkomst.gedaan))} {wat}"]
                meld_verplaatst(request, lichting, delen, plekken, uitkomst.gedaan)
                meld_weigeringen(request, uitkomst.niet)
    return redirect(lichting)


@require_POST
@wie_plaatst
def naar_wachtlijst(request, pk):
    """Free the seats of the ticked people; they wait for this cohort."""
    return _verplaats(
        request,
        pk,
        lambda traject, lichting: zet_op_wachtlijst(traject, lichting=lichting, door=request.user),
        "op de wachtlijst gezet",
    )


@require_POST
@wie_plaatst
def eruit(request, pk):
    """Take the ticked people out of this cohort; they stay selected (or waiting, for any cohort)."""
    return _verplaats(
        request,
        pk,
        lambda traject, lichting: haal_uit_lichting(traject, door=request.user),
        "uit de lichting gehaald",
    )


@require_POST
@wie_plaatst
def ongedaan(request, pk, stempel):
    """Put people back where they were before a move, if nobody touched them since."""
    lichting = lichting_of_404(request, pk)
    try:
        wie, rijen = signing.loads(stempel, salt=ZOUT, max_age=ONGEDAAN_SECONDEN)
    except signing.BadSignature:
        wie, rijen = None, []
    if wie != request.user.pk:
        meld(
            request,
            "Ongedaan maken kan niet meer. Het kan tot tien minuten na de wijziging.",
            soort="aandacht",
        )
        return redirect(lichting)
    plekken = {nummer: (versie, plek, status) for nummer, versie, plek, status in rijen}
    lichtingen = Lichting.objects.in_bulk({plek for _, plek, _ in plekken.values() if plek})

    def actie(traject):
        versie, plek, status = plekken[traject.pk]
        return zet_terug(
            traject, gezien=versie, lichting=lichtingen.get(plek), status=Status(status), door=request.user
        )

    uitkomst = voor_ieder(list(eigen_trajecten(request, pk__in=list(plekken))), actie)
    if uitkomst.gedaan:
        meld(request, f"Ongedaan gemaakt voor {personen(len(uitkomst.gedaan))}.")
    meld_weigeringen(request, uitkomst.niet)
    return redirect(lichting)


# --- One form for the group -------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_plaatst
def uren(request, pk):
    """Hours per week and qualification for everybody, in one save."""
    lichting = lichting_of_404(request, pk)
    mensen = list(mensen_in(request, lichting))
    form = UrenForm(request.POST or None, lichting=lichting, mensen=mensen)
    if request.method == "POST" and form.is_valid():
        keuzes = []
        for traject in form.mensen:
            uur, kwalificatie, gezien = form.keuze(traject)
            keuzes.append(Urenkeuze(traject, gezien, uur, kwalificatie))
        with eenmalig(request) as inzending:
            if inzending.eerste:
                uitkomst = leg_uren_vast(keuzes, door=request.user)
                if uitkomst.gedaan:
                    meld(request, f"Uren en kwalificatie opgeslagen voor {personen(len(uitkomst.gedaan))}.")
                elif not uitkomst.niet:
                    meld(request, "Er was niets gewijzigd.", soort="info")
                meld_weigeringen(request, uitkomst.niet, lambda keuze: keuze.traject.kandidaat.naam)
                if uitkomst.niet:
                    inzending.naar = request.path
        return redirect(inzending.naar or lichting)
    return render(request, "trajecten/uren.html", {"lichting": lichting, "form": form, "mensen": mensen})


@require_http_methods(["GET", "POST"])
@wie_plaatst
def voorwaarden(request, pk):
    """Childcare and level of Dutch for everybody, where the programme asks for it, in one save."""
    lichting = lichting_of_404(request, pk)
    mensen = list(mensen_in(request, lichting))
    form = VoorwaardenForm(request.POST or None, lichting=lichting, mensen=mensen)
    if request.method == "POST" and form.is_valid():
        with eenmalig(request) as inzending:
            if inzending.eerste:
                uitkomst = leg_voorwaarden_vast(form.voorwaarden(), door=request.user)
                if uitkomst.gedaan:
                    meld(request, f"Opgeslagen voor {personen(len(uitkomst.gedaan))}.")
                elif not uitkomst.niet:
                    meld(request, "Er was niets gewijzigd.", soort="info")
                meld_weigeringen(request, uitkomst.niet, lambda deze: deze.traject.kandidaat.naam)
                if uitkomst.niet:
                    inzending.naar = request.path
        return redirect(inzending.naar or lichting)
    return render(
        request, "trajecten/voorwaarden.html", {"lichting": lichting, "form": form, "mensen": mensen}
    )


@require_http_methods(["GET", "POST"])
@wie_plaatst
def toewijzen(request, pk):
    """Assign one jobcoach, trainer or team leader (?rol=) to the ticked people."""
    lichting = lichting_of_404(request, pk)
    gevraagd = request.GET.get("rol", "")
    rol = Toewijzingsrol(gevraagd if gevraagd in Toewijzingsrol.values else Toewijzingsrol.JOBCOACH)
    mensen = mensen_in(request, lichting)
    form = ToewijzenForm(request.POST or None, mensen=mensen, rol=rol)
    if request.method == "POST" and form.is_valid():
        with eenmalig(request) as inzending:
            if inzending.eerste:
                velden = {naam: form.cleaned_data[naam] for naam in ("gebruiker", "van")}
                uitkomst = wijs_groep_toe(form.cleaned_data["traject"], rol=rol, door=request.user, **velden)
                if uitkomst.gedaan:
                    wie = form.cleaned_data["gebruiker"].naam
                    meld(request, f"{wie} is nu {rol.label.lower()} van {personen(len(uitkomst.gedaan))}.")
                meld_weigeringen(request, uitkomst.niet)
        return redirect(lichting)
    huidig = {}
    rijen = Toewijzing.objects.filter(
        kandidaat__in=mensen.order_by().values("kandidaat"), rol=rol, tot=None
    ).values_list("kandidaat_id", "gebruiker__naam")
    for kandidaat, naam in rijen.order_by("gebruiker__naam", "pk"):
        huidig.setdefault(kandidaat, []).append(naam)
    return toon_groep(
        request,
        lichting,
        form,
        mensen,
        nu={t.pk: ", ".join(huidig.get(t.kandidaat_id, [])) for t in mensen},
        kop=f"{rol.label} nu",
        titel=f"Wijs {rol.label.lower()} toe",
        knop=f"{rol.label} toewijzen",
        tabs=[{"url": f"?rol={r.value}", "tekst": r.label, "actief": r == rol} for r in Toewijzingsrol],
    )


@require_http_methods(["GET", "POST"])
@wie_plaatst
def privacy(request, pk):
    """Record for the ticked people when the privacy information was given."""
    lichting = lichting_of_404(request, pk)
    mensen = mensen_in(request, lichting)
    form = PrivacyForm(request.POST or None, mensen=mensen)
    if request.method == "POST" and form.is_valid():

        def leg_vast():
            uitkomst = leg_privacy_vast(
                form.cleaned_data["traject"], op=form.cleaned_data["op"], door=request.user
            )
            if uitkomst.gedaan:
                meld(request, f"Uitleg over privacy vastgelegd voor {personen(len(uitkomst.gedaan))}.")
            meld_weigeringen(request, uitkomst.niet)

        if bewaar_eenmalig(request, form, leg_vast):
            return redirect(lichting)
    return toon_groep(
        request,
        lichting,
        form,
        mensen,
        nu={t.pk: t.kandidaat.privacy_gegeven_op or "" for t in mensen},
        kop="Uitleg gegeven op",
        titel="Uitleg over privacy",
        knop="Uitleg vastleggen",
        tabs=[],
    )


def toon_groep(
    request,
    lichting,
    form,
    mensen,
    *,
    nu,
    vooraf=None,
    bijschrift="Voor wie? Aangekruist is wie dit nog niet heeft.",
    leeg="Er is nog niemand geplaatst in deze lichting.",
    **context,
):
    """The page of a group action: fields on top, people below.

    Who has nothing yet (`nu`) is ticked beforehand, or who is named by number in `vooraf`.
    """
    if form.is_bound:
        gekozen = nummers_uit(request.POST.getlist("traject"))
    elif vooraf is not None:
        gekozen = vooraf
    else:
        gekozen = {nummer for nummer, waarde in nu.items() if not waarde}
    rijen = [(traject, nu[traject.pk], traject.pk in gekozen) for traject in mensen]
    return render(
        request,
        "trajecten/groepsactie.html",
        {
            "lichting": lichting,
            "form": form,
            "rijen": rijen,
            "bijschrift": bijschrift,
            "leeg": leeg,
            **context,
        },
    )
