"""The writers of selection: taking people into rounds, decisions and taking a decision back (scores: beoordelen.py).

A decision is a named person's, with a reason of the closed list (PRIV-13); scores never change anything by themselves.
'Door' opens the next obligatory round at once; in the last one it makes the traject selected.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.bijeenkomsten import geef_plaatsen_vrij
from trajecten.diensten import corrigeer_status, wijzig_status
from trajecten.groepsactie import voor_ieder
from trajecten.models import Deelname, Ronde, Traject
from trajecten.selectie.keuzes import REDENEN_BIJ_UITSLAG, Uitslag
from trajecten.selectie.models import Besluitcorrectie, Rondedeelname
from trajecten.selectie.rondes import is_beslissend, volgende, vorige
from trajecten.statussen import Status

ONGEDAAN_BINNEN = timedelta(minutes=10)  # so long a decision can be undone without an explanation
IN_DE_SELECTIE = (Status.AANGEMELD, Status.IN_SELECTIE)


@dataclass(frozen=True)
class Besluit:
    """One decision of a group: about whom, what, and the reason's code where the result asks for one."""

    rondedeelname: Rondedeelname
    uitslag: str
    reden: str = ""


def _log(door, traject, handeling=Handeling.WIJZIGEN, reden=""):
    schrijf(
        gebruiker=door,
        handeling=handeling,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.SELECTIE,
        reden=reden,
    )


def _rondes(ronde):
    return list(Ronde.objects.filter(programma=ronde.programma_id).order_by("volgorde"))


# --- Into a round -----------------------------------------------------------------------------------------------------
@transaction.atomic
def neem_op_in_ronde(trajecten, *, ronde, door, op=None):
    """Take one person or a group into a round, each by herself: a Groepsuitkomst with Rondedeelname's.

    Somebody new (aangemeld) moves to in_selectie on the date `op` (today). Who is in the round already stays as she is.
    Refused: another programme (version), a status outside the selection, and who is not through the obligatory round
    before this one.
    """
    Ronde.objects.filter(pk=ronde.pk).update(volgorde=F("volgorde"))  # two colleagues at once take turns
    eerdere = vorige(ronde, _rondes(ronde))
    return voor_ieder(trajecten, lambda traject: _neem_op(traject, ronde, eerdere, door, op))


def _neem_op(traject, ronde, eerdere, door, op):
    if traject.programma_id != ronde.programma_id:
        raise ValidationError("Deze ronde hoort bij een ander programma of een andere versie.")
    try:
        traject.refresh_from_db(fields=["status", "einddatum", "gestart_op", "reden", "versie"])
    except Traject.DoesNotExist:  # her import was taken back
        raise IntussenGewijzigd(traject) from None
    al = traject.rondedeelnames.filter(ronde=ronde).first()
    if al:
        return al
    is_door = bool(eerdere) and traject.rondedeelnames.filter(ronde=eerdere, uitslag=Uitslag.DOOR).exists()
    if bezwaar := bezwaar_tegen_opname(traject, eerdere, is_door):
        raise ValidationError(bezwaar)
    if traject.status == Status.AANGEMELD:
        wijzig_status(traject, naar=Status.IN_SELECTIE, door=door, op=op or timezone.localdate())
    deelname = Rondedeelname.objects.create(traject=traject, ronde=ronde)
    _log(door, traject, Handeling.MAKEN)
    return deelname


def bezwaar_tegen_opname(traject, eerdere, is_door):
    """Why this person cannot be taken into a round of her programme, in one sentence; "" when she can.

    `eerdere`: the obligatory round before it or None; `is_door`: is she through that one.
    """
    if traject.status not in IN_DE_SELECTIE:
        return f"De status is '{Status(traject.status).label}', niet in selectie."
    if eerdere and not is_door:
        return f"Is nog niet door in de ronde '{eerdere.naam}'."
    return ""


@transaction.atomic
def haal_uit_ronde(rondedeelname, *, was_nieuw, door):
    """Undo `neem_op_in_ronde` while nothing happened in that round; with `was_nieuw` she is aangemeld again.

    Raises ValidationError when there are scores, IntussenGewijzigd when she was invited or decided about since.
    """
    if rondedeelname.beoordelingen.exists():
        raise ValidationError("In deze ronde staan al scores. Haal die eerst weg.")
    rij = Rondedeelname.objects.filter(pk=rondedeelname.pk, uitslag=Uitslag.OPEN, deelname=None)
    if not rij.delete()[0]:
        raise IntussenGewijzigd(rondedeelname)
    traject, _ = _actueel(rondedeelname)
    if was_nieuw and traject.status == Status.IN_SELECTIE:
        corrigeer_status(traject, door=door, toelichting="Meteen ongedaan gemaakt.")
    _log(door, traject, Handeling.VERWIJDEREN)
    return traject


# --- Decisions --------------------------------------------------------------------------------------------------------
@transaction.atomic
def neem_besluit(rondedeelname, *, uitslag, reden="", door, op=None, moment=None):
    """Decide about one person in one round. `reden`: code of the list of afgewezen or teruggetrokken, '' for door.

    `op`: date of the status step (today); `moment`: when it was decided (now), shared by the decisions of one save.
    Raises ValidationError without a right reason or when the traject has ended, and IntussenGewijzigd when somebody
    else decided first: the update only holds while the result is open.
    """
    uitslag = Uitslag(uitslag)
    _controleer(uitslag, reden)
    moment, op = moment or timezone.now(), op or timezone.localdate()
    rij = Rondedeelname.objects.filter(pk=rondedeelname.pk, uitslag=Uitslag.OPEN)
    if not rij.update(uitslag=uitslag, reden=reden, besloten_door=door, besloten_op=moment):
        raise IntussenGewijzigd(rondedeelname)
    traject, ronde = _actueel(rondedeelname)
    if not traject.is_open:
        raise ValidationError("Dit traject is al afgesloten.")
    if uitslag in REDENEN_BIJ_UITSLAG:
        wijzig_status(traject, naar=Status(uitslag.value), door=door, op=op, reden=reden)
        geef_plaatsen_vrij(traject, door=door)
    else:
        _ga_door(traject, ronde, door, op)
    rondedeelname.refresh_from_db(fields=["uitslag", "reden", "besloten_door", "besloten_op"])
    _log(door, traject)
    return rondedeelname


def neem_besluiten(besluiten, *, door, op=None):
    """Decide about a group (a list of Besluit) in one save: a Groepsuitkomst; refusals per person, the others go in."""
    moment = timezone.now()
    return voor_ieder(
        besluiten,
        lambda besluit: neem_besluit(
            besluit.rondedeelname,
            uitslag=besluit.uitslag,
            reden=besluit.reden,
            door=door,
            op=op,
            moment=moment,
        ),
    )


def _controleer(uitslag, reden):
    if uitslag == Uitslag.OPEN:
        raise ValidationError({"uitslag": "Kies een besluit."})
    lijst = REDENEN_BIJ_UITSLAG.get(uitslag)
    if lijst is None and reden:
        raise ValidationError({"reden": "Bij 'door' hoort geen reden."})
    if lijst is not None and reden not in lijst.values:
        raise ValidationError({"reden": "Kies een reden van de lijst."})


def _actueel(rondedeelname):
    """The traject as it is in the database now, and the round."""
    traject = Traject.objects.select_related("kandidaat").get(pk=rondedeelname.traject_id)
    return traject, rondedeelname.ronde


def _ga_door(traject, ronde, door, op):
    verder = volgende(ronde, _rondes(ronde))
    if verder is not None:
        Rondedeelname.objects.get_or_create(traject=traject, ronde=verder)
    elif traject.status != Status.GESELECTEERD:
        wijzig_status(traject, naar=Status.GESELECTEERD, door=door, op=op)


# --- Taking back ------------------------------------------------------------------------------------------------------
@transaction.atomic
def draai_besluit_terug(rondedeelname, *, door, toelichting=""):
    """Take a decision back: open again, its status step corrected, and a Besluitcorrectie keeps what was.

    Within ten minutes no explanation is asked. Raises ValidationError without one later on, and when something already
    builds on the decision (a decision or scores in the next round, a seat, a later status); IntussenGewijzigd when
    somebody else was first.
    """
    if rondedeelname.uitslag == Uitslag.OPEN:
        raise ValidationError("Er is nog geen besluit om terug te draaien.")
    binnen = timezone.now() - rondedeelname.besloten_op <= ONGEDAAN_BINNEN
    if not toelichting.strip() and not binnen:
        raise ValidationError({"toelichting": "Schrijf kort op wat er mis was."})
    was = {
        naam: getattr(rondedeelname, naam) for naam in ("uitslag", "reden", "besloten_door", "besloten_op")
    }
    rij = Rondedeelname.objects.filter(
        pk=rondedeelname.pk, uitslag=was["uitslag"], besloten_op=was["besloten_op"]
    )
    leeg = {"reden": "", "besloten_door": None, "besloten_op": None, "terugkoppeling_op": None}
    if not rij.update(uitslag=Uitslag.OPEN, **leeg):
        raise IntussenGewijzigd(rondedeelname)
    tekst = toelichting.strip() or "Meteen ongedaan gemaakt."
    _draai_gevolg_terug(rondedeelname, door, tekst)
    Besluitcorrectie.objects.create(
        rondedeelname=rondedeelname, teruggedraaid_door=door, toelichting=tekst, **was
    )
    rondedeelname.refresh_from_db(fields=["uitslag", *leeg])
    _log(door, rondedeelname.traject, reden="besluit teruggedraaid")
    return rondedeelname


def ronde_van_status(traject):
    """The Ronde whose decision, that still stands, set the status this traject has now; None for another step."""
    stap = traject.statuswissels.geldig().order_by("vastgelegd_op", "pk").last()
    gevolg = {Status.GESELECTEERD: Uitslag.DOOR} | {
        Status(uitslag.value): uitslag for uitslag in REDENEN_BIJ_UITSLAG
    }
    if stap is None or stap.naar != traject.status or stap.naar not in gevolg:
        return None
    deelname = (
        traject.rondedeelnames.filter(uitslag=gevolg[Status(stap.naar)])
        .select_related("ronde")
        .order_by("-besloten_op", "-pk")
        .first()
    )
    if deelname is None or deelname.besloten_op > stap.vastgelegd_op:
        return None
    if stap.naar == Status.GESELECTEERD and not is_beslissend(deelname.ronde, _rondes(deelname.ronde)):
        return None
    eerder = traject.statuswissels.filter(
        vastgelegd_op__gte=deelname.besloten_op, vastgelegd_op__lt=stap.vastgelegd_op
    )
    return None if eerder.exists() else deelname.ronde


def _draai_gevolg_terug(rondedeelname, door, toelichting):
    traject, ronde = _actueel(rondedeelname)
    rondes = _rondes(ronde)
    if rondedeelname.uitslag in REDENEN_BIJ_UITSLAG:
        gevolg = Status(rondedeelname.uitslag)
    elif is_beslissend(ronde, rondes):
        gevolg = Status.GESELECTEERD
    else:
        _sluit_volgende(traject, ronde, rondes)
        return
    stappen = traject.statuswissels.geldig().filter(naar=gevolg)
    if not stappen.filter(vastgelegd_op__gte=rondedeelname.besloten_op).exists():
        return  # she was selected already, or that step was taken back in the dossier: nothing of it is left
    if traject.status != gevolg:
        raise ValidationError(
            f"De status is intussen '{Status(traject.status).label}'. Draai eerst die stap terug, in het dossier."
        )
    if traject.lichting_id and gevolg == Status.GESELECTEERD:
        raise ValidationError(f"Heeft een plaats in '{traject.lichting.naam}'. Haal haar daar eerst uit.")
    corrigeer_status(traject, door=door, toelichting=toelichting)


def _sluit_volgende(traject, ronde, rondes):
    """Take her out of the next round again, unless another round gives her the right to be there."""
    verder = volgende(ronde, rondes)
    if vorige(verder, rondes) != ronde:
        return
    deelname = traject.rondedeelnames.filter(ronde=verder).first()
    if deelname is None:
        return
    if deelname.uitslag != Uitslag.OPEN:
        raise ValidationError(f"In de ronde '{verder.naam}' is al besloten. Draai dat besluit eerst terug.")
    if deelname.beoordelingen.exists():
        raise ValidationError(f"In de ronde '{verder.naam}' staan al scores. Haal die eerst weg.")
    if not Rondedeelname.objects.filter(pk=deelname.pk, uitslag=Uitslag.OPEN).delete()[0]:
        raise IntussenGewijzigd(deelname)
    Deelname.objects.filter(pk=deelname.deelname_id).delete()  # the invitation to that round's meeting
