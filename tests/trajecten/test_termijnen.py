from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis.maanden import laatste_dag
from trajecten.termijnen import (
    ContactStand,
    Periode,
    begeleidingsperiodes,
    begeleidingsstart,
    beoordeel_periodes,
    coaches_nodig,
    contact_stand,
    dekking,
    einde_opleiding,
    periode_op,
    ratio_overschreden,
    telt_mee_voor_contact,
    terugkomdagen,
    uiterste_contactmoment,
    uren_resterend,
    verblijfswaarschuwing,
    verstreken_uren,
    volgend_gesprek,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
AFBOUW = [(13, 2), (27, 4)]
DAGEN = st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 12, 31))
AFBOUWEN = st.dictionaries(st.integers(1, 60), st.integers(1, 9), max_size=4).map(lambda d: list(d.items()))


def moment(*delen):
    return datetime(*delen, tzinfo=AMSTERDAM)


class TestEersteContact:
    def test_gewone_dagen_en_weekend(self):
        vrijdag, maandag = moment(2026, 11, 20, 16, 30), moment(2026, 11, 23, 9, 0)
        assert verstreken_uren(vrijdag, maandag) == Decimal("64.5")
        assert verstreken_uren(maandag, vrijdag) == Decimal("-64.5")

    def test_de_klok_gaat_vooruit(self):
        assert verstreken_uren(moment(2026, 3, 28, 12), moment(2026, 3, 29, 12)) == 23

    def test_de_klok_gaat_terug(self):
        assert verstreken_uren(moment(2026, 10, 24, 12), moment(2026, 10, 25, 12)) == 25

    def test_het_dubbele_uur(self):
        eerste, tweede = moment(2026, 10, 25, 2, 30), moment(2026, 10, 25, 2, 30).replace(fold=1)
        assert verstreken_uren(eerste, tweede) == 1

    def test_zonder_tijdzone_wordt_niet_gerekend(self):
        with pytest.raises(ValueError, match="time zone"):
            verstreken_uren(datetime(2026, 1, 1), moment(2026, 1, 2))

    def test_resterend(self):
        ontvangen = moment(2026, 10, 24, 12)
        assert uren_resterend(ontvangen, 24, moment(2026, 10, 25, 12)) == -1
        assert uren_resterend(ontvangen, 24, moment(2026, 10, 24, 18)) == 18
        assert uren_resterend(ontvangen, None, ontvangen) is None
        assert uiterste_contactmoment(ontvangen, 24) == moment(2026, 10, 25, 11)
        assert uiterste_contactmoment(ontvangen, None) is None

    def test_stand(self):
        ontvangen = moment(2026, 11, 2, 10)
        precies, later = ontvangen + timedelta(hours=24), ontvangen + timedelta(hours=24, seconds=1)
        nu = ontvangen + timedelta(days=9)
        assert contact_stand(ontvangen, precies, 24, nu) is ContactStand.OP_TIJD
        assert contact_stand(ontvangen, later, 24, nu) is ContactStand.TE_LAAT
        assert contact_stand(ontvangen, None, 24, precies) is ContactStand.OPEN
        assert contact_stand(ontvangen, None, 24, later) is ContactStand.TE_LAAT
        assert contact_stand(ontvangen, precies, None, nu) is ContactStand.NVT

    def test_een_later_contact_was_op_een_vroeger_moment_nog_niet_bekend(self):
        ontvangen = moment(2026, 11, 2, 10)
        gesproken = ontvangen + timedelta(hours=20)
        assert contact_stand(ontvangen, gesproken, 24, ontvangen + timedelta(hours=5)) is ContactStand.OPEN

    def test_alleen_verwijzingen_ouder_dan_de_termijn_tellen_mee(self):
        ontvangen = moment(2026, 11, 2, 10)
        assert not telt_mee_voor_contact(ontvangen, 24, ontvangen + timedelta(hours=24))
        assert telt_mee_voor_contact(ontvangen, 24, ontvangen + timedelta(hours=24, seconds=1))
        assert not telt_mee_voor_contact(ontvangen, None, ontvangen + timedelta(days=99))

    @given(
        st.datetimes(min_value=datetime(2015, 1, 1), max_value=datetime(2035, 1, 1)),
        st.integers(min_value=0, max_value=10**7),
    )
    def test_de_zone_van_de_klok_maakt_niet_uit(self, utc, seconden):
        begin = utc.replace(tzinfo=UTC)
        eind = begin + timedelta(seconds=seconden)
        uren = verstreken_uren(begin.astimezone(AMSTERDAM), eind.astimezone(AMSTERDAM))
        assert uren == Decimal(seconden) / 3600
        assert verstreken_uren(begin, eind.astimezone(ZoneInfo("America/Curacao"))) == uren


class TestBegeleiding:
    def test_een_jaar_heeft_52_wekelijkse_periodes(self):
        periodes = begeleidingsperiodes(date(2025, 9, 1), date(2026, 8, 31))
        assert len(periodes) == 52
        assert periodes[0] == Periode(1, date(2025, 9, 1), date(2025, 9, 7))
        assert periodes[-1] == Periode(52, date(2026, 8, 24), date(2026, 8, 30))

    def test_weken_tellen_vanaf_de_start_en_niet_vanaf_maandag(self):
        assert begeleidingsperiodes(date(2026, 1, 1), date(2026, 1, 13)) == [
            Periode(1, date(2026, 1, 1), date(2026, 1, 7))
        ]

    @pytest.mark.parametrize("afbouw", [AFBOUW, [(1, 1), *AFBOUW], [(27, 4), (13, 2)]])
    def test_afbouw_geeft_12_7_7(self, afbouw):
        start = date(2025, 9, 1)
        weken = [p.week for p in begeleidingsperiodes(start, start + timedelta(weeks=52, days=-1), afbouw)]
        assert weken == [*range(1, 13), *range(13, 27, 2), 27, 31, 35, 39, 43, 47, 51]
        assert len(weken) == 26

    def test_een_periode_loopt_tot_de_volgende_week_met_gesprek(self):
        start = date(2025, 9, 1)
        laatste = begeleidingsperiodes(start, date(2026, 8, 31), AFBOUW)[-1]
        assert laatste.start == start + timedelta(weeks=50)
        assert laatste.eind == start + timedelta(weeks=54, days=-1)

    def test_een_stap_begint_opnieuw_te_tellen(self):
        start = date(2026, 1, 5)
        weken = [p.week for p in begeleidingsperiodes(start, start + timedelta(weeks=12), [(3, 4), (8, 3)])]
        assert weken == [1, 2, 3, 7, 8, 11]

    @pytest.mark.parametrize("afbouw", [[(0, 2)], [(3, 0)], [(3, 2), (3, 4)], [(-2, 1)]])
    def test_een_onmogelijke_afbouw(self, afbouw):
        with pytest.raises(ValueError, match="taper"):
            begeleidingsperiodes(date(2026, 1, 1), date(2026, 12, 31), afbouw)

    def test_telt_vanaf_de_lichting_anders_vanaf_de_eerste_toewijzing(self):
        assert begeleidingsstart(date(2026, 1, 1), date(2026, 2, 1)) == date(2026, 1, 1)
        assert begeleidingsstart(None, date(2026, 2, 1)) == date(2026, 2, 1)
        assert begeleidingsstart(None, None) is None

    def test_wie_later_instroomt_telt_vanaf_haar_eigen_dag(self):
        start, later = date(2026, 1, 1), date(2026, 3, 2)
        assert begeleidingsstart(start, None, later) == later
        assert begeleidingsstart(start, None, start) == start
        assert begeleidingsstart(None, later, start) == later

    @given(DAGEN, AFBOUWEN, st.integers(min_value=0, max_value=900))
    def test_periodes_sluiten_aan_en_bedekken_elke_dag(self, start, afbouw, dagen):
        tot = start + timedelta(days=dagen)
        periodes = begeleidingsperiodes(start, tot, afbouw)
        assert len(periodes) <= (dagen + 1) // 7
        assert bool(periodes) is (dagen >= 6)
        for een, ander in pairwise(periodes):
            assert ander.start == een.eind + timedelta(days=1)
        huidig = periode_op(start, tot, afbouw)
        assert huidig.bevat(tot)
        assert huidig in periodes or huidig.start + timedelta(days=6) > tot
        assert all((p.start - start).days == 7 * (p.week - 1) for p in periodes)

    def test_standen(self):
        start = date(2026, 1, 5)
        beoordeeld = beoordeel_periodes(
            start,
            date(2026, 2, 4),
            [date(2026, 1, 11), date(2026, 1, 12), date(2026, 3, 1)],
            verontschuldigd=[date(2026, 1, 20), date(2026, 1, 12)],
        )
        assert [(b.periode.week, b.stand.value, b.afgesloten) for b in beoordeeld] == [
            (1, "gehaald", True),
            (2, "gehaald", True),  # the talk was moved within the period, not missed
            (3, "verontschuldigd", True),
            (4, "gemist", True),
            (5, "lopend", False),
        ]
        assert dekking(beoordeeld) == (2, 3)

    def test_gemist_is_het_pas_als_de_periode_voorbij_is(self):
        start = date(2026, 1, 5)
        (zondag,) = beoordeel_periodes(start, date(2026, 1, 11), [])
        maandag = beoordeel_periodes(start, date(2026, 1, 12), [])[0]
        assert (zondag.stand, zondag.afgesloten) == ("lopend", False)
        assert (maandag.stand, maandag.afgesloten) == ("gemist", True)

    def test_een_afgesloten_jaar_met_afbouw_heeft_26_periodes(self):
        start, einde = date(2025, 9, 1), date(2026, 8, 31)
        beoordeeld = beoordeel_periodes(start, date(2026, 12, 1), [start], afbouw=AFBOUW, einde=einde)
        assert dekking(beoordeeld) == (1, 26)
        assert beoordeeld[-1].periode.eind == einde
        assert dekking(beoordeel_periodes(start, einde, [], afbouw=AFBOUW, einde=einde)) == (0, 26)
        assert dekking(beoordeel_periodes(start, einde, [], einde=einde)) == (0, 52)

    def test_een_gesprek_na_het_einde_telt_niet(self):
        einde = date(2026, 1, 18)
        beoordeeld = beoordeel_periodes(
            date(2026, 1, 5), date(2026, 3, 1), [date(2026, 1, 20)], afbouw=[(2, 4)], einde=einde
        )
        assert [b.stand.value for b in beoordeeld] == ["gemist", "gemist"]

    def test_een_gesprek_na_de_peildatum_is_nog_niet_bekend(self):
        start, dag = date(2026, 1, 5), date(2026, 1, 8)
        assert beoordeel_periodes(start, dag, [date(2026, 1, 9)])[0].stand == "lopend"
        assert beoordeel_periodes(start, dag, [], verontschuldigd=[date(2026, 1, 9)])[0].stand == "lopend"
        assert beoordeel_periodes(start, dag, [dag])[0].stand == "gehaald"

    def test_nog_niet_begonnen(self):
        assert beoordeel_periodes(date(2026, 1, 5), date(2026, 1, 4), []) == []
        assert periode_op(date(2026, 1, 5), date(2026, 1, 4)) is None

    @given(DAGEN, AFBOUWEN, st.lists(st.integers(0, 400)), st.lists(st.integers(0, 400)), st.integers(0, 400))
    def test_dekking_is_nooit_meer_dan_alles(self, start, afbouw, gesprekken, vrij, dagen):
        beoordeeld = beoordeel_periodes(
            start,
            start + timedelta(days=dagen),
            [start + timedelta(days=d) for d in gesprekken],
            afbouw=afbouw,
            verontschuldigd=[start + timedelta(days=d) for d in vrij],
        )
        teller, noemer = dekking(beoordeeld)
        assert 0 <= teller <= noemer <= len(beoordeeld)
        assert all(b.stand != "gemist" or b.periode.eind < start + timedelta(days=dagen) for b in beoordeeld)

    def test_volgend_gesprek_houdt_de_weekdag(self):
        start = date(2025, 9, 1)
        assert volgend_gesprek(start, date(2025, 9, 3)) == date(2025, 9, 10)
        assert volgend_gesprek(start, start + timedelta(weeks=11), AFBOUW) == start + timedelta(weeks=12)
        assert volgend_gesprek(start, start + timedelta(weeks=12, days=2), AFBOUW) == start + timedelta(
            weeks=14, days=2
        )
        assert volgend_gesprek(start, date(2025, 8, 1)) == start

    @given(DAGEN, AFBOUWEN, st.integers(0, 600))
    def test_volgend_gesprek_valt_in_de_volgende_periode(self, start, afbouw, dagen):
        gesprek = start + timedelta(days=dagen)
        volgend = volgend_gesprek(start, gesprek, afbouw)
        assert volgend.weekday() == gesprek.weekday()
        nu = periode_op(start, gesprek, afbouw)
        assert periode_op(start, volgend, afbouw).start == nu.eind + timedelta(days=1)


class TestRatio:
    @pytest.mark.parametrize(("kandidaten", "nodig"), [(0, 0), (1, 1), (40, 8), (41, 9)])
    def test_een_op_vijf(self, kandidaten, nodig):
        assert coaches_nodig(kandidaten, 5) == nodig

    def test_overschreden(self):
        assert not ratio_overschreden(40, 8, 5)
        assert ratio_overschreden(41, 8, 5)
        assert ratio_overschreden(1, 0, 5)
        assert not ratio_overschreden(0, 0, 5)
        assert not ratio_overschreden(400, 0, None)

    @pytest.mark.parametrize(("kandidaten", "maximum"), [(4, 0), (-1, 5)])
    def test_onmogelijk(self, kandidaten, maximum):
        with pytest.raises(ValueError, match="counted"):
            coaches_nodig(kandidaten, maximum)


class TestOpleidingEnVerblijf:
    """Ro!Entree: start 5-1-2026, 16 weeks, 8 months, refresher every 5 weeks, at most 24 months."""

    def test_ro_entree(self):
        assert einde_opleiding(date(2026, 1, 5), weken=16) == date(2026, 4, 26)
        start = date(2026, 4, 27)
        einde = laatste_dag(start, 8)
        assert einde == date(2026, 12, 26)
        assert terugkomdagen(start, einde, 5) == [
            date(2026, 6, 1),
            date(2026, 7, 6),
            date(2026, 8, 10),
            date(2026, 9, 14),
            date(2026, 10, 19),
            date(2026, 11, 23),
        ]
        assert laatste_dag(start, 24) == date(2028, 4, 26)

    def test_de_laatste_contractdag_telt_mee(self):
        start = date(2026, 4, 27)
        assert terugkomdagen(start, date(2026, 6, 1), 5) == [date(2026, 6, 1)]
        assert terugkomdagen(start, date(2026, 5, 31), 5) == []
        assert terugkomdagen(start, date(2026, 1, 1), 5) == []
        assert terugkomdagen(start, date(2027, 5, 31), None) == []

    def test_duur_van_de_opleiding(self):
        assert einde_opleiding(date(2020, 9, 1), maanden=12) == date(2021, 8, 31)
        assert einde_opleiding(date(2026, 1, 5)) is None

    @pytest.mark.parametrize("duur", [{"weken": 0}, {"maanden": 0}, {"weken": 2, "maanden": 1}])
    def test_onmogelijke_duur(self, duur):
        with pytest.raises(ValueError, match="last"):
            einde_opleiding(date(2026, 1, 5), **duur)

    def test_onmogelijke_terugkomdag(self):
        with pytest.raises(ValueError, match="interval"):
            terugkomdagen(date(2026, 1, 5), date(2026, 12, 1), 0)

    @pytest.mark.parametrize(
        ("vandaag", "verwacht"),
        [
            (date(2027, 10, 25), None),
            (date(2027, 10, 26), 6),
            (date(2028, 1, 25), 6),
            (date(2028, 1, 26), 3),
            (date(2028, 3, 25), 3),
            (date(2028, 3, 26), 1),
            (date(2028, 4, 26), 1),
            (date(2028, 4, 27), 0),
        ],
    )
    def test_waarschuwing_voor_maximaal_verblijf(self, vandaag, verwacht):
        assert verblijfswaarschuwing(date(2028, 4, 26), vandaag) == verwacht
