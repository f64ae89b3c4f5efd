"""Which candidates a user may see, and in which capacity (design: domain, sections 3 and 6)."""

import re
from datetime import timedelta

from django.db.models import CharField, Q, QuerySet, Value
from django.utils import timezone

from basis.datums import lees_datum
from gebruikers.rechten import Toegang, toegang
from gebruikers.rollen import Hoedanigheid, Rol
from kandidaten.zoeknaam import VOORVOEGSELS, normaliseer, telefoon_sleutel

OVERDRACHT_DAGEN = 30  # a former coach keeps reading rights this long, to hand over
_DOSSIERNUMMER = re.compile(r"([0-9A-Z]{4})[- ]?([0-9A-Z]{4})", re.IGNORECASE)
_NUMMER = re.compile(r"[+0-9][0-9 ()./-]*")


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

    def waar_mag(self, gebruiker, categorie, nodig=Toegang.LEZEN):
        """Of what she may see: of whom she may read (or change) this category. For lists and group actions."""
        voorwaarde = Q(pk__in=[])
        delen = self.model._default_manager.order_by().per_hoedanigheid(gebruiker)
        for hoedanigheid, deel in delen.items() if gebruiker.is_active else ():
            if toegang([hoedanigheid], categorie) >= nodig:
                voorwaarde |= Q(pk__in=deel.values("pk"))
        return self.filter(voorwaarde)

    def zoek(self, q):
        """People by what is typed in one field: part of a name (accents, case and prefixes aside), a dossiernummer,
        a telephone number (or at least four digits of one) or a date of birth. Nothing typed: everybody.
        """
        q = (q or "").strip()
        if not q:
            return self
        try:
            return self.filter(geboortedatum=lees_datum(q))
        except ValueError:
            pass
        nummer = _DOSSIERNUMMER.fullmatch(q)
        voorwaarde = Q(dossiernummer="-".join(nummer.groups()).upper()) if nummer else Q(pk__in=[])
        cijfers = "".join(re.findall("[0-9]", q))
        if _NUMMER.fullmatch(q) and len(cijfers) >= 4:
            voorwaarde |= Q(telefoonsleutel=telefoon_sleutel(q)) & ~Q(telefoonsleutel="")
            return self.filter(voorwaarde | Q(telefoonsleutel__contains=cijfers.removeprefix("0")))
        woorden = [woord for woord in map(normaliseer, q.split()) if woord]
        woorden = [woord for woord in woorden if woord not in VOORVOEGSELS] or woorden
        if woorden:
            voorwaarde |= Q(*[Q(zoeknaam__contains=woord) for woord in woorden])
        return self.filter(voorwaarde)

    def hoedanigheden_bij(self, gebruiker, pk):
        """The capacities in which this user sees this one candidate, as a frozenset; one query."""
        delen = [
            deel.filter(pk=pk).values_list(Value(h.value, output_field=CharField()), flat=True)
            for h, deel in self.model._default_manager.order_by().per_hoedanigheid(gebruiker).items()
        ]
        return frozenset(Hoedanigheid(h) for h in delen[0].union(*delen[1:], all=True))
