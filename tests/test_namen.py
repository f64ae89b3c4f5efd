"""No `__str__` gives a person away: log lines, error mail and the admin's history are full of them (privacy)."""

import datetime as dt

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
# Names of things, not of people, in any model that has one; a model of persons must be named below.
PERSONEN = {
    "gebruikers.Gebruiker": {"email"},
    "partners.Contactpersoon": {"email", "telefoon", "functie"},
}
VAN_DINGEN = {
    "partners.Arbeidsmarktregio",
    "partners.Gemeente",
    "partners.Partner",
    "partners.Vestiging",
    "trajecten.Bijeenkomst",
    "trajecten.Criterium",
    "trajecten.Examendeel",
    "trajecten.GerapporteerdResultaat",
    "trajecten.Kwalificatie",
    "trajecten.Lichting",
    "trajecten.Programma",
    "trajecten.Ronde",
}
MODELLEN = [model for model in apps.get_models() if model._meta.app_label in EIGEN_KAMERS]
MERK, DAG = "Merkwoord", dt.date(1987, 6, 5)


def gevuld(model):
    """An unsaved object with a mark in every text field and a day in every date field."""
    ding = model(pk=1) if not isinstance(model._meta.pk, models.ForeignKey) else model()
    for veld in model._meta.concrete_fields:
        if veld.primary_key or veld.is_relation:
            continue
        if isinstance(veld, models.DateTimeField):
            setattr(ding, veld.attname, dt.datetime(1987, 6, 5, tzinfo=dt.UTC))
        elif isinstance(veld, models.DateField):
            setattr(ding, veld.attname, DAG)
        elif isinstance(veld, models.CharField | models.TextField) and not veld.choices:
            setattr(ding, veld.attname, f"{MERK}_{veld.name}")
    return ding


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model._meta.label)
def test_str_verraadt_niemand(model):
    tekst = repr(ding := gevuld(model)) + str(ding)
    assert "1987" not in tekst or model._meta.label in ("partners.Toezegging",), tekst
    if model._meta.label in VAN_DINGEN:
        return
    velden = {veld.name for veld in model._meta.concrete_fields if f"{MERK}_{veld.name}" in tekst}
    # A dossiernummer says nothing to who has no access. A colleague's name is hers at work; nothing else of her.
    assert velden <= {"dossiernummer", *({"naam"} if model._meta.label in PERSONEN else ())}, tekst


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
    assert VAN_DINGEN | PERSONEN.keys() <= {model._meta.label for model in MODELLEN}
