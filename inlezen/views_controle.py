"""Step 3: the review of the rows, and the recap before they go in."""

from functools import partial

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.nummers import getal, nummer_uit
from basis.paginas import bevestig
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from inlezen.diensten import INLEZEN, OVERSLAAN, kies_alle, kies_regels
from inlezen.keuzes import Inleesstatus
from inlezen.oordeel import Oordeel
from inlezen.tabbladen import KIESBAAR_MET_VINKJE, tabadres, tabbladen, tabs_van, woorden_bij
from inlezen.taken import MEER_DAN_IN_VERZOEK, lees_lijst_in
from inlezen.toegang import inlezing_of_404
from inlezen.toepassen import begin_inlezen, verwerk_regels
from inlezen.weergave import lijsten_van, nu_bezig, toon_rijen

PER_PAGINA = 50
PER_PAGINA_DUBBEL = 25  # every row asks for a decision


class _Pagina(Paginator):
    """The count is known from the tabs."""

    def __init__(self, *args, aantal, **kwargs):
        self.aantal = aantal
        super().__init__(*args, **kwargs)

    @cached_property
    def count(self):
        return self.aantal


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_http_methods(["GET", "POST"])
def controleren(request, pk):
    """The rows by verdict, 50 on a page. Every button keeps what was chosen on the page it stands on."""
    inlezing = inlezing_of_404(request, pk)
    if inlezing.status == Inleesstatus.KOLOMMEN:
        return redirect("inlezen:kolommen", pk)
    if inlezing.in_bewerking:
        if request.method == "POST":
            meld(request, f"{nu_bezig(inlezing)} Uw keuze is niet bewaard.", soort="aandacht")
        return redirect("inlezen:resultaat", pk)
    if request.method == "POST":
        return _bewaar_keuzes(request, inlezing)
    telling = inlezing.regels.tel()
    tab = _tab(request, inlezing, telling)
    regels = inlezing.regels.open().filter(oordeel=tab).order_by("rijnummer").defer("gegevens")
    per_pagina = PER_PAGINA_DUBBEL if tab == Oordeel.MOGELIJK_DUBBEL else PER_PAGINA
    pagina = _Pagina(regels, per_pagina, aantal=telling[tab]).get_page(request.GET.get("pagina"))
    rijen = toon_rijen(pagina.object_list, request.user, inlezing)
    uitleg, leeg_tekst, kolom = woorden_bij(inlezing, tab)
    context = {
        "inlezing": inlezing,
        "als_verwijzer": inlezing.is_eigen_lijst(request.user),
        "telling": telling,
        "tab": tab,
        "tabs": tabbladen(inlezing, tab, telling),
        "uitleg": uitleg,
        "leeg_tekst": leeg_tekst,
        "pagina": pagina,
        "rijen": rijen,
        "kolom_oordeel": kolom or ("Let op" if any(r.over_de_rij for r in rijen) else ""),
        "kiesbaar": tab in KIESBAAR_MET_VINKJE,
        "dubbel": tab == Oordeel.MOGELIJK_DUBBEL,
        "meldingen": [tekst for niveau, _code, tekst in inlezing.meldingen if niveau == "waarschuwing"],
    }
    return render(request, "inlezen/controleren.html", context)


def _tab(request, inlezing, telling):
    """The tab asked for, else the first one with rows in it."""
    gevraagd, tabs = request.GET.get("tab", ""), tabs_van(inlezing)
    if gevraagd in tabs:
        return Oordeel(gevraagd)
    return next((tab for tab in tabs if telling[tab]), Oordeel.NIEUW)


def _bewaar_keuzes(request, inlezing):
    """Keep the choices of this page, then go where the button says."""
    tab = request.POST.get("tab", "")
    tab = Oordeel(tab) if tab in Oordeel.values else Oordeel.NIEUW
    doe, _, waarheen = request.POST.get("doe", "bewaar").partition(":")
    try:
        if doe in ("alles", "niets"):
            kies_alle(inlezing, oordeel=tab, gekozen=doe == "alles", door=request.user)
        elif keuzes := _keuzes(request.POST):
            kies_regels(inlezing, keuzes=keuzes, door=request.user)
    except IntussenGewijzigd:
        meld(request, f"{nu_bezig(inlezing)} Uw keuze is niet bewaard.", soort="aandacht")
        return redirect("inlezen:resultaat", inlezing.pk)
    except ValidationError as fout:
        meld(request, " ".join(fout.messages), soort="fout")
    if doe == "verder":
        return redirect("inlezen:bevestigen", inlezing.pk)
    if doe == "tab" and waarheen in Oordeel.values:
        return redirect(tabadres(inlezing, Oordeel(waarheen)))
    pagina = nummer_uit(waarheen) or nummer_uit(request.POST.get("pagina")) or 1
    if doe != "pagina":
        meld(request, "Uw keuze is bewaard.")
    return redirect(tabadres(inlezing, tab, pagina))


def _keuzes(post):
    """pk of each row on the page -> what was chosen for it."""
    gekozen = set(post.getlist("kies"))
    return {
        pk: post.get(f"keuze_{rij}") or (INLEZEN if rij in gekozen else OVERSLAAN)
        for rij in post.getlist("rij")
        if (pk := nummer_uit(rij)) is not None
    }


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_http_methods(["GET", "POST"])
def bevestigen(request, pk):
    """The recap: what will happen, and the button that does it. A short list at once, a long one by a worker."""
    inlezing = inlezing_of_404(request, pk)
    if inlezing.status in (Inleesstatus.KOLOMMEN, Inleesstatus.BEOORDELEN):
        return redirect(inlezing)
    if request.method == "POST":
        return _lees_in(request, inlezing)
    telling = inlezing.regels.tel()
    if inlezing.in_bewerking:
        return redirect("inlezen:resultaat", pk)
    if not telling["aantal_gekozen"]:
        meld(request, "Kies eerst minstens een rij.", soort="aandacht")
        return redirect("inlezen:controleren", pk)
    return bevestig(
        request,
        titel=f"Wilt u {_rijen(telling['aantal_gekozen'])} inlezen?",
        tekst=f"Wat u niet koos, blijft staan onder {lijsten_van(inlezing, request.user)}.",
        feiten=_recap(inlezing, telling),
        knop=f"Lees {_rijen(telling['aantal_gekozen'])} in",
        annuleer=reverse("inlezen:controleren", args=[pk]),
    )


def _rijen(aantal):
    return "1 rij" if aantal == 1 else f"{getal(aantal)} rijen"


def _recap(inlezing, telling):
    wijzigingen = [("Gewijzigde dossiers", telling["aantal_gekozen"] - telling["aantal_nieuw"])]
    blijft = telling["totaal"] - telling["ingelezen"] - telling["aantal_gekozen"]
    feiten = [
        ("Bestand", inlezing.naam),
        ("Verwijzer", inlezing.partner),
        ("Programma", ", ".join(_programmas(inlezing))),
        ("Regio" if inlezing.aangeleverd else "Behandelregio", inlezing.behandelregio),
        ("Nieuwe aanmeldingen" if inlezing.aangeleverd else "Nieuwe trajecten", telling["aantal_nieuw"]),
        *([] if inlezing.aangeleverd else wijzigingen),
        ("Niet ingelezen", blijft),
    ]
    return [(term, str(waarde)) for term, waarde in feiten]


def _programmas(inlezing):
    """Into which programmes the chosen rows go; how many into each, where it is more than one."""
    per_programma = (
        inlezing.regels.te_doen()
        .order_by("programma__naam")
        .values_list("programma__naam")
        .annotate(aantal=Count("pk"))
    )
    rijen = list(per_programma)
    return [naam if len(rijen) == 1 else f"{naam} ({aantal})" for naam, aantal in rijen]


def _lees_in(request, inlezing):
    """Begin once, whatever is clicked; the rows themselves have their own transactions, after this one."""
    aantal = inlezing.regels.te_doen().count()
    lang = aantal > MEER_DAN_IN_VERZOEK
    try:
        with eenmalig(request) as inzending:
            begonnen = bool(inzending.eerste and begin_inlezen(inlezing, door=request.user))
            if begonnen and lang:
                taak = partial(lees_lijst_in.enqueue, str(inlezing.pk), request.user.pk)
                transaction.on_commit(taak)
    except ValidationError as fout:
        meld(request, " ".join(fout.messages), soort="aandacht")
        return redirect("inlezen:controleren", inlezing.pk)
    if inlezing.status == Inleesstatus.TERUG:
        meld(request, f"{nu_bezig(inlezing)} Er is niets ingelezen.", soort="aandacht")
    if begonnen and not lang:
        verwerk_regels(inlezing, door=request.user)
    return redirect("inlezen:resultaat", inlezing.pk)
