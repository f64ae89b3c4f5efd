"""School: how the people of a jobcoach do in their lessons, and what comes next. Only to read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid
from rapportage.werklijst import mensen_als
from trajecten.dossier.adressen import adres
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Deelname, Traject
from trajecten.opleiding.models import Examen
from trajecten.presentie import Presentie
from trajecten.presentiestand import presenties

WEKEN = 4  # the period that is shown beside the total


@dataclass(frozen=True)
class Leerling:
    """One person of a jobcoach, with her presence and what comes next."""

    traject: Traject
    url: str
    kort: Presentie  # of the last WEKEN weeks
    totaal: Presentie
    volgende_les: datetime | None
    examen: date | None

    @property
    def volgorde(self):
        """Who missed most of late comes first, without a message before with one; then who missed most at all."""
        return (
            -self.kort.gemist,
            -self.kort.zonder_bericht,
            -self.totaal.gemist,
            -self.totaal.zonder_bericht,
            self.traject.kandidaat.lijstnaam,
        )


def school(gebruiker, nu=None) -> list[Leerling]:
    """The open trajects of this jobcoach's people who have lessons, or an exam ahead; five queries."""
    nu = nu or timezone.now()
    mensen = mensen_als(gebruiker, Hoedanigheid.JOBCOACH)
    trajecten = list(
        Traject.objects.open()
        .filter(kandidaat__in=mensen.values("pk"))
        .select_related("kandidaat", "lichting")
        .defer("kandidaat__motivatie")
        .order_by("pk")
    )
    totaal = presenties(trajecten, nu=nu)
    kort = presenties(trajecten, sinds=nu - timedelta(weeks=WEKEN), nu=nu)
    lessen = _eerste(
        Deelname.objects.filter(
            traject__in=trajecten,
            bijeenkomst__soort=Bijeenkomstsoort.LES,
            bijeenkomst__begin__gt=nu,
            bijeenkomst__afgelast_op=None,
        ),
        "bijeenkomst__begin",
    )
    examens = _eerste(
        Examen.objects.verwacht().filter(traject__in=trajecten, wanneer__gte=timezone.localdate(nu)),
        "wanneer",
    )
    leerlingen = [
        Leerling(
            traject,
            adres("dossier:traject", traject.kandidaat.dossiernummer, traject.volgnummer),
            kort[traject.pk],
            totaal[traject.pk],
            lessen.get(traject.pk),
            examens.get(traject.pk),
        )
        for traject in trajecten
        if totaal[traject.pk].totaal or traject.pk in lessen or traject.pk in examens
    ]
    return sorted(leerlingen, key=lambda leerling: leerling.volgorde)


def _eerste(rijen, veld):
    """{traject number: the first of `veld`}."""
    return dict(rijen.order_by().values("traject").annotate(eerst=Min(veld)).values_list("traject", "eerst"))
