"""Forms of a meeting: when and where, and who came."""

from datetime import datetime

from django import forms
from django.utils import timezone

from basis.formulieren import DatumTijdVeld, Formulier, TijdVeld
from trajecten.keuzes import PAS_NA_BEGIN, Aanwezigheid


class PlekForm(Formulier):
    """Where a meeting is, until when, and how many people fit in; when it begins a form adds as `begin`."""

    tot = TijdVeld(label="Tot", help_text="De tijd waarop het klaar is. Bijvoorbeeld 12:00.")
    plaats = forms.CharField(
        label="Plaats",
        max_length=120,
        required=False,
        help_text="Adres, of gebouw en zaal. Leeg mag als het online is.",
    )
    online = forms.BooleanField(label="De bijeenkomst is online", required=False)
    online_link = forms.URLField(
        label="Link van de online bijeenkomst",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Vul de hele link in. Hij begint met https://."},
        help_text="Alleen wie een uitnodiging krijgt, leest de link.",
    )
    capaciteit = forms.IntegerField(
        label="Aantal plaatsen",
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "breedte-getal"}),
        help_text="Leeg: er is plaats voor iedereen. Wie er niet bij past, komt op de wachtlijst.",
    )

    def clean(self):
        gegevens = super().clean()
        if not self.errors and not gegevens["plaats"] and not gegevens["online"]:
            self.add_error("plaats", "Vul een plaats in, of kies online.")
        if not self.errors and gegevens["online_link"] and not gegevens["online"]:
            self.add_error(
                "online", "Er staat een link. Zet dan ook een vinkje bij online, of haal de link weg."
            )
        if not self.errors and not self.eindigt_na_begin(gegevens):
            self.add_error("tot", "Deze tijd ligt voor het begin. Vul een latere tijd in.")
        return gegevens

    def eindigt_na_begin(self, gegevens):
        raise NotImplementedError


class BijeenkomstForm(PlekForm):
    """When and where a meeting is, and how many people fit in."""

    begin = DatumTijdVeld(label="Begin")
    field_order = ["begin", "tot"]

    def eindigt_na_begin(self, gegevens):
        return self.waarden()["eind"] > gegevens["begin"]

    def waarden(self):
        """The arguments of the services that plan and change a meeting."""
        begin = self.cleaned_data["begin"]
        dag = timezone.localtime(begin).date()
        eind = timezone.make_aware(datetime.combine(dag, self.cleaned_data["tot"]))
        return {"begin": begin, "eind": eind} | {
            naam: self.cleaned_data[naam] for naam in ("plaats", "online", "online_link", "capaciteit")
        }


class WijzigForm(BijeenkomstForm):
    """The meeting as it is, to change; hidden which version of it the page showed."""

    volgnummer = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def begin(bijeenkomst):
        """What the form starts with."""
        velden = ("begin", "plaats", "online", "online_link", "capaciteit", "volgnummer")
        begin = {naam: getattr(bijeenkomst, naam) for naam in velden}
        return begin | {"tot": timezone.localtime(bijeenkomst.eind).time()}


class AanwezigheidForm(Formulier):
    """Who came to one meeting: a field per Deelname, and hidden what the page showed of her.

    Before it begins nobody was there or stayed away yet: those two can only be left where they stand already.
    """

    toon_niet_verplicht = False

    def __init__(self, *args, bijeenkomst, deelnames, **kwargs):
        super().__init__(*args, **kwargs)
        self.vooraf = not bijeenkomst.is_voorbij
        # Who was invited after the page was made is not on it.
        self.deelnames = [d for d in deelnames if not self.is_bound or f"aanwezig_{d.pk}" in self.data]
        for deelname in self.deelnames:
            veld = forms.ChoiceField(
                label=f"Aanwezigheid van {deelname.traject.kandidaat.naam}",
                choices=self._kiesbaar(deelname),
                initial=deelname.aanwezigheid,
            )
            veld.widget.attrs["aria-label"] = veld.label
            self.fields[f"aanwezig_{deelname.pk}"] = veld
            self.fields[f"was_{deelname.pk}"] = forms.ChoiceField(
                choices=Aanwezigheid.choices, widget=forms.HiddenInput, required=False, initial=veld.initial
            )

    def _kiesbaar(self, deelname):
        blijft = (deelname.aanwezigheid, self.data.get(f"was_{deelname.pk}"))
        return [
            (code, naam)
            for code, naam in Aanwezigheid.choices
            if not self.vooraf or code not in PAS_NA_BEGIN or code in blijft
        ]

    def keuzes(self):
        return {deelname: self.cleaned_data[f"aanwezig_{deelname.pk}"] for deelname in self.deelnames}

    def gezien(self):
        """What the page showed; for who has no such field what stands there now."""
        return {d: self.cleaned_data[f"was_{d.pk}"] or d.aanwezigheid for d in self.deelnames}
