"""A form with nothing filled in, as the browser shows it afterwards (A11Y-02 to A11Y-06)."""

import pytest

from tests.browser.test_paginas import IEDER, PAGINAS
from tests.toegang.adressen import url
from tests.toegang.tabel import Soort

FORMULIEREN = [rij for rij in PAGINAS if rij.soort is Soort.FORMULIER and rij.schrijft]
# Empties what must be filled in and sends the form; says whether there was anything to empty.
LEEG_EN_VERSTUUR = """() => {
    const velden = [...document.querySelectorAll('main form[method=post] [aria-required=true]')]
        .filter(v => v.type !== 'hidden');
    let leeg = false;
    for (const veld of velden) {
        const invoer = veld.matches('input, select, textarea') ? [veld] : [...veld.querySelectorAll('input, select')];
        for (const i of invoer) {
            if (i.matches('select') && !i.querySelector('option[value=""]')) continue;
            if (i.type === 'checkbox' || i.type === 'radio') i.checked = false; else i.value = '';
            leeg = true;
        }
    }
    if (!leeg) return false;
    const formulier = velden[0].form || velden[0].closest('form');
    (formulier.querySelector('button.btn-primary') || formulier.querySelector('button[type=submit]')).click();
    return true;
}"""


@pytest.mark.parametrize("rij", FORMULIEREN, ids=lambda rij: rij.sleutel)
def test_fouten_van_een_formulier_zijn_toegankelijk(kijker, wereld, rij):
    """A summary that has the focus and links to each field, the fault at the field, and the count in the title."""
    kijker.als(wereld.mensen[IEDER[rij.schrijft[0]]])
    kijker.ga(url(rij, wereld.eigen))
    tab = kijker.tab
    verstuurd = tab.evaluate(LEEG_EN_VERSTUUR)
    if not verstuurd:
        return  # nothing is required here
    overzicht = tab.locator(".foutoverzicht").first
    overzicht.wait_for()
    assert "fout" in kijker.titel().split("–")[0].split("-")[0].lower(), kijker.titel()
    assert overzicht.evaluate("e => e === document.activeElement || e.contains(document.activeElement)")
    doelen = overzicht.locator("a").evaluate_all("els => els.map(e => e.hash)")
    assert doelen
    for doel in doelen:
        assert tab.locator(doel).count() == 1, doel
    veld = tab.locator("main [aria-invalid=true]").first
    # The fault belongs to the field, or to the group of fields it is one of (date and time, answers).
    uitleg = veld.evaluate(
        """v => [v, v.closest('fieldset')].filter(Boolean)
            .flatMap(e => (e.getAttribute('aria-describedby') || '').split(' '))
            .map(id => document.getElementById(id)?.innerText || '').join(' ')"""
    )
    assert "Fout:" in uitleg
    assert [*kijker.console(), *kijker.axe(), *kijker.smal()] == []
