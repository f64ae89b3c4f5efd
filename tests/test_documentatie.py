"""README and docs: links lead somewhere, what they name exists, the guide is plain Dutch with pictures that fit."""

import re
from functools import cache

import pytest

from scripts.maak_schermbeelden import BEELDEN, MAX_BYTES
from tests.lagen import LAGEN, WORTEL
from voorbeeld.personeel import MEDEWERKERS, WACHTWOORD

BEELDMAP = WORTEL / "docs" / "beeld"
BLADZIJDEN = [*sorted(WORTEL.glob("*.md")), *sorted((WORTEL / "docs").rglob("*.md"))]
HANDLEIDING = sorted((WORTEL / "docs" / "handleiding").glob("*.md"))
VERWIJZING = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
MAX_BEELDEN = 25
LANGSTE_ZIN, GEMIDDELDE_ZIN = 20, 15  # words (plain Dutch, accessibility)


@cache
def tekst(pad):
    return pad.read_text("utf-8")


def kort(pad):
    return str(pad.relative_to(WORTEL))


def verwijzingen():
    """(page, is it a picture, words, target) of every link inside the repository."""
    for pad in BLADZIJDEN:
        for uitroep, woorden, doel in VERWIJZING.findall(tekst(pad)):
            if not doel.startswith(("http://", "https://", "mailto:")):
                yield pad, bool(uitroep), woorden, doel


def ankers(pad):
    """The anchors of the headings of a page, made as GitHub makes them."""
    koppen = re.findall(r"^#+ (.+)$", tekst(pad), re.M)
    return {re.sub(r"[^\w\- ]", "", kop.lower()).replace(" ", "-") for kop in koppen}


def test_elke_link_leidt_ergens_heen():
    fout = []
    for pad, _, _, doel in verwijzingen():
        plek, _, anker = doel.partition("#")
        naar = (pad.parent / plek).resolve() if plek else pad
        if not naar.exists() or (anker and anker not in ankers(naar)):
            fout.append(f"{kort(pad)}: {doel}")
    assert fout == []


# --- README -------------------------------------------------------------------------------------------------
def test_elke_login_van_de_demo_staat_in_de_readme():
    readme = tekst(WORTEL / "README.md")
    assert f"`{WACHTWOORD}`" in readme
    ontbreekt = [
        m.email for m in MEDEWERKERS if f"| `{m.email}` | {m.rol.label.lower()} | {m.naam}, " not in readme
    ]
    assert ontbreekt == []
    assert len(re.findall(r"^\| `[\w]+@example\.nl`", readme, re.M)) == len(MEDEWERKERS)


def test_elke_kamer_staat_op_de_kaart_van_hoog_naar_laag():
    kaart = re.findall(r"^\| `([\w/]+)/` \|", tekst(WORTEL / "README.md"), re.M)
    verwacht = [kamer.replace(".", "/") for laag in LAGEN for kamer in laag]
    assert kaart == [kamer for kamer in verwacht if (WORTEL / kamer).is_dir()]


@pytest.mark.parametrize("pad", BLADZIJDEN, ids=kort)
def test_wat_een_bladzijde_noemt_bestaat(pad):
    """Commands of make, of manage.py, variables of the environment and paths in `code letters`."""
    make = set(re.findall(r"^([a-z-]+):", tekst(WORTEL / "Makefile"), re.M))
    assert set(re.findall(r"\bmake ([a-z][a-z-]+)\b(?=`| *#|$)", tekst(pad), re.M)) <= make
    paden = re.findall(r"`((?:[\w.-]+/)+[\w.-]*\.(?:py|sh|md|txt|toml|html|yaml))`", tekst(pad))
    assert [naam for naam in paden if not (WORTEL / naam).is_file()] == []


def test_instellingen_in_de_uitleg_staan_in_het_voorbeeld():
    uitleg = tekst(WORTEL / "README.md") + tekst(WORTEL / "docs" / "beheer.md")
    voorbeeld = tekst(WORTEL / ".env.example")
    genoemd = set(re.findall(r"`([A-Z][A-Z_]{6,})[`=]", uitleg))
    assert len(genoemd) >= 5
    assert [naam for naam in sorted(genoemd) if not re.search(rf"^#?{naam}=", voorbeeld, re.M)] == []


# --- Pictures -----------------------------------------------------------------------------------------------
def test_beelden_zijn_klein_en_worden_gebruikt():
    gemaakt = {beeld.naam for beeld in BEELDEN}
    bestanden = {pad.stem: pad.stat().st_size for pad in BEELDMAP.iterdir()}
    assert set(bestanden) == gemaakt
    assert len(bestanden) <= MAX_BEELDEN
    assert [naam for naam, bytes_ in bestanden.items() if bytes_ > MAX_BYTES] == []
    gebruikt = {doel.rpartition("/")[2] for _, beeld, _, doel in verwijzingen() if beeld}
    assert gebruikt == {f"{naam}.png" for naam in gemaakt}


def test_elk_beeld_heeft_een_beschrijving():
    assert [kort(pad) for pad, beeld, woorden, _ in verwijzingen() if beeld and len(woorden) < 20] == []


# --- Plain Dutch --------------------------------------------------------------------------------------------
def zinnen(pad):
    """The sentences of the running text: no headings, tables or pictures; each item of a list by itself."""
    regels = []
    for regel in VERWIJZING.sub(lambda m: "" if m[1] else m[2], tekst(pad)).splitlines():
        kaal = regel.strip()
        if not kaal or kaal.startswith(("#", "|")):
            regels.append(".\n")
        else:
            regels.append(re.sub(r"^(?:-|\d+\.) ", ".\n", kaal))
    lopend = " ".join(regels).replace("*", "")
    delen = re.split(r"(?<=[.!?:;])[’)]?\s+", lopend)
    return [deel for deel in (" ".join(d.split()).strip(". ") for d in delen) if deel]


@pytest.mark.parametrize("pad", HANDLEIDING, ids=kort)
def test_handleiding_is_gewoon_nederlands(pad):
    lengtes = {zin: len(zin.split()) for zin in zinnen(pad)}
    assert [zin for zin, woorden in lengtes.items() if woorden > LANGSTE_ZIN] == []
    assert sum(lengtes.values()) / len(lengtes) <= GEMIDDELDE_ZIN


def test_de_zinnen_worden_goed_geteld(tmp_path):
    (tmp_path / "x.md").write_text(
        "# Kop\n\nEen zin. Nog\neen zin?\n\n- item een\n- item twee\n\n| a | b |\n", "utf-8"
    )
    assert zinnen(tmp_path / "x.md") == ["Een zin", "Nog een zin?", "item een", "item twee"]
