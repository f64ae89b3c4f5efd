"""Forms of coaching. A check-in takes less than a minute: what is usual is filled in, the rest is optional."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, ModelFormulier, RadioGroep, VinkjesVeld, VrijeTekstVeld
from basis.formulieren import RadioVeld as _RadioVeld
from basis.nummers import nummer_uit
from basis.validators import geen_bsn
from basis.velden import PRIV_HINT
from basis.vergrendeling import VersieFormulierMixin
from trajecten.begeleiding.keuzes import Eigenaar, GemistReden, Gespreksvorm, Score
from trajecten.begeleiding.models import SCORENAMEN, Functioneringsgesprek, Voortgangsgesprek

GEEN_SCORE = "geen"
MAX_ACTIES = 8
MIN_ACTIES = 3
JA, NEE, NIET_BESPROKEN = "ja", "nee", "niet_besproken"
_DRIE = {True: JA, False: NEE, None: NIET_BESPROKEN}


class ScoreVeld(forms.TypedChoiceField):
    """A score in words, or not discussed (None)."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=[
                *((str(waarde), label) for waarde, label in Score.choices),
                (GEEN_SCORE, "niet besproken"),
            ],
            coerce=lambda waarde: None if waarde == GEEN_SCORE else int(waarde),
            widget=RadioGroep(naast=True),
            initial=GEEN_SCORE,
            **kwargs,
        )

    def prepare_value(self, value):
        return GEEN_SCORE if value is None else str(value)

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != self.prepare_value(data)


class JaNeeVeld(forms.TypedChoiceField):
    """Yes, no, or not discussed (None)."""

    def __init__(self, **kwargs):
        super().__init__(
            choices=[(JA, "Ja"), (NEE, "Nee"), (NIET_BESPROKEN, "Niet besproken")],
            coerce=lambda waarde: {JA: True, NEE: False}.get(waarde),
            widget=RadioGroep(naast=True),
            initial=NIET_BESPROKEN,
            **kwargs,
        )

    def prepare_value(self, value):
        return value if value in _DRIE.values() else _DRIE[value]

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != self.prepare_value(data)


class GedaanVeld(VinkjesVeld):
    """Actions to tick off. One that a colleague handled meanwhile is no fault: the service leaves it as it is."""

    def valid_value(self, value):
        return nummer_uit(str(value)) is not None


class GesprekForm(VersieFormulierMixin, ModelFormulier):
    """A check-in, held or missed, with the actions of last time and new ones.

    `open_acties`: Actiepunten to tick off. `met_tekst` False: the text fields are left out (a colleague's talk).
    Actions are plain fields in numbered rows, so that a draft keeps them; `acties` says how many rows stand there.
    """

    ging_door = _RadioVeld(
        label="Ging het gesprek door?",
        choices=[(JA, "Ja"), (NEE, "Nee")],
        widget=RadioGroep(naast=True),
        initial=JA,
    )
    reden = forms.ChoiceField(
        label="Als het niet doorging: waarom niet?",
        choices=[("", "Het ging door"), *GemistReden.choices],
        required=False,
    )
    gedaan = GedaanVeld(label="Wat is gedaan?", required=False)
    acties = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=MIN_ACTIES)

    class Meta:
        model = Voortgangsgesprek
        fields = [
            "datum",
            "vorm",
            "duur_minuten",
            "reden",
            *SCORENAMEN,
            "werkt_nog",
            "afspraken",
            "notitie",
            "volgende_datum",
        ]
        field_classes = {**dict.fromkeys(SCORENAMEN, ScoreVeld), "werkt_nog": JaNeeVeld}

    def __init__(self, *args, kandidaat, open_acties=(), met_tekst=True, voorstel=None, vorm="", **kwargs):
        super().__init__(*args, **kwargs)
        nieuw = self.instance._state.adding
        self._score_en_werk(kandidaat)
        self.fields["vorm"].choices = [("", "Kies hoe"), *Gespreksvorm.choices]
        self.fields["vorm"].label = "Hoe sprak u elkaar?"
        self.fields["duur_minuten"].widget.attrs["class"] = "breedte-getal"
        self.fields["volgende_datum"].help_text = "Volgens het schema. U mag een andere dag kiezen."
        self.fields["afspraken"].widget.attrs["rows"] = 3
        self.fields["notitie"].widget.attrs["rows"] = 3
        self.fields["notitie"].help_text = f"Alleen voor jobcoaches. {PRIV_HINT}"
        if nieuw:
            begin = {
                "datum": timezone.localdate(),
                "vorm": vorm or Gespreksvorm.TELEFOON,
                "volgende_datum": voorstel,
            }
            self.initial |= {naam: waarde for naam, waarde in begin.items() if not self.initial.get(naam)}
        else:
            self.initial["ging_door"] = NEE if self.instance.reden else JA
        if not met_tekst:
            del self.fields["afspraken"], self.fields["notitie"]
        self.fields["gedaan"].choices = [(str(actie.pk), _actietekst(actie)) for actie in open_acties]
        if not open_acties:
            del self.fields["gedaan"]
        if nieuw:
            self._actievelden()
        else:
            del self.fields["acties"]

    def _score_en_werk(self, kandidaat):
        for naam in SCORENAMEN:
            self.fields[naam] = ScoreVeld(label=naam.capitalize())
        self.fields["werkt_nog"] = JaNeeVeld(label=f"Is {kandidaat.voornaam} nog aan het werk?")

    def _actievelden(self):
        for nummer in range(1, MAX_ACTIES + 1):
            self.fields[f"actie_{nummer}"] = forms.CharField(
                label=f"Actie {nummer}",
                max_length=300,
                required=False,
                validators=[geen_bsn],
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"wie_{nummer}"] = forms.ChoiceField(
                label=f"Wie doet actie {nummer}?",
                choices=Eigenaar.choices,
                required=False,
                initial=Eigenaar.KANDIDAAT,
            )
            uiterlijk = DatumVeld(label=f"Actie {nummer} uiterlijk", required=False)
            uiterlijk.help_text = ""  # said once, above the rows
            self.fields[f"uiterlijk_{nummer}"] = uiterlijk

    # --- Drawing ------------------------------------------------------------------------------------------------------
    @property
    def aantal_acties(self):
        """How many rows of actions stand on the page."""
        bron = self.data if self.is_bound else self.initial
        try:
            aantal = int(bron.get("acties") or MIN_ACTIES)
        except ValueError:
            aantal = MIN_ACTIES
        return min(max(aantal, MIN_ACTIES), MAX_ACTIES)

    def nog_een_actie(self):
        """Show one row more, and let the cursor stand in it."""
        aantal = min(self.aantal_acties + 1, MAX_ACTIES)
        self.initial["acties"] = aantal
        self.fields[f"actie_{aantal}"].widget.attrs["autofocus"] = True

    @property
    def meer_acties_mogelijk(self):
        return self.aantal_acties < MAX_ACTIES

    def actierijen(self):
        for nummer in range(1, self.aantal_acties + 1):
            yield nummer, self[f"actie_{nummer}"], self[f"wie_{nummer}"], self[f"uiterlijk_{nummer}"]

    def velden_gesprek(self):
        return self._geef("datum", "ging_door", "reden", "vorm", "duur_minuten")

    def velden_scores(self):
        return self._geef(*SCORENAMEN, "werkt_nog")

    def velden_tekst(self):
        return self._geef("afspraken", "notitie", "geen_bsn")

    def velden_volgende(self):
        return self._geef("volgende_datum")

    def velden_gedaan(self):
        return self._geef("gedaan")

    def _geef(self, *namen):
        return [self[naam] for naam in namen if naam in self.fields]

    # --- Checking -----------------------------------------------------------------------------------------------------
    def clean(self):
        gegevens = super().clean()
        if gegevens.get("ging_door") == NEE:
            if not gegevens.get("reden") and "reden" not in self.errors:
                self.add_error("reden", "Kies waarom het gesprek niet doorging.")
            gegevens["vorm"], gegevens["duur_minuten"] = "", None
        elif gegevens.get("ging_door") == JA and gegevens.get("reden"):
            self.add_error("reden", "Een reden hoort alleen bij een gesprek dat niet doorging.")
        elif not gegevens.get("vorm") and "vorm" not in self.errors:
            self.add_error("vorm", "Kies hoe u elkaar sprak.")
        datum, volgende = gegevens.get("datum"), gegevens.get("volgende_datum")
        if datum and volgende and volgende <= datum:
            self.add_error("volgende_datum", "Het volgende gesprek ligt na dit gesprek.")
        for nummer in range(1, MAX_ACTIES + 1):
            if gegevens.get(f"uiterlijk_{nummer}") and not (gegevens.get(f"actie_{nummer}") or "").strip():
                self.add_error(f"actie_{nummer}", f"Vul in wat er gedaan wordt bij actie {nummer}.")
        return gegevens

    def gespreksvelden(self):
        """The cleaned fields of the talk itself."""
        return {naam: self.cleaned_data[naam] for naam in self.Meta.fields if naam in self.cleaned_data}

    def nieuwe_acties(self):
        """(omschrijving, eigenaar, uiterlijk) of the rows that were filled in."""
        schoon = self.cleaned_data
        return [
            (schoon[f"actie_{n}"].strip(), schoon[f"wie_{n}"] or Eigenaar.KANDIDAAT, schoon[f"uiterlijk_{n}"])
            for n in range(1, MAX_ACTIES + 1)
            if schoon.get(f"actie_{n}", "").strip()
        ]


def _actietekst(actie):
    uiterlijk = f", uiterlijk {actie.uiterlijk:%d-%m-%Y}" if actie.uiterlijk else ""
    return f"{actie.omschrijving} ({actie.get_eigenaar_display()}{uiterlijk})"


class RedenForm(Formulier):
    """Why a coordinator reads the text of talks."""

    reden = forms.CharField(
        label="Waarom leest u de notities?",
        max_length=200,
        validators=[geen_bsn],
        help_text="Dit komt in het logboek. Schrijf niets op over de persoon zelf.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class BegeleidingskeuzeForm(Formulier):
    """Her own choice."""

    wil = _RadioVeld(
        label="Wil deze persoon begeleiding?",
        choices=[(JA, "Ja"), (NEE, "Nee, dan staan er geen gesprekken meer gepland")],
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)


class FunctioneringsgesprekForm(VersieFormulierMixin, ModelFormulier):
    """A performance talk at work."""

    class Meta:
        model = Functioneringsgesprek
        fields = ["datum", "verslag", "afspraken", "volgende_datum"]

    datum = DatumVeld(label="Datum")
    verslag = VrijeTekstVeld(label="Verslag", rijen=6, help_text="Hoe gaat het werk?")
    afspraken = VrijeTekstVeld(label="Afgesproken", required=False, rijen=3)
    volgende_datum = DatumVeld(
        label="Volgend gesprek",
        required=False,
        help_text="Op Mijn team ziet u wanneer het zover is.",
    )

    def clean_volgende_datum(self):
        volgende, datum = self.cleaned_data["volgende_datum"], self.cleaned_data.get("datum")
        if volgende and datum and volgende <= datum:
            raise forms.ValidationError("Het volgende gesprek ligt na dit gesprek. Kies een latere dag.")
        return volgende
