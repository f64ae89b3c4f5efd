"""The work pages of a jobcoach, a trainer and a teamleider: their own people, what is due first.

Each page is about one capacity: who coaches some and trains others sees on each page only those it is about.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Min, Q
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid
from kandidaten.models import Kandidaat
from rapportage.werklijst import mensen_als
from rapportage.woorden import STATUSBADGE
from trajecten.begeleiding.stand import Stand, stand_van
from trajecten.dossier.adressen import adres
from trajecten.models import Bijeenkomst, Lichting, Traject
from trajecten.plaatsing.models import Plaatsing

MAX_KAARTEN = 20  # cards with the last agreement and buttons; what is due after them stands in the short list


@dataclass(frozen=True)
class Kaart:
    """One candidate of a jobcoach, with how her coaching stands."""

    traject: Traject
    stand: Stand
    url: str
    gesprek_url: str

    @property
    def kandidaat(self):
        return self.traject.kandidaat


@dataclass(frozen=True)
class Week:
    """Mijn week: what is due now, later this week, and all the others."""

    nu: list
    ook_nu: list  # due now too, beyond MAX_KAARTEN
    deze_week: list
    rest: list

    @property
    def aantal(self):
        """All open trajects of the caseload."""
        return len(self.nu) + len(self.ook_nu) + len(self.deze_week) + len(self.rest)

    @property
    def aantal_nu(self):
        """How many talks are due today or late, those beyond MAX_KAARTEN too."""
        return len(self.nu) + len(self.ook_nu)

    @property
    def zin(self):
        """The sentence at the top of the page."""
        nu = [*self.nu, *self.ook_nu]
        if not nu:
            return "Niemand wacht vandaag op een gesprek."
        laat = sum(kaart.stand.te_laat for kaart in nu)
        begin = "1 gesprek vandaag of te laat" if len(nu) == 1 else f"{len(nu)} gesprekken vandaag of te laat"
        return f"{begin}, waarvan {laat} te laat." if laat else f"{begin}."

    @property
    def gelezen(self):
        """Dossiernummers of the people of whom the text of an agreement is shown: a look at what coaches write."""
        return [kaart.kandidaat.dossiernummer for kaart in self.nu if kaart.stand.laatste_afspraak]


# --- Mijn week --------------------------------------------------------------------------------------------------------
def mijn_week(gebruiker, vandaag=None) -> Week:
    """The open trajects of this jobcoach's caseload in the order of what is due; a fixed number of queries.

    The text of the last agreement comes along: the current (or covering) coach may read it (PRIV-07).
    """
    vandaag = vandaag or timezone.localdate()
    trajecten = list(_open_trajecten(mensen_als(gebruiker, Hoedanigheid.JOBCOACH)))
    standen = stand_van(trajecten, vandaag, met_afspraak=True)
    kaarten = [_kaart(traject, standen[traject.pk]) for traject in trajecten]
    kaarten.sort(key=lambda kaart: (kaart.stand.uiterlijk or date.max, kaart.kandidaat.lijstnaam))
    nu = [kaart for kaart in kaarten if kaart.stand.te_laat or kaart.stand.vandaag]
    nu.sort(key=lambda kaart: not kaart.stand.te_laat)
    anderen = [kaart for kaart in kaarten if not (kaart.stand.te_laat or kaart.stand.vandaag)]
    return Week(
        nu=nu[:MAX_KAARTEN],
        ook_nu=nu[MAX_KAARTEN:],
        deze_week=[kaart for kaart in anderen if kaart.stand.deze_week],
        rest=[kaart for kaart in anderen if not kaart.stand.deze_week],
    )


def _open_trajecten(kandidaten):
    return (
        Traject.objects.open()
        .filter(kandidaat__in=kandidaten.values("pk"))
        .select_related("kandidaat", "programma", "lichting")
        .defer("kandidaat__motivatie")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )


def _kaart(traject, stand):
    nummer = traject.kandidaat.dossiernummer
    return Kaart(
        traject,
        stand,
        url=adres("dossier:traject", nummer, traject.volgnummer),
        gesprek_url=adres("begeleiding:gesprek_nieuw", nummer, traject.volgnummer),
    )


# --- Mijn groepen -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Deelnemer:
    """One person in a group or a team: a link, her status, and a few facts."""

    kandidaat: Kandidaat
    traject: Traject
    url: str
    soort: str
    woord: str
    plaatsing: Plaatsing | None = None


@dataclass(frozen=True)
class Groep:
    """A cohort with this trainer's people in it; `lichting` None: not in a cohort yet."""

    lichting: Lichting | None
    deelnemers: list = field(default_factory=list)
    volgende: datetime | None = None  # begin of the next meeting

    @property
    def titel(self):
        return self.lichting.naam if self.lichting else "Nog geen groep"


def mijn_groepen(gebruiker, nu=None) -> list[Groep]:
    """The groups of this trainer's people, the latest start first; who has no group yet comes last. Two queries."""
    nu = nu or timezone.now()
    per_lichting = defaultdict(list)
    lichtingen = {None: None}
    for traject in _open_trajecten(mensen_als(gebruiker, Hoedanigheid.TRAINER)):
        lichtingen[traject.lichting_id] = traject.lichting
        per_lichting[traject.lichting_id].append(_deelnemer(traject))
    volgende = dict(
        Bijeenkomst.objects.filter(
            lichting__in=[pk for pk in per_lichting if pk], eind__gte=nu, afgelast_op=None
        )
        .order_by()
        .values("lichting")
        .annotate(eerst=Min("begin"))
        .values_list("lichting", "eerst")
    )
    groepen = [Groep(lichtingen[pk], wie, volgende.get(pk)) for pk, wie in per_lichting.items()]
    groepen.sort(key=lambda groep: (groep.lichting is None, -_dag(groep.lichting).toordinal()))
    return groepen


def _dag(lichting):
    return lichting.start if lichting else date.min


def _deelnemer(traject, plaatsing=None):
    soort, woord = STATUSBADGE[traject.status]
    return Deelnemer(
        traject.kandidaat,
        traject,
        adres("dossier:traject", traject.kandidaat.dossiernummer, traject.volgnummer),
        soort,
        woord,
        plaatsing,
    )


# --- Mijn team --------------------------------------------------------------------------------------------------------
def mijn_team(gebruiker, vandaag=None) -> list[Deelnemer]:
    """The people of this teamleider with the placement they work in now. Two queries.

    What somebody needs at work stands in her dossier only: there a look is logged.
    """
    vandaag = vandaag or timezone.localdate()
    trajecten = list(_open_trajecten(mensen_als(gebruiker, Hoedanigheid.TEAMLEIDER)))
    nu = {}
    for plaatsing in (
        Plaatsing.objects.filter(
            Q(laatste_werkdag=None) | Q(laatste_werkdag__gte=vandaag), traject__in=trajecten
        )
        .select_related("werkplek", "vestiging")
        .defer("langer_reden")
        .order_by("start", "pk")
    ):
        if plaatsing.start <= vandaag or plaatsing.traject_id not in nu:
            nu[plaatsing.traject_id] = plaatsing
    return [_deelnemer(traject, nu.get(traject.pk)) for traject in trajecten]
