"""The only writers of placements: trial, contract, end (design: domain, sections 3 and 5).

Follow-up facts stand in `meetmomenten.py`, the whole-cohort actions in `groep.py`.
"""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone

from basis.maanden import EEN_DAG
from basis.vastleggen import leg_vast
from basis.vergrendeling import bewaar, neem_beurt
from gebruikers.rechten import Categorie
from logboek.diensten import schrijf
from logboek.models import Handeling
from trajecten.models import Traject
from trajecten.plaatsing.keuzes import Eindreden, Plaatsingsoort
from trajecten.plaatsing.models import Plaatsing
from trajecten.plaatsing.regels import (
    STANDAARD_MAANDEN,
    EerdereProefplaatsing,
    Proefplaatsing,
    controleer_contract_na_proef,
    controleer_proefplaatsing,
    laatste_dag_proefplaatsing,
    no_risk_vanaf,
)
from trajecten.statussen import Status

GEPLAATST = frozenset({Status.GESELECTEERD, Status.LOPEND, Status.AFGEROND, Status.UITGEVALLEN})
OP_PROEF = frozenset({Status.GESELECTEERD, Status.LOPEND})

# Which field of a form a fault belongs to; what is not here stands above the form.
VELD_BIJ_FOUT = {
    "einde_voor_start": "start",
    "langer_dan_zes_maanden": "maanden",
    "langer_zonder_reden": "langer_reden",
    "langer_zonder_toestemming": "toestemming_langer",
    "toestemming_ontbreekt": "toestemming_op",
    "start_voor_toestemming": "start",
    "intentie_ontbreekt": "intentie_maanden",
    "intentie_te_kort": "intentie_maanden",
    "intentie_minder_uren": "intentie_uren",
    "tweede_keer_zelfde_werkplek": "functie",
    "verzekering_ontbreekt": "aansprakelijkheid",
    "proeftijd_na_proefplaatsing": "proeftijdbeding",
}


class Vastgelegd(NamedTuple):
    """What a service wrote, and what the user should know about it (Dutch sentences)."""

    plaatsing: Plaatsing
    waarschuwingen: list[str]


@transaction.atomic
def start_proefplaatsing(
    traject,
    *,
    start,
    toestemming_op,
    intentie_maanden,
    intentie_uren,
    aansprakelijkheid,
    door,
    maanden=None,
    langer_reden="",
    toestemming_langer=False,
    verwijzer=None,
    **waar,
):
    """Record a proefplaatsing; the last day follows: start + months - 1 day (1-9-2020 + 2 gives 31-10-2020).

    `waar`: formele_werkgever, werkplek, functie, uren_per_week, and maybe opleider and vestiging. `maanden` None: the
    programme's months, else 2. `verwijzer` None: the partner of the traject's referral, whose maximum counts. Returns
    Vastgelegd. Raises ValidationError per field for every fault of regels.py, for a traject that is not selected or
    running, and for an overlap with another placement.
    """
    _neem_beurt(traject, OP_PROEF)
    if toestemming_op is None:
        raise ValidationError({"toestemming_op": "Vul in vanaf welke dag er toestemming is."})
    maanden = maanden or traject.programma.proefplaatsing_maanden or STANDAARD_MAANDEN
    plaatsing = Plaatsing(
        traject=traject,
        soort=Plaatsingsoort.PROEFPLAATSING,
        verwijzer=verwijzer or traject.verwijzing.partner,
        start=start,
        gepland_einde=laatste_dag_proefplaatsing(start, maanden),
        maanden=maanden,
        toestemming_op=toestemming_op,
        langer_reden=langer_reden,
        toestemming_langer=toestemming_langer,
        intentie_maanden=intentie_maanden,
        intentie_uren=intentie_uren,
        aansprakelijkheid=aansprakelijkheid,
        gewijzigd_door=door,
        **waar,
    )
    bevindingen = controleer_proefplaatsing(_voor_de_regels(plaatsing), vandaag=timezone.localdate())
    return _maak(plaatsing, bevindingen, door)


@transaction.atomic
def leg_contract_vast(
    traject,
    *,
    soort,
    start,
    door,
    gepland_einde=None,
    onbepaalde_tijd=False,
    vorige=None,
    proeftijdbeding=False,
    verwijzer=None,
    **waar,
):
    """Record a contract; `waar` as for start_proefplaatsing. `vorige`: the placement it follows on, which then ends the
    day before, or on its own last day when that came first, with the reason "vervolg".

    After a proefplaatsing it warns when the contract falls short of what was intended, and refuses a probation
    clause. Returns Vastgelegd. Raises ValidationError per field, also for an overlap with a placement that is not
    `vorige`, and IntussenGewijzigd when somebody else changed `vorige` meanwhile.
    """
    _neem_beurt(traject, GEPLAATST)
    if soort == Plaatsingsoort.PROEFPLAATSING:
        raise ValidationError({"soort": "Leg een proefplaatsing vast met het eigen formulier."})
    if onbepaalde_tijd == (gepland_einde is not None):
        zin = "Vul in tot en met wanneer het contract loopt, of kies onbepaalde tijd."
        raise ValidationError({"gepland_einde": zin})
    plaatsing = Plaatsing(
        traject=traject,
        soort=soort,
        verwijzer=verwijzer or traject.verwijzing.partner,
        onbepaalde_tijd=onbepaalde_tijd,
        start=start,
        gepland_einde=gepland_einde,
        vorige=vorige,
        gewijzigd_door=door,
        **waar,
    )
    bevindingen = _na_proef(_proef_voor(plaatsing), plaatsing, proeftijdbeding)
    _weiger_fouten(bevindingen)
    if vorige is not None:
        _laat_overgaan(vorige, traject, start, door)
    return _maak(plaatsing, bevindingen, door)


@transaction.atomic
def beeindig_plaatsing(plaatsing, *, laatste_werkdag, eindreden, gezien, door):
    """Record the last working day and why; also corrects an end that was recorded wrongly.

    Raises ValidationError for a day outside the placement, for a reason that is not on the list and when another
    placement already follows; IntussenGewijzigd when it is no longer at version `gezien`.
    """
    if eindreden not in Eindreden.values:
        raise ValidationError({"eindreden": "Kies een reden van de lijst."})
    if laatste_werkdag < plaatsing.start:
        raise ValidationError({"laatste_werkdag": f"De eerste werkdag was {_datum(plaatsing.start)}."})
    if plaatsing.gepland_einde is not None and laatste_werkdag > plaatsing.gepland_einde:
        raise ValidationError(
            {
                "laatste_werkdag": f"Dit loopt tot en met {_datum(plaatsing.gepland_einde)}. "
                "Werkt iemand langer door? Leg dan een nieuw contract vast."
            }
        )
    _weiger_als_vervolgd(plaatsing)
    plaatsing.laatste_werkdag = laatste_werkdag
    plaatsing.eindreden = eindreden
    bewaar(plaatsing, gezien=gezien, velden=["laatste_werkdag", "eindreden"], door=door)
    _log(door, plaatsing.traject)
    return plaatsing


@transaction.atomic
def draai_einde_terug(plaatsing, *, gezien, door):
    """Take a recorded end back: the placement runs again. Raises as beeindig_plaatsing, and for an overlap."""
    _neem_beurt(plaatsing.traject, GEPLAATST)
    _weiger_als_vervolgd(plaatsing)
    plaatsing.laatste_werkdag = None
    plaatsing.eindreden = ""
    _weiger_overlap(plaatsing)
    bewaar(plaatsing, gezien=gezien, velden=["laatste_werkdag", "eindreden"], door=door)
    _log(door, plaatsing.traject)
    return plaatsing


@transaction.atomic
def draai_plaatsing_terug(plaatsing, *, gezien, door):
    """Take back a placement that was recorded by mistake; the one before it runs again if this one had ended it.

    Raises ValidationError when another placement follows, IntussenGewijzigd when somebody changed it meanwhile.
    """
    _neem_beurt(plaatsing.traject, GEPLAATST)
    _weiger_als_vervolgd(plaatsing)
    bewaar(plaatsing, gezien=gezien, velden=[], door=door)
    vorige, traject = plaatsing.vorige, plaatsing.traject
    plaatsing.delete()
    if vorige is not None and vorige.eindreden == Eindreden.VERVOLG:
        vorige.laatste_werkdag, vorige.eindreden = None, ""
        bewaar(vorige, gezien=vorige.versie, velden=["laatste_werkdag", "eindreden"], door=door)
    _log(door, traject, Handeling.VERWIJDEREN)


@transaction.atomic
def zet_no_riskpolis(plaatsing, *, van_toepassing, gezien, door):
    """Record whether UWV's no-riskpolis applies (True, False, or None = not known).

    Raises ValidationError on a proefplaatsing and before employment + 2 months (PRIV-05).
    """
    vanaf = no_riskpolis_vanaf(plaatsing)
    if vanaf is None:
        raise ValidationError({"no_riskpolis": "De no-riskpolis hoort bij een contract."})
    if timezone.localdate() < vanaf:
        raise ValidationError({"no_riskpolis": f"Dit mag pas vanaf {_datum(vanaf)} worden vastgelegd."})
    plaatsing.no_riskpolis = van_toepassing
    bewaar(plaatsing, gezien=gezien, velden=["no_riskpolis"], door=door)
    _log(door, plaatsing.traject)
    return plaatsing


def no_riskpolis_vanaf(plaatsing):
    """The first day on which the no-riskpolis may be recorded, None for a proefplaatsing.

    Counted from the start of the employment: a next contract with the same formal employer does not begin it anew.
    """
    if plaatsing.soort == Plaatsingsoort.PROEFPLAATSING:
        return None
    eerste = plaatsing
    while (
        eerste.vorige is not None
        and eerste.vorige.soort != Plaatsingsoort.PROEFPLAATSING
        and eerste.vorige.formele_werkgever_id == plaatsing.formele_werkgever_id
    ):
        eerste = eerste.vorige
    return no_risk_vanaf(eerste.start)


def opvolgbaar(traject):
    """The placement that a new contract would follow on: the last one that nothing follows yet, or None."""
    return Plaatsing.objects.filter(traject=traject).zonder_vervolg().order_by("-start", "-pk").first()


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _neem_beurt(traject, statussen):
    """Let two people who place the same person take turns, and refuse who is not that far (or no longer)."""
    neem_beurt(traject)
    status = Traject.objects.values_list("status", flat=True).get(pk=traject.pk)
    if status not in statussen:
        raise ValidationError(
            f"Dit kan niet bij de status ‘{Status(status).label}’. Eerst moet de kandidaat geselecteerd zijn."
            if status not in GEPLAATST
            else f"Dit kan niet meer: het traject is {Status(status).label.lower()}."
        )


def _maak(plaatsing, bevindingen, door):
    """Check what a form cannot know, write, log; the warnings go along for the screen."""
    _weiger_fouten(bevindingen)
    eigenaars = (plaatsing.werkplek_id, plaatsing.formele_werkgever_id)
    if plaatsing.vestiging is not None and plaatsing.vestiging.partner_id not in eigenaars:
        raise ValidationError({"vestiging": "Deze vestiging hoort niet bij de werkplek."})
    _weiger_overlap(plaatsing)
    leg_vast(plaatsing)
    _log(door, plaatsing.traject, Handeling.MAKEN)
    return Vastgelegd(plaatsing, [b.melding for b in bevindingen if b.is_waarschuwing])


def _weiger_overlap(plaatsing):
    tot = plaatsing.laatste_werkdag or plaatsing.gepland_einde
    andere = (
        Plaatsing.objects.filter(traject=plaatsing.traject)
        .exclude(pk=plaatsing.pk)
        .overlapt(plaatsing.start, tot)
        .first()
    )
    if andere is None:
        return
    eind = andere.laatste_werkdag or andere.gepland_einde
    tot_en_met = f" tot en met {_datum(eind)}" if eind else ""
    raise ValidationError(
        {
            "start": f"Er loopt al een {andere.get_soort_display().lower()} vanaf {_datum(andere.start)}{tot_en_met}. "
            "Leg eerst het einde daarvan vast, of kies die plaatsing bij ‘Volgt op’."
        }
    )


def _laat_overgaan(vorige, traject, start, door):
    """End the placement that a contract follows on, if nobody did: it is no exit."""
    if vorige.traject_id != traject.pk:
        raise ValidationError({"vorige": "Deze plaatsing hoort bij een ander traject."})
    if start <= vorige.start:
        raise ValidationError({"start": f"De vorige plaatsing begon pas op {_datum(vorige.start)}."})
    _weiger_als_vervolgd(vorige)
    if vorige.laatste_werkdag is None:
        vorige.laatste_werkdag = min(filter(None, [vorige.gepland_einde, start - EEN_DAG]))
        vorige.eindreden = Eindreden.VERVOLG
        bewaar(vorige, gezien=vorige.versie, velden=["laatste_werkdag", "eindreden"], door=door)


def _weiger_als_vervolgd(plaatsing):
    if Plaatsing.objects.filter(vorige=plaatsing).exists():
        raise ValidationError("Op deze plaatsing volgt al een andere. Pas die aan.")


def _voor_de_regels(plaatsing):
    """A trial as regels.py sees it, with the earlier trials of the same person."""
    verwijzer = plaatsing.verwijzer
    proeven = Plaatsing.objects.filter(traject__kandidaat=plaatsing.traject.kandidaat).proefplaatsingen()
    return Proefplaatsing(
        start=plaatsing.start,
        laatste_dag=plaatsing.gepland_einde,
        uren=plaatsing.uren_per_week,
        werkplek=plaatsing.werkplek_id,
        functie=plaatsing.functie,
        toestemming_per=plaatsing.toestemming_op,
        intentie_maanden=plaatsing.intentie_maanden,
        intentie_uren=plaatsing.intentie_uren,
        verzekerd=plaatsing.aansprakelijkheid,
        partner_max_maanden=verwijzer.proefplaats_max_maanden if verwijzer else None,
        reden_langer=plaatsing.langer_reden,
        toestemming_langer=plaatsing.toestemming_langer,
        eerdere=[
            EerdereProefplaatsing(p.werkplek_id, p.functie, p.start, p.laatste_werkdag or p.gepland_einde)
            for p in proeven
        ],
    )


def _proef_voor(contract):
    """The trial a contract comes out of: the one it follows on, else the last one before the first contract."""
    if contract.vorige is not None:
        return contract.vorige if contract.vorige.soort == Plaatsingsoort.PROEFPLAATSING else None
    eerdere = Plaatsing.objects.filter(traject=contract.traject, start__lt=contract.start)
    if eerdere.contracten().exists():
        return None
    return eerdere.proefplaatsingen().filter(laatste_werkdag__isnull=False).order_by("-start", "-pk").first()


def _na_proef(proef, contract, proeftijdbeding):
    if proef is None:
        return []
    return controleer_contract_na_proef(
        proef_uren=proef.uren_per_week,
        contract_start=contract.start,
        contract_laatste_dag=contract.gepland_einde,
        contract_uren=contract.uren_per_week,
        proeftijdbeding=proeftijdbeding,
        intentie_maanden=proef.intentie_maanden,
        intentie_uren=proef.intentie_uren,
    )


def _weiger_fouten(bevindingen):
    fouten = {}
    for bevinding in bevindingen:
        if bevinding.is_fout:
            fouten.setdefault(VELD_BIJ_FOUT.get(bevinding.code, "start"), []).append(bevinding.melding)
    if fouten:
        raise ValidationError(fouten)


def _datum(dag):
    return formats.date_format(dag, "j b Y")


def _log(door, traject, handeling=Handeling.WIJZIGEN):
    schrijf(
        gebruiker=door,
        handeling=handeling,
        dossier=traject.kandidaat.dossiernummer,
        categorie=Categorie.PLAATSING,
    )
