"""Selections of placements."""

from django.db.models import Q, QuerySet

from trajecten.models import Traject
from trajecten.plaatsing.keuzes import Plaatsingsoort


class PlaatsingQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        return self.filter(traject__in=Traject.objects.order_by().zichtbaar_voor(gebruiker).values("pk"))

    def proefplaatsingen(self):
        return self.filter(soort=Plaatsingsoort.PROEFPLAATSING)

    def contracten(self):
        """Paid employment: everything but the trial (retention starts here)."""
        return self.exclude(soort=Plaatsingsoort.PROEFPLAATSING)

    def lopend_op(self, dag):
        return self.filter(start__lte=dag).filter(Q(laatste_werkdag=None) | Q(laatste_werkdag__gte=dag))

    def niet_beeindigd(self):
        """No last working day yet, whether it has begun or not, and also past its planned end."""
        return self.filter(laatste_werkdag=None)

    def zonder_vervolg(self):
        """No other placement follows on it."""
        return self.filter(volgende=None)

    def overlapt(self, start, tot):
        """Placements with a day in `start`..`tot` (None: without end); an open one lasts until somebody ends it."""
        gevonden = self.filter(Q(laatste_werkdag=None) | Q(laatste_werkdag__gte=start))
        return gevonden if tot is None else gevonden.filter(start__lte=tot)

    def met_namen(self):
        """With the four organisations and the site, for a screen."""
        return self.select_related("formele_werkgever", "werkplek", "opleider", "verwijzer", "vestiging")
