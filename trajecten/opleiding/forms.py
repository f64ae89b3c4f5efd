"""Forms of training."""

from django import forms

from basis.formulieren import DatumVeld, Formulier, RadioVeld
from trajecten.models import Examendeel, Kwalificatie
from trajecten.opleiding.keuzes import VERVALT, Certificaatsoort, Examenuitslag, Intrekreden

NOG_GEEN = [("", "Nog niet bekend"), *Examenuitslag.choices]


class ExamenForm(Formulier):
    """An attempt at an exam part."""

    examendeel = forms.ModelChoiceField(
        queryset=Examendeel.objects.none(), label="Examendeel", empty_label="Kies een examendeel"
    )
    datum = DatumVeld(label="Datum")
    uitslag = forms.ChoiceField(label="Uitslag", choices=NOG_GEEN, required=False)

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        delen = Examendeel.objects.filter(kwalificatie__programma=traject.programma_id)
        self.fields["examendeel"].queryset = delen.select_related("kwalificatie")
        self.fields["examendeel"].label_from_instance = lambda deel: f"{deel.kwalificatie.naam}: {deel.naam}"


class UitslagForm(Formulier):
    """The result of an attempt; `gezien` is what stood there. One without a result can also lapse."""

    uitslag = RadioVeld(label="Uitslag", choices=Examenuitslag.choices)
    gezien = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, examen, **kwargs):
        super().__init__(*args, **kwargs)
        if not examen.uitslag:
            gaat_niet_door = (VERVALT, "Gaat niet door. Deze poging vervalt.")
            self.fields["uitslag"].choices = [*Examenuitslag.choices, gaat_niet_door]


class CertificaatForm(Formulier):
    """A diploma or certificate that was issued."""

    kwalificatie = forms.ModelChoiceField(
        queryset=Kwalificatie.objects.none(), label="Kwalificatie", empty_label="Kies een kwalificatie"
    )
    soort = RadioVeld(label="Soort", choices=Certificaatsoort.choices)
    datum = DatumVeld(label="Uitgereikt op")

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kwalificatie"].queryset = Kwalificatie.objects.filter(programma=traject.programma_id)


class IntrekForm(Formulier):
    """Why a recorded certificate does not count."""

    reden = RadioVeld(label="Wat ging er mis?", choices=Intrekreden.choices)
