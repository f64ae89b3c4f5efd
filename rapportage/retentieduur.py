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
class _Schakel:
    """One spell as known at the reference date: known to work up to and including `tot`; `einde` None: open."""

    start: date
    tot: date
    einde: Einde | None
    werkplek: int | str | None


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
    While a spell is open there is no exit, unless a later one at that workplace took over (a forgotten end).
    An open spell is censored the day after the last confirmed working day (the start itself at least), never
    later than `peildatum` + 1. An end of kind VERVOLG is censored as long as nothing follows; when the next
    spell is elsewhere, it is an exit from this workplace or employer. After `meting_tot` (measurement consent
    withdrawn) nothing is known.
    """
    grens = peildatum if meting_tot is None else min(peildatum, meting_tot)
    bekend = sorted((d for d in dienstverbanden if d.start <= grens), key=lambda d: d.start)
    if not bekend:
        return None
    keten = _keten(bekend, variant, grens, overbrug_dagen)
    # At a tie an open spell counts before a censored one, and that before an exit.
    laatste = max(keten, key=lambda schakel: (schakel.tot, _VOLGORDE.index(schakel.einde)))
    nog_open = any(_is_open(schakel, keten) for schakel in keten)
    vervolg_onbekend = laatste.einde is Einde.VERVOLG and not any(
        _schakel(d, grens).tot > laatste.tot for d in bekend
    )
    weg = laatste.einde in (Einde.UITSTROOM, Einde.VERVOLG)
    return Waarneming(
        duur=maanden_tussen(keten[0].start, laatste.tot + EEN_DAG),
        gebeurtenis=weg and not nog_open and not vervolg_onbekend,
        sinds_start=maanden_tussen(keten[0].start, peildatum + EEN_DAG),
    )


_VOLGORDE = (Einde.UITSTROOM, Einde.VERVOLG, Einde.GECENSUREERD, None)


def _keten(
    bekend: Sequence[Dienstverband], variant: Variant, grens: date, overbrug_dagen: Mapping[Variant, int]
) -> list[_Schakel]:
    """Return the spells that continue the first one without a break, as far as the variant looks."""
    eerste = bekend[0]
    keten = [_schakel(eerste, grens)]
    for volgend in bekend[1:]:
        if not _zelfde(eerste, volgend, variant):
            continue
        if not any(_reikt_tot(schakel, volgend.start, keten, variant, overbrug_dagen) for schakel in keten):
            break
        keten.append(_schakel(volgend, grens))
    return keten


def _schakel(dienst: Dienstverband, grens: date) -> _Schakel:
    """Read one spell with the facts dated up to `grens`."""
    if dienst.laatste_werkdag is not None and dienst.laatste_werkdag <= grens:
        return _Schakel(dienst.start, dienst.laatste_werkdag, dienst.einde, dienst.werkplek)
    bevestigd = [dag for dag in dienst.bevestigd_op if dienst.start <= dag <= grens]
    if dienst.zeker_tot is not None:
        bevestigd.append(min(dienst.zeker_tot, grens))
    return _Schakel(dienst.start, max([dienst.start, *bevestigd]), None, dienst.werkplek)


def _zelfde(eerste: Dienstverband, ander: Dienstverband, variant: Variant) -> bool:
    if variant is Variant.WERKPLEK:
        return eerste.werkplek == ander.werkplek
    if variant is Variant.WERKGEVER:
        return eerste.werkgever == ander.werkgever
    return True


def _is_open(schakel: _Schakel, keten: Sequence[_Schakel]) -> bool:
    """Say whether she may still work there: no end known, and no later spell at that workplace took over."""
    return schakel.einde is None and not any(
        ander.start > schakel.start and ander.werkplek == schakel.werkplek for ander in keten
    )


def _reikt_tot(
    schakel: _Schakel,
    start: date,
    keten: Sequence[_Schakel],
    variant: Variant,
    overbrug_dagen: Mapping[Variant, int],
) -> bool:
    """Say whether a spell that begins on `start` follows this one without a break; an open one leaves no gap."""
    if _is_open(schakel, keten):
        return True
    dagen = overbrug_dagen[variant]
    if schakel.einde is Einde.VERVOLG:
        dagen = max(dagen, overbrug_dagen[Variant.BETAALD_WERK])
    return (start - schakel.tot).days - 1 <= dagen
