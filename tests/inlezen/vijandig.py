"""What every hostile file is held to: a refusal in words, soon and in little memory."""

import time
import tracemalloc
from contextlib import contextmanager

import pytest

from inlezen.kopregel import vind_lijst
from inlezen.lezers import lees_bestand
from inlezen.meldingen import BestandOnleesbaar
from tests.inlezen.hulp import rij_xml

MEGA = 1024 * 1024
KOP = ["Achternaam", "Voornaam", "Telefoon"]
GOED = rij_xml(1, *KOP) + rij_xml(2, "Bos", "Bo", "0612345678")


@contextmanager
def binnen(seconden=2.0, megabytes=None):
    begin = time.process_time()
    if megabytes:
        tracemalloc.start()
    try:
        yield
        piek = tracemalloc.get_traced_memory()[1] if megabytes else 0
    finally:
        tracemalloc.stop()
    # Following every allocation makes the same work three to four times slower.
    assert time.process_time() - begin < seconden * (4 if megabytes else 1)
    assert piek <= (megabytes or 0) * MEGA


def lees(inhoud, naam="lijst.xlsx"):
    return vind_lijst(lees_bestand(inhoud, naam))


def geweigerd(inhoud, naam="lijst.xlsx"):
    with pytest.raises(BestandOnleesbaar) as gevangen:
        lees(inhoud, naam)
    tekst = gevangen.value.tekst
    assert tekst.endswith(".") and len(tekst.split()) >= 6
    assert gevangen.value.__cause__ is None
    return gevangen.value
