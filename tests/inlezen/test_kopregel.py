"""Where the list starts, what its columns mean, and what a partner's mapping remembers."""

import json

import pytest

from inlezen.cellen import GEWEIGERD, Formule, TeLang, naar_json, van_json
from inlezen.kopregel import lijst_naar_json, lijst_van_json, verander_kolommen, vind_lijst
from inlezen.lezers import lees_bestand
from inlezen.meldingen import BestandOnleesbaar
from inlezen.velden import kopsleutel, raad_veld
from inlezen.werkblad import MAX_RIJEN
from tests.inlezen.hulp import csv_lijst, werkmap

GOED = "Achternaam;Voornaam;Geboortedatum\nJansen;Kick;1-3-1989\n"
NEGEN_CIJFERS_GOED = ["111222333", "123456782", "100000009", "100000010", "100000022"]


def velden(lijst):
    return [kolom.veld for kolom in lijst.kolommen]


@pytest.mark.parametrize(
    ("kop", "veld"),
    [
        ("Achternaam", "achternaam"),
        (" ACHTERNAAM ", "achternaam"),
        ("Achternaam kandidaat", "achternaam"),
        ("Tussenv.", "tussenvoegsel"),
        ("Roepnaam", "voornaam"),
        ("Geb.datum", "geboortedatum"),
        ("geb. datum", "geboortedatum"),
        ("Geboortedatum (dd-mm-jjjj)", "geboortedatum"),
        ("Datum geboorte", "geboortedatum"),
        ("tel.", "telefoon"),
        ("Telefoonnummer kandidaat", "telefoon"),
        ("06-nummer", "telefoon"),
        ("E-mail", "email"),
        ("Mailadres", "email"),
        ("Plaats", "woonplaats"),
        ("Klantmanager", "contactpersoon"),
        ("Naam consulent", "contactpersoon"),
        ("Uren p/w", "uren_per_week"),
        ("Aantal uren per week beschikbaar", "uren_per_week"),
        ("Kinderopvang nodig?", "kinderopvang"),
        ("Soort uitkering", "uitkering"),
        ("Naam kandidaat", "volledige_naam"),
        ("Achternaam, voornaam van", "volledige_naam"),
        ("Bijzonderheden", "opmerking"),
        ("BSN", "bsn"),
        ("BSN-nr.", "bsn"),
        ("Burgerservicenummer", "bsn"),
        # Somebody else's data, or only a likeness: never guessed.
        ("Telefoon consulent", ""),
        ("E-mail contactpersoon", ""),
        ("Geboorteplaats", ""),
        ("Telefoon partner", ""),
        ("Klantnummer", ""),
        ("Nr.", ""),
        ("", ""),
    ],
)
def test_raad_veld(kop, veld):
    assert raad_veld(kop)[0] == veld


def test_kopsleutel():
    assert kopsleutel("  É-Mail  adres: ") == "e mail adres"


def test_titelregels_boven_de_kop():
    lijst = csv_lijst("Voorselectie programma Aan Zet;;\nopgesteld door M. Postma;;\n\n" + GOED)
    assert lijst.kopregel == 4
    assert [rij.nummer for rij in lijst.rijen] == [5]


def test_beste_blad_wint_en_een_tweede_lijst_wordt_gemeld():
    lijst_a = [["Achternaam", "Voornaam"], ["Jansen", "Kick"]]
    lijst_b = [["Achternaam", "Voornaam", "Telefoon"], ["Wal", "Elise", "0612345678"]]
    inhoud = werkmap(["Lees mij"], Kort=lijst_a, Lang=lijst_b)
    lijst = vind_lijst(lees_bestand(inhoud, "lijst.xlsx"))
    assert lijst.bladnaam == "Lang"
    assert {m.code for m in lijst.meldingen} == {"blad_gelezen", "blad_overgeslagen", "blad_met_lijst"}


def test_herhaalde_kop_is_geen_kandidaat():
    lijst = csv_lijst(GOED + GOED)
    assert [rij.nummer for rij in lijst.rijen] == [2, 4]


def test_naam_alleen_is_de_volledige_naam():
    lijst = csv_lijst("Naam;Telefoon\nLuinenburg, Julia el;0612345678\n")
    assert velden(lijst) == ["volledige_naam", "telefoon"]


@pytest.mark.parametrize(
    "eerste", ["Jansma;Piet;1-3-1989;0612345678", "Jansma;Piet;;06-12345678", "Jansma;Piet;1-3-1989;"]
)
def test_zonder_kolomnamen_blijft_ieder_in_de_lijst(eerste):
    """Nobody becomes a header: not the first, not who has the most cells, and no name is remembered as one."""
    lijst = csv_lijst(f"{eerste}\nPietersma;Jan;2-3-1989;\nVisserma;Els;3-3-1989;0612345670;belt liever\n")
    assert [rij.nummer for rij in lijst.rijen] == [1, 2, 3]
    assert [kolom.kop for kolom in lijst.kolommen] == ["", "", "", "", ""]
    assert "geen kolomnamen" in next(m.tekst for m in lijst.meldingen if m.code == "geen_kopregel")
    gekozen = verander_kolommen(
        lijst, dict(enumerate(["achternaam", "voornaam", "geboortedatum", "telefoon"]))
    )
    assert gekozen.onthoud() == {}
    assert [ruw["achternaam"] for _nummer, ruw in gekozen.ruwe_rijen()] == ["Jansma", "Pietersma", "Visserma"]


def test_twee_telefoonkolommen_mobiel_wint():
    lijst = csv_lijst("Achternaam;Voornaam;Telefoon vast;Mobiel\nJansen;Kick;0501234567;0612345678\n")
    assert velden(lijst) == ["achternaam", "voornaam", "tweede_telefoon", "telefoon"]
    assert lijst.meldingen == ()


def test_van_drie_telefoonkolommen_telt_de_derde_niet_mee():
    lijst = csv_lijst(
        "Achternaam;Voornaam;Telefoon;Mobiel;Telefoonnummer\nJansen;Kick;0501234567;0612345678;0687654321\n"
    )
    assert velden(lijst) == ["achternaam", "voornaam", "tweede_telefoon", "telefoon", ""]
    assert [m.code for m in lijst.meldingen] == ["kolom_onbekend"]


def test_onthouden_koppeling_wint_van_raden():
    onthouden = {"naam": "voornaam", "familie": "achternaam", "telefoon": "overslaan"}
    lijst = csv_lijst("Naam;Familie;Telefoon\nKick;Jansen;0612345678\n", onthouden)
    assert velden(lijst) == ["voornaam", "achternaam", "overslaan"]
    assert [kolom.onthouden for kolom in lijst.kolommen] == [True, True, True]
    assert dict(lijst.ruwe_rijen()) == {2: {"voornaam": "Kick", "achternaam": "Jansen"}}
    assert lijst.onthoud() == onthouden


def test_onthouden_onzin_telt_niet():
    assert velden(csv_lijst(GOED, {"achternaam": "bestaat_niet"})) == [
        "achternaam",
        "voornaam",
        "geboortedatum",
    ]


def test_geen_herkende_kop_laat_de_gebruiker_kiezen():
    lijst = csv_lijst("Foo;Bar\nJansen;Kick\n")
    assert velden(lijst) == ["", ""]
    assert "geen_kopregel" in [m.code for m in lijst.meldingen]
    gekozen = verander_kolommen(lijst, {0: "achternaam", 1: "voornaam"})
    assert dict(gekozen.ruwe_rijen()) == {2: {"achternaam": "Jansen", "voornaam": "Kick"}}
    assert "kolom_onbekend" not in [m.code for m in gekozen.meldingen]


def test_een_veld_twee_keer_kiezen_kan_niet():
    with pytest.raises(ValueError, match="Twee kolommen staan op Achternaam"):
        verander_kolommen(csv_lijst(GOED), {1: "achternaam"})


@pytest.mark.parametrize("onthouden", [None, {"kenmerk": "opmerking"}])
def test_bsn_kolom_zonder_bsn_in_de_kop(onthouden):
    """>= 80 % of at least five nine-digit values pass; not even a remembered mapping lets it in."""
    nummers = [*NEGEN_CIJFERS_GOED[:4], "123456789"]
    tekst = "Achternaam;Voornaam;Kenmerk\n" + "".join(f"Jansen;Kick;{n}\n" for n in nummers)
    lijst = csv_lijst(tekst, onthouden)
    assert velden(lijst)[2] == "bsn"
    assert not any(nummer in str(lijst) for nummer in nummers)
    assert velden(verander_kolommen(lijst, {2: "opmerking"}))[2] == "bsn"


def test_kolom_alsnog_als_bsn_aanwijzen_wist_de_inhoud():
    lijst = csv_lijst("Achternaam;Voornaam;Kenmerk\nJansen;Kick;123456782\n")
    assert "123456782" in str(lijst)
    assert "123456782" not in str(verander_kolommen(lijst, {2: "bsn"}))


def test_telefoonkolom_is_vrijgesteld():
    tekst = "Achternaam;Voornaam;Telefoon\n" + "".join(f"Jansen;Kick;{n}\n" for n in NEGEN_CIJFERS_GOED)
    assert velden(csv_lijst(tekst))[2] == "telefoon"
    anders = tekst.replace("Telefoon", "Bereikbaar")
    assert velden(csv_lijst(anders))[2] == "bsn"
    assert velden(csv_lijst(anders, {"bereikbaar": "telefoon"}))[2] == "telefoon"


def test_alleen_kolomnamen():
    with pytest.raises(BestandOnleesbaar) as gevangen:
        csv_lijst("Achternaam;Voornaam;Geboortedatum\n")
    assert gevangen.value.code == "geen_rijen"


def test_precies_zoveel_rijen_als_mag():
    titels = "Titel;;\n" * 20
    assert len(csv_lijst(titels + GOED + "Wal;Elise;\n" * (MAX_RIJEN - 1)).rijen) == MAX_RIJEN
    with pytest.raises(BestandOnleesbaar) as gevangen:
        csv_lijst(titels + GOED + "Wal;Elise;\n" * MAX_RIJEN)
    assert gevangen.value.code == "te_veel_rijen"


def test_lijst_overleeft_json():
    lijst = csv_lijst("Achternaam;Voornaam;BSN;Opmerking\nJansen;Kick;123456782;=1+1\nWal;;;\n")
    heen = json.loads(json.dumps(lijst_naar_json(lijst)))
    assert lijst_van_json(heen) == lijst
    assert lijst.rijen[0].cellen[2] is GEWEIGERD


def test_bijzondere_cellen_overleven_json():
    for cel in (Formule("=1+1"), TeLang("abc", 999_999), "tekst", 12, 1.5, None, True):
        terug = van_json(json.loads(json.dumps(naar_json(cel))))
        assert (terug, type(terug)) == (cel, type(cel))
    assert van_json(naar_json(TeLang("abc", 999_999))).lengte == 999_999
