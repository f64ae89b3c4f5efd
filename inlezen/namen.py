"""Reading names: taking them apart as lists write them, and noticing letters that got lost. No database."""

import re
from typing import NamedTuple

from inlezen.meldingen import Melding, fout, opmerking, waarschuwing
from kandidaten.zoeknaam import LETTER_VOORVOEGSELS, VOORVOEGSELS

MAX_NAAM = 80
MAX_TUSSENVOEGSEL = 20
MAX_VOORLETTERS = 20

_AANHEF = re.compile(r"^(?:de heer|dhr\.?|hr\.?|mevrouw|mevr\.?|mw\.?|mej\.?)\s+", re.IGNORECASE)
_TUSSEN_HAAKJES = re.compile(r"\s*\(([^()]+)\)\s*")
_VOORLETTERS = re.compile(r"(?:[^\W\d_]{1,2}\.\s?)+")
_MISVORMD = re.compile("[ÃÂÄÅÆÐÑØ][\u0080-\u00bf\u2000-\u2122\u0152-\u0178\u02c6\u02dc]")
# What another code page makes of an accent ("Ren‚e"); no name is written with these.
_GEEN_LETTER = re.compile("[¢£¤¥¦§©«¬®°±¶»¿†‡•‚„…‰‹›™\u2500-\u25ff]")
_LOSSE_TEKENS = " '’`´‘.-"


class Naamdelen(NamedTuple):
    achternaam: str
    tussenvoegsel: str
    voornaam: str
    voorletters: str = ""


def keur_naam(naam: str, soort: str, maximum: int = MAX_NAAM) -> list[Melding]:
    """What is wrong with a cleaned, non-empty name; `soort` is its word on screen ("achternaam")."""
    meldingen = []
    if len(naam) > maximum:
        tekst = f"Deze {soort} is te lang: {len(naam)} tekens, hoogstens {maximum}. Kort hem in."
        meldingen.append(fout("te_lang", tekst))
    if "?" in naam or "\ufffd" in naam:
        tekst = (
            f"In “{naam[:MAX_NAAM]}” zijn letters verloren gegaan bij de afzender. Vraag na hoe de naam is."
        )
        meldingen.append(waarschuwing("letters_verloren", tekst))
    elif _MISVORMD.search(naam) or _GEEN_LETTER.search(naam):
        bedoeld = _hersteld(naam)
        vraag = f" Bedoeld is misschien “{bedoeld[:MAX_NAAM]}”." if bedoeld else ""
        meldingen.append(waarschuwing("letters_misvormd", f"In deze {soort} zijn letters misvormd.{vraag}"))
    if any(teken.isdigit() or teken == "@" for teken in naam):
        meldingen.append(
            waarschuwing("naam_met_cijfers", f"In deze {soort} staan cijfers of een @; controleer dit.")
        )
    return meldingen


def splits_achternaam(achternaam: str, tussenvoegsel: str = "") -> tuple[str, str]:
    """(achternaam, tussenvoegsel) from "van den Berg" or "Berg, van den".

    In front only words in lower case are taken off: "El Amrani" and "De Smet" keep what belongs to the name.
    """
    if tussenvoegsel:
        return achternaam, tussenvoegsel
    voor, komma, na = achternaam.partition(",")
    if komma and voor.strip() and na.strip() and all(map(is_voorvoegsel, na.split())):
        return voor.strip(), na.strip()
    woorden = achternaam.split()
    aantal = 0
    while aantal < len(woorden) - 1 and is_voorvoegsel(woorden[aantal]) and woorden[aantal].islower():
        aantal += 1
    return " ".join(woorden[aantal:]), " ".join(woorden[:aantal])


def splits_volledige_naam(naam: str) -> tuple[Naamdelen, list[Melding]]:
    """Parts of "Achternaam, Voornaam van", "de Vries, Jan", "Jansen, C.P. (Kick)" or "Jan de Vries".

    Without a comma the first word is taken for the given name, and that is said. A part that is not there is "".
    """
    naam = _AANHEF.sub("", naam)
    roepnaam = ""
    if haakjes := _TUSSEN_HAAKJES.search(naam):
        roepnaam = haakjes[1].strip()
        naam = _TUSSEN_HAAKJES.sub(" ", naam).strip()
    if "," not in naam:
        return _zonder_komma(naam, roepnaam)
    eerste, *rest = (deel.strip() for deel in naam.split(","))
    voornamen, achteraan = _splits_achteraan(" ".join(rest))
    achternaam, tussenvoegsel = splits_achternaam(eerste, achteraan)
    return Naamdelen(achternaam, tussenvoegsel, *_voornaam_of_letters(voornamen, roepnaam)), []


def is_voorvoegsel(woord: str) -> bool:
    """True for van, der, 't, d', v.d. and the like."""
    kaal = "".join(teken for teken in woord.lower() if teken not in _LOSSE_TEKENS)
    if len(kaal) == 1:
        return any(teken in woord for teken in "'’`´‘") and kaal in LETTER_VOORVOEGSELS
    return kaal in VOORVOEGSELS


def _zonder_komma(naam: str, roepnaam: str) -> tuple[Naamdelen, list[Melding]]:
    woorden = naam.split()
    if len(woorden) < 2:
        return Naamdelen(naam, "", roepnaam), []
    if einde := _achternaam_in_hoofdletters(woorden):
        voornamen, achteraan = _splits_achteraan(" ".join(woorden[einde:]))
        letters = _voornaam_of_letters(voornamen, roepnaam)
        achter = splits_achternaam(" ".join(woorden[:einde]), achteraan)
        delen = Naamdelen(*achter, *letters)
        return delen, [_gesplitst(letters[0], achter[0])]
    aantal = 1
    while aantal < len(woorden) - 1 and _VOORLETTERS.fullmatch(woorden[aantal]):
        aantal += 1
    begin_tussen = aantal
    while aantal < len(woorden) - 1 and is_voorvoegsel(woorden[aantal]):
        aantal += 1
    tussenvoegsel = " ".join(woorden[begin_tussen:aantal])
    voornaam, voorletters = _voornaam_of_letters(" ".join(woorden[:begin_tussen]), roepnaam)
    delen = Naamdelen(" ".join(woorden[aantal:]), tussenvoegsel, voornaam, voorletters)
    return delen, [_gesplitst(voornaam, delen.achternaam)]


def _gesplitst(voornaam: str, achternaam: str) -> Melding:
    tekst = f"Gelezen als voornaam “{voornaam[:40]}” en achternaam “{achternaam[:40]}”; controleer dit."
    return waarschuwing("naam_gesplitst", tekst)


def _achternaam_in_hoofdletters(woorden: list[str]) -> int:
    """How many words in front are a surname in capitals: 1 for "JANSEN Kick", 3 for "van den BERG Jan", else 0."""
    aantal = 0
    while aantal < len(woorden) and (woorden[aantal].isupper() or is_voorvoegsel(woorden[aantal])):
        aantal += 1
    voor, na = woorden[:aantal], woorden[aantal:]
    telt = any(woord.isupper() and len(woord) > 2 and not is_voorvoegsel(woord) for woord in voor)
    return aantal if telt and na and not any("." in woord for woord in voor) else 0


def _splits_achteraan(namen: str) -> tuple[str, str]:
    """("Julia", "el") from "Julia el"; the first word is always a given name, unless all are prefixes."""
    woorden = namen.split()
    aantal = len(woorden)
    while aantal and is_voorvoegsel(woorden[aantal - 1]) and woorden[aantal - 1].islower():
        aantal -= 1
    if not aantal and woorden:  # "Vries, de": no given name at all
        return "", namen
    # "Vries, de, Jan": the prefix stands between the commas
    voor = 0
    while voor < aantal - 1 and is_voorvoegsel(woorden[voor]) and woorden[voor].islower():
        voor += 1
    return " ".join(woorden[voor:aantal]), " ".join([*woorden[:voor], *woorden[aantal:]])


def _voornaam_of_letters(namen: str, roepnaam: str) -> tuple[str, str]:
    """(voornaam, voorletters): "C.P." with (Kick) is both; "J." alone is the only given name we have."""
    if roepnaam and _VOORLETTERS.fullmatch(namen):
        return roepnaam, namen
    return roepnaam or namen, ""


def _hersteld(naam: str) -> str:
    """UTF-8 that was read as cp1252 at the sender, turned back; "" if it is not that."""
    try:
        return naam.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def voorletters_als_voornaam() -> Melding:
    return waarschuwing(
        "alleen_voorletters", "Er is geen voornaam; de voorletters staan er nu. Vraag de voornaam na."
    )


def tussenvoegsel_apart(tussenvoegsel: str) -> Melding:
    return opmerking("tussenvoegsel_apart", f"Het tussenvoegsel “{tussenvoegsel[:MAX_NAAM]}” staat nu apart.")
