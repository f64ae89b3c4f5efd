"""The glossary, docs/begrippen.md, holds every model, and says where each word lives."""

import re
import unicodedata

from django.apps import apps

from tests.lagen import WORTEL, kamer_van

BLADZIJDE = (WORTEL / "docs" / "begrippen.md").read_text("utf-8")
RIJ = re.compile(r"^\| (?P<woord>[^|]+) \| (?P<betekenis>[^|]+) \| `(?P<waar>[^`|]+)` \|$")


def rijen(tekst=BLADZIJDE):
    """The rows of all tables as (word, meaning, path); a line of a table that is not a row, head or rule is a fault."""
    gevonden = []
    for regel in tekst.splitlines():
        if regel.startswith("|") and regel not in {"| word | meaning | where |", "|---|---|---|"}:
            rij = RIJ.match(regel)
            assert rij, f"geen goede rij: {regel}"
            gevonden.append((rij["woord"], rij["betekenis"], rij["waar"]))
    return gevonden


def definieert(bron, naam):
    """Does this source define the name at its top level?"""
    return re.search(rf"^(?:class|def) {naam}\b|^{naam}\b.*=", bron, re.M) is not None


def test_elk_model_staat_erin():
    woorden = {(woord.strip("`"), waar) for woord, _, waar in rijen()}
    eigen = [model for model in apps.get_models() if kamer_van(model.__module__) not in {None, "tests"}]
    assert len(eigen) > 40
    ontbreekt = [
        f"{model.__name__} ({model.__module__})"
        for model in eigen
        if (model.__name__, model.__module__.replace(".", "/") + ".py") not in woorden
    ]
    assert ontbreekt == []


def test_elk_woord_staat_waar_de_bladzijde_zegt():
    fout = []
    for woord, _, waar in rijen():
        pad = WORTEL / waar
        if not pad.is_file():
            fout.append(f"{woord}: {waar} bestaat niet")
        elif woord.startswith("`") and not definieert(pad.read_text("utf-8"), woord.strip("`")):
            fout.append(f"{woord}: staat niet in {waar}")
    assert fout == []


def test_een_woord_is_een_begrip():
    woorden = [woord.strip("`").casefold() for woord, _, _ in rijen()]
    assert sorted({woord for woord in woorden if woorden.count(woord) > 1}) == []
    assert all(betekenis.endswith(".") for _, betekenis, _ in rijen())


def test_de_controle_ziet_wat_ontbreekt():
    assert definieert("class Traject(Model):\n", "Traject")
    assert not definieert("class Trajectlijst:\n    Traject = 1\n", "Traject")
    assert rijen("| word | meaning | where |\n|---|---|---|\n| `A` | B. | `c.py` |") == [
        ("`A`", "B.", "c.py")
    ]


def alfabetisch(woord):
    kaal = unicodedata.normalize("NFKD", woord.strip("`").casefold())
    return "".join(teken for teken in kaal if not unicodedata.combining(teken))


def test_elk_deel_staat_op_volgorde():
    for deel in BLADZIJDE.split("\n## ")[1:]:
        woorden = [alfabetisch(woord) for woord, _, _ in rijen(deel)]
        assert woorden == sorted(woorden), deel.splitlines()[0]
