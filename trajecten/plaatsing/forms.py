"""Forms of work: trial, contract, end, follow-up fact."""

from decimal import Decimal

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils import timezone

from basis.formulieren import DatumVeld, Formulier, ModelFormulier, RadioVeld, VrijeTekstVeld
from basis.validators import geen_bsn
from basis.vergrendeling import VersieFormulierMixin
from partners.models import Partner, Vestiging
from trajecten.plaatsing.keuzes import Eindreden, Meetantwoord, Meetbron, Plaatsingsoort
from trajecten.plaatsing.models import Plaatsing
from trajecten.plaatsing.regels import MIN_CONTRACT_MAANDEN, STANDAARD_MAANDEN

CONTRACTSOORTEN = [keuze for keuze in Plaatsingsoort.choices if keuze[0] != Plaatsingsoort.PROEFPLAATSING]
KIES = [("", "Kies een antwoord")]
EINDREDENEN = [
    ("Zelf vertrokken", [(r.value, r.label) for r in Eindreden if r.value.startswith("v_")]),
    ("Moest stoppen", [(r.value, r.label) for r in Eindreden if r.value.startswith("o_")]),
    ("Telt niet als vertrek", [(r.value, r.label) for r in Eindreden if r.value.startswith("c_")]),
    ("Anders", [(r.value, r.label) for r in Eindreden if r.value[0] in "nx"]),
]


class UrenVeld(forms.DecimalField):
    """Hours per week, 1 to 40, at most one decimal; a comma is fine."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=40, max_digits=4, decimal_places=1, localize=True, **kwargs)
        self.widget.attrs.update({"class": "breedte-getal", "inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value):
        """24 and not 24,0."""
        return int(value) if isinstance(value, Decimal) and value == int(value) else value


class PartnerVeld(forms.ModelChoiceField):
    """An organisation that plays a role; `rol` is the field of Partner that says so."""

    def __init__(self, rol, **kwargs):
        super().__init__(queryset=Partner.objects.filter(actief=True, **{rol: True}), **kwargs)
        self.rol = rol


class VestigingVeld(forms.ModelChoiceField):
    """All sites, with their partner's name in front."""

    def __init__(self, **kwargs):
        rijen = Vestiging.objects.filter(partner__actief=True).select_related("partner")
        super().__init__(
            queryset=rijen.order_by("partner__naam", "plaats", "naam", "pk"),
            required=False,
            empty_label="Geen vaste vestiging",
            **kwargs,
        )

    def label_from_instance(self, obj):
        return f"{obj.partner.naam}, {obj}"


class _WieEnWaar(Formulier):
    """The organisations of a placement: four different links (design: domain, section 3)."""

    formele_werkgever = PartnerVeld(
        "is_formele_werkgever",
        label="Formele werkgever",
        help_text="Met wie de overeenkomst wordt gesloten.",
    )
    werkplek = PartnerVeld("is_inlener", label="Werkplek (inlener)", help_text="Waar het werk wordt gedaan.")
    vestiging = VestigingVeld(label="Vestiging")
    opleider = PartnerVeld("is_opleider", label="Opleider", required=False)
    functie = forms.CharField(
        label="Functie",
        max_length=100,
        validators=[geen_bsn],
        widget=forms.TextInput(attrs={"class": "breedte-middel", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = list(Partner.objects.actief().order_by("naam", "pk"))  # one query for all four lists
        for veld in self.fields.values():
            if isinstance(veld, PartnerVeld):
                passend = [(p.pk, p.naam) for p in partners if getattr(p, veld.rol)]
                veld.choices = [("", "Kies een organisatie"), *passend]


class ProefplaatsingGroepForm(_WieEnWaar):
    """What is the same for everybody in a trial."""

    start = DatumVeld(label="Eerste dag")
    maanden = forms.IntegerField(
        label="Aantal maanden",
        min_value=1,
        max_value=6,
        widget=forms.NumberInput(attrs={"class": "breedte-getal"}),
        help_text="De laatste dag wordt berekend: 1-9-2020 en 2 maanden geeft 31-10-2020.",
    )
    toestemming_op = DatumVeld(
        label="Toestemming vanaf",
        help_text="Vanaf welke dag UWV of de gemeente de proefplaatsing goed vindt. Bijvoorbeeld 1-9-2026.",
    )
    langer_reden = VrijeTekstVeld(
        label="Waarom langer dan gewoon",
        required=False,
        rijen=2,
        max_length=500,
        help_text="Alleen als de proefplaatsing langer duurt dan de verwijzer toestaat.",
    )
    toestemming_langer = forms.BooleanField(label="Er is toestemming voor de langere duur", required=False)
    intentie_maanden = forms.IntegerField(
        label="Bedoeld contract daarna (maanden)",
        min_value=1,
        max_value=60,
        initial=MIN_CONTRACT_MAANDEN,
        widget=forms.NumberInput(attrs={"class": "breedte-getal"}),
        help_text="De werkgever belooft een contract van minstens 6 maanden.",
    )
    intentie_uren = UrenVeld(
        label="Bedoeld contract daarna (uren per week)",
        required=False,
        help_text="Leeg: evenveel uren als in de proefplaatsing. Minder mag niet.",
    )
    aansprakelijkheid = forms.BooleanField(
        label="De werkgever heeft een aansprakelijkheidsverzekering",
        error_messages={"required": "Bevestig dat de werkgever een aansprakelijkheidsverzekering heeft."},
    )

    indeling = Layout(
        Fieldset("Waar en bij wie", "werkplek", "vestiging", "formele_werkgever", "opleider", "functie"),
        Fieldset("Wanneer", "start", "maanden", "toestemming_op", "langer_reden", "toestemming_langer"),
        Fieldset("Wat de werkgever belooft", "intentie_maanden", "intentie_uren", "aansprakelijkheid"),
    )


class ProefplaatsingForm(ProefplaatsingGroepForm):
    """A trial of one person."""

    uren_per_week = UrenVeld(label="Uren per week")
    verwijzer = PartnerVeld(
        "is_verwijzer",
        label="Verwijzer",
        required=False,
        help_text="Ingevuld vanuit de verwijzing.",
    )

    indeling = Layout(
        Fieldset(
            "Waar en bij wie",
            "werkplek",
            "vestiging",
            "formele_werkgever",
            "opleider",
            "verwijzer",
            "functie",
            "uren_per_week",
        ),
        *ProefplaatsingGroepForm.indeling.fields[1:],
    )


class ContractGroepForm(_WieEnWaar):
    """What is the same for everybody in a contract."""

    soort = forms.ChoiceField(label="Soort contract", choices=KIES + CONTRACTSOORTEN)
    start = DatumVeld(label="Eerste werkdag")
    gepland_einde = DatumVeld(
        label="Loopt tot en met",
        required=False,
        help_text="Leeg bij onbepaalde tijd. Bijvoorbeeld 31-8-2027.",
    )
    onbepaalde_tijd = forms.BooleanField(label="Voor onbepaalde tijd", required=False)
    proeftijdbeding = forms.BooleanField(
        label="In het contract staat een proeftijd",
        required=False,
        help_text="Na een proefplaatsing mag dat niet.",
    )

    indeling = Layout(
        Fieldset("Het contract", "soort", "start", "gepland_einde", "onbepaalde_tijd", "proeftijdbeding"),
        Fieldset("Waar en bij wie", "werkplek", "vestiging", "formele_werkgever", "opleider", "functie"),
    )

    def clean(self):
        gegevens = super().clean()
        heeft_einde = gegevens.get("gepland_einde") is not None or "gepland_einde" in self.errors
        if heeft_einde == bool(gegevens.get("onbepaalde_tijd")) and "gepland_einde" not in self.errors:
            self.add_error(
                "gepland_einde", "Vul in tot en met wanneer het contract loopt, of kies onbepaalde tijd."
            )
        return gegevens


class _VorigeVeld(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        tot = obj.laatste_werkdag or obj.gepland_einde
        periode = f"{obj.start:%d-%m-%Y} tot en met {tot:%d-%m-%Y}" if tot else f"vanaf {obj.start:%d-%m-%Y}"
        return f"{obj.get_soort_display()}, {periode}"


class ContractForm(ContractGroepForm):
    """A contract of one person."""

    uren_per_week = UrenVeld(label="Uren per week")
    vorige = _VorigeVeld(
        queryset=Plaatsing.objects.none(),
        label="Volgt op",
        required=False,
        empty_label="Geen: dit is de eerste plaatsing",
        help_text="Die plaatsing eindigt dan vanzelf, uiterlijk de dag ervoor.",
    )
    verwijzer = PartnerVeld(
        "is_verwijzer",
        label="Verwijzer",
        required=False,
        help_text="Ingevuld vanuit de verwijzing.",
    )

    indeling = Layout(
        Fieldset(
            "Het contract",
            "vorige",
            "soort",
            "start",
            "gepland_einde",
            "onbepaalde_tijd",
            "uren_per_week",
            "proeftijdbeding",
        ),
        Fieldset(
            "Waar en bij wie",
            "werkplek",
            "vestiging",
            "formele_werkgever",
            "opleider",
            "verwijzer",
            "functie",
        ),
    )

    def __init__(self, *args, traject, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vorige"].queryset = Plaatsing.objects.filter(traject=traject).zonder_vervolg()


class EindeForm(VersieFormulierMixin, ModelFormulier):
    """The end of a placement."""

    class Meta:
        model = Plaatsing
        fields = ["laatste_werkdag", "eindreden"]
        help_texts = {"eindreden": "Schrijf geen oorzaak van ziekte op; ‘afwezigheid’ is genoeg."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in ("laatste_werkdag", "eindreden"):
            self.fields[veld].required = True
        self.fields["eindreden"].choices = [("", "Kies een reden"), *EINDREDENEN]


class NoRiskpolisForm(VersieFormulierMixin, ModelFormulier):
    """Whether UWV's no-riskpolis applies; only shown once it may be asked (PRIV-05)."""

    no_riskpolis = forms.TypedChoiceField(
        label="No-riskpolis van UWV",
        choices=[("", "Onbekend"), ("ja", "Ja, geldt"), ("nee", "Nee, geldt niet")],
        coerce=lambda waarde: waarde == "ja",
        empty_value=None,
        required=False,
        help_text="UWV betaalt dan bij ziekte het loon. Leg geen reden vast.",
    )

    class Meta:
        model = Plaatsing
        fields = ["no_riskpolis"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["no_riskpolis"] = {True: "ja", False: "nee", None: ""}[self.instance.no_riskpolis]


class MeetmomentForm(Formulier):
    """The follow-up fact of one moment."""

    datum = DatumVeld(label="Gevraagd op")
    antwoord = RadioVeld(label="Werkt deze persoon nog?", choices=Meetantwoord.choices)
    laatste_werkdag = DatumVeld(
        label="Laatste werkdag",
        required=False,
        help_text="Alleen bij ‘nee, geen werk’. Bijvoorbeeld 15-3-2027.",
    )
    eindreden = forms.ChoiceField(
        label="Plaatsing ook beëindigen",
        required=False,
        choices=[("", "Nee, de plaatsing nog niet beëindigen"), *EINDREDENEN],
        help_text="Alleen bij ‘nee, geen werk’. Kies de reden; de plaatsing eindigt op de laatste werkdag.",
    )
    bron = RadioVeld(label="Van wie is dit gehoord", choices=Meetbron.choices)

    def __init__(self, *args, lopend, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("datum", timezone.localdate())
        if lopend is None:
            del self.fields["eindreden"]


def begin_proef(traject):
    """Initial values of a trial: what the programme, the cohort and the referral already say."""
    return _begin(traject) | {
        "start": traject.lichting.start if traject.lichting else timezone.localdate(),
        "maanden": traject.programma.proefplaatsing_maanden or STANDAARD_MAANDEN,
    }


def begin_contract(traject, vorige):
    """Initial values of a contract: those of the placement before it, else as for a trial."""
    begin = _begin(traject)
    if vorige is not None:
        for naam in ("formele_werkgever", "werkplek", "vestiging", "opleider", "verwijzer"):
            begin[naam] = getattr(vorige, f"{naam}_id") or begin.get(naam)
        begin |= {"functie": vorige.functie, "uren_per_week": vorige.uren_per_week, "vorige": vorige.pk}
    return begin | {"soort": traject.programma.contractsoort}


def _begin(traject):
    programma = traject.programma
    werkgevers = list(programma.werkgevers.values_list("pk", flat=True)[:2])
    return {
        "formele_werkgever": programma.formele_werkgever_id,
        "werkplek": werkgevers[0] if len(werkgevers) == 1 else None,
        "vestiging": traject.lichting.vestiging_id if traject.lichting else None,
        "opleider": programma.opleider_id,
        "verwijzer": traject.verwijzing.partner_id,
        "uren_per_week": traject.uren_per_week,
    }
