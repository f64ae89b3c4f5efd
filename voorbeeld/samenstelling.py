"""Who is in a group: how many from which referrer, who does not get through, and what becomes of who starts."""

from dataclasses import dataclass, field
from itertools import cycle

from gebruikers.models import Gebruiker
from partners.models import Partner
from trajecten.models import Programma
from trajecten.plaatsing.keuzes import Eindreden
from voorbeeld.mensen import Lot, Mens, Vertrek
from voorbeeld.selectie import AFVAL
from voorbeeld.verdeling import Verdeling

# In which month of the employment and why; "not renewed" follows from the last day of a contract.
VERTREKKEN = [
    Vertrek(4, Eindreden.WERK_PAST_NIET),
    Vertrek(10, Eindreden.NIET_VERLENGD),
    Vertrek(7, Eindreden.ANDERE_BAAN),
    Vertrek(2, Eindreden.PRIVE),
    Vertrek(8, Eindreden.REIS_OF_UREN),
    Vertrek(5, Eindreden.AFWEZIGHEID),
    Vertrek(1, Eindreden.LOON),
    Vertrek(9, Eindreden.ONBEKEND),
    Vertrek(6, Eindreden.VERHUISD),
]
LATER = [
    Vertrek(14, Eindreden.ANDERE_BAAN),
    Vertrek(19, Eindreden.WERK_PAST_NIET),
    Vertrek(22, Eindreden.NIET_VERLENGD),
    Vertrek(16, Eindreden.PRIVE),
]


@dataclass
class Samensteller:
    """Puts groups of one programme together; the shares hold over all its groups.

    `kenmerken`: field of Mens -> how it is shared out over who is selected, such as who works with a screen reader.
    `afval`: how people do not get through, in turn.
    """

    programma: Programma
    loten: Verdeling
    kenmerken: dict[str, Verdeling] = field(default_factory=dict)
    afval: tuple = AFVAL
    _later: Verdeling = field(default_factory=lambda: Verdeling({False: 4, True: 1}))
    _vertrek: cycle = field(default_factory=lambda: cycle(VERTREKKEN))
    _vertrek_later: cycle = field(default_factory=lambda: cycle(LATER))
    _afval: cycle = field(init=False)

    def __post_init__(self):
        self._afval = cycle(self.afval)

    def groep(self, herkomst: list[Partner], *, regio: str, door: Gebruiker, afvallers: int) -> list[Mens]:
        """One person per partner in `herkomst`; the last `afvallers` of them do not get through the selection."""
        mensen = [Mens(self.programma, partner, regio, door) for partner in herkomst]
        gekozen = len(mensen) - afvallers
        for mens in mensen[:gekozen]:
            mens.lot = self.loten.volgende()
            mens.vertrek = self._wanneer_weg(mens.lot)
            for naam, verdeling in self.kenmerken.items():
                setattr(mens, naam, verdeling.volgende())
        for mens in mensen[gekozen:]:
            mens.afval = next(self._afval)
        return mensen

    def _wanneer_weg(self, lot):
        if lot is Lot.VERTREKT:
            return next(self._vertrek)
        if lot is Lot.BLIJFT and self._later.volgende():
            return next(self._vertrek_later)
        return None


def verzamel(aantallen: list[tuple[Partner, int]]) -> list[Partner]:
    """One partner per person, mixed: [(a, 9), (b, 7)] gives 16, as even as it goes."""
    plekken = [
        ((i + 0.5) / n, nummer, partner) for nummer, (partner, n) in enumerate(aantallen) for i in range(n)
    ]
    return [partner for _, _, partner in sorted(plekken, key=lambda plek: plek[:2])]
