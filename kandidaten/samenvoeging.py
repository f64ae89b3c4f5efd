"""Two dossiers of one person that became one. Import from kandidaten.models."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from basis.versleuteling import VersleuteldJsonVeld
from kandidaten.persoon import Kandidaat

HERSTEL_DAGEN = 30  # so long a merge can be taken back; after that the snapshot is erased (manage.py ruim_op)


class SamenvoegingQuerySet(models.QuerySet):
    def geldig(self):
        """Merges that were not taken back: their old number leads to the dossier that stayed."""
        return self.filter(ongedaan_op=None)

    def van_voorlegger(self, gebruiker, nu=None):
        """Merges by somebody else, of a dossier that this user put before another region; HERSTEL_DAGEN days long."""
        sinds = (nu or timezone.now()) - timedelta(days=HERSTEL_DAGEN)
        recent = self.geldig().filter(voorgelegd_door=gebruiker, op__gt=sinds, momentopname__isnull=False)
        return recent.exclude(door=gebruiker)

    def met_vervallen_momentopname(self, nu):
        """Merges that can no longer be taken back, and still hold what was needed for it."""
        return self.filter(momentopname__isnull=False, op__lt=nu - timedelta(days=HERSTEL_DAGEN))


class Samenvoeging(models.Model):
    """The dossier `opgegaan_nummer` went up in the dossier of `blijft`; the old number keeps leading there.

    `momentopname` holds what taking it back needs (trajecten.dossier.opname): the absorbed person's own fields, the old
    values of the one who stayed, and which rows moved. Encrypted; gone after HERSTEL_DAGEN or once taken back.
    """

    blijft = models.ForeignKey(Kandidaat, on_delete=models.CASCADE, related_name="samenvoegingen")
    opgegaan_nummer = models.CharField("oud dossiernummer", max_length=9, editable=False)
    # A traject of the old dossier has its old number plus this one.
    volgnummer_erbij = models.PositiveIntegerField("trajectnummers opgehoogd met", default=0, editable=False)
    momentopname = VersleuteldJsonVeld("momentopname", null=True, editable=False)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="wie"
    )
    op = models.DateTimeField("samengevoegd op", default=timezone.now, editable=False)
    voorgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    ongedaan_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    ongedaan_op = models.DateTimeField("ongedaan gemaakt op", null=True, editable=False)

    objects = SamenvoegingQuerySet.as_manager()

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opgegaan_nummer"],
                condition=Q(ongedaan_op=None),
                name="samenvoeging_nummer_eenmaal",
                violation_error_message="Dit dossier is al samengevoegd.",
            ),
            models.CheckConstraint(
                condition=Q(ongedaan_op=None, ongedaan_door=None)
                | Q(ongedaan_op__isnull=False, ongedaan_door__isnull=False, momentopname__isnull=True),
                name="samenvoeging_ongedaan_is_af",
                violation_error_message="Wat ongedaan is gemaakt, heeft een naam en een moment.",
            ),
        ]

    def __str__(self):
        return f"samenvoeging {self.pk}"

    @property
    def te_herstellen_tot(self):
        """Until when (aware) it can be taken back."""
        return self.op + timedelta(days=HERSTEL_DAGEN)

    @property
    def is_te_herstellen(self):
        """Is it still in time to take it back? Whether it can be done, `waarom_niet` of the dossier says."""
        return (
            self.ongedaan_op is None
            and self.momentopname is not None
            and timezone.now() < self.te_herstellen_tot
        )
