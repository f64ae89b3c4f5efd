"""The regional classification: reading its file, and bringing regions and gemeenten in line with it.

Dossiers point at regions and gemeenten, so no row is ever removed: what a newer file no longer names gets an end date.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import yaml
from django.db import transaction
from django.db.models import Max

from partners.models import Arbeidsmarktregio, Gemeente

STANDAARDBESTAND = Path(__file__).resolve().parent / "data" / "arbeidsmarktregios.yaml"


class FoutInBestand(ValueError):
    """The file does not say what we need; the message says what to mend. Nothing was written."""


@dataclass(frozen=True)
class Indeling:
    """One file: the day it holds from, names by region code, and the region code of each gemeente."""

    peil: date
    regios: dict[str, str]
    gemeenten: dict[str, str]


@dataclass
class Uitkomst:
    """What was changed, by name; `ouder` when nothing was done because a newer file was loaded before."""

    peil: date
    ouder: bool = False
    nieuwe_regios: list[str] = field(default_factory=list)
    hernoemde_regios: list[str] = field(default_factory=list)
    vervallen_regios: list[str] = field(default_factory=list)
    nieuwe_gemeenten: list[str] = field(default_factory=list)
    verhuisde_gemeenten: list[str] = field(default_factory=list)
    vervallen_gemeenten: list[str] = field(default_factory=list)


def lees_indeling(pad) -> Indeling:
    """Read and check a file. Raises FoutInBestand with a sentence about the first thing that is wrong."""
    try:
        inhoud = yaml.safe_load(Path(pad).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fout:
        raise FoutInBestand(f"Dit bestand is niet te lezen: {fout}") from fout
    if not isinstance(inhoud, dict) or not isinstance(inhoud.get("regios"), list) or not inhoud["regios"]:
        raise FoutInBestand("In het bestand staan geen 'regios'.")
    regios: dict[str, str] = {}
    gemeenten: dict[str, str] = {}
    for regio in inhoud["regios"]:
        code, naam = _tekst(regio, "code"), _tekst(regio, "naam")
        if code in regios:
            raise FoutInBestand(f"Regio {code} staat er twee keer in.")
        regios[code] = naam
        for gemeente in regio.get("gemeenten") or []:
            if gemeente in gemeenten:
                raise FoutInBestand(
                    f"Gemeente {gemeente} staat er twee keer in: bij {gemeenten[gemeente]} en {code}."
                )
            gemeenten[str(gemeente)] = code
    return Indeling(_peil(inhoud.get("peil")), regios, gemeenten)


def _tekst(regio, sleutel):
    waarde = regio.get(sleutel) if isinstance(regio, dict) else None
    if not isinstance(waarde, str) or not waarde.strip():
        raise FoutInBestand(f"Een regio heeft geen '{sleutel}': {regio}")
    return waarde.strip()


def _peil(waarde) -> date:
    """A year means its first day."""
    if isinstance(waarde, date):
        return waarde
    if isinstance(waarde, int) and 1900 < waarde < 2200:
        return date(waarde, 1, 1)
    raise FoutInBestand(
        "Het bestand zegt niet van wanneer het is. Zet er een 'peil' in: een jaar of een datum."
    )


@transaction.atomic
def pas_indeling_toe(indeling: Indeling) -> Uitkomst:
    """Bring regions and gemeenten in line with a file.

    A newer file (later `peil` than any before) renames, moves and ends; the same file again only adds what is missing,
    so that what a beheerder changed in between stays; an older file changes nothing.
    """
    uitkomst = Uitkomst(peil=indeling.peil)
    vorige = Arbeidsmarktregio.objects.aggregate(laatste=Max("peil"))["laatste"]
    if vorige is not None and indeling.peil < vorige:
        uitkomst.ouder = True
        return uitkomst
    nieuwer = vorige is None or indeling.peil > vorige
    begin = indeling.peil if vorige is not None else None  # the first file says where we are, not since when
    regios = _regios(indeling, uitkomst, nieuwer=nieuwer, begin=begin)
    gemeenten = _gemeenten(indeling, uitkomst, regios, nieuwer=nieuwer)
    if nieuwer and vorige is not None:  # and the first file ends nothing that somebody made by hand
        _beeindig(indeling, uitkomst, regios, gemeenten)
    return uitkomst


def _regios(indeling, uitkomst, *, nieuwer, begin):
    """Returns the regions of the file by code."""
    bekend = {regio.code: regio for regio in Arbeidsmarktregio.objects.all()}
    for code, naam in indeling.regios.items():
        regio = bekend.get(code)
        if regio is None:
            bekend[code] = Arbeidsmarktregio.objects.create(
                code=code, naam=naam, geldig_vanaf=begin, peil=indeling.peil
            )
            uitkomst.nieuwe_regios.append(naam)
        elif nieuwer:
            if regio.naam != naam:
                uitkomst.hernoemde_regios.append(f"{regio.naam} heet nu {naam}")
            regio.naam, regio.geldig_tot, regio.peil = naam, None, indeling.peil
            regio.save(update_fields=["naam", "geldig_tot", "peil"])
    return bekend


def _gemeenten(indeling, uitkomst, regios, *, nieuwer):
    """Returns all gemeenten by name."""
    bekend = {gemeente.naam: gemeente for gemeente in Gemeente.objects.select_related("regio")}
    for naam, code in indeling.gemeenten.items():
        gemeente = bekend.get(naam)
        if gemeente is None:
            Gemeente.objects.create(naam=naam, regio=regios[code])
            uitkomst.nieuwe_gemeenten.append(naam)
        elif nieuwer and (gemeente.regio.code != code or gemeente.geldig_tot is not None):
            if gemeente.regio.code != code:
                uitkomst.verhuisde_gemeenten.append(
                    f"{naam}: van {gemeente.regio.naam} naar {regios[code].naam}"
                )
            gemeente.regio, gemeente.geldig_tot = regios[code], None
            gemeente.save(update_fields=["regio", "geldig_tot"])
    return bekend


def _beeindig(indeling, uitkomst, regios, gemeenten):
    """What the newer file no longer names, ends the day before it."""
    laatste_dag = indeling.peil - timedelta(days=1)
    for code, regio in regios.items():
        if code not in indeling.regios and regio.geldig_tot is None:
            regio.geldig_tot = max(laatste_dag, regio.geldig_vanaf or laatste_dag)
            regio.save(update_fields=["geldig_tot"])
            uitkomst.vervallen_regios.append(regio.naam)
    for naam, gemeente in gemeenten.items():
        if naam not in indeling.gemeenten and gemeente.geldig_tot is None:
            gemeente.geldig_tot = laatste_dag
            gemeente.save(update_fields=["geldig_tot"])
            uitkomst.vervallen_gemeenten.append(naam)
