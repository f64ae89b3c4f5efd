"""Looking at what taking an import back would do: who goes, who stays and why. Writes nothing; there is no time limit.

Of a person that a row made, the whole dossier goes; of somebody we knew already, only the referral and the traject that
a row gave her. Somebody worked on it when the candidate or traject has another version than the import gave it, when
its status moved, when the benefit was replaced, or when any record that the import did not make points at the
candidate, referral or traject: found by the relations of the models, so those of higher rooms count too. A row that
changed somebody's data is never taken back: what stood there before was not kept (PRIV-15).
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from basis.templatetags.componenten import datum
from gebruikers.rechten import Categorie, Toegang
from inlezen.aanleveren import AL_GEWERKT, verwezen_door
from inlezen.keuzes import Dubbelkeuze, Regelstand
from inlezen.models import Inleesregel
from inlezen.oordeel import Oordeel
from kandidaten.keuzes import BijzonderSoort
from kandidaten.models import BijzonderGegeven, Contactmoment, Kandidaat, Toewijzing, Verwijzing
from trajecten.models import Statuswissel, Traject
from trajecten.statussen import Status

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
        self.als_verwijzer = inlezing.is_eigen_lijst(gebruiker)
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
        if self.als_verwijzer:  # what she put forward herself she may take back, while nobody worked on it
            eigen = verwezen_door(inlezing)
        else:
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
        if self.als_verwijzer and uitkomst.reden:
            uitkomst.reden = (
                AL_GEWERKT  # who called or coaches her, and what else we know, is not hers (PRIV-14)
            )
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
