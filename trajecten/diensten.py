"""The only writers of trajects and their status (design: domain, section 2)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd, bewaar
from gebruikers.rechten import Categorie
from kandidaten.models import Kandidaat
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.lichtingteam import begin_in_groep, verlaat_groep
from trajecten.models import GESTARTE_STATUSSEN, Lichting, Statuswissel, Traject
from trajecten.programmaversies import controleer_open_voor_nieuw
from trajecten.statussen import (
    ACTIEF,
    EINDSTATUSSEN,
    MET_PLAATS,
    OvergangNietToegestaan,
    Status,
    is_geldige_reden,
    mag_overgaan,
)


def _log(door, traject, handeling=Handeling.WIJZIGEN):
    schrijf(
        gebruiker=door,
        handeling=handeling,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.TRAJECT,
    )


def raak_aan(kandidaat):
    """Note (by her number) that a traject of this candidate changed now: lists by "laatst gewijzigd" read only this.

    Every writer of a traject calls it. It leaves her version alone, so that nobody's open form is in conflict.
    """
    Kandidaat.objects.filter(pk=kandidaat).update(trajecten_gewijzigd_op=timezone.now())


@transaction.atomic
def open_traject(*, kandidaat, verwijzing, programma, door, op=None, uren_per_week=None, kwalificatie=None):
    """Open a traject with status aangemeld. Raises ValidationError if one already runs in this programme, or when the
    programme takes nobody new (archived, in development).

    `op` is the date of the first status step (today). A programme with one qualification fills it in.
    """
    kwalificatie = kwalificatie or enige_kwalificatie(programma)
    # Touch the candidate first: two people opening a traject at once take turns, so the number is unique.
    raak_aan(kandidaat.pk)
    hoogste = Traject.objects.filter(kandidaat=kandidaat).aggregate(n=Max("volgnummer"))["n"] or 0
    traject = nieuw_traject(
        kandidaat=kandidaat,
        volgnummer=hoogste + 1,
        verwijzing=verwijzing,
        programma=programma,
        uren_per_week=uren_per_week,
        kwalificatie=kwalificatie,
        door=door,
    )
    leg_vast(traject)
    eerste_wissel(traject, op=op, door=door).save(force_insert=True)
    _log(door, traject, Handeling.MAKEN)
    return traject


def enige_kwalificatie(programma):
    """The qualification of a programme that has one; None if it has none or several."""
    kwalificaties = list(programma.kwalificaties.all()[:2])
    return kwalificaties[0] if len(kwalificaties) == 1 else None


def nieuw_traject(*, kandidaat, verwijzing, door, **velden):
    """The row that `open_traject` writes. Writes nothing; raises ValidationError."""
    if verwijzing.kandidaat_id != kandidaat.pk:
        raise ValidationError("Deze verwijzing hoort bij een andere kandidaat.")
    controleer_open_voor_nieuw(velden["programma"])
    return Traject(kandidaat=kandidaat, verwijzing=verwijzing, gewijzigd_door=door, **velden)


def eerste_wissel(traject, *, op, door):
    """The first status step of a traject that was just written. Writes nothing."""
    return Statuswissel(
        traject=traject, van="", naar=Status.AANGEMELD, op=op or timezone.localdate(), door=door
    )


@transaction.atomic
def wijzig_status(traject, *, naar, door, op, reden="", toelichting=""):
    """Move a traject to another status and log it. `reden`: code of the closed list of the status, '' if it has none.

    Raises OvergangNietToegestaan if the table has no such move, ValidationError on a wrong reason or date, and
    IntussenGewijzigd if someone else was first: the update is conditional, because select_for_update does nothing
    on SQLite.
    """
    van, naar = Status(traject.status), Status(naar)
    if not mag_overgaan(van, naar):
        raise OvergangNietToegestaan(van, naar)
    if not is_geldige_reden(naar, reden):
        raise ValidationError({"reden": "Kies een reden van de lijst."})
    if naar in EINDSTATUSSEN and traject.gestart_op and op < traject.gestart_op:
        raise ValidationError({"op": "Het traject kan niet eindigen voor de start."})
    velden = {
        "status": naar,
        "reden": reden,
        "einddatum": op if naar in EINDSTATUSSEN else None,
        "gestart_op": op if naar == Status.LOPEND else traject.gestart_op,
    }
    if naar in (Status.IN_SELECTIE, Status.GESELECTEERD):
        velden["lichting"] = None  # waiting for a cohort is no seat in it: trajecten.lichtingen gives seats
    _zet(traject, van=van, velden=velden, door=door)
    Statuswissel.objects.create(
        traject=traject, van=van, naar=naar, op=op, door=door, reden=reden, toelichting=toelichting
    )
    _log(door, traject)
    return traject


@transaction.atomic
def corrigeer_status(traject, *, door, toelichting):
    """Take back the last step ("vergissing"): a new step that points at it; history stays, figures leave both out.

    Who gets her seat in a cohort back finds it only if it is still free. Who loses a seat leaves its trainers and the
    lists of its meetings to come, as by any other way. Raises ValidationError without an
    explanation, when only the opening is left, and when she has another open traject in this programme by now;
    IntussenGewijzigd if someone else was first.
    """
    if not toelichting.strip():
        raise ValidationError({"toelichting": "Schrijf kort op wat er mis was."})
    geldig = list(traject.statuswissels.geldig().order_by("vastgelegd_op", "pk"))
    if len(geldig) < 2:
        raise ValidationError("Er is geen stap om terug te draaien.")
    laatste, rest = geldig[-1], geldig[:-1]
    if laatste.naar != traject.status:
        raise IntussenGewijzigd(traject)
    terug = rest[-1]
    if laatste.naar in EINDSTATUSSEN and terug.naar not in EINDSTATUSSEN:
        _enige_open(traject)
    starts = [wissel.op for wissel in rest if wissel.naar == Status.LOPEND]
    velden = {
        "status": terug.naar,
        "reden": terug.reden,
        "einddatum": terug.op if terug.naar in EINDSTATUSSEN else None,
        "gestart_op": starts[-1] if starts and terug.naar in GESTARTE_STATUSSEN else None,
    }
    plek = traject.lichting_id
    if not _houdt_plek(traject, van=laatste.naar, naar=terug.naar):
        velden["lichting"] = None
    _zet(traject, van=laatste.naar, velden=velden, door=door)
    _volg_plek(traject, plek, van=laatste.naar, door=door)
    Statuswissel.objects.create(
        traject=traject,
        van=laatste.naar,
        naar=terug.naar,
        op=timezone.localdate(),
        door=door,
        toelichting=toelichting.strip(),
        corrigeert=laatste,
    )
    _log(door, traject)
    return traject


@transaction.atomic
def wijzig_traject(traject, *, gezien, velden, door):
    """Save the named, already cleaned fields (hours, qualification, priority...) if nobody else was first."""
    bewaar(traject, gezien=gezien, velden=velden, door=door)
    raak_aan(traject.kandidaat_id)
    _log(door, traject)
    return traject


def _enige_open(traject):
    """Raise ValidationError when this traject cannot be open beside another one of the same programme."""
    andere = Traject.objects.open().filter(kandidaat=traject.kandidaat_id, programma=traject.programma_id)
    if andere.exclude(pk=traject.pk).exists():
        raise ValidationError(
            "Er loopt intussen een nieuw traject in dit programma. Dit traject kan daarom niet meer open."
        )


def _houdt_plek(traject, *, van, naar):
    """Does somebody whose step is taken back stay with her cohort? A seat that was given away is not hers any more."""
    if naar not in MET_PLAATS:
        return naar == Status.WACHTLIJST  # waiting for that cohort
    if traject.lichting_id is None or van in MET_PLAATS:
        return True
    # Touch the cohort first: who gives the seat to somebody else at this moment waits.
    Lichting.objects.filter(pk=traject.lichting_id).update(versie=F("versie") + 1)
    lichting = Lichting.objects.get(pk=traject.lichting_id)
    return lichting.trajecten.filter(status__in=MET_PLAATS).exclude(pk=traject.pk).count() < lichting.plaatsen


def _volg_plek(traject, plek, *, van, door):
    """What follows when a step that was taken back gives or takes a seat in the cohort `plek` (its number, or None)."""
    heeft = traject.lichting_id is not None and traject.status in ACTIEF
    if plek and van in ACTIEF and not heeft:
        verlaat_groep(traject, plek, uit_lijsten=True, door=door)
    elif (
        heeft and van == Status.WACHTLIJST
    ):  # after an end her assignments are opened again by who ended them
        begin_in_groep(traject, traject.lichting, door=door)


def _zet(traject, *, van, velden, door):
    rijen = Traject.objects.filter(pk=traject.pk, status=van)
    if not rijen.update(**velden, versie=F("versie") + 1, gewijzigd_op=timezone.now(), gewijzigd_door=door):
        raise IntussenGewijzigd(traject)
    raak_aan(traject.kandidaat_id)
    for naam, waarde in velden.items():
        setattr(traject, naam, waarde)
    traject.refresh_from_db(fields=["versie", "gewijzigd_op"])
