"""Signs of life, and the work that a dead worker left."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from basis.achterwerk import MAX_POGINGEN, geef_terug
from basis.hartslag import STIL_NA, klop, leeft, procesnaam, stopt
from basis.models import Hartslag

pytestmark = pytest.mark.django_db
LANG_GELEDEN = STIL_NA * 5


def taak(*namen, geleden=LANG_GELEDEN):
    """A task that the last of these workers is busy with."""
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - geleden,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="inlezen.taken.lees_lijst_in",
        worker_ids=list(namen),
        backend_name="default",
        run_after=get_date_max(),
        exception_class_path="",
        traceback="",
    )


def stand(rij):
    rij.refresh_from_db()
    return rij.status


def test_wie_klopt_leeft_en_wie_stopt_niet_meer():
    naam = procesnaam("worker")
    klop(naam)
    klop(naam)
    assert Hartslag.objects.count() == 1
    assert leeft("worker") and leeft("worker", hier=True)
    assert not leeft("planner")
    stopt(naam)
    assert not leeft("worker")


def test_wie_een_minuut_zwijgt_leeft_niet():
    naam = procesnaam("worker")
    klop(naam)
    Hartslag.objects.update(op=timezone.now() - STIL_NA - timedelta(seconds=1))
    assert not leeft("worker")


def test_een_ander_op_een_andere_computer_is_hier_niet():
    klop(procesnaam("planner"))
    Hartslag.objects.update(computer="een-andere")
    assert leeft("planner") and not leeft("planner", hier=True)


def test_namen_zijn_kort_en_van_een_proces(monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "x" * 300)
    namen = {procesnaam("worker") for _ in range(3)}
    assert len(namen) == 3
    assert max(map(len, namen)) <= 64


def test_wat_lang_geleden_zweeg_wordt_opgeruimd():
    Hartslag.objects.create(naam="oud", soort="worker", op=timezone.now() - timedelta(days=2))
    klop(procesnaam("worker"))
    assert not Hartslag.objects.filter(naam="oud").exists()


def test_werk_van_een_dode_worker_komt_terug():
    verlaten = taak("worker:dood")
    assert geef_terug() == 1
    assert stand(verlaten) == TaskResultStatus.READY


def test_werk_van_een_levende_of_verse_worker_blijft_van_hem():
    klop("worker:leeft")
    lang, net = taak("worker:dood", "worker:leeft"), taak("worker:nog-niet-geklopt", geleden=timedelta(0))
    assert geef_terug() == 0
    assert [stand(lang), stand(net)] == [TaskResultStatus.RUNNING] * 2


def test_een_taak_die_elke_worker_doodt_houdt_op():
    verlaten = taak(*["worker:dood"] * MAX_POGINGEN)
    assert geef_terug() == 0
    assert stand(verlaten) == TaskResultStatus.FAILED
