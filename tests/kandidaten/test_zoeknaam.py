"""The keys by which people are found again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kandidaten.zoeknaam import emailsleutel, naamsleutel, normaliseer, telefoon_sleutel


@pytest.mark.parametrize(
    ("naam", "sleutel"),
    [
        ("Jansen", "jansen"),
        ("  JANSEN ", "jansen"),
        ("Öztürk", "ozturk"),
        ("Ćosić", "cosic"),
        ("Łukasz Ødegård", "lukaszodegard"),
        ("Renée-Bos", "reneebos"),
        ("Renee Bos", "reneebos"),
        ("van der Berg", "berg"),
        ("v.d. Berg", "berg"),
        ("vd Berg", "berg"),
        ("v/d Berg", "berg"),
        ("Van den Berg", "berg"),
        ("Julia el Luinenburg", "julialuinenburg"),
        ("Julia Luinenburg", "julialuinenburg"),
        ("d'Hondt", "hondt"),
        ("d’Hondt", "hondt"),
        ("'t Hoen", "hoen"),
        ("in 't Veld", "veld"),
        ("Bruijn-de Vries", "bruijnvries"),
        ("O'Brien", "obrien"),
        # A prefix with nothing after it is a name; a single letter is an initial.
        ("van", "van"),
        ("Zeynep van", "zeynepvan"),
        ("D.J. Bakker", "djbakker"),
        ("T. Bakker", "tbakker"),
        ("?osi?", "osi"),
        ("???", ""),
        ("", ""),
    ],
)
def test_normaliseer(naam, sleutel):
    assert normaliseer(naam) == sleutel


@given(st.text())
@example("'S")
@example("´")
def test_normaliseer_is_stabiel(naam):
    sleutel = normaliseer(naam)
    assert sleutel == normaliseer(f"  {naam}  ")
    assert not any(teken.isspace() for teken in sleutel)


def test_naamsleutel_heeft_beide_namen_nodig():
    assert naamsleutel("Julia", "el Luinenburg") == naamsleutel("JULIA", "Luinenburg") == "julialuinenburg"
    assert naamsleutel("", "Luinenburg") == ""
    assert naamsleutel("Julia", "?") == ""
    assert naamsleutel("D.J.", "Bakker") != naamsleutel("J.", "Bakker")


@pytest.mark.parametrize(
    "telefoon",
    [
        "0612345678",
        "06-12345678",
        "612345678",
        "+31612345678",
        "+31 (0)6 12345678",
        "0031 6 12345678",
        "31612345678",
    ],
)
def test_telefoon_sleutel(telefoon):
    assert telefoon_sleutel(telefoon) == "+31612345678"


@pytest.mark.parametrize("telefoon", ["", "onbekend", "12345", "06", "000000000", "+", "+999123"])
def test_geen_telefoon(telefoon):
    assert telefoon_sleutel(telefoon) == ""


@given(st.text(alphabet="0123456789+ -().ab", max_size=25))
def test_telefoon_sleutel_is_stabiel(telefoon):
    sleutel = telefoon_sleutel(telefoon)
    assert sleutel == "" or telefoon_sleutel(sleutel) == sleutel


def test_emailsleutel():
    assert emailsleutel(" Jan@Example.NL ") == "jan@example.nl"
