"""A trial or a contract for a whole cohort."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from basis.inzendingen import al_ingezonden, eenmalig
from basis.meldingen import meld
from gebruikers.rechten import Categorie, Toegang
from gebruikers.toegang import vereist
from trajecten.models import Lichting
from trajecten.plaatsing.forms import ContractGroepForm, ProefplaatsingGroepForm, UrenVeld
from trajecten.plaatsing.groep import contract_voor_groep, mensen_van, proefplaatsing_voor_groep
from trajecten.plaatsing.regels import STANDAARD_MAANDEN
from trajecten.plaatsing.views import periode


@vereist(Categorie.PLAATSING, Toegang.SCHRIJVEN)
@require_http_methods(["GET", "POST"])
def lichting_proefplaatsing(request, pk):
    """One form, people ticked, for each a proefplaatsing with her own hours."""
    lichting = _lichting_of_404(request, pk)
    mensen = mensen_van(lichting, request.user)
    return _groep(
        request,
        lichting,
        kies=[persoon for persoon in mensen if not persoon.loopt],
        niet=[persoon for persoon in mensen if persoon.loopt],
        formklasse=ProefplaatsingGroepForm,
        begin=_begin(lichting) | {"maanden": lichting.programma.proefplaatsing_maanden or STANDAARD_MAANDEN},
        dienst=proefplaatsing_voor_groep,
        titel="Proefplaatsing voor de lichting",
        knop="Proefplaatsingen opslaan",
        woord="proefplaatsing",
        woorden="proefplaatsingen",
    )


@vereist(Categorie.PLAATSING, Toegang.SCHRIJVEN)
@require_http_methods(["GET", "POST"])
def lichting_contract(request, pk):
    """One form, people ticked, for each a contract; a trial that still runs ends by itself."""
    lichting = _lichting_of_404(request, pk)
    mensen = mensen_van(lichting, request.user)
    return _groep(
        request,
        lichting,
        kies=[persoon for persoon in mensen if not persoon.heeft_contract],
        niet=[persoon for persoon in mensen if persoon.heeft_contract],
        formklasse=ContractGroepForm,
        begin=_begin(lichting) | _uit_vorige(mensen) | {"soort": lichting.programma.contractsoort},
        dienst=contract_voor_groep,
        titel="Contract voor de lichting",
        knop="Contracten opslaan",
        woord="contract",
        woorden="contracten",
    )


def _lichting_of_404(request, pk):
    lichting = (
        Lichting.objects.zichtbaar_voor(request.user)
        .select_related("programma", "vestiging")
        .filter(pk=pk)
        .first()
    )
    if lichting is None:
        raise Http404
    return lichting


def _begin(lichting):
    programma = lichting.programma
    werkgevers = list(programma.werkgevers.values_list("pk", flat=True)[:2])
    return {
        "start": lichting.start,
        "formele_werkgever": programma.formele_werkgever_id,
        "werkplek": werkgevers[0] if len(werkgevers) == 1 else None,
        "vestiging": lichting.vestiging_id,
        "opleider": programma.opleider_id,
    }


def _uit_vorige(mensen):
    """Organisations and function of the trial most people come out of, so that nobody types them twice."""
    proef = next((persoon.plaatsing for persoon in mensen if persoon.op_proef), None)
    if proef is None:
        return {}
    namen = ("formele_werkgever", "werkplek", "vestiging", "opleider")
    return {naam: getattr(proef, f"{naam}_id") for naam in namen} | {"functie": proef.functie, "start": None}


def _persoonsvelden(persoon):
    naam, pk = persoon.traject.kandidaat.naam, persoon.traject.pk
    vinkje = forms.CheckboxInput(attrs={"class": "form-check-input"})
    mee = forms.BooleanField(label=f"{naam} doet mee", required=False, initial=True, widget=vinkje)
    uren = UrenVeld(label=f"Uren per week van {naam}", required=False)
    uren.initial = persoon.plaatsing.uren_per_week if persoon.plaatsing else persoon.traject.uren_per_week
    uren.widget.attrs |= {"class": "form-control breedte-getal", "aria-label": f"Uren per week van {naam}"}
    return {f"mee_{pk}": mee, f"uren_{pk}": uren}


def _met_mensen(formklasse, kies):
    """The form with a tick box and hours for each person; `form.rijen()` gives (Persoon, box, hours)."""

    class GroepForm(formklasse):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for persoon in kies:
                self.fields |= _persoonsvelden(persoon)

        def vakken(self):
            """The fields that are the same for everybody: (legend, fields) for each group."""
            for vak in formklasse.indeling.fields:
                yield vak.legend, [self[naam] for naam in vak.fields]

        def rijen(self):
            for persoon in kies:
                yield persoon, self[f"mee_{persoon.traject.pk}"], self[f"uren_{persoon.traject.pk}"]

        def clean(self):
            gegevens = super().clean()
            mee = [persoon for persoon in kies if gegevens.get(f"mee_{persoon.traject.pk}")]
            if not mee:
                self.add_error(None, "Kies minstens een persoon.")
            for persoon in mee:
                veld = f"uren_{persoon.traject.pk}"
                if gegevens.get(veld) is None and veld not in self.errors:
                    self.add_error(veld, f"Vul de uren per week in van {persoon.traject.kandidaat.naam}.")
            return gegevens

        def gekozen(self):
            return [
                (persoon, self.cleaned_data[f"uren_{persoon.traject.pk}"])
                for persoon in kies
                if self.cleaned_data[f"mee_{persoon.traject.pk}"]
            ]

        def gezamenlijk(self):
            return {naam: self.cleaned_data[naam] for naam in formklasse.base_fields}

    return GroepForm


def _groep(request, lichting, *, kies, niet, formklasse, begin, dienst, titel, knop, woord, woorden):
    klasse = _met_mensen(formklasse, kies)
    form = klasse(request.POST or None, initial=begin)
    klaar = set()
    if request.method == "POST" and al_ingezonden(request):
        return redirect(lichting)
    if request.method == "POST" and form.is_valid():
        gekozen = form.gekozen()
        with eenmalig(request) as poging:
            uitkomst = dienst(gekozen, door=request.user, **form.gezamenlijk()) if poging.eerste else None
        if uitkomst is None:
            return redirect(lichting)
        _meld_uitkomst(request, uitkomst, woord, woorden)
        if not uitkomst.niet:
            return redirect(lichting)
        for weigering in uitkomst.niet:
            traject = weigering.ding[0].traject
            form.add_error(f"uren_{traject.pk}", f"{traject.kandidaat.naam}: {weigering.reden}")
        klaar = {p.traject.pk for p, _uren in gekozen} - {w.ding[0].traject.pk for w in uitkomst.niet}
    context = {
        "form": form,
        "rijen": [rij for rij in form.rijen() if rij[0].traject.pk not in klaar],
        "niet": niet,
        "klaar": [persoon for persoon in kies if persoon.traject.pk in klaar],
        "lichting": lichting,
        "titel": titel,
        "knop": knop,
        "woord": woord,
    }
    return render(request, "plaatsing/groep.html", context)


def _meld_uitkomst(request, uitkomst, woord, woorden):
    aantal = len(uitkomst.gedaan)
    if aantal:
        eerste = uitkomst.gedaan[0].plaatsing  # the period is the same for everybody
        wat = f"1 {woord}" if aantal == 1 else f"{aantal} {woorden}"
        meld(request, f"{wat} bewaard: {periode(eerste)}.")
    for rij, waarschuwingen in uitkomst.gedaan:
        for waarschuwing in waarschuwingen:
            meld(request, f"{rij.traject.kandidaat.naam}: {waarschuwing}", soort="aandacht")
    if uitkomst.niet:
        meld(request, f"{len(uitkomst.niet)} niet bewaard. Kijk bij de fouten hieronder.", soort="fout")
