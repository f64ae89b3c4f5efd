"""The admin: every address it has, read from the resolver, is a beheerder's and nobody else's (domain, section 6)."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse

from tests.toegang.adressen import adressen
from tests.toegang.tabel import KOLOMMEN

# By hand: being beheerder opens no dossier, so nothing of a dossier may ever be registered.
IN_HET_BEHEER = {
    "gebruikers.Gebruiker",
    "partners.Arbeidsmarktregio",
    "partners.Gemeente",
    "partners.Partner",
    "partners.Vestiging",
    "trajecten.Berichtsjabloon",
    "trajecten.Programma",
}
OVERAL = {"admin:login", "admin:logout"}  # open doors: one leads to our login page, one to our way out


def paden():
    """Every address of the admin, with a pk (any will do: the door comes before the row) where it asks for one."""
    gevonden = {}
    for naam, _ in adressen():
        if not naam.startswith("admin:") or naam in OVERAL or naam.endswith("None"):
            continue
        if naam == "admin:view_on_site":
            gevonden[naam] = ["1", "1"]
        else:
            gevonden[naam] = ["1"]
    return gevonden


def pad(naam, argumenten):
    for args in ([], argumenten, ["trajecten"]):
        try:
            return reverse(naam, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"geen adres voor {naam}")


def test_alleen_deze_modellen_staan_in_het_beheer():
    assert {model._meta.label for model in admin.site._registry} == IN_HET_BEHEER


@pytest.mark.parametrize("naam", sorted(paden()))
def test_alleen_de_beheerder_komt_erin(client, als, wereld, naam):
    """Others go to the login page of the admin, which refuses whoever has logged in: 403, and nothing written."""
    adres = pad(naam, paden()[naam])
    assert client.get(adres).url.startswith((reverse("admin:login"), reverse("account_login")))
    for wie in set(KOLOMMEN) - {"beheerder", "collega"}:
        bezoeker = als(wereld.mensen[wie])
        for antwoord in (bezoeker.get(adres), bezoeker.post(adres, {"post": "yes"})):
            if antwoord.status_code == 302 and antwoord.url.startswith(reverse("admin:login")):
                antwoord = bezoeker.get(antwoord.url)
            assert antwoord.status_code == 403, wie


def test_de_beheerder_komt_erin(als, wereld):
    bezoeker = als(wereld.mensen["beheerder"])
    assert bezoeker.get(reverse("admin:index")).status_code == 200
    for model in admin.site._registry:
        soort = ContentType.objects.get_for_model(model)
        assert bezoeker.get(reverse(f"admin:{soort.app_label}_{soort.model}_changelist")).status_code == 200
