"""Selections of partners, regions and gemeenten."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from gebruikers.rechten import Categorie, Toegang, toegang
from gebruikers.rollen import Rol


def _coordinator_in(model, regio):
    """Is there a coordinator with an open account in this region? `model`: any with a way to Werkgebied."""
    werkgebied = model._meta.apps.get_model("partners", "Werkgebied")
    return Exists(
        werkgebied.objects.order_by().filter(
            regio=OuterRef(regio), gebruiker__is_active=True, gebruiker__rollen__rol=Rol.COORDINATOR
        )
    )


class ArbeidsmarktregioQuerySet(QuerySet):
    def geldig_op(self, dag):
        """Regions that exist on this date."""
        return self.filter(
            Q(geldig_vanaf=None) | Q(geldig_vanaf__lte=dag), Q(geldig_tot=None) | Q(geldig_tot__gte=dag)
        )

    def van(self, gebruiker):
        """Regions that this coordinator serves."""
        return self.filter(werkgebieden__gebruiker=gebruiker)

    def behandeld(self):
        """Regions with a coordinator: what comes in there is seen by somebody."""
        return self.filter(_coordinator_in(self.model, "pk"))


class GemeenteQuerySet(QuerySet):
    def geldig_op(self, dag):
        """Gemeenten that exist on this date: what a form offers."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gte=dag))

    def behandeld(self):
        """Gemeenten in a region with a coordinator: who lives there is called by somebody."""
        return self.filter(_coordinator_in(self.model, "regio"))


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
