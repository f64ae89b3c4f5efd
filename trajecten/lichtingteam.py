"""Who guides a cohort as a whole, and what follows for who enters or leaves it. The only writers of both.

Who may see whom is said by Toewijzing alone. A trainer of the group trains everybody in it; a jobcoach of the group
gets her share of who has no coach yet. Who leaves the group leaves its trainers, and its meetings to come; her coach
stays with her.
"""

from collections import Counter
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.models import Gebruiker
from kandidaten.diensten import beeindig_toewijzing, trek_toewijzing_in, wijs_toe
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.groepsbijeenkomsten import haal_van_komende, haal_van_rooster
from trajecten.models import Lichting, Traject
from trajecten.roosterlijst import zet_op_rooster
from trajecten.statussen import ACTIEF


def lopend(vandaag=None):
    """Assignments that run today or later."""
    return Toewijzing.objects.order_by().filter(Q(tot=None) | Q(tot__gte=vandaag or timezone.localdate()))


@transaction.atomic
def stel_team_in(lichting, *, trainers, jobcoaches, gezien, door):
    """Name the trainers and jobcoaches of a cohort (users), and assign its people to them.

    A trainer who is no longer named stops with these people. A jobcoach who is no longer named keeps hers: that is
    handed over person by person. Returns (new assignments, ended ones). Raises IntussenGewijzigd when the cohort
    changed after the user saw it (`gezien` = its versie), ValidationError for somebody without the role.
    """
    rijen = Lichting.objects.filter(pk=lichting.pk, versie=gezien)
    if not rijen.update(versie=F("versie") + 1, gewijzigd_op=timezone.now(), gewijzigd_door=door):
        raise IntussenGewijzigd(lichting)
    weg = set(lichting.trainers.values_list("pk", flat=True)) - {trainer.pk for trainer in trainers}
    lichting.trainers.set(trainers)
    lichting.jobcoaches.set(jobcoaches)
    lichting.refresh_from_db(fields=["versie"])
    mensen = list(
        Traject.objects.filter(lichting=lichting, status__in=ACTIEF)
        .select_related("kandidaat")
        .order_by("kandidaat__achternaam", "kandidaat__voornaam", "pk")
    )
    gestopt = _stop_trainers([traject.kandidaat_id for traject in mensen], weg, door)
    return _wijs_toe(mensen, lichting, trainers, jobcoaches, door), gestopt


def begin_in_groep(traject, lichting, *, door):
    """What follows when somebody gets a seat: trainers, a jobcoach if she has none, the lists of the lessons."""
    trainers = list(_inzetbaar(lichting.trainers.all(), Toewijzingsrol.TRAINER))
    jobcoaches = list(_inzetbaar(lichting.jobcoaches.all(), Toewijzingsrol.JOBCOACH))
    if trainers or jobcoaches:
        _wijs_toe([traject], lichting, trainers, jobcoaches, door)
    zet_op_rooster([traject], lichting.pk, door=door)


def verlaat_groep(traject, lichting_id, *, uit_lijsten, door):
    """What follows when somebody gave up her seat: its trainers stop, and she is off the list of what is to come.

    A trainer of the group where she has a seat now goes on. `uit_lijsten` False: she stays on the lists of the
    meetings of which she was told.
    """
    _stop_trainers([traject.kandidaat_id], _trainers_van(lichting_id), door)
    if uit_lijsten:
        haal_van_komende(traject, lichting_id, door=door)
    else:
        haal_van_rooster(traject, lichting_id, door=door)


def trainers_van_groep(traject):
    """Who trains her now for the group of this traject and for no other group: running Toewijzingen."""
    return _zonder_groep([traject.kandidaat_id], _trainers_van(traject.lichting_id), behalve=traject.pk)


def _zonder_groep(kandidaten, trainers, *, behalve=None):
    """Running assignments of these trainers to whom they train in no group, the seat of traject `behalve` aside."""
    groepen = Traject.objects.order_by().exclude(pk=behalve)
    elders = groepen.filter(
        kandidaat=OuterRef("kandidaat"), status__in=ACTIEF, lichting__trainers=OuterRef("gebruiker")
    )
    return lopend().filter(
        ~Exists(elders), kandidaat__in=kandidaten, gebruiker__in=trainers, rol=Toewijzingsrol.TRAINER
    )


def _trainers_van(lichting_id):
    tussen = Lichting.trainers.through.objects.filter(lichting=lichting_id).order_by()
    return set(tussen.values_list("gebruiker", flat=True)) if lichting_id else set()


# --- Trainers and coaches ---------------------------------------------------------------------------------------------
def _inzetbaar(gebruikers, rol):
    """Who of these still works here in this role, by name."""
    nog = Gebruiker.objects.order_by().filter(is_active=True, rollen__rol=rol).values("pk")
    return gebruikers.filter(pk__in=nog).prefetch_related("rollen").order_by("naam", "pk")


def _wijs_toe(mensen, lichting, trainers, jobcoaches, door):
    vandaag = timezone.localdate()
    heeft = set(
        lopend(vandaag)
        .filter(kandidaat__in=[traject.kandidaat_id for traject in mensen])
        .values_list("kandidaat_id", "rol", "gebruiker_id")
    )
    gecoacht = {kandidaat for kandidaat, rol, _ in heeft if rol == Toewijzingsrol.JOBCOACH}
    aantal = _mensen_per_coach(lichting, jobcoaches) if jobcoaches else Counter()
    nieuw = []

    def wijs(traject, gebruiker, rol, reden):
        velden = {"kandidaat": traject.kandidaat, "gebruiker": gebruiker, "rol": rol}
        nieuw.append(wijs_toe(**velden, van=vandaag, door=door, reden=reden))

    for traject in mensen:
        for trainer in trainers:
            if (traject.kandidaat_id, Toewijzingsrol.TRAINER, trainer.pk) not in heeft:
                wijs(traject, trainer, Toewijzingsrol.TRAINER, "Trainer van de lichting")
        if jobcoaches and traject.wil_begeleiding and traject.kandidaat_id not in gecoacht:
            coach = min(jobcoaches, key=lambda deze: (aantal[deze.pk], deze.naam, deze.pk))
            wijs(traject, coach, Toewijzingsrol.JOBCOACH, "Jobcoach van de lichting")
            aantal[coach.pk] += 1
    return nieuw


def _mensen_per_coach(lichting, jobcoaches):
    """With how many people of this cohort each of these coaches works now."""
    mensen = Traject.objects.order_by().filter(lichting=lichting, status__in=ACTIEF).values("kandidaat")
    return Counter(
        dict(
            lopend()
            .filter(kandidaat__in=mensen, gebruiker__in=jobcoaches, rol=Toewijzingsrol.JOBCOACH)
            .values_list("gebruiker")
            .annotate(n=Count("kandidaat", distinct=True))
        )
    )


def _stop_trainers(kandidaten, trainers, door):
    """End what these trainers do with these candidates from today on, unless they train her in another group too. The
    assignments that ended.

    What began today was for a seat that did not last: it goes altogether, and nobody keeps reading rights from it.
    """
    if not trainers:
        return []
    vandaag = timezone.localdate()
    gestopt = list(_zonder_groep(kandidaten, trainers).select_related("kandidaat").order_by("pk"))
    for toewijzing in gestopt:
        if toewijzing.van >= vandaag:
            trek_toewijzing_in(toewijzing, door=door)
        else:
            beeindig_toewijzing(toewijzing, tot=vandaag - timedelta(days=1), door=door)
    return gestopt
