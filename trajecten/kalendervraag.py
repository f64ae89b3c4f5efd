"""Which days the calendar of a programme is computed for: the question on its page and in the admin."""

from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier
from trajecten.kalender import contractstart, kalender, volgende_maandag
from trajecten.keuzes import Begeleidingsfase

JAREN = range(2000, 2101)


class KalenderForm(Formulier):
    """For which days the calendar is computed."""

    start = DatumVeld(label="Start van de lichting")
    contract = DatumVeld(
        label="Start van het contract",
        required=False,
        help_text="Leeg = na de proefplaatsing. Is die er niet, dan na de opleiding, als die in weken telt. "
        "Anders bij de start.",
    )

    def clean(self):
        gegevens = super().clean()
        for naam in ("start", "contract"):
            dag = gegevens.get(naam)
            if dag and dag.year not in JAREN:
                self.add_error(naam, f"Kies een jaar van {JAREN[0]} tot en met {JAREN[-1]}.")
        if gegevens.get("start") and gegevens.get("contract") and gegevens["contract"] < gegevens["start"]:
            self.add_error("contract", "Het contract begint niet voor de start van de lichting.")
        return gegevens


def kalender_van(programma, vraag):
    """Form and moments for the days in this QueryDict (default: next Monday); no moments while they are wrong."""
    begin = {"start": volgende_maandag(timezone.localdate())}
    form = KalenderForm(vraag if "start" in vraag else None, initial=begin)
    if form.is_bound and not form.is_valid():
        return {"form": form, "momenten": [], "start": None, "contract": None}
    dagen = form.cleaned_data if form.is_bound else begin
    contract = dagen.get("contract") or contractstart(programma, dagen["start"])
    per_fase = {fase: [] for fase in Begeleidingsfase.values}
    for stap in programma.begeleidingsschema.all():
        per_fase[stap.fase].append((stap.vanaf_week, stap.elke_weken))
    momenten = kalender(
        programma,
        start=dagen["start"],
        contract=contract,
        afbouw=per_fase[Begeleidingsfase.BEGELEIDING],
        nazorg=per_fase[Begeleidingsfase.NAZORG],
    )
    return {"form": form, "momenten": momenten, "start": dagen["start"], "contract": contract}
