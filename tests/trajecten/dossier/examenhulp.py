"""A cohort with exams: a course of two weeks from 2 March 2026, theory and practice apart (as P08)."""

import datetime as dt

from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.models import Traject
from trajecten.statussen import Status

START = dt.date(2026, 3, 2)


def maak_groep(aantal, *, coordinator, regio, lichting=None, trainer=None, namen=()):
    """(cohort, [theory, practice], running trajects in the order of their names)."""
    if lichting is None:
        programma = fabrieken.ProgrammaFabriek(duur_weken=2, kwalificaties=["KSF"])
        lichting = fabrieken.LichtingFabriek(
            programma=programma, naam="WW maart", start=START, plaatsen=60, coordinator=coordinator
        )
        type(lichting).objects.filter(pk=lichting.pk).update(
            gestart_op=dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
        )
        lichting.refresh_from_db()
        kwalificatie = programma.kwalificaties.get()
        for nummer, naam in enumerate(("theorie", "praktijk"), start=1):
            fabrieken.ExamendeelFabriek(kwalificatie=kwalificatie, naam=naam, volgorde=nummer)
    kwalificatie = lichting.programma.kwalificaties.get()
    mensen = []
    for nummer in range(aantal):
        naam = namen[nummer] if nummer < len(namen) else f"Mens{nummer:02d}"
        traject = fabrieken.TrajectFabriek(
            kandidaat__achternaam=naam,
            kandidaat__voornaam="K",
            kandidaat__behandelregio=regio,
            programma=lichting.programma,
        )
        breng_naar(traject, Status.LOPEND, door=coordinator, op=START)
        Traject.objects.filter(pk=traject.pk).update(lichting=lichting, kwalificatie=kwalificatie)
        if trainer is not None:
            fabrieken.ToewijzingFabriek(
                kandidaat=traject.kandidaat, gebruiker=trainer, rol="trainer", van=START
            )
        mensen.append(Traject.objects.select_related("kandidaat", "lichting", "programma").get(pk=traject.pk))
    return lichting, list(kwalificatie.examendelen.all()), mensen
