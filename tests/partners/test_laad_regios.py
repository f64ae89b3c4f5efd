"""laad_regios: the regions, twice without a change, and a newer file that breaks no dossier."""

import datetime as dt

import pytest
import yaml
from django.core.management import CommandError, call_command

from kandidaten.models import Kandidaat
from partners.models import Arbeidsmarktregio, Gemeente, Werkgebied
from tests import fabrieken

pytestmark = pytest.mark.django_db


@pytest.fixture
def laad(capsys):
    def doe(*args):
        call_command("laad_regios", *args)
        return capsys.readouterr().out

    return doe


@pytest.fixture
def bestand(tmp_path):
    """A file with the regions AM01 and AM05 as the given gemeenten."""

    def schrijf(regios, peil=2026):
        pad = tmp_path / f"indeling-{peil}.yaml"
        inhoud = [{"code": c, "naam": n, "gemeenten": g} for c, n, g in regios]
        pad.write_text(yaml.safe_dump({"peil": peil, "regios": inhoud}, allow_unicode=True), encoding="utf-8")
        return f"--bestand={pad}"

    return schrijf


def stand():
    """Everything the command could touch."""
    return (
        list(Arbeidsmarktregio.objects.order_by("pk").values()),
        list(Gemeente.objects.order_by("pk").values()),
    )


def test_alle_35_regios_met_hun_gemeenten(laad):
    laad()
    assert Arbeidsmarktregio.objects.count() == 35
    groningen = Arbeidsmarktregio.objects.get(code="AM01")
    assert groningen.naam == "Groningen"
    assert groningen.geldig_vanaf is None and groningen.geldig_tot is None
    assert groningen.gemeenten.count() == 16
    assert Gemeente.objects.count() == 355
    assert Gemeente.objects.get(naam="Súdwest-Fryslân").regio.code == "AM02"
    assert Gemeente.objects.get(naam="Nuenen, Gerwen en Nederwetten").regio.code == "AM28"
    assert Gemeente.objects.get(naam="'s-Gravenhage").regio.code == "AM21"


def test_twee_keer_verandert_niets(laad):
    laad()
    eerst = stand()
    assert "niets veranderd" in laad()
    assert stand() == eerst


def test_wat_een_beheerder_wijzigde_blijft_staan(laad):
    laad()
    Arbeidsmarktregio.objects.filter(code="AM01").update(naam="Groningen en Noord-Drenthe")
    twente = Arbeidsmarktregio.objects.get(code="AM05")
    Gemeente.objects.filter(naam="Assen").update(regio=twente)
    laad()
    assert Arbeidsmarktregio.objects.get(code="AM01").naam == "Groningen en Noord-Drenthe"
    assert Gemeente.objects.get(naam="Assen").regio == twente


def test_een_regio_die_er_al_was_telt_mee(laad, regio_groningen):
    """Made by hand before the first run: the same code is the same region."""
    laad()
    assert Arbeidsmarktregio.objects.filter(code="AM01").get() == regio_groningen
    assert regio_groningen.gemeenten.count() == 16


def test_een_nieuwere_indeling_beeindigt_verhuist_en_hernoemt(laad, bestand):
    laad(
        bestand([("AM01", "Groningen", ["Groningen", "Delfzijl"]), ("AM05", "Twente", ["Almelo"])], peil=2020)
    )
    uit = laad(
        bestand([("AM01", "Noord", ["Groningen", "Eemsdelta", "Almelo"]), ("AM99", "Nieuw", [])], peil=2026)
    )
    noord, twente, nieuw = (Arbeidsmarktregio.objects.get(code=c) for c in ("AM01", "AM05", "AM99"))
    assert noord.naam == "Noord" and noord.geldig_tot is None
    assert twente.geldig_tot == dt.date(2025, 12, 31)
    assert nieuw.geldig_vanaf == dt.date(2026, 1, 1)
    assert Gemeente.objects.get(naam="Almelo").regio == noord
    assert Gemeente.objects.get(naam="Delfzijl").geldig_tot == dt.date(2025, 12, 31)
    assert list(Gemeente.objects.geldig_op(dt.date(2026, 1, 1)).values_list("naam", flat=True)) == [
        "Almelo",
        "Eemsdelta",
        "Groningen",
    ]
    assert list(Arbeidsmarktregio.objects.geldig_op(dt.date(2026, 1, 1))) == [nieuw, noord]
    assert "Regio's met een einddatum: 1: Twente" in uit


def test_dossiers_van_een_vervallen_regio_blijven_heel(laad, bestand, coordinator_twente, regio_twente):
    laad(bestand([("AM01", "Groningen", []), ("AM05", "Twente", ["Almelo"])], peil=2020))
    kandidaat = fabrieken.KandidaatFabriek(
        behandelregio=regio_twente, gemeente=Gemeente.objects.get(naam="Almelo")
    )
    laad(bestand([("AM01", "Groningen", ["Groningen"])], peil=2026))
    kandidaat.refresh_from_db()
    assert kandidaat.behandelregio == regio_twente
    assert kandidaat.gemeente.naam == "Almelo"
    assert Werkgebied.objects.filter(gebruiker=coordinator_twente, regio=regio_twente).exists()
    assert list(Kandidaat.objects.zichtbaar_voor(coordinator_twente)) == [kandidaat]


def test_een_oudere_indeling_draait_niets_terug(laad, bestand):
    """`make demo` loads the file that comes along at every start; an admin may have replaced it."""
    laad(bestand([("AM01", "Groningen", ["Groningen"])], peil=2026))
    eerst = stand()
    assert "nieuwere indeling" in laad()
    assert stand() == eerst


def test_een_regio_die_terugkomt_geldt_weer(laad, bestand):
    laad(bestand([("AM01", "A", ["X"]), ("AM05", "B", ["Y"])], peil=2020))
    laad(bestand([("AM01", "A", ["X"])], peil=2023))
    laad(bestand([("AM01", "A", ["X"]), ("AM05", "B", ["Y"])], peil=2026))
    assert Arbeidsmarktregio.objects.get(code="AM05").geldig_tot is None
    assert Gemeente.objects.get(naam="Y").geldig_tot is None


@pytest.mark.parametrize(
    ("regios", "zin"),
    [
        ([("AM01", "A", ["X"]), ("AM05", "B", ["X"])], "Gemeente X staat er twee keer in"),
        ([("AM01", "A", []), ("AM01", "B", [])], "Regio AM01 staat er twee keer in"),
        ([("AM01", "", [])], "geen 'naam'"),
        ([], "geen 'regios'"),
    ],
)
def test_een_fout_bestand_wordt_geweigerd_en_schrijft_niets(laad, bestand, regios, zin):
    with pytest.raises(CommandError, match=zin):
        laad(bestand(regios))
    assert not Arbeidsmarktregio.objects.exists()


def test_zonder_peil_geweigerd(laad, bestand):
    with pytest.raises(CommandError, match="peil"):
        laad(bestand([("AM01", "A", [])], peil="ooit"))


def test_een_bestand_dat_er_niet_is(laad, tmp_path):
    with pytest.raises(CommandError, match="niet te lezen"):
        laad(f"--bestand={tmp_path / 'weg.yaml'}")
