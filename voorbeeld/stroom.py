"""Programmes without groups: people one by one, from the message to the work.

P09  an interview, no tests, an introduction day, coaching as she chooses; of 200 people at work about 12 (6 %)
P10  called within 24 hours, a second talk, a competence test; training only where the test asks for it
P13  five criteria, of which "willen" can exclude by itself; two colleagues score; at home, through Randstad
"""

from dataclasses import dataclass
from datetime import timedelta

from basis.maanden import verjaardag
from kandidaten.diensten import wijs_toe
from kandidaten.keuzes import Bron, Toewijzingsrol
from trajecten.begeleiding.diensten import kies_begeleiding
from trajecten.dossier.diensten import sluit_traject, verzet_status
from trajecten.selectie.keuzes import Uitslag
from trajecten.statussen import AfwijsReden, Status, TerugtrekReden, Uitkomst
from voorbeeld.begeleiding import kan_alleen_verder, wordt_begeleid
from voorbeeld.bijeenkomsten import houdt_introductie
from voorbeeld.mensen import Lot, Mens, komt_binnen, legt_vast_wat_nodig_is, wordt_gebeld
from voorbeeld.samenstelling import VERTREKKEN
from voorbeeld.selectie import houd_ronde
from voorbeeld.toneel import Toneel
from voorbeeld.verdeling import Verdeling
from voorbeeld.werk import baan_bij, werkt

REDENEN_GESPREK = (
    (1, Uitslag.AFGEWEZEN, AfwijsReden.WIL_NIET),
    (1, Uitslag.TERUGGETROKKEN, TerugtrekReden.BEELD_VAN_WERK),
    (1, Uitslag.AFGEWEZEN, AfwijsReden.VAARDIGHEDEN),
)


@dataclass(frozen=True)
class Stroom:
    """How people of one programme come in: (region, referrer, coordinator) in turn, over so many days until now."""

    code: str
    herkomst: tuple[tuple[str, str, str], ...]
    aantal: int
    aantal_klein: int
    dagen: tuple[int, int]  # the first came in so many days ago, the last one too
    loten: dict[str, int]  # Lot, "afval" (does not get through) or "open" (nobody has decided yet)
    coach: str
    functies: tuple[str, ...]
    afval: tuple = REDENEN_GESPREK
    beoordelen_ook: tuple[str, ...] = ()
    kiest_begeleiding: bool = False
    coach_weken: int = 26
    sluit_maanden: int = 12
    maanden: int = 12
    uren: tuple[int, ...] = (24, 28, 32)
    binnen_uren: int = 0


STROMEN = [
    Stroom(
        "P09",
        (
            ("Amersfoort", "Amfors", "coordinator3"),
            ("Amersfoort", "Blindeninstituut", "coordinator3"),
            ("Midden-Utrecht", "Servicepunt Werkgevers UWV", "coordinator3"),
        ),
        aantal=17,
        aantal_klein=4,
        dagen=(640, 75),
        loten={Lot.BLIJFT: 12, "afval": 3, Lot.VERTREKT: 2},
        coach="jobcoach4",
        functies=("klantadviseur", "medewerker webcare"),
        kiest_begeleiding=True,
    ),
    Stroom(
        "P13",
        (("Midden-Utrecht", "gemeente Utrecht", "coordinator2"),),
        aantal=20,
        aantal_klein=6,
        dagen=(430, 12),
        loten={Lot.BLIJFT: 5, "afval": 2, Lot.VERTREKT: 1},
        coach="jobcoach4",
        functies=("agent",),
        beoordelen_ook=("coordinator3",),
        coach_weken=20,
    ),
]


def speel_stroom(toneel: Toneel, stroom: Stroom):
    """Begin the story of each person; the two who came in last still wait for a decision where two must score."""
    loten = Verdeling(stroom.loten)
    aantal = stroom.aantal_klein if toneel.klein else stroom.aantal
    eerste, laatste = stroom.dagen
    for nummer in range(aantal):
        mens = mens_van(toneel, stroom.code, *stroom.herkomst[nummer % len(stroom.herkomst)])
        mens.beoordelen_ook = tuple(toneel.personeel[code] for code in stroom.beoordelen_ook)
        mens.hulp_bij_lezen = mens.partner.naam == "Blindeninstituut"
        lot = loten.volgende()
        if stroom.beoordelen_ook and nummer >= aantal - 2:
            mens.open_in = 1
            mens.nog_geen_scores = nummer == aantal - 1
        elif lot == "afval":
            mens.afval = stroom.afval[nummer % len(stroom.afval)]
        else:
            mens.lot = Lot(lot)
            mens.vertrek = VERTREKKEN[nummer % len(VERTREKKEN)] if mens.lot is Lot.VERTREKT else None
        mens.zonder_begeleiding = stroom.kiest_begeleiding and nummer % 2 == 0
        dagen = eerste - (eerste - laatste) * nummer // max(aantal - 1, 1)
        toneel.begin(meldt_zich(toneel, stroom, mens, dagen))


def mens_van(toneel: Toneel, code: str, regio: str, partner: str | None, coordinator: str) -> Mens:
    """Somebody of this programme; without a partner she comes on her own account."""
    return Mens(
        programma=toneel.programmas[code],
        partner=toneel.partners[partner] if partner else None,
        regio=regio,
        door=toneel.personeel[coordinator],
    )


def bron(mens: Mens) -> Bron:
    return Bron.VERWIJZER if mens.partner else Bron.ZELF


def meldt_zich(toneel: Toneel, stroom: Stroom, mens: Mens, dagen: int, tussendoor=None):
    """One person from the message to the work, through the programme's rounds; `tussendoor`: what happens after one
    day."""
    yield toneel.moment(toneel.vandaag - timedelta(days=dagen))
    komt_binnen(toneel, mens, bron=bron(mens))
    toneel.begin(wordt_gebeld(toneel, mens, binnen_uren=stroom.binnen_uren))
    if tussendoor:
        yield toneel.over(1, 1)
        yield from tussendoor(toneel, mens)
    yield toneel.over(3, 5)
    while not mens.gesproken and mens.ververs().is_open:  # she is still being called
        yield toneel.over(2, 3)
    for ronde in toneel.rondes[mens.programma.pk]:
        houd_ronde(toneel, [mens], ronde)
        yield toneel.over(3, 6)
    if mens.traject.status == Status.GESELECTEERD:
        yield from _aan_het_werk(toneel, stroom, mens)


def _aan_het_werk(toneel, stroom, mens):
    start = toneel.werkdag(toneel.dag + timedelta(days=7))
    legt_vast_wat_nodig_is(toneel, mens)
    if mens.zonder_begeleiding:
        kies_begeleiding(mens.ververs(), wil=False, door=mens.door)
    else:
        mens.coach = toneel.personeel[stroom.coach]
        wijs_toe(
            kandidaat=mens.kandidaat,
            gebruiker=mens.coach,
            rol=Toewijzingsrol.JOBCOACH,
            van=start,
            door=mens.door,
        )
    baan = baan_bij(
        toneel,
        mens.programma,
        functie=toneel.kies(stroom.functies),
        uren=toneel.kies(stroom.uren),
        maanden=stroom.maanden,
    )
    toneel.begin(werkt(toneel, mens, baan, start, mens.vertrek))
    yield toneel.om(start, 17)
    verzet_status(mens.ververs(), naar=Status.LOPEND, op=start, door=mens.door)
    if mens.programma.introductiedag:
        dag = toneel.werkdag(start + timedelta(days=8))  # in her second week
        toneel.begin(houdt_introductie(toneel, mens, toneel.om(dag, 9), baan.werkplek.naam))
    if mens.coach:
        toneel.begin(wordt_begeleid(toneel, mens, start))
        toneel.begin(kan_alleen_verder(toneel, mens, start + timedelta(weeks=stroom.coach_weken)))
    yield toneel.moment(verjaardag(start, stroom.sluit_maanden) + timedelta(days=toneel.rng.randint(6, 12)))
    if mens.ververs().status == Status.LOPEND:
        sluit_traject(
            mens.traject,
            naar=Status.AFGEROND,
            op=toneel.dag,
            door=mens.door,
            reden=Uitkomst.ZELFDE_WERKGEVER,
        )
