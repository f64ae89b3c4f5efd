"""Coaching: weekly talks, talks at work, goals with actions, buddies."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from kandidaten.models import Kandidaat
from trajecten.begeleiding.gespreksinhoud import SCORENAMEN, Gespreksinhoud
from trajecten.begeleiding.keuzes import (
    VERONTSCHULDIGDE_REDENEN,
    Aandachtsgebied,
    Buddyeinde,
    Eigenaar,
    GemistReden,
    Intrekreden,
    Stopreden,
    Verloop,
)
from trajecten.begeleiding.querysets import (
    ActiepuntQuerySet,
    BuddykoppelingQuerySet,
    DoelQuerySet,
    GesprekQuerySet,
)
from trajecten.begeleiding.schemamodellen import Begeleidingsafspraak
from trajecten.begeleiding.signaalmodellen import Signaalafhandeling
from trajecten.models import Doelsjabloon, Traject

__all__ = [
    "SCORENAMEN",
    "Actiepunt",
    "Begeleidingsafspraak",
    "Buddykoppeling",
    "Doel",
    "Functioneringsgesprek",
    "Gespreksversie",
    "Signaalafhandeling",
    "Voortgangsgesprek",
]

_EXCUUS = sorted(VERONTSCHULDIGDE_REDENEN)


class Voortgangsgesprek(Gespreksinhoud, VersieModel):
    """A check-in: facts and six scores are structured; the text is short, encrypted and for coaches (PRIV-04, -07)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="gesprekken")
    jobcoach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, editable=False)
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    intrekreden = models.CharField("waarom ingetrokken", max_length=20, choices=Intrekreden, blank=True)

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
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None, ingetrokken_door=None, intrekreden="")
                | Q(
                    ingetrokken_op__isnull=False,
                    ingetrokken_door__isnull=False,
                    intrekreden__in=Intrekreden.values,
                ),
                name="gesprek_intrekken_met_reden",
                violation_error_message="Kies waarom dit gesprek wordt ingetrokken.",
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


class Gespreksversie(Gespreksinhoud):
    """A check-in as it was before somebody changed it: the text stays encrypted and for the same readers."""

    gesprek = models.ForeignKey(Voortgangsgesprek, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField("versie", help_text="De versie van het gesprek die hier staat.")
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="vervangen door"
    )
    vervangen_op = models.DateTimeField("vervangen op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "eerdere versie van een gesprek"
        verbose_name_plural = "eerdere versies van gesprekken"
        ordering = ["gesprek", "-nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["gesprek", "nummer"],
                name="gespreksversie_nummer_uniek",
                violation_error_message="Deze versie is al bewaard.",
            )
        ]

    def __str__(self):
        return f"versie {self.nummer} van gesprek {self.gesprek_id}"


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


class Doel(VersieModel):
    """What somebody works towards; actions hang under it. It runs until it is reached or stopped."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="doelen")
    # '': a goal from before there were subjects.
    aandachtsgebied = models.CharField("onderwerp", max_length=20, choices=Aandachtsgebied, blank=True)
    omschrijving = VersleuteldTekstVeld("doel", max_length=300)
    streefdatum = models.DateField("klaar op", null=True, blank=True)
    bereikt_op = models.DateField("bereikt op", null=True, blank=True)
    gestopt_op = models.DateField("gestopt op", null=True, blank=True)
    stopreden = models.CharField("waarom gestopt", max_length=20, choices=Stopreden, blank=True)
    sjabloon = models.ForeignKey(
        Doelsjabloon,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="doelen",
        verbose_name="uit de lijst van het programma",
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)

    objects = DoelQuerySet.as_manager()

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["streefdatum", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aandachtsgebied__in=["", *Aandachtsgebied.values]),
                name="doel_aandachtsgebied_bestaat",
                violation_error_message="Kies een onderwerp van de lijst.",
            ),
            models.CheckConstraint(
                condition=Q(gestopt_op=None, stopreden="")
                | Q(bereikt_op=None, gestopt_op__isnull=False, stopreden__in=Stopreden.values),
                name="doel_gestopt_met_reden",
                violation_error_message="Een doel dat is gestopt, heeft een reden en is niet bereikt.",
            ),
            models.UniqueConstraint(
                fields=["traject", "sjabloon"],
                name="doel_sjabloon_eenmaal",
                violation_error_message="Dit doel van het programma staat er al.",
            ),
        ]

    def __str__(self):
        return f"doel {self.pk}"

    @property
    def loopt(self):
        return self.bereikt_op is None and self.gestopt_op is None


class Actiepunt(VersieModel):
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


class Buddykoppeling(VersieModel):
    """A colleague or an alumna who helps her settle in. An alumna gave consent for it (PRIV-12)."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="buddykoppelingen")
    buddy_naam = models.CharField("naam van de collega", max_length=120, blank=True)
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
    eindreden = models.CharField("waarom gestopt", max_length=20, choices=Buddyeinde, blank=True)

    objects = BuddykoppelingQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(eindreden="") | Q(tot__isnull=False, eindreden__in=Buddyeinde.values),
                name="buddy_eindreden_met_einde",
                violation_error_message="Een reden hoort bij een einddatum. Kies een reden van de lijst.",
            ),
            models.UniqueConstraint(
                fields=["traject", "alumna"],
                condition=Q(tot=None, alumna__isnull=False),
                name="buddy_alumna_een_lopende",
                violation_error_message="Deze oud-deelnemer is al buddy.",
            ),
            models.UniqueConstraint(
                fields=["traject", "buddy_naam"],
                condition=Q(tot=None, alumna=None),
                name="buddy_collega_een_lopende",
                violation_error_message="Deze collega is al buddy.",
            ),
        ]

    def __str__(self):
        return f"buddykoppeling {self.pk}"

    @property
    def naam(self):
        """Name of the buddy, for on a page."""
        return self.alumna.naam if self.alumna_id else self.buddy_naam
