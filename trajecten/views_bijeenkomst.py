"""Screens of meetings: the list, one meeting with who is invited and who came, inviting, changing and calling off."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from basis.formulieren import Formulier
from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.paginas import bevestig
from basis.templatetags.componenten import datumtijd, tijd
from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.toegang import vereist
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten import bijeenkomststand as lezen
from trajecten.berichten import wijze_voor
from trajecten.bijeenkomsten import (
    WORDT_VERWACHT,
    gelast_af,
    leg_aanwezigheid_vast,
    verstuur_uitnodigingen,
    wijzig_bijeenkomst,
    zonder_uitnodiging,
)
from trajecten.forms_bijeenkomst import AanwezigheidForm, WijzigForm
from trajecten.formulieren import meld_weigeringen, verwerkt
from trajecten.groepsactie import personen
from trajecten.keuzes import Aanwezigheid, Berichtwijze
from trajecten.models import Bijeenkomst

PER_PAGINA = 25
# Training is written by everybody who writes selection, and by trainers. Which meetings: Bijeenkomst.zichtbaar_voor.
wie_bijeenkomsten_houdt = vereist(Categorie.OPLEIDING, Toegang.SCHRIJVEN)


def bijeenkomst_of_404(request, pk):
    """The meeting with its numbers, if it has somebody whom this user handles there, or nobody yet."""
    rijen = Bijeenkomst.objects.zichtbaar_voor(request.user)
    bijeenkomst = (
        lezen.met_tellingen(rijen).select_related("ronde__programma", "lichting").filter(pk=pk).first()
    )
    if bijeenkomst is None:
        raise Http404
    return bijeenkomst


def verdeling(berichten):
    """ "3 per mail, 1 belt u of stuurt u een brief" of messages or people counted by wijze."""
    per_mail, zelf = berichten
    delen = [f"{per_mail} per e-mail"] if per_mail or not zelf else []
    return " en ".join([*delen, *([f"{zelf} door te bellen of een brief te sturen"] if zelf else [])])


def geteld(berichten):
    per_mail = sum(bericht.wijze == Berichtwijze.MAIL for bericht in berichten)
    return per_mail, len(berichten) - per_mail


# --- The list ---------------------------------------------------------------------------------------------------------
@require_safe
@wie_bijeenkomsten_houdt
def bijeenkomsten(request):
    """Meetings to come, or those that were (`?toon=voorbij`)."""
    alle = Bijeenkomst.objects.zichtbaar_voor(request.user)
    vraagt = lezen.vraagt_iets(lezen.berichten_van(request.user)).count()
    return toon_lijst(request, alle, {"vraagt": vraagt})


def toon_lijst(request, alle, context):
    """The page with these meetings; `context` says which page: `vraagt`, or `lichting`, `kan_plannen` and `reeks`."""
    context = {"vraagt": 0, "lichting": None, "kan_plannen": False, "reeks": ""} | context
    nu, voorbij = timezone.now(), request.GET.get("toon") == "voorbij"
    delen = {False: alle.filter(eind__gte=nu).order_by("begin", "pk")}
    delen[True] = alle.filter(eind__lt=nu).order_by("-begin", "pk")
    pagina = Paginator(delen[voorbij], PER_PAGINA).get_page(request.GET.get("pagina"))
    op_pagina = lezen.met_tellingen(Bijeenkomst.objects.filter(pk__in=[b.pk for b in pagina])).select_related(
        "ronde__programma", "lichting__programma"
    )
    per_pk = {b.pk: b for b in op_pagina.order_by("pk")}
    ander = delen[not voorbij].count()
    return render(
        request,
        "bijeenkomsten/lijst.html",
        {
            "pagina": pagina,
            "rijen": [per_pk[b.pk] for b in pagina],
            "voorbij": voorbij,
            "selecteert": mag(request.user, Categorie.SELECTIE, Toegang.SCHRIJVEN),
            **context,
            "tabs": [
                {
                    "url": "?",
                    "tekst": "Komt nog",
                    "aantal": ander if voorbij else pagina.paginator.count,
                    "actief": not voorbij,
                },
                {
                    "url": "?toon=voorbij",
                    "tekst": "Voorbij",
                    "aantal": pagina.paginator.count if voorbij else ander,
                    "actief": voorbij,
                },
            ],
        },
    )


# --- One meeting ------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_bijeenkomsten_houdt
def bijeenkomst(request, pk):
    """Who is invited, waits and came; POST records attendance."""
    deze = bijeenkomst_of_404(request, pk)
    deelnames = lezen.deelnames_van(deze, request.user)
    form = AanwezigheidForm(request.POST or None, bijeenkomst=deze, deelnames=deelnames)
    if request.method == "POST" and form.is_valid():
        with eenmalig(request) as inzending:
            if inzending.eerste:
                _leg_vast(request, deze, form)
        return redirect(deze)
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=[d.traject.kandidaat.dossiernummer for d in deelnames],
        categorie=deze.categorie,
    )
    komt = not deze.is_voorbij and deze.afgelast_op is None
    eigen = {d.pk for d in deelnames}
    wachten_op_bericht = sum(d.pk in eigen for d in zonder_uitnodiging(deze)) if komt and eigen else 0
    return render(
        request,
        "bijeenkomsten/detail.html",
        {
            "bijeenkomst": deze,
            "feiten": _feiten(deze),
            "form": form,
            "rijen": lezen.rijen(deze, deelnames, form, request.user),
            "elders": deze.genodigd + deze.wachten - len(deelnames),
            "ruimte": lezen.zelfde_ruimte(deze) if not deze.afgelast_op else [],
            "komt": komt,
            "nog_te_schrijven": wachten_op_bericht,
        },
    )


def _leg_vast(request, deze, form):
    uitkomst, doorgeschoven = leg_aanwezigheid_vast(
        deze, form.keuzes(), gezien=form.gezien(), door=request.user
    )
    if uitkomst.gedaan or not uitkomst.niet:
        meld(request, f"Aanwezigheid van {personen(len(uitkomst.gedaan))} opgeslagen.")
    if doorgeschoven:
        eigen = {d.pk for d in form.deelnames}
        namen = [d.traject.kandidaat.naam for d in doorgeschoven if d.pk in eigen]
        elders = len(doorgeschoven) - len(namen)
        wie = ", ".join([*namen, *([f"{personen(elders)} van een andere regio"] if elders else [])])
        meld(request, f"Van de wachtlijst schuift door: {wie}. De uitnodiging gaat meteen weg.", soort="info")
    meld_weigeringen(request, uitkomst.niet, lambda d: d.traject.kandidaat.naam)


def _feiten(deze):
    plaatsen = (
        f"{deze.bezet} van {deze.capaciteit} bezet" if deze.capaciteit else f"{deze.bezet} bezet, geen grens"
    )
    feiten = [
        ("Soort", deze.get_soort_display()),
        ("Wanneer", f"{datumtijd(deze.begin)} tot {tijd(deze.eind)}"),
        ("Waar", deze.waar),
        ("Plaatsen", plaatsen),
        ("Op de wachtlijst", str(deze.wachten)),
    ]
    if deze.ronde:
        feiten.insert(1, ("Ronde", f"{deze.ronde.naam} ({deze.ronde.programma})"))
    if deze.lichting:
        feiten.insert(1, ("Lichting", deze.lichting.naam))
    if deze.online_link:
        feiten.append(("Link", deze.online_link))
    if deze.is_voorbij:
        feiten.append(("Aanwezig", str(deze.aanwezigen)))
    return feiten


@require_safe
@wie_bijeenkomsten_houdt
def afdruk(request, pk):
    """The list for on paper: names, times and a box to tick. Nothing else."""
    deze = bijeenkomst_of_404(request, pk)
    wie = [
        d
        for d in lezen.deelnames_van(deze, request.user)
        if d.aanwezigheid not in (Aanwezigheid.WACHTLIJST, Aanwezigheid.AFWEZIG_MET_BERICHT)
        and (d.traject.is_open or d.aanwezigheid != Aanwezigheid.UITGENODIGD)
    ]
    schrijf_alle(
        gebruiker=request.user,
        handeling=Handeling.INZIEN,
        dossiers=[d.traject.kandidaat.dossiernummer for d in wie],
        categorie=Categorie.CONTACT,
        reden="deelnemerslijst",
    )
    return render(
        request,
        "bijeenkomsten/afdruk.html",
        {"bijeenkomst": deze, "namen": [d.traject.kandidaat.lijstnaam for d in wie]},
    )


# --- Inviting, changing, calling off ----------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@wie_bijeenkomsten_houdt
def uitnodigingen(request, pk):
    """The recap of who gets an invitation, then one button."""
    deze = bijeenkomst_of_404(request, pk)
    wie = list(zonder_uitnodiging(deze).van(request.user))
    form = Formulier(request.POST or None)

    def verstuur():
        gemaakt = verstuur_uitnodigingen(deze, deelnames=wie, door=request.user)
        meld(request, f"Uitnodigingen gemaakt voor {personen(len(gemaakt))}: {verdeling(geteld(gemaakt))}.")

    if wie and verwerkt(request, form, verstuur):
        return redirect(deze)
    if not wie or deze.afgelast_op or deze.is_voorbij:
        meld(request, "Er is niemand die nog een uitnodiging krijgt.", soort="info")
        return redirect(deze)
    wachten = [d for d in wie if d.aanwezigheid == Aanwezigheid.WACHTLIJST]
    feiten = [
        ("Bijeenkomst", f"{deze.titel}, {datumtijd(deze.begin)} tot {tijd(deze.eind)}"),
        ("Waar", deze.waar),
        (
            "Uitnodiging voor",
            ", ".join(d.traject.kandidaat.naam for d in wie if d not in wachten) or "niemand",
        ),
        ("Hoe", verdeling(lezen.wijzen(wie, wijze_voor))),
    ]
    if wachten:
        feiten.insert(3, ("Bericht over de wachtlijst", ", ".join(d.traject.kandidaat.naam for d in wachten)))
    return bevestig(
        request,
        titel="Wilt u de uitnodigingen versturen?",
        tekst="Iedereen krijgt een bericht. Wie geen mail wil, staat daarna bij de berichten die u doorgeeft.",
        feiten=feiten,
        form=form if form.is_bound else None,
        knop="Uitnodigingen versturen",
        annuleer=deze.get_absolute_url(),
        annuleertekst="Nog niet versturen",
    )


@require_http_methods(["GET", "POST"])
@wie_bijeenkomsten_houdt
def wijzigen(request, pk):
    """Another time, place or number of seats. Who is invited reads it when time or place changes."""
    deze = bijeenkomst_of_404(request, pk)
    if deze.afgelast_op or deze.is_voorbij:
        meld(request, "Deze bijeenkomst kunt u niet meer wijzigen.", soort="info")
        return redirect(deze)
    form = WijzigForm(request.POST or None, initial=WijzigForm.begin(deze))

    def wijzig():
        gevolg = wijzig_bijeenkomst(
            deze, gezien=form.cleaned_data["volgnummer"], door=request.user, **form.waarden()
        )
        meld(request, _wat_er_gebeurde(gevolg))

    if verwerkt(request, form, wijzig):
        return redirect(deze)
    verwacht = deze.deelnames.filter(aanwezigheid__in=WORDT_VERWACHT).count()
    return render(
        request, "bijeenkomsten/wijzigen.html", {"bijeenkomst": deze, "form": form, "verwacht": verwacht}
    )


def _wat_er_gebeurde(gevolg):
    zinnen = ["Bijeenkomst gewijzigd."]
    if gevolg.berichten:
        zinnen.append(
            f"{personen(len(gevolg.berichten))} krijgt bericht: {verdeling(geteld(gevolg.berichten))}."
            if len(gevolg.berichten) == 1
            else f"{personen(len(gevolg.berichten))} krijgen bericht: {verdeling(geteld(gevolg.berichten))}."
        )
    if gevolg.doorgeschoven:
        zinnen.append(f"Van de wachtlijst geplaatst: {personen(len(gevolg.doorgeschoven))}.")
    return " ".join(zinnen)


@require_http_methods(["GET", "POST"])
@wie_bijeenkomsten_houdt
def afgelasten(request, pk):
    """The recap of who is told, then one button."""
    deze = bijeenkomst_of_404(request, pk)
    if deze.afgelast_op or deze.is_voorbij:
        meld(request, "Deze bijeenkomst kunt u niet meer afgelasten.", soort="info")
        return redirect(deze)
    form = Formulier(request.POST or None)

    def doe():
        gemaakt = gelast_af(deze, door=request.user)
        meld(
            request,
            f"De bijeenkomst gaat niet door. Bericht voor {personen(len(gemaakt))}: {verdeling(geteld(gemaakt))}.",
        )

    if verwerkt(request, form, doe):
        return redirect(deze)
    verwacht = list(
        deze.deelnames.filter(aanwezigheid__in=WORDT_VERWACHT)
        .select_related("traject__kandidaat")
        .order_by("pk")
    )
    return bevestig(
        request,
        titel="Wilt u deze bijeenkomst afgelasten?",
        tekst="Ongedaan maken kan niet: iedereen krijgt meteen bericht. U kunt wel een nieuwe bijeenkomst plannen.",
        feiten=[
            ("Bijeenkomst", f"{deze.titel}, {datumtijd(deze.begin)} tot {tijd(deze.eind)}"),
            ("Wie bericht krijgt", personen(len(verwacht))),
            ("Hoe", verdeling(lezen.wijzen(verwacht, wijze_voor))),
        ],
        form=form if form.is_bound else None,
        knop="Bijeenkomst afgelasten",
        annuleer=deze.get_absolute_url(),
        annuleertekst="Niet afgelasten",
        gevaar=True,
    )
