"""A meeting of a selection round: planning it with who is invited, and who came. Illness has no cause."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.berichten import ONVERZONDEN, laat_vervallen
from trajecten.bijeenkomsten import schuif_door, vrije_plaatsen
from trajecten.groepsactie import voor_ieder
from trajecten.keuzes import AFWEZIG, Aanwezigheid, Bijeenkomstsoort, Rondesoort
from trajecten.models import Bericht, Bijeenkomst, Deelname
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname

SOORTEN = {
    Rondesoort.INFORMATIE: Bijeenkomstsoort.INFORMATIE,
    Rondesoort.KENNISMAKING: Bijeenkomstsoort.KENNISMAKING,
}


def _log(door, rondedeelnames):
    schrijf_alle(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossiers=[deelname.traject.kandidaat.dossiernummer for deelname in rondedeelnames],
        categorie=Categorie.SELECTIE,
    )


@transaction.atomic
def maak_bijeenkomst(ronde, *, begin, eind, plaats="", online=False, online_link="", capaciteit=None):
    """Plan a meeting of this round (`begin` and `eind` aware; `capaciteit` None: no limit), nobody invited yet.

    Raises ValidationError with Dutch messages per field.
    """
    bijeenkomst = Bijeenkomst(
        soort=SOORTEN.get(Rondesoort(ronde.soort), Bijeenkomstsoort.SELECTIE),
        titel=ronde.naam,
        ronde=ronde,
        begin=begin,
        eind=eind,
        plaats=plaats,
        online=online,
        online_link=online_link,
        capaciteit=capaciteit,
    )
    bijeenkomst.full_clean()
    bijeenkomst.save()
    return bijeenkomst


@transaction.atomic
def plan_bijeenkomst(ronde, *, rondedeelnames, door, **bijeenkomst):
    """Plan a meeting of this round (the arguments of `maak_bijeenkomst`) and invite these people to it.

    Seats go to who has priority first, then in the order given; who comes after the last seat is put on the waiting
    list. Nobody is written to yet: that is `trajecten.bijeenkomsten.verstuur_uitnodigingen`. Whom a colleague invited
    to another meeting at this very moment is left out. Raises ValidationError with Dutch messages per field, for
    somebody of another round, and when nobody is left to invite.
    """
    if not rondedeelnames:
        raise ValidationError("Er is niemand om uit te nodigen.")
    if any(deelname.ronde_id != ronde.pk for deelname in rondedeelnames):
        raise ValidationError("Niet iedereen zit in deze ronde.")
    gepland = maak_bijeenkomst(ronde, **bijeenkomst)
    op_volgorde = sorted(rondedeelnames, key=lambda deelname: not deelname.traject.voorrang)
    uitgenodigd = [deelname for deelname in op_volgorde if _nodig_uit(deelname, gepland)]
    if not uitgenodigd:
        raise ValidationError("Een collega heeft iedereen al uitgenodigd voor een andere bijeenkomst.")
    _log(door, uitgenodigd)
    return gepland


@transaction.atomic
def nodig_uit(rondedeelname, *, bijeenkomst, door):
    """Invite one person of this round to a planned meeting; is it full, then she waits for a seat. Her Deelname.

    Who missed an earlier meeting can be invited again: that Deelname stays as it is, and counts. Raises ValidationError
    for another round, a decision that was taken, a meeting that has begun or one to which she was invited before, and
    IntussenGewijzigd when a colleague invited her first.
    """
    if rondedeelname.ronde_id != bijeenkomst.ronde_id:
        raise ValidationError("Deze bijeenkomst hoort bij een andere ronde.")
    if rondedeelname.uitslag != Uitslag.OPEN:
        raise ValidationError("In deze ronde is al besloten.")
    if bijeenkomst.begin <= timezone.now():
        raise ValidationError("Deze bijeenkomst is al begonnen.")
    if bijeenkomst.afgelast_op:
        raise ValidationError("Deze bijeenkomst gaat niet door.")
    if bijeenkomst.deelnames.filter(traject=rondedeelname.traject_id, aanwezigheid__in=AFWEZIG).exists():
        raise ValidationError("Komt niet naar deze bijeenkomst. Kies een andere bijeenkomst.")
    if not _nodig_uit(rondedeelname, bijeenkomst):
        raise IntussenGewijzigd(rondedeelname)
    _log(door, [rondedeelname])
    return rondedeelname.deelname


@transaction.atomic
def trek_uitnodiging_in(rondedeelname, *, door):
    """Withdraw an invitation that was a mistake; her seat goes to the waiting list, an earlier one that she missed is
    her latest again.

    Raises IntussenGewijzigd once somebody recorded whether she came, ValidationError once she was written to.
    """
    bijeenkomst = rondedeelname.deelname.bijeenkomst
    geschreven = Bericht.objects.geldig().filter(deelname=rondedeelname.deelname_id)
    if geschreven.exclude(status__in=ONVERZONDEN).exists():
        raise ValidationError(
            "De uitnodiging is al verstuurd. Zet haar bij de bijeenkomst op afwezig met bericht."
        )
    laat_vervallen(geschreven)
    rijen = Deelname.objects.filter(
        pk=rondedeelname.deelname_id, aanwezigheid__in=[Aanwezigheid.UITGENODIGD, Aanwezigheid.WACHTLIJST]
    )
    if not rijen.delete()[0]:
        raise IntussenGewijzigd(rondedeelname)
    rondedeelname.deelname = _eerdere_uitnodiging(rondedeelname)
    Rondedeelname.objects.filter(pk=rondedeelname.pk).update(deelname=rondedeelname.deelname)
    _log(door, [rondedeelname])
    schuif_door(bijeenkomst, door=door)
    return rondedeelname


def _eerdere_uitnodiging(rondedeelname):
    """Her Deelname of the meeting of this round before the invitation that went; None when there was none."""
    eerder = Deelname.objects.filter(
        traject=rondedeelname.traject_id, bijeenkomst__ronde=rondedeelname.ronde_id
    )
    return eerder.order_by("-bijeenkomst__begin", "-pk").first()


def _nodig_uit(rondedeelname, bijeenkomst):
    """Invite her, or let her wait when it is full, unless she has a meeting of this round by now."""
    Rondedeelname.objects.filter(pk=rondedeelname.pk).update(
        uitslag=F("uitslag")
    )  # two colleagues take turns
    vol = bijeenkomst.capaciteit is not None and vrije_plaatsen(bijeenkomst) == 0
    deelname = Deelname.objects.create(
        bijeenkomst=bijeenkomst,
        traject_id=rondedeelname.traject_id,
        aanwezigheid=Aanwezigheid.WACHTLIJST if vol else Aanwezigheid.UITGENODIGD,
    )
    if not Rondedeelname.objects.filter(pk=rondedeelname.pk).niet_uitgenodigd().update(deelname=deelname):
        deelname.delete()
        return False
    rondedeelname.deelname = deelname
    return True


@transaction.atomic
def leg_aanwezigheid_vast(aanwezig, *, door, gezien=None):
    """Set who came: `aanwezig` maps a Rondedeelname with a meeting to a code of Aanwezigheid. A Groepsuitkomst.

    `gezien` maps her to what the user saw (as it is now): whom the user left alone keeps what a colleague recorded
    meanwhile, and who was changed by both is refused. Raises ValidationError for a code that does not exist or
    somebody without a meeting.
    """
    for rondedeelname, code in aanwezig.items():
        if rondedeelname.deelname is None:
            raise ValidationError("Deze kandidaat is niet uitgenodigd voor een bijeenkomst.")
        if code not in Aanwezigheid.values:
            raise ValidationError("Deze aanwezigheid bestaat niet.")
    gezien = {deelname: deelname.deelname.aanwezigheid for deelname in aanwezig} | (gezien or {})
    uitkomst = voor_ieder(
        [deelname for deelname, code in aanwezig.items() if code != gezien[deelname]],
        lambda deelname: _zet_aanwezigheid(deelname, van=gezien[deelname], naar=aanwezig[deelname]),
    )
    _log(door, uitkomst.gedaan)
    for bijeenkomst in {rondedeelname.deelname.bijeenkomst for rondedeelname in uitkomst.gedaan}:
        schuif_door(bijeenkomst, door=door)
    return uitkomst


def _zet_aanwezigheid(rondedeelname, *, van, naar):
    deelname = rondedeelname.deelname
    if not Deelname.objects.filter(pk=deelname.pk, aanwezigheid__in=[van, naar]).update(aanwezigheid=naar):
        raise IntussenGewijzigd(deelname)
    deelname.aanwezigheid = naar
    return rondedeelname
