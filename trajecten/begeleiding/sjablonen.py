"""Goals from the list of a programme: which are not used yet, with their dates, and choosing some of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import formats, timezone

from basis.vergrendeling import neem_beurt
from trajecten.begeleiding.diensten import stel_doel, voeg_actie_toe
from trajecten.begeleiding.stand import schema_van
from trajecten.keuzes import Teltvanaf
from trajecten.models import Actiesjabloon, Doelsjabloon


@dataclass(frozen=True)
class Voorstel:
    """One goal of the list with the days it would get; `acties`: (Actiesjabloon, day or None)."""

    sjabloon: Doelsjabloon
    streefdatum: date | None
    acties: list[tuple[Actiesjabloon, date | None]]

    @property
    def zin(self):
        """What is chosen, in one line."""
        n = len(self.acties)
        delen = [self.sjabloon.get_aandachtsgebied_display()]
        delen += [f"klaar op {formats.date_format(self.streefdatum, 'j b Y')}"] if self.streefdatum else []
        delen += [f"{n} {'actie' if n == 1 else 'acties'}"] if n else []
        return f"{self.sjabloon.omschrijving} ({', '.join(delen)})"


def dag_na(weken, *, start, op) -> date | None:
    """The day that lies so many weeks after `start`, or after `op` (the day of choosing) when it would be over by then.

    None without weeks.
    """
    if weken is None:
        return None
    duur = timedelta(weeks=weken)
    dag = start + duur
    return dag if dag >= op else op + duur


def voorstellen(traject, *, op=None) -> list[Voorstel]:
    """What the programme proposes and was not chosen before; at most four queries. `traject.lichting` is loaded."""
    op = op or timezone.localdate()
    rijen = list(
        Doelsjabloon.objects.filter(programma=traject.programma_id)
        .exclude(pk__in=traject.doelen.filter(sjabloon__isnull=False).values("sjabloon"))
        .prefetch_related("acties")
    )
    telt = any(sjabloon.telt_vanaf == Teltvanaf.START for sjabloon in rijen)
    schema = schema_van(traject) if telt else ()
    start = schema[0].start if schema else op
    return [_voorstel(sjabloon, start, op) for sjabloon in rijen]


@transaction.atomic
def kies_sjablonen(traject, *, sjablonen, door, op=None):
    """Make goals with their actions of these templates (numbers). Returns the goals.

    One that was chosen already, also by a colleague a moment ago, or that is not of this programme, is skipped.
    """
    neem_beurt(traject)
    op = op or timezone.localdate()
    gemaakt = []
    for voorstel in voorstellen(traject, op=op):
        if voorstel.sjabloon.pk not in sjablonen:
            continue
        doel = stel_doel(
            traject,
            aandachtsgebied=voorstel.sjabloon.aandachtsgebied,
            omschrijving=voorstel.sjabloon.omschrijving,
            streefdatum=voorstel.streefdatum,
            sjabloon=voorstel.sjabloon,
            door=door,
        )
        for actie, dag in voorstel.acties:
            voeg_actie_toe(
                traject,
                omschrijving=actie.omschrijving,
                eigenaar=actie.eigenaar,
                uiterlijk=dag,
                doel=doel,
                door=door,
            )
        gemaakt.append(doel)
    return gemaakt


def _voorstel(sjabloon, start, op):
    vanaf = op if sjabloon.telt_vanaf == Teltvanaf.KIEZEN else start
    return Voorstel(
        sjabloon,
        dag_na(sjabloon.weken, start=vanaf, op=op),
        [(actie, dag_na(actie.weken, start=vanaf, op=op)) for actie in sjabloon.acties.all()],
    )
