"""Partners and regions in the admin."""

import pytest
from django.urls import reverse

from logboek.models import Handeling, Logregel
from partners.models import Arbeidsmarktregio, Contactpersoon, Partner
from tests import fabrieken

pytestmark = pytest.mark.django_db

BLOKKEN = ["vestigingen", "contactpersonen", "toezeggingen", "Partner_leden"]


@pytest.fixture
def client(client, beheerder):
    client.force_login(beheerder)
    return client


def formulier(**anders):
    leeg = {f"{blok}-{wat}_FORMS": "0" for blok in BLOKKEN for wat in ("TOTAL", "INITIAL")}
    return {
        "naam": "KPN",
        "soort": "werkgever",
        "actief": "on",
        "proefplaats_max_maanden": "2",
        **leeg,
        **anders,
    }


def rechten():
    return list(
        Logregel.objects.filter(handeling=Handeling.RECHTEN).order_by("pk").values_list("reden", flat=True)
    )


def test_partner_met_alles_eronder(client, beheerder, uwv_groningen):
    invoer = formulier(
        is_inlener="on",
        **{
            "vestigingen-TOTAL_FORMS": "1",
            "vestigingen-0-plaats": "Groningen",
            "contactpersonen-TOTAL_FORMS": "1",
            "contactpersonen-0-naam": "Fenna de Boer",
            "contactpersonen-0-actief": "on",
            "toezeggingen-TOTAL_FORMS": "1",
            "toezeggingen-0-aantal": "16",
            "toezeggingen-0-vanaf": "1-9-2026",
            "Partner_leden-TOTAL_FORMS": "1",
            "Partner_leden-0-to_partner": uwv_groningen.pk,
        },
    )
    antwoord = client.post(reverse("admin:partners_partner_add"), invoer)
    assert antwoord.status_code == 302
    kpn = Partner.objects.get(naam="KPN")
    assert (kpn.is_inlener, kpn.gewijzigd_door) == (True, beheerder)
    assert kpn.vestigingen.get().plaats == "Groningen"
    assert kpn.contactpersonen.get().naam == "Fenna de Boer"
    assert str(kpn.toezeggingen.get()) == "16 plaatsen vanaf 01-09-2026"
    assert list(kpn.leden.all()) == [uwv_groningen]
    html = client.get(reverse("admin:partners_partner_change", args=[kpn.pk])).content.decode()
    assert "object (" not in html


def test_een_login_aan_een_contactpersoon_is_een_recht_en_staat_in_het_logboek(
    client, uwv_groningen, vreemde
):
    persoon = fabrieken.ContactpersoonFabriek(partner=uwv_groningen, naam="Vera")
    invoer = formulier(
        naam="UWV Groningen",
        soort="uwv",
        **{
            "contactpersonen-TOTAL_FORMS": "1",
            "contactpersonen-INITIAL_FORMS": "1",
            "contactpersonen-0-id": persoon.pk,
            "contactpersonen-0-partner": uwv_groningen.pk,
            "contactpersonen-0-naam": "Vera",
            "contactpersonen-0-actief": "on",
            "contactpersonen-0-gebruiker": vreemde.pk,
        },
    )
    adres = reverse("admin:partners_partner_change", args=[uwv_groningen.pk])
    assert client.post(adres, invoer).status_code == 302
    assert Contactpersoon.objects.get(pk=persoon.pk).gebruiker == vreemde
    verwacht = f"verwijzer van partner {uwv_groningen.pk}"
    assert rechten() == [f"gebruiker {vreemde.pk}: +{verwacht}"]
    client.post(adres, invoer | {"contactpersonen-0-gebruiker": ""})
    assert rechten()[1:] == [f"gebruiker {vreemde.pk}: -{verwacht}"]


def test_wijzigen_in_het_beheer_telt_mee_voor_wie_het_formulier_open_heeft(client, uwv_groningen):
    eerder = uwv_groningen.versie
    client.post(
        reverse("admin:partners_partner_change", args=[uwv_groningen.pk]),
        formulier(naam="UWV Noord", soort="uwv"),
    )
    uwv_groningen.refresh_from_db()
    assert (uwv_groningen.naam, uwv_groningen.versie) == ("UWV Noord", eerder + 1)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": ""}, "Dit veld is verplicht."),
        ({"proefplaats_max_maanden": "9"}, "Een proefplaatsing duurt 1 tot en met 6 maanden."),
        (
            {
                "toezeggingen-TOTAL_FORMS": "1",
                "toezeggingen-0-aantal": "3",
                "toezeggingen-0-vanaf": "31-2-2026",
            },
            "Vul een datum in die bestaat",
        ),
    ],
)
def test_fouten_in_het_nederlands(client, anders, zin):
    html = client.post(reverse("admin:partners_partner_add"), formulier(**anders)).content.decode()
    assert zin in html
    assert not Partner.objects.exists()


def test_een_toezegging_op_een_vestiging_van_een_ander_kan_niet(client):
    plek = fabrieken.VestigingFabriek()
    invoer = formulier(
        **{
            "toezeggingen-TOTAL_FORMS": "1",
            "toezeggingen-0-aantal": "3",
            "toezeggingen-0-vanaf": "1-9-2026",
            "toezeggingen-0-vestiging": plek.pk,
        }
    )
    html = client.post(reverse("admin:partners_partner_add"), invoer).content.decode()
    assert "Deze vestiging is van een andere partner." in html


def test_een_regio_krijgt_een_einddatum(client, regio_groningen):
    adres = reverse("admin:partners_arbeidsmarktregio_change", args=[regio_groningen.pk])
    invoer = {"code": "AM01", "naam": "Groningen", "geldig_vanaf": "1-1-2020", "geldig_tot": "31-12-2019"}
    assert "ligt voor" in client.post(adres, invoer).content.decode()
    client.post(adres, invoer | {"geldig_tot": "31-12-2026"})
    assert str(Arbeidsmarktregio.objects.get(code="AM01").geldig_tot) == "2026-12-31"
