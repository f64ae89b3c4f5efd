"""The shape of a programme with groups, as data: what the programme itself states is read from it, the rest is here."""

from dataclasses import dataclass, field

from trajecten.opleiding.keuzes import Certificaatsoort
from voorbeeld.mensen import Lot
from voorbeeld.selectie import AFVAL


@dataclass(frozen=True)
class Plek:
    """Where groups are played: the region, the town, who refers (in turn) and the codes of the colleagues."""

    regio: str
    plaats: str
    verwijzers: tuple[str, ...]
    coordinator: str
    coaches: tuple[str, ...] = ()
    trainer: str = ""
    teamleider: str = ""


@dataclass(frozen=True)
class Opzet:
    """How the groups of one programme are played.

    `weken`: how long before the next Monday each group starts (negative: after it); groups take `plekken` in turn. Days
    are counted from the start. A group that has yet to start has `te_veel` people chosen beyond its seats. `maanden`:
    the length of the training where the programme states none. `sluit_maanden` (from the start) or `sluit_weken` (from
    the first working day): when the traject is finished; with neither, at the end of the stay that was agreed.
    `lesdagen`: the weekdays (1 = Monday) of the lesson plan, for groups that are played with one.
    """

    code: str
    plekken: tuple[Plek, ...]
    weken: tuple[int, ...]
    plaatsen: int
    afvallers: int
    loten: dict[Lot, int]
    functies: tuple[str, ...]
    weken_klein: tuple[int, ...] = ()
    plaatsen_klein: int = 3
    te_veel: int = 0
    afval: tuple = AFVAL
    kenmerken: dict[str, dict] = field(default_factory=dict)
    mist: tuple[str, ...] = ()  # what is not arranged yet for the first people of the group that starts next
    dag_lijst: int = -60
    dagen_ronde: tuple[int, ...] = (-46, -36, -27)
    dag_plaats: int = -22
    dag_klaar: int = -17
    kwalificatie: str = ""  # which one of the programme they begin with; else any
    bewijs: Certificaatsoort = Certificaatsoort.CERTIFICAAT
    maanden: int | None = None
    werk_bij_start: bool = False  # else after the training
    wacht_dagen: tuple[int, int] = (7, 28)  # between training and work
    contract_maanden: tuple[int, ...] = (12,)  # where the programme states none
    uren: tuple[int, ...] = (20, 24, 28, 32)
    sluit_maanden: int = 0
    sluit_weken: int = 0
    coach_weken: int | None = None  # after so many weeks most people go on without a coach
    lesdagen: tuple[int, ...] = ()
    coach_afbouw: bool = False  # talks become fewer in groups that are done
