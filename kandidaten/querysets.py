"""Which candidates a user may see, and in which capacity (design: domain, sections 3 and 6)."""

import re
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Case, CharField, Q, QuerySet, Value, When
from django.utils import timezone

from basis.datums import lees_datum
from gebruikers.rechten import Toegang, toegang
from gebruikers.rollen import Hoedanigheid, Rol
from kandidaten.zoeknaam import emailsleutel, netjes, telefoon_sleutel, zoekwoorden
from partners.models import Contactpersoon, Werkgebied

OVERDRACHT_DAGEN = 30  # a former coach keeps reading rights this long, to hand over
_DOSSIERNUMMER = re.compile(r"([0-9A-Z]{4})[- ]?([0-9A-Z]{4})", re.IGNORECASE)
_NUMMER = re.compile(r"[+(0-9][0-9 ()./+-]*")
_MIN_CIJFERS = 4  # of a telephone number: fewer say nothing


def partners_van(gebruiker):
    """The partners (their numbers, for a subquery) whose referrals this verwijzer may follow."""
    eigen = Contactpersoon.objects.order_by().filter(gebruiker=gebruiker, actief=True)
    return eigen.values("partner")


class KandidaatQuerySet(QuerySet):
    def per_hoedanigheid(self, gebruiker, bereik=None):
        """Map each capacity of this user to the condition (Q) on candidates whom she sees in that capacity.

        Conditions stand on the candidate's own columns with small subqueries: no join multiplies rows. With `bereik`
        (kandidaten.bereik, of this user and this request) they are plain numbers: a page of a region's list is then
        read straight from its index.
        """
        voorwaarden = self._per_hoedanigheid(gebruiker)
        if bereik is not None:
            for hoedanigheid in voorwaarden:
                letterlijk = bereik.voorwaarde(hoedanigheid)
                voorwaarden[hoedanigheid] = voorwaarden[hoedanigheid] if letterlijk is None else letterlijk
        return voorwaarden

    def _per_hoedanigheid(self, gebruiker):
        vandaag = timezone.localdate()
        rollen = gebruiker.rolcodes if gebruiker.is_active else frozenset()
        noodtoegangen = self._van("noodtoegangen").filter(gebruiker=gebruiker, tot__gt=timezone.now())
        bereik = {Hoedanigheid.NOODTOEGANG: Q(pk__in=noodtoegangen.values("kandidaat"))}
        toewijzingen = self._van("toewijzingen").filter(gebruiker=gebruiker)
        if Rol.COORDINATOR in rollen:
            regios = Werkgebied.objects.order_by().filter(gebruiker=gebruiker)
            bereik[Hoedanigheid.COORDINATOR] = Q(behandelregio__in=regios.values("regio"))
        lopend = toewijzingen.filter(Q(tot=None) | Q(tot__gte=vandaag), van__lte=vandaag)
        for rol in (Rol.JOBCOACH, Rol.TRAINER, Rol.TEAMLEIDER):
            if rol in rollen:
                bereik[Hoedanigheid(rol)] = Q(pk__in=lopend.filter(rol=rol).values("kandidaat"))
        if Rol.JOBCOACH in rollen:
            sinds = vandaag - timedelta(days=OVERDRACHT_DAGEN)
            # Who only stood in for a colleague has nothing to hand over: her access ends with the cover.
            voorbij = toewijzingen.filter(rol=Rol.JOBCOACH, vervangt=None, tot__lt=vandaag, tot__gte=sinds)
            bereik[Hoedanigheid.OUD_JOBCOACH] = Q(pk__in=voorbij.values("kandidaat"))
        if Rol.VERWIJZER in rollen:
            verwezen = self._van("verwijzingen").filter(partner__in=partners_van(gebruiker))
            bereik[Hoedanigheid.VERWIJZER] = Q(pk__in=verwezen.values("kandidaat"))
        return bereik

    def _van(self, relatie):
        """The rows at the other end of a relation of Kandidaat, unordered: for subqueries."""
        return getattr(self.model, relatie).rel.related_model._default_manager.order_by()

    def zichtbaar_voor(self, gebruiker):
        """Every screen, export and API starts here; whoever is not in it does not exist (404)."""
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return self.none()
        return self.filter(reduce(or_, self.per_hoedanigheid(gebruiker).values()))

    def waar_mag(self, gebruiker, categorie, nodig=Toegang.LEZEN, *, bereik=None, als=None):
        """Of what she may see: of whom she may read (or change) this category. For lists and group actions.

        `bereik`: see per_hoedanigheid. `als`: only whom she sees in (one of) these capacities.
        """
        if not gebruiker.is_authenticated or not gebruiker.is_active:
            return self.none()
        delen = [
            voorwaarde
            for hoedanigheid, voorwaarde in self.per_hoedanigheid(gebruiker, bereik).items()
            if toegang([hoedanigheid], categorie) >= nodig and (als is None or hoedanigheid in als)
        ]
        return self.filter(reduce(or_, delen)) if delen else self.none()

    def zoek(self, q):
        """People by what is typed in one field: parts of a name in any order (accents, case and prefixes aside,
        "J." as an initial), a dossiernummer, a telephone number (or at least four digits of one), an e-mail address or
        a date of birth. Nothing typed: everybody.
        """
        q = netjes(q or "")
        if not q:
            return self
        try:
            return self.filter(geboortedatum=lees_datum(q))
        except ValueError:
            pass
        if "@" in q:
            return self.filter(emailsleutel=emailsleutel(q))
        nummer = _DOSSIERNUMMER.fullmatch(q)
        voorwaarde = self._met_nummer("-".join(nummer.groups()).upper()) if nummer else Q(pk__in=[])
        cijfers = "".join(re.findall("[0-9]", q))
        if _NUMMER.fullmatch(q) and len(cijfers) >= _MIN_CIJFERS:
            return self.filter(voorwaarde | Q(telefoonsleutel__contains=_deel_van_nummer(q, cijfers)))
        woorden, letters = zoekwoorden(q)
        if woorden or letters:
            delen = [Q(zoeknaam__contains=woord) for woord in woorden]
            voorwaarde |= Q(*delen, *[Q(zoeknaam__startswith=letter) for letter in letters])
        return self.filter(voorwaarde)

    def _met_nummer(self, dossiernummer):
        """The dossier with this number, or that in which it went up when two dossiers of one person were merged."""
        opgegaan = self._van("samenvoegingen").geldig().filter(opgegaan_nummer=dossiernummer)
        return Q(dossiernummer=dossiernummer) | Q(pk__in=opgegaan.values("blijft"))

    def met_hoedanigheden(self, gebruiker):
        """Add to each row in which capacities this user sees it, in the same query; read with `hoedanigheden_van`."""
        return self.annotate(
            **{
                f"als_{h.value}": Case(
                    When(voorwaarde, then=Value(True)), default=Value(False), output_field=BooleanField()
                )
                for h, voorwaarde in self.per_hoedanigheid(gebruiker).items()
            }
        )

    def hoedanigheden_bij(self, gebruiker, pk):
        """The capacities in which this user sees this one candidate, as a frozenset; one query."""
        zij = self.model._default_manager.order_by().filter(pk=pk)
        delen = [
            zij.filter(voorwaarde).values_list(Value(h.value, output_field=CharField()), flat=True)
            for h, voorwaarde in self.per_hoedanigheid(gebruiker).items()
        ]
        return frozenset(Hoedanigheid(h) for h in delen[0].union(*delen[1:], all=True))


def _deel_van_nummer(q, cijfers):
    """What of the key of a telephone number must be there: all of it when it is a whole number, else its digits."""
    return telefoon_sleutel(q) or cijfers.lstrip("0") or cijfers


def hoedanigheden_van(kandidaat):
    """The capacities that `met_hoedanigheden` found for this candidate, as a frozenset; no query."""
    return frozenset(h for h in Hoedanigheid if getattr(kandidaat, f"als_{h.value}", False))
