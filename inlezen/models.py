"""An uploaded list, what each of its columns meant, and what becomes of each of its rows.

What the list says about people is encrypted, and gone from a row once the row is in a dossier (PRIV-15). The file
itself is never kept.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from basis.versleuteling import VersleuteldJsonVeld, VersleuteldTekstVeld
from inlezen.keuzes import IN_BEWERKING, KIESBAAR, Dubbelkeuze, Inleesstatus, Regelstand
from inlezen.oordeel import Oordeel
from inlezen.querysets import InleesregelQuerySet, InlezingQuerySet
from inlezen.velden import Veld
from kandidaten.models import Kandidaat
from partners.models import Arbeidsmarktregio, Contactpersoon, Partner
from trajecten.models import Programma, Traject

SLEUTELLOOS = "-"  # Inleesregel.sleutels of a row that nothing is recognised by
STIL_NA = timedelta(minutes=1)  # a portion of the work takes a second or two


class Inlezing(models.Model):
    """One uploaded list: from choosing its columns to the result."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="inlezingen", verbose_name="verwijzer"
    )
    programma = models.ForeignKey(
        Programma, on_delete=models.PROTECT, related_name="inlezingen", verbose_name="programma"
    )
    behandelregio = models.ForeignKey(
        Arbeidsmarktregio,
        on_delete=models.PROTECT,
        related_name="inlezingen",
        verbose_name="behandelregio",
    )
    contactpersoon = models.ForeignKey(
        Contactpersoon,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="contactpersoon",
        help_text="Voor rijen die zelf geen contactpersoon noemen.",
    )
    # A file can be called after a person, so its name is encrypted too; "" when it held a BSN (PRIV-01).
    bestandsnaam = VersleuteldTekstVeld("bestand", blank=True, max_length=200)
    # All columns, so that the choice can change; gone as soon as rows are read in.
    lijst = VersleuteldJsonVeld("lijst", null=True, editable=False)
    meldingen = VersleuteldJsonVeld("meldingen", default=list, editable=False)
    koppen = VersleuteldJsonVeld("kolomnamen per veld", default=dict, editable=False)
    ontvangen_op = models.DateTimeField("ontvangen op", default=timezone.now)
    status = models.CharField(
        "status", max_length=20, choices=Inleesstatus, default=Inleesstatus.KOLOMMEN, editable=False
    )
    # Work in the background: how much there is, its last sign of life, and whose turn it is.
    aantal_rijen = models.PositiveIntegerField("rijen in de lijst", default=0, editable=False)
    hartslag = models.DateTimeField("laatste teken van leven", null=True, editable=False)
    beurt = models.UUIDField("beurt", null=True, editable=False)
    # Taking it back: of how many people, how many went, and how many stay. All 0: it was not, or was read in since.
    terug_totaal = models.PositiveIntegerField("mensen om terug te draaien", default=0, editable=False)
    terug_weg = models.PositiveIntegerField("mensen teruggedraaid", default=0, editable=False)
    terug_blijft = models.PositiveIntegerField("mensen die bleven", default=0, editable=False)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inlezingen", verbose_name="wie"
    )
    gemaakt_op = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    # By the referrer herself: then it is compared with her partner's own referrals only, whoever looks (aanleveren.py).
    aangeleverd = models.BooleanField("aangeleverd door de verwijzer", default=False, editable=False)

    objects = InlezingQuerySet.as_manager()

    class Meta:
        verbose_name = "inlezing"
        verbose_name_plural = "inlezingen"
        ordering = ["-gemaakt_op", "pk"]
        indexes = [
            # The list of Inlezingen of a region, newest first.
            models.Index(fields=["behandelregio", "-gemaakt_op"], name="inlezing_regio"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Inleesstatus.values),
                name="inlezing_status_bestaat",
                violation_error_message="Deze status bestaat niet.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Inleesstatus.KOLOMMEN, Inleesstatus.BEOORDELEN])
                | Q(lijst__isnull=False),
                name="inlezing_kolommen_horen_bij_lijst",
                violation_error_message="De lijst is er niet meer. Kies het bestand opnieuw.",
            ),
        ]

    def __str__(self):
        return f"inlezing {self.pk}"

    def get_absolute_url(self):
        """The page where this import goes on."""
        return reverse(f"inlezen:{_PAGINA[self.status]}", args=[self.pk])

    @property
    def naam(self):
        """The file's name, or what to call a file whose name we do not keep."""
        return self.bestandsnaam or "Bestand zonder naam"

    def is_eigen_lijst(self, gebruiker):
        """Does she look as the referrer who uploaded it, with what a referrer may read (PRIV-14)?"""
        return self.aangeleverd and self.gemaakt_door_id == gebruiker.pk

    @property
    def in_bewerking(self):
        """Is a worker at it, or should one be?"""
        return self.status in IN_BEWERKING

    @property
    def staat_stil(self):
        """Work that gave no sign of life for STIL_NA: the user may set it going again."""
        return self.in_bewerking and (self.hartslag is None or timezone.now() - self.hartslag > STIL_NA)


_PAGINA = {
    Inleesstatus.KOLOMMEN: "kolommen",
    Inleesstatus.BEOORDELEN: "resultaat",
    Inleesstatus.CONTROLEREN: "controleren",
    Inleesstatus.BEZIG: "resultaat",
    Inleesstatus.KLAAR: "resultaat",
    Inleesstatus.TERUG: "resultaat",
}


class Kolomkeuze(models.Model):
    """What a column of this partner's lists means: remembered for the next list.

    The header stands here as a digest, for comparing only: in a list without headers it is somebody's name.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="kolomkeuzes")
    kop = models.CharField("kolomnaam (alleen om te vergelijken)", max_length=64, editable=False)
    veld = models.CharField("veld", max_length=30, choices=Veld)

    class Meta:
        verbose_name = "kolomkeuze"
        verbose_name_plural = "kolomkeuzes"
        ordering = ["partner", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "kop"],
                name="kolomkeuze_eenmaal",
                violation_error_message="Voor deze kolom is al een keuze bewaard.",
            ),
            models.CheckConstraint(
                condition=Q(veld__in=Veld.values) & ~Q(veld=Veld.BSN),
                name="kolomkeuze_veld_bestaat",
                violation_error_message="Dit veld bestaat niet, of het is een BSN.",
            ),
        ]

    def __str__(self):
        return f"kolomkeuze {self.pk}"


class Inleesregel(models.Model):
    """One row: the cells as they stood in the list, the verdict, the user's choice, and what came of it."""

    inlezing = models.ForeignKey(Inlezing, on_delete=models.CASCADE, related_name="regels")
    rijnummer = models.PositiveIntegerField("rij")
    # {"cellen": {field: cell}, "geen_bsn": [field]} and inlezen.beoordelen.naar_json; None once it is in a dossier.
    gegevens = VersleuteldJsonVeld("gegevens", null=True, editable=False)
    beoordeling = VersleuteldJsonVeld("beoordeling", null=True, editable=False)
    # Digests of what this row is recognised by (inlezen.keuring), to find the rows that look like it without opening
    # all of them: "" for a row judged before these existed, SLEUTELLOOS for nothing to recognise it by or in a dossier.
    sleutels = models.CharField(
        "sleutels (alleen om te vergelijken)", max_length=100, default="", editable=False
    )
    oordeel = models.CharField("oordeel", max_length=20, choices=Oordeel)
    programma = models.ForeignKey(Programma, on_delete=models.PROTECT, null=True, related_name="+")
    gekozen = models.BooleanField("gekozen", default=False)
    keuze = models.CharField("keuze", max_length=10, choices=Dubbelkeuze, blank=True)
    bestaande = models.ForeignKey(
        Kandidaat,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dezelfde persoon als",
    )
    stand = models.CharField("stand", max_length=10, choices=Regelstand, default=Regelstand.OPEN)
    fout = VersleuteldTekstVeld("waarom niet ingelezen", blank=True)
    verwerkt_op = models.DateTimeField("verwerkt op", null=True, editable=False)
    # What became of the row goes when the person goes.
    kandidaat = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, null=True, related_name="+")
    traject = models.ForeignKey(Traject, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = InleesregelQuerySet.as_manager()

    class Meta:
        verbose_name = "rij van een lijst"
        verbose_name_plural = "rijen van lijsten"
        ordering = ["inlezing", "rijnummer"]
        indexes = [
            # A tab of the review screen, in the order of the list.
            models.Index(fields=["inlezing", "oordeel", "rijnummer"], name="inleesregel_oordeel"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["inlezing", "rijnummer"],
                name="inleesregel_rij_eenmaal",
                violation_error_message="Deze rij staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(oordeel__in=Oordeel.values)
                & Q(stand__in=Regelstand.values)
                & Q(keuze__in=["", *Dubbelkeuze.values]),
                name="inleesregel_codes_bestaan",
                violation_error_message="Dit oordeel, deze stand of deze keuze bestaat niet.",
            ),
            models.CheckConstraint(
                condition=Q(gekozen=False) | Q(oordeel__in=sorted(KIESBAAR)),
                name="inleesregel_gekozen_kan",
                violation_error_message="Een rij met een fout, of zonder wijziging, valt niet in te lezen.",
            ),
            models.CheckConstraint(
                condition=Q(gekozen=False) | ~Q(oordeel=Oordeel.MOGELIJK_DUBBEL) | ~Q(keuze=""),
                name="inleesregel_dubbel_heeft_keuze",
                violation_error_message="Kies eerst: een nieuw persoon, of dezelfde persoon.",
            ),
            models.CheckConstraint(
                condition=Q(kandidaat=None) | Q(stand=Regelstand.INGELEZEN),
                name="inleesregel_kandidaat_is_ingelezen",
                violation_error_message="Een kandidaat hoort bij een ingelezen rij.",
            ),
        ]

    def __str__(self):
        return f"rij {self.rijnummer} van {self.inlezing_id}"
