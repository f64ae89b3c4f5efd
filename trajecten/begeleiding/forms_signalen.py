"""What a colleague does with a signal."""

from django import forms

from basis.formulieren import DatumVeld, Formulier, RadioVeld, VrijeTekstVeld
from trajecten.begeleiding.signaalkeuzes import Afhandeling, Uitstelreden
from trajecten.begeleiding.signalen import UITSTEL_DAGEN


class SignaalForm(Formulier):
    """Seen, taken up, or postponed until a day with a reason. `gezien`: stamp of how it stood on her screen."""

    hoe = RadioVeld(
        label="Wat doet u met dit signaal?",
        choices=[
            (Afhandeling.GEZIEN, "Gezien. Er is nu niets nodig."),
            (Afhandeling.OPGEPAKT, "Opgepakt. Ik doe er iets mee."),
            (Afhandeling.UITGESTELD, "Uitstellen. Herinner mij later."),
        ],
        initial=Afhandeling.UITGESTELD,
    )
    tot = DatumVeld(label="Bij uitstel: tot welke dag?", required=False)
    reden = forms.ChoiceField(
        label="Bij uitstel: waarom?", choices=[("", "Kies een reden"), *Uitstelreden.choices], required=False
    )
    toelichting = VrijeTekstVeld(label="Toelichting", required=False, rijen=2, max_length=300)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tot"].help_text = f"Hoogstens {UITSTEL_DAGEN} dagen. Voorbeeld: 14-3-2026."

    def clean(self):
        gegevens = super().clean()
        if gegevens.get("hoe") != Afhandeling.UITGESTELD:
            gegevens["tot"], gegevens["reden"] = None, ""
            return gegevens
        if not gegevens.get("tot") and "tot" not in self.errors:
            self.add_error("tot", "Vul in tot welke dag het signaal wacht.")
        if not gegevens.get("reden") and "reden" not in self.errors:
            self.add_error("reden", "Kies waarom het signaal wacht.")
        return gegevens
