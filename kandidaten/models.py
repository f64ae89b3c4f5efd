"""The candidate, how she came to us, who works with her, and what she allowed."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import VersieModel
from basis.versleuteling import VersleuteldTekstVeld
from kandidaten.dossiernummer import nieuw_dossiernummer
from kandidaten.keuzes import (
    Aanpassing,
    BijzonderSoort,
    Bron,
    DigitaleVaardigheid,
    Doelgroepindicatie,
    Kanaal,
    Kinderopvang,
    Taalniveau,
    ToestemmingDoel,
    Toewijzingsrol,
    Uitkering,
    Vorm,
)
from kandidaten.querysets import KandidaatQuerySet
from kandidaten.zoeknaam import normaliseer, telefoon_sleutel
from partners.models import Arbeidsmarktregio, Contactpersoon, Gemeente, Partner


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
    # Derived from the fields above by `save` and the services: what search and duplicate detection compare.
    zoeknaam = models.CharField(max_length=180, editable=False, default="")
    telefoonsleutel = models.CharField(max_length=20, editable=False, default="", blank=True)
    emailsleutel = models.CharField(max_length=254, editable=False, default="", blank=True)
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
            kwargs["update_fields"] = {
                *kwargs["update_fields"],
                "zoeknaam",
                "telefoonsleutel",
                "emailsleutel",
            }
        super().save(*args, **kwargs)

    def vul_sleutels(self):
        """Recompute the search keys from the fields; bulk writers call this themselves."""
        self.zoeknaam = normaliseer(f"{self.voornaam} {self.achternaam}")[:180]
        self.telefoonsleutel = telefoon_sleutel(self.telefoon)
        self.emailsleutel = self.email.strip().lower()

    def get_absolute_url(self):
        return reverse("dossier:dossier", args=[self.dossiernummer])

    @property
    def naam(self):
        """'Voornaam tussenvoegsel Achternaam', for on a page."""
        return " ".join(deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel)

    @property
    def lijstnaam(self):
        """'Achternaam, Voornaam tussenvoegsel', for in a list."""
        return f"{self.achternaam}, {' '.join(d for d in (self.voornaam, self.tussenvoegsel) if d)}"


class BijzonderGegeven(models.Model):
    """The one separate table of sensitive closed-list values: benefit, doelgroep, adaptations, "what works".

    Countable in SQL, access logged (PRIV-15). Rows: `uitkering` belongs to a verwijzing; `doelgroep` and
    `wat_werkt` exist at most once per person; `aanpassing` once per value.
    """

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="bijzonder")
    soort = models.CharField("soort", max_length=20, choices=BijzonderSoort)
    waarde = models.CharField("waarde", max_length=30, blank=True)
    tekst = VersleuteldTekstVeld("wat werkt", blank=True, max_length=1000)
    verwijzing = models.ForeignKey(
        "Verwijzing", on_delete=models.CASCADE, null=True, blank=True, related_name="bijzonder"
    )
    gecontroleerd_op = models.DateField("gecontroleerd op", null=True, blank=True)
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "bijzonder gegeven"
        verbose_name_plural = "bijzondere gegevens"
        ordering = ["soort", "waarde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(
                        soort=BijzonderSoort.UITKERING,
                        waarde__in=Uitkering.values,
                        verwijzing__isnull=False,
                        tekst="",
                    )
                    | Q(
                        soort=BijzonderSoort.DOELGROEP,
                        waarde__in=Doelgroepindicatie.values,
                        verwijzing=None,
                        tekst="",
                    )
                    | Q(
                        soort=BijzonderSoort.AANPASSING,
                        waarde__in=Aanpassing.values,
                        verwijzing=None,
                        tekst="",
                    )
                    | Q(soort=BijzonderSoort.WAT_WERKT, waarde="", verwijzing=None)
                ),
                name="bijzonder_waarde_past_bij_soort",
                violation_error_message="Deze waarde staat niet op de lijst.",
            ),
            models.UniqueConstraint(
                fields=["verwijzing"],
                condition=Q(soort=BijzonderSoort.UITKERING),
                name="bijzonder_een_uitkering_per_verwijzing",
                violation_error_message="Bij deze verwijzing staat al een uitkering.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "soort"],
                condition=Q(soort__in=[BijzonderSoort.DOELGROEP, BijzonderSoort.WAT_WERKT]),
                name="bijzonder_eenmaal_per_kandidaat",
                violation_error_message="Dit gegeven staat er al.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "waarde"],
                condition=Q(soort=BijzonderSoort.AANPASSING),
                name="bijzonder_aanpassing_eenmaal",
                violation_error_message="Deze aanpassing staat er al.",
            ),
        ]

    def __str__(self):
        return f"bijzonder gegeven {self.pk}"


class Verwijzing(models.Model):
    """One referral, or self-registration. A person can be referred again later, by somebody else."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="verwijzingen")
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verwijzingen",
        verbose_name="verwijzer",
    )
    contactpersoon = models.ForeignKey(
        Contactpersoon,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verwijzingen",
        verbose_name="contactpersoon",
    )
    bron = models.CharField("hoe binnengekomen", max_length=20, choices=Bron)
    ontvangen_op = models.DateTimeField("ontvangen op")
    opmerking = VersleuteldTekstVeld("opmerking van de verwijzer", blank=True, max_length=1000)
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"
        ordering = ["-ontvangen_op", "-pk"]
        indexes = [models.Index(fields=["partner", "-ontvangen_op"], name="verwijzing_partner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(partner=None, bron=Bron.ZELF, contactpersoon=None)
                | (Q(partner__isnull=False) & ~Q(bron=Bron.ZELF)),
                name="verwijzing_van_partner_of_zelf",
                violation_error_message="Kies een verwijzer, of 'zelf aangemeld'.",
            )
        ]

    def __str__(self):
        return f"verwijzing {self.pk}"


class Contactmoment(models.Model):
    """An attempt to reach her, or a success: the first success stops the first-contact clock."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="contactmomenten")
    verwijzing = models.ForeignKey(Verwijzing, on_delete=models.CASCADE, related_name="contactmomenten")
    gelukt = models.BooleanField("gelukt")
    kanaal = models.CharField("hoe", max_length=20, choices=Kanaal)
    tijdstip = models.DateTimeField("wanneer")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    notitie = VersleuteldTekstVeld("notitie", blank=True, max_length=1000)
    vastgelegd_op = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        ordering = ["-tijdstip", "-pk"]
        indexes = [
            # First successful contact per referral (Vandaag, time to first contact).
            models.Index(fields=["verwijzing", "gelukt", "tijdstip"], name="contactmoment_eerste")
        ]

    def __str__(self):
        return f"contactmoment {self.pk}"


class Toewijzing(models.Model):
    """The one caseload model: who works with whom, as what, from when to when, and why."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="toewijzingen")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="toewijzingen", verbose_name="wie"
    )
    rol = models.CharField("rol", max_length=20, choices=Toewijzingsrol)
    van = models.DateField("vanaf")
    tot = models.DateField("tot en met", null=True, blank=True)
    reden = models.CharField("reden", max_length=200, blank=True)
    vervangt = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vervangt",
        help_text="Alleen bij waarneming voor een collega.",
    )

    class Meta:
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"
        ordering = ["-van", "-pk"]
        indexes = [
            # "My caseload": running rows of one user.
            models.Index(fields=["gebruiker", "rol", "van", "tot"], name="toewijzing_caseload")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot=None) | Q(tot__gte=F("van")),
                name="toewijzing_tot_na_van",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                condition=Q(rol__in=Toewijzingsrol.values),
                name="toewijzing_rol_bestaat",
                violation_error_message="Kies jobcoach, trainer of teamleider.",
            ),
            models.CheckConstraint(
                condition=Q(vervangt=None) | ~Q(vervangt=F("gebruiker")),
                name="toewijzing_vervangt_een_ander",
                violation_error_message="Iemand kan niet voor zichzelf waarnemen.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "gebruiker", "rol"],
                condition=Q(tot=None),
                name="toewijzing_open_eenmaal",
                violation_error_message="Deze collega is al toegewezen.",
            ),
        ]

    def __str__(self):
        return f"toewijzing {self.pk}"


class Toestemming(models.Model):
    """Consent, only for what is optional (PRIV-12); withdrawing is as easy as giving."""

    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="toestemmingen")
    doel = models.CharField("waarvoor", max_length=30, choices=ToestemmingDoel)
    tekstversie = models.CharField("versie van de tekst", max_length=20)
    gegeven_op = models.DateTimeField("gegeven op")
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["-gegeven_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | Q(ingetrokken_op__gte=F("gegeven_op")),
                name="toestemming_intrekken_na_geven",
                violation_error_message="Intrekken kan niet voor het geven van de toestemming.",
            ),
            models.UniqueConstraint(
                fields=["kandidaat", "doel"],
                condition=Q(ingetrokken_op=None),
                name="toestemming_een_lopende_per_doel",
                violation_error_message="Deze toestemming is al gegeven.",
            ),
        ]

    def __str__(self):
        return f"toestemming {self.pk}"


class Noodtoegang(models.Model):
    """Emergency access to one dossier outside your scope: with a reason, and until when (PRIV-19)."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="noodtoegangen"
    )
    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="noodtoegangen")
    reden = VersleuteldTekstVeld("reden", max_length=500)
    vanaf = models.DateTimeField("vanaf", default=timezone.now)
    tot = models.DateTimeField("tot")

    class Meta:
        verbose_name = "noodtoegang"
        verbose_name_plural = "noodtoegangen"
        ordering = ["-vanaf", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gt=F("vanaf")),
                name="noodtoegang_heeft_een_einde",
                violation_error_message="Noodtoegang eindigt na het begin.",
            )
        ]

    def __str__(self):
        return f"noodtoegang {self.pk}"
