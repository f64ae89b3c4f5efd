"""How the coaching of a traject stands today: last talk, what is due, overdue and why (design: domain, section 5).

One rule for Mijn week, Vandaag and the dossier. The terms are those of trajecten.termijnen with the programme's taper.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Min
from django.utils import formats, timezone

from basis.maanden import EEN_DAG
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.begeleiding.keuzes import Verloop
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.models import Begeleidingsschema, Lichting, Traject
from trajecten.statussen import Status
from trajecten.termijnen import (
    PeriodeStand,
    begeleidingsstart,
    beoordeel_periodes,
    periode_op,
    volgend_gesprek,
)


@dataclass(frozen=True)
class Stand:
    """What a worklist says about one traject. Dates are days; `reden` is a phrase for behind the name."""

    laatste: date | None = None  # last talk that was held
    dagen_sinds: int | None = None
    afspraak: date | None = None  # the agreed next date, as long as nothing was recorded since
    uiterlijk: date | None = None  # the day to sort on: agreed date, or last day of the period
    gemist: int = 0  # periods in a row without a talk, until now
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


def beoordeel(start, afbouw, feiten, vandaag):
    """The Stand of a running traject that wants coaching. `feiten`: Gespreksfeiten, oldest first; pure.

    They may be cut off before the last talk that was held: everything before it changes nothing.
    """
    feiten = [feit for feit in feiten if feit.datum <= vandaag]
    gevoerd = [feit for feit in feiten if feit.verloop == Verloop.GEVOERD]
    laatste = gevoerd[-1].datum if gevoerd else None
    afspraak = feiten[-1].volgende_datum if feiten else None
    if start is None or start > vandaag:
        reden = f"begeleiding begint op {_datum(start)}" if start else "nog geen jobcoach"
        return Stand(laatste=laatste, afspraak=afspraak, uiterlijk=afspraak or start, reden=reden)
    periodes = beoordeel_periodes(
        start,
        vandaag,
        [feit.datum for feit in gevoerd],
        afbouw=afbouw,
        verontschuldigd=[feit.datum for feit in feiten if feit.verloop == Verloop.VERONTSCHULDIGD],
    )
    nu = periodes[-1]
    open_nu = nu.stand == PeriodeStand.LOPEND
    gemist = _gemist(periodes[:-1], sinds=laatste) if open_nu else 0
    te_laat = gemist > 0 or (afspraak is not None and afspraak < vandaag)
    if open_nu:
        uiterlijk = min(filter(None, [afspraak, nu.periode.eind]))
    else:
        uiterlijk = afspraak or periode_op(start, nu.periode.eind + EEN_DAG, afbouw).eind
    return Stand(
        laatste=laatste,
        dagen_sinds=(vandaag - laatste).days if laatste else None,
        afspraak=afspraak,
        uiterlijk=uiterlijk,
        gemist=gemist,
        te_laat=te_laat,
        vandaag=not te_laat and uiterlijk == vandaag,
        deze_week=not te_laat and uiterlijk <= vandaag + timedelta(days=6 - vandaag.weekday()),
        nodig=True,
        reden=_reden(start, laatste, afspraak, uiterlijk, gemist, vandaag),
        laatste_afspraak=gevoerd[-1].afspraken if gevoerd else "",
    )


def stand_van(trajecten, vandaag=None, *, met_afspraak=False):
    """Map pk -> Stand for many trajects in at most four queries, whatever their number.

    `met_afspraak`: also the text of what was agreed last; only for who may read it (begeleiding.toegang).
    """
    vandaag = vandaag or timezone.localdate()
    trajecten = list(trajecten)
    actief = [traject for traject in trajecten if _loopt(traject)]
    standen = {t.pk: Stand(reden=_waarom_niet(t)) for t in trajecten}
    if not actief:
        return standen
    starts = begeleidingsstarts(actief)
    afbouw = _afbouw_per_programma({traject.programma_id for traject in actief})
    feiten = _feiten([traject.pk for traject in actief], vandaag, met_afspraak)
    for traject in actief:
        standen[traject.pk] = beoordeel(
            starts[traject.pk], afbouw[traject.programma_id], feiten[traject.pk], vandaag
        )
    return standen


def stand_van_een(traject, feiten, vandaag=None):
    """The Stand of one traject whose talks the caller already has; `traject.lichting` is loaded. One or two queries."""
    if not _loopt(traject):
        return Stand(reden=_waarom_niet(traject))
    start, afbouw = schema_van(traject)
    return beoordeel(start, afbouw, feiten, vandaag or timezone.localdate())


def schema_van(traject):
    """(day coaching counts from or None, taper) of one traject; no query for a first day that it carries already."""
    start = begeleidingsstart(traject.lichting.start, None, traject.gestart_op) if traject.lichting else None
    if start is None and hasattr(traject, "eerste_coachdag"):
        start = traject.eerste_coachdag
    elif start is None:
        start = _eerste_toewijzingen([traject.kandidaat_id]).get(traject.kandidaat_id)
    return start, _afbouw_per_programma({traject.programma_id})[traject.programma_id]


def voorstel_volgende(schema, gesprek):
    """The next date the taper proposes after a talk on `gesprek`; None before anybody coaches."""
    start, afbouw = schema
    return volgend_gesprek(start, gesprek, afbouw) if start else None


def begeleidingsstarts(trajecten):
    """Map pk -> the day coaching counts from (cohort's start or her own later, else the first Toewijzing), or None."""
    geladen = Traject.lichting.is_cached
    lichtingen = {t.lichting_id: t.lichting.start for t in trajecten if t.lichting_id and geladen(t)}
    if nodig := {t.lichting_id for t in trajecten if t.lichting_id} - lichtingen.keys():
        lichtingen |= dict(Lichting.objects.filter(pk__in=nodig).order_by().values_list("pk", "start"))
    toegewezen = _eerste_toewijzingen([t.kandidaat_id for t in trajecten if not t.lichting_id])
    return {
        t.pk: begeleidingsstart(lichtingen.get(t.lichting_id), toegewezen.get(t.kandidaat_id), t.gestart_op)
        for t in trajecten
    }


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _loopt(traject):
    return traject.status == Status.LOPEND and traject.wil_begeleiding


def _waarom_niet(traject):
    return "" if traject.wil_begeleiding else "wil geen begeleiding"


def _eerste_toewijzingen(kandidaten):
    if not kandidaten:
        return {}
    rijen = Toewijzing.objects.filter(kandidaat__in=kandidaten, rol=Toewijzingsrol.JOBCOACH).order_by()
    return dict(rijen.values("kandidaat").annotate(eerste=Min("van")).values_list("kandidaat", "eerste"))


def _afbouw_per_programma(programmas):
    afbouw = defaultdict(list)
    rijen = Begeleidingsschema.objects.filter(programma__in=programmas).order_by("programma", "vanaf_week")
    for programma, vanaf_week, elke_weken in rijen.values_list("programma", "vanaf_week", "elke_weken"):
        afbouw[programma].append((vanaf_week, elke_weken))
    return afbouw


def _feiten(trajecten, vandaag, met_afspraak):
    velden = ["datum", "verloop", "volgende_datum"] + (["afspraken"] if met_afspraak else [])
    rijen = (
        Voortgangsgesprek.objects.filter(traject__in=trajecten).tot_en_met(vandaag).sinds_laatste_gevoerd()
    )
    feiten = defaultdict(list)
    for traject, *waarden in rijen.order_by("datum", "pk").values_list("traject", *velden):
        feiten[traject].append(Gespreksfeit(*waarden))
    return feiten


def _gemist(afgesloten, sinds):
    """Periods without a talk, counted back from now; excused ones are neither missed nor an end of the row."""
    aantal = 0
    for periode in reversed(afgesloten):
        if periode.stand == PeriodeStand.GEHAALD or (sinds and periode.periode.eind < sinds):
            break
        aantal += periode.stand == PeriodeStand.GEMIST
    return aantal


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
