"""Looking at one page as the rules do, in Chromium: console, axe, narrow, dark, structure (A11Y-01, -10, -11, -13)."""

import functools
import re

from django.conf import settings
from django.test import Client

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BREED, SMAL = {"width": 1280, "height": 900}, {"width": 320, "height": 256}
MAX_SECONDEN = 20
OVERLOOP = "document.scrollingElement.scrollWidth - window.innerWidth"
UITSTEKERS = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.tabelvak *'))
    .slice(0, 3).map(e => e.tagName + '.' + e.className)"""

# A style sheet made by script: the Content-Security-Policy allows no other, and a user's own would do the same.
RUIM = """() => { const stijl = new CSSStyleSheet(); stijl.replaceSync(`html { font-size: 200% !important }
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`); document.adoptedStyleSheets = [stijl]; }"""
AFGEKAPT = """() => [...document.querySelectorAll('body *')].filter(e => {
    const s = getComputedStyle(e), klein = e.clientWidth <= 1 || e.clientHeight <= 1;
    if (klein || !e.innerText?.trim() || e.closest('.visually-hidden')) return false;
    const dicht = w => w === 'hidden' || w === 'clip';
    return (dicht(s.overflowX) && e.scrollWidth > e.clientWidth + 1)
        || (dicht(s.overflowY) && e.scrollHeight > e.clientHeight + 1); })
    .slice(0, 5).map(e => e.tagName + '.' + e.className + ': ' + e.innerText.slice(0, 40))"""


@functools.cache
def axe_script():
    return AXE.read_text("utf-8")


class Kijker:
    """One tab. `als(gebruiker)`, `ga(pad)`, then ask for faults; every method gives a list of sentences."""

    def __init__(self, venster):
        self.venster = venster
        self.tab = venster.new_page()
        self.tab.set_default_timeout(MAX_SECONDEN * 1000)
        self.gehoord = []
        self.tab.on("console", self._hoor)
        self.tab.on("pageerror", lambda fout: self.gehoord.append(f"script: {fout}"))
        self.tab.on("requestfailed", self._mist)
        self._axe_op = None

    def _mist(self, verzoek):
        # A page that is left before its picture came breaks that request off itself; that is no fault of the page.
        if verzoek.failure != "net::ERR_ABORTED":
            self.gehoord.append(f"niet geladen: {verzoek.url}")

    def _hoor(self, bericht):
        if bericht.type in ("error", "warning"):
            self.gehoord.append(f"console: {bericht.text}")

    def sluit(self):
        self.tab.close()

    def als(self, gebruiker):
        """Log in without the form: a session of the test client, as a cookie. None: nobody."""
        self.venster.clear_cookies()
        if gebruiker is not None:
            client = Client()
            client.force_login(gebruiker)
            koekje = client.cookies[settings.SESSION_COOKIE_NAME].value
            self.venster.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": koekje, "domain": "localhost", "path": "/"}]
            )
        return self

    def ga(self, pad):
        self.gehoord.clear()
        self._axe_op = None
        self.tab.set_viewport_size(BREED)
        antwoord = self.tab.goto(pad)
        return antwoord.status

    def console(self):
        """Read before axe: axe itself trips the Content-Security-Policy."""
        return list(self.gehoord)

    def opbouw(self):
        """One h1, a title, the language, landmarks and a skip link that leads somewhere."""
        gezien = self.tab.evaluate(
            """() => ({h1: document.querySelectorAll('h1').length, titel: document.title.trim(),
            lang: document.documentElement.lang, main: document.querySelectorAll('main').length,
            kop: document.querySelectorAll('body > header').length,
            voet: document.querySelectorAll('body > footer').length,
            sprong: !!document.querySelector(document.querySelector('a.skiplink')?.hash || 'onbekend')})"""
        )
        goed = {"h1": 1, "lang": "nl", "main": 1, "kop": 1, "voet": 1, "sprong": True}
        fouten = [f"{naam}: {gezien[naam]}" for naam, waarde in goed.items() if gezien[naam] != waarde]
        return fouten + ([] if gezien["titel"] else ["geen titel"])

    def axe(self, *regels):
        """Violations: of all tags, or of the named rules only, as "rule: selectors"."""
        if self._axe_op != self.tab.url:
            self.tab.evaluate(axe_script())
            self._axe_op = self.tab.url
        alleen = {"type": "rule", "values": list(regels)} if regels else {"type": "tag", "values": AXE_TAGS}
        gevonden = self.tab.evaluate(
            """async (alleen) => (await axe.run(document, {runOnly: alleen, resultTypes: ['violations'],
            rules: alleen.type === 'tag' ? {'target-size': {enabled: true}} : {}})).violations
            .map(v => [v.id, v.nodes.slice(0, 4).map(n => n.target.join(' '))])""",
            alleen,
        )
        return [f"{regel}: {', '.join(waar)}" for regel, waar in gevonden]

    def smal(self):
        """At 320 x 256 no page-wide horizontal scroll, and every target still large enough."""
        self.tab.set_viewport_size(SMAL)
        over = self.tab.evaluate(OVERLOOP)
        fouten = [f"320 px: {over} px te breed ({self.tab.evaluate(UITSTEKERS)})"] if over > 0 else []
        self.tab.set_viewport_size(BREED)
        return fouten

    def donker(self):
        """Contrast in dark colours."""
        self.tab.emulate_media(color_scheme="dark")
        self.tab.evaluate("() => document.getAnimations().forEach(a => a.finish())")  # colours that glide
        fouten = [f"donker, {fout}" for fout in self.axe("color-contrast")]
        self.tab.emulate_media(color_scheme="light")
        return fouten

    def alles(self):
        """Every fault of the page as it stands."""
        return [*self.console(), *self.opbouw(), *self.axe(), *self.smal(), *self.donker()]

    def ruim(self):
        """Text of 200 % and the spacing of WCAG 1.4.12: nothing cut off, no page-wide scroll (A11Y-12)."""
        self.tab.evaluate(RUIM)
        afgekapt = self.tab.evaluate(AFGEKAPT)
        over = self.tab.evaluate(OVERLOOP)
        return [f"afgekapt: {wat}" for wat in afgekapt] + (
            [f"{over} px te breed ({self.tab.evaluate(UITSTEKERS)})"] if over > 0 else []
        )

    def titel(self):
        return re.sub(r"\s+", " ", self.tab.title()).strip()
