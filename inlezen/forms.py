"""What a person fills in at an import: the upload and the meaning of each column."""

from django import forms
from django.utils import timezone
from django.utils.html import format_html_join

from basis.formulieren import GEEN_BSN, DatumTijdVeld, Formulier, VrijeTekstVeld
from basis.validators import bevat_bsn
from basis.vergrendeling import StandMixin
from inlezen.cellen import als_tekst, van_json
from inlezen.diensten import NIET_IN_TOEKOMST, lees_lijst
from inlezen.keuzes import Inleesstatus
from inlezen.meldingen import BestandOnleesbaar
from inlezen.velden import Veld
from inlezen.weergave import NAAMVELDEN
from inlezen.werkblad import MAX_BYTES
from partners.models import Arbeidsmarktregio, Contactpersoon, Partner
from trajecten.models import Programma

SOORTEN = ".xlsx,.xlsm,.csv,.tsv,.txt"
_GEEN_VELD = (Veld.OVERSLAAN, Veld.BSN)
# Fields that can be filled in at a row, whether the list has a column for them or not.
ALTIJD = (Veld.GEBOORTEDATUM, Veld.TELEFOON, Veld.EMAIL)
KIES_OOK_REGIO = "Kies hierbij ook een behandelregio"
MET_BSN_VRAAG = (Veld.WOONPLAATS, Veld.CONTACTPERSOON, Veld.OPMERKING)


class BestandVeld(forms.FileField):
    """The list itself. `leeg`: what to do when there is nothing in it."""

    def __init__(self, *, leeg):
        super().__init__(
            label="Bestand",
            help_text="Excel (.xlsx) of csv, hoogstens 25 MB. Het bestand zelf bewaren we niet.",
            error_messages={"empty": leeg},
            widget=forms.FileInput(attrs={"accept": SOORTEN}),
        )


def lijst_uit(bestand, partner):
    """The list in an uploaded file. Raises BestandOnleesbaar, with what to do.

    One byte more than is allowed says enough: the rest of a huge file is not read.
    """
    return lees_lijst(inhoud=bestand.read(MAX_BYTES + 1), bestandsnaam=bestand.name, partner=partner)


class OverzichtFilter(Formulier):
    """Which imports to show: where they stand, and whose they are."""

    toon_niet_verplicht = False

    status = forms.ChoiceField(label="Stand", required=False, choices=[("", "Alle"), *Inleesstatus.choices])
    partner = forms.ModelChoiceField(
        Partner.objects.none(), label="Verwijzer", required=False, empty_label="Alle"
    )

    def __init__(self, *args, inlezingen, **kwargs):
        super().__init__(*args, **kwargs)
        verwijzers = Partner.objects.filter(pk__in=inlezingen.order_by().values("partner"))
        self.fields["partner"].queryset = verwijzers.order_by("naam", "pk")

    def voorwaarden(self):
        """What is filled in, for `filter`."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}


class UploadForm(Formulier):
    """Whose list, for what, handled where, and the file. After `is_valid` `lijst` holds the list that was found."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(), label="Verwijzer", empty_label="Kies een verwijzer"
    )
    programma = forms.ModelChoiceField(
        Programma.objects.none(),
        label="Programma",
        empty_label="Kies een programma",
        help_text="Noemt een rij zelf een programma? Dan geldt dat voor die rij.",
    )
    behandelregio = forms.ModelChoiceField(
        Arbeidsmarktregio.objects.none(),
        label="Behandelregio",
        required=False,
        empty_label="De regio van de verwijzer",
        help_text="De coördinatoren van deze regio behandelen de dossiers.",
    )
    contactpersoon = forms.ModelChoiceField(
        Contactpersoon.objects.none(),
        label="Contactpersoon bij de verwijzer",
        required=False,
        empty_label="Staat in de lijst, of niet bekend",
        help_text="Voor rijen die zelf geen contactpersoon noemen.",
    )
    ontvangen_op = DatumTijdVeld(
        label="Lijst ontvangen op",
        help_text="Vanaf dit moment telt de tijd tot het eerste contact. De datum als dd-mm-jjjj, de tijd als uu:mm.",
    )
    bestand = BestandVeld(leeg="Dit bestand is leeg. Vraag de verwijzer om de lijst opnieuw te sturen.")

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.lijst = None
        regios = Arbeidsmarktregio.objects.van(gebruiker).geldig_op(timezone.localdate())
        self.fields["partner"].queryset = Partner.objects.verwijzers().select_related("regio")
        self._eigen = list(regios)
        self.fields["partner"].choices = self._partnerkeuzes()
        self.fields["programma"].queryset = Programma.objects.kiesbaar().order_by("naam", "pk")
        self.fields["behandelregio"].queryset = regios
        contactpersonen = Contactpersoon.objects.filter(actief=True, partner__in=Partner.objects.verwijzers())
        veld = self.fields["contactpersoon"]
        veld.queryset = contactpersonen.select_related("partner").order_by("partner__naam", "naam", "pk")
        veld.label_from_instance = lambda c: f"{c.partner.naam}: {c.naam}"
        self.initial.setdefault("ontvangen_op", timezone.now().replace(second=0, microsecond=0))

    def _partnerkeuzes(self):
        """Whose region is clear first; at the others she reads before the upload that she must choose one."""
        per_soort = {True: [], False: []}
        for partner in self.fields["partner"].queryset:
            per_soort[self._regio_van(partner) is not None].append((partner.pk, str(partner)))
        return [
            ("", "Kies een verwijzer"),
            *per_soort[True],
            *([(KIES_OOK_REGIO, per_soort[False])] if per_soort[False] else []),
        ]

    def _regio_van(self, partner):
        """The region that handles a list of this partner when she chooses none; None: she must choose."""
        if partner.regio is None:
            return self._eigen[0] if len(self._eigen) == 1 else None
        return partner.regio if partner.regio in self._eigen else None

    def clean_ontvangen_op(self):
        moment = self.cleaned_data["ontvangen_op"]
        if moment > timezone.now():
            raise forms.ValidationError(NIET_IN_TOEKOMST)
        return moment

    def clean(self):
        gegevens = super().clean()
        gegevens = self.cleaned_data if gegevens is None else gegevens
        partner = gegevens.get("partner")
        if partner:
            self._kies_regio(gegevens, partner)
            contactpersoon = gegevens.get("contactpersoon")
            if contactpersoon and contactpersoon.partner_id != partner.pk:
                self.add_error("contactpersoon", "Deze contactpersoon hoort bij een andere verwijzer.")
            if gegevens.get("bestand"):
                try:
                    self.lijst = lijst_uit(gegevens["bestand"], partner)
                except BestandOnleesbaar as fout:
                    self.add_error("bestand", str(fout))
        return gegevens

    def _kies_regio(self, gegevens, partner):
        """The region of the partner, where she serves it; else her own if she serves one; else she chooses."""
        if gegevens.get("behandelregio") or "behandelregio" in self.errors:
            return
        gegevens["behandelregio"] = self._regio_van(partner)
        if gegevens["behandelregio"]:
            return
        if partner.regio is None:
            self.add_error("behandelregio", "Deze verwijzer heeft geen vaste regio. Kies een regio.")
        else:
            tekst = (
                f"Deze verwijzer hoort bij {partner.regio}. Daar werkt u niet. Kies een regio waar u werkt."
            )
            self.add_error("behandelregio", tekst)


class KolommenForm(Formulier):
    """For each column of the list: which of our fields (`velden`) it fills."""

    toon_niet_verplicht = False

    def __init__(self, *args, lijst, velden=frozenset(Veld), **kwargs):
        super().__init__(*args, **kwargs)
        self.lijst = lijst
        keuzes = [
            (Veld.OVERSLAAN.value, Veld.OVERSLAAN.label),
            *[(v.value, v.label) for v in Veld if v in velden and v not in _GEEN_VELD],
        ]
        for kolom in lijst.kolommen:
            if kolom.veld == Veld.BSN:
                continue
            naam = kolom.kop or f"kolom {kolom.index + 1}"
            self.fields[f"kolom_{kolom.index}"] = forms.ChoiceField(
                label=f"Wat staat er in ‘{naam}’?",
                choices=keuzes,
                initial=kolom.veld or Veld.OVERSLAAN.value,
            )

    def rijen(self):
        """(Kolom, bound field or None for a refused column), in the order of the list."""
        for kolom in self.lijst.kolommen:
            naam = f"kolom_{kolom.index}"
            yield kolom, self[naam] if naam in self.fields else None

    def clean(self):
        gegevens = super().clean()
        gegevens = self.cleaned_data if gegevens is None else gegevens
        gezien = {}
        for naam, veld in list(gegevens.items()):
            if veld == Veld.OVERSLAAN:
                continue
            if veld in gezien:
                ander = self.fields[gezien[veld]].label.split("‘")[1].split("’")[0]
                self.add_error(naam, f"{Veld(veld).label} staat ook bij ‘{ander}’. Kies er één.")
            gezien.setdefault(veld, naam)
        if not self.errors and not {Veld.ACHTERNAAM, Veld.VOLLEDIGE_NAAM} & gezien.keys():
            raise forms.ValidationError(
                "Kies in welke kolom de achternaam staat, of de volledige naam. Zonder naam kunnen we niets inlezen."
            )
        return gegevens

    def keuzes(self):
        """Place of the column -> field, for inlezen.diensten.kies_kolommen."""
        return {int(naam.removeprefix("kolom_")): veld for naam, veld in self.cleaned_data.items()}


class RijForm(StandMixin, Formulier):
    """The cells of one row as text, each with what was wrong with it. After `is_valid`: `cellen` and `geen_bsn`.

    `programmas`: those that the row may name. Not valid when a colleague changed a cell meanwhile: then `conflict` says
    which (StandMixin).
    """

    toon_niet_verplicht = False

    def __init__(self, *args, regel, programmas, **kwargs):
        self.regel = regel
        self.programmas = programmas
        self.geen_bsn = frozenset()
        cellen = regel.gegevens["cellen"]
        self._velden = [v for v in Veld if v not in _GEEN_VELD and (v in cellen or v in ALTIJD)]
        initial = {v.value: als_tekst(van_json(cellen.get(v))) for v in self._velden}
        super().__init__(*args, initial=initial, **kwargs)
        self._per_veld = self._meldingen()
        for veld in self._velden:
            self.fields[veld.value] = self._veld(veld)
        if not self.is_bound and any(bevat_bsn(self.initial[naam]) for naam in self._vrije_tekst()):
            self.fields[GEEN_BSN] = forms.BooleanField(label="Dit is geen BSN", required=False)

    def _meldingen(self):
        """Field -> pairs (level, sentence); what is said about a part of the name stands at the column it came from."""
        per_veld = {}
        for niveau, code, tekst, veld in self.regel.beoordeling["meldingen"]:
            if code == "bsn_mogelijk" and self.is_bound:
                continue  # BsnVrijMixin says it at the field, where it is still so
            if veld in NAAMVELDEN and veld not in self._velden and Veld.VOLLEDIGE_NAAM in self._velden:
                veld = Veld.VOLLEDIGE_NAAM
            per_veld.setdefault(veld, []).append((niveau, tekst))
        return per_veld

    def _veld(self, veld):
        meldingen = self._per_veld.get(veld, ())
        hint = format_html_join(
            " ", '<span class="{}">{}{}</span>', [(*_WOORD[niveau], tekst) for niveau, tekst in meldingen]
        )
        if veld == Veld.OPMERKING:
            invoer = VrijeTekstVeld(label=veld.label, required=False, help_text=hint)
        elif veld == Veld.PROGRAMMA:
            invoer = self._programmaveld(hint)
        else:
            invoer = forms.CharField(label=veld.label, required=False, max_length=250, help_text=hint)
            invoer.widget.attrs["autocomplete"] = "off"
        if not self.is_bound and "fout" in dict(meldingen):
            invoer.widget.attrs["aria-invalid"] = "true"
        return invoer

    def _programmaveld(self, hint):
        """A choice, so that nobody has to know how a programme is spelled; what the list says stays one of them."""
        staat = self.initial[Veld.PROGRAMMA]
        namen = list(dict.fromkeys(p.naam for p in self.programmas))
        keuzes = [("", "Het programma van de lijst"), *((naam, naam) for naam in namen)]
        if staat and staat not in namen:
            keuzes.append((staat, f"{staat} (zo staat het in de lijst)"))
        return forms.ChoiceField(label=Veld.PROGRAMMA.label, required=False, choices=keuzes, help_text=hint)

    def _vrije_tekst(self):
        """The cells in which nine digits may be no BSN, as far as nobody said so before (PRIV-01)."""
        bevestigd = self.regel.gegevens["geen_bsn"]
        return [
            veld.value
            for veld in MET_BSN_VRAAG
            if veld.value in self.fields
            and not (
                veld in bevestigd
                and (not self.is_bound or self._getypt(veld.value) == self.initial[veld.value])
            )
        ]

    def clean(self):
        gegevens = super().clean()
        # What is left with a BSN in it was confirmed: BsnVrijMixin refuses it otherwise.
        self.geen_bsn = frozenset(self._met_bsn)
        return gegevens

    @property
    def cellen(self):
        """The cells that were changed: Veld -> text; all of them where nine digits were confirmed."""
        return {v: self.cleaned_data[v] for v in {*self.changed_data, *self.geen_bsn} if v in Veld.values}

    @property
    def hoofdvelden(self):
        """What asks for attention, faults first; where nothing does, the name and how to reach her."""
        return [self[naam] for naam in self._hoofd()]

    @property
    def meervelden(self):
        """The other cells, behind a click."""
        hoofd = {*self._hoofd(), "gezien"}
        return [self[naam] for naam in self.fields if naam not in hoofd]

    def _hoofd(self):
        per_niveau = {
            niveau: [v.value for v in self._velden if niveau in dict(self._per_veld.get(v, ()))]
            for niveau in ("fout", "waarschuwing")
        }
        mis = [naam for naam in self.errors if naam in self.fields] if self.is_bound else []
        hoofd = list(dict.fromkeys([*mis, *per_niveau["fout"], *per_niveau["waarschuwing"]]))
        hoofd = hoofd or [v.value for v in self._velden if v in (*NAAMVELDEN, *ALTIJD)]
        return [*hoofd, *[naam for naam in (GEEN_BSN,) if naam in self.fields and naam not in hoofd]]

    def richt_focus(self):
        """Let the first field that asks for attention have the focus when htmx puts the form in the table."""
        self.fields[self._hoofd()[0]].widget.attrs["autofocus"] = True


# Class and word of a message, by its level.
_WOORD = {"fout": ("cel-fout", "Fout: "), "waarschuwing": ("", "Let op: "), "opmerking": ("", "")}
