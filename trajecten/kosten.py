"""Who pays which share of a programme, ready to read: on the pages of programme, cohort and partner."""

from trajecten.models import Kostenaandeel
from trajecten.programmawoorden import getal


def met_procent(aandelen):
    """[(Kostenaandeel, "60" or "" when the share is open)] of these rows."""
    return [(aandeel, getal(aandeel.procent) if aandeel.procent is not None else "") for aandeel in aandelen]


def kosten_van(programma):
    """The shares of this programme version, with the percentage as text; one query."""
    return met_procent(programma.kostenaandelen.select_related("partner"))


def kosten_van_partner(partner):
    """What this partner pays in programmes, the newest first, with the percentage as text; one query."""
    rijen = Kostenaandeel.objects.filter(partner=partner).select_related("programma", "partner")
    return met_procent(rijen.order_by("programma__naam", "-programma__versie", "pk"))
