"""The candidate herself: who she is, how she is reached, what she wishes. Import from kandidaten.models."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from kandidaten.dossiernummer import nieuw_dossiernummer
from kandidaten.keuzes import DigitaleVaardigheid, Kanaal, Kinderopvang, Taalniveau, Vorm
from kandidaten.querysets import KandidaatQuerySet
from kandidaten.zoeknaam import emailsleutel, normaliseer, telefoon_sleutel
from partners.models import Arbeidsmarktregio, Gemeente

# Derived from other fields by `vul_sleutels`: what search and duplicate detection compare.
SLEUTELVELDEN = ("zoeknaam", "telefoonsleutel", "emailsleutel")
# When anything in the list's row of a person last changed: her own data, or a traject.
LAATST_GEWIJZIGD = Greatest("gewijzigd_op", "trajecten_gewijzigd_op")


class Kandidaat(VersieModel):
    """A person put forward for a programme. No BSN, no diagnosis (PRIV-01, PRIV-03)."""

    dossiernummer = models.CharField(
        "dossiernummer", max_length=9, unique=True, default=nieuw_dossiernummer, editable=False
    )
    voornaam = models.CharField("voornaam", max_length=80)
    voorletters = models.CharField("voorletters", max_length=20, blank=True)
    tussenvoegsel = models.CharField("tussenvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=80)
    geboortedatum = models.DateField("geboortedatum", null=True, blank=True)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    woonplaats = models.CharField("woonplaats", max_length=80, blank=True)
    gemeente = models.ForeignKey(
        Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    behandelregio = models.ForeignKey(
        Arbeidsmarktregio,
        on_delete=models.PROTECT,
        related_name="kandidaten",
        verbose_name="behandelregio",
        help_text="De coördinatoren van deze regio behandelen het dossier.",
    )
    voorkeurskanaal = models.CharField("liefst bereikbaar via", max_length=20, choices=Kanaal, blank=True)
    voorkeursvorm = models.CharField("vorm van berichten", max_length=20, choices=Vorm, default=Vorm.GEWOON)
    taal_spreken = models.CharField("Nederlands spreken", max_length=10, choices=Taalniveau, blank=True)
    taal_schrijven = models.CharField("Nederlands schrijven", max_length=10, choices=Taalniveau, blank=True)
    digitaal = models.CharField(
        "digitale vaardigheden", max_length=10, choices=DigitaleVaardigheid, blank=True
    )
    uren_min = models.PositiveSmallIntegerField(
        "uren per week, minstens",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
    )
    uren_max = models.PositiveSmallIntegerField(
        "uren per week, hoogstens",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
    )
    thuiswerk = models.BooleanField("wil thuiswerken", null=True, blank=True)
    reistijd_max = models.PositiveSmallIntegerField(
        "reistijd hoogstens (minuten, enkele reis)", null=True, blank=True
    )
    motivatie = VersleuteldTekstVeld("motivatie", blank=True, max_length=1000)
    kinderopvang = models.CharField(
        "kinderopvang", max_length=20, choices=Kinderopvang, default=Kinderopvang.ONBEKEND
    )
    privacy_gegeven_op = models.DateField(
        "privacyinformatie gegeven op",
        null=True,
        blank=True,
        help_text="In gewone taal, mondeling of op papier.",
    )
    # SLEUTELVELDEN
    zoeknaam = models.CharField(max_length=180, editable=False, default="")
    telefoonsleutel = models.CharField(max_length=20, editable=False, default="", blank=True)
    emailsleutel = models.CharField(max_length=254, editable=False, default="", blank=True)
    # When a traject of hers last changed, written by `trajecten`: so the list is sorted on one table, from an index.
    trajecten_gewijzigd_op = models.DateTimeField(
        "trajecten gewijzigd op", default=timezone.now, editable=False
    )
    aangemaakt_op = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)

    objects = KandidaatQuerySet.as_manager()

    class Meta:
        verbose_name = "kandidaat"
        verbose_name_plural = "kandidaten"
        ordering = ["achternaam", "voornaam", "pk"]
        indexes = [
            # The candidate list of a region, in the order of the screen.
            models.Index(
                fields=["behandelregio", "achternaam", "voornaam", "id"], name="kandidaat_regio_naam"
            ),
            models.Index(fields=["achternaam", "voornaam", "id"], name="kandidaat_naam"),
            # The same list by "laatst gewijzigd": of one region, and of several.
            models.Index("behandelregio", LAATST_GEWIJZIGD, "id", name="kandidaat_regio_gewijzigd"),
            models.Index(LAATST_GEWIJZIGD, "id", name="kandidaat_gewijzigd"),
            # Duplicates: name + date of birth, phone, e-mail; search by the beginning of a name.
            models.Index(fields=["zoeknaam", "geboortedatum"], name="kandidaat_zoeknaam"),
            models.Index(
                fields=["telefoonsleutel"], name="kandidaat_telefoon", condition=~Q(telefoonsleutel="")
            ),
            models.Index(fields=["emailsleutel"], name="kandidaat_email", condition=~Q(emailsleutel="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(voornaam="") & ~Q(achternaam=""),
                name="kandidaat_heeft_een_naam",
                violation_error_message="Vul een voornaam en een achternaam in.",
            ),
            models.CheckConstraint(
                condition=Q(uren_min=None) | Q(uren_max=None) | Q(uren_max__gte=F("uren_min")),
                name="kandidaat_uren_min_tot_max",
                violation_error_message="'Hoogstens' is minder dan 'minstens'. Draai de uren om.",
            ),
        ]

    def __str__(self):
        return f"dossier {self.dossiernummer}"

    def save(self, *args, **kwargs):
        self.vul_sleutels()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *SLEUTELVELDEN}
        super().save(*args, **kwargs)

    def vul_sleutels(self):
        """Recompute the search keys from the fields; bulk writers call this themselves."""
        self.zoeknaam = normaliseer(f"{self.voornaam} {self.achternaam}")[:180]
        self.telefoonsleutel = telefoon_sleutel(self.telefoon)
        self.emailsleutel = emailsleutel(self.email)

    def get_absolute_url(self):
        return reverse("dossier:dossier", args=[self.dossiernummer])

    @property
    def laatst_gewijzigd(self):
        """The later of her own data and her trajects; as LAATST_GEWIJZIGD in SQL."""
        return max(self.gewijzigd_op, self.trajecten_gewijzigd_op)

    @property
    def naam(self):
        """'Voornaam tussenvoegsel Achternaam', for on a page."""
        return " ".join(deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel)

    @property
    def lijstnaam(self):
        """'Achternaam, Voornaam tussenvoegsel', for in a list."""
        return f"{self.achternaam}, {' '.join(d for d in (self.voornaam, self.tussenvoegsel) if d)}"
