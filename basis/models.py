"""Rows that carry a page from one request to the next, and what the programs beside the web server leave behind."""

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from basis.versleuteling import VersleuteldJsonVeld


class Inzending(models.Model):
    """One form page that was submitted; a second time finds this row (basis.inzendingen)."""

    sleutel = models.UUIDField(primary_key=True, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    op = models.DateTimeField(default=timezone.now, db_index=True)
    naar = models.CharField("adres na het bewaren", max_length=500, blank=True)

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"

    def __str__(self):
        return str(self.sleutel)


class Concept(models.Model):
    """What a person typed in one form and did not send yet. Encrypted, and nobody's but hers."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sleutel = models.CharField(
        max_length=120, help_text="Welk formulier, bijvoorbeeld begeleiding.gesprek:12"
    )
    inhoud = VersleuteldJsonVeld(help_text="Per veldnaam de lijst met ingevulde waarden")
    bewaard_op = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "sleutel"],
                name="concept_een_per_formulier",
                violation_error_message="Er is al een concept van dit formulier.",
            )
        ]

    def __str__(self):
        return f"concept {self.pk}"

    def gegevens(self):
        """The draft as a submitted form would be: a QueryDict for widgets, forms and formsets."""
        data = QueryDict(mutable=True)
        for naam, waarden in self.inhoud.items():
            data.setlist(naam, waarden)
        return data

    @property
    def tijd(self):
        """When it was kept, on the clock of the person: '14:02'."""
        return timezone.localtime(self.bewaard_op).strftime("%H:%M")


class Hartslag(models.Model):
    """The last sign of life of one running program: a worker or the planner (basis.hartslag)."""

    naam = models.CharField(
        max_length=64,
        primary_key=True,
        editable=False,
        help_text="Soort, computer, proces en een toevallig deel",
    )
    soort = models.CharField(max_length=20, editable=False)
    computer = models.CharField(max_length=255, editable=False)
    op = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "hartslag"
        verbose_name_plural = "hartslagen"

    def __str__(self):
        return self.naam


class Klusbeurt(models.Model):
    """One run of a job of the planner: whoever writes this row does the job of that moment (basis.klusbeurten)."""

    klus = models.CharField(max_length=60, editable=False)
    moment = models.DateTimeField(editable=False, help_text="Wanneer de klus aan de beurt was")
    begonnen_op = models.DateTimeField(default=timezone.now)
    klaar_op = models.DateTimeField(null=True)
    gelukt = models.BooleanField(null=True, help_text="Leeg zolang de klus bezig is")
    door = models.CharField(max_length=64, help_text="De naam van de planner, als in Hartslag")

    class Meta:
        verbose_name = "klusbeurt"
        verbose_name_plural = "klusbeurten"
        constraints = [
            models.UniqueConstraint(
                fields=["klus", "moment"],
                name="klusbeurt_eenmaal_per_moment",
                violation_error_message="Deze klus is voor dit moment al opgepakt.",
            ),
            models.CheckConstraint(
                condition=models.Q(klaar_op=None, gelukt=None)
                | models.Q(klaar_op__isnull=False, gelukt__isnull=False),
                name="klusbeurt_klaar_heeft_uitkomst",
                violation_error_message="Een klus die klaar is, is gelukt of mislukt.",
            ),
        ]

    def __str__(self):
        return f"klusbeurt {self.pk}"
