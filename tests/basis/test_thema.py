"""The colours of the theme: readable on every ground, light and dark, on screen and in the admin (A11Y-13)."""

import re

import pytest
from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css"
TEKST = ["inkt", "inkt-zacht", "blauw", "blauw-diep", "groen", "amber", "rood", "paars"]
GROND = ["papier", "vlak", "vlak-diep"]
PAREN = [(kleur, grond) for kleur in TEKST for grond in GROND] + [
    ("inkt", "blauw-vlak"),
    ("inkt", "groen-vlak"),
    ("inkt", "amber-vlak"),
    ("inkt", "rood-vlak"),
    ("inkt-zacht", "blauw-vlak"),
    ("blauw", "blauw-vlak"),
    ("blauw", "groen-vlak"),
    ("blauw", "amber-vlak"),
    ("blauw", "rood-vlak"),
    ("groen", "groen-vlak"),
    ("amber", "amber-vlak"),
    ("rood", "rood-vlak"),
    ("op-blauw", "blauw"),
    ("op-blauw", "blauw-diep"),
    ("op-rood", "rood"),
    ("op-kop", "kop"),
    ("op-kop-zacht", "kop"),
]
DELEN = (
    [("rand", grond) for grond in GROND]
    + [("focus", grond) for grond in GROND]
    + [("focus-kop", "kop"), ("kop-rand", "kop")]
)


def kleuren(donker):
    """The colour variables of thema.css, as a dict name -> (r, g, b)."""
    tekst = (CSS / "thema.css").read_text("utf-8")
    licht = tekst[: tekst.index("@media (prefers-color-scheme: dark)")]
    nacht = tekst[len(licht) : tekst.index("@media (prefers-contrast")]
    gevonden = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", licht))
    if donker:
        gevonden |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", nacht))
    return {naam: tuple(int(code[i : i + 2], 16) for i in (1, 3, 5)) for naam, code in gevonden.items()}


def helderheid(kleur):
    """Relative luminance (WCAG 2.2)."""
    delen = [c / 255 for c in kleur]
    delen = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in delen]
    return 0.2126 * delen[0] + 0.7152 * delen[1] + 0.0722 * delen[2]


def contrast(een, ander):
    hoog, laag = sorted((helderheid(een), helderheid(ander)), reverse=True)
    return (hoog + 0.05) / (laag + 0.05)


def test_contrast_rekent_goed():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("donker", [False, True], ids=["licht", "donker"])
def test_tekst_is_leesbaar_op_elke_grond(donker):
    palet = kleuren(donker)
    te_flauw = {p: round(c, 2) for p in PAREN if (c := contrast(palet[p[0]], palet[p[1]])) < 4.5}
    assert te_flauw == {}


@pytest.mark.parametrize("donker", [False, True], ids=["licht", "donker"])
def test_randen_en_focus_zijn_te_zien(donker):
    palet = kleuren(donker)
    te_flauw = {p: round(c, 2) for p in DELEN if (c := contrast(palet[p[0]], palet[p[1]])) < 3}
    assert te_flauw == {}


def test_elke_gebruikte_variabele_bestaat():
    alles = "".join(pad.read_text("utf-8") for pad in CSS.glob("*.css"))
    bekend = set(re.findall(r"(--[a-z0-9-]+):", alles))
    gebruikt = {naam for naam in re.findall(r"var\((--[a-z0-9-]+)", alles) if not naam.startswith("--bs-")}
    assert gebruikt <= bekend


def test_geen_stylesheet_boven_de_vierhonderd_regels():
    lang = {pad.name: n for pad in CSS.glob("*.css") if (n := len(pad.read_text("utf-8").splitlines())) > 400}
    assert lang == {}


def test_sjablonen_zijn_streng_genoeg_voor_de_csp():
    """No style or script in the page itself (Content-Security-Policy without unsafe-inline)."""
    fout = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
    sjablonen = list((settings.BASE_DIR / "templates").rglob("*.html"))
    assert len(sjablonen) > 30
    assert [str(p.name) for p in sjablonen if fout.search(p.read_text("utf-8"))] == []
