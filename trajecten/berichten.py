"""The only writers of messages: making them, trying again, and saying that a colleague passed one on.

A mail is sent by the worker, after the transaction that made it. Who is not reached by mail gets a call or a letter:
that is a Bericht too, for a colleague to do.
"""

from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import formats, timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.keuzes import Kanaal
from logboek.diensten import schrijf, schrijf_alle
from logboek.models import Handeling
from trajecten.berichttekst import vul_in
from trajecten.berichtteksten import HERINNERING_DAGEN, STANDAARD
from trajecten.keuzes import Berichtsoort, Berichtstatus, Berichtwijze
from trajecten.models import Bericht, Berichtsjabloon, Bijeenkomst, Traject
from trajecten.taken import verstuur_bericht

# These can be right more than once for one participation: once for every time the meeting was moved.
PER_VERZETTING = frozenset({Berichtsoort.VERPLAATST, Berichtsoort.HERINNERING})
# Whoever has one of these knows of the meeting.
GESCHREVEN = frozenset({Berichtsoort.UITNODIGING, Berichtsoort.WACHTLIJST, Berichtsoort.VERPLAATST})
NIET_PER_MAIL = frozenset({Kanaal.TELEFOON, Kanaal.SMS, Kanaal.PERSOONLIJK, Kanaal.BRIEF})
ONVERZONDEN = [Berichtstatus.KLAAR, Berichtstatus.TE_DOEN, Berichtstatus.MISLUKT]


# --- The texts --------------------------------------------------------------------------------------------------------
@transaction.atomic
def laad_berichten():
    """Make the text of each kind that has none yet; what a beheerder wrote stays. The kinds that were made."""
    bekend = set(Berichtsjabloon.objects.values_list("soort", flat=True))
    nieuw = [_standaard(soort) for soort in STANDAARD if soort not in bekend]
    for sjabloon in nieuw:
        sjabloon.full_clean()
    Berichtsjabloon.objects.bulk_create(nieuw, ignore_conflicts=True)
    return [sjabloon.soort for sjabloon in nieuw]


def sjabloon_van(soort):
    """The text of this kind: the beheerder's, else the standard one (not saved)."""
    return Berichtsjabloon.objects.filter(soort=soort).first() or _standaard(Berichtsoort(soort))


def _standaard(soort):
    onderwerp, tekst = STANDAARD[soort]
    dagen = HERINNERING_DAGEN if soort == Berichtsoort.HERINNERING else None
    return Berichtsjabloon(soort=soort, onderwerp=onderwerp, tekst=tekst, dagen_vooraf=dagen)


# --- How it reaches her -----------------------------------------------------------------------------------------------
def wijze_voor(kandidaat):
    """By mail, unless she prefers something else or has no address: then a colleague calls or writes."""
    per_mail = kandidaat.email and kandidaat.voorkeurskanaal not in NIET_PER_MAIL
    return Berichtwijze.MAIL if per_mail else Berichtwijze.COLLEGA


def _waarden(traject, bijeenkomst, door):
    """What the places of a text stand for."""
    waarden = {
        "voornaam": traject.kandidaat.voornaam,
        "programma": traject.programma.naam,
        "contactpersoon": door.naam if door else settings.ORGANISATIE,
        "organisatie": settings.ORGANISATIE,
    }
    if bijeenkomst is None:
        return waarden
    begin, eind = timezone.localtime(bijeenkomst.begin), timezone.localtime(bijeenkomst.eind)
    online = f"online: {bijeenkomst.online_link}" if bijeenkomst.online_link else "online"
    waar = " of ".join(filter(None, [bijeenkomst.plaats, online if bijeenkomst.online else ""]))
    return waarden | {
        "soort": bijeenkomst.get_soort_display().lower(),
        "bijeenkomst": bijeenkomst.titel,
        "datum": formats.date_format(begin, "l j F Y"),
        "tijd": f"{begin:%H:%M} tot {eind:%H:%M} uur",
        "plaats": waar,
    }


# --- Making -----------------------------------------------------------------------------------------------------------
@transaction.atomic
def maak_berichten(deelnames, *, soort, door):
    """Make this message for each of these participations that has none of it yet; the mails go out after the commit.

    `deelnames`: of one meeting, with bijeenkomst, traject__kandidaat and traject__programma loaded; `door` None: the
    planner. Returns the new Bericht's. Two at once take turns, so nobody is written to twice.
    """
    deelnames = list(deelnames)
    if not deelnames:
        return []
    bijeenkomst = deelnames[0].bijeenkomst
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(volgnummer=F("volgnummer"))  # takes turns
    keer = bijeenkomst.volgnummer if soort in PER_VERZETTING else 0
    al = set(
        Bericht.objects.geldig()
        .filter(deelname__in=deelnames, soort=soort, keer=keer)
        .values_list("deelname", flat=True)
    )
    sjabloon = sjabloon_van(soort)
    nieuw = [
        _bericht(sjabloon, d.traject, bijeenkomst, door, deelname=d, keer=keer)
        for d in deelnames
        if d.pk not in al
    ]
    return _bewaar(nieuw, door)


@transaction.atomic
def maak_afwijzingen(keren, *, door):
    """Make the words of rejection for each of these trajects that has none; `keren` maps a Traject to a number.

    The number is that of the decisions that were taken back before: after a new decision the words may go once more.
    The trajects have kandidaat and programma loaded. Only by a person's hand (`door`). Returns the new Bericht's.
    """
    Traject.objects.filter(pk__in=[traject.pk for traject in keren]).order_by().update(
        versie=F("versie")
    )  # turns
    al = set(
        Bericht.objects.geldig()
        .filter(traject__in=list(keren), soort=Berichtsoort.AFWIJZING)
        .values_list("traject", "keer")
    )
    sjabloon = sjabloon_van(Berichtsoort.AFWIJZING)
    nieuw = [
        _bericht(sjabloon, traject, None, door, keer=keer)
        for traject, keer in keren.items()
        if (traject.pk, keer) not in al
    ]
    return _bewaar(nieuw, door)


def tekst_voor(soort, traject, *, door):
    """(subject, text) as this person would read it; for a message without a meeting. Nothing is written."""
    sjabloon, waarden = sjabloon_van(soort), _waarden(traject, None, door)
    return vul_in(sjabloon.onderwerp, waarden), vul_in(sjabloon.tekst, waarden)


def _bericht(sjabloon, traject, bijeenkomst, door, **velden):
    waarden, kandidaat = _waarden(traject, bijeenkomst, door), traject.kandidaat
    wijze = wijze_voor(kandidaat)
    return Bericht(
        soort=sjabloon.soort,
        traject=traject,
        wijze=wijze,
        vorm=kandidaat.voorkeursvorm,
        aan=kandidaat.email if wijze == Berichtwijze.MAIL else "",
        onderwerp=vul_in(sjabloon.onderwerp, waarden),
        tekst=vul_in(sjabloon.tekst, waarden),
        status=Berichtstatus.KLAAR if wijze == Berichtwijze.MAIL else Berichtstatus.TE_DOEN,
        gemaakt_door=door,
        **velden,
    )


def _bewaar(nieuw, door):
    if not nieuw:
        return []
    gemaakt = Bericht.objects.bulk_create(nieuw)
    for bericht in gemaakt:
        if bericht.status == Berichtstatus.KLAAR:
            transaction.on_commit(partial(verstuur_bericht.enqueue, bericht.pk))
    if door is not None:
        schrijf_alle(
            gebruiker=door,
            handeling=Handeling.MAKEN,
            dossiers=[bericht.traject.kandidaat.dossiernummer for bericht in gemaakt],
            categorie=gemaakt[0].categorie,  # they are of one meeting, or about a rejection
            reden="bericht",
        )
    return gemaakt


def laat_vervallen(berichten):
    """Of these (a queryset): what was not sent yet is no longer needed. The number."""
    return berichten.filter(status__in=ONVERZONDEN).update(status=Berichtstatus.VERVALLEN)


# --- By hand ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def stuur_opnieuw(bericht, *, door):
    """Put a message that failed, or that a worker never finished, in the queue again.

    Raises IntussenGewijzigd when a colleague did so first or it went out meanwhile, ValidationError without an address.
    """
    if not bericht.traject.kandidaat.email:
        raise ValidationError("Deze kandidaat heeft geen e-mailadres. Vul dat eerst in, of bel.")
    rijen = Bericht.objects.filter(pk=bericht.pk)
    mag = rijen.filter(status=Berichtstatus.MISLUKT) | rijen.vast_blijven_zitten()
    if not mag.update(status=Berichtstatus.KLAAR, geclaimd_op=None):
        raise IntussenGewijzigd(bericht)
    transaction.on_commit(partial(verstuur_bericht.enqueue, bericht.pk))
    _log(bericht, door, "bericht opnieuw verstuurd")


@transaction.atomic
def geef_door(bericht, *, door):
    """A colleague called or sent the letter. Raises IntussenGewijzigd when that was said already."""
    rijen = Bericht.objects.filter(pk=bericht.pk, status=Berichtstatus.TE_DOEN)
    nu = timezone.now()
    if not rijen.update(status=Berichtstatus.GEDAAN, afgerond_op=nu, afgerond_door=door):
        raise IntussenGewijzigd(bericht)
    _log(bericht, door, "bericht doorgegeven")


@transaction.atomic
def neem_zelf_over(bericht, *, door):
    """A mail that failed becomes a call or a letter. Raises IntussenGewijzigd when something else became of it."""
    rijen = Bericht.objects.filter(pk=bericht.pk)
    mag = rijen.filter(status=Berichtstatus.MISLUKT) | rijen.vast_blijven_zitten()
    if not mag.update(status=Berichtstatus.TE_DOEN, wijze=Berichtwijze.COLLEGA, geclaimd_op=None):
        raise IntussenGewijzigd(bericht)
    _log(bericht, door, "bericht wordt gebeld of geschreven")


def _log(bericht, door, reden):
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        dossier=bericht.traject.kandidaat.dossiernummer,
        categorie=bericht.categorie,
        reden=reden,
    )
