"""How somebody stands at one exam part, and whether she is ready for it: facts in, a state in words out. No database.

The programme names its exam parts; theory comes after the course and practice later at the employer (design: domain,
section 4; Omscholing WW). Which of the two a part is, its own name says: "theorie" or "praktijk". No number of lessons
or weeks of work is stated anywhere, so none is asked here. Of a part with another name, and wherever the facts are not
enough, a trainer or coordinator says who is ready.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from basis.templatetags.componenten import datum
from trajecten.opleiding.keuzes import Examenuitslag


class Deelsoort(StrEnum):
    """What a part asks: what was learnt in the course, or work at an employer; neither when its name does not say."""

    THEORIE = "theorie"
    PRAKTIJK = "praktijk"
    ANDERS = ""


def deelsoort(naam: str) -> Deelsoort:
    """The kind of an exam part, by the word in its name; a name with both words says nothing."""
    genoemd = [soort for soort in (Deelsoort.THEORIE, Deelsoort.PRAKTIJK) if soort in naam.lower()]
    return genoemd[0] if len(genoemd) == 1 else Deelsoort.ANDERS


@dataclass(frozen=True)
class Poging:
    """One attempt, as far as the rule needs it; `afgelast`: its sitting does not go on."""

    nummer: int
    dag: date
    uitslag: str = ""
    afgelast: bool = False


class Fase(StrEnum):
    """Where somebody is with one part."""

    GEHAALD = "gehaald"
    GEPLAND = "gepland"
    WACHT = "wacht"  # the day has come, nobody filled in the result
    HERKANSING = "herkansing"
    KLAAR = "klaar"
    NOG_NIET = "nog_niet"


BADGE = {
    Fase.GEHAALD: "gedaan",
    Fase.GEPLAND: "bezig",
    Fase.WACHT: "aandacht",
    Fase.HERKANSING: "aandacht",
    Fase.KLAAR: "bezig",
    Fase.NOG_NIET: "neutraal",
}
WOORD = {
    Fase.GEHAALD: "Gehaald",
    Fase.GEPLAND: "Gepland",
    Fase.WACHT: "Uitslag invullen",
    Fase.HERKANSING: "Herkansing",
    Fase.KLAAR: "Klaar",
    Fase.NOG_NIET: "Nog niet",
}


@dataclass(frozen=True)
class Deelstand:
    """How somebody stands at one part: a phase, and why in words."""

    fase: Fase
    waarom: str

    @property
    def badge(self) -> str:
        return BADGE[self.fase]

    @property
    def woord(self) -> str:
        return WOORD[self.fase]

    @property
    def erbij(self) -> str:
        """Why, to read on after the word: "Gehaald" and then "op 3 mrt 2026"."""
        return self.waarom.removeprefix(self.woord).strip()

    @property
    def klaar(self) -> bool:
        """Can an attempt be planned, by what is known? A proposal: a person decides."""
        return self.fase in (Fase.KLAAR, Fase.HERKANSING)

    @property
    def kan(self) -> bool:
        """Is there nothing in the way of an attempt: not passed, and none that waits for its day or its result?"""
        return self.fase not in (Fase.GEHAALD, Fase.GEPLAND, Fase.WACHT)


def deelstand(
    soort: Deelsoort,
    pogingen: Sequence[Poging],
    *,
    vandaag: date,
    gemeld_op: date | None = None,
    opleiding_tot: date | None = None,
    werkt_sinds: date | None = None,
) -> Deelstand:
    """Judge one person at one part.

    In this order: passed; an attempt that waits; failed or absent (a resit); said to be ready; theory once the course
    is over; practice once she works at an employer. `opleiding_tot`: the last day of the course, None when not known.
    `werkt_sinds`: None also for who may not read it.
    """
    if (gehaald := _met_uitslag(pogingen, Examenuitslag.GESLAAGD)) is not None:
        return Deelstand(Fase.GEHAALD, f"Gehaald op {datum(gehaald.dag)}")
    laatste = max(pogingen, key=lambda poging: poging.nummer, default=None)
    if laatste is not None and not laatste.uitslag and not laatste.afgelast:
        if laatste.dag > vandaag:
            return Deelstand(Fase.GEPLAND, f"Poging {laatste.nummer} gepland op {datum(laatste.dag)}")
        return Deelstand(Fase.WACHT, f"Poging {laatste.nummer} was op {datum(laatste.dag)}")
    eerder = max((p for p in pogingen if p.uitslag), key=lambda poging: poging.nummer, default=None)
    if eerder is not None:
        return Deelstand(Fase.HERKANSING, f"{Examenuitslag(eerder.uitslag).label} op {datum(eerder.dag)}")
    if gemeld_op is not None:
        return Deelstand(Fase.KLAAR, f"Klaar gemeld op {datum(gemeld_op)}")
    if laatste is not None:  # an attempt whose sitting was called off: she was to go, so she can
        return Deelstand(Fase.KLAAR, f"De zitting van {datum(laatste.dag)} ging niet door")
    return _door_de_feiten(soort, vandaag, opleiding_tot, werkt_sinds)


def _door_de_feiten(
    soort: Deelsoort, vandaag: date, opleiding_tot: date | None, werkt_sinds: date | None
) -> Deelstand:
    if soort == Deelsoort.THEORIE and opleiding_tot is not None:
        if opleiding_tot < vandaag:
            return Deelstand(Fase.KLAAR, f"De opleiding was klaar op {datum(opleiding_tot)}")
        return Deelstand(Fase.NOG_NIET, f"De opleiding duurt tot en met {datum(opleiding_tot)}")
    if soort == Deelsoort.PRAKTIJK and werkt_sinds is not None:
        if werkt_sinds <= vandaag:
            return Deelstand(Fase.KLAAR, f"Werkt sinds {datum(werkt_sinds)}")
        return Deelstand(Fase.NOG_NIET, f"Begint met werken op {datum(werkt_sinds)}")
    return Deelstand(Fase.NOG_NIET, "Nog niet klaar gemeld")


def _met_uitslag(pogingen: Sequence[Poging], uitslag: str) -> Poging | None:
    return next((poging for poging in pogingen if poging.uitslag == uitslag), None)
