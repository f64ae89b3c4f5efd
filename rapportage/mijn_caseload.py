"""What Mijn week says about the caseload itself: who came and who went, standing in, being away, and who to ask
whether she still works."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import CharField, F, Value

from gebruikers.rollen import Hoedanigheid
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Kandidaat, Overdracht, Toewijzing
from kandidaten.querysets import OVERDRACHT_DAGEN
from rapportage.termijnlijst import meetmomenten
from rapportage.werklijst import Deel, mensen_als
from trajecten.dossier.adressen import adres

NIEUW, WAAR, WEG, OUD = "nieuw", "waar", "weg", "oud"
MEETREGELS = 5  # the rest comes when these are done; all of an employer stand on the page per employer


@dataclass(frozen=True)
class Nieuw:
    """Somebody who was handed over to her; `url`: what the colleague wrote."""

    kandidaat: Kandidaat
    van_wie: str
    sinds: date
    url: str


@dataclass(frozen=True)
class Waarneming:
    """Standing in for a colleague, or a colleague for her; `pk` of one of its assignments."""

    pk: int
    wie: str
    van: date
    tot: date
    aantal: int


@dataclass(frozen=True)
class MijnCaseload:
    """`waar`: she stands in; `weg`: others do for her; `overgedragen`: (candidate, address, last day of reading)."""

    nieuw: list = field(default_factory=list)
    waar: list = field(default_factory=list)
    weg: list = field(default_factory=list)
    overgedragen: list = field(default_factory=list)
    meten: list = field(default_factory=list)
    aantal_meten: int = 0


def mijn_caseload(gebruiker, vandaag) -> MijnCaseload:
    """Two queries, whatever her caseload. Of a hand-over that is still to come she hears on its day: till then she may
    not see the person."""
    eigen = mensen_als(gebruiker, Hoedanigheid.JOBCOACH)
    per_soort = defaultdict(list)
    for soort, *rij in _rijen(gebruiker, eigen, vandaag):
        per_soort[soort].append(rij)
    meten, aantal, _ = meetmomenten(eigen, Deel(aantal=MEETREGELS), vandaag)
    return MijnCaseload(
        nieuw=[_nieuw(*rij) for rij in per_soort[NIEUW]],
        waar=_waarnemingen(per_soort[WAAR]),
        weg=_waarnemingen(per_soort[WEG]),
        overgedragen=_overgedragen(per_soort[OUD]),
        meten=meten,
        aantal_meten=aantal,
    )


def _rijen(gebruiker, eigen, vandaag):
    """(kind, number, dossiernummer, three parts of the name, colleague, first day, last day) of all four; one query."""
    toewijzingen = Toewijzing.objects.order_by().filter(rol=Toewijzingsrol.JOBCOACH)
    loopt = toewijzingen.filter(tot__gte=vandaag)
    nieuw = (
        Overdracht.objects.order_by()
        .te_lezen(gebruiker)
        .filter(per__lte=vandaag, kandidaat__in=eigen.values("pk"))
    )
    oud = toewijzingen.filter(
        gebruiker=gebruiker,
        vervangt=None,
        tot__lt=vandaag,
        tot__gte=vandaag - timedelta(days=OVERDRACHT_DAGEN),
    ).exclude(kandidaat__in=eigen.values("pk"))
    return _als(nieuw, NIEUW, "van__naam", "per", "per").union(
        _als(loopt.filter(gebruiker=gebruiker).exclude(vervangt=None), WAAR, "vervangt__naam"),
        _als(loopt.filter(vervangt=gebruiker), WEG, "gebruiker__naam"),
        _als(oud, OUD, "gebruiker__naam"),
        all=True,
    )


def _als(rijen, soort, wie, van="van", tot="tot"):
    persoon = ("dossiernummer", "achternaam", "voornaam", "tussenvoegsel")
    return rijen.values_list(
        Value(soort, output_field=CharField()),
        F("pk"),
        *(F(f"kandidaat__{n}") for n in persoon),
        F(wie),
        F(van),
        F(tot),
    )


def _kandidaat(dossiernummer, achternaam, voornaam, tussenvoegsel):
    return Kandidaat(
        dossiernummer=dossiernummer, achternaam=achternaam, voornaam=voornaam, tussenvoegsel=tussenvoegsel
    )


def _nieuw(pk, dossiernummer, achternaam, voornaam, tussenvoegsel, van_wie, sinds, _):
    kandidaat = _kandidaat(dossiernummer, achternaam, voornaam, tussenvoegsel)
    return Nieuw(kandidaat, van_wie, sinds, adres("begeleiding:overdracht", dossiernummer, pk))


def _waarnemingen(rijen):
    """One for each colleague and period, the first day first."""
    groepen = defaultdict(list)
    for pk, *_persoon, wie, van, tot in rijen:
        groepen[van, wie, tot].append(pk)
    return [Waarneming(min(pks), wie, van, tot, len(pks)) for (van, wie, tot), pks in sorted(groepen.items())]


def _overgedragen(rijen):
    """Each person once, who went last on top."""
    laatste = {}
    for _pk, dossiernummer, *naam, _wie, _van, tot in sorted(
        rijen, key=lambda rij: (-rij[-1].toordinal(), rij[0])
    ):
        laatste.setdefault(dossiernummer, (_kandidaat(dossiernummer, *naam), tot))
    return [
        (kandidaat, adres("dossier:dossier", nummer), tot + timedelta(days=OVERDRACHT_DAGEN))
        for nummer, (kandidaat, tot) in laatste.items()
    ]
