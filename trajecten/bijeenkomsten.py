"""The only writers of a meeting once it is planned: who came, who moves up, moving it and calling it off."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from logboek.diensten import schrijf_alle
from logboek.models import Handeling
from trajecten.berichten import GESCHREVEN, laat_vervallen, maak_berichten, sjabloon_van
from trajecten.groepsactie import voor_ieder
from trajecten.keuzes import PAS_NA_BEGIN, Aanwezigheid, Berichtsoort, Berichtstatus
from trajecten.models import Bericht, Bijeenkomst, Deelname

ZONDER_PLAATS = frozenset({Aanwezigheid.WACHTLIJST, Aanwezigheid.AFWEZIG_MET_BERICHT})
WORDT_VERWACHT = [Aanwezigheid.UITGENODIGD, Aanwezigheid.WACHTLIJST]
NET_GEHAD = timedelta(hours=20)  # who was written to so short ago needs no reminder yet
AFSPRAAKVELDEN = ("begin", "eind", "plaats", "online", "online_link")


@dataclass(frozen=True)
class Gevolg:
    """What became of a change: was it moved, who moved up (Deelname's), and the messages that were made."""

    verzet: bool
    doorgeschoven: list
    berichten: list


def met_alles(deelnames):
    """These participations with what a message needs."""
    return deelnames.select_related("bijeenkomst", "traject__kandidaat", "traject__programma")


def vrije_plaatsen(bijeenkomst):
    """How many seats are free, None without a limit. Touches the meeting first, so that two people take turns."""
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(capaciteit=F("capaciteit"))
    rij = Bijeenkomst.objects.met_bezetting().get(pk=bijeenkomst.pk)
    return None if rij.capaciteit is None else max(rij.capaciteit - rij.bezet, 0)


# --- The waiting list -------------------------------------------------------------------------------------------------
@transaction.atomic
def schuif_door(bijeenkomst, *, door):
    """Give each free seat to the waiting list: priority first, then who came first. The Deelname's that moved up.

    They are invited at once. Nobody moves up in a meeting that has begun or was called off.
    """
    vrij = vrije_plaatsen(bijeenkomst)
    bijeenkomst.refresh_from_db(fields=["begin", "afgelast_op", "volgnummer"])
    if bijeenkomst.afgelast_op or bijeenkomst.is_voorbij or vrij == 0:
        return []
    rij = met_alles(bijeenkomst.deelnames.wachtend().filter(traject__einddatum=None))
    aan_de_beurt = list(rij if vrij is None else rij[:vrij])
    if not aan_de_beurt:
        return []
    Deelname.objects.filter(pk__in=[d.pk for d in aan_de_beurt]).update(aanwezigheid=Aanwezigheid.UITGENODIGD)
    for deelname in aan_de_beurt:
        deelname.aanwezigheid, deelname.bijeenkomst = Aanwezigheid.UITGENODIGD, bijeenkomst
    laat_vervallen(Bericht.objects.filter(deelname__in=aan_de_beurt, soort=Berichtsoort.WACHTLIJST))
    maak_berichten(aan_de_beurt, soort=Berichtsoort.UITNODIGING, door=door)
    _log(aan_de_beurt, door, "doorgeschoven van de wachtlijst")
    return aan_de_beurt


def geef_plaatsen_vrij(traject, *, door):
    """Her traject ended: the seats that she had in what is still to come go to who waits for one.

    The invitations stay, so that taking the end back loses nothing; they hold no seat while her traject is over.
    """
    for bijeenkomst in Bijeenkomst.objects.komend().filter(
        deelnames__traject=traject, deelnames__aanwezigheid=Aanwezigheid.UITGENODIGD, capaciteit__isnull=False
    ):
        schuif_door(bijeenkomst, door=door)


# --- Who came ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def leg_aanwezigheid_vast(bijeenkomst, aanwezig, *, gezien, door):
    """Set who came: `aanwezig` and `gezien` map a Deelname to a code of Aanwezigheid, wanted and as the page showed it.

    Returns (Groepsuitkomst, who moved up). Whom the user left alone keeps what a colleague recorded; who was changed by
    both is refused, and so is a seat that is not there, and that she came or stayed away before it begins. A seat that
    comes free goes to the waiting list.
    """
    if any(deelname.bijeenkomst_id != bijeenkomst.pk for deelname in aanwezig):
        raise ValidationError("Niet iedereen hoort bij deze bijeenkomst.")
    if any(code not in Aanwezigheid.values for code in aanwezig.values()):
        raise ValidationError("Deze aanwezigheid bestaat niet.")
    anders = [deelname for deelname, code in aanwezig.items() if code != gezien[deelname]]
    # Seats that come free first, so that who takes one finds it.
    anders.sort(key=lambda deelname: aanwezig[deelname] not in ZONDER_PLAATS)
    uitkomst = voor_ieder(
        anders, lambda d: _zet(bijeenkomst, d, van=gezien[d], naar=Aanwezigheid(aanwezig[d]))
    )
    _log(uitkomst.gedaan, door)
    return uitkomst, schuif_door(bijeenkomst, door=door)


def _zet(bijeenkomst, deelname, *, van, naar):
    if naar in PAS_NA_BEGIN and not bijeenkomst.is_voorbij:
        raise ValidationError("Dit is nog niet begonnen. U kunt alleen ‘afwezig met bericht’ invullen.")
    neemt_plaats = van in ZONDER_PLAATS and naar not in ZONDER_PLAATS
    if neemt_plaats and not bijeenkomst.is_voorbij and vrije_plaatsen(bijeenkomst) == 0:
        raise ValidationError("Er is geen plaats vrij.")
    if not Deelname.objects.filter(pk=deelname.pk, aanwezigheid__in=[van, naar]).update(aanwezigheid=naar):
        raise IntussenGewijzigd(deelname)
    deelname.aanwezigheid = naar
    if naar == Aanwezigheid.AFWEZIG_MET_BERICHT:
        laat_vervallen(deelname.berichten.all())
    return deelname


# --- Inviting ---------------------------------------------------------------------------------------------------------
def zonder_uitnodiging(bijeenkomst):
    """Who is expected or waits, and was not written to yet: participations with what a message needs."""
    geschreven = Bericht.objects.geldig().filter(deelname__bijeenkomst=bijeenkomst, soort__in=GESCHREVEN)
    return met_alles(
        bijeenkomst.deelnames.filter(aanwezigheid__in=WORDT_VERWACHT, traject__einddatum=None)
        .exclude(pk__in=geschreven.values("deelname"))
        .order_by("pk")
    )


@transaction.atomic
def verstuur_uitnodigingen(bijeenkomst, *, deelnames, door):
    """Invite these people (of `zonder_uitnodiging`); who waits for a seat reads that. The Bericht's that were made.

    Raises ValidationError for a meeting that has begun or was called off.
    """
    bijeenkomst.refresh_from_db()
    _komt_nog(bijeenkomst)
    return _nodig_uit(deelnames, door)


def _nodig_uit(deelnames, door):
    deelnames = list(deelnames)
    wacht = [d for d in deelnames if d.aanwezigheid == Aanwezigheid.WACHTLIJST]
    rest = [d for d in deelnames if d.aanwezigheid != Aanwezigheid.WACHTLIJST]
    return [
        *maak_berichten(rest, soort=Berichtsoort.UITNODIGING, door=door),
        *maak_berichten(wacht, soort=Berichtsoort.WACHTLIJST, door=door),
    ]


def stuur_herinneringen(*, nu=None):
    """Remind everybody of what is near: so many days ahead as the text of the reminder says, none when it is empty.

    Only who was invited by a message before, and had none in the last 20 hours. Once per meeting, and once more when it
    was moved. Nobody is sent to a meeting of a cohort that was cancelled. Returns the number of messages. Safe to run
    again.
    """
    nu = nu or timezone.now()
    dagen = sjabloon_van(Berichtsoort.HERINNERING).dagen_vooraf
    if dagen is None:
        return 0
    tot = timezone.localdate(nu) + timedelta(days=dagen)
    bijeenkomsten = Bijeenkomst.objects.filter(
        begin__gt=nu, begin__date__lte=tot, afgelast_op=None, lichting__geannuleerd_op=None
    )
    return sum(len(_herinner(bijeenkomst, nu)) for bijeenkomst in bijeenkomsten)


@transaction.atomic
def _herinner(bijeenkomst, nu):
    gehad = Bericht.objects.filter(
        deelname=OuterRef("pk"), status__in=[Berichtstatus.VERSTUURD, Berichtstatus.GEDAAN]
    ).order_by()
    genodigd = gehad.filter(soort__in=[Berichtsoort.UITNODIGING, Berichtsoort.VERPLAATST])
    wie = bijeenkomst.deelnames.filter(
        Exists(genodigd),
        ~Exists(gehad.filter(afgerond_op__gt=nu - NET_GEHAD)),
        aanwezigheid=Aanwezigheid.UITGENODIGD,
        traject__einddatum=None,
    )
    return maak_berichten(met_alles(wie.order_by("pk")), soort=Berichtsoort.HERINNERING, door=None)


# --- Moving and calling off -------------------------------------------------------------------------------------------
@transaction.atomic
def wijzig_bijeenkomst(bijeenkomst, *, gezien, door, capaciteit, **afspraak):
    """Change when, where (`AFSPRAAKVELDEN`) or the number of seats. Everybody invited is told of another time or place.

    `gezien`: the volgnummer that the user looked at. Returns a Gevolg. Raises ValidationError with Dutch messages per
    field, also for fewer seats than people, and IntussenGewijzigd when a colleague moved or cancelled it first.
    """
    rij = Bijeenkomst.objects.filter(pk=bijeenkomst.pk, volgnummer=gezien, afgelast_op=None)
    if not rij.update(volgnummer=F("volgnummer")):  # takes turns
        raise IntussenGewijzigd(bijeenkomst)
    nu = Bijeenkomst.objects.met_bezetting().get(pk=bijeenkomst.pk)
    _komt_nog(nu)
    if capaciteit is not None and capaciteit < nu.bezet:
        raise ValidationError(
            {"capaciteit": f"Er zijn al {nu.bezet} mensen uitgenodigd. Meld eerst iemand af."}
        )
    verzet = any(getattr(nu, naam) != afspraak[naam] for naam in AFSPRAAKVELDEN)
    for naam in AFSPRAAKVELDEN:
        setattr(nu, naam, afspraak[naam])
    nu.capaciteit, nu.volgnummer = capaciteit, nu.volgnummer + verzet
    nu.full_clean(exclude=["ronde", "lichting"])
    if nu.begin <= timezone.now():
        raise ValidationError({"begin": "Dit moment is al voorbij. Kies een later moment."})
    nu.save(update_fields=[*AFSPRAAKVELDEN, "capaciteit", "volgnummer"])
    bijeenkomst.refresh_from_db()
    berichten = _vertel_verzet(bijeenkomst, door) if verzet else []
    return Gevolg(verzet, schuif_door(bijeenkomst, door=door), berichten)


def _vertel_verzet(bijeenkomst, door):
    """Who was written to reads what changed; who was not yet is invited, to what it is now."""
    laat_vervallen(Bericht.objects.filter(deelname__bijeenkomst=bijeenkomst))
    nieuw = list(zonder_uitnodiging(bijeenkomst))
    bekend = list(
        met_alles(bijeenkomst.deelnames.filter(aanwezigheid__in=WORDT_VERWACHT, traject__einddatum=None))
        .exclude(pk__in=[d.pk for d in nieuw])
        .order_by("pk")
    )
    return [
        *maak_berichten(bekend, soort=Berichtsoort.VERPLAATST, door=door),
        *_nodig_uit(nieuw, door),
    ]


@transaction.atomic
def gelast_af(bijeenkomst, *, door):
    """Call it off and tell everybody who was expected or waited. The Bericht's; attendance stays as it was.

    Raises ValidationError when it has begun, IntussenGewijzigd when a colleague called it off first.
    """
    bijeenkomst.refresh_from_db()
    _komt_nog(bijeenkomst)
    rij = Bijeenkomst.objects.filter(pk=bijeenkomst.pk, afgelast_op=None)
    if not rij.update(afgelast_op=timezone.now(), volgnummer=F("volgnummer") + 1):
        raise IntussenGewijzigd(bijeenkomst)
    bijeenkomst.refresh_from_db()
    laat_vervallen(Bericht.objects.filter(deelname__bijeenkomst=bijeenkomst))
    verwacht = bijeenkomst.deelnames.filter(aanwezigheid__in=WORDT_VERWACHT).order_by("pk")
    return maak_berichten(met_alles(verwacht), soort=Berichtsoort.AFGELAST, door=door)


def _komt_nog(bijeenkomst):
    if bijeenkomst.afgelast_op:
        raise IntussenGewijzigd(bijeenkomst)
    if bijeenkomst.is_voorbij:
        raise ValidationError("Deze bijeenkomst is al begonnen.")


def _log(deelnames, door, reden=""):
    if deelnames:
        schrijf_alle(
            gebruiker=door,
            handeling=Handeling.WIJZIGEN,
            dossiers=[deelname.traject.kandidaat.dossiernummer for deelname in deelnames],
            categorie=deelnames[0].bijeenkomst.categorie,  # they are of one meeting
            reden=reden,
        )
