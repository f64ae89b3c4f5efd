"""Reported results stand beside computed ones: in a table of their own, with their source, never mixed."""

import datetime as dt
import re

import pytest

from tests.rapportage.hulp import lopend

CIJFERS, PROGRAMMA = "/cijfers/P02/", "/programmas/P02/1/"


@pytest.fixture
def gemeld(programma):
    maak = programma.gerapporteerd.create
    maak(wat="stroomt door", operator="~", waarde=80, eenheid="%", peil="2023", bron="Jaarverslag Zegslieden")
    maak(wat="vond werk", operator=">", waarde=317, van=402, peil="", bron="")
    maak(wat="viel uit", operator="<", waarde=3, eenheid="mensen", bron="Nieuwsbrief")
    return programma


def tabellen(html):
    """The text of each table on the page."""
    kaal = [re.sub(r"<[^>]+>", " ", tabel) for tabel in re.findall(r"<table.*?</table>", html, re.S)]
    return [" ".join(tabel.split()) for tabel in kaal]


@pytest.mark.parametrize("pagina", [CIJFERS, PROGRAMMA])
@pytest.mark.parametrize("wie", ["coordinator_groningen", "manager"])
def test_met_bron_en_in_woorden(client, request, gemeld, wie, pagina):
    client.force_login(request.getfixturevalue(wie))
    html = client.get(pagina).content.decode()
    (tabel,) = [t for t in tabellen(html) if "Jaarverslag Zegslieden" in t]
    assert "Stroomt door ongeveer 80 % 2023 Jaarverslag Zegslieden" in tabel
    assert "Vond werk meer dan 317 van 402 Niet bekend Niet bekend" in tabel
    assert "Viel uit minder dan 3 mensen Niet bekend Nieuwsbrief" in tabel
    assert "Wij rekenen ze niet na" in html


def test_nooit_bij_wat_wij_berekenden(client, gemeld, regio_groningen, coordinator_groningen):
    """The computed figures are the same with and without them, and no table holds both."""
    for _ in range(2):
        lopend(regio_groningen, gemeld, coordinator_groningen, dt.date(2026, 1, 5))
    client.force_login(coordinator_groningen)
    met = client.get(CIJFERS)
    eigen = [t for t in tabellen(met.content.decode()) if "Jaarverslag" not in t]
    assert len(tabellen(met.content.decode())) == len(eigen) + 1
    assert not [t for t in eigen if "317" in t or "ongeveer" in t or "80 %" in t]
    gemeld.gerapporteerd.all().delete()
    zonder = client.get(CIJFERS)
    assert tabellen(zonder.content.decode()) == eigen
    assert zonder.context["cijfers"] == met.context["cijfers"]
    assert "Cijfers van anderen" not in zonder.content.decode()


def test_ook_als_de_filters_niet_kloppen(client, gemeld, coordinator_groningen):
    client.force_login(coordinator_groningen)
    assert "Jaarverslag Zegslieden" in client.get(f"{CIJFERS}?peildatum=onzin").content.decode()
