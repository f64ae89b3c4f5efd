"""What the reader has to say about a file, a row or a cell, in words a clerk can act on. No database."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import TextChoices


class Niveau(TextChoices):
    """How heavy a message weighs: only a FOUT keeps a row from being imported."""

    FOUT = "fout", "Fout"
    WAARSCHUWING = "waarschuwing", "Waarschuwing"
    OPMERKING = "opmerking", "Opmerking"


@dataclass(frozen=True, slots=True)
class Melding:
    """One message. `code` is for tests and templates, `tekst` for people, `veld` is a Veld or "" (whole row, file)."""

    niveau: Niveau
    code: str
    tekst: str
    veld: str = ""

    def bij(self, veld: str) -> "Melding":
        return replace(self, veld=veld)


@dataclass(frozen=True, slots=True)
class Gelezen:
    """A cell after reading: the value to keep ("" or None = empty) and what there is to say about it."""

    waarde: Any
    meldingen: tuple[Melding, ...] = field(default=())

    @property
    def is_fout(self) -> bool:
        return any(melding.niveau == Niveau.FOUT for melding in self.meldingen)


class BestandOnleesbaar(Exception):
    """The file cannot be read. `str()` is a Dutch sentence that says what is wrong and what to do.

    `code` names the kind; `oorzaak` is the type of the underlying error. Its text is left out on purpose: parsers
    quote cells, and cells hold personal data.
    """

    def __init__(self, tekst: str, *, code: str, oorzaak: str = ""):
        super().__init__(tekst)
        self.tekst = tekst
        self.code = code
        self.oorzaak = oorzaak


def fout(code: str, tekst: str) -> Melding:
    return Melding(Niveau.FOUT, code, tekst)


def waarschuwing(code: str, tekst: str) -> Melding:
    return Melding(Niveau.WAARSCHUWING, code, tekst)


def opmerking(code: str, tekst: str) -> Melding:
    return Melding(Niveau.OPMERKING, code, tekst)
