"""Taking back a check-in that was recorded by mistake, and putting it back."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from basis.meldingen import meld
from basis.paginas import bevestig
from basis.templatetags.componenten import datum
from gebruikers.rechten import Toegang
from trajecten.begeleiding import correcties
from trajecten.begeleiding.forms_schema import IntrekForm
from trajecten.begeleiding.views import gesprek_of_404
from trajecten.formulieren import doe_met_een_knop, verwerkt


@require_http_methods(["GET", "POST"])
def intrekken(request, dossiernummer, pk):
    """A reason, a recap, one button; it can be put back."""
    rij = gesprek_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    naar = reverse("begeleiding:gesprek", args=[dossiernummer, pk])
    if rij.ingetrokken_op is not None and request.method == "GET":
        return redirect(naar)
    form = IntrekForm(request.POST or None, initial={"versie": rij.versie})

    def dienst():
        correcties.trek_gesprek_in(
            rij, reden=form.cleaned_data["reden"], gezien=form.cleaned_data["versie"], door=request.user
        )
        meld(
            request,
            f"Gesprek van {datum(rij.datum)} is ingetrokken. Het telt niet meer mee.",
            ongedaan=reverse("begeleiding:gesprek_terugzetten", args=[dossiernummer, pk]),
        )

    if verwerkt(request, form, dienst):
        return redirect(naar)
    return bevestig(
        request,
        titel="Wilt u dit gesprek intrekken?",
        tekst="Het gesprek blijft doorgestreept staan en telt nergens meer mee. Acties uit het gesprek blijven open "
        "staan, maar niet bij de verkeerde persoon, en niet op het blad voor de kandidaat. U kunt het gesprek later "
        "terugzetten.",
        feiten=[
            ("Kandidaat", rij.traject.kandidaat.naam),
            ("Datum", datum(rij.datum)),
            ("Jobcoach", rij.jobcoach.naam),
        ],
        form=form,
        knop="Gesprek intrekken",
        annuleer=naar,
        gevaar=True,
    )


@require_POST
def terugzetten(request, dossiernummer, pk):
    """It counts again."""
    rij = gesprek_of_404(request, dossiernummer, pk, Toegang.SCHRIJVEN)
    doe_met_een_knop(
        request,
        lambda: correcties.zet_gesprek_terug(rij, gezien=rij.versie, door=request.user),
        f"Gesprek van {datum(rij.datum)} telt weer mee.",
    )
    return redirect("begeleiding:gesprek", dossiernummer, pk)
