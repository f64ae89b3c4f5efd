"""A trial or a contract for a whole cohort: one form, people ticked, a result per person."""

from dataclasses import dataclass

from django.db.models import Prefetch

from gebruikers.rechten import Categorie, Toegang
from kandidaten.models import Kandidaat
from trajecten.groepsactie import voor_ieder
from trajecten.models import Traject
from trajecten.plaatsing.diensten import OP_PROEF, leg_contract_vast, start_proefplaatsing
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.plaatsing.models import Plaatsing


@dataclass
class Persoon:
    """One person of the cohort, with the placement she is in (or was last in)."""

    traject: Traject
    plaatsing: Plaatsing | None

    @property
    def loopt(self):
        return self.plaatsing is not None and self.plaatsing.laatste_werkdag is None

    @property
    def op_proef(self):
        return self.loopt and self.plaatsing.soort == Plaatsingsoort.PROEFPLAATSING

    @property
    def heeft_contract(self):
        return self.loopt and not self.op_proef


def mensen_van(lichting, gebruiker):
    """The people of a cohort whose work this user may change, in the order of the list; two queries."""
    eigen = Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.PLAATSING, Toegang.SCHRIJVEN)
    trajecten = (
        lichting.trajecten.filter(kandidaat__in=eigen.values("pk"), status__in=OP_PROEF)
        .select_related("kandidaat", "programma", "verwijzing__partner")
        .prefetch_related(Prefetch("plaatsingen", Plaatsing.objects.order_by("start", "pk")))
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    return [Persoon(traject, next(reversed(traject.plaatsingen.all()), None)) for traject in trajecten]


def proefplaatsing_voor_groep(gekozen, *, door, intentie_uren=None, **velden):
    """Start a proefplaatsing for (Persoon, hours) pairs; `velden` as start_proefplaatsing.

    `intentie_uren` None: as many hours as the person works. Each person stands alone: a fault at one leaves the
    others. Returns a Groepsuitkomst of Vastgelegd.
    """

    def start(paar):
        persoon, uren = paar
        return start_proefplaatsing(
            persoon.traject, uren_per_week=uren, intentie_uren=intentie_uren or uren, door=door, **velden
        )

    return voor_ieder(gekozen, start)


def contract_voor_groep(gekozen, *, door, **velden):
    """Record a contract for (Persoon, hours) pairs; each follows on that person's last placement, if any."""

    def sluit(paar):
        persoon, uren = paar
        return leg_contract_vast(
            persoon.traject, uren_per_week=uren, vorige=persoon.plaatsing, door=door, **velden
        )

    return voor_ieder(gekozen, sluit)
