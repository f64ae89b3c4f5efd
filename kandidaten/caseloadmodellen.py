"""What goes with a caseload: how much time somebody asks, and the note with which she is handed over.

Both hang on the person and the colleague, not on one Toewijzing: two of those become one when dossiers are merged.
Import from kandidaten.models.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.versleuteling import VersleuteldTekstVeld
from kandidaten.keuzes import TELT, Gewichtreden, Gewichtsoort, Overdrachtreden
from kandidaten.persoon import Kandidaat


class Gewicht(models.Model):
    """From when one person counts otherwise in the work of one jobcoach, and why. The last row holds; no row: gewoon.

    It is about the coach's time, never a score of the person. Rows are added and never changed: that is the history.
    """

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="gewichten")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="jobcoach"
    )
    soort = models.CharField("hoeveel tijd", max_length=10, choices=Gewichtsoort)
    reden = models.CharField("waarom", max_length=20, choices=Gewichtreden)
    sinds = models.DateTimeField("sinds", default=timezone.now, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "gewicht"
        verbose_name_plural = "gewichten"
        ordering = ["-sinds", "-pk"]
        indexes = [
            # The last weight of each person of one coach.
            models.Index(fields=["kandidaat", "gebruiker", "-sinds"], name="gewicht_laatste")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Gewichtsoort.values),
                name="gewicht_soort_bestaat",
                violation_error_message="Kies licht, gewoon of zwaar.",
            ),
            models.CheckConstraint(
                condition=Q(reden__in=Gewichtreden.values),
                name="gewicht_reden_bestaat",
                violation_error_message="Kies een reden van de lijst.",
            ),
        ]

    def __str__(self):
        return f"gewicht {self.pk}"

    @property
    def telt(self):
        return TELT[Gewichtsoort(self.soort)]


class OverdrachtQuerySet(models.QuerySet):
    def voorbereid(self):
        """Written, and not handed over yet."""
        return self.filter(naar=None)

    def te_lezen(self, gebruiker):
        """Handed over to this coach, who did not say that she read it."""
        return self.filter(naar=gebruiker, gelezen_op=None)


class Overdracht(models.Model):
    """A person goes from one jobcoach to another: the note that goes along, and whether it was read.

    Without `naar` it is prepared: the coach wrote the note before it was known who takes over. Who may read the text
    is said by trajecten.begeleiding.toegang, as for all that coaches write.
    """

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="overdrachten")
    van = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="van wie"
    )
    naar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="naar wie",
    )
    per = models.DateField("vanaf", null=True, blank=True)
    reden = models.CharField("reden", max_length=20, choices=Overdrachtreden, blank=True)
    notitie = VersleuteldTekstVeld("overdrachtsnotitie", blank=True, max_length=1000)
    geschreven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="geschreven door"
    )
    geschreven_op = models.DateTimeField("geschreven op", default=timezone.now, editable=False)
    gelezen_op = models.DateTimeField("gelezen op", null=True, blank=True)

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ["-geschreven_op", "-pk"]
        indexes = [
            # "Nieuw bij u": what a coach still has to read.
            models.Index(
                fields=["naar"],
                name="overdracht_te_lezen",
                condition=Q(gelezen_op=None, naar__isnull=False),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(naar=None, per=None, reden="", gelezen_op=None)
                | Q(naar__isnull=False, per__isnull=False, reden__in=["", *Overdrachtreden.values]),
                name="overdracht_voorbereid_of_gedaan",
                violation_error_message="Bij een overdracht hoort aan wie en vanaf wanneer.",
            ),
            models.CheckConstraint(
                condition=Q(naar=None) | ~Q(naar=F("van")),
                name="overdracht_aan_een_ander",
                violation_error_message="Iemand kan niet aan zichzelf overdragen.",
            ),
        ]

    def __str__(self):
        return f"overdracht {self.pk}"
