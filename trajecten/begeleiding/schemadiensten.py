"""The only writers of arrangements about how often there is a talk."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd, neem_beurt
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.keuzes import Ritmereden
from trajecten.begeleiding.models import Begeleidingsafspraak
from trajecten.statussen import Status

TERUG_DAGEN = (
    14  # an arrangement may be written down a little later than it was made, never to clear old weeks
)
VOORUIT_DAGEN = 366


@transaction.atomic
def spreek_af(traject, *, van, elke_weken, reden, door, tot=None, toelichting=""):
    """From `van` until `tot` (None: until it is stopped) a talk every n weeks; what was agreed before stops there.

    Raises ValidationError per field.
    """
    neem_beurt(traject)
    afspraak = Begeleidingsafspraak(
        traject=traject,
        van=van,
        tot=tot,
        elke_weken=elke_weken,
        reden=reden,
        toelichting=toelichting.strip(),
        gemaakt_door=door,
    )
    _controleer(afspraak)
    for eerder in overlappend(afspraak):
        _stop(eerder, per=van, door=door)
    leg_vast(afspraak)
    _log(door, traject, Handeling.MAKEN)
    return afspraak


@transaction.atomic
def stop_afspraak(afspraak, *, door):
    """From today on the programme's schedule holds again; an arrangement of today or later never held.

    Raises IntussenGewijzigd when it is over already, or stopped.
    """
    vandaag = timezone.localdate()
    if not kan_stoppen(afspraak, vandaag):
        raise IntussenGewijzigd(afspraak)
    _stop(afspraak, per=max(vandaag, afspraak.van), door=door)
    _log(door, afspraak.traject)
    return afspraak


@transaction.atomic
def hervat_afspraak(afspraak, *, door):
    """Undo of stop_afspraak. Raises IntussenGewijzigd when it runs, ValidationError when another took over."""
    neem_beurt(afspraak.traject)
    if any(overlappend(afspraak, zonder_einde=True)):
        raise ValidationError("Er is intussen een andere afspraak. Stop die eerst.")
    rij = Begeleidingsafspraak.objects.filter(pk=afspraak.pk, gestopt_per__isnull=False)
    if not rij.update(gestopt_per=None, gestopt_op=None, gestopt_door=None):
        raise IntussenGewijzigd(afspraak)
    afspraak.refresh_from_db()
    _log(door, afspraak.traject)
    return afspraak


def kan_stoppen(afspraak, vandaag):
    """Does it hold now, or is it still to come?"""
    return afspraak.gestopt_per is None and (afspraak.tot is None or afspraak.tot >= vandaag)


def overlappend(afspraak, *, zonder_einde=False):
    """The other arrangements of this traject that hold on a day of this one. `zonder_einde`: as if never stopped."""
    laatste = (afspraak.tot if zonder_einde else afspraak.laatste_dag) or date.max
    for ander in Begeleidingsafspraak.objects.filter(traject=afspraak.traject_id).exclude(pk=afspraak.pk):
        einde = ander.laatste_dag or date.max
        if einde >= ander.van and ander.van <= laatste and einde >= afspraak.van:
            yield ander


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _stop(afspraak, *, per, door):
    nu = timezone.now()
    rij = Begeleidingsafspraak.objects.filter(pk=afspraak.pk, gestopt_per=afspraak.gestopt_per)
    if not rij.update(gestopt_per=per, gestopt_op=nu, gestopt_door=door):
        raise IntussenGewijzigd(afspraak)
    afspraak.gestopt_per, afspraak.gestopt_op, afspraak.gestopt_door = per, nu, door


def _controleer(afspraak):
    """What the constraints also refuse, but here at the field it is about."""
    vandaag, traject, fouten = timezone.localdate(), afspraak.traject, {}
    if traject.status != Status.LOPEND or not traject.wil_begeleiding:
        raise ValidationError("Er loopt geen begeleiding. Een ander ritme heeft dan geen zin.")
    if afspraak.van < vandaag - timedelta(days=TERUG_DAGEN):
        fouten["van"] = f"Kies een dag van hoogstens {TERUG_DAGEN} dagen geleden."
    elif afspraak.van > vandaag + timedelta(days=VOORUIT_DAGEN):
        fouten["van"] = "Kies een dag in het komende jaar."
    if afspraak.tot is not None and afspraak.tot < afspraak.van + timedelta(days=6):
        fouten["tot"] = "Een afspraak geldt minstens een week."
    if afspraak.reden == Ritmereden.ANDERS and not afspraak.toelichting:
        fouten["toelichting"] = "Schrijf kort op waarom."
    if fouten:
        raise ValidationError(fouten)


def _log(door, traject, handeling=Handeling.WIJZIGEN):
    schrijf(
        gebruiker=door,
        handeling=handeling,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.GESPREKKEN,
    )
