"""Every page as somebody reads it who may: headers, landmarks, no inline code, tables and forms (A11Y-01, -14)."""

import pytest

from tests.toegang.adressen import url
from tests.toegang.keuring import keur, keur_koppen
from tests.toegang.tabel import KOLOMMEN, TABEL, Soort

# The names of the columns, one per letter: where the markup differs by role, each of them looks.
IEDER = {letter: naam for naam, letter in reversed(KOLOMMEN.items())}
PAGINAS = [
    rij for rij in TABEL.values() if rij.get == 200 and rij.soort is not Soort.ANDERS and not rij.nog_niet
]


def titelvorm(keuring):
    return " ".join(keuring.titel.split())


@pytest.mark.parametrize("rij", PAGINAS, ids=lambda rij: rij.sleutel)
def test_pagina_houdt_zich_aan_de_regels(als, wereld, rij):
    fouten = []
    for letter in rij.wie:
        client = als(wereld.mensen[IEDER[letter]])
        for vraag in ("", *rij.extra):
            antwoord = client.get(url(rij, wereld.eigen) + vraag)
            if antwoord.status_code != 200:
                continue  # the table says who (tests/toegang/test_toegang.py)
            gevonden = keur(antwoord.content.decode()).fouten + keur_koppen(antwoord.headers)
            fouten += [f"{IEDER[letter]}{vraag}: {fout}" for fout in gevonden]
    assert fouten == []


def test_elke_titel_is_de_enige(als, wereld):
    """Two pages that share a title cannot be told apart by who hears them (A11Y-01).

    Variants of one address (another meeting, another list) are the same page.
    """
    titels = {}
    for rij in PAGINAS:
        if rij.naam == "dossier:traject":  # the dossier itself, at one traject
            continue
        antwoord = als(wereld.mensen[IEDER[rij.wie[0]]]).get(url(rij, wereld.eigen))
        titels.setdefault(titelvorm(keur(antwoord.content.decode())), set()).add(rij.naam)
    assert {titel: namen for titel, namen in titels.items() if len(namen) > 1} == {}


# --- The reader itself: it must be able to fail -----------------------------------------------------------------------
GOED = (
    '<html lang="nl"><head><title>A</title></head><body><main><h1>A</h1>'
    '<form method="post"><input name="csrfmiddlewaretoken" value="x"></form>'
    "<table><caption>B</caption><tr><th scope='col'>C</th></tr></table></main></body></html>"
)


@pytest.mark.parametrize(
    ("van", "naar", "fout"),
    [
        ("<h1>A</h1>", "", "0 keer <h1>"),
        ("<h1>A</h1>", "<h1>A</h1><h1>B</h1>", "2 keer <h1>"),
        ('lang="nl"', 'lang="en"', "lang='en'"),
        ("<title>A</title>", "<title> </title>", "geen titel"),
        ("<h1>", '<h1 style="x">', "<h1 style=...>"),
        ("<h1>", '<h1 onclick="x">', "<h1 on...=>"),
        ("<h1>", "<script>1</script><h1>", "<script> in de pagina zelf"),
        ('<input name="csrfmiddlewaretoken" value="x">', "", "POST-formulier zonder token"),
        ("<caption>B</caption>", "", "tabel zonder bijschrift"),
        (" scope='col'", "", "1 keer <th> zonder scope"),
    ],
)
def test_de_keuring_ziet_het(van, naar, fout):
    assert keur(GOED).fouten == []
    assert fout in keur(GOED.replace(van, naar)).fouten


def test_de_keuring_leest_koppen():
    goed = {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'none'",
        "Cache-Control": "no-store, private",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
    }
    assert keur_koppen(goed) == []
    slap = goed["Content-Security-Policy"].replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    assert len(keur_koppen(goed | {"Content-Security-Policy": slap})) == 2
    assert len(keur_koppen({})) == 7
