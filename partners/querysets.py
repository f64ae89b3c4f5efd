"""Selections of partners and regions."""

from django.db.models import Q, QuerySet


class ArbeidsmarktregioQuerySet(QuerySet):
    def geldig_op(self, dag):
        """Regions that exist on this date."""
        return self.filter(
            Q(geldig_vanaf=None) | Q(geldig_vanaf__lte=dag), Q(geldig_tot=None) | Q(geldig_tot__gte=dag)
        )

    def van(self, gebruiker):
        """Regions that this coordinator serves."""
        return self.filter(werkgebieden__gebruiker=gebruiker)


class PartnerQuerySet(QuerySet):
    def actief(self):
        return self.filter(actief=True)

    def verwijzers(self):
        return self.filter(actief=True, is_verwijzer=True)

    def formele_werkgevers(self):
        return self.filter(actief=True, is_formele_werkgever=True)

    def inleners(self):
        return self.filter(actief=True, is_inlener=True)

    def opleiders(self):
        return self.filter(actief=True, is_opleider=True)
