"""Putting somebody forward by hand: the search that comes first, and the one form."""

from itertools import groupby

from django import forms
from django.utils import timezone

from basis.formulieren import DatumTijdVeld, DatumVeld, Formulier, RadioVeld
from kandidaten.dubbelen import Sleutels, mogelijke_dubbelen, te_behandelen
from kandidaten.forms import schoon_geboortedatum, schoon_telefoonnummer
from kandidaten.keuzes import Kinderopvang, Uitkering
from kandidaten.zoeknaam import VOORVOEGSELS, zonder_accenten
from partners.models import Arbeidsmarktregio, Contactpersoon, Partner
from trajecten.dossier.gezien import lees_gezien
from trajecten.models import Programma, Traject

GROEPEN = [
    ("Persoon", ["voornaam", "tussenvoegsel", "achternaam", "geboortedatum"]),
    ("Bereikbaarheid", ["telefoon", "email"]),
    ("Aanmelding", ["programma", "verwijzer", "contactpersoon", "behandelregio", "ontvangen_op"]),
    ("Voor dit programma", ["uitkering", "kinderopvang"]),
]
ZELF = "zelf"
ANDERS = "anders"
PERSOONSVELDEN = ["voornaam", "tussenvoegsel", "achternaam", "geboortedatum", "telefoon", "email"]


class ZoekForm(Formulier):
    """By what somebody may be known already; one answer is enough."""

    toon_niet_verplicht = False

    voornaam = forms.CharField(label="Voornaam", max_length=80, required=False)
    achternaam = forms.CharField(label="Achternaam", max_length=80, required=False)
    geboortedatum = DatumVeld(label="Geboortedatum", required=False)
    telefoon = forms.CharField(label="Telefoonnummer", max_length=20, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.widget.attrs["autocomplete"] = "off"

    def clean_telefoon(self):
        return schoon_telefoonnummer(self.cleaned_data["telefoon"])

    def clean(self):
        gegevens = super().clean()
        if not self.errors and not any(gegevens.values()):
            raise forms.ValidationError("Vul een naam, een geboortedatum of een telefoonnummer in.")
        return gegevens


def begin_van(gegevens):
    """What was searched for, as the first values of the form: nothing is asked twice. 'van der Berg' is taken apart."""
    woorden = (gegevens.get("achternaam") or "").split()
    voor = 0
    while voor < len(woorden) - 1 and zonder_accenten(woorden[voor]).strip("'’.") in VOORVOEGSELS:
        voor += 1
    return {
        "voornaam": gegevens.get("voornaam") or "",
        "tussenvoegsel": " ".join(woorden[:voor]),
        "achternaam": " ".join(woorden[voor:]),
        "geboortedatum": gegevens.get("geboortedatum"),
        "telefoon": gegevens.get("telefoon") or "",
    }


class AanmeldForm(Formulier):
    """Who, how to reach her, who refers, for what. The rest comes later, when it is needed (PRIV-05).

    After `is_valid` `matches` holds who may be the same person. For whom she did not see yet when she searched
    (`te_vragen`; the hidden field `al_gezien`) the field `wie` appears and must be answered.
    """

    voornaam = forms.CharField(label="Voornaam", max_length=80)
    tussenvoegsel = forms.CharField(label="Tussenvoegsel", max_length=20, required=False)
    achternaam = forms.CharField(label="Achternaam", max_length=80)
    geboortedatum = DatumVeld(label="Geboortedatum", required=False)
    telefoon = forms.CharField(label="Telefoonnummer", max_length=20, required=False)
    email = forms.EmailField(label="E-mailadres", required=False)
    programma = forms.ModelChoiceField(
        Programma.objects.none(), label="Programma", empty_label="Kies een programma"
    )
    verwijzer = forms.ChoiceField(label="Wie meldt de kandidaat aan?")
    contactpersoon = forms.ChoiceField(
        label="Contactpersoon bij de verwijzer", required=False, help_text="Alleen bij een verwijzer."
    )
    behandelregio = forms.ModelChoiceField(
        Arbeidsmarktregio.objects.none(),
        label="Behandelregio",
        required=False,
        help_text="De coördinatoren van deze regio behandelen het dossier.",
    )
    ontvangen_op = DatumTijdVeld(label="Aanmelding ontvangen op")
    uitkering = forms.ChoiceField(label="Uitkering", required=False)
    kinderopvang = forms.ChoiceField(label="Kinderopvang", required=False)
    al_gezien = forms.Field(required=False, widget=forms.HiddenInput)  # see trajecten.dossier.gezien

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker
        self.matches = []
        self.te_vragen = []
        for (
            naam
        ) in PERSOONSVELDEN:  # about somebody else: the browser must not fill in the colleague's own data
            self.fields[naam].widget.attrs["autocomplete"] = "off"
        self._vul_programma()
        self._vul_verwijzers()
        self._vul_regios()
        self.initial.setdefault("ontvangen_op", timezone.now())

    # --- Choices --------------------------------------------------------------------------------------------------
    def _vul_programma(self):
        veld = self.fields["programma"]
        veld.queryset = Programma.objects.kiesbaar().order_by("naam", "pk")
        programmas = list(veld.queryset)
        veld.choices = [("", "Kies een programma"), *[(p.pk, str(p)) for p in programmas]]
        if len(programmas) == 1:
            self.initial.setdefault("programma", programmas[0].pk)
        self._optioneel(
            "uitkering",
            [p for p in programmas if p.legt_uitkering_vast],
            [("", "Niet bekend"), *Uitkering.choices],
            len(programmas),
        )
        self._optioneel(
            "kinderopvang",
            [p for p in programmas if p.kinderopvang_check],
            [("", "Niet gevraagd"), *[k for k in Kinderopvang.choices if k[0] != Kinderopvang.ONBEKEND]],
            len(programmas),
        )

    def _optioneel(self, naam, vragend, keuzes, aantal):
        """A question that only some programmes ask: gone when none does, else it says which."""
        if not vragend:
            del self.fields[naam]
            return
        self.fields[naam].choices = keuzes
        if len(vragend) < aantal:
            self.fields[naam].help_text = f"Alleen bij {_opsomming(str(p) for p in vragend)}."

    def _vul_verwijzers(self):
        partners = list(Partner.objects.verwijzers().order_by("naam", "pk"))
        self._partners = {str(p.pk): p for p in partners}
        self.fields["verwijzer"].choices = [
            ("", "Kies een verwijzer"),
            (ZELF, "Niemand: de kandidaat meldt zich zelf aan"),
            *[(str(p.pk), p.naam) for p in partners],
        ]
        contacten = list(
            Contactpersoon.objects.filter(actief=True, partner__in=partners)
            .select_related("partner")
            .order_by("partner__naam", "partner_id", "naam", "pk")
        )
        self._contacten = {str(c.pk): c for c in contacten}
        self.fields["contactpersoon"].choices = [
            ("", "Niet bekend"),
            *[
                (naam, [(str(c.pk), c.naam) for c in groep])
                for naam, groep in groupby(contacten, key=lambda c: c.partner.naam)
            ],
        ]

    def _vul_regios(self):
        veld = self.fields["behandelregio"]
        veld.queryset = Arbeidsmarktregio.objects.van(self.gebruiker).order_by("naam", "pk")
        self._regios = {r.pk: r for r in veld.queryset}
        veld.choices = [("", "De regio van de verwijzer"), *[(pk, r.naam) for pk, r in self._regios.items()]]
        if len(self._regios) == 1:
            veld.choices = veld.choices[1:]
            self.initial.setdefault("behandelregio", next(iter(self._regios)))

    # --- Checks ---------------------------------------------------------------------------------------------------
    def clean_telefoon(self):
        return schoon_telefoonnummer(self.cleaned_data["telefoon"])

    def clean_ontvangen_op(self):
        moment = self.cleaned_data["ontvangen_op"]
        if moment > timezone.now():
            raise forms.ValidationError(
                "Dit moment ligt in de toekomst. Vul in wanneer u de aanmelding kreeg."
            )
        return moment

    def clean_geboortedatum(self):
        return schoon_geboortedatum(self.cleaned_data["geboortedatum"])

    def clean(self):
        gegevens = super().clean()
        self._zet_verwijzer(gegevens)
        self._zet_regio(gegevens)
        self._zet_programmavragen(gegevens)
        if not self.errors:
            self._zoek_dubbelen(gegevens)
        return gegevens

    def _zet_verwijzer(self, gegevens):
        contact = self._contacten.get(gegevens.get("contactpersoon") or "")
        keuze = gegevens.get("verwijzer")
        gegevens["partner"] = self._partners.get(keuze or "")
        gegevens["contactpersoon"] = contact
        if contact and keuze == ZELF:
            self.add_error("contactpersoon", "Bij wie zich zelf aanmeldt, hoort geen contactpersoon.")
        elif contact and gegevens["partner"] and contact.partner_id != gegevens["partner"].pk:
            self.add_error("contactpersoon", f"Deze contactpersoon werkt bij {contact.partner.naam}.")

    def _zet_regio(self, gegevens):
        if gegevens.get("behandelregio") or "behandelregio" in self.errors:
            return
        partner = gegevens.get("partner")
        enige = next(iter(self._regios.values())) if len(self._regios) == 1 else None
        gegevens["behandelregio"] = self._regios.get(partner.regio_id, enige) if partner else enige
        if gegevens["behandelregio"] is None and gegevens.get("verwijzer"):
            self.add_error("behandelregio", "Kies welke van uw regio's dit dossier behandelt.")

    def _zet_programmavragen(self, gegevens):
        programma = gegevens.get("programma")
        if programma is None:
            return
        if gegevens.get("uitkering") and not programma.legt_uitkering_vast:
            self.add_error(
                "uitkering", f"Bij {programma} leggen wij de uitkering niet vast. Kies ‘Niet bekend’."
            )
        if gegevens.get("kinderopvang") and not programma.kinderopvang_check:
            self.add_error("kinderopvang", f"Bij {programma} vragen wij dit niet. Kies ‘Niet gevraagd’.")

    # --- Duplicates -----------------------------------------------------------------------------------------------
    def _zoek_dubbelen(self, gegevens):
        """Ask who it is when somebody may be known already; answered means answered about these very people."""
        persoon = {naam: gegevens[naam] for naam in PERSOONSVELDEN if naam != "tussenvoegsel"}
        self.matches = mogelijke_dubbelen(self.gebruiker, **persoon)
        gezien = lees_gezien(self.gebruiker, gegevens["al_gezien"])
        self.te_vragen = gezien.nog_te_vragen(self.gebruiker, self.matches, Sleutels.van(**persoon))
        if not self.te_vragen:
            return
        anders = f"{ANDERS}:{','.join(m.sleutel for m in self.te_vragen)}"
        eigen = te_behandelen(self.gebruiker, self.te_vragen)
        bekend = [m.kandidaat for m in self.te_vragen if m.zichtbaar and m.kandidaat.pk in eigen]
        keuzes = [
            (k.dossiernummer, f"Het is {k.naam}: open een nieuw traject in dossier {k.dossiernummer}")
            for k in bekend
        ]
        tekst = "Het is iemand anders: maak een nieuw dossier" if bekend else "Maak toch een nieuw dossier"
        keuzes.append((anders, tekst))
        veld = RadioVeld(label="Wie is het?", choices=keuzes)
        self.fields = {"wie": veld, **self.fields}
        antwoord = self.data.get(self.add_prefix("wie"), "")
        if antwoord not in dict(keuzes):
            self.add_error("wie", "Misschien kennen wij deze persoon al. Kies wie het is.")
            return
        gegevens["bestaand"] = next((k for k in bekend if k.dossiernummer == antwoord), None)

    def groepen(self):
        """(title, fields) in the order of the page; a group without fields is left out."""
        for titel, namen in GROEPEN:
            velden = [self[naam] for naam in namen if naam in self.fields]
            if velden:
                yield titel, velden

    @property
    def persoon(self):
        """Field values for a new Kandidaat."""
        waarden = {naam: self.cleaned_data[naam] for naam in [*PERSOONSVELDEN, "behandelregio"]}
        if self.cleaned_data.get("kinderopvang"):
            waarden["kinderopvang"] = self.cleaned_data["kinderopvang"]
        return waarden

    @property
    def verwijzing(self):
        """Keyword arguments of the referral and the traject, for meld_aan and meld_opnieuw_aan."""
        namen = ("programma", "partner", "contactpersoon", "ontvangen_op")
        return {naam: self.cleaned_data[naam] for naam in namen} | {
            "uitkering": self.cleaned_data.get("uitkering", "")
        }


class OpnieuwForm(AanmeldForm):
    """The same for somebody who has a dossier already: who she is, is known."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in [*PERSOONSVELDEN, "behandelregio", "kinderopvang", "al_gezien"]:
            self.fields.pop(naam, None)

    def _zet_regio(self, gegevens):
        """Her dossier keeps its region."""

    def _zoek_dubbelen(self, gegevens):
        """There is nobody to mistake her for."""


def met_lopende_trajecten(matches):
    """The open trajects of the people in scope, as {kandidaat pk: text}; one query, none without people."""
    pks = [m.kandidaat.pk for m in matches if m.zichtbaar]
    if not pks:
        return {}
    rijen = Traject.objects.open().filter(kandidaat__in=pks).select_related("programma")
    teksten = {}
    for traject in rijen.order_by("kandidaat", "-volgnummer"):
        teksten.setdefault(traject.kandidaat_id, []).append(
            f"{traject.programma}, {traject.get_status_display().lower()}"
        )
    return {pk: "; ".join(delen) for pk, delen in teksten.items()}


def _opsomming(woorden):
    woorden = list(woorden)
    return woorden[0] if len(woorden) == 1 else f"{', '.join(woorden[:-1])} en {woorden[-1]}"
