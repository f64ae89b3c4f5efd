"""Public holidays of the Netherlands, of the library `holidays`; no database. Why these: docs/besluiten/0018."""

from datetime import date
from functools import cache

import holidays


def feestdagen(van: date, tot: date) -> dict[date, str]:
    """Days from `van` to `tot` on which no lesson is proposed, with their names in Dutch.

    Goede Vrijdag is among them; Bevrijdingsdag only once in five years, as most contracts have it.
    """
    return _van_soort("public", van, tot)


def gewone_feestdagen(van: date, tot: date) -> dict[date, str]:
    """Holidays on which most people work, so that a lesson is proposed and the name said: Bevrijdingsdag."""
    officieel = feestdagen(van, tot)
    return {dag: naam for dag, naam in _van_soort("optional", van, tot).items() if dag not in officieel}


def _van_soort(soort: str, van: date, tot: date) -> dict[date, str]:
    jaren = range(van.year, tot.year + 1)
    return {dag: naam for jaar in jaren for dag, naam in _in_jaar(soort, jaar) if van <= dag <= tot}


@cache
def _in_jaar(soort: str, jaar: int) -> tuple[tuple[date, str], ...]:
    lijst = holidays.country_holidays("NL", years=jaar, language="nl", categories=(soort,))
    return tuple(sorted(lijst.items()))
