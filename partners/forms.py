"""Forms of the partner screens. The login of a contact person is a right: only a beheerder gives it, in the admin."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils import timezone

from basis.formulieren import Formulier, KeuzeVinkjes, ModelFormulier
from basis.vergrendeling import StandMixin, VersieFormulierMixin
from partners.keuzes import Partnersoort
from partners.models import Arbeidsmarktregio, Contactpersoon, Partner, Toezegging, Vestiging
from partners.rollen import ROLVELDEN

OVER_CONTACT = "Zoals op een visitekaartje. Schrijf hier niets over kandidaten."


class PartnerFilter(Formulier):
    """The filters of the list; nothing is obligatory."""

    toon_niet_verplicht = False

    zoek = forms.CharField(
        label="Zoek",
        required=False,
        max_length=100,
        help_text="Naam van de partner of van een contactpersoon.",
    )
    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alle soorten"), *Partnersoort.choices]
    )
    rol = forms.ChoiceField(label="Rol", required=False, choices=[("", "Alle rollen"), *ROLVELDEN.items()])
    ook_oud = forms.BooleanField(label="Toon ook partners waar we mee gestopt zijn", required=False)

    def filter(self, partners):
        """The rows of `partners` that these filters leave; an unreadable filter counts as empty."""
        gekozen = self.cleaned_data if self.is_valid() else {}
        if not gekozen.get("ook_oud"):
            partners = partners.actief()
        if soort := gekozen.get("soort"):
            partners = partners.filter(soort=soort)
        if rol := gekozen.get("rol"):
            partners = partners.filter(**{rol: True})
        if zoek := gekozen.get("zoek"):
            via_contact = Contactpersoon.objects.filter(naam__icontains=zoek).values("partner")
            partners = partners.filter(Q(naam__icontains=zoek) | Q(pk__in=via_contact))
        return partners


class PartnerForm(VersieFormulierMixin, ModelFormulier):
    """A partner: who it is, which roles it plays, and its region."""

    class Meta:
        model = Partner
        fields = ["naam", "soort", "regio", *ROLVELDEN, "proefplaats_max_maanden", "leden", "actief"]
        widgets = {"leden": KeuzeVinkjes}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regios = Arbeidsmarktregio.objects.geldig_op(timezone.localdate())
        if self.instance.regio_id:
            regios = regios | Arbeidsmarktregio.objects.filter(pk=self.instance.regio_id)
        self.fields["regio"].queryset = regios
        self.fields["regio"].empty_label = "Landelijk"
        groepen = [
            Fieldset("Wie is het", "naam", "soort", "regio"),
            Fieldset("Wat doet deze partner", *ROLVELDEN),
            Fieldset("Proefplaatsing", "proefplaats_max_maanden"),
        ]
        if self.instance.soort == Partnersoort.SAMENWERKINGSVERBAND:
            self.fields["leden"].queryset = Partner.objects.exclude(pk=self.instance.pk)
            groepen.append(Fieldset("Samenwerking", "leden"))
        else:
            del self.fields["leden"]
        if self.instance.pk:
            groepen.append(Fieldset("Werken we nog samen", "actief"))
        else:
            del self.fields["actief"]
        self.indeling = Layout(*groepen)


class OnderdeelForm(StandMixin, ModelFormulier):
    """Something that belongs to a partner; when a colleague changed it meanwhile, the page shows what differs."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["gezien"]


class ContactpersoonForm(OnderdeelForm):
    class Meta:
        model = Contactpersoon
        fields = ["naam", "functie", "telefoon", "email", "actief"]
        labels = {"actief": "Werkt hier nog"}
        help_texts = {"naam": OVER_CONTACT}
        widgets = {"telefoon": forms.TextInput(attrs={"type": "tel"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["actief"]


class VestigingForm(OnderdeelForm):
    class Meta:
        model = Vestiging
        fields = ["plaats", "naam", "thuiswerk"]
        help_texts = {"naam": "Alleen nodig als er in deze plaats meer vestigingen zijn."}


class ToezeggingForm(OnderdeelForm):
    class Meta:
        model = Toezegging
        fields = ["aantal", "vanaf", "vestiging", "toelichting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vestiging"].queryset = Vestiging.objects.filter(partner_id=self.instance.partner_id)
        self.fields["vestiging"].empty_label = "Nog niet bekend"
