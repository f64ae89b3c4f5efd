"""Naming the assessors of a round, and taking a name back."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from basis.formulieren import Formulier, VinkjesVeld
from basis.inzendingen import eenmalig
from basis.meldingen import meld
from basis.nummers import nummer_uit
from trajecten.formulieren import meld_weigeringen, verwerkt
from trajecten.selectie import overzicht as lezen
from trajecten.selectie.beoordelaars import collegas_voor, trek_naam_in, wachtend_op, wijs_beoordelaars_aan
from trajecten.selectie.views import alleen_wie_beslist, mensen, ronde_of_404


def _naam(deelname):
    return deelname.traject.kandidaat.naam


class BeoordelaarsForm(Formulier):
    """Which colleagues assess which people."""

    toon_niet_verplicht = False
    collega = VinkjesVeld(
        label="Wie beoordelen?", error_messages={"required": "Kies minstens een collega die beoordeelt."}
    )
    wie = VinkjesVeld(label="Welke kandidaten?", error_messages={"required": "Kies minstens een kandidaat."})

    def __init__(self, *args, collegas, deelnames, **kwargs):
        self.collegas = {str(collega.pk): collega for collega in collegas}
        self.deelnames = {str(deelname.pk): deelname for deelname in deelnames}
        super().__init__(*args, initial={"wie": list(self.deelnames)}, **kwargs)
        self.fields["collega"].choices = [(code, str(collega)) for code, collega in self.collegas.items()]
        self.fields["wie"].choices = [(code, _met_namen(d)) for code, d in self.deelnames.items()]

    def gekozen(self, veld, alle):
        return [alle[code] for code in self.cleaned_data[veld]]


def _met_namen(deelname):
    stand = lezen.Scorestand(deelname)
    delen = [f"{stand.klaar} klaar"] if stand.klaar else []
    delen += [f"wacht op {stand.wacht_op}"] if stand.wacht_op else []
    return f"{_naam(deelname)} ({', '.join(delen)})" if delen else _naam(deelname)


@require_http_methods(["GET", "POST"])
@alleen_wie_beslist
def beoordelaars(request, pk):
    """Name colleagues for everybody who waits, or for some; below it who still has to write."""
    ronde = ronde_of_404(pk)
    wachtend = list(lezen.deelnames(ronde, request.user).onbesloten()[: lezen.MEER])
    verzegeld = [deelname for deelname in wachtend if deelname.scores_open_op is None]
    form = BeoordelaarsForm(
        request.POST or None, collegas=collegas_voor(verzegeld) if verzegeld else [], deelnames=verzegeld
    )

    def wijs_aan():
        uitkomst = wijs_beoordelaars_aan(
            form.gekozen("wie", form.deelnames),
            gebruikers=form.gekozen("collega", form.collegas),
            door=request.user,
        )
        if not uitkomst.gedaan:
            raise ValidationError(sorted({weigering.reden for weigering in uitkomst.niet}))
        namen = ", ".join(str(collega) for collega in form.gekozen("collega", form.collegas))
        meld(request, f"Aangewezen bij {mensen(len(uitkomst.gedaan))}: {namen}.")
        meld_weigeringen(request, uitkomst.niet, _naam)

    if verwerkt(request, form, wijs_aan):
        return redirect("selectie:beoordelaars", ronde.pk)
    genoemd = {b.gebruiker_id for d in wachtend for b in d.nog_te_schrijven if b.gevraagd_door_id}
    return render(
        request,
        "selectie/beoordelaars.html",
        {
            "ronde": ronde,
            "form": form,
            "al_zichtbaar": len(wachtend) - len(verzegeld),
            "wacht_op": [
                (collega, aantal, {"collega": collega.pk} if collega.pk in genoemd else None)
                for collega, aantal in wachtend_op(wachtend)
            ],
        },
    )


@require_POST
@alleen_wie_beslist
def naam_weg(request, pk):
    """Take a colleague's name back: from everybody in this round on whom she did not write, or from one person."""
    ronde = ronde_of_404(pk)
    nummer, een = nummer_uit(request.POST.get("collega")), nummer_uit(request.POST.get("deelname"))
    van_wie = [
        (deelname, rij.gebruiker)
        for deelname in lezen.deelnames(ronde, request.user)
        for rij in deelname.nog_te_schrijven
        if rij.gebruiker_id == nummer and rij.gevraagd_door_id and een in (None, deelname.pk)
    ]
    with eenmalig(request) as inzending:
        if inzending.eerste:
            if van_wie:
                _trek_in(request, [deelname for deelname, _ in van_wie], van_wie[0][1])
            else:
                meld(
                    request, "Deze collega heeft al scores gegeven, of is niet meer aangewezen.", soort="info"
                )
    if een and van_wie:
        return redirect(van_wie[0][0])
    return redirect("selectie:beoordelaars", ronde.pk)


def _trek_in(request, deelnames, collega):
    uitkomst = trek_naam_in(deelnames, gebruiker=collega, door=request.user)
    if uitkomst.gedaan:
        meld(request, f"{collega} geeft geen scores meer over {mensen(len(uitkomst.gedaan))}.")
    meld_weigeringen(request, uitkomst.niet, _naam)
