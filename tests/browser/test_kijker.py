"""The looking itself: each check must be able to fail, or the zero faults of the other tests prove nothing."""

import pytest

KADER = (
    '<!doctype html><html lang="nl"><head><title>Proef</title></head><body><a class="skiplink" href="#inhoud">Naar</a>'
    '<header>Kop</header><main id="inhoud"><h1>Proef</h1>{}</main><footer>Voet</footer></body></html>'
)


@pytest.fixture
def proef(kijker):
    def toon(inhoud, kader=KADER):
        kijker.gehoord.clear()
        kijker._axe_op = None
        kijker.tab.set_content(kader.format(inhoud))
        return kijker

    return toon


def test_goede_pagina_heeft_geen_fouten(proef):
    assert proef("<p>Niets aan de hand.</p>").alles() == []


@pytest.mark.parametrize(
    ("inhoud", "fout"),
    [
        ("<input>", "label"),
        ('<p style="color:#bbb;background:#fff">Te licht</p>', "color-contrast"),
        ('<a href="#a" style="font-size:6px">a</a> <a href="#b" style="font-size:6px">b</a>', "target-size"),
        ("<table><tr><th></th></tr></table>", "empty-table-header"),
    ],
)
def test_axe_ziet_het(proef, inhoud, fout):
    assert fout in " ".join(proef(inhoud).axe())


def test_opbouw_ziet_het(proef):
    assert proef("<h1>Nog een</h1>").opbouw() == ["h1: 2"]
    assert proef("", KADER.replace('lang="nl"', 'lang="en"')).opbouw() == ["lang: en"]
    assert proef("", KADER.replace("#inhoud", "#weg")).opbouw() == ["sprong: False"]


def test_smal_ziet_te_brede_inhoud(proef):
    assert "172 px te breed" in proef('<div style="width:484px">x</div>').smal()[0]


def test_ruim_ziet_afgekapte_tekst(proef):
    vak = '<div style="width:3rem;height:1rem;overflow:hidden">Dit past er niet in</div>'
    assert "afgekapt" in proef(vak).ruim()[0]


def test_donker_kijkt_echt_in_het_donker(proef):
    stijl = "<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #111 } }</style>"
    kijker = proef(stijl + "<p>Alleen overdag</p>")
    assert kijker.axe("color-contrast") == []
    assert "color-contrast" in kijker.donker()[0]


def test_console_wordt_gehoord(proef):
    kijker = proef("<p>x</p>")
    with kijker.tab.expect_event("pageerror"):
        kijker.tab.evaluate("() => { console.warn('let op'); setTimeout(() => { throw new Error('stuk') }) }")
    assert any("let op" in regel for regel in kijker.console())
    assert any("stuk" in regel for regel in kijker.console())
