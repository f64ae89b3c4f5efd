"""A try to hear whether somebody is still at work that gave no answer. Import from trajecten.plaatsing.models."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kandidaten.keuzes import Kanaal
from trajecten.models import Traject
from trajecten.plaatsing.keuzes import MEETMAANDEN, Meetbron


class Navraag(models.Model):
    """Nobody reached: when, how and with whom it was tried, and when again. The fact itself is a Meetmoment."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="navragen")
    na_maanden = models.PositiveSmallIntegerField(
        "na (maanden)", choices=[(m, f"{m} maanden") for m in MEETMAANDEN]
    )
    op = models.DateField("geprobeerd op")
    kanaal = models.CharField("hoe", max_length=20, choices=Kanaal)
    bij = models.CharField("bij wie", max_length=20, choices=Meetbron)
    opnieuw_op = models.DateField("weer proberen op", null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "navraag"
        verbose_name_plural = "navragen"
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["traject", "na_maanden", "-op"], name="navraag_laatste")]
        constraints = [
            models.CheckConstraint(
                condition=Q(na_maanden__in=MEETMAANDEN),
                name="navraag_maanden_van_de_lijst",
                violation_error_message="Kies 3, 6, 12, 24 of 36 maanden.",
            ),
            models.CheckConstraint(
                condition=Q(opnieuw_op=None) | Q(opnieuw_op__gt=F("op")),
                name="navraag_opnieuw_na_poging",
                violation_error_message="De volgende keer ligt na deze poging.",
            ),
        ]

    def __str__(self):
        return f"navraag {self.pk}"
