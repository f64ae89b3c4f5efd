"""Reading a page as the rules do: what stands in the HTML that may not, or does not that must. No browser."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

LEEG = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
VERBODEN_IN_CSP = ("unsafe-inline", "unsafe-eval", "http:", "*")


@dataclass
class Formulier:
    methode: str
    token: bool = False


@dataclass
class Tabel:
    bijschrift: bool = False
    cel_zonder_scope: int = 0


@dataclass
class Keuring(HTMLParser):
    """Feed it a page; `fouten` then lists what is wrong, `titel` is its title."""

    fouten: list = field(default_factory=list)
    titel: str = ""
    tellen: dict = field(default_factory=dict)
    lang: str = ""
    stapel: list = field(default_factory=list)
    formulieren: list = field(default_factory=list)
    tabellen: list = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tellen[tag] = self.tellen.get(tag, 0) + 1
        if tag not in LEEG:
            self.stapel.append(tag)
        self._inline(tag, attrs)
        if tag == "html":
            self.lang = attrs.get("lang", "")
        elif tag == "form":
            self.formulieren.append(Formulier(attrs.get("method", "get").lower()))
        elif tag == "input" and attrs.get("name") == "csrfmiddlewaretoken" and self.formulieren:
            self.formulieren[-1].token = bool(attrs.get("value"))
        elif tag == "table":
            self.tabellen.append(Tabel())
        elif tag == "caption" and self.tabellen:
            self.tabellen[-1].bijschrift = True
        elif (
            tag == "th" and self.tabellen and attrs.get("scope") not in ("col", "row", "colgroup", "rowgroup")
        ):
            self.tabellen[-1].cel_zonder_scope += 1

    def _inline(self, tag, attrs):
        """What the Content-Security-Policy would block, or a label that vanishes while somebody types."""
        if "style" in attrs:
            self.fouten.append(f"<{tag} style=...>")
        if any(naam.startswith("on") for naam in attrs):
            self.fouten.append(f"<{tag} on...=>")
        if tag == "style" or (tag == "script" and "src" not in attrs):
            self.fouten.append(f"<{tag}> in de pagina zelf")
        if (attrs.get("href") or "").startswith("javascript:"):
            self.fouten.append("javascript: in een link")
        if attrs.get("placeholder"):
            self.fouten.append("placeholder")

    def handle_endtag(self, tag):
        if tag in self.stapel:
            while self.stapel.pop() != tag:
                pass

    def handle_data(self, data):
        if self.stapel and self.stapel[-1] == "title" and "svg" not in self.stapel:
            self.titel += data

    def sluit(self):
        """All faults, once the whole page was fed."""
        if self.lang != "nl":
            self.fouten.append(f"lang={self.lang!r}")
        for tag in ("h1", "main", "title"):
            if self.tellen.get(tag, 0) != 1 and not (tag == "title" and self.titel.strip()):
                self.fouten.append(f"{self.tellen.get(tag, 0)} keer <{tag}>")
        if not self.titel.strip():
            self.fouten.append("geen titel")
        self.fouten += [
            "POST-formulier zonder token" for f in self.formulieren if f.methode == "post" and not f.token
        ]
        for tabel in self.tabellen:
            if not tabel.bijschrift:
                self.fouten.append("tabel zonder bijschrift")
            if tabel.cel_zonder_scope:
                self.fouten.append(f"{tabel.cel_zonder_scope} keer <th> zonder scope")
        return self.fouten


def keur(html):
    """A Keuring of this page, with all its faults in `fouten`."""
    keuring = Keuring()
    keuring.feed(html)
    keuring.sluit()
    return keuring


def keur_koppen(koppen):
    """Faults in the headers of a page for somebody who has logged in (design: privacy, Django side)."""
    fouten = []
    csp = koppen.get("Content-Security-Policy", "")
    for richtlijn in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
    ):
        if not re.search(rf"(^|; ?){re.escape(richtlijn)}(;|$)", csp):
            fouten.append(f"CSP zonder {richtlijn}")
    fouten += [f"CSP met {woord}" for woord in VERBODEN_IN_CSP if woord in csp]
    if "no-store" not in koppen.get("Cache-Control", ""):
        fouten.append("pagina wordt bewaard (Cache-Control)")
    for kop, waarde in (("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff")):
        if koppen.get(kop) != waarde:
            fouten.append(f"{kop}: {koppen.get(kop)}")
    return fouten
