"""The order of the rooms, and a checker for what points the wrong way. Used by test_lagen.py.

A room may use itself and every room below it. Two ways to break that are looked for: imports (wherever they
stand in a file, and modules or models named as text), and relations of models (as text in the source, and as
the app registry resolves them). The one relation that may point up is settings.AUTH_USER_MODEL.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent

# From high to low; rooms on one line are siblings and do not know each other.
LAGEN = [
    ["config"],
    ["voorbeeld"],
    ["rapportage"],
    ["privacy"],
    ["inlezen"],
    ["trajecten.dossier"],
    ["trajecten.selectie", "trajecten.begeleiding", "trajecten.opleiding", "trajecten.plaatsing"],
    ["trajecten"],
    ["kandidaten"],
    ["partners"],
    ["gebruikers"],
    ["logboek"],
    ["basis"],
]
HOOGTE = {kamer: -laag for laag, kamers in enumerate(LAGEN) for kamer in kamers}
# Folders beside the rooms. The product may not import them; they may import everything.
GEREEDSCHAP = {"tests", "scripts"}

RELATIES = {"ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey"}
NAAMLADERS = {"import_module", "import_string", "__import__", "get_model"}


@dataclass(frozen=True)
class Overtreding:
    """One line that points the wrong way."""

    plaats: str
    van: str
    naar: str
    wat: str

    def __str__(self):
        return f"{self.plaats}: {self.van} mag {self.naar} niet kennen ({self.wat})"


def kamer_van(naam: str) -> str | None:
    """The room that a dotted module name belongs to, None for anything that is not ours."""
    delen = naam.split(".")
    for lengte in range(len(delen), 0, -1):
        begin = ".".join(delen[:lengte])
        if begin in HOOGTE or begin in GEREEDSCHAP:
            return begin
    return None


def mag(van: str, naar: str) -> bool:
    """Whether room `van` may use room `naar`."""
    return van == naar or (naar in HOOGTE and HOOGTE[naar] < HOOGTE[van])


def modulenaam(pad: Path, wortel: Path = WORTEL) -> str:
    """trajecten/selectie/models.py -> trajecten.selectie.models; a package's __init__.py -> the package."""
    delen = pad.relative_to(wortel).with_suffix("").parts
    return ".".join(delen[:-1] if delen[-1] == "__init__" else delen)


def broncode(wortel: Path = WORTEL) -> list[Path]:
    """Every Python file of every room."""
    bovenste = sorted({kamer.split(".")[0] for kamer in HOOGTE})
    return [pad for map_ in bovenste for pad in sorted((wortel / map_).rglob("*.py"))]


def controleer_bron(tekst: str, module: str, *, is_pakket: bool = False) -> list[Overtreding]:
    """What points the wrong way in the source of one module: imports, and models or modules named as text."""
    van = kamer_van(module)
    boom = ast.parse(tekst)
    genoemd = {(regel, naar, wat) for regel, naar, wat in _genoemd(boom, module, is_pakket) if naar}
    return [
        Overtreding(f"{module}:{regel}", van, naar, wat)
        for regel, naar, wat in sorted(genoemd)
        if not mag(van, naar)
    ]


def _genoemd(boom: ast.AST, module: str, is_pakket: bool) -> Iterator[tuple[int, str | None, str]]:
    yield from _imports(boom, module, is_pakket)
    yield from _als_tekst(boom)


def _imports(boom: ast.AST, module: str, is_pakket: bool) -> Iterator[tuple[int, str | None, str]]:
    """(line, room, words) of each import statement, those inside functions and TYPE_CHECKING included."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            for alias in knoop.names:
                yield knoop.lineno, kamer_van(alias.name), f"import {alias.name}"
        elif isinstance(knoop, ast.ImportFrom):
            basis = _absoluut(knoop, module, is_pakket)
            for alias in knoop.names:
                # `from trajecten import selectie` names the room trajecten.selectie, not the core.
                yield knoop.lineno, kamer_van(f"{basis}.{alias.name}"), f"from {basis} import {alias.name}"


def _absoluut(knoop: ast.ImportFrom, module: str, is_pakket: bool) -> str:
    if not knoop.level:
        return knoop.module or ""
    omhoog = knoop.level - (1 if is_pakket else 0)
    delen = module.split(".")
    basis = delen[: len(delen) - omhoog]
    return ".".join([*basis, *([knoop.module] if knoop.module else [])])


def _als_tekst(boom: ast.AST) -> Iterator[tuple[int, str | None, str]]:
    """(line, room, words) of each relation or loader that names its target as text."""
    for knoop in ast.walk(boom):
        if not isinstance(knoop, ast.Call):
            continue
        functie = _laatste_naam(knoop.func)
        teksten = [
            w.value
            for w in [*knoop.args[:1], *(k.value for k in knoop.keywords if k.arg in {"to", "through"})]
            if isinstance(w, ast.Constant) and isinstance(w.value, str)
        ]
        if functie in RELATIES:
            for tekst in teksten:
                naar = (
                    kamer_van_label(tekst.split(".")[0]) if "." in tekst else None
                )  # "self", or its own app
                yield knoop.lineno, naar, f"{functie}({tekst!r})"
        elif functie in NAAMLADERS:
            for tekst in teksten:
                is_label = functie == "get_model"
                naar = kamer_van_label(tekst.split(".")[0]) if is_label else kamer_van(tekst)
                yield knoop.lineno, naar, f"{functie}({tekst!r})"


def _laatste_naam(knoop: ast.expr) -> str:
    return knoop.attr if isinstance(knoop, ast.Attribute) else getattr(knoop, "id", "")


def kamer_van_label(label: str) -> str | None:
    """The room of an app label: the last part of the room's name, as Django makes it."""
    return next((kamer for kamer in HOOGTE if kamer.split(".")[-1] == label.lower()), None)


def controleer_modellen(modellen) -> list[Overtreding]:
    """What points the wrong way among the relations of these models, as the app registry resolved them."""
    gevonden = []
    for model in modellen:
        van = kamer_van(model._meta.app_config.name)
        if van not in HOOGTE:
            continue
        for veld in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if veld.remote_field is None or getattr(veld, "swappable_setting", None) == "AUTH_USER_MODEL":
                continue
            for doel in {veld.remote_field.model, getattr(veld.remote_field, "through", None)} - {None}:
                naar = kamer_van(doel._meta.app_config.name)
                if naar and not mag(van, naar):
                    plaats = f"{model.__module__}.{model.__name__}.{veld.name}"
                    gevonden.append(Overtreding(plaats, van, naar, f"relatie naar {doel._meta.label}"))
    return gevonden
