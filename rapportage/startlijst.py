"""Sections of Vandaag about cohorts: those that start soon, and those whose start has passed."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from basis.templatetags.componenten import datum
from kandidaten.models import Kandidaat
from rapportage.werklijst import Actie, Regel, dagen, mensen
from trajecten.dossier.adressen import adres
from trajecten.lichtingen import belemmeringen, heeft_coach_op
from trajecten.models import Lichting, Traject
from trajecten.statussen import Status

START_BINNEN_DAGEN = 14
# What a group still lacks, for how many people; the codes are those of `trajecten.lichtingen.belemmeringen`.
MIST = {
    "privacy": "privacy uitleggen aan {wie}",
    "uren": "uren kiezen voor {wie}",
    "kinderopvang": "kinderopvang regelen voor {wie}",
    "taal": "Nederlands vastleggen van {wie}",
    "jobcoach": "jobcoach kiezen voor {wie}",
}
# What `belemmeringen` asks of somebody who would start.
VAN_TRAJECT = ("kandidaat_id", "uren_per_week", "wil_begeleiding")
VAN_KANDIDAAT = ("privacy_gegeven_op", "kinderopvang", "taal_spreken")


def starten(gebruiker, kandidaten, deel, vandaag):
    """{section: (rows, count, late)}: her own cohorts, or those with people of her regions; one query."""
    met_mijn_mensen = Traject.objects.order_by().filter(
        kandidaat__in=kandidaten.values("pk"), status__in=[Status.GESELECTEERD, Status.WACHTLIJST]
    )
    lichtingen, wie = _met_wie_starten(
        Lichting.objects.open().filter(
            Q(coordinator=gebruiker) | Q(pk__in=met_mijn_mensen.values("lichting")),
            start__lte=vandaag + timedelta(days=START_BINNEN_DAGEN),
        )
    )
    laat = [lichting for lichting in lichtingen if lichting.start < vandaag]
    straks = lichtingen[len(laat) :]
    return {
        "start": ([_regel_start(li, wie[li.pk], vandaag) for li in deel.van(straks)], len(straks), 0),
        "te_laat_gestart": (
            [_regel_start(li, wie[li.pk], vandaag) for li in deel.van(laat)],
            len(laat),
            len(laat),
        ),
    }


def _met_wie_starten(lichtingen):
    """([cohort], {cohort pk: [traject that would start, with `heeft_coach`]}), one query: a row per cohort and person.

    A traject has only the fields that `belemmeringen` asks.
    """
    coach = heeft_coach_op(OuterRef("start")).filter(kandidaat=OuterRef("starter__kandidaat"))
    velden = {f"starter_{naam}": F(f"starter__{naam}") for naam in ("pk", *VAN_TRAJECT)}
    velden |= {f"starter_{naam}": F(f"starter__kandidaat__{naam}") for naam in VAN_KANDIDAAT}
    rijen = (
        lichtingen.annotate(
            starter=FilteredRelation("trajecten", condition=Q(trajecten__status=Status.GESELECTEERD))
        )
        .annotate(**velden, starter_heeft_coach=Exists(coach))
        .select_related("programma")
        .order_by("start", "naam", "pk", "starter_pk")
    )
    gevonden, wie = {}, defaultdict(list)
    for rij in rijen:
        gevonden.setdefault(rij.pk, rij)
        if rij.starter_pk is not None:
            wie[rij.pk].append(_starter(rij))
    return list(gevonden.values()), wie


def _starter(rij):
    waarden = {naam: getattr(rij, f"starter_{naam}") for naam in VAN_TRAJECT}
    kandidaat = {naam: getattr(rij, f"starter_{naam}") for naam in VAN_KANDIDAAT}
    traject = Traject(pk=rij.starter_pk, **waarden)
    traject.kandidaat = Kandidaat(pk=traject.kandidaat_id, **kandidaat)
    traject.heeft_coach = rij.starter_heeft_coach
    return traject


def _regel_start(lichting, wie, vandaag):
    over = (lichting.start - vandaag).days
    wanneer = "vandaag" if not over else f"over {dagen(over)}" if over > 0 else f"{dagen(-over)} geleden"
    mist = _wat_mist(lichting, wie)
    waarom = f"Start {datum(lichting.start)}, {len(wie)} van {lichting.plaatsen} plaatsen. "
    return Regel(
        titel=f"{lichting.programma.naam}, {lichting.naam}",
        url=adres("trajecten:lichting", lichting.pk),
        soort="fout" if over < 0 else "aandacht" if mist else "bezig",
        woord=wanneer.capitalize(),
        waarom=waarom + (f"Nog te doen: {'; '.join(mist)}." if mist else "Alles is klaar voor de start."),
        actie=Actie(
            adres("trajecten:lichting", lichting.pk),
            "Lichting nakijken" if mist else "Lichting starten",
            f"{lichting.programma.naam}, {lichting.naam}",
        ),
    )


def _wat_mist(lichting, wie):
    """What stands in the way, without names: the cohort's own page says who."""
    gecoacht = {traject.kandidaat_id for traject in wie if traject.heeft_coach}
    problemen = belemmeringen(lichting, mensen=wie, gecoacht=gecoacht)
    per_soort = Counter(probleem.code for probleem in problemen)
    teksten = {probleem.code: probleem.tekst.rstrip(".") for probleem in problemen}
    return [
        MIST[code].format(wie=mensen(aantal)) if code in MIST else teksten[code].lower()
        for code, aantal in per_soort.items()
    ]
