"""Since when somebody works: a fact beside her exams, only for who may read placements."""

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from gebruikers.rechten import Categorie, mag
from kandidaten.models import Kandidaat
from trajecten.plaatsing.models import Plaatsing


def met_werk(gebruiker, vandaag=None):
    """Annotations for `examenstand`: `werkt_sinds`, or nothing for a role that reads no placements (a trainer)."""
    if not mag(gebruiker, Categorie.PLAATSING):
        return {}
    vandaag = vandaag or timezone.localdate()
    leest = Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.PLAATSING).values("pk")
    lopend = (
        Plaatsing.objects.filter(traject=OuterRef("pk"), traject__kandidaat__in=leest)
        .filter(Q(laatste_werkdag=None) | Q(laatste_werkdag__gte=vandaag))
        .order_by("start", "pk")
    )
    return {"werkt_sinds": Subquery(lopend.values("start")[:1])}
