"""What the coaching track shows of a hand-over, on top of everything else."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Overdracht, Toewijzing
from kandidaten.querysets import OVERDRACHT_DAGEN
from trajecten.begeleiding.toegang import leest_tekst

_FEITEN = {
    "pk": "pk",
    "van": "van__naam",
    "naar": "naar__naam",
    "naar_id": "naar_id",
    "per": "per",
    "geschreven_op": "geschreven_op",
    "gelezen_op": "gelezen_op",
}


@dataclass(frozen=True)
class Overdrachtkop:
    """One hand-over for the dossier. `naar` "": prepared by this coach. `tekst`: "" for who may not read it at once."""

    pk: int
    van: str
    naar: str
    dag: date  # from when, or when it was prepared
    gelezen: bool
    te_lezen: bool
    tekst: str


def met_overdracht(trajecten, toegang, gebruiker, vandaag):
    """Adds to trajects what `overdracht_bij` reads: the last hand-over, of the last 30 days or not read yet, and the
    note itself for who may read it straight away. And `eigen_toewijzing`: the number of her own assignment as a
    coach (no cover), which she may weigh or hand over. No query of its own."""
    if not toegang.mag(Categorie.COACHNOTITIES, Toegang.BEPERKT):
        return trajecten
    sinds = vandaag - timedelta(days=OVERDRACHT_DAGEN)
    rijen = Overdracht.objects.filter(
        Q(per__gte=sinds) | Q(naar__isnull=False, gelezen_op=None) | Q(naar=None, van=gebruiker),
        kandidaat=OuterRef("kandidaat"),
    ).order_by(F("per").desc(nulls_last=True), "-pk")
    leesbaar = rijen if leest_tekst(toegang) else rijen.filter(geschreven_door=gebruiker)
    eigen = Toewijzing.objects.filter(
        Q(tot=None) | Q(tot__gte=vandaag),
        kandidaat=OuterRef("kandidaat"),
        gebruiker=gebruiker,
        rol=Toewijzingsrol.JOBCOACH,
        vervangt=None,
    ).order_by("van", "pk")
    return trajecten.annotate(
        eigen_toewijzing=Subquery(eigen.values("pk")[:1]),
        **{f"overdracht_{naam}": Subquery(rijen.values(veld)[:1]) for naam, veld in _FEITEN.items()},
        overdracht_leesbaar=Subquery(leesbaar.values("pk")[:1]),
        overdracht_notitie=Subquery(leesbaar.values("notitie")[:1]),
    )


def overdracht_bij(traject, gebruiker):
    """The Overdrachtkop of a traject that came through `met_overdracht`, or None."""
    pk = getattr(traject, "overdracht_pk", None)
    if pk is None:
        return None
    geschreven = timezone.localdate(traject.overdracht_geschreven_op)
    gelezen = traject.overdracht_gelezen_op is not None
    naar = traject.overdracht_naar or ""
    return Overdrachtkop(
        pk=pk,
        van=traject.overdracht_van,
        naar=naar,
        dag=traject.overdracht_per or geschreven,
        gelezen=gelezen,
        te_lezen=traject.overdracht_naar_id == gebruiker.pk and not gelezen,
        tekst=traject.overdracht_notitie if naar and traject.overdracht_leesbaar == pk else "",
    )
