"""Sections of Vandaag that follow from a date of work: placements that end, and follow-up facts that are due."""

from datetime import timedelta

from django.db.models import Q

from basis.maanden import verjaardag
from basis.templatetags.componenten import datum
from rapportage.werklijst import Actie, Regel, aantallen, dagen, met_aantallen
from trajecten.dossier.adressen import adres
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.plaatsing.models import Plaatsing
from trajecten.plaatsing.navragen import te_vragen

LOOPT_AF_DAGEN = {True: 30, False: 60}  # trial, contract


# --- Proefplaatsing of contract loopt af ------------------------------------------------------------------------------
def bijna_voorbij(vandaag):
    """Open placements near or past their last day, without a next one."""
    proef = Q(soort=Plaatsingsoort.PROEFPLAATSING)
    binnen = [Q(gepland_einde__lte=vandaag + timedelta(days=n)) for n in LOOPT_AF_DAGEN.values()]
    rijen = Plaatsing.objects.niet_beeindigd().zonder_vervolg()
    return rijen.filter(proef & binnen[0] | ~proef & binnen[1])


def loopt_af(kandidaten, deel, vandaag):
    """(rows, count, late) of open placements near or past their last day, without a next one; the oldest first."""
    rijen = (
        bijna_voorbij(vandaag)
        .filter(traject__kandidaat__in=kandidaten.values("pk"))
        .select_related("traject__kandidaat", "traject__programma", "werkplek")
        .defer("langer_reden", "traject__kandidaat__motivatie")
        .order_by("gepland_einde", "pk")
    )
    rijen = list(deel.van(met_aantallen(rijen, te_laat=Q(gepland_einde__lt=vandaag))))
    return [_regel_loopt_af(plaatsing, vandaag) for plaatsing in rijen], *aantallen(rijen)


def _regel_loopt_af(plaatsing, vandaag):
    traject = plaatsing.traject
    kandidaat = traject.kandidaat
    proef = plaatsing.soort == Plaatsingsoort.PROEFPLAATSING
    over = (plaatsing.gepland_einde - vandaag).days
    wat = f"{plaatsing.get_soort_display()} bij {plaatsing.werkplek.naam}"
    if over < 0:
        woord = f"{dagen(-over)} te laat"
        waarom = (
            f"{wat} liep tot en met {datum(plaatsing.gepland_einde)}. De volgende stap is niet vastgelegd."
        )
    else:
        woord = f"Nog {dagen(over)}" if over else "Laatste dag"
        waarom = f"{wat} loopt tot en met {datum(plaatsing.gepland_einde)}."
    naar = ("plaatsing:contract", kandidaat.dossiernummer, traject.volgnummer)
    if not proef:
        naar = ("plaatsing:plaatsing", kandidaat.dossiernummer, plaatsing.pk)
    return Regel(
        titel=kandidaat.lijstnaam,
        url=adres("dossier:traject", kandidaat.dossiernummer, traject.volgnummer),
        soort="fout" if over < 0 else "aandacht",
        woord=woord,
        waarom=waarom,
        actie=Actie(
            adres(*naar), "Contract vastleggen" if proef else "Vervolg vastleggen", f"voor {kandidaat.naam}"
        ),
    )


# --- Meetmomenten -----------------------------------------------------------------------------------------------------
def meetmomenten(kandidaten, deel, vandaag):
    """(rows, count, 0) of people whose latest moment has come and is not recorded (plaatsing.navragen.te_vragen)."""
    rijen = (
        te_vragen(kandidaten, vandaag)
        .select_related("traject__kandidaat", "traject__programma")
        .defer("langer_reden", "traject__kandidaat__motivatie")
    )
    rijen = list(deel.van(met_aantallen(rijen)))
    return [_regel_meten(plaatsing, vandaag) for plaatsing in rijen], *aantallen(rijen)


def _regel_meten(plaatsing, vandaag):
    traject, maanden = plaatsing.traject, plaatsing.na_maanden
    kandidaat = traject.kandidaat
    sinds = verjaardag(plaatsing.start, maanden)
    wacht = (vandaag - sinds).days
    later = plaatsing.opnieuw_op is not None and plaatsing.opnieuw_op > vandaag
    return Regel(
        titel=kandidaat.lijstnaam,
        url=adres("dossier:traject", kandidaat.dossiernummer, traject.volgnummer),
        soort="neutraal" if later else "aandacht",
        woord=f"Na {maanden} maanden",
        waarom=f"{traject.programma.naam} · eerste werkdag {datum(plaatsing.start)} · "
        f"te vragen sinds {datum(sinds)}"
        + (f" ({dagen(wacht)})" if wacht else " (vandaag)")
        + _pogingen(plaatsing),
        actie=Actie(
            adres("plaatsing:meetmoment", kandidaat.dossiernummer, traject.volgnummer, maanden),
            "Meetmoment vastleggen",
            f"na {maanden} maanden, {kandidaat.naam}",
        ),
        telefoon=kandidaat.telefoon,
        naam=kandidaat.naam,
    )


def _pogingen(plaatsing):
    """ " · 2 keer geprobeerd, laatst op 3 nov 2026; weer op 10 nov 2026", or "" without a try."""
    if not plaatsing.pogingen:
        return ""
    keer = "1 keer" if plaatsing.pogingen == 1 else f"{plaatsing.pogingen} keer"
    weer = f"; weer op {datum(plaatsing.opnieuw_op)}" if plaatsing.opnieuw_op else ""
    return f" · {keer} geprobeerd, laatst op {datum(plaatsing.laatste_poging)}{weer}"
