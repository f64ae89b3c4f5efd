"""Reasons from work: a trial or a contract that ends, and the moment to ask whether she still works."""

from datetime import date

from django.db.models import OuterRef, Subquery

from basis.opsomming import opsomming, rijen_uit
from basis.templatetags.componenten import datum
from rapportage.termijnlijst import bijna_voorbij
from rapportage.week.reden import Reden, Redensoort, Urgentie, binnenkort
from trajecten.dossier.adressen import adres
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.plaatsing.navragen import wacht_op_antwoord


def met_feiten(trajecten, vandaag):
    plaatsingen = bijna_voorbij(vandaag).filter(traject=OuterRef("pk"))
    meten = wacht_op_antwoord(vandaag).filter(traject=OuterRef("pk")).order_by().values("na_maanden")
    return trajecten.annotate(
        week_plaatsingen=opsomming(plaatsingen, "traject", "gepland_einde", "pk", "soort"),
        week_meten=Subquery(meten[:1]),
    )


def redenen(traject, stand, vandaag):
    nummer = traject.kandidaat.dossiernummer
    for einde, pk, soort in sorted(rijen_uit(traject.week_plaatsingen))[:1]:
        dag = date.fromisoformat(einde)
        wat = "Proefplaatsing" if soort == Plaatsingsoort.PROEFPLAATSING else "Contract"
        url = adres("plaatsing:plaatsing", nummer, int(pk))
        if dag < vandaag:
            yield Reden(Urgentie.NU, Redensoort.WERK, f"{wat} liep af op {datum(dag)}", "fout", url)
        else:
            woord = f"{wat} loopt af op {datum(dag)}"
            yield Reden(binnenkort(dag, vandaag), Redensoort.WERK, woord, "aandacht", url)
    if maanden := traject.week_meten:
        url = adres("plaatsing:meetmoment", nummer, traject.volgnummer, maanden)
        yield Reden(Urgentie.WEEK, Redensoort.METEN, f"{maanden} maanden bereikt", "aandacht", url)
