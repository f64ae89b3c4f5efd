"""The schedule of one person's coaching, made of the programme's taper, her own, and the aftercare. Pure.

An arrangement with the person herself goes before what the programme says, for as long as it holds: also while the
aftercare begins. After it the programme's taper goes on where it would have been.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from basis.maanden import EEN_DAG
from trajecten.termijnen import Afbouw, Schema, Schemadeel, verschoven


@dataclass(frozen=True, order=True)
class Eigen:
    """A talk every n weeks, from a day on, until and including another one (None: until somebody stops it)."""

    van: date
    tot: date | None
    elke_weken: int


def maak_schema(
    begin: date | None,
    afbouw: Afbouw = (),
    *,
    contract: date | None = None,
    nazorg: Afbouw = (),
    eigen: Iterable[Eigen] = (),
) -> tuple[Schemadeel, ...]:
    """Return the parts, oldest first; () without a first day of coaching, since nothing is due then.

    `contract` is the first day of employment; without a taper for the aftercare the ordinary one goes on. Weeks of the
    aftercare count from that day, also when the coaching began later.
    """
    if begin is None:
        return ()
    delen = [Schemadeel(begin, tuple(afbouw))]
    if contract is not None and nazorg:
        na_contract = verschoven(Schemadeel(contract, tuple(nazorg)), begin)
        delen = [deel for deel in delen if deel.start < na_contract.start] + [na_contract]
    for afspraak in sorted(eigen, key=lambda e: (e.van, e.elke_weken)):
        delen = _met_eigen(delen, afspraak, begin)
    return tuple(delen)


def _met_eigen(delen: Schema, afspraak: Eigen, begin: date) -> list[Schemadeel]:
    van = max(afspraak.van, begin)
    if afspraak.tot is not None and afspraak.tot < van:
        return list(delen)
    uit = [deel for deel in delen if deel.start < van]
    uit.append(Schemadeel(van, ((1, afspraak.elke_weken),)))
    if afspraak.tot is not None:
        daarna = afspraak.tot + EEN_DAG
        uit.append(verschoven([deel for deel in delen if deel.start <= daarna][-1], daarna))
        uit += [deel for deel in delen if deel.start > daarna]
    return uit
