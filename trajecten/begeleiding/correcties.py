"""What becomes of a check-in that was recorded wrongly: the old version stays, or the whole talk leaves the figures."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import bewaar
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.gespreksinhoud import INHOUD
from trajecten.begeleiding.models import Gespreksversie

INTREKVELDEN = ["ingetrokken_door", "ingetrokken_op", "intrekreden"]


def bewaar_vorige(vorige, nieuw, *, door):
    """Keep what `nieuw` was before this change; nothing when nothing in it changed. In the caller's transaction."""
    inhoud = {naam: getattr(vorige, naam) for naam in INHOUD}
    if any(getattr(nieuw, naam) != waarde for naam, waarde in inhoud.items()):
        leg_vast(Gespreksversie(gesprek=nieuw, nummer=vorige.versie, door=door, **inhoud))


@transaction.atomic
def trek_gesprek_in(gesprek, *, reden, gezien, door):
    """Take back a talk that was recorded by mistake: it stays in sight and counts nowhere.

    Raises ValidationError without a reason of Intrekreden or when it was taken back before, IntussenGewijzigd as
    always.
    """
    if gesprek.ingetrokken_op is not None:
        raise ValidationError("Dit gesprek is al ingetrokken.")
    gesprek.ingetrokken_op, gesprek.ingetrokken_door, gesprek.intrekreden = timezone.now(), door, reden
    if not reden:
        raise ValidationError({"reden": "Kies waarom u dit gesprek intrekt."})
    return _bewaar(gesprek, gezien, door, f"gesprek ingetrokken: {gesprek.get_intrekreden_display()}")


@transaction.atomic
def zet_gesprek_terug(gesprek, *, gezien, door):
    """Undo of trek_gesprek_in. Raises ValidationError when it was not taken back, IntussenGewijzigd as always."""
    if gesprek.ingetrokken_op is None:
        raise ValidationError("Dit gesprek is niet ingetrokken.")
    gesprek.ingetrokken_op, gesprek.ingetrokken_door, gesprek.intrekreden = None, None, ""
    return _bewaar(gesprek, gezien, door, "gesprek teruggezet")


def _bewaar(gesprek, gezien, door, wat):
    """`wat` stands in the log: putting back empties who took it back and why."""
    gesprek.full_clean()
    bewaar(gesprek, gezien=gezien, velden=INTREKVELDEN, door=door)
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossier=gesprek.traject.kandidaat.dossiernummer,
        categorie=Categorie.GESPREKKEN,
        reden=wat,
    )
    return gesprek
