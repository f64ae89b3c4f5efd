"""Jobs at fixed times: when, by whom, once; a missed night is caught up, a broken job stops nobody."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
import time
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from basis.klusbeurten import geef_klus_terug, laatste_moment, neem, rond_af
from basis.models import Concept, Hartslag, Klusbeurt
from config import klussen as lijst
from config.klussen import KLUSSEN, Klus
from config.planner import Planner
from tests.draden import tegelijk

HIER = ZoneInfo("Europe/Amsterdam")
UUR = dt.timedelta(hours=1)


def om(*delen):
    return dt.datetime(*delen, tzinfo=HIER)


# --- When -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("nu", "moment"),
    [
        (om(2026, 11, 22, 2, 14, 59), om(2026, 11, 21, 2, 15)),
        (om(2026, 11, 22, 2, 15), om(2026, 11, 22, 2, 15)),
        (om(2026, 11, 22, 23, 0), om(2026, 11, 22, 2, 15)),
        (om(2026, 3, 29, 12, 0), om(2026, 3, 29, 3, 0)),  # 02:15 does not exist: the clock goes forward
        (om(2026, 10, 25, 12, 0), om(2026, 10, 25, 2, 15)),  # 02:15 comes twice: the first counts
    ],
)
def test_het_laatste_moment_volgt_de_nederlandse_klok(nu, moment):
    assert laatste_moment("15 2 * * *", nu.astimezone(dt.UTC)).astimezone(dt.UTC) == moment.astimezone(dt.UTC)


def test_in_de_nacht_van_de_wintertijd_is_er_een_moment():
    """Asked every ten minutes for five hours of real time, through the hour that comes twice."""
    begin = om(2026, 10, 25, 2, 15).astimezone(dt.UTC)
    momenten = [
        laatste_moment("15 2 * * *", begin + dt.timedelta(minutes=m)).astimezone(dt.UTC)
        for m in range(0, 300, 10)
    ]
    assert len(set(momenten)) == 1


def test_elke_klus_is_een_opdracht_die_er_is_en_heeft_een_geldig_moment():
    assert len({klus.naam for klus in KLUSSEN}) == len(KLUSSEN)
    for klus in KLUSSEN:
        laatste_moment(klus.wanneer, timezone.now())
        assert klus.opdracht[0] in get_commands()
        assert 0 < len(klus.naam) <= 60


def test_een_klus_waarvan_de_opdracht_ontbreekt_doet_niet_mee(monkeypatch):
    monkeypatch.setattr(lijst, "KLUSSEN", (Klus("x", "0 1 * * *", ("bestaat_niet",), ""), KLUSSEN[0]))
    assert lijst.klussen() == (KLUSSEN[0],)


# --- Who --------------------------------------------------------------------------------------------------------------
def claim(door="planner:a", langste=UUR):
    return neem(klus="opruimen", moment=om(2026, 11, 22, 2, 15), door=door, langste=langste)


@pytest.mark.django_db
def test_een_planner_die_blijft_kijken_botst_niet_met_de_database():
    """Every ten seconds, day and night: no insert that is refused, and nothing written."""
    assert claim()
    with CaptureQueriesContext(connection) as vragen:
        assert claim() is None
    assert not [v["sql"] for v in vragen if v["sql"].startswith("INSERT")]


@pytest.mark.django_db(transaction=True)
def test_twee_planners_tegelijk_en_een_doet_het():
    beurten = tegelijk(*[lambda n=n: claim(f"planner:{n}") for n in range(4)])
    assert [type(beurt) for beurt in beurten if beurt is not None] == [Klusbeurt]
    assert Klusbeurt.objects.count() == 1


@pytest.mark.django_db
def test_wat_klaar_is_wordt_niet_nog_eens_gedaan():
    beurt = claim()
    rond_af(beurt, gelukt=False)
    assert claim("planner:b", langste=dt.timedelta(0)) is None


@pytest.mark.django_db
def test_wat_een_gedode_planner_liet_liggen_neemt_een_ander_over():
    beurt = claim()
    assert claim("planner:b") is None
    Klusbeurt.objects.update(begonnen_op=timezone.now() - 2 * UUR)
    overgenomen = claim("planner:b")
    assert overgenomen.door == "planner:b"
    rond_af(beurt, gelukt=True)  # the first one was not dead after all: its outcome is not the other's
    overgenomen.refresh_from_db()
    assert overgenomen.gelukt is None


@pytest.mark.django_db
def test_wat_wordt_teruggegeven_is_weer_vrij():
    geef_klus_terug(claim())
    assert claim("planner:b") is not None


# --- The planner ------------------------------------------------------------------------------------------------------
@pytest.fixture
def twee_klussen(monkeypatch):
    klussen = tuple(Klus(naam, "0 3 * * *", ("ruim_op",), "") for naam in ("een", "twee"))
    monkeypatch.setattr("config.planner.klussen", lambda: klussen)
    monkeypatch.setattr(
        "config.planner.close_old_connections", lambda: None
    )  # the test's own connection stays
    return klussen


def programma(code):
    """For Planner(start=...): a program that runs this Python, whatever the job."""
    return lambda klus: subprocess.Popen([sys.executable, "-c", code.format(naam=klus.naam)])


@pytest.mark.django_db
def test_een_gemiste_nacht_wordt_een_keer_ingehaald(twee_klussen):
    planner = Planner(start=programma("pass"))
    assert planner.ronde() == ["een", "twee"]
    assert planner.ronde() == []
    assert Planner(start=programma("pass")).ronde() == []
    assert set(Klusbeurt.objects.values_list("gelukt", flat=True)) == {True}


@pytest.mark.django_db
def test_een_mislukte_klus_houdt_de_andere_niet_tegen(twee_klussen):
    planner = Planner(start=programma("import sys; sys.exit('{naam}' == 'een')"))
    assert planner.ronde() == ["een", "twee"]
    assert dict(Klusbeurt.objects.values_list("klus", "gelukt")) == {"een": False, "twee": True}


@pytest.mark.django_db
def test_een_klus_die_niet_start_is_mislukt(twee_klussen):
    def start(klus):
        raise OSError("geen geheugen")

    assert Planner(start=start).ronde() == ["een", "twee"]
    assert set(Klusbeurt.objects.values_list("gelukt", flat=True)) == {False}


@pytest.mark.django_db
def test_een_klus_die_te_lang_duurt_wordt_gestopt(twee_klussen, monkeypatch):
    kort = Klus("kort", "0 3 * * *", ("ruim_op",), "", langste=dt.timedelta(seconds=0.2))
    monkeypatch.setattr("config.planner.klussen", lambda: (kort,))
    Planner(start=programma("import time; time.sleep(60)"), slag=0.05).ronde()
    assert Klusbeurt.objects.get().gelukt is False


@pytest.mark.django_db
def test_stoppen_breekt_de_klus_af_en_geeft_haar_terug(twee_klussen):
    planner = Planner(start=programma("import time; time.sleep(60)"), slag=0.05)
    wekker = threading.Timer(0.3, planner.stop)
    wekker.start()
    begin = time.monotonic()
    assert planner.ronde() == ["een"]
    assert time.monotonic() - begin < 10
    assert not Klusbeurt.objects.exists()
    wekker.join()


@pytest.mark.django_db
def test_een_storing_van_de_database_stopt_de_planner_niet(twee_klussen, monkeypatch):
    planner, keren = Planner(start=programma("pass"), slag=0.01), []

    def stuk():
        keren.append(1)
        if len(keren) == 3:
            planner.stop()
        raise OperationalError("weg")

    monkeypatch.setattr(planner, "ronde", stuk)
    planner.draai()
    assert len(keren) == 3
    assert not Hartslag.objects.exists()  # it said goodbye


def test_het_echte_programma_stopt_bij_sigterm(tmp_path):
    """Against a database without tables: it says so in JSON, keeps trying, and stops when asked."""
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'leeg.sqlite3'}", "OMGEVING": "test"}
    proces = subprocess.Popen(
        [sys.executable, "manage.py", "planner"],
        cwd=settings.BASE_DIR, env=env, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        regel = json.loads(proces.stdout.readline())
        proces.send_signal(signal.SIGTERM)
        rest = proces.communicate(timeout=30)[0]
    finally:
        proces.kill()
    assert proces.returncode == 0
    assert regel["event"] == "planner_zonder_database"
    assert all(json.loads(r) for r in rest.splitlines())


# --- By hand ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_een_klus_met_de_hand(coordinator_groningen, capsys):
    Concept.objects.create(
        gebruiker=coordinator_groningen,
        sleutel="x",
        inhoud={},
        bewaard_op=timezone.now() - dt.timedelta(days=40),
    )
    call_command("klus", "opruimen")
    assert not Concept.objects.exists()
    call_command("klus")
    assert "opruimen     15 2 * * *" in capsys.readouterr().out


@pytest.mark.django_db
def test_een_klus_die_er_niet_is_noemt_de_klussen():
    with pytest.raises(CommandError, match="opruimen, sessies"):
        call_command("klus", "afwassen")


@pytest.mark.django_db
def test_een_klus_die_mislukt_eindigt_met_een_fout(monkeypatch):
    def stuk(*args, **kwargs):
        raise RuntimeError("stuk")

    monkeypatch.setattr("config.management.commands.klus.call_command", stuk)
    with pytest.raises(SystemExit) as uitgang:
        call_command("klus", "opruimen")
    assert uitgang.value.code == 1
