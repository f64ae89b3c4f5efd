"""The only writers of talks, goals, actions and the choice for coaching."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from basis.vastleggen import leg_vast
from basis.vergrendeling import IntussenGewijzigd, bewaar
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.begeleiding.correcties import bewaar_vorige
from trajecten.begeleiding.keuzes import Eigenaar, Verloop, verloop_bij
from trajecten.begeleiding.models import (
    SCORENAMEN,
    Actiepunt,
    Doel,
    Functioneringsgesprek,
    Voortgangsgesprek,
)
from trajecten.diensten import wijzig_traject

TEKSTVELDEN = frozenset({"afspraken", "notitie"})
GESPREKSVELDEN = frozenset(
    {
        "datum",
        "verloop",
        "vorm",
        "duur_minuten",
        "reden",
        "werkt_nog",
        "volgende_datum",
        *SCORENAMEN,
        *TEKSTVELDEN,
    }
)


@transaction.atomic
def leg_gesprek_vast(
    traject,
    *,
    jobcoach,
    datum,
    door,
    verloop=None,
    vorm="",
    duur_minuten=None,
    reden="",
    scores=None,
    werkt_nog=None,
    afspraken="",
    notitie="",
    volgende_datum=None,
    acties=(),
    gedaan=(),
):
    """Record a check-in, held or missed.

    `verloop` None: follows from `reden` ('' = held). `scores`: name of SCORENAMEN -> 1 to 5 or None. `acties`: new
    actions as (omschrijving, eigenaar, uiterlijk or None). `gedaan`: pks of this traject's open actions that are done;
    one that a colleague already handled is left as it is. Raises ValidationError per field.
    """
    gesprek = Voortgangsgesprek(
        traject=traject,
        jobcoach=jobcoach,
        datum=datum,
        verloop=verloop_bij(reden) if verloop is None else verloop,
        vorm=vorm,
        duur_minuten=duur_minuten,
        reden=reden,
        werkt_nog=werkt_nog,
        afspraken=afspraken.strip(),
        notitie=notitie.strip(),
        volgende_datum=volgende_datum,
        gewijzigd_door=door,
        **_scores(scores),
    )
    _controleer(gesprek)
    leg_vast(gesprek)
    for omschrijving, eigenaar, uiterlijk in acties:
        _maak_actie(traject, omschrijving, eigenaar, uiterlijk, door=door, gesprek=gesprek)
    if gedaan:
        Actiepunt.objects.open().filter(traject=traject, pk__in=gedaan).update(
            gedaan_op=datum, **nu_gewijzigd(door)
        )
    _log(door, traject, Handeling.MAKEN)
    return gesprek


@transaction.atomic
def wijzig_gesprek(gesprek, *, gezien, velden, door):
    """Change a talk: `velden` is field -> new value (scores under their own names), `gezien` the versie she saw.

    What stood there stays as a Gespreksversie. Raises PermissionDenied for text of somebody else (only the author
    changes her own), ValidationError per field, and IntussenGewijzigd when a colleague was first; nothing is written
    then.
    """
    onbekend = velden.keys() - GESPREKSVELDEN
    if onbekend:
        raise ValueError(f"geen velden van een gesprek: {sorted(onbekend)}")
    if not TEKSTVELDEN.isdisjoint(velden) and gesprek.jobcoach_id != door.pk:
        raise PermissionDenied("Alleen wie het gesprek voerde, wijzigt de tekst.")
    if gesprek.ingetrokken_op is not None:
        raise ValidationError("Dit gesprek is ingetrokken. Zet het eerst terug.")
    vorige = Voortgangsgesprek.objects.filter(pk=gesprek.pk).first()
    for naam, waarde in velden.items():
        setattr(gesprek, naam, waarde)
    if "reden" in velden and "verloop" not in velden:
        gesprek.verloop = verloop_bij(gesprek.reden)
    _controleer(gesprek)
    gesprek.full_clean()
    bewaar(gesprek, gezien=gezien, velden=sorted({*velden, "verloop"}), door=door)
    bewaar_vorige(vorige, gesprek, door=door)  # its version is `gezien`, else the line above had raised
    _log(door, gesprek.traject)
    return gesprek


@transaction.atomic
def voeg_actie_toe(traject, *, omschrijving, door, eigenaar=Eigenaar.KANDIDAAT, uiterlijk=None, doel=None):
    """Add one agreed action, maybe under a goal of the same traject."""
    if doel is not None and doel.traject_id != traject.pk:
        raise ValidationError({"doel": "Dit doel hoort bij een ander traject."})
    actie = _maak_actie(traject, omschrijving, eigenaar, uiterlijk, door=door, doel=doel)
    _log(door, traject)
    return actie


@transaction.atomic
def handel_actie_af(actie, *, door, op=None):
    """Mark an action as done. Raises IntussenGewijzigd if it already was."""
    _zet_gedaan(actie, van_open=True, op=op or timezone.localdate(), door=door)
    return actie


@transaction.atomic
def heropen_actie(actie, *, door):
    """Undo of handel_actie_af. Raises IntussenGewijzigd if it is open already."""
    _zet_gedaan(actie, van_open=False, op=None, door=door)
    return actie


@transaction.atomic
def stel_doel(traject, *, omschrijving, door, aandachtsgebied="", streefdatum=None, sjabloon=None):
    """Set a goal she works towards. `sjabloon`: the goal of the programme's list that it comes from."""
    doel = Doel(
        traject=traject,
        aandachtsgebied=aandachtsgebied,
        omschrijving=omschrijving.strip(),
        streefdatum=streefdatum,
        sjabloon=sjabloon,
        gewijzigd_door=door,
    )
    leg_vast(doel)
    _log(door, traject)
    return doel


@transaction.atomic
def bereik_doel(doel, *, door, op=None):
    """Mark a goal as reached. Raises IntussenGewijzigd if it already was, or was stopped."""
    op = op or timezone.localdate()
    if not Doel.objects.lopend().filter(pk=doel.pk).update(bereikt_op=op, **nu_gewijzigd(door)):
        raise IntussenGewijzigd(doel)
    doel.bereikt_op = op
    _log(door, doel.traject)
    return doel


@transaction.atomic
def kies_begeleiding(traject, *, wil, door, gezien=None):
    """Her own choice to have coaching or not; without it nothing is due. `gezien`: versie of the traject on screen."""
    traject.wil_begeleiding = wil
    gezien = traject.versie if gezien is None else gezien
    return wijzig_traject(traject, gezien=gezien, velden=["wil_begeleiding"], door=door)


@transaction.atomic
def leg_functioneringsgesprek_vast(
    traject, *, teamleider, datum, verslag, door, afspraken="", volgende_datum=None
):
    """Record a performance talk at work, by the team leader."""
    gesprek = Functioneringsgesprek(
        traject=traject,
        teamleider=teamleider,
        datum=datum,
        verslag=verslag.strip(),
        afspraken=afspraken.strip(),
        volgende_datum=volgende_datum,
        gewijzigd_door=door,
    )
    _niet_in_de_toekomst(gesprek)
    leg_vast(gesprek)
    _log(door, traject, Handeling.MAKEN, Categorie.FUNCTIONEREN)
    return gesprek


@transaction.atomic
def wijzig_functioneringsgesprek(gesprek, *, gezien, velden, door):
    """Change one's own performance talk. Raises PermissionDenied for somebody else's, IntussenGewijzigd as always."""
    if gesprek.teamleider_id != door.pk:
        raise PermissionDenied("Alleen wie het gesprek voerde, wijzigt het verslag.")
    for naam, waarde in velden.items():
        setattr(gesprek, naam, waarde)
    _niet_in_de_toekomst(gesprek)
    gesprek.full_clean()
    bewaar(gesprek, gezien=gezien, velden=sorted(velden), door=door)
    _log(door, gesprek.traject, Handeling.WIJZIGEN, Categorie.FUNCTIONEREN)
    return gesprek


def nu_gewijzigd(door):
    """For the UPDATE of a VersieModel: it changes now, by her, so that a form that is open notices it."""
    return {"versie": F("versie") + 1, "gewijzigd_op": timezone.now(), "gewijzigd_door": door}


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _scores(scores):
    scores = scores or {}
    onbekend = scores.keys() - set(SCORENAMEN)
    if onbekend:
        raise ValueError(f"geen scores: {sorted(onbekend)}")
    return scores


def _controleer(gesprek):
    """What the constraints also refuse, but here at the field it is about."""
    fouten = {}
    if gesprek.datum > timezone.localdate():
        fouten["datum"] = "Dit gesprek ligt in de toekomst. Leg het vast als het is gevoerd."
    einde = gesprek.traject.einddatum
    if einde is not None and gesprek.datum > einde:
        fouten["datum"] = (
            f"Dit traject is gesloten op {einde:%d-%m-%Y}. Een gesprek van daarna hoort er niet bij."
        )
    if gesprek.verloop == Verloop.GEVOERD:
        if gesprek.reden:
            fouten["reden"] = "Een reden hoort alleen bij een gesprek dat niet doorging."
        if not gesprek.vorm:
            fouten["vorm"] = "Kies hoe u elkaar sprak."
    elif verloop_bij(gesprek.reden) != gesprek.verloop:
        fouten["reden"] = "Kies waarom het gesprek niet doorging."
    elif any(getattr(gesprek, naam) is not None for naam in SCORENAMEN):
        fouten[next(n for n in SCORENAMEN if getattr(gesprek, n) is not None)] = (
            "Bij een gesprek dat niet doorging horen geen scores."
        )
    if gesprek.volgende_datum is not None and gesprek.volgende_datum <= gesprek.datum:
        fouten["volgende_datum"] = "Het volgende gesprek ligt na dit gesprek."
    if fouten:
        raise ValidationError(fouten)


def _niet_in_de_toekomst(gesprek):
    if gesprek.datum > timezone.localdate():
        raise ValidationError({"datum": "Dit gesprek ligt in de toekomst. Leg het vast als het is gevoerd."})


def _maak_actie(traject, omschrijving, eigenaar, uiterlijk, *, door, gesprek=None, doel=None):
    actie = Actiepunt(
        traject=traject,
        gesprek=gesprek,
        doel=doel,
        omschrijving=omschrijving.strip(),
        eigenaar=eigenaar,
        uiterlijk=uiterlijk,
        gewijzigd_door=door,
    )
    leg_vast(actie)
    return actie


def _zet_gedaan(actie, *, van_open, op, door):
    rij = Actiepunt.objects.filter(pk=actie.pk, gedaan_op__isnull=van_open)
    if not rij.update(gedaan_op=op, **nu_gewijzigd(door)):
        raise IntussenGewijzigd(actie)
    actie.gedaan_op = op
    _log(door, actie.traject)


def _log(door, traject, handeling=Handeling.WIJZIGEN, categorie=Categorie.GESPREKKEN):
    schrijf(gebruiker=door, handeling=handeling, dossier=traject.kandidaat.dossiernummer, categorie=categorie)
