"""The list of cohorts with exams: how many results are to be filled in, what is planned, who can get a diploma."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang
from trajecten.models import Examendeel, Lichting, Traject
from trajecten.opleiding.examenstand import MET_EXAMENS
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag
from trajecten.opleiding.models import Certificaat, Examen
from trajecten.statussen import ACTIEF


@dataclass(frozen=True)
class Groepsregel:
    """One cohort, with what waits in it."""

    lichting: Lichting
    mensen: int
    wacht: int
    gepland: int
    eerst: date | None
    papier: int


def mijn_trajecten(gebruiker):
    """Whose training this user handles, and who can do an exam."""
    return (
        Traject.objects.order_by()
        .filter(status__in=MET_EXAMENS)
        .waar_mag(gebruiker, Categorie.OPLEIDING, Toegang.SCHRIJVEN)
    )


def groepen_met_examens(gebruiker, *, ook_klaar):
    """Cohorts of a programme with exam parts and with people of this user, the latest start first.

    Without `ook_klaar` only those in which somebody is still busy, or an attempt waits for its result.
    """
    mijn = mijn_trajecten(gebruiker).filter(lichting=OuterRef("pk"))
    delen = Examendeel.objects.order_by().filter(kwalificatie__programma=OuterRef("programma"))
    rijen = Lichting.objects.filter(Exists(delen), Exists(mijn), gestart_op__isnull=False)
    if not ook_klaar:
        open_ = Examen.objects.order_by().open().filter(traject__lichting=OuterRef("pk"))
        rijen = rijen.filter(
            Exists(mijn.filter(status__in=ACTIEF)) | Exists(open_) | Exists(zonder_papier(mijn))
        )
    return rijen.select_related("programma").order_by("-start", "naam", "pk")


def zonder_papier(trajecten):
    """Of these trajects who passed every part of her qualification and was given no diploma or certificate."""
    geslaagd = Examen.objects.order_by().filter(
        traject=OuterRef(OuterRef("pk")), examendeel=OuterRef("pk"), uitslag=Examenuitslag.GESLAAGD
    )
    delen = Examendeel.objects.order_by().filter(kwalificatie=OuterRef("kwalificatie"))
    papier = (
        Certificaat.objects.order_by()
        .geldig()
        .filter(traject=OuterRef("pk"), kwalificatie=OuterRef("kwalificatie"))
        .exclude(soort=Certificaatsoort.DEELCERTIFICAAT)
    )
    return trajecten.filter(Exists(delen), ~Exists(delen.filter(~Exists(geslaagd))), ~Exists(papier))


def wachtende(gebruiker):
    """[(cohort, its name, results to fill in)] over all groups of this user; one query."""
    return list(
        _open(gebruiker)
        .filter(_is_geweest())
        .values_list("traject__lichting", "traject__lichting__naam")
        .annotate(n=Count("pk"))
        .order_by("-n", "traject__lichting__naam")
    )


def regels(lichtingen, gebruiker):
    """A Groepsregel for each of these cohorts; three queries."""
    nummers = [lichting.pk for lichting in lichtingen]
    mijn = mijn_trajecten(gebruiker).filter(lichting__in=nummers)
    mensen = dict(mijn.values_list("lichting").annotate(n=Count("pk", filter=Q(status__in=ACTIEF))))
    papier = dict(zonder_papier(mijn).values_list("lichting").annotate(n=Count("pk")))
    open_ = {
        lichting: rest
        for lichting, *rest in _open(gebruiker)
        .filter(traject__lichting__in=nummers)
        .values_list("traject__lichting")
        .annotate(
            wacht=Count("pk", filter=_is_geweest()),
            gepland=Count("pk", filter=~_is_geweest()),
            eerst=Min("datum", filter=~_is_geweest()),
        )
    }
    return [
        Groepsregel(
            lichting,
            mensen.get(lichting.pk, 0),
            *open_.get(lichting.pk, (0, 0, None)),
            papier.get(lichting.pk, 0),
        )
        for lichting in lichtingen
    ]


def _open(gebruiker):
    return (
        Examen.objects.order_by()
        .open()
        .filter(
            traject__in=mijn_trajecten(gebruiker).values("pk"),
            traject__lichting__isnull=False,
            zitting__afgelast_op=None,
        )
    )


def _is_geweest():
    return Q(zitting=None, datum__lte=timezone.localdate()) | Q(
        zitting__isnull=False, zitting__begin__lte=timezone.now()
    )
