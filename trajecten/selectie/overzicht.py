"""What the selection screens show: programmes with their rounds, the rows of a round, and somebody's way so far."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from trajecten.keuzes import Aanwezigheid, Programmastatus
from trajecten.models import Programma, Traject
from trajecten.programmawoorden import aantallen
from trajecten.selectie.diensten import IN_DE_SELECTIE, ONGEDAAN_BINNEN
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Beoordelaar, Beoordeling, Onderdeeluitslag, Rondedeelname

WACHT = Q(uitslag=Uitslag.OPEN, traject__einddatum=None)
AANWEZIG = Count("pk", filter=Q(deelname__aanwezigheid=Aanwezigheid.AANWEZIG))
MEER = 100  # people on one page; the page says so when more wait


@dataclass
class Programmaregel:
    """One programme with its rounds, each with the counts of the candidates this coordinator handles."""

    programma: Programma
    rondes: list
    nieuw: int

    @property
    def leeg(self):
        return not self.nieuw and not any(ronde.uitgenodigd for ronde in self.rondes)


def te_beslissen(gebruiker):
    """The trajects whose selection this coordinator handles."""
    return Traject.objects.order_by().waar_mag(gebruiker, Categorie.SELECTIE, Toegang.SCHRIJVEN)


def niet_ingedeeld(gebruiker):
    """Of those: in the selection, but in no round that waits for a decision."""
    wacht = Rondedeelname.objects.filter(traject=OuterRef("pk"), uitslag=Uitslag.OPEN)
    return te_beslissen(gebruiker).filter(~Exists(wacht), status__in=IN_DE_SELECTIE)


def programmaregels(gebruiker):
    """A Programmaregel for each running programme, and for an older one in which somebody still waits; 4 queries."""
    vraagt = Beoordelaar.objects.filter(rondedeelname=OuterRef("pk"), gebruiker=gebruiker, ingediend_op=None)
    tellingen = {
        rij["ronde"]: rij
        for rij in Rondedeelname.objects.filter(traject__in=te_beslissen(gebruiker).values("pk"))
        .order_by()
        .values("ronde")
        .annotate(
            uitgenodigd=Count("pk"),
            aanwezig=AANWEZIG,
            wacht=Count("pk", filter=WACHT),
            besloten=Count("pk", filter=~Q(uitslag=Uitslag.OPEN)),
            door=Count("pk", filter=Q(uitslag=Uitslag.DOOR)),
            vraagt_u=Count("pk", filter=Q(Exists(vraagt.order_by())) & WACHT),
        )
    }
    nieuw = dict(
        niet_ingedeeld(gebruiker).values("programma").annotate(n=Count("pk")).values_list("programma", "n")
    )
    wachtrondes = [ronde for ronde, telling in tellingen.items() if telling["wacht"]]
    programmas = (
        Programma.objects.filter(
            Q(status=Programmastatus.LOPEND) | Q(pk__in=nieuw) | Q(rondes__in=wachtrondes)
        )
        .distinct()
        .prefetch_related("rondes")
        .order_by("naam", "-versie", "pk")
    )
    regels = []
    for programma in programmas:
        rondes = sorted(programma.rondes.all(), key=lambda ronde: ronde.volgorde)
        for ronde in rondes:
            telling = tellingen.get(ronde.pk, {})
            for naam in ("uitgenodigd", "aanwezig", "wacht", "besloten", "door", "vraagt_u"):
                setattr(ronde, naam, telling.get(naam, 0))
            ronde.plan = aantallen(ronde)
        regels.append(Programmaregel(programma, rondes, nieuw.get(programma.pk, 0)))
    return regels


# --- One round --------------------------------------------------------------------------------------------------------
def deelnames(ronde, gebruiker):
    """The people of a round whose selection this coordinator handles, with what a row shows."""
    return (
        met_scores(Rondedeelname.objects.waar_mag(gebruiker, Toegang.SCHRIJVEN), gebruiker)
        .filter(ronde=ronde)
        .met_gemist()
        .select_related(
            "ronde",
            "traject__kandidaat",
            "traject__programma",
            "traject__verwijzing__partner",
            "besloten_door",
            "deelname__bijeenkomst",
            "gegevens",
        )
        .prefetch_related(
            Prefetch("gegevens__onderdelen", Onderdeeluitslag.objects.select_related("onderdeel"))
        )
        .order_by("traject__kandidaat__achternaam", "traject__kandidaat__voornaam", "pk")
    )


TELLING = ("uitgenodigd", "aanwezig", "besloten", "door", "wacht")


def telling(ronde, gebruiker):
    """Counts of the people of `deelnames` by `TELLING`, and this user's `net_besloten` of them; one query."""
    groepen = (
        Rondedeelname.objects.waar_mag(gebruiker, Toegang.SCHRIJVEN)
        .filter(ronde=ronde)
        .order_by()
        .annotate(net=Case(When(_net_besloten(gebruiker), then=F("besloten_op"))))
        .values("net")
        .annotate(
            uitgenodigd=Count("pk"),
            aanwezig=AANWEZIG,
            besloten=Count("pk", filter=~Q(uitslag=Uitslag.OPEN)),
            door=Count("pk", filter=Q(uitslag=Uitslag.DOOR)),
            wacht=Count("pk", filter=WACHT),
        )
    )
    groepen = list(groepen)
    net = {groep["net"]: groep["uitgenodigd"] for groep in groepen if groep["net"]}
    return {naam: sum(groep[naam] for groep in groepen) for naam in TELLING} | {
        "net_besloten": _per_keer(net)
    }


def met_scores(deelnames, gebruiker):
    """These Rondedeelname's with the scores that this user may see now (sealed: her own only) and who assesses.

    `nog_te_schrijven`: the Beoordelaar's who still have to write.
    """
    zichtbaar = Beoordeling.objects.zichtbaar_voor(gebruiker).select_related("criterium", "beoordelaar")
    allen = Beoordelaar.objects.filter(rondedeelname=OuterRef("pk")).order_by().values("rondedeelname")
    allen = allen.annotate(n=Count("pk"), klaar=Count("ingediend_op"))
    wachtend = Beoordelaar.objects.filter(ingediend_op=None).select_related("gebruiker")
    return deelnames.prefetch_related(
        Prefetch("beoordelingen", zichtbaar),
        Prefetch("beoordelaars", wachtend.order_by("gebruiker__naam", "pk"), to_attr="nog_te_schrijven"),
    ).annotate(
        beoordelaars_klaar=Coalesce(Subquery(allen.values("klaar")), 0),
        beoordelaars_n=Coalesce(Subquery(allen.values("n")), 0),
    )


def scores(deelname):
    """Per criterium in the order of the programme: [(name, mean "3,5", spread "2 tot 5" or "")].

    Of the scores that `met_scores` brought along. The spread is there once two assessors differ.
    """
    per_criterium = defaultdict(list)
    for beoordeling in deelname.beoordelingen.all():
        criterium = beoordeling.criterium
        per_criterium[criterium.volgorde, criterium.pk, criterium.naam].append(beoordeling.score)
    return [
        (naam, gemiddelde(punten), f"{min(punten)} tot {max(punten)}" if len(set(punten)) > 1 else "")
        for (_, _, naam), punten in sorted(per_criterium.items())
    ]


def voorstel(deelname):
    """(criterium, reason's code or "") when a score of 1 that is visible now excludes her; else None.

    Only a proposal: a person decides (PRIV-13).
    """
    for beoordeling in deelname.beoordelingen.all():
        if beoordeling.score == 1 and beoordeling.criterium.sluit_uit:
            return beoordeling.criterium, beoordeling.criterium.uitsluitreden
    return None


@dataclass(frozen=True)
class Scorestand:
    """How far the assessors of one person in one round are; of a Rondedeelname that `met_scores` brought."""

    deelname: Rondedeelname

    @property
    def verzegeld(self):
        return self.deelname.scores_open_op is None and bool(self.klaar)

    @property
    def scores(self):
        """Mean and spread, once there is more than one assessor to compare."""
        return scores(self.deelname) if self.klaar > 1 and not self.verzegeld else []

    @property
    def klaar(self):
        """How many assessors wrote."""
        return self.deelname.beoordelaars_klaar

    @property
    def nodig(self):
        """How many have to write before anybody sees another's scores."""
        return max(self.deelname.ronde.beoordelaars, self.deelname.beoordelaars_n)

    @property
    def wacht_op(self):
        """The names of who still has to write: "Kees Collega en Carla Coördinator", or ""."""
        namen = [str(rij.gebruiker) for rij in self.deelname.nog_te_schrijven]
        return " en ".join([", ".join(namen[:-1]), namen[-1]] if len(namen) > 1 else namen)

    @property
    def zin(self):
        """Why scores are not there, in one sentence; "" when they are or nobody began."""
        if not self.verzegeld:
            return ""
        return f"{self.klaar} van {self.nodig} beoordelaars klaar. Tot dan ziet iedereen alleen eigen scores."


def gemiddelde(punten):
    """The mean in at most one decimal, with a comma: "4" or "3,5"."""
    waarde = (Decimal(sum(punten)) / len(punten)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{waarde.normalize():f}".replace(".", ",")


@dataclass(frozen=True)
class NetBesloten:
    """Decisions of one save that can still be undone with one button."""

    moment: int
    besloten_op: object
    aantal: int
    kan_tot: object

    @property
    def over(self):
        return f"wat u om {timezone.localtime(self.besloten_op):%H:%M} besloot"


def net_besloten(ronde, gebruiker):
    """This user's own decisions of the last ten minutes in this round, one NetBesloten per save, newest first."""
    rijen = Rondedeelname.objects.filter(_net_besloten(gebruiker), ronde=ronde).order_by()
    return _per_keer(dict(rijen.values_list("besloten_op").annotate(aantal=Count("pk"))))


def _net_besloten(gebruiker):
    return Q(besloten_door=gebruiker, besloten_op__gte=timezone.now() - ONGEDAAN_BINNEN)


def _per_keer(aantallen):
    """A NetBesloten for each moment in {moment: number of people}, newest first."""
    return [
        NetBesloten(naar_getal(op), op, aantal, op + ONGEDAAN_BINNEN)
        for op, aantal in sorted(aantallen.items(), reverse=True)
    ]


_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def naar_getal(moment):
    """A moment as whole microseconds since 1970 (UTC), for in an address; `van_getal` reads it back exactly."""
    return (moment - _BEGIN) // timedelta(microseconds=1)


def van_getal(getal):
    """Raises OverflowError for a number that is no moment."""
    return _BEGIN + timedelta(microseconds=getal)
