"""The append-only access log (PRIV-08): who did what, when, in which dossier and why. Never content."""

from django.conf import settings
from django.db import models


class AlleenToevoegen(TypeError):
    """Somebody tried to change or delete a log line."""


class Handeling(models.TextChoices):
    INZIEN = "inzien", "Bekeken"
    MAKEN = "maken", "Gemaakt"
    WIJZIGEN = "wijzigen", "Gewijzigd"
    EXPORTEREN = "exporteren", "Geëxporteerd"
    VERWIJDEREN = "verwijderen", "Verwijderd"
    GEWEIGERD = "geweigerd", "Geweigerd"
    RECHTEN = "rechten", "Rechten gewijzigd"
    LOGBOEK = "logboek", "Logboek gelezen"


class LogregelQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AlleenToevoegen("Een logregel verandert nooit.")

    def delete(self):
        raise AlleenToevoegen("Een logregel wordt alleen door het opruimen na de bewaartermijn verwijderd.")

    def bulk_update(self, *args, **kwargs):
        raise AlleenToevoegen("Een logregel verandert nooit.")


class Logregel(models.Model):
    """One line. `dossier` is a plain number: the log outlives the dossier and imports nothing."""

    tijdstip = models.DateTimeField("tijdstip", auto_now_add=True, db_index=True)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="wie"
    )
    namens = models.CharField("namens", max_length=120, blank=True)
    handeling = models.CharField("handeling", max_length=20, choices=Handeling)
    dossier = models.CharField("dossiernummer", max_length=20, blank=True)
    categorie = models.CharField("soort gegevens", max_length=30, blank=True)
    reden = models.CharField("reden", max_length=200, blank=True)

    objects = LogregelQuerySet.as_manager()

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logboek"
        ordering = ["-tijdstip", "-pk"]
        indexes = [
            # "Wie keek in dit dossier": newest first for one dossier.
            models.Index(fields=["dossier", "-tijdstip"], name="logregel_dossier"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handeling__in=Handeling.values),
                name="logregel_handeling_bestaat",
                violation_error_message="Deze handeling bestaat niet.",
            )
        ]

    def __str__(self):
        return f"logregel {self.pk}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AlleenToevoegen("Een logregel verandert nooit.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AlleenToevoegen("Een logregel wordt niet verwijderd.")
