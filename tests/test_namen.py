"""No `__str__` gives a person away: log lines, error mail and the admin's history are full of them (privacy)."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.db import models

EIGEN_KAMERS = {
    "basis",
    "begeleiding",
    "dossier",
    "gebruikers",
    "inlezen",
    "kandidaten",
    "logboek",
    "opleiding",
    "partners",
    "plaatsing",
    "privacy",
    "rapportage",
    "selectie",
    "trajecten",
}
# Colleagues and contacts at partners: their name is on every screen. Nothing else of them, and only in their own row.
PERSONEN = {"gebruikers.Gebruiker", "partners.Contactpersoon"}
MET_DATUM = {"partners.Toezegging"}  # from when places are ready
# Names of things, not of people.
VAN_DINGEN = {
    "partners.Arbeidsmarktregio",
    "partners.Gemeente",
    "partners.Partner",
    "partners.Vestiging",
    "trajecten.Actiesjabloon",
    "trajecten.Bijeenkomst",
    "trajecten.Criterium",
    "trajecten.Doelsjabloon",
    "trajecten.Examendeel",
    "trajecten.Toetsonderdeel",
    "trajecten.GerapporteerdResultaat",
    "trajecten.Kostenaandeel",
    "trajecten.Kwalificatie",
    "trajecten.Lichting",
    "trajecten.Programma",
    "trajecten.Ronde",
}
MODELLEN = [model for model in apps.get_models() if model._meta.app_label in EIGEN_KAMERS]
DAG = dt.date(1987, 6, 5)


def gevuld(model, *, diep=True):
    """An unsaved object with a mark in every text field and a day in every date field, and the same one relation on."""
    ding = model()
    for veld in model._meta.concrete_fields:
        if veld.is_relation:
            if diep and veld.related_model is not model:
                setattr(ding, veld.name, gevuld(veld.related_model, diep=False))
        elif veld.primary_key:
            continue
        elif isinstance(veld, models.DateTimeField):
            setattr(ding, veld.attname, dt.datetime(1987, 6, 5, tzinfo=dt.UTC))
        elif isinstance(veld, models.DateField):
            setattr(ding, veld.attname, DAG)
        elif isinstance(veld, models.CharField | models.TextField) and not veld.choices:
            setattr(ding, veld.attname, f"<{model._meta.label}:{veld.name}>")
    return ding


def mag_in_tekst(merk, model):
    """A thing's own words; the name of a colleague or contact in her own row; a dossiernummer says nothing outside."""
    label, veld = merk.split(":")
    eigen_naam = label in PERSONEN and label == model._meta.label and veld == "naam"
    return label in VAN_DINGEN or eigen_naam or veld == "dossiernummer"


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model._meta.label)
def test_str_verraadt_niemand(model):
    ding = gevuld(model)
    tekst = repr(ding) + str(ding)
    assert "1987" not in tekst or model._meta.label in MET_DATUM, tekst
    assert [merk for merk in re.findall(r"<(\w+\.\w+:\w+)>", tekst) if not mag_in_tekst(merk, model)] == []


def test_de_proef_kan_mislukken(monkeypatch):
    kandidaat = next(model for model in MODELLEN if model._meta.label == "kandidaten.Kandidaat")
    monkeypatch.setattr(kandidaat, "__str__", lambda self: f"{self.naam}, {self.geboortedatum}")
    with pytest.raises(AssertionError):
        test_str_verraadt_niemand(kandidaat)


def test_elk_model_wordt_bekeken():
    """A new room cannot stay outside this test by its label."""
    labels = {model._meta.app_label for model in apps.get_models()}
    vreemd = {
        "admin",
        "auth",
        "contenttypes",
        "sessions",
        "account",
        "django_tasks_database",
        "django_tasks_db",
    }
    assert labels - EIGEN_KAMERS - vreemd == set()
    assert len(MODELLEN) > 30


def test_de_namen_in_deze_lijsten_bestaan():
    assert {model._meta.label for model in MODELLEN} >= VAN_DINGEN | PERSONEN | MET_DATUM
