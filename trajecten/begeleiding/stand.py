"""How the coaching of a traject stands today: last talk, what is due, overdue and why (design: domain, section 5).

One rule for Mijn week, Vandaag and the dossier. The terms are those of trajecten.termijnen, with the programme's taper
and her own.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import formats, timezone

from basis.maanden import EEN_DAG
from trajecten.begeleiding.keuzes import Verloop
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.begeleiding.schemavraag import schemas_van
from trajecten.models import Traject
from trajecten.statussen import Status
from trajecten.termijnen import (
    PeriodeStand,
    beoordeel_schema,
    periode_na,
    volgend_in,
)


@dataclass(frozen=True)
class Stand:
    """What a worklist says about one traject. Dates are days; `reden` is a phrase for behind the name."""

    laatste: date | None = None  # last talk that was held
    dagen_sinds: int | None = None
    afspraak: date | None = None  # the agreed next date, as long as nothing was recorded since
    uiterlijk: date | None = None  # the day to sort on: agreed date, or last day of the period
    gemist: int = 0  # periods in a row without a talk, until now
    sinds: date | None = None  # the first day on which it was too late
    te_laat: bool = False
    vandaag: bool = False
    deze_week: bool = False
    nodig: bool = False  # coaching is due at all (running, wanted, begun)
    reden: str = ""
    laatste_afspraak: str = field(default="", repr=False)  # text of coaches; only when asked for

    @property
    def badge(self):
        """(kind, word) for a status badge."""
        if not self.nodig:
            return "neutraal", "Geen begeleiding nodig"
        if self.te_laat:
            return "fout", "Te laat"
        return ("aandacht", "Vandaag") if self.vandaag else ("gedaan", "Op schema")


@dataclass(frozen=True)
class Gespreksfeit:
    """What the rule needs of one recorded talk, held or not."""

    datum: date
    verloop: str
    volgende_datum: date | None = None
    afspraken: str = field(default="", repr=False)


def beoordeel(schema, feiten, vandaag):
    """The Stand of a running traject that wants coaching. `feiten`: Gespreksfeiten, oldest first; pure.

    They may be cut off before the last talk that was held: everything before it changes nothing.
    """
    feiten = [feit for feit in feiten if feit.datum <= vandaag]
    gevoerd = [feit for feit in feiten if feit.verloop == Verloop.GEVOERD]
    laatste = gevoerd[-1].datum if gevoerd else None
    afspraak = feiten[-1].volgende_datum if feiten else None
    start = schema[0].start if schema else None
    if start is None or start > vandaag:
        reden = f"begeleiding begint op {_datum(start)}" if start else "nog geen jobcoach"
        return Stand(laatste=laatste, afspraak=afspraak, uiterlijk=afspraak or start, reden=reden)
    periodes = beoordeel_schema(
        schema,
        vandaag,
        [feit.datum for feit in gevoerd],
        verontschuldigd=[feit.datum for feit in feiten if feit.verloop == Verloop.VERONTSCHULDIGD],
    )
    nu = (
        periodes[-1] if periodes and periodes[-1].periode.bevat(vandaag) else None
    )  # None: a rest, nothing is due
    open_nu = nu is not None and nu.stand == PeriodeStand.LOPEND
    gemist = [] if nu and not open_nu else _gemist(periodes[: -1 if nu else None], sinds=laatste)
    voorbij = afspraak is not None and afspraak < vandaag
    te_laat = bool(gemist) or voorbij
    if open_nu:
        uiterlijk = min(filter(None, [afspraak, nu.periode.eind]))
    else:
        uiterlijk = afspraak or periode_na(schema, vandaag).eind
    return Stand(
        laatste=laatste,
        dagen_sinds=(vandaag - laatste).days if laatste else None,
        afspraak=afspraak,
        uiterlijk=uiterlijk,
        gemist=len(gemist),
        sinds=_sinds(gemist, afspraak if voorbij else None),
        te_laat=te_laat,
        vandaag=not te_laat and uiterlijk == vandaag,
        deze_week=not te_laat and uiterlijk <= vandaag + timedelta(days=6 - vandaag.weekday()),
        nodig=True,
        reden=_reden(start, laatste, afspraak, uiterlijk, bool(gemist), vandaag),
        laatste_afspraak=gevoerd[-1].afspraken if gevoerd else "",
    )


def stand_van(trajecten, vandaag=None, *, met_afspraak=False):
    """Map pk -> Stand for many trajects in two queries, whatever their number.

    `met_afspraak`: also the text of what was agreed last; only for who may read it (begeleiding.toegang).
    """
    vandaag = vandaag or timezone.localdate()
    trajecten = list(trajecten)
    actief = [traject for traject in trajecten if _loopt(traject)]
    standen = {t.pk: Stand(reden=_waarom_niet(t)) for t in trajecten}
    if not actief:
        return standen
    pks = [traject.pk for traject in actief]
    schemas = schemas_van(Traject.objects.filter(pk__in=pks))
    feiten = _feiten(pks, vandaag, met_afspraak)
    return standen | {pk: beoordeel(schemas[pk], feiten[pk], vandaag) for pk in pks}


def stand_van_een(traject, feiten, vandaag=None):
    """The Stand of one traject whose talks the caller already has. One query."""
    if not _loopt(traject):
        return Stand(reden=_waarom_niet(traject))
    return beoordeel(schema_van(traject), feiten, vandaag or timezone.localdate())


def schema_van(traject):
    """The Schema of one traject; () when nobody coaches yet. One query."""
    return schemas_van(Traject.objects.filter(pk=traject.pk))[traject.pk]


def voorstel_volgende(schema, gesprek):
    """The next date the schedule proposes after a talk on `gesprek`; None before anybody coaches."""
    return volgend_in(schema, gesprek) if schema else None


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _loopt(traject):
    return traject.status == Status.LOPEND and traject.wil_begeleiding


def _waarom_niet(traject):
    return "" if traject.wil_begeleiding else "wil geen begeleiding"


def _feiten(trajecten, vandaag, met_afspraak):
    velden = ["datum", "verloop", "volgende_datum"] + (["afspraken"] if met_afspraak else [])
    rijen = (
        Voortgangsgesprek.objects.filter(traject__in=trajecten)
        .geldig()
        .tot_en_met(vandaag)
        .sinds_laatste_gevoerd()
    )
    feiten = defaultdict(list)
    for traject, *waarden in rijen.order_by("datum", "pk").values_list("traject", *velden):
        feiten[traject].append(Gespreksfeit(*waarden))
    return feiten


def _gemist(afgesloten, sinds):
    """Periods without a talk, counted back from now; excused ones are neither missed nor an end of the row."""
    gemist = []
    for beoordeeld in reversed(afgesloten):
        if beoordeeld.stand == PeriodeStand.GEHAALD or (sinds and beoordeeld.periode.eind < sinds):
            break
        if beoordeeld.stand == PeriodeStand.GEMIST:
            gemist.append(beoordeeld.periode)
    return gemist


def _sinds(gemist, afspraak):
    """The first day on which it was too late: after the oldest period missed in a row, or after the agreed date."""
    dagen = [*([gemist[-1].eind] if gemist else []), *([afspraak] if afspraak else [])]
    return min(dagen) + EEN_DAG if dagen else None


def _reden(start, laatste, afspraak, uiterlijk, gemist, vandaag):
    if gemist and laatste:
        return f"geen gesprek in {_dagen((vandaag - laatste).days)}"
    if gemist:
        return f"nog geen gesprek, {_dagen((vandaag - start).days)} na de start"
    if afspraak is not None and afspraak < vandaag:
        return f"afspraak van {_datum(afspraak)} is voorbij"
    if afspraak is not None and afspraak == uiterlijk:
        return "afspraak vandaag" if afspraak == vandaag else f"afspraak op {_datum(afspraak)}"
    return f"gesprek uiterlijk {'vandaag' if uiterlijk == vandaag else _datum(uiterlijk)}"


def _dagen(n):
    return "1 dag" if n == 1 else f"{n} dagen"


def _datum(dag):
    return formats.date_format(dag, "j b Y")
