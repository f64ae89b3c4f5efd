"""Sections of Vandaag that follow from a date of work: placements that end, and follow-up facts that are due."""

from datetime import timedelta

from django.db.models import (
    Case,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)

from basis.maanden import EEN_DAG, verjaardag
from basis.templatetags.componenten import datum
from kandidaten.keuzes import ToestemmingDoel
from kandidaten.models import Toestemming
from rapportage.werklijst import Actie, Regel, aantallen, dagen, met_aantallen
from trajecten.dossier.adressen import adres
from trajecten.plaatsing.keuzes import MEETMAANDEN, Eindreden, Plaatsingsoort
from trajecten.plaatsing.models import Meetmoment, Plaatsing

LOOPT_AF_DAGEN = {True: 30, False: 60}  # trial, contract
METEN_TOT_MAANDEN = 37  # privacy, default terms: outcomes at most 37 months after the start of employment
NIET_MEER_VRAGEN = (Eindreden.OVERLEDEN, Eindreden.PENSIOEN)


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
def laatste_start(maanden, vandaag):
    """The latest first working day of which the moment after `maanden` months has come on `vandaag`.

    Not simply so many months back: on 28 February people who began on 28 to 31 January all reach one month.
    """
    start = verjaardag(vandaag, -maanden)
    while verjaardag(start + EEN_DAG, maanden) <= vandaag:
        start += EEN_DAG
    return start


def te_meten(vandaag):
    """First contracts of people whose latest moment has come and is not recorded, with `na_maanden` and `grens`.

    Only the latest: a fact at 12 months says what the forgotten one at 6 would have said. Nobody is asked who
    withdrew her consent, retired or died, nor longer than 37 months after the start.
    """
    eerder = Plaatsing.objects.contracten().filter(
        Q(start__lt=OuterRef("start")) | Q(start=OuterRef("start"), pk__lt=OuterRef("pk")),
        traject=OuterRef("traject"),
    )
    gedaan = Meetmoment.objects.filter(traject=OuterRef("traject"), na_maanden=OuterRef("na_maanden"))
    toestemming = Toestemming.objects.filter(
        kandidaat=OuterRef("traject__kandidaat"), doel=ToestemmingDoel.METEN
    )
    ingetrokken = Exists(toestemming.exclude(ingetrokken_op=None)) & ~Exists(
        toestemming.filter(ingetrokken_op=None)
    )
    klaar = Plaatsing.objects.filter(
        traject__kandidaat=OuterRef("traject__kandidaat"), eindreden__in=NIET_MEER_VRAGEN
    )
    grenzen = {n: laatste_start(n, vandaag) for n in sorted(MEETMAANDEN, reverse=True)}
    return (
        Plaatsing.objects.contracten()
        .filter(start__lte=grenzen[min(MEETMAANDEN)], start__gt=laatste_start(METEN_TOT_MAANDEN, vandaag))
        .annotate(
            na_maanden=_per_grens(grenzen, lambda n: n, IntegerField()),
            grens=_per_grens(grenzen, grenzen.get, DateField()),
        )
        .filter(~Exists(eerder), ~Exists(gedaan), ~Exists(klaar), ~ingetrokken)
    )


def meetmomenten(kandidaten, deel, vandaag):
    """(rows, count, 0) of people whose latest moment has come and is not recorded; who waits longest first."""
    rijen = (
        te_meten(vandaag)
        .filter(traject__kandidaat__in=kandidaten.values("pk"))
        .annotate(al_wachtend=ExpressionWrapper(F("start") - F("grens"), output_field=DurationField()))
        .select_related("traject__kandidaat", "traject__programma")
        .defer("langer_reden", "traject__kandidaat__motivatie")
        .order_by("al_wachtend", "pk")
    )
    rijen = list(deel.van(met_aantallen(rijen)))
    return [_regel_meten(plaatsing, vandaag) for plaatsing in rijen], *aantallen(rijen)


def _per_grens(grenzen, waarde, veld):
    """CASE: `waarde(n)` of the latest moment n that somebody with this `start` has reached."""
    return Case(
        *[When(start__lte=grens, then=Value(waarde(n), output_field=veld)) for n, grens in grenzen.items()],
        output_field=veld,
    )


def _regel_meten(plaatsing, vandaag):
    traject, maanden = plaatsing.traject, plaatsing.na_maanden
    kandidaat = traject.kandidaat
    sinds = verjaardag(plaatsing.start, maanden)
    wacht = (vandaag - sinds).days
    return Regel(
        titel=kandidaat.lijstnaam,
        url=adres("dossier:traject", kandidaat.dossiernummer, traject.volgnummer),
        soort="aandacht",
        woord=f"Na {maanden} maanden",
        waarom=f"{traject.programma.naam} · eerste werkdag {datum(plaatsing.start)} · "
        f"te vragen sinds {datum(sinds)}" + (f" ({dagen(wacht)})" if wacht else " (vandaag)"),
        actie=Actie(
            adres("plaatsing:meetmoment", kandidaat.dossiernummer, traject.volgnummer, maanden),
            "Meetmoment vastleggen",
            f"na {maanden} maanden, {kandidaat.naam}",
        ),
        telefoon=kandidaat.telefoon,
        naam=kandidaat.naam,
    )
