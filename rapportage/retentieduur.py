"""From a person's employment spells to one duration for the retention curve (design: kpi, "Retention").

Pure. The proefplaatsing and the training are no employment: hand over paid spells only. Facts *dated* after
the reference date are ignored, so the figure at a past date can be computed again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from basis.maanden import EEN_DAG, maanden_tussen
from rapportage.overleving import Waarneming


class Variant(StrEnum):
    """What "still working" means; chosen on screen and never mixed."""

    WERKPLEK = "werkplek"
    WERKGEVER = "werkgever"
    BETAALD_WERK = "betaald_werk"


class Einde(StrEnum):
    """What the end of a spell counts as, grouped from its end reason."""

    UITSTROOM = "uitstroom"  # voluntary, involuntary, or unknown
    GECENSUREERD = "gecensureerd"  # planned outflow, pension, death
    VERVOLG = "vervolg"  # followed by a next Plaatsing


OVERBRUG_DAGEN: Mapping[Variant, int] = MappingProxyType(
    {Variant.WERKPLEK: 0, Variant.WERKGEVER: 0, Variant.BETAALD_WERK: 31}
)
"""Days without work between two spells that do not count as leaving. A spell that ended as VERVOLG uses the
number of BETAALD_WERK in every variant: people said there is no break."""


@dataclass(frozen=True)
class Dienstverband:
    """One employment spell.

    `laatste_werkdag` None: no end known. `bevestigd_op`: days on which someone confirmed she works here (a
    check-in, a Meetmoment, the employer's word). `zeker_tot`: the planned last day of a running fixed term,
    known from the start. `werkplek` and `werkgever` are any keys that tell places apart.
    """

    start: date
    laatste_werkdag: date | None = None
    einde: Einde = Einde.UITSTROOM
    bevestigd_op: Sequence[date] = ()
    zeker_tot: date | None = None
    werkplek: int | str | None = None
    werkgever: int | str | None = None

    def __post_init__(self) -> None:
        if self.laatste_werkdag is not None and self.laatste_werkdag < self.start:
            raise ValueError("the last working day lies before the start")


@dataclass(frozen=True)
class _Stand:
    """How far she is known to work: up to and including `tot`, and whether that is an end (None: open)."""

    tot: date
    einde: Einde | None


def retentieduur(
    dienstverbanden: Iterable[Dienstverband],
    *,
    variant: Variant,
    peildatum: date,
    overbrug_dagen: Mapping[Variant, int] = OVERBRUG_DAGEN,
    meting_tot: date | None = None,
) -> Waarneming | None:
    """Return the duration of one person, as known at `peildatum`; None if she had not started then.

    The first spell sets the workplace and the formal employer; later spells count as far as the variant says.
    An open spell is censored the day after the last confirmed working day (the start itself at least), never
    later than `peildatum` + 1. An end of kind VERVOLG is censored as long as nothing follows; when the next
    spell is elsewhere, it is an exit from this workplace or employer. After `meting_tot` (measurement consent
    withdrawn) nothing is known.
    """
    grens = peildatum if meting_tot is None else min(peildatum, meting_tot)
    bekend = sorted((d for d in dienstverbanden if d.start <= grens), key=lambda d: d.start)
    if not bekend:
        return None
    eerste = bekend[0]
    stand = _stand(eerste, grens)
    for volgend in bekend[1:]:
        if not _zelfde(eerste, volgend, variant):
            continue
        if not _sluit_aan(stand, volgend, variant, overbrug_dagen):
            break
        stand = _verste(stand, _stand(volgend, grens))
    vervolg_onbekend = stand.einde is Einde.VERVOLG and not any(
        _stand(d, grens).tot > stand.tot for d in bekend
    )
    return Waarneming(
        duur=maanden_tussen(eerste.start, stand.tot + EEN_DAG),
        gebeurtenis=stand.einde in (Einde.UITSTROOM, Einde.VERVOLG) and not vervolg_onbekend,
        sinds_start=maanden_tussen(eerste.start, peildatum + EEN_DAG),
    )


def _stand(dienst: Dienstverband, grens: date) -> _Stand:
    """Read one spell with the facts dated up to `grens`."""
    if dienst.laatste_werkdag is not None and dienst.laatste_werkdag <= grens:
        return _Stand(dienst.laatste_werkdag, dienst.einde)
    bevestigd = [dag for dag in dienst.bevestigd_op if dienst.start <= dag <= grens]
    if dienst.zeker_tot is not None:
        bevestigd.append(min(dienst.zeker_tot, grens))
    return _Stand(max([dienst.start, *bevestigd]), None)


def _zelfde(eerste: Dienstverband, ander: Dienstverband, variant: Variant) -> bool:
    if variant is Variant.WERKPLEK:
        return eerste.werkplek == ander.werkplek
    if variant is Variant.WERKGEVER:
        return eerste.werkgever == ander.werkgever
    return True


def _sluit_aan(
    stand: _Stand, volgend: Dienstverband, variant: Variant, overbrug_dagen: Mapping[Variant, int]
) -> bool:
    """Say whether a later spell continues the work; a spell without a known end has no gap after it."""
    if stand.einde is None:
        return True
    dagen = overbrug_dagen[variant]
    if stand.einde is Einde.VERVOLG:
        dagen = max(dagen, overbrug_dagen[Variant.BETAALD_WERK])
    return (volgend.start - stand.tot).days - 1 <= dagen


def _verste(een: _Stand, ander: _Stand) -> _Stand:
    """Keep the one that reaches furthest; at a tie an open one, then a censored one, before an exit."""
    volgorde = (Einde.UITSTROOM, Einde.VERVOLG, Einde.GECENSUREERD, None)
    return max(een, ander, key=lambda stand: (stand.tot, volgorde.index(stand.einde)))
