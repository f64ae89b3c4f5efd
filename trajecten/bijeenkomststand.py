"""What the screens of meetings show: the list, one meeting with its people, and what gets in each other's way."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang, mag
from kandidaten.models import Kandidaat
from trajecten.berichten import GESCHREVEN
from trajecten.keuzes import AFWEZIG, OVER_WAT_KOMT, Aanwezigheid, Berichtstatus
from trajecten.models import Bericht, Bijeenkomst, Deelname

MEER = 100  # people on one page; the page says so when there are more


@dataclass
class Rij:
    """One person at one meeting, with the field of her attendance and what stands in the way."""

    deelname: Deelname
    veld: object = None
    bericht: Bericht | None = None
    dan_ook: list = field(default_factory=list)

    @property
    def kandidaat(self):
        return self.deelname.traject.kandidaat

    @property
    def voorrang(self):
        return self.deelname.traject.voorrang

    @property
    def weg(self):
        """Did she leave the group whose meeting this is? Services take her off the list; this shows who slipped by."""
        groep, traject = self.deelname.bijeenkomst.lichting_id, self.deelname.traject
        return groep is not None and traject.is_open and traject.lichting_id != groep


def met_tellingen(bijeenkomsten):
    """Adds `genodigd`, `wachten`, `aanwezigen` and `zonder_bericht`: people of all regions, numbers only."""
    onbeschreven = (
        Deelname.objects.order_by()
        .filter(
            ~Exists(Bericht.objects.geldig().filter(deelname=OuterRef("pk"), soort__in=GESCHREVEN)),
            bijeenkomst=OuterRef("pk"),
            aanwezigheid__in=[Aanwezigheid.UITGENODIGD, Aanwezigheid.WACHTLIJST],
            traject__einddatum=None,
        )
        .values("bijeenkomst")
        .annotate(n=Count("pk"))
        .values("n")
    )
    is_ = Q(deelnames__aanwezigheid=Aanwezigheid.WACHTLIJST)
    return bijeenkomsten.met_bezetting().annotate(
        wachten=Count("deelnames", filter=is_),
        genodigd=Count("deelnames", filter=~is_),
        zonder_bericht=Coalesce(Subquery(onbeschreven), 0),
        aanwezigen=Count("deelnames", filter=Q(deelnames__aanwezigheid=Aanwezigheid.AANWEZIG)),
    )


def deelnames_van(bijeenkomst, gebruiker):
    """Who is invited, of the people whom this user handles here; the waiting list last, in its own order."""
    berichten = Bericht.objects.geldig().defer("tekst", "aan").order_by("gemaakt_op", "pk")
    rijen = (
        bijeenkomst.deelnames.van(gebruiker)
        .select_related("traject__kandidaat")
        .prefetch_related(Prefetch("berichten", berichten))
        .order_by("traject__kandidaat__achternaam", "traject__kandidaat__voornaam", "pk")[:MEER]
    )

    def plek(deelname):
        wacht = deelname.aanwezigheid == Aanwezigheid.WACHTLIJST
        return (wacht, not deelname.traject.voorrang, deelname.pk) if wacht else (wacht, False, 0)

    return sorted(rijen, key=plek)


def rijen(bijeenkomst, deelnames, form, gebruiker):
    """A Rij for each; one query for what else these people have then."""
    ook = dan_ook(bijeenkomst, [d.traject.kandidaat_id for d in deelnames], gebruiker)
    return [
        Rij(
            d,
            form[f"aanwezig_{d.pk}"] if f"aanwezig_{d.pk}" in form.fields else None,
            next(reversed(d.berichten.all()), None),
            ook[d.traject.kandidaat_id],
        )
        for d in deelnames
    ]


def overlapt(bijeenkomst):
    """The condition on meetings at the same time that were not called off."""
    return Q(begin__lt=bijeenkomst.eind, eind__gt=bijeenkomst.begin, afgelast_op=None) & ~Q(pk=bijeenkomst.pk)


def dan_ook(bijeenkomst, kandidaten, gebruiker):
    """{candidate: [meetings]} where she is expected at the same time.

    Who may not read about selection reads only that there is something.
    """
    zelfde = Bijeenkomst.objects.filter(overlapt(bijeenkomst)).values("pk")
    gevonden = defaultdict(list)
    for deelname in (
        Deelname.objects.filter(bijeenkomst__in=zelfde, traject__kandidaat__in=kandidaten)
        .exclude(aanwezigheid__in=[*AFWEZIG, Aanwezigheid.WACHTLIJST])
        .select_related("bijeenkomst", "traject")
        .order_by("bijeenkomst__begin", "pk")
    ):
        ander = deelname.bijeenkomst
        if not mag(gebruiker, ander.categorie):
            ander.titel = "een andere afspraak"  # not saved
        gevonden[deelname.traject.kandidaat_id].append(ander)
    return gevonden


def zelfde_ruimte(bijeenkomst):
    """Meetings at the same place and time."""
    if not bijeenkomst.plaats:
        return []
    return list(
        Bijeenkomst.objects.filter(overlapt(bijeenkomst), plaats__iexact=bijeenkomst.plaats.strip()).order_by(
            "begin", "pk"
        )
    )


# --- Messages ---------------------------------------------------------------------------------------------------------
def berichten_van(gebruiker, nodig=Toegang.SCHRIJVEN):
    """Messages to people whose selection this user handles (or may read); of a cohort's meeting: whose training."""

    def mensen(categorie):
        return Kandidaat.objects.order_by().waar_mag(gebruiker, categorie, nodig).values("pk")

    van_groep = Q(deelname__bijeenkomst__lichting__isnull=False)
    return Bericht.objects.filter(
        Q(van_groep, traject__kandidaat__in=mensen(Categorie.OPLEIDING))
        | Q(~van_groep, traject__kandidaat__in=mensen(Categorie.SELECTIE))
    )


def vraagt_iets(berichten):
    """What asks for a person: to call or write, failed, or claimed and never finished.

    Not what no longer has a point: an invitation or a reminder to what has begun.
    """
    vast = Bericht.objects.vast_blijven_zitten()
    begonnen = Q(soort__in=OVER_WAT_KOMT, deelname__bijeenkomst__begin__lte=timezone.now())
    return berichten.filter(
        Q(status__in=[Berichtstatus.TE_DOEN, Berichtstatus.MISLUKT]) | Q(pk__in=vast.order_by().values("pk"))
    ).exclude(begonnen)


def wijzen(deelnames, wijze_voor):
    """How many of these people get a mail, and how many a call or a letter: (mail, colleague)."""
    per_mail = sum(wijze_voor(d.traject.kandidaat) == "mail" for d in deelnames)
    return per_mail, len(deelnames) - per_mail
