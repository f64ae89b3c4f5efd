"""Mijn verwijzingen: what a referring partner may know of the people she referred (PRIV-14), in plain words.

Status, dates, attendance count, result and exit category. No reasons (only the category of a refusal, in words of
`trajecten.verwijzerwoorden`), no employer, no coach, no address of a dossier.
Only the trajects that came from her own partner's referral: what somebody else referred later is not hers to see.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from partners.models import Contactpersoon
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Deelname, Traject
from trajecten.opleiding.keuzes import Certificaatsoort
from trajecten.opleiding.models import Certificaat
from trajecten.plaatsing.keuzes import Eindcategorie, Plaatsingsoort, eindcategorie
from trajecten.plaatsing.models import Plaatsing
from trajecten.statussen import Status, Uitkomst
from trajecten.verwijzerwoorden import IN_GEWONE_TAAL, categorie

RESULTAAT = {
    Uitkomst.ZELFDE_WERKGEVER: "Heeft een baan",
    Uitkomst.ANDERE_WERKGEVER: "Heeft een baan",
    Uitkomst.VERDER_LEREN: "Leert verder",
    Uitkomst.GEPLANDE_UITSTROOM: "Afgesproken periode is klaar",
    Uitkomst.ZONDER_BAAN: "Nog geen baan",
}


@dataclass(frozen=True)
class Verwezen:
    """One referred person as her referrer reads it."""

    naam: str
    programma: str
    soort: str
    status: str
    verwezen: date
    gestart: date | None
    gestopt: date | None
    aanwezig: int
    resultaat: list = field(default_factory=list)
    werk: list = field(default_factory=list)  # [(what, from, until or None, exit category or "")]


def verwezen_trajecten(gebruiker):
    """The trajects from referrals of the partner(s) for which this user is an active contact person, newest first."""
    partners = Contactpersoon.objects.order_by().filter(gebruiker=gebruiker, actief=True)
    return (
        Traject.objects.filter(verwijzing__partner__in=partners.values("partner"))
        .select_related("kandidaat", "programma", "verwijzing")
        .defer("kandidaat__motivatie")
        .order_by("-verwijzing__ontvangen_op", "-pk")
    )


def in_gewone_taal(trajecten) -> list[Verwezen]:
    """The rows of these trajects (a list); three queries."""
    aanwezig = dict(
        Deelname.objects.filter(traject__in=trajecten, aanwezigheid=Aanwezigheid.AANWEZIG)
        .order_by()
        .values("traject")
        .annotate(n=Count("pk"))
        .values_list("traject", "n")
    )
    resultaat, werk = {}, {}
    for certificaat in Certificaat.objects.geldig().filter(traject__in=trajecten).order_by("datum", "pk"):
        resultaat.setdefault(certificaat.traject_id, []).append(
            f"{Certificaatsoort(certificaat.soort).label} gehaald"
        )
    for plaatsing in (
        Plaatsing.objects.filter(traject__in=trajecten)
        .order_by("start", "pk")
        .only("traject", "soort", "start", "laatste_werkdag", "gepland_einde", "eindreden")
    ):
        werk.setdefault(plaatsing.traject_id, []).append(_werk(plaatsing))
    return [
        _verwezen(t, aanwezig.get(t.pk, 0), resultaat.get(t.pk, []), werk.get(t.pk, [])) for t in trajecten
    ]


def _werk(plaatsing):
    proef = plaatsing.soort == Plaatsingsoort.PROEFPLAATSING
    categorie = eindcategorie(plaatsing.eindreden) if plaatsing.eindreden else None
    return (
        "Proefplaatsing" if proef else "Contract",
        plaatsing.start,
        plaatsing.laatste_werkdag or plaatsing.gepland_einde,
        "" if categorie in (None, Eindcategorie.VERVOLG) else UITSTROOM[categorie],
    )


UITSTROOM = {
    Eindcategorie.VRIJWILLIG: "zelf vertrokken",
    Eindcategorie.ONVRIJWILLIG: "moest stoppen",
    Eindcategorie.GECENSUREERD: "telt niet als vertrek",
    Eindcategorie.ONBEKEND: "reden onbekend",
}


def _verwezen(traject, aanwezig, resultaat, werk):
    soort, status = IN_GEWONE_TAAL[traject.status]
    if traject.status == Status.AFGEROND:
        resultaat = [RESULTAAT[traject.reden], *resultaat]
    if woorden := categorie(traject.reden):
        resultaat = [woorden, *resultaat]
    return Verwezen(
        naam=traject.kandidaat.lijstnaam,
        programma=traject.programma.naam,
        soort=soort,
        status=status,
        verwezen=traject.verwijzing.ontvangen_op,
        gestart=traject.gestart_op,
        gestopt=traject.einddatum,
        aanwezig=aanwezig,
        resultaat=resultaat,
        werk=werk,
    )
