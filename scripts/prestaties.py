"""Writes one section of docs/prestaties.md and leaves the others as they are. Standard library only."""

import os
import platform
import re
from pathlib import Path

PAGINA = Path(__file__).resolve().parent.parent / "docs" / "prestaties.md"
KOP = """# Performance

Measured, not promised: each section is written by the command that it names, on a throw-away PostgreSQL. What counts is
the order of size and the ratio; another machine gives other seconds. No section says on which machine it was made, only
how many cores it had.
"""


def schrijf_sectie(naam: str, inhoud: str, pagina: Path = PAGINA) -> None:
    """Put `inhoud` (Markdown with its own heading) between the marks of section `naam`; a new section comes last."""
    begin, einde = f"<!-- begin {naam} -->", f"<!-- einde {naam} -->"
    tekst = pagina.read_text() if pagina.exists() else KOP
    sectie = f"{begin}\n{inhoud.strip()}\n{einde}"
    if begin in tekst:
        patroon = re.compile(f"{re.escape(begin)}.*?{re.escape(einde)}", re.DOTALL)
        tekst = patroon.sub(lambda _: sectie, tekst)
    else:
        tekst = f"{tekst.rstrip()}\n\n{sectie}\n"
    pagina.write_text(tekst)


def machine() -> str:
    """What the figures were made on, without a name: the cores this process may use, and the Python version."""
    kernen = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{kernen} cores, Python {platform.python_version()}"


def tabel(koppen: list[str], rijen: list[list[str]]) -> str:
    """A Markdown table; every column but the first is a figure."""
    streep = ["---", *["---:"] * (len(koppen) - 1)]
    return "\n".join(f"| {' | '.join(rij)} |" for rij in [koppen, streep, *rijen])
