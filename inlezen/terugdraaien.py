"""Taking back what an import made and nobody worked on; inlezen/terugkijken.py says what that is.

What goes returns to its row: the cells are written from the dossier, exactly as they were read in, and the row is open
again, to be mended and read in once more. While it runs the import has status terug. Whoever does it has its turn
(`Inlezing.beurt`), and every portion is written together with a sign of life and the counts, by conditional updates: a
worker whose turn was taken over writes nothing any more, so the work can be run twice, or again after a crash.
"""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie
from inlezen.beoordelen import oordeel_over
from inlezen.diensten import IN_BEOORDELING, beoordeel
from inlezen.keuring import OORDEELVELDEN, zet_oordeel
from inlezen.keuzes import Inleesstatus, Regelstand
from inlezen.models import Inleesregel, Inlezing
from inlezen.oordeel import Oordeel
from inlezen.terugkijken import MACHINEWERK, bekijk, hoeveel_ingelezen
from inlezen.teruglezen import als_gegevens
from kandidaten.keuzes import BijzonderSoort
from kandidaten.models import BijzonderGegeven, Kandidaat, Verwijzing
from logboek.diensten import schrijf, schrijf_alle
from logboek.models import Handeling
from trajecten.models import Statuswissel, Traject
from trajecten.statussen import Status

PORTIE = 250  # people per transaction
POGINGEN = 3  # of one portion, when somebody began to work on one of them at that very moment


@dataclass
class Teruggedraaid:
    """What an undo did: how many people, and how many there are left to look at (`bekijk` says why)."""

    mensen: int = 0
    blijven: int = 0


class BeurtVoorbij(Exception):
    """Another worker took this import over, or it is done."""


# --- The whole list ---------------------------------------------------------------------------------------------------
@transaction.atomic
def draai_inlezing_terug(inlezing, *, door):
    """Remove what this import made and nobody worked on, and open its rows again, here and now: all or nothing.

    Returns a Teruggedraaid. Raises IntussenGewijzigd while rows are being read in or taken back.
    """
    if not hoeveel_ingelezen(inlezing):
        return Teruggedraaid()
    if not begin_terugdraaien(inlezing, door=door):
        raise IntussenGewijzigd(inlezing)
    return verwerk_terugdraaien(inlezing, door=door)


@transaction.atomic
def begin_terugdraaien(inlezing, *, door):
    """Say that this import is being taken back (status terug); False when somebody is at it, or nothing is read in.

    From now on nobody reads in, chooses, mends or throws away; `verwerk_terugdraaien` ends that.
    """
    rijen = Inlezing.objects.filter(pk=inlezing.pk, status__in=IN_BEOORDELING)
    begonnen = {
        "status": Inleesstatus.TERUG,
        "hartslag": timezone.now(),
        "beurt": None,
        "terug_weg": 0,
        "terug_blijft": 0,
        "terug_totaal": len(_mensen(inlezing)),
    }
    if not begonnen["terug_totaal"] or not rijen.update(**begonnen):
        inlezing.refresh_from_db(fields=["status"])
        return False
    for naam, waarde in begonnen.items():
        setattr(inlezing, naam, waarde)
    schrijf(
        gebruiker=door,
        handeling=Handeling.WIJZIGEN,
        categorie=Categorie.INLEZEN,
        reden=f"terugdraaien begonnen (inlezing {inlezing.pk})",
    )
    return True


def verwerk_terugdraaien(inlezing, *, door):
    """Take an import back that `begin_terugdraaien` claimed, or go on with one that was broken off; then status klaar.

    Returns a Teruggedraaid. In portions, each all or nothing: what a colleague begins to work on meanwhile stays, with
    her work. Does nothing when this is no longer asked. Raises IntussenGewijzigd if somebody keeps writing about the
    same people.
    """
    beurt = _Beurt(inlezing, door)
    if beurt.neem():
        with suppress(BeurtVoorbij):  # whoever took over finishes it
            beurt.draai()
    inlezing.refresh_from_db(fields=["status", "hartslag", "beurt", "terug_weg", "terug_blijft"])
    return Teruggedraaid(inlezing.terug_weg, inlezing.terug_blijft)


def _mensen(inlezing):
    """The pk's of everybody this import read in, in one order."""
    ingelezen = inlezing.regels.filter(stand=Regelstand.INGELEZEN, kandidaat__isnull=False)
    return list(ingelezen.order_by("kandidaat_id").values_list("kandidaat_id", flat=True).distinct())


class _Beurt:
    """One turn at taking one import back."""

    def __init__(self, inlezing, door):
        self.inlezing, self.door, self.sleutel = inlezing, door, uuid.uuid4()

    def neem(self):
        """Take the turn, from whoever had it. Who stayed is looked at, and counted, once more."""
        wachtend = Inlezing.objects.filter(pk=self.inlezing.pk, status=Inleesstatus.TERUG)
        return wachtend.update(beurt=self.sleutel, hartslag=timezone.now(), terug_blijft=0)

    def leef(self, **waarden):
        """A sign of life; until the end of the transaction nobody takes over. Raises BeurtVoorbij."""
        eigen = Inlezing.objects.filter(pk=self.inlezing.pk, status=Inleesstatus.TERUG, beurt=self.sleutel)
        if not eigen.update(hartslag=timezone.now(), **waarden):
            raise BeurtVoorbij

    def draai(self):
        mensen = iter(_mensen(self.inlezing))
        while portie := list(islice(mensen, PORTIE)):
            self._probeer_portie(portie)
        if Inlezing.objects.filter(pk=self.inlezing.pk, terug_weg__gt=0).exists():
            self.leef()
            try:  # the rows of the list look at each other again
                beoordeel(self.inlezing, door=self.door, standen=[Inleesstatus.TERUG])
            except IntussenGewijzigd:
                raise BeurtVoorbij from None
        self.leef(status=Inleesstatus.KLAAR, beurt=None)

    def _probeer_portie(self, pks):
        for poging in range(1, POGINGEN + 1):
            try:
                return self._draai_portie_terug(pks)
            except (
                IntegrityError
            ):  # a record about one of them came in between looking and removing: look again
                if poging == POGINGEN:
                    raise IntussenGewijzigd(self.inlezing) from None

    @transaction.atomic
    def _draai_portie_terug(self, pks):
        """Take these candidates back, and count them. Raises IntegrityError if a new record points there."""
        inlezing, door = self.inlezing, self.door
        self.leef()
        _houd_vast(inlezing, pks)
        uitkomsten = bekijk(inlezing, gebruiker=door, kandidaten=pks)
        weg = [uitkomst for uitkomst in uitkomsten if uitkomst.weg]
        if weg:
            regels = _heropen_regels(inlezing, weg)
            _verwijder(weg)
            _log(inlezing, weg, door)
            _beoordeel(inlezing, regels, door)
            if connection.vendor == "postgresql":
                connection.check_constraints()  # now, while this portion can still be tried again; not at the commit
        blijft = len(uitkomsten) - len(weg)
        self.leef(terug_weg=F("terug_weg") + len(weg), terug_blijft=F("terug_blijft") + blijft)


# --- One portion ------------------------------------------------------------------------------------------------------
def _houd_vast(inlezing, pks):
    """Hold what is about to go: whoever changes these people waits until this is done.

    By number, as merging does: in one order they cannot wait for each other. On SQLite one writes at a time.
    """
    mensen = Kandidaat.objects.order_by("pk").select_for_update(no_key=True).filter(pk__in=pks)
    list(mensen.values_list("pk"))
    eigen = inlezing.regels.filter(kandidaat__in=pks, traject__isnull=False).order_by().values("traject")
    trajecten = Traject.objects.order_by("pk").select_for_update(no_key=True).filter(pk__in=eigen)
    list(trajecten.values_list("pk"))


def _heropen_regels(inlezing, weg):
    """Let go of the people, and write their rows back; returns the rows, still to be judged."""
    per_traject = {t.pk: (uitkomst.kandidaat, t) for uitkomst in weg for t in uitkomst.trajecten}
    verwijzingen = [t.verwijzing_id for _k, t in per_traject.values()]
    uitkeringen = BijzonderGegeven.objects.order_by().filter(
        verwijzing__in=verwijzingen, soort=BijzonderSoort.UITKERING
    )
    uitkeringen = dict(uitkeringen.values_list("verwijzing", "waarde"))
    eigen = inlezing.regels.filter(traject__in=per_traject, stand=Regelstand.INGELEZEN)
    regels = list(eigen.exclude(oordeel=Oordeel.WIJZIGING).order_by("rijnummer"))
    for regel in regels:
        kandidaat, traject = per_traject[regel.traject_id]
        regel.gegevens = als_gegevens(
            inlezing, kandidaat, traject, uitkeringen.get(traject.verwijzing_id, "")
        )
        for naam, waarde in _OPEN.items():
            setattr(regel, naam, waarde)
    eigen.filter(pk__in=[regel.pk for regel in regels]).order_by().update(**_OPEN)
    return regels


# A row that waits to be looked at; nobody chose it.
_OPEN = {
    "stand": Regelstand.OPEN,
    "fout": "",
    "verwerkt_op": None,
    "kandidaat": None,
    "traject": None,
    "bestaande": None,
    "gekozen": False,
    "keuze": "",
}


def _verwijder(weg):
    """Remove exactly what was looked at. Nothing is removed along with it: a record of somebody else stops it all."""
    trajecten = [t.pk for uitkomst in weg for t in uitkomst.trajecten]
    verwijzingen = [t.verwijzing_id for uitkomst in weg for t in uitkomst.trajecten]
    mensen = [uitkomst.kandidaat.pk for uitkomst in weg if uitkomst.gemaakt]
    bekend = [uitkomst.kandidaat.pk for uitkomst in weg if not uitkomst.gemaakt]
    for label, zelf in MACHINEWERK.items():
        for rel in Kandidaat._meta.get_fields(include_hidden=True):
            if rel.auto_created and rel.is_relation and rel.related_model._meta.label == label:
                _wis(rel.related_model, zelf, **{f"{rel.field.name}__in": mensen})
    _wis(Statuswissel, Q(van=""), traject__in=trajecten)
    _wis(BijzonderGegeven, Q(soort=BijzonderSoort.UITKERING), verwijzing__in=verwijzingen)
    _wis(Traject, Q(status=Status.AANGEMELD, versie=0), pk__in=trajecten)
    _wis(Verwijzing, pk__in=verwijzingen)
    _wis(Kandidaat, Q(versie=0), pk__in=mensen)
    # What `raak_aan` does, for all of them at once.
    Kandidaat.objects.order_by().filter(pk__in=bekend).update(trajecten_gewijzigd_op=timezone.now())


def _wis(model, *voorwaarden, **filters):
    rijen = model._base_manager.order_by().filter(*voorwaarden, **filters)
    # One DELETE. `delete()` would also remove what somebody added a moment ago and nobody looked at.
    rijen._raw_delete(rijen.db)


def _log(inlezing, weg, door):
    reden = f"inlezing teruggedraaid (inlezing {inlezing.pk})"
    for gemaakt, categorie in ((True, Categorie.CONTACT), (False, Categorie.TRAJECT)):
        schrijf_alle(
            gebruiker=door,
            handeling=Handeling.VERWIJDEREN,
            dossiers=[u.kandidaat.dossiernummer for u in weg if u.gemaakt is gemaakt],
            categorie=categorie,
            reden=reden,
        )
    schrijf(gebruiker=door, handeling=Handeling.WIJZIGEN, categorie=Categorie.INLEZEN, reden=reden)


def _beoordeel(inlezing, regels, door):
    """Judge the rows that came back. Nobody chose them yet."""
    gegevens = {regel.rijnummer: regel.gegevens for regel in regels}
    for regel, (rij, beoordeling) in zip(regels, oordeel_over(inlezing, gegevens, door=door), strict=True):
        zet_oordeel(regel, regel.gegevens, rij, beoordeling)
    # One INSERT that finds the rows there; a bulk_update of eight columns takes longer than all the rest.
    Inleesregel.objects.bulk_create(
        regels, update_conflicts=True, unique_fields=["id"], update_fields=OORDEELVELDEN
    )
