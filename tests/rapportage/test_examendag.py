"""The day of an exam is that of its sitting, wherever it is announced; one that was called off is announced nowhere.

Today is Wednesday 4 March 2026.
"""

import datetime as dt

import pytest
from django.utils import timezone

from rapportage.agenda import agenda_van
from rapportage.herinneringen import nieuwe_zaken
from rapportage.keuzes import Herinneringsoort
from rapportage.school import school
from rapportage.week.school import met_feiten, redenen
from tests import fabrieken
from tests.rapportage.hulp import dag, lopend
from trajecten.dossier.mijn_traject import _examens
from trajecten.models import Bijeenkomst, Traject
from trajecten.opleiding.models import Examen


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 4, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def julia(regio_groningen, programma, coordinator_groningen, jobcoach):
    return lopend(regio_groningen, programma, coordinator_groningen, dt.date(2026, 1, 12), coach=jobcoach)


@pytest.fixture
def zitting(programma, coordinator_groningen, julia):
    """Planned on 6 March for Julia's group, where this jobcoach is not named: it is not in her agenda itself."""
    groep = fabrieken.LichtingFabriek(programma=programma, coordinator=coordinator_groningen)
    Traject.objects.filter(pk=julia.pk).update(lichting=groep)
    begin = timezone.now() + dt.timedelta(days=2)
    rij = Bijeenkomst.objects.create(
        soort="examen",
        titel="Examen theorie",
        plaats="Zaal 2",
        lichting=groep,
        begin=begin,
        eind=begin + dt.timedelta(hours=2),
    )
    deel = fabrieken.ExamendeelFabriek(kwalificatie=programma.kwalificaties.get(), naam="Theorie")
    Examen.objects.create(traject=julia, examendeel=deel, datum=dag(2), zitting=rij)
    return rij


def aangekondigd(traject, jobcoach):
    """The days of exams (True where only is said that there is one) by place."""
    agenda = [punt.dag for punt in agenda_van(jobcoach, dag(0), dag(13)) if punt.punt.wat == "Examen"]
    mail = any(z.soort == Herinneringsoort.EXAMEN for z in nieuwe_zaken(jobcoach, timezone.now()))
    lijst = [leerling.examen for leerling in school(jobcoach)]
    rij = met_feiten(Traject.objects.filter(pk=traject.pk).select_related("kandidaat"), dag(0)).get()
    week = [reden.woord for reden in redenen(rij, None, dag(0))]
    return agenda, mail, lijst, week, [wanneer for wanneer, _ in _examens(traject, dag(0))]


def test_een_zitting_die_is_verzet(julia, jobcoach, zitting):
    assert aangekondigd(julia, jobcoach) == ([dag(2)], True, [dag(2)], ["Examen 6 mrt 2026"], [dag(2)])
    Bijeenkomst.objects.filter(pk=zitting.pk).update(
        begin=zitting.begin + dt.timedelta(days=7), eind=zitting.eind + dt.timedelta(days=7)
    )
    assert aangekondigd(julia, jobcoach) == ([dag(9)], False, [dag(9)], ["Examen 13 mrt 2026"], [dag(9)])


def test_een_zitting_die_niet_doorgaat(julia, jobcoach, zitting):
    Bijeenkomst.objects.filter(pk=zitting.pk).update(afgelast_op=timezone.now())
    assert aangekondigd(julia, jobcoach) == ([], False, [], [], [])
