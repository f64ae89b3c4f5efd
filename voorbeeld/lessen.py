"""Lesson plans: made when a group starts, holidays and the Christmas break out, attendance after every lesson."""

import random
from datetime import date, time, timedelta

from basis.maanden import EEN_DAG
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Bijeenkomst, Deelname
from trajecten.opleiding.lesdagen import lees_vrij, lesdagen, maandag, modules_van
from trajecten.opleiding.lesrooster import maak_lesrooster
from trajecten.opleiding.rasterdiensten import leg_raster_vast
from voorbeeld.uitnodigen import nodig_uit

VROEGSTE = timedelta(
    days=180
)  # a plan only for who started since: the older groups are done with their lessons
MET, ZONDER = Aanwezigheid.AFWEZIG_MET_BERICHT, Aanwezigheid.AFWEZIG_ZONDER_BERICHT


def heeft_lessen(toneel, groep, *, weekdagen, laatste: date, plaats: str, laat_open=0):
    """The story of the lessons of one group; `laat_open`: so many of the last ones somebody still has to fill in."""
    if groep.start < toneel.vandaag - VROEGSTE:
        return
    kans = random.Random(groep.naam)  # noqa: S311  its own, so that the rest of the play does not hang on it
    yield toneel.om(groep.start, 8.75)
    vrij = _kerstvakanties(groep.start, laatste)
    dagen = [d.dag for d in lesdagen(weekdagen, groep.start, laatste, lees_vrij(vrij)) if not d.vrij]
    door = groep.trainer or groep.coordinator
    maak_lesrooster(
        groep.lichting,
        velden={
            "weekdagen": list(weekdagen),
            "eerste": groep.start,
            "laatste": laatste,
            "begin": time(9, 30),
            "tot": time(15, 30),
            "plaats": plaats,
            "online": False,
            "online_link": "",
            "vrij": vrij,
        },
        dagen=dagen,
        modules=modules_van(groep.programma),
        gezien=None,
        door=door,
    )
    geweest = [dag for dag in dagen if dag < toneel.vandaag]
    for dag in geweest[: len(geweest) - laat_open]:
        yield max(toneel.om(dag, 16), toneel.klok.nu + timedelta(minutes=5))
        _wie_er_was(groep, dag, kans, door)


def _wie_er_was(groep, dag, kans, door):
    """One in fourteen is not there, most of them with a message; one person of the group misses more."""
    deelnames = list(
        Deelname.objects.filter(
            bijeenkomst__lichting=groep.lichting, bijeenkomst__roosterdag=dag, traject__einddatum=None
        )
        .select_related("bijeenkomst", "traject__kandidaat")
        .order_by("traject", "pk")
    )
    keuzes = {}
    for nummer, deelname in enumerate(deelnames):
        weg = kans.random() < (0.35 if nummer == 1 else 0.07)
        keuzes[deelname] = (ZONDER if kans.random() < 0.3 else MET) if weg else Aanwezigheid.AANWEZIG
    leg_raster_vast(keuzes, gezien={d: Aanwezigheid(d.aanwezigheid) for d in deelnames}, door=door)


def meldt_zich_af(toneel, groep):
    """Yesterday the group was reminded of the next lesson, and somebody said that she does not come."""
    yield toneel.om(toneel.vandaag - EEN_DAG, 15)
    les = (
        Bijeenkomst.objects.filter(lichting=groep.lichting, roosterdag__isnull=False)
        .komend()
        .order_by("begin")
        .first()
    )
    if les:
        nodig_uit(toneel, les, door=groep.coordinator)
    deelname = les and (
        les.deelnames.filter(traject__einddatum=None)
        .select_related("traject__kandidaat")
        .order_by("pk")
        .last()
    )
    if deelname:
        deelname.bijeenkomst = les
        door = groep.trainer or groep.coordinator
        leg_raster_vast({deelname: MET}, gezien={deelname: Aanwezigheid(deelname.aanwezigheid)}, door=door)


def _kerstvakanties(van: date, tot: date) -> str:
    """The two weeks around Christmas of each year, as a line of own free days."""
    regels = []
    for jaar in range(van.year, tot.year + 1):
        begin = maandag(date(jaar, 12, 25))
        if van <= begin <= tot:
            eind = begin + timedelta(days=13)
            regels.append(f"{begin:%d-%m-%Y} t/m {eind:%d-%m-%Y} kerstvakantie")
    return "\n".join(regels)
