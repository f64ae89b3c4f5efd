"""The two lists of Groningen 2020 go in without manual repair, except for what they really lack."""

from datetime import date

import pytest

from inlezen.meldingen import Niveau
from inlezen.oordeel import BekendePersoon, Oordeel, beoordeel_rijen
from inlezen.velden import Veld
from kandidaten.keuzes import Kinderopvang, Uitkering
from tests.inlezen.hulp import AAN_ZET, KPN, codes, lees_rijen, lijst_uit, regels

ZOMER_2020 = date(2020, 7, 1)


@pytest.fixture(scope="module")
def uwv():
    return lijst_uit("verwijzing-uwv-groningen.xlsx")


@pytest.fixture(scope="module")
def werk_in_zicht():
    return lijst_uit("verwijzing-werk-in-zicht.csv")


@pytest.fixture
def uwv_rijen(uwv):
    return lees_rijen(uwv, regels(KPN, ZOMER_2020))


@pytest.fixture
def wiz_rijen(werk_in_zicht):
    return lees_rijen(werk_in_zicht, regels(KPN, ZOMER_2020))


def als_bekend(pk, rij):
    """The person as she is stored after this row was imported for KPN."""
    gegevens = {
        veld: rij.waarde(veld)
        for veld in (
            Veld.VOORLETTERS,
            Veld.POSTCODE,
            Veld.WOONPLAATS,
            Veld.UREN_PER_WEEK,
            Veld.CONTACTPERSOON,
        )
    }
    return BekendePersoon(
        pk=pk,
        voornaam=rij.waarde("voornaam"),
        tussenvoegsel=rij.waarde("tussenvoegsel"),
        achternaam=rij.waarde("achternaam"),
        geboortedatum=rij.waarde("geboortedatum"),
        email=rij.waarde("email"),
        telefoon=rij.waarde("telefoon"),
        open_programmas=frozenset({KPN.pk}),
        huidige_gegevens=gegevens,
    )


def test_kopregel_op_rij_3_en_tweede_blad_genegeerd(uwv):
    assert uwv.bladnaam == "Voorselectie"
    assert uwv.kopregel == 3
    assert [rij.nummer for rij in uwv.rijen] == list(range(4, 11))
    assert [m.code for m in uwv.meldingen] == ["blad_gelezen", "blad_overgeslagen"]
    assert "Toelichting" in uwv.meldingen[1].tekst


def test_kolommen_van_het_uwv(uwv):
    assert [kolom.veld for kolom in uwv.kolommen] == [
        "achternaam",
        "tussenvoegsel",
        "voornaam",
        "geboortedatum",
        "telefoon",
        "email",
        "woonplaats",
        "uitkering",
        "contactpersoon",
        "uren_per_week",
    ]
    assert uwv.kolommen[0].voorbeelden == ("Luinenburg", "Jansen", "Linschoten")


def test_alle_zeven_telefoonnummers_krijgen_hun_nul_terug(uwv_rijen):
    assert [rij.waarde("telefoon") for rij in uwv_rijen.values()] == [
        "+31670643907",
        "+31682302218",
        "+31614785235",
        "+31677078417",
        "+31678838211",
        "+31610073140",
        "+31646208666",
    ]
    for rij in uwv_rijen.values():
        assert codes(rij) == ["nul_hersteld"]
        assert rij.meldingen[0].niveau == Niveau.OPMERKING
        assert rij.meldingen[0].veld == "telefoon"


def test_een_rij_van_het_uwv_volledig(uwv_rijen):
    julia = uwv_rijen[4]
    assert {veld: julia.waarde(veld) for veld in julia.velden} == {
        "achternaam": "Luinenburg",
        "tussenvoegsel": "el",
        "voornaam": "Julia",
        "voorletters": "",
        "geboortedatum": date(1996, 1, 17),
        "telefoon": "+31670643907",
        "email": "julia.luinenburg69@example.nl",
        "woonplaats": "Leek",
        "uitkering": Uitkering.WIA,
        "contactpersoon": "M. Postma",
        "uren_per_week": 28,
    }
    assert [rij.waarde("uitkering") for rij in uwv_rijen.values()] == [
        "wia",
        "wajong",
        "wia",
        "wia",
        "ww",
        "wia",
        "ww",
    ]


def test_uitkering_alleen_waar_het_programma_erom_vraagt(uwv):
    """PRIV-05: else the column is skipped and that is said."""
    for rij in lees_rijen(uwv, regels(AAN_ZET, ZOMER_2020)).values():
        assert rij.waarde("uitkering") == ""
        assert codes(rij.velden["uitkering"]) == ["uitkering_niet_nodig"]


def test_cp1252_en_puntkomma_goed_gelezen(werk_in_zicht, wiz_rijen):
    assert werk_in_zicht.kopregel == 1
    assert werk_in_zicht.meldingen == ()
    assert wiz_rijen[6].waarde("voornaam") == "Aimée"
    assert wiz_rijen[7].waarde("achternaam") == "Öztürk"


def test_naam_naast_voornaam_is_de_achternaam(werk_in_zicht):
    assert [kolom.veld for kolom in werk_in_zicht.kolommen] == [
        "achternaam",
        "voorletters",
        "voornaam",
        "tussenvoegsel",
        "geboortedatum",
        "telefoon",
        "email",
        "postcode",
        "woonplaats",
        "contactpersoon",
        "kinderopvang",
    ]


def test_verloren_letters_zijn_een_waarschuwing(wiz_rijen):
    gemeld = {nummer: codes(rij) for nummer, rij in wiz_rijen.items() if rij.meldingen}
    assert gemeld == {4: ["letters_verloren"]}
    maya = wiz_rijen[4]
    assert maya.meldingen[0].niveau == Niveau.WAARSCHUWING
    assert maya.meldingen[0].veld == "achternaam"
    assert maya.waarde("achternaam") == "?osi?"
    assert not maya.heeft_fout


def test_een_rij_van_werk_in_zicht_volledig(wiz_rijen):
    cornelis = wiz_rijen[5]
    assert {veld: cornelis.waarde(veld) for veld in cornelis.velden} == {
        "achternaam": "Gruson",
        "tussenvoegsel": "van der",
        "voornaam": "Cornelis",
        "voorletters": "C.",
        "geboortedatum": date(1966, 1, 18),
        "telefoon": "+31666801829",
        "email": "cornelis.gruson94@example.nl",
        "postcode": "9839 LX",
        "woonplaats": "Stadskanaal",
        "contactpersoon": "J. Dijkstra",
        "kinderopvang": "",
    }
    assert wiz_rijen[3].waarde("kinderopvang") == Kinderopvang.NODIG
    assert wiz_rijen[2].waarde("kinderopvang") == Kinderopvang.NIET_NODIG


def test_alles_nieuw_de_eerste_keer(uwv_rijen, wiz_rijen):
    oordelen = beoordeel_rijen([*uwv_rijen.values(), *wiz_rijen.values()], [])
    assert [b.oordeel for b in oordelen] == [Oordeel.NIEUW] * 16


@pytest.mark.parametrize("welke", ["uwv_rijen", "wiz_rijen"])
def test_alles_ongewijzigd_de_tweede_keer(request, welke):
    rijen = request.getfixturevalue(welke).values()
    bekend = [als_bekend(pk, rij) for pk, rij in enumerate(rijen, start=100)]
    oordelen = beoordeel_rijen(rijen, bekend)
    assert [b.oordeel for b in oordelen] == [Oordeel.ONGEWIJZIGD] * len(bekend)
    assert [b.persoon_pk for b in oordelen] == [persoon.pk for persoon in bekend]


def test_telefoon_zoals_getypt_telt_als_hetzelfde_nummer(uwv_rijen):
    """Stored by hand as 06-70643907, in the list without its zero: nothing changed."""
    bekend = BekendePersoon(
        pk=1,
        voornaam="Julia",
        tussenvoegsel="el",
        achternaam="Luinenburg",
        geboortedatum=date(1996, 1, 17),
        email="Julia.Luinenburg69@example.nl",
        telefoon="06-70643907",
        open_programmas=frozenset({KPN.pk}),
    )
    assert beoordeel_rijen([uwv_rijen[4]], [bekend])[0].oordeel == Oordeel.ONGEWIJZIGD
