"""A meeting of a selection round: planning it with who is invited, and who came. Illness has no cause."""

from django.core.exceptions import ValidationError
from django.db import transaction

from gebruikers.rechten import Categorie
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort, Rondesoort
from trajecten.models import Bijeenkomst, Deelname

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

    Raises ValidationError with Dutch messages per field, and for somebody of another round.
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
    for rondedeelname in rondedeelnames:
        rondedeelname.deelname = Deelname.objects.create(
            bijeenkomst=bijeenkomst, traject_id=rondedeelname.traject_id
        )
        rondedeelname.save(update_fields=["deelname"])
    _log(door, rondedeelnames)
    return bijeenkomst


@transaction.atomic
def leg_aanwezigheid_vast(aanwezig, *, door):
    """Set who came: `aanwezig` maps a Rondedeelname with a meeting to a code of Aanwezigheid.

    Only what differs is written. Raises ValidationError for a code that does not exist or somebody without a meeting.
    """
    anders = []
    for rondedeelname, code in aanwezig.items():
        if rondedeelname.deelname is None:
            raise ValidationError("Deze kandidaat is niet uitgenodigd voor een bijeenkomst.")
        if code not in Aanwezigheid.values:
            raise ValidationError("Deze aanwezigheid bestaat niet.")
        if rondedeelname.deelname.aanwezigheid != code:
            rondedeelname.deelname.aanwezigheid = code
            rondedeelname.deelname.save(update_fields=["aanwezigheid"])
            anders.append(rondedeelname)
    _log(door, anders)
    return anders
