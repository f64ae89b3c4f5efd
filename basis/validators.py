"""No BSN in free text (PRIV-01). Pure: texts in, answers out."""

import re

from django.core.exceptions import ValidationError

_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_S = "[ .\u00a0\u2013-]"
# Nine digits as people write them (123456782, 123 456 782, 1234.56.782), not part of a longer number.
_NEGEN_CIJFERS = re.compile(
    rf"(?<!\d)(?<!\d{_S})(?<!\+)(?:\d{{9}}|\d{{3}}{_S}\d{{3}}{_S}\d{{3}}|\d{{4}}{_S}\d{{2}}{_S}\d{{3}})(?!{_S}?\d)",
    re.ASCII,
)

BSN_FOUT = (
    "Hier lijkt een BSN te staan (negen cijfers). Haal het nummer weg. "
    "Is het iets anders? Zet dan een vinkje bij ‘Dit is geen BSN’."
)


def elfproef(cijfers: str) -> bool:
    """Nine digits that could be a BSN: the weighted sum (9 8 7 6 5 4 3 2 -1) is divisible by 11.

    111222333 and 123456782 pass, 123456789 and 000000000 do not. Anything but nine digits is False.
    """
    if len(cijfers) != 9 or not (cijfers.isascii() and cijfers.isdigit()) or cijfers == "000000000":
        return False
    return sum(g * int(c) for g, c in zip(_GEWICHTEN, cijfers, strict=True)) % 11 == 0


def bevat_bsn(tekst: str) -> bool:
    """Does this text hold nine digits, possibly in groups, that pass the elfproef?"""
    return any(elfproef(re.sub(r"\D", "", treffer)) for treffer in _NEGEN_CIJFERS.findall(tekst or ""))


def geen_bsn(tekst):
    """Validator for models and fields without the "Dit is geen BSN" box. Raises ValidationError(code="bsn")."""
    if bevat_bsn(str(tekst)):
        raise ValidationError("Hier lijkt een BSN te staan (negen cijfers). Haal het nummer weg.", code="bsn")
