"""Filters of the figures and lists."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier
from rapportage.retentieduur import Variant

VARIANTEN = [
    (Variant.WERKPLEK.value, "Op dezelfde werkplek"),
    (Variant.WERKGEVER.value, "Bij dezelfde formele werkgever"),
    (Variant.BETAALD_WERK.value, "In betaald werk, waar dan ook"),
]


class CijfersForm(Formulier):
    """Which definition of "still at work", and at which reference date."""

    toon_niet_verplicht = False

    variant = forms.ChoiceField(label="Wat telt als nog aan het werk", choices=VARIANTEN, required=False)
    peildatum = DatumVeld(label="Peildatum", required=False)

    def clean_variant(self):
        return Variant(self.cleaned_data["variant"] or Variant.BETAALD_WERK)

    def clean_peildatum(self):
        peildatum = self.cleaned_data["peildatum"] or timezone.localdate()
        if peildatum > timezone.localdate():
            raise forms.ValidationError("De peildatum ligt in de toekomst. Kies vandaag of een eerdere dag.")
        return peildatum
