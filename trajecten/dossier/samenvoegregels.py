"""What becomes of rows that cannot simply move along when two dossiers become one: one rule per relation.

A relation without a rule moves as it is. One that can break a rule of the database must have a rule here; a test of
the suite says so for every room (tests/trajecten/dossier/test_samenvoegen.py).
"""

from datetime import date

from django.db.models import Max, Q
from django.utils import timezone

from basis.templatetags.componenten import datum
from kandidaten.keuzes import BijzonderSoort, Doelgroepindicatie, ToestemmingDoel
from kandidaten.models import BijzonderGegeven, Dubbelvermoeden, Samenvoeging, Toestemming, Toewijzing
from trajecten.begeleiding.models import Buddykoppeling
from trajecten.dossier.diensten import hernummer_merk, zonder_merk
from trajecten.models import Traject
from trajecten.plaatsing.models import Plaatsing

WAT_WERKT_HOOGSTENS = 1000  # characters, as the field itself says
TUSSEN_TEKSTEN = "\n\n"


# --- What must be done first ------------------------------------------------------------------------------------------
def bezwaren(blijft, gaat_op):
    """Why these two cannot be merged yet: sentences that say what to do first. Six queries at most."""
    return [
        *_dubbel_open(blijft, gaat_op),
        *_te_lange_tekst(blijft, gaat_op),
        *_eigen_buddy(blijft, gaat_op),
        *_buddy_zonder_toestemming(blijft, gaat_op),
        *_dubbele_plaatsing(blijft, gaat_op),
    ]


def _dubbel_open(blijft, gaat_op):
    """Only one open traject per programme (constraint traject_een_open_per_programma)."""
    rijen = Traject.objects.open().filter(kandidaat__in=[blijft.pk, gaat_op.pk]).select_related("programma")
    gezien = {}
    for traject in rijen.order_by("pk"):
        eerder = gezien.setdefault(traject.programma_id, traject)
        if eerder.kandidaat_id != traject.kandidaat_id:
            yield (
                f"In beide dossiers loopt een traject bij {traject.programma}. Sluit eerst een van de twee af, "
                "bijvoorbeeld als ‘Teruggetrokken’."
            )


def _te_lange_tekst(blijft, gaat_op):
    """Both texts on what works stay; together they must fit."""
    teksten = _wat_werkt(blijft, gaat_op)
    samen = _samen(*(rij.tekst for rij in teksten))
    if len(samen) > WAT_WERKT_HOOGSTENS:
        yield (
            f"De teksten bij ‘Wat werkt’ zijn samen {len(samen)} tekens. Er passen er {WAT_WERKT_HOOGSTENS}. "
            "Maak er eerst een korter."
        )


def _wat_werkt(blijft, gaat_op):
    rijen = BijzonderGegeven.objects.filter(
        kandidaat__in=[blijft.pk, gaat_op.pk], soort=BijzonderSoort.WAT_WERKT
    ).order_by("pk")
    return sorted(rijen, key=lambda rij: rij.kandidaat_id != blijft.pk)


def _samen(*teksten):
    """The texts under each other; the same text once."""
    return TUSSEN_TEKSTEN.join(dict.fromkeys(teksten))


def _eigen_buddy(blijft, gaat_op):
    if Buddykoppeling.objects.filter(
        Q(alumna=gaat_op.pk, traject__kandidaat=blijft.pk)
        | Q(alumna=blijft.pk, traject__kandidaat=gaat_op.pk)
    ).exists():
        yield (
            "De ene persoon is buddy van de andere. Niemand is buddy van zichzelf. Controleer of het echt een en "
            "dezelfde persoon is, en laat eerst die buddykoppeling weghalen."
        )


def _buddy_zonder_toestemming(blijft, gaat_op):
    """Withdrawn in one dossier is withdrawn (_toestemmingen), so nobody goes on as a buddy by the other one."""
    vandaag = timezone.localdate()
    if not Buddykoppeling.objects.niet_voorbij(vandaag).filter(alumna__in=[blijft.pk, gaat_op.pk]).exists():
        return
    rijen = Toestemming.objects.filter(kandidaat__in=[blijft.pk, gaat_op.pk], doel=ToestemmingDoel.BUDDY)
    lopend = [rij for rij in rijen.order_by("pk") if rij.ingetrokken_op is None]
    if not any(
        rij.ingetrokken_op
        and rij.kandidaat_id != loopt.kandidaat_id
        and rij.ingetrokken_op >= loopt.gegeven_op
        for rij in rijen
        for loopt in lopend
    ):
        return
    yield (
        "In een van de dossiers is de toestemming om buddy te zijn ingetrokken, en in het andere loopt zij nog. Trek "
        "haar ook daar in, bij ‘Gegevens’. De buddykoppeling stopt dan."
    )


def _dubbele_plaatsing(blijft, gaat_op):
    """The same job in both dossiers would count twice; two different jobs at once both stay."""
    rijen = list(
        Plaatsing.objects.filter(traject__kandidaat__in=[blijft.pk, gaat_op.pk])
        .select_related("traject", "werkplek")
        .order_by("start", "pk")
    )
    van_blijft = [p for p in rijen if p.traject.kandidaat_id == blijft.pk]
    for ander in rijen:
        if ander.traject.kandidaat_id == gaat_op.pk and any(_dezelfde(eigen, ander) for eigen in van_blijft):
            yield (
                f"In beide dossiers staat een plaatsing bij {ander.werkplek.naam} in dezelfde tijd (vanaf "
                f"{datum(ander.start)}). Draai eerst een van de twee terug, of leg vast wanneer zij eindigde."
            )


def _dezelfde(een, ander):
    return een.werkplek_id == ander.werkplek_id and een.start <= _einde(ander) and ander.start <= _einde(een)


def _einde(plaatsing):
    """As `overlapt`: an open placement lasts until somebody ends it."""
    return plaatsing.laatste_werkdag or date.max


# --- Rules per relation -----------------------------------------------------------------------------------------------
def _trajecten(opname, veld):
    """They go on counting where those of the one who stays end."""
    opname.erbij = Traject.objects.filter(kandidaat=opname.naar).aggregate(n=Max("volgnummer"))["n"] or 0
    for traject in Traject.objects.filter(kandidaat=opname.van).order_by("volgnummer"):
        opname.wijzig(traject, kandidaat_id=opname.naar, volgnummer=traject.volgnummer + opname.erbij)


def _toewijzingen(opname, veld):
    """Of one colleague in one role, periods that touch each other become one; the rest moves along."""
    eigen = list(Toewijzing.objects.filter(kandidaat=opname.naar).order_by("pk"))
    mee = []
    for rij in Toewijzing.objects.filter(kandidaat=opname.van).order_by("pk"):
        raakt = [e for e in eigen if _raken(e, rij)]
        if raakt:
            _rek_op(opname, min(raakt, key=lambda e: (e.tot is not None, e.pk)), rij)
            continue
        mee.append(rij.pk)
        if (reden := hernummer_merk(rij.reden, opname.erbij)) != rij.reden:
            opname.wijzig(rij, reden=reden)
    opname.verplaats(veld, alleen=mee)


def _raken(een, ander):
    """The same colleague in the same role, on at least one same day."""
    return (een.gebruiker_id, een.rol) == (ander.gebruiker_id, ander.rol) and _tegelijk(een, ander)


def _tegelijk(een, ander):
    return een.van <= (ander.tot or date.max) and ander.van <= (een.tot or date.max)


def _rek_op(opname, eigen, rij):
    """One assignment from the earlier first day to the later last day; open when either is, cover when both are."""
    tot = None if None in (eigen.tot, rij.tot) else max(eigen.tot, rij.tot)
    nieuw = {"van": min(eigen.van, rij.van), "tot": tot}
    if rij.vervangt_id is None:
        nieuw["vervangt_id"] = None
    if tot is None and eigen.tot is not None:
        nieuw["reden"] = zonder_merk(eigen.reden)
    if anders := {naam: waarde for naam, waarde in nieuw.items() if getattr(eigen, naam) != waarde}:
        opname.wijzig(eigen, **anders)
    opname.verwijder(rij)


def _bijzonder(opname, veld):
    """Adaptations and what is needed for the selection of both; the latest checked doelgroep indication; both texts on
    what works."""
    eigen = list(BijzonderGegeven.objects.filter(kandidaat=opname.naar).order_by("pk"))
    enkel = {_eenmaal(rij): rij for rij in eigen}
    mee = []
    for rij in BijzonderGegeven.objects.filter(kandidaat=opname.van).order_by("pk"):
        naast = enkel.get(_eenmaal(rij))
        if rij.soort == BijzonderSoort.UITKERING or naast is None:
            mee.append(rij.pk)
        elif rij.soort == BijzonderSoort.DOELGROEP and _zekerheid(rij) > _zekerheid(naast):
            opname.verwijder(naast)
            mee.append(rij.pk)
        else:
            if rij.soort == BijzonderSoort.WAT_WERKT and rij.tekst != naast.tekst:
                opname.wijzig(naast, tekst=_samen(naast.tekst, rij.tekst))
            opname.verwijder(rij)
    opname.verplaats(veld, alleen=mee)


def _eenmaal(rij):
    """What exists at most once per person: a value of a list, else a kind."""
    per_waarde = (BijzonderSoort.AANPASSING, BijzonderSoort.SELECTIE)
    return rij.soort, rij.waarde if rij.soort in per_waarde else ""


def _zekerheid(doelgroep):
    """Yes or no before unknown, then what was checked last, then what was recorded last."""
    return (
        doelgroep.waarde != Doelgroepindicatie.ONBEKEND,
        doelgroep.gecontroleerd_op or date.min,
        doelgroep.vastgelegd_op,
    )


def _toestemmingen(opname, veld):
    """Withdrawn in one dossier is withdrawn; of two that run, the newer goes on and the older ends with it."""
    rijen = list(Toestemming.objects.filter(kandidaat__in=[opname.van, opname.naar]).order_by("pk"))
    for rij in rijen:
        einden = [
            r.ingetrokken_op
            for r in rijen
            if r.doel == rij.doel and r.kandidaat_id != rij.kandidaat_id and r.ingetrokken_op
        ]
        later = [einde for einde in einden if einde >= rij.gegeven_op]
        if rij.ingetrokken_op is None and later:
            opname.wijzig(rij, ingetrokken_op=max(later))
    lopend = {}
    for rij in sorted(rijen, key=lambda r: (r.gegeven_op, r.pk)):
        if rij.ingetrokken_op is None:
            if ouder := lopend.get(rij.doel):
                opname.wijzig(ouder, ingetrokken_op=rij.gegeven_op)
            lopend[rij.doel] = rij
    opname.verplaats(veld)


def _buddys(opname, veld):
    """Two links to the same person that touch each other become one; the rest moves along."""
    eigen = list(Buddykoppeling.objects.filter(alumna=opname.naar).order_by("pk"))
    mee = []
    for rij in Buddykoppeling.objects.filter(alumna=opname.van).order_by("pk"):
        naast = next((e for e in eigen if e.traject_id == rij.traject_id and _tegelijk(e, rij)), None)
        if naast is None:
            mee.append(rij.pk)
            continue
        langst = naast if (naast.tot or date.max) >= (rij.tot or date.max) else rij
        nieuw = {"van": min(naast.van, rij.van), "tot": langst.tot, "eindreden": langst.eindreden}
        if anders := {naam: waarde for naam, waarde in nieuw.items() if getattr(naast, naam) != waarde}:
            opname.wijzig(naast, **anders)
        opname.verwijder(rij)
    opname.verplaats(veld, alleen=mee)


def _eerdere_samenvoegingen(opname, veld):
    """What went up in her before, goes up in the one who stays: an old number leads there in one step."""
    for rij in Samenvoeging.objects.filter(blijft=opname.van).order_by("pk"):
        opname.wijzig(rij, blijft_id=opname.naar, volgnummer_erbij=rij.volgnummer_erbij + opname.erbij)


def _vermoedens(opname, veld):
    """The pair itself is answered. Her pairs with others become pairs of the one who stays, with their judgement."""
    mijn = Q(eerste=opname.van) | Q(tweede=opname.van)
    for rij in Dubbelvermoeden.objects.filter(mijn).order_by("pk"):
        derde = rij.tweede_id if rij.eerste_id == opname.van else rij.eerste_id
        opname.verwijder(rij)
        if derde == opname.naar or Dubbelvermoeden.objects.tussen(opname.naar, derde).exists():
            continue
        laag, hoog = sorted((opname.naar, derde))
        opname.maak(
            Dubbelvermoeden(
                eerste_id=laag,
                tweede_id=hoog,
                redenen=rij.redenen,
                gevonden_op=rij.gevonden_op,
                status=rij.status,
                beoordeeld_door_id=rij.beoordeeld_door_id,
                beoordeeld_op=rij.beoordeeld_op,
            )
        )


def _is_al_gedaan(opname, veld):
    """The other relation of the same table did it."""


REGELS = {
    "begeleiding.Buddykoppeling.alumna": _buddys,
    "trajecten.Traject.kandidaat": _trajecten,
    "kandidaten.Toewijzing.kandidaat": _toewijzingen,
    "kandidaten.BijzonderGegeven.kandidaat": _bijzonder,
    "kandidaten.Toestemming.kandidaat": _toestemmingen,
    "kandidaten.Samenvoeging.blijft": _eerdere_samenvoegingen,
    "kandidaten.Dubbelvermoeden.eerste": _vermoedens,
    "kandidaten.Dubbelvermoeden.tweede": _is_al_gedaan,
}
# These know the new numbers of the trajects, so they come after them.
EERST = "trajecten.Traject.kandidaat"
