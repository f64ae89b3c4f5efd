"""Whatever comes in: the reader raises only BestandOnleesbaar, the value readers raise nothing, no good row is lost."""

import csv
import io
from datetime import date
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from inlezen import waarden
from inlezen.cellen import Formule, Foutwaarde, TeLang, naar_json, van_json
from inlezen.kopregel import lijst_naar_json, lijst_van_json, vind_lijst
from inlezen.lezers import lees_bestand
from inlezen.meldingen import BestandOnleesbaar, Gelezen
from inlezen.oordeel import Oordeel, beoordeel_rijen
from inlezen.rijen import lees_rij
from inlezen.velden import Veld
from kandidaten.zoeknaam import normaliseer
from tests.inlezen.hulp import AAN_ZET, BESTANDEN, VANDAAG, lees_rijen, regels

NAMEN = st.sampled_from(
    ["lijst.xlsx", "lijst.xlsm", "lijst.xls", "lijst.csv", "lijst.tsv", "lijst.txt", "x", ""]
)
BEGIN = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b"Naam;"]
)
WERKMAP = (BESTANDEN / "verwijzing-uwv-groningen.xlsx").read_bytes()

TEKSTEN = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789-/. +()@=,;'", max_size=25),
    st.sampled_from(
        ["31-02-1990", "=1+1", "?osi?", "06-12345678", "9999999999999", "1-1-0000", "nan", "1e999"]
    ),
)
CELLEN = st.one_of(
    TEKSTEN,
    TEKSTEN.map(Formule),
    TEKSTEN.map(Foutwaarde),
    st.builds(TeLang, TEKSTEN, st.integers(min_value=1)),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
LEZERS = [
    partial(waarden.lees_geboortedatum, vandaag=VANDAAG),
    partial(waarden.lees_naam, soort="achternaam", verplicht=True),
    waarden.lees_telefoon,
    waarden.lees_email,
    waarden.lees_postcode,
    waarden.lees_uren,
    waarden.lees_ja_nee,
    waarden.lees_kinderopvang,
    waarden.lees_uitkering,
    waarden.lees_tekst,
    partial(waarden.lees_programma, bekend={"aan zet": AAN_ZET}),
]


def lees_of_weiger(inhoud, naam):
    """Read a file as far as it goes; every refusal must be the one exception with words for the user."""
    try:
        return vind_lijst(lees_bestand(inhoud, naam))
    except BestandOnleesbaar as onleesbaar:
        assert onleesbaar.tekst and onleesbaar.code
        return None


@given(BEGIN, st.binary(max_size=600), NAMEN)
def test_willekeurige_bytes(begin, rest, naam):
    lees_of_weiger(begin + rest, naam)


@given(st.text(max_size=400), st.sampled_from(["utf-8", "utf-16", "utf-16-le"]))
def test_willekeurige_tekst(tekst, codering):
    lees_of_weiger(tekst.encode(codering, "replace"), "lijst.csv")


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=4, max_value=len(WERKMAP) - 1), st.binary(min_size=1, max_size=8))
def test_beschadigde_werkmap(plek, rommel):
    """A workbook with some bytes overwritten is read or refused, but never breaks."""
    lees_of_weiger(WERKMAP[:plek] + rommel + WERKMAP[plek + len(rommel) :], "lijst.xlsx")


@given(CELLEN)
def test_geen_waarde_laat_een_lezer_vallen(cel):
    for lezer in LEZERS:
        gelezen = lezer(cel)
        assert isinstance(gelezen, Gelezen)
        assert all(melding.tekst and melding.code for melding in gelezen.meldingen)


@given(CELLEN)
def test_tekst_wordt_nooit_een_formule(cel):
    assert not waarden.lees_tekst(cel).waarde.startswith(("=", "@", "\t"))


@given(CELLEN)
def test_elke_cel_overleeft_opslaan(cel):
    assert naar_json(van_json(naar_json(cel))) == naar_json(cel)


@given(st.dictionaries(st.sampled_from([str(veld) for veld in Veld]), CELLEN))
def test_geen_rij_laat_het_oordeel_vallen(ruw):
    rij = lees_rij(5, ruw, regels())
    (beoordeling,) = beoordeel_rijen([rij], [])
    assert beoordeling.oordeel in (Oordeel.NIEUW, Oordeel.FOUT)
    assert (beoordeling.oordeel == Oordeel.FOUT) == rij.heeft_fout


@given(
    kolommen=st.permutations(["Achternaam", "Roepnaam", "Geb.datum", "Mobiel", "Mailadres", "Opmerking"]),
    namen=st.lists(
        st.from_regex(r"[A-Z][a-zéëöü]{2,9}", fullmatch=True), min_size=1, max_size=8, unique_by=normaliseer
    ),
    rommel=st.lists(TEKSTEN.filter(lambda t: "\x00" not in t), max_size=3),
    teken=st.sampled_from([";", ",", "\t"]),
    codering=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_geen_goede_rij_gaat_verloren(kolommen, namen, rommel, teken, codering):
    """Columns in any order, any encoding and delimiter, with rows of rubbish between them."""
    goed = [
        {
            "Achternaam": naam,
            "Roepnaam": "Bo",
            "Geb.datum": f"{nummer + 1}-3-1989",
            "Mobiel": f"06-1234567{nummer}",
            "Mailadres": f"bo{nummer}@example.nl",
            "Opmerking": "belt\nliever",
        }
        for nummer, naam in enumerate(namen)
    ]
    uit = io.StringIO(newline="")
    schrijver = csv.DictWriter(uit, kolommen, delimiter=teken)
    schrijver.writeheader()
    for nummer, rij in enumerate(goed):
        schrijver.writerow(rij)
        if nummer < len(rommel):
            schrijver.writerow({"Mailadres": rommel[nummer]})
    lijst = vind_lijst(lees_bestand(uit.getvalue().encode(codering, "replace"), "lijst.csv"))
    assert lijst_van_json(lijst_naar_json(lijst)) == lijst
    rijen = lees_rijen(lijst, regels())
    goede_rijen = [rij for rij in rijen.values() if rij.waarde("voornaam") == "Bo"]
    assert [rij.waarde("achternaam") for rij in goede_rijen] == namen
    assert [rij.waarde("geboortedatum") for rij in goede_rijen] == [
        date(1989, 3, i + 1) for i in range(len(namen))
    ]
    oordelen = beoordeel_rijen(goede_rijen, [])
    assert {b.oordeel for b in oordelen} == {Oordeel.NIEUW}
