"""Forms of cohorts: making and changing one, the list's filters, and work on its people as a group."""

from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, KeuzeVinkjes, ModelFormulier, RadioVeld
from basis.templatetags.componenten import datum
from basis.vergrendeling import VersieFormulierMixin
from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from kandidaten.keuzes import Kinderopvang, Taalniveau, Toewijzingsrol
from partners.models import Vestiging
from trajecten.groepswerk import Voorwaarde
from trajecten.keuzes import Annuleerreden, Programmastatus
from trajecten.models import Lichting, Programma

WANNEER = [
    ("", "Alle"),
    ("komend", "Komt nog"),
    ("lopend", "Loopt"),
    ("voorbij", "Voorbij"),
    ("geannuleerd", "Geannuleerd"),
]


class FilterForm(Formulier):
    """Filters of the list of cohorts, in the address."""

    toon_niet_verplicht = False
    programma = forms.ModelChoiceField(queryset=None, required=False, empty_label="Alle", label="Programma")
    wanneer = forms.ChoiceField(choices=WANNEER, required=False, label="Wanneer")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programma"].queryset = Programma.objects.exclude(
            status=Programmastatus.IN_ONTWIKKELING
        ).order_by("naam", "-versie")


class Vestigingveld(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.partner.naam}, {obj}"


class Lichtingveld(forms.ModelChoiceField):
    """Cohorts with `bezet`, so that a full one can be told."""

    def label_from_instance(self, obj):
        return f"{obj.naam}: start {datum(obj.start)}, {obj.bezet} van {obj.plaatsen} plaatsen bezet"


class Collegasveld(forms.ModelMultipleChoiceField):
    """Colleagues as tick boxes; none is fine."""

    def __init__(self, **kwargs):
        super().__init__(queryset=None, required=False, widget=KeuzeVinkjes(), **kwargs)

    def label_from_instance(self, obj):
        return obj.naam


class LichtingForm(VersieFormulierMixin, ModelFormulier):
    """A cohort; the programme is chosen once, when it is made."""

    vestiging = Vestigingveld(
        queryset=Vestiging.objects.select_related("partner").order_by("partner__naam", "plaats", "pk"),
        required=False,
        label="Vestiging",
        empty_label="Nog niet bekend",
    )

    class Meta:
        model = Lichting
        fields = ["programma", "naam", "start", "plaatsen", "plaatsen_min", "vestiging", "coordinator"]
        help_texts = {"naam": "Bijvoorbeeld ‘Groningen september 2026’."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["programma"].queryset = Programma.objects.filter(
                status=Programmastatus.LOPEND
            ).order_by("naam", "-versie")
            self.fields["programma"].empty_label = "Kies een programma"
        else:
            del self.fields["programma"]
        self.fields["coordinator"].empty_label = "Kies een collega"
        for naam in ("plaatsen", "plaatsen_min"):
            self.fields[naam].widget.attrs["class"] = "breedte-getal"
        self.fields["coordinator"].queryset = (
            Gebruiker.objects.filter(is_active=True, rollen__rol=Rol.COORDINATOR)
            .distinct()
            .order_by("naam", "pk")
        )


# --- Work on the people of a cohort -----------------------------------------------------------------------------------
class MensenForm(Formulier):
    """Base of a group action: who, out of the people this user may change. The page draws the tick boxes."""

    traject = forms.ModelMultipleChoiceField(
        queryset=None, error_messages={"required": "Kies minstens een kandidaat."}
    )

    def __init__(self, *args, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["traject"].queryset = mensen

    def zichtbare(self):
        """The fields above the table."""
        return [self[naam] for naam in self.fields if naam != "traject"]


class PrivacyForm(MensenForm):
    op = DatumVeld(label="Uitleg over privacy gegeven op", initial=timezone.localdate)
    field_order = ["op", "traject"]


class ToewijzenForm(MensenForm):
    """One colleague with this role for the ticked people."""

    gebruiker = forms.ModelChoiceField(queryset=None, label="Wie", empty_label="Kies een collega")
    van = DatumVeld(label="Vanaf", initial=timezone.localdate)
    field_order = ["gebruiker", "van", "traject"]

    def __init__(self, *args, rol, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].label = Toewijzingsrol(rol).label
        self.fields["gebruiker"].queryset = (
            Gebruiker.objects.filter(is_active=True, rollen__rol=rol).distinct().order_by("naam", "pk")
        )


class TeamForm(Formulier):
    """The trainers and jobcoaches of a cohort, from who has the role; hidden which version of it the page showed."""

    toon_niet_verplicht = False
    trainers = Collegasveld(
        help_text="Een trainer ziet iedereen in de groep, ook wie later komt. Wie weggaat, hoort er niet meer bij."
    )
    jobcoaches = Collegasveld(
        help_text="Wie nog geen jobcoach heeft, krijgt er een: eerlijk verdeeld. Wie er al een heeft, houdt die."
    )
    gezien = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, lichting, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"gezien": lichting.versie}
        for naam, rol in (("trainers", Toewijzingsrol.TRAINER), ("jobcoaches", Toewijzingsrol.JOBCOACH)):
            nu = [collega.pk for collega in getattr(lichting, naam).order_by("naam", "pk")]
            kan = Gebruiker.objects.filter(is_active=True, rollen__rol=rol).order_by().values("pk")
            self.fields[naam].queryset = Gebruiker.objects.filter(pk__in=kan).order_by("naam", "pk")
            self.initial[naam] = nu


class PlaatsForm(MensenForm):
    """Who gets a seat, and what to do when there are not enough."""

    rest_naar_wachtlijst = forms.BooleanField(
        required=False, label="Zijn er te weinig plaatsen? Zet de rest op de wachtlijst."
    )


class VerplaatsForm(MensenForm):
    """To which other cohort the ticked people go."""

    naar = Lichtingveld(queryset=None, label="Naar welke lichting", empty_label="Kies een lichting")
    field_order = ["naar", "traject"]

    def __init__(self, *args, lichting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = (
            Lichting.objects.filter(programma=lichting.programma_id, geannuleerd_op=None)
            .filter(gestart_op__isnull=lichting.gestart_op is None)
            .exclude(pk=lichting.pk)
            .met_bezetting()
            .order_by("-start", "naam", "pk")
        )


class InstroomForm(MensenForm):
    """Who joins a cohort that runs, and from which day."""

    op = DatumVeld(label="Begint op", initial=timezone.localdate)
    field_order = ["op", "traject"]


class AnnuleerForm(Formulier):
    """Why a cohort does not go on. The hidden fields say which people the recap named."""

    reden = RadioVeld(label="Waarom gaat deze lichting niet door?", choices=Annuleerreden.choices)
    gezien = forms.IntegerField(widget=forms.HiddenInput)
    mensen = forms.CharField(widget=forms.HiddenInput)


class UrenForm(Formulier):
    """Hours per week, and the qualification where the programme has several, for each person of a cohort."""

    toon_niet_verplicht = False

    def __init__(self, *args, lichting, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        # Who got a seat after the page was made is not on it.
        self.mensen = [t for t in mensen if not self.is_bound or f"versie_{t.pk}" in self.data]
        opties = lichting.programma.uren_opties
        kwalificaties = list(lichting.programma.kwalificaties.all())
        # With one qualification everybody has it already, except who came before it was there.
        self.met_kwalificatie = len(kwalificaties) > 1 or (
            bool(kwalificaties) and any(traject.kwalificatie_id is None for traject in self.mensen)
        )
        self.kwalificaties = {str(k.pk): k for k in kwalificaties}
        for traject in self.mensen:
            naam = traject.kandidaat.naam
            self.fields[f"uren_{traject.pk}"] = self._urenveld(traject, naam, opties)
            self.fields[f"versie_{traject.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=traject.versie
            )
            if self.met_kwalificatie:
                veld = forms.ChoiceField(
                    label=f"Kwalificatie van {naam}",
                    choices=[("", "Nog niet"), *[(code, str(k)) for code, k in self.kwalificaties.items()]],
                    required=False,
                    initial=str(traject.kwalificatie_id or ""),
                )
                veld.widget.attrs["aria-label"] = veld.label
                self.fields[f"kwalificatie_{traject.pk}"] = veld

    @staticmethod
    def _urenveld(traject, naam, opties):
        label, nu = f"Uren per week van {naam}", traject.uren_per_week
        if opties:
            mogelijk = sorted({*opties, nu} - {None})
            veld = forms.TypedChoiceField(
                label=label,
                choices=[("", "Nog niet"), *[(str(uren), f"{uren} uur") for uren in mogelijk]],
                coerce=int,
                empty_value=None,
                required=False,
                initial=str(nu or ""),
            )
        else:
            veld = forms.IntegerField(label=label, min_value=1, max_value=40, required=False, initial=nu)
            veld.widget.attrs["class"] = "breedte-getal"
        veld.widget.attrs["aria-label"] = label
        return veld

    def rijen(self):
        """(traject, hours field, qualification field or None) for each person."""
        return [
            (
                traject,
                self[f"uren_{traject.pk}"],
                self[f"kwalificatie_{traject.pk}"] if self.met_kwalificatie else None,
            )
            for traject in self.mensen
        ]

    def keuze(self, traject):
        """(hours, qualification, versie seen) as typed for this person."""
        kwalificatie = traject.kwalificatie
        if self.met_kwalificatie:
            kwalificatie = self.kwalificaties.get(self.cleaned_data[f"kwalificatie_{traject.pk}"])
        return (
            self.cleaned_data[f"uren_{traject.pk}"],
            kwalificatie,
            self.cleaned_data[f"versie_{traject.pk}"],
        )


class VoorwaardenForm(Formulier):
    """Childcare and level of spoken Dutch for each person, as far as the programme asks for it."""

    toon_niet_verplicht = False
    VRAGEN = (
        ("kinderopvang", "kinderopvang_check", "Kinderopvang", Kinderopvang.choices),
        ("taal_spreken", "taaleis", "Nederlands spreken", [("", "Nog niet"), *Taalniveau.choices]),
    )

    def __init__(self, *args, lichting, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        # Who got a seat after the page was made is not on it.
        self.mensen = [t for t in mensen if not self.is_bound or f"versie_{t.pk}" in self.data]
        self.vragen = [
            (naam, kop, keuzes)
            for naam, regel, kop, keuzes in self.VRAGEN
            if getattr(lichting.programma, regel)
        ]
        for traject in self.mensen:
            kandidaat = traject.kandidaat
            for naam, kop, keuzes in self.vragen:
                veld = forms.ChoiceField(
                    label=f"{kop} van {kandidaat.naam}",
                    choices=keuzes,
                    required=False,
                    initial=getattr(kandidaat, naam),
                )
                veld.widget.attrs["aria-label"] = veld.label
                self.fields[f"{naam}_{traject.pk}"] = veld
            self.fields[f"versie_{traject.pk}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=kandidaat.versie
            )

    def rijen(self):
        """(traject, [(heading, field)]) for each person."""
        return [
            (traject, [(kop, self[f"{naam}_{traject.pk}"]) for naam, kop, _ in self.vragen])
            for traject in self.mensen
        ]

    def voorwaarden(self):
        """A Voorwaarde for each person, as typed; an empty childcare means unknown."""
        return [
            Voorwaarde(
                traject,
                self.cleaned_data[f"versie_{traject.pk}"],
                {naam: self._waarde(naam, traject) for naam, _, _ in self.vragen},
            )
            for traject in self.mensen
        ]

    def _waarde(self, naam, traject):
        waarde = self.cleaned_data[f"{naam}_{traject.pk}"]
        return waarde or (Kinderopvang.ONBEKEND if naam == "kinderopvang" else "")
