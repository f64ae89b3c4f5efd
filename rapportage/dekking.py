"""Coaching coverage: due periods with a talk / due periods, per jobcoach, cohort and programme (design: kpi).

A period counts in the months in which it ended, for the jobcoach who had the person on its last day. Two queries read
everything; the rule is `trajecten.termijnen.beoordeel_schema`.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Max, OuterRef, Q

from basis.nummers import nummer_uit
from basis.opsomming import opsomming, rijen_uit
from gebruikers.models import Gebruiker
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from rapportage.dekkingtelling import Deel, som, tel_op, vouw_samen
from trajecten.begeleiding.keuzes import Verloop
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.begeleiding.schemamodellen import MEESTE_WEKEN
from trajecten.begeleiding.schemavraag import KOLOMMEN, met_schema, schema_uit
from trajecten.dossier.adressen import adres
from trajecten.models import Begeleidingsschema, Lichting, Programma
from trajecten.termijnen import PeriodeStand, beoordeel_schema

COACH, LICHTING, PROGRAMMA = range(3)
DIMENSIES = {"jobcoach": COACH, "lichting": LICHTING, "programma": PROGRAMMA}
GEEN = 0  # no jobcoach on that day, or no cohort


@dataclass(frozen=True)
class Rij:
    """One row of a table: a group with its numbers; `url` the people behind it ("" for who may not open them)."""

    naam: str
    telling: object
    url: str = ""


def delen_van(trajecten, van: date, tot: date, vandaag: date):
    """Yield the Delen of every traject in which a due period ended from `van` until `tot`.

    Two queries; the large one is streamed.
    """
    for rij in _rijen(trajecten, van, tot):
        for coach, (gevoerd, nodig) in _per_coach(rij, van, min(tot, vandaag), vandaag).items():
            yield Deel(rij["pk"], (coach, rij["lichting"] or GEEN, rij["programma__code"]), gevoerd, nodig)


def _rijen(trajecten, van, tot):
    gesprekken = (
        Voortgangsgesprek.objects.order_by()
        .geldig()
        .filter(traject=OuterRef("pk"), datum__lte=tot, datum__gt=van - _langste())
        .exclude(verloop=Verloop.GEMIST)
    )
    coaches = Toewijzing.objects.filter(kandidaat=OuterRef("kandidaat"), rol=Toewijzingsrol.JOBCOACH)
    lopend = trajecten.order_by().filter(
        Q(einddatum=None) | Q(einddatum__gte=van), gestart_op__lte=tot, wil_begeleiding=True
    )
    return (
        met_schema(lopend)
        .annotate(
            feiten=opsomming(gesprekken, "traject", "datum", "verloop"),
            coaches=opsomming(coaches, "kandidaat", "van", "pk", "tot", "gebruiker"),
        )
        .values("pk", "lichting", "programma__code", "einddatum", *KOLOMMEN, "feiten", "coaches")
        .iterator(chunk_size=1000)
    )


def _langste():
    """How long a period can be: a talk that long before the first day still belongs to one that ends after it."""
    langste = Begeleidingsschema.objects.aggregate(n=Max("elke_weken"))["n"] or 1
    return timedelta(weeks=max(langste, MEESTE_WEKEN))


def _per_coach(rij, van, tot, vandaag):
    """{jobcoach: (talks held, due)} over the periods of one traject that ended from `van` until `tot`."""
    schema = schema_uit(*(rij[kolom] for kolom in KOLOMMEN))
    if not schema or schema[0].start > tot:
        return {}
    per_verloop = {Verloop.GEVOERD: [], Verloop.VERONTSCHULDIGD: []}
    for dag, verloop in rijen_uit(rij["feiten"]):
        per_verloop[verloop].append(date.fromisoformat(dag))
    periodes = beoordeel_schema(
        schema,
        vandaag,
        per_verloop[Verloop.GEVOERD],
        verontschuldigd=per_verloop[Verloop.VERONTSCHULDIGD],
        einde=rij["einddatum"],
        vanaf=van,
    )
    gevoerd, nodig = Counter(), Counter()
    coaches = sorted(rijen_uit(rij["coaches"]), key=lambda c: (c[0], int(c[1])), reverse=True)
    for p in periodes:
        if p.afgesloten and p.stand != PeriodeStand.VERONTSCHULDIGD and van <= p.periode.eind <= tot:
            coach = _coach_op(coaches, p.periode.eind.isoformat())
            nodig[coach] += 1
            gevoerd[coach] += p.stand == PeriodeStand.GEHAALD
    return {coach: (gevoerd[coach], aantal) for coach, aantal in nodig.items()}


def _coach_op(coaches, dag):
    """Who coached on this day: the assignment that began last. Days as text, as the query gives them."""
    return next((int(wie) for van, _, tot, wie in coaches if van <= dag and (not tot or dag <= tot)), GEEN)


# --- The page ---------------------------------------------------------------------------------------------------------
def dekking_van(bereik, van, tot, vandaag):
    """The total and the three tables as this viewer may see them; five queries."""
    delen = list(delen_van(bereik.trajecten, van, tot, vandaag))
    totaal = som("totaal", delen)
    namen = _namen(delen)
    vraag = f"van={van:%Y-%m}&tot={tot:%Y-%m}"
    programmas = vouw_samen(tel_op(delen, PROGRAMMA), bereik.k)
    per_dimensie = {
        "jobcoach": vouw_samen(tel_op(delen, COACH), bereik.k),
        "lichting": _lichtingen(delen, programmas, bereik.k),
        "programma": programmas,
    }
    tabellen = []
    for code, tellingen in per_dimensie.items():
        rijen = [_rij(telling, code, namen, bereik, vraag) for telling in tellingen]
        rijen.sort(key=lambda rij: (bool(rij.telling.samen), rij.telling.sleutel == GEEN, rij.naam))
        tabellen.append((code, rijen))
    url = f"{adres('rapportage:dekking_mensen')}?{vraag}" if bereik.k == 1 else ""
    return {
        "totaal": Rij("Alles samen", totaal, url),
        "te_klein": totaal.mensen < bereik.k,
        "tabellen": tabellen,
    }


def _lichtingen(delen, programmas, k):
    """Cohorts, the small ones put together per programme: else a programme minus its cohorts would tell one.

    `programmas` as the table of programmes shows them: those it puts together are put together here too.
    """
    uit = []
    for programma in programmas:
        codes = programma.samen or (programma.sleutel,)
        eigen = [deel for deel in delen if deel.sleutels[PROGRAMMA] in codes]
        uit += [programma] if programma.samen else vouw_samen(tel_op(eigen, LICHTING), k, programma.sleutel)
    return uit


def _namen(delen):
    """Per place {key: name}."""
    sleutels = [{deel.sleutels[plaats] for deel in delen} for plaats in DIMENSIES.values()]
    coaches = Gebruiker.objects.filter(pk__in=sleutels[COACH]).order_by().values_list("pk", "naam")
    lichtingen = Lichting.objects.filter(pk__in=sleutels[LICHTING]).order_by()
    programmas = Programma.objects.filter(code__in=sleutels[PROGRAMMA]).order_by("versie")
    return [
        {GEEN: "Geen jobcoach", **dict(coaches)},
        {
            GEEN: "Zonder lichting",
            **{
                pk: f"{programma}, {naam}"
                for pk, naam, programma in lichtingen.values_list("pk", "naam", "programma__naam")
            },
        },
        dict(programmas.values_list("code", "naam")),  # the name of the newest version
    ]


def _rij(telling, code, namen, bereik, vraag):
    if telling.samen:
        programma = namen[PROGRAMMA].get(telling.sleutel)
        return Rij(f"{programma}, kleine lichtingen samen" if programma else "Kleine groepen samen", telling)
    url = ""
    if bereik.k == 1:
        url = (
            f"{adres('rapportage:dekking_mensen')}?{urlencode({'per': code, 'wie': telling.sleutel})}&{vraag}"
        )
    return Rij(namen[DIMENSIES[code]][telling.sleutel], telling, url)


# --- The people behind a number ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Mens:
    """One person of a group, with her own due talks."""

    traject: object
    telling: object

    @property
    def url(self):
        return adres("dossier:traject", self.traject.kandidaat.dossiernummer, self.traject.volgnummer)


def mensen_achter(trajecten, van, tot, vandaag, *, dimensie="", wie=GEEN):
    """[Telling] per traject of one group (`dimensie` "": everybody), most missed first; the key is the traject's pk."""
    plaats = DIMENSIES.get(dimensie)
    if plaats == LICHTING:
        trajecten = trajecten.filter(lichting=wie or None)
    elif plaats == PROGRAMMA:
        trajecten = trajecten.filter(programma__code=wie)
    delen = [
        d for d in delen_van(trajecten, van, tot, vandaag) if plaats is None or d.sleutels[plaats] == wie
    ]
    per_mens = {}
    for deel in delen:
        per_mens.setdefault(deel.traject, []).append(deel)
    tellingen = [som(pk, eigen) for pk, eigen in per_mens.items()]
    return sorted(tellingen, key=lambda t: (-t.gemist, t.sleutel))


def met_namen(tellingen, trajecten):
    """The Mensen of one page of these; one query."""
    rijen = trajecten.filter(pk__in=[t.sleutel for t in tellingen]).select_related("kandidaat", "programma")
    per_pk = {traject.pk: traject for traject in rijen.defer("kandidaat__motivatie").order_by()}
    return [Mens(per_pk[t.sleutel], t) for t in tellingen if t.sleutel in per_pk]


def groep_van(dimensie, tekst):
    """(key, name) of the group in an address, or None when there is none; at most three queries."""
    if dimensie not in DIMENSIES:
        return None
    plaats = DIMENSIES[dimensie]
    wie = tekst if plaats == PROGRAMMA else nummer_uit(tekst)
    if wie is None:
        wie = GEEN if tekst == str(GEEN) else None
    namen = _namen([Deel(0, tuple(wie if plaats == p else GEEN for p in DIMENSIES.values()), 0, 0)])
    return (wie, namen[plaats][wie]) if wie in namen[plaats] else None
