"""Versions of a programme: a copy to work on, into the archive and back, and when its rules are fixed.

The rules of a version are fixed from the first traject or cohort on: changing them would change what was agreed with
people who are busy. What describes a programme without ruling anybody (its name, partners, texts, goals, reported
results, shares of the costs) can always be changed.
"""

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import models, transaction

from basis.vastleggen import leg_vast
from trajecten.keuzes import Precisie, Programmastatus
from trajecten.models import Lichting, Programma, Traject

# Fields that trajects and cohorts are judged by.
REGELVELDEN = frozenset(
    "code versie uitkeringen toetsen eerste_contact_uren kinderopvang_check leerweg duur_weken duur_maanden "
    "duur_ongeveer dagen_per_week schooldagen_per_week modules voorfase_weken introductiedag terugkomdag_weken "
    "groep_min groep_max groepen_per_jaar_min groepen_per_jaar_max proefplaatsing_maanden contract_maanden "
    "contractsoort uren_opties functioneringsgesprekken max_verblijf_maanden verblijf_van_maanden "
    "verblijf_tot_maanden besluit_na_maanden besluit_opties coachratio_max begeleiding_vrijwillig".split()
)
# Reverse relations of Programma whose rows are rules too.
REGELDELEN = frozenset({"rondes", "criteria", "kwalificaties", "begeleidingsschema"})

_S = Programmastatus
STATUSSTAPPEN = {
    _S.IN_ONTWIKKELING: {_S.LOPEND, _S.GEARCHIVEERD},
    _S.LOPEND: {_S.GEARCHIVEERD},
    _S.GEARCHIVEERD: {_S.LOPEND},
}


def staat_vast(programma) -> bool:
    """Are the rules of this version fixed: is there a traject or a cohort under it? Two queries at most."""
    if programma is None or programma.pk is None:
        return False
    return (
        Traject.objects.filter(programma=programma).exists()
        or Lichting.objects.filter(programma=programma).exists()
    )


def mag_status(van, naar, *, vast) -> bool:
    """May a programme go from one status to the other? Back into development only while nobody is in it."""
    if van == naar or naar in STATUSSTAPPEN[_S(van)]:
        return True
    return naar == _S.IN_ONTWIKKELING and not vast


@transaction.atomic
def nieuwe_versie(programma, *, door):
    """Copy a programme with all its parts to the next version, in development; its start is not known yet.

    Running trajects and cohorts keep the version they point at. Raises ValidationError while another version of this
    programme is in development: then that is the one to work on (and a double click makes one).
    """
    broers = Programma.objects.filter(code=programma.code)
    if bezig := broers.filter(status=_S.IN_ONTWIKKELING).order_by("versie").first():
        raise ValidationError(f"Versie {bezig.versie} is nog in ontwikkeling. Werk daarin verder.")
    nieuw = _kopie(
        programma,
        versie=broers.aggregate(n=models.Max("versie"))["n"] + 1,
        status=_S.IN_ONTWIKKELING,
        startdatum=None,
        startdatum_precisie=Precisie.DAG,
    )
    leg_vast(nieuw)
    for veld in Programma._meta.many_to_many:
        getattr(nieuw, veld.name).set(getattr(programma, veld.name).all())
    _kopieer_delen(programma, nieuw)
    _noteer(nieuw, door, f"Gemaakt als kopie van versie {programma.versie}.")
    return nieuw


@transaction.atomic
def archiveer(programma, *, door) -> bool:
    """Nobody new from now on; who is busy goes on. False when it was not running any more, and nothing is written."""
    return _zet_status(programma, van=_S.LOPEND, naar=_S.GEARCHIVEERD, door=door, tekst="Gearchiveerd.")


@transaction.atomic
def haal_uit_archief(programma, *, door) -> bool:
    """Open it again for new people. False when it was not in the archive."""
    return _zet_status(
        programma, van=_S.GEARCHIVEERD, naar=_S.LOPEND, door=door, tekst="Uit het archief gehaald."
    )


def controleer_open_voor_nieuw(programma):
    """Raise ValidationError when no traject or cohort may begin under this version: not running now."""
    if programma.status == _S.GEARCHIVEERD:
        raise ValidationError(
            "Dit programma is gearchiveerd. Er kan niemand nieuw in. Kies een ander programma."
        )
    if programma.status == _S.IN_ONTWIKKELING:
        raise ValidationError("Dit programma is nog in ontwikkeling. Kies een ander programma.")


def _zet_status(programma, *, van, naar, door, tekst):
    if not Programma.objects.filter(pk=programma.pk, status=van).update(status=naar):
        return False
    programma.status = naar
    _noteer(programma, door, tekst)
    return True


def _noteer(programma, door, tekst):
    """In the history of the programme, where a beheerder looks."""
    LogEntry.objects.log_actions(door.pk, [programma], CHANGE, tekst, single_object=True)


def _kopie(rij, **anders):
    """An unsaved copy of a row with other values here and there."""
    velden = {
        veld.attname: getattr(rij, veld.attname) for veld in rij._meta.concrete_fields if not veld.primary_key
    }
    return type(rij)(**velden | anders)


def _kopieer_delen(oud, nieuw):
    """Copy every row that would go with `oud` when that were deleted, and theirs: those are its parts.

    Only tables of this room: what a higher room hangs on a programme is about this version alone.
    """
    for relatie in oud._meta.related_objects:
        model = relatie.related_model
        if relatie.on_delete is not models.CASCADE or model._meta.app_label != Programma._meta.app_label:
            continue
        for rij in model._default_manager.filter(**{relatie.field.name: oud}).order_by("pk"):
            deel = _kopie(rij, **{relatie.field.attname: nieuw.pk})
            deel.save(force_insert=True)
            _kopieer_delen(rij, deel)
