"""Reading dates and times as Dutch people type them (A11Y-17). Pure."""

import re
from datetime import date, time

_MAANDEN = {
    "januari": 1,
    "februari": 2,
    "maart": 3,
    "mrt": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "augustus": 8,
    "september": 9,
    "sept": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
}
_MAANDEN |= {naam[:3]: nummer for naam, nummer in _MAANDEN.items() if naam != "maart"}

_CIJFERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WOORDEN = re.compile(r"(\d{1,2})[\s-]+([a-z]+)\.?[\s-]+(\d{4})", re.IGNORECASE)
_TIJD = re.compile(r"(\d{1,2})(?:[:.](\d{2})|(\d{2}))?(?:\s*(?:uur|u))?", re.IGNORECASE)


def lees_datum(tekst: str) -> date:
    """The date in a text: 1-9-2026, 01-09-2026, 1/9/2026, 1.9.2026, 2026-09-01, "1 sep 2026", "1 september 2026".

    Day before month, four-digit years only. Raises ValueError for anything else, also for 31-2-2026.
    """
    tekst = tekst.strip()
    if treffer := _ISO.fullmatch(tekst):
        jaar, maand, dag = map(int, treffer.groups())
    elif treffer := _CIJFERS.fullmatch(tekst):
        dag, maand, jaar = map(int, treffer.groups())
    elif (treffer := _WOORDEN.fullmatch(tekst)) and treffer[2].lower() in _MAANDEN:
        dag, maand, jaar = int(treffer[1]), _MAANDEN[treffer[2].lower()], int(treffer[3])
    else:
        raise ValueError("geen datum")
    return date(jaar, maand, dag)


def lees_tijd(tekst: str) -> time:
    """The time in a text: 14:02, 14.02, 1402, 9, "9 uur". Raises ValueError for anything else."""
    treffer = _TIJD.fullmatch(tekst.strip())
    if not treffer:
        raise ValueError("geen tijd")
    return time(int(treffer[1]), int(treffer[2] or treffer[3] or 0))
