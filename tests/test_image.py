"""Dockerfile, compose file and systemd units, as far as they can be judged without a Docker engine."""

import configparser
import re
import subprocess
import sys

import pytest
import yaml

from tests.lagen import WORTEL
from tests.uitrol.test_uitrol import in_de_image

COMPOSE = yaml.safe_load((WORTEL / "docker-compose.yml").read_text())
DIENSTEN = COMPOSE["services"]
EIGEN = {naam: dienst for naam, dienst in DIENSTEN.items() if naam != "postgres"}
BLIJVEND = {naam: dienst for naam, dienst in DIENSTEN.items() if naam != "migreren"}
DOCKERFILE = (WORTEL / "Dockerfile").read_text().replace("\\\n", " ")
elke_dienst = pytest.mark.parametrize("naam", DIENSTEN)


def voorbeeld():
    return set(re.findall(r"^#?([A-Z_]+)=", (WORTEL / ".env.example").read_text(), re.M))


# --- docker-compose.yml -----------------------------------------------------------------------------------------------
def test_de_diensten_zijn_er():
    assert set(DIENSTEN) == {"postgres", "migreren", "web", "worker", "planner"}
    assert int(DIENSTEN["postgres"]["image"].partition(":")[2]) >= 15


@elke_dienst
def test_elke_dienst_is_dichtgezet(naam):
    dienst = DIENSTEN[naam]
    assert dienst["read_only"] is True
    assert dienst["cap_drop"] == ["ALL"] and "cap_add" not in dienst
    assert dienst["security_opt"] == ["no-new-privileges:true"]
    assert int(dienst["user"].partition(":")[0]) > 0
    assert not {"privileged", "network_mode", "pid", "ipc"} & set(dienst)
    assert any(plek.startswith("/tmp:") for plek in dienst["tmpfs"])  # noqa: S108
    assert all(":" in plek and plek.partition(":")[0] in COMPOSE["volumes"] for plek in dienst["volumes"])


@elke_dienst
def test_poorten_alleen_op_de_eigen_computer(naam):
    poorten = DIENSTEN[naam].get("ports", [])
    assert all(poort.startswith("127.0.0.1:") for poort in poorten)
    assert bool(poorten) == (naam in {"postgres", "web"})


@pytest.mark.parametrize("naam", BLIJVEND)
def test_wat_blijft_draaien_wordt_bekeken_en_herstart(naam):
    dienst = DIENSTEN[naam]
    assert dienst["healthcheck"]["test"][0] == "CMD"
    assert dienst["restart"] == "unless-stopped"
    assert "stop_grace_period" in dienst


def test_eerst_de_database_dan_de_migraties_dan_de_rest():
    assert DIENSTEN["migreren"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert DIENSTEN["migreren"]["restart"] == "no"
    for naam in ("web", "worker", "planner"):
        voorwaarden = {wie: d["condition"] for wie, d in DIENSTEN[naam]["depends_on"].items()}
        assert voorwaarden == {"postgres": "service_healthy", "migreren": "service_completed_successfully"}


@pytest.mark.parametrize("instelling", ["log_min_error_statement = 'panic'", "log_error_verbosity = 'terse'"])
def test_de_database_schrijft_geen_rijen_in_haar_log(instelling):
    """PRIV-15: by default PostgreSQL logs the statement that failed and the row that it was about."""
    opdracht = " ".join(DIENSTEN["postgres"]["command"])
    assert (
        opdracht.startswith("postgres -c ")
        and f"-c {instelling.replace(' = ', '=').replace(chr(39), '')}" in opdracht
    )
    assert f"ALTER DATABASE trajecten SET {instelling}" in (WORTEL / "docs/beheer.md").read_text()


def test_alleen_de_database_starten_vraagt_niets_anders():
    """`docker compose up -d postgres` is for development."""
    assert "depends_on" not in DIENSTEN["postgres"]


@elke_dienst
def test_geen_geheim_in_het_bestand_en_elke_instelling_in_het_voorbeeld(naam):
    dienst = DIENSTEN[naam]
    gevraagd = set(re.findall(r"\$\{([A-Z_]+)", yaml.safe_dump(dienst)))
    assert gevraagd <= voorbeeld()
    zelf = set(dienst["environment"])
    assert not zelf & {"SECRET_KEY", "VERSLEUTELSLEUTELS", "EMAIL_URL"}
    if naam in EIGEN:
        assert zelf <= voorbeeld()
        assert dienst["environment"]["OMGEVING"] == "productie"
        assert "${POSTGRES_PASSWORD" in dienst["environment"]["DATABASE_URL"]
        assert dienst["env_file"] == [".env"]
    else:
        assert dienst["environment"]["POSTGRES_PASSWORD"].startswith("${")


def test_de_opdrachten_bestaan():
    for dienst in EIGEN.values():
        for opdracht in (dienst.get("command"), dienst["healthcheck"].get("test", [])[1:]):
            for deel in opdracht or []:
                if deel.endswith((".py", ".sh")):
                    assert (WORTEL / deel).is_file() and in_de_image(deel)


def test_er_is_meer_tijd_om_te_stoppen_dan_de_webserver_neemt():
    grens = int(re.search(r"^graceful_timeout = (\d+)", (WORTEL / "config/gunicorn.py").read_text(), re.M)[1])
    assert int(DIENSTEN["web"]["stop_grace_period"].removesuffix("s")) > grens
    unit = (WORTEL / "uitrol/systemd/trajecten-web.service").read_text()
    assert int(re.search(r"TimeoutStopSec=(\d+)", unit)[1]) > grens


# --- Dockerfile -------------------------------------------------------------------------------------------------------
def test_wat_de_dockerfile_kopieert_bestaat_en_wordt_meegestuurd():
    bronnen = [
        bron
        for regel in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M)
        for bron in regel.split()[:-1]
        if bron != "."
    ]
    assert len(bronnen) >= 5
    for bron in bronnen:
        assert (WORTEL / bron).is_file() and in_de_image(bron), bron


def test_de_dockerfile_gebruikt_de_stappen_die_worden_getest():
    stappen = set(re.findall(r"bash scripts/uitrol\.sh (\w+)", DOCKERFILE))
    stappen.add(DIENSTEN["migreren"]["command"][-1])
    script = (WORTEL / "scripts/uitrol.sh").read_text()
    bestaat = set(re.findall(r"^    (\w+)\)$", script, re.M))
    assert stappen == bestaat


def test_de_laatste_trap_draait_zonder_rechten_en_zonder_bouwgereedschap():
    laatste = DOCKERFILE.rpartition("\nFROM ")[2]
    gebruiker = re.search(r"^USER (\d+):(\d+)$", laatste, re.M)
    assert int(gebruiker[1]) >= 1000
    assert DIENSTEN["web"]["user"] == f"{gebruiker[1]}:{gebruiker[2]}"
    assert not re.search(r"gcc|build-essential|apt-get|npm|pip install|ADD |--chown", laatste)
    assert "HEALTHCHECK" in laatste and laatste.count("CMD [") == 2
    assert "curl" not in DOCKERFILE and "--trusted-host" not in DOCKERFILE


@pytest.mark.parametrize(
    "pad",
    [
        ".env",
        ".env.productie",
        ".git",
        "var",
        "tests",
        "node_modules",
        "db.sqlite3",
        "basis/__pycache__",
        ".venv",
    ],
)
def test_wat_nooit_in_de_image_komt(pad):
    assert not in_de_image(pad)


@pytest.mark.parametrize(
    "pad", ["basis", "config", "manage.py", "templates", "static", "scripts", "voorbeeld"]
)
def test_wat_erin_moet(pad):
    assert in_de_image(pad)


# --- The health check of the web container ----------------------------------------------------------------------------
def test_klopt_web_zegt_nee_als_er_niets_luistert():
    uitkomst = subprocess.run(
        [sys.executable, "scripts/klopt_web.py"], cwd=WORTEL, env={"WEB_ADRES": "0.0.0.0:1"}, check=False
    )
    assert uitkomst.returncode == 1


@pytest.mark.parametrize(
    ("namen", "naam"),
    [("a.nl,b.nl", "a.nl"), (".a.nl", "a.nl"), ("", "localhost"), ("*", "localhost")],
)
def test_klopt_web_noemt_een_naam_die_mag(monkeypatch, namen, naam):
    from scripts import klopt_web

    monkeypatch.setenv("ALLOWED_HOSTS", namen)
    assert klopt_web.naam() == naam


# --- systemd ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wat", ["web", "worker", "planner"])
def test_een_unit_is_dichtgezet_en_start_wat_compose_start(wat):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(WORTEL / f"uitrol/systemd/trajecten-{wat}.service")
    dienst = unit["Service"]
    assert dienst["User"] == "trajecten" and dienst["ProtectSystem"] == "strict"
    assert dienst["NoNewPrivileges"] == "true" and dienst["CapabilityBoundingSet"] == ""
    opdracht = DIENSTEN[wat].get("command") or ["gunicorn", "-c", "config/gunicorn.py"]
    assert dienst["ExecStart"].endswith(" ".join(opdracht))
