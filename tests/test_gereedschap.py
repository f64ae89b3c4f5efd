"""The tools around the product: static files as in production, locks, the database driver, settings."""

import re
import tomllib

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3
from django.test import RequestFactory
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from whitenoise.middleware import WhiteNoiseMiddleware

from scripts import bouw_static, postgres_test
from tests.lagen import WORTEL


# --- Static files -------------------------------------------------------------------------------------------
def test_productie_kan_elk_statisch_bestand_verzamelen(settings, tmp_path):
    """The manifest storage fails on a reference to a file that is not there, such as a source map."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", "--noinput", verbosity=0)
    css = tmp_path / staticfiles_storage.stored_name("vendor/atkinson/atkinson.css")
    letters = re.findall(r'url\("?(\./)?([^")]+)"?\)', css.read_text())
    assert len(letters) == 2
    assert all((css.parent / naam).is_file() for _, naam in letters)


def test_statische_bestanden_zijn_gemerkt_ingepakt_en_blijven_bewaard(settings, tmp_path):
    """As in production: a hash in the name, gzip and brotli beside it, and a browser never asks again."""
    productie = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    assert productie in _lees("config/settings.py")
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": productie}}
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.WHITENOISE_USE_FINDERS = False
    call_command("collectstatic", "--noinput", verbosity=0)
    adres = staticfiles_storage.url("vendor/bootstrap/bootstrap.min.css")
    assert re.fullmatch(r"/static/vendor/bootstrap/bootstrap\.min\.[0-9a-f]{12}\.css", adres)
    assert not (tmp_path / "vendor/bootstrap/bootstrap.min.css").exists()
    bewaker = WhiteNoiseMiddleware(lambda verzoek: None)
    for inpakken in ("br", "gzip"):
        antwoord = bewaker(RequestFactory().get(adres, headers={"accept-encoding": inpakken}))
        antwoord.file_to_stream.close()
        assert antwoord["Content-Encoding"] == inpakken
        assert "immutable" in antwoord["Cache-Control"]
        assert int(antwoord["Content-Length"]) < len(_lees("static/vendor/bootstrap/bootstrap.min.css")) / 4


@pytest.mark.parametrize(
    "pad",
    ["vendor/bootstrap/bootstrap.min.css", "vendor/atkinson/atkinson.css", "django_htmx/htmx-2.min.js"],
)
def test_wat_de_paginas_laden_is_er(pad):
    assert finders.find(pad), f"{pad} ontbreekt: draai scripts/installeer.sh"


def test_verwijzingen_naar_bronkaarten_gaan_eruit():
    assert bouw_static.zonder_bronkaart("a{}\n/*# sourceMappingURL=a.css.map */") == "a{}\n"
    assert bouw_static.zonder_bronkaart("f()\n//# sourceMappingURL=a.js.map\n") == "f()\n\n"
    for pad in bouw_static.DOEL.rglob("*.css"):
        assert "sourceMappingURL" not in pad.read_text()


# --- Locks --------------------------------------------------------------------------------------------------
def _slot(naam):
    """name -> versions pinned in requirements/<naam>.txt (more than one where platforms differ)."""
    gevonden = {}
    for pakket, versie in re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", _lees(f"requirements/{naam}.txt"), re.M
    ):
        gevonden.setdefault(canonicalize_name(pakket), []).append(versie)
    return gevonden


def _lees(pad):
    return (WORTEL / pad).read_text("utf-8")


def test_sloten_volgen_pyproject():
    """A dependency changed in pyproject.toml without `make lock` fails here."""
    project = tomllib.loads(_lees("pyproject.toml"))
    groepen = project["dependency-groups"]
    gevraagd = {
        "basis": project["project"]["dependencies"],
        "ontwikkel": [*project["project"]["dependencies"], *groepen["test"], *groepen["check"]],
        "uv": groepen["uv"],
        "node": groepen["node"],
    }
    for naam, eisen in gevraagd.items():
        slot = _slot(naam)
        for eis in map(Requirement, eisen):
            versies = slot.get(canonicalize_name(eis.name), [])
            assert versies and all(eis.specifier.contains(v) for v in versies), (
                f"{naam}: {eis}; draai make lock"
            )


def test_basis_en_ontwikkel_hebben_dezelfde_versies():
    basis, ontwikkel = _slot("basis"), _slot("ontwikkel")
    assert {naam: ontwikkel.get(naam) for naam in basis} == basis


def test_sloten_noemen_geen_adressen():
    for naam in ("basis", "ontwikkel", "uv", "node"):
        assert "://" not in _lees(f"requirements/{naam}.txt")
    assert '"resolved"' not in _lees("package-lock.json")


# --- Settings and database ----------------------------------------------------------------------------------
def test_env_example_noemt_elke_instelling():
    lezers = _lees("config/settings.py") + _lees("config/gunicorn.py")
    gelezen = set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', lezers))
    compose = set(re.findall(r"\$\{([A-Z_]+)", _lees("docker-compose.yml")))
    genoemd = set(re.findall(r"^#?([A-Z_]+)=", _lees(".env.example"), re.M))
    assert {"DATABASE_URL", "SECRET_KEY", "WEB_PROCESSEN"} <= gelezen
    assert "POSTGRES_PASSWORD" in compose
    assert genoemd == gelezen | compose


@pytest.mark.django_db
def test_geen_ontbrekende_migraties():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_postgresql_gaat_met_psycopg2():
    """Django silently prefers psycopg 3 as soon as another package brings it in."""
    assert is_psycopg3 is False


@pytest.mark.django_db
def test_postgresql_is_nieuw_genoeg_en_sorteert_nederlands():
    if connection.vendor != "postgresql":
        assert connection.vendor == "sqlite"
        return
    assert connection.pg_version >= postgres_test.MINIMAAL * 10_000
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'Émile' < 'frans'")
        assert cursor.fetchone() == (True,)
