"""Selections of talks and actions."""

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from trajecten.begeleiding.keuzes import Intrekreden, Verloop
from trajecten.models import Traject


class GesprekQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(traject__in=Traject.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))

    def geldig(self):
        """Check-ins that were not taken back: the only ones that count anywhere."""
        return self.filter(ingetrokken_op=None)

    def gevoerd(self):
        return self.geldig().filter(verloop=Verloop.GEVOERD)

    def tot_en_met(self, dag):
        return self.filter(datum__lte=dag)

    def sinds_laatste_gevoerd(self):
        """Per traject the last talk that was held and everything recorded from that day on; all if none was held.

        What a worklist needs to know, without reading years of talks.
        """
        laatste = (
            self.model._default_manager.order_by()
            .gevoerd()
            .filter(traject=OuterRef("traject"))
            .values("traject")
            .annotate(laatst=Max("datum"))
            .values("laatst")
        )
        return (
            self.geldig()
            .annotate(laatst=Subquery(laatste))
            .filter(Q(laatst=None) | Q(datum__gte=F("laatst")))
        )

    def laatst_vastgelegd(self, dag):
        """Per traject what was recorded last, up to `dag`: its next date is the one that holds (stand.beoordeel)."""
        later = (
            self.model._default_manager.order_by()
            .geldig()
            .tot_en_met(dag)
            .filter(
                Q(datum__gt=OuterRef("datum")) | Q(datum=OuterRef("datum"), pk__gt=OuterRef("pk")),
                traject=OuterRef("traject"),
            )
        )
        return self.geldig().tot_en_met(dag).filter(~Exists(later))


class ActiepuntQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(traject__in=Traject.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))

    def van_haar(self):
        """Not out of a talk that was recorded with the wrong person: those are about somebody else."""
        return self.exclude(gesprek__intrekreden=Intrekreden.VERKEERDE_PERSOON)

    def open(self):
        """Not done, about her, and not under a goal that was reached or stopped: that one asks nothing any more."""
        zonder_doel = Q(doel=None) | Q(doel__bereikt_op=None, doel__gestopt_op=None)
        return self.van_haar().filter(zonder_doel, gedaan_op=None)

    def van_geldig_gesprek(self):
        """Not out of a talk that was taken back: those stay in sight for colleagues, and may be about somebody else."""
        return self.filter(Q(gesprek=None) | Q(gesprek__ingetrokken_op=None))

    def te_laat(self, dag):
        """Not done, and their day has passed."""
        return self.open().filter(uiterlijk__lt=dag)


class DoelQuerySet(QuerySet):
    def lopend(self):
        """Neither reached nor stopped."""
        return self.filter(bereikt_op=None, gestopt_op=None)


class BuddykoppelingQuerySet(QuerySet):
    def lopend_op(self, dag):
        """Whoever is a buddy on this day."""
        return self.filter(Q(tot=None) | Q(tot__gte=dag), van__lte=dag)

    def niet_voorbij(self, dag):
        """Whoever is a buddy on this day or will be."""
        return self.filter(Q(tot=None) | Q(tot__gte=dag))

    def overlapt(self, van, tot):
        """With a day in `van`..`tot` (None: without end)."""
        gevonden = self.filter(Q(tot=None) | Q(tot__gte=van))
        return gevonden if tot is None else gevonden.filter(van__lte=tot)
