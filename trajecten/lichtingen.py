"""Filling and starting a cohort: the services that change a Lichting and who sits in it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.keuzes import Kinderopvang, Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.diensten import wijzig_status
from trajecten.models import Lichting, Traject
from trajecten.statussen import Status

MET_PLAATS = [Status.GESELECTEERD, Status.LOPEND, Status.AFGEROND, Status.UITGEVALLEN]


class LichtingVol(ValidationError):
    """No seat is left."""


@dataclass(frozen=True)
class Belemmering:
    """One thing that stands in the way of the start; `traject` is set when it is about one person."""

    code: str
    tekst: str
    traject: Traject | None = None


@transaction.atomic
def maak_lichting(*, programma, naam, start, plaatsen, coordinator, door, vestiging=None):
    """Make a cohort. Raises ValidationError with Dutch messages per field."""
    lichting = Lichting(
        programma=programma,
        naam=naam,
        vestiging=vestiging,
        start=start,
        plaatsen=plaatsen,
        coordinator=coordinator,
        gewijzigd_door=door,
    )
    lichting.full_clean()
    lichting.save()
    return lichting


def _vergrendel(lichting):
    """Take turns: an UPDATE locks the row on PostgreSQL, and the transaction on SQLite already is the only writer."""
    Lichting.objects.filter(pk=lichting.pk).update(versie=F("versie") + 1)
    lichting.refresh_from_db()


@transaction.atomic
def geef_plaats(traject, *, lichting, door):
    """Give a selected (or waiting) person a seat. Raises LichtingVol, or ValidationError for another programme."""
    if traject.programma_id != lichting.programma_id:
        raise ValidationError("Deze lichting hoort bij een ander programma of een andere versie.")
    if traject.status not in (Status.GESELECTEERD, Status.WACHTLIJST):
        raise ValidationError("Alleen wie geselecteerd is of op de wachtlijst staat, kan een plaats krijgen.")
    _vergrendel(lichting)
    if lichting.gestart_op:
        raise ValidationError("Deze lichting is al gestart.")
    if traject.lichting_id == lichting.pk and traject.status == Status.GESELECTEERD:
        return traject
    if lichting.trajecten.filter(status__in=MET_PLAATS).count() >= lichting.plaatsen:
        raise LichtingVol("Alle plaatsen in deze lichting zijn bezet. Zet deze kandidaat op de wachtlijst.")
    if traject.status == Status.WACHTLIJST:
        wijzig_status(traject, naar=Status.GESELECTEERD, door=door, op=timezone.localdate())
    return _zet_lichting(traject, lichting, door)


@transaction.atomic
def zet_op_wachtlijst(traject, *, lichting, door, op=None):
    """Let a person wait for a seat in this cohort (or for the programme, with lichting=None)."""
    if lichting is not None and traject.programma_id != lichting.programma_id:
        raise ValidationError("Deze lichting hoort bij een ander programma of een andere versie.")
    if traject.status != Status.WACHTLIJST:
        wijzig_status(traject, naar=Status.WACHTLIJST, door=door, op=op or timezone.localdate())
    return _zet_lichting(traject, lichting, door)


@transaction.atomic
def haal_uit_lichting(traject, *, door):
    """Free the seat; the person stays selected."""
    if traject.status not in (Status.GESELECTEERD, Status.WACHTLIJST):
        raise ValidationError("Wie al gestart is, blijft bij de lichting horen.")
    return _zet_lichting(traject, None, door)


def _zet_lichting(traject, lichting, door):
    rijen = Traject.objects.filter(pk=traject.pk, versie=traject.versie)
    if not rijen.update(
        lichting=lichting, versie=F("versie") + 1, gewijzigd_op=timezone.now(), gewijzigd_door=door
    ):
        raise IntussenGewijzigd(traject)
    traject.lichting = lichting
    traject.versie += 1
    return traject


def belemmeringen(lichting):
    """What stands in the way of the start, as a list of Belemmering; empty = it can start. A fixed number of queries."""
    programma = lichting.programma
    mensen = list(
        lichting.trajecten.filter(status=Status.GESELECTEERD)
        .select_related("kandidaat")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    gecoacht = set(
        Toewijzing.objects.filter(
            kandidaat__in=[t.kandidaat_id for t in mensen], rol=Toewijzingsrol.JOBCOACH, tot=None
        ).values_list("kandidaat_id", flat=True)
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
    for traject in mensen:
        gevonden += _belemmeringen_persoon(traject, programma, traject.kandidaat_id in gecoacht)
    return gevonden


def _belemmeringen_persoon(traject, programma, heeft_coach):
    kandidaat = traject.kandidaat
    if kandidaat.privacy_gegeven_op is None:
        yield Belemmering("privacy", "Heeft nog geen uitleg over privacy gehad.", traject)
    if programma.uren_opties and traject.uren_per_week is None:
        yield Belemmering("uren", "Uren per week zijn nog niet gekozen.", traject)
    if programma.kinderopvang_check and kandidaat.kinderopvang in (Kinderopvang.NODIG, Kinderopvang.ONBEKEND):
        yield Belemmering("kinderopvang", "Kinderopvang is nog niet geregeld.", traject)
    if traject.wil_begeleiding and not programma.begeleiding_vrijwillig and not heeft_coach:
        yield Belemmering("jobcoach", "Heeft nog geen jobcoach.", traject)


@transaction.atomic
def start_lichting(lichting, *, door, gezien=None):
    """Start everybody with a seat on the cohort's start date, all or nothing.

    Raises ValidationError with one message per obstacle, and IntussenGewijzigd if the cohort changed after the recap
    the user saw (`gezien` = its versie).
    """
    if gezien is not None and lichting.versie != gezien:
        raise IntussenGewijzigd(lichting)
    oude_versie = lichting.versie
    rijen = Lichting.objects.filter(pk=lichting.pk, versie=oude_versie, gestart_op=None)
    if not rijen.update(gestart_op=timezone.now(), versie=F("versie") + 1, gewijzigd_door=door):
        raise IntussenGewijzigd(lichting)
    problemen = belemmeringen(lichting)
    if problemen:
        raise ValidationError(
            [f"{p.traject.kandidaat.naam}: {p.tekst}" if p.traject else p.tekst for p in problemen]
        )
    for traject in lichting.trajecten.filter(status=Status.GESELECTEERD).select_related("kandidaat"):
        wijzig_status(traject, naar=Status.LOPEND, door=door, op=lichting.start)
    lichting.refresh_from_db()
    return lichting
