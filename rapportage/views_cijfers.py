"""Figures: retention and contracts of one programme, for managers and coordinators."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gebruikers.rechten import Categorie
from gebruikers.toegang import vereist
from rapportage.cijfers import bereik_van, cijfers_van, programmas_met_cijfers
from rapportage.forms import CijfersForm
from trajecten.models import Programma
from trajecten.programmawoorden import gerapporteerd


@require_safe
@vereist(Categorie.CIJFERS)
def cijfers(request):
    """Choose a programme."""
    bereik = bereik_van(request.user)
    return render(
        request, "rapportage/cijfers.html", {"bereik": bereik, "programmas": programmas_met_cijfers(bereik)}
    )


@require_safe
@vereist(Categorie.CIJFERS)
def cijfers_programma(request, code):
    """Started, contract, and still at work after 3, 6, 12... months; filters stand in the URL."""
    programma = get_object_or_404(Programma.objects.filter(code=code).order_by("-versie")[:1])
    bereik = bereik_van(request.user)
    form = CijfersForm(request.GET)
    context = {
        "programma": programma,
        "bereik": bereik,
        "form": form,
        "cijfers": None,
        "gerapporteerd": gerapporteerd(programma),  # beside ours, in a table of its own
    }
    if form.is_valid():
        context["variant"] = form.cleaned_data["variant"]
        context["variantnaam"] = dict(form.fields["variant"].choices)[form.cleaned_data["variant"].value]
        context["peildatum"] = form.cleaned_data["peildatum"]
        context["cijfers"] = cijfers_van(programma, bereik, **form.cleaned_data)
    return render(request, "rapportage/cijfers_programma.html", context)
