"""Forms of a coach about her own caseload: how much time somebody asks, and being away."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, RadioVeld, VinkjesVeld
from kandidaten.caseload import lopende_caseload, wie_is_weg
from kandidaten.keuzes import Gewichtreden, Gewichtsoort, Waarneemreden
from trajecten.dossier.groep.collegas import collegaveld
from trajecten.dossier.groep.toewijzen import jobcoaches


class GewichtForm(Formulier):
    """How one person counts in the work of one coach."""

    soort = RadioVeld(label="Hoeveel tijd kost de begeleiding?", choices=Gewichtsoort.choices)
    reden = RadioVeld(
        label="Waarom?",
        choices=Gewichtreden.choices,
        help_text="Dit gaat over de tijd van de jobcoach. Het zegt niets over de kandidaat.",
    )


class AfwezigForm(Formulier):
    """A coach is away from one day to another: who stands in, and for whom."""

    van = DatumVeld(label="Afwezig vanaf")
    tot = DatumVeld(
        label="Tot en met",
        help_text="De dag erna stopt de toegang van uw collega vanzelf. Bijvoorbeeld 15-8-2026.",
    )
    collegas = collegaveld("Wie neemt voor u waar?")
    reden = RadioVeld(
        label="Waarom?",
        choices=Waarneemreden.choices,
        help_text="Waarom u afwezig bent, leggen wij niet verder vast.",
    )
    mensen = VinkjesVeld(
        label="Voor wie?",
        required=False,
        help_text="Kiest u niemand, dan is het voor al uw eigen mensen.",
    )

    def __init__(self, *args, gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.gebruiker = gebruiker
        self._coaches = {str(c.pk): c for c in jobcoaches() if c.pk != gebruiker.pk}
        self.eigen = {str(t.pk): t for t in lopende_caseload(gebruiker, timezone.localdate())}
        self.fields["collegas"].choices = [(code, c.naam) for code, c in self._coaches.items()]
        self.fields["mensen"].choices = [(code, t.kandidaat.lijstnaam) for code, t in self.eigen.items()]
        self.initial.setdefault("van", timezone.localdate())

    @property
    def leeg(self):
        """Why there is nothing to ask; "" when there is."""
        if not self.eigen:
            return "U begeleidt nu niemand. Er valt niets waar te nemen."
        return "" if self._coaches else "Er is geen andere jobcoach. Vraag uw coördinator."

    def clean_collegas(self):
        return [self._coaches[code] for code in self.cleaned_data["collegas"]]

    def clean_van(self):
        van = self.cleaned_data["van"]
        if van < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies vandaag of later.")
        return van

    def clean(self):
        gegevens = super().clean()
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De einddatum ligt voor de begindatum.")
        if van and tot and gegevens.get("collegas"):
            for zin in wie_is_weg(gegevens["collegas"], van, tot):
                self.add_error("collegas", zin)
        gekozen = gegevens.get("mensen") or list(self.eigen)
        gegevens["toewijzingen"] = [self.eigen[code] for code in gekozen]
        return gegevens
