"""Forms of the exams of a cohort: planning, who is ready, results, certificates."""

from datetime import datetime

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, RadioVeld, TijdVeld
from basis.nummers import nummers_uit
from trajecten.forms import MensenForm
from trajecten.keuzes import AFWEZIG, Kwalificatieniveau
from trajecten.opleiding.examengroep import Uitslagkeuze
from trajecten.opleiding.keuzes import VERVALT, Certificaatsoort, Examenuitslag

ZITTING = ("begin", "tot", "plaats", "online", "online_link")
UITSLAGEN = [("", "Nog niet bekend"), *Examenuitslag.choices, (VERVALT, "Ging niet door")]


class ExamenPlannenForm(MensenForm):
    """When the exam is; with a time and a place it becomes a sitting, which stands in agendas and on presence lists."""

    datum = DatumVeld(label="Datum")
    begin = TijdVeld(
        label="Begint om",
        required=False,
        help_text="Komt de groep samen? Vul dan ook de tijd en de plaats in. Dan is er een presentielijst.",
    )
    tot = TijdVeld(label="Tot", required=False)
    plaats = forms.CharField(
        label="Plaats", max_length=120, required=False, help_text="Adres, of gebouw en zaal."
    )
    online = forms.BooleanField(label="Het examen is online", required=False)
    online_link = forms.URLField(
        label="Link van het online examen",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Vul de hele link in. Hij begint met https://."},
    )
    field_order = ["datum", *ZITTING, "traject"]

    def clean(self):
        gegevens = super().clean()
        if self.errors or not any(gegevens[naam] for naam in ZITTING):
            return gegevens
        for naam, zin in (
            ("begin", "Vul in hoe laat het begint."),
            ("tot", "Vul in tot hoe laat het duurt."),
        ):
            if not gegevens[naam]:
                self.add_error(naam, f"{zin} Zonder zitting laat u tijd en plaats leeg.")
        if not gegevens["plaats"] and not gegevens["online"]:
            self.add_error("plaats", "Vul een plaats in, of kies online.")
        if gegevens["online_link"] and not gegevens["online"]:
            self.add_error("online", "Er staat een link. Zet dan ook een vinkje bij online.")
        if not self.errors and gegevens["tot"] <= gegevens["begin"]:
            self.add_error("tot", "Deze tijd ligt voor het begin. Vul een latere tijd in.")
        if not self.errors and self._moment("begin") <= timezone.now():
            self.add_error("datum", "Dit moment is al voorbij. Kies een later moment, of laat de tijd leeg.")
        return gegevens

    def _moment(self, naam):
        return timezone.make_aware(datetime.combine(self.cleaned_data["datum"], self.cleaned_data[naam]))

    def zitting(self):
        """The arguments of the sitting, or None."""
        if not self.cleaned_data["begin"]:
            return None
        plek = {naam: self.cleaned_data[naam] for naam in ("plaats", "online", "online_link")}
        return {"begin": self._moment("begin"), "eind": self._moment("tot"), "capaciteit": None, **plek}


class KlaarForm(MensenForm):
    """Who is ready for a part: the ticked people; hidden who was when the page was made."""

    gezien = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["traject", "gezien"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["traject"].required = False

    def zichtbare(self):
        return []

    def verschil(self):
        """(who becomes ready, who no longer is), by what this user changed on the page."""
        eerst = nummers_uit(self.cleaned_data["gezien"].split(","))
        gekozen = {traject.pk: traject for traject in self.cleaned_data["traject"]}
        weg = [t for t in self.fields["traject"].queryset if t.pk in eerst and t.pk not in gekozen]
        return [t for pk, t in gekozen.items() if pk not in eerst], weg


class UitslagenForm(Formulier):
    """The result of each attempt that waits for one: a field per attempt."""

    toon_niet_verplicht = False

    def __init__(self, *args, pogingen, **kwargs):
        super().__init__(*args, **kwargs)
        self.pogingen = pogingen
        for poging in pogingen:
            wie = poging.traject.kandidaat.naam
            veld = forms.ChoiceField(
                label=f"Uitslag van {wie}, {poging.examendeel.naam}", choices=UITSLAGEN, required=False
            )
            if getattr(poging, "presentie", None) in AFWEZIG:
                veld.initial = Examenuitslag.NIET_VERSCHENEN
            veld.widget.attrs["aria-label"] = veld.label
            self.fields[uitslagnaam(poging)] = veld

    def rijen(self):
        """(attempt, its field) in order."""
        return [(poging, self[uitslagnaam(poging)]) for poging in self.pogingen]

    def keuzes(self):
        """The results that were chosen."""
        gekozen = [(poging, self.cleaned_data[uitslagnaam(poging)]) for poging in self.pogingen]
        return [Uitslagkeuze(poging, uitslag) for poging, uitslag in gekozen if uitslag]


def uitslagnaam(poging):
    """Names the field of an attempt."""
    return f"uitslag_{poging.pk}"


class DiplomaForm(MensenForm):
    """What is issued, when, and to whom."""

    soort = RadioVeld(label="Soort", choices=Certificaatsoort.choices)
    datum = DatumVeld(label="Uitgereikt op", initial=timezone.localdate)
    field_order = ["soort", "datum", "traject"]


def soort_bij(kwalificatie):
    """Which paper a qualification gives: a diploma for mbo, else a certificate. A proposal."""
    mbo = (Kwalificatieniveau.MBO_2, Kwalificatieniveau.MBO_3, Kwalificatieniveau.MBO_4)
    return Certificaatsoort.DIPLOMA if kwalificatie.niveau in mbo else Certificaatsoort.CERTIFICAAT
