"""A trial or a contract for a whole cohort: one form, people ticked, a result per person."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rollen import Hoedanigheid
from kandidaten.models import Kandidaat
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


@dataclass
class Uitslag:
    """What became of one person: a placement with warnings, or why not."""

    traject: Traject
    plaatsing: Plaatsing | None = None
    waarschuwingen: list[str] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)


def mensen_van(lichting, gebruiker):
    """The people of a cohort whom this coordinator handles, in the order of the list; three queries."""
    eigen = Kandidaat.objects.order_by().per_hoedanigheid(gebruiker).get(Hoedanigheid.COORDINATOR)
    if eigen is None:
        return []
    trajecten = (
        lichting.trajecten.filter(kandidaat__in=eigen.values("pk"), status__in=OP_PROEF)
        .select_related("kandidaat", "programma", "verwijzing__partner")
        .prefetch_related(Prefetch("plaatsingen", Plaatsing.objects.order_by("start", "pk")))
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    return [Persoon(t, list(t.plaatsingen.all())[-1] if t.plaatsingen.all() else None) for t in trajecten]


def proefplaatsing_voor_groep(gekozen, *, door, **velden):
    """Start a proefplaatsing for (traject, hours) pairs; `velden` as start_proefplaatsing.

    `intentie_uren` None: as many hours as the person works. Each person stands alone: a fault at one leaves the
    others. Returns a list of Uitslag.
    """
    bedoeld = velden.pop("intentie_uren", None)
    return [
        _probeer(
            traject,
            lambda t=traject, u=uren: start_proefplaatsing(
                t, uren_per_week=u, intentie_uren=bedoeld or u, door=door, **velden
            ),
        )
        for traject, uren in gekozen
    ]


def contract_voor_groep(gekozen, *, door, **velden):
    """Record a contract for (Persoon, hours) pairs; each follows on that person's last placement, if any."""
    return [
        _probeer(
            persoon.traject,
            lambda p=persoon, u=uren: leg_contract_vast(
                p.traject, uren_per_week=u, vorige=p.plaatsing, door=door, **velden
            ),
        )
        for persoon, uren in gekozen
    ]


def _probeer(traject, doe):
    try:
        with transaction.atomic():
            plaatsing, waarschuwingen = doe()
    except ValidationError as fout:
        return Uitslag(traject, fouten=fout.messages)
    except IntussenGewijzigd:
        return Uitslag(traject, fouten=["Iemand anders wijzigde dit intussen. Kijk wat er nu staat."])
    return Uitslag(traject, plaatsing, waarschuwingen)
