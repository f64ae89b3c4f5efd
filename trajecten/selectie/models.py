"""Taking part in a selection round, and what assessors think."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from kandidaten.keuzes import Taalniveau
from partners.keuzes import Partnersoort
from trajecten.keuzes import AFWEZIG
from trajecten.models import Criterium, Deelname, Ronde, Toetsonderdeel, Traject
from trajecten.selectie.keuzes import (
    REDENEN_BIJ_UITSLAG,
    Advies,
    Betaler,
    Heropenreden,
    Onderdeelstand,
    Toetsuitslag,
    Uitslag,
    WilVerder,
)
from trajecten.selectie.querysets import BeoordelingQuerySet, RondedeelnameQuerySet


class Rondedeelname(models.Model):
    """One person in one round. A person decides the result, with a reason from the list (GDPR art. 22).

    `deelname` is the latest meeting of the round that she was invited to. Earlier ones stay as Deelname's of their own
    (that of a meeting she missed too), and are counted there.
    """

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="rondedeelnames")
    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="deelnames")
    deelname = models.OneToOneField(
        Deelname, on_delete=models.SET_NULL, null=True, blank=True, related_name="rondedeelname"
    )
    uitslag = models.CharField("uitslag", max_length=20, choices=Uitslag, default=Uitslag.OPEN)
    besloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    besloten_op = models.DateTimeField("besloten op", null=True, blank=True)
    reden = models.CharField("reden", max_length=40, blank=True)
    terugkoppeling_op = models.DateField("teruggekoppeld op", null=True, blank=True)
    # Since when colleagues see each other's scores. Empty: sealed, everybody sees her own only.
    scores_open_op = models.DateTimeField("scores zichtbaar sinds", null=True, blank=True, editable=False)

    objects = RondedeelnameQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname aan een ronde"
        verbose_name_plural = "deelnames aan rondes"
        ordering = ["ronde", "pk"]
        indexes = [models.Index(fields=["ronde", "uitslag"], name="rondedeelname_ronde_uitslag")]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "ronde"],
                name="rondedeelname_eenmaal",
                violation_error_message="Deze kandidaat doet al mee aan deze ronde.",
            ),
            models.CheckConstraint(
                condition=Q(uitslag=Uitslag.OPEN, besloten_door=None, besloten_op=None)
                | (
                    Q(uitslag__in=[u for u in Uitslag.values if u != Uitslag.OPEN])
                    & Q(besloten_door__isnull=False, besloten_op__isnull=False)
                ),
                name="rondedeelname_besluit_is_van_een_mens",
                violation_error_message="Een besluit heeft een naam en een moment.",
            ),
            models.CheckConstraint(
                condition=Q(
                    Q(uitslag__in=[Uitslag.OPEN, Uitslag.DOOR], reden=""),
                    *[
                        Q(uitslag=uitslag.value, reden__in=lijst.values)
                        for uitslag, lijst in REDENEN_BIJ_UITSLAG.items()
                    ],
                    _connector=Q.OR,
                ),
                name="rondedeelname_reden_van_de_lijst",
                violation_error_message="Kies een reden van de lijst.",
            ),
        ]

    def __str__(self):
        return f"rondedeelname {self.pk}"

    def get_absolute_url(self):
        return reverse("selectie:kandidaat", args=[self.ronde_id, self.traject.kandidaat.dossiernummer])

    @property
    def is_uitgenodigd(self):
        """Invited to a meeting that was not called off, and that she did not miss."""
        gaat_door = self.deelname is not None and self.deelname.bijeenkomst.afgelast_op is None
        return gaat_door and not self.is_weggebleven

    @property
    def is_weggebleven(self):
        """Did not come to the latest meeting of this round that she was invited to, excused or not."""
        return self.deelname is not None and self.deelname.aanwezigheid in AFWEZIG

    @property
    def redenwoord(self):
        """The reason of a rejection or withdrawal in words, or ''."""
        lijst = REDENEN_BIJ_UITSLAG.get(Uitslag(self.uitslag))
        return lijst(self.reden).label if lijst else ""


class Besluitcorrectie(models.Model):
    """A decision that was taken back: what it was, who took it back and why. Never edited; it does not count."""

    rondedeelname = models.ForeignKey(Rondedeelname, on_delete=models.CASCADE, related_name="correcties")
    uitslag = models.CharField("uitslag", max_length=20, choices=Uitslag)
    reden = models.CharField("reden", max_length=40, blank=True)
    besloten_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    besloten_op = models.DateTimeField("besloten op")
    teruggedraaid_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    teruggedraaid_op = models.DateTimeField("teruggedraaid op", default=timezone.now)
    toelichting = VersleuteldTekstVeld("toelichting", blank=True, max_length=500)

    class Meta:
        verbose_name = "teruggedraaid besluit"
        verbose_name_plural = "teruggedraaide besluiten"
        ordering = ["teruggedraaid_op", "pk"]

    def __str__(self):
        return f"besluitcorrectie {self.pk}"


class Rondegegevens(VersieModel):
    """What came out of a round, by its kind (keuzes.GEGEVENS): closed lists only; a field of another kind is empty."""

    rondedeelname = models.OneToOneField(Rondedeelname, on_delete=models.CASCADE, related_name="gegevens")
    voorselectie_door = models.CharField("voorselectie door", max_length=30, choices=Partnersoort, blank=True)
    advies = models.CharField("advies van de verwijzer", max_length=10, choices=Advies, blank=True)
    wil_verder = models.CharField("wil de kandidaat verder?", max_length=10, choices=WilVerder, blank=True)
    taalniveau = models.CharField("taalniveau", max_length=10, choices=Taalniveau, blank=True)
    toetsuitslag = models.CharField("uitslag", max_length=20, choices=Toetsuitslag, blank=True)

    class Meta:
        verbose_name = "uitkomst van een ronde"
        verbose_name_plural = "uitkomsten van rondes"

    def __str__(self):
        return f"rondegegevens {self.pk}"


class Onderdeeluitslag(models.Model):
    """How one person did a part of a competence test: is extra training needed, and who pays that."""

    gegevens = models.ForeignKey(Rondegegevens, on_delete=models.CASCADE, related_name="onderdelen")
    onderdeel = models.ForeignKey(Toetsonderdeel, on_delete=models.PROTECT, related_name="+")
    stand = models.CharField("uitslag", max_length=20, choices=Onderdeelstand)
    betaler = models.CharField("wie betaalt de training?", max_length=20, choices=Betaler, blank=True)

    class Meta:
        verbose_name = "uitslag van een onderdeel"
        verbose_name_plural = "uitslagen van onderdelen"
        ordering = ["gegevens", "onderdeel__volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gegevens", "onderdeel"],
                name="onderdeeluitslag_eenmaal",
                violation_error_message="Dit onderdeel heeft al een uitslag.",
            ),
            models.CheckConstraint(
                condition=(Q(stand=Onderdeelstand.TRAINING) & ~Q(betaler=""))
                | (~Q(stand=Onderdeelstand.TRAINING) & Q(betaler="")),
                name="onderdeeluitslag_betaler_bij_training",
                violation_error_message="Kies wie betaalt als er training nodig is, en alleen dan.",
            ),
        ]

    def __str__(self):
        return f"onderdeeluitslag {self.pk}"


class Beoordelaar(models.Model):
    """A colleague who scores one person in one round; `ingediend_op` empty: she still has to write.

    `gevraagd_door` is who named her; empty for who scores of her own accord.
    """

    rondedeelname = models.ForeignKey(Rondedeelname, on_delete=models.CASCADE, related_name="beoordelaars")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ingediend_op = models.DateTimeField("scores gegeven op", null=True, blank=True)
    gevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="aangewezen door",
    )

    class Meta:
        verbose_name = "beoordelaar"
        verbose_name_plural = "beoordelaars"
        ordering = ["rondedeelname", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rondedeelname", "gebruiker"],
                name="beoordelaar_eenmaal",
                violation_error_message="Deze collega beoordeelt al.",
            )
        ]

    def __str__(self):
        return f"beoordelaar {self.pk}"


class Heropening(models.Model):
    """Scores that were visible and were opened again for one assessor: who, when and why. Never edited."""

    rondedeelname = models.ForeignKey(Rondedeelname, on_delete=models.CASCADE, related_name="heropeningen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField("op", default=timezone.now)
    reden = models.CharField("reden", max_length=20, choices=Heropenreden)

    class Meta:
        verbose_name = "heropening van scores"
        verbose_name_plural = "heropeningen van scores"
        ordering = ["op", "pk"]

    def __str__(self):
        return f"heropening {self.pk}"


class Beoordeling(models.Model):
    """One assessor's score on one criterion. Scores never change a status by themselves."""

    rondedeelname = models.ForeignKey(Rondedeelname, on_delete=models.CASCADE, related_name="beoordelingen")
    criterium = models.ForeignKey(Criterium, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField("score", validators=[MinValueValidator(1), MaxValueValidator(5)])
    opmerking = VersleuteldTekstVeld("opmerking", blank=True, max_length=1000)
    beoordelaar = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField("vastgelegd op", auto_now_add=True)

    objects = BeoordelingQuerySet.as_manager()

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        ordering = ["rondedeelname", "criterium", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rondedeelname", "criterium", "beoordelaar"],
                name="beoordeling_eenmaal_per_beoordelaar",
                violation_error_message="U heeft dit criterium al beoordeeld.",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5),
                name="beoordeling_score_1_tot_5",
                violation_error_message="Kies een score van 1 tot en met 5.",
            ),
        ]

    def __str__(self):
        return f"beoordeling {self.pk}"
