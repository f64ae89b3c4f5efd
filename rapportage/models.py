"""What this room keeps itself, and all it writes: saved views, keys of agendas, what somebody was reminded of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from rapportage.keuzes import Herinneringsoort, Overzichtstatus


class BewaardeWeergave(models.Model):
    """A combination of scope, filters and order that somebody gave a name; only hers.

    `vraag` is the query string of the list without the search text and the page: a name that was looked for does not
    belong in a stored address (PRIV-15).
    """

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bewaarde_weergaven"
    )
    naam = models.CharField("naam", max_length=60)
    vraag = models.CharField("zoekvraag", max_length=300, editable=False, blank=True)
    standaard = models.BooleanField(
        "hiermee begint de lijst", default=False, help_text="Als u in het menu de lijst kiest."
    )

    class Meta:
        verbose_name = "bewaarde weergave"
        verbose_name_plural = "bewaarde weergaven"
        ordering = ["naam", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "naam"],
                name="weergave_naam_eenmaal",
                violation_error_message="U hebt al een weergave met deze naam. Kies een andere naam.",
            ),
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(standaard=True),
                name="weergave_een_standaard",
                violation_error_message="De lijst begint al met een andere weergave.",
            ),
            models.CheckConstraint(
                condition=~Q(naam=""),
                name="weergave_heeft_een_naam",
                violation_error_message="Geef de weergave een naam.",
            ),
        ]

    def __str__(self):
        return f"weergave {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('rapportage:kandidaten')}?{self.vraag}"


class Agendasleutel(models.Model):
    """The secret with which a calendar outside fetches somebody's agenda. Only its SHA-256 is kept."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True, editable=False)
    gemaakt_op = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, editable=False)

    class Meta:
        verbose_name = "agendasleutel"
        verbose_name_plural = "agendasleutels"
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(ingetrokken_op=None),
                name="agendasleutel_een_geldig",
                violation_error_message="U hebt al een agendalink. Trek die eerst in.",
            )
        ]

    def __str__(self):
        return f"agendasleutel {self.pk}"


class Overzichtafmelding(models.Model):
    """A kind of reminder that somebody does not want in her mail; GEEN_MAIL: no mail at all."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    soort = models.CharField("soort", max_length=20, choices=Herinneringsoort)

    class Meta:
        verbose_name = "afmelding voor het dagoverzicht"
        verbose_name_plural = "afmeldingen voor het dagoverzicht"
        ordering = ["gebruiker", "soort"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "soort"],
                name="overzichtafmelding_eenmaal",
                violation_error_message="Dit staat al uit.",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=Herinneringsoort.values),
                name="overzichtafmelding_soort_bestaat",
                violation_error_message="Kies een soort van de lijst.",
            ),
        ]

    def __str__(self):
        return f"overzichtafmelding {self.pk}"


class Dagoverzicht(models.Model):
    """The one mail of a day to one colleague. Writing this row is claiming it; it holds no word of the mail."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    dag = models.DateField("dag")
    status = models.CharField(
        "status", max_length=20, choices=Overzichtstatus, default=Overzichtstatus.BEZIG, editable=False
    )
    geclaimd_op = models.DateTimeField("geclaimd op", default=timezone.now, editable=False)
    verstuurd_op = models.DateTimeField("verstuurd op", null=True, editable=False)

    class Meta:
        verbose_name = "dagoverzicht"
        verbose_name_plural = "dagoverzichten"
        ordering = ["-dag", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "dag"],
                name="dagoverzicht_een_per_dag",
                violation_error_message="Voor deze dag is er al een overzicht.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Overzichtstatus.values),
                name="dagoverzicht_status_bestaat",
                violation_error_message="Deze status bestaat niet.",
            ),
            models.CheckConstraint(
                condition=Q(status=Overzichtstatus.VERSTUURD, verstuurd_op__isnull=False)
                | ~Q(status=Overzichtstatus.VERSTUURD) & Q(verstuurd_op=None),
                name="dagoverzicht_verstuurd_heeft_tijd",
                violation_error_message="Bij een verstuurd overzicht hoort een tijd, en alleen daarbij.",
            ),
        ]

    def __str__(self):
        return f"dagoverzicht {self.pk}"


class VerstuurdeHerinnering(models.Model):
    """One thing, at one stage, that stood in a mail to one colleague: never again. `zaak` is a hash."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    dagoverzicht = models.ForeignKey(Dagoverzicht, on_delete=models.CASCADE, related_name="herinneringen")
    soort = models.CharField("soort", max_length=20, choices=Herinneringsoort, editable=False)
    zaak = models.CharField(max_length=64, editable=False)
    op = models.DateTimeField("op", default=timezone.now, db_index=True, editable=False)

    class Meta:
        verbose_name = "verstuurde herinnering"
        verbose_name_plural = "verstuurde herinneringen"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "zaak"],
                name="verstuurde_herinnering_eenmaal",
                violation_error_message="Hierover is al een herinnering gestuurd.",
            )
        ]

    def __str__(self):
        return f"verstuurde herinnering {self.pk}"
