"""Imports and relations point down only; what the checker itself sees is proved on made-up sources below."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests import lagen


def gemeld(tekst, module, **kwargs):
    return [f"{o.van} -> {o.naar}" for o in lagen.controleer_bron(tekst, module, **kwargs)]


# --- The project itself -------------------------------------------------------------------------------------
def test_importen_en_namen_wijzen_alleen_omlaag():
    overtredingen = []
    for pad in lagen.broncode():
        module = lagen.modulenaam(pad)
        overtredingen += lagen.controleer_bron(
            pad.read_text("utf-8"), module, is_pakket=pad.name == "__init__.py"
        )
    assert not overtredingen, "\n" + "\n".join(map(str, overtredingen))


def test_relaties_wijzen_alleen_omlaag():
    overtredingen = lagen.controleer_modellen(apps.get_models(include_auto_created=True))
    assert not overtredingen, "\n" + "\n".join(map(str, overtredingen))


def test_elke_map_met_python_is_een_kamer_of_gereedschap():
    bekend = {kamer.split(".")[0] for kamer in lagen.HOOGTE} | lagen.GEREEDSCHAP
    overslaan = {".venv", "node_modules", "var", "staticfiles", "docs"}
    mappen = {p.name for p in lagen.WORTEL.iterdir() if p.is_dir() and any(p.rglob("*.py"))} - overslaan
    assert {m for m in mappen if not m.startswith(".")} <= bekend


def test_elke_eigen_app_staat_in_de_lagen():
    eigen = [
        c.name
        for c in apps.get_app_configs()
        if Path(c.path).is_relative_to(lagen.WORTEL)
        and not Path(c.path).is_relative_to(lagen.WORTEL / ".venv")
    ]
    assert set(eigen) <= set(lagen.HOOGTE), "een nieuwe app krijgt eerst een plaats in tests/lagen.py"
    assert "kandidaten" in eigen


def test_er_is_broncode_om_te_controleren():
    assert len(lagen.broncode()) > 20


# --- The checker: what it must see --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("module", "tekst", "verwacht"),
    [
        ("kandidaten.models", "from trajecten.models import Traject", "kandidaten -> trajecten"),
        ("kandidaten.models", "import trajecten.models as t", "kandidaten -> trajecten"),
        ("trajecten.diensten", "from trajecten import selectie", "trajecten -> trajecten.selectie"),
        ("trajecten.diensten", "from . import selectie", "trajecten -> trajecten.selectie"),
        ("trajecten.diensten", "from .plaatsing import diensten", "trajecten -> trajecten.plaatsing"),
        (
            "trajecten.selectie.views",
            "from ..plaatsing.models import X",
            "trajecten.selectie -> trajecten.plaatsing",
        ),
        (
            "trajecten.opleiding.views",
            "import trajecten.begeleiding",
            "trajecten.opleiding -> trajecten.begeleiding",
        ),
        ("basis.middleware", "from config import views", "basis -> config"),
        ("logboek.models", "from gebruikers.models import Gebruiker", "logboek -> gebruikers"),
        ("partners.views", "def f():\n    if True:\n        import rapportage", "partners -> rapportage"),
        (
            "partners.views",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from inlezen import diensten",
            "partners -> inlezen",
        ),
        ("inlezen.views", "from tests.fabrieken import KandidaatFabriek", "inlezen -> tests"),
        ("kandidaten.migrations.0002_x", "from trajecten import statussen", "kandidaten -> trajecten"),
        (
            "partners.models",
            "models.ForeignKey('kandidaten.Kandidaat', models.CASCADE)",
            "partners -> kandidaten",
        ),
        ("partners.models", "OneToOneField(to='trajecten.Traject', on_delete=C)", "partners -> trajecten"),
        (
            "partners.models",
            "models.ManyToManyField('self', through='inlezen.Regel')",
            "partners -> inlezen",
        ),
        (
            "trajecten.models",
            "models.ForeignKey('selectie.Rondedeelname', C)",
            "trajecten -> trajecten.selectie",
        ),
        (
            "trajecten.selectie.models",
            "models.ForeignKey('plaatsing.Plaatsing', C)",
            "trajecten.selectie -> trajecten.plaatsing",
        ),
        ("logboek.models", "models.ForeignKey('gebruikers.Gebruiker', C)", "logboek -> gebruikers"),
        ("basis.x", "importlib.import_module('kandidaten.models')", "basis -> kandidaten"),
        ("basis.x", "apps.get_model('kandidaten', 'Kandidaat')", "basis -> kandidaten"),
        ("basis.x", "apps.get_model('kandidaten.Kandidaat')", "basis -> kandidaten"),
        ("basis.x", "import_string('partners.querysets.F')", "basis -> partners"),
    ],
)
def test_ziet_wat_omhoog_of_opzij_wijst(module, tekst, verwacht):
    assert gemeld(tekst, module) == [verwacht]


def test_relatieve_import_in_een_pakket_telt_vanaf_het_pakket_zelf():
    assert gemeld("from .selectie import diensten", "trajecten", is_pakket=True) == [
        "trajecten -> trajecten.selectie"
    ]
    assert gemeld("from . import models", "trajecten.selectie", is_pakket=True) == []


@pytest.mark.parametrize(
    ("module", "tekst"),
    [
        ("rapportage.views", "from trajecten.plaatsing.models import Plaatsing"),
        ("trajecten.selectie.views", "from trajecten.models import Traject\nfrom ..statussen import TABEL"),
        ("trajecten.dossier.views", "from trajecten.selectie import diensten\nimport trajecten.opleiding"),
        (
            "kandidaten.models",
            "from . import querysets\nfrom .models import Kandidaat\nfrom basis import maanden",
        ),
        ("kandidaten.models", "import django\nfrom configparser import ConfigParser\nimport partnersx"),
        ("kandidaten.models", "models.ForeignKey(settings.AUTH_USER_MODEL, C)"),
        ("kandidaten.models", "models.ForeignKey('Verwijzing', C)\nmodels.ForeignKey('self', C)"),
        ("kandidaten.models", "models.ForeignKey('partners.Partner', C)\nmodels.ForeignKey('auth.Group', C)"),
        ("kandidaten.views", "redirect('trajecten:detail')  # a URL name is no import"),
        ("config.urls", "from rapportage import urls"),
    ],
)
def test_laat_met_rust_wat_mag(module, tekst):
    assert gemeld(tekst, module) == []


def test_de_melding_noemt_bestand_regel_en_woorden():
    (melding,) = lagen.controleer_bron(
        "import os\n\nfrom trajecten.models import Traject", "kandidaten.models"
    )
    assert str(melding).startswith("kandidaten.models:3: kandidaten mag trajecten niet kennen")
    assert "from trajecten.models import Traject" in str(melding)


# --- The registry form: also a relation that no source text shows -------------------------------------------
def geisoleerd(*kamers):
    """A registry with these rooms only, without what their own AppConfig.ready() does."""
    return isolate_apps(*(AppConfig(kamer, import_module(kamer)) for kamer in kamers))


def _model(naam, label, module, **velden):
    meta = type("Meta", (), {"app_label": label})
    return type(naam, (models.Model,), {"__module__": module, "Meta": meta, **velden})


@geisoleerd("partners", "kandidaten")
def test_register_ziet_een_relatie_omhoog():
    hoog = _model("Hoog", "kandidaten", "kandidaten.models")
    laag = _model("Laag", "partners", "partners.models", hoog=models.ForeignKey(hoog, models.CASCADE))
    (melding,) = lagen.controleer_modellen([laag])
    assert (melding.van, melding.naar) == ("partners", "kandidaten")
    assert melding.plaats == "partners.models.Laag.hoog"
    assert lagen.controleer_modellen([hoog]) == []


@geisoleerd("trajecten.selectie", "trajecten.plaatsing")
def test_register_ziet_veel_op_veel_tussen_broers_en_de_tussentabel():
    broer = _model("Broer", "plaatsing", "trajecten.plaatsing.models")
    zus = _model("Zus", "selectie", "trajecten.selectie.models", broers=models.ManyToManyField(broer))
    verwacht = ("trajecten.selectie", "trajecten.plaatsing")
    assert {(m.van, m.naar) for m in lagen.controleer_modellen([zus])} == {verwacht}
    assert {(m.van, m.naar) for m in lagen.controleer_modellen([zus.broers.through])} == {verwacht}


@geisoleerd("logboek")
def test_register_laat_de_gebruiker_toe():
    regel = _model(
        "Regel", "logboek", "logboek.models", door=models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    )
    assert lagen.controleer_modellen([regel]) == []
