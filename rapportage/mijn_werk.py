"""The work pages of a trainer: her own people. That of a jobcoach is rapportage.week, that of a teamleider `team`.

Each page is about one capacity: who coaches some and trains others sees on each page only those it is about.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid
from kandidaten.models import Kandidaat
from rapportage.werklijst import mensen_als
from rapportage.woorden import STATUSBADGE
from trajecten.dossier.adressen import adres
from trajecten.models import Bijeenkomst, Lichting, Traject
from trajecten.opleiding.lesdagen import maandag
from trajecten.opleiding.raster import niet_ingevuld
from trajecten.presentie import Presentie
from trajecten.presentiestand import presenties, samen


def open_trajecten(kandidaten):
    """The open trajects of these people, by name, with what a work page shows of them."""
    return (
        Traject.objects.open()
        .filter(kandidaat__in=kandidaten.values("pk"))
        .select_related("kandidaat", "programma", "lichting")
        .defer("kandidaat__motivatie")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )


# --- Mijn groepen -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Deelnemer:
    """One person in a group: a link, her status, and a few facts."""

    kandidaat: Kandidaat
    traject: Traject
    url: str
    soort: str
    woord: str
    presentie: Presentie = field(default_factory=Presentie)


@dataclass(frozen=True)
class Groep:
    """A cohort with this trainer's people in it; `lichting` None: not in a cohort yet."""

    lichting: Lichting | None
    deelnemers: list = field(default_factory=list)
    volgende: datetime | None = None  # begin of the next meeting
    invullen: datetime | None = None  # begin of the first lesson whose attendance she did not fill in yet

    @property
    def aanwezig(self):
        """Presence of her people in this group together."""
        return samen(deelnemer.presentie for deelnemer in self.deelnemers)

    @property
    def week(self):
        """The Monday of the week to fill in, for the address of the grid."""
        return maandag(timezone.localdate(self.invullen))

    @property
    def titel(self):
        return self.lichting.naam if self.lichting else "Nog geen groep"


def mijn_groepen(gebruiker, nu=None) -> list[Groep]:
    """The groups of this trainer's people, the latest start first; who has no group yet comes last. Four queries."""
    nu = nu or timezone.now()
    per_lichting = defaultdict(list)
    lichtingen = {None: None}
    trajecten = list(open_trajecten(mensen_als(gebruiker, Hoedanigheid.TRAINER)))
    standen = presenties(trajecten, nu=nu)
    for traject in trajecten:
        lichtingen[traject.lichting_id] = traject.lichting
        per_lichting[traject.lichting_id].append(_deelnemer(traject, presentie=standen[traject.pk]))
    volgende = dict(
        Bijeenkomst.objects.filter(
            lichting__in=[pk for pk in per_lichting if pk], eind__gte=nu, afgelast_op=None
        )
        .order_by()
        .values("lichting")
        .annotate(eerst=Min("begin"))
        .values_list("lichting", "eerst")
    )
    invullen = dict(
        niet_ingevuld(gebruiker, nu)
        .filter(traject__in=trajecten, bijeenkomst__lichting__in=[pk for pk in per_lichting if pk])
        .values("bijeenkomst__lichting")
        .annotate(eerst=Min("bijeenkomst__begin"))
        .values_list("bijeenkomst__lichting", "eerst")
    )
    groepen = [
        Groep(lichtingen[pk], wie, volgende.get(pk), invullen.get(pk)) for pk, wie in per_lichting.items()
    ]
    groepen.sort(key=lambda groep: (groep.lichting is None, -_dag(groep.lichting).toordinal()))
    return groepen


def _dag(lichting):
    return lichting.start if lichting else date.min


def _deelnemer(traject, presentie=Presentie()):  # noqa: B008  frozen
    soort, woord = STATUSBADGE[traject.status]
    return Deelnemer(
        traject.kandidaat,
        traject,
        adres("dossier:traject", traject.kandidaat.dossiernummer, traject.volgnummer),
        soort,
        woord,
        presentie,
    )
