"""Services that cross rooms: putting somebody forward, and ending a traject with everything that ends with it."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kandidaten.caseload import geef_notities_mee
from kandidaten.diensten import (
    beeindig_toewijzing,
    heropen_toewijzing,
    leg_uitkering_vast,
    leg_verwijzing_vast,
    maak_kandidaat,
    wijs_toe,
)
from kandidaten.keuzes import Bron, Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.bijeenkomsten import geef_plaatsen_vrij
from trajecten.diensten import corrigeer_status, open_traject, wijzig_status
from trajecten.groepsbijeenkomsten import haal_van_komende
from trajecten.lichtingen import zet_op_wachtlijst
from trajecten.lichtingteam import trainers_van_groep
from trajecten.models import Traject
from trajecten.selectie.diensten import ronde_van_status
from trajecten.statussen import EINDSTATUSSEN, Status

ONGEDAAN_MINUTEN = 10  # how long the button "Ongedaan maken" works without a written reason
DIRECT_HERSTELD = "Meteen ongedaan gemaakt."
_MERK = re.compile(r" ?\(einde traject (\d+)(?:, liep tot (\d{4}-\d{2}-\d{2}))?\)$")


# --- Putting somebody forward -----------------------------------------------------------------------------------------
@transaction.atomic
def meld_aan(*, persoon, programma, ontvangen_op, door, **verwijzing):
    """Make a dossier with its referral and open traject, all or nothing. Returns the Traject (aangemeld).

    `persoon`: field values of Kandidaat; `verwijzing`: the other arguments of `meld_opnieuw_aan`. Without `partner`
    she registered herself. `ontvangen_op` (aware) starts the first-contact clock. Raises ValidationError with Dutch
    messages per field; `uitkering` only where the programme says so (PRIV-05).
    """
    kandidaat = maak_kandidaat(door=door, **persoon)
    return meld_opnieuw_aan(
        kandidaat, programma=programma, ontvangen_op=ontvangen_op, door=door, **verwijzing
    )


@transaction.atomic
def meld_opnieuw_aan(kandidaat, *, programma, ontvangen_op, door, **verwijzing):
    """Put somebody who has a dossier forward again: a new referral and a new traject. Raises as `meld_aan`.

    `verwijzing`: partner, contactpersoon, bron, uitkering, uren_per_week, opmerking; all may be left out.
    """
    delen = in_delen(programma=programma, ontvangen_op=ontvangen_op, **verwijzing)
    verwijzing = leg_verwijzing_vast(kandidaat=kandidaat, door=door, **delen.verwijzing)
    traject = open_traject(kandidaat=kandidaat, verwijzing=verwijzing, door=door, **delen.traject)
    if delen.uitkering:
        leg_uitkering_vast(verwijzing=verwijzing, uitkering=delen.uitkering, door=door)
    return traject


class Delen(NamedTuple):
    """What the services below need of one registration."""

    verwijzing: dict
    traject: dict
    uitkering: str


def in_delen(
    *,
    programma,
    ontvangen_op,
    partner=None,
    contactpersoon=None,
    bron=None,
    uitkering="",
    uren_per_week=None,
    opmerking="",
) -> Delen:
    """The arguments of `meld_opnieuw_aan` by where they go. Raises ValidationError for a benefit nobody asked for."""
    if uitkering and not programma.legt_uitkering_vast:
        raise ValidationError({"uitkering": "Bij dit programma leggen wij de uitkering niet vast."})
    verwijzing = {
        "partner": partner,
        "contactpersoon": contactpersoon,
        "bron": bron or (Bron.VERWIJZER if partner else Bron.ZELF),
        "ontvangen_op": ontvangen_op,
        "opmerking": opmerking,
    }
    traject = {
        "programma": programma,
        "op": timezone.localdate(ontvangen_op),
        "uren_per_week": uren_per_week,
    }
    return Delen(verwijzing, traject, uitkering)


# --- Status -----------------------------------------------------------------------------------------------------------
@transaction.atomic
def verzet_status(traject, *, naar, op, door, reden="", toelichting=""):
    """Move a traject by hand: ends it through `sluit_traject`, else one step of the table. Raises as wijzig_status."""
    if naar in EINDSTATUSSEN:
        return sluit_traject(traject, naar=naar, op=op, door=door, reden=reden, toelichting=toelichting)
    if naar == Status.WACHTLIJST:
        return zet_op_wachtlijst(traject, lichting=traject.lichting, door=door, op=op)
    return wijzig_status(traject, naar=naar, op=op, door=door, reden=reden, toelichting=toelichting)


@transaction.atomic
def sluit_traject(traject, *, naar, op, door, reden, toelichting=""):
    """End a traject; the assignments of colleagues end that day too (`stopt_ook`).

    She is off the lists of what her cohort still does. The assignments carry a mark, so that taking the step back
    (`draai_status_terug`) opens exactly those again.
    """
    wijzig_status(traject, naar=naar, op=op, door=door, reden=reden, toelichting=toelichting)
    if traject.lichting_id:
        haal_van_komende(traject, traject.lichting_id, door=door)
    geef_plaatsen_vrij(traject, door=door)
    for toewijzing in stopt_ook(traject, op):
        tot = max(op, toewijzing.van)
        beeindig_toewijzing(toewijzing, tot=tot, door=door, reden=_met_merk(toewijzing, traject))
    return traject


def stopt_ook(traject, op=None):
    """Assignments that end with this traject: all of hers, but with another open traject only its group's trainers."""
    lopen = lopende_toewijzingen(traject.kandidaat, op)
    if not Traject.objects.open().filter(kandidaat=traject.kandidaat_id).exclude(pk=traject.pk).exists():
        return lopen
    van_groep = set(trainers_van_groep(traject).values_list("pk", flat=True))
    return [toewijzing for toewijzing in lopen if toewijzing.pk in van_groep]


def lopende_toewijzingen(kandidaat, op=None):
    """Assignments that run on (or start after) this day: those that end with the traject. With user and cover."""
    op = op or timezone.localdate()
    return [
        t
        for t in kandidaat.toewijzingen.select_related("gebruiker", "vervangt").order_by("van", "pk")
        if t.tot is None or t.tot > op
    ]


def _met_merk(toewijzing, traject):
    liep = f", liep tot {toewijzing.tot.isoformat()}" if toewijzing.tot else ""
    merk = f"(einde traject {traject.volgnummer}{liep})"
    return f"{toewijzing.reden[: 199 - len(merk)]} {merk}".strip()


def hernummer_merk(reden, erbij, vanaf=1):
    """The reason of an assignment whose mark names another number of its traject now: raised by `erbij`.

    Only marks that name `vanaf` or higher; any other reason is returned as it is.
    """
    merk = _MERK.search(reden)
    if not merk or int(merk[1]) < vanaf:
        return reden
    nieuw = merk[0].replace(f"traject {merk[1]}", f"traject {int(merk[1]) + erbij}", 1).strip()
    return f"{reden[: merk.start()][: 199 - len(nieuw)]} {nieuw}".strip()


def zonder_merk(reden):
    """The reason of an assignment that no longer ended with a traject."""
    return _MERK.sub("", reden)


@transaction.atomic
def draai_status_terug(traject, *, door, toelichting):
    """Take the last step back ("vergissing", see corrigeer_status) and open the assignments that ended with it.

    Raises ValidationError for a step that a selection decision set: take that decision back, and the step goes along.
    """
    if ronde := ronde_van_status(traject):
        raise ValidationError(
            f"Deze stap hoort bij het besluit in de ronde '{ronde.naam}'. Draai dat besluit terug, onder Selectie. "
            "Dan gaat de status mee."
        )
    was_einde = traject.status in EINDSTATUSSEN
    corrigeer_status(traject, door=door, toelichting=toelichting)
    if was_einde and traject.status not in EINDSTATUSSEN:
        _heropen_toewijzingen(traject, door)
    return traject


def _heropen_toewijzingen(traject, door):
    bezet = {
        (t.gebruiker_id, t.rol) for t in Toewijzing.objects.filter(kandidaat=traject.kandidaat_id, tot=None)
    }
    for toewijzing in Toewijzing.objects.filter(kandidaat=traject.kandidaat_id).exclude(tot=None):
        merk = _MERK.search(toewijzing.reden)
        if not merk or int(merk[1]) != traject.volgnummer:
            continue
        tot = date.fromisoformat(merk[2]) if merk[2] else None
        if tot is None and (toewijzing.gebruiker_id, toewijzing.rol) in bezet:
            continue  # assigned again in the meantime
        heropen_toewijzing(toewijzing, tot=tot, reden=_MERK.sub("", toewijzing.reden), door=door)


def direct_terug_te_draaien(wissel, gebruiker, nu=None):
    """May this user undo this step with one button? Her own step, not taken back yet, ten minutes old at most."""
    nu = nu or timezone.now()
    return (
        wissel.door_id == gebruiker.pk
        and wissel.corrigeert_id is None
        and nu - wissel.vastgelegd_op <= timedelta(minutes=ONGEDAAN_MINUTEN)
    )


# --- Who works with her -----------------------------------------------------------------------------------------------
@transaction.atomic
def laat_overnemen(toewijzing, *, gebruiker, van, door, reden=""):
    """Somebody takes over for good: the old assignment ends the day before (or on its first day), hers begins.

    Raises ValidationError as wijs_toe does. The former coach keeps reading rights for the hand-over (30 days). The note
    that she prepared goes along.
    """
    if toewijzing.rol == Toewijzingsrol.JOBCOACH:
        geef_notities_mee(kandidaat=toewijzing.kandidaat, van=toewijzing.gebruiker, naar=gebruiker, per=van)
    beeindig_toewijzing(
        toewijzing, tot=max(van - timedelta(days=1), toewijzing.van), door=door, reden=toewijzing.reden
    )
    return wijs_toe(
        kandidaat=toewijzing.kandidaat,
        gebruiker=gebruiker,
        rol=toewijzing.rol,
        van=van,
        door=door,
        reden=reden,
    )
