"""Which round counts before and after another."""

from types import SimpleNamespace

from trajecten.selectie.rondes import is_beslissend, tellende, volgende, vorige


def ronde(volgorde, verplicht=True):
    return SimpleNamespace(volgorde=volgorde, verplicht=verplicht)


def test_een_ronde_naast_de_weg_telt_niet_mee():
    een, toets, drie = rondes = [ronde(1), ronde(2, verplicht=False), ronde(3)]
    assert tellende(reversed(rondes)) == [een, drie]
    assert vorige(drie, rondes) == een
    assert volgende(een, rondes) == drie
    assert (vorige(toets, rondes), volgende(toets, rondes)) == (een, drie)
    assert [is_beslissend(r, rondes) for r in rondes] == [False, False, True]


def test_de_eerste_ronde_heeft_geen_vorige_ook_niet_na_een_vrije_ronde():
    vrij, een = rondes = [ronde(1, verplicht=False), ronde(2)]
    assert vorige(een, rondes) is None
    assert vorige(vrij, rondes) is None


def test_zonder_verplichte_rondes_tellen_ze_alle():
    een, twee = rondes = [ronde(1, verplicht=False), ronde(2, verplicht=False)]
    assert volgende(een, rondes) == twee
    assert is_beslissend(twee, rondes)
