"""A meeting of a selection round: planning it with who is invited, and who came. Illness has no cause."""

from django.core.exceptions import ValidationError
from django.db import transaction

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.groepsactie import voor_ieder
from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort, Rondesoort
from trajecten.models import Bijeenkomst, Deelname
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
def plan_bijeenkomst(ronde, *, begin, eind, rondedeelnames, door, plaats="", online=False):
    """Plan a meeting of this round (`begin` and `eind` aware) and invite these people to it.

    Whom a colleague invited to another meeting at this very moment is left out. Raises ValidationError with Dutch
    messages per field, for somebody of another round, and when nobody is left to invite.
    """
    if not rondedeelnames:
        raise ValidationError("Er is niemand om uit te nodigen.")
    if any(deelname.ronde_id != ronde.pk for deelname in rondedeelnames):
        raise ValidationError("Niet iedereen zit in deze ronde.")
    bijeenkomst = Bijeenkomst(
        soort=SOORTEN.get(Rondesoort(ronde.soort), Bijeenkomstsoort.SELECTIE),
        titel=ronde.naam,
        ronde=ronde,
        begin=begin,
        eind=eind,
        plaats=plaats,
        online=online,
    )
    bijeenkomst.full_clean()
    bijeenkomst.save()
    uitgenodigd = [deelname for deelname in rondedeelnames if _nodig_uit(deelname, bijeenkomst)]
    if not uitgenodigd:
        raise ValidationError("Een collega heeft iedereen al uitgenodigd voor een andere bijeenkomst.")
    _log(door, uitgenodigd)
    return bijeenkomst


def _nodig_uit(rondedeelname, bijeenkomst):
    """Invite her, unless she has a meeting of this round by now."""
    deelname = Deelname.objects.create(bijeenkomst=bijeenkomst, traject_id=rondedeelname.traject_id)
    if not Rondedeelname.objects.filter(pk=rondedeelname.pk, deelname=None).update(deelname=deelname):
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
    return uitkomst


def _zet_aanwezigheid(rondedeelname, *, van, naar):
    deelname = rondedeelname.deelname
    if not Deelname.objects.filter(pk=deelname.pk, aanwezigheid__in=[van, naar]).update(aanwezigheid=naar):
        raise IntussenGewijzigd(deelname)
    deelname.aanwezigheid = naar
    return rondedeelname
