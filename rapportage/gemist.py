"""Gemiste begeleiding: who of a coordinator's people had no talk in time, per jobcoach.

The rule is `trajecten.begeleiding.stand.beoordeel`. At a region's size it is asked only about the people for whom it
can say "too late"; which those are, and the facts the rule needs, come in one query.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Kandidaat, Toewijzing
from rapportage.werklijst import Actie, Regel, mensen
from trajecten.begeleiding.models import Voortgangsgesprek
from trajecten.begeleiding.stand import Gespreksfeit, beoordeel
from trajecten.dossier.adressen import adres
from trajecten.models import Begeleidingsschema, Traject
from trajecten.statussen import Status

NAMEN = 3  # how many people a row names
ZONDER = "zonder"  # value of the filter of the candidate list for "no jobcoach"


class Opsomming(Aggregate):
    """The texts of the rows with a semicolon between them, in no particular order."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ';')"
    output_field = CharField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **extra)


def gemiste_begeleiding(kandidaten, deel, vandaag):
    """(rows, count, late) with one row per jobcoach, most people first; all of it is late."""
    per_coach = defaultdict(list)
    for stand, rij in te_laat(kandidaten, vandaag):
        per_coach[rij["coach"], rij["coachnaam"]].append((stand, rij))
    coaches = sorted(per_coach.items(), key=lambda paar: (-len(paar[1]), paar[0][1] or "", paar[0][0] or 0))
    regels = [_regel(coach, naam, achter) for (coach, naam), achter in deel.van(coaches)]
    return regels, len(coaches), len(coaches)


def te_laat(kandidaten, vandaag):
    """(Stand, row as a dict) of every traject that is too late; one query."""
    for rij in _mogelijk_te_laat(kandidaten, vandaag):
        stand = beoordeel(rij["begin"], _afbouw(rij["schema"]), _feiten(rij["feiten"]), vandaag)
        if stand.te_laat:
            yield stand, rij


def _mogelijk_te_laat(kandidaten, vandaag):
    """The facts of every running traject that can be too late: no talk in 8 days, or an agreed date that has passed.

    A talk in the last 7 days fell in the running period or the one before, whatever the taper, since no period is
    shorter than a week.
    """
    gesprekken = Voortgangsgesprek.objects.order_by().filter(traject=OuterRef("pk")).tot_en_met(vandaag)
    kort_geleden = gesprekken.filter(datum__gt=vandaag - timedelta(days=8))
    coach = Toewijzing.objects.filter(
        Q(tot=None) | Q(tot__gte=vandaag),
        kandidaat=OuterRef("kandidaat"),
        rol=Toewijzingsrol.JOBCOACH,
        van__lte=vandaag,
    ).order_by("-van", "-pk")
    eerste = (
        Toewijzing.objects.order_by()
        .filter(kandidaat=OuterRef("kandidaat"), rol=Toewijzingsrol.JOBCOACH)
        .values("kandidaat")
        .annotate(dag=Min("van"))
        .values("dag")
    )
    return (
        Traject.objects.order_by()
        .filter(
            ~Exists(kort_geleden.gevoerd()) | Exists(kort_geleden.filter(volgende_datum__lt=vandaag)),
            status=Status.LOPEND,
            wil_begeleiding=True,
            kandidaat__in=kandidaten.values("pk"),
        )
        .values("pk", "kandidaat__achternaam", "kandidaat__voornaam", "kandidaat__tussenvoegsel")
        .annotate(
            # As `termijnen.begeleidingsstart`: who joined the cohort later counts from her own first day.
            begin=Case(
                When(lichting__start__lt=F("gestart_op"), then=F("gestart_op")),
                default=Coalesce("lichting__start", Subquery(eerste), output_field=DateField()),
                output_field=DateField(),
            ),
            schema=_opsomming(
                Begeleidingsschema.objects.filter(programma=OuterRef("programma")),
                "programma",
                "vanaf_week",
                "elke_weken",
            ),
            feiten=_opsomming(
                gesprekken.sinds_laatste_gevoerd(), "traject", "datum", "pk", "verloop", "volgende_datum"
            ),
            coach=Subquery(coach.values("gebruiker")[:1]),
            coachnaam=Subquery(coach.values("gebruiker__naam")[:1]),
        )
    )


def _opsomming(rijen, sleutel, *velden):
    """Subquery: these fields of all rows as "a|b;a|b", or NULL without rows."""
    delen = []
    for veld in velden:
        delen += [Value("|"), Coalesce(Cast(veld, CharField()), Value(""))]
    tekst = Opsomming(Concat(*delen[1:], output_field=CharField()))
    return Subquery(rijen.order_by().values(sleutel).annotate(tekst=tekst).values("tekst"))


def _afbouw(tekst):
    return sorted(tuple(map(int, stap.split("|"))) for stap in tekst.split(";")) if tekst else []


def _feiten(tekst):
    """The Gespreksfeiten, oldest first."""
    rijen = [rij.split("|") for rij in tekst.split(";")] if tekst else []
    return [
        Gespreksfeit(date.fromisoformat(dag), verloop, date.fromisoformat(volgende) if volgende else None)
        for dag, _, verloop, volgende in sorted(rijen, key=lambda rij: (rij[0], int(rij[1])))
    ]


def _regel(coach, naam, achter):
    achter.sort(
        key=lambda paar: (-paar[0].gemist, -(paar[0].dagen_sinds or 0), paar[1]["kandidaat__achternaam"])
    )
    wie = [f"{_lijstnaam(rij)}: {stand.reden}" for stand, rij in achter[:NAMEN]]
    if len(achter) > NAMEN:
        wie.append(f"En nog {mensen(len(achter) - NAMEN)}")
    lijst = adres("rapportage:kandidaten")
    return Regel(
        titel=naam or "Nog geen jobcoach",
        url="",
        soort="fout",
        woord=mensen(len(achter)),
        waarom=". ".join(wie) + ".",
        actie=Actie(
            f"{lijst}?coach={coach or ZONDER}",
            "Kandidaten bekijken",
            f"van {naam}" if naam else "zonder jobcoach",
        ),
    )


def _lijstnaam(rij):
    return Kandidaat(
        achternaam=rij["kandidaat__achternaam"],
        voornaam=rij["kandidaat__voornaam"],
        tussenvoegsel=rij["kandidaat__tussenvoegsel"],
    ).lijstnaam
