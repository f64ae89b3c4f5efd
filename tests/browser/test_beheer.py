"""The Django admin in Chromium: what is wrong in Django's own pages is listed, by page and rule; nothing else may."""

import pytest
from django.contrib import admin
from django.urls import reverse

# (kind of page, rule of axe or first words of another check) that Django's own templates bring. Nothing of ours.
BEKEND = set()
SOORTEN = ["changelist", "add", "change", "history"]
VAST = {"trajecten.Berichtsjabloon"}  # one row per kind, made by a command: nothing is added here
MODELLEN = sorted(admin.site._registry, key=lambda model: model._meta.label)


def adres(model, soort):
    naam = f"admin:{model._meta.app_label}_{model._meta.model_name}_{soort}"
    args = [model._default_manager.order_by("pk").first().pk] if soort in ("change", "history") else []
    return reverse(naam, args=args)


def onbekende_fouten(kijker, soort):
    fouten = [*kijker.console(), *kijker.axe(), *kijker.donker()]
    return [fout for fout in fouten if (soort, fout.split(":")[0]) not in BEKEND]


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model._meta.label)
def test_beheer_is_toegankelijk(kijker, wereld, model):
    kijker.als(wereld.mensen["beheerder"])
    fouten = {}
    for soort in SOORTEN:
        if soort == "add" and model._meta.label in VAST:
            continue
        assert kijker.ga(adres(model, soort)) == 200
        if gevonden := onbekende_fouten(kijker, soort):
            fouten[soort] = gevonden
    assert fouten == {}


@pytest.mark.parametrize("naam", ["index", "password_change"])
def test_voorpagina_van_het_beheer(kijker, wereld, naam):
    kijker.als(wereld.mensen["beheerder"])
    assert kijker.ga(reverse(f"admin:{naam}")) == 200
    assert onbekende_fouten(kijker, naam) == []
