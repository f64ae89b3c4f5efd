"""What this room keeps itself: saved views of the candidate list. It writes nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


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
