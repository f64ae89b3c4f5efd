"""From a raw cell to a value to keep, with what there is to say about it. No database; nothing here ever raises.

Who somebody is and how to reach her (names, date of birth, telephone, e-mail) must be right: what cannot be read there
is a fout. The rest is extra: what cannot be read stays empty and is reported, so that no good row is lost.
"""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from inlezen.bsn import zoek_bsn_in_tekst
from inlezen.cellen import Cel, Formule, Foutwaarde, Getal1904, TeLang, als_tekst, schoon, schoon_meerregelig
from inlezen.datums import lees_datum, lees_datumcel, lees_excel_getal
from inlezen.meldingen import Gelezen, Melding, Niveau, fout, opmerking, waarschuwing
from inlezen.namen import MAX_NAAM, keur_naam
from inlezen.velden import kopsleutel
from kandidaten.keuzes import Kinderopvang, Uitkering
from kandidaten.zoeknaam import telefoon_sleutel

MAX_OPMERKING = 1_000  # PRIV-04
MAX_KORTE_TEKST = 80
MAX_EMAIL = 254
MAX_UREN = 40
MAX_PER_CEL = 10  # addresses or numbers tried in one cell: what bounds the time that a strange cell can take
UREN_PER_WEEK_BESTAAN = 168

GEEN_FORMULE = "Hier staat een formule; die rekenen we niet uit. Vul de waarde zelf in."

_PLAATSHOUDERS = frozenset({"", "onbekend", "niet bekend", "nvt", "n v t", "geen", "leeg", "x", "xx", "xxx"})
_STIL_LEEG = frozenset({"-", "--", "–", "—", ".", "/"})
# "+" and "-" also begin ordinary text ("- belt liever"), so there more is needed to call it a formula.
_FORMULE_BEGIN = re.compile(r"\s*(?:[=@]|[+-](?:[A-Za-z@(].*[(|!]|[0-9].*[|!=]))")
_JA = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x", "v"})
_NEE = frozenset({"nee", "neen", "n", "no", "false", "onwaar", "0"})
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")
_UREN = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))? ?(?:u|uur|uren)?(?: ?(?:p ?/? ?w|per week)\.?)?")
_TELEFOON_IN_TEKST = re.compile(r"[+0-9][0-9 ().\u2010-\u2015/-]{7,}[0-9]")
_BEREIK = re.compile(r"([0-9]{1,2}) ?(?:u|uur)? ?(?:-|–|/|tot|t/m|à|of) ?([0-9]{1,2})\b.*")
_NEDERLANDS_IN_TEKST = re.compile(
    r"(?:(?:\+|00)31 ?(?:\(0\))?|0)(?:[ .-]?[0-9]){9}(?![0-9])"
)  # two without a comma
_TELEFOON_SCHEIDING = re.compile(r"\s*(?:[/;,|\n]|\bof\b|\ben\b)\s*")
# A number as a table programme writes it when nobody said that it is text: 612345678.0 and 6,12346E+08.
_GETAL_MET_NULLEN = re.compile(r"^([0-9]{8,14})[.,]0+$")
_MACHT = re.compile(r"([0-9])(?:[.,]([0-9]+))?E\+?([0-9]{1,2})", re.IGNORECASE)
_keur_email = EmailValidator()

_UITKERINGEN: dict[str, Uitkering] = {
    woord: code
    for code, woorden in {
        Uitkering.WW: "ww werkloosheidswet",
        Uitkering.WIA: "wia wga iva",
        Uitkering.WAJONG: "wajong wajong2010 wajong2015 owajong nwajong",
        Uitkering.BIJSTAND: "bijstand pw pwet participatiewet wwb bijstandsuitkering participatiewetuitkering",
        Uitkering.ZIEKTEWET: "ziektewet zw",
        Uitkering.ANDERS: "anders overig overige anw ioaw ioaz wao waz bbz",
        Uitkering.GEEN: "geen nug nugger nietuitkeringsgerechtigd geenuitkering nee",
    }.items()
    for woord in woorden.split()
}
_UITKERING_VULWOORDEN = frozenset({"uitkering", "wet", "de", "uwv", "gemeente"})


def lees_naam(cel: Cel, soort: str, *, verplicht: bool = False, maximum: int = MAX_NAAM) -> Gelezen:
    """A name or a part of one; `soort` is its word on screen. An obligatory one that is missing is a fout."""
    tekst, meldingen = _tekst(cel)
    if isinstance(cel, bool | date | time | timedelta):
        meldingen = [fout("geen_naam", f"Hier staat geen {soort} maar een ander soort waarde.")]
    elif tekst and _FORMULE_BEGIN.match(tekst):
        tekst, meldingen = _zonder_formule(tekst), [*meldingen, _formule_verwijderd()]
    if any(melding.niveau == Niveau.FOUT for melding in meldingen):
        return Gelezen("", tuple(meldingen))
    if tekst in _STIL_LEEG or kopsleutel(tekst) in {"onbekend", "niet bekend", "nvt", "n v t"}:
        tekst = ""
    if not tekst:
        ontbreekt = [fout("ontbreekt", f"De {soort} ontbreekt.")] if verplicht else []
        return Gelezen("", (*meldingen, *ontbreekt))
    gekeurd = keur_naam(tekst, soort, maximum)
    return Gelezen(tekst, (*meldingen, *gekeurd, *_mogelijk_bsn(tekst)))


def lees_geboortedatum(cel: Cel, *, vandaag: date) -> Gelezen:
    """A date of birth as `date`, or None. Text, Excel dates and Excel's serial numbers (see inlezen/datums.py)."""
    if isinstance(cel, date):  # a datetime is a date too
        return lees_datumcel(cel, vandaag)
    if isinstance(cel, int | float) and not isinstance(cel, bool):
        if isinstance(cel, Getal1904):
            return lees_excel_getal(cel, vandaag, vanaf_1904=True)
        if 10**6 <= cel < 10**8 and cel == int(cel):
            return lees_datum(f"{int(cel):08}", vandaag)  # 01031989 lost its zero
        return lees_excel_getal(cel, vandaag)
    tekst, meldingen = _tekst(cel)
    if meldingen:
        return Gelezen(None, tuple(meldingen))
    if _is_leeg(tekst):
        reden = f" (er staat “{tekst}”)" if tekst else ""
        melding = waarschuwing(
            "geboortedatum_ontbreekt",
            f"De geboortedatum ontbreekt{reden}. Zonder herkennen we deze persoon niet in een volgende lijst.",
        )
        return Gelezen(None, (melding,))
    return lees_datum(tekst.removeprefix("'"), vandaag)


def lees_telefoon(cel: Cel) -> Gelezen:
    """A telephone number in E.164 (+31612345678), or "". A zero that the spreadsheet ate is put back and reported."""
    tekst, meldingen = _tekst(cel)
    if meldingen:
        return Gelezen("", tuple(meldingen))
    if isinstance(cel, date | time | timedelta | bool):
        return Gelezen("", (fout("telefoon_onleesbaar", "Hier staat geen telefoonnummer."),))
    tekst = _GETAL_MET_NULLEN.sub(r"\1", tekst.removeprefix("'"))
    if _is_leeg(tekst):
        return _leeg(tekst, "", "telefoon_leeg", "Geen telefoonnummer")
    if macht := _MACHT.fullmatch(tekst):
        tekst = _voluit(macht)
        if not tekst:
            uitleg = (
                f"“{macht[0][:40]}” is een telefoonnummer waarvan Excel cijfers wegliet. Vraag het nummer na."
            )
            return Gelezen("", (fout("telefoon_ingekort", uitleg),))
    nummer, rest = _vind_nummer(tekst)
    if not nummer:
        tekst = f"“{tekst[:40]}” is geen telefoonnummer. Verbeter het of maak de cel leeg."
        return Gelezen("", (fout("telefoon_onleesbaar", tekst),))
    if rest:
        meldingen.append(waarschuwing("telefoon_rest", f"Gelezen als {nummer}. Er staat ook: “{rest[:60]}”."))
    elif re.fullmatch("[1-9][0-9]{8}", re.sub("[^0-9+]", "", tekst)):
        hersteld = f"0{nummer[3:]}"
        meldingen.append(opmerking("nul_hersteld", f"De eerste nul ontbrak en is teruggezet: {hersteld}."))
    return Gelezen(nummer, tuple(meldingen))


def lees_email(cel: Cel) -> Gelezen:
    """An e-mail address, or "". Anything else in the cell is a fout, except a mark for "unknown"."""
    tekst, meldingen = _tekst(cel)
    if meldingen:
        return Gelezen("", tuple(meldingen))
    if tekst in _STIL_LEEG or (kopsleutel(tekst) in _PLAATSHOUDERS - {"geen"} and "@" not in tekst):
        return _leeg(tekst, "", "email_leeg", "Geen e-mailadres")
    delen = re.split("[;,<]", tekst, maxsplit=MAX_PER_CEL)
    adressen = [deel.strip(" <>.,").removeprefix("mailto:") for deel in delen]
    geldig = [adres for adres in adressen if _is_email(adres)]
    if not geldig:
        tekst = f"“{tekst[:60]}” is geen e-mailadres. Verbeter het of maak de cel leeg."
        return Gelezen("", (fout("email_onleesbaar", tekst),))
    if len(geldig) > 1:
        meldingen.append(
            waarschuwing("email_rest", f"Er staan meer adressen; gelezen is het eerste: {geldig[0]}.")
        )
    return Gelezen(geldig[0], tuple(meldingen))


def lees_postcode(cel: Cel) -> Gelezen:
    """A Dutch postcode as "9711 AB", or ""."""
    tekst, meldingen = _tekst(cel, streng=False)
    if not meldingen and _is_leeg(tekst):
        return _leeg(tekst, "", "postcode_leeg", "Geen postcode")
    treffer = _POSTCODE.fullmatch(tekst.upper())
    if treffer and not meldingen:
        return Gelezen(f"{treffer[1]} {treffer[2]}")
    return Gelezen("", tuple(meldingen) or (_niet_gelezen("postcode_onleesbaar", tekst, "geen postcode"),))


def lees_uren(cel: Cel) -> Gelezen:
    """Whole hours per week as int, or None. A range ("24-28") is not one number: left empty and reported."""
    tekst, meldingen = _tekst(cel, streng=False)
    if not meldingen and _is_leeg(tekst):
        return _leeg(tekst, None, "uren_leeg", "Geen uren")
    treffer = _UREN.fullmatch(tekst.lower())
    if bereik := _BEREIK.fullmatch(tekst.lower()):
        uitleg = f"Er staan twee aantallen uren: {bereik[1]} en {bereik[2]}. Het veld blijft leeg; kies er zelf een."
        return Gelezen(None, (*meldingen, waarschuwing("uren_onleesbaar", uitleg)))
    if meldingen or not treffer or isinstance(cel, bool | date):
        return Gelezen(
            None, tuple(meldingen) or (_niet_gelezen("uren_onleesbaar", tekst, "geen aantal uren"),)
        )
    uren = int(treffer[1])
    if treffer[2] and int(treffer[2]):
        meldingen.append(
            waarschuwing("uren_afgerond", f"“{tekst}” is naar beneden afgerond op hele uren: {uren}.")
        )
    if not 0 < uren <= UREN_PER_WEEK_BESTAAN:
        return Gelezen(None, (_niet_gelezen("uren_onleesbaar", tekst, "geen aantal uren per week"),))
    if uren > MAX_UREN:
        meldingen.append(
            waarschuwing("uren_veel", f"{uren} uur per week is meer dan {MAX_UREN}; controleer dit.")
        )
    return Gelezen(uren, tuple(meldingen))


def lees_ja_nee(cel: Cel) -> Gelezen:
    """True, False, or None if it is neither."""
    tekst, meldingen = _tekst(cel, streng=False)
    if meldingen:
        return Gelezen(None, tuple(meldingen))
    woord = kopsleutel(tekst)
    if woord in _JA or tekst in ("✓", "✔", "☑"):
        return Gelezen(True)
    if woord in _NEE:
        return Gelezen(False)
    if _is_leeg(tekst):
        return _leeg(tekst, None, "ja_nee_leeg", "Niet ingevuld")
    return Gelezen(None, (_niet_gelezen("ja_nee_onleesbaar", tekst, "niet ja of nee"),))


def lees_kinderopvang(cel: Cel, kop: str = "") -> Gelezen:
    """A Kinderopvang code, or "". A bare ja or nee answers the question in the header: needed, or arranged?"""
    woord = kopsleutel(als_tekst(cel))
    direct = {
        "nodig": Kinderopvang.NODIG,
        "niet nodig": Kinderopvang.NIET_NODIG,
        "geregeld": Kinderopvang.GEREGELD,
    }
    if woord in direct:
        return Gelezen(direct[woord])
    gelezen = lees_ja_nee(cel)
    if gelezen.waarde is None:
        return Gelezen("", gelezen.meldingen)
    if "geregeld" in kopsleutel(kop):
        return Gelezen(Kinderopvang.GEREGELD if gelezen.waarde else Kinderopvang.NODIG, gelezen.meldingen)
    return Gelezen(Kinderopvang.NODIG if gelezen.waarde else Kinderopvang.NIET_NODIG, gelezen.meldingen)


def lees_uitkering(cel: Cel) -> Gelezen:
    """A Uitkering code, or ""; two different benefits in one cell, or an unknown word, are left empty and reported."""
    tekst, meldingen = _tekst(cel, streng=False)
    if meldingen:
        return Gelezen("", tuple(meldingen))
    heel = kopsleutel(tekst).replace(" ", "")
    if heel not in _UITKERINGEN and _is_leeg(tekst):
        return _leeg(tekst, "", "uitkering_leeg", "Geen uitkering ingevuld")
    woorden = [woord for woord in kopsleutel(tekst).split() if woord not in _UITKERING_VULWOORDEN]
    codes = {_UITKERINGEN.get(woord) for woord in woorden}
    code = _UITKERINGEN.get(heel) or (codes.pop() if len(codes) == 1 else None)
    if code is None:
        return Gelezen("", (_niet_gelezen("uitkering_onbekend", tekst, "niet één uitkering die we kennen"),))
    return Gelezen(code)


def lees_tekst(
    cel: Cel, *, maximum: int = MAX_KORTE_TEKST, meerregelig: bool = False, geen_bsn: bool = False
) -> Gelezen:
    """Free text, never kept as a formula. Nine digits that can be a BSN are a fout until `geen_bsn` is confirmed."""
    if isinstance(cel, Foutwaarde):
        return Gelezen("", tuple(_tekst(cel, streng=False)[1]))
    if isinstance(cel, TeLang):
        return Gelezen("", (_te_lang(cel.lengte, maximum),))
    tekst = schoon_meerregelig(als_tekst(cel)) if meerregelig else schoon(als_tekst(cel))
    meldingen = []
    if _FORMULE_BEGIN.match(tekst):
        tekst = _zonder_formule(tekst)
        meldingen.append(_formule_verwijderd())
    if tekst in _STIL_LEEG:
        tekst = ""
    if len(tekst) > maximum:
        meldingen.append(_te_lang(len(tekst), maximum))
    if not geen_bsn:
        meldingen += _mogelijk_bsn(tekst)
    return Gelezen(tekst, tuple(meldingen))


def lees_programma(cel: Cel, bekend: Mapping[str, Any]) -> Gelezen:
    """The programme a row names, or None for an empty cell. `bekend`: `kopsleutel` of name or code -> programme."""
    tekst, meldingen = _tekst(cel)
    if meldingen or not tekst or tekst in _STIL_LEEG:
        return Gelezen(None, tuple(meldingen))
    programma = bekend.get(kopsleutel(tekst))
    if programma is None:
        tekst = f"Het programma “{tekst[:60]}” kennen we niet. Kies een programma of maak de cel leeg."
        return Gelezen(None, (fout("programma_onbekend", tekst),))
    return Gelezen(programma)


def _tekst(cel: Cel, *, streng: bool = True) -> tuple[str, list[Melding]]:
    """Clean text of a cell, and a message if it holds no value of its own: a fout if `streng`, else a warning."""
    melden = fout if streng else waarschuwing
    if isinstance(cel, Formule):
        return "", [melden("formule", GEEN_FORMULE)]
    if isinstance(cel, Foutwaarde):
        tekst = f"In deze cel staat de Excel-fout {schoon(cel)[:20]}. Vul de waarde zelf in."
        return "", [melden("foutwaarde", tekst)]
    if isinstance(cel, TeLang):
        tekst = f"Deze cel is te lang om te lezen: {cel.lengte} tekens. Kort hem in of maak hem leeg."
        return "", [melden("te_lang", tekst)]
    return schoon(als_tekst(cel)), []


def _is_leeg(tekst: str) -> bool:
    return tekst in _STIL_LEEG or kopsleutel(tekst) in _PLAATSHOUDERS


def _leeg(tekst: str, waarde: Any, code: str, wat: str) -> Gelezen:
    """An empty value; a word that stood in for it is reported, so that nothing disappears unseen."""
    if not tekst or tekst in _STIL_LEEG:
        return Gelezen(waarde)
    return Gelezen(waarde, (opmerking(code, f"{wat}: er staat “{tekst[:40]}”. Het veld blijft leeg."),))


def _te_lang(lengte: int, maximum: int) -> Melding:
    return fout("te_lang", f"Deze tekst is te lang: {lengte} tekens, hoogstens {maximum}. Kort hem in.")


def _niet_gelezen(code: str, tekst: str, wat: str) -> Melding:
    return waarschuwing(code, f"“{tekst[:40]}” is {wat}. Het veld blijft leeg.")


def _zonder_formule(tekst: str) -> str:
    while _FORMULE_BEGIN.match(tekst):
        tekst = tekst.lstrip("=@+- \t")
    return tekst


def _formule_verwijderd() -> Melding:
    return waarschuwing(
        "formule", "Hier stond een formule. Die is niet uitgevoerd; alleen de tekst blijft over."
    )


def _mogelijk_bsn(tekst: str) -> list[Melding]:
    if not zoek_bsn_in_tekst(tekst):
        return []
    vraag = "Hier staan negen cijfers die een BSN kunnen zijn. Haal ze weg of bevestig dat het geen BSN is."
    return [fout("bsn_mogelijk", vraag)]


def _is_email(adres: str) -> bool:
    try:
        _keur_email(adres)
    except ValidationError:
        return False
    return len(adres) <= MAX_EMAIL


def _voluit(macht: re.Match[str]) -> str:
    """All digits of 6,12345678E+08; "" if some were rounded away."""
    cijfers, nullen = macht[1] + (macht[2] or ""), int(macht[3])
    return cijfers if len(cijfers) == nullen + 1 else ""


def _vind_nummer(tekst: str) -> tuple[str, str]:
    """(number in E.164, what else stood in the cell); ("", "") if there is no number."""
    if not re.search(r"[^\W\d_]", tekst) and (nummer := telefoon_sleutel(tekst)):
        return nummer, ""
    for deel in _TELEFOON_SCHEIDING.split(tekst, maxsplit=MAX_PER_CEL):
        for kandidaat in (deel, *_TELEFOON_IN_TEKST.findall(deel), *_NEDERLANDS_IN_TEKST.findall(deel)):
            if not re.search(r"[^\W\d_]", kandidaat) and (nummer := telefoon_sleutel(kandidaat)):
                return nummer, tekst.replace(kandidaat, "", 1).strip(" /;,|:()-")
    return "", ""
