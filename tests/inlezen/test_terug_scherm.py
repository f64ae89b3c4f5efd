"""The pages of taking an import back and trying one row again, and the overview."""

import uuid

import pytest
from django.urls import reverse

from inlezen.models import Inlezing
from inlezen.toepassen import begin_inlezen, lees_in
from kandidaten.models import Kandidaat
from tests import fabrieken
from tests.inlezen.stappen import open_lijst, tekst
from tests.inlezen.test_rechten import maak_lijst
from tests.inlezen.test_terugdraaien import bel
from trajecten.models import Traject


@pytest.fixture
def ingelezen(inlezing, uwv_lijst):
    return lees_in(inlezing, door=uwv_lijst["door"])


def adres(naam, inlezing, *rest):
    return reverse(f"inlezen:{naam}", args=[inlezing.pk, *rest])


def post(client, pad):
    return client.post(pad, {"inzending": str(uuid.uuid4())}, follow=True)


# --- Taking back -------------------------------------------------------------------------------------------------
def test_eerst_zien_wat_gaat_en_blijft_dan_doen(carla, ingelezen, collega_groningen):
    julia = Traject.objects.get(kandidaat__achternaam="Luinenburg")
    bel(julia, collega_groningen)
    assert "Deze inlezing terugdraaien" in tekst(carla.get(adres("resultaat", ingelezen)))
    vooraf = tekst(carla.get(adres("terugdraaien", ingelezen)))
    assert "Draai 6 mensen terug" in vooraf and "1 persoon blijft." in vooraf
    assert "Luinenburg, Julia el 4 Al gesproken door Kees Collega op" in vooraf
    assert Traject.objects.count() == 7, "looking changes nothing"
    sleutel = {"inzending": str(uuid.uuid4())}
    for _ in range(2):
        antwoord = carla.post(adres("terugdraaien", ingelezen), sleutel, follow=True)
    assert Kandidaat.objects.get() == julia.kandidaat
    assert "Aan iedereen van deze lijst is al gewerkt." in tekst(antwoord)
    assert "Nieuw (6)" in tekst(carla.get(adres("controleren", ingelezen)))


def test_alles_terug_en_opnieuw_inlezen(carla, ingelezen):
    antwoord = post(carla, adres("terugdraaien", ingelezen))
    assert "7 mensen zijn teruggedraaid. Hun rijen staan weer open." in tekst(antwoord)
    assert "Er is nog niets ingelezen uit deze lijst." in tekst(antwoord)
    assert "Niets ingelezen" in tekst(carla.get(reverse("inlezen:overzicht")))
    carla.post(adres("controleren", ingelezen), {"tab": "nieuw", "doe": "alles"})
    post(carla, adres("bevestigen", ingelezen))
    assert Traject.objects.count() == 7


def test_niet_terwijl_er_wordt_ingelezen(carla, ingelezen, uwv_lijst):
    ingelezen.regels.filter(rijnummer=4).update(stand="mislukt", kandidaat=None, gekozen=True)
    begin_inlezen(ingelezen, door=uwv_lijst["door"])
    antwoord = post(carla, adres("terugdraaien", ingelezen))
    assert "Uit deze lijst wordt nu ingelezen." in tekst(antwoord)
    assert Traject.objects.count() == 7


@pytest.mark.parametrize(
    ("wie", "status"), [("coordinator_twente", 404), ("jobcoach", 403), ("manager", 403)]
)
def test_wie_niet_mag(client, request, ingelezen, wie, status):
    client.force_login(request.getfixturevalue(wie))
    for pad in (adres("terugdraaien", ingelezen), adres("opnieuw_rij", ingelezen, 4)):
        assert client.post(pad).status_code == status
    assert client.get(adres("terugdraaien", ingelezen)).status_code == status
    assert Traject.objects.count() == 7


def test_een_collega_van_de_regio_mag_het_ook(client, ingelezen, collega_groningen):
    client.force_login(collega_groningen)
    post(client, adres("terugdraaien", ingelezen))
    assert not Traject.objects.exists()


# --- One row again -----------------------------------------------------------------------------------------------
@pytest.fixture
def mislukt(inlezing, uwv_lijst, monkeypatch):
    """An import of which every row failed, for a reason that is over now."""
    inlezing.regels.update(stand="mislukt", fout="Er ging iets mis bij deze rij.", gekozen=True)
    Inlezing.objects.filter(pk=inlezing.pk).update(status="klaar", lijst=None)
    inlezing.refresh_from_db()
    return inlezing


def test_een_rij_opnieuw_proberen(carla, mislukt):
    pagina = carla.get(adres("resultaat", mislukt))
    assert "Alle 7 opnieuw proberen" in tekst(pagina)
    antwoord = post(carla, adres("opnieuw_rij", mislukt, 4))
    assert "Rij 4 is ingelezen." in tekst(antwoord)
    assert Traject.objects.get().kandidaat.achternaam == "Luinenburg"
    assert "6 rijen zijn niet gelukt." in tekst(antwoord)
    nog_eens = post(carla, adres("opnieuw_rij", mislukt, 4))
    assert "Rij 4 is intussen al gedaan" in tekst(nog_eens)
    assert carla.post(adres("opnieuw_rij", mislukt, 999)).status_code == 404


# --- The overview ------------------------------------------------------------------------------------------------
def test_overzicht_zegt_wat_er_is_en_wat_er_volgt(carla, ingelezen, uwv_lijst, aan_zet):
    open_lijst("verwijzing-rommelig.xlsx", **uwv_lijst)
    gelezen = tekst(carla.get(reverse("inlezen:overzicht")))
    assert "7 nieuw Gelukt" not in gelezen and "7 nieuw" in gelezen and "Klaar" in gelezen
    assert "Verder controleren" in gelezen and "Bekijk resultaat" in gelezen
    assert "nog open" in gelezen and "Carla Coördinator" in gelezen


def test_filters_waar_het_er_veel_zijn(carla, uwv_lijst, django_assert_max_num_queries):
    ander = fabrieken.PartnerFabriek(naam="Gemeente Leek", regio=uwv_lijst["regio"])
    for nummer in range(26):
        open_lijst("a.csv", inhoud=maak_lijst(1), **uwv_lijst | ({"partner": ander} if nummer == 0 else {}))
    with django_assert_max_num_queries(10):
        antwoord = carla.get(reverse("inlezen:overzicht"))
    assert antwoord.context["pagina"].paginator.num_pages == 2
    assert len(antwoord.content) < 60_000
    gezeefd = carla.get(reverse("inlezen:overzicht"), {"partner": ander.pk, "status": "controleren"})
    assert [i.partner for i in gezeefd.context["pagina"]] == [ander]
    leeg = carla.get(reverse("inlezen:overzicht"), {"status": "klaar"})
    assert "Geen inlezing past bij deze filters." in tekst(leeg)
