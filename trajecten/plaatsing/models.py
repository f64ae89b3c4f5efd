"""Work: placements with four separate links, the follow-up facts, and tries to hear them (navraagmodel.py)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from partners.models import Partner, Vestiging
from trajecten.models import Traject
from trajecten.plaatsing.keuzes import MEETMAANDEN, Eindreden, Meetantwoord, Meetbron, Plaatsingsoort
from trajecten.plaatsing.navraagmodel import Navraag
from trajecten.plaatsing.querysets import PlaatsingQuerySet

__all__ = ["Meetmoment", "Navraag", "Plaatsing"]


class Plaatsing(VersieModel):
    """Trial work or a contract: formal employer, workplace, trainer and referrer are four different links."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="plaatsingen")
    soort = models.CharField("soort", max_length=30, choices=Plaatsingsoort)
    formele_werkgever = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        related_name="plaatsingen_als_werkgever",
        verbose_name="formele werkgever",
    )
    werkplek = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        related_name="plaatsingen_als_werkplek",
        verbose_name="werkplek (inlener)",
    )
    opleider = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="opleider"
    )
    verwijzer = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="verwijzer"
    )
    vestiging = models.ForeignKey(
        Vestiging, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vestiging"
    )
    functie = models.CharField("functie", max_length=100)
    uren_per_week = models.DecimalField(
        "uren per week",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
    )
    onbepaalde_tijd = models.BooleanField("voor onbepaalde tijd", default=False)
    start = models.DateField("eerste werkdag")
    gepland_einde = models.DateField("loopt tot en met", null=True, blank=True)
    laatste_werkdag = models.DateField("laatste werkdag", null=True, blank=True)
    eindreden = models.CharField("waarom gestopt", max_length=30, choices=Eindreden, blank=True)
    vorige = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="volgende",
        verbose_name="volgt op",
    )
    no_riskpolis = models.BooleanField("no-riskpolis van UWV", null=True, blank=True)
    # Only for a proefplaatsing (domain, section 5)
    maanden = models.PositiveSmallIntegerField("maanden", null=True, blank=True)
    toestemming_op = models.DateField("toestemming van de uitkerende instantie op", null=True, blank=True)
    langer_reden = VersleuteldTekstVeld("waarom langer dan gewoon", blank=True, max_length=500)
    toestemming_langer = models.BooleanField("toestemming voor de langere duur", default=False)
    intentie_maanden = models.PositiveSmallIntegerField("bedoeld contract (maanden)", null=True, blank=True)
    intentie_uren = models.DecimalField(
        "bedoelde uren per week", max_digits=4, decimal_places=1, null=True, blank=True
    )
    aansprakelijkheid = models.BooleanField("verzekerd tegen aansprakelijkheid", default=False)
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    objects = PlaatsingQuerySet.as_manager()

    class Meta:
        verbose_name = "plaatsing"
        verbose_name_plural = "plaatsingen"
        ordering = ["start", "pk"]
        indexes = [
            models.Index(fields=["traject", "start"], name="plaatsing_traject_start"),
            # "Loopt af": running placements by planned end.
            models.Index(
                fields=["gepland_einde"], name="plaatsing_loopt_af", condition=Q(laatste_werkdag=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(gepland_einde=None) | Q(gepland_einde__gte=F("start")),
                name="plaatsing_gepland_einde_na_start",
                violation_error_message="'Loopt tot en met' ligt voor de eerste werkdag.",
            ),
            models.CheckConstraint(
                condition=Q(laatste_werkdag=None) | Q(laatste_werkdag__gte=F("start")),
                name="plaatsing_laatste_werkdag_na_start",
                violation_error_message="De laatste werkdag ligt voor de eerste werkdag.",
            ),
            models.CheckConstraint(
                condition=(Q(laatste_werkdag=None) & Q(eindreden=""))
                | (Q(laatste_werkdag__isnull=False) & Q(eindreden__in=Eindreden.values)),
                name="plaatsing_einde_heeft_een_reden",
                violation_error_message="Bij een laatste werkdag hoort een reden van de lijst.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(onbepaalde_tijd=True) & Q(gepland_einde=None) & ~Q(soort=Plaatsingsoort.PROEFPLAATSING)
                )
                | (Q(onbepaalde_tijd=False) & Q(gepland_einde__isnull=False)),
                name="plaatsing_bepaalde_of_onbepaalde_tijd",
                violation_error_message="Vul in tot wanneer het loopt, of kies onbepaalde tijd.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(
                        soort=Plaatsingsoort.PROEFPLAATSING,
                        maanden__gte=1,
                        maanden__lte=6,
                        toestemming_op__isnull=False,
                    )
                    & Q(start__gte=F("toestemming_op"))
                    & Q(aansprakelijkheid=True)
                )
                | (~Q(soort=Plaatsingsoort.PROEFPLAATSING) & Q(maanden=None, toestemming_op=None)),
                name="plaatsing_regels_van_de_proefplaatsing",
                violation_error_message="Een proefplaatsing duurt 1 tot 6 maanden, begint niet voor de toestemming "
                "en is verzekerd tegen aansprakelijkheid.",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=Plaatsingsoort.values),
                name="plaatsing_soort_bestaat",
                violation_error_message="Deze soort plaatsing bestaat niet.",
            ),
            models.CheckConstraint(
                condition=Q(uren_per_week__gte=1, uren_per_week__lte=40),
                name="plaatsing_uren_1_tot_40",
                violation_error_message="Vul 1 tot en met 40 uur per week in.",
            ),
        ]

    def __str__(self):
        return f"plaatsing {self.pk}"


class Meetmoment(models.Model):
    """The follow-up fact n months after the start of employment, and where it came from."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="meetmomenten")
    na_maanden = models.PositiveSmallIntegerField(
        "na (maanden)", choices=[(m, f"{m} maanden") for m in MEETMAANDEN]
    )
    datum = models.DateField("gevraagd op")
    antwoord = models.CharField("werkt zij nog?", max_length=20, choices=Meetantwoord)
    laatste_werkdag = models.DateField("laatste werkdag", null=True, blank=True)
    bron = models.CharField("van wie is dit gehoord", max_length=20, choices=Meetbron)
    vastgelegd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "meetmoment"
        verbose_name_plural = "meetmomenten"
        ordering = ["traject", "na_maanden"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "na_maanden"],
                name="meetmoment_eenmaal",
                violation_error_message="Dit meetmoment is al vastgelegd.",
            ),
            models.CheckConstraint(
                condition=Q(na_maanden__in=MEETMAANDEN),
                name="meetmoment_maanden_van_de_lijst",
                violation_error_message="Kies 3, 6, 12, 24 of 36 maanden.",
            ),
            models.CheckConstraint(
                condition=Q(antwoord=Meetantwoord.GEEN_WERK) | Q(laatste_werkdag=None),
                name="meetmoment_laatste_werkdag_bij_geen_werk",
                violation_error_message="De laatste werkdag vult u alleen in als iemand geen werk meer heeft.",
            ),
            models.CheckConstraint(
                condition=Q(laatste_werkdag=None) | Q(laatste_werkdag__lte=F("datum")),
                name="meetmoment_laatste_werkdag_voor_datum",
                violation_error_message="De laatste werkdag ligt na de dag van de vraag.",
            ),
        ]

    def __str__(self):
        return f"meetmoment {self.pk}"
