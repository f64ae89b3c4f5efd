"""Step 4: how far it is, what was made, what is left, and trying again."""

from functools import partial

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.nummers import getal
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from inlezen.aanleveren import verwezen_door
from inlezen.diensten import beoordeel, pak_weer_op
from inlezen.keuzes import Inleesstatus, Regelstand
from inlezen.oordeel import Oordeel
from inlezen.opnieuw import probeer_opnieuw
from inlezen.tabbladen import tabadres
from inlezen.taken import MEER_DAN_IN_VERZOEK, lees_lijst_in
from inlezen.taken_terug import draai_lijst_terug
from inlezen.toegang import inlezing_of_404
from inlezen.toepassen import verwerk_regels
from inlezen.weergave import nu_bezig, toon_rijen
from kandidaten.models import Kandidaat

PER_PAGINA = 50
MISLUKT_GETOOND = 20


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_safe
def resultaat(request, pk):
    """While it runs: how far. After it: what was made, with links, and what is left. May be left and found back."""
    inlezing = inlezing_of_404(request, pk)
    if inlezing.status == Inleesstatus.KOLOMMEN:
        return redirect("inlezen:kolommen", pk)
    telling, als_verwijzer = inlezing.regels.tel(), inlezing.is_eigen_lijst(request.user)
    if inlezing.in_bewerking:
        gedaan, totaal = _hoe_ver(inlezing, telling)
        context = {"inlezing": inlezing, "gedaan": gedaan, "totaal": totaal, "als_verwijzer": als_verwijzer}
        return render(request, "inlezen/bezig.html", context)
    if inlezing.status == Inleesstatus.CONTROLEREN:
        return redirect("inlezen:controleren", pk)
    zichtbaar = Kandidaat.objects.order_by().zichtbaar_voor(request.user)
    zichtbaar = verwezen_door(inlezing) if als_verwijzer else zichtbaar
    gemaakt = (
        inlezing.regels.filter(stand=Regelstand.INGELEZEN, kandidaat__in=zichtbaar.values("pk"))
        .select_related("kandidaat", "traject__programma")
        .defer("kandidaat__motivatie", "gegevens", "beoordeling")
        .order_by("rijnummer")
    )
    mislukt = inlezing.regels.filter(stand=Regelstand.MISLUKT).order_by("rijnummer").defer("gegevens")
    context = {
        "inlezing": inlezing,
        "als_verwijzer": als_verwijzer,
        "telling": telling,
        "pagina": Paginator(gemaakt, PER_PAGINA).get_page(request.GET.get("pagina")),
        "mislukt": toon_rijen(mislukt[:MISLUKT_GETOOND], request.user, inlezing)
        if telling["mislukt"]
        else [],
        "meer_mislukt": max(0, telling["mislukt"] - MISLUKT_GETOOND),
        "alle_opnieuw": f"Alle {telling['mislukt']} opnieuw proberen",
        "over": _over(inlezing, telling),
    }
    return render(request, "inlezen/resultaat.html", context)


def _hoe_ver(inlezing, telling):
    """(done, in all) of the work that a worker is at: rows, and people where it is taken back."""
    if inlezing.status == Inleesstatus.TERUG:
        return min(inlezing.terug_weg + inlezing.terug_blijft, inlezing.terug_totaal), inlezing.terug_totaal
    if inlezing.status == Inleesstatus.BEOORDELEN:
        return telling["totaal"], inlezing.aantal_rijen
    return telling["verwerkt"], telling["ingelezen"] + telling["aantal_gekozen"]


@never_cache
@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_safe
def stand(request, pk):
    """How far it is, in JSON, for the page that waits for it (static/js/stand.js)."""
    inlezing = inlezing_of_404(request, pk, log=False)
    gedaan, totaal = _hoe_ver(inlezing, inlezing.regels.tel()) if inlezing.in_bewerking else (0, 0)
    return JsonResponse(
        {
            "soort": inlezing.status,
            "gedaan": gedaan,
            "totaal": totaal,
            "bezig": inlezing.in_bewerking,
            "stil": inlezing.staat_stil,
        }
    )


stand.telt_niet_als_actief = True  # a page that is left open does not keep anybody logged in


def _over(inlezing, telling):
    """What is left: (sentence, address), only where there is something."""
    zinnen = {
        Oordeel.NIEUW: ("1 nieuwe persoon is niet ingelezen", "{} nieuwe mensen zijn niet ingelezen"),
        Oordeel.WIJZIGING: ("1 wijziging is niet ingelezen", "{} wijzigingen zijn niet ingelezen"),
        Oordeel.MOGELIJK_DUBBEL: ("1 rij is mogelijk dubbel", "{} rijen zijn mogelijk dubbel"),
        Oordeel.FOUT: ("1 rij heeft een fout", "{} rijen hebben een fout"),
        Oordeel.ONGEWIJZIGD: ("1 rij was ongewijzigd", "{} rijen waren ongewijzigd"),
    }
    return [
        ((enkel if telling[o] == 1 else meer).format(getal(telling[o])), tabadres(inlezing, o))
        for o, (enkel, meer) in zinnen.items()
        if telling[o]
    ]


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_POST
def opnieuw(request, pk):
    """Look at what failed once more, then the recap again."""
    inlezing = inlezing_of_404(request, pk)
    try:
        with eenmalig(request) as inzending:
            if inzending.eerste:
                beoordeel(inlezing, door=request.user)
    except IntussenGewijzigd:
        meld(request, f"{nu_bezig(inlezing)} Probeer het zo opnieuw.", soort="aandacht")
        return redirect("inlezen:resultaat", pk)
    if inlezing.regels.te_doen().exists():
        return redirect("inlezen:bevestigen", pk)
    meld(request, "Bekijk deze rijen opnieuw. Er is iets veranderd.", soort="aandacht")
    return redirect("inlezen:controleren", pk)


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_POST
def opnieuw_rij(request, pk, rijnummer):
    """Try one row that failed once more, at once. Where it cannot go in, the page says why."""
    inlezing = inlezing_of_404(request, pk)
    if not inlezing.regels.filter(rijnummer=rijnummer).exists():
        raise Http404
    with eenmalig(request) as inzending:  # only the claim: what failed is kept, with why
        pass
    if inzending.eerste:
        try:
            regel = probeer_opnieuw(inlezing, rijnummer, door=request.user)
        except ValidationError as fout:
            meld(request, f"Rij {rijnummer}: {' '.join(fout.messages)}", soort="aandacht")
        except IntussenGewijzigd:
            inlezing.refresh_from_db(fields=["status"])
            waarom = (
                nu_bezig(inlezing) if inlezing.in_bewerking else f"Rij {rijnummer} is intussen al gedaan."
            )
            meld(request, waarom, soort="aandacht")
        else:
            _meld_poging(request, regel)
    return redirect(inlezing)


def _meld_poging(request, regel):
    if regel.stand == Regelstand.INGELEZEN:
        meld(request, f"Rij {regel.rijnummer} is ingelezen.")
    else:
        meld(request, f"Rij {regel.rijnummer} is niet gelukt. {regel.fout}", soort="fout")


@vereist(Categorie.INLEZEN, Toegang.BEPERKT)
@require_POST
def verder(request, pk):
    """Go on with a list whose worker stopped. Nothing is done twice; while somebody is at it nothing is begun."""
    inlezing = inlezing_of_404(request, pk)
    zelf = False
    with eenmalig(request) as inzending:
        if inzending.eerste and pak_weer_op(inlezing, door=request.user):
            if inlezing.status == Inleesstatus.TERUG:
                transaction.on_commit(partial(draai_lijst_terug.enqueue, str(inlezing.pk), request.user.pk))
            lang = inlezing.regels.te_doen().count() > MEER_DAN_IN_VERZOEK
            zelf = inlezing.status == Inleesstatus.BEZIG and not lang
            if inlezing.status == Inleesstatus.BEZIG and lang:
                transaction.on_commit(partial(lees_lijst_in.enqueue, str(inlezing.pk), request.user.pk))
    if zelf:
        verwerk_regels(inlezing, door=request.user)
    return redirect(inlezing)
