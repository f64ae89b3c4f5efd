"""What a check-in holds, for the check-in itself and for what it was before somebody corrected it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from basis.versleuteling import VersleuteldTekstVeld
from trajecten.begeleiding.keuzes import GemistReden, Gespreksvorm, Score, Verloop

SCORENAMEN = ["welbevinden", "werkdruk", "motivatie", "zelfvertrouwen", "zelfredzaamheid", "leren"]


def _score(naam):
    return models.PositiveSmallIntegerField(
        naam, choices=Score, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


class Gespreksinhoud(models.Model):
    """Facts, six scores and two texts."""

    datum = models.DateField("datum")
    verloop = models.CharField("verloop", max_length=20, choices=Verloop, default=Verloop.GEVOERD)
    vorm = models.CharField("vorm", max_length=20, choices=Gespreksvorm, blank=True)
    duur_minuten = models.PositiveSmallIntegerField(
        "duur (minuten)", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    reden = models.CharField("waarom niet", max_length=20, choices=GemistReden, blank=True)
    welbevinden = _score("welbevinden")
    werkdruk = _score("werkdruk")
    motivatie = _score("motivatie")
    zelfvertrouwen = _score("zelfvertrouwen")
    zelfredzaamheid = _score("zelfredzaamheid")
    leren = _score("leren")
    werkt_nog = models.BooleanField("is nog aan het werk", null=True, blank=True)
    afspraken = VersleuteldTekstVeld("afgesproken", blank=True, max_length=1000)
    notitie = VersleuteldTekstVeld("notitie van de jobcoach", blank=True, max_length=1000)
    volgende_datum = models.DateField("volgend gesprek", null=True, blank=True)

    class Meta:
        abstract = True


INHOUD = tuple(veld.name for veld in Gespreksinhoud._meta.local_fields)
"""The names of its fields, in their order."""
