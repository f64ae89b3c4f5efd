"""Caseload: how the work is spread over the jobcoaches of a coordinator's people, and who stands in for whom.

A coach's heads and load count everybody whom she coaches, in whatever region; whom a coordinator may not see is
counted and never named. Cover is no caseload: it stands beside it, so that nobody counts twice.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid
from gebruikers.vertrek import Achterblijft
from kandidaten.caseload import gewicht_in_sql, telt
from kandidaten.keuzes import Gewichtsoort, Toewijzingsrol
from kandidaten.models import Kandidaat, Toewijzing
from rapportage.gemist import te_laat_per_coach
from rapportage.werklijst import mensen, mensen_als
from rapportage.woorden import STATUSBADGE
from trajecten.coachratio import Coachratio, een_decimaal
from trajecten.dossier.adressen import adres
from trajecten.models import Traject
from trajecten.statussen import ACTIEF, Status


@dataclass(frozen=True)
class Waarneming:
    """One colleague who stands in for another until a day, for so many people."""

    wie: str
    voor: str
    tot: date
    aantal: int


@dataclass
class Coach:
    """One jobcoach: her heads per programme, what they weigh, and who stands in."""

    pk: int
    naam: str
    actief: bool
    mensen: dict = field(default_factory=dict)  # candidate -> Decimal
    elders: set = field(default_factory=set)  # of those, outside the coordinator's regions
    programmas: dict = field(default_factory=lambda: defaultdict(set))  # (name, maximum) -> active candidates
    neemt_waar: list = field(default_factory=list)
    afwezig: list = field(default_factory=list)
    te_laat: int = 0

    @property
    def aantal(self):
        return len(self.mensen)

    @property
    def hier(self):
        """People in the coordinator's own regions."""
        return self.aantal - len(self.elders)

    @property
    def belasting(self):
        """The weighted load: "7,5"."""
        return een_decimaal(sum(self.mensen.values(), Decimal(0)))

    @property
    def verhoudingen(self):
        """[(programme, Coachratio of her alone)] by programme; only where a programme has a maximum."""
        return [
            (naam, Coachratio(len(wie), 1, maximum))
            for (naam, maximum), wie in sorted(self.programmas.items(), key=lambda paar: paar[0][0])
            if maximum is not None
        ]

    @property
    def te_vol(self):
        return any(ratio.te_hoog for _, ratio in self.verhoudingen)


@dataclass(frozen=True)
class Caseload:
    """What the page of a coordinator shows."""

    coaches: list
    zonder: int
    programmas: list  # (name, Coachratio) over all coaches and people of her regions


def caseload_van(gebruiker, vandaag) -> Caseload:
    """The coaches of this coordinator's people, on top who left and who has too many; a fixed number of queries."""
    kandidaten = mensen_als(gebruiker, Hoedanigheid.COORDINATOR)
    coaches = _coaches(kandidaten, vandaag)
    for (pk, _), laat in te_laat_per_coach(kandidaten, vandaag).items():
        if pk in coaches:
            coaches[pk].te_laat = len(laat)
    rijen = sorted(coaches.values(), key=lambda c: (c.actief, not c.te_vol, -c.te_laat, c.naam, c.pk))
    return Caseload(rijen, zonder_coach(kandidaten, vandaag).count(), _programmas(kandidaten, vandaag))


def zonder_coach(kandidaten, vandaag):
    """Of these people, who is selected or at work, wants coaching, and has nobody now nor later on."""
    loopt = Traject.objects.order_by().filter(
        kandidaat=OuterRef("pk"), status__in=ACTIEF, wil_begeleiding=True
    )
    coach = Toewijzing.objects.order_by().filter(
        Q(tot=None) | Q(tot__gte=vandaag), kandidaat=OuterRef("pk"), rol=Toewijzingsrol.JOBCOACH
    )
    return kandidaten.filter(Exists(loopt), ~Exists(coach))


def mensen_van_coach(gebruiker, coach, vandaag):
    """The people of this coordinator whom this coach (a number) has herself, now or later; None: who has no coach."""
    kandidaten = mensen_als(gebruiker, Hoedanigheid.COORDINATOR)
    if coach is None:
        return zonder_coach(kandidaten, vandaag)
    eigen = Toewijzing.objects.order_by().filter(
        Q(tot=None) | Q(tot__gte=vandaag), gebruiker=coach, rol=Toewijzingsrol.JOBCOACH, vervangt=None
    )
    return kandidaten.filter(pk__in=eigen.values("kandidaat"))


def waarnemingen_van(gebruiker, coach, vandaag):
    """Covers of this coordinator's people, now or later, in which this coach stands in or is away; one query.

    Dicts with `een` (the number of one of its assignments), `wie`, `voor`, `van`, `tot` and `aantal`.
    """
    kandidaten = mensen_als(gebruiker, Hoedanigheid.COORDINATOR)
    return list(
        Toewijzing.objects.order_by()
        .filter(
            Q(gebruiker=coach) | Q(vervangt=coach), kandidaat__in=kandidaten.values("pk"), tot__gte=vandaag
        )
        .exclude(vervangt=None)
        .values("van", "tot", wie=F("gebruiker__naam"), voor=F("vervangt__naam"))
        .annotate(een=Min("pk"), aantal=Count("pk"))
        .order_by("van", "voor", "wie", "tot")
    )


# --- How it is gathered -----------------------------------------------------------------------------------------------
def _lopend(vandaag):
    return Toewijzing.objects.order_by().filter(
        Q(tot=None) | Q(tot__gte=vandaag), rol=Toewijzingsrol.JOBCOACH, van__lte=vandaag
    )


def _coaches(kandidaten, vandaag):
    """{number: Coach} of everybody who coaches or covers somebody of these people now; one query."""
    hier = _lopend(vandaag).filter(kandidaat__in=kandidaten.values("pk")).values("gebruiker")
    open_ = Q(
        kandidaat__trajecten__status__in=[Status.AANGEMELD, Status.IN_SELECTIE, Status.WACHTLIJST, *ACTIEF]
    )
    rijen = (
        _lopend(vandaag)
        .filter(open_, gebruiker__in=hier)
        .values_list(
            "gebruiker",
            "gebruiker__naam",
            "gebruiker__is_active",
            "kandidaat",
            "vervangt",
            "vervangt__naam",
            "tot",
            Exists(kandidaten.filter(pk=OuterRef("kandidaat"))),
            gewicht_in_sql(),
            "kandidaat__trajecten__status",
            "kandidaat__trajecten__programma__naam",
            "kandidaat__trajecten__programma__coachratio_max",
        )
    )
    coaches, waar = {}, defaultdict(set)
    for pk, naam, actief, wie, vervangt, voor, tot, in_regio, gewicht, status, programma, maximum in rijen:
        coach = coaches.setdefault(pk, Coach(pk, naam, actief))
        if vervangt is not None:
            waar[pk, vervangt, voor, tot].add(wie)
            continue
        coach.mensen[wie] = telt(gewicht)
        if not in_regio:
            coach.elders.add(wie)
        if status in ACTIEF:
            coach.programmas[programma, maximum].add(wie)
    for (pk, vervangt, voor, tot), wie in sorted(waar.items(), key=lambda paar: (paar[0][3], paar[0][2])):
        waarneming = Waarneming(coaches[pk].naam, voor, tot, len(wie))
        coaches[pk].neemt_waar.append(waarneming)
        if vervangt in coaches:
            coaches[vervangt].afwezig.append(waarneming)
    return coaches


def _programmas(kandidaten, vandaag):
    """[(name, Coachratio)] of the programmes of these people that have a maximum; one query."""
    eigen = _lopend(vandaag).filter(vervangt=None, kandidaat=OuterRef("kandidaat"))
    rijen = (
        Traject.objects.order_by()
        .filter(
            kandidaat__in=kandidaten.values("pk"), status__in=ACTIEF, programma__coachratio_max__isnull=False
        )
        .values_list("programma__naam", "programma__coachratio_max", "kandidaat")
        .annotate(coach=Subquery(eigen.order_by("van", "pk").values("gebruiker")[:1]))
    )
    hoofden, coaches = defaultdict(set), defaultdict(set)
    for naam, maximum, wie, coach in rijen:
        hoofden[naam, maximum].add(wie)
        coaches[naam, maximum] |= {coach} - {None}
    return [
        (naam, Coachratio(len(wie), len(coaches[naam, maximum]), maximum))
        for (naam, maximum), wie in sorted(hoofden.items())
    ]


# --- The people of one coach ------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Mens:
    """One person on the list of a coach."""

    kandidaat: Kandidaat
    toewijzing: Toewijzing | None
    traject: Traject | None
    waarnemer: Toewijzing | None

    @property
    def badge(self):
        """(kind, word) of her traject."""
        return STATUSBADGE[self.traject.status] if self.traject else ("neutraal", "Nog geen traject")

    @property
    def gewicht(self):
        """ "Zwaar", for in a cell."""
        return Gewichtsoort(self.toewijzing.gewicht).label.split(" (")[0] if self.toewijzing else ""


def rijen_van(kandidaten, coach, vandaag):
    """A Mens for each of these people (a list), in two queries."""
    eigen, waarnemers = {}, {}
    for t in (
        Toewijzing.objects.filter(Q(tot=None) | Q(tot__gte=vandaag), rol=Toewijzingsrol.JOBCOACH)
        .filter(Q(gebruiker=coach) | Q(vervangt=coach), kandidaat__in=kandidaten)
        .select_related("gebruiker", "vervangt")
        .annotate(gewicht=gewicht_in_sql())
        .order_by("van", "pk")
    ):
        if t.vervangt_id is None or t.vervangt_id == coach:
            (waarnemers if t.vervangt_id else eigen).setdefault(t.kandidaat_id, t)
    trajecten = {}
    for traject in (
        Traject.objects.filter(kandidaat__in=kandidaten)
        .huidig()
        .select_related("programma", "lichting")
        .order_by("pk")
    ):
        trajecten[traject.kandidaat_id] = traject
    return [Mens(k, eigen.get(k.pk), trajecten.get(k.pk), waarnemers.get(k.pk)) for k in kandidaten]


def laat_mensen_achter(gebruiker):
    """For `gebruikers.vertrek`: this user still has people of her own, whom a coordinator hands over."""
    vandaag = timezone.localdate()
    aantal = (
        _lopend(vandaag).filter(gebruiker=gebruiker, vervangt=None).values("kandidaat").distinct().count()
    )
    if not aantal:
        return None
    return Achterblijft(
        tekst=f"{gebruiker.naam} begeleidt nog {mensen(aantal)}. Zij wachten op een andere jobcoach. Vraag een "
        "coördinator om hen over te dragen, en geef deze pagina door:",
        url=f"{adres('rapportage:caseload_mensen')}?coach={gebruiker.pk}",
        link=f"Caseload van {gebruiker.naam}",
    )
