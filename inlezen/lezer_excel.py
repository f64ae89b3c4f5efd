"""Reading .xlsx and .xlsm: values as they stand in the cells, formulas and macros as dead text. No database."""

import io
import math
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from inlezen.cellen import Cel, Formule, Foutwaarde, Getal1904, als_tekst, is_leeg, tekstcel
from inlezen.meldingen import BestandOnleesbaar, Melding, opmerking
from inlezen.ooxml import Pakket, Tekst, Verdacht, Werkmap, elementen, is_waar, iso_datum, te_groot_uitgepakt
from inlezen.werkblad import (
    MAX_BLADEN,
    MAX_CELLEN,
    MAX_KOLOMMEN,
    Bestand,
    Rij,
    Verzamelaar,
    Werkblad,
    noem_rijen,
)

MAX_SAMENGEVOEGD = 200_000
_PLEK = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def lees_excel(inhoud: bytes) -> Bestand:
    """Every worksheet with its filled rows. Raises BestandOnleesbaar, or whatever a damaged file does to the parser."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        pakket = Pakket(archief)
        werkmap = Werkmap(pakket)
        if len(werkmap.bladen) > MAX_BLADEN:
            raise BestandOnleesbaar(
                f"Dit bestand heeft meer dan {MAX_BLADEN} werkbladen. Bewaar alleen het blad met de lijst.",
                code="te_veel_bladen",
            )
        verzamelaar = Verzamelaar()
        bladen = tuple(_lees_blad(pakket, werkmap, verzamelaar, *blad) for blad in werkmap.bladen)
    return Bestand("xlsx", bladen)


def _lees_blad(
    pakket: Pakket, werkmap: Werkmap, verzamelaar: Verzamelaar, naam: str, verborgen: bool, deel: str
) -> Werkblad:
    verzamelaar.nieuw_blad()
    lezer = _Bladlezer(pakket, werkmap, verzamelaar)
    pakket.lees(deel, lezer)
    rijen, gevuld = _vul_samengevoegd(verzamelaar.rijen, lezer.samengevoegd)
    aanwezig = {rij.nummer for rij in rijen}
    meldingen: tuple[Melding, ...] = ()
    if gevuld:
        tekst = (
            "In dit werkblad zijn cellen samengevoegd. De waarde geldt voor elke rij waar zo’n cel over loopt: "
            f"{noem_rijen(gevuld)}."
        )
        meldingen = (opmerking("samengevoegd", tekst),)
    return Werkblad(
        naam=naam,
        rijen=rijen,
        verborgen_kolommen=frozenset(lezer.verborgen_kolommen),
        verborgen=verborgen,
        verborgen_rijen=frozenset(lezer.verborgen_rijen & aanwezig),
        meldingen=meldingen,
    )


class _Bladlezer:
    """The events of one sheet. A cell that only has make-up has no value and takes no place."""

    _KENT = elementen("row", "c", "v", "f", "t", "rPh", "col", "mergeCell")

    def __init__(self, pakket: Pakket, werkmap: Werkmap, verzamelaar: Verzamelaar):
        self.pakket = pakket
        self.werkmap = werkmap
        self.jaartelling = CALENDAR_MAC_1904 if werkmap.vanaf_1904 else CALENDAR_WINDOWS_1900
        self.verzamelaar = verzamelaar
        self.verborgen_kolommen: set[int] = set()
        self.verborgen_rijen: set[int] = set()
        self.samengevoegd: list[tuple[int, int, int]] = []  # column (from 0), first and last row
        self.nummer = 0
        self.rij: list[Cel] = []
        self.kolom = -1
        self.attributen: Mapping[str, str] = {}
        self.waarde: Tekst | None = None
        self.formule: Tekst | None = None
        self.luistert: Tekst | None = None
        self.hulp = False

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        match self._KENT.get(naam):
            case "c":
                self.attributen = attributen
                plek = attributen.get("r")
                self.kolom = _kolomnummer(plek) if plek else self.kolom + 1
                self.waarde = self.formule = None
            case "v":
                self.luistert = self.waarde = Tekst()
            case "f":
                self.luistert = self.formule = Tekst()
            case "t" if not self.hulp:
                self.luistert = self.waarde = self.waarde or Tekst()
            case "rPh":
                self.hulp = True
            case "row":
                self.nummer = int(attributen["r"]) if "r" in attributen else self.nummer + 1
                self.rij, self.kolom = [], -1
                if is_waar(attributen.get("hidden")):
                    self.verborgen_rijen.add(self.nummer)
            case "col" if is_waar(attributen.get("hidden")):
                laatste = min(int(attributen.get("max", "0")), MAX_KOLOMMEN)
                eerste = max(int(attributen.get("min", "1")), 1)
                self.verborgen_kolommen.update(range(eerste - 1, laatste))
            case "mergeCell":
                self._samenvoeging(attributen.get("ref", ""))

    def einde(self, naam: str) -> None:
        match self._KENT.get(naam):
            case "v" | "f" | "t":
                self.luistert = None
            case "rPh":
                self.hulp = False
            case "c":
                if self.waarde is not None or self.formule is not None:
                    self._plaats(self._cel())
            case "row":
                self.verzamelaar.voeg_toe(self.nummer, self.rij)

    def tekens(self, tekst: str) -> None:
        if self.luistert is not None:
            self.luistert.erbij(tekst)

    def _plaats(self, cel: Cel) -> None:
        if cel is None or self.kolom < 0:
            return
        if self.kolom > MAX_KOLOMMEN:  # one past the limit is enough to be refused
            self.kolom = MAX_KOLOMMEN
        rij = self.rij
        if self.kolom < len(rij):
            rij[self.kolom] = cel
            return
        rij.extend([None] * (self.kolom - len(rij)))
        rij.append(cel)

    def _cel(self) -> Cel:
        waarde = self._waarde()
        if self.formule is None:
            return waarde
        formule = self.formule.cel()
        self.pakket.tel_tekst(formule)
        return Formule(f"={als_tekst(formule)}", waarde)

    def _waarde(self) -> Cel:
        soort = self.attributen.get("t", "n")
        if self.waarde is None:
            return None
        if soort in ("inlineStr", "str"):
            cel = self.waarde.cel()
            self.pakket.tel_tekst(cel)
            # What a formula gave: no text is an answer too.
            return "" if cel is None and self.formule is not None else cel
        tekst = als_tekst(self.waarde.cel()).strip()
        if soort == "s":
            return self._gedeeld(tekst)
        if not tekst:
            return None
        match soort:
            case "b":
                return tekst in ("1", "true")
            case "e":
                return Foutwaarde(tekst)
            case "d":
                return iso_datum(tekst) or tekstcel(tekst)
            case _:
                return self._getal(tekst)

    def _gedeeld(self, tekst: str) -> Cel:
        nummer = int(tekst)
        return self.werkmap.teksten[nummer] if nummer >= 0 else None

    def _getal(self, tekst: str) -> Cel:
        try:
            getal = int(tekst) if tekst.isdecimal() else float(tekst)
        except ValueError:
            return tekstcel(tekst)
        if not math.isfinite(getal):
            return tekstcel(tekst)
        soort = self.werkmap.stijlen.get(self.attributen.get("s", ""))
        if soort:
            try:
                return self._datum(getal, soort)
            except (ValueError, OverflowError):
                return getal  # a telephone number that somebody gave the look of a date
        if self.werkmap.vanaf_1904 and abs(getal) < 10**9:
            return Getal1904(getal)
        return getal

    def _datum(self, getal: float, soort: str) -> Any:
        if soort == "duur":
            return timedelta(days=getal)
        return from_excel(getal, self.jaartelling)

    def _samenvoeging(self, bereik: str) -> None:
        begin, _teken, eind = bereik.partition(":")
        van, tot = _PLEK.fullmatch(begin), _PLEK.fullmatch(eind)
        if not (van and tot) or int(tot[2]) <= int(van[2]):
            return  # within one row the value already stands where it is read
        if len(self.samengevoegd) >= MAX_SAMENGEVOEGD:
            raise Verdacht
        self.samengevoegd.append((_kolomnummer(van[1]), int(van[2]), int(tot[2])))


def _vul_samengevoegd(
    rijen: list[Rij], samengevoegd: list[tuple[int, int, int]]
) -> tuple[tuple[Rij, ...], list[int]]:
    """The rows, with the value of a merged cell in every filled row below it; and which rows that changed."""
    if not samengevoegd:
        return tuple(rijen), []
    rijen = sorted(rijen, key=lambda rij: rij.nummer)
    nummers = [rij.nummer for rij in rijen]
    gevuld: set[int] = set()
    stappen = 0
    for kolom, van, tot in samengevoegd:
        eerste = bisect_left(nummers, van)
        if kolom >= MAX_KOLOMMEN or eerste == len(nummers) or nummers[eerste] != van:
            continue
        bron = rijen[eerste].cellen
        if kolom >= len(bron) or is_leeg(bron[kolom]):
            continue
        for plaats in range(eerste + 1, bisect_right(nummers, tot)):
            stappen += 1
            if stappen > MAX_CELLEN:
                raise te_groot_uitgepakt()
            nummer, cellen = rijen[plaats]
            if kolom < len(cellen) and not is_leeg(cellen[kolom]):
                continue
            ruim = [*cellen, *[None] * (kolom + 1 - len(cellen))]
            ruim[kolom] = bron[kolom]
            rijen[plaats] = Rij(nummer, tuple(ruim))
            gevuld.add(nummer)
    return tuple(rijen), sorted(gevuld)


def _kolomnummer(plek: str) -> int:
    """0 for "A" and "A1"; -1 if there is no letter."""
    nummer = 0
    for teken in plek[:4]:
        if not "A" <= teken <= "Z":
            break
        nummer = nummer * 26 + ord(teken) - 64
    return nummer - 1
