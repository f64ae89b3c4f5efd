"""Whole numbers: as we write them, and out of what a browser sends (anybody can write anything in an address)."""

GROOTSTE = 2**31 - 1  # every page number and every primary key that we show is far below it


def nummer_uit(tekst: str | None) -> int | None:
    """The number from 0 to GROOTSTE that stands here, else None. A larger one never reaches the database, which
    would refuse it with an error instead of finding nothing."""
    tekst = (tekst or "").strip()
    if not (tekst.isascii() and tekst.isdecimal()) or len(tekst) > 10 or int(tekst) > GROOTSTE:
        return None
    return int(tekst)


def getal(waarde):
    """A whole number as we write it: 1234 -> "1.234"; anything else as it is."""
    return f"{waarde:,}".replace(",", ".") if isinstance(waarde, int) else waarde


def nummers_uit(teksten) -> set[int]:
    """The numbers among these texts; the rest is left out."""
    return {nummer for tekst in teksten if (nummer := nummer_uit(tekst)) is not None}
