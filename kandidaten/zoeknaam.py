"""Keys under which people are found again: the one rule that search, duplicates and import share. No database.

A key is for comparing only and is never shown. An empty key matches nobody.
"""

import re
import unicodedata

import phonenumbers

# Words before a Dutch surname that people leave out, abbreviate or put elsewhere.
VOORVOEGSELS = frozenset(
    "aan al bij da das de del della den der des di do dos du een el het in la las le les los onder op over "
    "te ten ter tot uijt uit van vande vanden vander vd vdr ver vom von voor zu zum zur".split()
)
# One letter is only a prefix where it is written as one: d'Hondt, 't Hoen. "D." may be somebody's initial.
LETTER_VOORVOEGSELS = frozenset("dst")
_LOSSE_LETTER = re.compile(r"(?<!\w)(?:[dst]['’`´‘]|['’`´‘][dst](?=\s))", re.IGNORECASE)
_AFKORTING_VAN_DER = re.compile(r"(?<!\w)v\s?[./]\s?d(?:\s?[./]|\b)", re.IGNORECASE)
_INITIALEN = re.compile(r"(?<![^\W_])([^\W\d_])\.(?:\s?-?[^\W\d_]\.)*(?![^\W_])")
_STREEPJES = re.compile("[\u2010-\u2015\u2212]")
_WOORD = re.compile(r"[^\W_]+")
# Letters that Unicode does not take apart into a base letter and an accent.
_EIGEN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_NEDERLANDS_NUMMER = re.compile(r"\+31[1-9][0-9]{8}")


def zonder_accenten(tekst: str) -> str:
    """Case-folded text without accents: "Öztürk" and "OZTURK" become "ozturk"; everything else stays."""
    if not tekst.isascii():
        delen = unicodedata.normalize("NFKD", tekst.casefold())
        tekst = "".join(teken for teken in delen if not unicodedata.combining(teken))
    return tekst.casefold().translate(_EIGEN_LETTERS)


def normaliseer(naam: str) -> str:
    """Reduce a name to the letters by which people are compared.

    Accents, case, spaces, hyphens, apostrophes and prefixes (van der, de, el, 't, v.d.) go. A prefix with no name
    after it stays: somebody can be called Van. Returns "" if nothing is left.
    """
    # Stripped first, and after the accents: taking those apart can leave a space at the edge ("´" becomes one).
    kaal = _AFKORTING_VAN_DER.sub(" vd ", _LOSSE_LETTER.sub(" ", zonder_accenten(naam).strip()))
    woorden = _WOORD.findall(kaal)
    laatste = max((i for i, woord in enumerate(woorden) if woord not in VOORVOEGSELS), default=-1)
    return "".join(woord for i, woord in enumerate(woorden) if i >= laatste or woord not in VOORVOEGSELS)


def netjes(getypt: str) -> str:
    """What is typed or pasted in a search field, with ordinary spaces, dashes and digits."""
    return " ".join(_STREEPJES.sub("-", unicodedata.normalize("NFKC", getypt)).split())


def zoekwoorden(q: str) -> tuple[list[str], list[str]]:
    """What a typed name must hold: (parts of it, letters with which it begins). Prefixes do not count, unless alone.

    A letter with a dot is an initial ("J. de Vries", "Vries, J.M. de"): of those only the first is asked, since of a
    second name we seldom know more. A letter without one may be a name that is still being typed.
    """
    kaal = _AFKORTING_VAN_DER.sub(" vd ", zonder_accenten(netjes(q)))
    beginletters = _INITIALEN.findall(kaal)[:1]
    kaal = _LOSSE_LETTER.sub(" ", f"{_INITIALEN.sub(' ', kaal)} ")
    woorden = _WOORD.findall(kaal)
    echte = [woord for woord in woorden if woord not in VOORVOEGSELS]
    return echte or ([] if beginletters else woorden), beginletters


def naamsleutel(voornaam: str, achternaam: str) -> str:
    """Key for "the same name"; the tussenvoegsel takes no part. "" if either name is missing or has no letters.

    Equal to `Kandidaat.zoeknaam` for the same two names.
    """
    if not normaliseer(voornaam) or not normaliseer(achternaam):
        return ""
    return normaliseer(f"{voornaam} {achternaam}")


def emailsleutel(email: str) -> str:
    """Key for "the same e-mail address": case and surrounding spaces do not count."""
    return email.strip().lower()


def telefoon_sleutel(telefoon: str) -> str:
    """Telephone number in E.164 (+31612345678), or "" if it cannot be a number.

    Read as Dutch unless it starts with + or 00. A Dutch number that lost its zero in a spreadsheet (612345678) gets
    it back. Dutch numbers are checked on length only, so that a newly issued range is never refused.
    """
    tekst = unicodedata.normalize("NFKC", telefoon or "").strip().replace("(0)", "")
    cijfers = "".join(re.findall("[0-9]", tekst))
    if not cijfers:
        return ""
    nummer = _internationaal(tekst, cijfers)
    if _NEDERLANDS_NUMMER.fullmatch(nummer):
        return nummer
    try:
        gelezen = phonenumbers.parse(nummer, None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(gelezen):
        return ""
    return phonenumbers.format_number(gelezen, phonenumbers.PhoneNumberFormat.E164)


def _internationaal(tekst: str, cijfers: str) -> str:
    if tekst.startswith("+"):
        nummer = f"+{cijfers}"
    elif cijfers.startswith("00"):
        nummer = f"+{cijfers[2:]}"
    elif len(cijfers) == 11 and cijfers.startswith("31"):
        nummer = f"+{cijfers}"
    else:
        nummer = f"+31{cijfers.removeprefix('0')}"
    return "+31" + nummer[4:] if nummer.startswith("+310") else nummer
