"""THE list of jobs that run by themselves: what, and when. `manage.py planner` runs them, `manage.py klus` one by hand.

A job is a command of manage.py that may be run again at any time without harm: after a crash it is.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.management import get_commands


@dataclass(frozen=True)
class Klus:
    """One job. `wanneer` as in crontab, on the Dutch clock; past `langste` it is stopped and counts as failed."""

    naam: str
    wanneer: str
    opdracht: tuple[str, ...]
    uitleg: str
    langste: timedelta = timedelta(hours=1)


KLUSSEN = (
    Klus("opruimen", "15 2 * * *", ("ruim_op",), "Oude concepten en inzendingen weg"),
    Klus("sessies", "30 2 * * *", ("clearsessions",), "Verlopen sessies weg"),
    Klus(
        "taken",
        "45 2 * * *",
        ("prune_db_task_results", "--queue-name=*", "--min-age-days=14"),
        "Uitkomsten van werk op de achtergrond weg na twee weken",
    ),
    Klus("herinneringen", "0 8 * * *", ("stuur_herinneringen",), "Herinneringen aan bijeenkomsten"),
    Klus("dagoverzicht", "0 7 * * 1-5", ("stuur_dagoverzicht",), "Overzicht van de dag aan collega's"),
    Klus("dubbelen", "0 3 * * *", ("zoek_dubbelen",), "De lijst van mogelijk dubbele mensen"),
)


def klussen():
    """The jobs whose command this version has."""
    bekend = get_commands()
    return tuple(klus for klus in KLUSSEN if klus.opdracht[0] in bekend)
