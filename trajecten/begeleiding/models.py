"""Coaching: weekly talks, talks at work, goals with actions, buddies."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from kandidaten.models import Kandidaat
from trajecten.begeleiding.keuzes import (
    VERONTSCHULDIGDE_REDENEN,
    Eigenaar,
    GemistReden,
    Gespreksvorm,
    Score,
    Verloop,
)
from trajecten.begeleiding.querysets import ActiepuntQuerySet, GesprekQuerySet
from trajecten.models import Traject

SCORENAMEN = ["welbevinden", "werkdruk", "motivatie", "zelfvertrouwen", "zelfredzaamheid", "leren"]
_EXCUUS = sorted(VERONTSCHULDIGDE_REDENEN)


def _score(naam):
    return models.PositiveSmallIntegerField(
        naam, choices=Score, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )


class Voortgangsgesprek(VersieModel):
    """A check-in: facts and six scores are structured; the text is short, encrypted and for coaches (PRIV-04, -07)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="gesprekken")
    jobcoach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
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
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    objects = GesprekQuerySet.as_manager()

    class Meta:
        verbose_name = "voortgangsgesprek"
        verbose_name_plural = "voortgangsgesprekken"
        ordering = ["-datum", "-pk"]
        indexes = [
            # Last talk per traject (Mijn week, dossier); coverage.
            models.Index(fields=["traject", "-datum"], name="gesprek_traject_datum")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verloop=Verloop.GEVOERD, reden="") & ~Q(vorm="")
                | Q(verloop=Verloop.GEMIST, reden__in=[r for r in GemistReden.values if r not in _EXCUUS])
                | Q(verloop=Verloop.VERONTSCHULDIGD, reden__in=_EXCUUS),
                name="gesprek_gevoerd_of_reden",
                violation_error_message="Kies hoe het gesprek ging, of waarom het niet doorging.",
            ),
            models.CheckConstraint(
                condition=Q(volgende_datum=None) | Q(volgende_datum__gt=F("datum")),
                name="gesprek_volgende_na_datum",
                violation_error_message="Het volgende gesprek ligt na dit gesprek.",
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{naam: None}) | Q(**{f"{naam}__gte": 1, f"{naam}__lte": 5}),
                    name=f"gesprek_{naam}_1_tot_5",
                    violation_error_message="Kies een score van 1 tot en met 5.",
                )
                for naam in SCORENAMEN
            ],
        ]

    def __str__(self):
        return f"voortgangsgesprek {self.pk}"


class Functioneringsgesprek(VersieModel):
    """A performance talk at work, by the team leader."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="functioneringsgesprekken")
    teamleider = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    datum = models.DateField("datum")
    verslag = VersleuteldTekstVeld("verslag", max_length=1000)
    afspraken = VersleuteldTekstVeld("afgesproken", blank=True, max_length=1000)
    volgende_datum = models.DateField("volgende gesprek", null=True, blank=True)

    objects = GesprekQuerySet.as_manager()

    class Meta:
        verbose_name = "functioneringsgesprek"
        verbose_name_plural = "functioneringsgesprekken"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(volgende_datum=None) | Q(volgende_datum__gt=F("datum")),
                name="functioneringsgesprek_volgende_na_datum",
                violation_error_message="Het volgende gesprek ligt na dit gesprek.",
            )
        ]

    def __str__(self):
        return f"functioneringsgesprek {self.pk}"


class Doel(models.Model):
    """What somebody works towards; actions hang under it."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="doelen")
    omschrijving = VersleuteldTekstVeld("doel", max_length=300)
    streefdatum = models.DateField("streefdatum", null=True, blank=True)
    bereikt_op = models.DateField("bereikt op", null=True, blank=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["streefdatum", "pk"]

    def __str__(self):
        return f"doel {self.pk}"


class Actiepunt(models.Model):
    """One agreed action: who, what, before when, done. Usually made in a talk, optionally under a goal."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="actiepunten")
    doel = models.ForeignKey(
        Doel, on_delete=models.CASCADE, null=True, blank=True, related_name="actiepunten"
    )
    gesprek = models.ForeignKey(
        Voortgangsgesprek, on_delete=models.SET_NULL, null=True, blank=True, related_name="actiepunten"
    )
    omschrijving = VersleuteldTekstVeld("actie", max_length=300)
    eigenaar = models.CharField("wie", max_length=20, choices=Eigenaar, default=Eigenaar.KANDIDAAT)
    uiterlijk = models.DateField("uiterlijk", null=True, blank=True)
    gedaan_op = models.DateField("gedaan op", null=True, blank=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)

    objects = ActiepuntQuerySet.as_manager()

    class Meta:
        verbose_name = "actiepunt"
        verbose_name_plural = "actiepunten"
        ordering = ["uiterlijk", "pk"]
        indexes = [models.Index(fields=["traject", "gedaan_op", "uiterlijk"], name="actiepunt_open")]

    def __str__(self):
        return f"actiepunt {self.pk}"


class Buddykoppeling(models.Model):
    """A colleague or an alumna who helps her settle in."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="buddykoppelingen")
    buddy_naam = models.CharField("buddy", max_length=120, blank=True)
    alumna = models.ForeignKey(
        Kandidaat,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="buddy_van",
        verbose_name="oud-deelnemer",
    )
    van = models.DateField("vanaf")
    tot = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "buddykoppeling"
        verbose_name_plural = "buddykoppelingen"
        ordering = ["-van", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(alumna=None) & ~Q(buddy_naam="")) | Q(alumna__isnull=False, buddy_naam=""),
                name="buddy_collega_of_alumna",
                violation_error_message="Vul de naam van een collega in, of kies een oud-deelnemer.",
            ),
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("van")),
                name="buddy_tot_na_van",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self):
        return f"buddykoppeling {self.pk}"
