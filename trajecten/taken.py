"""Work of this room that a worker does: sending one message."""

from django_tasks import task

from trajecten.verzenden import verstuur


@task()
def verstuur_bericht(bericht_pk: int) -> None:
    """Send one message. Safe to run twice, or again after a crash: it is claimed before it is sent."""
    verstuur(bericht_pk)
