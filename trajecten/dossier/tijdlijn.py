"""The timeline of a dossier: what happened in one traject, from every room, newest first, in one query.

One row per fact: kind, day, moment (None where only the day is known), who, and three short codes that `_maak` turns
into words. The first query of the union is the one whose columns decide how text is decrypted, so it stays first.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Case, CharField, DateTimeField, F, TextField, Value, When
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone

from gebruikers.rechten import Categorie
from kandidaten.keuzes import Kanaal, Toewijzingsrol
from kandidaten.models import Contactmoment, Toewijzing
from trajecten.begeleiding.keuzes import GemistReden, Gespreksvorm, Verloop
from trajecten.begeleiding.models import Functioneringsgesprek, Voortgangsgesprek
from trajecten.dossier.adressen import adres
from trajecten.keuzes import Berichtsoort, Berichtstatus
from trajecten.models import Bericht, Statuswissel
from trajecten.opleiding.keuzes import Certificaatsoort, Examenuitslag
from trajecten.opleiding.models import Certificaat, Examen
from trajecten.plaatsing.keuzes import Eindreden, Meetantwoord, Plaatsingsoort
from trajecten.plaatsing.models import Meetmoment, Plaatsing
from trajecten.selectie.keuzes import Uitslag
from trajecten.selectie.models import Rondedeelname
from trajecten.statussen import Status, alle_redenen

MEESTE = 500  # rows fetched; a traject of three years stays well below
EERSTE = 20  # rows shown before "Toon alles"
INGETROKKEN = "ingetrokken"  # what stands for the course of a check-in that was taken back

SOORTEN = {
    "status": "Status",
    "contact": "Contact",
    "bericht": "Berichten",
    "selectie": "Selectie",
    "gesprek": "Gesprekken",
    "opleiding": "Opleiding",
    "plaatsing": "Werk",
    "toewijzing": "Collega's",
    "meetmoment": "Meetmomenten",
}


@dataclass(frozen=True)
class Gebeurtenis:
    """One line: what, when (a datetime where the time matters), by whom, and maybe a text and a link."""

    soort: str
    titel: str
    wanneer: date | datetime
    wie: str = ""
    tekst: str = ""
    url: str = ""


@dataclass(frozen=True)
class Tijdlijn:
    """What the page shows: the lines, the filter with its counts, and how many stay hidden."""

    gebeurtenissen: list
    tabs: list
    soort: str
    verborgen: int


def tijdlijn(traject, toegang, *, soort="", alles=False, basis_url="") -> Tijdlijn:
    """The timeline for somebody with this Dossiertoegang; only kinds that she may read. One query.

    `soort`: a key of SOORTEN or "" for all; `alles`: not just the first EERSTE. `basis_url`: the page, for the tabs.
    """
    rijen = list(_rijen(traject, toegang))
    geteld = Counter(rij[0] for rij in rijen)
    soort = soort if geteld[soort] else ""
    gekozen = [rij for rij in rijen if not soort or rij[0] == soort]
    getoond = gekozen if alles else gekozen[:EERSTE]
    tabs = [{"url": f"{basis_url}#tijdlijn", "tekst": "Alles", "aantal": len(rijen), "actief": not soort}]
    tabs += [
        {
            "url": f"{basis_url}?soort={code}#tijdlijn",
            "tekst": woord,
            "aantal": geteld[code],
            "actief": code == soort,
        }
        for code, woord in SOORTEN.items()
        if geteld[code]
    ]
    return Tijdlijn(
        [_maak(rij, traject) for rij in getoond], tabs, soort, verborgen=len(gekozen) - len(getoond)
    )


# --- The rows ---------------------------------------------------------------------------------------------------------
def _code(waarde):
    return Value(waarde, output_field=CharField())


def _rij(rijen, soort, *, dag, wie, moment=None, a=None, b=None, c=None, tekst=None):
    """The common columns of one kind of fact; names of fields, or expressions."""

    def uitdrukking(deel, leeg):
        return leeg if deel is None else F(deel) if isinstance(deel, str) else deel

    return (
        rijen.order_by()
        .annotate(
            tl_soort=_code(soort),
            tl_dag=uitdrukking(dag, None),
            tl_moment=uitdrukking(moment, Value(None, output_field=DateTimeField())),
            tl_wie=uitdrukking(wie, _code("")),
            tl_a=Cast(uitdrukking(a, _code("")), CharField()),
            tl_b=Cast(uitdrukking(b, _code("")), CharField()),
            tl_c=Cast(uitdrukking(c, _code("")), CharField()),
            tl_tekst=uitdrukking(tekst, Value("", output_field=TextField())),
            tl_pk=F("pk"),
        )
        .values_list("tl_soort", "tl_dag", "tl_moment", "tl_wie", "tl_a", "tl_b", "tl_c", "tl_tekst", "tl_pk")
    )


def _rijen(traject, toegang):
    """All facts that this person may read, newest first."""
    vergissing = Case(When(corrigeert=None, then=_code("")), default=_code("vergissing"))
    # First, always: its text column is the encrypted one that the others borrow their converter from.
    delen = [
        _rij(
            Statuswissel.objects.filter(traject=traject),
            "status",
            dag="op",
            moment=Case(
                When(van="", then=None), default=F("vastgelegd_op")
            ),  # the opening comes first that day
            wie="door__naam",
            a="naar",
            b="reden",
            c=vergissing,
            tekst="toelichting",
        )
    ]
    for categorie, maker in _DELEN:
        if toegang.mag(categorie):
            delen += maker(traject)
    eerste, *rest = delen
    return eerste.union(*rest, all=True).order_by("-tl_dag", F("tl_moment").desc(nulls_last=True), "-tl_pk")[
        :MEESTE
    ]


def _contact(traject):
    gelukt = Case(When(gelukt=True, then=_code("ja")), default=_code("nee"))
    yield _rij(
        Contactmoment.objects.filter(verwijzing=traject.verwijzing_id),
        "contact",
        dag=TruncDate("tijdstip"),
        moment="tijdstip",
        wie="door__naam",
        a="kanaal",
        b=gelukt,
        tekst="notitie",
    )


def _toewijzing(traject):
    """Who began and stopped working with her; from the day of this referral on."""
    sinds, vandaag = timezone.localdate(traject.verwijzing.ontvangen_op), timezone.localdate()
    basis = Toewijzing.objects.filter(kandidaat=traject.kandidaat_id)
    velden = {"wie": "gebruiker__naam", "a": "rol"}
    begonnen = basis.filter(van__gte=sinds, van__lte=vandaag)
    yield _rij(begonnen, "toewijzing", dag="van", b=_code("begin"), c="vervangt__naam", **velden)
    gestopt = basis.filter(tot__gte=sinds, tot__lt=vandaag)
    yield _rij(gestopt, "toewijzing", dag="tot", b=_code("eind"), **velden)


def _selectie(traject):
    yield _rij(
        Rondedeelname.objects.filter(traject=traject, besloten_op__isnull=False),
        "selectie",
        dag=TruncDate("besloten_op"),
        moment="besloten_op",
        wie="besloten_door__naam",
        a="ronde__naam",
        b="uitslag",
        c="reden",
    )


def _bericht(traject, *, van_groep=False):
    """What was written to her, with what became of it; not what was no longer needed. Her group's meetings apart."""
    yield _rij(
        Bericht.objects.geldig().filter(
            traject=traject, deelname__bijeenkomst__lichting__isnull=not van_groep
        ),
        "bericht",
        dag=TruncDate("gemaakt_op"),
        moment="gemaakt_op",
        wie="gemaakt_door__naam",
        a="soort",
        b="status",
        c="deelname__bijeenkomst__titel",
    )


def _gesprek(traject):
    """The fact of a talk only: what was said stays with the coach."""
    yield _rij(
        Voortgangsgesprek.objects.filter(traject=traject),
        "gesprek",
        dag="datum",
        moment="vastgelegd_op",
        wie="jobcoach__naam",
        a=Case(When(ingetrokken_op=None, then=F("verloop")), default=_code(INGETROKKEN)),
        b="vorm",
        c="reden",
    )


def _functioneren(traject):
    yield _rij(
        Functioneringsgesprek.objects.filter(traject=traject),
        "gesprek",
        dag="datum",
        wie="teamleider__naam",
        a=_code("functioneren"),
    )


def _opleiding(traject):
    yield _rij(
        Examen.objects.filter(traject=traject).exclude(uitslag=""),
        "opleiding",
        dag="datum",
        wie=_code(""),
        a=_code("examen"),
        b="examendeel__naam",
        c="uitslag",
    )
    yield _rij(
        Certificaat.objects.geldig().filter(traject=traject),
        "opleiding",
        dag="datum",
        wie=_code(""),
        a=_code("certificaat"),
        b="kwalificatie__naam",
        c="soort",
    )


def _plaatsing(traject):
    vandaag = timezone.localdate()
    basis = Plaatsing.objects.filter(traject=traject, start__lte=vandaag)
    velden = {"wie": "gewijzigd_door__naam", "a": "soort"}
    yield _rij(basis, "plaatsing", dag="start", b="werkplek__naam", c=_code("begin"), **velden)
    yield _rij(
        basis.filter(laatste_werkdag__lt=vandaag),
        "plaatsing",
        dag="laatste_werkdag",
        b="eindreden",
        c=_code("eind"),
        **velden,
    )


def _meetmoment(traject):
    yield _rij(
        Meetmoment.objects.filter(traject=traject),
        "meetmoment",
        dag="datum",
        moment="vastgelegd_op",
        wie="vastgelegd_door__naam",
        a="na_maanden",
        b="antwoord",
    )


_DELEN = [
    (Categorie.CONTACT, _contact),
    (Categorie.TRAJECT, _toewijzing),
    (Categorie.SELECTIE, _selectie),
    (Categorie.SELECTIE, _bericht),
    (Categorie.OPLEIDING, partial(_bericht, van_groep=True)),
    (Categorie.GESPREKKEN, _gesprek),
    (Categorie.FUNCTIONEREN, _functioneren),
    (Categorie.OPLEIDING, _opleiding),
    (Categorie.PLAATSING, _plaatsing),
    (Categorie.MEETMOMENTEN, _meetmoment),
]


# --- Words ------------------------------------------------------------------------------------------------------------
_REDENEN = dict(alle_redenen())


def _maak(rij, traject):
    soort, dag, moment, wie, a, b, c, tekst, pk = rij
    titel, extra, url = _WOORDEN[soort](traject, pk, a or "", b or "", c or "")
    wanneer = moment if soort == "contact" else dag
    return Gebeurtenis(soort, titel, wanneer, wie or "", tekst or extra, url)


def _status_woorden(traject, pk, naar, reden, vergissing):
    titel = Status(naar).label
    return (
        (f"Vergissing hersteld: weer {titel.lower()}" if vergissing else titel),
        _REDENEN.get(reden, ""),
        "",
    )


def _contact_woorden(traject, pk, kanaal, gelukt, c):
    wat = "Contact gehad" if gelukt == "ja" else "Geprobeerd te bereiken"
    return f"{wat} ({Kanaal(kanaal).label.lower()})", "", ""


def _toewijzing_woorden(traject, pk, rol, b, vervangt):
    wat = "erbij" if b == "begin" else "gestopt"
    return f"{Toewijzingsrol(rol).label} {wat}", f"Neemt waar voor {vervangt}." if vervangt else "", ""


def _selectie_woorden(traject, pk, ronde, uitslag, reden):
    return f"{ronde}: {Uitslag(uitslag).label.lower()}", _REDENEN.get(reden, ""), ""


def _bericht_woorden(traject, pk, soort, status, titel):
    url = adres("bijeenkomsten:bericht", traject.kandidaat.dossiernummer, pk)
    wat = f"Bericht: {Berichtsoort(soort).label.lower()}"
    return wat, f"{titel + '. ' if titel else ''}{Berichtstatus(status).label}.", url


def _gesprek_woorden(traject, pk, verloop, vorm, reden):
    if verloop == "functioneren":
        return "Functioneringsgesprek", "", ""
    url = adres("begeleiding:gesprek", traject.kandidaat.dossiernummer, pk)
    if verloop == INGETROKKEN:
        return "Ingetrokken gesprek", "Telt niet mee.", url
    if verloop == Verloop.GEVOERD:
        return f"Voortgangsgesprek ({Gespreksvorm(vorm).label.lower()})", "", url
    return Verloop(verloop).label, GemistReden(reden).label if reden else "", url


def _opleiding_woorden(traject, pk, wat, naam, uitkomst):
    if wat == "examen":
        return f"Examen {naam}: {Examenuitslag(uitkomst).label.lower()}", "", ""
    return f"{Certificaatsoort(uitkomst).label} gehaald: {naam}", "", ""


def _plaatsing_woorden(traject, pk, soort, b, wat):
    label = Plaatsingsoort(soort).label
    url = adres("plaatsing:plaatsing", traject.kandidaat.dossiernummer, pk)
    if wat == "begin":
        return f"{label} begint", f"Bij {b}.", url
    return f"{label} eindigt", Eindreden(b).label if b else "", url


def _meetmoment_woorden(traject, pk, maanden, antwoord, c):
    return f"Na {maanden} maanden: {Meetantwoord(antwoord).label.lower()}", "", ""


_WOORDEN = {
    "status": _status_woorden,
    "contact": _contact_woorden,
    "toewijzing": _toewijzing_woorden,
    "bericht": _bericht_woorden,
    "selectie": _selectie_woorden,
    "gesprek": _gesprek_woorden,
    "opleiding": _opleiding_woorden,
    "plaatsing": _plaatsing_woorden,
    "meetmoment": _meetmoment_woorden,
}
