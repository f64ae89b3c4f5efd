"""The meeting of a round: planning it for who waits there, and recording who came."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.formulieren import VinkjesVeld
from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.templatetags.componenten import datum
from trajecten.forms_bijeenkomst import BijeenkomstForm
from trajecten.formulieren import meld_weigeringen, verwerkt
from trajecten.keuzes import Aanwezigheid
from trajecten.selectie import overzicht as lezen
from trajecten.selectie.bijeenkomsten import leg_aanwezigheid_vast, plan_bijeenkomst
from trajecten.selectie.forms import AanwezigheidForm
from trajecten.selectie.views import alleen_wie_beslist, mensen, ronde_of_404


class RondebijeenkomstForm(BijeenkomstForm):
    """A meeting of a round, and who is invited to it: everybody to begin with."""

    wie = VinkjesVeld(
        label="Wie nodigt u uit?",
        error_messages={"required": "Kies minstens een kandidaat om uit te nodigen."},
    )
    field_order = ["wie", *BijeenkomstForm.field_order]

    def __init__(self, *args, deelnames, **kwargs):
        self.deelnames = {str(deelname.pk): deelname for deelname in deelnames}
        super().__init__(*args, initial={"wie": list(self.deelnames)}, **kwargs)
        self.fields["wie"].choices = [(code, _met_gemist(d)) for code, d in self.deelnames.items()]

    @property
    def gekozen(self):
        return [self.deelnames[code] for code in self.cleaned_data["wie"]]


def _met_gemist(deelname):
    """Her name, and the meeting that she missed."""
    naam = deelname.traject.kandidaat.naam
    if not deelname.is_weggebleven:
        return naam
    gemist = deelname.deelname
    return f"{naam} (kwam niet op {datum(gemist.bijeenkomst.begin)}: {gemist.get_aanwezigheid_display().lower()})"


@require_http_methods(["GET", "POST"])
@alleen_wie_beslist
def bijeenkomst(request, pk):
    """Plan a meeting and invite who of this coordinator waits in the round and has none yet, or missed one."""
    ronde = ronde_of_404(pk)
    uit_te_nodigen = list(lezen.deelnames(ronde, request.user).onbesloten().niet_uitgenodigd()[: lezen.MEER])
    form = RondebijeenkomstForm(request.POST or None, deelnames=uit_te_nodigen)

    def plan():
        gepland = plan_bijeenkomst(ronde, rondedeelnames=form.gekozen, door=request.user, **form.waarden())
        wachten = gepland.deelnames.filter(aanwezigheid=Aanwezigheid.WACHTLIJST).count()
        tekst = f"Bijeenkomst gepland voor {mensen(gepland.deelnames.count() - wachten)}."
        wachtlijst = f" {mensen(wachten)} op de wachtlijst gezet." if wachten else ""
        meld(
            request,
            f"{tekst}{wachtlijst} Er is nog geen bericht verstuurd.",
            url=gepland.get_absolute_url(),
            link="Open de bijeenkomst en verstuur de uitnodigingen",
        )

    if verwerkt(request, form, plan):
        return redirect("selectie:ronde", ronde.pk)
    return render(
        request,
        "selectie/bijeenkomst.html",
        {"ronde": ronde, "form": form},
    )


@require_http_methods(["GET", "POST"])
@alleen_wie_beslist
def aanwezigheid(request, pk):
    """Who came, for everybody who waits in the round and was invited to a meeting."""
    ronde = ronde_of_404(pk)
    deelnames = list(
        lezen.deelnames(ronde, request.user).onbesloten().filter(deelname__isnull=False)[: lezen.MEER]
    )
    allen_aanwezig = request.GET.get("kies") == Aanwezigheid.AANWEZIG
    form = AanwezigheidForm(request.POST or None, deelnames=deelnames, allen_aanwezig=allen_aanwezig)
    if request.method == "POST" and form.is_valid():
        with eenmalig(request) as inzending:
            if inzending.eerste:
                uitkomst = leg_aanwezigheid_vast(form.keuzes(), gezien=form.gezien(), door=request.user)
                if uitkomst.gedaan or not uitkomst.niet:
                    meld(request, f"Aanwezigheid van {mensen(len(uitkomst.gedaan))} vastgelegd.")
                meld_weigeringen(request, uitkomst.niet, lambda d: d.traject.kandidaat.naam)
        return redirect("selectie:ronde", ronde.pk)
    return render(
        request,
        "selectie/aanwezigheid.html",
        {"ronde": ronde, "form": form, "rijen": form.rijen(), "allen_aanwezig": allen_aanwezig},
    )
