"""Who does a job of the planner, and when it was due. A row per job and moment; writing it is claiming it."""

from datetime import timedelta

from cronsim import CronSim
from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.models import Klusbeurt

BEWAAR = timedelta(days=400)  # longer than the time between two moments of any job, or that would run again


def laatste_moment(wanneer, nu):
    """The last moment at or before `nu` (aware) that `wanneer` names, five fields as in crontab, on the Dutch clock.

    A time that does not exist on the day the clock goes forward comes at the next that does; one that comes twice
    counts once.
    """
    hier = timezone.localtime(nu).replace(microsecond=0)
    if hier.fold:  # the hour that comes twice: all its moments were in the first of the two
        hier = hier.replace(minute=59, second=59, fold=0)
    return next(CronSim(wanneer, hier + timedelta(seconds=1), reverse=True))


@transaction.atomic
def neem(*, klus, moment, door, langste):
    """Claim the job of this moment for the process `door`; None when somebody has it, or had it.

    A claim without an end that is older than `langste` (timedelta) belonged to a process that was killed: it is taken
    over by a conditional update. A job that failed waits for its next moment.
    """
    beurten = Klusbeurt.objects.filter(klus=klus, moment=moment)
    if (
        not beurten.exists()
    ):  # asked every few seconds: a refusal each time would fill the log of the database
        try:
            with transaction.atomic():
                return Klusbeurt.objects.create(klus=klus, moment=moment, door=door)
        except IntegrityError:  # another planner was first
            pass
    nu = timezone.now()
    verlaten = beurten.filter(klaar_op=None, begonnen_op__lt=nu - langste)
    if verlaten.update(door=door, begonnen_op=nu):
        return beurten.get()
    return None


@transaction.atomic
def rond_af(beurt, *, gelukt):
    """Write how the job ended; clears what ended BEWAAR ago. Nothing if somebody else took it over meanwhile."""
    nu = timezone.now()
    Klusbeurt.objects.filter(pk=beurt.pk, door=beurt.door, klaar_op=None).update(klaar_op=nu, gelukt=gelukt)
    Klusbeurt.objects.filter(klaar_op__lt=nu - BEWAAR).delete()


@transaction.atomic
def geef_klus_terug(beurt):
    """The job was broken off because the planner stops: whoever comes next does it."""
    Klusbeurt.objects.filter(pk=beurt.pk, door=beurt.door, klaar_op=None).delete()
