"""Forms of the lesson plan: what it is made from, with a tick for each day; and the modules of its lessons."""

from django import forms
from django.utils import timezone

from basis.formulieren import (
    DatumVeld,
    Formulier,
    KeuzeVinkjes,
    RadioVeld,
    TijdVeld,
    VinkjesVeld,
    VrijeTekstVeld,
)
from trajecten.forms_bijeenkomst import PlekForm
from trajecten.kalendervraag import JAREN
from trajecten.opleiding.lesdagen import (
    WEEKDAGEN,
    lees_vrij,
    lesdagen,
    modules_van,
    voorstel_periode,
    voorstel_weekdagen,
)
from trajecten.opleiding.lesrooster import VELDEN

AANVULLEN, VERVANGEN = "aanvullen", "vervangen"
INTUSSEN = (
    "Een collega heeft intussen het lesrooster gewijzigd. Er is nog niets bewaard. Kijk opnieuw wat er staat."
)


class RoosterForm(PlekForm):
    """From what the lesson plan of a cohort is made. `dag`: the ticks of the second page."""

    weekdagen = VinkjesVeld(
        label="Op welke dagen is er les?",
        choices=[(str(nummer), naam.capitalize()) for nummer, naam in WEEKDAGEN.items()],
        widget=KeuzeVinkjes(naast=True),
        error_messages={"required": "Kies minstens een dag van de week."},
    )
    eerste = DatumVeld(label="Eerste lesdag")
    laatste = DatumVeld(label="Laatste lesdag")
    begin = TijdVeld(label="Begint om", help_text="Bijvoorbeeld 9:30.")
    capaciteit = None  # everybody of the group comes
    vrij = VrijeTekstVeld(
        label="Eigen vrije dagen en vakanties",
        required=False,
        rijen=5,
        help_text="Een per regel: eerste dag, laatste dag en een woord. Bijvoorbeeld: 19-10-2026 t/m 23-10-2026 "
        "herfstvakantie. Feestdagen vallen vanzelf uit.",
    )
    verdeel = forms.BooleanField(
        label="Verdeel de modules van het programma over de lessen, in volgorde", required=False
    )
    rest = RadioVeld(
        label="Wat doen we met de lessen die er al staan?",
        choices=[
            (AANVULLEN, "Laten staan, en aanvullen met de dagen die nog niet in het rooster staan"),
            (VERVANGEN, "Vervangen: wat nog komt en niet in het nieuwe voorstel staat, gaat van het rooster"),
        ],
        initial=AANVULLEN,
        help_text="Lessen die al begonnen zijn, blijven altijd staan. Ook lessen waarover al een bericht uitging.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = "weekdagen eerste laatste begin tot plaats online online_link vrij verdeel rest".split()

    def __init__(self, *args, lichting, rooster, introductiedag=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rooster = rooster
        self.modules = modules_van(lichting.programma)
        self.fields["plaats"].help_text = "Adres, of gebouw en lokaal. Leeg mag als de les online is."
        self.fields["online"].label = "De les is online"
        self.fields["online_link"].label = "Link van de online les"
        if not self.modules:
            del self.fields["verdeel"]
        if rooster is None:
            del self.fields["rest"]
        self.initial = self._begin(lichting, introductiedag) | self.initial
        self.dagen = []

    def _begin(self, lichting, introductiedag):
        if self.rooster:
            begin = {naam: getattr(self.rooster, naam) for naam in VELDEN}
            eerste = max(self.rooster.eerste, timezone.localdate())
            return begin | {
                "eerste": min(eerste, self.rooster.laatste),
                "weekdagen": [str(nummer) for nummer in self.rooster.weekdagen],
                "versie": self.rooster.versie,
            }
        eerste, laatste = voorstel_periode(lichting.programma, lichting.start, introductiedag)
        return {
            "weekdagen": [str(nummer) for nummer in voorstel_weekdagen(lichting.programma)],
            "eerste": eerste,
            "laatste": laatste,
            "plaats": str(lichting.vestiging) if lichting.vestiging else "",
            "verdeel": True,
        }

    def eindigt_na_begin(self, gegevens):
        return gegevens["tot"] > gegevens["begin"]

    def clean(self):
        gegevens = super().clean()
        for naam in ("eerste", "laatste"):
            dag = gegevens.get(naam)
            if dag and dag.year not in JAREN:
                self.add_error(naam, f"Kies een jaar van {JAREN[0]} tot en met {JAREN[-1]}.")
        vrij = self._vrij(gegevens)
        if self.errors:
            return gegevens
        nummers = [int(code) for code in gegevens["weekdagen"]]
        try:
            self.dagen = lesdagen(nummers, gegevens["eerste"], gegevens["laatste"], vrij)
        except ValueError as fout:
            self.add_error("laatste", str(fout))
        else:
            if not self.dagen:
                self.add_error(
                    "laatste", "In deze periode valt geen enkele lesdag. Kies een langere periode."
                )
        return gegevens

    def _vrij(self, gegevens):
        try:
            return lees_vrij(gegevens.get("vrij") or "")
        except ValueError as fout:
            self.add_error("vrij", str(fout))
            return []

    def meld_conflict(self):
        """A colleague made another plan: say so, and start again from hers at the next submit."""
        self.add_error(None, INTUSSEN)
        nu = type(self.rooster).objects.filter(pk=self.rooster.pk).first() if self.rooster else None
        self.data = self.data.copy()
        self.data["versie"] = nu.versie if nu else ""

    def velden(self):
        """The fields of the Lesrooster."""
        gegevens = {naam: self.cleaned_data[naam] for naam in VELDEN}
        return gegevens | {"weekdagen": [int(code) for code in gegevens["weekdagen"]]}

    @property
    def vervangt(self):
        return self.cleaned_data.get("rest") == VERVANGEN

    def te_verdelen(self):
        """The modules to spread, or none."""
        return self.modules if self.cleaned_data.get("verdeel") else []

    def gekozen(self):
        """The ticked days of the second page, as dates."""
        codes = set(self.data.getlist("dag"))
        return [dag.dag for dag in self.dagen if dag.sleutel in codes]

    def verborgen(self):
        """All fields of the first page, hidden on the second."""
        return [self[naam] for naam in self.fields]


class ModulesForm(Formulier):
    """The module of each of these lessons: of the programme's list, or typed when the programme has none."""

    toon_niet_verplicht = False

    def __init__(self, *args, lessen, modules, **kwargs):
        super().__init__(*args, **kwargs)
        self.lessen = [les for les in lessen if not self.is_bound or f"module_{les.pk}" in self.data]
        for les in self.lessen:
            naam = f"module_{les.pk}"
            label = f"Module van de les op {les.dag_in_woorden}"
            if modules:
                namen = modules if les.module in ("", *modules) else [*modules, les.module]
                veld = forms.ChoiceField(
                    label=label, required=False, choices=[("", "Geen module"), *[(n, n) for n in namen]]
                )
            else:
                veld = forms.CharField(label=label, required=False, max_length=120)
            veld.initial = les.module
            veld.widget.attrs["aria-label"] = label
            self.fields[naam] = veld
            self.fields[f"was_{les.pk}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=les.module
            )

    def rijen(self):
        return [(les, self[f"module_{les.pk}"], self[f"was_{les.pk}"]) for les in self.lessen]

    def keuzes(self):
        return {les: self.cleaned_data[f"module_{les.pk}"] for les in self.lessen}

    def gezien(self):
        return {les: self.cleaned_data[f"was_{les.pk}"] for les in self.lessen}
