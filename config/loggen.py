"""Structured log lines: JSON, ids only. No personal data in a log (PRIV-15): no query strings, no local variables."""

import re

import structlog
from structlog.tracebacks import ExceptionDictTransformer

# What opens something by itself: the key of a new password, the link of an agenda.
_SLEUTEL = re.compile(r"(/wachtwoord/nieuw/(?=\w+-)|/agenda/feed/)[^/\s]+")


def zonder_zoekvraag(logger, methode, regel):
    """Cut the query string off what was asked for: a search holds a name, a form on GET may hold anything.

    Nor the key with which somebody sets a new password: until it is used, it opens her account. Nor that of an agenda.
    """
    if isinstance(regel.get("request"), str):
        regel["request"] = zonder_geheim(regel["request"])
    if isinstance(regel.get("event"), str):  # "Not Found: /agenda/feed/..."
        regel["event"] = _SLEUTEL.sub(r"\1***", regel["event"])
    regel.pop("user_agent", None)  # says more about a person than we need
    return regel


def zonder_geheim(adres):
    """The address without what may name or open something: its query string, a key."""
    return _SLEUTEL.sub(r"\1***", adres.partition("?")[0])


# What these say quotes the row: "Key (email)=(...) already exists", "invalid input syntax for type date: ...".
_CITEERT_EEN_RIJ = {"IntegrityError", "DataError", "UniqueViolation", "CheckViolation", "NotNullViolation"}


# Others quote the value they stumble on: "invalid literal for int() with base 10: 'Jansen'".
_AANGEHAALD = re.compile(r"\"[^\"]*\"|'[^']*'|‘[^’]*’|“[^”]*”")


def zonder_rij(logger, methode, regel):
    """A fault without what it quotes: the row of a database, a value. The name of a broken constraint stays."""
    for fout in regel["exception"] if isinstance(regel.get("exception"), list) else ():
        tekst = str(fout.get("exc_value", "")).partition("\n")[0]
        if fout.get("exc_type") in _CITEERT_EEN_RIJ:
            namen = re.findall(r'constraint "(\w+)"|constraint failed: ([\w.]+)', tekst)
            tekst = ", ".join(a or b for a, b in namen)
        fout["exc_value"] = _AANGEHAALD.sub("***", tekst)
    return regel


GEDEELD = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    zonder_zoekvraag,
]

# A traceback without the values of variables: they are dossiers.
SPOOR = structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False))


def stel_in(niveau: str) -> dict:
    """Set up structlog, and give the LOGGING setting: everything as JSON to standard output from `niveau` on."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *GEDEELD,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    SPOOR,
                    zonder_rij,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": GEDEELD,
            }
        },
        "handlers": {
            "uit": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}
        },
        "root": {"handlers": ["uit"], "level": niveau},
        # Django's own handlers (mail to admins, console with colours) would say things twice.
        "loggers": {
            "django": {"handlers": ["uit"], "level": niveau, "propagate": False},
            "django.server": {"handlers": ["uit"], "level": niveau, "propagate": False},
        },
    }
