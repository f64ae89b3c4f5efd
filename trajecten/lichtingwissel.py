"""People who change cohort, who join one that runs, and a cohort that does not go on: nobody gets lost."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from trajecten.diensten import wijzig_status
from trajecten.groepsactie import voor_ieder
from trajecten.keuzes import Annuleerreden
from trajecten.lichtingen import (
    LichtingVol,
    belemmeringen_persoon,
    controleer_open,
    geef_plaats,
    heeft_coach_op,
    vergrendel,
    vingerafdruk,
    zet_lichting,
    zet_op_wachtlijst,
    zet_terug,
)
from trajecten.models import Lichting, Traject
from trajecten.statussen import MET_PLAATS, Status

IN_LICHTING = [Status.GESELECTEERD, Status.WACHTLIJST]


def _vrije_plaats(lichting, traject):
    if lichting.trajecten.filter(status__in=MET_PLAATS).exclude(pk=traject.pk).count() >= lichting.plaatsen:
        raise LichtingVol("Alle plaatsen in deze lichting zijn bezet.")


# --- Moving -----------------------------------------------------------------------------------------------------------
@transaction.atomic
def verplaats(traject, *, naar, door):
    """Move somebody to another cohort of the same programme version; she keeps her status.

    Who has a seat or runs needs a free seat there, who waits waits there. Who runs goes to a cohort that runs too.
    Raises ValidationError, LichtingVol, and IntussenGewijzigd when somebody else was first.
    """
    if traject.lichting_id == naar.pk:
        raise ValidationError("Zit al in deze lichting.")
    if traject.status == Status.WACHTLIJST:
        controleer_open(naar)
        return zet_op_wachtlijst(traject, lichting=naar, door=door)
    if traject.status != Status.LOPEND:
        return geef_plaats(traject, lichting=naar, door=door)
    if traject.programma_id != naar.programma_id:
        raise ValidationError("Deze lichting hoort bij een ander programma of een andere versie.")
    vergrendel(naar, traject)
    naar.refresh_from_db()
    if not naar.gestart_op:
        raise ValidationError("Is al gestart. Kies een lichting die ook is gestart.")
    _vrije_plaats(naar, traject)
    return zet_lichting(traject, naar, door)


# --- Late joiner ------------------------------------------------------------------------------------------------------
@transaction.atomic
def laat_instromen(traject, *, lichting, op, door):
    """Let one person join a cohort that has started: she runs from the date `op`, with the same checks as a start.

    Raises ValidationError (not started, a date before the start or ahead, an obstacle of her own) and LichtingVol.
    """
    if traject.programma_id != lichting.programma_id:
        raise ValidationError("Deze lichting hoort bij een ander programma of een andere versie.")
    if traject.status not in IN_LICHTING:
        raise ValidationError("Alleen wie geselecteerd is of op de wachtlijst staat, kan instromen.")
    vergrendel(lichting, traject)
    lichting.refresh_from_db()
    if not lichting.gestart_op:
        raise ValidationError("Deze lichting is nog niet gestart. Geef deze kandidaat een plaats.")
    if op < lichting.start or op > timezone.localdate():
        raise ValidationError(
            {"op": "Kies een dag vanaf de start van de lichting, en niet later dan vandaag."}
        )
    _vrije_plaats(lichting, traject)
    coach = heeft_coach_op(op).filter(kandidaat=traject.kandidaat_id).exists()
    if in_de_weg := list(belemmeringen_persoon(traject, lichting.programma, coach)):
        raise ValidationError(" ".join(probleem.tekst for probleem in in_de_weg))
    if traject.status == Status.WACHTLIJST:
        wijzig_status(traject, naar=Status.GESELECTEERD, door=door, op=op)
    zet_lichting(traject, lichting, door)
    return wijzig_status(traject, naar=Status.LOPEND, door=door, op=op)


# --- Cancelling -------------------------------------------------------------------------------------------------------
def wie_terug(lichting):
    """Who leaves this cohort when it is cancelled: with a seat or waiting for one, in the order of the waiting list.

    Who began by hand before it started runs on, without it.
    """
    return (
        lichting.trajecten.filter(status__in=[*IN_LICHTING, Status.LOPEND])
        .select_related("kandidaat")
        .order_by("-voorrang", "verwijzing__ontvangen_op", "pk")
    )


@transaction.atomic
def annuleer_lichting(lichting, *, reden, door, gezien=None, gezien_mensen=None):
    """Cancel a cohort that has not started. Everybody stays selected or waiting, for any cohort, in the same order; who
    runs already runs on.

    Returns the trajects that left it. Raises IntussenGewijzigd when it changed after the recap the user saw (`gezien`
    = its versie, `gezien_mensen` = the vingerafdruk of `wie_terug`), ValidationError when it started or was cancelled.
    """
    if gezien is not None and lichting.versie != gezien:
        raise IntussenGewijzigd(lichting)
    controleer_open(lichting)
    if reden not in Annuleerreden.values:
        raise ValidationError({"reden": "Kies een reden van de lijst."})
    rijen = Lichting.objects.open().filter(pk=lichting.pk, versie=lichting.versie)
    if not rijen.update(
        geannuleerd_op=timezone.now(),
        annuleerreden=reden,
        versie=F("versie") + 1,
        gewijzigd_op=timezone.now(),
        gewijzigd_door=door,
    ):
        raise IntussenGewijzigd(lichting)
    mensen = list(wie_terug(lichting))
    if gezien_mensen is not None and vingerafdruk(mensen) != gezien_mensen:
        raise IntussenGewijzigd(lichting)
    for traject in mensen:
        zet_lichting(traject, None, door, uit_lijsten=False)
    lichting.refresh_from_db()
    return mensen


@transaction.atomic
def draai_annulering_terug(lichting, *, plekken, door):
    """Take a cancellation back; who nobody touched since gets her seat (or her wait) back: a Groepsuitkomst.

    `plekken`: {traject number: (versie after the cancellation, status before)}. Raises IntussenGewijzigd when the
    cohort is not cancelled any more.
    """
    if not Lichting.objects.filter(pk=lichting.pk, geannuleerd_op__isnull=False).update(
        geannuleerd_op=None,
        annuleerreden="",
        versie=F("versie") + 1,
        gewijzigd_op=timezone.now(),
        gewijzigd_door=door,
    ):
        raise IntussenGewijzigd(lichting)
    lichting.refresh_from_db()
    mensen = Traject.objects.filter(pk__in=list(plekken)).select_related("kandidaat", "lichting")

    def actie(traject):
        versie, status = plekken[traject.pk]
        return zet_terug(traject, gezien=versie, lichting=lichting, status=Status(status), door=door)

    return voor_ieder(list(mensen.order_by("-voorrang", "verwijzing__ontvangen_op", "pk")), actie)
