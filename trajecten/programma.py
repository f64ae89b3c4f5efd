"""A programme as data: everything a beheerder can say about it (design: domain, section 4).

An empty field means: not stated. No limit, no clock, no warning follows from it, and nothing is made up.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from kandidaten.keuzes import Uitkering
from partners.keuzes import Partnersoort
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
    startdatum_precisie = models.CharField(
        "hoe precies",
        max_length=10,
        choices=keuzes.Precisie,
        default=keuzes.Precisie.DAG,
        help_text="Weet u alleen de maand of het jaar? Kies dat, en vul als datum de eerste dag in.",
    )
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
    zelf_aanmelden = models.BooleanField("op de openbare pagina Aanmelden", default=False)
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
    verwijzersoorten = models.JSONField(
        "soorten verwijzers",
        default=list,
        blank=True,
        help_text="Wie kan verwijzen, als het niet om een partner met naam gaat. Bijvoorbeeld alle gemeenten.",
    )
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
    duur_weken = models.PositiveSmallIntegerField(
        "duur (weken)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    duur_maanden = models.PositiveSmallIntegerField(
        "duur (maanden)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    duur_ongeveer = models.BooleanField("duur is ongeveer", default=False)
    dagen_per_week = models.PositiveSmallIntegerField(
        "dagen per week", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    schooldagen_per_week = models.PositiveSmallIntegerField(
        "schooldagen per week", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    modules = models.TextField("modules", blank=True, help_text="Een per regel.")
    voorfase = models.CharField("voorfase", max_length=120, blank=True)
    voorfase_weken = models.PositiveSmallIntegerField(
        "duur van de voorfase (weken)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    introductiedag = models.BooleanField("introductiedag", default=False)
    terugkomdag_weken = models.PositiveSmallIntegerField(
        "terugkomdag elke (weken)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
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
    contract_maanden = models.PositiveSmallIntegerField(
        "contract (maanden)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    contractsoort = models.CharField(
        "soort contract", max_length=20, choices=keuzes.Contractsoort, blank=True
    )
    uren_opties = models.JSONField(
        "keuze in uren per week",
        default=list,
        blank=True,
        help_text="Met een komma ertussen. Bijvoorbeeld: 20, 24, 28. Leeg = elk aantal uren mag.",
    )
    thuiswerk = models.CharField("thuiswerk", max_length=10, choices=keuzes.ThuiswerkBeleid, blank=True)
    functioneringsgesprekken = models.BooleanField("functioneringsgesprekken", default=False)
    max_verblijf_maanden = models.PositiveSmallIntegerField(
        "verblijf hoogstens (maanden)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    verblijf_van_maanden = models.PositiveSmallIntegerField(
        "bedoeld verblijf, van (maanden)", null=True, blank=True
    )
    verblijf_tot_maanden = models.PositiveSmallIntegerField(
        "bedoeld verblijf, tot (maanden)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    besluit_na_maanden = models.PositiveSmallIntegerField(
        "beslismoment na (maanden)", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    besluit_opties = models.CharField("waartussen wordt besloten", max_length=200, blank=True)
    # Begeleiding
    begeleiding = models.CharField("begeleiding in het kort", max_length=200, blank=True)
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
                condition=Q(verblijf_van_maanden=None)
                | Q(verblijf_tot_maanden=None)
                | Q(verblijf_tot_maanden__gte=F("verblijf_van_maanden")),
                name="programma_verblijf_van_tot",
                violation_error_message="Bedoeld verblijf: 'tot' is kleiner dan 'van'. Draai de getallen om.",
            ),
            models.CheckConstraint(
                condition=Q(doelgroep_aandeel_op=None) | Q(doelgroep_aandeel_maanden=None),
                name="programma_doel_op_of_binnen",
                violation_error_message="Vul bij het doel een datum in of een aantal maanden, niet allebei.",
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
        for veld, keuze, woord in [
            ("uitkeringen", Uitkering, "uitkering"),
            ("verwijzersoorten", Partnersoort, "soort partner"),
        ]:
            onbekend = [waarde for waarde in getattr(self, veld) if waarde not in keuze.values]
            if onbekend:
                namen = ", ".join(map(str, onbekend))
                raise ValidationError({veld: f"Deze {woord} staat niet op de lijst: {namen}."})
        if not all(isinstance(u, int) and 1 <= u <= 40 for u in self.uren_opties):
            raise ValidationError({"uren_opties": "Vul hele uren in, van 1 tot en met 40."})

    @property
    def loopt_sinds(self):
        """The start as precisely as it is known: "1 september 2020", "september 2020" or "2020"; "" when unknown."""
        if self.startdatum is None:
            return ""
        return date_format(self.startdatum, keuzes.DATUMVORM[self.startdatum_precisie])

    @property
    def legt_uitkering_vast(self):
        """PRIV-05: benefit type only where the programme lists types or allows a trial."""
        return bool(self.uitkeringen) or self.proefplaatsing_maanden is not None
