"""Copies what the pages need from node_modules into static/vendor/ (not in git), and nothing more.

References to source maps are taken out: the manifest storage of production fails on a map that is not
there. htmx is not here: django-htmx ships it among its own static files. axe-core is for the tests, which
read it straight from node_modules.
"""

import re
import shutil
import sys
from pathlib import Path

WORTEL = Path(__file__).resolve().parent.parent
BRON = WORTEL / "node_modules"
DOEL = WORTEL / "static" / "vendor"

LETTER = "@fontsource-variable/atkinson-hyperlegible-next"
BESTANDEN = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    f"{LETTER}/index.css": "atkinson/atkinson.css",
    f"{LETTER}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": (
        "atkinson/files/atkinson-hyperlegible-next-latin-wght-normal.woff2"
    ),
    f"{LETTER}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": (
        "atkinson/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"
    ),
    f"{LETTER}/LICENSE": "atkinson/LICENSE",
}
BRONKAART = re.compile(r"/\*# sourceMappingURL=.*?\*/\s*|^//# sourceMappingURL=.*$", re.MULTILINE)


def zonder_bronkaart(tekst: str) -> str:
    """The text of a css or js file without its pointer to a source map."""
    return BRONKAART.sub("", tekst)


def bouw(*, bron: Path = BRON, doel: Path = DOEL) -> None:
    """Replaces `doel` by a fresh copy; FileNotFoundError names what a newer package no longer has."""
    shutil.rmtree(doel, ignore_errors=True)
    for van, naar in BESTANDEN.items():
        pad = doel / naar
        pad.parent.mkdir(parents=True, exist_ok=True)
        if pad.suffix in {".css", ".js"}:
            pad.write_text(zonder_bronkaart((bron / van).read_text("utf-8")), "utf-8")
        else:
            shutil.copyfile(bron / van, pad)


if __name__ == "__main__":
    try:
        bouw()
    except FileNotFoundError as fout:
        sys.exit(f"FOUT: {fout.filename} ontbreekt; controleer scripts/bouw_static.py tegen package.json.")
