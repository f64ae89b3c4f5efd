"""Mijn team: the people of a teamleider with their work, when they are at school, and the next talk about the work.

What somebody needs at work stands in her dossier only: there a look is logged. Nothing of coaching is read here.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid
from rapportage.werklijst import mensen_als
from rapportage.woorden import STATUSBADGE
from trajecten.begeleiding.models import Functioneringsgesprek
from trajecten.dossier.adressen import adres
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Deelname, Traject
from trajecten.plaatsing.models import Plaatsing

VOORUIT = timedelta(days=14)  # so far ahead it is shown when somebody is not at work
MEEST = 4  # days shown of one person


@dataclass(frozen=True)
class Weg:
    """When somebody is not at work: at a lesson, an exam or another day of her group."""

    begin: datetime
    eind: datetime
    titel: str


@dataclass(frozen=True)
class Gesprek:
    """How it stands with the talks about the work: the last one, and when the next one is due."""

    laatste: date | None = None
    volgende: date | None = None
    te_laat: bool = False


@dataclass(frozen=True)
class Teamlid:
    """One person of the team."""

    traject: Traject
    plaatsing: Plaatsing | None
    weg: list[Weg]
    gesprek: Gesprek

    @property
    def kandidaat(self):
        return self.traject.kandidaat

    @property
    def url(self):
        return self._adres("dossier:traject", self.traject.volgnummer)

    @property
    def ondersteuning_url(self):
        return self._adres("dossier:ondersteuning")

    @property
    def gesprek_url(self):
        """Where a talk is recorded, or "" where the programme has none and nobody began with them."""
        if not (self.traject.programma.functioneringsgesprekken or self.gesprek.laatste):
            return ""
        return self._adres("begeleiding:functioneren_nieuw", self.traject.volgnummer)

    @property
    def badge(self):
        """(kind, word) of her status."""
        return STATUSBADGE[self.traject.status]

    @property
    def plek(self):
        """The employer where she works, the place, and whether working from home is possible there."""
        if self.plaatsing is None:
            return ""
        vestiging = self.plaatsing.vestiging
        delen = [self.plaatsing.werkplek.naam, vestiging.plaats if vestiging else ""]
        delen += ["thuiswerk mogelijk"] if vestiging and vestiging.thuiswerk else []
        return ", ".join(filter(None, delen))

    def _adres(self, naam, *meer):
        return adres(naam, self.kandidaat.dossiernummer, *meer)


def mijn_team(gebruiker, nu=None) -> list[Teamlid]:
    """The people of this teamleider; who is late for a talk first, then by name. Four queries."""
    nu = nu or timezone.now()
    vandaag = timezone.localdate(nu)
    trajecten = list(
        Traject.objects.open()
        .filter(kandidaat__in=mensen_als(gebruiker, Hoedanigheid.TEAMLEIDER).values("pk"))
        .select_related("kandidaat", "programma")
        .defer("kandidaat__motivatie")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    werk, weg, gesprekken = _werk(trajecten, vandaag), _weg(trajecten, nu), _gesprekken(trajecten, vandaag)
    leden = [
        Teamlid(traject, werk.get(traject.pk), weg.get(traject.pk, []), gesprekken.get(traject.pk, Gesprek()))
        for traject in trajecten
    ]
    return sorted(leden, key=lambda lid: not lid.gesprek.te_laat)


def _werk(trajecten, vandaag):
    """{traject: the placement she works in now, else the one that begins}."""
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
    return nu


def _weg(trajecten, nu):
    """{traject: the meetings of her group that are near and that she is expected at}."""
    gevonden = defaultdict(list)
    for traject, begin, eind, titel in (
        Deelname.objects.filter(
            traject__in=trajecten,
            aanwezigheid=Aanwezigheid.UITGENODIGD,
            bijeenkomst__lichting__isnull=False,
            bijeenkomst__afgelast_op=None,
            bijeenkomst__eind__gt=nu,
            bijeenkomst__begin__lte=nu + VOORUIT,
        )
        .order_by("bijeenkomst__begin", "pk")
        .values_list("traject", "bijeenkomst__begin", "bijeenkomst__eind", "bijeenkomst__titel")
    ):
        if len(gevonden[traject]) < MEEST:
            gevonden[traject].append(Weg(begin, eind, titel))
    return gevonden


def _gesprekken(trajecten, vandaag):
    """{traject: Gesprek}; only the dates are read."""
    laatste = {}
    for traject, datum, volgende in (
        Functioneringsgesprek.objects.filter(traject__in=trajecten)
        .order_by("datum", "pk")
        .values_list("traject", "datum", "volgende_datum")
    ):
        laatste[traject] = Gesprek(datum, volgende, bool(volgende and volgende < vandaag))
    return laatste
