"""Choosing what stays when two dossiers of one person become one."""

from django import forms

from basis.formulieren import Formulier, RadioGroep, RadioVeld
from basis.templatetags.componenten import datum, telefoon
from kandidaten.forms import ONDERWERPEN
from kandidaten.models import Kandidaat
from trajecten.dossier.samenvoegen import KEUZEVELDEN, verschillende_velden, voorkeur
from trajecten.formulieren import INTUSSEN

HIER, DAAR = "hier", "daar"
LEEG = "niets ingevuld"


def in_woorden(kandidaat, naam):
    """A field of a candidate as a person reads it; "" when nothing is filled in."""
    veld = Kandidaat._meta.get_field(naam)
    waarde = getattr(kandidaat, naam)
    if veld.choices:
        return str(getattr(kandidaat, f"get_{naam}_display")() or "")
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    if veld.get_internal_type() == "DateField":
        return str(datum(waarde)) if waarde else ""
    if naam == "telefoon":
        return telefoon(waarde)
    return "" if waarde is None else str(waarde)


def label_van(naam):
    return str(Kandidaat._meta.get_field(naam).verbose_name).capitalize()


class ZoekAnderForm(Formulier):
    """Whose other dossier is it? Sent by POST: names do not belong in addresses (PRIV-15)."""

    q = forms.CharField(
        label="Zoek het andere dossier",
        max_length=80,
        help_text="Naam, telefoonnummer, geboortedatum of dossiernummer.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["autocomplete"] = "off"


class SamenvoegForm(Formulier):
    """For each field on which the two differ: this dossier's value, or the other one's. `hier` is where she began."""

    gezien_hier = forms.IntegerField(widget=forms.HiddenInput, required=False)
    gezien_daar = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, hier, daar, **kwargs):
        super().__init__(*args, **kwargs)
        self.hier, self.daar = hier, daar
        self.initial |= {"gezien_hier": hier.versie, "gezien_daar": daar.versie}
        self.fields["nummer"] = RadioVeld(
            label="Welk dossiernummer blijft?",
            choices=[(HIER, hier.dossiernummer), (DAAR, daar.dossiernummer)],
            initial=HIER,
            widget=RadioGroep(naast=True),
            help_text="Het andere nummer blijft werken: het leidt naar dit dossier.",
        )
        self.verschillen = verschillende_velden(hier, daar)
        for naam in self.verschillen:
            self.fields[naam] = RadioVeld(
                label=label_van(naam),
                choices=[(HIER, self._keuze(hier, naam)), (DAAR, self._keuze(daar, naam))],
                initial=voorkeur(naam, hier, daar),
                widget=RadioGroep(naast=True),
            )

    def _keuze(self, wie, naam):
        return f"{in_woorden(wie, naam) or LEEG} ({wie.dossiernummer})"

    def groepen(self):
        """(title, fields) by subject, as on the page with her data."""
        over = list(self.verschillen)
        for titel, form in ONDERWERPEN.values():
            velden = [naam for naam in form._meta.fields if naam in over]
            over = [naam for naam in over if naam not in velden]
            if velden:
                yield titel, [self[naam] for naam in velden]

    def gelijk(self):
        """Pairs (label, value) of what both dossiers say."""
        return [
            (label_van(naam), in_woorden(self.hier, naam))
            for naam in KEUZEVELDEN
            if naam not in self.verschillen and in_woorden(self.hier, naam)
        ]

    def clean(self):
        gegevens = super().clean()
        gezien = (gegevens.get("gezien_hier"), gegevens.get("gezien_daar"))
        if gezien != (self.hier.versie, self.daar.versie):
            self.meld_conflict()
        return gegevens

    def meld_conflict(self):
        """Show what stands there now; sending it again counts."""
        self.add_error(None, forms.ValidationError(INTUSSEN, code="intussen_gewijzigd"))
        self.data = self.data.copy()
        self.data["gezien_hier"], self.data["gezien_daar"] = str(self.hier.versie), str(self.daar.versie)

    # --- For the service, after is_valid --------------------------------------------------------------------------
    @property
    def blijft(self):
        return self.hier if self.cleaned_data["nummer"] == HIER else self.daar

    @property
    def gaat_op(self):
        return self.daar if self.cleaned_data["nummer"] == HIER else self.hier

    @property
    def keuzes(self):
        """Names of the fields of which the value of the one who goes up counts."""
        blijft = self.cleaned_data["nummer"]
        return [naam for naam in self.verschillen if self.cleaned_data[naam] != blijft]

    def argumenten(self):
        """The arguments of voeg_samen but `door`."""
        gezien = {
            self.hier.pk: self.cleaned_data["gezien_hier"],
            self.daar.pk: self.cleaned_data["gezien_daar"],
        }
        return {
            "blijft": self.blijft,
            "gaat_op": self.gaat_op,
            "keuzes": self.keuzes,
            "gezien_blijft": gezien[self.blijft.pk],
            "gezien_gaat_op": gezien[self.gaat_op.pk],
        }

    def gekozen(self):
        """Pairs (label, value) of what was chosen, for the recap."""
        for naam in self.verschillen:
            wie = self.hier if self.cleaned_data[naam] == HIER else self.daar
            yield label_van(naam), in_woorden(wie, naam) or LEEG.capitalize()
