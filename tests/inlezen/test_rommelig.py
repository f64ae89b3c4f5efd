"""verwijzing-rommelig.xlsx against what its owner wrote down in verwijzing-rommelig.verwacht.yaml, row by row."""

import re
from datetime import date

import pytest
import yaml

from inlezen.datums import als_datum
from inlezen.kopregel import lijst_naar_json
from inlezen.meldingen import Niveau
from inlezen.oordeel import BekendePersoon, Oordeel, beoordeel_rijen
from inlezen.rijen import lees_rij
from tests.inlezen.hulp import AAN_ZET, BESTANDEN, KPN, codes, lees_rijen, lijst_uit, regels

VERWACHT = yaml.safe_load((BESTANDEN / "verwijzing-rommelig.verwacht.yaml").read_text())
# What the text behind the verdict means, in the codes of the messages at that row.
CODES = {
    3: ["email_onleesbaar"],
    5: ["datum_toekomst"],
    6: ["ontbreekt"],
    8: ["telefoon_leeg"],
    9: ["bsn_niet_ingelezen"],
    10: ["bsn_mogelijk"],
    11: ["formule"],
    15: ["programma_onbekend"],
    17: ["datum_uit_getal"],
    18: ["datum_bestaat_niet"],
    19: ["datum_dubbelzinnig"],
    20: ["te_lang"],
}
# What the yaml says a row must hold, where it says so: in which field, and how a value of that field is written there.
GENOEMD = re.compile(r'(geboortedatum|telefoon|achternaam) "?(\+?[0-9 -]+[0-9]|[A-Z][a-z]+)')


@pytest.fixture(scope="module")
def uwv():
    """The people of the UWV list, known by the number of their row: it was read in before this one."""
    rijen = lees_rijen(lijst_uit("verwijzing-uwv-groningen.xlsx"), regels(programma=KPN))
    velden = ("voornaam", "tussenvoegsel", "achternaam", "geboortedatum", "email", "telefoon")
    return {
        nummer: BekendePersoon(
            pk=nummer, open_programmas=frozenset({KPN.pk}), **{veld: rij.waarde(veld) for veld in velden}
        )
        for nummer, rij in rijen.items()
    }


@pytest.fixture(scope="module")
def lijst():
    return lijst_uit("verwijzing-rommelig.xlsx")


@pytest.fixture(scope="module")
def rijen(lijst):
    return lees_rijen(lijst, regels(programma=KPN))  # the file's own programme column must win


@pytest.fixture(scope="module")
def oordelen(rijen, uwv):
    return dict(zip(rijen, beoordeel_rijen(rijen.values(), uwv.values()), strict=True))


def test_alles_wat_er_verwacht_wordt_wordt_nagekeken():
    """A new line in the yaml is a new test here, or this one fails."""
    assert set(VERWACHT) == {"kolommen", "rijen", "overige_rijen", "ook"}
    assert set(VERWACHT["kolommen"]) == {"BSN", "opmerking"}
    assert set(VERWACHT["rijen"]) == set(range(3, 22))
    gemeld_zonder_code = {nummer for nummer, tekst in VERWACHT["rijen"].items() if "gemeld" in tekst} - set(
        CODES
    )
    assert not gemeld_zonder_code
    assert len([n for n in VERWACHT["rijen"] if GENOEMD.search(VERWACHT["rijen"][n])]) == 5


@pytest.mark.parametrize("nummer", range(2, 42))
def test_oordeel_per_rij(nummer, rijen, oordelen):
    verwacht = VERWACHT["rijen"].get(nummer, VERWACHT["overige_rijen"])
    woord = next(w for w in ("mogelijk dubbel", "fout", "nieuw") if verwacht.startswith(w))
    assert oordelen[nummer].oordeel == woord.replace(" ", "_")
    assert codes(rijen[nummer]) == CODES.get(nummer, [])


@pytest.mark.parametrize("nummer", [n for n, tekst in VERWACHT["rijen"].items() if GENOEMD.search(tekst)])
def test_waarde_die_verwacht_wordt(nummer, rijen):
    veld, waarde = GENOEMD.search(VERWACHT["rijen"][nummer]).groups()
    gelezen = rijen[nummer].waarde(veld)
    if veld == "geboortedatum":
        gelezen = als_datum(gelezen)
    assert gelezen == (waarde.replace(" ", "") if veld == "telefoon" else waarde)


def test_ook_de_andere_twee_lijsten():
    wiz = lees_rijen(lijst_uit("verwijzing-werk-in-zicht.csv"), regels())
    osi = next(rij for rij in wiz.values() if rij.waarde("achternaam") == "?osi?")
    assert "?osi?" in VERWACHT["ook"]
    assert [m.niveau for m in osi.velden["achternaam"].meldingen] == [Niveau.WAARSCHUWING]
    uwv = lees_rijen(lijst_uit("verwijzing-uwv-groningen.xlsx"), regels())
    assert all(
        "nul_hersteld" in codes(rij) and rij.waarde("telefoon").startswith("+31") for rij in uwv.values()
    )


def test_lege_rijen_bestaan_niet(rijen):
    assert list(rijen) == list(range(2, 42))


def test_bsn_kolom_is_geweigerd_en_nergens_bewaard(lijst):
    assert [k.veld for k in lijst.kolommen if k.kop == "BSN"] == ["bsn"]
    assert "kolom_bsn" in [m.code for m in lijst.meldingen]
    assert "111222333" not in str(lijst)
    assert "111222333" not in str(lijst_naar_json(lijst))
    assert "bsn" not in lijst.onthoud().values()


def test_verborgen_kolom_is_gelezen_en_genoemd(lijst, rijen):
    assert [m.tekst for m in lijst.meldingen if m.code == "kolom_verborgen"] == [
        "Kolom “opmerking” is verborgen in het bestand. We lezen hem wel in."
    ]
    assert rijen[10].waarde("opmerking") == "klant heeft nummer 123456782 doorgegeven"


@pytest.mark.parametrize(
    ("nummer", "veld", "waarde"),
    [
        (4, "geboortedatum", date(1989, 3, 1)),
        (7, "telefoon", "+31612345678"),
        (8, "telefoon", ""),
        (11, "opmerking", 'HYPERLINK("http://example.nl","klik")'),
        (14, "programma", AAN_ZET),
        (16, "achternaam", "Bakker"),
        (17, "geboortedatum", date(1990, 1, 1)),
        (19, "geboortedatum", date(1985, 4, 3)),
    ],
)
def test_gelezen_waarde(rijen, nummer, veld, waarde):
    assert rijen[nummer].waarde(veld) == waarde


def test_programma_van_de_rij_gaat_voor(rijen):
    assert rijen[2].programma == AAN_ZET


def test_fout_noemt_de_reden_in_woorden(oordelen):
    assert oordelen[3].redenen == ("“geen mail” is geen e-mailadres. Verbeter het of maak de cel leeg.",)
    assert oordelen[18].redenen == ("31-02-1990 bestaat niet. Vraag de goede datum na.",)
    assert "240 tekens" in oordelen[20].redenen[0]


def test_dubbel_in_het_bestand_noemt_de_rij(oordelen):
    (gelijkenis,) = oordelen[13].gelijkenissen
    assert gelijkenis.rij == 12
    assert gelijkenis.redenen == ("naam en geboortedatum", "e-mailadres", "telefoonnummer")


def test_al_bekend_uit_de_uwv_lijst(oordelen, rijen, uwv):
    """Another e-mail address, the same telephone, and the prefix left out: still Julia, in another programme."""
    (gelijkenis,) = oordelen[21].gelijkenissen
    julia = uwv[gelijkenis.persoon_pk]
    assert (julia.voornaam, julia.tussenvoegsel, julia.achternaam) == ("Julia", "el", "Luinenburg")
    assert julia.telefoon == rijen[21].waarde("telefoon") and julia.email != rijen[21].waarde("email")
    assert gelijkenis.redenen == ("naam en geboortedatum", "telefoonnummer")
    assert gelijkenis.tekst == (
        "Lijkt op Julia el Luinenburg, geboren 17-1-1996: zelfde naam en geboortedatum en telefoonnummer."
    )


def test_bevestigd_dat_het_geen_bsn_is(lijst):
    ruw = dict(lijst.ruwe_rijen())[10]
    rij = lees_rij(10, ruw, regels(), geen_bsn=frozenset({"opmerking"}))
    assert not rij.heeft_fout
    assert rij.waarde("opmerking") == "klant heeft nummer 123456782 doorgegeven"


def test_formule_nergens_als_formule(rijen):
    for rij in rijen.values():
        for gelezen in rij.velden.values():
            assert not str(gelezen.waarde).startswith("=")
    assert rijen[11].velden["opmerking"].meldingen[0].niveau == Niveau.WAARSCHUWING


def test_tweede_keer_dezelfde_lijst(rijen, oordelen, uwv):
    """What was imported is unchanged; its double in the file says the same, so it changes nothing either."""
    bekend = [
        BekendePersoon(
            pk=nummer + 1_000,
            voornaam=rij.waarde("voornaam"),
            achternaam=rij.waarde("achternaam"),
            geboortedatum=rij.waarde("geboortedatum"),
            email=rij.waarde("email"),
            telefoon=rij.waarde("telefoon"),
            open_programmas=frozenset({AAN_ZET.pk}),
        )
        for nummer, rij in rijen.items()
        if oordelen[nummer].oordeel == Oordeel.NIEUW
    ]
    tweede = dict(zip(rijen, beoordeel_rijen(rijen.values(), [*bekend, *uwv.values()]), strict=True))
    for nummer, eerste in oordelen.items():
        if eerste.oordeel == Oordeel.NIEUW:
            assert (tweede[nummer].oordeel, tweede[nummer].persoon_pk) == (
                Oordeel.ONGEWIJZIGD,
                nummer + 1_000,
            )
    assert tweede[13].oordeel == Oordeel.ONGEWIJZIGD
    assert tweede[21].oordeel == Oordeel.MOGELIJK_DUBBEL
    assert {b.oordeel for n, b in tweede.items() if oordelen[n].oordeel == Oordeel.FOUT} == {Oordeel.FOUT}
