"""Tasks whose worker was killed half-way go back in the queue. Every task must bear being run again for this."""

import structlog
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from basis.hartslag import STIL_NA, levende

log = structlog.get_logger(__name__)

MAX_POGINGEN = 3  # a task that kills its worker every time must not do so for ever
AFGEBROKEN = "basis.achterwerk.Afgebroken"


def geef_terug(*, nu=None):
    """Make the tasks of workers that went silent ready again; after MAX_POGINGEN they count as failed.

    Returns how many were given back. Two workers may do this at once: the update looks at the moment of the claim, so
    a task that somebody else has taken up meanwhile is left alone.
    """
    nu = nu or timezone.now()
    namen = set(levende(nu).values_list("naam", flat=True))
    terug = 0
    for taak in DBTaskResult.objects.running().filter(started_at__lt=nu - STIL_NA):
        if taak.worker_ids and taak.worker_ids[-1] in namen:
            continue
        op = len(taak.worker_ids) >= MAX_POGINGEN
        velden = (
            {"status": "FAILED", "finished_at": nu, "exception_class_path": AFGEBROKEN}
            if op
            else {"status": "READY"}
        )
        gelijk = DBTaskResult.objects.running().filter(pk=taak.pk, started_at=taak.started_at)
        if gelijk.update(**velden):
            terug += not op
            log.warning(
                "taak_opgegeven" if op else "taak_teruggegeven", taak=str(taak.pk), wat=taak.task_path
            )
    return terug
