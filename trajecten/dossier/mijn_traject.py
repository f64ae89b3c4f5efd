"""Mijn traject: what the candidate takes home on paper. Who helps, what was agreed, what comes, and whom to call.

She has no screen of her own, so this is hers: plain Dutch, "u", whole dates. What a colleague writes about her (scores,
notes, statuses) does not stand on it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from gebruikers.rollen import Rol
from kandidaten.keuzes import Toewijzingsrol
from kandidaten.models import Toewijzing
from trajecten.begeleiding.doelstand import doelstand
from trajecten.begeleiding.keuzes import Eigenaar, Verloop
from trajecten.begeleiding.toegang import leest_tekst
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Deelname
from trajecten.plaatsing.keuzes import Plaatsingsoort
from trajecten.plaatsing.models import Plaatsing

GESPREKKEN = 8  # so far back we look for the last talk that was held
BIJEENKOMSTEN = 12  # on paper: what comes in the next weeks

WAT_DOET = {
    Toewijzingsrol.JOBCOACH: ("uw jobcoach", "praat met u over hoe het gaat, en helpt als iets niet lukt"),
    Toewijzingsrol.TRAINER: ("uw trainer", "geeft u les"),
    Toewijzingsrol.TEAMLEIDER: ("uw teamleider", "leidt het team waarin u werkt"),
}
BUDDY = ("uw buddy", "helpt u wennen")
COORDINATOR = ("uw coördinator", "regelt uw traject")
WERK = {Plaatsingsoort.PROEFPLAATSING: "proefplaatsing"}


@dataclass(frozen=True)
class Helper:
    """Somebody who helps her; `telefoon` is "" when the system knows none: then there is a line to write it on."""

    naam: str
    wie: str
    wat: str
    telefoon: str = ""
    neemt_waar: bool = False  # for a colleague who is away: then she is the one to call


@dataclass(frozen=True)
class Moment:
    """One thing that comes: the day (with the time where there is one) in words, and what."""

    wanneer: str
    wat: str


@dataclass(frozen=True)
class Bel:
    """Whom to call for what."""

    bij: str
    helper: Helper


def dag_voluit(dag):
    """A day or a moment as somebody reads it aloud: "dinsdag 3 maart 2026", "... om 14:00 uur"."""
    if isinstance(dag, datetime):
        return date_format(timezone.localtime(dag), "l j F Y \\o\\m H:i \\u\\u\\r")
    return date_format(dag, "l j F Y")


def laatste_gesprek(gesprekken):
    """The last talk that was held, or None."""
    return next((gesprek for gesprek in gesprekken if gesprek.verloop == Verloop.GEVOERD), None)


def gesprekken_van(traject, toegang):
    """The last talks that count, newest first, never with the note; what was agreed only for who may read that.

    One query. A talk that was taken back may be about somebody else: nothing of it goes on her paper.
    """
    dicht = ["notitie"] if leest_tekst(toegang) else ["notitie", "afspraken"]
    return list(traject.gesprekken.geldig().defer(*dicht)[:GESPREKKEN])


def blad(traject, gebruiker, gesprekken):
    """Context of dossier/delen/_mijn_traject.html, without what was agreed in the talk; seven queries.

    `traject.lichting.coordinator` is loaded. `gebruiker` is who makes it: a coordinator without a cohort names herself.
    """
    vandaag = timezone.localdate()
    helpers = _helpers(traject, gebruiker, vandaag)
    acties = traject.actiepunten.open().van_geldig_gesprek()
    stand = doelstand(traject.doelen.lopend(), acties, vandaag)
    plaatsingen = list(
        Plaatsing.objects.filter(traject=traject).met_namen().overlapt(vandaag, None).order_by("start", "pk")
    )
    wie_doet = _wie_doet(traject)
    return {
        "helpers": helpers,
        "doelen": [(regel.doel, [_actie(a.actie, wie_doet) for a in regel.open]) for regel in stand.doelen],
        "acties": [_actie(regel.actie, wie_doet) for regel in stand.los],
        "momenten": _momenten(traject, gesprekken, plaatsingen, vandaag),
        "bellen": _bellen(helpers, werkt=any(p.start <= vandaag for p in plaatsingen)),
        "gemaakt": dag_voluit(vandaag),
    }


# --- Who helps --------------------------------------------------------------------------------------------------------
def _helpers(traject, gebruiker, vandaag):
    rollen = list(WAT_DOET)
    rijen = (
        Toewijzing.objects.filter(kandidaat=traject.kandidaat_id, van__lte=vandaag)
        .exclude(tot__lt=vandaag)
        .select_related("gebruiker__contactpersoon", "vervangt")
        .order_by("van", "pk")
    )
    gevonden = {}
    for rij in sorted(rijen, key=lambda rij: rollen.index(Toewijzingsrol(rij.rol))):
        wie, wat = WAT_DOET[Toewijzingsrol(rij.rol)]
        if rij.vervangt_id:
            tot = f" tot en met {dag_voluit(rij.tot)}" if rij.tot else ""
            wat = f"{wat}; neemt het{tot} over van {rij.vervangt.naam}"
        helper = Helper(rij.gebruiker.naam, wie, wat, _telefoon(rij.gebruiker), bool(rij.vervangt_id))
        gevonden.setdefault((rij.gebruiker_id, rij.rol), helper)
    buddys = traject.buddykoppelingen.lopend_op(vandaag).select_related("alumna")
    return [
        *gevonden.values(),
        *(Helper(koppeling.naam, *BUDDY) for koppeling in buddys),
        *(Helper(wie.naam, *COORDINATOR, _telefoon(wie)) for wie in _coordinator(traject, gebruiker)),
    ]


def _coordinator(traject, gebruiker):
    if traject.lichting is not None:
        return [traject.lichting.coordinator]
    return [gebruiker] if gebruiker.heeft_rol(Rol.COORDINATOR) else []


def _telefoon(gebruiker):
    """The number of a colleague, where she stands among the contact persons of a partner; else ""."""
    contact = getattr(gebruiker, "contactpersoon", None)
    return contact.telefoon if contact is not None and contact.actief else ""


# --- What was agreed --------------------------------------------------------------------------------------------------
def _wie_doet(traject):
    """Who does an action, as she knows them."""
    partner = traject.verwijzing.partner
    return {
        Eigenaar.KANDIDAAT: "u",
        Eigenaar.JOBCOACH: "uw jobcoach",
        Eigenaar.WERKGEVER: "uw werkgever",
        Eigenaar.VERWIJZER: partner.naam if partner else "wie u heeft aangemeld",
    }


def _actie(actie, wie_doet):
    wanneer = f", uiterlijk {dag_voluit(actie.uiterlijk)}" if actie.uiterlijk else ""
    return f"{actie.omschrijving} (dat doet {wie_doet[Eigenaar(actie.eigenaar)]}{wanneer})"


# --- What comes -------------------------------------------------------------------------------------------------------
def _momenten(traject, gesprekken, plaatsingen, vandaag):
    """Everything with a day of its own from today on, in order; a day comes before the times on it."""
    punten = [
        *_gesprek(gesprekken, vandaag),
        *_start(traject, vandaag),
        *_bijeenkomsten(traject),
        *_examens(traject, vandaag),
        *_werk(plaatsingen, vandaag),
    ]
    return [Moment(dag_voluit(wanneer), wat) for wanneer, wat in sorted(punten, key=_volgorde)]


def _volgorde(punt):
    wanneer, wat = punt
    if isinstance(wanneer, datetime):
        plaatselijk = timezone.localtime(wanneer)
        return plaatselijk.date(), plaatselijk.time().isoformat(), wat
    return wanneer, "", wat


def _gesprek(gesprekken, vandaag):
    volgende = gesprekken[0].volgende_datum if gesprekken else None
    if volgende is not None and volgende >= vandaag:
        yield volgende, "Gesprek met uw jobcoach"


def _start(traject, vandaag):
    if traject.lichting is not None and traject.gestart_op is None and traject.lichting.start >= vandaag:
        yield traject.lichting.start, "U begint, samen met uw groep"


def _bijeenkomsten(traject):
    deelnames = (
        Deelname.objects.filter(
            traject=traject,
            aanwezigheid=Aanwezigheid.UITGENODIGD,
            bijeenkomst__begin__gt=timezone.now(),
            bijeenkomst__afgelast_op=None,
        )
        .select_related("bijeenkomst")
        .order_by("bijeenkomst__begin", "pk")[:BIJEENKOMSTEN]
    )
    for deelname in deelnames:
        yield deelname.bijeenkomst.begin, f"{deelname.bijeenkomst.titel} ({deelname.bijeenkomst.waar})"


def _examens(traject, vandaag):
    for examen in traject.examens.verwacht().filter(wanneer__gte=vandaag).select_related("examendeel"):
        yield examen.wanneer, f"Examen: {examen.examendeel.naam}"


def _werk(plaatsingen, vandaag):
    for plaatsing in plaatsingen:
        bij = plaatsing.werkplek.naam
        woord = WERK.get(Plaatsingsoort(plaatsing.soort), "contract")
        if plaatsing.start > vandaag:
            yield plaatsing.start, f"Eerste dag van uw {woord} bij {bij}"
        eind: date | None = plaatsing.laatste_werkdag or plaatsing.gepland_einde
        if eind is not None and eind >= vandaag:
            yield eind, f"Laatste dag van uw {woord} bij {bij}"


# --- Whom to call -----------------------------------------------------------------------------------------------------
def _bellen(helpers, *, werkt):
    """Two questions that always come up, each with the first of these people who is there; who stands in goes first."""
    per_wie = {}
    for helper in sorted(helpers, key=lambda helper: not helper.neemt_waar):
        per_wie.setdefault(helper.wie, helper)
    jobcoach, trainer, teamleider, coordinator = (
        per_wie.get(wie) for wie in ("uw jobcoach", "uw trainer", "uw teamleider", COORDINATOR[0])
    )
    vragen = [
        (
            "Bent u ziek, of komt u te laat?",
            (teamleider if werkt else None) or trainer or jobcoach or coordinator,
        ),
        ("Lukt er iets niet, of hebt u een vraag?", jobcoach or coordinator),
        ("Krijgt u niemand te pakken?", coordinator if coordinator is not jobcoach else None),
    ]
    return [Bel(bij, helper) for bij, helper in vragen if helper is not None]
