"""Reasons from the coaching itself: a talk that is due, open signals, actions past their day."""

from django.db.models import OuterRef

from basis.opsomming import opsomming, rijen_uit
from rapportage.week.reden import Reden, Redensoort, Urgentie, keer
from trajecten.begeleiding.models import Actiepunt
from trajecten.begeleiding.signaalkeuzes import Signaalsoort
from trajecten.begeleiding.signaalstand import met_signaalfeiten, signalen_van
from trajecten.dossier.adressen import adres


def met_feiten(trajecten, vandaag):
    acties = Actiepunt.objects.te_laat(vandaag).filter(traject=OuterRef("pk"))
    return met_signaalfeiten(trajecten, vandaag).annotate(
        week_acties=opsomming(acties, "traject", "uiterlijk", "pk")
    )


def redenen(traject, stand, vandaag):
    waar = traject.kandidaat.dossiernummer, traject.volgnummer
    if stand.te_laat or stand.vandaag:
        badge = "fout" if stand.te_laat else "aandacht"
        yield _gesprek(Urgentie.NU, stand, badge, waar)
    elif stand.deze_week:
        yield _gesprek(Urgentie.WEEK, stand, "neutraal", waar)
    for signaal in open_signalen(traject, stand, vandaag):
        url = adres("begeleiding:signalen", *waar)
        yield Reden(Urgentie.NU, Redensoort.SIGNAAL, signaal.kort, "aandacht", url)
    if acties := rijen_uit(traject.week_acties):
        woord = f"{keer(len(acties), 'actie', 'acties')} over datum"
        yield Reden(Urgentie.NU, Redensoort.ACTIE, woord, "aandacht", adres("begeleiding:doelen", *waar))


def open_signalen(traject, stand, vandaag):
    """Not "no talk": that the talk is too late stands there already, and it is solved in the same place."""
    standen = signalen_van(traject, stand, vandaag)
    return [s.signaal for s in standen if s.open and s.signaal.soort != Signaalsoort.GEEN_GESPREK]


def _gesprek(urgentie, stand, badge, waar):
    woord = stand.reden[:1].upper() + stand.reden[1:]
    return Reden(urgentie, Redensoort.GESPREK, woord, badge, adres("begeleiding:gesprek_nieuw", *waar))
