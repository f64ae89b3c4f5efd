"""Whom somebody sees, looked up once for a list: her regions, her caseload and her emergency access as plain numbers.

`KandidaatQuerySet.per_hoedanigheid` asks for these in subqueries, which is right anywhere and always fresh. A list asks
several questions about the same people, and numbers let the database read a region straight from its index. A Bereik
belongs to one request and is never kept: rights that are taken away are gone at the next click.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import CharField, F, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid, Rol
from kandidaten.models import Noodtoegang, Toewijzing
from kandidaten.querysets import OVERDRACHT_DAGEN
from partners.models import Werkgebied

LETTERLIJK = 1000  # more people than this stay a subquery: a caseload is no more, and a query has a size
_CASELOAD = (Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER)
_REGIO, _WAARNEMING, _NOOD = "regio", "waarneming", "nood"


@dataclass(frozen=True)
class Bereik:
    """`regios`: numbers of regions. `mensen`: capacity -> numbers of candidates. `waarneming`: whom she covers for."""

    regios: frozenset = frozenset()
    mensen: dict = field(default_factory=dict)
    waarneming: frozenset = frozenset()

    @property
    def overgedragen(self):
        """Whom she handed over and does not coach any more."""
        oud = self.mensen.get(Hoedanigheid.OUD_JOBCOACH, frozenset())
        return oud.difference(*(self.mensen.get(Hoedanigheid(rol), ()) for rol in _CASELOAD))

    def voorwaarde(self, hoedanigheid):
        """The condition on candidates of this capacity, or None where only a subquery will do."""
        if hoedanigheid == Hoedanigheid.COORDINATOR:
            return Q(behandelregio__in=sorted(self.regios))
        mensen = self.mensen.get(hoedanigheid)
        if mensen is None:
            return Q(pk__in=[]) if hoedanigheid != Hoedanigheid.VERWIJZER else None
        return Q(pk__in=sorted(mensen)) if len(mensen) <= LETTERLIJK else None


def bereik_van(gebruiker) -> Bereik:
    """The Bereik of this user at this moment; one query. Capacities of roles she does not hold are not in it."""
    rollen = gebruiker.rolcodes if gebruiker.is_active else frozenset()
    delen = _rijen(gebruiker, rollen)
    regios, waarneming, mensen = set(), set(), {}
    for soort, pk, vervangt in delen[0].union(*delen[1:], all=True):
        if soort == _REGIO:
            regios.add(pk)
            continue
        mensen.setdefault(Hoedanigheid(Hoedanigheid.NOODTOEGANG if soort == _NOOD else soort), set()).add(pk)
        if vervangt:
            waarneming.add(pk)
    return Bereik(frozenset(regios), {h: frozenset(pks) for h, pks in mensen.items()}, frozenset(waarneming))


def _rijen(gebruiker, rollen):
    """Querysets of (kind, number, stands in for somebody), to be joined in one query."""
    vandaag = timezone.localdate()
    nood = Noodtoegang.objects.order_by().filter(gebruiker=gebruiker, tot__gt=timezone.now())
    delen = [_als(nood, Value(_NOOD), "kandidaat")]
    if Rol.COORDINATOR in rollen:
        delen.append(_als(Werkgebied.objects.order_by().filter(gebruiker=gebruiker), Value(_REGIO), "regio"))
    toewijzingen = Toewijzing.objects.order_by().filter(gebruiker=gebruiker)
    lopend = toewijzingen.filter(Q(tot=None) | Q(tot__gte=vandaag), van__lte=vandaag)
    lopend = lopend.filter(rol__in=[rol for rol in _CASELOAD if rol in rollen])
    delen.append(_als(lopend, F("rol"), "kandidaat", F("vervangt")))
    if Rol.JOBCOACH in rollen:
        sinds = vandaag - timedelta(days=OVERDRACHT_DAGEN)
        voorbij = toewijzingen.filter(rol=Rol.JOBCOACH, vervangt=None, tot__lt=vandaag, tot__gte=sinds)
        delen.append(_als(voorbij, Value(Hoedanigheid.OUD_JOBCOACH.value), "kandidaat"))
    return delen


def _als(rijen, soort, kolom, vervangt=None):
    return rijen.values_list(
        Cast(soort, CharField(max_length=20)),
        Cast(F(kolom), IntegerField()),
        Cast(Value(None) if vervangt is None else vervangt, IntegerField()),
    )
