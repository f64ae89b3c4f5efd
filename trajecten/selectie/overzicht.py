"""What the selection screens show: programmes with their rounds, the rows of a round, and somebody's way so far."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from trajecten.keuzes import Programmastatus
from trajecten.models import Programma, Traject
from trajecten.selectie.diensten import IN_DE_SELECTIE, ONGEDAAN_BINNEN
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Beoordeling, Rondedeelname

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
    tellingen = {
        rij["ronde"]: rij
        for rij in Rondedeelname.objects.filter(traject__in=te_beslissen(gebruiker).values("pk"))
        .order_by()
        .values("ronde")
        .annotate(
            uitgenodigd=Count("pk"),
            wacht=Count("pk", filter=Q(uitslag=Uitslag.OPEN, traject__einddatum=None)),
            besloten=Count("pk", filter=~Q(uitslag=Uitslag.OPEN)),
            door=Count("pk", filter=Q(uitslag=Uitslag.DOOR)),
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
            for naam in ("uitgenodigd", "wacht", "besloten", "door"):
                setattr(ronde, naam, telling.get(naam, 0))
        regels.append(Programmaregel(programma, rondes, nieuw.get(programma.pk, 0)))
    return regels


# --- One round --------------------------------------------------------------------------------------------------------
def deelnames(ronde, gebruiker):
    """The people of a round whose selection this coordinator handles, with what a row shows."""
    return (
        Rondedeelname.objects.waar_mag(gebruiker, Toegang.SCHRIJVEN)
        .filter(ronde=ronde)
        .select_related(
            "traject__kandidaat", "traject__verwijzing__partner", "besloten_door", "deelname__bijeenkomst"
        )
        .prefetch_related(
            Prefetch("beoordelingen", Beoordeling.objects.select_related("criterium").defer("opmerking"))
        )
        .order_by("traject__kandidaat__achternaam", "traject__kandidaat__voornaam", "pk")
    )


def telling(ronde, gebruiker):
    """(uitgenodigd, besloten, wacht) of the people of `deelnames`; one query."""
    return (
        Rondedeelname.objects.waar_mag(gebruiker, Toegang.SCHRIJVEN)
        .filter(ronde=ronde)
        .order_by()
        .aggregate(
            uitgenodigd=Count("pk"),
            besloten=Count("pk", filter=~Q(uitslag=Uitslag.OPEN)),
            wacht=Count("pk", filter=Q(uitslag=Uitslag.OPEN, traject__einddatum=None)),
        )
    )


def scores(deelname):
    """Mean score per criterium in the order of the programme: [(name, "3,5")]."""
    per_criterium = defaultdict(list)
    for beoordeling in deelname.beoordelingen.all():
        criterium = beoordeling.criterium
        per_criterium[criterium.volgorde, criterium.pk, criterium.naam].append(beoordeling.score)
    return [(naam, gemiddelde(punten)) for (_, _, naam), punten in sorted(per_criterium.items())]


def beoordelaars(deelname):
    """How many colleagues gave her a score in this round."""
    return len({beoordeling.beoordelaar_id for beoordeling in deelname.beoordelingen.all()})


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
    groepen = (
        Rondedeelname.objects.filter(
            ronde=ronde, besloten_door=gebruiker, besloten_op__gte=timezone.now() - ONGEDAAN_BINNEN
        )
        .order_by("-besloten_op")
        .values("besloten_op")
        .annotate(aantal=Count("pk"))
    )
    return [
        NetBesloten(
            naar_getal(g["besloten_op"]), g["besloten_op"], g["aantal"], g["besloten_op"] + ONGEDAAN_BINNEN
        )
        for g in groepen
    ]


_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def naar_getal(moment):
    """A moment as whole microseconds since 1970 (UTC), for in an address; `van_getal` reads it back exactly."""
    return (moment - _BEGIN) // timedelta(microseconds=1)


def van_getal(getal):
    """Raises OverflowError for a number that is no moment."""
    return _BEGIN + timedelta(microseconds=getal)
