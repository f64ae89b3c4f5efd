"""How somebody stands at one exam part: theory after the course, practice later at the employer (P08)."""

from datetime import date

import pytest

from trajecten.opleiding.examenregels import Deelsoort, Fase, Poging, deelsoort, deelstand

VANDAAG = date(2026, 3, 16)
CURSUS_TOT = date(2026, 3, 15)  # P08: two weeks from 2 March


@pytest.mark.parametrize(
    ("naam", "soort"),
    [
        ("theorie", Deelsoort.THEORIE),
        ("Praktijk", Deelsoort.PRAKTIJK),
        ("Praktijkexamen", Deelsoort.PRAKTIJK),
        ("Nederlands", Deelsoort.ANDERS),
        ("theorie en praktijk", Deelsoort.ANDERS),
    ],
)
def test_de_naam_zegt_wat_voor_deel_het_is(naam, soort):
    assert deelsoort(naam) == soort


@pytest.mark.parametrize(
    ("soort", "feiten", "fase", "waarom"),
    [
        # Theory: the day after the last day of the course, and not on it.
        (
            Deelsoort.THEORIE,
            {"opleiding_tot": CURSUS_TOT},
            Fase.KLAAR,
            "De opleiding was klaar op 15 mrt 2026",
        ),
        (Deelsoort.THEORIE, {"opleiding_tot": VANDAAG}, Fase.NOG_NIET, "duurt tot en met 16 mrt 2026"),
        (Deelsoort.THEORIE, {}, Fase.NOG_NIET, "Nog niet klaar gemeld"),
        # Practice: at work; the course says nothing about it.
        (Deelsoort.PRAKTIJK, {"werkt_sinds": VANDAAG}, Fase.KLAAR, "Werkt sinds 16 mrt 2026"),
        (
            Deelsoort.PRAKTIJK,
            {"werkt_sinds": date(2026, 3, 23)},
            Fase.NOG_NIET,
            "Begint met werken op 23 mrt",
        ),
        (Deelsoort.PRAKTIJK, {"opleiding_tot": CURSUS_TOT}, Fase.NOG_NIET, "Nog niet klaar gemeld"),
        # Another part: only when somebody says so. That word goes before the facts.
        (Deelsoort.ANDERS, {"opleiding_tot": CURSUS_TOT, "werkt_sinds": VANDAAG}, Fase.NOG_NIET, "Nog niet"),
        (Deelsoort.ANDERS, {"gemeld_op": VANDAAG}, Fase.KLAAR, "Klaar gemeld op 16 mrt 2026"),
        (Deelsoort.THEORIE, {"gemeld_op": VANDAAG, "opleiding_tot": date(2027, 1, 1)}, Fase.KLAAR, "gemeld"),
    ],
)
def test_wie_is_klaar(soort, feiten, fase, waarom):
    stand = deelstand(soort, [], vandaag=VANDAAG, **feiten)
    assert (stand.fase, stand.klaar, stand.kan) == (fase, fase == Fase.KLAAR, True)
    assert waarom in stand.waarom


def poging(nummer, dag, uitslag="", afgelast=False):
    return Poging(nummer, date(2026, 3, dag), uitslag, afgelast)


@pytest.mark.parametrize(
    ("pogingen", "fase", "waarom", "kan"),
    [
        ([poging(1, 9, "gezakt"), poging(2, 12, "geslaagd")], Fase.GEHAALD, "Gehaald op 12 mrt 2026", False),
        ([poging(1, 17)], Fase.GEPLAND, "Poging 1 gepland op 17 mrt 2026", False),
        ([poging(1, 16)], Fase.WACHT, "Poging 1 was op 16 mrt 2026", False),
        ([poging(1, 9, "gezakt"), poging(2, 20)], Fase.GEPLAND, "Poging 2 gepland op 20 mrt 2026", False),
        ([poging(1, 9, "gezakt")], Fase.HERKANSING, "Gezakt op 9 mrt 2026", True),
        ([poging(1, 9, "niet_verschenen")], Fase.HERKANSING, "Niet verschenen op 9 mrt 2026", True),
        # A sitting that was called off is no attempt that waits.
        ([poging(1, 17, afgelast=True)], Fase.KLAAR, "De zitting van 17 mrt 2026 ging niet door", True),
        ([poging(1, 9, "gezakt"), poging(2, 17, afgelast=True)], Fase.HERKANSING, "Gezakt op 9 mrt", True),
    ],
)
def test_pogingen_gaan_voor_feiten(pogingen, fase, waarom, kan):
    stand = deelstand(Deelsoort.THEORIE, pogingen, vandaag=VANDAAG, opleiding_tot=CURSUS_TOT)
    assert (stand.fase, stand.kan) == (fase, kan)
    assert waarom in stand.waarom
