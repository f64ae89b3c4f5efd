"""From one raw row to read values per field, in one pass: names taken apart, programme first, fields in order.

No database. A row is read from a dict of field -> raw cell, so a cell that somebody mended in the review is simply
another cell and the row is read again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from inlezen.cellen import Cel, Formule, Geweigerd, als_tekst, is_leeg
from inlezen.meldingen import Gelezen, Melding, Niveau, fout, opmerking, waarschuwing
from inlezen.namen import (
    MAX_TUSSENVOEGSEL,
    MAX_VOORLETTERS,
    splits_achternaam,
    splits_volledige_naam,
    tussenvoegsel_apart,
    voorletters_als_voornaam,
)
from inlezen.velden import Veld, kopsleutel
from inlezen.waarden import (
    MAX_OPMERKING,
    MAX_UREN,
    lees_email,
    lees_geboortedatum,
    lees_kinderopvang,
    lees_naam,
    lees_postcode,
    lees_programma,
    lees_tekst,
    lees_telefoon,
    lees_uitkering,
    lees_uren,
)

MAX_VOLLEDIGE_NAAM = 200


@dataclass(frozen=True, slots=True)
class Programmakeuze:
    """A programme a row can go to. `uitkering_mag`: it lists benefit types or allows a trial (PRIV-05).

    `uren_opties`: the hours per week it offers; empty means that it does not say.
    """

    pk: int
    naam: str
    uitkering_mag: bool = False
    uren_opties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Leesregels:
    """What reading needs to know besides the cells: today, the programmes (see `programma_index`), and column heads."""

    vandaag: date
    programma: Programmakeuze | None = None  # the choice made at upload; a programme in the row wins
    programmas: Mapping[str, Programmakeuze] = field(default_factory=dict)
    koppen: Mapping[str, str] = field(
        default_factory=dict
    )  # field -> header, where a header changes the meaning
    van_verwijzer: bool = False  # as in her form: reachable is a must, a date of birth is not


@dataclass(frozen=True, slots=True)
class GelezenRij:
    nummer: int
    velden: Mapping[str, Gelezen]
    programma: Programmakeuze | None = None
    over_de_rij: tuple[Melding, ...] = ()

    def waarde(self, veld: str) -> Any:
        """The value to keep, "" for a field that the list does not have."""
        gelezen = self.velden.get(veld)
        return "" if gelezen is None else gelezen.waarde

    @property
    def meldingen(self) -> tuple[Melding, ...]:
        """Everything there is to say about this row, each with its field."""
        per_veld = (
            melding.bij(veld) for veld, gelezen in self.velden.items() for melding in gelezen.meldingen
        )
        return (*per_veld, *self.over_de_rij)

    @property
    def heeft_fout(self) -> bool:
        return any(gelezen.is_fout for gelezen in self.velden.values()) or any(
            melding.niveau == Niveau.FOUT for melding in self.over_de_rij
        )


def programma_index(programmas: Iterable[tuple[Programmakeuze, Iterable[str]]]) -> dict[str, Programmakeuze]:
    """Mapping for `Leesregels.programmas` from programmes and the names and codes a list may call them by.

    Where two share a name (versions of one programme) the first given wins.
    """
    index: dict[str, Programmakeuze] = {}
    for keuze, namen in programmas:
        for naam in namen:
            index.setdefault(kopsleutel(naam), keuze)
    return index


def lees_rij(
    nummer: int, ruw: Mapping[str, Cel], regels: Leesregels, *, geen_bsn: frozenset[str] = frozenset()
) -> GelezenRij:
    """Read all fields of one row; never raises. `geen_bsn`: the fields where a user confirmed "geen BSN" (PRIV-01)."""
    ruw, uit_formule = _zonder_formules(ruw)
    velden, over_de_rij = _lees_namen(ruw)
    gelezen_programma = lees_programma(ruw.get(Veld.PROGRAMMA), regels.programmas)
    programma = gelezen_programma.waarde or regels.programma
    if Veld.PROGRAMMA in ruw:
        velden[Veld.PROGRAMMA] = gelezen_programma
    velden[Veld.GEBOORTEDATUM] = lees_geboortedatum(ruw.get(Veld.GEBOORTEDATUM), vandaag=regels.vandaag)
    if regels.van_verwijzer:
        velden[Veld.GEBOORTEDATUM] = _zonder(velden[Veld.GEBOORTEDATUM], "geboortedatum_ontbreekt")
    for veld, lezer in _LEZERS.items():
        if veld in ruw:
            velden[veld] = lezer(ruw[veld], veld in geen_bsn)
    if Veld.TWEEDE_TELEFOON in ruw:
        velden[Veld.TELEFOON] = _een_nummer(
            velden.get(Veld.TELEFOON), lees_telefoon(ruw[Veld.TWEEDE_TELEFOON])
        )
    if Veld.KINDEROPVANG in ruw:
        kop = regels.koppen.get(Veld.KINDEROPVANG, "")
        velden[Veld.KINDEROPVANG] = lees_kinderopvang(ruw[Veld.KINDEROPVANG], kop)
    if Veld.UITKERING in ruw:
        velden[Veld.UITKERING] = _lees_uitkering(ruw[Veld.UITKERING], programma)
    if Veld.UREN_PER_WEEK in velden:
        velden[Veld.UREN_PER_WEEK] = _passende_uren(velden[Veld.UREN_PER_WEEK], programma)
    if isinstance(ruw.get(Veld.BSN), Geweigerd):
        over_de_rij.append(opmerking("bsn_niet_ingelezen", "Het BSN is niet ingelezen en niet bewaard."))
    for veld, melding in uit_formule.items():
        if veld in velden:
            velden[veld] = Gelezen(velden[veld].waarde, (*velden[veld].meldingen, melding))
        elif veld in (Veld.VOLLEDIGE_NAAM, Veld.TWEEDE_TELEFOON):
            over_de_rij.append(melding.bij(veld))
    bereikbaar = [velden[veld] for veld in (Veld.TELEFOON, Veld.EMAIL) if veld in velden]
    if not any(gelezen.waarde or gelezen.is_fout for gelezen in bereikbaar):
        over_de_rij += _onbereikbaar(verplicht=regels.van_verwijzer)
    zonder_bevestigd = {
        veld: _zonder(gelezen, "bsn_mogelijk") if veld in geen_bsn else gelezen
        for veld, gelezen in velden.items()
    }
    return GelezenRij(nummer, zonder_bevestigd, programma, tuple(over_de_rij))


def _zonder_formules(ruw: Mapping[str, Cel]) -> tuple[Mapping[str, Cel], dict[str, Melding]]:
    """The cells, a formula replaced by the value that stood beside it in the file; and a message for each of those."""
    cellen: dict[str, Cel] = dict(ruw)
    meldingen = {}
    for veld, cel in ruw.items():
        if isinstance(cel, Formule) and cel.waarde is not None:
            cellen[veld] = cel.waarde
            if not is_leeg(cel.waarde):
                stond = als_tekst(cel)[:40]
                tekst = f"Hier staat een formule. Die is niet uitgevoerd; we lezen wat er stond: “{stond}”."
                meldingen[veld] = waarschuwing("formule", tekst)
    return cellen, meldingen


_LEZERS: dict[str, Callable[[Cel, bool], Gelezen]] = {
    Veld.TELEFOON: lambda cel, _geen_bsn: lees_telefoon(cel),
    Veld.EMAIL: lambda cel, _geen_bsn: lees_email(cel),
    Veld.POSTCODE: lambda cel, _geen_bsn: lees_postcode(cel),
    Veld.WOONPLAATS: lambda cel, geen_bsn: lees_tekst(cel, geen_bsn=geen_bsn),
    Veld.CONTACTPERSOON: lambda cel, geen_bsn: lees_tekst(cel, geen_bsn=geen_bsn),
    Veld.UREN_PER_WEEK: lambda cel, _geen_bsn: lees_uren(cel),
    Veld.OPMERKING: lambda cel, geen_bsn: lees_tekst(
        cel, maximum=MAX_OPMERKING, meerregelig=True, geen_bsn=geen_bsn
    ),
}


def _lees_namen(ruw: Mapping[str, Cel]) -> tuple[dict[str, Gelezen], list[Melding]]:
    """The four parts of the name, from their own columns or from one column with the whole name."""
    if is_leeg(ruw.get(Veld.ACHTERNAAM)) and not is_leeg(ruw.get(Veld.VOLLEDIGE_NAAM)):
        return _lees_volledige_naam(ruw)
    achternaam = lees_naam(ruw.get(Veld.ACHTERNAAM), "achternaam", verplicht=True)
    tussen = lees_naam(ruw.get(Veld.TUSSENVOEGSEL), "tussenvoegsel", maximum=MAX_TUSSENVOEGSEL)
    letters = lees_naam(ruw.get(Veld.VOORLETTERS), "voorletters", maximum=MAX_VOORLETTERS)
    voornaam = lees_naam(ruw.get(Veld.VOORNAAM), "voornaam", verplicht=not letters.waarde)
    if letters.waarde and not voornaam.waarde and not voornaam.is_fout:
        voornaam = Gelezen(letters.waarde, (*voornaam.meldingen, voorletters_als_voornaam()))
    kaal, los = splits_achternaam(achternaam.waarde, tussen.waarde)
    if los != tussen.waarde and len(los) <= MAX_TUSSENVOEGSEL:
        achternaam = Gelezen(kaal, achternaam.meldingen)
        tussen = Gelezen(los, (*tussen.meldingen, tussenvoegsel_apart(los)))
    velden: dict[str, Gelezen] = {
        Veld.ACHTERNAAM: achternaam,
        Veld.TUSSENVOEGSEL: tussen,
        Veld.VOORNAAM: voornaam,
    }
    velden[Veld.VOORLETTERS] = letters
    return velden, []


def _lees_volledige_naam(ruw: Mapping[str, Cel]) -> tuple[dict[str, Gelezen], list[Melding]]:
    geheel = lees_naam(ruw[Veld.VOLLEDIGE_NAAM], "naam", verplicht=True, maximum=MAX_VOLLEDIGE_NAAM)
    if geheel.is_fout:
        return {Veld.ACHTERNAAM: geheel, Veld.VOORNAAM: Gelezen("")}, []
    delen, meldingen = splits_volledige_naam(geheel.waarde)
    losse_cellen: dict[str, Cel] = {
        Veld.ACHTERNAAM: delen.achternaam,
        Veld.TUSSENVOEGSEL: delen.tussenvoegsel or ruw.get(Veld.TUSSENVOEGSEL),
        Veld.VOORNAAM: delen.voornaam or ruw.get(Veld.VOORNAAM),
        Veld.VOORLETTERS: delen.voorletters or ruw.get(Veld.VOORLETTERS),
    }
    if is_leeg(losse_cellen[Veld.ACHTERNAAM]):
        losse_cellen[Veld.ACHTERNAAM] = None
    velden, _geen = _lees_namen(losse_cellen)
    return velden, [melding.bij(Veld.VOLLEDIGE_NAAM) for melding in meldingen]


def _een_nummer(eerste: Gelezen | None, tweede: Gelezen) -> Gelezen:
    """Of two columns with a number: the first that has one. We keep one number; what else there was is said."""
    if eerste is None or not (eerste.waarde or eerste.is_fout):
        if not tweede.waarde:
            return tweede if tweede.meldingen or eerste is None else eerste
        uit_tweede = opmerking(
            "tweede_telefoon_gelezen", "Dit nummer komt uit de tweede kolom met een telefoonnummer."
        )
        return Gelezen(tweede.waarde, (*tweede.meldingen, uit_tweede))
    if tweede.waarde and tweede.waarde != eerste.waarde:
        ook = waarschuwing(
            "tweede_telefoon", f"We bewaren één nummer. Er is ook een tweede: {tweede.waarde}."
        )
    elif tweede.is_fout:
        ook = waarschuwing(
            "tweede_telefoon_onleesbaar", "In de tweede kolom met een nummer staat geen telefoonnummer."
        )
    else:
        return eerste
    return Gelezen(eerste.waarde, (*eerste.meldingen, ook))


def _lees_uitkering(cel: Cel, programma: Programmakeuze | None) -> Gelezen:
    """PRIV-05: a benefit is only taken in where the programme has a use for it."""
    if is_leeg(cel) or (programma is not None and programma.uitkering_mag):
        return lees_uitkering(cel)
    tekst = "De uitkering is niet ingelezen: dit programma vraagt er niet naar."
    return Gelezen("", (opmerking("uitkering_niet_nodig", tekst),))


def _passende_uren(gelezen: Gelezen, programma: Programmakeuze | None) -> Gelezen:
    """Hours that the programme does not offer are left empty and reported: a coordinator asks what she meant."""
    uren, opties = gelezen.waarde, programma.uren_opties if programma else ()
    if uren is None or (uren in opties if opties else uren <= MAX_UREN):
        return gelezen
    kan = (
        f"dit programma kent {_of(opties)} uur"
        if opties
        else f"meer dan {MAX_UREN} uur kunnen we niet bewaren"
    )
    melding = waarschuwing("uren_passen_niet", f"{uren} uur per week past niet: {kan}. Het veld blijft leeg.")
    return Gelezen(None, (melding,))


def _of(getallen: tuple[int, ...]) -> str:
    *eerste, laatste = map(str, getallen)
    return f"{', '.join(eerste)} of {laatste}" if eerste else laatste


def _onbereikbaar(*, verplicht: bool) -> tuple[Melding, ...]:
    tekst = "Er is geen telefoonnummer en geen e-mailadres."
    if not verplicht:
        return (waarschuwing("onbereikbaar", tekst),)
    zin = f"{tekst} Vul er één in. Anders kunnen wij de kandidaat niet bereiken."
    return (
        fout("onbereikbaar", zin).bij(Veld.TELEFOON),
        waarschuwing("onbereikbaar", "Vul hier een e-mailadres in, of vul een telefoonnummer in.").bij(
            Veld.EMAIL
        ),
    )


def _zonder(gelezen: Gelezen, code: str) -> Gelezen:
    """The same without this message: the user answered it, or nobody asks it here."""
    return Gelezen(gelezen.waarde, tuple(m for m in gelezen.meldingen if m.code != code))
