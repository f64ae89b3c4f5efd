"""Duplicates: who matches and why, how names and numbers forgive, and nothing about people out of scope."""

import datetime as dt

import pytest
from django.db import connection

from kandidaten.dubbelen import (
    EMAIL,
    GEBOORTEDATUM,
    NAAM,
    NAAM_EN_DATUM,
    TELEFOON,
    Sleutels,
    _lijkt_op,
    mogelijke_dubbelen,
    personen_bij,
    zoek_personen,
)
from kandidaten.models import Kandidaat
from tests import fabrieken

DAG = dt.date(1988, 3, 14)


@pytest.fixture
def fatma(regio_groningen):
    return fabrieken.KandidaatFabriek(
        voornaam="Fatma",
        tussenvoegsel="van der",
        achternaam="Öztürk",
        geboortedatum=DAG,
        telefoon="06 - 12 34 56 78",
        email="Fatma@Voorbeeld.nl",
        behandelregio=regio_groningen,
    )


@pytest.mark.parametrize(
    ("voornaam", "achternaam"),
    [("Fatma", "Öztürk"), ("FATMA", "ozturk"), ("fatma", "van der Öztürk"), ("Fatma", "v.d. Ozturk")],
)
def test_naam_met_geboortedatum_vergeeft_accenten_hoofdletters_en_voorvoegsels(
    coordinator_groningen, fatma, voornaam, achternaam
):
    [match] = mogelijke_dubbelen(coordinator_groningen, voornaam, achternaam, DAG)
    assert match.kandidaat == fatma
    assert match.redenen == (NAAM_EN_DATUM,)


@pytest.mark.parametrize(
    ("voornaam", "achternaam", "dag"),
    [
        ("Fatma", "Öztürk", dt.date(1988, 3, 15)),
        ("Fatma", "Öztürk", None),
        ("Fatima", "Öztürk", DAG),
        ("", "Öztürk", DAG),
    ],
)
def test_alleen_dezelfde_naam_met_dezelfde_dag_telt(coordinator_groningen, fatma, voornaam, achternaam, dag):
    assert mogelijke_dubbelen(coordinator_groningen, voornaam, achternaam, dag) == []


@pytest.mark.parametrize(
    "telefoon", ["0612345678", "+31 6 12345678", "0031-612345678", "612345678", "06-12.34.56.78"]
)
def test_telefoon_in_elke_schrijfwijze(coordinator_groningen, fatma, telefoon):
    [match] = mogelijke_dubbelen(coordinator_groningen, "Ander", "Mens", telefoon=telefoon)
    assert (match.kandidaat, match.redenen) == (fatma, (TELEFOON,))


def test_email_zonder_hoofdletters(coordinator_groningen, fatma):
    [match] = mogelijke_dubbelen(coordinator_groningen, email=" fatma@voorbeeld.NL ")
    assert match.redenen == (EMAIL,)


def test_meeste_redenen_eerst(coordinator_groningen, regio_groningen, fatma):
    zus = fabrieken.KandidaatFabriek(telefoon="0612345678", behandelregio=regio_groningen)
    matches = mogelijke_dubbelen(
        coordinator_groningen, "Fatma", "Ozturk", DAG, email="fatma@voorbeeld.nl", telefoon="0612345678"
    )
    assert [m.kandidaat for m in matches] == [fatma, zus]
    assert matches[0].redenen == (NAAM_EN_DATUM, EMAIL, TELEFOON)


def test_lege_gegevens_lijken_op_niemand(coordinator_groningen, regio_groningen):
    fabrieken.KandidaatFabriek(telefoon="", email="", geboortedatum=None, behandelregio=regio_groningen)
    assert mogelijke_dubbelen(coordinator_groningen, "Iemand", "Anders", None, "", "") == []


# --- Out of scope ---------------------------------------------------------------------------------------------------
def test_coordinator_van_een_andere_regio_leest_alleen_dat_er_iets_is(coordinator_twente, fatma):
    [match] = mogelijke_dubbelen(
        coordinator_twente, "Fatma", "Öztürk", DAG, email="fatma@voorbeeld.nl", telefoon="0612345678"
    )
    assert (match.kandidaat, match.redenen, match.zichtbaar) == (None, (), False)


def test_meer_mensen_elders_zijn_een_regel(coordinator_twente, fatma, regio_groningen):
    fabrieken.KandidaatFabriek(telefoon="0612345678", behandelregio=regio_groningen)
    assert len(mogelijke_dubbelen(coordinator_twente, telefoon="0612345678")) == 1


def test_verwijzer_wordt_alleen_met_eigen_verwijzingen_vergeleken(
    verwijzer, andere_verwijzer, fatma, uwv_groningen
):
    assert mogelijke_dubbelen(verwijzer, telefoon="0612345678") == []
    fabrieken.VerwijzingFabriek(kandidaat=fatma, partner=uwv_groningen)
    [match] = mogelijke_dubbelen(verwijzer, telefoon="0612345678")
    assert match.kandidaat == fatma
    assert mogelijke_dubbelen(andere_verwijzer, telefoon="0612345678") == []


@pytest.mark.parametrize("wie", ["manager", "beheerder", "vreemde", "jobcoach"])
def test_wie_geen_coordinator_is_leest_niets(request, wie, fatma):
    assert mogelijke_dubbelen(request.getfixturevalue(wie), telefoon="0612345678") == []


# --- Many at once, and the search -----------------------------------------------------------------------------------
def test_een_hele_lijst_kost_twee_zoekvragen(
    coordinator_groningen, fatma, django_assert_num_queries, regio_twente
):
    elders = fabrieken.KandidaatFabriek(behandelregio=regio_twente)
    rijen = [Sleutels.van("Niemand", f"Nieuw{n}", DAG, f"nieuw{n}@voorbeeld.nl") for n in range(300)]
    rijen += [Sleutels.van("fatma", "OZTURK", DAG), Sleutels.van(telefoon=elders.telefoon)]
    assert coordinator_groningen.rolcodes  # known in a request
    with django_assert_num_queries(2):
        gevonden = personen_bij(coordinator_groningen, rijen)
        uitkomst = [gevonden.bij(rij) for rij in rijen]
    assert [m.kandidaat for m in uitkomst[-2]] == [fatma]
    assert [m.zichtbaar for m in uitkomst[-1]] == [False]
    assert not any(uitkomst[:-2])


def test_zoeken_gebruikt_de_indexen(coordinator_groningen, fatma):
    sleutels = Sleutels.van("Fatma", "Öztürk", DAG, "fatma@voorbeeld.nl", "0612345678")
    plan = Kandidaat.objects.order_by().filter(_lijkt_op([sleutels])).values_list("pk").explain()
    if connection.vendor == "sqlite":
        assert "SCAN" not in plan, plan
        for index in ("kandidaat_zoeknaam", "kandidaat_email", "kandidaat_telefoon"):
            assert index in plan


def test_de_zoekstap_vindt_ook_wie_erop_lijkt(coordinator_groningen, fatma, kandidaat):
    [match] = zoek_personen(coordinator_groningen, achternaam="oztur")
    assert (match.kandidaat, match.redenen) == (fatma, (NAAM,))
    [match] = zoek_personen(coordinator_groningen, voornaam="Fatma", geboortedatum=DAG)
    assert match.redenen == (NAAM, GEBOORTEDATUM)


def test_de_zoekstap_toont_niemand_van_een_andere_regio(coordinator_twente, fatma):
    assert zoek_personen(coordinator_twente, achternaam="oztur") == []
    [match] = zoek_personen(coordinator_twente, "Fatma", "Öztürk", DAG)
    assert not match.zichtbaar
