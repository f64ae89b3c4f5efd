"""Who is on the lists of the lessons of a cohort's plan: everybody with a seat, as she comes and goes. In bulk.

A plan is many lessons, and all of the group come to all of them: they are told the plan as a whole, not lesson by
lesson. A lesson to which somebody gave a number of seats is an ordinary meeting (`groepsbijeenkomsten`).
"""

from django.utils import timezone

from gebruikers.rechten import Categorie
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.models import Bijeenkomst, Deelname


def komende_roosterlessen(lichting_id, nu=None):
    """The lessons of the plan of this cohort that are still to begin and have room for everybody, unordered."""
    return Bijeenkomst.objects.order_by().filter(
        lichting=lichting_id,
        roosterdag__isnull=False,
        capaciteit=None,
        begin__gt=nu or timezone.now(),
        afgelast_op=None,
    )


def zet_op_rooster(trajecten, lichting_id, *, door, lessen=None):
    """Put these people on the lists of the lessons to come of their cohort's plan (or of `lessen`); who is on stays.

    The caller's transaction. Returns the new Deelname's; one line in the log per person.
    """
    trajecten = list(trajecten)
    lessen = list(komende_roosterlessen(lichting_id)) if lessen is None else lessen
    if not trajecten or not lessen:
        return []
    al = set(
        Deelname.objects.order_by()
        .filter(bijeenkomst__in=lessen, traject__in=trajecten)
        .values_list("bijeenkomst", "traject")
    )
    nieuw = Deelname.objects.bulk_create(
        Deelname(bijeenkomst=les, traject=traject)
        for les in lessen
        for traject in trajecten
        if (les.pk, traject.pk) not in al
    )
    wie = {deelname.traject_id for deelname in nieuw}
    schrijf_alle(
        gebruiker=door,
        handeling=Handeling.MAKEN,
        dossiers=[t.kandidaat.dossiernummer for t in trajecten if t.pk in wie],
        categorie=Categorie.OPLEIDING,
        reden="op de lijsten van het lesrooster",
    )
    return nieuw
