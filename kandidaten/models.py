"""The candidate (persoon.py), how she came to us, who works with her (toewijzing.py, caseloadmodellen.py), what she
allowed, and the same person twice (vermoeden.py, samenvoeging.py)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.versleuteling import VersleuteldTekstVeld
from kandidaten.caseloadmodellen import Gewicht, Overdracht
from kandidaten.keuzes import (
    Aanpassing,
    BijzonderSoort,
    Bron,
    Doelgroepindicatie,
    Kanaal,
    Selectiehulp,
    ToestemmingDoel,
    Uitkering,
)
from kandidaten.persoon import SLEUTELVELDEN, Kandidaat
from kandidaten.samenvoeging import Samenvoeging
from kandidaten.toewijzing import Noodtoegang, Toewijzing
from kandidaten.vermoeden import Dubbelvermoeden
from partners.models import Contactpersoon, Partner

__all__ = [
    "SLEUTELVELDEN",
    "BijzonderGegeven",
    "Contactmoment",
    "Dubbelvermoeden",
    "Gewicht",
    "Kandidaat",
    "Noodtoegang",
    "Overdracht",
    "Samenvoeging",
    "Toestemming",
    "Toewijzing",
    "Verwijzing",
]


class BijzonderGegeven(models.Model):
    """The one table of sensitive closed-list values: benefit, doelgroep, adaptations, "what works", and what is
    needed for the selection itself (gone once that is over: trajecten.selectie.nodig).

    Countable in SQL, access logged (PRIV-15). Rows: `uitkering` belongs to a verwijzing; `doelgroep` and
    `wat_werkt` exist at most once per person; `aanpassing` and `selectie` once per value.
    """

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="bijzonder")
    soort = models.CharField("soort", max_length=20, choices=BijzonderSoort)
    waarde = models.CharField("waarde", max_length=30, blank=True)
    tekst = VersleuteldTekstVeld("wat werkt", blank=True, max_length=1000)
    verwijzing = models.ForeignKey(
        "Verwijzing", on_delete=models.CASCADE, null=True, blank=True, related_name="bijzonder"
    )
    gecontroleerd_op = models.DateField("gecontroleerd op", null=True, blank=True)
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "bijzonder gegeven"
        verbose_name_plural = "bijzondere gegevens"
        ordering = ["soort", "waarde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(
                        soort=BijzonderSoort.UITKERING,
                        waarde__in=Uitkering.values,
                        verwijzing__isnull=False,
                        tekst="",
                    )
                    | Q(
                        soort=BijzonderSoort.DOELGROEP,
                        waarde__in=Doelgroepindicatie.values,
                        verwijzing=None,
                        tekst="",
                    )
                    | Q(
                        soort=BijzonderSoort.AANPASSING,
                        waarde__in=Aanpassing.values,
                        verwijzing=None,
                        tekst="",
                    )
                    | Q(soort=BijzonderSoort.WAT_WERKT, waarde="", verwijzing=None)
                    | Q(
                        soort=BijzonderSoort.SELECTIE,
                        waarde__in=Selectiehulp.values,
                        verwijzing=None,
                        tekst="",
                    )
                ),
                name="bijzonder_waarde_past_bij_soort",
                violation_error_message="Deze waarde staat niet op de lijst.",
            ),
            models.UniqueConstraint(
                fields=["verwijzing"],
                condition=Q(soort=BijzonderSoort.UITKERING),
                name="bijzonder_een_uitkering_per_verwijzing",
                violation_error_message="Bij deze verwijzing staat al een uitkering.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "soort"],
                condition=Q(soort__in=[BijzonderSoort.DOELGROEP, BijzonderSoort.WAT_WERKT]),
                name="bijzonder_eenmaal_per_kandidaat",
                violation_error_message="Dit gegeven staat er al.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "waarde"],
                condition=Q(soort=BijzonderSoort.AANPASSING),
                name="bijzonder_aanpassing_eenmaal",
                violation_error_message="Deze aanpassing staat er al.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "waarde"],
                condition=Q(soort=BijzonderSoort.SELECTIE),
                name="bijzonder_selectiehulp_eenmaal",
                violation_error_message="Dit staat er al.",
            ),
        ]

    def __str__(self):
        return f"bijzonder gegeven {self.pk}"


class Verwijzing(models.Model):
    """One referral, or self-registration. A person can be referred again later, by somebody else."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="verwijzingen")
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verwijzingen",
        verbose_name="verwijzer",
    )
    contactpersoon = models.ForeignKey(
        Contactpersoon,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verwijzingen",
        verbose_name="contactpersoon",
    )
    bron = models.CharField("hoe binnengekomen", max_length=20, choices=Bron)
    ontvangen_op = models.DateTimeField("ontvangen op")
    opmerking = VersleuteldTekstVeld("opmerking van de verwijzer", blank=True, max_length=1000)
    # Nobody: she filled in the public form herself.
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"
        ordering = ["-ontvangen_op", "-pk"]
        indexes = [models.Index(fields=["partner", "-ontvangen_op"], name="verwijzing_partner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner=None, bron=Bron.ZELF, contactpersoon=None)
                | (Q(partner__isnull=False) & ~Q(bron=Bron.ZELF)),
                name="verwijzing_van_partner_of_zelf",
                violation_error_message="Kies een verwijzer, of 'zelf aangemeld'.",
            )
        ]

    def __str__(self):
        return f"verwijzing {self.pk}"


class Contactmoment(models.Model):
    """An attempt to reach her, or a success: the first success stops the first-contact clock."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="contactmomenten")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="contactmomenten")
    gelukt = models.BooleanField("gelukt")
    kanaal = models.CharField("hoe", max_length=20, choices=Kanaal)
    tijdstip = models.DateTimeField("wanneer")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    notitie = VersleuteldTekstVeld("notitie", blank=True, max_length=1000)
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        ordering = ["-tijdstip", "-pk"]
        indexes = [
            # First successful contact per referral (Vandaag, time to first contact).
            models.Index(fields=["verwijzing", "gelukt", "tijdstip"], name="contactmoment_eerste")
        ]

    def __str__(self):
        return f"contactmoment {self.pk}"


class Toestemming(models.Model):
    """Consent, only for what is optional (PRIV-12); withdrawing is as easy as giving."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="toestemmingen")
    doel = models.CharField("waarvoor", max_length=30, choices=ToestemmingDoel)
    tekstversie = models.CharField("versie van de tekst", max_length=20)
    gegeven_op = models.DateTimeField("gegeven op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["-gegeven_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | Q(ingetrokken_op__gte=F("gegeven_op")),
                name="toestemming_intrekken_na_geven",
                violation_error_message="Intrekken kan niet voor het geven van de toestemming.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "doel"],
                condition=Q(ingetrokken_op=None),
                name="toestemming_een_lopende_per_doel",
                violation_error_message="Deze toestemming is al gegeven.",
            ),
        ]

    def __str__(self):
        return f"toestemming {self.pk}"
