"""The course of the scores: charts, and the same numbers in a table."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie
from trajecten.begeleiding.models import SCORENAMEN
from trajecten.begeleiding.scoregrafiek import conclusie, grafieken, niveaus
from trajecten.toegang import traject_of_404

MEESTE = 60  # talks on the page: more than a year of weekly ones


@require_safe
def scores(request, dossiernummer, volgnummer):
    """All scores of one traject over time; of the last talks where there are very many."""
    traject = traject_of_404(request, dossiernummer, volgnummer, Categorie.GESPREKKEN)
    gevoerd = list(traject.gesprekken.gevoerd().only("pk", "datum", "traject", *SCORENAMEN)[: MEESTE + 1])
    getoond = [g for g in gevoerd[:MEESTE] if any(getattr(g, naam) is not None for naam in SCORENAMEN)]
    lijst = grafieken(getoond)
    context = {
        "traject": traject,
        "kandidaat": traject.kandidaat,
        "grafieken": lijst,
        "conclusie": conclusie(lijst) if lijst else "",
        "niveaus": niveaus(),
        "namen": [naam.capitalize() for naam in SCORENAMEN],
        "rijen": [(g, [(naam.capitalize(), getattr(g, naam)) for naam in SCORENAMEN]) for g in getoond],
        "meer": len(gevoerd) > MEESTE,
    }
    return render(request, "begeleiding/scores.html", context)
