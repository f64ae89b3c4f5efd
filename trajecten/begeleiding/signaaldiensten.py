"""The only writer of what was done with a signal."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.models import Signaalafhandeling
from trajecten.begeleiding.signaalkeuzes import Afhandeling
from trajecten.begeleiding.signalen import UITSTEL_DAGEN


@transaction.atomic
def handel_signaal_af(traject, signaal, *, hoe, door, gezien=None, tot=None, reden="", toelichting=""):
    """Say what was done with a Signaal: seen, taken up, or postponed until `tot` with a reason.

    `gezien`: the Signaalafhandeling that stood on the screen (one that ran out, or one to change), None for an open
    signal. Raises ValidationError per field, and IntussenGewijzigd when a colleague was first; nothing is written then.
    """
    toelichting = toelichting.strip()
    _controleer(hoe, tot)
    velden = {"hoe": hoe, "tot": tot, "reden": reden, "toelichting": toelichting, "door": door}
    velden["op"] = timezone.now()
    if gezien is None:
        rij = Signaalafhandeling(traject=traject, soort=signaal.soort, kenmerk=signaal.kenmerk, **velden)
        if _rij_van(traject, signaal).exists():
            raise IntussenGewijzigd(rij)
        leg_vast(rij)
    else:
        rij = gezien
        oud = rij.op
        for naam, waarde in velden.items():
            setattr(rij, naam, waarde)
        rij.full_clean()
        if not _rij_van(traject, signaal).filter(pk=rij.pk, op=oud).update(**velden):
            raise IntussenGewijzigd(rij)
    _log(door, traject, Handeling.MAKEN if gezien is None else Handeling.WIJZIGEN)
    return rij


@transaction.atomic
def heropen_signaal(rij, *, door):
    """Undo: the signal is open again. Raises IntussenGewijzigd when a colleague was first."""
    if not Signaalafhandeling.objects.filter(pk=rij.pk, op=rij.op).delete()[0]:
        raise IntussenGewijzigd(rij)
    _log(door, rij.traject, Handeling.WIJZIGEN)


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _rij_van(traject, signaal):
    return Signaalafhandeling.objects.filter(traject=traject, soort=signaal.soort, kenmerk=signaal.kenmerk)


def _controleer(hoe, tot):
    if hoe != Afhandeling.UITGESTELD or tot is None:
        return
    vandaag = timezone.localdate()
    if tot <= vandaag:
        raise ValidationError({"tot": "Kies een dag na vandaag."})
    if tot > vandaag + timedelta(days=UITSTEL_DAGEN):
        raise ValidationError({"tot": f"Uitstellen kan hoogstens {UITSTEL_DAGEN} dagen."})


def _log(door, traject, handeling):
    schrijf(
        gebruiker=door,
        handeling=handeling,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.GESPREKKEN,
    )
