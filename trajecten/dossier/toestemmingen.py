"""Consent in one dossier: how it stands per purpose, and withdrawing it with what hangs on it (PRIV-12)."""

from dataclasses import dataclass, field
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from kandidaten.diensten import geef_toestemming, trek_toestemming_in
from kandidaten.keuzes import ToestemmingDoel
from kandidaten.models import Kandidaat, Toestemming
from kandidaten.toestemmingen import versie
from trajecten.begeleiding.buddys import stop_als_buddy


@dataclass
class Stand:
    """One purpose: the consent that runs, or None, and what was withdrawn before (newest first)."""

    doel: ToestemmingDoel
    lopend: Toestemming | None = None
    eerder: list = field(default_factory=list)


def standen(kandidaat):
    """A Stand for every purpose, in the order of the list; one query."""
    gevonden = {doel: Stand(doel) for doel in ToestemmingDoel}
    for rij in kandidaat.toestemmingen.all():
        stand = gevonden[ToestemmingDoel(rij.doel)]
        if rij.ingetrokken_op is None:
            stand.lopend = rij
        else:
            stand.eerder.append(rij)
    return list(gevonden.values())


@transaction.atomic
def leg_toestemming_vast(kandidaat, *, doel, op, door):
    """Record what she allowed on the day `op`, to the text of now.

    Raises ValidationError when it runs already, or was withdrawn after that day: her last word holds.
    """
    moment = _moment(op)
    eerder = kandidaat.toestemmingen.filter(doel=doel)
    ingetrokken = eerder.aggregate(laatst=Max("ingetrokken_op"))["laatst"]
    if ingetrokken is not None:
        if op < (dag := timezone.localdate(ingetrokken)):
            raise ValidationError(
                {"op": f"De toestemming is ingetrokken op {dag:%d-%m-%Y}. Kies die dag of een latere."}
            )
        moment = max(moment, ingetrokken)
    return geef_toestemming(
        kandidaat=kandidaat, doel=doel, tekstversie=versie(doel), gegeven_op=moment, door=door
    )


@transaction.atomic
def trek_in(toestemming, *, door):
    """Withdraw consent, and end what rests on it. Returns the buddy links that ended ([] for other purposes).

    Raises IntussenGewijzigd if it was withdrawn already.
    """
    Kandidaat.objects.filter(pk=toestemming.kandidaat_id).update(
        versie=F("versie")
    )  # one at a time: see buddys
    trek_toestemming_in(toestemming, door=door)
    if toestemming.doel == ToestemmingDoel.BUDDY:
        return stop_als_buddy(toestemming.kandidaat, door=door)
    return []


def _moment(dag):
    """Today is now; of an earlier day only the day is known."""
    if dag == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(dag, time(12)))
