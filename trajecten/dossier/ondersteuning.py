"""Adaptations at work, what works, and the doelgroep indication: written only from `geselecteerd` on (PRIV-05).

What somebody needs for the selection itself stands apart: trajecten.selectie.nodig. What was recorded earlier stays as
it is and stays readable.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from kandidaten import diensten
from trajecten.models import Traject
from trajecten.statussen import MET_PLAATS

NOG_NIET = "Wat er nodig is op het werk, legt u pas vast als de kandidaat geselecteerd is."
NOG_GEEN_INDICATIE = "De indicatie legt u pas vast als de kandidaat geselecteerd is."


def is_geselecteerd(kandidaat):
    """Was she selected in one of her trajects, whatever came after?"""
    return Traject.objects.filter(kandidaat=kandidaat, status__in=MET_PLAATS).exists()


@transaction.atomic
def leg_ondersteuning_vast(*, kandidaat, aanpassingen, wat_werkt, door):
    """Replace her adaptations and "what works" (PRIV-03). Raises ValidationError before she is selected."""
    if not is_geselecteerd(kandidaat):
        raise ValidationError(NOG_NIET)
    return diensten.leg_ondersteuning_vast(
        kandidaat=kandidaat, aanpassingen=aanpassingen, wat_werkt=wat_werkt, door=door
    )


@transaction.atomic
def leg_doelgroep_vast(*, kandidaat, indicatie, gecontroleerd_op, door):
    """Replace her doelgroep indication (PRIV-06). Raises ValidationError before she is selected."""
    if not is_geselecteerd(kandidaat):
        raise ValidationError(NOG_GEEN_INDICATIE)
    return diensten.leg_doelgroep_vast(
        kandidaat=kandidaat, indicatie=indicatie, gecontroleerd_op=gecontroleerd_op, door=door
    )
