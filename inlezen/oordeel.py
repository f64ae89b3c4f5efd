"""Judging a row: new, a change, unchanged, possibly a double, or wrong. No database.

The same person is: the same name (kandidaten/zoeknaam.py) and date of birth, or the same e-mail address, or the same
telephone number. A row that has none of these is like whom the user handles by name alone, so that reading the same
list twice makes nobody twice. Only where this partner already has an open traject for her (name and date of birth) in
this programme is the row about that traject; every other match, an earlier row of the file included, is a possible
double for a person to decide on. A match outside the user's scope gives away nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import TextChoices

from inlezen.datums import als_datum
from inlezen.meldingen import Niveau
from inlezen.rijen import GelezenRij
from inlezen.velden import Veld
from kandidaten.keuzes import Kinderopvang, Uitkering
from kandidaten.zoeknaam import emailsleutel, naamsleutel, telefoon_sleutel

MOGELIJK_BEKEND = "Mogelijk al bekend in een andere regio."
MAX_GELIJKENISSEN = 10  # shown per row
MAX_PER_SLEUTEL = (
    25  # a number or address that a whole list shares must not make every row look at every other
)

_KEUZES: dict[str, dict[Any, Any]] = {
    Veld.UITKERING: dict(Uitkering.choices),
    Veld.KINDEROPVANG: dict(Kinderopvang.choices),
}

NAAM_EN_GEBOORTEDATUM = "naam en geboortedatum"
EMAIL = "e-mailadres"
TELEFOON = "telefoonnummer"
NAAM = "naam"


class Oordeel(TextChoices):
    NIEUW = "nieuw", "Nieuw"
    WIJZIGING = "wijziging", "Wijziging"
    ONGEWIJZIGD = "ongewijzigd", "Ongewijzigd"
    MOGELIJK_DUBBEL = "mogelijk_dubbel", "Mogelijk dubbel"
    FOUT = "fout", "Fout"


@dataclass(frozen=True, slots=True)
class BekendePersoon:
    """Somebody we know already, as far as judging needs her.

    `open_programmas`: pk's of the programmes in which the partner of this import has an open traject for her.
    `huidige_gegevens`: the further fields to compare (Veld -> value as stored); a field left out is not compared.
    `per_programma`: the same, for what stands at her traject in that programme (pk -> fields).
    `aangemeld`: all that may be said of her to a referrer, in a sentence; "" for a coordinator.
    `alleen_op_naam`: nothing but her name may be compared, whatever else the row says.
    """

    pk: int
    voornaam: str
    achternaam: str
    tussenvoegsel: str = ""
    geboortedatum: date | None = None
    email: str = ""
    telefoon: str = ""
    zichtbaar: bool = True
    open_programmas: frozenset[int] = frozenset()
    huidige_gegevens: Mapping[str, Any] = field(default_factory=dict)
    per_programma: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    aangemeld: str = ""
    alleen_op_naam: bool = False

    @classmethod
    def van(cls, kandidaat: Any, **verder: Any) -> "BekendePersoon":
        """With what a candidate is recognised by; `verder`: all the other fields."""
        wie = ("pk", "voornaam", "achternaam", "tussenvoegsel", "geboortedatum", "email", "telefoon")
        return cls(**{naam: getattr(kandidaat, naam) for naam in wie}, **verder)

    @property
    def naam(self) -> str:
        return " ".join(deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel)


class Sleutels(NamedTuple):
    """What a person is recognised by; an empty key recognises nobody."""

    persoon: tuple[str, date] | None
    email: str
    telefoon: str
    naam: str  # compared only for a row that has nothing else

    @property
    def alleen_naam(self) -> bool:
        return bool(self.naam) and not _paren(self)


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    """One match: a known person or an earlier row. Out of scope: `zichtbaar` False, and `tekst` gives nothing away."""

    tekst: str
    redenen: tuple[str, ...] = ()
    persoon_pk: int | None = None
    rij: int | None = None
    zichtbaar: bool = True


class Verschil(NamedTuple):
    """A field that would change: what we have now and what the list says."""

    veld: str
    oud: Any
    nieuw: Any

    @property
    def tekst(self) -> str:
        return f"{Veld(self.veld).label}: {_als_tekst(self.veld, self.oud)} wordt {_als_tekst(self.veld, self.nieuw)}."


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """The verdict on one row; `persoon_pk` is set for WIJZIGING and ONGEWIJZIGD only."""

    oordeel: Oordeel
    redenen: tuple[str, ...] = ()
    gelijkenissen: tuple[Gelijkenis, ...] = ()
    verschillen: tuple[Verschil, ...] = ()
    persoon_pk: int | None = None


def sleutels_van_rij(rij: GelezenRij) -> Sleutels:
    """Keys of a read row, also for fetching the people that can match: persoon[0] is `Kandidaat.zoeknaam`."""
    return _sleutels(
        rij.waarde(Veld.VOORNAAM),
        rij.waarde(Veld.ACHTERNAAM),
        rij.waarde(Veld.GEBOORTEDATUM) or None,
        rij.waarde(Veld.EMAIL),
        rij.waarde(Veld.TELEFOON),
    )


def contactsleutel(naam: str) -> str:
    """Key for "the same contact person" within one partner: case and spaces do not count."""
    return " ".join(naam.split()).casefold()


def beoordeel_rijen(rijen: Iterable[GelezenRij], bekenden: Iterable[BekendePersoon]) -> list[Beoordeling]:
    """Judge all rows of a file in their order, each against the known people and the rows above it."""
    beoordelaar = Beoordelaar(bekenden)
    return [beoordelaar.beoordeel(rij) for rij in rijen]


class _Index:
    """Numbers (pk's or row numbers) under each key by which a person is recognised."""

    def __init__(self) -> None:
        self._nummers: dict[tuple[str, Any], list[int]] = {}

    def voeg_toe(self, sleutels: Sleutels, nummer: int) -> None:
        for paar in (*_paren(sleutels), (NAAM, sleutels.naam)):
            onder_sleutel = self._nummers.setdefault(paar, [])
            if len(onder_sleutel) < MAX_PER_SLEUTEL:
                onder_sleutel.append(nummer)

    def zoek(self, sleutels: Sleutels) -> dict[int, tuple[str, ...]]:
        """Number -> reasons, in the order in which they were added."""
        gevonden: dict[int, tuple[str, ...]] = {}
        paren = [(NAAM, sleutels.naam)] if sleutels.alleen_naam else _paren(sleutels)
        for reden, sleutel in paren:
            for nummer in self._nummers.get((reden, sleutel), ()):
                gevonden[nummer] = (*gevonden.get(nummer, ()), reden)
        return gevonden


class Beoordelaar:
    """Judges the rows of one file one by one and remembers the earlier ones; every look-up is by key."""

    def __init__(self, bekenden: Iterable[BekendePersoon] = ()) -> None:
        self._eerdere = _Index()
        self._trajecten_gezien: set[tuple[int, int]] = set()
        self.ken(bekenden)

    def ken(self, bekenden: Iterable[BekendePersoon]) -> None:
        """From now on these are the people we know; the earlier rows stay. For a file that is judged in portions."""
        # Whom the user may see comes first, so that the limit per key never hides her behind a stranger.
        self._personen = {p.pk: p for p in sorted(bekenden, key=lambda persoon: not persoon.zichtbaar)}
        self._bekenden = _Index()
        self._op_naam: dict[str, list[int]] = {}
        for p in self._personen.values():
            sleutels = _sleutels(p.voornaam, p.achternaam, p.geboortedatum, p.email, p.telefoon)
            if p.alleen_op_naam:
                self._op_naam.setdefault(sleutels.naam, []).append(p.pk)
            else:
                self._bekenden.voeg_toe(sleutels, p.pk)

    def beoordeel(self, rij: GelezenRij) -> Beoordeling:
        """The verdict on this row; from now on it counts as an earlier row."""
        beoordeling = self._beoordeel(rij, sleutels_van_rij(rij))
        self.onthoud(rij, beoordeling.persoon_pk)
        return beoordeling

    def onthoud(self, rij: GelezenRij, persoon_pk: int | None) -> None:
        """Count this row, judged before with this `persoon_pk`, as an earlier row."""
        self._eerdere.voeg_toe(sleutels_van_rij(rij), rij.nummer)
        if persoon_pk is not None and rij.programma is not None:
            self._trajecten_gezien.add((persoon_pk, rij.programma.pk))

    def _beoordeel(self, rij: GelezenRij, sleutels: Sleutels) -> Beoordeling:
        if rij.heeft_fout:
            fouten = tuple(melding.tekst for melding in rij.meldingen if melding.niveau == Niveau.FOUT)
            return Beoordeling(Oordeel.FOUT, fouten)
        bekend = self._bekenden.zoek(sleutels)
        bekend |= dict.fromkeys(self._op_naam.get(sleutels.naam, ()), (NAAM,))
        if eigen := self._oordeel_over_eigen_traject(rij, bekend):
            return eigen
        gelijkenissen = (*self._beschrijf_bekenden(bekend), *_beschrijf_rijen(self._eerdere.zoek(sleutels)))
        if not gelijkenissen:
            return Beoordeling(Oordeel.NIEUW)
        getoond = gelijkenissen[:MAX_GELIJKENISSEN]
        redenen = tuple(dict.fromkeys(gelijkenis.tekst for gelijkenis in getoond))
        return Beoordeling(Oordeel.MOGELIJK_DUBBEL, redenen, getoond)

    def _oordeel_over_eigen_traject(
        self, rij: GelezenRij, bekend: Mapping[int, tuple[str, ...]]
    ) -> Beoordeling | None:
        """ONGEWIJZIGD or WIJZIGING; None if the row is not, or not beyond doubt, about one open traject.

        Two trajecten it could be about, or an earlier row that was already about this one: a person decides.
        """
        programma = rij.programma
        if programma is None:
            return None
        personen = (self._personen[pk] for pk, redenen in bekend.items() if NAAM_EN_GEBOORTEDATUM in redenen)
        eigen = [p for p in personen if p.zichtbaar and programma.pk in p.open_programmas]
        vergeleken = [(p.pk, vergelijk(rij, p)) for p in eigen]
        for pk, verschillen in vergeleken:
            if not verschillen:
                return Beoordeling(Oordeel.ONGEWIJZIGD, persoon_pk=pk)
        if len(vergeleken) != 1 or (vergeleken[0][0], programma.pk) in self._trajecten_gezien:
            return None
        pk, verschillen = vergeleken[0]
        redenen = tuple(verschil.tekst for verschil in verschillen)
        return Beoordeling(Oordeel.WIJZIGING, redenen, verschillen=verschillen, persoon_pk=pk)

    def _beschrijf_bekenden(self, bekend: Mapping[int, tuple[str, ...]]) -> list[Gelijkenis]:
        gelijkenissen = []
        for pk, redenen in bekend.items():
            persoon = self._personen[pk]
            if not persoon.zichtbaar and NAAM in redenen:
                continue  # a name alone says nothing about somebody elsewhere
            if not persoon.zichtbaar:
                gelijkenissen.append(Gelijkenis(MOGELIJK_BEKEND, persoon_pk=pk, zichtbaar=False))
                continue
            if persoon.aangemeld:
                gelijkenissen.append(Gelijkenis(persoon.aangemeld, persoon_pk=pk))
                continue
            geboren = f", geboren {als_datum(persoon.geboortedatum)}" if persoon.geboortedatum else ""
            tekst = f"Lijkt op {persoon.naam}{geboren}: zelfde {_opsomming(redenen)}."
            gelijkenissen.append(Gelijkenis(tekst, redenen, persoon_pk=pk))
        return sorted(gelijkenissen, key=lambda gelijkenis: not gelijkenis.zichtbaar)


def vergelijk(rij: GelezenRij, persoon: BekendePersoon) -> tuple[Verschil, ...]:
    """The fields where the list says something else than we have. An empty cell says nothing."""
    bij_traject = persoon.per_programma.get(rij.programma.pk, {}) if rij.programma else {}
    huidig = {
        Veld.VOORNAAM: persoon.voornaam,
        Veld.TUSSENVOEGSEL: persoon.tussenvoegsel,
        Veld.ACHTERNAAM: persoon.achternaam,
        Veld.EMAIL: persoon.email,
        Veld.TELEFOON: persoon.telefoon,
        **persoon.huidige_gegevens,
        **bij_traject,
    }
    return tuple(
        Verschil(str(veld), oud, nieuw)
        for veld, oud in huidig.items()
        if (nieuw := rij.waarde(veld)) not in ("", None)
        and _vergelijkbaar(veld, nieuw) != _vergelijkbaar(veld, oud)
    )


def _sleutels(
    voornaam: str, achternaam: str, geboortedatum: date | None, email: str, telefoon: str
) -> Sleutels:
    naam = naamsleutel(voornaam, achternaam)
    persoon = (naam, geboortedatum) if naam and geboortedatum else None
    return Sleutels(persoon, emailsleutel(email), telefoon_sleutel(telefoon), naam)


def _paren(sleutels: Sleutels) -> list[tuple[str, Any]]:
    return [
        (reden, sleutel)
        for reden, sleutel in zip((NAAM_EN_GEBOORTEDATUM, EMAIL, TELEFOON), sleutels[:3], strict=True)
        if sleutel
    ]


def _beschrijf_rijen(eerdere: Mapping[int, tuple[str, ...]]) -> list[Gelijkenis]:
    return [
        Gelijkenis(
            f"Lijkt op rij {nummer} van dit bestand: zelfde {_opsomming(redenen)}.", redenen, rij=nummer
        )
        for nummer, redenen in eerdere.items()
    ]


def _opsomming(delen: tuple[str, ...]) -> str:
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} en {delen[-1]}"


def _vergelijkbaar(veld: str, waarde: Any) -> Any:
    """A value in the form in which two ways of writing it are equal."""
    if waarde is None:
        return ""
    if isinstance(waarde, int | float | Decimal):
        return Decimal(str(waarde))
    if not isinstance(waarde, str):
        return waarde
    match veld:
        case Veld.EMAIL:
            return emailsleutel(waarde)
        case Veld.TELEFOON:
            return telefoon_sleutel(waarde) or waarde
        case Veld.POSTCODE:
            return waarde.replace(" ", "").upper()
        case Veld.CONTACTPERSOON:
            return contactsleutel(waarde)
        case _:
            return " ".join(waarde.split())


def _als_tekst(veld: str, waarde: Any) -> str:
    if waarde in ("", None):
        return "(leeg)"
    if isinstance(waarde, date):
        return als_datum(waarde)
    return str(_KEUZES.get(veld, {}).get(str(waarde), waarde))
