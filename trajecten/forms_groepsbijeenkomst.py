"""Forms of the meetings of a cohort: one meeting, the days that the programme asks, and who is still to be invited."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, TijdVeld, VinkjesVeld
from basis.templatetags.componenten import datumtijd
from trajecten.forms import MensenForm
from trajecten.forms_bijeenkomst import BijeenkomstForm, PlekForm
from trajecten.groepsbijeenkomsten import SOORTEN
from trajecten.kalendervraag import JAREN
from trajecten.reeks import contractperiode

VOORUIT = timedelta(weeks=6)  # how far ahead people are invited, unless somebody ticks more
PLEK = ("plaats", "online", "online_link", "capaciteit")


class GroepsbijeenkomstForm(BijeenkomstForm, MensenForm):
    """One meeting of a cohort, and for whom it is."""

    soort = forms.ChoiceField(
        label="Soort", choices=[("", "Kies een soort"), *[(soort.value, soort.label) for soort in SOORTEN]]
    )
    titel = forms.CharField(
        label="Naam",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld ‘Les 3: telefoongesprekken’. Zet er niets in over een persoon. Leeg: de soort.",
    )
    field_order = ["soort", "titel", "begin", "tot", *PLEK, "traject"]


class UitnodigenForm(MensenForm):
    """For which meetings to come the ticked people get an invitation."""

    bijeenkomst = VinkjesVeld(
        label="Voor welke bijeenkomsten?",
        help_text="Aangekruist is wat binnen zes weken komt, en anders de eerste. "
        "Wie later wordt uitgenodigd, vergeet het minder snel.",
        choices=(),
        error_messages={"required": "Kies minstens een bijeenkomst."},
    )
    field_order = ["bijeenkomst", "traject"]

    def __init__(self, *args, bijeenkomsten, **kwargs):
        super().__init__(*args, **kwargs)
        self.bijeenkomsten = {str(b.pk): b for b in bijeenkomsten}
        self.fields["bijeenkomst"].choices = [
            (code, f"{b.titel}: {datumtijd(b.begin)}, {b.waar}") for code, b in self.bijeenkomsten.items()
        ]
        self.initial.setdefault("bijeenkomst", [str(b.pk) for b in self.binnenkort()])

    def binnenkort(self):
        """What is ticked beforehand: meetings of the coming weeks, else the first; no lessons of the plan."""
        straks = timezone.now() + VOORUIT
        alle = list(self.bijeenkomsten.values())
        los = [b for b in alle if b.roosterdag is None]  # lessons of the plan are told as a whole
        return [b for b in los if b.begin <= straks] or los[:1]

    def gekozen(self):
        """The ticked meetings, the first one first."""
        codes = self.cleaned_data["bijeenkomst"]
        return [b for code, b in self.bijeenkomsten.items() if code in codes]


class ContractForm(Formulier):
    """Over which days the refresher days are counted: a question in the address."""

    toon_niet_verplicht = False
    contract = DatumVeld(label="Eerste dag van het contract")
    contract_tot = DatumVeld(label="Laatste dag van het contract")

    def clean(self):
        gegevens = super().clean()
        for naam in ("contract", "contract_tot"):
            dag = gegevens.get(naam)
            if dag and dag.year not in JAREN:
                self.add_error(naam, f"Kies een jaar van {JAREN[0]} tot en met {JAREN[-1]}.")
        if not self.errors and gegevens["contract_tot"] < gegevens["contract"]:
            self.add_error("contract_tot", "De laatste dag ligt voor de eerste dag. Kies een latere dag.")
        return gegevens

    @classmethod
    def van(cls, lichting, vraag):
        """The form for what stands in the address, else for what the programme says."""
        contract, tot = contractperiode(lichting.programma, lichting.start)
        return cls(
            vraag if "contract" in vraag else None, initial={"contract": contract, "contract_tot": tot}
        )

    def periode(self):
        """(first, last day), or None while they are wrong."""
        if not self.is_bound:
            return self.initial["contract"], self.initial["contract_tot"]
        return (self.cleaned_data["contract"], self.cleaned_data["contract_tot"]) if self.is_valid() else None


class ReeksForm(PlekForm):
    """The days that the programme asks: tick, change the day, and the time and place that they share."""

    begin = TijdVeld(label="Begint om", help_text="Bijvoorbeeld 9:30.")
    field_order = ["begin", "tot", *PLEK]

    def __init__(self, *args, dagen, **kwargs):
        super().__init__(*args, **kwargs)
        self.dagen = dagen
        vandaag = timezone.localdate()
        for dag in dagen:
            kies = forms.BooleanField(label=dag.titel, required=False, initial=dag.voorstel > vandaag)
            self.fields[f"kies_{dag.sleutel}"] = kies
            veld = DatumVeld(label=f"Dag van {dag.titel}", required=False, initial=dag.voorstel)
            veld.widget.attrs["aria-label"] = veld.label
            self.fields[f"dag_{dag.sleutel}"] = veld

    def gedeeld(self):
        """The fields that all days share."""
        return [self[naam] for naam in ("begin", "tot", *PLEK)]

    def rijen(self):
        """(Reeksdag, tick, day) for each."""
        return [(d, self[f"kies_{d.sleutel}"], self[f"dag_{d.sleutel}"]) for d in self.dagen]

    def _gekozen(self):
        return [d for d in self.dagen if self.cleaned_data.get(f"kies_{d.sleutel}")]

    def clean(self):
        gegevens = super().clean()
        if not self.errors and not self._gekozen():
            self.add_error(None, "Kies minstens een dag.")
        for dag in self._gekozen():
            naam = f"dag_{dag.sleutel}"
            if naam in self.errors:
                continue
            gekozen = gegevens.get(naam)
            if gekozen is None:
                self.add_error(naam, f"Vul de dag in van {dag.titel}, of haal het vinkje weg.")
            elif gegevens.get("begin") and self._moment(gekozen, gegevens["begin"]) <= timezone.now():
                self.add_error(naam, f"{dag.titel}: deze dag is al voorbij. Kies een latere dag.")
        return gegevens

    @staticmethod
    def _moment(dag, tijd):
        return timezone.make_aware(datetime.combine(dag, tijd))

    def eindigt_na_begin(self, gegevens):
        return gegevens["tot"] > gegevens["begin"]

    def dagen_met_afspraak(self):
        """The ticked days as arguments of `groepsbijeenkomsten.plan_reeks`."""
        gegevens = self.cleaned_data
        plek = {naam: gegevens[naam] for naam in PLEK}
        return [
            {
                "soort": dag.soort,
                "reeksnummer": dag.nummer,
                "titel": dag.titel,
                "begin": self._moment(gegevens[f"dag_{dag.sleutel}"], gegevens["begin"]),
                "eind": self._moment(gegevens[f"dag_{dag.sleutel}"], gegevens["tot"]),
                **plek,
            }
            for dag in self._gekozen()
        ]
