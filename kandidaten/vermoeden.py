"""Two dossiers that may be one person, and what colleagues said about it. Import from kandidaten.models."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from kandidaten.keuzes import Vermoedenkant, Vermoedenreden, Vermoedenstatus
from kandidaten.persoon import Kandidaat

VOORLEG_DAGEN = 14  # so long the other region can look at a dossier that was put before it
AFGEHANDELD_DAGEN = 30  # so long who put it there reads what the other region said


class DubbelvermoedenQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=Vermoedenstatus.OPEN)

    def voor(self, gebruiker, status=Vermoedenstatus.OPEN, nu=None):
        """Pairs (open ones) of which this user handles at least one person.

        `kant_eigen`: which, 'eerste', 'tweede' or 'beide'. `kant_voorgelegd`: the side that somebody put before the
        other region, or ''. Who is on a side that is neither hers nor put before her is never shown: ask a pair for
        `eigen` and `ander`.
        """
        eigen = Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.TRAJECT, Toegang.SCHRIJVEN)
        in_eerste, in_tweede = Q(eerste__in=eigen.values("pk")), Q(tweede__in=eigen.values("pk"))
        sinds = (nu or timezone.now()) - timedelta(days=VOORLEG_DAGEN)
        return self.filter(in_eerste | in_tweede, status=status).annotate(
            kant_eigen=Case(
                When(in_eerste & in_tweede, then=Value("beide")),
                When(in_eerste, then=Value(Vermoedenkant.EERSTE)),
                default=Value(Vermoedenkant.TWEEDE),
                output_field=CharField(),
            ),
            kant_voorgelegd=Case(
                When(status=Vermoedenstatus.OPEN, voorgelegd_op__gt=sinds, then=F("voorgelegd_kant")),
                default=Value(""),
                output_field=CharField(),
            ),
        )

    def lopend_voorgelegd(self, nu=None):
        """Open pairs of which one side may be looked at by the other region now."""
        return self.open().filter(voorgelegd_op__gt=(nu or timezone.now()) - timedelta(days=VOORLEG_DAGEN))

    def van_voorlegger(self, gebruiker, nu=None):
        """Pairs of which somebody else said that they are two people, after this user put her side forward."""
        sinds = (nu or timezone.now()) - timedelta(days=AFGEHANDELD_DAGEN)
        beoordeeld = self.voor(gebruiker, status=Vermoedenstatus.ANDERE_PERSOON)
        return beoordeeld.filter(voorgelegd_door=gebruiker, beoordeeld_op__gt=sinds).exclude(
            beoordeeld_door=gebruiker
        )

    def van(self, kandidaat):
        """The pairs of one candidate (her number)."""
        return self.filter(Q(eerste=kandidaat) | Q(tweede=kandidaat))

    def tussen(self, een, ander):
        """The pair of these two (numbers), in whichever order."""
        laag, hoog = sorted((een, ander))
        return self.filter(eerste=laag, tweede=hoog)


class Dubbelvermoeden(models.Model):
    """A pair of candidates that may be one person. Found by `manage.py zoek_dubbelen`, judged by a colleague.

    When the two are in different regions, one region's coordinator can put her side before the other (`voorgelegd`).
    """

    eerste = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="+")
    tweede = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="+")
    redenen = models.CharField("waarom", max_length=60, help_text="Codes, met komma's ertussen")
    gevonden_op = models.DateTimeField("gevonden op", default=timezone.now, editable=False)
    status = models.CharField(
        "status", max_length=20, choices=Vermoedenstatus, default=Vermoedenstatus.OPEN, editable=False
    )
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    beoordeeld_op = models.DateTimeField("beoordeeld op", null=True, editable=False)
    voorgelegd_kant = models.CharField(
        "wie is voorgelegd", max_length=10, choices=Vermoedenkant, blank=True, editable=False
    )
    voorgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    voorgelegd_op = models.DateTimeField("voorgelegd op", null=True, editable=False)

    objects = DubbelvermoedenQuerySet.as_manager()

    class Meta:
        verbose_name = "dubbelvermoeden"
        verbose_name_plural = "dubbelvermoedens"
        ordering = ["-gevonden_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["eerste", "tweede"],
                name="vermoeden_paar_eenmaal",
                violation_error_message="Dit paar staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(eerste__lt=F("tweede")),
                name="vermoeden_op_volgorde",
                violation_error_message="Een paar zijn twee verschillende mensen, de oudste eerst.",
            ),
            models.CheckConstraint(
                condition=Q(status=Vermoedenstatus.OPEN, beoordeeld_door=None, beoordeeld_op=None)
                | Q(
                    status=Vermoedenstatus.ANDERE_PERSOON,
                    beoordeeld_door__isnull=False,
                    beoordeeld_op__isnull=False,
                ),
                name="vermoeden_oordeel_is_van_een_mens",
                violation_error_message="Dat het twee mensen zijn, zegt een collega.",
            ),
            models.CheckConstraint(
                condition=Q(voorgelegd_kant="", voorgelegd_door=None, voorgelegd_op=None)
                | Q(
                    voorgelegd_kant__in=Vermoedenkant.values,
                    voorgelegd_door__isnull=False,
                    voorgelegd_op__isnull=False,
                ),
                name="vermoeden_voorgelegd_is_af",
                violation_error_message="Wat is voorgelegd, heeft een naam en een moment.",
            ),
        ]

    def __str__(self):
        return f"dubbelvermoeden {self.pk}"

    @property
    def redencodes(self):
        return frozenset(filter(None, self.redenen.split(",")))

    @property
    def redenwoorden(self):
        """Why, in words, the surest first."""
        return [reden.label for reden in Vermoedenreden if reden.value in self.redencodes]

    @property
    def voorgelegd_tot(self):
        """Until when (aware) the other region can look, or None."""
        return self.voorgelegd_op + timedelta(days=VOORLEG_DAGEN) if self.voorgelegd_op else None

    # --- Of a pair that `voor` selected ---------------------------------------------------------------------------
    @property
    def mag_vergelijken(self):
        """This user may see both: they are hers, or the other side was put before her."""
        return self.kant_eigen == "beide" or self.kant_voorgelegd not in ("", self.kant_eigen)

    @property
    def eigen(self):
        """The person whom this user handles; of two, the first."""
        return self.tweede if self.kant_eigen == Vermoedenkant.TWEEDE else self.eerste

    @property
    def ander(self):
        """The other person, only when this user may see her; else None."""
        if not self.mag_vergelijken:
            return None
        return self.eerste if self.kant_eigen == Vermoedenkant.TWEEDE else self.tweede
