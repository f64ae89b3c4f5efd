"""The filters of the candidate list, and how many people each choice leaves.

The filters look at the traject that a row shows. People are counted in SQL, grouped by all filters at once; each choice
then adds up the groups that the *other* filters leave. So one query counts all choices, and choices cost no more than
the people in the list: at most HOOGSTENS, above it there are no numbers.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, F, FilteredRelation, IntegerField, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Kandidaat, Toewijzing
from rapportage.gemist import ZONDER
from trajecten.models import Traject
from trajecten.statussen import EINDSTATUSSEN

OPEN, GESLOTEN = "open", "gesloten"
FILTERS = ("status", "programma", "lichting", "regio", "coach")
OVER_TRAJECT = frozenset({"status", "programma", "lichting", "coach"})


def filter_lijst(kandidaten, *, status="", programma="", lichting="", regio="", coach=""):
    """The people that these filters leave. `coach`: a number, or ZONDER: an open traject and nobody who coaches."""
    if regio:
        kandidaten = kandidaten.filter(behandelregio=regio)
    if status or programma or lichting:
        huidig = Traject.objects.order_by().huidig().filter(_bij_status(status))
        if programma:
            huidig = huidig.filter(programma__code=programma)
        if lichting:
            huidig = huidig.filter(lichting=lichting)
        kandidaten = kandidaten.filter(pk__in=huidig.values("kandidaat"))
    if coach:
        jobcoach = lopende_toewijzingen().filter(rol=Toewijzingsrol.JOBCOACH)
        if coach == ZONDER:
            open_nu = Traject.objects.open().filter(kandidaat=OuterRef("pk"))
            kandidaten = kandidaten.filter(
                Exists(open_nu), ~Exists(jobcoach.filter(kandidaat=OuterRef("pk")))
            )
        else:
            van = jobcoach.filter(gebruiker=coach)
            kandidaten = kandidaten.filter(pk__in=van.values("kandidaat"))
    return kandidaten


def _bij_status(status):
    if status == OPEN:
        return Q(einddatum=None)
    if status == GESLOTEN:
        return Q(einddatum__isnull=False)
    return Q(status=status) if status else Q()


def lopende_toewijzingen():
    vandaag = timezone.localdate()
    return Toewijzing.objects.order_by().filter(Q(tot=None) | Q(tot__gte=vandaag), van__lte=vandaag)


@dataclass(frozen=True)
class Groep:
    """So many people with the same value for each filter; "" where they have none. Values as in the address."""

    status: str
    programma: str
    lichting: str
    regio: str
    coach: str
    aantal: int

    def past(self, naam, waarde):
        """Is it in what this filter chooses?"""
        eigen = getattr(self, naam)
        if naam == "status" and waarde in (OPEN, GESLOTEN):
            return bool(eigen) and (eigen in EINDSTATUSSEN) == (waarde == GESLOTEN)
        if naam == "coach" and waarde == ZONDER:
            return not eigen and bool(self.status) and self.status not in EINDSTATUSSEN
        return eigen == waarde


class Telling:
    """The counts of a list: `per_keuze[filter][value]` ("" = without this filter) and `totaal` with all filters on."""

    def __init__(self, groepen, per_coach, gekozen):
        self.per_keuze = {naam: self._tel(naam, groepen, per_coach, gekozen) for naam in FILTERS}
        bron = per_coach if gekozen.get("coach") else groepen
        self.totaal = sum(groep.aantal for groep in _over(bron, gekozen))

    def _tel(self, naam, groepen, per_coach, gekozen):
        anders = {filter_: waarde for filter_, waarde in gekozen.items() if filter_ != naam}
        bron = _over(per_coach if anders.get("coach") else groepen, anders)
        telling = Counter({"": sum(groep.aantal for groep in bron)})
        for groep in _over(per_coach, anders) if naam == "coach" else bron:
            telling[getattr(groep, naam) or None] += groep.aantal
            for verzameling in {"status": (OPEN, GESLOTEN), "coach": (ZONDER,)}.get(naam, ()):
                telling[verzameling] += groep.aantal if groep.past(naam, verzameling) else 0
        return telling


def _over(groepen, gekozen):
    return [groep for groep in groepen if all(groep.past(*keuze) for keuze in gekozen.items())]


def tel_keuzes(kandidaten, gekozen, programmacodes, *, met_coach) -> Telling:
    """Count the choices for these people (scope and search, not filtered yet; no more than a list counts). One query.

    `gekozen`: the filters that are on. `programmacodes`: number of a programme -> its code. `met_coach`: whether
    there is a filter by jobcoach.
    """
    wie = kandidaten.order_by().values("pk")
    huidig = Traject.objects.order_by().huidig().filter(kandidaat__in=wie)
    zonder = Kandidaat.objects.order_by().filter(pk__in=wie, trajecten=None)
    delen = [
        _groepen(huidig, _TRAJECT, "kandidaat__toewijzingen", "kandidaat", met_coach),
        _groepen(zonder, _ZONDER_TRAJECT, "toewijzingen", "pk", met_coach),
    ]
    groepen, per_coach = [], []
    for status, programma, lichting, regio, coach, mensen, van_coach in delen[0].union(delen[1], all=True):
        sleutel = (status, programmacodes.get(programma), lichting, regio)
        sleutel = tuple("" if waarde is None else str(waarde) for waarde in sleutel)
        groepen.append(Groep(*sleutel, "", mensen))
        per_coach.append(Groep(*sleutel, "" if coach is None else str(coach), van_coach))
    return Telling(groepen, per_coach, gekozen)


# What a group is made of. The parts of a union must agree on the kind of a NULL.
_GETAL, _TEKST = Cast(Value(None), IntegerField()), Cast(Value(None), CharField(max_length=40))
_TRAJECT = {
    "soort": F("status"),
    "pakket": F("programma"),
    "groep": F("lichting"),
    "gebied": F("kandidaat__behandelregio"),
}
_ZONDER_TRAJECT = {"soort": _TEKST, "pakket": _GETAL, "groep": _GETAL, "gebied": F("behandelregio")}


def _groepen(rijen, kolommen, toewijzingen, mens, met_coach):
    """(status, programme, group, region, jobcoach, people, people of this jobcoach), grouped by the first five.

    A person with two jobcoaches is in the group of each, and counts as one of the people with the first.
    """
    if not met_coach:
        rijen = rijen.annotate(**kolommen, coach=_GETAL).values(*kolommen, "coach")
        rijen = rijen.annotate(mensen=Count(mens), van_coach=Count(mens))
    else:
        eerder = lopende_toewijzingen().filter(
            rol=Toewijzingsrol.JOBCOACH, kandidaat=OuterRef(mens), pk__lt=OuterRef("koppeling")
        )
        eerste = Q(koppeling=None) | ~Exists(eerder)
        rijen = rijen.annotate(koppeling=_jobcoaches(toewijzingen))
        rijen = rijen.annotate(**kolommen, coach=Cast("koppeling__gebruiker", IntegerField()))
        rijen = rijen.values(*kolommen, "coach").annotate(
            mensen=Count(mens, filter=eerste), van_coach=Count(mens, distinct=True)
        )
    return rijen.values_list(*kolommen, "coach", "mensen", "van_coach")


def _jobcoaches(relatie):
    """Whoever coaches her now, as a LEFT JOIN: nobody is a group too."""
    vandaag = timezone.localdate()
    nu = Q(**{f"{relatie}__tot": None}) | Q(**{f"{relatie}__tot__gte": vandaag})
    wie = {f"{relatie}__rol": Toewijzingsrol.JOBCOACH, f"{relatie}__van__lte": vandaag}
    return FilteredRelation(relatie, condition=nu & Q(**wie))
