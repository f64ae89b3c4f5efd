"""Buddies: who can be one, the writers of a link, and what two dossiers show of it.

A buddy is a colleague by name, or an alumna: somebody who finished a traject and gave consent to be a buddy (PRIV-12).
Who changes it is a coach or a coordinator of the person who is helped; the alumna's consent is the coordinator's
(trajecten.dossier.toestemmingen).
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Concat
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd, bewaar, neem_beurt
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


def met_buddy(trajecten, vandaag):
    """Adds to trajects what their track says of a buddy, in the same query: see buddyspoor."""
    eigen = Buddykoppeling.objects.filter(traject=OuterRef("pk"))
    lopend = eigen.lopend_op(vandaag).order_by("van", "pk")
    voorbij = eigen.filter(tot__lt=vandaag).order_by("-tot", "-pk")
    alumna = Concat("alumna__voornaam", Value(" "), "alumna__tussenvoegsel", Value(" "), "alumna__achternaam")
    return trajecten.annotate(
        buddy_nu=Subquery(
            lopend.annotate(wie=Case(When(alumna=None, then=F("buddy_naam")), default=alumna)).values("wie")[
                :1
            ]
        ),
        buddy_sinds=Subquery(lopend.values("van")[:1]),
        buddy_komt=Exists(eigen.filter(van__gt=vandaag)),
        buddy_stopte=Subquery(voorbij.values("tot")[:1]),
        buddy_eindreden=Subquery(voorbij.values("eindreden")[:1]),
    )


@dataclass(frozen=True)
class Buddyspoor:
    """What the track says: who is a buddy now, that there should be one, or that an alumna withdrew her consent."""

    naam: str
    sinds: date | None
    mist: bool
    ingetrokken_op: date | None


def buddyspoor(traject, vandaag) -> Buddyspoor:
    """The Buddyspoor of one traject; no query for one that comes with it (met_buddy), else one."""
    if not hasattr(traject, "buddy_sinds"):
        velden = met_buddy(Traject.objects.filter(pk=traject.pk), vandaag).get()
        for naam in ("buddy_nu", "buddy_sinds", "buddy_komt", "buddy_stopte", "buddy_eindreden"):
            setattr(traject, naam, getattr(velden, naam))
    geen = traject.buddy_sinds is None and not traject.buddy_komt
    vraagt = traject.programma.buddy == JaNeeGepland.JA and traject.status in MET_BUDDY
    ingetrokken = geen and traject.buddy_eindreden == Buddyeinde.TOESTEMMING
    return Buddyspoor(
        naam=" ".join((traject.buddy_nu or "").split()),
        sinds=traject.buddy_sinds,
        mist=geen and vraagt,
        ingetrokken_op=traject.buddy_stopte if ingetrokken else None,
    )


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
    neem_beurt(traject)
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
    neem_beurt(koppeling.traject)
    for naam, waarde in velden.items():
        setattr(koppeling, naam, waarde)
    _controleer_wie_verder_gaat(koppeling)
    koppeling.eindreden = "" if koppeling.tot is None else koppeling.eindreden
    _niet_tegelijk(koppeling)
    koppeling.full_clean()
    bewaar(koppeling, gezien=gezien, velden=sorted({*velden, "eindreden"}), door=door)
    _log(door, koppeling)
    return koppeling


@transaction.atomic
def beeindig_buddy(koppeling, *, tot, reden, door):
    """Let it end on a day, with a reason of the closed list. Raises as koppel_buddy, and IntussenGewijzigd."""
    gezien = koppeling.versie
    neem_beurt(koppeling.traject)
    koppeling.tot, koppeling.eindreden = tot, Buddyeinde(reden)
    _controleer_wie_verder_gaat(koppeling)
    _niet_tegelijk(koppeling)
    koppeling.full_clean()
    bewaar(koppeling, gezien=gezien, velden=["eindreden", "tot"], door=door)
    _log(door, koppeling)
    return koppeling


@transaction.atomic
def heropen_buddy(koppeling, *, door):
    """Undo of beeindig_buddy: it runs on without an end. Raises as koppel_buddy, and IntussenGewijzigd if it runs."""
    neem_beurt(koppeling.traject)
    koppeling.tot, koppeling.eindreden = None, ""
    _controleer_wie_verder_gaat(koppeling)
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
def _controleer_alumna(traject, alumna):
    """May she be a buddy now? Her row makes this wait for a withdrawal that is going on."""
    neem_beurt(alumna)
    if alumna.pk == traject.kandidaat_id:
        raise ValidationError("Niemand is buddy van zichzelf. Kies iemand anders.")
    if not met_toestemming(Kandidaat.objects.filter(pk=alumna.pk)).exists():
        raise ValidationError("Deze oud-deelnemer gaf geen toestemming om buddy te zijn, of trok die in.")


def _controleer_wie_verder_gaat(koppeling):
    """An alumna who is a buddy after today does that with her consent; an end that is here or behind us asks none."""
    if koppeling.alumna_id and (koppeling.tot is None or koppeling.tot > timezone.localdate()):
        _controleer_alumna(koppeling.traject, koppeling.alumna)


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
