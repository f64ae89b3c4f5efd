"""What every story of the play shares: its time, chance, staff and partners."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

from gebruikers.models import Gebruiker
from kandidaten.keuzes import Selectiehulp
from trajecten.models import Programma
from voorbeeld.agenda import Agenda, Verhaal
from voorbeeld.klok import Klok
from voorbeeld.namen import Naamgever
from voorbeeld.partners import Partners

SELECTIEHULP = [Selectiehulp.GROTE_LETTERS, None, None, Selectiehulp.EXTRA_TIJD, None, None]
VRIJE_DAGEN = {(1, 1), (12, 25), (12, 26)}  # month and day; enough to look right


@dataclass
class Toneel:
    """The stage. `nu` is the real moment until which is played; `rng` is the only source of chance."""

    klok: Klok
    rng: random.Random
    nu: datetime
    personeel: dict[str, Gebruiker]
    partners: Partners
    programmas: dict[str, Programma]
    klein: bool = False
    criteria: dict[int, list] = field(init=False)  # programme pk -> what is scored
    rondes: dict[int, list] = field(init=False)  # programme pk -> its rounds in order
    agenda: Agenda = field(init=False)
    namen: Naamgever = field(init=False)
    selectiehulp: Iterator = field(default_factory=lambda: cycle(SELECTIEHULP))
    afgewezen: list = field(default_factory=list)  # people who may come back later

    def __post_init__(self):
        self.agenda = Agenda(self.klok)
        self.namen = Naamgever(self.rng)
        self.criteria = {p.pk: list(p.criteria.all()) for p in self.programmas.values()}
        self.rondes = {
            p.pk: list(p.rondes.order_by("volgorde").prefetch_related("onderdelen"))
            for p in self.programmas.values()
        }

    # --- Time ---------------------------------------------------------------------------------------------------------
    @property
    def vandaag(self) -> date:
        """The real today, at which the play ends."""
        return timezone.localdate(self.nu)

    @property
    def dag(self) -> date:
        """The day on which the play is."""
        return timezone.localdate(self.klok.nu)

    def om(self, dag: date, uur: float = 0) -> datetime:
        """That hour of that day, aware."""
        return timezone.make_aware(datetime.combine(dag, time()) + timedelta(hours=uur))

    def werkdag(self, dag: date) -> date:
        """This day, or the first working day after it."""
        while dag.weekday() >= 5 or (dag.month, dag.day) in VRIJE_DAGEN:
            dag += timedelta(days=1)
        return dag

    def moment(self, dag: date, *, van: int = 9, tot: int = 17) -> datetime:
        """Some time in working hours on this day or the first working day after it, and never back in the play."""
        minuten = self.rng.randrange(van * 60, tot * 60, 5)
        return max(self.om(self.werkdag(dag), minuten / 60), self.klok.nu + timedelta(minutes=5))

    def over(self, van: int, tot: int) -> datetime:
        """Some working moment `van` to `tot` days from where the play is."""
        return self.moment(self.dag + timedelta(days=self.rng.randint(van, tot)))

    # --- Chance -------------------------------------------------------------------------------------------------------
    def kans(self, deel: float) -> bool:
        return self.rng.random() < deel

    def kies(self, keuzes):
        return self.rng.choice(keuzes)

    # --- Stories ------------------------------------------------------------------------------------------------------
    def begin(self, verhaal: Verhaal, *, tot: datetime | None = None):
        """Start a story. It is told up to and including yesterday (or to `tot`): today is for whoever logs in."""
        self.agenda.begin(verhaal, tot=tot or self.om(self.vandaag))
