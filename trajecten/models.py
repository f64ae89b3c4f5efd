"""The core of the product: groups, trajects with their status, and group events."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from gebruikers.rechten import Categorie
from kandidaten.models import Kandidaat, Verwijzing
from partners.models import Vestiging
from trajecten.berichtmodellen import Bericht, Berichtsjabloon
from trajecten.doelsjablonen import Actiesjabloon, Doelsjabloon
from trajecten.keuzes import Aanwezigheid, Annuleerreden, Bijeenkomstsoort
from trajecten.programma import Programma
from trajecten.programmadelen import (
    Begeleidingsschema,
    Criterium,
    Examendeel,
    GerapporteerdResultaat,
    Kostenaandeel,
    Kwalificatie,
    Ronde,
    Toetsonderdeel,
)
from trajecten.querysets import (
    BijeenkomstQuerySet,
    DeelnameQuerySet,
    LichtingQuerySet,
    StatuswisselQuerySet,
    TrajectQuerySet,
)
from trajecten.statussen import EINDSTATUSSEN, REDENEN, Status

__all__ = [
    "Actiesjabloon",
    "Begeleidingsschema",
    "Bericht",
    "Berichtsjabloon",
    "Bijeenkomst",
    "Criterium",
    "Deelname",
    "Doelsjabloon",
    "Examendeel",
    "GerapporteerdResultaat",
    "Kostenaandeel",
    "Kwalificatie",
    "Lichting",
    "Programma",
    "Ronde",
    "Statuswissel",
    "Toetsonderdeel",
    "Traject",
]

_EIND = sorted(EINDSTATUSSEN)
GESTARTE_STATUSSEN = [Status.LOPEND, Status.AFGEROND, Status.UITGEVALLEN]


class Lichting(VersieModel):
    """A cohort: seats, a site, a start."""

    programma = models.ForeignKey(Programma, on_delete=models.PROTECT, related_name="lichtingen")
    naam = models.CharField("naam", max_length=100)
    vestiging = models.ForeignKey(
        Vestiging, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vestiging"
    )
    start = models.DateField("startdatum")
    plaatsen = models.PositiveSmallIntegerField("aantal plaatsen", validators=[MinValueValidator(1)])
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="coördinator"
    )
    plaatsen_min = models.PositiveSmallIntegerField(
        "kleinste groep",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Zijn er minder mensen, dan ziet u een waarschuwing. Leeg = wat het programma zegt.",
    )
    # Who is named for the whole group. What they may see follows from their Toewijzingen (lichtingteam.py).
    trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name="trainers"
    )
    jobcoaches = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name="jobcoaches"
    )
    gestart_op = models.DateTimeField("gestart op", null=True, editable=False)
    geannuleerd_op = models.DateTimeField("geannuleerd op", null=True, editable=False)
    annuleerreden = models.CharField(
        "reden van annuleren", max_length=20, choices=Annuleerreden, blank=True, editable=False
    )

    objects = LichtingQuerySet.as_manager()

    class Meta:
        verbose_name = "lichting"
        verbose_name_plural = "lichtingen"
        ordering = ["-start", "naam", "pk"]
        indexes = [models.Index(fields=["-start", "naam", "id"], name="lichting_start")]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "naam"],
                name="lichting_naam_uniek",
                violation_error_message="Er is al een lichting met deze naam in dit programma.",
            ),
            models.CheckConstraint(
                condition=Q(plaatsen__gte=1),
                name="lichting_minstens_een_plaats",
                violation_error_message="Een lichting heeft minstens een plaats.",
            ),
            models.CheckConstraint(
                condition=Q(plaatsen_min=None) | Q(plaatsen_min__gte=1, plaatsen_min__lte=F("plaatsen")),
                name="lichting_kleinste_groep_past",
                violation_error_message="De kleinste groep is 1 of meer, en niet groter dan het aantal plaatsen.",
            ),
            models.CheckConstraint(
                condition=Q(geannuleerd_op=None, annuleerreden="")
                | Q(gestart_op=None, geannuleerd_op__isnull=False, annuleerreden__in=Annuleerreden.values),
                name="lichting_geannuleerd_met_reden",
                violation_error_message="Annuleren kan tot de start, met een reden van de lijst.",
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("trajecten:lichting", args=[self.pk])

    @property
    def is_open(self):
        """Can people still get a seat? Until the start, and not when it was cancelled."""
        return self.gestart_op is None and self.geannuleerd_op is None


class Traject(VersieModel):
    """One person in one programme version, with one small status. Training, work and coaching are their own records."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="trajecten")
    volgnummer = models.PositiveSmallIntegerField("volgnummer", editable=False)
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.PROTECT, related_name="trajecten")
    programma = models.ForeignKey(Programma, on_delete=models.PROTECT, related_name="trajecten")
    lichting = models.ForeignKey(
        Lichting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="trajecten",
        verbose_name="lichting",
    )
    kwalificatie = models.ForeignKey(
        Kwalificatie,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="kwalificatie",
    )
    uren_per_week = models.PositiveSmallIntegerField(
        "uren per week", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(40)]
    )
    voorrang = models.BooleanField("voorrang", default=False)
    voorrang_gecontroleerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        "status", max_length=20, choices=Status, default=Status.AANGEMELD, editable=False
    )
    gestart_op = models.DateField("gestart op", null=True, editable=False)
    einddatum = models.DateField("einddatum", null=True, editable=False)
    # Of the end: an outcome when afgerond, a reason of the closed list of any other end status.
    reden = models.CharField("reden", max_length=40, blank=True, editable=False)
    wil_begeleiding = models.BooleanField("wil begeleiding", default=True)
    aangemaakt_op = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)

    objects = TrajectQuerySet.as_manager()

    class Meta:
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        ordering = ["kandidaat", "-volgnummer"]
        indexes = [
            # Worklists and lists by status; figures per programme.
            models.Index(fields=["status", "programma"], name="traject_status_programma"),
            models.Index(fields=["lichting", "status"], name="traject_lichting_status"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kandidaat", "volgnummer"], name="traject_volgnummer_uniek"),
            models.UniqueConstraint(
                fields=["kandidaat", "programma"],
                condition=~Q(status__in=_EIND),
                name="traject_een_open_per_programma",
                violation_error_message="Deze kandidaat heeft al een lopend traject in dit programma.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="traject_status_bestaat",
                violation_error_message="Deze status bestaat niet.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_EIND, einddatum__isnull=False)
                | (~Q(status__in=_EIND) & Q(einddatum=None)),
                name="traject_einddatum_hoort_bij_eindstatus",
                violation_error_message="Een einddatum hoort bij een afgesloten traject, en alleen daarbij.",
            ),
            models.CheckConstraint(
                condition=Q(
                    Q(reden="") & ~Q(status__in=_EIND),
                    *[Q(status=status.value, reden__in=lijst.values) for status, lijst in REDENEN.items()],
                    _connector=Q.OR,
                ),
                name="traject_reden_van_de_lijst",
                violation_error_message="Kies een uitkomst of reden van de lijst.",
            ),
            models.CheckConstraint(
                condition=(Q(status__in=GESTARTE_STATUSSEN) & Q(gestart_op__isnull=False))
                | (~Q(status__in=GESTARTE_STATUSSEN) & Q(gestart_op=None)),
                name="traject_startdatum_hoort_bij_gestart",
                violation_error_message="Een startdatum hoort bij een traject dat is gestart, en alleen daarbij.",
            ),
            models.CheckConstraint(
                condition=Q(gestart_op=None) | Q(einddatum=None) | Q(einddatum__gte=F("gestart_op")),
                name="traject_einde_na_start",
                violation_error_message="Het traject eindigt niet voor de start.",
            ),
            models.CheckConstraint(
                condition=(Q(voorrang=True) & Q(voorrang_gecontroleerd_door__isnull=False))
                | (Q(voorrang=False) & Q(voorrang_gecontroleerd_door=None)),
                name="traject_voorrang_is_gecontroleerd",
                violation_error_message="Voorrang geldt pas als een collega die heeft gecontroleerd.",
            ),
        ]

    def __str__(self):
        return f"traject {self.pk}"

    def get_absolute_url(self):
        return reverse("dossier:traject", args=[self.kandidaat.dossiernummer, self.volgnummer])

    @property
    def is_open(self):
        return self.status not in EINDSTATUSSEN

    @property
    def redenwoord(self):
        """Outcome or reason of the end in words, or ''."""
        lijst = REDENEN.get(Status(self.status))
        return lijst(self.reden).label if lijst and self.reden else ""


class Statuswissel(models.Model):
    """One step of the status, never edited. A mistake is a new row that points at the step it takes back."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="statuswissels")
    van = models.CharField("van", max_length=20, choices=Status, blank=True)
    naar = models.CharField("naar", max_length=20, choices=Status)
    op = models.DateField("op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reden = models.CharField("reden", max_length=40, blank=True)
    toelichting = VersleuteldTekstVeld("toelichting", blank=True, max_length=500)
    corrigeert = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="gecorrigeerd_door"
    )
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now)

    objects = StatuswisselQuerySet.as_manager()

    class Meta:
        verbose_name = "statuswissel"
        verbose_name_plural = "statuswissels"
        ordering = ["vastgelegd_op", "pk"]
        indexes = [models.Index(fields=["traject", "naar", "op"], name="statuswissel_traject_naar")]

    def __str__(self):
        return f"statuswissel {self.pk}"


class Bijeenkomst(models.Model):
    """Any group event: information meeting, lesson, introduction day, refresher day, exam sitting.

    Of a round (selection), or of a cohort (training).
    """

    soort = models.CharField("soort", max_length=20, choices=Bijeenkomstsoort)
    titel = models.CharField("titel", max_length=120)
    lichting = models.ForeignKey(
        Lichting, on_delete=models.CASCADE, null=True, blank=True, related_name="bijeenkomsten"
    )
    ronde = models.ForeignKey(
        Ronde, on_delete=models.PROTECT, null=True, blank=True, related_name="bijeenkomsten"
    )
    # The how-manieth of the days that the programme asks of a group: planning them twice makes each once.
    reeksnummer = models.PositiveSmallIntegerField(
        "nummer in de reeks", null=True, blank=True, editable=False
    )
    # The day of the lesson plan that this lesson fills, also after it was moved: planning twice makes each once.
    roosterdag = models.DateField("dag in het lesrooster", null=True, blank=True, editable=False)
    module = models.CharField("module", max_length=120, blank=True)
    begin = models.DateTimeField("begin")
    eind = models.DateTimeField("eind")
    plaats = models.CharField("plaats", max_length=120, blank=True)
    online = models.BooleanField("online", default=False)
    online_link = models.URLField("link van de online bijeenkomst", max_length=500, blank=True)
    capaciteit = models.PositiveSmallIntegerField("aantal plaatsen", null=True, blank=True)
    # Of the appointment in her own calendar: which one it is, and which version of it.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    volgnummer = models.PositiveSmallIntegerField("keer verzet", default=0, editable=False)
    afgelast_op = models.DateTimeField("afgelast op", null=True, editable=False)

    objects = BijeenkomstQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["begin", "pk"]
        indexes = [models.Index(fields=["lichting", "begin"], name="bijeenkomst_lichting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(eind__gt=F("begin")),
                name="bijeenkomst_eind_na_begin",
                violation_error_message="De bijeenkomst eindigt na het begin.",
            ),
            models.CheckConstraint(
                condition=~Q(plaats="") | Q(online=True),
                name="bijeenkomst_plaats_of_online",
                violation_error_message="Vul een plaats in, of kies online.",
            ),
            models.UniqueConstraint(
                fields=["lichting", "soort", "reeksnummer"],
                condition=Q(afgelast_op=None, reeksnummer__isnull=False),
                name="bijeenkomst_reeks_eenmaal",
                violation_error_message="Deze dag is al gepland voor deze lichting.",
            ),
            models.UniqueConstraint(
                fields=["lichting", "roosterdag"],
                condition=Q(afgelast_op=None, roosterdag__isnull=False),
                name="bijeenkomst_roosterdag_eenmaal",
                violation_error_message="Op deze dag staat al een les in het lesrooster.",
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("bijeenkomsten:bijeenkomst", args=[self.pk])

    @property
    def categorie(self):
        """What these people are here for: training when it is a day of a cohort, else selection."""
        return Categorie.OPLEIDING if self.lichting_id else Categorie.SELECTIE

    @property
    def waar(self):
        """The place, "online", or both. Never the link: that is for who is invited."""
        return ", ".join(filter(None, [self.plaats, "online" if self.online else ""]))

    @property
    def is_voorbij(self):
        return self.begin <= timezone.now()


class Deelname(models.Model):
    """One person at one event: the one attendance record that all rooms use."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="deelnames")
    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="deelnames")
    aanwezigheid = models.CharField(
        "aanwezigheid", max_length=30, choices=Aanwezigheid, default=Aanwezigheid.UITGENODIGD
    )

    objects = DeelnameQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        ordering = ["bijeenkomst", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bijeenkomst", "traject"],
                name="deelname_eenmaal",
                violation_error_message="Deze kandidaat doet al mee aan deze bijeenkomst.",
            ),
            models.CheckConstraint(
                condition=Q(aanwezigheid__in=Aanwezigheid.values),
                name="deelname_aanwezigheid_bestaat",
                violation_error_message="Deze aanwezigheid bestaat niet.",
            ),
        ]

    def __str__(self):
        return f"deelname {self.pk}"
