"""Reading in many new people together: the rows of one group in one transaction, in a few queries.

Only for rows about somebody new. Each is judged once more, against everybody we know by then and the rows above it in
the group; whichever is no longer about somebody new, and every row of a group that fails, goes by itself
(`inlezen.toepassen`), so that it gets its own message and keeps nobody else out.
"""

from django.utils import timezone

from inlezen.beoordelen import lees_gegevens, zoek_bekenden
from inlezen.keuzes import Regelstand
from inlezen.models import SLEUTELLOOS, Inleesregel
from inlezen.oordeel import Oordeel, beoordeel_rijen
from trajecten.dossier.velen import meld_velen_aan

GROEP = 200  # rows per transaction
KLEINSTE_GROEP = 10  # fewer go one by one: the saving is too small to lose a message for


def groepen(regels):
    """Cut (pk, verdict) pairs, in the order of the list, into (pks, together): runs of new people, GROEP at most."""
    reeks = []
    for pk, oordeel in regels:
        if oordeel == Oordeel.NIEUW:
            reeks.append(pk)
            if len(reeks) == GROEP:
                yield reeks, True
                reeks = []
            continue
        if reeks:
            yield reeks, len(reeks) >= KLEINSTE_GROEP
            reeks = []
        yield [pk], False
    if reeks:
        yield reeks, len(reeks) >= KLEINSTE_GROEP


def neem_groep(pks, werk, aanmelding):
    """Bring the new people of these rows into dossiers, within `werk.transactie`. `aanmelding(rij)`: for `meld_aan`.

    Returns the pk's of the rows that have to go one by one; not those that somebody else took meanwhile.
    """
    regels = list(Inleesregel.objects.te_doen().filter(pk__in=pks).order_by("rijnummer"))
    rijen = [lees_gegevens(regel.rijnummer, regel.gegevens, werk.regels) for regel in regels]
    oordelen = beoordeel_rijen(rijen, zoek_bekenden(werk.inlezing, rijen, werk.door))
    nieuw = [
        (regel, rij)
        for regel, rij, beoordeling in zip(regels, rijen, oordelen, strict=True)
        if regel.oordeel == beoordeling.oordeel == Oordeel.NIEUW
    ]
    genomen = {regel.pk for regel, _rij in nieuw}
    trajecten = meld_velen_aan([aanmelding(rij) for _regel, rij in nieuw], door=werk.door)
    _rond_af([regel for regel, _rij in nieuw], trajecten)
    return [regel.pk for regel in regels if regel.pk not in genomen]


class Ingehaald(Exception):
    """Somebody else took one of these rows after they were read."""


def _rond_af(regels, trajecten):
    """Claim the rows, and note what became of them. Raises Ingehaald, so that all of it is undone."""
    nu = timezone.now()
    eigen = Inleesregel.objects.te_doen().filter(pk__in=[regel.pk for regel in regels])
    geclaimd = eigen.update(
        stand=Regelstand.INGELEZEN,
        fout="",
        verwerkt_op=nu,
        gegevens=None,
        beoordeling=None,
        sleutels=SLEUTELLOOS,
    )
    if geclaimd != len(regels):
        raise Ingehaald
    for regel, traject in zip(regels, trajecten, strict=True):
        regel.kandidaat_id, regel.traject_id = traject.kandidaat_id, traject.pk
    Inleesregel.objects.bulk_update(regels, ["kandidaat", "traject"])
