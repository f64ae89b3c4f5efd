"""Whoever writes a Traject notes it with the candidate (`raak_aan`): the list is sorted on that, from an index."""

import ast
import re

import pytest

from tests import lagen

SCHRIJFT = {"update", "bulk_update", "bulk_create", "save", "leg_vast", "leg_vele_vast", "bewaar"}
# The thing itself, not what merely names it.
OVER_TRAJECT = re.compile(r"\(?(Traject\b|traject$|nieuw_traject\(|[\w.]+\.trajecten\b)")
ALLEEN_VAST = re.compile(r"\.update\(versie=F\('versie'\)\)$")  # a lock: nothing changes
NOTEERT = re.compile(r"\braak_aan\(|\btrajecten_gewijzigd_op\b")


def vergeten(tekst):
    """Names of the functions in this source that write a Traject and do not note it with the candidate."""
    for functie in ast.walk(ast.parse(tekst)):
        if not isinstance(functie, ast.FunctionDef) or NOTEERT.search(ast.unparse(functie)):
            continue
        namen = {
            doel.id: ast.unparse(zet.value)
            for zet in ast.walk(functie)
            if isinstance(zet, ast.Assign)
            for doel in zet.targets
            if isinstance(doel, ast.Name)
        }
        for roep in (deel for deel in ast.walk(functie) if isinstance(deel, ast.Call)):
            if _schrijft_traject(roep, namen):
                yield functie.name
                break


def _schrijft_traject(roep, namen):
    wat = roep.func.attr if isinstance(roep.func, ast.Attribute) else getattr(roep.func, "id", "")
    if wat not in SCHRIJFT or ALLEEN_VAST.search(ast.unparse(roep)):
        return False
    eerste = roep.args[0] if roep.args else roep
    voorwerp = roep.func.value if isinstance(roep.func, ast.Attribute) else eerste
    voorwerp = ast.unparse(voorwerp)
    return bool(OVER_TRAJECT.match(namen.get(voorwerp, voorwerp))) or voorwerp == "traject"


def test_wie_een_traject_schrijft_noteert_het_bij_de_kandidaat():
    gevonden = {
        f"{pad.relative_to(lagen.WORTEL)}: {naam}"
        for pad in lagen.broncode()
        if "migrations" not in pad.parts
        for naam in vergeten(pad.read_text("utf-8"))
    }
    assert not gevonden


@pytest.mark.parametrize(
    "regels",
    [
        "Traject.objects.filter(pk=1).update(status=x)",
        "rijen = Traject.objects.filter(pk=1); rijen.update(**velden)",
        "bewaar(traject, gezien=1, velden=v, door=d)",
        "traject.save(update_fields=['status'])",
        "lichting.trajecten.filter(pk=1).update(lichting=None)",
        "traject = nieuw_traject(a=1); leg_vast(traject)",
        "Traject.objects.bulk_update(rijen, ['lichting'])",
        "leg_vele_vast(nieuw_traject(a=r) for r in rijen)",
    ],
)
def test_wat_het_vergeet_valt_op(regels):
    assert list(vergeten(f"def f():\n    {regels}")) == ["f"]
    assert not list(vergeten(f"def f():\n    {regels}\n    raak_aan(1)"))


@pytest.mark.parametrize(
    "regels",
    [
        "Traject.objects.filter(pk=1).update(versie=F('versie'))",
        "leg_vast(Plaatsing(traject=traject))",
        "Kandidaat.objects.filter(trajecten=1).update(naam='')",
        "eerste_wissel(traject, op=op).save(force_insert=True)",
    ],
)
def test_wat_geen_traject_schrijft_mag(regels):
    assert not list(vergeten(f"def f():\n    {regels}"))
