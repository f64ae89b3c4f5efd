"""What was done with a signal. The signal itself is not stored: it follows from the facts (signalen)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from basis.versleuteling import VersleuteldTekstVeld
from trajecten.begeleiding.signaalkeuzes import Afhandeling, Signaalsoort, Uitstelreden
from trajecten.models import Traject


class Signaalafhandeling(models.Model):
    """Somebody saw a signal, took it up, or let it wait until a day with a reason.

    `kenmerk` names the facts of the signal (signalen.Signaal): when they change, so does the signal, and this no
    longer holds for it. `op` is what a second colleague must have seen to change it.
    """

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="signaalafhandelingen")
    soort = models.CharField("soort", max_length=20, choices=Signaalsoort)
    kenmerk = models.CharField("kenmerk", max_length=32, editable=False)
    hoe = models.CharField("wat doet u?", max_length=20, choices=Afhandeling)
    tot = models.DateField("uitgesteld tot", null=True, blank=True)
    reden = models.CharField("waarom", max_length=20, choices=Uitstelreden, blank=True)
    toelichting = VersleuteldTekstVeld("toelichting", blank=True, max_length=300)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField("op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "afhandeling van een signaal"
        verbose_name_plural = "afhandelingen van signalen"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "soort", "kenmerk"],
                name="signaalafhandeling_eenmaal",
                violation_error_message="Een collega heeft dit signaal al behandeld.",
            ),
            models.CheckConstraint(
                condition=Q(hoe=Afhandeling.UITGESTELD, tot__isnull=False, reden__in=Uitstelreden.values)
                | Q(hoe__in=[Afhandeling.GEZIEN, Afhandeling.OPGEPAKT], tot=None, reden=""),
                name="signaalafhandeling_uitstel_heeft_dag_en_reden",
                violation_error_message="Kies bij uitstel tot welke dag, en waarom.",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=Signaalsoort.values),
                name="signaalafhandeling_soort_bestaat",
                violation_error_message="Dit soort signaal bestaat niet.",
            ),
        ]

    def __str__(self):
        return f"signaalafhandeling {self.pk}"
