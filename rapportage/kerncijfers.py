"""Plain counts of a group of trajects, each with its population (design: kpi, "The others"). One query per figure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from trajecten.models import Statuswissel
from trajecten.plaatsing.models import Plaatsing
from trajecten.statussen import Status

CONTRACT_BINNEN_DAGEN = 31  # trial -> contract: a contract that starts at most this long after the trial


@dataclass(frozen=True)
class ProefNaarContract:
    """Trials that ended by the reference date, those followed by a contract, and how many still run."""

    contract: int
    beeindigd: int
    lopend: int


def gestart(trajecten, *, peildatum: date):
    """Trajects that were started by `peildatum`: a step to lopend that was not taken back."""
    start = Statuswissel.objects.geldig().filter(
        naar=Status.LOPEND, op__lte=peildatum, traject=OuterRef("pk")
    )
    return trajecten.filter(Exists(start))


def met_contract(trajecten, *, peildatum: date):
    """Trajects with a paid contract that had begun by `peildatum`."""
    contract = Plaatsing.objects.contracten().filter(start__lte=peildatum, traject=OuterRef("pk"))
    return trajecten.filter(Exists(contract))


def proef_naar_contract(trajecten, *, peildatum: date) -> ProefNaarContract:
    """Trials ended with a contract starting at most 31 days later / trials ended; running ones apart.

    A trial still runs on its last day; who never got as far as a start of the traject counts too.
    """
    proeven = Plaatsing.objects.proefplaatsingen().filter(
        traject__in=trajecten.order_by().values("pk"), start__lte=peildatum
    )
    voorbij = Q(laatste_werkdag__lt=peildatum) | Q(laatste_werkdag=None, gepland_einde__lt=peildatum)
    contracten = dict[int, list[date]]()
    for traject, start in (
        Plaatsing.objects.contracten()
        .filter(traject__in=proeven.order_by().values("traject"), start__lte=peildatum)
        .order_by("start")
        .values_list("traject_id", "start")
    ):
        contracten.setdefault(traject, []).append(start)
    beeindigd = list(
        proeven.filter(voorbij)
        .order_by()
        .values_list("traject_id", "start", "laatste_werkdag", "gepland_einde")
    )
    contract = 0
    for traject, start, laatste, gepland in beeindigd:
        einde = laatste or gepland
        uiterlijk = einde + timedelta(days=CONTRACT_BINNEN_DAGEN)
        contract += any(start < dag <= uiterlijk for dag in contracten.get(traject, []))
    return ProefNaarContract(contract, len(beeindigd), proeven.exclude(voorbij).count())
