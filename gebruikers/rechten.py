"""Who may what: the one table of rights (design: domain, section 6; PRIV-07). No database.

The table says what a *capacity* may do with a *category*; which candidates somebody sees at all, and in which
capacity, is said by `kandidaten.querysets`. A right that is not in the table does not exist.
"""

from collections.abc import Iterable
from enum import IntEnum

from django.db.models import TextChoices

from gebruikers.rollen import Hoedanigheid as H


class Toegang(IntEnum):
    """How far a right goes; each level includes the ones before it."""

    GEEN = 0
    BEPERKT = 1  # only the part that the table in domain section 6 names (name, decision only, counts, dates)
    LEZEN = 2
    SCHRIJVEN = 3


class Categorie(TextChoices):
    """Kinds of data that rights and the access log speak about."""

    CONTACT = "contact", "Naam en contactgegevens"
    TRAJECT = "traject", "Traject, status en lichting"
    SELECTIE = "selectie", "Selectie en scores"
    UITKERING = "uitkering", "Uitkering"
    DOELGROEP = "doelgroep", "Doelgroepindicatie"
    AANPASSINGEN = "aanpassingen", "Aanpassingen en wat werkt"
    COACHNOTITIES = "coachnotities", "Notities van de jobcoach"
    GESPREKKEN = "gesprekken", "Feiten, scores en doelen van gesprekken"
    FUNCTIONEREN = "functioneren", "Functioneringsgesprekken"
    OPLEIDING = "opleiding", "Lessen, aanwezigheid en examens"
    MEETMOMENTEN = "meetmomenten", "Meetmomenten"
    PLAATSING = "plaatsing", "Plaatsing, contract en uren"
    PARTNERS = "partners", "Partners"
    STAMGEGEVENS = "stamgegevens", "Programma's en lijsten"
    CIJFERS = "cijfers", "Cijfers"
    INLEZEN = "inlezen", "Lijsten inlezen"
    LOGBOEK = "logboek", "Logboek van inzage"
    GEBRUIKERS = "gebruikers", "Gebruikers en rollen"


_B, _L, _S = Toegang.BEPERKT, Toegang.LEZEN, Toegang.SCHRIJVEN
C = Categorie

RECHTEN: dict[Categorie, dict[H, Toegang]] = {
    C.CONTACT: {
        H.COORDINATOR: _S,
        H.JOBCOACH: _S,  # phone and mail only: kandidaten.forms.ContactgegevensForm
        H.TRAINER: _L,
        H.TEAMLEIDER: _B,
        H.VERWIJZER: _B,  # the name; she writes once, when she refers: trajecten.dossier.verwijzen
        H.OUD_JOBCOACH: _B,
        H.NOODTOEGANG: _L,
    },
    C.TRAJECT: {
        H.COORDINATOR: _S,
        H.JOBCOACH: _L,
        H.TRAINER: _L,
        H.TEAMLEIDER: _L,
        H.VERWIJZER: _B,
        H.OUD_JOBCOACH: _B,
        H.NOODTOEGANG: _L,
    },
    C.SELECTIE: {H.COORDINATOR: _S, H.JOBCOACH: _L, H.VERWIJZER: _B, H.NOODTOEGANG: _L},
    C.UITKERING: {H.COORDINATOR: _S, H.JOBCOACH: _L, H.NOODTOEGANG: _L},
    C.DOELGROEP: {H.COORDINATOR: _S},
    C.AANPASSINGEN: {
        H.COORDINATOR: _S,
        H.JOBCOACH: _S,
        H.TRAINER: _L,
        H.TEAMLEIDER: _L,
        H.NOODTOEGANG: _L,
    },
    # Coach notes: a coordinator reads them only with a reason (BEPERKT); see begeleiding.toegang.
    C.COACHNOTITIES: {H.JOBCOACH: _S, H.OUD_JOBCOACH: _L, H.COORDINATOR: _B},
    C.GESPREKKEN: {H.COORDINATOR: _L, H.JOBCOACH: _S, H.TRAINER: _L, H.NOODTOEGANG: _L},
    C.FUNCTIONEREN: {H.COORDINATOR: _L, H.JOBCOACH: _L, H.TEAMLEIDER: _S, H.NOODTOEGANG: _L},
    C.OPLEIDING: {
        H.COORDINATOR: _S,
        H.JOBCOACH: _L,
        H.TRAINER: _S,
        H.TEAMLEIDER: _L,
        H.VERWIJZER: _B,
        H.NOODTOEGANG: _L,
    },
    C.MEETMOMENTEN: {H.COORDINATOR: _S, H.JOBCOACH: _S, H.NOODTOEGANG: _L},
    C.PLAATSING: {
        H.COORDINATOR: _S,
        H.JOBCOACH: _L,
        H.TEAMLEIDER: _L,
        H.VERWIJZER: _B,
        H.NOODTOEGANG: _L,
    },
    C.PARTNERS: {
        H.COORDINATOR: _S,
        H.JOBCOACH: _L,
        H.TRAINER: _L,
        H.TEAMLEIDER: _L,
        H.MANAGER: _L,
        H.VERWIJZER: _B,
        H.BEHEERDER: _S,
    },
    C.STAMGEGEVENS: {
        H.COORDINATOR: _L,
        H.JOBCOACH: _L,
        H.TRAINER: _L,
        H.TEAMLEIDER: _L,
        H.MANAGER: _L,
        H.BEHEERDER: _S,
    },
    C.CIJFERS: {H.COORDINATOR: _L, H.MANAGER: _L},
    # A referrer: the lists that she uploaded herself, for her own partner (inlezen.aanleveren).
    C.INLEZEN: {H.COORDINATOR: _S, H.VERWIJZER: _B},
    C.LOGBOEK: {H.BEHEERDER: _L},
    C.GEBRUIKERS: {H.BEHEERDER: _S},
}


def toegang(hoedanigheden: Iterable[str], categorie: Categorie) -> Toegang:
    """The furthest access that any of these capacities gives to the category."""
    kolom = RECHTEN[categorie]
    return max((kolom.get(H(h), Toegang.GEEN) for h in hoedanigheden), default=Toegang.GEEN)


def mag(gebruiker, categorie: Categorie, nodig: Toegang = Toegang.LEZEN) -> bool:
    """May this user, by any role, do this with a category that is not about one candidate (lists, figures, partners)?

    For one candidate's data ask `kandidaten.toegang`, which also looks at the capacity towards that candidate.
    """
    return toegang(gebruiker.rolcodes, categorie) >= nodig
