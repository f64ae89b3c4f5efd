"""Filling and starting a cohort: the services that change a Lichting and who sits in it."""

import hashlib
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from basis.vergrendeling import IntussenGewijzigd, bewaar
from gebruikers.rechten import Categorie
from kandidaten.keuzes import Kinderopvang, Toewijzingsrol
from kandidaten.models import Toewijzing
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.diensten import corrigeer_status, raak_aan, wijzig_status
from trajecten.groepsactie import Groepsuitkomst, voor_ieder
from trajecten.lichtingteam import begin_in_groep, verlaat_groep
from trajecten.models import Lichting, Traject
from trajecten.programmaversies import controleer_open_voor_nieuw
from trajecten.statussen import ACTIEF, MET_PLAATS, Status

LICHTINGVELDEN = ["naam", "vestiging", "start", "plaatsen", "plaatsen_min", "coordinator"]
GEANNULEERD = "Deze lichting is geannuleerd."


class LichtingVol(ValidationError):
    """No seat is left."""


@dataclass(frozen=True)
class Belemmering:
    """One thing that stands in the way of the start; `traject` is set when it is about one person."""

    code: str
    tekst: str
    traject: Traject | None = None


@dataclass
class Plaatsuitkomst(Groepsuitkomst):
    """`gedaan` have a seat; `wachtlijst` wait because the cohort is full; `niet` could not be placed."""

    wachtlijst: list = field(default_factory=list)


@transaction.atomic
def maak_lichting(*, programma, naam, start, plaatsen, coordinator, door, vestiging=None, plaatsen_min=None):
    """Make a cohort. Raises ValidationError with Dutch messages per field, and for a programme that is not running."""
    controleer_open_voor_nieuw(programma)
    lichting = Lichting(
        programma=programma,
        naam=naam,
        vestiging=vestiging,
        start=start,
        plaatsen=plaatsen,
        plaatsen_min=plaatsen_min,
        coordinator=coordinator,
        gewijzigd_door=door,
    )
    lichting.full_clean()
    lichting.save()
    return lichting


@transaction.atomic
def wijzig_lichting(lichting, *, gezien, door):
    """Save the changed, already cleaned fields (LICHTINGVELDEN) if nobody else was first.

    Raises ValidationError for fewer seats than people, another start date after the start, or a cancelled cohort.
    """
    lichting.full_clean()
    if lichting.geannuleerd_op:
        raise ValidationError(GEANNULEERD)
    eerst = Lichting.objects.values_list("start", flat=True).get(pk=lichting.pk)
    bewaar(lichting, gezien=gezien, velden=LICHTINGVELDEN, door=door)
    nu = Lichting.objects.get(pk=lichting.pk)
    bezet = nu.trajecten.filter(status__in=MET_PLAATS).count()
    if nu.plaatsen < bezet:
        raise ValidationError({"plaatsen": f"Er zitten al {bezet} mensen in deze lichting."})
    if nu.gestart_op and nu.start != eerst:
        raise ValidationError({"start": "Deze lichting is al gestart. De startdatum verandert niet meer."})
    return nu


def controleer_open(lichting):
    """Raise ValidationError when nobody gets a seat here any more: started, or cancelled."""
    if lichting.geannuleerd_op:
        raise ValidationError(GEANNULEERD)
    if lichting.gestart_op:
        raise ValidationError("Deze lichting is al gestart.")


def vergrendel(*dingen):
    """Take turns on the cohorts that somebody enters, leaves or waits for; an open recap of a start notices it too.

    An UPDATE locks the row on PostgreSQL; on SQLite the transaction already is the only writer. In order of number, so
    that two people who move between the same cohorts do not wait for each other.
    """
    nummers = {
        ding.pk if isinstance(ding, Lichting) else ding.lichting_id for ding in dingen if ding is not None
    }
    for nummer in sorted(nummers - {None}):
        Lichting.objects.filter(pk=nummer).update(versie=F("versie") + 1)


@transaction.atomic
def geef_plaats(traject, *, lichting, door):
    """Give a selected (or waiting) person a seat. Raises LichtingVol, or ValidationError for another programme."""
    if traject.programma_id != lichting.programma_id:
        raise ValidationError("Deze lichting hoort bij een ander programma of een andere versie.")
    if traject.status not in (Status.GESELECTEERD, Status.WACHTLIJST):
        raise ValidationError("Alleen wie geselecteerd is of op de wachtlijst staat, kan een plaats krijgen.")
    vergrendel(lichting, traject)
    lichting.refresh_from_db()
    controleer_open(lichting)
    if traject.lichting_id == lichting.pk and traject.status == Status.GESELECTEERD:
        return traject
    if lichting.trajecten.filter(status__in=MET_PLAATS).count() >= lichting.plaatsen:
        raise LichtingVol("Alle plaatsen in deze lichting zijn bezet. Zet deze kandidaat op de wachtlijst.")
    if traject.status == Status.WACHTLIJST:
        wijzig_status(traject, naar=Status.GESELECTEERD, door=door, op=timezone.localdate())
    return zet_lichting(traject, lichting, door)


@transaction.atomic
def zet_op_wachtlijst(traject, *, lichting, door, op=None):
    """Let a person wait for a seat in this cohort (or for the programme, with lichting=None)."""
    if lichting is not None and traject.programma_id != lichting.programma_id:
        raise ValidationError("Deze lichting hoort bij een ander programma of een andere versie.")
    vergrendel(lichting, traject)
    if lichting is not None and lichting.pk != traject.lichting_id:
        lichting.refresh_from_db()
        if lichting.geannuleerd_op:
            raise ValidationError(GEANNULEERD)
    if traject.status != Status.WACHTLIJST:
        wijzig_status(traject, naar=Status.WACHTLIJST, door=door, op=op or timezone.localdate())
    return zet_lichting(traject, lichting, door)


@transaction.atomic
def haal_uit_lichting(traject, *, door):
    """Free the seat; the person stays selected."""
    if traject.status not in (Status.GESELECTEERD, Status.WACHTLIJST):
        raise ValidationError("Wie al gestart is, blijft bij de lichting horen.")
    vergrendel(traject)
    return zet_lichting(traject, None, door)


@transaction.atomic
def plaats(traject, *, lichting, door, anders_wachten=False):
    """Give a person a seat; with `anders_wachten` she waits for this cohort when it is full. Her status says which.

    Raises LichtingVol, or ValidationError as `geef_plaats`.
    """
    try:
        with transaction.atomic():
            return geef_plaats(traject, lichting=lichting, door=door)
    except LichtingVol:
        if not anders_wachten:
            raise
    return zet_op_wachtlijst(traject, lichting=lichting, door=door)


def plaats_mensen(trajecten, *, lichting, door, rest_naar_wachtlijst=False):
    """Give a group seats in the given order, each by herself: a Plaatsuitkomst.

    Who no longer fits is refused, or waits for this cohort with `rest_naar_wachtlijst`.
    """
    groep = voor_ieder(
        trajecten,
        lambda traject: plaats(traject, lichting=lichting, door=door, anders_wachten=rest_naar_wachtlijst),
    )
    return Plaatsuitkomst(
        gedaan=[traject for traject in groep.gedaan if traject.status != Status.WACHTLIJST],
        wachtlijst=[traject for traject in groep.gedaan if traject.status == Status.WACHTLIJST],
        niet=groep.niet,
    )


@transaction.atomic
def zet_terug(traject, *, gezien, lichting, status, door):
    """Undo a move in or out of a cohort: back to this cohort (or None) and this status, if nobody touched her since.

    A status step is taken back with a correction. Raises IntussenGewijzigd, LichtingVol, or ValidationError when the
    cohort has started or the step before was another one.
    """
    if traject.versie != gezien:
        raise IntussenGewijzigd(traject)
    vergrendel(lichting, traject)
    if lichting is not None:
        lichting.refresh_from_db()
        if status != Status.LOPEND:
            controleer_open(lichting)
        bezet = lichting.trajecten.filter(status__in=MET_PLAATS).exclude(pk=traject.pk).count()
        if status in MET_PLAATS and bezet >= lichting.plaatsen:
            raise LichtingVol("De plaats is intussen aan een ander gegeven.")
    for _ in range(2):  # who joined late from the waiting list took two steps
        if traject.status != status:
            corrigeer_status(traject, door=door, toelichting="Meteen ongedaan gemaakt.")
    if traject.status != status:
        raise ValidationError("Dit kan niet meer ongedaan worden gemaakt.")
    return zet_lichting(traject, lichting, door)


def zet_lichting(traject, lichting, door, *, uit_lijsten=True):
    """Write in which cohort somebody is (None: in none), if nobody touched her since. For the services of cohorts.

    With a seat come the colleagues of the group, and they go with it; so does what she was invited to in that group,
    unless the cohort is cancelled (`uit_lijsten` False): a person calls its meetings off, and she must hear that.
    """
    eerst, heeft_plaats = traject.lichting_id, lichting is not None and traject.status in ACTIEF
    rijen = Traject.objects.filter(pk=traject.pk, versie=traject.versie)
    if not rijen.update(
        lichting=lichting, versie=F("versie") + 1, gewijzigd_op=timezone.now(), gewijzigd_door=door
    ):
        raise IntussenGewijzigd(traject)
    raak_aan(traject.kandidaat_id)
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.TRAJECT,
    )
    traject.lichting = lichting
    traject.versie += 1
    if eerst and not (heeft_plaats and eerst == lichting.pk):
        verlaat_groep(traject, eerst, uit_lijsten=uit_lijsten, door=door)
    if heeft_plaats:
        begin_in_groep(traject, lichting, door=door)
    return traject


def wie_starten(lichting):
    """The trajects that start with this cohort: a seat and not started yet, in the order of a list."""
    return (
        lichting.trajecten.filter(status=Status.GESELECTEERD)
        .select_related("kandidaat")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )


def vingerafdruk(mensen):
    """A short text that changes when other people are in the group; it names nobody."""
    nummers = ",".join(str(nummer) for nummer in sorted(traject.pk for traject in mensen))
    return hashlib.sha256(nummers.encode()).hexdigest()[:16]


def heeft_coach_op(start):
    """The assignments of a jobcoach that run on (or begin after) this day: a date, or an expression for a subquery."""
    return Toewijzing.objects.order_by().filter(Q(tot=None) | Q(tot__gte=start), rol=Toewijzingsrol.JOBCOACH)


def belemmeringen(lichting, *, mensen=None, gecoacht=None):
    """What stands in the way of the start, as a list of Belemmering; empty = it can start. A fixed number of queries.

    `mensen`: the trajects of `wie_starten`, and `gecoacht`: the kandidaat numbers of those who have a jobcoach at the
    start, when the caller already has them (a list of cohorts).
    """
    programma = lichting.programma
    mensen = list(wie_starten(lichting)) if mensen is None else mensen
    if gecoacht is None:
        gecoacht = set(
            heeft_coach_op(lichting.start)
            .filter(kandidaat__in=[t.kandidaat_id for t in mensen])
            .values_list("kandidaat_id", flat=True)
        )
    gevonden = []
    if lichting.gestart_op:
        gevonden.append(Belemmering("al_gestart", "Deze lichting is al gestart."))
    if not mensen:
        gevonden.append(Belemmering("niemand", "Er is nog niemand geplaatst."))
    if len(mensen) > lichting.plaatsen:
        gevonden.append(
            Belemmering("te_veel", f"Er zijn {lichting.plaatsen} plaatsen en {len(mensen)} mensen.")
        )
    if lichting.geannuleerd_op:
        gevonden.append(Belemmering("geannuleerd", GEANNULEERD))
    for traject in mensen:
        gevonden += belemmeringen_persoon(traject, programma, traject.kandidaat_id in gecoacht)
    return gevonden


def te_vroeg(lichting, vandaag=None):
    """The sentence that says why a cohort cannot start today, or "" from its start date on.

    Nobody is 'lopend' with a date ahead: the coaching and the figures count from that date.
    """
    if lichting.start <= (vandaag or timezone.localdate()):
        return ""
    return f"De startdatum is {date_format(lichting.start, 'j F Y')}. Starten kan vanaf die dag."


def belemmeringen_persoon(traject, programma, heeft_coach):
    """What stands in the way of the start of one person, as Belemmeringen. No queries."""
    kandidaat = traject.kandidaat
    if kandidaat.privacy_gegeven_op is None:
        yield Belemmering("privacy", "Heeft nog geen uitleg over privacy gehad.", traject)
    if programma.uren_opties and traject.uren_per_week is None:
        yield Belemmering("uren", "Uren per week zijn nog niet gekozen.", traject)
    if programma.kinderopvang_check and kandidaat.kinderopvang in (Kinderopvang.NODIG, Kinderopvang.ONBEKEND):
        yield Belemmering("kinderopvang", "Kinderopvang is nog niet geregeld.", traject)
    if programma.taaleis and not kandidaat.taal_spreken:
        yield Belemmering("taal", "Hoe goed zij Nederlands spreekt, is nog niet vastgelegd.", traject)
    if traject.wil_begeleiding and not programma.begeleiding_vrijwillig and not heeft_coach:
        yield Belemmering("jobcoach", "Heeft nog geen jobcoach.", traject)


@transaction.atomic
def start_lichting(lichting, *, door, gezien=None, gezien_mensen=None):
    """Start everybody with a seat on the cohort's start date, all or nothing.

    Raises ValidationError before the start date and with one message per obstacle, and IntussenGewijzigd if the cohort
    changed after the recap the user saw (`gezien` = its versie, `gezien_mensen` = the vingerafdruk of who would start).
    """
    if gezien is not None and lichting.versie != gezien:
        raise IntussenGewijzigd(lichting)
    if lichting.geannuleerd_op:
        raise ValidationError(GEANNULEERD)
    if reden := te_vroeg(lichting):
        raise ValidationError(reden)
    oude_versie = lichting.versie
    rijen = Lichting.objects.open().filter(pk=lichting.pk, versie=oude_versie)
    if not rijen.update(gestart_op=timezone.now(), versie=F("versie") + 1, gewijzigd_door=door):
        raise IntussenGewijzigd(lichting)
    mensen = list(wie_starten(lichting))
    if gezien_mensen is not None and vingerafdruk(mensen) != gezien_mensen:
        raise IntussenGewijzigd(lichting)
    problemen = belemmeringen(lichting, mensen=mensen)
    if problemen:
        raise ValidationError(
            [f"{p.traject.kandidaat.naam}: {p.tekst}" if p.traject else p.tekst for p in problemen]
        )
    for traject in mensen:
        wijzig_status(traject, naar=Status.LOPEND, door=door, op=lichting.start)
    lichting.refresh_from_db()
    return lichting
