"""The writers of what happens to goals and actions after they were made: changed, stopped, taken up again.

Making them, reaching a goal and ticking an action off stand in diensten.py, with the talks they come from.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd, bewaar
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.diensten import nu_gewijzigd
from trajecten.begeleiding.keuzes import Stopreden
from trajecten.begeleiding.models import Doel

DOELVELDEN = ("aandachtsgebied", "omschrijving", "streefdatum")
ACTIEVELDEN = ("omschrijving", "eigenaar", "uiterlijk", "doel")
AFGEROND = "Dit doel loopt niet meer. Neem het eerst weer op."


@transaction.atomic
def wijzig_doel(doel, *, gezien, velden, door):
    """Change the words, the subject or the day of a goal; `velden` is field -> new value, `gezien` the version she saw.

    Raises ValidationError for a goal that was reached or stopped, and IntussenGewijzigd when a colleague was first.
    """
    if not doel.loopt:
        raise ValidationError(AFGEROND)
    return _wijzig(doel, gezien, velden, DOELVELDEN, door)


@transaction.atomic
def wijzig_actie(actie, *, gezien, velden, door):
    """Change who does an action, before when, what, or under which goal. Raises as `wijzig_doel`."""
    doel = velden.get("doel")
    if doel is not None and doel.traject_id != actie.traject_id:
        raise ValidationError({"doel": "Dit doel hoort bij een ander traject."})
    return _wijzig(actie, gezien, velden, ACTIEVELDEN, door)


@transaction.atomic
def stop_doel(doel, *, reden, door, op=None):
    """No longer work on a goal. Its open actions ask nothing any more; they are kept, for when it is taken up again.

    Raises IntussenGewijzigd if it was reached or stopped already.
    """
    op = op or timezone.localdate()
    lopend = Doel.objects.lopend().filter(pk=doel.pk)
    if not lopend.update(gestopt_op=op, stopreden=Stopreden(reden), **nu_gewijzigd(door)):
        raise IntussenGewijzigd(doel)
    doel.gestopt_op, doel.stopreden = op, reden
    _log(door, doel)
    return doel


@transaction.atomic
def heropen_doel(doel, *, door):
    """Take up a goal that was reached or stopped, also as the undo. Raises IntussenGewijzigd if it runs already."""
    afgerond = Doel.objects.filter(pk=doel.pk).exclude(bereikt_op=None, gestopt_op=None)
    if not afgerond.update(bereikt_op=None, gestopt_op=None, stopreden="", **nu_gewijzigd(door)):
        raise IntussenGewijzigd(doel)
    doel.bereikt_op = doel.gestopt_op = None
    doel.stopreden = ""
    _log(door, doel)
    return doel


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _wijzig(rij, gezien, velden, bekend, door):
    if onbekend := velden.keys() - set(bekend):
        raise ValueError(f"geen velden van een {rij._meta.verbose_name}: {sorted(onbekend)}")
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.full_clean()
    bewaar(rij, gezien=gezien, velden=sorted(velden), door=door)
    _log(door, rij)
    return rij


def _log(door, rij):
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossier=rij.traject.kandidaat.dossiernummer,
        categorie=Categorie.GESPREKKEN,
    )
