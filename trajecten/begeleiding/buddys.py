"""Buddies: who can be one, the writers of a link, and what two dossiers show of it.

A buddy is a colleague by name, or an alumna: somebody who finished a traject and gave consent to be a buddy (PRIV-12).
Who changes it is a coach or a coordinator of the person who is helped; the alumna's consent is the coordinator's
(trajecten.dossier.toestemmingen).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd, bewaar
from gebruikers.rechten import Categorie, Toegang
from gebruikers.rollen import Hoedanigheid
from kandidaten.keuzes import ToestemmingDoel
from kandidaten.models import Kandidaat, Toestemming
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.diensten import nu_gewijzigd
from trajecten.begeleiding.keuzes import Buddyeinde
from trajecten.begeleiding.models import Buddykoppeling
from trajecten.keuzes import JaNeeGepland
from trajecten.models import Traject
from trajecten.statussen import Status

VELDEN = ("buddy_naam", "van", "tot")
ZIET_ALUMNAE = (
    Hoedanigheid.COORDINATOR,
    Hoedanigheid.JOBCOACH,
    Hoedanigheid.OUD_JOBCOACH,
    Hoedanigheid.NOODTOEGANG,
)
MET_BUDDY = (Status.GESELECTEERD, Status.LOPEND)


def mag_regelen(toegang):
    """May she choose and end a buddy: a coach or a coordinator of the person who is helped?"""
    return toegang.mag(Categorie.GESPREKKEN, Toegang.SCHRIJVEN) or toegang.mag(
        Categorie.TRAJECT, Toegang.SCHRIJVEN
    )


def met_toestemming(kandidaten):
    """Of these people: who finished a traject and has a running consent to be a buddy."""
    toestemming = Toestemming.objects.order_by().filter(
        kandidaat=OuterRef("pk"), doel=ToestemmingDoel.BUDDY, ingetrokken_op=None
    )
    afgerond = Traject.objects.order_by().filter(kandidaat=OuterRef("pk"), status=Status.AFGEROND)
    return kandidaten.filter(Exists(toestemming), Exists(afgerond))


def mogelijke_alumnae(traject, gebruiker):
    """Who can be a buddy of this person, among the people whom this user sees herself."""
    eigen = Kandidaat.objects.waar_mag(gebruiker, Categorie.CONTACT, Toegang.BEPERKT, als=ZIET_ALUMNAE)
    return met_toestemming(eigen).exclude(pk=traject.kandidaat_id)


def buddyspoor(traject, vandaag):
    """What the track shows: `nu` (running links), `vorige` (the last that is over, or None), `mist` (the programme asks
    for a buddy and there is none). One query."""
    rijen = list(traject.buddykoppelingen.select_related("alumna")[:20])
    nu = [r for r in rijen if r.van <= vandaag and (r.tot is None or r.tot >= vandaag)]
    voorbij = [r for r in rijen if r.tot is not None and r.tot < vandaag]
    komt = len(rijen) > len(nu) + len(voorbij)
    return {
        "nu": nu,
        "vorige": voorbij[0] if voorbij and not nu else None,
        "mist": not nu
        and not komt
        and traject.programma.buddy == JaNeeGepland.JA
        and traject.status in MET_BUDDY,
    }


def is_buddy_voor(kandidaat, gebruiker):
    """Her own links as a buddy, newest first, each with `.naam_ander`: "" unless this user sees that person too."""
    ziet = Kandidaat.objects.order_by().waar_mag(
        gebruiker, Categorie.CONTACT, Toegang.BEPERKT, als=ZIET_ALUMNAE
    )
    rijen = list(
        Buddykoppeling.objects.filter(alumna=kandidaat)
        .select_related("traject__kandidaat")
        .annotate(ziet_ander=Exists(ziet.filter(pk=OuterRef("traject__kandidaat"))))
    )
    for rij in rijen:
        rij.naam_ander = rij.traject.kandidaat.naam if rij.ziet_ander else ""
    return rijen


# --- Writing ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def koppel_buddy(traject, *, van, door, buddy_naam="", alumna=None, tot=None):
    """Give her a buddy: a colleague by name, or an alumna who may be one.

    Whether `door` sees the alumna, the view asks. Raises ValidationError when the alumna has no running consent or did
    not finish a traject, is the person herself, or is her buddy already in that time.
    """
    _om_de_beurt(traject)
    if alumna is not None:
        _controleer_alumna(traject, alumna)
    koppeling = Buddykoppeling(
        traject=traject,
        buddy_naam=" ".join(buddy_naam.split()),
        alumna=alumna,
        van=van,
        tot=tot,
        gewijzigd_door=door,
    )
    _niet_tegelijk(koppeling)
    leg_vast(koppeling)
    _log(door, koppeling, Handeling.MAKEN)
    return koppeling


@transaction.atomic
def wijzig_buddy(koppeling, *, gezien, velden, door):
    """Change the days, or the name of a colleague; `velden` is field -> value, `gezien` the version she saw.

    Raises ValidationError as koppel_buddy, and IntussenGewijzigd when a colleague was first.
    """
    if onbekend := velden.keys() - set(VELDEN):
        raise ValueError(f"geen velden van een buddykoppeling: {sorted(onbekend)}")
    _om_de_beurt(koppeling.traject)
    for naam, waarde in velden.items():
        setattr(koppeling, naam, waarde)
    if koppeling.tot is None and koppeling.alumna_id:
        _controleer_alumna(koppeling.traject, koppeling.alumna)
    koppeling.eindreden = "" if koppeling.tot is None else koppeling.eindreden
    _niet_tegelijk(koppeling)
    koppeling.full_clean()
    bewaar(koppeling, gezien=gezien, velden=sorted({*velden, "eindreden"}), door=door)
    _log(door, koppeling)
    return koppeling


@transaction.atomic
def beeindig_buddy(koppeling, *, tot, reden, door):
    """Let it end on a day, with a reason of the closed list. Raises IntussenGewijzigd if it changed meanwhile."""
    gezien = koppeling.versie
    koppeling.tot, koppeling.eindreden = tot, Buddyeinde(reden)
    koppeling.full_clean()
    bewaar(koppeling, gezien=gezien, velden=["eindreden", "tot"], door=door)
    _log(door, koppeling)
    return koppeling


@transaction.atomic
def heropen_buddy(koppeling, *, door):
    """Undo of beeindig_buddy: it runs on without an end. Raises as koppel_buddy, and IntussenGewijzigd if it runs."""
    _om_de_beurt(koppeling.traject)
    if koppeling.alumna_id:
        _controleer_alumna(koppeling.traject, koppeling.alumna)
    koppeling.tot, koppeling.eindreden = None, ""
    _niet_tegelijk(koppeling)
    rij = Buddykoppeling.objects.filter(pk=koppeling.pk).exclude(eindreden="")
    if not rij.update(tot=None, eindreden="", **nu_gewijzigd(door)):
        raise IntussenGewijzigd(koppeling)
    _log(door, koppeling)
    return koppeling


@transaction.atomic
def stop_als_buddy(alumna, *, door, op=None):
    """Her consent is withdrawn: what runs ends today with that reason, what had not begun is taken away.

    Returns the links, with `.traject.kandidaat`. The caller holds the turn of her row.
    """
    op = op or timezone.localdate()
    geraakt = list(
        Buddykoppeling.objects.niet_voorbij(op)
        .filter(alumna=alumna)
        .select_related("traject__kandidaat", "alumna")
    )
    for koppeling in geraakt:
        rij = Buddykoppeling.objects.filter(pk=koppeling.pk)
        if koppeling.van > op:
            rij.delete()
        else:
            rij.update(tot=op, eindreden=Buddyeinde.TOESTEMMING, **nu_gewijzigd(door))
        _log(door, koppeling)
    return geraakt


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _om_de_beurt(traject):
    """Writers for one traject take turns."""
    Traject.objects.filter(pk=traject.pk).update(versie=F("versie"))


def _controleer_alumna(traject, alumna):
    """May she be a buddy now? Her row makes this wait for a withdrawal that is going on."""
    Kandidaat.objects.filter(pk=alumna.pk).update(versie=F("versie"))
    if alumna.pk == traject.kandidaat_id:
        raise ValidationError("Niemand is buddy van zichzelf. Kies iemand anders.")
    if not met_toestemming(Kandidaat.objects.filter(pk=alumna.pk)).exists():
        raise ValidationError("Deze oud-deelnemer gaf geen toestemming om buddy te zijn, of trok die in.")


def _niet_tegelijk(koppeling):
    """The same buddy once at a time."""
    anderen = Buddykoppeling.objects.filter(traject=koppeling.traject).exclude(pk=koppeling.pk)
    if koppeling.alumna_id:
        zelfde = anderen.filter(alumna=koppeling.alumna_id)
    else:
        zelfde = anderen.filter(alumna=None, buddy_naam__iexact=koppeling.buddy_naam)
    if zelfde.overlapt(koppeling.van, koppeling.tot).exists():
        raise ValidationError("Deze buddy staat er in deze periode al. Kies andere dagen.")


def _log(door, koppeling, handeling=Handeling.WIJZIGEN):
    """On the dossier of who is helped; and on that of the alumna, without saying whom she helps."""
    nummers = {koppeling.traject.kandidaat.dossiernummer: ""}
    if koppeling.alumna_id:
        nummers[koppeling.alumna.dossiernummer] = "als buddy"
    for nummer, reden in nummers.items():
        schrijf(gebruiker=door, handeling=handeling, dossier=nummer, categorie=Categorie.TRAJECT, reden=reden)
