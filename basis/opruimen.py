"""What the daily cleaning (manage.py ruim_op) does: rooms above this one name what of theirs has had its time."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Opruimtaak:
    """`wat`: in words. `rijen(nu)`: the queryset of what has had its time. `doe(rijen)`: cleans it, says how many."""

    wat: str
    rijen: object
    doe: object
    gedaan: str = "verwijderd"


_taken = []


def ruim_ook_op(wat, rijen, doe=None, gedaan="verwijderd"):
    """Add a task; called from AppConfig.ready() of the room that owns the rows. Without `doe` they are deleted."""
    _taken.append(Opruimtaak(wat, rijen, doe or (lambda gevonden: gevonden.delete()[0]), gedaan))


def taken():
    """All tasks, in the order in which the rooms named them."""
    return tuple(_taken)
