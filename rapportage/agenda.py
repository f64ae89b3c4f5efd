"""Somebody's own agenda: talks that were agreed, exams and meetings. One list for the page, the feed and the download.

Jobcoach: the agreed talks and the exams of her people, and the meetings of groups for which she is named. Trainer: the
meetings and exams of her groups. Coordinator: the meetings of her cohorts and of the rounds with people of her regions.

Whoever hands somebody over loses what was agreed with her at once: it is not called off, it is a colleague's now.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from basis.maanden import verjaardag
from gebruikers.rollen import Hoedanigheid, Rol
from rapportage.werklijst import mensen_als
from trajecten.agenda import Punt
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.dossier.adressen import adres
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Bijeenkomst, Deelname, Lichting, Traject
from trajecten.opleiding.models import Examen
from trajecten.statussen import Status

ROLLEN = (Rol.COORDINATOR, Rol.JOBCOACH, Rol.TRAINER)  # who has an agenda
MAANDEN_TERUG, MAANDEN_VOORUIT = 1, 12  # of the feed
AFGELAST_BLIJFT = timedelta(days=30)  # so long a calendar can still read that something is called off
GESPREK, EXAMEN = (
    "Voortgangsgesprek",
    "Examen",
)  # beside the kinds of meetings, all the words that leave the house


@dataclass(frozen=True)
class Agendapunt:
    """One appointment. `punt` is all that a calendar outside gets; the rest is for her own screen, with names."""

    punt: Punt
    titel: str
    url: str
    onder: str = ""

    @property
    def dag(self):
        return timezone.localdate(self.punt.begin) if self.heeft_tijd else self.punt.begin

    @property
    def heeft_tijd(self):
        return isinstance(self.punt.begin, datetime)

    def voor_buiten(self, volledig):
        """The Punt with a whole address; `volledig` makes one of a path."""
        return replace(self.punt, link=volledig(self.punt.link)) if self.punt.link else self.punt


def agenda_van(gebruiker, van, tot, *, nu=None):
    """Her appointments on the days `van` up to and including `tot`, in order; at most four queries."""
    nu = nu or timezone.now()
    rollen = {rol for rol in ROLLEN if gebruiker.heeft_rol(rol)}
    if not rollen:
        return []
    bijeenkomsten = _bijeenkomsten(gebruiker, rollen, van, tot, nu)
    punten = [_bijeenkomst(rij) for rij in bijeenkomsten]
    if Rol.JOBCOACH in rollen:
        punten += _gesprekken(gebruiker, van, tot, timezone.localdate(nu))
    if rollen & {Rol.JOBCOACH, Rol.TRAINER}:
        punten += _examens(gebruiker, van, tot, bijeenkomsten)
    return sorted(punten, key=_volgorde)


def venster(nu=None):
    """(first day, last day) of the feed."""
    vandaag = timezone.localdate(nu)
    return verjaardag(vandaag, -MAANDEN_TERUG), verjaardag(vandaag, MAANDEN_VOORUIT)


def _volgorde(agendapunt):
    begin = agendapunt.punt.begin if agendapunt.heeft_tijd else _begin_van(agendapunt.punt.begin)
    return begin, agendapunt.heeft_tijd, agendapunt.titel, str(agendapunt.punt.uid)


def _begin_van(dag):
    return timezone.make_aware(datetime.combine(dag, time.min))


def _nummer(soort, *delen):
    """A stable number for one appointment, that says nothing."""
    return uuid.uuid5(uuid.NAMESPACE_OID, ":".join(["trajecten", soort, *map(str, delen)]))


def op_de_dag(dag):
    """The address of her agenda from this day on: nothing in it is about a person."""
    return f"{adres('rapportage:agenda')}?vanaf={dag:%Y-%m-%d}"


# --- Talks ------------------------------------------------------------------------------------------------------------
def _gesprekken(gebruiker, van, tot, vandaag):
    """What was agreed with her people and not recorded since, by day: a talk has no time, and no place for others."""
    rijen = (
        Voortgangsgesprek.objects.laatst_vastgelegd(vandaag)
        .filter(
            volgende_datum__range=(van, tot),
            traject__status=Status.LOPEND,
            traject__wil_begeleiding=True,
            traject__kandidaat__in=mensen_als(gebruiker, Hoedanigheid.JOBCOACH).values("pk"),
        )
        .select_related("traject__kandidaat")
        .defer("afspraken", "notitie", "traject__kandidaat__motivatie")
        .order_by("volgende_datum", "pk")
    )
    return [_gesprek(rij) for rij in rijen]


def _gesprek(rij):
    kandidaat, dag = rij.traject.kandidaat, rij.volgende_datum
    return Agendapunt(
        Punt(
            _nummer("gesprek", rij.pk),
            rij.versie,
            GESPREK,
            dag,
            link=op_de_dag(dag),
            gewijzigd=rij.gewijzigd_op,
        ),
        titel=f"{GESPREK} met {kandidaat.naam}",
        url=adres("dossier:traject", kandidaat.dossiernummer, rij.traject.volgnummer),
    )


# --- Exams ------------------------------------------------------------------------------------------------------------
def _examens(gebruiker, van, tot, bijeenkomsten):
    """Attempts without a result: one appointment per group, part and day. A sitting of that group says it already."""
    mensen = mensen_als(gebruiker, Hoedanigheid.JOBCOACH, Hoedanigheid.TRAINER)
    rijen = (
        Examen.objects.verwacht()
        .filter(wanneer__range=(van, tot), traject__kandidaat__in=mensen.values("pk"))
        .select_related("traject__kandidaat", "traject__lichting", "examendeel")
        .defer("traject__kandidaat__motivatie")
        .order_by("wanneer", "traject__kandidaat__achternaam", "pk")
    )
    zittingen = {
        (rij.lichting_id, timezone.localdate(rij.begin))
        for rij in bijeenkomsten
        if rij.soort == Bijeenkomstsoort.EXAMEN and not rij.afgelast_op
    }
    samen = defaultdict(list)
    for rij in rijen:
        if (rij.traject.lichting_id, rij.wanneer) not in zittingen:
            samen[rij.wanneer, rij.examendeel_id, rij.traject.lichting_id].append(rij)
    return [_examen(sleutel, wie) for sleutel, wie in samen.items()]


def _examen(sleutel, wie):
    eerste, dag = wie[0], wie[0].wanneer
    traject = eerste.traject
    if len(wie) == 1:
        voor = traject.kandidaat.naam
        url = adres("dossier:traject", traject.kandidaat.dossiernummer, traject.volgnummer)
    else:
        voor = f"{len(wie)} mensen"
        url = traject.lichting.get_absolute_url() if traject.lichting else ""
    return Agendapunt(
        Punt(_nummer("examen", *sleutel), 0, EXAMEN, dag, link=op_de_dag(dag)),
        titel=f"{EXAMEN} {eerste.examendeel.naam}, {voor}",
        url=url,
        onder=traject.lichting.naam if traject.lichting else "",
    )


# --- Meetings ---------------------------------------------------------------------------------------------------------
def _bijeenkomsten(gebruiker, rollen, van, tot, nu):
    """Rows with `houdt`: may she open the page of the meeting? A jobcoach who is named for the group may not."""
    houdt = Q(pk__in=[])
    if Rol.TRAINER in rollen:
        houdt |= Q(lichting__in=groepen_van_trainer(gebruiker))
    if Rol.COORDINATOR in rollen:
        houdt |= _van_coordinator(gebruiker)
    houdt &= Q(pk__in=Bijeenkomst.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))
    welke = houdt
    if Rol.JOBCOACH in rollen:
        groepen = Lichting.objects.order_by().filter(jobcoaches=gebruiker)
        welke |= Q(lichting__in=groepen.values("pk"))
    sinds = nu - AFGELAST_BLIJFT
    return list(
        Bijeenkomst.objects.filter(
            welke,
            Q(afgelast_op=None) | Q(afgelast_op__gte=sinds),
            Q(lichting=None) | Q(lichting__geannuleerd_op=None) | Q(lichting__geannuleerd_op__gte=sinds),
            begin__gte=_begin_van(van),
            begin__lt=_begin_van(tot + timedelta(days=1)),
        )
        .annotate(houdt=Case(When(houdt, then=Value(True)), default=Value(False)))
        .select_related("lichting", "ronde")
        .order_by("begin", "pk")
    )


def groepen_van_trainer(gebruiker, mensen=None):
    """The cohorts (numbers, for a subquery) with people whom she trains, and those for which she is named.

    `mensen`: only the cohorts with these candidates.
    """
    van = mensen_als(gebruiker, Hoedanigheid.TRAINER) if mensen is None else mensen
    met_mensen = Traject.objects.order_by().open().filter(kandidaat__in=van.values("pk"))
    groepen = Q(pk__in=met_mensen.values("lichting"))
    if mensen is None:
        groepen |= Q(pk__in=Lichting.objects.order_by().filter(trainers=gebruiker).values("pk"))
    return Lichting.objects.order_by().filter(groepen).values("pk")


def _van_coordinator(gebruiker):
    mensen = mensen_als(gebruiker, Hoedanigheid.COORDINATOR)
    rijen = Deelname.objects.order_by().filter(
        bijeenkomst=OuterRef("pk"), traject__kandidaat__in=mensen.values("pk")
    )
    return Q(lichting__coordinator=gebruiker) | Q(Exists(rijen), lichting=None)


def _bijeenkomst(rij):
    groep = rij.lichting or rij.ronde
    weg = bool(rij.lichting and rij.lichting.geannuleerd_op and not rij.afgelast_op)  # with its whole cohort
    pagina = rij.get_absolute_url() if rij.houdt else rij.lichting.get_absolute_url()
    return Agendapunt(
        Punt(
            uid=rij.uid,
            volgnummer=rij.volgnummer + weg,
            wat=rij.get_soort_display(),
            begin=rij.begin,
            eind=rij.eind,
            waar=rij.waar,
            link=pagina,
            afgelast=weg or rij.afgelast_op is not None,
        ),
        titel=rij.titel,
        url=pagina,
        onder=groep.naam if groep else "",
    )
