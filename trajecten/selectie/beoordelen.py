"""Scores of several assessors: sealed until all have written, then open to all, and opened again only with a reason.

Sealed means that nobody sees another's scores: every screen reads through `Beoordeling.objects.zichtbaar_voor`. A
decision does not break the seal, so deciding and taking that back shows nobody anything.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.selectie.keuzes import Heropenreden, Uitslag
from trajecten.selectie.models import Beoordelaar, Beoordeling, Heropening, Rondedeelname

AL_BESLOTEN = "Over deze kandidaat is al besloten. Draai eerst het besluit terug."
AL_ZICHTBAAR = "Collega's hebben deze scores al gezien. Heropen ze eerst, met een reden."


def mag_schrijven(rondedeelname, gebruiker) -> bool:
    """May this assessor change her scores: not decided, and she did not see others' scores unless she said why?"""
    if rondedeelname.uitslag != Uitslag.OPEN:
        return False
    beoordelaars = Beoordelaar.objects.filter(rondedeelname=rondedeelname)
    if rondedeelname.scores_open_op is not None:
        return not beoordelaars.exclude(gebruiker=gebruiker).exists()
    if not Heropening.objects.filter(rondedeelname=rondedeelname).exists():
        return True
    return beoordelaars.filter(gebruiker=gebruiker, ingediend_op=None).exists()


@transaction.atomic
def beoordeel(rondedeelname, *, scores, door, opmerkingen=None):
    """Set this assessor's own scores: `scores` maps a Criterium to 1-5, or None to take the score back.

    `opmerkingen` maps a Criterium to a short text. Others' scores stay. When this was the last assessor that the round
    asks for, all scores become visible. Raises ValidationError after the decision, when scores of others are visible
    already, and for a criterium of another programme or a score outside 1-5.
    """
    neem_de_beurt(rondedeelname)
    if rondedeelname.uitslag != Uitslag.OPEN:
        raise ValidationError(AL_BESLOTEN)
    if not mag_schrijven(rondedeelname, door):
        raise ValidationError(AL_ZICHTBAAR)
    for criterium, score in scores.items():
        if criterium.programma_id != rondedeelname.ronde.programma_id:
            raise ValidationError("Dit criterium hoort bij een ander programma.")
        _zet_score(rondedeelname, criterium, score, (opmerkingen or {}).get(criterium, ""), door)
    _dien_in(rondedeelname, door)
    _log(door, rondedeelname)
    return rondedeelname


@transaction.atomic
def heropen(rondedeelname, *, door, reden):
    """Seal visible scores again so that `door` can write: to mend hers, or to assess as well. A Heropening.

    Stays visible at the person's scores, and in the log. Raises ValidationError after the decision, without a reason
    of Heropenreden and when she can write already.
    """
    if reden not in Heropenreden.values:
        raise ValidationError({"reden": "Kies een reden van de lijst."})
    neem_de_beurt(rondedeelname)
    if rondedeelname.uitslag != Uitslag.OPEN:
        raise ValidationError(AL_BESLOTEN)
    if mag_schrijven(rondedeelname, door):
        raise ValidationError("U kunt uw scores gewoon invullen of wijzigen.")
    Beoordelaar.objects.update_or_create(
        rondedeelname=rondedeelname, gebruiker=door, defaults={"ingediend_op": None}
    )
    _zet_open(rondedeelname, None)
    heropening = Heropening.objects.create(rondedeelname=rondedeelname, door=door, reden=reden)
    _log(door, rondedeelname, reden=f"scores heropend: {Heropenreden(reden).label.lower()}")
    return heropening


def neem_de_beurt(rondedeelname):
    """Two assessors at once take turns on this row; then what stands there now."""
    Rondedeelname.objects.filter(pk=rondedeelname.pk).update(scores_open_op=F("scores_open_op"))
    rondedeelname.refresh_from_db(fields=["uitslag", "scores_open_op"])


def _zet_score(rondedeelname, criterium, score, opmerking, door):
    eigen = Beoordeling.objects.filter(
        rondedeelname=rondedeelname, criterium=criterium, beoordelaar=door
    ).first()
    if score is None:
        if eigen:
            eigen.delete()
        return
    eigen = eigen or Beoordeling(rondedeelname=rondedeelname, criterium=criterium, beoordelaar=door)
    eigen.score, eigen.opmerking = score, opmerking
    eigen.full_clean()
    eigen.save()


def _dien_in(rondedeelname, door):
    """Note that she wrote (or took everything back), and open the scores when nobody has to write any more."""
    eigen = Beoordelaar.objects.filter(rondedeelname=rondedeelname, gebruiker=door)
    if Beoordeling.objects.filter(rondedeelname=rondedeelname, beoordelaar=door).exists():
        Beoordelaar.objects.update_or_create(
            rondedeelname=rondedeelname, gebruiker=door, defaults={"ingediend_op": timezone.now()}
        )
    else:
        eigen.filter(gevraagd_door=None).delete()
        eigen.update(ingediend_op=None)  # who was named still has to write
    werk_stand_bij(rondedeelname)


def werk_stand_bij(rondedeelname):
    """Open the scores when everybody who was named or opened them again has written, and as many as the round asks."""
    stand = list(
        Beoordelaar.objects.filter(rondedeelname=rondedeelname).values_list("ingediend_op", flat=True)
    )
    klaar = len(stand) >= rondedeelname.ronde.beoordelaars and all(stand)
    _zet_open(rondedeelname, (rondedeelname.scores_open_op or timezone.now()) if klaar else None)


def _zet_open(rondedeelname, moment):
    Rondedeelname.objects.filter(pk=rondedeelname.pk).update(scores_open_op=moment)
    rondedeelname.scores_open_op = moment


def _log(door, rondedeelname, reden=""):
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossier=rondedeelname.traject.kandidaat.dossiernummer,
        categorie=Categorie.SELECTIE,
        reden=reden,
    )
