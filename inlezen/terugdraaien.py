"""Taking back what an import made, as long as nobody worked on it. There is no time limit.

Of a person that a row made, the whole dossier goes; of somebody we knew already, only the referral and the traject that
a row gave her. Somebody worked on it when the candidate or traject has another version than the import gave it, when
its status moved, when the benefit was replaced, or when any record that the import did not make points at the
candidate, referral or traject: found by the relations of the models, so those of higher rooms count too. A row that
changed somebody's data is never taken back: what stood there before was not kept (PRIV-15).

What goes returns to its row: the cells are written from the dossier, exactly as they were read in, and the row is open
again, to be mended and read in once more.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from basis.templatetags.componenten import datum
from basis.vergrendeling import IntussenGewijzigd
from gebruikers.rechten import Categorie, Toegang
from inlezen.beoordelen import oordeel_over
from inlezen.diensten import beoordeel
from inlezen.keuring import OORDEELVELDEN, zet_oordeel
from inlezen.keuzes import Dubbelkeuze, Inleesstatus, Regelstand
from inlezen.models import Inleesregel, Inlezing
from inlezen.oordeel import Oordeel
from inlezen.teruglezen import als_gegevens
from kandidaten.keuzes import BijzonderSoort
from kandidaten.models import BijzonderGegeven, Contactmoment, Kandidaat, Toewijzing, Verwijzing
from logboek.diensten import schrijf, schrijf_alle
from logboek.models import Handeling
from trajecten.models import Statuswissel, Traject
from trajecten.statussen import Status

PORTIE = 250  # people per transaction
POGINGEN = 3  # of one portion, when somebody began to work on one of them at that very moment
# The benefit is written with the traject; one that is this much younger was put there later.
UITKERING_LATER = timedelta(minutes=1)
BUITEN_REGIO = "Valt nu buiten uw regio's."
WIJZIGING = "Hier zijn gegevens gewijzigd. Wat er eerst stond, bewaren we niet. Dat blijft dus zo."
TRAJECT_WEG = "Er is geen traject meer van deze lijst."


@dataclass
class Uitkomst:
    """What becomes of one person of an import. `reden`: why she stays; "" when what the list made goes."""

    kandidaat: Kandidaat | None  # None: somebody whom the user may not see
    gemaakt: bool  # the list made the dossier; else only the trajecten are the list's
    rijnummers: list[int]
    trajecten: list[Traject] = field(default_factory=list)
    reden: str = ""

    @property
    def weg(self):
        return not self.reden

    @property
    def wat(self):
        """What goes, in words."""
        if self.gemaakt:
            return "Dossier en traject"
        return "Alleen het nieuwe traject" if len(self.trajecten) == 1 else "Alleen de nieuwe trajecten"


@dataclass
class Teruggedraaid:
    """What an undo did: how many people, and how many there are left to look at (`bekijk` says why)."""

    mensen: int = 0
    blijven: int = 0


# --- Looking ----------------------------------------------------------------------------------------------------------
def bekijk(inlezing, *, gebruiker, kandidaten=None):
    """An Uitkomst for everybody this import read in (or of these pk's), in the order of the list. Writes nothing.

    At most eight queries, however long the list.
    """
    regels = inlezing.regels.filter(stand=Regelstand.INGELEZEN, kandidaat__isnull=False)
    if kandidaten is not None:
        regels = regels.filter(kandidaat__in=kandidaten)
    per_persoon = {}
    for regel in regels.order_by("rijnummer").defer("gegevens", "beoordeling", "fout"):
        per_persoon.setdefault(regel.kandidaat_id, []).append(regel)
    werk = _Werk(inlezing, gebruiker, regels.order_by())
    return [werk.uitkomst(pk, rijen) for pk, rijen in per_persoon.items()]


def _maakte_traject(regel):
    return regel.oordeel != Oordeel.WIJZIGING


def _maakte_dossier(regel):
    return _maakte_traject(regel) and regel.keuze != Dubbelkeuze.BESTAAND


class _Werk:
    """What others did to what these rows made."""

    def __init__(self, inlezing, gebruiker, regels):
        self.inlezing = inlezing
        gemaakt = Inleesregel.objects.order_by().filter(inlezing=inlezing, stand=Regelstand.INGELEZEN)
        gemaakt = gemaakt.exclude(oordeel=Oordeel.WIJZIGING).filter(traject__isnull=False)
        self.eigen_trajecten = gemaakt.values("traject")
        self.eigen_verwijzingen = gemaakt.values("traject__verwijzing")
        mensen, trajecten = regels.values("kandidaat"), regels.values("traject")
        self.mensen = {k.pk: k for k in self._met_werk(Kandidaat, mensen, "gewijzigd_door")}
        self.trajecten = {
            t.pk: t
            for t in self._met_werk(
                Traject, trajecten, "gewijzigd_door", "programma", "verwijzing__contactpersoon"
            )
        }
        van_traject = Verwijzing.objects.filter(trajecten__in=trajecten).values("pk")
        self.verwijzingen = {v.pk: v for v in self._met_werk(Verwijzing, van_traject)}
        self.uitkeringen = {
            b.verwijzing_id: b
            for b in BijzonderGegeven.objects.filter(
                verwijzing__in=van_traject, soort=BijzonderSoort.UITKERING
            )
        }
        eigen = Kandidaat.objects.order_by().waar_mag(gebruiker, Categorie.TRAJECT, Toegang.SCHRIJVEN)
        self.mag = set(eigen.filter(pk__in=mensen).values_list("pk", flat=True))
        self.contacten = _laatste(Contactmoment.objects.filter(kandidaat__in=mensen).select_related("door"))
        toewijzingen = Toewijzing.objects.filter(kandidaat__in=mensen).select_related("gebruiker")
        self.toewijzingen = _laatste(toewijzingen.order_by("van", "pk"))

    def _met_werk(self, model, pks, *erbij):
        """Rows of this model with `werk`: the models of which a record points at it that the import did not make."""
        relaties = {
            f"_r{nummer}": rel
            for nummer, rel in enumerate(model._meta.get_fields(include_hidden=True))
            if rel.is_relation and rel.auto_created and not rel.concrete
        }
        vragen = {naam: Exists(self._van_anderen(rel)) for naam, rel in relaties.items()}
        rijen = model._base_manager.filter(pk__in=pks).annotate(**vragen).select_related(*erbij)
        for rij in rijen:
            rij.werk = [rel.related_model for naam, rel in relaties.items() if getattr(rij, naam)]
            yield rij

    def _van_anderen(self, rel):
        """The records behind this relation, less what the import made itself and what a machine made."""
        zelf = {
            "inlezen.Inleesregel": Q(inlezing=self.inlezing),
            "kandidaten.Verwijzing": Q(pk__in=self.eigen_verwijzingen),
            "kandidaten.BijzonderGegeven": Q(
                soort=BijzonderSoort.UITKERING, verwijzing__in=self.eigen_verwijzingen
            ),
            "trajecten.Traject": Q(pk__in=self.eigen_trajecten),
            "trajecten.Statuswissel": Q(van=""),
            **MACHINEWERK,
        }
        rijen = rel.related_model._base_manager.filter(**{rel.field.name: OuterRef("pk")})
        eigen = zelf.get(rel.related_model._meta.label)
        return rijen if eigen is None else rijen.exclude(eigen)

    def uitkomst(self, pk, regels):
        """What becomes of this person with these rows."""
        gemaakt = any(_maakte_dossier(regel) for regel in regels)
        uitkomst = Uitkomst(self.mensen[pk], gemaakt, [regel.rijnummer for regel in regels])
        uitkomst.trajecten = [
            self.trajecten[r.traject_id] for r in regels if _maakte_traject(r) and r.traject_id
        ]
        if pk not in self.mag:
            uitkomst.kandidaat, uitkomst.reden = None, BUITEN_REGIO
        elif not any(_maakte_traject(regel) for regel in regels):
            uitkomst.reden = WIJZIGING
        else:
            uitkomst.reden = self._reden(uitkomst)
        return uitkomst

    def _reden(self, uitkomst):
        """Why she stays, the most telling reason first; "" when nobody worked on it."""
        if not uitkomst.trajecten:
            return TRAJECT_WEG
        persoon, dingen = uitkomst.kandidaat, [*uitkomst.trajecten]
        dingen += [self.verwijzingen[t.verwijzing_id] for t in uitkomst.trajecten]
        if uitkomst.gemaakt:
            dingen.append(persoon)
            if persoon.aangemaakt_op < self.inlezing.gemaakt_op:
                return "Dit dossier bestond al voor deze lijst."
        elif any(model._meta.label in VAN_TWEE for model in persoon.werk):
            return "Dit dossier is samengevoegd met een ander dossier."
        werk = {model for ding in dingen for model in ding.werk}
        vragen = (self._contact, self._toewijzing, self._status, self._versie, self._uitkering)
        return next((zin for vraag in vragen if (zin := vraag(uitkomst, werk))), "") or _in_woorden(werk)

    def _contact(self, uitkomst, werk):
        contact = self.contacten.get(uitkomst.kandidaat.pk)
        if Contactmoment not in werk or contact is None:
            return ""
        wat = "Al gesproken" if contact.gelukt else "Al geprobeerd te bereiken"
        return f"{wat} door {contact.door.naam} op {datum(contact.tijdstip)}."

    def _toewijzing(self, uitkomst, werk):
        toewijzing = self.toewijzingen.get(uitkomst.kandidaat.pk)
        sinds = min(timezone.localdate(t.aangemaakt_op) for t in uitkomst.trajecten)
        if toewijzing is None or (not uitkomst.gemaakt and toewijzing.van < sinds):
            return ""
        return f"Al toegewezen aan {toewijzing.gebruiker.naam}."

    def _status(self, uitkomst, werk):
        anders = [t for t in uitkomst.trajecten if t.status != Status.AANGEMELD]
        return f"De status is al ‘{anders[0].get_status_display()}’." if anders else ""

    def _versie(self, uitkomst, werk):
        dingen = [*uitkomst.trajecten, *([uitkomst.kandidaat] if uitkomst.gemaakt else [])]
        gewijzigd = next((ding for ding in dingen if ding.versie), None)
        if gewijzigd is None:
            return ""
        door = gewijzigd.gewijzigd_door
        return f"Al gewijzigd door {door.naam if door else 'een collega'} op {datum(gewijzigd.gewijzigd_op)}."

    def _uitkering(self, uitkomst, werk):
        for traject in uitkomst.trajecten:
            uitkering = self.uitkeringen.get(traject.verwijzing_id)
            if uitkering is None:
                continue
            later = uitkering.vastgelegd_op > traject.aangemaakt_op + UITKERING_LATER
            if later or uitkering.vastgelegd_door_id != traject.gewijzigd_door_id:
                return "De uitkering is daarna gewijzigd."
        return ""


# Records that a machine makes about people, and that go with them. A colleague who judged one did work.
MACHINEWERK = {"kandidaten.Dubbelvermoeden": Q(status="open", voorgelegd_door=None)}
# Records that make one dossier of two: taking that back needs every traject that was there.
VAN_TWEE = frozenset({"kandidaten.Samenvoeging"})
_WOORDEN = {
    Inleesregel: "Deze persoon staat ook in een andere lijst.",
    Statuswissel: "De status is al veranderd.",
    Traject: "Er kwam al een ander traject bij.",
    Verwijzing: "Er kwam al een andere verwijzing bij.",
}


def _in_woorden(werk):
    """The reason when something points at her of which no more can be said than what it is."""
    for model, zin in _WOORDEN.items():
        if model in werk:
            return zin
    namen = sorted(model._meta.verbose_name for model in werk)
    return f"Hier is al mee gewerkt: {', '.join(namen)}." if namen else ""


def _laatste(rijen):
    """The last of these records per candidate (they come newest first, or oldest: the last one read counts)."""
    return {rij.kandidaat_id: rij for rij in sorted(rijen, key=lambda rij: getattr(rij, "tijdstip", rij.pk))}


def hoeveel_ingelezen(inlezing):
    """How many rows an undo would look at."""
    return inlezing.regels.filter(stand=Regelstand.INGELEZEN, kandidaat__isnull=False).count()


# --- Doing ------------------------------------------------------------------------------------------------------------
def draai_inlezing_terug(inlezing, *, door):
    """Remove what this import made and nobody worked on, and open its rows again. Returns a Teruggedraaid.

    In portions, each all or nothing: what a colleague begins to work on meanwhile stays, with her work. Raises
    IntussenGewijzigd while rows are being read in. Safe to run twice, or again after a crash.
    """
    uitslag = Teruggedraaid()
    ingelezen = inlezing.regels.filter(stand=Regelstand.INGELEZEN, kandidaat__isnull=False)
    mensen = ingelezen.order_by("kandidaat").values_list("kandidaat", flat=True).distinct()
    mensen = iter(list(mensen))
    while portie := list(islice(mensen, PORTIE)):
        weg, blijft = _probeer_portie(inlezing, portie, door)
        uitslag.mensen += weg
        uitslag.blijven += blijft
    if uitslag.mensen:
        beoordeel(inlezing, door=door)  # the rows of the list look at each other again
    return uitslag


def _probeer_portie(inlezing, pks, door):
    for poging in range(1, POGINGEN + 1):
        try:
            return _draai_portie_terug(inlezing, pks, door)
        except IntegrityError:  # a record about one of them came in between looking and removing: look again
            if poging == POGINGEN:
                raise IntussenGewijzigd(inlezing) from None


@transaction.atomic
def _draai_portie_terug(inlezing, pks, door):
    """(how many people went, how many stay) of these candidates. Raises IntegrityError if a new record points there."""
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
    return len(weg), len(uitkomsten) - len(weg)


def _houd_vast(inlezing, pks):
    """Touch what is about to go: whoever changes these people, or begins to read in, waits until this is done."""
    rustig = Inlezing.objects.filter(pk=inlezing.pk).exclude(status=Inleesstatus.BEZIG)
    if not rustig.update(gemaakt_op=inlezing.gemaakt_op):
        raise IntussenGewijzigd(inlezing)
    Kandidaat.objects.order_by().filter(pk__in=pks).update(versie=F("versie"))
    eigen = inlezing.regels.filter(kandidaat__in=pks, traject__isnull=False).order_by().values("traject")
    Traject.objects.order_by().filter(pk__in=eigen).update(versie=F("versie"))


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
    for label, zelf in MACHINEWERK.items():
        for rel in Kandidaat._meta.get_fields(include_hidden=True):
            if rel.auto_created and rel.is_relation and rel.related_model._meta.label == label:
                _wis(rel.related_model, zelf, **{f"{rel.field.name}__in": mensen})
    _wis(Statuswissel, Q(van=""), traject__in=trajecten)
    _wis(BijzonderGegeven, Q(soort=BijzonderSoort.UITKERING), verwijzing__in=verwijzingen)
    _wis(Traject, Q(status=Status.AANGEMELD, versie=0), pk__in=trajecten)
    _wis(Verwijzing, pk__in=verwijzingen)
    _wis(Kandidaat, Q(versie=0), pk__in=mensen)


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
