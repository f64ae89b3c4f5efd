"""Forms of the schedule and of taking back a check-in."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, RadioVeld, VrijeTekstVeld
from trajecten.begeleiding.keuzes import Intrekreden, Ritmereden
from trajecten.begeleiding.schemamodellen import MEESTE_WEKEN
from trajecten.begeleiding.schemawoorden import ritme


class AfspraakForm(Formulier):
    """Another rhythm of talks with one person."""

    elke_weken = forms.TypedChoiceField(
        label="Hoe vaak een gesprek?",
        choices=[(n, ritme(n).capitalize()) for n in range(1, MEESTE_WEKEN + 1)],
        coerce=int,
    )
    van = DatumVeld(label="Vanaf", help_text="Vanaf deze dag telt de eerste periode.")
    tot = DatumVeld(
        label="Tot en met",
        required=False,
        help_text="Daarna geldt weer het schema van het programma. Leeg: tot u de afspraak stopt.",
    )
    reden = RadioVeld(label="Waarom?", choices=Ritmereden.choices)
    toelichting = VrijeTekstVeld(label="Toelichting", required=False, max_length=300, rijen=2)

    def __init__(self, *args, nu=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("van", timezone.localdate())
        self.initial.setdefault("elke_weken", nu or 1)

    def clean(self):
        gegevens = super().clean()
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot <= van:
            self.add_error("tot", "De einddatum ligt na de begindatum.")
        return gegevens


class IntrekForm(Formulier):
    """Why a check-in is taken back."""

    reden = RadioVeld(label="Waarom trekt u dit gesprek in?", choices=Intrekreden.choices)
    versie = forms.IntegerField(widget=forms.HiddenInput)
