"""Finding the header row and what each column means. No database.

A list starts where most headers are recognised: below title rows, on whichever sheet. What a partner's mapping
remembers wins over a guess; a column of BSNs is refused whatever anybody chose (PRIV-01).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inlezen.bsn import is_bsn_kolom, zoek_bsn_in_tekst
from inlezen.cellen import (
    GEWEIGERD,
    Cel,
    Formule,
    Foutwaarde,
    als_tekst,
    is_leeg,
    naar_json,
    schoon,
    van_json,
)
from inlezen.meldingen import BestandOnleesbaar, Melding, Niveau, opmerking, waarschuwing
from inlezen.velden import Veld, kopsleutel, raad_veld
from inlezen.werkblad import MAX_KOPZONE, MAX_RIJEN, Bestand, Rij, Werkblad, noem_rijen, te_veel_rijen
from kandidaten.zoeknaam import telefoon_sleutel

MIN_HERKEND = 2  # one known word can stand in a title too
MAX_KOPTEKENS = 80
AANTAL_VOORBEELDEN = 3
GEEN_KOPPEN = (
    "Boven deze lijst staan geen kolomnamen. Kies zelf wat in elke kolom staat. We lezen alle rijen."
)
# What is about one person and never the name of a column: a date, an address; a telephone number beside these.
_DATUM_OF_MAIL = re.compile(r"[0-9]{1,4}([-/. ])[0-9]{1,2}\1[0-9]{1,4}|\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: its place (from 0), header, the field it fills (a Veld, or "" = not recognised, not read)."""

    index: int
    kop: str
    veld: str
    verborgen: bool = False
    onthouden: bool = False
    voorbeelden: tuple[str, ...] = ()

    @property
    def sleutel(self) -> str:
        return kopsleutel(self.kop)


@dataclass(frozen=True, slots=True)
class Lijst:
    """The list inside a file. Its rows are complete, so that a column can still be mapped, except for BSN columns."""

    bladnaam: str
    kopregel: int
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    meldingen: tuple[Melding, ...] = ()

    def ruwe_rijen(self) -> Iterator[tuple[int, dict[str, Cel]]]:
        """Row number and the raw cell per field, for the columns that are read."""
        gebruikt = [(k.index, k.veld) for k in self.kolommen if k.veld not in ("", Veld.OVERSLAAN)]
        for nummer, cellen in self.rijen:
            yield nummer, {veld: cellen[i] if i < len(cellen) else None for i, veld in gebruikt}

    def onthoud(self) -> dict[str, str]:
        """The mapping to remember for the partner: normalised header -> field."""
        return {k.sleutel: k.veld for k in self.kolommen if k.sleutel and k.veld and k.veld != Veld.BSN}


def vind_lijst(bestand: Bestand, onthouden: Mapping[str, str] | None = None) -> Lijst:
    """Choose sheet and header row and map the columns.

    `onthouden` is what `Lijst.onthoud()` gave for this partner earlier. Without one recognised header the row with
    the most text counts as the header and no column is mapped; unless that is somebody's row: then there is no header
    and every row counts. Raises BestandOnleesbaar if there are no rows under it.
    """
    onthouden = onthouden or {}
    kandidaten = [(blad, *_beste_kopregel(blad, onthouden)) for blad in bestand.bladen if blad.rijen]
    if not kandidaten:
        raise BestandOnleesbaar("Dit bestand is leeg. Kies een lijst met kandidaten.", code="leeg")
    blad, plaats, score = max(kandidaten, key=_voorkeur)
    koprij = blad.rijen[plaats]
    koppen = [_koptekst(cel) for cel in koprij.cellen]
    # A printed list repeats its header on every page.
    rijen = tuple(rij for rij in blad.rijen[plaats + 1 :] if rij.cellen != koprij.cellen)
    zonder_kop = score < MIN_HERKEND and any(map(_is_gegeven, koprij.cellen))
    if zonder_kop:
        koppen, rijen = [], blad.rijen
    if not rijen:
        raise BestandOnleesbaar(
            "Onder de kolomnamen staan geen rijen. Controleer of u de goede lijst koos.", code="geen_rijen"
        )
    if len(rijen) > MAX_RIJEN:
        raise te_veel_rijen()
    kopregel = 0 if zonder_kop else koprij.nummer
    lijst = Lijst(blad.naam, kopregel, _kolommen(koppen, rijen, blad, onthouden), rijen)
    meldingen = (
        *bestand.meldingen,
        *([waarschuwing("geen_kopregel", GEEN_KOPPEN)] if zonder_kop else _over_koppen(score)),
        *_over_bladen(blad, kandidaten),
        *blad.meldingen,
        *_over_verborgen_rijen(blad, rijen),
        *_over_kolommen(lijst.kolommen),
    )
    return replace(lijst, rijen=_zonder_bsn(lijst), meldingen=meldingen)


def verander_kolommen(lijst: Lijst, keuzes: Mapping[int, str]) -> Lijst:
    """The same list with other fields for some columns (place -> Veld or "").

    A BSN column stays refused. Raises ValueError if two columns fill the same field; its text is for the user.
    """
    kolommen = []
    for kolom in lijst.kolommen:
        veld = keuzes.get(kolom.index, kolom.veld)
        if kolom.veld == Veld.BSN or veld == Veld.BSN:
            veld = Veld.BSN
        kolommen.append(replace(kolom, veld=veld))
    vulling = [k.veld for k in kolommen if k.veld not in ("", Veld.OVERSLAAN, Veld.BSN)]
    dubbel = next((veld for veld in vulling if vulling.count(veld) > 1), None)
    if dubbel:
        raise ValueError(f"Twee kolommen staan op {Veld(dubbel).label}. Kies er één.")
    kolommen = [replace(k, voorbeelden=()) if k.veld == Veld.BSN else k for k in kolommen]
    overig = tuple(m for m in lijst.meldingen if not m.code.startswith("kolom_"))
    nieuw = replace(lijst, kolommen=tuple(kolommen), meldingen=(*overig, *_over_kolommen(kolommen)))
    return replace(nieuw, rijen=_zonder_bsn(nieuw))


def lijst_naar_json(lijst: Lijst) -> dict[str, Any]:
    """All of a list as plain JSON values; holds personal data, so whoever stores it encrypts it."""
    return {
        "bladnaam": lijst.bladnaam,
        "kopregel": lijst.kopregel,
        "kolommen": [
            [k.index, k.kop, k.veld, k.verborgen, k.onthouden, list(k.voorbeelden)] for k in lijst.kolommen
        ],
        "rijen": [[nummer, [naar_json(cel) for cel in cellen]] for nummer, cellen in lijst.rijen],
        "meldingen": [[str(m.niveau), m.code, m.tekst, m.veld] for m in lijst.meldingen],
    }


def lijst_van_json(waarde: Mapping[str, Any]) -> Lijst:
    """The list that `lijst_naar_json` was given."""
    return Lijst(
        bladnaam=waarde["bladnaam"],
        kopregel=waarde["kopregel"],
        kolommen=tuple(Kolom(k[0], k[1], k[2], k[3], k[4], tuple(k[5])) for k in waarde["kolommen"]),
        rijen=tuple(Rij(nummer, tuple(map(van_json, cellen))) for nummer, cellen in waarde["rijen"]),
        meldingen=tuple(Melding(Niveau(niveau), *rest) for niveau, *rest in waarde["meldingen"]),
    )


def _koptekst(cel: Cel) -> str:
    if cel is None or isinstance(cel, Foutwaarde) or (isinstance(cel, Formule) and cel.waarde is None):
        return ""
    kop = schoon(als_tekst(cel))[:MAX_KOPTEKENS]
    # A list without headers: what we took for one is somebody's row, and headers are shown and remembered.
    return "" if zoek_bsn_in_tekst(kop) else kop


def _is_gegeven(cel: Cel) -> bool:
    """True for a cell that says something about one person, so that its row is no header."""
    if isinstance(cel, date):
        return True
    tekst = schoon(als_tekst(cel))[:MAX_KOPTEKENS]
    return bool(_DATUM_OF_MAIL.fullmatch(tekst) or telefoon_sleutel(tekst))


def _beste_kopregel(blad: Werkblad, onthouden: Mapping[str, str]) -> tuple[int, int]:
    """Place of the best header row and its score; without a recognised one: the first row with the most text."""
    scores = [_score(rij, onthouden) for rij in blad.rijen[:MAX_KOPZONE]]
    hoogste = max(scores)
    if hoogste >= MIN_HERKEND:
        return scores.index(hoogste), hoogste
    teksten = [
        sum(isinstance(cel, str) and not is_leeg(cel) for cel in r.cellen) for r in blad.rijen[:MAX_KOPZONE]
    ]
    return teksten.index(max(teksten)), hoogste


def _score(rij: Rij, onthouden: Mapping[str, str]) -> int:
    koppen = [_koptekst(cel) for cel in rij.cellen if isinstance(cel, str)]
    bekend = {kop: onthouden.get(kopsleutel(kop)) or raad_veld(kop)[0] for kop in koppen if kop}
    return len({veld for veld in bekend.values() if veld and veld != Veld.OVERSLAAN})


def _kolommen(
    koppen: list[str], rijen: tuple[Rij, ...], blad: Werkblad, onthouden: Mapping[str, str]
) -> tuple[Kolom, ...]:
    breedte = max(len(koppen), max(len(rij.cellen) for rij in rijen))
    kolommen, rangen = [], {}
    for index in range(breedte):
        kop = koppen[index] if index < len(koppen) else ""
        waarden = [
            rij.cellen[index] for rij in rijen if index < len(rij.cellen) and not is_leeg(rij.cellen[index])
        ]
        if not kop and not waarden:
            continue
        veld, rangen[index] = raad_veld(kop)
        gekozen = onthouden.get(kopsleutel(kop), "") if kop else ""
        veld = gekozen if gekozen in Veld.values else veld
        vrijgesteld = veld in (Veld.TELEFOON, Veld.TWEEDE_TELEFOON, Veld.POSTCODE)
        if is_bsn_kolom(kop, waarden, vrijgesteld=vrijgesteld):
            veld, gekozen, waarden = Veld.BSN, "", []
        voorbeelden = tuple(schoon(als_tekst(cel))[:MAX_KOPTEKENS] for cel in waarden[:AANTAL_VOORBEELDEN])
        kolommen.append(Kolom(index, kop, veld, index in blad.verborgen_kolommen, bool(gekozen), voorbeelden))
    return _een_kolom_per_veld(_wat_naam_betekent(kolommen), rangen)


def _wat_naam_betekent(kolommen: list[Kolom]) -> list[Kolom]:
    """A column "Naam" is the surname where the given name has its own column, else the whole name."""
    velden = {k.veld for k in kolommen if k.sleutel != "naam"}
    if velden & {Veld.VOORNAAM, Veld.VOORLETTERS, Veld.TUSSENVOEGSEL} and Veld.ACHTERNAAM not in velden:
        return kolommen
    return [
        replace(k, veld=Veld.VOLLEDIGE_NAAM)
        if k.sleutel == "naam" and k.veld == Veld.ACHTERNAAM and not k.onthouden
        else k
        for k in kolommen
    ]


def _een_kolom_per_veld(kolommen: list[Kolom], rangen: Mapping[int, int]) -> tuple[Kolom, ...]:
    """Of several columns for one field: the remembered one, else the better word, else the left one.

    A list often has two telephone numbers ("Mobiel" and "Telefoon"): the next best column is the second number.
    """
    winnaar: dict[str, int] = {}
    anders: dict[int, Kolom] = {}
    for kolom in sorted(kolommen, key=lambda k: (not k.onthouden, rangen[k.index], k.index)):
        if (
            kolom.veld in ("", Veld.OVERSLAAN, Veld.BSN)
            or winnaar.setdefault(kolom.veld, kolom.index) == kolom.index
        ):
            continue
        tweede = Veld.TWEEDE_TELEFOON if kolom.veld == Veld.TELEFOON else ""
        if tweede and winnaar.setdefault(tweede, kolom.index) != kolom.index:
            tweede = ""
        anders[kolom.index] = replace(kolom, veld=tweede, onthouden=False)
    return tuple(anders.get(k.index, k) for k in kolommen)


def _zonder_bsn(lijst: Lijst) -> tuple[Rij, ...]:
    """The rows with every cell of a BSN column replaced by a mark that something was refused there."""
    weg = {k.index for k in lijst.kolommen if k.veld == Veld.BSN}
    if not weg:
        return lijst.rijen
    return tuple(
        Rij(
            rij.nummer,
            tuple(GEWEIGERD if i in weg and not is_leeg(cel) else cel for i, cel in enumerate(rij.cellen)),
        )
        for rij in lijst.rijen
    )


def _heeft_lijst(blad: Werkblad, score: int) -> bool:
    return score >= MIN_HERKEND and len(blad.rijen) > 1


def _voorkeur(kandidaat: tuple[Werkblad, int, int]) -> tuple[bool, bool, int, bool]:
    """Sorts the sheets: those with a list, then those one can see, then the most known headers; the first of equals."""
    blad, _plaats, score = kandidaat
    return _heeft_lijst(blad, score), not blad.verborgen, score, len(blad.rijen) > 1


def _over_koppen(score: int) -> Iterator[Melding]:
    if score < MIN_HERKEND:
        yield waarschuwing(
            "geen_kopregel", "We herkennen de kolomnamen niet. Kies zelf wat in elke kolom staat."
        )


def _over_bladen(gekozen: Werkblad, kandidaten: list[tuple[Werkblad, int, int]]) -> Iterator[Melding]:
    if gekozen.verborgen:
        tekst = f"Werkblad “{gekozen.naam}” is verborgen in het bestand. We lezen het wel in, want hier staat de lijst."
        yield waarschuwing("blad_verborgen", tekst)
    elif len(kandidaten) > 1:
        yield opmerking("blad_gelezen", f"We lezen werkblad “{gekozen.naam}”.")
    for blad, _plaats, andere_score in kandidaten:
        if blad is gekozen:
            continue
        verborgen = "verborgen " if blad.verborgen else ""
        if _heeft_lijst(blad, andere_score):
            tekst = (
                f"Ook op {verborgen}werkblad “{blad.naam}” staat een lijst, met {len(blad.rijen) - 1} rijen. Die lezen "
                "we nu niet in. Bewaar dat blad apart en lees het daarna in."
            )
            yield waarschuwing("blad_met_lijst", tekst)
        else:
            tekst = f"Op {verborgen}werkblad “{blad.naam}” zien we geen lijst. Dat blad lezen we niet in."
            yield opmerking("blad_overgeslagen", tekst)


def _over_verborgen_rijen(blad: Werkblad, rijen: tuple[Rij, ...]) -> Iterator[Melding]:
    """Somebody who filters a sheet may mean to send only what one sees; so what is hidden is read, and said."""
    verborgen = [rij.nummer for rij in rijen if rij.nummer in blad.verborgen_rijen]
    if verborgen:
        tekst = (
            f"In het bestand {'is' if len(verborgen) == 1 else 'zijn'} {noem_rijen(verborgen)} verborgen, misschien "
            "door een filter. We lezen ze wel in; kijk of dat de bedoeling is."
        )
        yield waarschuwing("rijen_verborgen", tekst)


def _over_kolommen(kolommen: tuple[Kolom, ...] | list[Kolom]) -> Iterator[Melding]:
    for kolom in kolommen:
        naam = f"“{kolom.kop}”" if kolom.kop else f"{kolom.index + 1} (zonder naam)"
        if kolom.veld == Veld.BSN:
            tekst = f"Kolom {naam} is geweigerd: er staan burgerservicenummers in. De inhoud bewaren we niet."
            yield waarschuwing("kolom_bsn", tekst)
        elif not kolom.veld:
            yield opmerking(
                "kolom_onbekend", f"Kolom {naam} lezen we niet in. Kies een veld als dat wel moet."
            )
        elif kolom.verborgen and kolom.veld != Veld.OVERSLAAN:
            yield opmerking(
                "kolom_verborgen", f"Kolom {naam} is verborgen in het bestand. We lezen hem wel in."
            )
