"""Coaching that is not by the book: another rhythm agreed with somebody, a talk corrected, a talk taken back.

Who it happens to follows from her name, not from the stage's chance: so nothing else in the play changes.
"""

import random
from datetime import timedelta

from trajecten.begeleiding.correcties import trek_gesprek_in
from trajecten.begeleiding.diensten import leg_gesprek_vast, wijzig_gesprek
from trajecten.begeleiding.keuzes import Gespreksvorm, Intrekreden, Ritmereden
from trajecten.begeleiding.schemadiensten import spreek_af
from trajecten.statussen import Status
from voorbeeld.mensen import Mens
from voorbeeld.toneel import Toneel

NA_DAGEN = (35, 150)


def begin_ritme(toneel: Toneel, mens: Mens, start):
    """Let one of these happen to about one in ten of the people who are coached."""
    lot = random.Random(f"{mens.kandidaat.zoeknaam} {start}")  # noqa: S311 - a play, not a secret
    dag = max(toneel.om(toneel.werkdag(start + timedelta(days=lot.randint(*NA_DAGEN))), 10), toneel.klok.nu)
    for verhaal, deel in ((_ander_ritme, 0.05), (_verbetert, 0.04), (_verkeerde_persoon, 0.02)):
        if lot.random() < deel:
            toneel.begin(verhaal(toneel, mens, dag, lot))


def _coacht(toneel, mens):
    traject = mens.ververs()
    return mens.coach and traject.status == Status.LOPEND and traject.wil_begeleiding


def _ander_ritme(toneel, mens, dag, lot):
    yield dag
    if _coacht(toneel, mens):
        goed = lot.random() < 0.6
        spreek_af(
            mens.traject,
            van=toneel.dag,
            tot=None if goed else toneel.dag + timedelta(weeks=8),
            elke_weken=2 if goed else 1,
            reden=Ritmereden.GAAT_GOED if goed else Ritmereden.MEER_STEUN,
            door=mens.coach,
        )


def _verbetert(toneel, mens, dag, lot):
    yield dag
    gesprek = mens.traject.gesprekken.gevoerd().filter(jobcoach=mens.coach).first()
    if gesprek and _coacht(toneel, mens):
        wijzig_gesprek(
            gesprek,
            gezien=gesprek.versie,
            velden={"duur_minuten": 60, "vorm": Gespreksvorm.WERKPLEK},
            door=mens.coach,
        )


def _verkeerde_persoon(toneel, mens, dag, lot):
    """A talk with somebody else, seen and taken back the same day."""
    yield dag
    if _coacht(toneel, mens):
        gesprek = leg_gesprek_vast(
            mens.traject, jobcoach=mens.coach, door=mens.coach, datum=toneel.dag, vorm=Gespreksvorm.TELEFOON
        )
        trek_gesprek_in(gesprek, reden=Intrekreden.VERKEERDE_PERSOON, gezien=gesprek.versie, door=mens.coach)
