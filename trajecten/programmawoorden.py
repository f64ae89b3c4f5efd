"""A programme in words, for who reads it: what it states, in the order of its life, and nothing where it is silent."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.text import capfirst

from kandidaten.keuzes import Uitkering
from partners.keuzes import Partnersoort
from trajecten.keuzes import Operator
from trajecten.models import Programma

LIJSTEN = {"uitkeringen": Uitkering, "verwijzersoorten": Partnersoort}

# What the page of a programme shows, by heading. Name, code, status and start stand at the top of it.
GROEPEN = (
    ("Wat het is", "soort werk regio_tekst bron"),
    (
        "Wie het doet",
        "eigenaar opleider formele_werkgever werkgevers vestigingen jobcoach_van andere_partners",
    ),
    (
        "Voor wie",
        "verwijzers verwijzersoorten uitkeringen aanmelding zelf_aanmelden eerste_contact_uren "
        "voorrangsgroepen kinderopvang_check voorselectie_door toetsen taaleis",
    ),
    ("Groep", "groep_min groep_max groepen_per_jaar_min groepen_per_jaar_max"),
    (
        "Opleiding",
        "leerweg inhoud voorfase voorfase_weken introductiedag duur_weken duur_maanden duur_ongeveer "
        "dagen_per_week schooldagen_per_week modules terugkomdag_weken",
    ),
    (
        "Werk",
        "proefplaatsing_maanden contractsoort contract_maanden uren_opties thuiswerk functioneringsgesprekken",
    ),
    ("Begeleiding", "begeleiding begeleiding_vrijwillig coachratio_max buddy"),
    (
        "Hoe lang, en wat daarna",
        "max_verblijf_maanden verblijf_van_maanden verblijf_tot_maanden besluit_na_maanden besluit_opties",
    ),
    (
        "Geld en doelen",
        "financiering retentiedoel_procent doelgroep_aandeel_procent doelgroep_aandeel_op "
        "doelgroep_aandeel_maanden",
    ),
)


def woorden(rij, veld) -> str:
    """The value of a field of this row as somebody reads it; "" when it says nothing."""
    waarde = getattr(rij, veld.name)
    if veld.one_to_many or veld.many_to_many:
        return ", ".join(str(deel) for deel in waarde.all())
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    if isinstance(waarde, list):
        keuzes = dict(LIJSTEN[veld.name].choices) if veld.name in LIJSTEN else {}
        return ", ".join(str(keuzes.get(deel, deel)) for deel in waarde)
    if isinstance(waarde, Decimal):
        return getal(waarde)
    if isinstance(waarde, date):
        return date_format(waarde, "j F Y")
    if getattr(veld, "choices", None):
        return str(getattr(rij, f"get_{veld.name}_display")())
    return "" if waarde is None else str(waarde)


def feiten(programma) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, pairs of label and value) of what this programme states; a box that is not ticked says nothing."""
    uit = []
    for kop, namen in GROEPEN:
        paren = [_paar(programma, Programma._meta.get_field(naam)) for naam in namen.split()]
        if gezegd := [(label, waarde) for label, waarde in paren if waarde not in ("", "Nee")]:
            uit.append((kop, gezegd))
    return uit


def _paar(programma, veld):
    if veld.name == "vestigingen":
        waarde = ", ".join(f"{plek.partner}, {plek}" for plek in programma.vestigingen.all())
    elif veld.name == "modules":
        waarde = ", ".join(filter(None, map(str.strip, programma.modules.splitlines())))
    else:
        waarde = woorden(programma, veld)
    return capfirst(veld.verbose_name), waarde


def gerapporteerd(programma) -> list[dict[str, str]]:
    """Reported figures in words, as they were published: what, value, when and where. Never computed with."""
    return [
        {
            "wat": capfirst(rij.wat),
            "waarde": _gemeld(rij),
            "peil": rij.peil,
            "bron": rij.bron,
        }
        for rij in programma.gerapporteerd.all()
    ]


def _gemeld(rij):
    teken = "" if rij.operator == Operator.GELIJK else f"{rij.get_operator_display()} "
    eenheid = f" {rij.eenheid}" if rij.eenheid else ""
    van = f" van {getal(rij.van)}" if rij.van is not None else ""
    return f"{teken}{getal(rij.waarde)}{eenheid}{van}"


def aantallen(ronde) -> str:
    """The head-count of a round: "30 tot 40", "10", "minstens 5", "hoogstens 8", or "" when it has none."""
    laagst, hoogst = ronde.deelnemers_min, ronde.deelnemers_max
    if laagst is not None and hoogst is not None:
        return str(laagst) if laagst == hoogst else f"{laagst} tot {hoogst}"
    if laagst is not None:
        return f"minstens {laagst}"
    return "" if hoogst is None else f"hoogstens {hoogst}"


def getal(waarde: Decimal) -> str:
    """A number without zeros that say nothing: 16.0 reads "16", 99.9 reads "99,9"."""
    return f"{waarde.normalize():f}".replace(".", ",")
