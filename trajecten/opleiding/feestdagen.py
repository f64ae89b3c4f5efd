"""Public holidays of the Netherlands, of the library `holidays`; no database. Why these: docs/besluiten/0018."""

from datetime import date

import holidays


def feestdagen(van: date, tot: date) -> dict[date, str]:
    """Days from `van` to `tot` on which no lesson is proposed, with their names in Dutch.

    Goede Vrijdag is among them; Bevrijdingsdag only once in five years, as most contracts have it.
    """
    return _van_soort("public", van, tot)


def gewone_feestdagen(van: date, tot: date) -> dict[date, str]:
    """Holidays on which most people work, so that a lesson is proposed and the name said: Bevrijdingsdag."""
    return _van_soort("optional", van, tot)


def _van_soort(soort: str, van: date, tot: date) -> dict[date, str]:
    if tot < van:
        return {}
    lijst = holidays.country_holidays(
        "NL", years=range(van.year, tot.year + 1), language="nl", categories=(soort,)
    )
    return {dag: naam for dag, naam in sorted(lijst.items()) if van <= dag <= tot}
