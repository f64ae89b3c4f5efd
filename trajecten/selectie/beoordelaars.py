"""Who assesses whom: colleagues named for people of a round, and a name taken back while she has not written.

With names the scores open once everybody who was named has written, and at least as many as the round asks for.
"""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.models import Gebruiker
from gebruikers.rechten import Categorie, Toegang
from gebruikers.rollen import Rol
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.groepsactie import voor_ieder
from trajecten.selectie.beoordelen import AL_BESLOTEN, neem_de_beurt, werk_stand_bij
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Beoordelaar, Beoordeling, Heropening, Rondedeelname

AL_OPEN = "De scores zijn al zichtbaar. Wie nog wil beoordelen, heropent ze zelf, met een reden."
AL_HEROPEND = "De scores zijn heropend. Wie erbij komt, heropent ze zelf, met een reden."


def collegas_voor(deelnames):
    """Colleagues who may write selection scores of at least one of these Rondedeelname's, by name."""
    regios = {deelname.traject.kandidaat.behandelregio_id for deelname in deelnames}
    return (
        Gebruiker.objects.filter(
            is_active=True, rollen__rol=Rol.COORDINATOR, werkgebieden__regio__in=sorted(regios)
        )
        .distinct()
        .order_by("naam", "pk")
    )


def wachtend_op(deelnames):
    """[(colleague, on how many of these people she still has to write)], by name; of `overzicht.met_scores`."""
    aantallen = Counter(rij.gebruiker for deelname in deelnames for rij in deelname.nog_te_schrijven)
    return sorted(aantallen.items(), key=lambda paar: (str(paar[0]).casefold(), paar[0].pk))


@transaction.atomic
def wijs_beoordelaars_aan(rondedeelnames, *, gebruikers, door):
    """Name these colleagues as assessors of each of these people: a Groepsuitkomst of Rondedeelname's.

    Who was named, or scored of her own accord, stays. Refused per person: after the decision, once scores are visible
    or were opened again, and for a colleague who may not write scores of that person.
    """
    mag = {gebruiker: _van_wie(gebruiker, rondedeelnames) for gebruiker in gebruikers}
    uitkomst = voor_ieder(rondedeelnames, lambda deelname: _wijs_aan(deelname, mag, door))
    schrijf_alle(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossiers=[deelname.traject.kandidaat.dossiernummer for deelname in uitkomst.gedaan],
        categorie=Categorie.SELECTIE,
    )
    return uitkomst


def _van_wie(gebruiker, rondedeelnames):
    """Of which of these people (their numbers) this colleague may write scores."""
    eigen = Rondedeelname.objects.waar_mag(gebruiker, Toegang.SCHRIJVEN)
    nummers = [deelname.pk for deelname in rondedeelnames]
    return set(eigen.filter(pk__in=nummers).values_list("pk", flat=True))


def _wijs_aan(rondedeelname, mag, door):
    neem_de_beurt(rondedeelname)
    if rondedeelname.uitslag != Uitslag.OPEN:
        raise ValidationError(AL_BESLOTEN)
    if rondedeelname.scores_open_op is not None:
        raise ValidationError(AL_OPEN)
    if Heropening.objects.filter(rondedeelname=rondedeelname).exists():
        raise ValidationError(AL_HEROPEND)
    for gebruiker, nummers in mag.items():
        if rondedeelname.pk not in nummers:
            raise ValidationError(f"{gebruiker} mag van deze kandidaat geen scores geven.")
        rij, nieuw = Beoordelaar.objects.get_or_create(
            rondedeelname=rondedeelname, gebruiker=gebruiker, defaults={"gevraagd_door": door}
        )
        if not nieuw and rij.gevraagd_door_id is None:
            Beoordelaar.objects.filter(pk=rij.pk).update(gevraagd_door=door)
    return rondedeelname


@transaction.atomic
def trek_naam_in(rondedeelnames, *, gebruiker, door):
    """Take this colleague's name back from these people, while she has not written: a Groepsuitkomst.

    Scores open where she was the last one that others waited for. Refused once she
    wrote, and when a colleague was first.
    """
    uitkomst = voor_ieder(rondedeelnames, lambda deelname: _trek_in(deelname, gebruiker))
    schrijf_alle(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossiers=[deelname.traject.kandidaat.dossiernummer for deelname in uitkomst.gedaan],
        categorie=Categorie.SELECTIE,
    )
    return uitkomst


def _trek_in(rondedeelname, gebruiker):
    neem_de_beurt(rondedeelname)
    if Beoordeling.objects.filter(rondedeelname=rondedeelname, beoordelaar=gebruiker).exists():
        raise ValidationError(f"{gebruiker} heeft al scores gegeven.")
    genoemd = Beoordelaar.objects.filter(
        rondedeelname=rondedeelname, gebruiker=gebruiker, ingediend_op=None, gevraagd_door__isnull=False
    )
    if not genoemd.delete()[0]:
        raise IntussenGewijzigd(rondedeelname)
    werk_stand_bij(rondedeelname)
    return rondedeelname
