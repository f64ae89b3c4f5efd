"""Opening many trajecten at once, by the rules of `trajecten.diensten`: a few queries however many there are."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from basis.vastleggen import leg_vele_vast
from gebruikers.rechten import Categorie
from kandidaten.models import Kandidaat
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.diensten import eerste_wissel, enige_kwalificatie, nieuw_traject
from trajecten.models import Statuswissel, Traject


@transaction.atomic
def open_trajecten(trajecten, *, door):
    """`open_traject` for each of these dicts of its arguments, one per candidate. Returns the Trajecten in order.

    All or nothing: raises ValidationError, or IntegrityError when the database refuses one.
    """
    trajecten = list(trajecten)
    kwalificaties = {
        t["programma"].pk: enige_kwalificatie(t["programma"]) for t in _een_per_programma(trajecten)
    }
    # Touch the candidates first, in one order: who opens a traject for one of them at this moment waits.
    pks = sorted(t["kandidaat"].pk for t in trajecten)
    Kandidaat.objects.filter(pk__in=pks).update(trajecten_gewijzigd_op=timezone.now())
    hoogste = dict(
        Traject.objects.order_by()
        .filter(kandidaat__in=pks)
        .values_list("kandidaat")
        .annotate(Max("volgnummer"))
    )
    rijen = leg_vele_vast(
        nieuw_traject(
            kandidaat=t["kandidaat"],
            volgnummer=hoogste.get(t["kandidaat"].pk, 0) + 1,
            verwijzing=t["verwijzing"],
            programma=t["programma"],
            uren_per_week=t["uren_per_week"],
            kwalificatie=kwalificaties[t["programma"].pk],
            door=door,
        )
        for t in trajecten
    )
    Statuswissel.objects.bulk_create(
        eerste_wissel(rij, op=t["op"], door=door) for rij, t in zip(rijen, trajecten, strict=True)
    )
    schrijf_alle(
        gebruiker=door,
        handeling=Handeling.MAKEN,
        dossiers=[rij.kandidaat.dossiernummer for rij in rijen],
        categorie=Categorie.TRAJECT,
    )
    return rijen


def _een_per_programma(trajecten):
    return {t["programma"].pk: t for t in trajecten}.values()
