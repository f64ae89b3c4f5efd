"""Measures the candidate list as a country grows, and writes the section "lijst" of docs/prestaties.md.

One database that grows from 1,000 to 100,000 candidates (make bench-lijst). Every page is asked for through the whole
stack (middleware, log-in, template) by a coordinator of one region out of five, and by one who serves all five.
"""

import os
import sys
import time
from pathlib import Path
from statistics import median

WORTEL = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(WORTEL), str(WORTEL / "scripts")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from prestaties import machine, schrijf_sectie, tabel  # noqa: E402

from kandidaten.models import Kandidaat  # noqa: E402
from tests import fabrieken  # noqa: E402
from tests.veel import veel_kandidaten  # noqa: E402

MATEN = (1_000, 10_000, 100_000)
KEREN = 15  # times that each page is asked for; the median counts
GROEI = 1.5  # goal: at most this many times slower at the largest size than at the middle one
PAGINAS = {
    "first page": "",
    "page 30": "pagina=30",
    "name, two words": "q=fatma+yil",
    "name, one word": "q=rietsnijder",
    "part of a number": "q=06123",
    "status running": "status=lopend",
    "one programme": "programma=P02",
    "without a coach": "coach=zonder",
    "last changed first": "sorteer=-gewijzigd",
}


def wereld():
    """Five regions, three programmes, their cohorts and coaches, and the two coordinators who look."""
    regios = [fabrieken.RegioFabriek() for _ in range(5)]
    programmas = [
        fabrieken.ProgrammaFabriek(code=code, naam=naam)
        for code, naam in (("P02", "Groningen"), ("P05", "Aan Zet"), ("P10", "Werkvertrouwen"))
    ]
    lichtingen = [fabrieken.LichtingFabriek(programma=p) for p in programmas for _ in range(4)]
    coaches = [fabrieken.GebruikerFabriek(rollen=["jobcoach"]) for _ in range(40)]
    kijkers = {
        "one region": fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=regios[:1]),
        "all regions": fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=regios),
    }
    return {"regios": regios, "programmas": programmas, "lichtingen": lichtingen, "coaches": coaches}, kijkers


def vul_tot(aantal, delen):
    veel_kandidaten(aantal - Kandidaat.objects.count(), zaad=aantal, **delen)
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def duur(client, vraag):
    """(median milliseconds, size in kB) of one page."""
    adres = f"/kandidaten/?{vraag}"
    antwoord = client.get(adres)
    if antwoord.status_code != 200:
        sys.exit(f"FOUT: {adres} antwoordt {antwoord.status_code}")
    keren = []
    for _ in range(KEREN):
        begin = time.perf_counter()
        client.get(adres)
        keren.append((time.perf_counter() - begin) * 1000)
    return median(keren), len(antwoord.content) / 1000


def meet():
    """{(who, page): [(ms, kB) per size]}."""
    delen, kijkers = wereld()
    gemeten = {}
    for maat in MATEN:
        vul_tot(maat, delen)
        for wie, gebruiker in kijkers.items():
            client = Client()
            client.force_login(gebruiker)
            for naam, vraag in PAGINAS.items():
                gemeten.setdefault((wie, naam), []).append(duur(client, vraag))
    return gemeten


def te_hard(gemeten):
    """The pages over the goal, in words."""
    namen = [f"{naam} ({wie})" for (wie, naam), m in gemeten.items() if m[-1][0] > GROEI * m[-2][0]]
    return "; ".join(namen) or "none"


def sectie(gemeten):
    rijen = [
        [
            f"{naam}, {wie}",
            *(f"{ms:.0f} ms" for ms, _ in per_maat),
            f"{per_maat[-1][0] / per_maat[-2][0]:.1f} ×",
            f"{max(kb for _, kb in per_maat):.0f} kB",
        ]
        for (wie, naam), per_maat in gemeten.items()
    ]
    koppen = ["candidates in all", *(f"{maat:,}" for maat in MATEN), "growth", "HTML"]
    return f"""## The candidate list

`make bench-lijst`, on {machine()} and PostgreSQL {connection.pg_version // 10000}: the median of {KEREN} requests
through the whole stack, without the network. *One region* is a coordinator of one region out of five.

{tabel(koppen, rijen)}

*Growth* is {MATEN[-1]:,} against {MATEN[-2]:,} candidates; the goal is {GROEI} × at most. Over it: {te_hard(gemeten)}.

Counting stops at 10,000 people: above that the page says "meer dan 10.000" and leaves out the numbers behind the
filters, so for who serves all regions the middle column holds work that the last does not.
"""


def main():
    call_command("migrate", verbosity=0)
    gemeten = meet()
    inhoud = sectie(gemeten)
    schrijf_sectie("lijst", inhoud)
    print(inhoud)


if __name__ == "__main__":
    main()
