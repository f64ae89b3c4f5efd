"""Selections of programmes, groups, trajects and their steps."""

from functools import reduce
from operator import or_

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.rollen import Hoedanigheid, Rol
from kandidaten.models import Kandidaat
from kandidaten.querysets import partners_van
from trajecten.keuzes import Aanwezigheid, Programmastatus
from trajecten.statussen import EINDSTATUSSEN, MET_PLAATS, Status


class ProgrammaQuerySet(QuerySet):
    def kiesbaar(self):
        """Programmes for which somebody can be put forward now: the newest running version of each."""
        nieuwste = (
            self.model._default_manager.filter(code=OuterRef("code"), status=Programmastatus.LOPEND)
            .order_by()
            .values("code")
            .annotate(hoogste=Max("versie"))
            .values("hoogste")
        )
        return self.filter(status=Programmastatus.LOPEND, versie=Subquery(nieuwste))

    def openbaar(self):
        """Programmes for which somebody can register herself now, without an account."""
        return self.kiesbaar().filter(zelf_aanmelden=True)


class LichtingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Groups: all for coordinators and managers; for others the groups of the candidates they work with.

        A trainer or jobcoach who is named for a group sees it before anybody is in it.
        """
        if gebruiker.heeft_rol(Rol.COORDINATOR, Rol.MANAGER):
            return self
        mijn = Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.TRAJECT).values("pk")
        kaal = self.model._default_manager.order_by()
        eigen = Q(pk__in=kaal.filter(trajecten__kandidaat__in=mijn).values("pk"))
        for rol, veld in ((Rol.TRAINER, "trainers"), (Rol.JOBCOACH, "jobcoaches")):
            if gebruiker.heeft_rol(rol):
                eigen |= Q(pk__in=kaal.filter(**{veld: gebruiker}).values("pk"))
        return self.filter(eigen)

    def open(self):
        """Cohorts in which people still get a seat: not started, not cancelled."""
        return self.filter(gestart_op=None, geannuleerd_op=None)

    def met_bezetting(self):
        """Adds `bezet`: the number of people with a seat (selected, running or ended after a start)."""
        return self.annotate(bezet=Count("trajecten", filter=Q(trajecten__status__in=MET_PLAATS)))


class TrajectQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Trajects of candidates this user may see. A referrer's own page narrows this to her partner's referrals."""
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return self.none()
        bereik = Kandidaat.objects.per_hoedanigheid(gebruiker)
        voorwaarde = Q(pk__in=[])
        if bereik.pop(Hoedanigheid.VERWIJZER, None):
            voorwaarde = Q(verwijzing__partner__in=partners_van(gebruiker))
        mensen = Kandidaat.objects.order_by().filter(reduce(or_, bereik.values()))
        return self.filter(voorwaarde | Q(kandidaat__in=mensen.values("pk")))

    def waar_mag(self, gebruiker, categorie, nodig=Toegang.LEZEN):
        """Trajects of candidates of whom this user may read (or change) this category of data."""
        mensen = Kandidaat.objects.order_by().waar_mag(gebruiker, categorie, nodig)
        return self.filter(kandidaat__in=mensen.values("pk"))

    def open(self):
        return self.exclude(status__in=EINDSTATUSSEN)

    def huidig(self):
        """One traject per person, the one that a list shows: her latest open one, else her latest."""
        ander = self.model._default_manager.order_by().filter(kandidaat=OuterRef("kandidaat"))
        later = Q(volgnummer__gt=OuterRef("volgnummer"))
        laatste_open = Q(~Exists(ander.filter(later, einddatum=None)), einddatum=None)
        alles_dicht = Q(~Exists(ander.filter(later | Q(einddatum=None))), einddatum__isnull=False)
        return self.filter(laatste_open | alles_dicht)

    def lopend(self):
        return self.filter(status=Status.LOPEND)

    def wachtend(self):
        """The waiting list in order: who has priority first, then who waits longest."""
        return self.filter(status=Status.WACHTLIJST).order_by("-voorrang", "verwijzing__ontvangen_op", "pk")


class StatuswisselQuerySet(QuerySet):
    def geldig(self):
        """Steps that count in the figures: not corrections, and not corrected."""
        return self.filter(corrigeert=None, gecorrigeerd_door=None)


class BijeenkomstQuerySet(QuerySet):
    def vanaf(self, moment):
        return self.filter(eind__gte=moment)

    def met_bezetting(self):
        """Adds `bezet`: the number of seats taken.

        Who waits for a seat, said she does not come, or stopped before anybody recorded that she came has none.
        """
        zonder = [Aanwezigheid.WACHTLIJST, Aanwezigheid.AFWEZIG_MET_BERICHT]
        gestopt = Q(
            deelnames__aanwezigheid=Aanwezigheid.UITGENODIGD, deelnames__traject__einddatum__isnull=False
        )
        return self.annotate(
            bezet=Count("deelnames", filter=~Q(deelnames__aanwezigheid__in=zonder) & ~gestopt)
        )

    def komend(self):
        """What is still to begin and was not called off."""
        return self.filter(begin__gt=timezone.now(), afgelast_op=None)

    def zichtbaar_voor(self, gebruiker):
        """Meetings of people whose selection this user handles (of a cohort: whose training), and empty ones.

        A meeting to which nobody is invited yet is there for who plans such meetings.
        """
        deelname = self.model._meta.get_field("deelnames").related_model._default_manager.order_by()
        rijen = deelname.filter(bijeenkomst=OuterRef("pk"))
        leeg = ~Q(Exists(rijen))
        van_ronde = Q(Exists(rijen.filter(traject__kandidaat__in=_van(gebruiker, Categorie.SELECTIE))))
        if mag(gebruiker, Categorie.SELECTIE, Toegang.SCHRIJVEN):
            van_ronde |= leeg
        van_groep = Q(Exists(rijen.filter(traject__kandidaat__in=_van(gebruiker, Categorie.OPLEIDING))))
        if mag(gebruiker, Categorie.OPLEIDING, Toegang.SCHRIJVEN):
            lichting = self.model._meta.get_field("lichting").related_model._default_manager.order_by()
            van_groep |= leeg & Q(lichting__in=lichting.zichtbaar_voor(gebruiker).values("pk"))
        return self.filter(Q(van_ronde, lichting=None) | Q(van_groep, lichting__isnull=False))


def _van(gebruiker, categorie):
    """The candidates (numbers, for a subquery) of whom this user writes this category."""
    return Kandidaat.objects.order_by().waar_mag(gebruiker, categorie, Toegang.SCHRIJVEN).values("pk")


class DeelnameQuerySet(QuerySet):
    def van(self, gebruiker):
        """Of people whose selection this user handles; at a meeting of a cohort: whose training."""
        return self.filter(
            Q(bijeenkomst__lichting=None, traject__kandidaat__in=_van(gebruiker, Categorie.SELECTIE))
            | Q(
                bijeenkomst__lichting__isnull=False,
                traject__kandidaat__in=_van(gebruiker, Categorie.OPLEIDING),
            )
        )

    def wachtend(self):
        """The waiting list in order: who has priority first, then who came first."""
        return self.filter(aanwezigheid=Aanwezigheid.WACHTLIJST).order_by("-traject__voorrang", "pk")
