"""Gemiste begeleiding: who of a coordinator's people had no talk in time, per jobcoach.

The rule is `trajecten.begeleiding.stand.beoordeel`. At a region's size it is asked only about the people for whom it
can say "too late"; which those are, and the facts the rule needs, come in one query.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from basis.opsomming import opsomming, rijen_uit
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Kandidaat, Toewijzing
from rapportage.werklijst import Actie, Regel, mensen
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.begeleiding.schemavraag import KOLOMMEN, met_schema, schema_uit
from trajecten.begeleiding.stand import Gespreksfeit, Stand, beoordeel
from trajecten.dossier.adressen import adres
from trajecten.models import Traject
from trajecten.statussen import Status

NAMEN = 3  # how many people a row names
ZONDER = "zonder"  # value of the filter of the candidate list for "no jobcoach"


@dataclass(frozen=True)
class TeLaat:
    """One person whose talk is late."""

    naam: str
    url: str
    programma: str
    coach: int | None
    coachnaam: str | None
    stand: Stand


def te_laat_van(kandidaten, vandaag):
    """Everybody among these whose talk is late, who is late longest first. One query."""
    mensen = [
        TeLaat(
            naam=_lijstnaam(rij),
            url=adres("dossier:traject", rij["kandidaat__dossiernummer"], rij["volgnummer"]),
            programma=rij["programma__naam"],
            coach=rij["coach"],
            coachnaam=rij["coachnaam"],
            stand=stand,
        )
        for stand, rij in te_laat(kandidaten, vandaag)
    ]
    return sorted(mensen, key=lambda mens: (mens.stand.sinds, mens.naam, mens.url))


def gemiste_begeleiding(kandidaten, deel, vandaag):
    """(rows, count, late) with one row per jobcoach, most people first; all of it is late."""
    per_coach = te_laat_per_coach(kandidaten, vandaag)
    coaches = sorted(per_coach.items(), key=lambda paar: (-len(paar[1]), paar[0][1] or "", paar[0][0] or 0))
    regels = [_regel(coach, naam, achter) for (coach, naam), achter in deel.van(coaches)]
    return regels, len(coaches), len(coaches)


def te_laat_per_coach(kandidaten, vandaag):
    """{(number of the coach or None, her name): [(Stand, row)]} of who had no talk in time; one query."""
    per_coach = defaultdict(list)
    for stand, rij in te_laat(kandidaten, vandaag):
        per_coach[rij["coach"], rij["coachnaam"]].append((stand, rij))
    return per_coach


def te_laat(kandidaten, vandaag):
    """(Stand, row as a dict) of every traject that is too late; one query."""
    for rij in _mogelijk_te_laat(kandidaten, vandaag):
        stand = beoordeel(schema_uit(*(rij[k] for k in KOLOMMEN)), _feiten(rij["feiten"]), vandaag)
        if stand.te_laat:
            yield stand, rij


def _mogelijk_te_laat(kandidaten, vandaag):
    """The facts of every running traject that can be too late: no talk in 8 days, or an agreed date that has passed.

    A talk in the last 7 days fell in the running period or the one before, whatever the taper, since no period is
    shorter than a week.
    """
    gesprekken = (
        Voortgangsgesprek.objects.order_by().geldig().filter(traject=OuterRef("pk")).tot_en_met(vandaag)
    )
    kort_geleden = gesprekken.filter(datum__gt=vandaag - timedelta(days=8))
    coach = Toewijzing.objects.filter(
        Q(tot=None) | Q(tot__gte=vandaag),
        kandidaat=OuterRef("kandidaat"),
        rol=Toewijzingsrol.JOBCOACH,
        van__lte=vandaag,
    ).order_by("-van", "-pk")
    lopend = Traject.objects.order_by().filter(
        ~Exists(kort_geleden.gevoerd()) | Exists(kort_geleden.filter(volgende_datum__lt=vandaag)),
        status=Status.LOPEND,
        wil_begeleiding=True,
        kandidaat__in=kandidaten.values("pk"),
    )
    return (
        met_schema(lopend)
        .values(
            *KOLOMMEN,
            "pk",
            "volgnummer",
            "programma__naam",
            "kandidaat__dossiernummer",
            "kandidaat__achternaam",
            "kandidaat__voornaam",
            "kandidaat__tussenvoegsel",
        )
        .annotate(
            feiten=opsomming(
                gesprekken.sinds_laatste_gevoerd(), "traject", "datum", "pk", "verloop", "volgende_datum"
            ),
            coach=Subquery(coach.values("gebruiker")[:1]),
            coachnaam=Subquery(coach.values("gebruiker__naam")[:1]),
        )
    )


def _feiten(tekst):
    """The Gespreksfeiten, oldest first."""
    return [
        Gespreksfeit(date.fromisoformat(dag), verloop, date.fromisoformat(volgende) if volgende else None)
        for dag, _, verloop, volgende in sorted(rijen_uit(tekst), key=lambda rij: (rij[0], int(rij[1])))
    ]


def _regel(coach, naam, achter):
    achter.sort(
        key=lambda paar: (-paar[0].gemist, -(paar[0].dagen_sinds or 0), paar[1]["kandidaat__achternaam"])
    )
    wie = [f"{_lijstnaam(rij)}: {stand.reden}" for stand, rij in achter[:NAMEN]]
    if len(achter) > NAMEN:
        wie.append(f"En nog {mensen(len(achter) - NAMEN)}")
    lijst = adres("rapportage:te_laat")
    return Regel(
        titel=naam or "Nog geen jobcoach",
        url="",
        soort="fout",
        woord=mensen(len(achter)),
        waarom=". ".join(wie) + ".",
        actie=Actie(
            f"{lijst}?coach={coach or ZONDER}",
            "Mensen bekijken",
            f"van {naam}" if naam else "zonder jobcoach",
        ),
    )


def _lijstnaam(rij):
    return Kandidaat(
        achternaam=rij["kandidaat__achternaam"],
        voornaam=rij["kandidaat__voornaam"],
        tussenvoegsel=rij["kandidaat__tussenvoegsel"],
    ).lijstnaam
