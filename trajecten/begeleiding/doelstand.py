"""How the goals of one traject stand, for a screen: by subject, what is late first, progress in words. No database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from trajecten.keuzes import Aandachtsgebied

GEEN_ONDERWERP = "Zonder onderwerp"
LAATST = date.max


@dataclass(frozen=True)
class Actieregel:
    """One action and whether its day has passed."""

    actie: Any
    te_laat: bool


@dataclass(frozen=True)
class Doelregel:
    """One goal with its actions: open ones first, what is late on top; done ones last."""

    doel: Any
    open: list[Actieregel]
    gedaan: list[Any]
    te_laat: bool  # its own day has passed

    @property
    def voortgang(self) -> str:
        """Progress in words, never a score: "2 van 3 acties gedaan"."""
        totaal = len(self.open) + len(self.gedaan)
        if not totaal:
            return "nog geen acties"
        return f"{len(self.gedaan)} van {totaal} {'actie' if totaal == 1 else 'acties'} gedaan"

    @property
    def dringend(self) -> bool:
        return self.te_laat or any(regel.te_laat for regel in self.open)


@dataclass(frozen=True)
class Gebied:
    """One subject with the goals that run."""

    code: str
    naam: str
    doelen: list[Doelregel]


@dataclass(frozen=True)
class Doelstand:
    """Everything of one traject: goals that run by subject, loose actions, and what is behind her."""

    gebieden: list[Gebied]
    los: list[Actieregel]
    afgerond: list[Doelregel]
    los_gedaan: list[Any]

    @property
    def doelen(self) -> list[Doelregel]:
        return [regel for gebied in self.gebieden for regel in gebied.doelen]

    @property
    def acties(self) -> list[Actieregel]:
        """All open actions, what is late first."""
        return sorted([*(a for doel in self.doelen for a in doel.open), *self.los], key=_volgorde_actie)

    @property
    def aantal_afgerond(self) -> int:
        return len(self.afgerond) + len(self.los_gedaan)

    @property
    def leeg(self) -> bool:
        return not (self.gebieden or self.los or self.aantal_afgerond)

    @property
    def zin(self) -> str:
        """The whole in one sentence."""
        te_laat = sum(regel.te_laat for regel in self.acties)
        laat = "" if not te_laat else f" {te_laat} {'is' if te_laat == 1 else 'zijn'} te laat."
        return (
            f"Er {_telwoord(len(self.doelen), 'loopt 1 doel', 'lopen {} doelen')} en "
            f"{_telwoord(len(self.acties), 'staat 1 actie open', 'staan {} acties open')}.{laat}"
        )


def doelstand(doelen, acties, vandaag: date) -> Doelstand:
    """The Doelstand of these goals and actions of one traject on this day."""
    per_doel: dict[Any, list[Any]] = {}
    for actie in acties:
        per_doel.setdefault(actie.doel_id, []).append(actie)
    regels = [_regel(doel, per_doel.get(doel.pk, []), vandaag) for doel in doelen]
    lopend = sorted((r for r in regels if r.doel.loopt), key=_volgorde_doel)
    gebieden = [
        Gebied(code, naam, [r for r in lopend if r.doel.aandachtsgebied == code])
        for code, naam in (*Aandachtsgebied.choices, ("", GEEN_ONDERWERP))
    ]
    los = per_doel.get(None, [])
    return Doelstand(
        gebieden=sorted(
            (gebied for gebied in gebieden if gebied.doelen),
            key=lambda gebied: not any(regel.dringend for regel in gebied.doelen),
        ),
        los=_open(los, vandaag),
        afgerond=sorted((r for r in regels if not r.doel.loopt), key=_einde, reverse=True),
        los_gedaan=_gedaan(los),
    )


# --- Helpers ----------------------------------------------------------------------------------------------------------
def _regel(doel, acties, vandaag):
    te_laat = doel.loopt and doel.streefdatum is not None and doel.streefdatum < vandaag
    return Doelregel(doel, _open(acties, vandaag), _gedaan(acties), te_laat)


def _open(acties, vandaag):
    regels = [
        Actieregel(actie, actie.uiterlijk is not None and actie.uiterlijk < vandaag)
        for actie in acties
        if actie.gedaan_op is None
    ]
    return sorted(regels, key=_volgorde_actie)


def _gedaan(acties):
    """The last one done first."""
    return sorted((a for a in acties if a.gedaan_op), key=lambda a: (a.gedaan_op, a.pk), reverse=True)


def _volgorde_actie(regel):
    return regel.actie.uiterlijk or LAATST, regel.actie.pk


def _volgorde_doel(regel):
    return not regel.dringend, regel.doel.streefdatum or LAATST, regel.doel.pk


def _einde(regel):
    return regel.doel.bereikt_op or regel.doel.gestopt_op, regel.doel.pk


def _telwoord(n, een, meer):
    return een if n == 1 else meer.format(n if n else "geen")
