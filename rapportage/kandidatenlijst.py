"""The candidate list: one row per person in somebody's own scope, with the traject that counts now.

The page's people are chosen first, on the candidate's own columns; then follows what those rows show, and nothing else.
Never a special category: no doelgroep, benefit or adaptation in a column, a filter or a sort order (PRIV-06).
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from basis.nummers import getal
from basis.templatetags.componenten import datum
from gebruikers.rechten import Categorie, Toegang
from gebruikers.rollen import Hoedanigheid, Rol
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Kandidaat, Toewijzing
from kandidaten.persoon import LAATST_GEWIJZIGD
from kandidaten.zoeknaam import netjes
from rapportage.woorden import STATUSBADGE
from trajecten.dossier.adressen import adres
from trajecten.models import Traject
from trajecten.statussen import EINDSTATUSSEN, Status

PER_PAGINA = 25
HOOGSTENS = 10_000  # counting further costs time and tells nobody anything
_DOSSIERNUMMER = re.compile(r"[0-9A-Z]{4}[- ]?[0-9A-Z]{4}", re.IGNORECASE)

REGIO, EIGEN, ALLES = "regio", "eigen", "alles"  # scopes
_EIGEN_ROLLEN = (Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER)
_EIGEN = frozenset(Hoedanigheid(rol) for rol in _EIGEN_ROLLEN)

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
    overgedragen: bool = False  # by the reader, who has only the name left
    waarneming: bool = False  # by the reader, for a colleague


class Lijstpagina(Paginator):
    """Pages of a list that was counted before; `geteld` stops at HOOGSTENS + 1, and `veel` says that there are more."""

    def __init__(self, object_list, per_page, *, geteld):
        super().__init__(object_list, per_page)
        self.veel = geteld > HOOGSTENS
        self.count = min(geteld, HOOGSTENS)

    @property
    def tekst(self):
        """The count for in a heading: "140", or "meer dan 10.000"."""
        return "meer dan 10.000" if self.count and self.veel else getal(self.count)


# --- Who is in it -----------------------------------------------------------------------------------------------------
def bereiken_van(gebruiker, bereik):
    """The scopes among which this user chooses, her own list first: pairs (value, name)."""
    coordinator, eigen = gebruiker.heeft_rol(Rol.COORDINATOR), gebruiker.heeft_rol(*_EIGEN_ROLLEN)
    keuzes = []
    if coordinator:
        keuzes.append((REGIO, "Mijn regio's" if len(bereik.regios) != 1 else "Mijn regio"))
    if coordinator or eigen:
        keuzes.append((EIGEN, "Mijn eigen"))
    if coordinator or bereik.mensen.get(Hoedanigheid.NOODTOEGANG):
        keuzes.append((ALLES, "Alles wat ik mag zien"))
    return keuzes


def kandidaten_van(gebruiker, bereik, welke=ALLES, q=""):
    """Everybody whom this user finds in this scope of her list (see `overgedragen_aan` for who she handed over).

    For who may only know names there is no search by number, address or date of birth. Eight characters with a letter
    among them are a dossiernummer; eight digits can be part of a telephone number.
    """
    als = {REGIO: {Hoedanigheid.COORDINATOR}, EIGEN: _EIGEN}.get(welke)
    categorie = _gezocht(q)
    mensen = Kandidaat.objects.waar_mag(gebruiker, categorie, bereik=bereik, als=als)
    if welke == EIGEN and gebruiker.heeft_rol(Rol.COORDINATOR):
        mag = Kandidaat.objects.waar_mag(gebruiker, categorie, bereik=bereik)
        lichting = Traject.objects.order_by().open().filter(lichting__coordinator=gebruiker)
        mensen = mensen | mag.filter(pk__in=lichting.values("kandidaat"))
    return mensen.zoek(q)


def overgedragen_aan(gebruiker, bereik, welke, q=""):
    """Whom this jobcoach handed over in the last 30 days: she still finds the name and reads her own notes there."""
    if welke == REGIO or not bereik.overgedragen:
        return Kandidaat.objects.none()
    als = {Hoedanigheid.OUD_JOBCOACH}
    mag = Kandidaat.objects.waar_mag(gebruiker, _gezocht(q), Toegang.BEPERKT, bereik=bereik, als=als)
    if _gezocht(q) != Categorie.TRAJECT:
        return Kandidaat.objects.none()
    return mag.filter(pk__in=sorted(bereik.overgedragen)).zoek(q)


def _gezocht(q):
    """The category of data by which is searched, in what is typed as `zoek` reads it (＠ is @, ⑫ is 12)."""
    q = netjes(q)
    is_dossiernummer = _DOSSIERNUMMER.fullmatch(q) and any(teken.isalpha() for teken in q)
    nummer = any(teken.isdigit() for teken in q) or "@" in q
    return Categorie.CONTACT if nummer and not is_dossiernummer else Categorie.TRAJECT


def dossier_bij_nummer(kandidaten, q):
    """The address of the dossier when `q` is exactly the dossiernummer of one of these people, else ""."""
    tekens = re.sub("[- ]", "", q).upper()
    gevonden = (k for k in kandidaten if k.dossiernummer.replace("-", "") == tekens)
    return next((adres("dossier:dossier", k.dossiernummer) for k in gevonden), "")


def tel(kandidaten):
    """How many, counted no further than HOOGSTENS + 1."""
    return kandidaten.order_by()[: HOOGSTENS + 1].count()


# --- In which order ---------------------------------------------------------------------------------------------------
def sorteer_lijst(kandidaten, sorteer, overgedragen=frozenset()):
    """In this order (one of SORTERINGEN); by name where it ties. By name and by change it reads an index.

    The status of who was handed over (numbers of people) takes no part: she comes where there is no status.
    """
    veld = sorteer.lstrip("-")
    aflopend = sorteer.startswith("-")
    if veld == "naam":
        return kandidaten.order_by(*(f"-{naam}" if aflopend else naam for naam in _OP_NAAM))
    if veld == "gewijzigd":
        op = LAATST_GEWIJZIGD
        return kandidaten.order_by(op.desc() if aflopend else op.asc(), "-pk" if aflopend else "pk")
    huidig = Traject.objects.order_by().huidig().filter(kandidaat=OuterRef("pk"))
    volgorde = Subquery(huidig.annotate(nummer=_VOLGORDE).values("nummer")[:1])
    if overgedragen:
        volgorde = Case(When(pk__in=sorted(overgedragen), then=Value(None)), default=volgorde)
    kandidaten = kandidaten.annotate(volgorde=volgorde)
    eerst = F("volgorde").desc(nulls_last=True) if aflopend else F("volgorde").asc(nulls_last=True)
    return kandidaten.order_by(eerst, *_OP_NAAM)


def bladzij_van(pagina, sorteer, overgedragen=frozenset()):
    """The people of this Page, as a list: first her numbers, from the index, then what the rows show of them."""
    wie = pagina.object_list.values("pk")
    mensen = Kandidaat.objects.filter(pk__in=wie).select_related("behandelregio").defer("motivatie")
    return list(sorteer_lijst(mensen, sorteer, overgedragen))


# --- What a row shows -------------------------------------------------------------------------------------------------
def rijen_van(kandidaten, bereik) -> list[Rij]:
    """The rows of these people (a list, with behandelregio), in two queries. Of who was handed over only the name."""
    trajecten = {}
    for traject in (
        Traject.objects.filter(kandidaat__in=kandidaten)
        .huidig()
        .select_related("programma", "lichting")
        .order_by("pk")
    ):
        trajecten[traject.kandidaat_id] = traject
    coaches = _coaches_van(kandidaten)
    return [
        Rij(k, adres("dossier:dossier", k.dossiernummer), overgedragen=True)
        if k.pk in bereik.overgedragen
        else _rij(
            k,
            trajecten.get(k.pk),
            coaches.get(k.pk, ""),
            waarneming=k.pk in bereik.waarneming,
        )
        for k in kandidaten
    ]


def _coaches_van(kandidaten):
    """Who coaches each now, by pk; of who has nobody yet who begins next: "Joke Jobcoach, vanaf 30 nov 2026"."""
    vandaag = timezone.localdate()
    nu, straks = defaultdict(list), defaultdict(list)
    for toewijzing in (
        Toewijzing.objects.filter(Q(tot=None) | Q(tot__gte=vandaag))
        .filter(kandidaat__in=kandidaten, rol=Toewijzingsrol.JOBCOACH)
        .select_related("gebruiker")
        .order_by("van", "pk")
    ):
        (nu if toewijzing.van <= vandaag else straks)[toewijzing.kandidaat_id].append(toewijzing)
    teksten = {pk: f"{rij[0].gebruiker.naam}, vanaf {datum(rij[0].van)}" for pk, rij in straks.items()}
    return teksten | {pk: ", ".join(een.gebruiker.naam for een in rij) for pk, rij in nu.items()}


def _rij(kandidaat, traject, jobcoach, waarneming):
    url = adres("dossier:dossier", kandidaat.dossiernummer)
    gewijzigd = kandidaat.laatst_gewijzigd
    if traject is None:
        return Rij(kandidaat, url, jobcoach=jobcoach, gewijzigd=gewijzigd, waarneming=waarneming)
    soort, woord = STATUSBADGE[traject.status]
    return Rij(
        kandidaat,
        url,
        programma=traject.programma.naam,
        soort=soort,
        woord=woord,
        lichting=traject.lichting.naam if traject.lichting else "",
        jobcoach=jobcoach or ("–" if traject.status in EINDSTATUSSEN else ""),
        gewijzigd=gewijzigd,
        waarneming=waarneming,
    )


def titel_van(gebruiker):
    """ "Kandidaten" for a coordinator, "Mijn kandidaten" for who works with people one by one."""
    return "Kandidaten" if gebruiker.heeft_rol(Rol.COORDINATOR) else "Mijn kandidaten"
