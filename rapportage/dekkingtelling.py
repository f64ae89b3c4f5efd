"""Adding up how many due talks were held, per group, and showing no group from which one person can be read. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapportage.afscherming import NVT, procent


@dataclass(frozen=True)
class Deel:
    """The due periods of one traject under one jobcoach."""

    traject: int
    sleutels: tuple  # of the groups it belongs to: (jobcoach, cohort, programme)
    gevoerd: int
    nodig: int


@dataclass(frozen=True)
class Telling:
    """One group: whose periods, how many were due, and in how many there was a talk."""

    sleutel: object
    trajecten: frozenset = frozenset()
    gevoerd: int = 0
    nodig: int = 0
    samen: tuple = field(default=(), repr=False)  # the keys that were put together in this row

    @property
    def mensen(self) -> int:
        return len(self.trajecten)

    @property
    def gemist(self) -> int:
        return self.nodig - self.gevoerd

    @property
    def percentage(self) -> str:
        return procent(self.gevoerd, self.nodig) if self.nodig else NVT


def tel_op(delen: Iterable[Deel], plaats: int) -> list[Telling]:
    """Return one Telling per key on this place of the keys, in no particular order."""
    per_sleutel: dict[object, list[Deel]] = defaultdict(list)
    for deel in delen:
        per_sleutel[deel.sleutels[plaats]].append(deel)
    return [som(sleutel, groep) for sleutel, groep in per_sleutel.items()]


def som(sleutel: object, delen: Sequence[Deel]) -> Telling:
    """Return the Telling of all of these."""
    return Telling(
        sleutel,
        frozenset(deel.traject for deel in delen),
        sum(deel.gevoerd for deel in delen),
        sum(deel.nodig for deel in delen),
    )


def vouw_samen(tellingen: Sequence[Telling], k: int, sleutel: object = None) -> list[Telling]:
    """Put groups of fewer than `k` people together in one row, with the next smallest until that row has `k`.

    Rows that each hold at least k people, and together everybody: nothing can be computed back from the total. With k
    = 1 nothing happens. Returns [] when all together are fewer than k.
    """
    op_grootte = sorted(tellingen, key=lambda t: (t.mensen, t.nodig))
    klein: list[Telling] = []
    while op_grootte and (op_grootte[0].mensen < k or (klein and _samen(klein, sleutel).mensen < k)):
        klein.append(op_grootte.pop(0))
    if not klein:
        return list(tellingen)
    rest = _samen(klein, sleutel)
    return [*op_grootte, rest] if rest.mensen >= k else []


def _samen(tellingen: Sequence[Telling], sleutel: object) -> Telling:
    return Telling(
        sleutel,
        frozenset[int]().union(*(t.trajecten for t in tellingen)),
        sum(t.gevoerd for t in tellingen),
        sum(t.nodig for t in tellingen),
        tuple(t.sleutel for t in tellingen),
    )
