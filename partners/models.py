"""Every organisation we work with, the regions, and who serves which region."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from basis.vergrendeling import VersieModel
from partners.keuzes import Partnersoort
from partners.querysets import ArbeidsmarktregioQuerySet, GemeenteQuerySet, PartnerQuerySet

PROEFPLAATSING_PLAFOND_MAANDEN = 6  # domain, section 5: more than six months in total is refused


class Arbeidsmarktregio(models.Model):
    """Reference data: one of the Dutch labour-market regions, valid from/to."""

    code = models.CharField("code", max_length=10, unique=True, help_text="CBS-code, bijvoorbeeld AM01.")
    naam = models.CharField("naam", max_length=100)
    geldig_vanaf = models.DateField("geldig vanaf", null=True, blank=True)
    geldig_tot = models.DateField(
        "geldig tot",
        null=True,
        blank=True,
        help_text="Leeg = nog geldig. Oude regio's blijven bestaan voor oude dossiers.",
    )
    peil = models.DateField(
        "volgens de indeling van",
        null=True,
        editable=False,
        help_text="De laatst ingelezen indeling waar deze regio in stond (laad_regios).",
    )

    objects = ArbeidsmarktregioQuerySet.as_manager()

    class Meta:
        verbose_name = "arbeidsmarktregio"
        verbose_name_plural = "arbeidsmarktregio's"
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot=None) | Q(geldig_vanaf=None) | Q(geldig_tot__gte=F("geldig_vanaf")),
                name="regio_geldig_tot_na_vanaf",
                violation_error_message="'Geldig tot' ligt voor 'geldig vanaf'.",
            )
        ]

    def __str__(self):
        return self.naam


class Gemeente(models.Model):
    """A municipality and the region it belongs to. Sets the behandelregio of somebody who registers herself."""

    naam = models.CharField("naam", max_length=100, unique=True)
    regio = models.ForeignKey(
        Arbeidsmarktregio,
        on_delete=models.PROTECT,
        related_name="gemeenten",
        verbose_name="arbeidsmarktregio",
    )
    geldig_tot = models.DateField(
        "geldig tot",
        null=True,
        blank=True,
        help_text="Leeg = bestaat nog. Een gemeente die is opgegaan in een andere blijft staan voor oude dossiers.",
    )

    objects = GemeenteQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["naam", "pk"]

    def __str__(self):
        return self.naam


class Partner(VersieModel):
    """An organisation; what it does for us stands in the role fields, several at once (Ocaro is three)."""

    naam = models.CharField("naam", max_length=150, unique=True)
    soort = models.CharField("soort", max_length=30, choices=Partnersoort)
    is_verwijzer = models.BooleanField("verwijst kandidaten", default=False)
    is_opleider = models.BooleanField("leidt op", default=False)
    is_formele_werkgever = models.BooleanField("is formele werkgever", default=False)
    is_inlener = models.BooleanField("heeft werkplekken (inlener)", default=False)
    is_financier = models.BooleanField("betaalt mee", default=False)
    levert_jobcoaches = models.BooleanField("levert jobcoaches", default=False)
    regio = models.ForeignKey(
        Arbeidsmarktregio,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name="arbeidsmarktregio",
        help_text="Wordt de behandelregio van kandidaten die deze partner verwijst. "
        "Leeg = landelijk: dan kiest u per keer.",
    )
    leden = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="samenwerkingsverbanden",
        verbose_name="leden",
        help_text="Alleen voor een samenwerkingsverband: de organisaties die meedoen.",
    )
    proefplaats_max_maanden = models.PositiveSmallIntegerField(
        "proefplaatsing hoogstens (maanden)",
        default=2,
        help_text="Zo lang mag een proefplaatsing bij deze partner duren zonder extra toestemming. Nooit meer dan 6.",
    )
    actief = models.BooleanField("actief", default=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "partner"
        verbose_name_plural = "partners"
        ordering = ["naam", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(proefplaats_max_maanden__gte=1)
                & Q(proefplaats_max_maanden__lte=PROEFPLAATSING_PLAFOND_MAANDEN),
                name="partner_proefplaatsing_1_tot_6_maanden",
                violation_error_message="Een proefplaatsing duurt 1 tot en met 6 maanden.",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=Partnersoort.values),
                name="partner_soort_bestaat",
                violation_error_message="Deze soort partner bestaat niet.",
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("partners:detail", args=[self.pk])


class Vestiging(models.Model):
    """A site of a partner: where people work or learn."""

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="vestigingen", verbose_name="partner"
    )
    naam = models.CharField("naam", max_length=100, blank=True)
    plaats = models.CharField("plaats", max_length=80)
    thuiswerk = models.BooleanField("thuiswerk mogelijk", default=False)

    class Meta:
        verbose_name = "vestiging"
        verbose_name_plural = "vestigingen"
        ordering = ["plaats", "naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "plaats", "naam"],
                name="vestiging_eenmaal",
                violation_error_message="Deze vestiging staat er al.",
            )
        ]

    def __str__(self):
        return f"{self.plaats} ({self.naam})" if self.naam else self.plaats


class Contactpersoon(models.Model):
    """Somebody at a partner; with a login she is a verwijzer and sees her partner's own referrals only."""

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="contactpersonen", verbose_name="partner"
    )
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField(
        "functie",
        max_length=80,
        blank=True,
        help_text="Bijvoorbeeld klantmanager, adviseur werkgeversdiensten, intercedent.",
    )
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    gebruiker = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contactpersoon",
        verbose_name="login",
        help_text="Alleen als deze persoon zelf inlogt als verwijzer.",
    )
    actief = models.BooleanField("actief", default=True)

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "naam"],
                name="contactpersoon_eenmaal",
                violation_error_message="Deze contactpersoon staat er al.",
            )
        ]

    def __str__(self):
        return self.naam


class Werkgebied(models.Model):
    """A region that a coordinator serves: she sees the dossiers handled there."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="werkgebieden",
        verbose_name="coördinator",
    )
    regio = models.ForeignKey(
        Arbeidsmarktregio,
        on_delete=models.PROTECT,
        related_name="werkgebieden",
        verbose_name="arbeidsmarktregio",
    )

    class Meta:
        verbose_name = "werkgebied"
        verbose_name_plural = "werkgebieden"
        ordering = ["regio__naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "regio"],
                name="werkgebied_eenmaal",
                violation_error_message="Deze coördinator werkt al in deze regio.",
            )
        ]

    def __str__(self):
        return self.regio.naam


class Toezegging(models.Model):
    """An employer's promise: so many places are ready from a date."""

    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="toezeggingen", verbose_name="werkgever"
    )
    vestiging = models.ForeignKey(
        Vestiging, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vestiging"
    )
    aantal = models.PositiveSmallIntegerField("aantal plaatsen")
    vanaf = models.DateField("beschikbaar vanaf")
    toelichting = models.CharField("toelichting", max_length=200, blank=True)

    class Meta:
        verbose_name = "toezegging"
        verbose_name_plural = "toezeggingen"
        ordering = ["vanaf", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aantal__gte=1),
                name="toezegging_minstens_een_plaats",
                violation_error_message="Een toezegging gaat over minstens een plaats.",
            )
        ]

    def __str__(self):
        return f"{self.aantal} plaatsen vanaf {self.vanaf:%d-%m-%Y}"

    def clean(self):
        super().clean()
        if self.vestiging_id and self.vestiging.partner_id != self.partner_id:
            raise ValidationError({"vestiging": "Deze vestiging is van een andere partner. Kies een andere."})
