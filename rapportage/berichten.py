"""Section of Vandaag: what somebody must still hear by telephone or letter, and mails of which it is not sure."""

from datetime import timedelta

from django.db.models import F, Q

from basis.templatetags.componenten import datumtijd
from rapportage.werklijst import Actie, Regel, aantallen, met_aantallen
from trajecten.bijeenkomststand import vraagt_iets
from trajecten.dossier.adressen import adres
from trajecten.keuzes import Berichtstatus
from trajecten.models import Bericht

HAAST = timedelta(hours=24)  # so short before a meeting it is late to hear of it


def berichten(kandidaten, deel, nu):
    """(rows, count, late) of messages for a person to pass on; what is about the nearest meeting first."""
    rijen = (
        vraagt_iets(Bericht.objects.filter(traject__kandidaat__in=kandidaten.values("pk")))
        .select_related("traject__kandidaat", "deelname__bijeenkomst")
        .defer("tekst", "aan", "traject__kandidaat__motivatie")
        .order_by(F("deelname__bijeenkomst__begin").asc(nulls_last=True), "gemaakt_op", "pk")
    )
    laat = Q(deelname__bijeenkomst__begin__lte=nu + HAAST)
    rijen = list(deel.van(met_aantallen(rijen, te_laat=laat)))
    return [_regel(bericht, nu) for bericht in rijen], *aantallen(rijen)


def _regel(bericht, nu):
    kandidaat, deelname = bericht.traject.kandidaat, bericht.deelname
    per_mail = bericht.status != Berichtstatus.TE_DOEN
    woord = {Berichtstatus.TE_DOEN: "Bel of schrijf", Berichtstatus.MISLUKT: "Mail niet gelukt"}.get(
        bericht.status, "Misschien verstuurd"
    )
    waarover = f" · {deelname.bijeenkomst.titel}, {datumtijd(deelname.bijeenkomst.begin)}" if deelname else ""
    haast = deelname is not None and deelname.bijeenkomst.begin <= nu + HAAST
    return Regel(
        titel=kandidaat.lijstnaam,
        url=adres("dossier:traject", kandidaat.dossiernummer, bericht.traject.volgnummer),
        soort="fout" if haast or bericht.status == Berichtstatus.MISLUKT else "aandacht",
        woord=woord,
        waarom=f"{bericht.get_soort_display()}{waarover} · gemaakt {datumtijd(bericht.gemaakt_op)}",
        actie=Actie(
            adres("bijeenkomsten:bericht", kandidaat.dossiernummer, bericht.pk)
            + f"?terug={adres('rapportage:vandaag')}",
            "Mail nakijken" if per_mail else "Bericht doorgeven",
            f"aan {kandidaat.naam}",
        ),
        telefoon=kandidaat.telefoon,
        naam=kandidaat.naam,
    )
