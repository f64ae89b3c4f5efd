"""Small-cell suppression: no figure from which a person can be computed back (design: kpi, "Small cells").

Pure. A hidden cell keeps no number, only a text, so that no template or export can leak it. Totals are cells
like all others and shown beside the table, so they take part in the check.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

K_INTERN = 5
K_EXTERN = 10

NVT = "n.v.t."
TE_WEINIG = "te weinig gegevens"
AFGESCHERMD = "afgeschermd"

Getal = int | float | Decimal | Fraction


def drempel(*, extern: bool, ingesteld: int | None = None) -> int:
    """Return k: 5 inside the organisation, 10 for partners and public; a setting can only raise it."""
    return max(K_EXTERN if extern else K_INTERN, ingesteld or 0)


def procent(teller: Getal, noemer: Getal = 1) -> str:
    """Return a share as "63,0 %": one decimal, half rounds up; "n.v.t." when the denominator is 0."""
    if noemer == 0:
        return NVT
    return f"{rond_af(Fraction(teller) / Fraction(noemer) * 100)} %"


def rond_af(waarde: Getal, decimalen: int = 1) -> str:
    """Return a number in Dutch notation, half rounded up (away from zero): 0.25 in one decimal is "0,3"."""
    breuk = Fraction(waarde) * 10**decimalen
    eenheden = floor(abs(breuk) + Fraction(1, 2))
    return str(Decimal(-eenheden if breuk < 0 else eenheden).scaleb(-decimalen)).replace(".", ",")


def is_klein(aantal: int, k: int, *, bijzonder: bool = False) -> bool:
    """Say whether a count must be hidden: 1 to k-1, and 0 too for a special category."""
    return aantal < k and (aantal > 0 or bijzonder)


def is_verhouding_toonbaar(teller: int, noemer: int, k: int, *, bijzonder: bool = False) -> bool:
    """Say whether a rate may be shown (rule 2): denominator >= k, or 0, which reads "n.v.t.".

    For special categories numerator and complement are each >= k as well. A mean or median asks the same with
    its n as denominator. Where the counts themselves stand in a table beside it, the table decides first.
    """
    if bijzonder:
        return min(teller, noemer - teller) >= k
    return noemer == 0 or noemer >= k


def toon_procent(teller: int, noemer: int, k: int, *, bijzonder: bool = False) -> str:
    """Return the percentage, or "te weinig gegevens" where it may not be shown."""
    if not is_verhouding_toonbaar(teller, noemer, k, bijzonder=bijzonder):
        return TE_WEINIG
    return procent(teller, noemer)


def is_filter_toonbaar(gefilterd: int, ongefilterd: int, k: int, *, bijzonder: bool = False) -> bool:
    """Say whether a filtered figure may be shown (rule 4).

    The filtered population and the remainder (unfiltered minus filtered) are each 0 or >= k; a filter on a
    special category hides 0 too. Raises ValueError when the filter holds more people than there are.
    """
    if not 0 <= gefilterd <= ongefilterd:
        raise ValueError("a filtered population is part of the unfiltered one")
    return not any(is_klein(n, k, bijzonder=bijzonder) for n in (gefilterd, ongefilterd - gefilterd))


@dataclass(frozen=True)
class Cel:
    """A count as it may be seen: `aantal` is None when hidden, `tekst` is what stands on screen."""

    aantal: int | None
    tekst: str

    @property
    def is_verborgen(self) -> bool:
        """Say whether the count is hidden."""
        return self.aantal is None


@dataclass(frozen=True)
class AfgeschermdeLijst:
    """Counts of one breakdown with their total."""

    cellen: tuple[Cel, ...]
    totaal: Cel


@dataclass(frozen=True)
class AfgeschermdeTabel:
    """Counts by row and column, with the totals of both."""

    rijen: tuple[tuple[Cel, ...], ...]
    rijtotalen: tuple[Cel, ...]
    kolomtotalen: tuple[Cel, ...]
    totaal: Cel


def scherm_aantal_af(aantal: int, k: int, *, bijzonder: bool = False) -> Cel:
    """Return one count that stands on its own."""
    if is_klein(aantal, k, bijzonder=bijzonder):
        return Cel(None, f"< {k}")
    return Cel(aantal, str(aantal))


def scherm_lijst_af(aantallen: Sequence[int], k: int, *, bijzonder: bool = False) -> AfgeschermdeLijst:
    """Suppress a breakdown shown with its total: 12 / 7 / 5 / 3 at k = 5 hides 3 and 5, total 27 stays.

    The categories exclude each other and add up to the total; overlapping ones need `scherm_aantal_af` each.
    """
    knoop_rij, knoop_rest = 0, 1
    cellen = [_Vak(aantal, knoop_rij, knoop_rest) for aantal in aantallen]
    totaal = _Vak(sum(aantallen), knoop_rij, knoop_rest, is_totaal=True, teken=-1)
    _scherm_af([*cellen, totaal], k, bijzonder)
    return AfgeschermdeLijst(tuple(vak.cel(k) for vak in cellen), totaal.cel(k))


def scherm_tabel_af(rijen: Sequence[Sequence[int]], k: int, *, bijzonder: bool = False) -> AfgeschermdeTabel:
    """Suppress a table of counts that is shown with row totals, column totals and grand total.

    Raises ValueError when the rows are not equally long.
    """
    breedte = len(rijen[0]) if rijen else 0
    if any(len(rij) != breedte for rij in rijen):
        raise ValueError("every row has the same columns")
    met_totaal = [[*rij, sum(rij)] for rij in rijen]
    met_totaal.append([sum(kolom) for kolom in zip(*met_totaal, strict=True)] if rijen else [0])
    hoogte = len(rijen)
    vakken = [
        [
            _Vak(
                aantal,
                knoop_a=i,
                knoop_b=hoogte + 1 + j,
                is_totaal=i == hoogte or j == breedte,
                teken=(-1 if i == hoogte else 1) * (-1 if j == breedte else 1),
            )
            for j, aantal in enumerate(rij)
        ]
        for i, rij in enumerate(met_totaal)
    ]
    _scherm_af([vak for rij in vakken for vak in rij], k, bijzonder)
    cellen = [tuple(vak.cel(k) for vak in rij) for rij in vakken]
    return AfgeschermdeTabel(
        rijen=tuple(rij[:-1] for rij in cellen[:-1]),
        rijtotalen=tuple(rij[-1] for rij in cellen[:-1]),
        kolomtotalen=cellen[-1][:-1],
        totaal=cellen[-1][-1],
    )


@dataclass(eq=False)
class _Vak:
    """A cell while it is judged: an edge between the two sums (row and column) it takes part in.

    In every sum the signed cells add up to 0: a total counts negatively in the line it closes. So a change of
    one hidden cell must be undone by others in both its lines, and travels round the graph in a closed walk.
    """

    aantal: int
    knoop_a: int
    knoop_b: int
    is_totaal: bool = False
    teken: int = 1
    verborgen: bool = False
    aanvullend: bool = False

    def cel(self, k: int) -> Cel:
        if not self.verborgen:
            return Cel(self.aantal, str(self.aantal))
        return Cel(None, AFGESCHERMD if self.aanvullend else f"< {k}")

    def kan(self, richting: int, k: int, laagste: int) -> bool:
        """Say whether a reader can believe this hidden cell to be one more (+1) or one less (-1)."""
        anders = self.aantal + richting
        return anders >= k if self.aanvullend else laagste <= anders < k


def _scherm_af(vakken: Sequence[_Vak], k: int, bijzonder: bool) -> None:
    """Mark what must be hidden: the small cells first, then the next smallest until nothing can be told."""
    for vak in vakken:
        vak.verborgen = is_klein(vak.aantal, k, bijzonder=bijzonder)
    laagste = 0 if bijzonder else 1
    lijnen: dict[int, list[_Vak]] = {}
    for vak in vakken:
        lijnen.setdefault(vak.knoop_a, []).append(vak)
        lijnen.setdefault(vak.knoop_b, []).append(vak)
    while True:
        extra = _kleinste_naast_een_enkele(lijnen.values())
        if extra is None:
            herleidbaar = _eerste_herleidbare(vakken, k, laagste)
            if herleidbaar is None:
                return
            eigen_lijnen = lijnen[herleidbaar.knoop_a] + lijnen[herleidbaar.knoop_b]
            extra = _kleinste(eigen_lijnen) or _kleinste(vakken)
        if extra is None:
            _verberg_alles(vakken)
            return
        extra.verborgen = extra.aanvullend = True


def _kleinste_naast_een_enkele(lijnen: Iterable[Sequence[_Vak]]) -> _Vak | None:
    """Return what goes with the only hidden cell of a line: the line's next smallest, a total last.

    A zero hides nobody, so it protects nobody and stays; None when no line has such a cell to offer.
    """
    for lijn in lijnen:
        if sum(vak.verborgen for vak in lijn) == 1:
            keuze = _kleinste(lijn)
            if keuze is not None:
                return keuze
    return None


def _eerste_herleidbare(vakken: Sequence[_Vak], k: int, laagste: int) -> _Vak | None:
    """Return a hidden cell that has one possible value only, given all that is shown; None if there is none.

    The counts form a flow through rows and columns. So another whole-number table with the same visible numbers
    exists precisely when a change of one can be passed on from hidden cell to hidden cell and comes back.
    """
    verborgen = [vak for vak in vakken if vak.verborgen]
    # Where a change can go: from row to column a signed cell goes up by one, from column to row one goes down.
    wegen: dict[int, list[tuple[_Vak, int]]] = {}
    for vak in verborgen:
        for op in (True, False):
            if vak.kan(vak.teken if op else -vak.teken, k, laagste):
                van, naar = (vak.knoop_a, vak.knoop_b) if op else (vak.knoop_b, vak.knoop_a)
                wegen.setdefault(van, []).append((vak, naar))
    kringen = {
        id(vak)
        for van, stappen in wegen.items()
        for vak, naar in stappen
        if _komt_terug(vak, naar, van, wegen)
    }
    return next((vak for vak in verborgen if id(vak) not in kringen), None)


def _komt_terug(vak: _Vak, begin: int, doel: int, wegen: Mapping[int, Sequence[tuple[_Vak, int]]]) -> bool:
    """Say whether a change of `vak` that arrives in `begin` can travel to `doel` through other cells."""
    bereikt, rand = {begin}, [begin]
    while rand:
        for ander, naar in wegen.get(rand.pop(), ()):
            if ander is not vak and naar not in bereikt:
                if naar == doel:
                    return True
                bereikt.add(naar)
                rand.append(naar)
    return False


def _kleinste(vakken: Sequence[_Vak]) -> _Vak | None:
    zichtbaar = [vak for vak in vakken if not vak.verborgen and vak.aantal > 0]
    return min(zichtbaar, key=lambda vak: (vak.is_totaal, vak.aantal), default=None)


def _verberg_alles(vakken: Sequence[_Vak]) -> None:
    """Hide every cell without saying which ones are small: the last resort of a nearly empty table."""
    for vak in vakken:
        vak.verborgen = vak.aanvullend = True
