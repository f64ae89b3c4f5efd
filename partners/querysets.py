"""Selections of partners, regions and gemeenten."""

from django.db.models import Q, QuerySet

from gebruikers.rechten import Categorie, Toegang, toegang


class ArbeidsmarktregioQuerySet(QuerySet):
    def geldig_op(self, dag):
        """Regions that exist on this date."""
        return self.filter(
            Q(geldig_vanaf=None) | Q(geldig_vanaf__lte=dag), Q(geldig_tot=None) | Q(geldig_tot__gte=dag)
        )

    def van(self, gebruiker):
        """Regions that this coordinator serves."""
        return self.filter(werkgebieden__gebruiker=gebruiker)


class GemeenteQuerySet(QuerySet):
    def geldig_op(self, dag):
        """Gemeenten that exist on this date: what a form offers."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=dag))


class PartnerQuerySet(QuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Every screen about partners starts here: all, only her own (a verwijzer), or none (domain, section 6)."""
        recht = toegang(gebruiker.rolcodes, Categorie.PARTNERS)
        if recht >= Toegang.LEZEN:
            return self
        if recht == Toegang.BEPERKT:
            return self.filter(contactpersonen__gebruiker=gebruiker, contactpersonen__actief=True)
        return self.none()

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
