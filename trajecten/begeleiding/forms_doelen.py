"""Forms of goals and actions: new ones and changes (which see when a colleague was first), and why a goal stops."""

from django import forms
from django.db.models import Q

from basis.formulieren import Formulier, ModelFormulier, RadioVeld, VinkjesVeld
from basis.validators import geen_bsn
from basis.velden import PRIV_HINT
from basis.vergrendeling import VersieFormulierMixin
from trajecten.begeleiding.keuzes import Aandachtsgebied, Eigenaar, Stopreden
from trajecten.begeleiding.models import Actiepunt, Doel


def _regel(label, hint=PRIV_HINT):
    """One line of text about her, with what does not belong in it (PRIV-04)."""
    return forms.CharField(
        label=label,
        max_length=300,
        validators=[geen_bsn],
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class _Veldenform(VersieFormulierMixin, ModelFormulier):
    @property
    def velden(self):
        """Field -> value, for the service."""
        return {naam: self.cleaned_data[naam] for naam in self._meta.fields}


class DoelForm(_Veldenform):
    """What she works towards."""

    class Meta:
        model = Doel
        fields = ["aandachtsgebied", "omschrijving", "streefdatum"]

    aandachtsgebied = RadioVeld(label="Waar gaat het over?", choices=Aandachtsgebied)
    omschrijving = _regel("Welk doel?", f"Bijvoorbeeld: zelfstandig een klant te woord staan. {PRIV_HINT}")


class ActieForm(_Veldenform):
    """One action, maybe under a goal."""

    class Meta:
        model = Actiepunt
        fields = ["omschrijving", "eigenaar", "uiterlijk", "doel"]

    omschrijving = _regel("Wat wordt er gedaan?")
    eigenaar = RadioVeld(label="Wie doet het?", choices=Eigenaar, initial=Eigenaar.KANDIDAAT)
    doel = forms.ModelChoiceField(
        queryset=None, label="Bij welk doel?", required=False, empty_label="Bij geen doel"
    )

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        # Of goals that do not run any more only the one where it already is.
        lopend = Q(bereikt_op=None, gestopt_op=None) | Q(pk=self.instance.doel_id)
        self.fields["doel"].queryset = traject.doelen.filter(lopend)
        self.fields["doel"].label_from_instance = lambda doel: doel.omschrijving


class StopForm(Formulier):
    """Why a goal stops: a closed list, so that nothing private is written down."""

    reden = RadioVeld(label="Waarom stopt dit doel?", choices=Stopreden)


class SjabloonForm(Formulier):
    """Goals of the programme's list that are not used yet; `voorstellen`: trajecten.begeleiding.sjablonen."""

    sjabloon = VinkjesVeld(
        label="Welke doelen kiest u?",
        error_messages={"required": "Kies een of meer doelen.", "invalid_choice": "Dit doel is al gekozen."},
    )

    controle = forms.CharField(widget=forms.HiddenInput, required=False, initial="1")

    def __init__(self, *args, voorstellen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sjabloon"].choices = [(str(v.sjabloon.pk), v.zin) for v in voorstellen]
