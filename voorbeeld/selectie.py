"""The selection rounds of a group: taken in, scored and decided, as a coordinator does; or without rounds, by hand."""

from trajecten.dossier.diensten import sluit_traject, verzet_status
from trajecten.keuzes import Rondesoort
from trajecten.models import Ronde
from trajecten.selectie.beoordelaars import wijs_beoordelaars_aan
from trajecten.selectie.beoordelen import beoordeel
from trajecten.selectie.diensten import Besluit, neem_besluiten, neem_op_in_ronde
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.selectie.nodig import leg_nodig_vast
from trajecten.statussen import AfwijsReden, Status, TerugtrekReden
from voorbeeld.bijeenkomsten import leg_opkomst_vast
from voorbeeld.mensen import Mens, ververs_allen
from voorbeeld.ronden import leg_uitkomst_vast
from voorbeeld.toneel import Toneel

# In which round, with which result and why people do not get through: shared out over the groups in this order. In a
# programme with fewer rounds it is the last one.
AFVAL = (
    (2, Uitslag.AFGEWEZEN, AfwijsReden.TAAL),
    (1, Uitslag.TERUGGETROKKEN, TerugtrekReden.BEELD_VAN_WERK),
    (3, Uitslag.AFGEWEZEN, AfwijsReden.VAARDIGHEDEN),
    (1, Uitslag.AFGEWEZEN, AfwijsReden.BESCHIKBAARHEID),
    (2, Uitslag.TERUGGETROKKEN, TerugtrekReden.ANDER_WERK),
    (1, Uitslag.AFGEWEZEN, AfwijsReden.PROGRAMMA_EIS),
    (2, Uitslag.AFGEWEZEN, AfwijsReden.WIL_NIET),
    (2, Uitslag.TERUGGETROKKEN, TerugtrekReden.KINDEROPVANG),
    (3, Uitslag.TERUGGETROKKEN, TerugtrekReden.REIS_OF_UREN),
    (2, Uitslag.TERUGGETROKKEN, TerugtrekReden.GEEN_REACTIE),
)
KAN_TERUGKOMEN = (AfwijsReden.BESCHIKBAARHEID, AfwijsReden.TAAL)
ZONDER_SCORES = (Rondesoort.VOORSELECTIE, Rondesoort.EERSTE_CONTACT)


def houd_ronde(toneel: Toneel, mensen: list[Mens], ronde: Ronde):
    """Take in who was spoken, let assessors score and decide about everybody about whom a decision is due."""
    door = mensen[0].door
    if ronde.volgorde == 1:
        ververs_allen(mensen)
        klaar = [mens for mens in mensen if mens.gesproken and mens.loopt]
        neem_op_in_ronde([mens.traject for mens in klaar], ronde=ronde, door=door)
    van_wie = {mens.traject.pk: mens for mens in mensen}
    uitslagen, nog_open = {}, {}
    for deelname in (
        Rondedeelname.objects.filter(ronde=ronde, traject__in=van_wie, uitslag=Uitslag.OPEN)
        .select_related("ronde", "traject__kandidaat", "deelname__bijeenkomst")
        .order_by("pk")
    ):
        mens = van_wie[deelname.traject_id]
        if mens.open_in == ronde.volgorde:
            nog_open[deelname] = mens.weggebleven
            _begin_met_scores(toneel, deelname, mens)
            _vraag_wat_nodig_is(toneel, mens)
        else:
            uitslagen[deelname] = _uitslag(mens, ronde, len(toneel.rondes[ronde.programma_id]))
    leg_opkomst_vast(toneel, uitslagen, nog_open, door)
    for deelname, (uitslag, reden) in uitslagen.items():
        mens = van_wie[deelname.traject_id]
        leg_uitkomst_vast(toneel, deelname, mens, uitslag, reden)
        for beoordelaar in _beoordelaars(toneel, mens, ronde):
            _scoor(toneel, deelname, beoordelaar, uitslag == Uitslag.DOOR, reden)
    besluiten = [Besluit(deelname, uitslag, reden) for deelname, (uitslag, reden) in uitslagen.items()]
    neem_besluiten(besluiten, door=door, op=toneel.dag)
    ververs_allen(mensen)
    toneel.afgewezen += [
        van_wie[deelname.traject_id] for deelname, (_, reden) in uitslagen.items() if reden in KAN_TERUGKOMEN
    ]


def kies_zonder_ronde(toneel: Toneel, mensen: list[Mens]):
    """Where a programme names no rounds: the coordinator chooses by hand from who was spoken."""
    for mens in mensen:
        if not mens.gesproken or mens.ververs().status != Status.AANGEMELD:
            continue
        verzet_status(mens.traject, naar=Status.IN_SELECTIE, op=toneel.dag, door=mens.door)
        if mens.afval:
            _, uitslag, reden = mens.afval
            sluit_traject(
                mens.traject, naar=Status(uitslag.value), op=toneel.dag, door=mens.door, reden=reden
            )
        elif not mens.open_in:
            verzet_status(mens.traject, naar=Status.GESELECTEERD, op=toneel.dag, door=mens.door)


def _uitslag(mens, ronde, aantal_rondes):
    if not mens.afval or min(mens.afval[0], aantal_rondes) != ronde.volgorde:
        return Uitslag.DOOR, ""
    if ronde.soort == Rondesoort.KANDIDAAT_BESLIST:  # then she says no, not we
        return Uitslag.TERUGGETROKKEN, TerugtrekReden.BEELD_VAN_WERK
    return mens.afval[1:]


def _vraag_wat_nodig_is(toneel, mens):
    """One in three needs something to take part in the selection; it is only on record while that runs."""
    if hulp := next(toneel.selectiehulp):
        leg_nodig_vast(kandidaat=mens.kandidaat, nodig=[hulp], door=mens.door)


# --- Scores -----------------------------------------------------------------------------------------------------------
def _beoordelaars(toneel, mens, ronde):
    """Who scores: the coordinator, and a colleague where the round asks for two; nobody without criteria."""
    if not toneel.criteria[ronde.programma_id] or ronde.soort in ZONDER_SCORES:
        return []
    return [mens.door, *mens.beoordelen_ook][: ronde.beoordelaars]


def _begin_met_scores(toneel, deelname, mens):
    """Somebody about whom nobody has decided: where two score, both are named, and at most the first one wrote."""
    if deelname.ronde.beoordelaars < 2:
        return
    beoordelaars = _beoordelaars(toneel, mens, deelname.ronde)
    if wijs_beoordelaars_aan([deelname], gebruikers=beoordelaars, door=mens.door).niet:
        raise RuntimeError(f"assessors of {deelname} could not be named")
    for beoordelaar in beoordelaars[: 0 if mens.nog_geen_scores else 1]:
        _scoor(toneel, deelname, beoordelaar, True, "")


def _scoor(toneel, deelname, beoordelaar, gunstig, reden):
    scores = {
        criterium: 1
        if criterium.sluit_uit and reden and reden == criterium.uitsluitreden
        else toneel.kies([3, 4, 4, 5] if gunstig else [2, 2, 3])
        for criterium in toneel.criteria[deelname.ronde.programma_id]
    }
    beoordeel(deelname, scores=scores, door=beoordelaar)
