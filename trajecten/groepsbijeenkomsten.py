"""Meetings of a cohort: planning one or a whole series, who is on the list, and who leaves it. The only writers.

Who was written to, who came, moving and calling off: as every meeting (`bijeenkomsten`). Nobody is written to here.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd, neem_beurt
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.berichten import laat_vervallen
from trajecten.bijeenkomsten import (
    schuif_door,
    verstuur_uitnodigingen,
    vrije_plaatsen,
    zonder_uitnodiging,
)
from trajecten.keuzes import Aanwezigheid, Bijeenkomstsoort
from trajecten.models import Bericht, Bijeenkomst, Deelname
from trajecten.statussen import ACTIEF

# What a cohort does together; the rest belongs to selection.
SOORTEN = (
    Bijeenkomstsoort.INTRODUCTIEDAG,
    Bijeenkomstsoort.LES,
    Bijeenkomstsoort.TERUGKOMDAG,
    Bijeenkomstsoort.EXAMEN,
    Bijeenkomstsoort.GROEP,
)


@transaction.atomic
def plan_groepsbijeenkomst(lichting, *, soort, trajecten, door, titel="", reeksnummer=None, **afspraak):
    """Plan a meeting for these people of a cohort; who has priority first, and who no longer fits waits.

    `afspraak`: begin, eind (aware), plaats, online, online_link, capaciteit (None: no limit). Raises ValidationError
    with Dutch messages per field, for a cancelled cohort, a moment that has passed and somebody of another cohort.
    """
    if lichting.geannuleerd_op:
        raise ValidationError("Deze lichting is geannuleerd.")
    soort = Bijeenkomstsoort(soort)
    if soort not in SOORTEN:
        raise ValidationError({"soort": "Kies een soort van de lijst."})
    if afspraak["begin"] <= timezone.now():
        raise ValidationError({"begin": "Dit moment is al voorbij. Kies een later moment."})
    bijeenkomst = Bijeenkomst(
        soort=soort, titel=titel or soort.label, lichting=lichting, reeksnummer=reeksnummer, **afspraak
    )
    bijeenkomst.full_clean()
    bijeenkomst.save()
    zet_op_lijst(bijeenkomst, trajecten=trajecten, door=door)
    return bijeenkomst


@transaction.atomic
def plan_reeks(lichting, *, dagen, trajecten, door):
    """Plan the days that the programme asks (a list of dicts of arguments of `plan_groepsbijeenkomst`).

    A day that is planned already, by its number in the series, is left as it is: doing it twice makes nothing double.
    Returns the new meetings. All or nothing.
    """
    neem_beurt(lichting)
    al = set(gepland(lichting).values_list("soort", "reeksnummer"))
    return [
        plan_groepsbijeenkomst(lichting, trajecten=trajecten, door=door, **dag)
        for dag in dagen
        if (dag["soort"], dag["reeksnummer"]) not in al
    ]


def gepland(lichting):
    """The days of the series of this cohort that were planned and not called off."""
    return Bijeenkomst.objects.order_by().filter(
        lichting=lichting, reeksnummer__isnull=False, afgelast_op=None
    )


# --- Who is on the list -----------------------------------------------------------------------------------------------
@transaction.atomic
def zet_op_lijst(bijeenkomst, *, trajecten, door):
    """Put people of the cohort on the list of a meeting to come; is it full, then they wait. The new Deelname's.

    Who is on it already stays as she is. Raises ValidationError for somebody of another cohort and a meeting that has
    begun, IntussenGewijzigd when it was called off.
    """
    if any(t.lichting_id != bijeenkomst.lichting_id or t.status not in ACTIEF for t in trajecten):
        raise ValidationError("Niet iedereen heeft een plaats in deze lichting.")
    vrij = vrije_plaatsen(bijeenkomst)
    bijeenkomst.refresh_from_db(fields=["begin", "afgelast_op"])
    if bijeenkomst.afgelast_op:
        raise IntussenGewijzigd(bijeenkomst)
    if bijeenkomst.is_voorbij:
        raise ValidationError("Deze bijeenkomst is al begonnen.")
    al = set(bijeenkomst.deelnames.values_list("traject", flat=True))
    nieuw = [traject for traject in trajecten if traject.pk not in al]
    nieuw.sort(key=lambda traject: not traject.voorrang)
    if vrij is not None and bijeenkomst.deelnames.wachtend().exists():
        vrij = 0  # who waits already goes first
    deelnames = Deelname.objects.bulk_create(
        Deelname(
            bijeenkomst=bijeenkomst,
            traject=traject,
            aanwezigheid=Aanwezigheid.UITGENODIGD
            if vrij is None or nummer < vrij
            else Aanwezigheid.WACHTLIJST,
        )
        for nummer, traject in enumerate(nieuw)
    )
    _log(bijeenkomst, deelnames, Handeling.MAKEN, door, "op de lijst van een bijeenkomst")
    return deelnames


@transaction.atomic
def nodig_uit(bijeenkomst, *, trajecten, door):
    """Put these people of the cohort on the list, and write to whoever of them was not written to.

    Returns (the new Deelname's, the new Bericht's). Raises as `zet_op_lijst`.
    """
    erbij = zet_op_lijst(bijeenkomst, trajecten=trajecten, door=door)
    wie = zonder_uitnodiging(bijeenkomst).filter(traject__in=trajecten)
    return erbij, verstuur_uitnodigingen(bijeenkomst, deelnames=wie, door=door)


@transaction.atomic
def haal_van_komende(traject, lichting_id, *, door):
    """Take somebody who leaves a cohort off the lists of its meetings to come. The meetings.

    What was not sent yet is no longer needed, and her seat goes to the waiting list. What she was told already a
    colleague puts right: the reason why she leaves is not for a mail.
    """
    deelnames = list(
        _komend(traject, lichting_id).select_related("bijeenkomst").order_by("bijeenkomst", "pk")
    )
    laat_vervallen(Bericht.objects.filter(deelname__in=deelnames))
    _haal_van_rooster(traject, [d for d in deelnames if _van_rooster(d.bijeenkomst)], door)
    for deelname in deelnames:
        if _van_rooster(deelname.bijeenkomst):
            continue
        Deelname.objects.filter(pk=deelname.pk).delete()
        deelname.traject = traject
        _log(deelname.bijeenkomst, [deelname], Handeling.WIJZIGEN, door, "niet meer op de lijst")
        schuif_door(deelname.bijeenkomst, door=door)
    return [deelname.bijeenkomst for deelname in deelnames]


@transaction.atomic
def haal_van_lijst(traject, bijeenkomst, *, door):
    """Take somebody off the list of one meeting that is not for her any more; her seat goes to the waiting list.

    Whether somebody came stays: only who is invited or waits goes. What was not sent yet is no longer needed.
    """
    deelname = (
        bijeenkomst.deelnames.filter(
            traject=traject, aanwezigheid__in=[Aanwezigheid.UITGENODIGD, Aanwezigheid.WACHTLIJST]
        )
        .select_related("bijeenkomst")
        .first()
    )
    if deelname is None:
        return
    laat_vervallen(Bericht.objects.filter(deelname=deelname))
    Deelname.objects.filter(pk=deelname.pk).delete()
    deelname.traject = traject
    _log(bijeenkomst, [deelname], Handeling.WIJZIGEN, door, "niet meer op de lijst")
    schuif_door(bijeenkomst, door=door)


def _van_rooster(bijeenkomst):
    return bijeenkomst.roosterdag is not None and bijeenkomst.capaciteit is None


def _haal_van_rooster(traject, deelnames, door):
    """The lessons of the plan at once: nobody waits for a seat in one of them."""
    if deelnames:
        Deelname.objects.filter(pk__in=[deelname.pk for deelname in deelnames]).delete()
        deelnames[0].traject = traject
        _log(deelnames[0].bijeenkomst, deelnames[:1], Handeling.WIJZIGEN, door, "niet meer op het lesrooster")


def haal_van_rooster(traject, lichting_id, *, door):
    """Take somebody off the lessons of a cohort's plan of which she was told nothing by a message: nothing to tell."""
    berichten = Bericht.objects.geldig().order_by().filter(deelname=OuterRef("pk"))
    deelnames = _komend(traject, lichting_id).filter(
        ~Exists(berichten), bijeenkomst__roosterdag__isnull=False, bijeenkomst__capaciteit=None
    )
    _haal_van_rooster(traject, list(deelnames.select_related("bijeenkomst").order_by("pk")), door)


def op_komende_lijsten(traject):
    """On how many lists of meetings to come of her cohort she is."""
    return _komend(traject, traject.lichting_id).count() if traject.lichting_id else 0


def _komend(traject, lichting_id):
    return Deelname.objects.filter(
        traject=traject,
        bijeenkomst__lichting=lichting_id,
        bijeenkomst__begin__gt=timezone.now(),
        bijeenkomst__afgelast_op=None,
    )


def _log(bijeenkomst, deelnames, handeling, door, reden):
    schrijf_alle(
        gebruiker=door,
        handeling=handeling,
        dossiers=[deelname.traject.kandidaat.dossiernummer for deelname in deelnames],
        categorie=bijeenkomst.categorie,
        reden=reden,
    )
