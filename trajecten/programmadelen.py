"""The parts of a programme, each a row of its own: rounds, criteria, shares of the costs, taper, qualifications,
reported results.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from partners.models import Partner
from trajecten import keuzes
from trajecten.programma import PROCENT, Programma
from trajecten.statussen import AfwijsReden


class Ronde(models.Model):
    """One step of the selection, in order."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="rondes")
    volgorde = models.PositiveSmallIntegerField("volgorde", help_text="1 = de eerste ronde.")
    soort = models.CharField("soort", max_length=20, choices=keuzes.Rondesoort)
    naam = models.CharField("naam", max_length=120, help_text="Zoals het op het scherm komt te staan.")
    deelnemers_min = models.PositiveSmallIntegerField(
        "deelnemers, minstens", null=True, blank=True, help_text="Leeg = geen ondergrens."
    )
    deelnemers_max = models.PositiveSmallIntegerField(
        "deelnemers, hoogstens", null=True, blank=True, help_text="Leeg = geen grens."
    )
    verplicht = models.BooleanField(
        "verplicht", default=True, help_text="Uit: iemand kan zonder deze ronde verder."
    )
    in_groep = models.BooleanField(
        "is een groepsbijeenkomst",
        default=False,
        help_text="Aan: er is een datum en een plaats voor een groep.",
    )
    beoordelaars = models.PositiveSmallIntegerField(
        "beoordelaars per kandidaat",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text="Bij 2 of meer blijven scores verborgen, tot zoveel collega's hun scores hebben gegeven.",
    )

    class Meta:
        verbose_name = "selectieronde"
        verbose_name_plural = "selectierondes"
        ordering = ["programma", "volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "volgorde"],
                name="ronde_volgorde_uniek",
                violation_error_message="Er is al een ronde met dit volgnummer.",
            ),
            models.CheckConstraint(
                condition=Q(deelnemers_min=None)
                | Q(deelnemers_max=None)
                | Q(deelnemers_max__gte=F("deelnemers_min")),
                name="ronde_deelnemers_min_tot_max",
                violation_error_message="Deelnemers: hoogstens is kleiner dan minstens. Draai de getallen om.",
            ),
            models.CheckConstraint(
                condition=Q(beoordelaars__gte=1, beoordelaars__lte=5),
                name="ronde_beoordelaars_1_tot_5",
                violation_error_message="Kies 1 tot en met 5 beoordelaars.",
            ),
        ]

    def __str__(self):
        return self.naam

    def clean(self):
        super().clean()
        programma = getattr(self, "programma", None)  # may be one that is not stored yet
        verboden = programma is not None and programma.toetsen == keuzes.Toetsen.VERBODEN
        if verboden and self.soort in keuzes.TOETSRONDES:
            raise ValidationError({"soort": "Dit programma verbiedt toetsen. Kies een andere soort ronde."})


class Toetsonderdeel(models.Model):
    """A part of a competence test. Its outcome says which extra training somebody needs, so name it as that skill."""

    ronde = models.ForeignKey(Ronde, models.CASCADE, related_name="onderdelen")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=1)
    naam = models.CharField("naam", max_length=80)

    class Meta:
        verbose_name = "onderdeel van een test"
        verbose_name_plural = "onderdelen van een test"
        ordering = ["ronde", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "naam"],
                name="toetsonderdeel_naam_uniek",
                violation_error_message="Dit onderdeel staat er al.",
            )
        ]

    def __str__(self):
        return self.naam


class Criterium(models.Model):
    """What the selection looks at, e.g. willen / kunnen / durven."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="criteria")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=1)
    naam = models.CharField("naam", max_length=80, help_text="Een woord of een paar woorden.")
    weegt_zwaarst = models.BooleanField("weegt het zwaarst", default=False)
    sluit_uit = models.BooleanField(
        "sluit op zichzelf uit",
        default=False,
        help_text="Een 1 is dan op zichzelf een reden om iemand niet te plaatsen. Een mens besluit.",
    )
    uitsluitreden = models.CharField(
        "reden bij uitsluiten",
        max_length=40,
        choices=AfwijsReden,
        blank=True,
        help_text="Welke reden wij voorstellen bij een 1. Alleen bij een criterium dat op zichzelf uitsluit.",
    )
    anker_1 = models.CharField(
        "zo ziet een 1 eruit",
        max_length=200,
        blank=True,
        help_text="Wat u ziet of hoort. Zo geven collega's dezelfde score voor hetzelfde.",
    )
    anker_3 = models.CharField("zo ziet een 3 eruit", max_length=200, blank=True)
    anker_5 = models.CharField("zo ziet een 5 eruit", max_length=200, blank=True)

    class Meta:
        verbose_name = "criterium"
        verbose_name_plural = "criteria"
        ordering = ["programma", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "naam"],
                name="criterium_naam_uniek",
                violation_error_message="Dit criterium staat er al.",
            )
        ]

    def __str__(self):
        return self.naam


class Kostenaandeel(models.Model):
    """Who pays what share of a programme, agreed with whom and when. A share may be open."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="kostenaandelen")
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="partner"
    )
    wie = models.CharField(
        "of in woorden", max_length=120, blank=True, help_text="Bijvoorbeeld: de gemeente die verwijst."
    )
    waarvoor = models.CharField("waarvoor", max_length=120, blank=True, help_text="Leeg = voor alles.")
    procent = models.DecimalField(
        "deel (%)",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=PROCENT,
        help_text="Leeg = het deel is nog niet afgesproken.",
    )
    afgesproken_met = models.CharField("afgesproken met", max_length=120, blank=True)
    afgesproken_op = models.DateField("afgesproken op", null=True, blank=True)

    class Meta:
        verbose_name = "kostenaandeel"
        verbose_name_plural = "kostenaandelen"
        ordering = ["programma", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(partner=None) & ~Q(wie="")) | Q(partner__isnull=False, wie=""),
                name="kostenaandeel_partner_of_woorden",
                violation_error_message="Kies een partner, of zeg in woorden wie betaalt. Niet allebei.",
            ),
            models.CheckConstraint(
                condition=Q(procent=None) | Q(procent__gte=0, procent__lte=100),
                name="kostenaandeel_0_tot_100",
                violation_error_message="Een deel is 0 tot en met 100 procent.",
            ),
        ]

    def __str__(self):
        return self.wie or str(self.partner)


class Begeleidingsschema(models.Model):
    """One step of the taper: from this week on, a talk every n weeks. No steps = weekly.

    Steps of the aftercare count from the first day of the contract; without them the ordinary taper goes on.
    """

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="begeleidingsschema")
    fase = models.CharField(
        "fase",
        max_length=20,
        choices=keuzes.Begeleidingsfase,
        default=keuzes.Begeleidingsfase.BEGELEIDING,
        help_text="Nazorg: na de eerste werkdag van het contract. Geen stap voor nazorg = de begeleiding gaat door.",
    )
    vanaf_week = models.PositiveSmallIntegerField(
        "vanaf week",
        validators=[MinValueValidator(1)],
        help_text="Geteld vanaf de start; bij nazorg vanaf het contract. Voor de eerste stap is er elke week een "
        "gesprek.",
    )
    elke_weken = models.PositiveSmallIntegerField(
        "elke (weken)", validators=[MinValueValidator(1)], help_text="Bijvoorbeeld 2: om de week een gesprek."
    )

    class Meta:
        verbose_name = "stap in de begeleiding"
        verbose_name_plural = "begeleidingsschema"
        ordering = ["programma", "fase", "vanaf_week"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "fase", "vanaf_week"],
                name="begeleidingsschema_week_uniek",
                violation_error_message="Vanaf deze week staat er al een stap.",
            ),
            models.CheckConstraint(
                condition=Q(vanaf_week__gte=1, elke_weken__gte=1),
                name="begeleidingsschema_vanaf_1",
                violation_error_message="Begin bij week 1, en kies minstens elke 1 week.",
            ),
        ]

    def __str__(self):
        nazorg = "nazorg: " if self.fase == keuzes.Begeleidingsfase.NAZORG else ""
        return f"{nazorg}vanaf week {self.vanaf_week} elke {self.elke_weken} weken"


class Kwalificatie(models.Model):
    """What a programme leads to. The crebo is optional and never invented."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="kwalificaties")
    naam = models.CharField("naam", max_length=120)
    niveau = models.CharField("niveau", max_length=20, choices=keuzes.Kwalificatieniveau)
    crebo = models.CharField(
        "crebo",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{5}$", "Een crebo heeft vijf cijfers.")],
    )

    class Meta:
        verbose_name = "kwalificatie"
        verbose_name_plural = "kwalificaties"
        ordering = ["programma", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "naam"],
                name="kwalificatie_naam_uniek",
                violation_error_message="Deze kwalificatie staat er al.",
            )
        ]

    def __str__(self):
        return self.naam


class Examendeel(models.Model):
    """A part of the exam of a qualification, theory and practice apart."""

    kwalificatie = models.ForeignKey(Kwalificatie, models.CASCADE, related_name="examendelen")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=1)
    naam = models.CharField("naam", max_length=80)

    class Meta:
        verbose_name = "examendeel"
        verbose_name_plural = "examendelen"
        ordering = ["kwalificatie", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kwalificatie", "naam"],
                name="examendeel_naam_uniek",
                violation_error_message="Dit examendeel staat er al.",
            )
        ]

    def __str__(self):
        return self.naam


class GerapporteerdResultaat(models.Model):
    """A figure as somebody published it. Stored as reported, never recomputed, never mixed with our own figures."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="gerapporteerd")
    wat = models.CharField("wat", max_length=150)
    operator = models.CharField(
        "teken", max_length=1, choices=keuzes.Operator, default=keuzes.Operator.GELIJK
    )
    waarde = models.DecimalField("waarde", max_digits=10, decimal_places=1)
    van = models.DecimalField("van", max_digits=10, decimal_places=1, null=True, blank=True)
    eenheid = models.CharField("eenheid", max_length=30, blank=True)
    peil = models.CharField("datum of jaar", max_length=20, blank=True)
    bron = models.CharField("bron", max_length=200, blank=True)

    class Meta:
        verbose_name = "gerapporteerd resultaat"
        verbose_name_plural = "gerapporteerde resultaten"
        ordering = ["programma", "pk"]

    def __str__(self):
        return self.wat
