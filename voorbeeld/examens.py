"""The exams of a group: theory together on one day, practice later at work, resits, and then the diplomas.

Nothing is left to chance here, so that on any day a group shows every state: of a recent exam a few results are still
to come, somebody who failed has a second attempt and another has not yet, and the last passed without a diploma.
"""

from datetime import date, timedelta

from django.utils import timezone

from trajecten.models import Examendeel
from trajecten.opleiding.examengroep import (
    Uitslagkeuze,
    leg_uitslagen_vast,
    plan_examens,
    reik_uit,
    zet_klaar,
)
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag
from trajecten.opleiding.models import Certificaat, Examen
from trajecten.statussen import Status
from voorbeeld.lichting import Groep
from voorbeeld.toneel import Toneel
from voorbeeld.uitnodigen import nodig_uit

VOORAF = 14  # days ahead that an exam is planned
HERKANSING = 21  # days after an exam
VERS = 21  # of an exam so many days ago or less not everything is recorded
NOG_TE_KOMEN = 3  # so many results of it
# Which of every eight people fails, or does not appear, the first time.
EERSTE_KEER = {2: Examenuitslag.GEZAKT, 5: Examenuitslag.GEZAKT, 7: Examenuitslag.NIET_VERSCHENEN}


def houdt_examens(toneel: Toneel, groep: Groep, *, dagen: dict[str, date], soort: Certificaatsoort | None):
    """The stories of the exam parts of a group, each on its day (by name); `soort`: what who passed all is given.

    None: that is told elsewhere. Theory is a sitting with a list, practice is taken at work.
    """
    return [
        _deel(toneel, groep, naam, toneel.werkdag(dag), soort)
        for naam, dag in sorted(dagen.items(), key=lambda paar: paar[1])
    ]


def _deel(toneel, groep, naam, dag, soort):
    door = groep.trainer or groep.coordinator
    deel = Examendeel.objects.select_related("kwalificatie").get(
        kwalificatie=groep.kwalificaties[0], naam=naam
    )
    yield toneel.om(dag - timedelta(days=VOORAF), 11)
    mensen = _mee(groep)
    if not mensen:
        return
    zet_klaar(deel, erbij=mensen, eraf=[], door=door)
    zitting = _zitting(toneel, groep, dag) if "theorie" in naam else None
    gepland = plan_examens(
        groep.lichting, trajecten=mensen, examendeel=deel, datum=dag, zitting=zitting, door=door
    )
    if gepland.zitting is not None:
        nodig_uit(toneel, gepland.zitting, door=door)
    yield toneel.om(toneel.werkdag(dag + timedelta(days=1)), 16)
    is_vers = (toneel.vandaag - dag).days <= VERS
    _uitslagen(groep, deel, door, laat_open=NOG_TE_KOMEN if is_vers else 0)
    if is_vers:
        _meldt_klaar(groep, deel, door)
    is_laatste = naam == deel.kwalificatie.examendelen.last().naam
    if soort is not None and is_laatste:
        _reik_uit(groep, deel.kwalificatie, soort, door)
    yield toneel.klok.nu + timedelta(minutes=30)
    opnieuw = dag + timedelta(days=HERKANSING)
    over = [traject for traject in _mee(groep) if _moet_opnieuw(traject, deel)]
    if over:
        plan_examens(
            groep.lichting,
            trajecten=over[:1] if is_vers else over,
            examendeel=deel,
            datum=toneel.werkdag(opnieuw),
            door=door,
        )
    yield toneel.om(toneel.werkdag(opnieuw + timedelta(days=1)), 16)
    _uitslagen(groep, deel, door, allemaal_gehaald=True)
    if soort is not None and is_laatste:
        _reik_uit(groep, deel.kwalificatie, soort, door)


def _meldt_klaar(groep, deel, door):
    """Two who passed this part are ready for the next one, earlier than the others."""
    volgende = deel.kwalificatie.examendelen.filter(volgorde__gt=deel.volgorde).first()
    if volgende is not None:
        gehaald = Examen.objects.filter(examendeel=deel, uitslag=Examenuitslag.GESLAAGD).order_by()
        geslaagd = set(gehaald.values_list("traject", flat=True))
        wie = [traject for traject in _mee(groep) if traject.pk in geslaagd][:2]
        zet_klaar(volgende, erbij=wie, eraf=[], door=door)


def _mee(groep):
    """Who takes part: in this group, busy, and aiming at its qualification."""
    return [
        mens.traject
        for mens in groep.met_status(Status.LOPEND)
        if mens.traject.lichting_id == groep.lichting.pk
        and mens.traject.kwalificatie_id == groep.kwalificaties[0].pk
    ]


def _zitting(toneel, groep, dag):
    begin = toneel.om(dag, 10)
    plek = {"plaats": groep.plaats, "online": False, "online_link": "", "capaciteit": None}
    return {"begin": begin, "eind": begin + timedelta(hours=2), **plek}


def _uitslagen(groep, deel, door, *, laat_open=0, allemaal_gehaald=False):
    """The results of the attempts whose day has come; the last `laat_open` are still to come."""
    pogingen = list(
        Examen.objects.open()
        .filter(traject__lichting=groep.lichting, examendeel=deel, datum__lte=timezone.localdate())
        .select_related("traject__kandidaat", "zitting", "examendeel")
        .order_by("pk")
    )
    keuzes = [
        Uitslagkeuze(
            poging,
            Examenuitslag.GESLAAGD if allemaal_gehaald else EERSTE_KEER.get(n % 8, Examenuitslag.GESLAAGD),
        )
        for n, poging in enumerate(pogingen)
    ]
    leg_uitslagen_vast(keuzes[: len(keuzes) - laat_open], door=door)


def _moet_opnieuw(traject, deel):
    pogingen = Examen.objects.filter(traject=traject, examendeel=deel)
    return (
        pogingen.exclude(uitslag="").exists()
        and not pogingen.filter(uitslag__in=["", Examenuitslag.GESLAAGD]).exists()
    )


def _reik_uit(groep, kwalificatie, soort, door):
    """To who passed everything and has nothing yet."""
    al = set(
        Certificaat.objects.filter(kwalificatie=kwalificatie).order_by().values_list("traject", flat=True)
    )
    reik_uit(
        [traject for traject in _mee(groep) if traject.pk not in al],
        kwalificatie=kwalificatie,
        soort=soort,
        datum=timezone.localdate(),
        door=door,
    )
