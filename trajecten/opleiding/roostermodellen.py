"""The lesson plan of a cohort as it was made: weekdays, times and own free days. Its lessons are Bijeenkomsten."""

from django.db import models
from django.db.models import F, Q

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from trajecten.models import Lichting
from trajecten.opleiding.lesdagen import Vrij, lees_vrij


class Lesrooster(VersieModel):
    """What the plan was made from, so that the rest can be made anew and what is free can be shown."""

    lichting = models.OneToOneField(Lichting, on_delete=models.CASCADE, related_name="lesrooster")
    weekdagen = models.JSONField("lesdagen", default=list)  # 1 = Monday
    eerste = models.DateField("eerste dag")
    laatste = models.DateField("laatste dag")
    begin = models.TimeField("begint om")
    tot = models.TimeField("tot")
    plaats = models.CharField("plaats", max_length=120, blank=True)
    online = models.BooleanField("online", default=False)
    online_link = models.URLField("link van de online les", max_length=500, blank=True)
    vrij = VersleuteldTekstVeld("eigen vrije dagen", blank=True, max_length=1000)

    class Meta:
        verbose_name = "lesrooster"
        verbose_name_plural = "lesroosters"
        ordering = ["lichting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(laatste__gte=F("eerste")),
                name="lesrooster_laatste_na_eerste",
                violation_error_message="De laatste dag ligt niet voor de eerste dag.",
            ),
            models.CheckConstraint(
                condition=Q(tot__gt=F("begin")),
                name="lesrooster_tot_na_begin",
                violation_error_message="De les eindigt na het begin.",
            ),
            models.CheckConstraint(
                condition=~Q(plaats="") | Q(online=True),
                name="lesrooster_plaats_of_online",
                violation_error_message="Vul een plaats in, of kies online.",
            ),
        ]

    def __str__(self):
        return f"lesrooster {self.pk}"

    @property
    def vrije_dagen(self) -> list[Vrij]:
        """Its own free days as periods; the form let nothing in that cannot be read."""
        return lees_vrij(self.vrij)
