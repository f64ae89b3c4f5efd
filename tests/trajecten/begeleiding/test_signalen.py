"""The rules of signals: facts in, signals out; no database."""

import datetime as dt

import pytest

from tests.toegang.tabel import NOOIT_GESPROKEN
from trajecten.begeleiding.signaalkeuzes import Signaalsoort
from trajecten.begeleiding.signalen import UITLEG, Scorefeit, signalen
from trajecten.begeleiding.stand import Stand

VANDAAG = dt.date(2026, 9, 30)


def dag(n):
    return VANDAAG + dt.timedelta(days=n)


def feit(n, **scores):
    return Scorefeit(dag(n), scores)


def soorten(scores=(), verzuim=(), stand=None, vandaag=VANDAAG):
    return [s.soort for s in signalen(list(scores), list(verzuim), stand, vandaag)]


def een(scores=(), verzuim=(), stand=None, vandaag=VANDAAG):
    (signaal,) = signalen(list(scores), list(verzuim), stand, vandaag)
    return signaal


# --- A score that fell ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("eerst", "nu", "verwacht"),
    [
        ({"motivatie": 5}, {"motivatie": 3}, True),
        ({"motivatie": 5}, {"motivatie": 4}, False),
        ({"motivatie": 3}, {"motivatie": 5}, False),
        ({"werkdruk": 4, "motivatie": 4}, {"werkdruk": 1, "motivatie": 4}, True),
        ({"motivatie": 5}, {"leren": 1}, False),  # never compared with another score
        ({"motivatie": 5}, {}, False),  # not discussed is not low
    ],
)
def test_score_gedaald(eerst, nu, verwacht):
    gevonden = soorten([feit(-14, **eerst), feit(-7, **nu)])
    assert (Signaalsoort.SCORE in gevonden) is verwacht


def test_een_gesprek_zonder_scores_telt_niet_als_vorige():
    signaal = een([feit(-14, motivatie=5), feit(-7), feit(-3, motivatie=3)])
    assert signaal.feiten == ("Motivatie van 5 (16 sep 2026) naar 3 (27 sep 2026)",)
    assert (signaal.kort, signaal.sinds) == ("Motivatie gedaald", dag(-3))


def test_alleen_de_laatste_twee_gesprekken_met_scores():
    assert soorten([feit(-21, motivatie=5), feit(-14, motivatie=3), feit(-7, motivatie=3)]) == []


def test_gesprekken_van_langer_dan_een_half_jaar_geleden_tellen_niet():
    assert soorten([feit(-183, motivatie=5), feit(-7, motivatie=3)]) == []
    assert soorten([feit(-182, motivatie=5), feit(-7, motivatie=3)]) == [Signaalsoort.SCORE]
    assert soorten([feit(-7, motivatie=5), feit(1, motivatie=3)]) == []  # nor one that is still to come


# --- Wellbeing --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("waarden", "verwacht"),
    [([2, 2], True), ([1, 2], True), ([2], False), ([3, 2], False), ([2, 3], False), ([2, 2, 3, 2], False)],
)
def test_welbevinden_twee_keer_laag(waarden, verwacht):
    gevonden = soorten([feit(n - 30, welbevinden=w) for n, w in enumerate(waarden)])
    assert (Signaalsoort.WELBEVINDEN in gevonden) is verwacht


def test_welbevinden_dat_niet_is_besproken_wordt_overgeslagen():
    signaal = een([feit(-21, welbevinden=2), feit(-14, leren=3), feit(-7, welbevinden=1)])
    assert signaal.feiten == ("9 sep 2026: welbevinden 2", "23 sep 2026: welbevinden 1")


# --- Absence ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("dagen", "verwacht"), [([-41, 0], True), ([-42, 0], False), ([-1], False), ([-1, 1], False)]
)
def test_twee_keer_afwezig_zonder_bericht_in_zes_weken(dagen, verwacht):
    gevonden = soorten(verzuim=[dag(d) for d in dagen])
    assert (gevonden == [Signaalsoort.VERZUIM]) is verwacht


# --- No talk ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stand", "verwacht"),
    [
        (Stand(nodig=True, gemist=2, laatste=dag(-20), dagen_sinds=20), True),
        (Stand(nodig=True, gemist=1, laatste=dag(-13), dagen_sinds=13), False),
        (Stand(nodig=False, gemist=5), False),  # no coaching wanted: nothing is due
        (None, False),
    ],
)
def test_twee_periodes_zonder_gesprek(stand, verwacht):
    assert (soorten(stand=stand) == [Signaalsoort.GEEN_GESPREK]) is verwacht


def test_wie_nog_nooit_is_gesproken():
    signaal = een(stand=Stand(nodig=True, gemist=3))
    assert signaal.feiten == ("Er is nog geen gesprek gevoerd", "3 periodes zonder gesprek")


def test_het_kenmerk_van_wie_nooit_is_gesproken_blijft_zoals_het_is():
    """What was done with a signal hangs on it: another way of making it would open them all again."""
    assert een(stand=Stand(nodig=True, gemist=3)).kenmerk == NOOIT_GESPROKEN


# --- What makes it another signal -------------------------------------------------------------------------------------
def test_een_nieuw_voorval_is_een_ander_signaal():
    laag = [feit(-21, welbevinden=2), feit(-14, welbevinden=2), feit(-7, welbevinden=2)]
    assert een(laag[:2]).kenmerk != een(laag).kenmerk
    keren = [dag(-30), dag(-20), dag(-1)]
    assert een(verzuim=keren[:2]).kenmerk != een(verzuim=keren).kenmerk


def test_dezelfde_feiten_zijn_morgen_hetzelfde_signaal():
    keren = [dag(-41), dag(-20), dag(-1)]
    assert een(verzuim=keren).kenmerk == een(verzuim=keren, vandaag=dag(1)).kenmerk, (
        "one fell out of the weeks"
    )
    stilte = [Stand(nodig=True, gemist=n, laatste=dag(-20), dagen_sinds=20) for n in (2, 3)]
    assert een(stand=stilte[0]).kenmerk == een(stand=stilte[1]).kenmerk, "the same silence lasts"


def test_een_verbeterde_score_is_een_ander_signaal():
    scores = [feit(-14, motivatie=5), feit(-7, motivatie=3)]
    anders = [scores[0], feit(-7, motivatie=2)]
    assert een(scores).kenmerk != een(anders).kenmerk


def test_op_volgorde_van_ernst_en_elke_regel_is_uitgelegd():
    alles = soorten(
        [feit(-14, welbevinden=2, leren=5), feit(-7, welbevinden=1, leren=2)],
        [dag(-3), dag(-2)],
        Stand(nodig=True, gemist=2, laatste=dag(-7), dagen_sinds=7),
    )
    assert alles == list(Signaalsoort)
    assert [regel.soort for regel in UITLEG] == list(Signaalsoort)
