"""Refresher days of people with a contract: the facts of the rule in `trajecten.terugkomstand`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort
from trajecten.models import Bijeenkomst, Deelname, Lichting, Traject
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.plaatsing.models import Plaatsing
from trajecten.statussen import ACTIEF
from trajecten.terugkomstand import (
    Contractperiode,
    Terugkomdag,
    beoordeel_terugkomdagen,
    geweest_van,
    komende,
)

VOORUIT = timedelta(weeks=6)  # so far ahead somebody must be on a list
HORIZON = timedelta(weeks=52)  # how far days are counted of a contract without an end
OP_LIJST = (Aanwezigheid.UITGENODIGD, Aanwezigheid.WACHTLIJST)


def contractperiodes(contracten: Iterable[Plaatsing], op: date) -> list[Contractperiode]:
    """(first, last day) of the contracts of one person; one that follows on another goes on counting from the first.

    Until somebody ends a contract it lasts to its planned end; without one, a year beyond `op`.
    """
    reeksen: dict[int, Contractperiode] = {}  # by number of the last contract in it
    for contract in sorted(contracten, key=lambda c: (c.start, c.pk)):
        laatste = contract.laatste_werkdag or contract.gepland_einde or op + HORIZON
        begin, _ = reeksen.pop(contract.vorige_id, (contract.start, None))
        reeksen[contract.pk] = (begin, laatste)
    return list(reeksen.values())


def terugkomdagen_per_traject(trajecten, op=None) -> dict[int, list[Terugkomdag]]:
    """{number of the traject: her refresher days} as known at `op`; two queries. `traject.programma` is loaded."""
    op = op or timezone.localdate()
    met = [traject for traject in trajecten if traject.programma.terugkomdag_weken]
    if not met:
        return {}
    contracten = defaultdict(list)
    for contract in _contracten(met, op):
        contracten[contract.traject_id].append(contract)
    lijsten = defaultdict(list)
    for traject, begin, aanwezigheid in Deelname.objects.filter(
        traject__in=list(contracten),
        bijeenkomst__soort=Bijeenkomstsoort.TERUGKOMDAG,
        bijeenkomst__afgelast_op=None,
    ).values_list("traject", "bijeenkomst__begin", "aanwezigheid"):
        lijsten[traject].append((begin, aanwezigheid))
    return {t.pk: _dagen(t, contracten[t.pk], lijsten[t.pk], op) for t in met}


def _contracten(trajecten, op):
    return (
        Plaatsing.objects.contracten()
        .filter(traject__in=trajecten, start__lte=op + HORIZON)
        .only("traject", "vorige", "start", "gepland_einde", "laatste_werkdag")
        .order_by("start", "pk")
    )


def _dagen(traject, contracten, lijsten, op):
    """`lijsten`: (begin of the meeting, presence) of each refresher day that she is on the list of."""
    dagen = [(timezone.localdate(begin), aanwezigheid) for begin, aanwezigheid in lijsten]
    return beoordeel_terugkomdagen(
        contractperiodes(contracten, op),
        traject.programma.terugkomdag_weken,
        op=op,
        geweest=[dag for dag, aanwezigheid in dagen if aanwezigheid == Aanwezigheid.AANWEZIG],
        lijsten=[dag for dag, aanwezigheid in dagen if aanwezigheid in OP_LIJST],
    )


def terugkomspoor(traject, lijsten, plaatsingen=None, op=None):
    """What the dossier shows of her refresher days, None where the programme asks for none or she has no contract.

    `lijsten`: her Deelname's of refresher days; `plaatsingen`: hers, None when they are not loaded (then one query).
    Gives `dagen`, `geweest` and `verwacht` (attended / due), and `volgende`.
    """
    if not traject.programma.terugkomdag_weken:
        return None
    op = op or timezone.localdate()
    if plaatsingen is None:
        contracten = list(_contracten([traject], op))
    else:
        contracten = [p for p in plaatsingen if p.soort != Plaatsingsoort.PROEFPLAATSING]
    dagen = _dagen(traject, contracten, [(d.bijeenkomst.begin, d.aanwezigheid) for d in lijsten], op)
    if not dagen:
        return None
    geweest, verwacht = geweest_van(dagen)
    volgende = komende(dagen, op=op, binnen=HORIZON)
    return {"dagen": dagen, "geweest": geweest, "verwacht": verwacht, "volgende": volgende}


# --- Who has a day coming ---------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Terugkomer:
    """Somebody with a refresher day that comes, and whether she is on a list for it."""

    traject: Traject
    dag: Terugkomdag


@dataclass(frozen=True)
class Terugkomgroep:
    """A cohort with the people who are due; `lichting` None: without a group."""

    lichting: Lichting | None
    mensen: list[Terugkomer] = field(default_factory=list)
    gepland: list[Bijeenkomst] = field(default_factory=list)  # its refresher days that are still to come

    @property
    def zonder_lijst(self):
        return [mens for mens in self.mensen if mens.dag.op_lijst is None]


def terugkomers(gebruiker, *, lichting=None, vandaag=None) -> list[Terugkomgroep]:
    """Who has a refresher day in the coming weeks (VOORUIT), by cohort: first where somebody is on no list.

    Of the people whose training this user handles; a fixed number of queries.
    """
    vandaag = vandaag or timezone.localdate()
    rijen = (
        Traject.objects.filter(status__in=ACTIEF, programma__terugkomdag_weken__isnull=False)
        .waar_mag(gebruiker, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
        .select_related("kandidaat", "programma", "lichting__programma")
        .defer("kandidaat__motivatie")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    trajecten = list(rijen.filter(lichting=lichting) if lichting else rijen)
    dagen = terugkomdagen_per_traject(trajecten, vandaag)
    groepen: dict[int | None, Terugkomgroep] = {}
    for traject in trajecten:
        dag = komende(dagen.get(traject.pk, []), op=vandaag, binnen=VOORUIT)
        if dag is not None:
            groep = groepen.setdefault(traject.lichting_id, Terugkomgroep(traject.lichting))
            groep.mensen.append(Terugkomer(traject, dag))
    for bijeenkomst in (
        Bijeenkomst.objects.komend()
        .filter(soort=Bijeenkomstsoort.TERUGKOMDAG, lichting__in=[pk for pk in groepen if pk])
        .order_by("begin", "pk")
    ):
        groepen[bijeenkomst.lichting_id].gepland.append(bijeenkomst)
    return sorted(groepen.values(), key=lambda groep: (not groep.zonder_lijst, _naam(groep)))


def _naam(groep):
    return (groep.lichting is None, groep.lichting.naam if groep.lichting else "")
