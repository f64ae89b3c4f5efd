"""The link with which somebody sets a new password."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.urls import reverse

from tests import fabrieken

pytestmark = pytest.mark.django_db


def gevraagde_link(client, gebruiker):
    client.post(reverse("account_reset_password"), {"email": gebruiker.email})
    return re.search(r"/account/wachtwoord/nieuw/\S+", mail.outbox[-1].body)[0]


def test_een_link_die_niet_klopt_schrijft_niets(client):
    """Whose account it is does not matter: a stranger who opens a made-up link leaves no trace in the database."""
    gebruiker = fabrieken.GebruikerFabriek()
    adres = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(gebruiker), "b-c"])
    assert client.get(adres).status_code == 200  # the guard of basis.alleenlezen raises on a write
    assert not EmailAddress.objects.filter(user=gebruiker).exists()


def test_de_gemailde_link_zet_een_nieuw_wachtwoord_en_werkt_daarna_niet_meer(client):
    gebruiker = fabrieken.GebruikerFabriek()
    link = gevraagde_link(client, gebruiker)
    formulier = client.get(link, follow=True)
    nieuw = {"password1": "een-lang-en-nieuw-geheim", "password2": "een-lang-en-nieuw-geheim"}
    client.post(formulier.request["PATH_INFO"], nieuw)
    gebruiker.refresh_from_db()
    assert gebruiker.check_password("een-lang-en-nieuw-geheim")
    assert b"password1" not in client.get(link, follow=True).content


def test_de_link_vervalt_als_het_adres_van_de_gebruiker_verandert(client):
    gebruiker = fabrieken.GebruikerFabriek()
    link = gevraagde_link(client, gebruiker)
    gebruiker.email = "een-ander@example.nl"
    gebruiker.save()
    assert b"password1" not in client.get(link, follow=True).content
