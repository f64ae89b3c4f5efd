"""Filters of the figures and lists."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier
from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from partners.models import Arbeidsmarktregio
from rapportage.kandidatenlijst import GESLOTEN, MIJN, OPEN, ZONDER
from rapportage.retentieduur import Variant
from trajecten.models import Programma
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
    """Filters of the candidate list. Choices come from reference tables, so they cost the same at any size.

    Only a coordinator sees regions (with more than one) and all jobcoaches; others choose status and programme.
    """

    toon_niet_verplicht = False

    q = forms.CharField(
        label="Zoek",
        required=False,
        max_length=100,
        help_text="Een naam, dossiernummer, telefoonnummer of geboortedatum.",
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
    regio = forms.ChoiceField(label="Regio", required=False)
    coach = forms.ChoiceField(label="Jobcoach", required=False)

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programma"].choices = [("", "Alle"), *_programmas()]
        regios = _regios(gebruiker)
        if len(regios) > 1:
            self.fields["regio"].choices = [("", "Alle"), *regios]
        else:
            del self.fields["regio"]
        if gebruiker.heeft_rol(Rol.COORDINATOR):
            self.fields["coach"].choices = _coaches(gebruiker)
        else:
            del self.fields["coach"]
        if not gebruiker.heeft_rol(Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER):
            self.fields["q"].help_text = "Een naam of dossiernummer."

    def gekozen(self):
        """What was chosen, as keyword arguments of `filter_lijst`; an unreadable filter counts as empty."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "q" and waarde}


def _programmas():
    """(code, name of the newest version) of every programme."""
    return sorted(
        dict(Programma.objects.order_by("code", "versie").values_list("code", "naam")).items(),
        key=lambda paar: paar[1],
    )


def _regios(gebruiker):
    if not gebruiker.heeft_rol(Rol.COORDINATOR):
        return []
    return list(Arbeidsmarktregio.objects.van(gebruiker).order_by("naam").values_list("pk", "naam"))


def _coaches(gebruiker):
    """Everybody with the role jobcoach; "Mijn eigen kandidaten" for who is somebody's colleague herself."""
    coaches = Gebruiker.objects.filter(rollen__rol=Rol.JOBCOACH, is_active=True).order_by("naam", "pk")
    keuzes = [("", "Alle"), (ZONDER, "Nog zonder jobcoach")]
    if gebruiker.heeft_rol(Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER):
        keuzes.insert(1, (MIJN, "Mijn eigen kandidaten"))
    return [*keuzes, *coaches.values_list("pk", "naam")]
