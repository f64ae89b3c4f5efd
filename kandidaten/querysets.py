"""Which candidates a user may see, and in which capacity (design: domain, sections 3 and 6)."""

from datetime import timedelta

from django.db.models import CharField, Q, QuerySet, Value
from django.utils import timezone

from gebruikers.rollen import Hoedanigheid, Rol

OVERDRACHT_DAGEN = 30  # a former coach keeps reading rights this long, to hand over


def _lopende_toewijzing(gebruiker, vandaag, **extra):
    return Q(
        toewijzingen__gebruiker=gebruiker,
        toewijzingen__van__lte=vandaag,
        **extra,
    ) & (Q(toewijzingen__tot=None) | Q(toewijzingen__tot__gte=vandaag))


class KandidaatQuerySet(QuerySet):
    def per_hoedanigheid(self, gebruiker):
        """Map each capacity of this user to the queryset of candidates she sees in that capacity."""
        vandaag = timezone.localdate()
        rollen = gebruiker.rolcodes if gebruiker.is_active else frozenset()
        bereik = {
            Hoedanigheid.NOODTOEGANG: Q(
                noodtoegangen__gebruiker=gebruiker, noodtoegangen__tot__gt=timezone.now()
            )
        }
        if Rol.COORDINATOR in rollen:
            bereik[Hoedanigheid.COORDINATOR] = Q(behandelregio__werkgebieden__gebruiker=gebruiker)
        for rol in (Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER):
            if rol in rollen:
                bereik[Hoedanigheid(rol)] = _lopende_toewijzing(gebruiker, vandaag, toewijzingen__rol=rol)
        if Rol.JOBCOACH in rollen:
            bereik[Hoedanigheid.OUD_JOBCOACH] = Q(
                toewijzingen__gebruiker=gebruiker,
                toewijzingen__rol=Rol.JOBCOACH,
                toewijzingen__tot__lt=vandaag,
                toewijzingen__tot__gte=vandaag - timedelta(days=OVERDRACHT_DAGEN),
            )
        if Rol.VERWIJZER in rollen:
            bereik[Hoedanigheid.VERWIJZER] = Q(
                verwijzingen__partner__contactpersonen__gebruiker=gebruiker,
                verwijzingen__partner__contactpersonen__actief=True,
            )
        # Each scope is a subquery of ids: no joins that multiply rows, no distinct.
        kaal = self.model._default_manager.order_by()
        return {h: self.filter(pk__in=kaal.filter(q).values("pk")) for h, q in bereik.items()}

    def zichtbaar_voor(self, gebruiker):
        """Every screen, export and API starts here; whoever is not in it does not exist (404)."""
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return self.none()
        voorwaarde = Q(pk__in=[])
        for deel in self.model._default_manager.order_by().per_hoedanigheid(gebruiker).values():
            voorwaarde |= Q(pk__in=deel.values("pk"))
        return self.filter(voorwaarde)

    def hoedanigheden_bij(self, gebruiker, pk):
        """The capacities in which this user sees this one candidate, as a frozenset; one query."""
        delen = [
            deel.filter(pk=pk).values_list(Value(h.value, output_field=CharField()), flat=True)
            for h, deel in self.model._default_manager.order_by().per_hoedanigheid(gebruiker).items()
        ]
        return frozenset(Hoedanigheid(h) for h in delen[0].union(*delen[1:], all=True))
