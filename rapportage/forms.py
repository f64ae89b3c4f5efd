"""Filters of the figures and lists."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier
from basis.nummers import getal
from gebruikers.rollen import Rol
from rapportage.gemist import ZONDER
from rapportage.lijstfilters import FILTERS, GESLOTEN, OPEN
from rapportage.retentieduur import Variant
from trajecten.statussen import Status

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

    def __init__(self, data, **kwargs):
        """What the address leaves out is filled in, so that the fields say what the page shows."""
        gekozen = {"variant": Variant.BETAALD_WERK.value, "peildatum": f"{timezone.localdate():%d-%m-%Y}"}
        gekozen |= {naam: data[naam] for naam in gekozen if data.get(naam)}
        super().__init__(gekozen, **kwargs)

    def clean_variant(self):
        return Variant(self.cleaned_data["variant"] or Variant.BETAALD_WERK)

    def clean_peildatum(self):
        peildatum = self.cleaned_data["peildatum"] or timezone.localdate()
        if peildatum > timezone.localdate():
            raise forms.ValidationError("De peildatum ligt in de toekomst. Kies vandaag of een eerdere dag.")
        return peildatum


class KandidatenFilter(Formulier):
    """Filters of the candidate list; the choices are `lijstkeuzes.Keuzes`, the numbers behind them come afterwards.

    A filter with nothing to choose is left out: regions for who has one, jobcoaches for who coaches herself.
    """

    toon_niet_verplicht = False

    q = forms.CharField(
        label="Zoek",
        required=False,
        max_length=100,
        help_text="Naam, dossiernummer, telefoon, volledig e-mailadres of geboortedatum.",
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[
            ("", "Alle"),
            (OPEN, "Alle die nog lopen"),
            (GESLOTEN, "Alle die zijn afgesloten"),
            *Status.choices,
        ],
    )
    programma = forms.ChoiceField(label="Programma", required=False)
    lichting = forms.ChoiceField(label="Lichting", required=False)
    regio = forms.ChoiceField(label="Regio", required=False)
    coach = forms.ChoiceField(label="Jobcoach", required=False)

    def __init__(self, *args, gebruiker, keuzes, **kwargs):
        super().__init__(*args, **kwargs)
        coordinator = gebruiker.heeft_rol(Rol.COORDINATOR)
        self._kies("programma", keuzes.programma, bij=1)
        self._kies("lichting", keuzes.lichting, bij=1)
        self._kies("regio", keuzes.regio, bij=2)
        self._kies("coach", [(ZONDER, "Nu zonder jobcoach"), *keuzes.coach] if coordinator else [], bij=1)
        if not gebruiker.heeft_rol(Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER):
            self.fields["q"].help_text = "Naam of dossiernummer."
        self._laat_onbekende_weg()

    def _laat_onbekende_weg(self):
        """A value that is no choice (an old bookmark, a typing error in the address) counts as not asked at all."""
        self.data = self.data.copy()
        for naam in FILTERS:
            veld = self.fields.get(naam)
            if naam in self.data and (veld is None or not veld.valid_value(self.data[naam])):
                del self.data[naam]

    def _kies(self, naam, keuzes, *, bij):
        """Offer these choices, from so many on."""
        if len(keuzes) >= bij:
            self.fields[naam].choices = [("", "Alle"), *keuzes]
        else:
            del self.fields[naam]

    def onthoud(self, **waarden):
        """Send these along as hidden values, so that filtering keeps the scope and the order."""
        self.data = self.data.copy()
        for naam, waarde in waarden.items():
            self.fields[naam] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.data[naam] = waarde

    def gekozen(self):
        """What was chosen, as keyword arguments of `filter_lijst`; an unreadable filter counts as empty."""
        self.is_valid()
        return {naam: self.cleaned_data[naam] for naam in FILTERS if self.cleaned_data.get(naam)}

    def woord(self, naam):
        """(label of the filter, what was chosen in words), without a number."""
        waarde = self.cleaned_data[naam]
        woorden = dict(getattr(self, "_zonder_aantal", {}).get(naam) or self.fields[naam].choices)
        return self.fields[naam].label, str(woorden[waarde])

    def zet_aantallen(self, per_keuze):
        """Say behind each choice how many people it leaves; `per_keuze` as `lijstfilters.Telling` has it."""
        self._zonder_aantal = {}
        for naam in FILTERS:
            if naam in self.fields:
                self._zonder_aantal[naam] = keuzes = list(self.fields[naam].choices)
                self.fields[naam].choices = [
                    (waarde, f"{tekst} ({getal(per_keuze[naam][waarde])})") for waarde, tekst in keuzes
                ]


class WeergaveForm(Formulier):
    """The name of a saved view, and whether the list begins with it."""

    naam = forms.CharField(label="Naam van de weergave", max_length=60)
    standaard = forms.BooleanField(
        label="Begin hiermee als ik de lijst open",
        required=False,
    )

    def add_error(self, field, error):
        """What the service refuses is about the name, the only thing that is typed: it stands at that field."""
        super().add_error("naam" if field is None and not hasattr(error, "error_dict") else field, error)
