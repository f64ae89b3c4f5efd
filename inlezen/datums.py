"""Reading a date of birth as lists write it. No database; today is always given.

Day before month, as in the Netherlands. A date that can be read two ways is said to be so; one that cannot exist is
refused, never bent into another.
"""

import re
from datetime import date, datetime, timedelta

from inlezen.meldingen import Gelezen, Melding, fout, opmerking, waarschuwing

JONGST = 14  # younger or older than this can be, but is more often a typing error
OUDST = 75
ONMOGELIJK_OUD = 120

_EXCEL_NUL = date(1899, 12, 30)
_DAGEN_TOT_1904 = (date(1904, 1, 1) - _EXCEL_NUL).days
_EXCEL_VAN, _EXCEL_TOT = (
    3_000,
    73_050,
)  # 18-3-1908 up to 31-12-2099: smaller numbers are years, ages, anything
_MAANDEN = {
    naam: nummer
    for nummer, namen in enumerate(
        ("jan", "feb", "maa mrt mar", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"),
        start=1,
    )
    for naam in namen.split()
}
_JMD = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[T ].*)?")
_DMJ = re.compile(r"([0-9]{1,2}) ?([-/. ]) ?([0-9]{1,2}) ?[-/. ] ?'?([0-9]{4}|[0-9]{2})(?: [0-9]{1,2}:.*)?")
_MET_MAAND = re.compile(
    r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*[ ,.]+)?([0-9]{1,2})e?[ .-]+([a-z]{3,9})[ .-]+'?([0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
_CIJFERS = re.compile(r"[0-9]{8}")
_GETAL = re.compile(r"([0-9]{4,5})(?:[.,]0+)?")


def lees_datum(tekst: str, vandaag: date) -> Gelezen:
    """A date of birth from text. A year of two digits is the latest such year that is not in the future."""
    for patroon, lezer in _LEZERS:
        if treffer := patroon.fullmatch(tekst):
            return lezer(treffer, vandaag)
    return Gelezen(
        None, (fout("datum_onleesbaar", f"“{tekst[:40]}” is geen datum. Schrijf dag-maand-jaar."),)
    )


def lees_datumcel(waarde: date, vandaag: date) -> Gelezen:
    """A cell that the spreadsheet itself holds as a date; the time of day is dropped."""
    datum = waarde.date() if isinstance(waarde, datetime) else waarde
    return _beoordeel(datum, vandaag)


def lees_excel_getal(getal: float, vandaag: date, *, vanaf_1904: bool = False) -> Gelezen:
    """A date that lost its format in Excel: days since 30-12-1899, or 1-1-1904. 32874 is 1-1-1990 (or 2-1-1994)."""
    verschuiving = _DAGEN_TOT_1904 if vanaf_1904 else 0
    if not _EXCEL_VAN <= getal + verschuiving < _EXCEL_TOT:
        return Gelezen(None, (fout("datum_onleesbaar", "Dit getal is geen datum. Schrijf dag-maand-jaar."),))
    datum = _EXCEL_NUL + timedelta(days=int(getal) + verschuiving)
    melding = opmerking(
        "datum_uit_getal", f"Gelezen als {als_datum(datum)}; in de lijst staat het getal {int(getal)}."
    )
    return _beoordeel(datum, vandaag, melding)


def als_datum(datum: date) -> str:
    return f"{datum.day}-{datum.month}-{datum.year}"


def leeftijd(geboren: date, op: date) -> int:
    """Whole years between two dates; negative before birth."""
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


def _uit_jmd(treffer: re.Match[str], vandaag: date) -> Gelezen:
    jaar, _teken, maand, dag = treffer.groups()
    return _maak(int(jaar), int(maand), int(dag), vandaag)


def _uit_dmj(treffer: re.Match[str], vandaag: date) -> Gelezen:
    dag, maand = int(treffer[1]), int(treffer[3])
    jaar, meldingen = _jaar(treffer[4], vandaag)
    # Only the slash is also used month first; 3-4-1985 with dashes has one meaning here.
    if treffer[2] == "/" and max(dag, maand) <= 12 and dag != maand:
        tekst = f"Gelezen als {dag}-{maand}-{jaar} (dag eerst). Het kan ook {maand}-{dag}-{jaar} zijn; controleer dit."
        meldingen.append(waarschuwing("datum_dubbelzinnig", tekst))
    return _maak(jaar, maand, dag, vandaag, *meldingen)


def _uit_maandnaam(treffer: re.Match[str], vandaag: date) -> Gelezen:
    maand = _MAANDEN.get(treffer[2][:3].lower())
    if maand is None:
        tekst = f"“{treffer[0][:40]}” is geen datum. Schrijf dag-maand-jaar."
        return Gelezen(None, (fout("datum_onleesbaar", tekst),))
    jaar, meldingen = _jaar(treffer[3], vandaag)
    return _maak(jaar, maand, int(treffer[1]), vandaag, *meldingen)


def _uit_cijfers(treffer: re.Match[str], vandaag: date) -> Gelezen:
    """19890301 or 01031989: the first reading that exists."""
    cijfers = treffer[0]
    jaar_eerst = _maak(int(cijfers[:4]), int(cijfers[4:6]), int(cijfers[6:]), vandaag)
    if cijfers.startswith(("19", "20")) and not jaar_eerst.is_fout:
        return jaar_eerst
    return _maak(int(cijfers[4:]), int(cijfers[2:4]), int(cijfers[:2]), vandaag)


def _uit_getal(treffer: re.Match[str], vandaag: date) -> Gelezen:
    return lees_excel_getal(int(treffer[1]), vandaag)


_LEZERS = (
    (_JMD, _uit_jmd),
    (_DMJ, _uit_dmj),
    (_MET_MAAND, _uit_maandnaam),
    (_CIJFERS, _uit_cijfers),
    (_GETAL, _uit_getal),
)


def _jaar(cijfers: str, vandaag: date) -> tuple[int, list[Melding]]:
    if len(cijfers) == 4:
        return int(cijfers), []
    jaar = vandaag.year - vandaag.year % 100 + int(cijfers)
    jaar -= 100 if jaar > vandaag.year else 0
    return jaar, [
        waarschuwing("datum_kort_jaar", f"Het jaar {cijfers} is gelezen als {jaar}; controleer dit.")
    ]


def _maak(jaar: int, maand: int, dag: int, vandaag: date, *meldingen: Melding) -> Gelezen:
    try:
        datum = date(jaar, maand, dag)
    except ValueError:
        tekst = f"{dag:02}-{maand:02}-{jaar} bestaat niet. Vraag de goede datum na."
        if maand > 12 and dag <= 12:
            tekst = f"{dag:02}-{maand:02}-{jaar} bestaat niet. Schrijf de dag eerst: bedoelt u {maand}-{dag}-{jaar}?"
        return Gelezen(None, (fout("datum_bestaat_niet", tekst),))
    return _beoordeel(datum, vandaag, *meldingen)


def _beoordeel(datum: date, vandaag: date, *meldingen: Melding) -> Gelezen:
    """A date in the future or before living memory is refused; an unlikely age is said."""
    jaren = leeftijd(datum, vandaag)
    if datum > vandaag:
        tekst = f"De geboortedatum {als_datum(datum)} ligt in de toekomst. Vraag de goede datum na."
        return Gelezen(None, (*meldingen, fout("datum_toekomst", tekst)))
    if jaren > ONMOGELIJK_OUD:
        return Gelezen(
            None,
            (
                *meldingen,
                fout("datum_te_oud", f"{als_datum(datum)} is {jaren} jaar geleden. Vraag de goede datum na."),
            ),
        )
    if not JONGST <= jaren <= OUDST:
        melding = waarschuwing(
            "datum_leeftijd", f"Deze persoon is dan {jaren} jaar; controleer de geboortedatum."
        )
        return Gelezen(datum, (*meldingen, melding))
    return Gelezen(datum, meldingen)
