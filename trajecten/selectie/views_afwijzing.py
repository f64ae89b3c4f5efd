"""Telling people that they were rejected: who, in which words, and then one button."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.formulieren import Formulier, VinkjesVeld
from basis.meldingen import meld
from trajecten.berichten import tekst_voor, wijze_voor
from trajecten.formulieren import verwerkt
from trajecten.keuzes import Berichtsoort
from trajecten.selectie.afwijzingen import schrijf_af, zonder_bericht
from trajecten.selectie.views import alleen_wie_beslist, mensen, ronde_of_404

MEER = 100


class AfwijzingForm(Formulier):
    """Who gets the message now; who is left out is told in another way, or later."""

    toon_niet_verplicht = False
    wie = VinkjesVeld(
        label="Wie krijgt dit bericht?",
        error_messages={"required": "Kies minstens een kandidaat."},
        help_text="Wilt u iemand eerst zelf bellen? Haal dan het vinkje weg.",
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
        onderwerp, tekst = tekst_voor(Berichtsoort.AFWIJZING, deelnames[0].traject, door=request.user)
    return render(
        request,
        "selectie/afwijzingen.html",
        {"ronde": ronde, "form": form, "deelnames": deelnames, "onderwerp": onderwerp, "tekst": tekst},
    )
