"""Judging many rows: a long list in portions by a worker, and once more only the rows that a change touches.

Whoever judges a list in the background has its turn (`Inlezing.beurt`). Every portion is written together with a sign
of life, by one conditional update: a worker whose turn was taken over writes nothing any more.
"""

import uuid
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from inlezen.beoordelen import (
    lees_gegevens,
    maak_leesregels,
    oordeel_over,
    voor_scherm,
    zoek_bekenden,
    zonder_overbodige_uitkering,
)
from inlezen.cellen import naar_json
from inlezen.keuzes import Inleesstatus
from inlezen.kopregel import lijst_van_json
from inlezen.models import SLEUTELLOOS, Inleesregel, Inlezing
from inlezen.oordeel import Beoordelaar, Oordeel, sleutels_van_rij

METEEN = (
    3_000  # rows that are judged while the user waits (2,500 within 3 seconds); above it a worker does it
)
PORTIE = 500  # rows that are judged, and kept, together
BATCH = 500  # rows per INSERT or UPDATE
OORDEELVELDEN = [
    "gegevens",
    "beoordeling",
    "sleutels",
    "oordeel",
    "programma",
    "gekozen",
    "keuze",
    "bestaande",
]


# --- One row ----------------------------------------------------------------------------------------------------------
def als_gegevens(ruw):
    """What `Inleesregel.gegevens` keeps of a raw row (field -> cell)."""
    return {"cellen": {str(veld): naar_json(cel) for veld, cel in ruw.items()}, "geen_bsn": []}


def nieuwe_regel(inlezing, gegevens, rij, beoordeling):
    """A row of the review, chosen where nobody has to decide anything. Writes nothing."""
    regel = Inleesregel(inlezing=inlezing, rijnummer=rij.nummer)
    zet_oordeel(regel, gegevens, rij, beoordeling)
    regel.gekozen = regel.oordeel in (Oordeel.NIEUW, Oordeel.WIJZIGING)
    return regel


def zet_oordeel(regel, gegevens, rij, beoordeling):
    """Fill in cells and verdict of a row, not its choice. Writes nothing."""
    regel.gegevens = zonder_overbodige_uitkering(gegevens, rij)
    regel.beoordeling = voor_scherm(rij, beoordeling, regel.gegevens)
    regel.sleutels = _digests(regel.inlezing_id, rij)
    regel.oordeel = beoordeling.oordeel
    regel.programma_id = rij.programma.pk if rij.programma else None


def _digests(inlezing_pk, rij):
    """What this row is recognised by, one digest each; only whoever has our secret key can make them."""
    sleutels = sleutels_van_rij(rij)
    digests = [
        naam[0] + salted_hmac("inlezen.sleutels", f"{inlezing_pk}:{naam}:{sleutel}").hexdigest()[:20]
        for naam, sleutel in sleutels._asdict().items()
        if sleutel
    ]
    return " ".join(digests) or SLEUTELLOOS


def hersleutel(inlezing, regels):
    """Fill in what these rows are recognised by, from the cells they hold now. Writes nothing."""
    leesregels = maak_leesregels(inlezing)
    for regel in regels:
        regel.sleutels = _digests(inlezing.pk, lees_gegevens(regel.rijnummer, regel.gegevens, leesregels))


# --- A whole list -----------------------------------------------------------------------------------------------------
def keur_lijst(inlezing, lijst, *, door):
    """The rows of a list, read and judged together. Writes nothing."""
    gegevens = {nummer: als_gegevens(ruw) for nummer, ruw in lijst.ruwe_rijen()}
    uitslagen = oordeel_over(inlezing, gegevens, door=door)
    return [nieuwe_regel(inlezing, gegevens[rij.nummer], rij, uitslag) for rij, uitslag in uitslagen]


def keur_in_delen(inlezing, *, door):
    """Judge a list of which `kies_kolommen` said that a worker does it, from where an earlier worker left it.

    Does nothing when that is no longer asked; stops when somebody else took over. The last portion brings the status
    to controleren.
    """
    beurt = uuid.uuid4()
    wachtend = Inlezing.objects.filter(pk=inlezing.pk, status=Inleesstatus.BEOORDELEN)
    if wachtend.update(beurt=beurt, hartslag=timezone.now()):
        inlezing.refresh_from_db()
        _Keuring(inlezing, beurt, door).draai()
    inlezing.refresh_from_db(fields=["status", "hartslag", "beurt"])
    return inlezing


class _Keuring:
    """One turn of a worker at one list."""

    def __init__(self, inlezing, beurt, door):
        self.inlezing, self.beurt, self.door = inlezing, beurt, door
        self.regels = maak_leesregels(inlezing)
        self.beoordelaar = Beoordelaar()

    def draai(self):
        tot = self._haal_in()
        rijen = ((nr, ruw) for nr, ruw in lijst_van_json(self.inlezing.lijst).ruwe_rijen() if nr > tot)
        while portie := list(islice(rijen, PORTIE)):
            with transaction.atomic():
                if not self._leeft():
                    return
            nieuwe = self._beoordeel(portie)
            with transaction.atomic():
                if not self._leeft():
                    return
                Inleesregel.objects.bulk_create(nieuwe, batch_size=BATCH)
        self._leeft(status=Inleesstatus.CONTROLEREN, beurt=None)

    def _leeft(self, **waarden):
        """Still our turn? Also a sign of life, and until the end of the transaction nobody takes over."""
        eigen = Inlezing.objects.filter(pk=self.inlezing.pk, status=Inleesstatus.BEOORDELEN, beurt=self.beurt)
        return eigen.update(hartslag=timezone.now(), **waarden)

    def _haal_in(self):
        """Remember the rows that an earlier worker judged; gives the number of the last one."""
        tot = 0
        for regel in self.inlezing.regels.order_by("rijnummer").iterator(chunk_size=PORTIE):
            onthoud(self.beoordelaar, regel, self.regels)
            tot = regel.rijnummer
        return tot

    def _beoordeel(self, portie):
        gegevens = {nummer: als_gegevens(ruw) for nummer, ruw in portie}
        rijen = [lees_gegevens(nummer, inhoud, self.regels) for nummer, inhoud in gegevens.items()]
        self.beoordelaar.ken(zoek_bekenden(self.inlezing, rijen, self.door))
        return [
            nieuwe_regel(self.inlezing, gegevens[rij.nummer], rij, self.beoordelaar.beoordeel(rij))
            for rij in rijen
        ]


def onthoud(beoordelaar, regel, leesregels):
    """Let the judge know a row that keeps its verdict, so that the rows below are compared with it."""
    rij = lees_gegevens(regel.rijnummer, regel.gegevens, leesregels)
    beoordelaar.onthoud(rij, regel.beoordeling["persoon"])


# --- Once more --------------------------------------------------------------------------------------------------------
def keur_opnieuw(inlezing, regels, door, *, ongewijzigde=()):
    """Judge these rows again, compared with each other and with `ongewijzigde`, in the order of the list.

    Gives the rows of which anything changed, to be kept by the caller. A choice stays where the verdict is the same;
    else the row has to be looked at, and is not chosen. Writes nothing.
    """
    leesregels = maak_leesregels(inlezing)
    rijen = {r.pk: lees_gegevens(r.rijnummer, r.gegevens, leesregels) for r in regels}
    beoordelaar = Beoordelaar(zoek_bekenden(inlezing, rijen.values(), door))
    anders = []
    for regel in sorted([*regels, *ongewijzigde], key=lambda r: r.rijnummer):
        rij = rijen.get(regel.pk)
        if rij is None:
            onthoud(beoordelaar, regel, leesregels)
        elif _is_anders(regel, rij, beoordelaar.beoordeel(rij)):
            anders.append(regel)
    return anders


def _is_anders(regel, rij, beoordeling):
    """Fill in the verdict; True when anything changed."""
    was, stonden_er, getoond = regel.oordeel, _personen(regel), regel.beoordeling
    sleutels = regel.sleutels
    zet_oordeel(regel, regel.gegevens, rij, beoordeling)
    if regel.oordeel != was or _personen(regel) != stonden_er:
        regel.gekozen, regel.keuze, regel.bestaande = False, "", None
        return True
    return regel.beoordeling != getoond or regel.sleutels != sleutels


def _personen(regel):
    """Who this row is like, and for a change what would change: what a choice was based on."""
    b = regel.beoordeling
    return [[g["persoon"], g["rij"]] for g in b["gelijkenissen"]], b["persoon"], b["verschillen"]


def geraakte_regels(inlezing, regels, sleutels):
    """(touched, compared with): which open rows a change of these `regels` can touch, and what those are like.

    `sleutels`: what the rows were recognised by before the change (see `hersleutel` for what they are by now).
    Only rows below a row look at it. Of a key that very many rows share the first METEEN count: such a row shows
    more likenesses than anybody reads, whatever changes.
    """
    eigen = {regel.pk for regel in regels}
    alle = list(inlezing.regels.open().order_by("rijnummer").values_list("pk", "rijnummer", "sleutels"))
    if any(s == "" for _pk, _nummer, s in alle):  # judged before rows had digests
        return list(inlezing.regels.open().exclude(pk__in=eigen).order_by("rijnummer")), []
    eerste = min(regel.rijnummer for regel in regels)
    zoek = _losse(" ".join(sleutels)) | _losse(" ".join(regel.sleutels for regel in regels))
    geraakt = [(pk, nr, s) for pk, nr, s in alle if pk not in eigen and nr > eerste and zoek & _losse(s)]
    geraakt = geraakt[:METEEN]
    zoek |= _losse(" ".join(s for _pk, _nr, s in geraakt))
    weg = eigen | {pk for pk, _nr, _s in geraakt}
    onder = max([regel.rijnummer for regel in regels] + [nr for _pk, nr, _s in geraakt])
    erbij = [pk for pk, nr, s in alle if pk not in weg and nr < onder and zoek & _losse(s)][:METEEN]
    gevonden = inlezing.regels.open().in_bulk([*(pk for pk, _nr, _s in geraakt), *erbij])
    return (
        [gevonden[pk] for pk, _nr, _s in geraakt if pk in gevonden],
        [gevonden[pk] for pk in erbij if pk in gevonden],
    )


def _losse(sleutels):
    return set(sleutels.split()) - {SLEUTELLOOS}
