"""Training: exam attempts, who is ready for which exam, and certificates. Lessons are Bijeenkomsten of the core."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from trajecten.models import Bijeenkomst, Examendeel, Kwalificatie, Traject
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag, Intrekreden
from trajecten.opleiding.querysets import CertificaatQuerySet, ExamenQuerySet, OpleidingQuerySet
from trajecten.opleiding.roostermodellen import Lesrooster

__all__ = ["Certificaat", "Examen", "Examengereed", "Lesrooster"]


class Examen(models.Model):
    """One attempt at one exam part."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="examens")
    examendeel = models.ForeignKey(
        Examendeel, on_delete=models.PROTECT, related_name="+", verbose_name="examendeel"
    )
    poging = models.PositiveSmallIntegerField("poging", default=1)
    datum = models.DateField("datum")
    uitslag = models.CharField("uitslag", max_length=20, choices=Examenuitslag, blank=True)
    # The sitting, where a place and a time were given: it stands in agendas and on presence lists.
    zitting = models.ForeignKey(
        Bijeenkomst,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="examens",
        verbose_name="zitting",
    )

    objects = ExamenQuerySet.as_manager()

    class Meta:
        verbose_name = "examen"
        verbose_name_plural = "examens"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "examendeel", "poging"],
                name="examen_poging_uniek",
                violation_error_message="Deze poging staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(poging__gte=1),
                name="examen_poging_vanaf_1",
                violation_error_message="De eerste poging is nummer 1.",
            ),
        ]

    def __str__(self):
        return f"examen {self.pk}"

    @property
    def dag(self):
        """The day of the attempt: while it waits for its result, that of its sitting, which may have been moved."""
        if self.zitting_id and not self.uitslag:
            return timezone.localdate(self.zitting.begin)
        return self.datum

    @property
    def is_afgelast(self):
        """It waits for a result that will not come: its sitting was called off."""
        return bool(self.zitting_id and not self.uitslag and self.zitting.afgelast_op)


class Examengereed(models.Model):
    """A trainer or coordinator says that somebody is ready for an exam part. Taking it back removes the row."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="examengereed")
    examendeel = models.ForeignKey(Examendeel, on_delete=models.CASCADE, related_name="+")
    gemeld_op = models.DateField("gemeld op")
    gemeld_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OpleidingQuerySet.as_manager()

    class Meta:
        verbose_name = "klaar voor examen"
        verbose_name_plural = "klaar voor examen"
        ordering = ["examendeel", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "examendeel"],
                name="examengereed_eenmaal",
                violation_error_message="Voor dit examendeel is deze kandidaat al klaar gemeld.",
            )
        ]

    def __str__(self):
        return f"klaar voor examen {self.pk}"


class Certificaat(models.Model):
    """A diploma or certificate that was issued."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="certificaten")
    kwalificatie = models.ForeignKey(Kwalificatie, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField("soort", max_length=20, choices=Certificaatsoort)
    datum = models.DateField("uitgereikt op")
    # A certificate that was recorded by mistake stays visible, and no longer counts.
    ingetrokken_op = models.DateField("ingetrokken op", null=True, blank=True, editable=False)
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    intrekreden = models.CharField(
        "waarom ingetrokken", max_length=20, choices=Intrekreden, blank=True, editable=False
    )

    objects = CertificaatQuerySet.as_manager()

    class Meta:
        verbose_name = "certificaat"
        verbose_name_plural = "certificaten"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "kwalificatie", "soort"],
                condition=Q(ingetrokken_op=None),
                name="certificaat_eenmaal",
                violation_error_message="Dit certificaat is al vastgelegd.",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_door=None, intrekreden="")
                | Q(
                    ingetrokken_op__isnull=False,
                    ingetrokken_door__isnull=False,
                    intrekreden__in=Intrekreden.values,
                ),
                name="certificaat_ingetrokken_met_reden",
                violation_error_message="Intrekken kan alleen met een reden van de lijst.",
            ),
        ]

    def __str__(self):
        return f"certificaat {self.pk}"
