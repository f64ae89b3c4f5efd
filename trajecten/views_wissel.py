"""Screens of a cohort that changes: people to another one, people who join late, and a cohort that does not go on."""

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from basis.inzendingen import al_ingezonden, eenmalig
from basis.meldingen import meld
from basis.vergrendeling import IntussenGewijzigd
from trajecten.forms import AnnuleerForm, InstroomForm, VerplaatsForm
from trajecten.formulieren import meld_weigeringen, neem_over
from trajecten.groepsactie import personen, voor_ieder
from trajecten.groepslijst import nog_af_te_gelasten
from trajecten.lichtingen import vingerafdruk
from trajecten.lichtingstand import mag_beheren
from trajecten.lichtingwissel import (
    IN_LICHTING,
    annuleer_lichting,
    draai_annulering_terug,
    laat_instromen,
    verplaats,
    wie_terug,
)
from trajecten.statussen import Status
from trajecten.views import lichting_of_404, wie_plaatst
from trajecten.views_groep import (
    ONGEDAAN_SECONDEN,
    eigen_trajecten,
    meld_verplaatst,
    plekken_van,
    toon_groep,
)

ZOUT = "trajecten.lichting.annuleren"
TE_LAAT = "Ongedaan maken kan niet meer. Het kan tot tien minuten na de wijziging."


def _doe_met_groep(request, lichting, form, actie, wat):
    """Do `actie(traject)` for the ticked people once, with an undo: where to go, or None when the form says no."""
    if request.method != "POST" or not (al_ingezonden(request) or form.is_valid()):
        return None
    with eenmalig(request) as inzending:
        if inzending.eerste:
            gekozen = list(form.cleaned_data["traject"])
            plekken = plekken_van(gekozen)
            uitkomst = voor_ieder(gekozen, actie)
            meld_verplaatst(
                request, lichting, [f"{personen(len(uitkomst.gedaan))} {wat(form)}"], plekken, uitkomst.gedaan
            )
            meld_weigeringen(request, uitkomst.niet)
    return redirect(lichting)


@require_http_methods(["GET", "POST"])
@wie_plaatst
def verplaatsen(request, pk):
    """Move the ticked people of this cohort to another one of the same programme."""
    lichting = lichting_of_404(request, pk)
    mensen = eigen_trajecten(request, lichting=lichting, status__in=[*IN_LICHTING, Status.LOPEND])
    form = VerplaatsForm(request.POST or None, mensen=mensen, lichting=lichting)

    def actie(traject):
        return verplaats(traject, naar=form.cleaned_data["naar"], door=request.user)

    naar = _doe_met_groep(
        request, lichting, form, actie, lambda form: f"verplaatst naar ‘{form.cleaned_data['naar'].naam}’"
    )
    return naar or toon_groep(
        request,
        lichting,
        form,
        mensen if form.fields["naar"].queryset.exists() else [],
        nu={t.pk: t.get_status_display() for t in mensen},
        kop="Status",
        titel="Verplaats naar een andere lichting",
        knop="Verplaats deze mensen",
        bijschrift="Wie verplaatst u? Wie voorrang heeft staat bovenaan, daarna wie het langst wacht.",
        leeg="Er is geen andere lichting van dit programma, of er is niemand om te verplaatsen.",
        tabs=[],
    )


@require_http_methods(["GET", "POST"])
@wie_plaatst
def instromen(request, pk):
    """Let the ticked people join a cohort that has started."""
    lichting = lichting_of_404(request, pk)
    if not lichting.gestart_op:
        meld(request, "Deze lichting is nog niet gestart. Geef mensen hier een plaats.", soort="info")
        return redirect(lichting)
    mensen = eigen_trajecten(request, programma=lichting.programma_id, status__in=IN_LICHTING)
    form = InstroomForm(request.POST or None, mensen=mensen)

    def actie(traject):
        return laat_instromen(traject, lichting=lichting, op=form.cleaned_data["op"], door=request.user)

    naar = _doe_met_groep(request, lichting, form, actie, lambda form: "begonnen in deze lichting")
    return naar or toon_groep(
        request,
        lichting,
        form,
        mensen,
        nu={t.pk: _waar(t) for t in mensen},
        kop="Waar nu",
        titel="Later instromen",
        knop="Laat deze mensen beginnen",
        bijschrift="Wie begint? Wie voorrang heeft staat bovenaan, daarna wie het langst wacht.",
        leeg="Er is niemand geselecteerd of op de wachtlijst van dit programma.",
        tabs=[],
    )


def _waar(traject):
    plek = traject.lichting.naam if traject.lichting else "nog zonder lichting"
    return f"{traject.get_status_display()}, {plek}"


# --- Cancelling -------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_plaatst
def annuleren(request, pk):
    """The recap of who goes back to where, a reason, and then the cancellation with its undo."""
    lichting = lichting_of_404(request, pk)
    if not mag_beheren(lichting, request.user):
        raise PermissionDenied
    if request.method == "GET" and not lichting.is_open:
        return redirect(lichting)
    mensen = list(wie_terug(lichting))
    begin = {"gezien": lichting.versie, "mensen": vingerafdruk(mensen)}
    form = AnnuleerForm(request.POST or None, initial=begin)
    if request.method == "POST" and (al_ingezonden(request) or form.is_valid()):
        try:
            with eenmalig(request) as inzending:
                if inzending.eerste:
                    _annuleer(request, lichting, form, {t.pk: t.status for t in mensen})
            return redirect(lichting)
        except ValidationError as fout:
            neem_over(form, fout)
        except IntussenGewijzigd:
            tekst = "De lichting is intussen gewijzigd. Er is nog niets geannuleerd. Kijk opnieuw."
            meld(request, tekst, soort="aandacht")
            return redirect("trajecten:lichting_annuleren", pk)
    leest = set(eigen_trajecten(request, lichting=lichting).values_list("pk", flat=True))
    return render(
        request,
        "trajecten/annuleren.html",
        {
            "lichting": lichting,
            "form": form,
            "mensen": [traject for traject in mensen if traject.pk in leest],
            "elders": sum(traject.pk not in leest for traject in mensen),
            "gepland": nog_af_te_gelasten(lichting),
        },
    )


def _annuleer(request, lichting, form, eerst):
    weg = annuleer_lichting(
        lichting,
        reden=form.cleaned_data["reden"],
        door=request.user,
        gezien=form.cleaned_data["gezien"],
        gezien_mensen=form.cleaned_data["mensen"],
    )
    rijen = [[traject.pk, traject.versie, eerst[traject.pk]] for traject in weg]
    stempel = signing.dumps([request.user.pk, lichting.pk, rijen], salt=ZOUT, compress=True)
    terug = f"{personen(len(weg))} terug in de rij. " if weg else ""
    meld(
        request,
        f"Lichting ‘{lichting.naam}’ is geannuleerd. {terug}Ongedaan maken kan tien minuten.",
        ongedaan=reverse("trajecten:lichting_annuleren_ongedaan", args=[lichting.pk, stempel]),
    )


@require_POST
@wie_plaatst
def annuleren_ongedaan(request, pk, stempel):
    """Take the cancellation back, for who made it; people whom somebody touched since stay where they are."""
    lichting = lichting_of_404(request, pk)
    try:
        wie, nummer, rijen = signing.loads(stempel, salt=ZOUT, max_age=ONGEDAAN_SECONDEN)
    except signing.BadSignature:
        wie, nummer, rijen = None, None, []
    if (wie, nummer) != (request.user.pk, lichting.pk):
        meld(request, TE_LAAT, soort="aandacht")
        return redirect(lichting)
    plekken = {traject: (versie, status) for traject, versie, status in rijen}
    try:
        uitkomst = draai_annulering_terug(lichting, plekken=plekken, door=request.user)
    except IntussenGewijzigd:
        meld(request, "Deze lichting is niet meer geannuleerd.", soort="aandacht")
        return redirect(lichting)
    meld(request, f"Ongedaan gemaakt. {personen(len(uitkomst.gedaan)).capitalize()} terug in deze lichting.")
    meld_weigeringen(request, uitkomst.niet)
    return redirect(lichting)
