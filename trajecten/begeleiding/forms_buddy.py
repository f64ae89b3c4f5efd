"""Forms of a buddy: choosing one, changing the days, ending it."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, ModelFormulier, RadioVeld
from basis.validators import geen_bsn
from basis.vergrendeling import VersieFormulierMixin
from trajecten.begeleiding.keuzes import Buddyeinde
from trajecten.begeleiding.models import Buddykoppeling

COLLEGA = "collega"
ZOEK_TEKENS = 80


def _naamveld(**kwargs):
    return forms.CharField(
        label="Naam van de collega",
        max_length=120,
        validators=[geen_bsn],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        **kwargs,
    )


class ZoekForm(Formulier):
    """Look for an alumna."""

    toon_niet_verplicht = False
    zoek = forms.CharField(
        label="Zoek een oud-deelnemer",
        max_length=ZOEK_TEKENS,
        required=False,
        help_text="U vindt wie een traject heeft afgerond en toestemming gaf om buddy te zijn.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class BuddyForm(Formulier):
    """A colleague by name, or one of these alumnae (Kandidaten)."""

    wie = RadioVeld(label="Wie wordt de buddy?", initial=COLLEGA)
    buddy_naam = _naamveld(required=False, help_text="Alleen bij een collega.")
    van = DatumVeld(label="Vanaf")
    tot = DatumVeld(label="Tot en met", required=False)

    def __init__(self, *args, alumnae, **kwargs):
        super().__init__(*args, **kwargs)
        self.alumnae = {str(alumna.pk): alumna for alumna in alumnae}
        keuzes = [(nummer, f"{alumna.naam}, oud-deelnemer") for nummer, alumna in self.alumnae.items()]
        self.fields["wie"].choices = [(COLLEGA, "Een collega"), *keuzes]
        self.initial.setdefault("van", timezone.localdate())

    def clean(self):
        gegevens = super().clean()
        if (
            gegevens.get("wie") == COLLEGA
            and not gegevens.get("buddy_naam")
            and "buddy_naam" not in self.errors
        ):
            self.add_error("buddy_naam", "Vul de naam van de collega in.")
        controleer_dagen(self, gegevens)
        return gegevens

    def gegevens(self):
        """For koppel_buddy: a name or an alumna, and the days."""
        alumna = self.alumnae.get(self.cleaned_data["wie"])
        naam = "" if alumna else self.cleaned_data["buddy_naam"]
        return {
            "alumna": alumna,
            "buddy_naam": naam,
            "van": self.cleaned_data["van"],
            "tot": self.cleaned_data["tot"],
        }


class BuddyWijzigForm(VersieFormulierMixin, ModelFormulier):
    """The days of a buddy, and of a colleague the name."""

    class Meta:
        model = Buddykoppeling
        fields = ["buddy_naam", "van", "tot"]

    buddy_naam = _naamveld()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.alumna_id:
            del self.fields["buddy_naam"]

    def clean(self):
        gegevens = super().clean()
        controleer_dagen(self, self.cleaned_data)
        return gegevens

    @property
    def velden(self):
        return {naam: self.cleaned_data[naam] for naam in self._meta.fields if naam in self.cleaned_data}


class BuddyEindeForm(Formulier):
    """When it ends, and why: a closed list, so that nothing about a person is written down."""

    tot = DatumVeld(label="Laatste dag")
    reden = RadioVeld(
        label="Waarom stopt het?",
        choices=[(code, label) for code, label in Buddyeinde.choices if code != Buddyeinde.TOESTEMMING],
    )

    def __init__(self, *args, van, **kwargs):
        super().__init__(*args, **kwargs)
        self.van = van
        self.initial.setdefault("tot", max(van, timezone.localdate()))

    def clean_tot(self):
        if self.cleaned_data["tot"] < self.van:
            raise forms.ValidationError(f"De buddy begon op {self.van:%d-%m-%Y}. Kies die dag of een latere.")
        return self.cleaned_data["tot"]


def controleer_dagen(form, gegevens):
    """The end is not before the begin."""
    van, tot = gegevens.get("van"), gegevens.get("tot")
    if van and tot and tot < van and "tot" not in form.errors:
        form.add_error("tot", "De laatste dag ligt voor de eerste dag.")
