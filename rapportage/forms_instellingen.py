"""What somebody wants in her mail of the day."""

from django import forms

from basis.formulieren import Formulier, VinkjesVeld
from rapportage.keuzes import Herinneringsoort


class DagoverzichtForm(Formulier):
    """A tick for each kind that her roles can be reminded of, and one for no mail at all."""

    toon_niet_verplicht = False

    soorten = VinkjesVeld(label="Wat wilt u in het overzicht?", required=False)
    geen_mail = forms.BooleanField(
        label="Stuur mij geen overzicht", required=False, help_text="U ziet alles nog wel in Trajecten zelf."
    )

    def __init__(self, *args, soorten, uit, **kwargs):
        begin = {
            "soorten": [soort for soort in soorten if soort not in uit],
            "geen_mail": Herinneringsoort.GEEN_MAIL in uit,
        }
        super().__init__(*args, initial=begin, **kwargs)
        self.fields["soorten"].choices = [(soort.value, soort.label) for soort in soorten]
