"""Forms behind the programme page of the admin: steps of the status, rounds that can change places, exam parts as lines
of text, shares of the costs that add up.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import router
from django.db.models import F, ProtectedError
from django.db.models.deletion import Collector
from django.forms.models import BaseInlineFormSet

from trajecten.doelregels import Regelfout, lees_acties, schrijf_acties
from trajecten.keuzes import Rondesoort
from trajecten.models import (
    Actiesjabloon,
    Doelsjabloon,
    Examendeel,
    Kwalificatie,
    Programma,
    Ronde,
    Toetsonderdeel,
)
from trajecten.programmahulp import HULP
from trajecten.programmaversies import mag_status, staat_vast

OPZIJ = 1000  # where a round waits while the others take their new places


class ProgrammaForm(forms.ModelForm):
    class Meta:
        model = Programma
        fields = ["status"]  # the admin names all of them
        help_texts = HULP

    def clean_status(self):
        """Nobody is in a programme that is still being made; the archive is for what ran or never will."""
        van, naar = self.initial.get("status"), self.cleaned_data["status"]
        if self.instance.pk and not mag_status(van, naar, vast=staat_vast(self.instance)):
            raise ValidationError("Er is al iemand in dit programma. In ontwikkeling kan het niet meer zijn.")
        return naar


class RegelsForm(forms.ModelForm):
    """A row with parts that are written as lines of text, one per line, in their order (`regelveld`, `deelmodel`)."""

    regelveld, deelmodel, ouder, gebruikt = "", None, "", ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[self.regelveld] = "\n".join(self._delen().values_list("naam", flat=True))

    def _delen(self):
        return getattr(self.instance, self.regelveld)

    def _schone_regels(self):
        """Part names without doubles. A part that has results cannot go: they point at it."""
        namen = list(
            dict.fromkeys(filter(None, map(str.strip, self.cleaned_data[self.regelveld].splitlines())))
        )
        lengte = self.deelmodel._meta.get_field("naam").max_length
        if te_lang := [naam for naam in namen if len(naam) > lengte]:
            raise ValidationError(
                f"Dit is te lang: {te_lang[0][:40]}... Gebruik hoogstens {lengte} tekens per regel."
            )
        for deel in self._vervallen(namen):
            try:
                Collector(using=router.db_for_write(self.deelmodel)).collect([deel])
            except ProtectedError:
                raise ValidationError(self.gebruikt.format(deel)) from None
        return namen

    def _vervallen(self, namen):
        return self._delen().exclude(naam__in=namen) if self.instance.pk else []

    def _save_m2m(self):
        super()._save_m2m()
        namen = self.cleaned_data[self.regelveld]
        for deel in self._vervallen(namen):
            deel.delete()
        for nummer, naam in enumerate(namen, start=1):
            self.deelmodel.objects.update_or_create(
                **{self.ouder: self.instance}, naam=naam, defaults={"volgorde": nummer}
            )


class RondeForm(RegelsForm):
    regelveld, deelmodel, ouder = "onderdelen", Toetsonderdeel, "ronde"
    gebruikt = "Voor ‘{}’ zijn al uitkomsten vastgelegd. Laat dit onderdeel staan."
    onderdelen = forms.CharField(
        label="Onderdelen van de test",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 30}),
        help_text="Alleen bij een competentietest. Een per regel. Bijvoorbeeld: computervaardigheden.",
    )

    class Meta:
        model = Ronde
        fields = [
            "volgorde",
            "soort",
            "naam",
            "deelnemers_min",
            "deelnemers_max",
            "verplicht",
            "in_groep",
            "beoordelaars",
        ]

    def clean_onderdelen(self):
        """Parts only where there is a test with parts."""
        namen = self._schone_regels()
        if namen and self.cleaned_data.get("soort") != Rondesoort.COMPETENTIETEST:
            raise ValidationError("Onderdelen horen bij een competentietest. Haal ze weg, of kies die soort.")
        return namen

    def validate_constraints(self):
        """The order is judged over all rounds together (RondeFormSet), so that two of them can change places."""
        try:
            self.instance.validate_constraints(exclude={*self._get_validation_exclusions(), "volgorde"})
        except ValidationError as fout:
            self._update_errors(fout)


class RondeFormSet(BaseInlineFormSet):
    """The rounds of one programme, against what the programme now says rather than what is stored."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.programma = self.instance
        return form

    def get_unique_error_message(self, unique_check):
        return "Twee rondes hebben hetzelfde volgnummer. Geef elke ronde een eigen nummer."

    def save(self, commit=True):
        if commit:
            wijkt = [
                f.instance.pk
                for f in self.initial_forms
                if "volgorde" in f.changed_data or f in self.deleted_forms
            ]
            Ronde.objects.filter(pk__in=wijkt).update(volgorde=F("volgorde") + OPZIJ)
        return super().save(commit)


class KostenFormSet(BaseInlineFormSet):
    """Shares for the same thing are never more than the whole."""

    def clean(self):
        super().clean()
        samen = {}
        for form in self.forms:
            rij = getattr(form, "cleaned_data", None)
            if rij and not rij.get("DELETE") and rij.get("procent") is not None:
                waarvoor = rij.get("waarvoor", "").strip().casefold()
                samen[waarvoor] = samen.get(waarvoor, 0) + rij["procent"]
        if te_veel := [totaal for totaal in samen.values() if totaal > 100]:
            totaal = f"{te_veel[0].normalize():f}".replace(".", ",")
            raise ValidationError(f"De delen zijn samen {totaal} procent. Dat is meer dan het geheel.")


class KwalificatieForm(RegelsForm):
    """A qualification with the parts of its exam, one per line, in their order."""

    regelveld, deelmodel, ouder = "examendelen", Examendeel, "kwalificatie"
    gebruikt = "Voor ‘{}’ is al examen gedaan. Laat dit deel staan."
    examendelen = forms.CharField(
        label="Examendelen",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 40}),
        help_text="Een per regel, in volgorde. Bijvoorbeeld: theorie, en op de regel eronder praktijk. Staat een van "
        "die woorden in de naam, dan ziet u wie er klaar voor is: theorie na de opleiding, praktijk op het werk.",
    )

    class Meta:
        model = Kwalificatie
        fields = ["naam", "niveau", "crebo"]
        help_texts = {"crebo": "Vijf cijfers. Alleen invullen als u het nummer zeker weet."}

    def clean_examendelen(self):
        """Part names without doubles, none of them gone that somebody was examined in."""
        return self._schone_regels()


class DoelsjabloonForm(forms.ModelForm):
    """A goal of the programme's list with its actions, one per line, in their order."""

    acties = forms.CharField(
        label="Acties",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Een per regel: wat; wie; na hoeveel weken. Wie is kandidaat, jobcoach, werkgever of verwijzer. "
        "Bijvoorbeeld: Reisroute oefenen; kandidaat; 2. Zonder wie is het de kandidaat, zonder weken is er geen datum.",
    )

    class Meta:
        model = Doelsjabloon
        fields = ["volgorde", "aandachtsgebied", "omschrijving", "telt_vanaf", "weken"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["acties"] = schrijf_acties(self.instance.acties.all())

    def clean_acties(self):
        try:
            return lees_acties(self.cleaned_data["acties"])
        except Regelfout as fout:
            raise ValidationError(str(fout)) from None

    def _save_m2m(self):
        """What is written is what there is: an action that is gone from the text is gone; goals made of it stay."""
        super()._save_m2m()
        self.instance.acties.all().delete()
        Actiesjabloon.objects.bulk_create(
            Actiesjabloon(doelsjabloon=self.instance, volgorde=nummer, **actie)
            for nummer, actie in enumerate(self.cleaned_data["acties"], start=1)
        )
