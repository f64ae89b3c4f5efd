"""The schedule of many people in the query that selects them: Mijn week, Vandaag, the dossier and the coverage.

Each fact is one column; the small tables come as text ("13|2;27|4"), so that a region costs one query.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Case, DateField, F, Min, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from basis.opsomming import opsomming, rijen_uit
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.begeleiding.models import Begeleidingsafspraak
from trajecten.begeleiding.schema import Eigen, maak_schema
from trajecten.keuzes import Begeleidingsfase
from trajecten.models import Begeleidingsschema

EERSTE_CONTRACTDAG = "eerste_contractdag"
CONTRACTDAG: dict[str, Callable] = {}
"""What another room knows: EERSTE_CONTRACTDAG -> function that makes the SQL for a queryset of trajects.

`trajecten.dossier.apps` fills it: placements and coaching are siblings.
"""


def met_schema(trajecten):
    """Annotate what `schema_uit` needs: `begin`, `contractdag`, `stappen` and `eigen`."""
    eerste = (
        Toewijzing.objects.order_by()
        .filter(kandidaat=OuterRef("kandidaat"), rol=Toewijzingsrol.JOBCOACH)
        .values("kandidaat")
        .annotate(dag=Min("van"))
        .values("dag")
    )
    return trajecten.annotate(
        # As `termijnen.begeleidingsstart`: who joined the cohort later counts from her own first day.
        begin=Case(
            When(lichting__start__lt=F("gestart_op"), then=F("gestart_op")),
            default=Coalesce("lichting__start", Subquery(eerste), output_field=DateField()),
            output_field=DateField(),
        ),
        contractdag=CONTRACTDAG[EERSTE_CONTRACTDAG](),
        stappen=opsomming(
            Begeleidingsschema.objects.filter(programma=OuterRef("programma")),
            "programma",
            "fase",
            "vanaf_week",
            "elke_weken",
        ),
        eigen=opsomming(
            Begeleidingsafspraak.objects.filter(traject=OuterRef("pk")),
            "traject",
            "van",
            "tot",
            "gestopt_per",
            "elke_weken",
        ),
    )


KOLOMMEN = ("begin", "contractdag", "stappen", "eigen")


def schema_uit(begin, contractdag, stappen, eigen, *, met_eigen=True):
    """The Schema from the columns of `met_schema`; () when nobody coaches yet. `met_eigen` False: the programme's."""
    per_fase = defaultdict(list)
    for fase, vanaf_week, elke_weken in rijen_uit(stappen):
        per_fase[fase].append((int(vanaf_week), int(elke_weken)))
    return maak_schema(
        begin,
        sorted(per_fase[Begeleidingsfase.BEGELEIDING]),
        contract=contractdag,
        nazorg=sorted(per_fase[Begeleidingsfase.NAZORG]),
        eigen=_eigen(eigen) if met_eigen else (),
    )


def _eigen(tekst):
    for van, tot, gestopt_per, elke_weken in rijen_uit(tekst):
        einden = [date.fromisoformat(tot)] if tot else []
        if gestopt_per:
            einden.append(date.fromisoformat(gestopt_per) - timedelta(days=1))
        yield Eigen(date.fromisoformat(van), min(einden, default=None), int(elke_weken))


def schemas_van(trajecten):
    """Map pk -> Schema for a queryset of trajects. One query."""
    rijen = met_schema(trajecten.order_by()).values_list("pk", *KOLOMMEN)
    return {pk: schema_uit(*kolommen) for pk, *kolommen in rijen}
