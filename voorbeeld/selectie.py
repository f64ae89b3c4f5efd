"""The selection rounds of a group: taken in, scored and decided, as a coordinator does."""

from trajecten.models import Ronde
from trajecten.selectie.beoordelen import beoordeel
from trajecten.selectie.diensten import Besluit, neem_besluiten, neem_op_in_ronde
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.statussen import AfwijsReden, TerugtrekReden
from voorbeeld.mensen import Mens
from voorbeeld.toneel import Toneel

# In which round, with which result and why people do not get through: shared out over the groups in this order.
AFVAL = [
    (2, Uitslag.AFGEWEZEN, AfwijsReden.TAAL),
    (1, Uitslag.TERUGGETROKKEN, TerugtrekReden.BEELD_VAN_WERK),
    (3, Uitslag.AFGEWEZEN, AfwijsReden.VAARDIGHEDEN),
    (1, Uitslag.AFGEWEZEN, AfwijsReden.BESCHIKBAARHEID),
    (2, Uitslag.TERUGGETROKKEN, TerugtrekReden.ANDER_WERK),
    (1, Uitslag.AFGEWEZEN, AfwijsReden.PROGRAMMA_EIS),
    (2, Uitslag.AFGEWEZEN, AfwijsReden.WIL_NIET),
    (2, Uitslag.TERUGGETROKKEN, TerugtrekReden.KINDEROPVANG),
    (3, Uitslag.TERUGGETROKKEN, TerugtrekReden.REIS_OF_UREN),
]
KAN_TERUGKOMEN = (AfwijsReden.BESCHIKBAARHEID, AfwijsReden.TAAL)


def houd_ronde(toneel: Toneel, mensen: list[Mens], ronde: Ronde):
    """Take in who was spoken, let assessors score and decide about everybody about whom a decision is due."""
    door = mensen[0].door
    if ronde.volgorde == 1:
        klaar = [mens for mens in mensen if mens.gesproken and mens.ververs().is_open]
        neem_op_in_ronde([mens.traject for mens in klaar], ronde=ronde, door=door)
    van_wie = {mens.traject.pk: mens for mens in mensen}
    besluiten = []
    for deelname in (
        Rondedeelname.objects.filter(ronde=ronde, traject__in=van_wie, uitslag=Uitslag.OPEN)
        .select_related("ronde", "traject__kandidaat")
        .order_by("pk")
    ):
        mens = van_wie[deelname.traject_id]
        if mens.open_in == ronde.volgorde:
            continue
        uitslag, reden = _uitslag(mens, ronde)
        if toneel.criteria[ronde.programma_id] and ronde.volgorde > 1:
            _scoor(toneel, deelname, door, gunstig=uitslag == Uitslag.DOOR)
        besluiten.append(Besluit(deelname, uitslag, reden))
    neem_besluiten(besluiten, door=door, op=toneel.dag)
    for mens in mensen:
        mens.ververs()
    toneel.afgewezen += [
        mens
        for mens in van_wie.values()
        if mens.traject.reden in KAN_TERUGKOMEN and mens.afval[0] == ronde.volgorde
    ]


def _uitslag(mens, ronde):
    if mens.afval and mens.afval[0] == ronde.volgorde:
        return mens.afval[1:]
    return Uitslag.DOOR, ""


def _scoor(toneel, deelname, door, *, gunstig):
    scores = {
        criterium: toneel.kies([3, 4, 4, 5] if gunstig else [2, 2, 3])
        for criterium in toneel.criteria[deelname.ronde.programma_id]
    }
    beoordeel(deelname, scores=scores, door=door)
