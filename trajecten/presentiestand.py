"""How often people were in the lesson, of many at once; the arithmetic is that of `presentie`."""

from collections import defaultdict

from django.utils import timezone

from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Deelname
from trajecten.presentie import Presentie, presentie


def gehouden_lessen(nu=None):
    """Participations in lessons that have begun and were not called off, unordered."""
    return Deelname.objects.order_by().filter(
        bijeenkomst__soort=Bijeenkomstsoort.LES,
        bijeenkomst__afgelast_op=None,
        bijeenkomst__begin__lte=nu or timezone.now(),
    )


def presenties(trajecten, *, sinds=None, nu=None):
    """{traject number: Presentie}, also for who had no lesson; one query. `trajecten`: Traject's or their numbers.

    `sinds` (aware): only lessons that began then or later.
    """
    rijen = gehouden_lessen(nu).filter(traject__in=trajecten)
    if sinds:
        rijen = rijen.filter(bijeenkomst__begin__gte=sinds)
    per_traject = defaultdict(list)
    for traject, aanwezigheid in rijen.values_list("traject", "aanwezigheid"):
        per_traject[traject].append(aanwezigheid)
    nummers = [getattr(traject, "pk", traject) for traject in trajecten]
    return {nummer: presentie(per_traject.get(nummer, ())) for nummer in nummers}


def samen(standen):
    """The Presentie of a group: all its lessons together."""
    return sum(standen, Presentie())
