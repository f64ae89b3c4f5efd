from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis.maanden import maanden_tussen
from rapportage.overleving import bereken_curve, naieve_retentie
from rapportage.retentieduur import OVERBRUG_DAGEN, Dienstverband, Einde, Variant, retentieduur

PEIL = date(2026, 11, 21)
A, B, C = Variant.WERKPLEK, Variant.WERKGEVER, Variant.BETAALD_WERK
DAGEN = st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 12, 31))


def dienst(start, laatste=None, *, bevestigd=PEIL, **velden):
    return Dienstverband(start, laatste, bevestigd_op=[bevestigd] if bevestigd else (), **velden)


def meet(*diensten, variant=C, peildatum=PEIL, **velden):
    """Return (first day no longer or not yet known to work, exit?) - checked to give the same duration."""
    waarneming = retentieduur(diensten, variant=variant, peildatum=peildatum, **velden)
    start = min(d.start for d in diensten)
    eind = next(
        start + timedelta(days=n)
        for n in range(4000)
        if maanden_tussen(start, start + timedelta(days=n)) == waarneming.duur
    )
    return eind, waarneming.gebeurtenis


TABEL = [
    dienst(date(2025, 9, 1)),
    dienst(date(2025, 9, 1), date(2026, 2, 28)),
    dienst(date(2025, 9, 1), date(2026, 2, 27)),
    dienst(date(2025, 9, 1), date(2025, 11, 15)),
    dienst(date(2026, 3, 1)),
    dienst(date(2026, 7, 1)),
    dienst(date(2025, 11, 1)),
    dienst(date(2025, 11, 1), date(2026, 10, 31)),
    dienst(date(2026, 1, 12), date(2026, 9, 4)),
    dienst(date(2026, 8, 31)),
]


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize(
    ("maanden", "kans", "risico"),
    [(3, Fraction(9, 10), 8), (6, Fraction(27, 35), 6), (9, Fraction(18, 35), 3), (12, Fraction(18, 35), 3)],
)
def test_voorbeeld_met_datums(variant, maanden, kans, risico):
    curve = bereken_curve(retentieduur([d], variant=variant, peildatum=PEIL) for d in TABEL)
    assert curve.overleving(maanden) == kans
    assert curve.risico(maanden) == risico


def test_duren_van_het_voorbeeld():
    duren = [retentieduur([d], variant=C, peildatum=PEIL).duur for d in TABEL]
    assert duren[1] == 6
    assert duren[2] == 5 + Fraction(27, 28)
    assert duren[3] == Fraction(5, 2)
    assert duren[7] == 12
    assert duren[8] == 7 + Fraction(24, 31)
    assert duren[9] == 2 + Fraction(22, 30)


def test_naief_op_het_voorbeeld():
    waarnemingen = [retentieduur([d], variant=C, peildatum=PEIL) for d in TABEL]
    # Started a year ago or more: six. Two of them reached 12 months open, one served exactly 12, three left.
    assert naieve_retentie(waarnemingen, 12) == (3, 6)


class TestBevestigd:
    def test_wat_niemand_nagaat_telt_niet_als_werken(self):
        assert meet(dienst(date(2026, 1, 1), bevestigd=date(2026, 3, 31))) == (date(2026, 4, 1), False)

    def test_zonder_bevestiging_alleen_de_eerste_dag(self):
        assert meet(dienst(date(2026, 1, 1), bevestigd=None)) == (date(2026, 1, 2), False)

    def test_hooguit_tot_en_met_de_peildatum(self):
        assert meet(dienst(date(2026, 1, 1), bevestigd=None, zeker_tot=date(2027, 6, 30))) == (
            date(2026, 11, 22),
            False,
        )

    def test_een_lopend_tijdelijk_contract_bevestigt_tot_het_einde(self):
        assert meet(dienst(date(2026, 1, 1), bevestigd=None, zeker_tot=date(2026, 6, 30))) == (
            date(2026, 7, 1),
            False,
        )

    def test_een_latere_bevestiging_bestond_toen_nog_niet(self):
        d = Dienstverband(date(2026, 1, 1), bevestigd_op=[date(2026, 3, 1), date(2026, 8, 1)])
        assert meet(d, peildatum=date(2026, 6, 1)) == (date(2026, 3, 2), False)
        assert meet(d) == (date(2026, 8, 2), False)


class TestPeildatum:
    def test_wie_nog_moest_beginnen_telt_niet(self):
        assert retentieduur([dienst(date(2026, 11, 22))], variant=C, peildatum=PEIL) is None
        assert retentieduur([], variant=C, peildatum=PEIL) is None

    def test_een_einde_na_de_peildatum_was_er_nog_niet(self):
        d = dienst(date(2026, 1, 1), date(2026, 7, 31), bevestigd=date(2026, 6, 1))
        assert meet(d, peildatum=date(2026, 6, 1)) == (date(2026, 6, 2), False)
        assert meet(d, peildatum=date(2026, 7, 31)) == (date(2026, 8, 1), True)

    def test_een_volgende_baan_na_de_peildatum_was_er_nog_niet(self):
        eerste = dienst(date(2026, 1, 1), date(2026, 5, 31))
        tweede = dienst(date(2026, 6, 10))
        assert meet(eerste, tweede, peildatum=date(2026, 6, 5)) == (date(2026, 6, 1), True)
        assert meet(eerste, tweede) == (date(2026, 11, 22), False)

    def test_ingetrokken_toestemming_stopt_de_meting(self):
        d = dienst(date(2026, 1, 1), date(2026, 8, 31), zeker_tot=date(2026, 12, 31))
        assert meet(d, meting_tot=date(2026, 6, 15)) == (date(2026, 6, 16), False)
        assert meet(d, meting_tot=date(2026, 9, 15)) == (date(2026, 9, 1), True)


class TestEinde:
    @pytest.mark.parametrize(("einde", "uitstroom"), [(Einde.UITSTROOM, True), (Einde.GECENSUREERD, False)])
    def test_geplande_uitstroom_is_geen_uitstroom(self, einde, uitstroom):
        assert meet(dienst(date(2026, 1, 1), date(2026, 6, 30), einde=einde)) == (date(2026, 7, 1), uitstroom)

    def test_vervolg_zonder_volgende_plaatsing_is_nog_onbekend(self):
        assert meet(dienst(date(2026, 1, 1), date(2026, 6, 30), einde=Einde.VERVOLG)) == (
            date(2026, 7, 1),
            False,
        )

    def test_geplande_uitstroom_gaat_voor_uitstroom_op_dezelfde_dag(self):
        gepland = dienst(date(2026, 1, 1), date(2026, 6, 30), einde=Einde.GECENSUREERD, werkplek="KPN")
        bijbaan = dienst(date(2026, 2, 1), date(2026, 6, 30), werkplek="UWV")
        assert meet(gepland, bijbaan) == (date(2026, 7, 1), False)

    def test_een_einde_voor_de_start_is_een_fout(self):
        with pytest.raises(ValueError, match="before the start"):
            dienst(date(2026, 1, 2), date(2026, 1, 1))


class TestVarianten:
    """Seconded by Ocaro to KPN, then hired by KPN, then elsewhere."""

    GEDETACHEERD = dienst(
        date(2025, 1, 1), date(2025, 6, 30), einde=Einde.VERVOLG, werkplek="KPN", werkgever="Ocaro"
    )
    IN_DIENST = dienst(date(2025, 7, 1), date(2026, 1, 31), werkplek="KPN", werkgever="KPN")
    ELDERS = dienst(date(2026, 3, 1), werkplek="UWV", werkgever="UWV")

    def meet(self, variant):
        return meet(self.GEDETACHEERD, self.IN_DIENST, self.ELDERS, variant=variant)

    def test_zelfde_werkplek(self):
        assert self.meet(A) == (date(2026, 2, 1), True)

    def test_zelfde_formele_werkgever(self):
        assert self.meet(B) == (date(2025, 7, 1), True)

    def test_elk_betaald_werk_overbrugt_28_dagen(self):
        assert self.meet(C) == (PEIL + timedelta(days=1), False)

    @pytest.mark.parametrize(("dagen_ertussen", "werkt_nog"), [(0, True), (31, True), (32, False)])
    def test_overbruggen_tot_en_met_31_dagen(self, dagen_ertussen, werkt_nog):
        eerste = dienst(date(2026, 1, 1), date(2026, 3, 31))
        tweede = dienst(date(2026, 4, 1) + timedelta(days=dagen_ertussen))
        verwacht = (date(2026, 11, 22), False) if werkt_nog else (date(2026, 4, 1), True)
        assert meet(eerste, tweede) == verwacht

    def test_overbruggen_is_instelbaar(self):
        eerste, tweede = dienst(date(2026, 1, 1), date(2026, 3, 31)), dienst(date(2026, 4, 20))
        assert meet(eerste, tweede, overbrug_dagen={**OVERBRUG_DAGEN, C: 18}) == (date(2026, 4, 1), True)
        assert meet(eerste, tweede, overbrug_dagen={**OVERBRUG_DAGEN, C: 19}) == (date(2026, 11, 22), False)

    @pytest.mark.parametrize("variant", [A, B])
    def test_dezelfde_werkplek_overbrugt_alleen_bij_een_vervolg(self, variant):
        tweede = dienst(date(2026, 4, 3))
        weg = dienst(date(2026, 1, 1), date(2026, 3, 31))
        verlengd = dienst(date(2026, 1, 1), date(2026, 3, 31), einde=Einde.VERVOLG)
        assert meet(weg, tweede, variant=variant) == (date(2026, 4, 1), True)
        assert meet(verlengd, tweede, variant=variant) == (date(2026, 11, 22), False)

    def test_een_tweede_baan_ernaast_verlengt_elk_betaald_werk(self):
        hoofdbaan = dienst(date(2026, 1, 1), date(2026, 6, 30), werkplek="KPN")
        bijbaan = dienst(date(2026, 2, 1), date(2026, 8, 31), werkplek="UWV")
        assert meet(hoofdbaan, bijbaan, variant=C) == (date(2026, 9, 1), True)
        assert meet(hoofdbaan, bijbaan, variant=A) == (date(2026, 7, 1), True)

    def test_wie_in_een_andere_baan_nog_werkt_is_niet_uitgestroomd(self):
        hoofdbaan = dienst(date(2026, 1, 1), bevestigd=date(2026, 5, 1), werkplek="KPN")
        bijbaan = dienst(date(2026, 2, 1), date(2026, 5, 10), werkplek="UWV")
        assert meet(hoofdbaan, bijbaan) == (date(2026, 5, 11), False)

    def test_een_vergeten_einde_verbergt_geen_uitstroom(self):
        nooit_gesloten = dienst(date(2026, 1, 1), bevestigd=date(2026, 2, 1), werkplek="KPN")
        verlengd = dienst(date(2026, 4, 1), date(2026, 6, 30), werkplek="KPN")
        assert meet(nooit_gesloten, verlengd) == (date(2026, 7, 1), True)

    def test_een_kort_contract_ernaast_breekt_het_vervolg_niet(self):
        verlengd = dienst(date(2026, 1, 1), date(2026, 3, 31), einde=Einde.VERVOLG, werkplek="KPN")
        ernaast = dienst(date(2026, 3, 1), date(2026, 4, 5), werkplek="UWV")
        daarna = dienst(date(2026, 4, 20), werkplek="KPN")
        assert meet(verlengd, ernaast, daarna, variant=B) == (date(2026, 11, 22), False)

    def test_wie_terugkomt_na_een_lange_pauze_was_uitgestroomd(self):
        terug = dienst(date(2026, 8, 1))
        assert meet(dienst(date(2026, 1, 1), date(2026, 3, 31)), terug) == (date(2026, 4, 1), True)

    def test_een_open_dienstverband_heeft_geen_gat(self):
        open_eerste = dienst(date(2026, 1, 1), bevestigd=date(2026, 2, 1))
        assert meet(open_eerste, dienst(date(2026, 8, 1))) == (date(2026, 11, 22), False)


SPELLEN = st.lists(
    st.builds(
        lambda start, duur, einde, bevestigd, plek: Dienstverband(
            start,
            None if duur is None else start + timedelta(days=duur),
            einde,
            bevestigd_op=[start + timedelta(days=bevestigd)],
            werkplek=plek,
            werkgever=plek % 2,
        ),
        DAGEN,
        st.none() | st.integers(0, 900),
        st.sampled_from(Einde),
        st.integers(0, 900),
        st.integers(0, 3),
    ),
    max_size=5,
)


@given(SPELLEN, DAGEN)
def test_nooit_voorbij_de_peildatum_en_ruimere_varianten_duren_langer(diensten, peildatum):
    uitkomst = {v: retentieduur(diensten, variant=v, peildatum=peildatum) for v in Variant}
    if uitkomst[C] is None:
        assert all(d.start > peildatum for d in diensten)
        return
    assert 0 < uitkomst[A].duur <= uitkomst[B].duur <= uitkomst[C].duur <= uitkomst[C].sinds_start


@given(SPELLEN, DAGEN)
def test_latere_feiten_veranderen_een_oude_peildatum_niet(diensten, peildatum):
    toen = [
        Dienstverband(
            d.start,
            d.laatste_werkdag if d.laatste_werkdag and d.laatste_werkdag <= peildatum else None,
            d.einde,
            [dag for dag in d.bevestigd_op if dag <= peildatum],
            werkplek=d.werkplek,
            werkgever=d.werkgever,
        )
        for d in diensten
        if d.start <= peildatum
    ]
    for variant in Variant:
        assert retentieduur(diensten, variant=variant, peildatum=peildatum) == retentieduur(
            toen, variant=variant, peildatum=peildatum
        )
