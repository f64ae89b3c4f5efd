"""A programme as data: everything a beheerder can say about it (design: domain, section 4).

An empty field means: not stated. No limit, no clock, no warning follows from it, and nothing is made up.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from kandidaten.keuzes import Uitkering
from partners.models import Partner, Vestiging
from trajecten import keuzes
from trajecten.querysets import ProgrammaQuerySet

PROCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Programma(models.Model):
    """One version of a programme: each version is its own row, and a running traject keeps the one it started under."""

    # Wat het is
    code = models.CharField("code", max_length=20, help_text="Bijvoorbeeld P02. Samen met de versie uniek.")
    versie = models.PositiveSmallIntegerField("versie", default=1)
    naam = models.CharField("naam", max_length=120)
    status = models.CharField(
        "status",
        max_length=20,
        choices=keuzes.Programmastatus,
        default=keuzes.Programmastatus.IN_ONTWIKKELING,
    )
    startdatum = models.DateField("loopt sinds", null=True, blank=True)
    soort = models.CharField("soort programma", max_length=100, blank=True)
    regio_tekst = models.CharField("regio", max_length=100, blank=True, help_text="Bijvoorbeeld 'landelijk'.")
    werk = models.CharField("soort werk", max_length=200, blank=True)
    inhoud = models.TextField("inhoud van de opleiding", blank=True)
    aanmelding = models.CharField(
        "hoe iemand zich aanmeldt",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: zelf, of via de gemeente.",
    )
    bron = models.CharField("bron van deze gegevens", max_length=200, blank=True)
    # Wie het doet
    eigenaar = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="eigen_programmas",
        verbose_name="eigenaar",
    )
    opleider = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opleidingsprogrammas",
        verbose_name="opleider",
    )
    formele_werkgever = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="formele werkgever"
    )
    jobcoach_van = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="jobcoach komt van"
    )
    werkgevers = models.ManyToManyField(Partner, blank=True, related_name="werkgeversprogrammas")
    verwijzers = models.ManyToManyField(Partner, blank=True, related_name="verwijsprogrammas")
    andere_partners = models.ManyToManyField(
        Partner, blank=True, related_name="+", verbose_name="andere partners"
    )
    vestigingen = models.ManyToManyField(
        Vestiging, blank=True, related_name="programmas", verbose_name="vestigingen"
    )
    # Voor wie
    uitkeringen = models.JSONField(
        "uitkeringen",
        default=list,
        blank=True,
        help_text="Voor wie het programma is. Leeg = niet gezegd; dan wordt de uitkering alleen bij een "
        "proefplaatsing vastgelegd.",
    )
    voorselectie_door = models.CharField("voorselectie door", max_length=120, blank=True)
    taaleis = models.CharField("taaleis", max_length=120, blank=True)
    toetsen = models.CharField("toetsen", max_length=10, choices=keuzes.Toetsen, blank=True)
    eerste_contact_uren = models.PositiveSmallIntegerField(
        "eerste contact binnen (uren)", null=True, blank=True, help_text="Leeg = geen termijn."
    )
    voorrangsgroepen = models.CharField(
        "voorrang voor",
        max_length=250,
        blank=True,
        help_text="Alleen de groepen. Waarom iemand voorrang heeft, wordt nooit bewaard.",
    )
    kinderopvang_check = models.BooleanField("vraag naar kinderopvang", default=False)
    # Opleiding
    leerweg = models.CharField("leerweg", max_length=20, choices=keuzes.Leerweg, blank=True)
    duur_weken = models.PositiveSmallIntegerField("duur (weken)", null=True, blank=True)
    duur_maanden = models.PositiveSmallIntegerField("duur (maanden)", null=True, blank=True)
    duur_ongeveer = models.BooleanField("duur is ongeveer", default=False)
    dagen_per_week = models.PositiveSmallIntegerField(
        "dagen per week", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    schooldagen_per_week = models.PositiveSmallIntegerField(
        "schooldagen per week", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    modules = models.TextField("modules", blank=True, help_text="Een per regel.")
    voorfase = models.CharField("voorfase", max_length=120, blank=True)
    introductiedag = models.BooleanField("introductiedag", default=False)
    terugkomdag_weken = models.PositiveSmallIntegerField("terugkomdag elke (weken)", null=True, blank=True)
    # Groep
    groep_min = models.PositiveSmallIntegerField("groep, minstens", null=True, blank=True)
    groep_max = models.PositiveSmallIntegerField("groep, hoogstens", null=True, blank=True)
    groepen_per_jaar_min = models.PositiveSmallIntegerField("groepen per jaar, van", null=True, blank=True)
    groepen_per_jaar_max = models.PositiveSmallIntegerField("groepen per jaar, tot", null=True, blank=True)
    # Werk
    proefplaatsing_maanden = models.PositiveSmallIntegerField(
        "proefplaatsing (maanden)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
        help_text="Leeg = dit programma kent geen proefplaatsing.",
    )
    contract_maanden = models.PositiveSmallIntegerField("contract (maanden)", null=True, blank=True)
    contractsoort = models.CharField(
        "soort contract", max_length=20, choices=keuzes.Contractsoort, blank=True
    )
    uren_opties = models.JSONField("keuze in uren per week", default=list, blank=True)
    thuiswerk = models.CharField("thuiswerk", max_length=10, choices=keuzes.ThuiswerkBeleid, blank=True)
    functioneringsgesprekken = models.BooleanField("functioneringsgesprekken", default=False)
    max_verblijf_maanden = models.PositiveSmallIntegerField(
        "verblijf hoogstens (maanden)", null=True, blank=True
    )
    verblijf_van_maanden = models.PositiveSmallIntegerField(
        "bedoeld verblijf, van (maanden)", null=True, blank=True
    )
    verblijf_tot_maanden = models.PositiveSmallIntegerField(
        "bedoeld verblijf, tot (maanden)", null=True, blank=True
    )
    besluit_na_maanden = models.PositiveSmallIntegerField("beslismoment na (maanden)", null=True, blank=True)
    besluit_opties = models.CharField("waartussen wordt besloten", max_length=200, blank=True)
    # Begeleiding
    coachratio_max = models.PositiveSmallIntegerField(
        "kandidaten per jobcoach, hoogstens", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    begeleiding_vrijwillig = models.BooleanField("kandidaat kiest zelf voor begeleiding", default=False)
    buddy = models.CharField("buddy", max_length=10, choices=keuzes.JaNeeGepland, blank=True)
    # Geld en doelen
    financiering = models.CharField("wie betaalt", max_length=200, blank=True)
    retentiedoel_procent = models.DecimalField(
        "doel: nog aan het werk (%)",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=PROCENT,
    )
    doelgroep_aandeel_procent = models.DecimalField(
        "doel: aandeel doelgroep (%)",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=PROCENT,
    )
    doelgroep_aandeel_op = models.DateField("doel doelgroep op", null=True, blank=True)
    doelgroep_aandeel_maanden = models.PositiveSmallIntegerField("of binnen (maanden)", null=True, blank=True)

    objects = ProgrammaQuerySet.as_manager()

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma's"
        ordering = ["naam", "-versie", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "versie"],
                name="programma_code_en_versie_uniek",
                violation_error_message="Deze versie van dit programma bestaat al. Kies een hogere versie.",
            ),
            models.CheckConstraint(
                condition=Q(groep_min=None) | Q(groep_max=None) | Q(groep_max__gte=F("groep_min")),
                name="programma_groep_min_tot_max",
                violation_error_message="De groep is hoogstens kleiner dan minstens. Draai de getallen om.",
            ),
            models.CheckConstraint(
                condition=Q(duur_weken=None) | Q(duur_maanden=None),
                name="programma_duur_in_weken_of_maanden",
                violation_error_message="Vul de duur in weken in of in maanden, niet allebei.",
            ),
            models.CheckConstraint(
                condition=Q(groepen_per_jaar_min=None)
                | Q(groepen_per_jaar_max=None)
                | Q(groepen_per_jaar_max__gte=F("groepen_per_jaar_min")),
                name="programma_groepen_per_jaar",
                violation_error_message="Groepen per jaar: 'tot' is kleiner dan 'van'. Draai de getallen om.",
            ),
            models.CheckConstraint(
                condition=Q(proefplaatsing_maanden=None)
                | Q(proefplaatsing_maanden__gte=1, proefplaatsing_maanden__lte=6),
                name="programma_proefplaatsing_1_tot_6",
                violation_error_message="Een proefplaatsing duurt 1 tot en met 6 maanden.",
            ),
        ]

    def __str__(self):
        return self.naam if self.versie == 1 else f"{self.naam} (versie {self.versie})"

    def clean(self):
        super().clean()
        onbekend = [u for u in self.uitkeringen if u not in Uitkering.values]
        if onbekend:
            raise ValidationError(
                {"uitkeringen": f"Deze uitkering staat niet op de lijst: {', '.join(map(str, onbekend))}."}
            )
        if not all(isinstance(u, int) and 1 <= u <= 40 for u in self.uren_opties):
            raise ValidationError({"uren_opties": "Vul hele uren in, van 1 tot en met 40."})

    @property
    def legt_uitkering_vast(self):
        """PRIV-05: benefit type only where the programme lists types or allows a trial."""
        return bool(self.uitkeringen) or self.proefplaatsing_maanden is not None


class Ronde(models.Model):
    """One step of the selection, in order."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="rondes")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    soort = models.CharField("soort", max_length=20, choices=keuzes.Rondesoort)
    naam = models.CharField("naam", max_length=120, help_text="Zoals het op het scherm komt te staan.")
    deelnemers_min = models.PositiveSmallIntegerField("deelnemers, minstens", null=True, blank=True)
    deelnemers_max = models.PositiveSmallIntegerField("deelnemers, hoogstens", null=True, blank=True)
    verplicht = models.BooleanField("verplicht", default=True)
    in_groep = models.BooleanField("is een groepsbijeenkomst", default=False)

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
        ]

    def __str__(self):
        return self.naam

    def clean(self):
        super().clean()
        verboden = self.programma_id and self.programma.toetsen == keuzes.Toetsen.VERBODEN
        if verboden and self.soort in keuzes.TOETSRONDES:
            raise ValidationError({"soort": "Dit programma verbiedt toetsen. Kies een andere soort ronde."})


class Criterium(models.Model):
    """What the selection looks at, e.g. willen / kunnen / durven."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="criteria")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=1)
    naam = models.CharField("naam", max_length=80)
    weegt_zwaarst = models.BooleanField("weegt het zwaarst", default=False)
    sluit_uit = models.BooleanField("sluit op zichzelf uit", default=False)

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


class Begeleidingsschema(models.Model):
    """One step of the taper: from this week on, a talk every n weeks. No steps = weekly."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="begeleidingsschema")
    vanaf_week = models.PositiveSmallIntegerField("vanaf week", validators=[MinValueValidator(1)])
    elke_weken = models.PositiveSmallIntegerField("elke (weken)", validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = "stap in de begeleiding"
        verbose_name_plural = "begeleidingsschema"
        ordering = ["programma", "vanaf_week"]
        constraints = [
            models.UniqueConstraint(
                fields=["programma", "vanaf_week"],
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
        return f"vanaf week {self.vanaf_week} elke {self.elke_weken} weken"


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
