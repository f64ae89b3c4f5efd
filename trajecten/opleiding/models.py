"""Training: exam attempts and certificates. Lessons are Bijeenkomsten of the core."""

from django.db import models
from django.db.models import Q

from trajecten.models import Examendeel, Kwalificatie, Traject
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag
from trajecten.opleiding.querysets import OpleidingQuerySet
from trajecten.opleiding.roostermodellen import Lesrooster

__all__ = ["Certificaat", "Examen", "Lesrooster"]


class Examen(models.Model):
    """One attempt at one exam part."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="examens")
    examendeel = models.ForeignKey(
        Examendeel, on_delete=models.PROTECT, related_name="+", verbose_name="examendeel"
    )
    poging = models.PositiveSmallIntegerField("poging", default=1)
    datum = models.DateField("datum")
    uitslag = models.CharField("uitslag", max_length=20, choices=Examenuitslag, blank=True)

    objects = OpleidingQuerySet.as_manager()

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


class Certificaat(models.Model):
    """A diploma or certificate that was issued."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="certificaten")
    kwalificatie = models.ForeignKey(Kwalificatie, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField("soort", max_length=20, choices=Certificaatsoort)
    datum = models.DateField("uitgereikt op")

    objects = OpleidingQuerySet.as_manager()

    class Meta:
        verbose_name = "certificaat"
        verbose_name_plural = "certificaten"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "kwalificatie", "soort"],
                name="certificaat_eenmaal",
                violation_error_message="Dit certificaat is al vastgelegd.",
            )
        ]

    def __str__(self):
        return f"certificaat {self.pk}"
