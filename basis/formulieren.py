"""The base of every form on our own pages: Dutch errors that say what to do, and no BSN in free text.

The template tag `formulier` draws them (docs/componenten.md). Set `indeling` to a crispy Layout for groups:

    class GesprekForm(Formulier):
        indeling = Layout(Fieldset("Gesprek", "datum", "vorm"), Fieldset("Afspraken", "afspraken"))
"""

from copy import deepcopy

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.forms.utils import pretty_name

from basis.validators import BSN_FOUT, bevat_bsn
from basis.velden import (
    DatumInvoer,
    DatumTijdInvoer,
    DatumTijdVeld,
    DatumVeld,
    KeuzeVinkjes,
    RadioGroep,
    RadioVeld,
    TijdInvoer,
    TijdVeld,
    VinkjesVeld,
    VrijeTekstVeld,
)

__all__ = [
    "BsnVrijMixin",
    "DatumInvoer",
    "DatumTijdInvoer",
    "DatumTijdVeld",
    "DatumVeld",
    "Formulier",
    "Formulierbasis",
    "KeuzeVinkjes",
    "ModelFormulier",
    "RadioGroep",
    "RadioVeld",
    "TijdInvoer",
    "TijdVeld",
    "VinkjesVeld",
    "VrijeTekstVeld",
]

GEEN_BSN = "geen_bsn"
_KEUZE = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)


def _zinnen(veld, label):
    """Error messages for this field that name it and say what to do; only where the field has none of its own."""
    if isinstance(veld, forms.BooleanField):
        verplicht = f"Zet een vinkje bij ‘{label}’."
    elif isinstance(veld, forms.FileField):
        verplicht = f"Kies een bestand bij ‘{label}’."
    elif isinstance(veld.widget, _KEUZE):
        verplicht = f"Kies een antwoord bij ‘{label}’."
    else:
        verplicht = f"Vul ‘{label}’ in."
    zinnen = {"required": verplicht, "incomplete": verplicht}
    if isinstance(veld, forms.ChoiceField | forms.ModelChoiceField):
        zinnen["invalid_choice"] = f"Kies bij ‘{label}’ een antwoord dat in de lijst staat."
    elif isinstance(veld, forms.EmailField):
        zinnen["invalid"] = "Vul een e-mailadres in met een @ en een punt, zoals naam@voorbeeld.nl."
    elif isinstance(veld, forms.IntegerField):
        zinnen["invalid"] = f"Vul bij ‘{label}’ een getal in."
    return zinnen


class BsnVrijMixin:
    """Free text with what looks like a BSN is refused, until "Dit is geen BSN" is ticked (PRIV-01).

    The tick box is only there when it is needed; it is not part of `cleaned_data`.
    """

    _met_bsn = ()

    def full_clean(self):
        if self.is_bound:
            self._met_bsn = [naam for naam in self._vrije_tekst() if bevat_bsn(self._getypt(naam))]
            if self._met_bsn:
                self.fields[GEEN_BSN] = forms.BooleanField(label="Dit is geen BSN", required=False)
        super().full_clean()

    def _getypt(self, naam):
        return self.fields[naam].widget.value_from_datadict(self.data, self.files, self.add_prefix(naam))

    def _vrije_tekst(self):
        return [
            naam
            for naam, veld in self.fields.items()
            if isinstance(veld, forms.CharField)
            and isinstance(veld.widget, forms.Textarea)
            and not veld.disabled
        ]

    def clean(self):
        gegevens = super().clean()
        gegevens = self.cleaned_data if gegevens is None else gegevens
        if self._met_bsn and not gegevens.get(GEEN_BSN):
            for naam in self._met_bsn:
                self.add_error(naam, forms.ValidationError(BSN_FOUT, code="bsn"))
        gegevens.pop(GEEN_BSN, None)
        return gegevens


class Formulierbasis(BsnVrijMixin):
    """What Formulier and ModelFormulier share; put in front of a form of a library (login) too."""

    use_required_attribute = False  # the browser's own bubbles are in the way of ours; aria-required says it
    indeling = None
    toon_niet_verplicht = True  # False for filters, where nothing is obligatory

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self):
        """The sentences are set here and not in __init__, so that fields which a subclass adds have them too."""
        for naam, veld in self.fields.items():
            eigen = _eigen_zinnen(veld)
            zinnen = _zinnen(veld, veld.label or pretty_name(naam))
            veld.error_messages |= {code: zin for code, zin in zinnen.items() if code not in eigen}
        super().full_clean()

    @property
    def helper(self):
        """How crispy draws the fields: in the order of `indeling`, or one under the other."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.form_show_errors = False
        helper.render_hidden_fields = True
        helper.render_unmentioned_fields = True
        helper.field_template = "componenten/veld.html"
        helper.layout = deepcopy(self.indeling) if self.indeling else Layout(*self.fields)
        return helper


def _eigen_zinnen(veld):
    """Codes whose message was given where the field was made (`error_messages=`) or by our own field class."""
    standaard = {}
    for klasse in reversed(type(veld).__mro__):
        if klasse.__module__.startswith("django."):
            standaard |= getattr(klasse, "default_error_messages", {})
    return {code for code, zin in veld.error_messages.items() if standaard.get(code) != zin}


class Formulier(Formulierbasis, forms.Form):
    """Base of every form that is not about one model."""


def formulierveld(modelveld, **kwargs):
    """The form field of a model field: our own dates and times, free text with its hint."""
    for soort, veldklasse in _VELDEN.items():
        if isinstance(modelveld, soort) and not modelveld.choices:
            return modelveld.formfield(**{"form_class": veldklasse, **kwargs})
    return modelveld.formfield(**kwargs)


# A DateTimeField is a DateField too, so it comes first.
_VELDEN = {
    models.DateTimeField: DatumTijdVeld,
    models.DateField: DatumVeld,
    models.TimeField: TijdVeld,
    models.TextField: VrijeTekstVeld,
}


class _Metaklasse(ModelFormMetaclass):
    """Gives each Meta our `formulierveld`, so that no form can forget it."""

    def __new__(mcs, name, bases, attrs):
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(formulierveld)
        return super().__new__(mcs, name, bases, attrs)


class ModelFormulier(Formulierbasis, forms.ModelForm, metaclass=_Metaklasse):
    """Base of every form about one model. For a VersieModel put VersieFormulierMixin in front."""
