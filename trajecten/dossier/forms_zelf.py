"""The public form: who somebody is, how to reach her, where she lives. Nothing else, and no free text (PRIV-04)."""

import re
import uuid

from django import forms
from django.core import signing
from django.utils import timezone

from basis.formulieren import Formulier, RadioVeld
from basis.inzendingen import VELD as INZENDING
from kandidaten.forms import schoon_telefoonnummer
from kandidaten.keuzes import Kanaal
from kandidaten.models import Kandidaat
from trajecten.dossier.forms_aanmelden import begin_van
from trajecten.dossier.gemeentekeuze import GemeenteVeld

ZOUT = "dossier.zelf"
LOKVELD = "website"  # drawn by the template, hidden from everybody
MINSTENS_SECONDEN = 3  # nobody fills in a form faster; a machine does
HOOGSTENS_SECONDEN = 24 * 60 * 60
NOG_EENS = "Uw aanmelding is nog niet verstuurd. Kijk uw antwoorden na en verstuur ze nog een keer."
EEN_VAN_BEIDE = "Vul een telefoonnummer of een e-mailadres in. Anders kunnen wij u niet bereiken."
_GEEN_NAAM = re.compile(r"https?:|www\.|[<>@/\\]", re.IGNORECASE)
KANALEN = [
    ("", "Maakt niet uit"),
    (Kanaal.TELEFOON.value, "Bellen"),
    (Kanaal.SMS.value, "Sms of app"),
    (Kanaal.EMAIL.value, "E-mail"),
]
TELEFONISCH = (Kanaal.TELEFOON, Kanaal.SMS)


class ZelfForm(Formulier):
    """The three questions. Fields are hers, so her browser may fill them in.

    Against machines, without a puzzle for people: a field that nobody sees must stay empty, the page must have been
    open for a few seconds, and it carries a token of its own. Who is taken for a machine reads NOG_EENS and keeps what
    she typed: sending it again is enough.
    """

    voornaam = forms.CharField(label="Voornaam", max_length=80)
    achternaam = forms.CharField(
        label="Achternaam", max_length=80, help_text="Met wat ervoor staat, bijvoorbeeld: van den Berg."
    )
    telefoon = forms.CharField(
        label="Telefoonnummer",
        max_length=20,
        required=False,
        help_text="Vul dit in, of uw e-mailadres. Allebei mag ook.",
    )
    email = forms.EmailField(label="E-mailadres", required=False)
    voorkeurskanaal = RadioVeld(
        label="Hoe hebt u het liefst contact met ons?", choices=KANALEN, required=False, initial=""
    )
    gemeente = GemeenteVeld(
        label="In welke gemeente woont u?",
        help_text="Zo weten wij welke coördinator u helpt. Staat uw gemeente er niet bij? Vraag het dan aan uw "
        "gemeente of aan UWV.",
    )

    def __init__(self, *args, programma, **kwargs):
        super().__init__(*args, **kwargs)
        self.programma = programma
        for naam, waarde in AUTOCOMPLETE.items():
            self.fields[naam].widget.attrs["autocomplete"] = waarde
        self.fields["gemeente"].vul("Kies uw gemeente")

    @property
    def kan_nergens(self):
        """No region has a coordinator: there is nobody to call whoever registers."""
        return not self.fields["gemeente"].rijen

    # --- Is it a person? ----------------------------------------------------------------------------------------------
    @property
    def stempel(self):
        """The signed moment at which this page was first made, for the hidden field; a new one when it is too old."""
        gekregen = self.data.get("stempel", "") if self.is_bound else ""
        return gekregen if self._leeftijd(gekregen) is not None else _stempelaar().sign(self.programma.code)

    def _leeftijd(self, stempel):
        """Seconds since this page was made, or None: not ours, of another programme, or too old."""
        try:
            code = _stempelaar().unsign(stempel, max_age=HOOGSTENS_SECONDEN)
        except signing.BadSignature:
            return None
        if code != self.programma.code:
            return None
        gemaakt = signing.b62_decode(stempel.rsplit(":", 2)[1])
        return timezone.now().timestamp() - gemaakt

    def _is_mens(self):
        leeftijd = self._leeftijd(self.data.get("stempel", ""))
        if leeftijd is None or leeftijd < MINSTENS_SECONDEN or self.data.get(LOKVELD):
            return False
        try:
            uuid.UUID(self.data.get(INZENDING, ""))
        except ValueError:
            return False
        return True

    def te_vaak(self, seconden):
        """Say that many registrations came from here; what was typed stays."""
        minuten = max(1, -(-seconden // 60))
        wanneer = "over een minuut" if minuten == 1 else f"over {minuten} minuten"
        self.add_error(
            None,
            "Er kwamen net veel aanmeldingen vanaf deze plek. Uw aanmelding is nog niet verstuurd. "
            f"Uw antwoorden staan er nog. Verstuur ze {wanneer} nog een keer.",
        )

    # --- Checks -------------------------------------------------------------------------------------------------------
    def clean_voornaam(self):
        return _schone_naam(self.cleaned_data["voornaam"], "voornaam")

    def clean_achternaam(self):
        return _schone_naam(self.cleaned_data["achternaam"], "achternaam")

    def clean_telefoon(self):
        return schoon_telefoonnummer(self.cleaned_data["telefoon"])

    def clean(self):
        gegevens = super().clean()
        telefoon, email = gegevens.get("telefoon"), gegevens.get("email")
        kanaal = gegevens.get("voorkeurskanaal")
        if not {"telefoon", "email"} & self.errors.keys():
            if not telefoon and not email:
                self.add_error("telefoon", EEN_VAN_BEIDE)
            elif kanaal in TELEFONISCH and not telefoon:
                self.add_error("telefoon", "Vul uw telefoonnummer in, of kies hieronder e-mail.")
            elif kanaal == Kanaal.EMAIL and not email:
                self.add_error("email", "Vul uw e-mailadres in, of kies hieronder bellen.")
        if not self.errors and not self._is_mens():
            self.add_error(None, NOG_EENS)
        return gegevens

    @property
    def persoon(self):
        """Field values for a new Kandidaat: 'van den Berg' is taken apart."""
        gegevens = self.cleaned_data
        naam = begin_van(gegevens)
        if len(naam["tussenvoegsel"]) > Kandidaat._meta.get_field("tussenvoegsel").max_length:
            naam |= {"tussenvoegsel": "", "achternaam": gegevens["achternaam"]}
        del naam["geboortedatum"]
        return naam | {"email": gegevens["email"], "voorkeurskanaal": gegevens["voorkeurskanaal"]}


AUTOCOMPLETE = {
    "voornaam": "given-name",
    "achternaam": "family-name",
    "telefoon": "tel",
    "email": "email",
}


def _stempelaar():
    return signing.TimestampSigner(salt=ZOUT)


def _schone_naam(naam, wat):
    if _GEEN_NAAM.search(naam) or not any(teken.isalpha() for teken in naam):
        raise forms.ValidationError(f"Vul alleen uw {wat} in.")
    return naam
