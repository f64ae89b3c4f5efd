"""Production: a clean `check --deploy`, and no start without secrets, with a message that says what to do (privacy)."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings


def volgens_voorbeeld(naam):
    """A secret made with the command that .env.example gives above this name."""
    voorbeeld = (settings.BASE_DIR / ".env.example").read_text("utf-8")
    recept = re.findall(r'# Make one with: python -c "([^"]+)"', voorbeeld.partition(f"#{naam}=")[0])[-1]
    return draai({}, "-c", recept).stdout.strip()


@pytest.fixture
def omgeving(tmp_path):
    """What a server of ours has in its environment; nothing of the tests."""
    return {
        "PATH": os.environ["PATH"],
        "OMGEVING": "productie",
        "SECRET_KEY": volgens_voorbeeld("SECRET_KEY"),
        "VERSLEUTELSLEUTELS": volgens_voorbeeld("VERSLEUTELSLEUTELS"),
        "ALLOWED_HOSTS": "trajecten.example.nl",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'productie.sqlite3'}",
        "MEDIA_ROOT": str(tmp_path / "media"),
    }


def draai(omgeving, *opdracht):
    return subprocess.run(
        [sys.executable, *opdracht],
        cwd=settings.BASE_DIR,
        env=omgeving,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_check_deploy_is_schoon(omgeving):
    uitkomst = draai(omgeving, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "INFO")
    assert (uitkomst.returncode, uitkomst.stderr) == (0, "")
    assert "no issues" in uitkomst.stdout


@pytest.mark.parametrize("ontbreekt", ["SECRET_KEY", "VERSLEUTELSLEUTELS", "ALLOWED_HOSTS"])
def test_zonder_geheim_geen_start(omgeving, ontbreekt):
    """By manage.py and by the web server, each with the name of what is missing."""
    omgeving[ontbreekt] = ""
    for opdracht in (["manage.py", "check"], ["-c", "import config.wsgi"], ["-c", "import config.asgi"]):
        uitkomst = draai(omgeving, *opdracht)
        assert uitkomst.returncode != 0, opdracht
        assert ontbreekt in uitkomst.stderr
        assert f"Zet {ontbreekt}" in uitkomst.stderr or "Zet een of meer sleutels" in uitkomst.stderr


def test_te_korte_sleutel_is_geen_sleutel(omgeving):
    uitkomst = draai(omgeving | {"SECRET_KEY": "kort"}, "manage.py", "check")
    assert uitkomst.returncode != 0
    assert "te kort" in uitkomst.stderr


def test_met_geheimen_start_de_webserver(omgeving):
    uitkomst = draai(omgeving, "-c", "import config.wsgi; print(config.wsgi.application)")
    assert uitkomst.returncode == 0, uitkomst.stderr


def test_cookies_en_verkeer_alleen_over_https(omgeving):
    vraag = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    )
    uitkomst = draai(omgeving | {"DJANGO_SETTINGS_MODULE": "config.settings"}, "-c", vraag)
    assert uitkomst.stdout.split() == ["True"] * 5 + ["False"], uitkomst.stderr
