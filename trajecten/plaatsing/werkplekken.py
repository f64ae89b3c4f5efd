"""Places that employers promised beside the people of a cohort who still need one."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from partners.models import Partner, Toezegging
from trajecten.lichtingstand import van_gebruiker
from trajecten.models import Traject
from trajecten.plaatsing.models import Plaatsing
from trajecten.statussen import ACTIEF


@dataclass(frozen=True)
class Werkgeversplek:
    """One employer: the promises, how many places that is by the start of the cohort, and how many are taken."""

    partner: Partner
    toezeggingen: list
    beloofd: int
    bezet: int

    @property
    def vrij(self):
        return max(self.beloofd - self.bezet, 0)


def werkgevers_van(lichting):
    """The employers of this cohort: those of the programme, its formal employer and the owner of the site."""
    programma = lichting.programma
    plek = lichting.vestiging.partner_id if lichting.vestiging else None
    return Partner.objects.filter(
        Q(werkgeversprogrammas=programma) | Q(pk=programma.formele_werkgever_id) | Q(pk=plek)
    ).distinct()


def plekken_bij_werkgevers(lichting):
    """A Werkgeversplek per employer that promised places, by name; two queries.

    A promise counts when its places are there on the start of the cohort. Taken is who works at that employer since
    the first of those promises, of any cohort: a place is promised once.
    """
    per_partner = {}
    for toezegging in (
        Toezegging.objects.filter(partner__in=werkgevers_van(lichting).order_by().values("pk"))
        .select_related("partner", "vestiging")
        .order_by("partner__naam", "vanaf", "pk")
    ):
        per_partner.setdefault(toezegging.partner, []).append(toezegging)
    werkt = Plaatsing.objects.niet_beeindigd().filter(werkplek__in=list(per_partner)).order_by()
    starts = {}
    for partner, start, aantal in werkt.values_list("werkplek", "start").annotate(
        n=Count("traject", distinct=True)
    ):
        starts.setdefault(partner, []).append((start, aantal))
    plekken = []
    for partner, toezeggingen in per_partner.items():
        tellen = [t for t in toezeggingen if t.vanaf <= lichting.start]
        sinds = min((t.vanaf for t in tellen), default=None)
        bezet = sum(n for start, n in starts.get(partner.pk, []) if sinds and start >= sinds)
        plekken.append(Werkgeversplek(partner, toezeggingen, sum(t.aantal for t in tellen), bezet))
    return plekken


def zonder_werkplek(lichting, gebruiker, nodig):
    """(people of this cohort without work whom this user may read, how many others there are); two queries."""
    loopt = Plaatsing.objects.niet_beeindigd().filter(traject=OuterRef("pk"))
    mensen = Traject.objects.filter(~Exists(loopt), lichting=lichting, status__in=ACTIEF)
    eigen = list(
        van_gebruiker(mensen, gebruiker, nodig)
        .select_related("kandidaat")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    return eigen, mensen.count() - len(eigen)
