"""Exams, readiness and certificates of a whole group: each person by herself, a fault at one leaves the others."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gebruikers.rechten import Categorie
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.groepsactie import Groepsuitkomst, voor_ieder
from trajecten.groepsbijeenkomsten import plan_groepsbijeenkomst, zet_op_lijst
from trajecten.keuzes import Bijeenkomstsoort
from trajecten.models import Bijeenkomst
from trajecten.opleiding.diensten import (
    leg_examen_vast,
    reik_certificaat_uit,
    trek_poging_in,
    zet_uitslag,
)
from trajecten.opleiding.keuzes import VERVALT, Examenuitslag
from trajecten.opleiding.models import Examen, Examengereed


@dataclass(frozen=True)
class Gepland:
    """What became of planning an exam: the attempts, and the sitting where one was asked for."""

    uitkomst: Groepsuitkomst
    zitting: Bijeenkomst | None


@transaction.atomic
def plan_examens(lichting, *, trajecten, examendeel, datum, door, zitting=None):
    """Plan an attempt at this part for each of these trajects of the cohort, on `datum` (None with a sitting).

    `zitting`: the arguments begin, eind, plaats, online, online_link and capaciteit of the sitting, None for none. Who
    gets an attempt is put on its list; nobody is written to. Raises ValidationError when the sitting cannot be.
    """
    bijeenkomst = None
    if zitting is not None:
        bijeenkomst = plan_groepsbijeenkomst(
            lichting,
            soort=Bijeenkomstsoort.EXAMEN,
            titel=f"Examen {examendeel.naam}",
            trajecten=[],
            door=door,
            **zitting,
        )
        datum = timezone.localdate(bijeenkomst.begin)
    uitkomst = voor_ieder(
        trajecten,
        lambda traject: leg_examen_vast(
            traject, examendeel=examendeel, datum=datum, zitting=bijeenkomst, door=door
        ),
    )
    if bijeenkomst is not None and uitkomst.gedaan:
        geplande = {examen.traject_id for examen in uitkomst.gedaan}
        zet_op_lijst(bijeenkomst, trajecten=[t for t in trajecten if t.pk in geplande], door=door)
    elif bijeenkomst is not None:
        bijeenkomst.delete()  # nobody has an attempt there
        bijeenkomst = None
    return Gepland(uitkomst, bijeenkomst)


@dataclass(frozen=True)
class Uitslagkeuze:
    """The result chosen for one open attempt: a code of Examenuitslag, or VERVALT."""

    examen: Examen
    uitslag: str


def leg_uitslagen_vast(keuzes, *, door):
    """Record results of open attempts (Uitslagkeuze's). A Groepsuitkomst with the choices that were saved."""

    def zet(keuze):
        if keuze.uitslag == VERVALT:
            trek_poging_in(keuze.examen, door=door)
        else:
            zet_uitslag(keuze.examen, uitslag=Examenuitslag(keuze.uitslag), gezien="", door=door)
        return keuze

    return voor_ieder(keuzes, zet)


@transaction.atomic
def zet_klaar(examendeel, *, erbij, eraf, door):
    """Say of these trajects (`erbij`) that they are ready for the part, and take it back of others (`eraf`).

    Who is (or is not) ready already stays so. Returns (number that became ready, number taken back). Raises
    ValidationError for a traject of another programme.
    """
    if any(t.programma_id != examendeel.kwalificatie.programma_id for t in [*erbij, *eraf]):
        raise ValidationError("Dit examendeel hoort bij een ander programma.")
    al = set(
        Examengereed.objects.filter(examendeel=examendeel, traject__in=[*erbij, *eraf])
        .order_by()
        .values_list("traject", flat=True)
    )
    nieuw = [traject for traject in erbij if traject.pk not in al]
    vandaag = timezone.localdate()
    # Two people at once: the second leaves what the first wrote.
    Examengereed.objects.bulk_create(
        [
            Examengereed(traject=traject, examendeel=examendeel, gemeld_op=vandaag, gemeld_door=door)
            for traject in nieuw
        ],
        ignore_conflicts=True,
    )
    weg = [traject for traject in eraf if traject.pk in al]
    Examengereed.objects.filter(examendeel=examendeel, traject__in=weg).delete()
    _log(door, nieuw, Handeling.MAKEN, "klaar voor examen")
    _log(door, weg, Handeling.WIJZIGEN, "niet meer klaar voor examen")
    return len(nieuw), len(weg)


def reik_uit(trajecten, *, kwalificatie, soort, datum, door):
    """Issue a certificate of this kind to each of these trajects. A Groepsuitkomst of Certificaat's."""
    return voor_ieder(
        trajecten,
        lambda traject: reik_certificaat_uit(
            traject, kwalificatie=kwalificatie, soort=soort, datum=datum, door=door
        ),
    )


def _log(door, trajecten, handeling, reden):
    if trajecten:
        schrijf_alle(
            gebruiker=door,
            handeling=handeling,
            dossiers=[traject.kandidaat.dossiernummer for traject in trajecten],
            categorie=Categorie.OPLEIDING,
            reden=reden,
        )
