"""GET never writes (design: privacy): a guard around the database that raises in tests and logs in production.

Only the session and the tables that a room names with `sta_schrijven_toe` (the access log) are written while reading.
"""

import re
from contextlib import ExitStack

import structlog
from django.conf import settings
from django.db import connections

log = structlog.get_logger(__name__)

LEZEND = frozenset({"GET", "HEAD", "OPTIONS"})

_schrijfbaar = {"django_session"}


class SchrijvenOpGet(RuntimeError):
    """A view wrote to the database on GET. Make it a POST, or do the work elsewhere."""


def sta_schrijven_toe(tabel):
    """Name a table that may be written on GET; called from AppConfig.ready() of the room that owns it."""
    _schrijfbaar.add(tabel)


_COMMENTAAR = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_LETTERLIJK = re.compile(r"'(?:[^']|'')*'")
_NAAM = r'((?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?)'
_SCHRIJFT = re.compile(
    rf"\bINSERT\s+(?:OR\s+\w+\s+)?INTO\s+{_NAAM}"
    rf"|\bREPLACE\s+INTO\s+{_NAAM}"
    rf"|\bMERGE\s+INTO\s+(?:ONLY\s+)?{_NAAM}"
    rf"|\bDELETE\s+FROM\s+(?:ONLY\s+)?{_NAAM}"
    # "FOR UPDATE OF x" is a lock, "DO UPDATE SET" belongs to the INSERT in front of it
    rf"|\bUPDATE\s+(?:OR\s+\w+\s+)?(?:ONLY\s+)?{_NAAM}\s+(?:(?:AS\s+)?(?:\"[^\"]+\"|\w+)\s+)?SET\b",
    re.IGNORECASE,
)
# Statements that by themselves change no row. Anything else (CREATE, TRUNCATE, COPY ...) is a write: closed by default.
_ONSCHULDIG = frozenset(
    "SELECT WITH VALUES EXPLAIN SHOW SET RESET PRAGMA BEGIN START COMMIT ROLLBACK SAVEPOINT RELEASE "
    "DECLARE FETCH CLOSE INSERT REPLACE MERGE DELETE UPDATE".split()
)


def geschreven_tabellen(sql):
    """The tables this statement writes, in lower case; {'?'} for a statement we do not know. Empty when it reads."""
    kaal = _LETTERLIJK.sub("''", _COMMENTAAR.sub(" ", str(sql))).lstrip(" \t\r\n(;")
    tabellen = {
        next(filter(None, treffer.groups())).split(".")[-1].strip('"').lower()
        for treffer in _SCHRIJFT.finditer(kaal)
    }
    eerste = re.match(r"\w*", kaal)[0].upper()
    if eerste and eerste not in _ONSCHULDIG:
        tabellen.add("?")
    return tabellen


class AlleenLezenMiddleware:
    """Guards every database connection while a GET, HEAD or OPTIONS is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in LEZEND:
            return self.get_response(request)

        def bewaak(execute, sql, params, many, context):
            verboden = geschreven_tabellen(sql) - _schrijfbaar
            if verboden:
                _meld(request, sorted(verboden))
            return execute(sql, params, many, context)

        with ExitStack() as stapel:
            for verbinding in connections.all():
                stapel.enter_context(verbinding.execute_wrapper(bewaak))
            return self.get_response(request)


def _meld(request, tabellen):
    """Raise in tests; elsewhere log the view and the tables (never a value) and let the person get her page."""
    treffer = request.resolver_match
    view = treffer.view_name if treffer else "?"
    if settings.OMGEVING == "test":
        raise SchrijvenOpGet(f"{request.method} {view} schrijft in {', '.join(tabellen)}")
    log.warning("schrijven_op_get", view=view, methode=request.method, tabellen=tabellen)
