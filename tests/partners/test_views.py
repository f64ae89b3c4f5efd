"""The partner screens: who sees what, who changes what, and two people on one partner."""

import re
import uuid

import pytest
from django.urls import reverse

from basis.models import Inzending
from logboek.models import Handeling, Logregel
from partners.models import Contactpersoon, Partner, Toezegging, Vestiging
from tests import fabrieken

pytestmark = pytest.mark.django_db

SCHRIJVERS = ["coordinator_groningen", "coordinator_twente", "beheerder"]
LEZERS = ["jobcoach", "trainer", "teamleider", "manager"]


@pytest.fixture
def werkgever(regio_groningen):
    partner = fabrieken.WerkgeverFabriek(naam="KPN", regio=regio_groningen)
    fabrieken.VestigingFabriek(partner=partner, plaats="Groningen")
    fabrieken.ContactpersoonFabriek(partner=partner, naam="Fenna de Boer", functie="teammanager")
    Toezegging.objects.create(partner=partner, aantal=16, vanaf="2026-09-01")
    return partner


@pytest.fixture
def als(client, request):
    """`als("jobcoach")` logs that person in and returns the client."""

    def doe(naam):
        client.force_login(request.getfixturevalue(naam))
        return client

    return doe


def adressen(partner):
    """Every page that writes, about this partner."""
    namen = ["wijzigen", "contactpersoon_nieuw", "vestiging_nieuw", "toezegging_nieuw"]
    return [reverse(f"partners:{naam}", args=[partner.pk]) for naam in namen] + [
        reverse("partners:contactpersoon", args=[partner.pk, partner.contactpersonen.get().pk]),
        reverse("partners:vestiging", args=[partner.pk, partner.vestigingen.get().pk]),
        reverse("partners:toezegging", args=[partner.pk, partner.toezeggingen.get().pk]),
    ]


def gegevens(**anders):
    return {
        "naam": "Werk in Zicht",
        "soort": "samenwerkingsverband",
        "is_verwijzer": "on",
        "proefplaats_max_maanden": "2",
        "inzending": str(uuid.uuid4()),
        **anders,
    }


# --- Rights (domain, section 6) ------------------------------------------------------------------------------------
@pytest.mark.parametrize("wie", [*SCHRIJVERS, *LEZERS])
def test_wie_leest(als, werkgever, wie):
    client = als(wie)
    assert client.get(reverse("partners:lijst")).status_code == 200
    html = client.get(werkgever.get_absolute_url()).content.decode()
    assert "Fenna de Boer" in html
    assert ("Contactpersoon toevoegen" in html) == (wie in SCHRIJVERS)


@pytest.mark.parametrize("wie", SCHRIJVERS)
def test_wie_schrijft(als, werkgever, wie):
    client = als(wie)
    for adres in [reverse("partners:nieuw"), *adressen(werkgever)]:
        assert client.get(adres).status_code == 200


@pytest.mark.parametrize("wie", [*LEZERS, "verwijzer", "vreemde"])
def test_wie_niet_schrijft(als, werkgever, wie):
    client = als(wie)
    for adres in [reverse("partners:nieuw"), *adressen(werkgever)]:
        assert client.get(adres).status_code == 403
        assert client.post(adres, gegevens()).status_code == 403
    assert not Partner.objects.filter(naam="Werk in Zicht").exists()


def test_een_vreemde_komt_er_niet_in(als, werkgever):
    client = als("vreemde")
    assert client.get(reverse("partners:lijst")).status_code == 403
    assert client.get(werkgever.get_absolute_url()).status_code == 403


def test_zonder_login_naar_het_inloggen(client, werkgever):
    for adres in [reverse("partners:lijst"), reverse("partners:nieuw"), *adressen(werkgever)]:
        assert client.get(adres).url.startswith(reverse("account_login"))


def test_een_verwijzer_ziet_alleen_haar_eigen_partner(als, werkgever, uwv_groningen, andere_verwijzer):
    """The near miss: a verwijzer of another partner."""
    client = als("verwijzer")
    html = client.get(reverse("partners:lijst")).content.decode()
    assert "UWV Groningen" in html and "KPN" not in html
    assert client.get(uwv_groningen.get_absolute_url()).status_code == 200
    anders = andere_verwijzer.contactpersoon.partner
    onbekend = reverse("partners:detail", args=[999999])
    antwoorden = [client.get(p) for p in (anders.get_absolute_url(), werkgever.get_absolute_url(), onbekend)]
    assert [antwoord.status_code for antwoord in antwoorden] == [404, 404, 404]
    # The token, the address asked for, and how long the session still lasts.
    wisselt = re.compile(r'csrfmiddlewaretoken" value="\w+"|/partners/\d+/|seconden="\d+"')
    eerste, *rest = [wisselt.sub("", antwoord.content.decode()) for antwoord in antwoorden]
    assert rest == [eerste, eerste]
    assert Logregel.objects.filter(handeling=Handeling.GEWEIGERD, categorie="partners").count() == 3


def test_een_verwijzer_die_daar_niet_meer_werkt_ziet_niets(als, verwijzer, uwv_groningen):
    Contactpersoon.objects.filter(gebruiker=verwijzer).update(actief=False)
    assert als("verwijzer").get(uwv_groningen.get_absolute_url()).status_code == 404


def test_een_verwijzer_ziet_geen_andere_leden(als, uwv_groningen, werkgever):
    verband = fabrieken.PartnerFabriek(naam="Werk in Zicht", soort="samenwerkingsverband")
    verband.leden.set([uwv_groningen, werkgever])
    assert "Werk in Zicht" not in als("verwijzer").get(uwv_groningen.get_absolute_url()).content.decode()
    assert "Werk in Zicht" in als("jobcoach").get(uwv_groningen.get_absolute_url()).content.decode()


# --- The list ------------------------------------------------------------------------------------------------------
def namen(antwoord):
    return [partner.naam for partner in antwoord.context["pagina"]]


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({}, ["KPN", "UWV Groningen"]),
        ({"zoek": "uwv"}, ["UWV Groningen"]),
        ({"zoek": "fenna"}, ["KPN"]),
        ({"soort": "uwv"}, ["UWV Groningen"]),
        ({"rol": "is_inlener"}, ["KPN"]),
        ({"rol": "is_inlener", "soort": "uwv"}, []),
        ({"sorteer": "-naam"}, ["UWV Groningen", "KPN"]),
        ({"sorteer": "wachtwoord"}, ["KPN", "UWV Groningen"]),
        ({"rol": "is_superuser"}, ["KPN", "UWV Groningen"]),
        ({"ook_oud": "on"}, ["KPN", "Oud Bureau", "UWV Groningen"]),
    ],
)
def test_zoeken_en_filteren(als, werkgever, uwv_groningen, vraag, verwacht):
    fabrieken.PartnerFabriek(naam="Oud Bureau", actief=False)
    assert namen(als("jobcoach").get(reverse("partners:lijst"), vraag)) == verwacht


def test_lege_lijst_biedt_de_eerste_stap(als):
    html = als("coordinator_groningen").get(reverse("partners:lijst")).content.decode()
    assert "Hier komen de organisaties" in html
    assert reverse("partners:nieuw") in html


@pytest.mark.parametrize("aantal", [3, 50])
def test_lijst_kost_altijd_evenveel(als, django_assert_max_num_queries, aantal):
    for _ in range(aantal):
        fabrieken.ContactpersoonFabriek()
    client = als("coordinator_groningen")
    with django_assert_max_num_queries(10):
        antwoord = client.get(reverse("partners:lijst"))
    assert len(antwoord.content) < 60_000
    assert len(namen(antwoord)) == min(aantal, 25)
    assert antwoord.context["pagina"].paginator.count == aantal


@pytest.mark.parametrize("aantal", [3, 50])
def test_detail_en_formulier_kosten_altijd_evenveel(als, werkgever, django_assert_max_num_queries, aantal):
    for n in range(aantal):
        fabrieken.ContactpersoonFabriek(partner=werkgever)
        plek = fabrieken.VestigingFabriek(partner=werkgever, naam=f"Hal {n}")
        Toezegging.objects.create(partner=werkgever, vestiging=plek, aantal=1, vanaf="2026-09-01")
        werkgever.leden.add(fabrieken.PartnerFabriek())
    client = als("coordinator_groningen")
    with django_assert_max_num_queries(15):
        client.get(werkgever.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(reverse("partners:toezegging_nieuw", args=[werkgever.pk]))
    Partner.objects.filter(pk=werkgever.pk).update(soort="samenwerkingsverband")
    with django_assert_max_num_queries(12):
        client.get(reverse("partners:wijzigen", args=[werkgever.pk]))


# --- Writing -------------------------------------------------------------------------------------------------------
def test_partner_toevoegen(als, coordinator_groningen, regio_groningen):
    client = als("coordinator_groningen")
    antwoord = client.post(reverse("partners:nieuw"), gegevens(regio=regio_groningen.pk), follow=True)
    partner = Partner.objects.get(naam="Werk in Zicht")
    assert antwoord.redirect_chain == [(partner.get_absolute_url(), 302)]
    assert "Partner toegevoegd: Werk in Zicht." in antwoord.content.decode()
    assert (partner.is_verwijzer, partner.is_opleider, partner.regio) == (True, False, regio_groningen)
    assert (partner.actief, partner.gewijzigd_door) == (True, coordinator_groningen)


def test_twee_keer_drukken_is_een_partner(als):
    client = als("coordinator_groningen")
    invoer = gegevens()
    eerste, tweede = (client.post(reverse("partners:nieuw"), invoer) for _ in range(2))
    assert Partner.objects.filter(naam="Werk in Zicht").count() == 1
    assert Inzending.objects.count() == 1
    assert eerste.status_code == 302
    assert tweede.status_code in {200, 302}


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": ""}, "Vul ‘Naam’ in."),
        ({"soort": ""}, "Kies een antwoord bij ‘Soort’."),
        ({"proefplaats_max_maanden": "7"}, "Een proefplaatsing duurt 1 tot en met 6 maanden."),
        ({"naam": "KPN"}, "bestaat al"),
    ],
)
def test_fouten_zeggen_wat_er_mis_is(als, werkgever, anders, zin):
    antwoord = als("coordinator_groningen").post(reverse("partners:nieuw"), gegevens(**anders))
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert zin in html
    assert "<title>1 fout – Partner toevoegen" in html
    assert not Partner.objects.filter(naam="Werk in Zicht").exists()


def test_wie_tegelijk_wijzigt_ziet_wat_er_veranderde(als, werkgever, collega_groningen):
    client = als("coordinator_groningen")
    adres = reverse("partners:wijzigen", args=[werkgever.pk])
    gezien = client.get(adres).context["form"].initial["versie"]
    mijn = gegevens(naam="KPN Klantcontact", soort="werkgever", actief="on", versie=gezien)
    client.force_login(collega_groningen)
    client.post(adres, mijn | {"naam": "KPN Nederland", "inzending": str(uuid.uuid4())})
    als("coordinator_groningen")
    html = client.post(adres, mijn).content.decode()
    werkgever.refresh_from_db()
    assert werkgever.naam == "KPN Nederland"
    assert "Intussen gewijzigd door Kees Collega" in html
    assert "KPN Klantcontact" in html and "KPN Nederland" in html


def test_leden_van_een_samenwerkingsverband(als, uwv_groningen):
    verband = fabrieken.PartnerFabriek(naam="Werk in Zicht", soort="samenwerkingsverband")
    client = als("coordinator_groningen")
    adres = reverse("partners:wijzigen", args=[verband.pk])
    client.post(adres, gegevens(leden=[uwv_groningen.pk], actief="on", versie=verband.versie))
    assert list(verband.leden.all()) == [uwv_groningen]
    assert (
        "leden"
        not in client.get(reverse("partners:wijzigen", args=[uwv_groningen.pk])).context["form"].fields
    )


def test_stoppen_met_een_partner(als, werkgever):
    client = als("coordinator_groningen")
    invoer = gegevens(naam="KPN", soort="werkgever", versie=werkgever.versie)
    client.post(reverse("partners:wijzigen", args=[werkgever.pk]), invoer)
    werkgever.refresh_from_db()
    assert not werkgever.actief
    assert "Gestopt" in client.get(werkgever.get_absolute_url()).content.decode()


def test_contactpersoon_toevoegen_en_wijzigen(als, werkgever):
    client = als("coordinator_groningen")
    adres = reverse("partners:contactpersoon_nieuw", args=[werkgever.pk])
    client.post(adres, {"naam": "Piet Pot", "email": "piet@example.nl", "inzending": str(uuid.uuid4())})
    piet = Contactpersoon.objects.get(naam="Piet Pot")
    assert (piet.partner, piet.actief, piet.gebruiker) == (werkgever, True, None)
    adres = reverse("partners:contactpersoon", args=[werkgever.pk, piet.pk])
    gezien = re.search(r'name="gezien" value="(\w+)"', client.get(adres).text)[1]
    client.post(adres, {"naam": "Piet Pot", "telefoon": "050 123 45 67", "gezien": gezien})
    piet.refresh_from_db()
    assert (piet.telefoon, piet.email, piet.actief) == ("050 123 45 67", "", False)


def test_een_contactpersoon_staat_er_een_keer(als, werkgever):
    adres = reverse("partners:contactpersoon_nieuw", args=[werkgever.pk])
    html = als("coordinator_groningen").post(adres, {"naam": "Fenna de Boer"}).content.decode()
    assert "Deze contactpersoon staat er al." in html


def test_een_login_geven_is_aan_de_beheerder(als, werkgever, vreemde):
    """A login is a right, so it is no field here, and posting it does nothing."""
    adres = reverse("partners:contactpersoon_nieuw", args=[werkgever.pk])
    als("coordinator_groningen").post(adres, {"naam": "Piet Pot", "gebruiker": vreemde.pk})
    assert Contactpersoon.objects.get(naam="Piet Pot").gebruiker is None


def test_vestiging_en_toezegging(als, werkgever):
    client = als("coordinator_groningen")
    client.post(
        reverse("partners:vestiging_nieuw", args=[werkgever.pk]), {"plaats": "Assen", "thuiswerk": "on"}
    )
    assen = Vestiging.objects.get(plaats="Assen")
    assert (assen.partner, assen.thuiswerk) == (werkgever, True)
    invoer = {"aantal": "8", "vanaf": "1-3-2027", "vestiging": assen.pk}
    client.post(reverse("partners:toezegging_nieuw", args=[werkgever.pk]), invoer)
    assert str(Toezegging.objects.get(vestiging=assen)) == "8 plaatsen vanaf 01-03-2027"
    assert "1 mrt 2027" in client.get(werkgever.get_absolute_url()).content.decode()


def test_een_vestiging_van_een_ander_kan_niet(als, werkgever):
    elders = fabrieken.VestigingFabriek(plaats="Elders")
    adres = reverse("partners:toezegging_nieuw", args=[werkgever.pk])
    invoer = {"aantal": "8", "vanaf": "1-3-2027", "vestiging": elders.pk}
    assert als("coordinator_groningen").post(adres, invoer).status_code == 200
    assert werkgever.toezeggingen.count() == 1


def test_een_onderdeel_van_een_andere_partner_is_er_niet(als, werkgever, uwv_groningen):
    persoon = werkgever.contactpersonen.get()
    adres = reverse("partners:contactpersoon", args=[uwv_groningen.pk, persoon.pk])
    client = als("coordinator_groningen")
    assert client.get(adres).status_code == 404
    assert client.post(adres, {"naam": "Anders"}).status_code == 404


# --- Two submits, two people ------------------------------------------------------------------------------------------
def test_een_dubbelklik_is_geen_fout(client, coordinator_groningen, uwv_groningen):
    """The first half made the second invalid: the name exists, the version is newer."""
    client.force_login(coordinator_groningen)
    velden = {"naam": "Werkplein Noord", "soort": "gemeente", "proefplaats_max_maanden": 2, "actief": "on"}
    for adres in (reverse("partners:nieuw"), reverse("partners:wijzigen", args=[uwv_groningen.pk])):
        velden |= {"inzending": str(uuid.uuid4()), "versie": uwv_groningen.versie}
        eerste, tweede = (client.post(adres, velden) for _ in range(2))
        assert (eerste.status_code, tweede.status_code, tweede.url) == (302, 302, eerste.url)
        velden["naam"] = "UWV Assen"


def test_twee_mensen_wijzigen_dezelfde_contactpersoon(client, coordinator_groningen, uwv_groningen):
    persoon = fabrieken.ContactpersoonFabriek(
        partner=uwv_groningen, naam="Rik de Boer", telefoon="050 1234567"
    )
    client.force_login(coordinator_groningen)
    adres = reverse("partners:contactpersoon", args=[uwv_groningen.pk, persoon.pk])
    gezien = re.search(r'name="gezien" value="(\w+)"', client.get(adres).text)[1]
    velden = {"naam": persoon.naam, "telefoon": persoon.telefoon, "actief": "on", "gezien": gezien}
    client.post(adres, velden | {"telefoon": "050 7654321", "inzending": str(uuid.uuid4())})
    antwoord = client.post(adres, velden | {"functie": "Adviseur", "inzending": str(uuid.uuid4())})
    assert antwoord.status_code == 200
    assert "Intussen heeft een ander dit gewijzigd" in antwoord.text
    assert "050 7654321" in antwoord.text
    persoon.refresh_from_db()
    assert (persoon.telefoon, persoon.functie) == ("050 7654321", "")
