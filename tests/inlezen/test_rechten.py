"""Who gets at an import, and what its pages cost."""

import uuid

import pytest
from django.urls import reverse

from inlezen.models import Inlezing
from inlezen.toepassen import lees_in
from kandidaten.models import Kandidaat
from logboek.models import Logregel
from tests import fabrieken
from tests.inlezen.stappen import open_lijst, tekst

UWV = "verwijzing-uwv-groningen.xlsx"
PAGINAS = ["kolommen", "verwijderen", "controleren", "bevestigen", "resultaat"]
POSTS = ["kolommen", "verwijderen", "controleren", "bevestigen", "opnieuw", "verder"]


# --- Rights --------------------------------------------------------------------------------------------------
def adressen(inlezing):
    gets = [reverse(f"inlezen:{naam}", args=[inlezing.pk]) for naam in PAGINAS]
    posts = [reverse(f"inlezen:{naam}", args=[inlezing.pk]) for naam in POSTS]
    rij = reverse("inlezen:rij", args=[inlezing.pk, 4])
    return [*gets, rij], [*posts, rij]


def test_collega_van_dezelfde_regio_gaat_verder(client, collega_groningen, inlezing):
    client.force_login(collega_groningen)
    assert inlezing.naam in tekst(client.get(reverse("inlezen:overzicht")))
    assert "Nieuw (7)" in tekst(client.get(inlezing.get_absolute_url()))


def test_coordinator_van_een_andere_regio_ziet_niets(client, coordinator_twente, inlezing):
    """The near miss: 404, the same as for an import that does not exist, and both logged."""
    client.force_login(coordinator_twente)
    assert "Inlezingen (0)" in tekst(client.get(reverse("inlezen:overzicht")))
    bestaat_niet = Inlezing(pk=uuid.uuid4())
    for een in (inlezing, bestaat_niet):
        gets, posts = adressen(een)
        assert {client.get(adres).status_code for adres in gets} == {404}
        assert {client.post(adres).status_code for adres in posts} == {404}
        geweigerd = Logregel.objects.filter(handeling="geweigerd", reden=f"inlezing {een.pk}")
        assert geweigerd.count() == len(gets) + len(posts)
    assert not Kandidaat.objects.exists()


@pytest.mark.parametrize("wie", ["jobcoach", "trainer", "teamleider", "manager", "beheerder", "vreemde"])
def test_andere_rollen_lezen_niets_in(client, request, wie, inlezing):
    client.force_login(request.getfixturevalue(wie))
    gets, posts = adressen(inlezing)
    for adres in (reverse("inlezen:overzicht"), reverse("inlezen:nieuw"), *gets):
        assert client.get(adres).status_code == 403
    for adres in (reverse("inlezen:nieuw"), *posts):
        assert client.post(adres).status_code == 403
    assert Inlezing.objects.get().status == "controleren"


def test_collega_ziet_niemand_van_een_regio_waar_zij_niet_werkt(
    client, coordinator_groningen, collega_groningen, uwv_lijst, regio_twente
):
    """Carla serves Twente too, so at her review Sara is shown; Kees reads only that she may be known."""
    coordinator_groningen.werkgebieden.create(regio=regio_twente)
    sara = fabrieken.KandidaatFabriek(
        voornaam="Sara", achternaam="Bos", telefoon="0699999999", behandelregio=regio_twente
    )
    inhoud = f"Voornaam;Achternaam;Geboortedatum\nSara;Bos;{sara.geboortedatum:%d-%m-%Y}\n".encode()
    inlezing = open_lijst("a.csv", inhoud=inhoud, **uwv_lijst)
    adres = reverse("inlezen:controleren", args=[inlezing.pk])
    client.force_login(coordinator_groningen)
    assert sara.dossiernummer in client.get(adres).content.decode()
    client.force_login(collega_groningen)
    antwoord = client.get(adres)
    assert "Mogelijk al bekend in een andere regio." in tekst(antwoord)
    for geheim in (sara.dossiernummer, "0699999999", sara.email, "Lijkt op"):
        assert geheim not in antwoord.content.decode()


def test_zonder_login_naar_het_inloggen(client, inlezing):
    antwoord = client.get(inlezing.get_absolute_url())
    assert antwoord.status_code == 302
    assert reverse("account_login") in antwoord.url


# --- Budgets -------------------------------------------------------------------------------------------------
def maak_lijst(aantal):
    """A list like the UWV's: every telephone number lost its zero, so every row says so."""
    kop = "Voornaam;Achternaam;Geboortedatum;Telefoon;E-mail;Woonplaats;Uitkering;Consulent;Uren p/w"
    letters = [chr(97 + n // 10) + chr(97 + n % 10) for n in range(aantal)]
    rijen = [
        f"Anne{a};Bakker{a};1-2-{1960 + n % 40};6{10000000 + n};naam{n}@example.nl;Leek;WW;M. Postma;28"
        for n, a in enumerate(letters)
    ]
    return "\n".join([kop, *rijen]).encode()


@pytest.mark.parametrize("aantal", [3, 50])
def test_budget(carla, uwv_lijst, aantal, django_assert_max_num_queries):
    inlezing = open_lijst("a.csv", inhoud=maak_lijst(aantal), **uwv_lijst)

    def bekijk(naam, **vraag):
        with django_assert_max_num_queries(10):
            antwoord = carla.get(reverse(f"inlezen:{naam}", args=[inlezing.pk]), vraag)
        assert antwoord.status_code == 200
        assert len(antwoord.content) < 60_000
        return antwoord

    for naam in ("kolommen", "controleren", "bevestigen"):
        bekijk(naam)
    lees_in(inlezing, door=uwv_lijst["door"])
    bekijk("resultaat")
    # Everybody is known now, to another partner: every row a possible double beside its match.
    ander = fabrieken.PartnerFabriek(naam="Gemeente Leek", regio=uwv_lijst["regio"])
    inlezing = open_lijst("a.csv", inhoud=maak_lijst(aantal), **uwv_lijst | {"partner": ander})
    assert bekijk("controleren").context["dubbel"]
    inlezing.regels.update(stand="mislukt", fout="Er ging iets mis.")
    Inlezing.objects.filter(pk=inlezing.pk).update(status="klaar")
    bekijk("resultaat")


@pytest.mark.parametrize("aantal", [3, 25])
def test_budget_overzicht(carla, uwv_lijst, aantal, django_assert_max_num_queries):
    for _ in range(aantal):
        open_lijst("a.csv", inhoud=maak_lijst(1), **uwv_lijst)
    with django_assert_max_num_queries(10):
        antwoord = carla.get(reverse("inlezen:overzicht"))
    assert len(antwoord.content) < 60_000
    with django_assert_max_num_queries(12):
        assert carla.get(reverse("inlezen:nieuw")).status_code == 200


def test_wie_de_regio_niet_meer_doet_heeft_de_lijst_niet_meer(carla, inlezing, coordinator_groningen):
    """She opened it herself; who is on it is of a region that is no longer hers."""
    adres = inlezing.get_absolute_url()
    assert carla.get(adres).status_code == 200
    coordinator_groningen.werkgebieden.all().delete()
    assert carla.get(adres).status_code == 404
