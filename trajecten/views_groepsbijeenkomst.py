"""Screens of the meetings of a cohort: the list, planning one, the days that the programme asks, and inviting."""

from django import forms
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from basis.concepten import bewaar_concept, verwijder_concept, zet_concept
from basis.meldingen import meld
from basis.paginas import bevestig
from basis.templatetags.componenten import tijd
from trajecten.forms_groepsbijeenkomst import (
    ContractForm,
    GroepsbijeenkomstForm,
    ReeksForm,
    UitnodigenForm,
)
from trajecten.formulieren import meld_weigeringen, verwerkt
from trajecten.groepsactie import personen, voor_ieder
from trajecten.groepsbijeenkomsten import gepland, nodig_uit, plan_groepsbijeenkomst, plan_reeks
from trajecten.groepslijst import groep, in_de_weg, komend, uitgenodigd
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Bijeenkomst
from trajecten.reeks import reeks, soorten_woorden
from trajecten.views import lichting_of_404
from trajecten.views_bijeenkomst import geteld, toon_lijst, verdeling, wie_bijeenkomsten_houdt
from trajecten.views_groep import toon_groep

AL_GEDAAN = "De bijeenkomsten staan er al."


@require_safe
@wie_bijeenkomsten_houdt
def lijst(request, pk):
    """The meetings of one cohort, to come or past (`?toon=voorbij`)."""
    lichting = lichting_of_404(request, pk)
    alle = Bijeenkomst.objects.zichtbaar_voor(request.user).filter(lichting=lichting)
    return toon_lijst(
        request,
        alle,
        {
            "lichting": lichting,
            "kan_plannen": lichting.geannuleerd_op is None,
            "reeks": soorten_woorden(lichting.programma),
        },
    )


def _te_plannen(request, pk):
    """(the cohort, or None after a message when it is cancelled, and where to go)."""
    lichting = lichting_of_404(request, pk)
    if lichting.geannuleerd_op is None:
        return lichting, None
    meld(request, "Deze lichting is geannuleerd. Er zijn geen bijeenkomsten meer te plannen.", soort="info")
    return None, redirect(lichting)


# --- One meeting ------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_bijeenkomsten_houdt
def nieuw(request, pk):
    """Plan one meeting for the ticked people of the cohort."""
    lichting, weg = _te_plannen(request, pk)
    if weg:
        return weg
    mensen = groep(lichting, request.user)
    form = GroepsbijeenkomstForm(request.POST or None, mensen=mensen)
    gemaakt = []

    def plan():
        velden = {naam: form.cleaned_data[naam] for naam in ("soort", "titel")}
        trajecten = list(form.cleaned_data["traject"])
        gemaakt.append(
            plan_groepsbijeenkomst(
                lichting, trajecten=trajecten, door=request.user, **velden, **form.waarden()
            )
        )
        wachten = gemaakt[0].deelnames.filter(aanwezigheid=Aanwezigheid.WACHTLIJST).count()
        tekst = f"Bijeenkomst gepland voor {personen(len(trajecten) - wachten)}."
        meld(request, f"{tekst} {personen(wachten).capitalize()} op de wachtlijst." if wachten else tekst)

    if verwerkt(request, form, plan):
        return redirect(gemaakt[0]) if gemaakt else redirect("trajecten:lichting_bijeenkomsten", pk)
    return toon_groep(
        request,
        lichting,
        form,
        mensen,
        nu={t.pk: t.get_status_display() for t in mensen},
        vooraf={t.pk for t in mensen},
        kop="Status",
        titel="Bijeenkomst plannen",
        knop="Bijeenkomst plannen",
        bijschrift="Voor wie? Er gaat nog geen bericht uit: dat doet u daarna.",
        leeg="Er is nog niemand met een plaats in deze lichting om uit te nodigen.",
        tabs=[],
    )


# --- The days that the programme asks ---------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_bijeenkomsten_houdt
def dagen(request, pk):
    """Introduction day and refresher days: a proposal, then a recap, then all of them planned at once."""
    lichting, weg = _te_plannen(request, pk)
    if weg:
        return weg
    vraag = ContractForm.van(lichting, request.GET)
    periode = vraag.periode()
    alle = (
        reeks(lichting.programma, start=lichting.start, contract=periode[0], tot=periode[1])
        if periode
        else []
    )
    bekend = {(b.soort, b.reeksnummer): b for b in gepland(lichting).order_by("begin", "pk")}
    nog = [dag for dag in alle if (dag.soort, dag.nummer) not in bekend]
    mensen = list(groep(lichting, request.user))
    form = ReeksForm(request.POST or None, dagen=nog)
    sleutel = f"trajecten.reeks:{lichting.pk}"
    zet_concept(form, gebruiker=request.user, sleutel=sleutel)
    if request.method == "POST" and "bevestigd" not in request.POST and form.is_valid():
        bewaar_concept(gebruiker_id=request.user.pk, sleutel=sleutel, velden=dict(request.POST.lists()))
        return _controleer(request, lichting, form, mensen)

    def plan():
        _plan(request, lichting, form, mensen)
        verwijder_concept(request.user, sleutel)

    if verwerkt(request, form, plan):
        return redirect("trajecten:lichting_uitnodigen" if mensen else "trajecten:lichting_bijeenkomsten", pk)
    return render(
        request,
        "trajecten/reeks.html",
        {
            "lichting": lichting,
            "form": form,
            "vraag": vraag,
            "al": list(bekend.values()),
            "nog": nog,
            "mensen": len(mensen),
            "woorden": soorten_woorden(lichting.programma),
        },
    )


def _plan(request, lichting, form, mensen):
    gemaakt = plan_reeks(lichting, dagen=form.dagen_met_afspraak(), trajecten=mensen, door=request.user)
    aantal = "1 bijeenkomst" if len(gemaakt) == 1 else f"{len(gemaakt)} bijeenkomsten"
    if gemaakt:
        meld(request, f"{aantal} gepland voor {personen(len(mensen))}. Er is nog geen bericht verstuurd.")
    else:
        meld(request, AL_GEDAAN, soort="info")


def _controleer(request, lichting, form, mensen):
    """The recap (A11Y-21). What was typed stands in a draft, so the way back loses nothing."""
    gekozen = form.dagen_met_afspraak()
    weg = in_de_weg(lichting, gekozen)
    feiten = [("Voor wie", personen(len(mensen)) if mensen else "Nog niemand: u nodigt later uit")]
    for dag in gekozen:
        wanneer = f"{date_format(dag['begin'], 'l j F Y')}, {tijd(dag['begin'])} tot {tijd(dag['eind'])}"
        let_op = f". Let op: {weg[dag['begin']]}" if dag["begin"] in weg else ""
        feiten.append((dag["titel"], wanneer + let_op))
    waar = ", ".join(filter(None, [gekozen[0]["plaats"], "online" if gekozen[0]["online"] else ""]))
    feiten.append(("Waar", waar))
    form.fields["bevestigd"] = forms.CharField(required=False)
    form.data = form.data.copy()
    form.data["bevestigd"] = "1"
    for veld in form.fields.values():
        veld.widget = forms.HiddenInput()
    form.concept = None
    aantal = len(gekozen)
    return bevestig(
        request,
        titel="Wilt u deze bijeenkomst plannen?"
        if aantal == 1
        else f"Wilt u deze {aantal} bijeenkomsten plannen?",
        tekst="Er gaat nog geen bericht uit. Daarna kiest u wie een uitnodiging krijgt.",
        feiten=feiten,
        form=form,
        knop="Bijeenkomsten plannen",
        annuleer=request.get_full_path(),
        annuleertekst="Terug om te wijzigen",
    )


# --- Inviting ---------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_bijeenkomsten_houdt
def uitnodigen(request, pk):
    """The ticked people get an invitation for the ticked meetings: the whole group, or who joined later."""
    lichting = lichting_of_404(request, pk)
    bijeenkomsten = list(komend(lichting, request.user))
    mensen = groep(lichting, request.user)
    form = UitnodigenForm(request.POST or None, mensen=mensen, bijeenkomsten=bijeenkomsten)
    if verwerkt(request, form, lambda: _nodig_uit(request, form)):
        return redirect("trajecten:lichting_bijeenkomsten", pk)
    wie = uitgenodigd(bijeenkomsten)
    straks = form.binnenkort()
    return toon_groep(
        request,
        lichting,
        form,
        mensen if bijeenkomsten else [],
        nu={t.pk: _stand(wie.gehad(t), len(bijeenkomsten)) for t in mensen},
        vooraf={t.pk for t in mensen if wie.aan_de_beurt(t, straks)},
        kop="Uitnodiging",
        titel="Uitnodigen voor de bijeenkomsten",
        knop="Uitnodigingen versturen",
        bijschrift="Voor wie? Wie nog niet op de lijst staat, komt erop. Iedereen krijgt elk bericht één keer.",
        leeg="Er komt geen bijeenkomst meer, of er is nog niemand met een plaats in deze lichting.",
        tabs=[],
    )


def _stand(gehad, alle):
    if not gehad:
        return ""
    return "Voor alle bijeenkomsten" if gehad == alle else f"Voor {gehad} van {alle} bijeenkomsten"


def _nodig_uit(request, form):
    trajecten = list(form.cleaned_data["traject"])
    uitkomst = voor_ieder(form.gekozen(), lambda b: nodig_uit(b, trajecten=trajecten, door=request.user))
    berichten = [bericht for _, gemaakt in uitkomst.gedaan for bericht in gemaakt]
    if berichten:
        zelf = geteld(berichten)[1]
        meld(
            request,
            f"Uitnodigingen gemaakt voor {personen(len(trajecten))}: {verdeling(geteld(berichten))}.",
            url=reverse("bijeenkomsten:berichten") if zelf else "",
            link="Bekijk de berichten om door te geven",
        )
    elif uitkomst.gedaan:
        meld(request, "Iedereen had deze uitnodigingen al.", soort="info")
    meld_weigeringen(request, uitkomst.niet, lambda bijeenkomst: bijeenkomst.titel)
