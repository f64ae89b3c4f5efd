"""What was agreed around a cohort: who guides the group, groups per year, and who pays which share."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajecten.kosten import kosten_van
from trajecten.lichtingplan import groepen_in_jaar, per_jaar, waarschuwingen, wie_begeleidt
from trajecten.views import lichting_of_404, wie_lichtingen_ziet


@require_safe
@wie_lichtingen_ziet
def afspraken(request, pk):
    """One cohort: the team, the number of groups this year beside what the programme says, and the costs."""
    lichting = lichting_of_404(request, pk)
    programma, jaar = lichting.programma, lichting.start.year
    return render(
        request,
        "trajecten/afspraken.html",
        {
            "lichting": lichting,
            "programma": programma,
            "begeleiders": wie_begeleidt(lichting),
            "jaar": jaar,
            "groepen": groepen_in_jaar(programma, jaar),
            "per_jaar": per_jaar(programma),
            "waarschuwingen": waarschuwingen(lichting),
            "kosten": kosten_van(programma),
        },
    )
