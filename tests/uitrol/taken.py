"""A task that takes a while, and leaves a trace of each time it began and ended."""

import time
from pathlib import Path

from django_tasks import task


@task()
def duurt(spoor: str, seconden: float) -> None:
    _schrijf(spoor, "begin")
    time.sleep(seconden)
    _schrijf(spoor, "eind")


def _schrijf(spoor, woord):
    with Path(spoor).open("a") as bestand:
        bestand.write(woord + "\n")
