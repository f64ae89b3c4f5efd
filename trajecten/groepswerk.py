"""Work on the people of a cohort at once: hours and qualification, a coach or trainer, the privacy information."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kandidaten.diensten import wijs_toe, wijzig_kandidaat
from trajecten.diensten import wijzig_traject
from trajecten.groepsactie import Groepsuitkomst, voor_ieder
from trajecten.models import Kwalificatie, Traject


@dataclass(frozen=True)
class Urenkeuze:
    """Hours per week (None: not chosen) and qualification for one person; `gezien` is the versie the user saw."""

    traject: Traject
    gezien: int
    uren: int | None
    kwalificatie: Kwalificatie | None = None


def leg_uren_vast(keuzes, *, door):
    """Save hours and qualification of a group (a list of Urenkeuze): a Groepsuitkomst with the changed trajects.

    Refused per person: hours the programme does not offer, a qualification of another programme, and who was changed
    by somebody else meanwhile. Unchanged people are left alone.
    """
    return voor_ieder([keuze for keuze in keuzes if _anders(keuze)], lambda keuze: _zet_uren(keuze, door))


def _anders(keuze):
    return (keuze.traject.uren_per_week, keuze.traject.kwalificatie) != (keuze.uren, keuze.kwalificatie)


def _zet_uren(keuze, door):
    traject, programma = keuze.traject, keuze.traject.programma
    if keuze.uren is not None and programma.uren_opties and keuze.uren not in programma.uren_opties:
        raise ValidationError("Deze uren kent het programma niet.")
    if keuze.kwalificatie is not None and keuze.kwalificatie.programma_id != traject.programma_id:
        raise ValidationError("Deze kwalificatie hoort bij een ander programma.")
    traject.uren_per_week, traject.kwalificatie = keuze.uren, keuze.kwalificatie
    return wijzig_traject(traject, gezien=keuze.gezien, velden=["uren_per_week", "kwalificatie"], door=door)


def wijs_groep_toe(trajecten, *, gebruiker, rol, van, door):
    """Assign one colleague (jobcoach, trainer or teamleider) to a group from the date `van`: a Groepsuitkomst."""
    return voor_ieder(
        trajecten,
        lambda traject: wijs_toe(
            kandidaat=traject.kandidaat, gebruiker=gebruiker, rol=rol, van=van, door=door
        ),
    )


@dataclass(frozen=True)
class Voorwaarde:
    """What the programme asks of one person: new values of her fields; `gezien` is her versie that the user saw."""

    traject: Traject
    gezien: int
    velden: dict  # kinderopvang and/or taal_spreken


def leg_voorwaarden_vast(voorwaarden, *, door):
    """Save childcare and level of Dutch of a group (Voorwaarden): a Groepsuitkomst. Unchanged people are left alone."""

    def anders(voorwaarde):
        nu = voorwaarde.traject.kandidaat
        return any(getattr(nu, naam) != waarde for naam, waarde in voorwaarde.velden.items())

    def actie(voorwaarde):
        kandidaat = voorwaarde.traject.kandidaat
        for naam, waarde in voorwaarde.velden.items():
            setattr(kandidaat, naam, waarde)
        return wijzig_kandidaat(
            kandidaat, gezien=voorwaarde.gezien, velden=list(voorwaarde.velden), door=door
        )

    return voor_ieder([voorwaarde for voorwaarde in voorwaarden if anders(voorwaarde)], actie)


@transaction.atomic
def leg_privacy_vast(trajecten, *, op, door) -> Groepsuitkomst:
    """Record for a group that the privacy information was given on the date `op` (PRIV-17).

    Raises ValidationError for a date in the future.
    """
    if op > timezone.localdate():
        raise ValidationError({"op": "Deze datum ligt in de toekomst. Vul in wanneer de uitleg is gegeven."})

    def actie(traject):
        kandidaat = traject.kandidaat
        kandidaat.privacy_gegeven_op = op
        return wijzig_kandidaat(kandidaat, gezien=kandidaat.versie, velden=["privacy_gegeven_op"], door=door)

    return voor_ieder(trajecten, actie)
