"""The fields a list can fill, and the words by which partners call their columns. No database."""

import re

from django.db.models import TextChoices

from inlezen.bsn import is_bsn_kop
from kandidaten.zoeknaam import zonder_accenten


class Veld(TextChoices):
    ACHTERNAAM = "achternaam", "Achternaam"
    TUSSENVOEGSEL = "tussenvoegsel", "Tussenvoegsel"
    VOORNAAM = "voornaam", "Voornaam"
    VOORLETTERS = "voorletters", "Voorletters"
    VOLLEDIGE_NAAM = "volledige_naam", "Volledige naam"
    GEBOORTEDATUM = "geboortedatum", "Geboortedatum"
    TELEFOON = "telefoon", "Telefoon"
    TWEEDE_TELEFOON = "tweede_telefoon", "Tweede telefoon"
    EMAIL = "email", "E-mail"
    POSTCODE = "postcode", "Postcode"
    WOONPLAATS = "woonplaats", "Woonplaats"
    UITKERING = "uitkering", "Uitkering"
    CONTACTPERSOON = "contactpersoon", "Contactpersoon bij de verwijzer"
    UREN_PER_WEEK = "uren_per_week", "Uren per week"
    KINDEROPVANG = "kinderopvang", "Kinderopvang"
    PROGRAMMA = "programma", "Programma"
    OPMERKING = "opmerking", "Opmerking"
    BSN = "bsn", "BSN (geweigerd)"
    OVERSLAAN = "overslaan", "Niet inlezen"


# Exact names, after `kopsleutel` and without spaces. Where two columns claim one field, the earlier word wins.
SYNONIEMEN: dict[Veld, tuple[str, ...]] = {
    Veld.ACHTERNAAM: ("achternaam", "familienaam", "geslachtsnaam", "anaam", "surname", "lastname", "naam"),
    Veld.TUSSENVOEGSEL: (
        "tussenvoegsel", "tussenvoegsels", "tussenv", "tussenvgsl", "tussen", "tv", "tvg", "voorvoegsel",
        "voorvoegsels", "voorv", "vvgsl",
    ),
    Veld.VOORNAAM: ("roepnaam", "voornaam", "rnaam", "vnaam", "firstname", "voornamen"),
    Veld.VOORLETTERS: ("voorletters", "voorletter", "voorl", "vl", "initialen"),
    Veld.VOLLEDIGE_NAAM: (
        "volledigenaam", "naamvolledig", "naamkandidaat", "naamklant", "naamdeelnemer", "naamclient", "kandidaat",
        "klant", "deelnemer", "client", "achternaamvoornaam", "voornaamachternaam", "werkzoekende", "naamwerkzoekende",
    ),
    Veld.GEBOORTEDATUM: (
        "geboortedatum", "gebdatum", "gebdat", "gebdt", "gbdatum", "datumgeboorte", "geboren", "geborenop", "geb",
        "dateofbirth", "dob",
    ),
    Veld.TELEFOON: (
        "mobiel", "mobielnummer", "mobielnr", "mobielenummer", "mobieletelefoon", "telefoonmobiel", "gsm", "06",
        "06nummer", "06nr", "telefoon", "telefoonnummer", "telefoonnr", "telnummer", "telnr", "tel", "phone",
        "telefoonvast", "vastetelefoon",
    ),
    Veld.EMAIL: ("email", "emailadres", "mail", "mailadres", "epost"),
    Veld.POSTCODE: ("postcode", "pc", "postc", "zip"),
    Veld.WOONPLAATS: ("woonplaats", "plaats", "plaatsnaam", "woonpl", "wpl", "stad"),
    Veld.UITKERING: ("uitkering", "uitkeringssoort", "soortuitkering", "uitkeringstype", "uitk", "regeling", "wet"),
    Veld.CONTACTPERSOON: (
        "consulent", "klantmanager", "contactpersoon", "werkcoach", "casemanager", "klantregisseur", "regisseur",
        "adviseur", "begeleider", "intercedent", "jobcoach",
    ),
    Veld.UREN_PER_WEEK: (
        "urenperweek", "urenpw", "urenweek", "uren", "aantaluren", "aantalurenperweek", "beschikbareuren",
        "urenbeschikbaar", "gewensteuren",
    ),
    Veld.KINDEROPVANG: ("kinderopvang", "kinderopvangnodig", "opvangnodig", "opvang"),
    Veld.PROGRAMMA: ("programma", "programmanaam", "leerwerktraject", "traject", "project"),
    Veld.OPMERKING: (
        "opmerking", "opmerkingen", "bijzonderheden", "toelichting", "notitie", "notities", "memo", "aantekening",
        "aantekeningen", "commentaar",
    ),
}  # fmt: skip
_PER_SYNONIEM = {
    woord: (veld, rang) for veld, woorden in SYNONIEMEN.items() for rang, woord in enumerate(woorden)
}

_VAN_DE_VERWIJZER = re.compile(
    r"\b(?:consulent|klantmanager|contactpersoon|werkcoach|casemanager|adviseur|begeleider|intercedent|jobcoach"
    r"|(?:klant)?regisseur)\b"
)
_BEREIKBAARHEID = re.compile(r"\btel|mail|\bmobiel|nummer|\bnr\b|functie|afdeling|code")
# A column about somebody else, or a word that only looks like one of ours.
_NIET_VAN_HAAR = re.compile(
    r"\b(?:partner|ouders?|moeder|vader|nood\w*|werkgever|bedrijf|organisatie|meisjesnaam|geboorte(?:naam|plaats|land))\b"
)
# Inside a longer header ("Telefoonnummer kandidaat"); the first that fits, so the more telling word stands first.
_IN_LANGERE_KOP: tuple[tuple[re.Pattern[str], Veld], ...] = tuple(
    (re.compile(patroon), veld)
    for patroon, veld in (
        (r"achternaam.*(?:voornaam|roepnaam)|(?:voornaam|roepnaam).*achternaam", Veld.VOLLEDIGE_NAAM),
        (r"geb(?:oorte)? ?datum|\bgeb dat", Veld.GEBOORTEDATUM),
        (r"tussenvoegsel|voorvoegsel", Veld.TUSSENVOEGSEL),
        (r"achternaam|familienaam", Veld.ACHTERNAAM),
        (r"voorletter|initialen", Veld.VOORLETTERS),
        (r"roepnaam|voorna(?:am|men)", Veld.VOORNAAM),
        (r"kinderopvang", Veld.KINDEROPVANG),
        (r"\bmobiel|\btelefoon|\btel(?: nr| nummer)?\b|\b06\b", Veld.TELEFOON),
        (r"\be ?mail|\bmail ?adres", Veld.EMAIL),
        (r"\bpost ?code", Veld.POSTCODE),
        (r"\bwoonplaats", Veld.WOONPLAATS),
        (r"\buitkering", Veld.UITKERING),
        (r"\buren\b.*\b(?:week|p ?w)\b", Veld.UREN_PER_WEEK),
        (r"\bprogramma\b", Veld.PROGRAMMA),
        (r"\bopmerking|\bbijzonderhe", Veld.OPMERKING),
    )
)
_RANG_IN_LANGERE_KOP = 100


def kopsleutel(kop: str) -> str:
    """A header as it is compared and remembered: no accents, case, dots or double spaces."""
    return " ".join(re.findall(r"[^\W_]+", zonder_accenten(kop)))


def raad_veld(kop: str) -> tuple[str, int]:
    """The field a header most likely means and how good a word it is for that (0 = best); ("", 0) if none."""
    sleutel = kopsleutel(kop)
    if not sleutel:
        return "", 0
    if is_bsn_kop(kop):
        return Veld.BSN, 0
    if gevonden := _PER_SYNONIEM.get(sleutel.replace(" ", "")):
        return gevonden
    if _VAN_DE_VERWIJZER.search(sleutel):
        return ("", 0) if _BEREIKBAARHEID.search(sleutel) else (Veld.CONTACTPERSOON, _RANG_IN_LANGERE_KOP)
    if _NIET_VAN_HAAR.search(sleutel):
        return "", 0
    veld = next((veld for patroon, veld in _IN_LANGERE_KOP if patroon.search(sleutel)), "")
    return veld, _RANG_IN_LANGERE_KOP if veld else 0
