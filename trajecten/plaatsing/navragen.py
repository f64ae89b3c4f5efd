"""Of whom a follow-up fact is due, whether she allows the question, and tries that gave no answer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import (
    Case,
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from basis.maanden import EEN_DAG, verjaardag
from basis.vastleggen import leg_vast
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.plaatsing.keuzes import MEETMAANDEN, Eindreden
from trajecten.plaatsing.meetmomenten import controleer_moment, wil_niet_gemeten
from trajecten.plaatsing.models import Meetmoment, Navraag, Plaatsing

METEN_TOT_MAANDEN = 37  # privacy, default terms: outcomes at most 37 months after the start of employment
NIET_MEER_VRAGEN = (Eindreden.OVERLEDEN, Eindreden.PENSIOEN)


def laatste_start(maanden, vandaag):
    """The latest first working day of which the moment after `maanden` months has come on `vandaag`.

    Not simply so many months back: on 28 February people who began on 28 to 31 January all reach one month.
    """
    start = verjaardag(vandaag, -maanden)
    while verjaardag(start + EEN_DAG, maanden) <= vandaag:
        start += EEN_DAG
    return start


def wacht_op_antwoord(vandaag):
    """First contracts of people whose latest moment has come and is not recorded, with `na_maanden` and `grens`.

    Only the latest: a fact at 12 months says what the forgotten one at 6 would have said. Nobody is asked who
    withdrew her consent, retired or died, nor longer than 37 months after the start.
    """
    contracten = Plaatsing.objects.contracten()
    eerder = contracten.filter(
        Q(start__lt=OuterRef("start")) | Q(start=OuterRef("start"), pk__lt=OuterRef("pk")),
        traject=OuterRef("traject"),
    )
    gedaan = Meetmoment.objects.filter(traject=OuterRef("traject"), na_maanden=OuterRef("na_maanden"))
    klaar = Plaatsing.objects.filter(
        traject__kandidaat=OuterRef("traject__kandidaat"), eindreden__in=NIET_MEER_VRAGEN
    )
    grenzen = {n: laatste_start(n, vandaag) for n in sorted(MEETMAANDEN, reverse=True)}
    return (
        contracten.filter(
            start__lte=grenzen[min(MEETMAANDEN)], start__gt=laatste_start(METEN_TOT_MAANDEN, vandaag)
        )
        .annotate(
            na_maanden=_per_grens(grenzen, lambda n: n, IntegerField()),
            grens=_per_grens(grenzen, grenzen.get, DateField()),
        )
        .filter(
            ~Exists(eerder),
            ~Exists(gedaan),
            ~Exists(klaar),
            ~wil_niet_gemeten(OuterRef("traject__kandidaat")),
        )
    )


def te_vragen(kandidaten, vandaag):
    """Of these people who waits for an answer (`wacht_op_antwoord`), longest first.

    Whoever is to be tried again on a later day comes last. Adds `pogingen`, `laatste_poging`, `opnieuw_op` and
    `werkplek_nu` (the latest workplace).
    """
    rijen = wacht_op_antwoord(vandaag).filter(traject__kandidaat__in=kandidaten.values("pk"))
    return _met_pogingen(rijen, vandaag).order_by("later", "al_wachtend", "pk")


def _met_pogingen(rijen, vandaag):
    """Adds the tries, whether the next one is on a later day (`later`), and how long it waits (`al_wachtend`)."""
    pogingen = Navraag.objects.filter(traject=OuterRef("traject"), na_maanden=OuterRef("na_maanden"))
    laatste = pogingen.order_by("-op", "-pk")
    aantal = pogingen.order_by().values("traject").annotate(n=Count("pk")).values("n")
    werkplek = Plaatsing.objects.contracten().filter(traject=OuterRef("traject")).order_by("-start", "-pk")
    return rijen.annotate(
        pogingen=Subquery(aantal, output_field=IntegerField()),
        laatste_poging=Subquery(laatste.values("op")[:1]),
        opnieuw_op=Subquery(laatste.values("opnieuw_op")[:1]),
        werkplek_nu=Subquery(werkplek.values("werkplek")[:1]),
        al_wachtend=ExpressionWrapper(F("start") - F("grens"), output_field=DurationField()),
    ).annotate(
        later=Case(When(opnieuw_op__gt=vandaag, then=Value(1)), default=Value(0), output_field=IntegerField())
    )


def _per_grens(grenzen, waarde, veld):
    """CASE: `waarde(n)` of the latest moment n that somebody with this `start` has reached."""
    return Case(
        *[When(start__lte=grens, then=Value(waarde(n), output_field=veld)) for n, grens in grenzen.items()],
        output_field=veld,
    )


@transaction.atomic
def leg_navraag_vast(traject, *, na_maanden, op, kanaal, bij, door, opnieuw_op=None):
    """Record a try without an answer. Raises ValidationError before the moment, in the future, when the fact is there
    already, or when she does not want to be asked any more."""
    controleer_moment(traject, na_maanden, op, veld="op")
    if Meetmoment.objects.filter(traject=traject, na_maanden=na_maanden).exists():
        raise ValidationError("Dit meetmoment is al vastgelegd. Een poging is niet meer nodig.")
    navraag = Navraag(
        traject=traject,
        na_maanden=na_maanden,
        op=op,
        kanaal=kanaal,
        bij=bij,
        opnieuw_op=opnieuw_op,
        door=door,
    )
    leg_vast(navraag)
    schrijf(
        gebruiker=door,
        handeling=Handeling.MAKEN,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.MEETMOMENTEN,
        reden="navraag zonder antwoord",
    )
    return navraag
