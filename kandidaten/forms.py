"""Forms about one person: her data by subject, and what is sensitive, each kind in a form of its own."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, ModelFormulier, RadioVeld, VinkjesVeld, VrijeTekstVeld
from basis.vergrendeling import StandMixin, VersieFormulierMixin
from kandidaten.keuzes import Aanpassing, Doelgroepindicatie, Selectiehulp, Uitkering
from kandidaten.models import Kandidaat
from kandidaten.zoeknaam import telefoon_sleutel
from partners.models import Arbeidsmarktregio

JONGSTE = 14  # who is put forward is at least in the year of this birthday
TELEFOON_FOUT = "Dit is geen telefoonnummer. Vul het in met tien cijfers, of begin met +."


def schoon_telefoonnummer(telefoon):
    """The number as it was typed, without spaces around it. Raises ValidationError when it cannot be a number."""
    telefoon = (telefoon or "").strip()
    if telefoon and not telefoon_sleutel(telefoon):
        raise forms.ValidationError(TELEFOON_FOUT, code="telefoon")
    return telefoon


def schoon_geboortedatum(dag):
    """The date of birth, or None. Raises ValidationError for somebody who is not fourteen this year, or too old."""
    if dag and not 1900 < dag.year <= timezone.localdate().year - JONGSTE:
        raise forms.ValidationError("Deze geboortedatum kan niet kloppen. Kijk naar het jaar.", code="jaar")
    return dag


def niet_in_de_toekomst(dag):
    """The day, or None. Raises ValidationError for a day that is still to come."""
    if dag and dag > timezone.localdate():
        raise forms.ValidationError("Deze dag ligt in de toekomst. Vul in wanneer het was.", code="toekomst")
    return dag


class KandidaatForm(VersieFormulierMixin, ModelFormulier):
    """Base of the forms that edit a subject; save through kandidaten.diensten.wijzig_kandidaat."""

    def __init__(self, *args, gebruiker, **kwargs):
        self.gebruiker = gebruiker
        super().__init__(*args, **kwargs)
        for naam, waarde in INVULHULP.items():
            if naam in self.fields:
                self.fields[naam].widget.attrs["autocomplete"] = waarde

    def clean_telefoon(self):
        return schoon_telefoonnummer(self.cleaned_data["telefoon"])

    @property
    def velden(self):
        """Names of the model fields on this form, for the service."""
        return [naam for naam in self._meta.fields if naam in self.cleaned_data]


# The form is about somebody else: the browser must not fill in the colleague's own data.
INVULHULP = dict.fromkeys(
    ("voornaam", "voorletters", "achternaam", "telefoon", "email", "postcode", "woonplaats"), "off"
)


class ContactgegevensForm(KandidaatForm):
    """Phone and mail: all that a jobcoach may change of the contact data (domain, section 6)."""

    class Meta:
        model = Kandidaat
        fields = ["telefoon", "email"]


class PersoonForm(KandidaatForm):
    class Meta:
        model = Kandidaat
        fields = ["voornaam", "voorletters", "tussenvoegsel", "achternaam", "geboortedatum"]

    def clean_geboortedatum(self):
        return schoon_geboortedatum(self.cleaned_data["geboortedatum"])


class BereikbaarheidForm(KandidaatForm):
    class Meta:
        model = Kandidaat
        fields = ["telefoon", "email", "voorkeurskanaal", "voorkeursvorm", "privacy_gegeven_op"]

    def clean_privacy_gegeven_op(self):
        return niet_in_de_toekomst(self.cleaned_data["privacy_gegeven_op"])


class WoonplaatsForm(KandidaatForm):
    class Meta:
        model = Kandidaat
        fields = ["postcode", "woonplaats", "gemeente", "behandelregio"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regio = self.fields["behandelregio"]
        regio.queryset = Arbeidsmarktregio.objects.van(self.gebruiker)
        regio.empty_label = None


class TaalForm(KandidaatForm):
    class Meta:
        model = Kandidaat
        fields = ["taal_spreken", "taal_schrijven", "digitaal"]


class WerkwensenForm(KandidaatForm):
    class Meta:
        model = Kandidaat
        fields = ["uren_min", "uren_max", "thuiswerk", "reistijd_max", "kinderopvang", "motivatie"]


ONDERWERPEN = {
    "persoon": ("Persoon", PersoonForm),
    "bereikbaarheid": ("Bereikbaarheid en privacy", BereikbaarheidForm),
    "wonen": ("Woonplaats en regio", WoonplaatsForm),
    "taal": ("Taal en computer", TaalForm),
    "werk": ("Wensen voor werk", WerkwensenForm),
}
# What somebody reads with only the right to contact data (a trainer); the rest is about the intake.
CONTACTONDERWERPEN = ("persoon", "bereikbaarheid")


# --- Sensitive values: each kind its own form, its own right and its own line in the log (PRIV-15) ------------------
class OndersteuningForm(StandMixin, Formulier):
    """What she needs at work, from the closed list, and what works. No diagnosis (PRIV-03)."""

    aanpassingen = VinkjesVeld(label="Wat is er nodig op het werk?", choices=Aanpassing, required=False)
    wat_werkt = VrijeTekstVeld(
        label="Wat werkt goed",
        required=False,
        help_text="Kort en praktisch, voor wie met de kandidaat werkt.",
    )


class SelectiehulpForm(StandMixin, Formulier):
    """What she needs to take part in the selection itself, from the closed list (PRIV-05)."""

    nodig = VinkjesVeld(
        label="Wat is er nodig om mee te doen aan de selectie?",
        choices=Selectiehulp,
        required=False,
        help_text="Vraag het de kandidaat. Vraag niet waarom.",
    )


class DoelgroepForm(StandMixin, Formulier):
    """Whether she is in the target group, and when that was checked (PRIV-06)."""

    indicatie = RadioVeld(
        label="Hoort de kandidaat bij de doelgroep van de banenafspraak?", choices=Doelgroepindicatie
    )
    gecontroleerd_op = DatumVeld(label="Gecontroleerd op", required=False)

    def clean_gecontroleerd_op(self):
        return niet_in_de_toekomst(self.cleaned_data["gecontroleerd_op"])

    def clean(self):
        gegevens = super().clean()
        bekend = gegevens.get("indicatie") in (Doelgroepindicatie.JA, Doelgroepindicatie.NEE)
        if bekend and not gegevens.get("gecontroleerd_op") and "gecontroleerd_op" not in self.errors:
            self.add_error("gecontroleerd_op", "Vul in op welke dag u dit hebt gecontroleerd.")
        return gegevens


class UitkeringForm(StandMixin, Formulier):
    """The benefit type of one referral (PRIV-05)."""

    uitkering = RadioVeld(label="Welke uitkering heeft de kandidaat?", choices=Uitkering)
