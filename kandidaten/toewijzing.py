"""Who may come near a candidate: colleagues assigned to her, and emergency access. Import from kandidaten.models."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.versleuteling import VersleuteldTekstVeld
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.persoon import Kandidaat


class Toewijzing(models.Model):
    """The one caseload model: who works with whom, as what, from when to when, and why."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="toewijzingen")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="toewijzingen", verbose_name="wie"
    )
    rol = models.CharField("rol", max_length=20, choices=Toewijzingsrol)
    van = models.DateField("vanaf")
    tot = models.DateField("tot en met", null=True, blank=True)
    reden = models.CharField("reden", max_length=200, blank=True)
    vervangt = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vervangt",
        help_text="Alleen bij waarneming voor een collega.",
    )

    class Meta:
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"
        ordering = ["-van", "-pk"]
        indexes = [
            # "My caseload": running rows of one user.
            models.Index(fields=["gebruiker", "rol", "van", "tot"], name="toewijzing_caseload")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("van")),
                name="toewijzing_tot_na_van",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                condition=Q(rol__in=Toewijzingsrol.values),
                name="toewijzing_rol_bestaat",
                violation_error_message="Kies jobcoach, trainer of teamleider.",
            ),
            models.CheckConstraint(
                condition=Q(vervangt=None) | ~Q(vervangt=F("gebruiker")),
                name="toewijzing_vervangt_een_ander",
                violation_error_message="Iemand kan niet voor zichzelf waarnemen.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "gebruiker", "rol"],
                condition=Q(tot=None),
                name="toewijzing_open_eenmaal",
                violation_error_message="Deze collega is al toegewezen.",
            ),
        ]

    def __str__(self):
        return f"toewijzing {self.pk}"


class Noodtoegang(models.Model):
    """Emergency access to one dossier outside your scope: with a reason, and until when (PRIV-19)."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="noodtoegangen"
    )
    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="noodtoegangen")
    reden = VersleuteldTekstVeld("reden", max_length=500)
    vanaf = models.DateTimeField("vanaf", default=timezone.now)
    tot = models.DateTimeField("tot")

    class Meta:
        verbose_name = "noodtoegang"
        verbose_name_plural = "noodtoegangen"
        ordering = ["-vanaf", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gt=F("vanaf")),
                name="noodtoegang_heeft_een_einde",
                violation_error_message="Noodtoegang eindigt na het begin.",
            )
        ]

    def __str__(self):
        return f"noodtoegang {self.pk}"
