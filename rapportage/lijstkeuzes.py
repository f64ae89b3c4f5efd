"""What can be chosen on the candidate list: programmes, cohorts, coaches, regions and saved views, in one query.

Choices come from reference tables and never from the candidates, so they cost the same at any size.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import BooleanField, CharField, DateField, F, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from partners.models import Arbeidsmarktregio, Werkgebied
from rapportage.models import BewaardeWeergave
from trajecten.models import Lichting, Programma, Traject

LICHTING_JAREN = 3  # groups that began longer ago are found by programme and status
MET_EIGEN_MENSEN = (Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER)


@dataclass(frozen=True)
class Keuzes:
    """Per filter the pairs (value, name) in the order of the screen. `weergaven`: dicts naam, vraag, standaard."""

    programma: list = field(default_factory=list)
    lichting: list = field(default_factory=list)
    coach: list = field(default_factory=list)
    regio: list = field(default_factory=list)
    weergaven: list = field(default_factory=list)
    programmacodes: dict = field(default_factory=dict)  # number of each version -> code

    @property
    def standaard(self):
        """The saved view with which the list begins, or None."""
        return next((weergave for weergave in self.weergaven if weergave["standaard"]), None)


def keuzes_van(gebruiker, bereik) -> Keuzes:
    """The choices of this user; `bereik` is her own (kandidaten.bereik). One query."""
    delen = [
        _als("programma", Programma.objects, "code", volgorde=F("versie"), nummer=F("pk")),
        _als("lichting", _lichtingen(bereik), "pk", dag=F("start")),
        _als(
            "weergave",
            BewaardeWeergave.objects.filter(gebruiker=gebruiker),
            "vraag",
            aan=F("standaard"),
        ),
    ]
    if gebruiker.heeft_rol(Rol.COORDINATOR):
        coaches = Gebruiker.objects.filter(rollen__rol=Rol.JOBCOACH, is_active=True)
        delen += [
            _als("coach", coaches, "pk"),
            _als("regio", Arbeidsmarktregio.objects.filter(pk__in=sorted(bereik.regios)), "pk"),
        ]
    gevonden = {"programma": [], "lichting": [], "coach": [], "regio": [], "weergave": []}
    for soort, *rij in delen[0].union(*delen[1:], all=True):
        gevonden[soort].append(rij)
    return _op_volgorde(gevonden)


def _als(soort, rijen, sleutel, *, volgorde=None, nummer=None, dag=None, aan=None):
    """(kind, value, name, order, number, day, on): columns that every part of the union has."""
    return rijen.order_by().values_list(
        Value(soort, CharField()),
        Cast(F(sleutel), CharField(max_length=300)),
        Cast(F("naam"), CharField(max_length=200)),
        Value(0) if volgorde is None else volgorde,
        Cast(Value(None) if nummer is None else nummer, IntegerField()),
        Cast(Value(None) if dag is None else dag, DateField()),
        Value(False, BooleanField()) if aan is None else aan,
    )


def _lichtingen(bereik):
    """Groups of colleagues in her regions, and the groups of the people she works with."""
    vanaf = timezone.localdate() - timedelta(days=365 * LICHTING_JAREN)
    mensen = {pk for pks in bereik.mensen.values() for pk in pks} - bereik.overgedragen
    collegas = Werkgebied.objects.order_by().filter(regio__in=sorted(bereik.regios))
    eigen = Traject.objects.order_by().filter(kandidaat__in=sorted(mensen), lichting__isnull=False)
    return Lichting.objects.filter(
        Q(coordinator__in=collegas.values("gebruiker")) | Q(pk__in=eigen.values("lichting")),
        start__gte=vanaf,
    )


def _op_volgorde(gevonden):
    # Of a programme the name of its newest version, that comes last.
    programmas = {code: naam for code, naam, *_ in sorted(gevonden["programma"], key=lambda rij: rij[2])}
    lichtingen = sorted(gevonden["lichting"], key=lambda rij: (-_dag(rij[4]).toordinal(), rij[1]))
    return Keuzes(
        programma=sorted(programmas.items(), key=lambda paar: paar[1].casefold()),
        programmacodes={nummer: code for code, _, _, nummer, *_ in gevonden["programma"]},
        lichting=[(sleutel, naam) for sleutel, naam, *_ in lichtingen],
        coach=_op_naam(gevonden["coach"]),
        regio=_op_naam(gevonden["regio"]),
        weergaven=[
            {"naam": naam, "vraag": vraag, "standaard": bool(aan)}
            for vraag, naam, _, _, _, aan in sorted(gevonden["weergave"], key=lambda rij: rij[1].casefold())
        ],
    )


def _op_naam(rijen):
    return sorted(((sleutel, naam) for sleutel, naam, *_ in rijen), key=lambda paar: paar[1].casefold())


def _dag(waarde):
    """SQLite gives the dates of a union as text."""
    return date.fromisoformat(waarde) if isinstance(waarde, str) else waarde
