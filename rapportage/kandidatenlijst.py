"""The candidate list: one row per person in somebody's own scope, with the traject that counts now.

The page's people are chosen first, on the candidate's own columns; then follows what those rows show, and nothing else.
Never a special category: no doelgroep, benefit or adaptation in a column, a filter or a sort order (PRIV-06).
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from gebruikers.rechten import Categorie
from gebruikers.rollen import Rol
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Kandidaat, Toewijzing
from rapportage.gemist import ZONDER
from rapportage.woorden import STATUSBADGE
from trajecten.dossier.adressen import adres
from trajecten.models import Traject
from trajecten.statussen import Status

PER_PAGINA = 25
HOOGSTENS = 10_000  # counting further costs time and tells nobody anything
MIJN = "mijn"
OPEN, GESLOTEN = "open", "gesloten"
_DOSSIERNUMMER = re.compile(r"[0-9A-Z]{4}[- ]?[0-9A-Z]{4}", re.IGNORECASE)

SORTERINGEN = ("naam", "-naam", "status", "-status", "gewijzigd", "-gewijzigd")
_OP_NAAM = ("achternaam", "voornaam", "pk")
_VOLGORDE = Case(
    *[When(status=status, then=Value(nummer)) for nummer, status in enumerate(Status)],
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Rij:
    """What one row shows. Texts are ready to read; "" where there is nothing."""

    kandidaat: Kandidaat
    url: str
    programma: str = ""
    soort: str = ""  # of the status badge
    woord: str = ""
    lichting: str = ""
    jobcoach: str = ""
    gewijzigd: object = None


class Lijstpagina(Paginator):
    """Counts to HOOGSTENS at most; `veel` says that there are more."""

    veel = False

    @property
    def count(self):
        if "_geteld" not in self.__dict__:
            geteld = self.object_list.order_by()[: HOOGSTENS + 1].count()
            self.veel = geteld > HOOGSTENS
            self._geteld = min(geteld, HOOGSTENS)
        return self._geteld

    @property
    def tekst(self):
        """The count for in a heading: "140", or "meer dan 10.000"."""
        return "meer dan 10.000" if self.count and self.veel else str(self.count)


def kandidaten_van(gebruiker, q=""):
    """Everybody this user finds in her list; for who may only know names, no search by number or date of birth.

    Eight characters with a letter among them are a dossiernummer; eight digits can be part of a telephone number.
    """
    categorie = Categorie.TRAJECT
    is_dossiernummer = _DOSSIERNUMMER.fullmatch(q.strip()) and any(teken.isalpha() for teken in q)
    if any(teken.isdigit() for teken in q) and not is_dossiernummer:
        categorie = Categorie.CONTACT
    return Kandidaat.objects.waar_mag(gebruiker, categorie).zoek(q)


def dossier_bij_nummer(kandidaten, q):
    """The address of the dossier when `q` is exactly the dossiernummer of one of these people, else ""."""
    tekens = re.sub("[- ]", "", q).upper()
    gevonden = (k for k in kandidaten if k.dossiernummer.replace("-", "") == tekens)
    return next((adres("dossier:dossier", k.dossiernummer) for k in gevonden), "")


def filter_lijst(kandidaten, gebruiker, *, status="", programma=None, regio=None, coach=""):
    """The people that these filters leave; they look at the traject a row shows. `coach`: a number, MIJN or ZONDER."""
    if regio:
        kandidaten = kandidaten.filter(behandelregio=regio)
    if status or programma:
        huidig = Traject.objects.order_by().huidig().filter(_bij_status(status))
        if programma:
            huidig = huidig.filter(programma__code=programma)
        kandidaten = kandidaten.filter(pk__in=huidig.values("kandidaat"))
    if coach:
        lopend = _lopende_toewijzingen()
        jobcoach = lopend.filter(rol=Toewijzingsrol.JOBCOACH)
        if coach == ZONDER:
            open_nu = Traject.objects.open().filter(kandidaat=OuterRef("pk"))
            kandidaten = kandidaten.filter(
                Exists(open_nu), ~Exists(jobcoach.filter(kandidaat=OuterRef("pk")))
            )
        else:
            van = lopend.filter(gebruiker=gebruiker) if coach == MIJN else jobcoach.filter(gebruiker=coach)
            kandidaten = kandidaten.filter(pk__in=van.values("kandidaat"))
    return kandidaten


def _bij_status(status):
    if status == OPEN:
        return Q(einddatum=None)
    if status == GESLOTEN:
        return Q(einddatum__isnull=False)
    return Q(status=status) if status else Q()


def _lopende_toewijzingen():
    vandaag = timezone.localdate()
    return Toewijzing.objects.order_by().filter(Q(tot=None) | Q(tot__gte=vandaag), van__lte=vandaag)


def sorteer_lijst(kandidaten, sorteer):
    """In this order (one of SORTERINGEN); by name where it ties."""
    veld = sorteer.lstrip("-")
    aflopend = sorteer.startswith("-")
    if veld == "naam":
        return kandidaten.order_by(*(f"-{naam}" if aflopend else naam for naam in _OP_NAAM))
    huidig = Traject.objects.order_by().huidig().filter(kandidaat=OuterRef("pk"))
    if veld == "status":
        waarde = Subquery(huidig.annotate(nummer=_VOLGORDE).values("nummer")[:1])
    else:
        waarde = Greatest(
            "gewijzigd_op", Coalesce(Subquery(huidig.values("gewijzigd_op")[:1]), F("gewijzigd_op"))
        )
    kandidaten = kandidaten.annotate(volgorde=waarde)
    eerst = F("volgorde").desc(nulls_last=True) if aflopend else F("volgorde").asc(nulls_last=True)
    return kandidaten.order_by(eerst, *_OP_NAAM)


def rijen_van(kandidaten) -> list[Rij]:
    """The rows of these people (a list, with behandelregio), in two queries."""
    trajecten = {}
    for traject in (
        Traject.objects.filter(kandidaat__in=kandidaten)
        .huidig()
        .select_related("programma", "lichting")
        .order_by("pk")
    ):
        trajecten[traject.kandidaat_id] = traject
    coaches = defaultdict(list)
    for toewijzing in (
        _lopende_toewijzingen()
        .filter(kandidaat__in=kandidaten, rol=Toewijzingsrol.JOBCOACH)
        .select_related("gebruiker")
        .order_by("van", "pk")
    ):
        coaches[toewijzing.kandidaat_id].append(toewijzing.gebruiker.naam)
    return [_rij(k, trajecten.get(k.pk), ", ".join(coaches[k.pk])) for k in kandidaten]


def _rij(kandidaat, traject, jobcoach):
    url = adres("dossier:dossier", kandidaat.dossiernummer)
    if traject is None:
        return Rij(kandidaat, url, jobcoach=jobcoach, gewijzigd=kandidaat.gewijzigd_op)
    soort, woord = STATUSBADGE[traject.status]
    return Rij(
        kandidaat,
        url,
        programma=traject.programma.naam,
        soort=soort,
        woord=woord,
        lichting=traject.lichting.naam if traject.lichting else "",
        jobcoach=jobcoach,
        gewijzigd=max(kandidaat.gewijzigd_op, traject.gewijzigd_op),
    )


def titel_van(gebruiker):
    """ "Kandidaten" for a coordinator, "Mijn kandidaten" for who works with people one by one."""
    return "Kandidaten" if gebruiker.heeft_rol(Rol.COORDINATOR) else "Mijn kandidaten"
