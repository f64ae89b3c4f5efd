"""Making the lesson plan of a cohort, and making the rest of it anew. The only writer of Lesrooster and its lessons.

What has begun, has attendance, or somebody was written to about, is never touched: that is moved or called off one by
one, as every meeting (`trajecten.bijeenkomsten`), so that people hear of it. Nobody is written to here.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd, bewaar, neem_beurt
from gebruikers.rechten import Categorie, Toegang, mag
from gebruikers.rollen import Rol
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.groepslijst import groep
from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort
from trajecten.lichtingstand import mag_beheren
from trajecten.models import Bericht, Bijeenkomst, Deelname, Traject
from trajecten.opleiding.lesdagen import MEESTE, verdeel
from trajecten.opleiding.models import Lesrooster
from trajecten.roosterlijst import zet_op_rooster
from trajecten.statussen import ACTIEF

VELDEN = ("weekdagen", "eerste", "laatste", "begin", "tot", "plaats", "online", "online_link", "vrij")
AFSPRAAK = ("begin", "eind", "plaats", "online", "online_link")


@dataclass(frozen=True)
class Roosteruitkomst:
    """Numbers of lessons: made, changed, taken off, and left because they stood already."""

    nieuw: int = 0
    gewijzigd: int = 0
    weg: int = 0
    al: int = 0


def mag_rooster_maken(lichting, gebruiker):
    """May she plan for the whole group? Who manages the cohort; its trainer; a trainer of everybody in it."""
    if not mag(gebruiker, Categorie.OPLEIDING, Toegang.SCHRIJVEN):
        return False
    if mag_beheren(lichting, gebruiker):
        return True
    if not gebruiker.heeft_rol(Rol.TRAINER):
        return False
    if lichting.trainers.filter(pk=gebruiker.pk).exists():
        return True
    eigen = groep(lichting, gebruiker).order_by().values("pk")
    in_groep = Traject.objects.order_by().filter(lichting=lichting, status__in=ACTIEF)
    return in_groep.exists() and not in_groep.exclude(pk__in=eigen).exists()


@transaction.atomic
def maak_lesrooster(lichting, *, velden, dagen, gezien, door, modules=(), vervang=False):
    """Make a lesson on each of `dagen` (dates) that has none yet, and put everybody with a seat on its list.

    `velden`: those of VELDEN, cleaned. `gezien`: the versie of the Lesrooster that the user saw, None when there was
    none. `modules`: spread over these days, in order. `vervang`: the loose lessons to come that are not on `dagen` go,
    and those that are get this time and place. Raises ValidationError for a cancelled cohort and for days that cannot
    be; IntussenGewijzigd when a colleague made another plan meanwhile.
    """
    nu = timezone.now()
    neem_beurt(lichting)
    lichting.refresh_from_db(fields=["geannuleerd_op"])
    _controleer(lichting, dagen, velden)
    _bewaar_rooster(lichting, velden, gezien, door)
    wanneer = {dag: _moment(dag, velden["begin"]) for dag in sorted(dagen)}
    wanneer = {dag: begin for dag, begin in wanneer.items() if begin > nu}
    per_dag = dict(zip(wanneer, verdeel(list(modules), len(wanneer)), strict=True))
    los = {les.roosterdag: les for les in losse_lessen(lichting, nu)} if vervang else {}
    weg = _haal_weg([les for dag, les in los.items() if dag not in wanneer], door)
    anders = _wijzig([les for dag, les in los.items() if dag in wanneer], velden, per_dag)
    bezet = bezette_dagen(lichting)
    nieuw = Bijeenkomst.objects.bulk_create(
        Bijeenkomst(
            soort=Bijeenkomstsoort.LES,
            titel=Bijeenkomstsoort.LES.label,
            lichting=lichting,
            roosterdag=dag,
            module=per_dag[dag],
            **_afspraak(dag, velden),
        )
        for dag in wanneer
        if dag not in bezet
    )
    mensen = Traject.objects.filter(lichting=lichting, status__in=ACTIEF).select_related("kandidaat")
    zet_op_rooster(mensen.order_by("pk"), lichting.pk, door=door, lessen=nieuw)
    return Roosteruitkomst(len(nieuw), anders, weg, len(wanneer) - len(nieuw) - anders)


@transaction.atomic
def kies_modules(lichting, *, modules, gezien, door):
    """Set the module of lessons of this cohort: `modules` and `gezien` map a Bijeenkomst to a text ('' = none).

    Only what the user changed is written, while it is as she saw it. The number of lessons that changed. Raises
    IntussenGewijzigd when a colleague chose another module for one of them, ValidationError for another cohort.
    """
    anders = {les: naam for les, naam in modules.items() if naam != gezien[les]}
    for les, naam in anders.items():
        if les.lichting_id != lichting.pk:
            raise ValidationError("Deze les is van een andere lichting.")
        rij = Bijeenkomst.objects.filter(pk=les.pk, module__in=[gezien[les], naam])
        if not rij.update(module=naam):
            raise IntussenGewijzigd(les)
    return len(anders)


# --- What may be changed as a whole -----------------------------------------------------------------------------------
def bezette_dagen(lichting):
    """Days that have a lesson: as the plan gave it (a moved lesson keeps its day), and as it is now."""
    lessen = Bijeenkomst.objects.order_by().filter(
        lichting=lichting, soort=Bijeenkomstsoort.LES, afgelast_op=None
    )
    rijen = list(lessen.values_list("roosterdag", "begin"))
    return {dag for dag, _ in rijen if dag} | {timezone.localdate(begin) for _, begin in rijen}


def losse_lessen(lichting, nu=None):
    """Lessons of the plan still to come of which nothing is recorded and nobody was told by a message; in order."""
    deelnames = Deelname.objects.order_by().filter(bijeenkomst=OuterRef("pk"))
    berichten = Bericht.objects.order_by().filter(deelname__bijeenkomst=OuterRef("pk"))
    return list(
        Bijeenkomst.objects.filter(
            ~Exists(deelnames.exclude(aanwezigheid=Aanwezigheid.UITGENODIGD)),
            ~Exists(berichten),
            lichting=lichting,
            roosterdag__isnull=False,
            volgnummer=0,
            begin__gt=nu or timezone.now(),
            afgelast_op=None,
        ).order_by("begin", "pk")
    )


def _haal_weg(lessen, door):
    """Nobody was told of these lessons: they go altogether."""
    if lessen:
        dossiers = set(
            Deelname.objects.order_by()
            .filter(bijeenkomst__in=lessen)
            .values_list("traject__kandidaat__dossiernummer", flat=True)
        )
        Bijeenkomst.objects.filter(pk__in=[les.pk for les in lessen]).delete()
        schrijf_alle(
            gebruiker=door,
            handeling=Handeling.VERWIJDEREN,
            dossiers=sorted(dossiers),
            categorie=Categorie.OPLEIDING,
            reden="lessen van het lesrooster gehaald",
        )
    return len(lessen)


def _wijzig(lessen, velden, per_dag):
    anders = []
    for les in lessen:
        nieuw = _afspraak(les.roosterdag, velden) | {"module": per_dag[les.roosterdag] or les.module}
        if any(getattr(les, naam) != waarde for naam, waarde in nieuw.items()):
            for naam, waarde in nieuw.items():
                setattr(les, naam, waarde)
            anders.append(les)
    if anders:
        Bijeenkomst.objects.bulk_update(anders, [*AFSPRAAK, "module"])
    return len(anders)


# --- Checks and the record --------------------------------------------------------------------------------------------
def _controleer(lichting, dagen, velden):
    if lichting.geannuleerd_op:
        raise ValidationError("Deze lichting is geannuleerd.")
    if not dagen:
        raise ValidationError("Kies minstens een dag.")
    if len(dagen) > MEESTE:
        raise ValidationError(f"Dit zijn {len(dagen)} lessen. Plan er hoogstens {MEESTE} tegelijk.")
    if any(dag < velden["eerste"] or dag > velden["laatste"] for dag in dagen):
        raise ValidationError("Kies alleen dagen tussen de eerste en de laatste dag.")


def _bewaar_rooster(lichting, velden, gezien, door):
    rooster = Lesrooster.objects.filter(lichting=lichting).first()
    if (rooster is None) != (gezien is None):
        raise IntussenGewijzigd(rooster or Lesrooster(lichting=lichting))
    rooster = rooster or Lesrooster(lichting=lichting, gewijzigd_door=door)
    for naam in VELDEN:
        setattr(rooster, naam, velden[naam])
    rooster.full_clean()
    if gezien is None:
        rooster.save()
    else:
        bewaar(rooster, gezien=gezien, velden=VELDEN, door=door)


def _moment(dag, tijd):
    return timezone.make_aware(datetime.combine(dag, tijd))


def _afspraak(dag, velden):
    plek = {naam: velden[naam] for naam in ("plaats", "online", "online_link")}
    return plek | {"begin": _moment(dag, velden["begin"]), "eind": _moment(dag, velden["tot"])}
