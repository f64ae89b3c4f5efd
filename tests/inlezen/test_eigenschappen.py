"""Whatever comes in: the reader raises only BestandOnleesbaar, the value readers raise nothing, no good row is lost."""

import csv
import io
from datetime import date, datetime
from functools import partial

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from inlezen import waarden
from inlezen.cellen import Formule, Foutwaarde, TeLang, naar_json, van_json
from inlezen.kopregel import lijst_naar_json, lijst_van_json, vind_lijst
from inlezen.lezers import lees_bestand
from inlezen.meldingen import BestandOnleesbaar, Gelezen
from inlezen.oordeel import Oordeel, beoordeel_rijen
from inlezen.rijen import lees_rij
from inlezen.velden import Veld, kopsleutel
from kandidaten.zoeknaam import normaliseer
from tests.inlezen.hulp import AAN_ZET, BESTANDEN, VANDAAG, bewaar, lees_rijen, regels

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


# --- Whole files ------------------------------------------------------------------------------------------------------
KOPPEN = {
    Veld.ACHTERNAAM: (
        "Achternaam",
        "ACHTERNAAM ",
        "Familienaam",
        "\u200bAchter-naam\xa0",
        "Achternaam kandidaat",
    ),
    Veld.VOORNAAM: ("Voornaam", "roepnaam", "Voornaam\nklant", "R.naam"),
    Veld.GEBOORTEDATUM: ("Geboortedatum", "Geb.datum", "geb. dat.", "Datum geboorte"),
    Veld.TELEFOON: ("Telefoon", "Mobiel nr.", "06", "Tel.", "Telefoonnummer (mobiel)"),
    Veld.EMAIL: ("E-mail", "Mailadres", "e-mail adres", "EMAIL"),
    Veld.WOONPLAATS: ("Woonplaats", "plaats", "Wpl."),
    Veld.OPMERKING: ("Opmerking", "Bijzonderheden", "Toelichting"),
}
DATUMS = (
    lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: (
        f"\xa0{d.day} {'jan feb mrt apr mei jun jul aug sep okt nov dec'.split()[d.month - 1]} {d.year} "
    ),
    lambda d: str((d - date(1899, 12, 30)).days),
)
EXCEL_DATUMS = (
    *DATUMS,
    lambda d: d,
    lambda d: datetime(d.year, d.month, d.day),
    lambda d: (d - date(1899, 12, 30)).days,
)
NUMMERS = (
    lambda n: f"06{n:08}",
    lambda n: f"06-{n:08}",
    lambda n: f"+31 6 {n:08}",
    lambda n: f"0031 6{n:08}",
    lambda n: f"6{n:08}",
    lambda n: f" 06 {n // 10000:04} {n % 10000:04}\u200b",
    lambda n: f"06{n:08} (na 17 uur)",
)
EXCEL_NUMMERS = (*NUMMERS, lambda n: 600000000 + n, lambda n: 600000000.0 + n)
ROMMEL = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30),
    st.sampled_from(["#N/B", "=1+1", "31-02-1990", "geen mail", "'", "?", "12345", "a@b", "Totaal:", "  "]),
)
NAAM = st.from_regex(r"[A-Z][a-zéëöü]{2,9}(-[A-Z][a-z]{2,6})?", fullmatch=True).filter(
    lambda naam: kopsleutel(naam) not in {"onbekend", "nvt"}
)


@st.composite
def lijsten(draw, datums, nummers):
    """(header row, rows, who is in it): good people written in many ways, with rubbish rows and columns between."""
    velden = draw(st.permutations(list(KOPPEN)))
    extra = draw(st.integers(min_value=0, max_value=2))
    kop = [draw(st.sampled_from(KOPPEN[veld])) for veld in velden] + [f"Kolom {i}" for i in range(extra)]
    rijen, mensen = [], []
    for nummer, naam in enumerate(draw(st.lists(NAAM, min_size=1, max_size=6, unique_by=normaliseer))):
        geboren = draw(st.dates(min_value=date(1960, 1, 1), max_value=date(2005, 12, 31)))
        mensen.append((naam, geboren, f"+316{nummer:08}"))
        cellen = {
            Veld.ACHTERNAAM: naam,
            Veld.VOORNAAM: "Bo",
            Veld.GEBOORTEDATUM: draw(st.sampled_from(datums))(geboren),
            Veld.TELEFOON: draw(st.sampled_from(nummers))(nummer),
            Veld.EMAIL: draw(st.sampled_from([f"bo{nummer}@example.nl", f"Bo <bo{nummer}@example.nl>", ""])),
            Veld.WOONPLAATS: draw(st.one_of(st.just("Assen"), ROMMEL)),
            Veld.OPMERKING: draw(st.one_of(st.just("belt\nliever"), st.just('zegt "ja"; en nee'), ROMMEL)),
        }
        rijen.append([*(cellen[veld] for veld in velden), *(draw(ROMMEL) for _ in range(extra))])
        if draw(st.booleans()):
            rijen.append([draw(st.one_of(st.just(""), ROMMEL)) for _ in kop])
    boven = draw(st.lists(st.lists(ROMMEL, max_size=2), max_size=3))
    return boven, kop, rijen, mensen


def niemand_kwijt(inhoud, naam, mensen):
    lijst = vind_lijst(lees_bestand(inhoud, naam))
    assert lijst_van_json(lijst_naar_json(lijst)).kolommen == lijst.kolommen
    rijen = lees_rijen(lijst_van_json(lijst_naar_json(lijst)), regels())
    goed = {
        (rij.waarde("achternaam"), rij.waarde("geboortedatum"), rij.waarde("telefoon"))
        for rij in rijen.values()
        if rij.waarde("voornaam") == "Bo" and not rij.velden["achternaam"].is_fout
    }
    assert goed >= set(mensen)
    assert len(beoordeel_rijen(rijen.values(), [])) == len(rijen)


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
    lijst=lijsten(DATUMS, NUMMERS),
    teken=st.sampled_from([";", ",", "\t", "|"]),
    codering=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    einde=st.sampled_from(["\n", "\r\n"]),
    sep=st.booleans(),
)
def test_geen_goede_rij_gaat_verloren_in_een_csv(lijst, teken, codering, einde, sep):
    """Headers shuffled and by other words, any encoding and delimiter, title rows, rubbish rows and cells."""
    boven, kop, rijen, mensen = lijst
    uit = io.StringIO(newline="")
    if sep:
        uit.write(f"sep={teken}{einde}")
    csv.writer(uit, delimiter=teken, lineterminator=einde).writerows([*boven, kop, *rijen])
    niemand_kwijt(uit.getvalue().encode(codering, "replace"), "lijst.csv", mensen)


@settings(max_examples=settings().max_examples // 2)
@given(
    lijst=lijsten(EXCEL_DATUMS, EXCEL_NUMMERS),
    plaats=st.integers(min_value=0, max_value=2),
    verborgen=st.booleans(),
)
def test_geen_goede_rij_gaat_verloren_in_een_werkmap(lijst, plaats, verborgen):
    """The same for Excel, with real dates and numbers, on any sheet, with hidden columns and rows."""
    boven, kop, rijen, mensen = lijst
    boek = openpyxl.Workbook()
    bladen = [boek.active, boek.create_sheet("Blad2"), boek.create_sheet("Blad3")]
    bladen[(plaats + 1) % 3].append(["Uitleg", "bij de lijst"])
    for rij in [*boven, kop, *rijen]:
        bladen[plaats].append(rij)
    bladen[plaats].column_dimensions["B"].hidden = bladen[plaats].row_dimensions[3].hidden = verborgen
    niemand_kwijt(bewaar(boek), "lijst.xlsx", mensen)
