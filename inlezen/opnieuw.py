"""Trying one row that failed once more; the whole list again is `begin_inlezen`."""

from django.core.exceptions import ValidationError
from django.db import transaction

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from inlezen.diensten import in_beoordeling
from inlezen.keuring import OORDEELVELDEN, geraakte_regels, keur_opnieuw
from inlezen.keuzes import Regelstand
from inlezen.models import Inleesregel
from inlezen.oordeel import Oordeel
from inlezen.toepassen import INTUSSEN_ANDERS, verwerk_regel
from logboek.diensten import schrijf
from logboek.models import Handeling

EERST = {
    Oordeel.FOUT: "Verbeter eerst wat er mis is met deze rij.",
    Oordeel.MOGELIJK_DUBBEL: "We kennen deze persoon misschien al. Kies eerst wat er moet gebeuren.",
    Oordeel.ONGEWIJZIGD: "Deze persoon staat er intussen al in, met dezelfde gegevens. U hoeft niets te doen.",
}
# To a referrer nothing is said of whom we know.
AANGELEVERD = {
    Oordeel.MOGELIJK_DUBBEL: "Misschien meldde uw organisatie deze persoon al aan. Kies eerst wat er moet gebeuren.",
}


def probeer_opnieuw(inlezing, rijnummer, *, door):
    """Judge one failed row again, and read it in as it now stands. Returns the row, read in or failed with why.

    It goes in only if the verdict is what the user saw (Regelstand.INGELEZEN); else it is kept as it is now, not
    chosen, and she has to look. Raises ValidationError (Dutch) where somebody has to mend or choose first, and
    IntussenGewijzigd if the row did not fail or the list is being read in.
    """
    regel = _neem(inlezing, rijnummer, door)
    gezien = (regel.oordeel, regel.beoordeling["verschillen"])
    _geraakt, vergeleken = geraakte_regels(inlezing, [regel], [])
    keur_opnieuw(inlezing, [regel], door, ongewijzigde=vergeleken)
    if regel.oordeel in (Oordeel.NIEUW, Oordeel.WIJZIGING):
        regel.gekozen = gezien == (regel.oordeel, regel.beoordeling["verschillen"])
    if not regel.gekozen:
        af = regel.oordeel == Oordeel.ONGEWIJZIGD
        regel.stand, regel.fout = (Regelstand.OPEN, "") if af else (Regelstand.MISLUKT, INTUSSEN_ANDERS)
    with transaction.atomic():
        if not in_beoordeling(inlezing):
            raise IntussenGewijzigd(inlezing)
        Inleesregel.objects.open().bulk_update([regel], [*OORDEELVELDEN, "stand", "fout"])
    if regel.gekozen:
        verwerk_regel(inlezing, regel, door=door)
        regel.refresh_from_db()
    elif regel.oordeel in EERST:
        raise ValidationError((EERST | (AANGELEVERD if inlezing.aangeleverd else {}))[regel.oordeel])
    return regel


@transaction.atomic
def _neem(inlezing, rijnummer, door):
    regel = inlezing.regels.filter(rijnummer=rijnummer, stand=Regelstand.MISLUKT).first()
    if regel is None or not in_beoordeling(inlezing):
        raise IntussenGewijzigd(inlezing)
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        categorie=Categorie.INLEZEN,
        reden=f"rij {rijnummer} opnieuw geprobeerd (inlezing {inlezing.pk})",
    )
    return regel
