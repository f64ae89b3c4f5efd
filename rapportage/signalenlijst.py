"""Open signals of the people of a coordinator: who, why and with which facts; most serious first.

The rules are `trajecten.begeleiding.signalen`. At a region's size they are asked only about the running trajects for
which one of them can hold; which those are is chosen in SQL, by facts that each rule needs and that an index finds.
"""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid
from rapportage.werklijst import Actie, Regel, mensen_als
from trajecten.begeleiding.models import SCORENAMEN, Voortgangsgesprek
from trajecten.begeleiding.signaalkeuzes import Signaalsoort
from trajecten.begeleiding.signaalstand import gesproken_na, met_signaalfeiten, signalen_van
from trajecten.begeleiding.signalen import (
    GESPREKKEN_WEKEN,
    PERIODES_ZONDER_GESPREK,
    SCORE_DALING,
    VERZUIM_KEER,
    VERZUIM_WEKEN,
    WELBEVINDEN_LAAG,
)
from trajecten.begeleiding.stand import stand_van
from trajecten.dossier.adressen import adres
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Deelname, Traject

ERNST = list(Signaalsoort)
HOOGSTE_SCORE = 5


def open_signalen(gebruiker, vandaag=None):
    """[(traject, [open Signalen])] of the people in this coordinator's regions; a fixed number of queries.

    The worst kind first, and within it who waits longest.
    """
    vandaag = vandaag or timezone.localdate()
    trajecten = list(_met_misschien_een_signaal(mensen_als(gebruiker, Hoedanigheid.COORDINATOR), vandaag))
    # Judging every period of years takes time: only of whom the rule about periods can hold.
    standen = stand_van([t for t in trajecten if not gesproken_na(t, _stil_sinds(vandaag))], vandaag)
    gevonden = [
        (t, [s.signaal for s in signalen_van(t, standen.get(t.pk), vandaag) if s.open]) for t in trajecten
    ]
    gevonden = [paar for paar in gevonden if paar[1]]
    gevonden.sort(key=_volgorde)
    return gevonden


def _volgorde(paar):
    traject, (eerste, *_) = paar
    sinds = eerste.sinds.toordinal() if eerste.sinds else 0
    return (
        ERNST.index(eerste.soort),
        sinds,
        traject.kandidaat.achternaam,
        traject.kandidaat.voornaam,
        traject.pk,
    )


def _stil_sinds(vandaag):
    """No period is shorter than a week: so many missed ones are at least so many weeks without a talk."""
    return vandaag - timedelta(weeks=PERIODES_ZONDER_GESPREK)


def _met_misschien_een_signaal(kandidaten, vandaag):
    """Running trajects with a score low enough to have fallen, with absence, or without a recent talk."""
    gesprekken = (
        Voortgangsgesprek.objects.order_by().gevoerd().tot_en_met(vandaag).filter(traject=OuterRef("pk"))
    )
    kort = gesprekken.filter(datum__gte=vandaag - timedelta(weeks=GESPREKKEN_WEKEN))
    laag = Q(welbevinden__lte=WELBEVINDEN_LAAG)
    for naam in SCORENAMEN:
        laag |= Q(**{f"{naam}__lte": HOOGSTE_SCORE - SCORE_DALING})
    stil = _stil_sinds(vandaag)
    afwezig = (
        Deelname.objects.order_by()
        .filter(
            traject=OuterRef("pk"),
            aanwezigheid=Aanwezigheid.AFWEZIG_ZONDER_BERICHT,
            bijeenkomst__begin__gte=timezone.now() - timedelta(weeks=VERZUIM_WEKEN),
        )
        .values("traject")
        .annotate(keer=Count("pk"))
        .filter(keer__gte=VERZUIM_KEER)
    )
    lopend = (
        Traject.objects.lopend()
        .filter(
            Exists(kort.filter(laag))
            | Exists(afwezig)
            | Q(wil_begeleiding=True) & ~Exists(gesprekken.filter(datum__gt=stil)),
            kandidaat__in=kandidaten.values("pk"),
        )
        .select_related("kandidaat", "programma")
        .defer("kandidaat__motivatie")
        .order_by("pk")
    )
    return met_signaalfeiten(lopend, vandaag)


def regel(traject, gevonden):
    """One row of the list: her name, the kinds in words, and the facts of each."""
    kandidaat = traject.kandidaat
    url = adres("begeleiding:signalen", kandidaat.dossiernummer, traject.volgnummer)
    return Regel(
        titel=kandidaat.lijstnaam,
        url=adres("dossier:traject", kandidaat.dossiernummer, traject.volgnummer),
        soort="aandacht",
        woord=gevonden[0].kort if len(gevonden) == 1 else f"{len(gevonden)} signalen",
        waarom=". ".join(f"{s.titel}: {'; '.join(s.feiten)}" for s in gevonden) + ".",
        actie=Actie(url, "Signaal behandelen", f"van {kandidaat.naam}"),
    )
