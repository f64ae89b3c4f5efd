"""The verdict on a row: who is the same person, and what that means."""

from datetime import date
from decimal import Decimal

import pytest

from inlezen.oordeel import BekendePersoon, Oordeel, beoordeel_rijen, sleutels_van_rij
from inlezen.rijen import lees_rij
from tests.inlezen.hulp import AAN_ZET, KPN, regels

KICK = {
    "achternaam": "Jansen",
    "tussenvoegsel": "van der",
    "voornaam": "Kick",
    "geboortedatum": "13-5-1967",
    "telefoon": "0682302218",
    "email": "kick@example.nl",
}


def rij(nummer=2, voor=AAN_ZET, **anders):
    return lees_rij(nummer, KICK | anders, regels(voor))


def bekend(**anders):
    gegevens = {
        "pk": 7,
        "voornaam": "Kick",
        "tussenvoegsel": "van der",
        "achternaam": "Jansen",
        "geboortedatum": date(1967, 5, 13),
        "email": "kick@example.nl",
        "telefoon": "+31682302218",
        "open_programmas": frozenset({AAN_ZET.pk}),
    }
    return BekendePersoon(**(gegevens | anders))


def oordeel(gelezen, *personen):
    return beoordeel_rijen([gelezen], personen)[0]


def test_niemand_bekend_is_nieuw():
    assert oordeel(rij()).oordeel == Oordeel.NIEUW


def test_zelfde_partner_en_programma_is_ongewijzigd():
    beoordeling = oordeel(rij(), bekend())
    assert (beoordeling.oordeel, beoordeling.persoon_pk) == (Oordeel.ONGEWIJZIGD, 7)


@pytest.mark.parametrize(
    "ander", [{"open_programmas": frozenset()}, {"open_programmas": frozenset({KPN.pk})}]
)
def test_ander_programma_of_andere_partner_is_mogelijk_dubbel(ander):
    beoordeling = oordeel(rij(), bekend(**ander))
    assert (beoordeling.oordeel, beoordeling.persoon_pk) == (Oordeel.MOGELIJK_DUBBEL, None)
    assert beoordeling.gelijkenissen[0].persoon_pk == 7


def test_programma_van_de_rij_bepaalt_welk_traject():
    in_de_rij = rij(voor=KPN, programma="Aan Zet")
    assert oordeel(in_de_rij, bekend()).oordeel == Oordeel.ONGEWIJZIGD
    assert oordeel(rij(voor=KPN), bekend()).oordeel == Oordeel.MOGELIJK_DUBBEL


@pytest.mark.parametrize(
    ("ander", "reden"),
    [
        ({"email": "", "telefoon": ""}, "naam en geboortedatum"),
        ({"achternaam": "JÁNSEN", "tussenvoegsel": "", "email": "", "telefoon": ""}, "naam en geboortedatum"),
        (
            {"voornaam": "K.", "geboortedatum": None, "telefoon": "", "email": "KICK@example.nl "},
            "e-mailadres",
        ),
        ({"voornaam": "C.", "email": "", "telefoon": "06-82302218"}, "telefoonnummer"),
    ],
)
def test_waaraan_iemand_herkend_wordt(ander, reden):
    beoordeling = oordeel(rij(), bekend(open_programmas=frozenset(), **ander))
    assert beoordeling.oordeel == Oordeel.MOGELIJK_DUBBEL
    assert beoordeling.gelijkenissen[0].redenen == (reden,)


@pytest.mark.parametrize(
    "ander",
    [
        {"geboortedatum": date(1967, 5, 14), "email": "", "telefoon": ""},
        {"voornaam": "Bo", "email": "", "telefoon": ""},
        {"geboortedatum": None, "email": "", "telefoon": ""},
    ],
)
def test_net_niet_dezelfde(ander):
    assert oordeel(rij(), bekend(**ander)).oordeel == Oordeel.NIEUW


def test_lege_sleutels_herkennen_niemand():
    leeg = rij(telefoon="", email="", geboortedatum="")
    assert sleutels_van_rij(leeg) == (None, "", "", "kickjansen")
    assert oordeel(leeg, bekend(voornaam="Ander")).oordeel == Oordeel.NIEUW


def test_een_rij_met_alleen_een_naam_lijkt_op_wie_zo_heet():
    leeg = rij(telefoon="", email="", geboortedatum="")
    assert oordeel(leeg, bekend()).oordeel == Oordeel.MOGELIJK_DUBBEL
    assert oordeel(leeg, bekend(zichtbaar=False)).oordeel == Oordeel.NIEUW, (
        "of who is elsewhere it says nothing"
    )


def test_alleen_telefoon_gelijk_is_nooit_een_wijziging():
    """Her sister, on the same telephone, with an open traject at the same partner: a person decides."""
    zus = bekend(voornaam="Bo", email="bo@example.nl")
    assert oordeel(rij(), zus).oordeel == Oordeel.MOGELIJK_DUBBEL


def test_wijziging_noemt_oud_en_nieuw():
    persoon = bekend(
        email="oud@example.nl",
        telefoon="06 82302218",
        huidige_gegevens={"woonplaats": "Assen", "uren_per_week": Decimal("24"), "postcode": "9711AB"},
    )
    beoordeling = oordeel(rij(woonplaats="Leek", uren_per_week=28, postcode="9711 ab"), persoon)
    assert (beoordeling.oordeel, beoordeling.persoon_pk) == (Oordeel.WIJZIGING, 7)
    assert [tuple(v) for v in beoordeling.verschillen] == [
        ("email", "oud@example.nl", "kick@example.nl"),
        ("woonplaats", "Assen", "Leek"),
        ("uren_per_week", Decimal("24"), 28),
    ]
    assert beoordeling.redenen == (
        "E-mail: oud@example.nl wordt kick@example.nl.",
        "Woonplaats: Assen wordt Leek.",
        "Uren per week: 24 wordt 28.",
    )


def test_wijziging_toont_woorden_en_geen_codes():
    persoon = bekend(
        huidige_gegevens={"uitkering": "", "kinderopvang": "niet_nodig"}, open_programmas=frozenset({2})
    )
    gelezen = rij(voor=KPN, uitkering="WIA", kinderopvang="ja")
    assert oordeel(gelezen, persoon).redenen == (
        "Uitkering: (leeg) wordt WIA.",
        "Kinderopvang: Niet nodig wordt Nodig.",
    )


def test_lege_cel_wist_niets():
    persoon = bekend(huidige_gegevens={"woonplaats": "Assen", "uren_per_week": 24})
    gelezen = rij(email="", telefoon="", tussenvoegsel="", woonplaats="", uren_per_week="")
    assert oordeel(gelezen, persoon).oordeel == Oordeel.ONGEWIJZIGD


def test_buiten_het_bereik_geeft_niets_prijs():
    verborgen = bekend(zichtbaar=False, huidige_gegevens={"woonplaats": "Assen"})
    beoordeling = oordeel(rij(woonplaats="Leek", email="x@example.nl"), verborgen)
    assert beoordeling.oordeel == Oordeel.MOGELIJK_DUBBEL
    assert beoordeling.redenen == ("Mogelijk al bekend in een andere regio.",)
    (gelijkenis,) = beoordeling.gelijkenissen
    assert (gelijkenis.tekst, gelijkenis.redenen, gelijkenis.zichtbaar) == (
        "Mogelijk al bekend in een andere regio.",
        (),
        False,
    )
    assert beoordeling.verschillen == ()


def test_zichtbare_gelijkenis_staat_voor_de_verborgen():
    beoordeling = oordeel(rij(), bekend(pk=1, zichtbaar=False), bekend(pk=2, open_programmas=frozenset()))
    assert [g.zichtbaar for g in beoordeling.gelijkenissen] == [True, False]


def test_dubbel_in_het_bestand():
    een, twee = beoordeel_rijen([rij(2), rij(3)], [])
    assert (een.oordeel, twee.oordeel) == (Oordeel.NIEUW, Oordeel.MOGELIJK_DUBBEL)
    assert twee.gelijkenissen[0].rij == 2
    assert twee.redenen == (
        "Lijkt op rij 2 van dit bestand: zelfde naam en geboortedatum, e-mailadres en telefoonnummer.",
    )


def test_dubbel_met_een_rij_die_fout_is():
    een, twee = beoordeel_rijen([rij(2, email="geen mail"), rij(3)], [])
    assert (een.oordeel, twee.oordeel) == (Oordeel.FOUT, Oordeel.MOGELIJK_DUBBEL)


def test_twee_rijen_die_elkaar_tegenspreken():
    """The first is a change of her traject; the second would undo or redo it, so a person decides."""
    oordelen = beoordeel_rijen([rij(2, email="a@example.nl"), rij(3, email="b@example.nl")], [bekend()])
    assert [b.oordeel for b in oordelen] == [Oordeel.WIJZIGING, Oordeel.MOGELIJK_DUBBEL]


def test_gezin_op_een_telefoon_is_de_tweede_keer_ongewijzigd():
    kick, bo = rij(2), rij(3, voornaam="Bo", email="bo@example.nl")
    personen = [bekend(), bekend(pk=8, voornaam="Bo", email="bo@example.nl")]
    assert [b.oordeel for b in beoordeel_rijen([kick, bo], personen)] == [Oordeel.ONGEWIJZIGD] * 2


def test_twee_dossiers_van_dezelfde_persoon():
    """Already double with us: equal to one is unchanged; different from both is for a person to decide."""
    dubbel = [bekend(pk=1, email="een@example.nl"), bekend(pk=2)]
    assert oordeel(rij(), *dubbel).persoon_pk == 2
    assert oordeel(rij(email="drie@example.nl"), *dubbel).oordeel == Oordeel.MOGELIJK_DUBBEL


def test_fout_gaat_voor_alles():
    beoordeling = oordeel(rij(email="geen mail", achternaam=""), bekend())
    assert beoordeling.oordeel == Oordeel.FOUT
    assert len(beoordeling.redenen) == 2
