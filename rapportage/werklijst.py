"""What every worklist is made of: rows with a reason and one next action, in sections with their counts.

Rows are chosen in SQL with a limit; the counts come along in the same query, so that a section costs one query however
many rows wait behind it.
"""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import Count, Q, Window

from gebruikers.rollen import Hoedanigheid
from kandidaten.models import Kandidaat

EERSTE = 10  # rows of a section on the page
PER_PAGINA = 25  # rows of "Toon alle"


@dataclass(frozen=True)
class Actie:
    """A link that does the next thing; `over` completes its text for who cannot see the row."""

    url: str
    tekst: str
    over: str = ""


@dataclass(frozen=True)
class Regel:
    """One row: what it is about (a link), how urgent in a badge, why in words, and what to do."""

    titel: str
    url: str
    soort: str  # of the badge: fout, aandacht, bezig or neutraal
    woord: str
    waarom: str
    actie: Actie | None = None
    telefoon: str = ""
    naam: str = ""  # whom to call


@dataclass(frozen=True)
class Sectie:
    """A group of rows. `aantal` and `te_laat` count everything, also what is not shown."""

    code: str
    titel: str
    regels: list = field(default_factory=list)
    aantal: int = 0
    te_laat: int = 0


@dataclass(frozen=True)
class Deel:
    """Which rows of a section are wanted."""

    begin: int = 0
    aantal: int = EERSTE

    def van(self, rijen):
        return rijen[self.begin : self.begin + self.aantal]


def mensen_als(gebruiker, *hoedanigheden):
    """The candidates whom this user sees in (one of) these capacities, unordered: for subqueries.

    A coordinator in Twente who coaches one person in Groningen has the rest of Groningen in neither list.
    """
    bereik = Kandidaat.objects.per_hoedanigheid(gebruiker) if gebruiker.is_active else {}
    voorwaarde = Q(pk__in=[])
    for hoedanigheid in hoedanigheden:
        voorwaarde |= bereik.get(Hoedanigheid(hoedanigheid), Q(pk__in=[]))
    return Kandidaat.objects.order_by().filter(voorwaarde)


def met_aantallen(rijen, *, te_laat: Q | None = None):
    """Add `in_totaal` and `in_totaal_te_laat`: the counts before the limit, the same on every row."""
    rijen = rijen.annotate(in_totaal=Window(Count("pk")))
    return rijen.annotate(in_totaal_te_laat=Window(Count("pk", filter=te_laat))) if te_laat else rijen


def aantallen(rijen):
    """(everything, late) of a list fetched through `met_aantallen`; 0 when it is empty."""
    if not rijen:
        return 0, 0
    return rijen[0].in_totaal, getattr(rijen[0], "in_totaal_te_laat", 0)


def bladzij(aantal, nummer):
    """The Page with this number of `aantal` rows that the caller fetches herself; an odd number gives the first."""
    return Paginator(range(aantal), PER_PAGINA).get_page(nummer)


def mensen(aantal):
    """ "1 mens", "12 mensen"."""
    return "1 mens" if aantal == 1 else f"{aantal} mensen"


def dagen(aantal):
    """ "1 dag", "12 dagen"."""
    return "1 dag" if aantal == 1 else f"{aantal} dagen"
