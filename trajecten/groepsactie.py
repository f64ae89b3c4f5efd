"""One action for a whole group: each person by herself, so that one refusal does not undo the work on the others."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from basis.vergrendeling import IntussenGewijzigd
from trajecten.statussen import OvergangNietToegestaan

WEIGERING = (ValidationError, IntussenGewijzigd, OvergangNietToegestaan)


@dataclass(frozen=True)
class Weigering:
    """What was not done, and why in one Dutch sentence for the screen."""

    ding: object
    reden: str


@dataclass
class Groepsuitkomst:
    """What became of a group action: results of what went well, and a Weigering for each thing that did not."""

    gedaan: list = field(default_factory=list)
    niet: list[Weigering] = field(default_factory=list)


def personen(aantal):
    """ "1 persoon", "12 mensen"."""
    return "1 persoon" if aantal == 1 else f"{aantal} mensen"


def zin(fout):
    """The Dutch sentence of a refusal."""
    if isinstance(fout, ValidationError):
        return " ".join(fout.messages)
    if isinstance(fout, IntussenGewijzigd):
        return "Een collega heeft dit intussen gewijzigd. Kijk wat er nu staat."
    return str(fout)


@transaction.atomic
def voor_ieder(dingen, actie):
    """Call `actie(ding)` for each, in a savepoint of its own; refusals are collected, real faults are raised."""
    uitkomst = Groepsuitkomst()
    for ding in dingen:
        try:
            with transaction.atomic():
                uitkomst.gedaan.append(actie(ding))
        except WEIGERING as fout:
            uitkomst.niet.append(Weigering(ding, zin(fout)))
    return uitkomst
