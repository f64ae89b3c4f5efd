"""What a programme says about its groups beside how it is planned: size, and groups per year. Warnings, never locks."""

from dataclasses import dataclass

from django.db.models import Count, Value

from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.models import Lichting, Traject
from trajecten.statussen import Status


def kleinste_groep(lichting):
    """The number of people below which this cohort is small: its own, else the programme's; None when nobody says."""
    return lichting.plaatsen_min or lichting.programma.groep_min


def groepen_in_jaar(programma, jaar):
    """How many cohorts of this programme (all versions) start in this calendar year; cancelled ones do not count."""
    return Lichting.objects.filter(
        programma__code=programma.code, start__year=jaar, geannuleerd_op=None
    ).count()


def per_jaar(programma):
    """What the programme states about groups per year: "1 tot 2", "2", "minstens 1", "hoogstens 2", or ""."""
    laagst, hoogst = programma.groepen_per_jaar_min, programma.groepen_per_jaar_max
    if laagst is not None and hoogst is not None:
        return f"{laagst}" if laagst == hoogst else f"{laagst} tot {hoogst}"
    if laagst is not None:
        return f"minstens {laagst}"
    return "" if hoogst is None else f"hoogstens {hoogst}"


def waarschuwingen(lichting):
    """Dutch sentences about what differs from the programme; at most two queries."""
    programma, zinnen = lichting.programma, []
    if lichting.vestiging:
        genoemd = set(programma.vestigingen.values_list("pk", flat=True))
        if genoemd and lichting.vestiging_id not in genoemd:
            zinnen.append(f"Dit programma noemt de vestiging {lichting.vestiging} niet.")
    if programma.groep_min and (lichting.plaatsen_min or lichting.plaatsen) < programma.groep_min:
        zinnen.append(f"Dit programma noemt groepen van minstens {programma.groep_min} mensen.")
    if programma.groep_max and lichting.plaatsen > programma.groep_max:
        zinnen.append(f"Dit programma noemt groepen van hoogstens {programma.groep_max} mensen.")
    if programma.groepen_per_jaar_max:
        aantal = groepen_in_jaar(programma, lichting.start.year)
        if aantal > programma.groepen_per_jaar_max:
            zinnen.append(
                f"Dit is groep {aantal} van dit programma in {lichting.start.year}. Het programma noemt "
                f"{per_jaar(programma)} per jaar."
            )
    return zinnen


@dataclass(frozen=True)
class Collega:
    """A colleague who works with people of a cohort, in which role, and with how many of them."""

    rol: str
    naam: str
    aantal: int


def team_van(lichting):
    """(names of the trainers, of the jobcoaches) who are named for the whole group; one query."""
    delen = [
        soort.objects.order_by().filter(lichting=lichting).values_list(Value(nummer), "gebruiker__naam")
        for nummer, soort in enumerate((Lichting.trainers.through, Lichting.jobcoaches.through))
    ]
    rijen = sorted(delen[0].union(delen[1], all=True))
    return tuple([naam for nummer, naam in rijen if nummer == welke] for welke in (0, 1))


def wie_begeleidt(lichting):
    """Jobcoaches, trainers and team leaders of who has a seat and is not finished; the largest number first, one query.

    Counts of everybody in the cohort, no names of candidates.
    """
    mensen = Traject.objects.filter(lichting=lichting, status__in=[Status.GESELECTEERD, Status.LOPEND])
    rijen = (
        Toewijzing.objects.filter(kandidaat__in=mensen.order_by().values("kandidaat"), tot=None)
        .order_by()
        .values_list("rol", "gebruiker__naam")
        .annotate(n=Count("kandidaat", distinct=True))
    )
    volgorde = list(Toewijzingsrol)
    gesorteerd = sorted(rijen, key=lambda rij: (volgorde.index(Toewijzingsrol(rij[0])), -rij[2], rij[1]))
    return [Collega(Toewijzingsrol(rol).label, naam, aantal) for rol, naam, aantal in gesorteerd]
