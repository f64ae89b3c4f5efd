"""Coaching: the talks of one person with her coach, a goal, the talk at work, and going on without a coach."""

from datetime import timedelta

from trajecten.begeleiding.diensten import (
    bereik_doel,
    kies_begeleiding,
    leg_functioneringsgesprek_vast,
    leg_gesprek_vast,
    stel_doel,
)
from trajecten.begeleiding.keuzes import GemistReden, Gespreksvorm
from trajecten.begeleiding.models import SCORENAMEN, Actiepunt
from trajecten.statussen import Status
from voorbeeld.mensen import Mens
from voorbeeld.ritme import begin_ritme
from voorbeeld.teksten import ACTIES, AFSPRAKEN, DOELEN, NOTITIES, VERSLAGEN
from voorbeeld.toneel import Toneel

ACHTERSTAND_DAGEN = 17


def wordt_begeleid(toneel: Toneel, mens: Mens, start, *, afbouw: bool = False):
    """Weekly talks on a day of the week of her own, from the first week on, as long as the traject runs.

    `afbouw`: from the fourteenth week on once in two weeks, and from the twenty-seventh once in four.
    """
    begin_ritme(toneel, mens, start)
    dag = start + timedelta(days=toneel.rng.randint(0, 4))
    scores = {naam: toneel.kies([3, 3, 4]) for naam in SCORENAMEN}
    while True:
        yield toneel.moment(dag)
        if mens.traject.status != Status.LOPEND or not mens.traject.wil_begeleiding:
            return
        if mens.achterstand and dag > toneel.vandaag - timedelta(days=ACHTERSTAND_DAGEN):
            return
        dag += timedelta(weeks=_tussenpoos((dag - start).days // 7) if afbouw else 1)
        volgende = toneel.vandaag if mens.vandaag_gesprek and dag >= toneel.vandaag else toneel.werkdag(dag)
        _spreek(toneel, mens, scores, max(volgende, toneel.dag + timedelta(days=1)))


def _tussenpoos(week):
    return 1 if week < 13 else 2 if week < 26 else 4


def kan_alleen_verder(toneel: Toneel, mens: Mens, dag):
    """From this day on she says that she needs no coach any more; that is her own choice."""
    yield toneel.moment(dag)
    if mens.ververs().status == Status.LOPEND and mens.traject.wil_begeleiding:
        kies_begeleiding(mens.traject, wil=False, door=mens.coach or mens.door)


def _spreek(toneel, mens, scores, volgende):
    if toneel.kans(0.07) and not mens.vandaag_gesprek:
        leg_gesprek_vast(
            mens.traject,
            jobcoach=mens.coach,
            door=mens.coach,
            datum=toneel.dag,
            reden=toneel.kies(GemistReden.values),
            volgende_datum=volgende,
        )
        return
    for naam in toneel.rng.sample(SCORENAMEN, 2):
        scores[naam] = min(5, max(1, scores[naam] + toneel.kies([-1, 0, 1, 1])))
    kort = toneel.kans(0.3)
    gedaan, acties = _gedaan(toneel, mens), _acties(toneel)
    mens.open_acties = bool(acties) or (mens.open_acties and not gedaan)
    leg_gesprek_vast(
        mens.traject,
        jobcoach=mens.coach,
        door=mens.coach,
        datum=toneel.dag,
        vorm=toneel.kies(
            [Gespreksvorm.TELEFOON] * 4
            + [Gespreksvorm.WERKPLEK, Gespreksvorm.WERKPLEK, Gespreksvorm.SCHOOL, Gespreksvorm.VIDEO]
        ),
        duur_minuten=toneel.kies([10, 15, 20, 30, 45]),
        scores=None if kort else scores,
        werkt_nog=_werkt(toneel, mens),  # before the first working day nobody asks
        afspraken=toneel.kies(AFSPRAKEN),
        notitie="" if kort else toneel.kies(NOTITIES),
        volgende_datum=volgende,
        acties=acties,
        gedaan=gedaan,
    )


def _werkt(toneel, mens):
    return True if mens.werkt_vanaf and mens.werkt_vanaf <= toneel.dag else None


def _gedaan(toneel, mens):
    if not mens.open_acties or toneel.kans(0.4):
        return []
    return list(Actiepunt.objects.open().filter(traject=mens.traject).values_list("pk", flat=True))


def _acties(toneel):
    if not toneel.kans(0.12):
        return ()
    wat, wie = toneel.kies(ACTIES)
    return [(wat, wie, toneel.dag + timedelta(days=toneel.rng.randint(7, 21)))]


def heeft_doel(toneel: Toneel, mens: Mens):
    """A goal, reached most of the time."""
    yield toneel.over(14, 40)
    if mens.traject.status != Status.LOPEND:
        return
    gebied, omschrijving = toneel.kies(DOELEN)
    doel = stel_doel(
        mens.traject,
        aandachtsgebied=gebied,
        omschrijving=omschrijving,
        streefdatum=toneel.dag + timedelta(days=90),
        door=mens.coach,
    )
    yield toneel.over(60, 110)
    if mens.traject.status == Status.LOPEND and toneel.kans(0.75):
        bereik_doel(doel, door=mens.coach)


def heeft_functioneringsgesprek(toneel: Toneel, mens: Mens, teamleider, dag):
    """One talk at work with the team leader, half way."""
    yield toneel.moment(dag)
    if mens.traject.status == Status.LOPEND:
        leg_functioneringsgesprek_vast(
            mens.traject,
            teamleider=teamleider,
            datum=toneel.dag,
            verslag=toneel.kies(VERSLAGEN),
            afspraken=toneel.kies(AFSPRAKEN),
            volgende_datum=toneel.dag + timedelta(days=182),
            door=teamleider,
        )
