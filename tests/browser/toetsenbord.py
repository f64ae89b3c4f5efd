"""Working with the keyboard only: Tab, Enter, Space and arrows, never a click or a focus() (A11Y-08).

Every step looks whether the focus can be seen: on the screen, not under something else, with an outline of 2 px.
"""

import pytest
from playwright.sync_api import Page

MEER = 150  # so many times Tab at most: further away is nowhere
WAAR = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return '';
    const vak = e.getBoundingClientRect();
    if (!vak.width || !vak.height) return 'heeft geen plek op het scherm';
    if (vak.top < -1 || vak.left < -1 || vak.top > innerHeight || vak.left > innerWidth) return 'staat buiten beeld';
    const midden = (begin, lengte, rand) => Math.max(0, Math.min(begin + lengte / 2, rand - 1));
    const boven = document.elementFromPoint(
        midden(vak.left, vak.width, innerWidth), midden(vak.top, vak.height, innerHeight));
    const label = e.labels?.length ? e.labels[0] : null;
    if (boven && !e.contains(boven) && !boven.contains(e) && !label?.contains(boven)) {
        return 'ligt onder ' + boven.tagName + '.' + boven.className;
    }
    const stijl = getComputedStyle(e);
    if (stijl.outlineStyle === 'none' || parseFloat(stijl.outlineWidth) < 2) return 'heeft geen zichtbare rand';
    return '';
}"""


class Toetsenbord:
    """`naar("link", "Kandidaten")` goes there with Tab; `enter`, `spring`, `typ` and `kies` do what they say."""

    def __init__(self, tab: Page):
        self.tab = tab

    def _focus_is_te_zien(self):
        if bezwaar := self.tab.evaluate(WAAR):
            wie = self.tab.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            pytest.fail(f"de focus {bezwaar}: {wie}")

    def _heeft_focus(self, doel):
        return doel.count() > 0 and doel.evaluate_all("els => els.some(e => e === document.activeElement)")

    def naar(self, rol, naam, *, exact=True):
        """Tab until the control with this role and accessible name has the focus."""
        doel = self.tab.get_by_role(rol, name=naam, exact=exact)
        for _ in range(MEER):
            if self._heeft_focus(doel):
                return self
            self.tab.keyboard.press("Tab")
            self._focus_is_te_zien()
        pytest.fail(f"{rol} '{naam}' is met Tab niet te bereiken op {self.tab.url}")

    def enter(self):
        """Enter, and wait for the page it leads to."""
        with self.tab.expect_navigation():
            self.tab.keyboard.press("Enter")
        return self

    def spring(self, naar):
        """Enter on a link to a place on this page, and wait until the focus is there; `naar`: CSS."""
        self.tab.keyboard.press("Enter")
        self.tab.wait_for_function("css => document.activeElement.matches(css)", arg=naar)
        return self

    def typ(self, tekst):
        """Over what stands in the field."""
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.type(tekst)
        return self

    def kies(self, keuze):
        """In the list that has the focus: from the first one down to what begins with `keuze`.

        Not by typing: the browser takes letters that come a second apart for a new word, and a busy machine is slow.
        """
        self.tab.keyboard.press("Home")
        for _ in range(MEER):
            gekozen = self.tab.evaluate("document.activeElement.selectedOptions[0].text")
            if gekozen.startswith(keuze):
                return self
            self.tab.keyboard.press("ArrowDown")
        pytest.fail(f"'{keuze}' is met de pijltjes niet te bereiken; de laatste is '{gekozen}'")

    def antwoord(self, vraag, keuze):
        """An answer of a question: Tab into the group, arrows to the answer (Space where it is the first)."""
        groep = self.tab.get_by_role("radiogroup", name=vraag)
        for _ in range(MEER):
            if groep.evaluate("g => g.contains(document.activeElement)"):
                break
            self.tab.keyboard.press("Tab")
            self._focus_is_te_zien()
        else:
            pytest.fail(f"vraag '{vraag}' is met Tab niet te bereiken")
        doel = groep.get_by_role("radio", name=keuze)
        for _ in range(10):
            if self._heeft_focus(doel):
                break
            self.tab.keyboard.press("ArrowDown")
            self._focus_is_te_zien()
        if not doel.is_checked():
            self.tab.keyboard.press("Space")
        assert doel.is_checked(), f"{vraag}: {keuze}"
        return self
