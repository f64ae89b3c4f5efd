"""Retention of a group of trajects: the product's own records turned into one curve (design: kpi, "Retention").

Facts are fetched in four queries, whatever the size of the group; the rules themselves are pure
(`retentieduur`, `overleving`). People are counted, not trajects: a second traject continues the first story.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.utils import timezone

from kandidaten.keuzes import ToestemmingDoel
from kandidaten.models import Toestemming
from rapportage.overleving import Overlevingscurve, Waarneming, bereken_curve
from rapportage.retentieduur import Dienstverband, Einde, Variant, retentieduur
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.plaatsing.keuzes import Eindcategorie, Eindreden, Meetantwoord, eindcategorie
from trajecten.plaatsing.models import Meetmoment, Plaatsing

ELDERS = "elders"  # key of a job elsewhere, of which we know no employer

EINDE_BIJ = {
    Eindcategorie.VRIJWILLIG: Einde.UITSTROOM,
    Eindcategorie.ONVRIJWILLIG: Einde.UITSTROOM,
    Eindcategorie.ONBEKEND: Einde.UITSTROOM,
    Eindcategorie.GECENSUREERD: Einde.GECENSUREERD,
    Eindcategorie.VERVOLG: Einde.VERVOLG,
}
# Which answers confirm that she still works, in the sense of each variant. "Same employer" is not the same workplace.
BEVESTIGT_WERK = {
    Variant.WERKPLEK: frozenset({Meetantwoord.ZELFDE_WERKPLEK}),
    Variant.WERKGEVER: frozenset({Meetantwoord.ZELFDE_WERKPLEK, Meetantwoord.ZELFDE_WERKGEVER}),
    Variant.BETAALD_WERK: frozenset(
        {Meetantwoord.ZELFDE_WERKPLEK, Meetantwoord.ZELFDE_WERKGEVER, Meetantwoord.ANDER_WERK}
    ),
}


def waarnemingen(trajecten, *, variant: Variant, peildatum: date) -> list[Waarneming]:
    """One observation per person who had started paid work by `peildatum`, among the trajects of this queryset."""
    per_persoon = dienstverbanden(trajecten, variant=variant, peildatum=peildatum)
    tot = _meten_tot(trajecten) if per_persoon else {}
    gevonden = (
        retentieduur(spellen, variant=variant, peildatum=peildatum, meting_tot=tot.get(persoon))
        for persoon, spellen in per_persoon.items()
    )
    return [w for w in gevonden if w is not None]


def retentiecurve(trajecten, *, variant: Variant, peildatum: date) -> Overlevingscurve:
    """The Kaplan-Meier curve of these trajects' people, with the facts dated up to `peildatum`, as known today."""
    return bereken_curve(waarnemingen(trajecten, variant=variant, peildatum=peildatum))


def dienstverbanden(trajecten, *, variant: Variant, peildatum: date) -> dict[int, list[Dienstverband]]:
    """kandidaat pk -> her employment spells; the proefplaatsing and the training are no employment."""
    bevestigd, geen_werk, ander_werk = _feiten(trajecten, variant, peildatum)
    rijen = (
        Plaatsing.objects.contracten()
        .filter(traject__in=trajecten.order_by().values("pk"), start__lte=peildatum)
        .order_by("start", "pk")
        .values_list(
            "traject__kandidaat_id",
            "start",
            "laatste_werkdag",
            "eindreden",
            "gepland_einde",
            "onbepaalde_tijd",
            "werkplek_id",
            "formele_werkgever_id",
            "volgende__start",
        )
    )
    per_persoon = defaultdict(list)
    elders = {}
    for persoon, start, laatste, reden, gepland, onbepaald, werkplek, werkgever, volgende in rijen:
        einde = EINDE_BIJ[eindcategorie(reden)] if laatste else Einde.UITSTROOM
        if einde is Einde.UITSTROOM and volgende is not None and volgende <= peildatum:
            einde = (
                Einde.VERVOLG
            )  # followed by a next placement: no exit, whatever reason was recorded before it
        if laatste is None:
            laatste = _einde_uit_meting(geen_werk[persoon], start)
        per_persoon[persoon].append(
            Dienstverband(
                start=start,
                laatste_werkdag=laatste,
                einde=einde,
                bevestigd_op=bevestigd[persoon],
                zeker_tot=None if onbepaald else gepland,
                werkplek=werkplek,
                werkgever=werkgever,
            )
        )
        elders[persoon] = laatste + timedelta(days=1) if reden == Eindreden.ANDERE_BAAN else None
    if variant is Variant.BETAALD_WERK:
        for persoon, begin in elders.items():
            # She left for another job, or told so later: paid work went on, as far as somebody confirmed it.
            if begin is not None and begin <= peildatum:
                per_persoon[persoon].append(_baan_elders(begin, ander_werk[persoon], geen_werk[persoon]))
    return per_persoon


def _meten_tot(trajecten):
    """kandidaat pk -> the day she withdrew her consent to be asked; after that nothing is known (PRIV-12)."""
    rijen = (
        Toestemming.objects.filter(
            doel=ToestemmingDoel.METEN, kandidaat__in=trajecten.order_by().values("kandidaat")
        )
        .order_by("gegeven_op", "pk")
        .values_list("kandidaat", "ingetrokken_op")
    )
    laatste = dict(rijen)  # the last row of each person counts: consent can be given again
    return {persoon: timezone.localdate(op) for persoon, op in laatste.items() if op is not None}


def _feiten(trajecten, variant, peildatum):
    """kandidaat pk -> days on which somebody confirmed she works; last working days told later; days of other work."""
    bevestigd, geen_werk, ander_werk = defaultdict(list), defaultdict(list), defaultdict(list)
    binnen = {"traject__in": trajecten.order_by().values("pk"), "datum__lte": peildatum}
    gesprekken = (
        Voortgangsgesprek.objects.gevoerd()
        .filter(**binnen, werkt_nog=True)
        .order_by()
        .values_list("traject__kandidaat_id", "datum")
    )
    for persoon, dag in gesprekken:
        bevestigd[persoon].append(dag)
    metingen = (
        Meetmoment.objects.filter(**binnen)
        .order_by("datum")
        .values_list("traject__kandidaat_id", "datum", "antwoord", "laatste_werkdag")
    )
    for persoon, dag, antwoord, laatste in metingen:
        if antwoord in BEVESTIGT_WERK[variant]:
            bevestigd[persoon].append(dag)
        if antwoord == Meetantwoord.ANDER_WERK:
            ander_werk[persoon].append(dag)
        elif antwoord == Meetantwoord.GEEN_WERK and laatste:
            geen_werk[persoon].append(laatste)
    return bevestigd, geen_werk, ander_werk


def _einde_uit_meting(laatste_dagen, start):
    """The last working day that a follow-up told for a placement still open in our books, or None."""
    return next((dag for dag in laatste_dagen if dag >= start), None)


def _baan_elders(begin, bevestigd, laatste_dagen):
    return Dienstverband(
        start=begin,
        laatste_werkdag=_einde_uit_meting(laatste_dagen, begin),
        bevestigd_op=bevestigd,
        werkplek=ELDERS,
        werkgever=ELDERS,
    )
