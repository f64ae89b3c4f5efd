"""What a referrer fills in at a list of her own: for which programme, and the file."""

from django import forms

from basis.formulieren import Formulier
from inlezen.forms import BestandVeld, lijst_uit
from inlezen.meldingen import BestandOnleesbaar
from partners.models import Arbeidsmarktregio
from trajecten.dossier.verwijzen import programmas_voor
from trajecten.models import Programma


class AanleverForm(Formulier):
    """`contactpersoon`: as whom she refers. After `is_valid` `lijst` holds the list that was found, `regio` who handles
    it: her partner's region, or the one she chose where her partner has none or nobody serves it.
    """

    toon_niet_verplicht = False

    programma = forms.ModelChoiceField(
        Programma.objects.none(),
        label="Programma",
        help_text="Noemt een rij zelf een programma? Dan geldt dat voor die rij.",
    )
    behandelregio = forms.ModelChoiceField(
        Arbeidsmarktregio.objects.none(),
        label="Regio waar deze mensen wonen",
        empty_label="Kies een regio",
        help_text="De coördinatoren van deze regio bellen hen. Lever per regio een eigen lijst aan.",
    )
    bestand = BestandVeld(leeg="Dit bestand is leeg. Kies een lijst met kandidaten.")

    def __init__(self, *args, contactpersoon, **kwargs):
        super().__init__(*args, **kwargs)
        self.lijst = None
        self.contactpersoon = contactpersoon
        veld = self.fields["programma"]
        self.programmas = programmas_voor(contactpersoon.partner)
        veld.queryset = Programma.objects.filter(pk__in=[p.pk for p in self.programmas])
        veld.choices = [("", "Kies een programma"), *[(p.pk, str(p)) for p in self.programmas]]
        if len(self.programmas) == 1:
            self.initial.setdefault("programma", self.programmas[0].pk)
        regios = {r.pk: r for r in Arbeidsmarktregio.objects.behandeld().order_by("naam", "pk")}
        self.vaste_regio = regios.get(contactpersoon.partner.regio_id)
        if self.vaste_regio or not regios:
            del self.fields["behandelregio"]
        else:
            self.fields["behandelregio"].queryset = Arbeidsmarktregio.objects.filter(pk__in=list(regios))
        self._behandeld = bool(regios)

    @property
    def kan_niet(self):
        """Why no list can be uploaded now, or ""."""
        if not self.programmas:
            return "Er loopt nu geen programma waarvoor uw organisatie iemand kan aanmelden."
        if not self._behandeld:
            return "Er is nu geen coördinator die uw aanmelding kan behandelen."
        return ""

    @property
    def regio(self):
        return self.vaste_regio or self.cleaned_data["behandelregio"]

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        try:
            self.lijst = lijst_uit(bestand, self.contactpersoon.partner)
        except BestandOnleesbaar as fout:
            raise forms.ValidationError(str(fout)) from None
        return bestand
