"""When the worker counts as healthy: its loop turns, or it has a task that is not too old."""

import inspect

import pytest

from config import werker
from config.werker import LANGSTE_RONDE, LANGSTE_TAAK, Werker


@pytest.fixture
def klok(monkeypatch):
    """Seconds that have gone by, to be set."""
    stand = {"nu": 1000.0}
    monkeypatch.setattr(werker.time, "monotonic", lambda: stand["nu"])
    return stand


def test_een_lus_die_draait_is_gezond_en_een_die_hangt_niet(klok):
    worker = Werker()
    klok["nu"] += LANGSTE_RONDE + 1
    assert not worker.is_gezond()
    assert worker.running  # what the loop asks at each turn
    assert worker.is_gezond()


def test_een_lange_taak_mag_een_eindeloze_niet(klok, monkeypatch):
    worker, gezien = Werker(), []

    def taak(self, rij):
        for seconden in (LANGSTE_RONDE * 2, LANGSTE_TAAK):
            klok["nu"] += seconden
            gezien.append(self.is_gezond())

    monkeypatch.setattr("config.werker.Worker.run_task", taak)
    worker.run_task(None)
    assert gezien == [True, False]
    assert worker.is_gezond()


def test_de_bibliotheek_vraagt_bij_elke_ronde_of_hij_doorgaat():
    """What is_gezond leans on; without it a living worker would count as dead."""
    assert "while self.running:" in inspect.getsource(werker.Worker.run)
