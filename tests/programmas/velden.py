"""Everything a programme can say, found in the models themselves: a field that is added later is seen here at once."""

from pathlib import Path

import yaml
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from trajecten.models import Programma
from trajecten.programmaladen import STANDAARDPROGRAMMAS

CODES = [f"P{nummer:02d}" for nummer in range(1, 15)]
LEEG = (None, "", [], False)
VOLGORDE = "volgorde"  # the order of rows says nothing beside the rows


def bestand():
    """{code: what the file says about it, as it stands there}."""
    ruw = yaml.safe_load(Path(STANDAARDPROGRAMMAS).read_text(encoding="utf-8"))
    return {deel["code"]: deel for deel in ruw}


def getallen(code):
    """Every number that the file states for this programme, by where it stands: {"groep.aantal": 16}."""
    return dict(_getallen(bestand()[code], ""))


def _getallen(waarde, pad):
    if isinstance(waarde, dict):
        for sleutel, deel in waarde.items():
            yield from _getallen(deel, f"{pad}.{sleutel}".strip("."))
    elif isinstance(waarde, list) and waarde and all(type(deel) is int for deel in waarde):
        yield pad, waarde
    elif isinstance(waarde, list):
        for nummer, deel in enumerate(waarde):
            yield from _getallen(deel, f"{pad}.{nummer}")
    elif type(waarde) in (int, float):
        yield pad, waarde


def delen(model):
    """Relations to the rows that are part of a row of this model: they go when it goes, and live in this room."""
    return [
        relatie
        for relatie in model._meta.related_objects
        if relatie.on_delete is models.CASCADE
        and relatie.related_model._meta.app_label == Programma._meta.app_label
    ]


def velden(model, ouder=None):
    """The fields of a row that somebody can fill in: not its number, not what it hangs on, not its place."""
    eigen = [veld for veld in model._meta.concrete_fields if not veld.primary_key and veld.name != VOLGORDE]
    return [veld for veld in [*eigen, *model._meta.many_to_many] if veld.name != ouder]


def alle_namen(model=Programma, ouder=None, pad=""):
    """What can be said, as names: "duur_weken", "rondes.naam", "kwalificaties.examendelen.naam"."""
    namen = {pad + veld.name for veld in velden(model, ouder)}
    for relatie in delen(model):
        namen |= alle_namen(relatie.related_model, relatie.field.name, f"{pad}{relatie.get_accessor_name()}.")
    return namen


def gevuld(rij, ouder=None, pad=""):
    """Which of `alle_namen` this row says: neither empty nor what the field says by itself."""
    namen = {pad + veld.name for veld in velden(type(rij), ouder) if _zegt_iets(rij, veld)}
    for relatie in delen(type(rij)):
        naam = relatie.get_accessor_name()
        for deel in getattr(rij, naam).all():
            namen |= gevuld(deel, relatie.field.name, f"{pad}{naam}.")
    return namen


def _zegt_iets(rij, veld):
    if veld.many_to_many:
        return getattr(rij, veld.name).exists()
    waarde = getattr(rij, veld.attname)
    standaard = None if veld.default is NOT_PROVIDED else veld.get_default()
    return waarde not in LEEG and waarde != standaard


def inhoud(rij, ouder=None):
    """A row with all its parts as plain values, in their order; two programmes with the same are the same programme."""
    waarden = {}
    for veld in velden(type(rij), ouder):
        if veld.many_to_many:
            waarden[veld.name] = sorted(getattr(rij, veld.name).values_list("pk", flat=True))
        else:
            waarde = getattr(rij, veld.attname)
            waarden[veld.name] = sorted(waarde) if isinstance(waarde, list) else waarde
    for relatie in delen(type(rij)):
        naam = relatie.get_accessor_name()
        waarden[naam] = [inhoud(deel, relatie.field.name) for deel in getattr(rij, naam).all()]
    return waarden
