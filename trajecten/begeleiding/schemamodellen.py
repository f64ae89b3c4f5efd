"""The table of arrangements with one person about how often there is a talk."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.maanden import EEN_DAG
from basis.templatetags.componenten import datum
from basis.versleuteling import VersleuteldTekstVeld
from trajecten.begeleiding.keuzes import Ritmereden
from trajecten.models import Traject

MEESTE_WEKEN = 13  # a talk once a quarter is the least that is still coaching


class Begeleidingsafspraak(models.Model):
    """From a day on, a talk every n weeks with this person, whatever the programme says. It is stopped, never deleted.

    `gestopt_per` is the first day on which it no longer holds; on or before `van` it never held.
    """

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="begeleidingsafspraken")
    van = models.DateField("vanaf")
    tot = models.DateField("tot en met", null=True, blank=True)
    elke_weken = models.PositiveSmallIntegerField(
        "elke (weken)", validators=[MinValueValidator(1), MaxValueValidator(MEESTE_WEKEN)]
    )
    reden = models.CharField("waarom", max_length=20, choices=Ritmereden)
    toelichting = VersleuteldTekstVeld("toelichting", blank=True, max_length=300)
    gemaakt_op = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gestopt_per = models.DateField("gestopt per", null=True, editable=False)
    gestopt_op = models.DateTimeField("gestopt op", null=True, editable=False)
    gestopt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "begeleidingsafspraak"
        verbose_name_plural = "begeleidingsafspraken"
        ordering = ["-van", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject"],
                condition=Q(tot=None, gestopt_per=None),
                name="begeleidingsafspraak_een_zonder_einde",
                violation_error_message="Er loopt al een afspraak zonder einddatum. Stop die eerst.",
            ),
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gt=F("van")),
                name="begeleidingsafspraak_tot_na_van",
                violation_error_message="De einddatum ligt na de begindatum.",
            ),
            models.CheckConstraint(
                condition=Q(elke_weken__gte=1, elke_weken__lte=MEESTE_WEKEN),
                name="begeleidingsafspraak_1_tot_13",
                violation_error_message=f"Kies 1 tot en met {MEESTE_WEKEN} weken.",
            ),
            models.CheckConstraint(
                condition=Q(reden__in=Ritmereden.values),
                name="begeleidingsafspraak_reden",
                violation_error_message="Kies waarom het ritme anders is.",
            ),
            models.CheckConstraint(
                condition=Q(gestopt_per=None, gestopt_op=None, gestopt_door=None)
                | Q(gestopt_per__isnull=False, gestopt_op__isnull=False, gestopt_door__isnull=False),
                name="begeleidingsafspraak_gestopt_compleet",
                violation_error_message="Bij stoppen horen een dag en een naam.",
            ),
        ]

    def __str__(self):
        return f"begeleidingsafspraak {self.pk}"

    @property
    def laatste_dag(self):
        """The last day on which it holds (before `van`: it never held), or None."""
        gestopt = self.gestopt_per - EEN_DAG if self.gestopt_per else None
        return min(filter(None, [self.tot, gestopt]), default=None)

    @property
    def woorden(self):
        """For a button about it: "vanaf 3 mrt 2026"."""
        return f"vanaf {datum(self.van)}"

    def loopt_op(self, dag):
        """Does it hold on this day?"""
        return self.van <= dag and (self.laatste_dag is None or dag <= self.laatste_dag)
