"""The texts of messages: which places can be filled in, what is wrong with a text, and filling it in. No database.

A place is a word between braces, from a closed list. Nothing else between braces means anything: a text is never
evaluated. In the subject of a mail stands nothing about a person (PRIV-15).
"""

import re

from basis.validators import bevat_bsn
from trajecten.keuzes import Berichtsoort

# Place -> what stands there, as an admin reads it.
PERSOON = {"voornaam": "de voornaam van de kandidaat", "programma": "de naam van het programma"}
AFSPRAAK = {
    "soort": "wat voor bijeenkomst, bijvoorbeeld informatiebijeenkomst",
    "bijeenkomst": "de naam van de bijeenkomst",
    "datum": "de dag, bijvoorbeeld dinsdag 3 maart 2026",
    "tijd": "van hoe laat tot hoe laat",
    "plaats": "het adres, of de link als het online is",
}
AFZENDER = {"contactpersoon": "uw naam, of die van een collega", "organisatie": "de naam van de organisatie"}

ZONDER_AFSPRAAK = frozenset({Berichtsoort.AFWIJZING})
NODIG = {
    Berichtsoort.UITNODIGING: ("datum", "tijd", "plaats"),
    Berichtsoort.VERPLAATST: ("datum", "tijd", "plaats"),
    Berichtsoort.HERINNERING: ("datum", "tijd", "plaats"),
    Berichtsoort.AFGELAST: ("datum",),
    Berichtsoort.WACHTLIJST: ("datum",),
}
IN_ONDERWERP = ("soort", "datum", "organisatie")
_PLEK = re.compile(r"\{([^{}]*)\}")


def plekken(soort):
    """{place: explanation} of what a text of this kind can hold."""
    return {**PERSOON, **({} if soort in ZONDER_AFSPRAAK else AFSPRAAK), **AFZENDER}


def vul_in(tekst, waarden):
    """The text with each place replaced by its value (a dict of texts). A value is not filled in again.

    Raises KeyError for a place without a value: a text that is not right is not sent.
    """
    return _PLEK.sub(lambda plek: waarden[plek[1]], tekst)


def fouten_in_tekst(soort, tekst):
    """What is wrong with a text, in sentences that say what to do; an empty list when it is right."""
    mag = plekken(soort)
    fouten = _vreemd(tekst, mag, "in deze tekst")
    mist = [naam for naam in NODIG.get(soort, ()) if f"{{{naam}}}" not in tekst]
    if mist:
        fouten.append(f"Zet ook {_rij(mist)} in de tekst. Anders weet de kandidaat te weinig.")
    if bevat_bsn(tekst):
        fouten.append("Hier lijkt een BSN te staan (negen cijfers). Haal het nummer weg.")
    return fouten


def fouten_in_onderwerp(soort, onderwerp):
    """As `fouten_in_tekst`, for the subject: one line, nothing about a person."""
    mag = [naam for naam in IN_ONDERWERP if naam in plekken(soort)]
    fouten = _vreemd(onderwerp, mag, "in het onderwerp")
    if "\n" in onderwerp or "\r" in onderwerp:
        fouten.append("Het onderwerp is een regel. Haal de nieuwe regel weg.")
    if bevat_bsn(onderwerp):
        fouten.append("Hier lijkt een BSN te staan (negen cijfers). Haal het nummer weg.")
    return fouten


def _vreemd(tekst, mag, waar):
    onbekend = list(dict.fromkeys(naam for naam in _PLEK.findall(tekst) if naam not in mag))
    fouten = []
    if onbekend:
        fouten.append(f"{_rij(onbekend)} kan niet {waar}. Kies uit: {_rij(mag)}.")
    if re.search(r"[{}]", _PLEK.sub("", tekst)):
        fouten.append(
            f"Er staat een losse accolade {waar}. Schrijf een plek als {{{next(iter(mag))}}}, of haal hem weg."
        )
    return fouten


def _rij(namen):
    return ", ".join(f"{{{naam}}}" for naam in namen)
