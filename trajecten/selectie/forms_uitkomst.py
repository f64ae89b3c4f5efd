"""The small form of a round, by its kind: closed lists only."""

from django import forms

from basis.formulieren import Formulier, RadioVeld
from trajecten.selectie.keuzes import Betaler, Onderdeelstand
from trajecten.selectie.models import Rondegegevens
from trajecten.selectie.uitkomsten import in_woorden, velden_van


class UitkomstForm(Formulier):
    """Fields of `velden_van`, and for each part of a test: its outcome and who pays the training."""

    toon_niet_verplicht = False
    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, deelname, onderdelen, **kwargs):
        super().__init__(*args, **kwargs)
        self.deelname, gegevens = deelname, getattr(deelname, "gegevens", None)
        self.velden, self.onderdelen = velden_van(deelname.ronde), onderdelen
        self.initial["gezien"] = gegevens.versie if gegevens else None
        for naam in self.velden:
            veld = Rondegegevens._meta.get_field(naam)
            self.fields[naam] = self._keuze(veld.verbose_name.capitalize(), veld.choices)
            self.initial[naam] = getattr(gegevens, naam) if gegevens else ""
        nu = {rij.onderdeel_id: rij for rij in gegevens.onderdelen.all()} if gegevens else {}
        for deel in onderdelen:
            rij = nu.get(deel.pk)
            self.fields[f"stand_{deel.pk}"] = self._keuze(deel.naam.capitalize(), Onderdeelstand.choices)
            self.fields[f"betaler_{deel.pk}"] = forms.ChoiceField(
                label=f"Wie betaalt training in {deel.naam.lower()}?",
                choices=[("", "Geen training nodig"), *Betaler.choices],
                required=False,
            )
            self.initial[f"stand_{deel.pk}"] = rij.stand if rij else ""
            self.initial[f"betaler_{deel.pk}"] = rij.betaler if rij else ""

    @staticmethod
    def _keuze(label, choices):
        return RadioVeld(label=label, choices=[("", "Niet bekend"), *choices], required=False)

    def clean(self):
        gegevens = super().clean()
        for deel in self.onderdelen:
            training = gegevens.get(f"stand_{deel.pk}") == Onderdeelstand.TRAINING
            if training and not gegevens.get(f"betaler_{deel.pk}"):
                self.add_error(f"betaler_{deel.pk}", "Kies wie de training betaalt, of ‘Nog af te spreken’.")
            if not training and gegevens.get(f"betaler_{deel.pk}"):
                self.add_error(f"betaler_{deel.pk}", "Er is geen training nodig. Kies ‘Geen training nodig’.")
        return gegevens

    def meld_conflict(self):
        """A colleague was first: say what she chose, and let saving once more overwrite that knowingly."""
        nu = Rondegegevens.objects.select_related("gewijzigd_door", "rondedeelname__ronde").get(
            rondedeelname=self.deelname
        )
        gekozen = "; ".join(f"{wat.lower()}: {woord.lower()}" for wat, woord in in_woorden(nu)) or "niets"
        self.add_error(
            None,
            f"{nu.gewijzigd_door} heeft dit intussen gewijzigd. Er staat nu: {gekozen}. Wat u koos staat hieronder en "
            "is nog niet bewaard. Slaat u het op, dan vervangt u wat er nu staat.",
        )
        self.data = self.data.copy()
        self.data["gezien"] = str(nu.versie)

    def uitkomst(self):
        """The arguments of `leg_uitkomst_vast` that the user chose."""
        data = self.cleaned_data
        return {
            "waarden": {naam: data[naam] for naam in self.velden},
            "onderdelen": {
                deel: (data[f"stand_{deel.pk}"], data[f"betaler_{deel.pk}"])
                if data[f"stand_{deel.pk}"]
                else None
                for deel in self.onderdelen
            },
            "gezien": data["gezien"],
        }
