"""Messages to candidates: the texts, which a beheerder can change, and what was sent to whom."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from gebruikers.rechten import Categorie
from kandidaten.keuzes import Vorm
from trajecten.berichttekst import fouten_in_onderwerp, fouten_in_tekst
from trajecten.keuzes import Berichtsoort, Berichtstatus, Berichtwijze


class Berichtsjabloon(VersieModel):
    """The words of one kind of message, with a closed set of places to fill in (berichttekst.py)."""

    soort = models.CharField("soort bericht", max_length=20, choices=Berichtsoort, unique=True)
    onderwerp = models.CharField(
        "onderwerp",
        max_length=120,
        help_text="Dit leest iemand in de lijst met mail. Zet er niets in over een persoon.",
    )
    tekst = models.TextField("tekst", max_length=4000)
    dagen_vooraf = models.PositiveSmallIntegerField(
        "dagen vooraf",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text="Alleen bij de herinnering: hoeveel dagen voor de bijeenkomst. Leeg: geen herinnering.",
    )

    class Meta:
        verbose_name = "tekst van een bericht"
        verbose_name_plural = "teksten van berichten"
        ordering = ["soort"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dagen_vooraf=None) | Q(soort=Berichtsoort.HERINNERING),
                name="berichtsjabloon_dagen_bij_herinnering",
                violation_error_message="Dagen vooraf horen alleen bij de herinnering.",
            ),
        ]

    def __str__(self):
        return self.get_soort_display()

    def clean(self):
        """Places that do not exist, or that the message needs, in words (trajecten.berichttekst)."""
        super().clean()
        fouten = {
            "onderwerp": fouten_in_onderwerp(self.soort, self.onderwerp),
            "tekst": fouten_in_tekst(self.soort, self.tekst),
        }
        if fouten := {veld: zinnen for veld, zinnen in fouten.items() if zinnen}:
            raise ValidationError(fouten)


class BerichtQuerySet(models.QuerySet):
    def geldig(self):
        """What was sent or will be; what was no longer needed does not count."""
        return self.exclude(status=Berichtstatus.VERVALLEN)

    def vast_blijven_zitten(self, nu=None):
        """Claimed by a worker that never said how it ended: maybe sent, maybe not. A person decides."""
        return self.filter(
            status=Berichtstatus.BEZIG, geclaimd_op__lt=(nu or timezone.now()) - Bericht.HOOGSTENS_BEZIG
        )


class Bericht(models.Model):
    """One message to one candidate: made once, sent once, kept. The text is encrypted (PRIV-15)."""

    HOOGSTENS_BEZIG = timedelta(minutes=15)

    soort = models.CharField("soort bericht", max_length=20, choices=Berichtsoort)
    traject = models.ForeignKey("Traject", on_delete=models.CASCADE, related_name="berichten")
    deelname = models.ForeignKey(
        "Deelname", on_delete=models.SET_NULL, null=True, blank=True, related_name="berichten"
    )
    # The same kind can be right again: a meeting that is moved twice. Counts with the meeting's own volgnummer.
    keer = models.PositiveSmallIntegerField(default=0)
    wijze = models.CharField("hoe", max_length=10, choices=Berichtwijze)
    vorm = models.CharField("vorm", max_length=20, choices=Vorm)
    aan = VersleuteldTekstVeld("aan", blank=True, max_length=254)
    onderwerp = models.CharField("onderwerp", max_length=200)
    tekst = VersleuteldTekstVeld("tekst", max_length=6000)
    status = models.CharField("stand", max_length=10, choices=Berichtstatus)
    gemaakt_op = models.DateTimeField("gemaakt op", default=timezone.now)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    geclaimd_op = models.DateTimeField("opgepakt op", null=True)
    afgerond_op = models.DateTimeField("verstuurd of doorgegeven op", null=True)
    afgerond_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-gemaakt_op", "-pk"]
        indexes = [models.Index(fields=["status", "gemaakt_op"], name="bericht_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["deelname", "soort", "keer"],
                condition=Q(deelname__isnull=False) & ~Q(status=Berichtstatus.VERVALLEN),
                name="bericht_eenmaal_per_deelname",
                violation_error_message="Dit bericht is er al.",
            ),
            models.UniqueConstraint(
                fields=["traject", "keer"],
                condition=Q(soort=Berichtsoort.AFWIJZING) & ~Q(status=Berichtstatus.VERVALLEN),
                name="bericht_een_afwijzing",
                violation_error_message="Dit bericht is er al.",
            ),
            models.CheckConstraint(
                condition=Q(wijze=Berichtwijze.MAIL)
                & ~Q(status__in=[Berichtstatus.TE_DOEN, Berichtstatus.GEDAAN])
                | Q(
                    wijze=Berichtwijze.COLLEGA,
                    status__in=[Berichtstatus.TE_DOEN, Berichtstatus.GEDAAN, Berichtstatus.VERVALLEN],
                ),
                name="bericht_stand_past_bij_wijze",
                violation_error_message="Deze stand past niet bij dit bericht.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[Berichtstatus.VERSTUURD, Berichtstatus.GEDAAN], afgerond_op__isnull=False
                )
                | (~Q(status__in=[Berichtstatus.VERSTUURD, Berichtstatus.GEDAAN]) & Q(afgerond_op=None)),
                name="bericht_verstuurd_heeft_moment",
                violation_error_message="Wat verstuurd is, heeft een moment.",
            ),
        ]

    def __str__(self):
        return f"bericht {self.pk}"

    def get_absolute_url(self):
        return reverse("bijeenkomsten:bericht", args=[self.traject.kandidaat.dossiernummer, self.pk])

    @property
    def categorie(self):
        """Training when it is about a meeting of a cohort, else selection. Reads the meeting."""
        return self.deelname.bijeenkomst.categorie if self.deelname else Categorie.SELECTIE

    @property
    def zit_vast(self):
        return self.status == Berichtstatus.BEZIG and self.geclaimd_op < timezone.now() - self.HOOGSTENS_BEZIG

    @property
    def kan_opnieuw(self):
        return self.status == Berichtstatus.MISLUKT or self.zit_vast
