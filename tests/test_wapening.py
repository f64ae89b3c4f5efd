"""The armed suite fails when it should: each arming is shown to bite (style guide, "the suite is armed once")."""

import warnings

import pytest
from django.conf import settings
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.template import Context, Engine, Origin, Template
from django.urls import reverse

from basis.alleenlezen import SchrijvenOpGet
from partners.models import Partner
from tests.wapening import EIGEN_TEMPLATES, OngedefinieerdeVariabele


def sjabloon(tekst, bestand):
    """A template as if it stood in this file, with the settings of the suite."""
    opties = {naam: settings.TEMPLATES[0]["OPTIONS"][naam] for naam in ("string_if_invalid", "builtins")}
    return Template(tekst, origin=Origin(bestand), engine=Engine(**opties))


def test_onbekende_variabele_in_eigen_sjabloon_is_een_fout():
    eigen = sjabloon("<p>{{ naam }}</p>", f"{EIGEN_TEMPLATES}/kandidaten/lijst.html")
    assert eigen.render(Context({"naam": "Julia"})) == "<p>Julia</p>"
    with pytest.raises(OngedefinieerdeVariabele, match="naam"):
        eigen.render(Context({}))


def test_onbekende_variabele_met_een_filter_ook():
    eigen = sjabloon("{{ kandidaat.naam|upper }}", f"{EIGEN_TEMPLATES}/x.html")
    with pytest.raises(OngedefinieerdeVariabele, match=r"kandidaat\.naam"):
        eigen.render(Context({}))


def test_vragen_of_iets_er_is_mag():
    eigen = sjabloon("{% if naam %}ja{% else %}nee{% endif %}", f"{EIGEN_TEMPLATES}/x.html")
    assert eigen.render(Context({})) == "nee"


def test_sjabloon_van_een_pakket_mag_op_leeg_rekenen():
    assert sjabloon("<p>{{ naam }}</p>", "/pakket/admin/index.html").render(Context({})) == "<p></p>"


def test_lijst_zonder_volgorde_in_paginas_is_een_fout(db):
    """Pages of an unordered list repeat and skip rows; Django only warns."""
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Partner.objects.order_by(), 5).page(1)
    Paginator(Partner.objects.all(), 5).page(1)


def test_een_waarschuwing_is_een_fout():
    with pytest.raises(DeprecationWarning):
        warnings.warn("oud", DeprecationWarning, stacklevel=1)


def test_schrijven_op_get_is_een_fout(client, vreemde, monkeypatch):
    """The guard stands in the middleware of the whole product, not only in its own test."""
    client.force_login(vreemde)

    def schrijf(gebruiker):
        Partner.objects.create(naam="Stiekem", soort="gemeente")
        return ""

    monkeypatch.setattr("config.views.startpagina", schrijf)
    with pytest.raises(SchrijvenOpGet, match="partners_partner"):
        client.get(reverse("start"))


# --- Cookies ----------------------------------------------------------------------------------------------------------
def test_cookies_zijn_niet_voor_scripts_of_andere_sites(client, jobcoach):
    jobcoach.set_password("Lange-zin-met-tekens-9")
    jobcoach.save()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": jobcoach.email, "password": "Lange-zin-met-tekens-9"})
    sessie, csrf = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert sessie["httponly"]
    assert sessie["samesite"] == csrf["samesite"] == "Lax"
