"""The figures from real rows: the worked examples of the design, what counts when, and who reads which number."""

import datetime as dt
from fractions import Fraction

import pytest

from kandidaten.diensten import geef_toestemming, trek_toestemming_in
from rapportage.cijfers import Bereik, bereik_van, cijfers_van
from rapportage.kerncijfers import ProefNaarContract, gestart, met_contract, proef_naar_contract
from rapportage.retentie import retentiecurve, waarnemingen
from rapportage.retentieduur import Variant
from tests import fabrieken
from tests.rapportage.hulp import PEILDATUM, gesprek, lopend, nieuw_traject, plaatsing
from tests.stappen import breng_naar
from trajecten.diensten import corrigeer_status
from trajecten.models import Traject
from trajecten.plaatsing.diensten import beeindig_plaatsing, leg_contract_vast, start_proefplaatsing
from trajecten.plaatsing.meetmomenten import leg_meetmoment_vast
from trajecten.statussen import Status

D = dt.date


@pytest.fixture(autouse=True)
def zaterdag(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def alles(manager):
    """Everything, with nothing hidden: the figures themselves."""
    return Bereik("alles", Traject.objects.all(), 1)


def curve(variant=Variant.BETAALD_WERK, peildatum=PEILDATUM):
    return retentiecurve(Traject.objects.all(), variant=variant, peildatum=peildatum)


# --- Retention: the worked example ------------------------------------------------------------------------------------
VOORBEELD = [
    (D(2025, 9, 1), None),
    (D(2025, 9, 1), D(2026, 2, 28)),
    (D(2025, 9, 1), D(2026, 2, 27)),
    (D(2025, 9, 1), D(2025, 11, 15)),
    (D(2026, 3, 1), None),
    (D(2026, 7, 1), None),
    (D(2025, 11, 1), None),
    (D(2025, 11, 1), D(2026, 10, 31)),
    (D(2026, 1, 12), D(2026, 9, 4)),
    (D(2026, 8, 31), None),
]


@pytest.fixture
def voorbeeld(mens):
    return [mens(start, einde) for start, einde in VOORBEELD]


@pytest.mark.parametrize("variant", Variant)
def test_uitgewerkt_voorbeeld(voorbeeld, variant):
    gevonden = curve(variant)
    assert gevonden.overleving(3) == Fraction(9, 10)
    assert gevonden.overleving(6) == Fraction(27, 35)
    assert gevonden.overleving(9) == gevonden.overleving(12) == Fraction(18, 35)
    assert [gevonden.risico(n) for n in (3, 6, 9, 12)] == [8, 6, 3, 3]


@pytest.mark.parametrize("naam", ["manager", "coordinator_groningen"])
def test_uitgewerkt_voorbeeld_op_het_scherm(als, request, voorbeeld, naam):
    """Fewer than five at risk says nothing, to whoever looks."""
    antwoord = als(request.getfixturevalue(naam)).get("/cijfers/P02/")
    punten = {punt.maanden: punt for punt in antwoord.context["cijfers"]["punten"]}
    assert [punten[n].retentie for n in (3, 6, 9 + 3)] == ["90,0 %", "77,1 %", "te weinig gegevens"]
    assert [punten[n].risico for n in (3, 6)] == ["8", "6"]
    assert punten[12].risico == ("< 5" if naam == "manager" else "3")
    html = antwoord.content.decode()
    assert "Na 6 maanden werkt 77,1 % nog, 95 %-interval" in html
    assert "Peildatum 21 nov 2026" in html
    assert "10 mensen met betaald werk gevolgd" in html


def test_proefplaatsing_en_opleiding_zijn_geen_werk(mens, regio_groningen, programma, coordinator_groningen):
    traject = lopend(regio_groningen, programma, coordinator_groningen, D(2026, 1, 1))
    proef = plaatsing(
        traject,
        "proefplaatsing",
        D(2026, 1, 1),
        D(2026, 2, 28),
        laatste_werkdag=D(2026, 2, 28),
        eindreden="n_vervolg",
    )
    assert waarnemingen(Traject.objects.all(), variant=Variant.BETAALD_WERK, peildatum=PEILDATUM) == []
    plaatsing(traject, "detachering", D(2026, 3, 1), D(2026, 8, 31), vorige=proef)
    (gezien,) = waarnemingen(Traject.objects.all(), variant=Variant.BETAALD_WERK, peildatum=PEILDATUM)
    assert (gezien.duur, gezien.gebeurtenis) == (6, False), "a fixed term confirms itself to its last day"


def test_waar_niemand_naar_kijkt_telt_niet_eeuwig_mee(mens):
    mens(D(2025, 1, 1), bevestigd=D(2025, 3, 31))
    gevonden = curve()
    assert (gevonden.risico(3), gevonden.risico(4)) == (1, 0)
    assert gevonden.overleving(12) == 1, "censored, not gone"


def test_geplande_uitstroom_is_geen_vertrek_en_onbekend_wel(mens):
    mens(D(2026, 1, 1), D(2026, 6, 30), reden="c_geplande_uitstroom")
    mens(D(2026, 1, 1), D(2026, 6, 30), reden="x_onbekend")
    mens(D(2026, 1, 1))
    assert curve().overleving(9) == Fraction(2, 3)


def test_intrekken_van_toestemming_is_geen_vertrek(mens, coordinator_groningen):
    """What was heard after she said "ask me no more" does not count."""
    traject = mens(D(2026, 1, 1), D(2026, 9, 30))
    toestemming = geef_toestemming(
        kandidaat=traject.kandidaat,
        doel="meten",
        tekstversie="1",
        door=coordinator_groningen,
        gegeven_op=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    gesprek(traject, coordinator_groningen, D(2026, 4, 30), werkt_nog=True)
    assert [(w.duur, w.gebeurtenis) for w in _gezien()] == [(9, True)]
    juni = dt.datetime(2026, 6, 15, tzinfo=dt.UTC)
    trek_toestemming_in(toestemming, door=coordinator_groningen, ingetrokken_op=juni)
    assert [(w.duur, w.gebeurtenis) for w in _gezien()] == [(4, False)]
    geef_toestemming(kandidaat=traject.kandidaat, doel="meten", tekstversie="2", door=coordinator_groningen)
    assert [(w.duur, w.gebeurtenis) for w in _gezien()] == [(9, True)], "and she may change her mind"


def _gezien(variant=Variant.BETAALD_WERK, peildatum=PEILDATUM):
    return waarnemingen(Traject.objects.all(), variant=variant, peildatum=peildatum)


@pytest.mark.parametrize(
    ("antwoord", "maanden"),
    [
        ("zelfde_werkplek", {Variant.WERKPLEK: 6, Variant.WERKGEVER: 6, Variant.BETAALD_WERK: 6}),
        ("zelfde_werkgever", {Variant.WERKPLEK: 0, Variant.WERKGEVER: 6, Variant.BETAALD_WERK: 6}),
        ("ander_werk", {Variant.WERKPLEK: 0, Variant.WERKGEVER: 0, Variant.BETAALD_WERK: 6}),
        ("onbekend", {Variant.WERKPLEK: 0, Variant.WERKGEVER: 0, Variant.BETAALD_WERK: 0}),
    ],
)
def test_een_meting_bevestigt_alleen_wat_zij_zegt(mens, coordinator_groningen, antwoord, maanden):
    traject = mens(D(2026, 1, 1), bevestigd=None)
    leg_meetmoment_vast(
        traject,
        na_maanden=6,
        datum=D(2026, 7, 1),
        antwoord=antwoord,
        bron="werkgever",
        door=coordinator_groningen,
    )
    for variant, verwacht in maanden.items():
        (gezien,) = _gezien(variant)
        assert (int(gezien.duur), gezien.gebeurtenis) == (verwacht, False), variant


def test_laatste_werkdag_uit_een_meting(mens, coordinator_groningen):
    traject = mens(D(2026, 1, 1), bevestigd=None)
    leg_meetmoment_vast(
        traject,
        na_maanden=6,
        datum=D(2026, 8, 1),
        antwoord="geen_werk",
        laatste_werkdag=D(2026, 4, 30),
        bron="kandidaat",
        door=coordinator_groningen,
    )
    assert [(w.duur, w.gebeurtenis) for w in _gezien()] == [(4, True)]


def test_andere_baan_hangt_van_de_vraag_af(mens, coordinator_groningen):
    """She left for another job: gone from this workplace, not from paid work, as far as somebody confirmed it."""
    traject = mens(D(2026, 1, 1), D(2026, 3, 31), reden="v_andere_baan")
    leg_meetmoment_vast(
        traject,
        na_maanden=6,
        datum=D(2026, 7, 31),
        antwoord="ander_werk",
        bron="kandidaat",
        door=coordinator_groningen,
    )
    assert [(w.duur, w.gebeurtenis) for w in _gezien(Variant.WERKPLEK)] == [(3, True)]
    assert [(w.duur, w.gebeurtenis) for w in _gezien(Variant.BETAALD_WERK)] == [(7, False)]


def test_andere_werkplek_bij_dezelfde_werkgever(mens):
    traject = lopend_bij_twee_inleners(mens)
    assert [(w.duur, w.gebeurtenis) for w in _gezien(Variant.WERKPLEK)] == [(6, True)]
    assert [(w.duur, w.gebeurtenis) for w in _gezien(Variant.WERKGEVER)] == [(10, False)]
    assert traject.plaatsingen.count() == 2


def lopend_bij_twee_inleners(mens):
    ocaro = fabrieken.WerkgeverFabriek(naam="Ocaro")
    traject = mens(
        D(2026, 1, 1),
        D(2026, 6, 30),
        reden="n_vervolg",
        werkgever=ocaro,
        werkplek=fabrieken.WerkgeverFabriek(naam="KPN"),
    )
    plaatsing(
        traject,
        "detachering",
        D(2026, 7, 1),
        D(2026, 10, 31),
        werkgever=ocaro,
        werkplek=fabrieken.WerkgeverFabriek(naam="DUO"),
        vorige=traject.plaatsingen.get(),
    )
    return traject


def test_wie_een_contract_kreeg_voor_de_start_telt_mee(regio_groningen, programma, coordinator_groningen):
    """The employment starts the clock, not the status."""
    traject = nieuw_traject(
        regio_groningen, programma, status=Status.GESELECTEERD, door=coordinator_groningen
    )
    plaatsing(traject, "regulier", D(2026, 10, 1))
    assert len(_gezien()) == 1


# --- A reference date in the past -------------------------------------------------------------------------------------
def test_peildatum_in_het_verleden_kent_latere_feiten_niet(voorbeeld, alles, programma):
    toen = D(2026, 3, 1)
    gevonden = curve(peildatum=toen)
    assert gevonden.aantal == 8, "who began on 1-7 and 31-8 had not begun"
    assert gevonden.risico(6) == 1, "the talk that shows who still works was months later"
    cijfers = cijfers_van(programma, alles, variant=Variant.BETAALD_WERK, peildatum=toen)
    assert cijfers["regels"][0].waarde == "8"
    assert (
        cijfers_van(programma, alles, variant=Variant.BETAALD_WERK, peildatum=PEILDATUM)["regels"][0].waarde
        == "10"
    )


def test_een_later_vertrek_was_toen_nog_niet_gebeurd(mens):
    mens(D(2026, 1, 1), D(2026, 9, 30))
    (toen,) = _gezien(peildatum=D(2026, 9, 29))
    (nu,) = _gezien()
    assert (toen.gebeurtenis, nu.gebeurtenis) == (False, True)


def test_teruggedraaide_stap_telt_niet(traject, coordinator_groningen):
    breng_naar(traject, Status.LOPEND, door=coordinator_groningen, op=D(2026, 9, 1))
    assert gestart(Traject.objects.all(), peildatum=PEILDATUM).count() == 1
    assert gestart(Traject.objects.all(), peildatum=D(2026, 8, 31)).count() == 0
    corrigeer_status(traject, door=coordinator_groningen, toelichting="Verkeerde persoon")
    assert gestart(Traject.objects.all(), peildatum=PEILDATUM).count() == 0


# --- Trial -> contract ------------------------------------------------------------------------------------------------
def test_groningen_16_van_16(regio_groningen, coordinator_groningen, time_machine):
    """1-9-2020, trial to 31-10-2020, 16 contracts from 1-11: 100,0 %, through the services."""
    time_machine.move_to(dt.datetime(2020, 9, 1, 12, 0, tzinfo=dt.UTC), tick=False)
    programma = fabrieken.ProgrammaFabriek(code="GRN", naam="Groningen 2020")
    ocaro = fabrieken.WerkgeverFabriek(naam="Ocaro")
    kpn = fabrieken.WerkgeverFabriek(naam="KPN")
    proeven = []
    for _ in range(16):
        traject = lopend(regio_groningen, programma, coordinator_groningen, D(2020, 9, 1))
        proeven.append(
            start_proefplaatsing(
                traject,
                formele_werkgever=ocaro,
                werkplek=kpn,
                start=D(2020, 9, 1),
                toestemming_op=D(2020, 9, 1),
                intentie_maanden=6,
                intentie_uren=24,
                aansprakelijkheid=True,
                functie="medewerker klantcontact",
                uren_per_week=24,
                door=coordinator_groningen,
            ).plaatsing
        )
    trajecten = Traject.objects.filter(programma=programma)
    assert proeven[0].gepland_einde == D(2020, 10, 31)
    assert proef_naar_contract(trajecten, peildatum=D(2020, 10, 31)) == ProefNaarContract(0, 0, 16)
    time_machine.move_to(dt.datetime(2020, 11, 1, 12, 0, tzinfo=dt.UTC), tick=False)
    for proef in proeven:
        leg_contract_vast(
            proef.traject,
            soort="detachering",
            formele_werkgever=ocaro,
            werkplek=kpn,
            start=D(2020, 11, 1),
            gepland_einde=D(2021, 6, 30),
            functie="medewerker klantcontact",
            uren_per_week=24,
            vorige=proef,
            door=coordinator_groningen,
        )
    assert proef_naar_contract(trajecten, peildatum=D(2020, 11, 1)) == ProefNaarContract(16, 16, 0)
    cijfers = cijfers_van(
        programma, bereik_van(coordinator_groningen), variant=Variant.BETAALD_WERK, peildatum=D(2020, 11, 1)
    )
    assert [regel.waarde for regel in cijfers["regels"]] == ["16", "16", "100,0 %"]
    assert met_contract(trajecten, peildatum=D(2020, 10, 31)).count() == 0


@pytest.mark.parametrize(("dagen", "telt"), [(1, 1), (31, 1), (32, 0)])
def test_contract_binnen_31_dagen(regio_groningen, programma, coordinator_groningen, dagen, telt):
    traject = lopend(regio_groningen, programma, coordinator_groningen, D(2026, 3, 1))
    einde = D(2026, 4, 30)
    plaatsing(traject, "proefplaatsing", D(2026, 3, 1), einde, laatste_werkdag=einde, eindreden="n_vervolg")
    plaatsing(traject, "detachering", einde + dt.timedelta(days=dagen), D(2026, 12, 31))
    assert proef_naar_contract(Traject.objects.all(), peildatum=PEILDATUM) == ProefNaarContract(telt, 1, 0)


def test_mislukte_proef_voor_de_start_telt_ook(regio_groningen, programma, coordinator_groningen, alles):
    """A trial may begin before the traject is started; when it fails, that must not better the figure."""
    traject = nieuw_traject(
        regio_groningen, programma, status=Status.GESELECTEERD, door=coordinator_groningen
    )
    proef = plaatsing(traject, "proefplaatsing", D(2026, 9, 1), D(2026, 10, 31))
    beeindig_plaatsing(
        proef,
        laatste_werkdag=D(2026, 9, 20),
        eindreden="v_werk_past_niet",
        gezien=proef.versie,
        door=coordinator_groningen,
    )
    cijfers = cijfers_van(programma, alles, variant=Variant.BETAALD_WERK, peildatum=PEILDATUM)
    assert cijfers["regels"][2].waarde == "0,0 %"


def test_zonder_proefplaatsingen_niet_van_toepassing(traject, programma, alles):
    cijfers = cijfers_van(programma, alles, variant=Variant.BETAALD_WERK, peildatum=PEILDATUM)
    assert [regel.waarde for regel in cijfers["regels"]] == ["0", "0", "n.v.t."]
    assert cijfers["zin"].startswith("Er zijn nog te weinig mensen")


# --- A next placement is no exit ------------------------------------------------------------------------------------
def test_een_weekend_tussen_twee_contracten_op_dezelfde_werkplek_is_geen_vertrek(mens, coordinator_groningen):
    """Recorded by hand as "niet verlengd" on Friday, a next contract from Monday on: followed is no exit."""
    traject = mens(D(2025, 9, 1), D(2026, 2, 27))
    eerste = traject.plaatsingen.get()
    plaatsing(
        traject,
        "arbeidsovereenkomst",
        D(2026, 3, 2),
        werkgever=eerste.formele_werkgever,
        werkplek=eerste.werkplek,
        vorige=eerste,
    )
    gesprek(traject, coordinator_groningen, D(2026, 11, 20), werkt_nog=True)
    (waarneming,) = _gezien(Variant.WERKPLEK)
    assert not waarneming.gebeurtenis
    assert waarneming.duur > 14
    # On a day before it began nobody knew of it.
    (toen,) = _gezien(Variant.WERKPLEK, D(2026, 3, 1))
    assert toen.gebeurtenis
