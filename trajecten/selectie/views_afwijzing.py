"""Telling people what was decided: the words of rejection with one button, or that a colleague told her herself."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from basis.formulieren import DatumVeld, Formulier, VinkjesVeld
from basis.meldingen import meld
from basis.templatetags.componenten import datum
from gebruikers.rechten import Toegang
from trajecten.berichten import wijze_voor
from trajecten.formulieren import verwerkt
from trajecten.selectie.afwijzingen import (
    leg_terugkoppeling_vast,
    schrijf_af,
    woorden_per_besluit,
    woorden_voor_kandidaat,
    zonder_bericht,
)
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.views import alleen_wie_beslist, mensen, ronde_of_404
from trajecten.selectie.views_kandidaat import deelname_of_404

MEER = 100


class AfwijzingForm(Formulier):
    """Who gets the message now; who is left out is told in another way, or later."""

    toon_niet_verplicht = False
    wie = VinkjesVeld(
        label="Wie krijgt dit bericht?",
        error_messages={"required": "Kies minstens een kandidaat."},
        help_text="Belt u iemand zelf? Haal dan het vinkje weg, en leg na het bellen vast dat u het vertelde.",
    )

    def __init__(self, *args, deelnames, **kwargs):
        self.deelnames = {str(d.pk): d for d in deelnames}
        super().__init__(*args, initial={"wie": list(self.deelnames)}, **kwargs)
        self.fields["wie"].choices = [
            (code, f"{d.traject.kandidaat.naam} ({wijze_voor(d.traject.kandidaat).label.lower()})")
            for code, d in self.deelnames.items()
        ]

    @property
    def gekozen(self):
        return [self.deelnames[code] for code in self.cleaned_data["wie"]]


@require_http_methods(["GET", "POST"])
@alleen_wie_beslist
def afwijzingen(request, pk):
    """The recap: names, how each is reached, and the words; one button sends them."""
    ronde = ronde_of_404(pk)
    deelnames = list(zonder_bericht(ronde, request.user)[:MEER])
    form = AfwijzingForm(request.POST or None, deelnames=deelnames)

    def verstuur():
        gemaakt = schrijf_af(form.gekozen, door=request.user)
        if not gemaakt:
            raise ValidationError("Een collega heeft deze mensen intussen bericht gestuurd.")
        meld(request, f"Bericht van afwijzing voor {mensen(len(gemaakt))} gemaakt.")

    if verwerkt(request, form, verstuur):
        return redirect("selectie:ronde", ronde.pk)
    onderwerp = tekst = ""
    if deelnames:
        onderwerp, tekst = woorden_voor_kandidaat(deelnames[0].traject, door=request.user)
    return render(
        request,
        "selectie/afwijzingen.html",
        {
            "ronde": ronde,
            "form": form,
            "deelnames": deelnames,
            "onderwerp": onderwerp,
            "tekst": tekst,
            "woorden": woorden_per_besluit({Uitslag.AFGEWEZEN}, beslissend=False),
        },
    )


class VerteldForm(Formulier):
    """When a colleague told her."""

    toon_niet_verplicht = False
    op = DatumVeld(label="Wanneer is het besluit verteld?")


@require_http_methods(["GET", "POST"])
def verteld(request, pk, dossiernummer):
    """Record that a colleague told her the decision herself; `?niet` takes that back."""
    deelname = deelname_of_404(request, pk, dossiernummer, Toegang.SCHRIJVEN)
    if deelname.uitslag == Uitslag.OPEN:
        meld(request, "Er is nog geen besluit om te vertellen.", soort="info")
        return redirect(deelname)
    terug = "niet" in request.POST
    begin = {"op": deelname.terugkoppeling_op or timezone.localdate()}
    form = Formulier(request.POST) if terug else VerteldForm(request.POST or None, initial=begin)

    def leg_vast():
        op = None if terug else form.cleaned_data["op"]
        leg_terugkoppeling_vast(deelname, op=op, door=request.user)
        meld(request, f"Vastgelegd: verteld op {datum(op)}." if op else "Weggehaald: nog niet verteld.")

    if verwerkt(request, form, leg_vast):
        return redirect(deelname)
    return render(
        request,
        "selectie/verteld.html",
        {"deelname": deelname, "kandidaat": deelname.traject.kandidaat, "form": form},
    )
