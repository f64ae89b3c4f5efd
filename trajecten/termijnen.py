"""Rules with numbers: first contact, coaching due, refresher days, length of training and stay.

Pure: dates and counts in, dates and counts out (design: domain, section 5; kpi, "The others"). An empty field
of a programme means no clock and no limit; a rule that meets one answers None, NVT, False or an empty list.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import count, pairwise

from basis.maanden import EEN_DAG, laatste_dag, verjaardag

MICROSECONDEN_PER_UUR = 3_600_000_000
VERBLIJF_WAARSCHUWING_MAANDEN = (6, 3, 1)

Afbouw = Sequence[tuple[int, int]]
"""The taper: (from week, every n weeks) pairs. Empty, or before the first step: weekly."""


@dataclass(frozen=True)
class Schemadeel:
    """A taper whose weeks count from `start`; it holds until the next part of the schedule begins."""

    start: date
    afbouw: tuple[tuple[int, int], ...] = ()


Schema = Sequence[Schemadeel]
"""The parts of somebody's coaching, oldest first: the programme's taper, her own, the programme's aftercare."""


# First contact


class ContactStand(StrEnum):
    """How a referral stands against the programme's term for the first successful contact."""

    OP_TIJD = "op_tijd"
    TE_LAAT = "te_laat"
    OPEN = "open"
    NVT = "nvt"


def verstreken_uren(ontvangen: datetime, tot: datetime) -> Decimal:
    """Return the real hours between two moments, weekends and clock changes included; negative if reversed.

    Computed in UTC: the night the clock goes forward has an hour less. Raises ValueError for naive datetimes.
    """
    return Decimal(_verstreken(ontvangen, tot) // timedelta(microseconds=1)) / MICROSECONDEN_PER_UUR


def uren_resterend(ontvangen: datetime, termijn_uren: int | None, nu: datetime) -> Decimal | None:
    """Return the hours left of the term at `nu`; negative when it has passed, None without a term."""
    if termijn_uren is None:
        return None
    return Decimal(termijn_uren) - verstreken_uren(ontvangen, nu)


def uiterste_contactmoment(ontvangen: datetime, termijn_uren: int | None) -> datetime | None:
    """Return the last moment (in UTC) at which a first contact is still on time; None without a term."""
    if termijn_uren is None:
        return None
    return _utc(ontvangen) + timedelta(hours=termijn_uren)


def contact_stand(
    ontvangen: datetime, eerste_gelukte: datetime | None, termijn_uren: int | None, nu: datetime
) -> ContactStand:
    """Judge one referral at `nu`: reached exactly at the term is on time.

    A contact later than `nu` is not known yet then, so that a figure at a past moment is right.
    """
    if termijn_uren is None:
        return ContactStand.NVT
    termijn = timedelta(hours=termijn_uren)
    if eerste_gelukte is not None and _verstreken(eerste_gelukte, nu) >= timedelta(0):
        gehaald = _verstreken(ontvangen, eerste_gelukte) <= termijn
        return ContactStand.OP_TIJD if gehaald else ContactStand.TE_LAAT
    return ContactStand.TE_LAAT if _verstreken(ontvangen, nu) > termijn else ContactStand.OPEN


def telt_mee_voor_contact(ontvangen: datetime, termijn_uren: int | None, nu: datetime) -> bool:
    """Say whether a referral belongs in the compliance figure: older than the term, reached or not."""
    return termijn_uren is not None and _verstreken(ontvangen, nu) > timedelta(hours=termijn_uren)


# Coaching due


class PeriodeStand(StrEnum):
    """What became of one coaching period."""

    GEHAALD = "gehaald"
    GEMIST = "gemist"
    VERONTSCHULDIGD = "verontschuldigd"
    LOPEND = "lopend"


@dataclass(frozen=True, order=True)
class Periode:
    """One coaching period: the due week (1 = the first 7 days) and its days, both ends included."""

    week: int
    start: date
    eind: date

    def bevat(self, dag: date) -> bool:
        """Say whether `dag` falls in this period."""
        return self.start <= dag <= self.eind


@dataclass(frozen=True)
class BeoordeeldePeriode:
    """A period with its outcome; `afgesloten` once nothing in it can change any more."""

    periode: Periode
    stand: PeriodeStand
    afgesloten: bool


def begeleidingsstart(
    lichting_start: date | None, eerste_toewijzing: date | None, zelf_gestart: date | None = None
) -> date | None:
    """Return the day coaching weeks count from: the cohort's start, else the first Toewijzing.

    Who joined the cohort later (`zelf_gestart`) counts from her own first day: nothing was due before it.
    """
    if lichting_start and zelf_gestart:
        return max(lichting_start, zelf_gestart)
    return lichting_start or eerste_toewijzing


def begeleidingsperiodes(start: date, tot: date, afbouw: Afbouw = ()) -> list[Periode]:
    """Return the periods whose due week lies entirely in `start` up to and including `tot`.

    Weeks are consecutive 7-day blocks from `start`, not calendar weeks: 1-9-2025 to 31-8-2026 has 52. Due
    weeks restart at each step of the taper and a period runs to the next due week, so the last one may end
    after `tot`. Weekly, from week 13 every 2, from week 27 every 4 gives 12 + 7 + 7 = 26 in 52 weeks.
    Raises ValueError for a taper with a week or interval below 1, or the same week twice.
    """
    gevonden = []
    for periode in _periodes([Schemadeel(start, tuple(afbouw))]):
        if periode.start + timedelta(days=6) > tot:
            break
        gevonden.append(periode)
    return gevonden


def periode_op(start: date, dag: date, afbouw: Afbouw = ()) -> Periode | None:
    """Return the period that `dag` falls in; None before `start`."""
    return periode_in([Schemadeel(start, tuple(afbouw))], dag)


def periode_in(schema: Schema, dag: date) -> Periode | None:
    """Return the period that `dag` falls in; None before the first one and in the rest of a part that was cut off."""
    eerste = next(periode for periode in _periodes(schema) if periode.eind >= dag)
    return eerste if eerste.bevat(dag) else None


def periode_na(schema: Schema, dag: date) -> Periode:
    """Return the first period that begins after `dag`."""
    return next(periode for periode in _periodes(schema) if periode.start > dag)


def volgend_gesprek(start: date, gesprek: date, afbouw: Afbouw = ()) -> date:
    """Propose the next date after a talk, on one taper: as `volgend_in`. A talk before `start` proposes `start`."""
    return volgend_in([Schemadeel(start, tuple(afbouw))], gesprek)


def volgend_in(schema: Schema, gesprek: date) -> date:
    """Propose the next date after a talk: as far into the next period as this one, so the weekday stays.

    Where the next one is shorter, the same weekday in its due week. A talk outside every period proposes the first day
    of the next one.
    """
    huidig, volgend = periode_in(schema, gesprek), periode_na(schema, gesprek)
    if huidig is None:
        return volgend.start
    afstand = (gesprek - huidig.start).days
    voorstel = volgend.start + timedelta(days=afstand)
    return voorstel if volgend.bevat(voorstel) else volgend.start + timedelta(days=afstand % 7)


def beoordeel_periodes(
    start: date,
    op: date,
    gesprekken: Iterable[date],
    *,
    afbouw: Afbouw = (),
    verontschuldigd: Iterable[date] = (),
    einde: date | None = None,
) -> list[BeoordeeldePeriode]:
    """Judge every period of one taper begun by `op`: as `beoordeel_schema`."""
    schema = [Schemadeel(start, tuple(afbouw))]
    return beoordeel_schema(schema, op, gesprekken, verontschuldigd=verontschuldigd, einde=einde)


def beoordeel_schema(
    schema: Schema,
    op: date,
    gesprekken: Iterable[date],
    *,
    verontschuldigd: Iterable[date] = (),
    einde: date | None = None,
    vanaf: date = date.min,
) -> list[BeoordeeldePeriode]:
    """Judge every period begun by `op`, oldest first, with the facts dated up to `op`.

    `gesprekken` are the days of talks held; `verontschuldigd` days on which she was excused (holiday,
    illness). A talk counts, also in a period with an excused day: a talk that was moved is not missed.
    `einde` is the last day of coaching: it cuts off the running period, and a rest of less than a full due
    week is not due. A period without a talk is missed only once it is over: the day after its end, or when
    coaching has ended. Periods that ended before `vanaf` are left out.
    """
    grens = op if einde is None else min(op, einde)
    gehouden = sorted(dag for dag in gesprekken if dag <= grens)
    vrij = sorted(dag for dag in verontschuldigd if dag <= grens)
    beoordeeld = []
    for periode in _periodes(schema):
        if periode.start > grens or (einde is not None and periode.start + timedelta(days=6) > einde):
            break
        if periode.eind < vanaf:
            continue
        if einde is not None:
            periode = replace(periode, eind=min(periode.eind, einde))
        afgesloten = periode.eind < op or (einde is not None and einde <= op)
        if _valt_in(gehouden, periode):
            stand = PeriodeStand.GEHAALD
        elif _valt_in(vrij, periode):
            stand = PeriodeStand.VERONTSCHULDIGD
        else:
            stand = PeriodeStand.GEMIST if afgesloten else PeriodeStand.LOPEND
        beoordeeld.append(BeoordeeldePeriode(periode, stand, afgesloten))
    return beoordeeld


def dekking(periodes: Iterable[BeoordeeldePeriode]) -> tuple[int, int]:
    """Return (periods with a talk, due periods) over the closed periods; excused ones are in neither."""
    standen = [p.stand for p in periodes if p.afgesloten and p.stand != PeriodeStand.VERONTSCHULDIGD]
    return standen.count(PeriodeStand.GEHAALD), len(standen)


# Coaching ratio


def coaches_nodig(kandidaten: int, max_per_coach: int) -> int:
    """Return how many coaches are needed: ceil(active candidates / max). 40 at 1:5 is 8, 41 is 9.

    Raises ValueError for a maximum below 1 or a negative number of candidates.
    """
    if max_per_coach < 1 or kandidaten < 0:
        raise ValueError("a coach has room for at least one candidate, and candidates are counted from 0")
    return -(-kandidaten // max_per_coach)


def ratio_overschreden(kandidaten: int, coaches: int, max_per_coach: int | None) -> bool:
    """Say whether there are too few coaches; without a maximum never, without coaches at the first one."""
    return max_per_coach is not None and coaches < coaches_nodig(kandidaten, max_per_coach)


# Training, refresher days, maximum stay


def einde_opleiding(start: date, *, weken: int | None = None, maanden: int | None = None) -> date | None:
    """Return the last day of a training of n weeks or n calendar months; None when no length is stated.

    16 weeks from 5-1-2026 ends on 26-4-2026. Raises ValueError for both lengths at once or one below 1.
    """
    if weken is not None and maanden is not None:
        raise ValueError("a training lasts weeks or months, not both")
    if maanden is not None:
        return laatste_dag(start, maanden)
    if weken is None:
        return None
    if weken < 1:
        raise ValueError("a training lasts at least one week")
    return start + timedelta(weeks=weken) - EEN_DAG


def terugkomdagen(contract_start: date, laatste: date, elke_weken: int | None) -> list[date]:
    """Return the refresher days: every n weeks after the contract start, up to and including `laatste`.

    `laatste` is the contract's last day, or a horizon for an open-ended one. No interval: no days.
    Raises ValueError for an interval below 1.
    """
    if elke_weken is None:
        return []
    if elke_weken < 1:
        raise ValueError("the interval is at least one week")
    aantal = max((laatste - contract_start).days // (7 * elke_weken), 0)
    return [contract_start + timedelta(weeks=elke_weken * i) for i in range(1, aantal + 1)]


def verblijfswaarschuwing(laatste: date, vandaag: date) -> int | None:
    """Return the warning that holds today for a maximum stay whose last day is `laatste`.

    6, 3 or 1: so many months or fewer are left, the smallest that applies; 0: the last day has passed; None:
    not yet. The last day itself is `laatste_dag(start, max_maanden)`.
    """
    if vandaag > laatste:
        return 0
    bereikt = [n for n in VERBLIJF_WAARSCHUWING_MAANDEN if vandaag >= verjaardag(laatste, -n)]
    return min(bereikt, default=None)


# Helpers


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone cannot be compared")
    return moment.astimezone(UTC)


def _verstreken(van: datetime, tot: datetime) -> timedelta:
    # Subtracting two datetimes of one zone ignores the clock change between them; in UTC it does not.
    return _utc(tot) - _utc(van)


def _valt_in(dagen: Sequence[date], periode: Periode) -> bool:
    """Say whether one of these sorted days is in the period; years of talks are asked for years of periods."""
    eerste = bisect_left(dagen, periode.start)
    return eerste < len(dagen) and dagen[eerste] <= periode.eind


def verschoven(deel: Schemadeel, naar: date) -> Schemadeel:
    """Return the same taper from a later day on: a part that had gone on meanwhile. An earlier day changes nothing.

    What held on that day holds at once; a later step begins in the first 7-day block that starts on or after its day.
    """
    if naar <= deel.start:
        return deel
    nu, later = 1, []
    for week, elke in sorted(deel.afbouw):
        dagen = (deel.start + timedelta(weeks=week - 1) - naar).days
        if dagen > 0:
            later.append((-(-dagen // 7) + 1, elke))
        else:
            nu = elke
    return Schemadeel(naar, ((1, nu), *later))


def _periodes(schema: Schema) -> Iterator[Periode]:
    """Yield all periods, without end; stops only where the calendar does.

    The start of the next part cuts a part off; a rest of less than a full due week is not due.
    """
    for deel, volgend in pairwise(schema):
        for periode in _periodes_van(deel):
            if periode.start + timedelta(days=6) >= volgend.start:
                break
            yield replace(periode, eind=min(periode.eind, volgend.start - EEN_DAG))
    yield from _periodes_van(schema[-1])


def _periodes_van(deel: Schemadeel) -> Iterator[Periode]:
    for week, volgende in pairwise(_weken_met_gesprek(deel.afbouw)):
        eerste_dag = deel.start + timedelta(weeks=week - 1)
        yield Periode(week, eerste_dag, deel.start + timedelta(weeks=volgende - 1) - EEN_DAG)


def _weken_met_gesprek(afbouw: Afbouw) -> Iterator[int]:
    """Yield the due weeks: each step of the taper begins with one and holds until the next step."""
    stappen = sorted({1: 1, **dict(afbouw)}.items())
    if any(week < 1 or elke < 1 for week, elke in stappen) or len({week for week, _ in afbouw}) < len(afbouw):
        raise ValueError(f"no usable taper: {afbouw!r}")
    for (week, elke), (volgende_stap, _) in pairwise(stappen):
        yield from range(week, volgende_stap, elke)
    yield from count(*stappen[-1])
