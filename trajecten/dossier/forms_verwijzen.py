"""The form of a referrer: who, how to reach her, for which programme. What it may be about is hers to know."""

from django import forms

from basis.formulieren import DatumVeld, Formulier, VrijeTekstVeld
from kandidaten.forms import schoon_geboortedatum, schoon_telefoonnummer
from partners.models import Arbeidsmarktregio
from trajecten.dossier.gemeentekeuze import GemeenteVeld
from trajecten.dossier.verwijzen import eerder_verwezen, programmas_voor
from trajecten.models import Programma

PERSOONSVELDEN = ["voornaam", "tussenvoegsel", "achternaam", "geboortedatum", "telefoon", "email"]
GROEPEN = [
    ("Persoon", ["voornaam", "tussenvoegsel", "achternaam", "geboortedatum"]),
    ("Bereikbaarheid", ["telefoon", "email", "gemeente"]),
    ("Aanmelding", ["programma", "opmerking"]),
]
EEN_VAN_BEIDE = "Vul een telefoonnummer of een e-mailadres in. Anders kunnen wij de kandidaat niet bereiken."
AL_AANGEMELD = "Misschien meldde u deze persoon al aan. Is dit toch nodig? Kruis dan ‘Toch aanmelden’ aan."


class VerwijsForm(Formulier):
    """`contactpersoon`: as whom she refers. After `is_valid` `eerder` holds her own referrals that may be this person;
    then the box `toch` appears and must be ticked.
    """

    voornaam = forms.CharField(label="Voornaam", max_length=80)
    tussenvoegsel = forms.CharField(label="Tussenvoegsel", max_length=20, required=False)
    achternaam = forms.CharField(label="Achternaam", max_length=80)
    geboortedatum = DatumVeld(label="Geboortedatum", required=False)
    telefoon = forms.CharField(
        label="Telefoonnummer",
        max_length=20,
        required=False,
        help_text="Vul dit in, of het e-mailadres. Allebei mag ook.",
    )
    email = forms.EmailField(label="E-mailadres", required=False)
    gemeente = GemeenteVeld(
        label="Gemeente waar de kandidaat woont",
        help_text="Zo weten wij welke coördinator belt. Staat de gemeente er niet bij? Bel dan de coördinator.",
    )
    programma = forms.ModelChoiceField(Programma.objects.none(), label="Programma")
    opmerking = VrijeTekstVeld(
        label="Opmerking",
        required=False,
        rijen=3,
        help_text="Alleen wat wij moeten weten om te bellen, bijvoorbeeld: belt liever 's ochtends.",
    )

    def __init__(self, *args, gebruiker, contactpersoon, **kwargs):
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker
        self.contactpersoon = contactpersoon
        self.eerder = []
        for naam in PERSOONSVELDEN:  # about somebody else
            self.fields[naam].widget.attrs["autocomplete"] = "off"
        self._vul_programmas()
        self._vul_regio()

    def _vul_programmas(self):
        veld = self.fields["programma"]
        self.programmas = programmas_voor(self.contactpersoon.partner)
        veld.queryset = Programma.objects.filter(pk__in=[p.pk for p in self.programmas])
        veld.choices = [("", "Kies een programma"), *[(p.pk, str(p)) for p in self.programmas]]
        if len(self.programmas) == 1:
            self.initial.setdefault("programma", self.programmas[0].pk)

    def _vul_regio(self):
        """The partner's region handles it; without one, or without a coordinator there, her gemeente says which."""
        regio = self.contactpersoon.partner.regio_id
        self.regio = Arbeidsmarktregio.objects.behandeld().filter(pk=regio).first() if regio else None
        if self.regio:
            del self.fields["gemeente"]
        else:
            self.fields["gemeente"].vul("Kies een gemeente")

    @property
    def kan_niet(self):
        """Why nobody can be put forward now, or ""."""
        if not self.programmas:
            return "Er loopt nu geen programma waarvoor uw organisatie iemand kan aanmelden."
        if "gemeente" in self.fields and not self.fields["gemeente"].rijen:
            return "Er is nu geen coördinator die uw aanmelding kan behandelen."
        return ""

    # --- Checks -------------------------------------------------------------------------------------------------------
    def clean_telefoon(self):
        return schoon_telefoonnummer(self.cleaned_data["telefoon"])

    def clean_geboortedatum(self):
        return schoon_geboortedatum(self.cleaned_data["geboortedatum"])

    def clean(self):
        gegevens = super().clean()
        bereikbaar = gegevens.get("telefoon") or gegevens.get("email")
        if not bereikbaar and not {"telefoon", "email"} & self.errors.keys():
            self.add_error("telefoon", EEN_VAN_BEIDE)
        if not self.errors:
            self._zoek_eerdere(gegevens)
        return gegevens

    def _zoek_eerdere(self, gegevens):
        """Ask again when she may have referred this person already."""
        namen = ("voornaam", "achternaam", "geboortedatum", "email", "telefoon")
        self.eerder = eerder_verwezen(self.gebruiker, **{naam: gegevens[naam] for naam in namen})
        if not self.eerder:
            return
        self.fields["toch"] = forms.BooleanField(label="Toch aanmelden", required=False)
        if not self.data.get(self.add_prefix("toch")):
            self.add_error("toch", AL_AANGEMELD)

    def groepen(self):
        """(title, fields) in the order of the page."""
        for titel, namen in GROEPEN:
            yield titel, [self[naam] for naam in namen if naam in self.fields]

    @property
    def persoon(self):
        """Field values for a new Kandidaat."""
        gegevens = self.cleaned_data
        gemeente = gegevens.get("gemeente")
        return {naam: gegevens[naam] for naam in PERSOONSVELDEN} | {
            "gemeente": gemeente,
            "behandelregio": self.regio or gemeente.regio,
        }
