"""The story of a group: its list comes in, people are called, selected and placed, and the group starts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import formats

from gebruikers.models import Gebruiker
from kandidaten.diensten import trek_toewijzing_in
from kandidaten.keuzes import Bron, Kinderopvang, Toewijzingsrol
from partners.models import Vestiging
from trajecten.begeleiding.diensten import kies_begeleiding
from trajecten.diensten import wijzig_traject
from trajecten.dossier.diensten import sluit_traject
from trajecten.lichtingen import geef_plaats, maak_lichting, plaats_mensen, start_lichting
from trajecten.lichtingteam import lopend, stel_team_in
from trajecten.models import Kwalificatie, Lichting, Programma
from trajecten.statussen import AfwijsReden, Status, TerugtrekReden
from voorbeeld.agenda import Verhaal
from voorbeeld.bijeenkomsten import houdt_introductiedag, plan_ronde
from voorbeeld.lijsten import KOPPEN, lees_lijst_in
from voorbeeld.mensen import (
    Mens,
    komt_binnen,
    legt_vast_wat_nodig_is,
    ververs_allen,
    werk_bij,
    wordt_gebeld,
)
from voorbeeld.selectie import houd_ronde, kies_zonder_ronde
from voorbeeld.toneel import Toneel


@dataclass
class Groep:
    """The plan of one cohort. Days are counted from the start; `na_start` and `voor_start` are the programme's own."""

    programma: Programma
    start: date
    plaatsen: int
    coordinator: Gebruiker
    coaches: list[Gebruiker]
    mensen: list[Mens]
    naam: str
    dag_lijst: int
    dagen_ronde: tuple[int, ...]  # of the last rounds; without rounds, the last day is that of the choice
    dag_plaats: int
    dag_klaar: int
    na_start: Callable[[Toneel, "Groep", Mens], Verhaal]
    voor_start: Callable[[Toneel, "Groep", Mens], None] = lambda toneel, groep, mens: None
    groepsverhalen: Callable[[Toneel, "Groep"], list[Verhaal]] = lambda toneel, groep: []
    plaats: str = ""  # the town where it meets
    vestiging: Vestiging | None = None
    trainer: Gebruiker | None = None
    trainer_tot: date | None = None  # the last day of the training, where people stay longer than that
    kwalificaties: list[Kwalificatie] = field(default_factory=list)  # among which people choose
    uren: tuple[int, ...] = ()  # a week, where the programme offers no choice
    nieuwste: bool = False  # the last group that started
    # Rounds that everybody comes to together, also where the programme does not say so.
    samen_in: tuple[int, ...] = ()
    met_introductiedag: bool = False
    lichting: Lichting | None = field(default=None, init=False)

    def dag(self, n: int) -> date:
        return self.start + timedelta(days=n)

    @property
    def gekozen(self) -> list[Mens]:
        """Who is selected now, in the order of the list."""
        return self.met_status(Status.GESELECTEERD)

    @property
    def wachtend(self) -> list[Mens]:
        """Who waits for a seat now."""
        return self.met_status(Status.WACHTLIJST)

    def met_status(self, *statussen: Status) -> list[Mens]:
        """Whose traject is there now, in the order of the list."""
        ververs_allen(self.mensen)
        return [m for m in self.mensen if m.traject and m.traject.status in statussen]


def groepsnaam(start: date, plaats: str) -> str:
    """ "Groningen september 2024"."""
    return f"{plaats} {formats.date_format(start, 'F Y')}"


def levensloop(toneel: Toneel, groep: Groep):
    """From the making of the group to its start; then everybody goes her own way."""
    yield toneel.moment(groep.dag(groep.dag_lijst - 7))
    groep.lichting = maak_lichting(
        programma=groep.programma,
        naam=groep.naam,
        start=groep.start,
        plaatsen=groep.plaatsen,
        coordinator=groep.coordinator,
        vestiging=groep.vestiging,
        door=groep.coordinator,
    )
    _stel_team_in(groep, trainers=[groep.trainer] if groep.trainer else [])
    for partner in {mens.partner.pk: mens.partner for mens in groep.mensen}.values():
        toneel.begin(_lijst(toneel, groep, [mens for mens in groep.mensen if mens.partner == partner]))
    yield from _selectie(toneel, groep)
    yield toneel.moment(groep.dag(groep.dag_plaats))
    _verdeel_plaatsen(groep)
    yield toneel.moment(groep.dag(groep.dag_klaar))
    for mens in groep.gekozen:
        _maak_klaar(toneel, groep, mens)
    if groep.met_introductiedag:
        toneel.begin(houdt_introductiedag(toneel, groep))
    if groep.programma.voorrangsgroepen:
        for mens in groep.wachtend[-1:]:  # checked when the seats were gone
            _geef_voorrang(mens)
    yield toneel.moment(groep.dag(-6))
    _laatste_week(toneel, groep)
    yield toneel.om(groep.start, 8.5)
    groep.lichting.refresh_from_db()
    start_lichting(groep.lichting, door=groep.coordinator)
    for mens in groep.met_status(Status.LOPEND):
        toneel.begin(groep.na_start(toneel, groep, mens))
    for verhaal in groep.groepsverhalen(toneel, groep):
        toneel.begin(verhaal)
    if groep.trainer and groep.trainer_tot:
        toneel.begin(_trainer_is_klaar(toneel, groep))
    yield toneel.moment(groep.dag(9))
    _sluit_wachtenden(toneel, groep)


# --- Who guides it ----------------------------------------------------------------------------------------------------
def _stel_team_in(groep, *, trainers):
    """Name the colleagues of the whole group: who gets a seat gets the trainer, and a coach."""
    groep.lichting.refresh_from_db(fields=["versie"])
    stel_team_in(
        groep.lichting,
        trainers=trainers,
        jobcoaches=groep.coaches,
        gezien=groep.lichting.versie,
        door=groep.coordinator,
    )


def _trainer_is_klaar(toneel, groep):
    """The day after the training: the trainer is no longer of this group, and her work with its people ends."""
    yield toneel.moment(groep.trainer_tot + timedelta(days=1))
    _stel_team_in(groep, trainers=[])


def _krijgt_coach(groep, mens):
    """Who coaches her, as the seat in the group brought about. For who `mist` one that was a mistake."""
    toewijzing = lopend().filter(kandidaat=mens.kandidaat, rol=Toewijzingsrol.JOBCOACH).first()
    if toewijzing and mens.mist == "jobcoach":
        trek_toewijzing_in(toewijzing, door=groep.coordinator)
    elif toewijzing:
        eigen = (coach for coach in groep.coaches if coach.pk == toewijzing.gebruiker_id)
        mens.coach = next(eigen, toewijzing.gebruiker)


# --- Seats and selection ----------------------------------------------------------------------------------------------
def _verdeel_plaatsen(groep):
    """Who has priority first, then in the order of the list; the rest waits for this group."""
    gekozen = groep.gekozen
    for mens in gekozen:
        if mens.voorrang:
            _geef_voorrang(mens)
    plaats_mensen(
        [mens.traject for mens in sorted(gekozen, key=lambda mens: not mens.voorrang)],
        lichting=groep.lichting,
        door=groep.coordinator,
        rest_naar_wachtlijst=True,
    )


def _selectie(toneel, groep):
    """The rounds in order, those for a group with a meeting; or one day on which the coordinator chooses."""
    rondes = toneel.rondes[groep.programma.pk]
    if not rondes:
        yield toneel.moment(groep.dag(groep.dagen_ronde[-1]), van=13)
        kies_zonder_ronde(toneel, groep.mensen)
        return
    for ronde, dag in zip(rondes, groep.dagen_ronde[-len(rondes) :], strict=True):
        if ronde.in_groep or ronde.volgorde in groep.samen_in:
            dag_zelf = toneel.werkdag(groep.dag(dag))
            yield toneel.over(1, 2)
            plan_ronde(toneel, groep.mensen, ronde, toneel.om(dag_zelf, 13), groep.plaats)
            yield toneel.om(dag_zelf, 15.5)
        else:
            yield toneel.moment(groep.dag(dag), van=13)
        houd_ronde(toneel, groep.mensen, ronde)


def _geef_voorrang(mens):
    """A colleague has seen that she belongs to a group with priority; which one is not written down."""
    traject = mens.ververs()
    traject.voorrang, traject.voorrang_gecontroleerd_door = True, mens.door
    velden = ["voorrang", "voorrang_gecontroleerd_door"]
    wijzig_traject(traject, gezien=traject.versie, velden=velden, door=mens.door)


def _lijst(toneel, groep, mensen):
    """The list of one referrer is read in, or put in one by one; then people are called."""
    yield toneel.moment(groep.dag(groep.dag_lijst + toneel.rng.randint(0, 2)), tot=12)
    for mens in mensen:
        if mens.lot is not None and mens.afval is None and toneel.kans(0.25):
            _komt_terug(toneel, mens)
    if mensen[0].partner.naam in KOPPEN:
        lees_lijst_in(toneel, mensen)
    else:
        for mens in mensen:
            komt_binnen(toneel, mens, bron=Bron.VERWIJZER)
    for mens in mensen:
        toneel.begin(wordt_gebeld(toneel, mens))


def _komt_terug(toneel, mens):
    """Somebody who was turned down for another group of this region is referred again."""
    for eerder in toneel.afgewezen:
        if (eerder.partner, eerder.programma, eerder.regio) == (mens.partner, mens.programma, mens.regio):
            mens.kandidaat = eerder.kandidaat
            toneel.afgewezen.remove(eerder)
            return


def _maak_klaar(toneel, groep, mens):
    """Hours, childcare, coach, and the trial: all that must be right before the start."""
    traject = mens.traject
    nog_regelen = mens.kandidaat.kinderopvang in (Kinderopvang.NODIG, Kinderopvang.ONBEKEND)
    if groep.programma.kinderopvang_check and nog_regelen and mens.mist != "kinderopvang":
        werk_bij(mens, {"kinderopvang": Kinderopvang.GEREGELD})
    if mens.mist != "uren":
        traject.uren_per_week = toneel.kies(groep.programma.uren_opties or groep.uren)
    if traject.kwalificatie is None and groep.kwalificaties:
        traject.kwalificatie = toneel.kies(groep.kwalificaties)
    wijzig_traject(
        traject, gezien=traject.versie, velden=["uren_per_week", "kwalificatie"], door=groep.coordinator
    )
    legt_vast_wat_nodig_is(toneel, mens)
    if mens.zonder_begeleiding:
        kies_begeleiding(traject, wil=False, door=groep.coordinator)
    else:
        _krijgt_coach(groep, mens)
    if not mens.mist:
        groep.voor_start(toneel, groep, mens)


def _laatste_week(toneel, groep):
    """Now and then somebody still withdraws; then the first on the waiting list takes the seat."""
    wachtenden, gekozen = groep.wachtend, groep.gekozen
    if not wachtenden or not toneel.kans(0.4):
        return
    weg, komt = gekozen[0], wachtenden[0]
    if weg.traject.plaatsingen.exists():
        return  # she has a trial already
    sluit_traject(
        weg.traject,
        naar=Status.TERUGGETROKKEN,
        op=toneel.dag,
        door=groep.coordinator,
        reden=TerugtrekReden.PRIVE,
        toelichting="Belde zelf af.",
    )
    geef_plaats(komt.traject, lichting=groep.lichting, door=groep.coordinator)
    komt.ververs()
    _maak_klaar(toneel, groep, komt)


def _sluit_wachtenden(toneel, groep):
    for mens in groep.wachtend:
        sluit_traject(
            mens.traject,
            naar=Status.AFGEWEZEN,
            op=toneel.dag,
            door=groep.coordinator,
            reden=AfwijsReden.GEEN_PLAATS,
        )
