"""Refresher days as a figure: attended / due, at any reference date, and not of a few people."""

import datetime as dt

import pytest

from rapportage.cijfers import bereik_van, cijfers_van
from rapportage.retentieduur import Variant
from rapportage.terugkomcijfer import Terugkomcijfer, terugkomcijfer
from tests.rapportage.hulp import lopend, plaatsing
from tests.trajecten.plaatsing.test_terugkom import CONTRACT, terugkomdag
from trajecten.models import Programma, Traject

D = dt.date


@pytest.fixture(autouse=True)
def zaterdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def mensen(regio_groningen, programma, coordinator_groningen):
    """`mensen(n)`: n people with the contract of the worked example (Ro!Entree)."""
    Programma.objects.filter(pk=programma.pk).update(terugkomdag_weken=5)
    programma.refresh_from_db()

    def maak(aantal):
        rijen = [
            lopend(regio_groningen, programma, coordinator_groningen, D(2026, 1, 5)) for _ in range(aantal)
        ]
        for traject in rijen:
            plaatsing(traject, "arbeidsovereenkomst", *CONTRACT)
        return rijen

    return maak


def regel(programma, gebruiker):
    cijfers = cijfers_van(
        programma, bereik_van(gebruiker), variant=Variant.BETAALD_WERK, peildatum=D(2026, 11, 21)
    )
    return next((r for r in cijfers["regels"] if r.naam == "Terugkomdagen bezocht"), None)


def test_geteld_op_elke_peildatum(mensen):
    a, _ = mensen(2)
    for dag in (D(2026, 6, 3), D(2026, 7, 7), D(2026, 11, 18)):
        terugkomdag(None, dag, [a], "aanwezig")
    alle = Traject.objects.all()
    # Two people; the weeks around the first five days are over, and one attended the sixth already.
    assert terugkomcijfer(alle, peildatum=D(2026, 11, 21)) == Terugkomcijfer(3, 11, 2)
    assert terugkomcijfer(alle, peildatum=D(2026, 7, 7)) == Terugkomcijfer(2, 3, 2)
    assert terugkomcijfer(alle, peildatum=D(2026, 5, 1)) == Terugkomcijfer(0, 0, 0)


def test_coordinator_leest_het_en_een_manager_niet_van_een_paar_mensen(
    mensen, programma, coordinator_groningen, manager, coordinator_twente
):
    for traject in mensen(4):
        terugkomdag(None, D(2026, 6, 3), [traject], "aanwezig")
    assert regel(programma, coordinator_groningen).waarde == "20,0 %"
    assert "4 van de 20 keer" in regel(programma, coordinator_groningen).toelichting
    verborgen = regel(programma, manager)
    assert verborgen.waarde == "afgeschermd"
    assert not {"4", "20"} & set(verborgen.toelichting.replace("<", " ").split())
    assert regel(programma, coordinator_twente).waarde == "n.v.t."


def test_een_grote_groep_leest_ook_een_manager(mensen, programma, manager):
    for traject in mensen(12)[:6]:
        terugkomdag(None, D(2026, 6, 3), [traject], "aanwezig")
    assert regel(programma, manager).waarde == "10,0 %"
    assert "6 van de 60 keer" in regel(programma, manager).toelichting


def test_zonder_terugkomdagen_geen_regel(programma, manager):
    assert regel(programma, manager) is None
