"""Goals that a programme proposes, with their actions: a coach chooses from them (trajecten.begeleiding.sjablonen)."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from trajecten.doelregels import MEESTE_TEKENS, MEESTE_WEKEN
from trajecten.keuzes import Aandachtsgebied, Eigenaar, Teltvanaf
from trajecten.programma import Programma


def _weken(naam, **kwargs):
    return models.PositiveSmallIntegerField(
        naam, null=True, blank=True, validators=[MaxValueValidator(MEESTE_WEKEN)], **kwargs
    )


class Doelsjabloon(models.Model):
    """One goal of the list of a programme. It rules nobody: what a coach chose from it is a goal of its own."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="doelsjablonen")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=1)
    aandachtsgebied = models.CharField("onderwerp", max_length=20, choices=Aandachtsgebied)
    omschrijving = models.CharField(
        "doel",
        max_length=MEESTE_TEKENS,
        help_text="Bijvoorbeeld: zelf een klant te woord staan. Niets over een persoon.",
    )
    telt_vanaf = models.CharField(
        "de weken tellen", max_length=10, choices=Teltvanaf, default=Teltvanaf.START
    )
    weken = _weken("klaar na (weken)", help_text="Leeg = geen datum.")

    class Meta:
        verbose_name = "doel om uit te kiezen"
        verbose_name_plural = "doelen om uit te kiezen"
        ordering = ["programma", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "omschrijving"],
                name="doelsjabloon_omschrijving_uniek",
                violation_error_message="Dit doel staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(aandachtsgebied__in=Aandachtsgebied.values, telt_vanaf__in=Teltvanaf.values),
                name="doelsjabloon_van_de_lijst",
                violation_error_message="Kies een onderwerp van de lijst, en vanaf wanneer de weken tellen.",
            ),
        ]

    def __str__(self):
        return self.omschrijving


class Actiesjabloon(models.Model):
    """One action under such a goal: who does what, and after how many weeks."""

    doelsjabloon = models.ForeignKey(Doelsjabloon, models.CASCADE, related_name="acties")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=1)
    omschrijving = models.CharField("actie", max_length=MEESTE_TEKENS)
    eigenaar = models.CharField("wie", max_length=20, choices=Eigenaar, default=Eigenaar.KANDIDAAT)
    weken = _weken("na (weken)")

    class Meta:
        verbose_name = "actie bij een doel om uit te kiezen"
        verbose_name_plural = "acties bij een doel om uit te kiezen"
        ordering = ["doelsjabloon", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["doelsjabloon", "omschrijving"],
                name="actiesjabloon_omschrijving_uniek",
                violation_error_message="Deze actie staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(eigenaar__in=Eigenaar.values),
                name="actiesjabloon_eigenaar_bestaat",
                violation_error_message="Kies wie het doet van de lijst.",
            ),
        ]

    def __str__(self):
        return self.omschrijving
