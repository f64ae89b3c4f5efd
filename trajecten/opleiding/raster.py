"""The attendance of a cohort on one grid: which week, which lessons, and who of them this user reads or writes."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format

from gebruikers.rechten import Categorie, Toegang
from kandidaten.models import Kandidaat
from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort
from trajecten.models import Bijeenkomst, Deelname, Traject
from trajecten.opleiding.lesdagen import maandag
from trajecten.presentie import Presentie
from trajecten.presentiestand import presenties, samen

SOORTEN = (Bijeenkomstsoort.INTRODUCTIEDAG, Bijeenkomstsoort.LES)
NOG_NIETS = "Nog niets"
# Short codes keep a page of 50 people by 5 lessons light.
CODES = {
    Aanwezigheid.UITGENODIGD: "u",
    Aanwezigheid.AANWEZIG: "a",
    Aanwezigheid.AFWEZIG_MET_BERICHT: "m",
    Aanwezigheid.AFWEZIG_ZONDER_BERICHT: "z",
    Aanwezigheid.WACHTLIJST: "w",
}
AANWEZIGHEDEN = {code: aanwezigheid for aanwezigheid, code in CODES.items()}
WOORDEN = {
    "u": NOG_NIETS,
    "a": "Aanwezig",
    "m": "Afwezig met bericht",
    "z": "Afwezig zonder bericht",
    "w": "Op de wachtlijst",
}
VOORAF = ("u", "m")  # all that can be known before a lesson begins
TIJDENS = ("u", "a", "m", "z")


@dataclass
class Cel:
    """One person at one lesson. `code`: what the page shows chosen; `gezien`: what stood there when it was made."""

    deelname: Deelname
    opties: tuple  # codes that can be chosen; empty: only read
    gezien: str
    kolom: "Kolom"
    code: str = ""
    fout: str = ""

    def __post_init__(self):
        self.code = self.code or self.gezien

    @property
    def woord(self):
        return WOORDEN[self.gezien]

    @property
    def keuzes(self):
        """(code, words, chosen?) for each option."""
        return [(code, WOORDEN[code], code == self.code) for code in self.opties]


@dataclass
class Rij:
    """One person: a cell for each lesson (None: not on that list), and how often she was there."""

    traject: Traject
    per_kolom: list  # (Kolom, Cel or None)
    presentie: Presentie


@dataclass
class Kolom:
    """One lesson. `over`: how many cells of this user still say nothing, once it has begun."""

    les: Bijeenkomst
    over: int = 0

    @cached_property
    def dag(self) -> str:
        return date_format(timezone.localtime(self.les.begin), "D j M").lower()

    @cached_property
    def lange_dag(self) -> str:
        return date_format(timezone.localtime(self.les.begin), "l j F")

    @property
    def naam(self) -> str:
        """The introduction day by its name; a lesson by its module, if it has one."""
        return self.les.get_soort_display() if self.les.soort != Bijeenkomstsoort.LES else self.les.module

    @property
    def begonnen(self) -> bool:
        return self.les.is_voorbij


@dataclass
class Raster:
    """One week of one cohort for one user."""

    week: date | None  # its Monday; None without lessons
    kolommen: list = field(default_factory=list)
    rijen: list = field(default_factory=list)
    vorige: date | None = None  # the nearest weeks with lessons
    volgende: date | None = None
    totaal: Presentie = field(default_factory=Presentie)

    def cellen(self):
        """Every cell that can be written, by the number of its Deelname."""
        return {
            cel.deelname.pk: cel
            for rij in self.rijen
            for _, cel in rij.per_kolom
            if cel is not None and cel.opties
        }

    @property
    def gezien(self):
        """What the page shows, for its hidden field: "12:u,13:a"."""
        return ",".join(f"{nummer}:{cel.gezien}" for nummer, cel in self.cellen().items())

    @property
    def mag_schrijven(self):
        return bool(self.cellen())


def lessen_van(lichting):
    """Lessons and introduction day of this cohort that were not called off, in order."""
    return Bijeenkomst.objects.filter(lichting=lichting, soort__in=SOORTEN, afgelast_op=None).order_by(
        "begin", "pk"
    )


def _mensen(gebruiker, nodig):
    return Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.OPLEIDING, nodig).values("pk")


def niet_ingevuld(gebruiker, nu=None):
    """Participations of people whose training she writes, of lessons that have begun, without attendance; unordered."""
    return Deelname.objects.order_by().filter(
        aanwezigheid=Aanwezigheid.UITGENODIGD,
        traject__einddatum=None,
        traject__kandidaat__in=_mensen(gebruiker, Toegang.SCHRIJVEN),
        bijeenkomst__soort__in=SOORTEN,
        bijeenkomst__lichting__isnull=False,
        bijeenkomst__afgelast_op=None,
        bijeenkomst__begin__lte=nu or timezone.now(),
    )


def raster(lichting, gebruiker, gevraagd=None):
    """The Raster of the week of `gevraagd` (a date), else of the first one that asks for something.

    That is: the first week with a lesson that has begun and has no attendance; else this week or the next one with
    lessons; else the last. At most five queries.
    """
    lessen = list(lessen_van(lichting))
    for les in lessen:
        les.lichting = lichting
    weken = sorted({_week(les) for les in lessen})
    if not weken:
        return Raster(None)
    week = _kies(weken, maandag(gevraagd) if gevraagd else _eerste_open(lichting, gebruiker, weken))
    kolommen = [Kolom(les) for les in lessen if _week(les) == week]
    rijen = _rijen(kolommen, gebruiker)
    plek = weken.index(week)
    return Raster(
        week,
        kolommen,
        rijen,
        weken[plek - 1] if plek else None,
        weken[plek + 1] if plek + 1 < len(weken) else None,
        samen(rij.presentie for rij in rijen),
    )


def _week(les):
    return maandag(timezone.localdate(les.begin))


def _kies(weken, week):
    """This week if it has lessons, else the first one after it, else the last."""
    return next((w for w in weken if w >= week), weken[-1])


def _eerste_open(lichting, gebruiker, weken):
    deze = maandag(timezone.localdate())
    if weken[0] > deze:
        return weken[0]
    begin = (
        niet_ingevuld(gebruiker)
        .filter(bijeenkomst__lichting=lichting)
        .order_by("bijeenkomst__begin")
        .values_list("bijeenkomst__begin", flat=True)
        .first()
    )
    return maandag(timezone.localdate(begin)) if begin else deze


def _rijen(kolommen, gebruiker):
    schrijft = Traject.objects.order_by().filter(
        pk=OuterRef("traject"), kandidaat__in=_mensen(gebruiker, Toegang.SCHRIJVEN)
    )
    deelnames = list(
        Deelname.objects.filter(
            bijeenkomst__in=[kolom.les.pk for kolom in kolommen],
            traject__kandidaat__in=_mensen(gebruiker, Toegang.LEZEN),
        )
        .annotate(schrijft=Exists(schrijft))
        .select_related("traject__kandidaat")
        .defer("traject__kandidaat__motivatie")
        .order_by("traject__kandidaat__achternaam", "traject__kandidaat__voornaam", "traject", "pk")
    )
    per_les = {kolom.les.pk: kolom for kolom in kolommen}
    per_traject = {}
    for deelname in deelnames:
        deelname.bijeenkomst = per_les[deelname.bijeenkomst_id].les
        cel = _cel(deelname, per_les[deelname.bijeenkomst_id])
        per_traject.setdefault(deelname.traject_id, {})[deelname.bijeenkomst_id] = cel
    standen = presenties(list(per_traject))
    rijen = []
    for nummer, cellen in per_traject.items():
        if not any(cel.opties or cel.gezien != "u" for cel in cellen.values()):
            continue  # stopped before any of these lessons
        traject = next(iter(cellen.values())).deelname.traject
        rijen.append(
            Rij(traject, [(kolom, cellen.get(pk)) for pk, kolom in per_les.items()], standen[nummer])
        )
        for pk, cel in cellen.items():
            per_les[pk].over += bool(cel.opties) and per_les[pk].begonnen and cel.gezien == "u"
    return rijen


def _cel(deelname, kolom):
    code = CODES[Aanwezigheid(deelname.aanwezigheid)]
    gestopt = deelname.traject.einddatum is not None and code == "u"
    opties = () if gestopt or not deelname.schrijft else opties_van(deelname.bijeenkomst, code)
    return Cel(deelname, opties, code, kolom)


def opties_van(les, code):
    """What can be chosen: before the lesson only whether she said that she does not come. What stands there stays."""
    opties = TIJDENS if les.is_voorbij else VOORAF
    if code == "w" and not les.is_voorbij:
        return ()  # who waits for a seat moves up on the page of the meeting
    return opties if code in opties else (code, *opties)
