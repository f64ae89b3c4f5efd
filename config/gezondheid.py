"""Is this installation ready for work? Each question has a name; the answers stay inside (`manage.py klopt_het`)."""

import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from basis.hartslag import leeft

MIN_VRIJ = 200 * 1024 * 1024  # bytes on the disk of the files
_bijgewerkt = False  # migrations that were applied stay applied while this process runs


def database():
    """Raises a database error when there is no answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migraties():
    """Is every migration of this version applied?"""
    global _bijgewerkt
    if not _bijgewerkt:
        uitvoerder = MigrationExecutor(connection)
        _bijgewerkt = not uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes())
    return _bijgewerkt


def tellers():
    """Can the counters of log-in attempts be read?"""
    cache.get("gezond")
    return True


def worker():
    """True too where the work is done within the request."""
    return settings.TASKS["default"]["BACKEND"] != "django_tasks_db.DatabaseBackend" or leeft("worker")


def planner():
    return leeft("planner")


def schijf():
    """Is there room for files? The folder itself is made with the first file."""
    plek = Path(settings.MEDIA_ROOT).resolve()
    while not plek.exists():
        plek = plek.parent
    return shutil.disk_usage(plek).free > MIN_VRIJ


def bestanden():
    """Were the static files collected (production looks them up in a list)?"""
    return not settings.PRODUCTIE or bool(staticfiles_storage.hashed_files)


# What the web server needs to answer people, and what the installation needs to be whole.
NODIG = (database, migraties, tellers, bestanden)
GEHEEL = (*NODIG, schijf, worker, planner)


def antwoorden(vragen):
    """name -> does it hold? A question that fails on the database is answered no."""
    uit = {}
    for vraag in vragen:
        try:
            uit[vraag.__name__] = bool(vraag())
        except (Error, OSError):
            uit[vraag.__name__] = False
    return uit
