"""Who referred the people that started: heads and share per referrer, as this viewer may read them (design: kpi)."""

from dataclasses import dataclass

from django.db.models import Count

from rapportage.afscherming import AFGESCHERMD, procent, scherm_lijst_af

ZELF = "Zelf aangemeld"


@dataclass(frozen=True)
class Verwijzersregel:
    """One referrer: trajects that started, and their share of all that started."""

    naam: str
    aantal: str
    aandeel: str


def verwijzers_van(begonnen, k: int) -> list[Verwijzersregel]:
    """One row per referring partner of these started trajects, the largest first; one query.

    Shares need not add up to 100,0 %: 9 and 7 of 16 give 56,3 % and 43,8 %. With something hidden the order is that of
    the names, because the order of size would tell it again.
    """
    per_partner = begonnen.order_by().values_list("verwijzing__partner__naam").annotate(n=Count("pk"))
    aantallen = sorted(((naam or ZELF, n) for naam, n in per_partner), key=lambda rij: (-rij[1], rij[0]))
    lijst = scherm_lijst_af([n for _, n in aantallen], k)
    if lijst.totaal.is_verborgen or any(cel.is_verborgen for cel in lijst.cellen):
        aantallen.sort()
        lijst = scherm_lijst_af([n for _, n in aantallen], k)
    totaal = sum(n for _, n in aantallen)
    return [
        Verwijzersregel(
            naam,
            cel.tekst,
            AFGESCHERMD if cel.is_verborgen or lijst.totaal.is_verborgen else procent(n, totaal),
        )
        for (naam, n), cel in zip(aantallen, lijst.cellen, strict=True)
    ]
