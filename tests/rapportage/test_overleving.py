import math
import warnings
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapportage.afscherming import procent
from rapportage.overleving import Verhouding, Waarneming, bereken_curve, naieve_retentie


def groep(tekst):
    """Read "3e 5c 12c": months, then e for an exit or c for censored."""
    return [Waarneming(Fraction(deel[:-1]), deel[-1] == "e") for deel in tekst.split()]


VOORBEELD = groep("3e 5c 6e 6c 8c 9e 12c 12c 12c 12c")


@pytest.mark.parametrize(
    ("maanden", "kans", "tekst", "risico"),
    [
        (3, Fraction(1), "100,0 %", 10),
        (6, Fraction(9, 10), "90,0 %", 8),
        (9, Fraction(63, 80), "78,8 %", 5),
        (12, Fraction(63, 100), "63,0 %", 4),
    ],
)
def test_uitgewerkt_voorbeeld(maanden, kans, tekst, risico):
    punt = bereken_curve(VOORBEELD).punt(maanden)
    assert punt.overleving == kans
    assert procent(punt.overleving) == tekst
    assert punt.risico == risico


def test_stappen_van_de_curve():
    curve = bereken_curve(VOORBEELD)
    assert [(s.tijd, s.risico, s.gebeurtenissen, s.gecensureerd) for s in curve.stappen] == [
        (3, 10, 1, 0),
        (5, 9, 0, 1),
        (6, 8, 1, 1),
        (8, 6, 0, 1),
        (9, 5, 1, 0),
        (12, 4, 0, 4),
    ]
    assert curve.stappen[-1].overleving == pytest.approx(0.63)
    assert [s.tijd for s in curve.zichtbare_stappen(5)] == [3, 5, 6, 8, 9]
    assert curve.aantal == 10


def test_zes_maanden_uitgediend_is_zes_maanden():
    curve = bereken_curve(groep("6e 6e 6e"))
    assert curve.overleving(6) == 1
    assert curve.overleving(Fraction(6) + Fraction(1, 31)) == 0


def test_uitstroom_gaat_voor_censurering_op_hetzelfde_moment():
    assert bereken_curve(groep("6e 6c")).overleving(7) == Fraction(1, 2)


def test_interval_met_de_hand():
    """R(6) = 9/10, one exit among ten: Greenwood 1/90, log-log, z = 1.959964."""
    interval = bereken_curve(VOORBEELD).interval(6)
    marge = 1.959963984540054 * math.sqrt(1 / 90) / -math.log(0.9)
    assert interval.onder == pytest.approx(0.9 ** math.exp(marge))
    assert interval.boven == pytest.approx(0.9 ** math.exp(-marge))
    assert (round(interval.onder, 4), round(interval.boven, 4)) == (0.4730, 0.9853)


def test_zonder_interval():
    curve = bereken_curve(groep("3e 4e"))
    assert curve.interval(3) is None
    assert curve.interval(5) is None
    assert curve.interval(4) is not None


def test_niemand():
    punt = bereken_curve([]).punt(6)
    assert (punt.overleving, punt.interval, punt.risico) == (None, None, 0)


def test_een_negatieve_duur_is_een_fout():
    with pytest.raises(ValueError, match="negative"):
        bereken_curve([Waarneming(Fraction(-1), True)])


def test_maanden_mogen_elk_getal_zijn():
    curve = bereken_curve(VOORBEELD)
    assert curve.overleving(9.0) == curve.overleving(Decimal("9")) == curve.overleving(9)


def test_naief_kent_alleen_wie_bekend_is():
    assert naieve_retentie(VOORBEELD, 12) == Verhouding(4, 7)
    assert naieve_retentie(VOORBEELD, 6) == Verhouding(8, 9)
    assert naieve_retentie([], 6) == Verhouding(0, 0)


def test_naief_telt_wie_pas_begon_nog_niet_mee():
    pas_begonnen = Waarneming(Fraction(1), True, sinds_start=Fraction(2))
    lang_geleden = Waarneming(Fraction(1), True, sinds_start=Fraction(6))
    blijver = Waarneming(Fraction(6), False, sinds_start=Fraction(6))
    assert naieve_retentie([pas_begonnen, lang_geleden, blijver], 6) == Verhouding(1, 2)


KWARTMAANDEN = st.integers(min_value=1, max_value=80).map(lambda n: Fraction(n, 4))
GROEPEN = st.lists(st.builds(Waarneming, KWARTMAANDEN, st.booleans()), min_size=1, max_size=60)


def orakel(waarnemingen):
    # lifelines and the pandas under it warn about their own future; that is not our suite's concern.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines import KaplanMeierFitter

        return KaplanMeierFitter().fit(
            [float(w.duur) for w in waarnemingen], [w.gebeurtenis for w in waarnemingen]
        )


@settings(max_examples=60, deadline=None)
@given(GROEPEN, st.lists(KWARTMAANDEN, min_size=1, max_size=6))
def test_lifelines_geeft_hetzelfde(waarnemingen, tijden):
    """lifelines gives S(t) = P(T > t), so R(n) is its value just before n."""
    curve, fit = bereken_curve(waarnemingen), orakel(waarnemingen)
    for n in tijden:
        net_ervoor = max(t for t in fit.survival_function_.index if t < n)
        kans = curve.overleving(n)
        assert float(kans) == pytest.approx(fit.survival_function_.loc[net_ervoor].iloc[0], abs=1e-9)
        assert curve.risico(n) == sum(w.duur >= n for w in waarnemingen)
        interval = curve.interval(n)
        if 0 < kans < 1:
            onder, boven = fit.confidence_interval_survival_function_.loc[net_ervoor]
            assert interval.onder == pytest.approx(onder, abs=1e-7)
            assert interval.boven == pytest.approx(boven, abs=1e-7)
            assert interval.onder < kans < interval.boven
        else:
            assert interval is None


@given(GROEPEN)
def test_de_curve_daalt_en_telt_iedereen(waarnemingen):
    curve = bereken_curve(waarnemingen)
    kansen = [curve.overleving(n) for n in range(22)]
    assert kansen[0] == 1
    assert kansen == sorted(kansen, reverse=True)
    assert sum(s.gebeurtenissen + s.gecensureerd for s in curve.stappen) == len(waarnemingen)
    for stap in curve.stappen:
        assert stap.overleving == pytest.approx(float(curve.overleving(stap.tijd + Fraction(1, 8))))


@given(st.lists(KWARTMAANDEN, min_size=1), KWARTMAANDEN)
def test_zonder_censurering_is_de_curve_het_gewone_aandeel(duren, n):
    waarnemingen = [Waarneming(duur, True) for duur in duren]
    teller, noemer = naieve_retentie(waarnemingen, n)
    assert bereken_curve(waarnemingen).overleving(n) == Fraction(teller, noemer)
