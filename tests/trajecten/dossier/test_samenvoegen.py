"""Two dossiers of one person become one: what moves, what clashes, and that every relation is thought of."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.models import (
    Kandidaat,
    Samenvoeging,
)
from logboek.models import Logregel
from tests import fabrieken
from trajecten.dossier.opname import kan_botsen, relaties, sleutel
from trajecten.dossier.samenvoegen import KEUZEVELDEN, verschillende_velden, voeg_samen, voorkeur
from trajecten.dossier.samenvoegregels import REGELS


# --- Every relation is thought of -------------------------------------------------------------------------------------
def test_alles_wat_aan_een_kandidaat_hangt_is_bekend():
    """A new relation to Kandidaat: decide what a merge does with it, write a rule if it can clash, and add it here."""
    assert [sleutel(veld) for veld in relaties()] == [
        "begeleiding.Buddykoppeling.alumna",
        "inlezen.Inleesregel.bestaande",
        "inlezen.Inleesregel.kandidaat",
        "kandidaten.BijzonderGegeven.kandidaat",
        "kandidaten.Contactmoment.kandidaat",
        "kandidaten.Dubbelvermoeden.eerste",
        "kandidaten.Dubbelvermoeden.tweede",
        "kandidaten.Gewicht.kandidaat",
        "kandidaten.Noodtoegang.kandidaat",
        "kandidaten.Overdracht.kandidaat",
        "kandidaten.Samenvoeging.blijft",
        "kandidaten.Toestemming.kandidaat",
        "kandidaten.Toewijzing.kandidaat",
        "kandidaten.Verwijzing.kandidaat",
        "trajecten.Traject.kandidaat",
    ]


def test_wat_kan_botsen_heeft_een_regel():
    assert [sleutel(veld) for veld in relaties() if kan_botsen(veld) and sleutel(veld) not in REGELS] == []
    assert set(REGELS) <= {sleutel(veld) for veld in relaties()}


def test_de_rijen_hebben_een_getal_als_sleutel_en_niemand_schrijft_de_tijd_zelf():
    """What the snapshot counts on: numbers as keys, and no column that fills itself when a row is put back."""
    for veld in relaties():
        assert veld.model._meta.pk.get_internal_type() == "BigAutoField", veld
    for model in {Kandidaat, *(veld.model for veld in relaties())}:
        assert not [v for v in model._meta.concrete_fields if getattr(v, "auto_now", False)], model
        assert not [v for v in model._meta.concrete_fields if getattr(v, "auto_now_add", False)], model


def test_elk_veld_van_de_persoon_is_te_kiezen():
    zelf = {"id", "dossiernummer", "versie", "gewijzigd_op", "gewijzigd_door", "aangemaakt_op"}
    zelf |= {"zoeknaam", "telefoonsleutel", "emailsleutel", "trajecten_gewijzigd_op"}
    assert {v.name for v in Kandidaat._meta.concrete_fields} - zelf == set(KEUZEVELDEN)
    assert not Kandidaat._meta.many_to_many


def test_een_vergeten_rij_houdt_de_samenvoeging_tegen(samen, kandidaat, ander, monkeypatch):
    """Nothing goes by cascade: what no rule moved makes the database refuse."""
    fabrieken.VerwijzingFabriek(kandidaat=ander)
    anders = [veld for veld in relaties() if sleutel(veld) != "kandidaten.Verwijzing.kandidaat"]
    monkeypatch.setattr("trajecten.dossier.samenvoegen.relaties", lambda: anders)
    with pytest.raises(IntegrityError), transaction.atomic():
        samen(kandidaat, ander)
        connection.check_constraints()


# --- Fields -----------------------------------------------------------------------------------------------------------
def test_per_veld_een_keuze(samen, kandidaat, ander):
    voor = kandidaat.versie
    samenvoeging = samen(kandidaat, ander, ["achternaam", "telefoon", "motivatie"])
    kandidaat.refresh_from_db()
    assert (kandidaat.voornaam, kandidaat.achternaam) == ("Julia", "Luijnenburg")
    assert (kandidaat.telefoonsleutel, kandidaat.zoeknaam) == ("+31611112222", "julialuijnenburg")
    assert kandidaat.motivatie == "Wil graag werken."
    assert kandidaat.versie == voor + 1
    assert not Kandidaat.objects.filter(pk=ander.pk).exists()
    assert samenvoeging.opgegaan_nummer == ander.dossiernummer


def test_velden_die_niet_samengaan_worden_geweigerd(samen, kandidaat, ander):
    Kandidaat.objects.filter(pk=kandidaat.pk).update(uren_min=30, uren_max=36)
    Kandidaat.objects.filter(pk=ander.pk).update(uren_min=12, uren_max=16)
    with pytest.raises(ValidationError, match="Draai de uren om"):
        samen(kandidaat, ander, ["uren_max"])
    assert Kandidaat.objects.filter(pk=ander.pk).exists()


def test_een_onbekend_veld_is_een_fout_van_de_aanroeper(samen, kandidaat, ander):
    with pytest.raises(TypeError):
        samen(kandidaat, ander, ["dossiernummer"])


def test_voorkeur_is_wat_ergens_is_ingevuld(kandidaat, ander):
    kandidaat.telefoon, ander.telefoon = "", "0612345678"
    kandidaat.kinderopvang, ander.kinderopvang = "onbekend", "geregeld"
    assert voorkeur("telefoon", kandidaat, ander) == "daar"
    assert voorkeur("kinderopvang", kandidaat, ander) == "daar"
    assert voorkeur("kinderopvang", ander, kandidaat) == "hier"
    assert voorkeur("achternaam", kandidaat, ander) == "hier"
    assert "achternaam" in verschillende_velden(kandidaat, ander)
    assert "voornaam" not in verschillende_velden(kandidaat, ander)


def test_een_dossier_gaat_niet_op_in_zichzelf(samen, kandidaat):
    with pytest.raises(ValidationError, match="hetzelfde dossier"):
        samen(kandidaat, kandidaat)


@pytest.mark.parametrize("wie", ["gezien_blijft", "gezien_gaat_op"])
def test_wie_intussen_gewijzigd_is_wordt_niet_samengevoegd(samen, kandidaat, ander, wie):
    with pytest.raises(IntussenGewijzigd):
        samen(kandidaat, ander, **{wie: 99})
    assert Samenvoeging.objects.count() == 0


def test_twee_keer_samenvoegen_schrijft_een_keer(samen, kandidaat, ander):
    eerste = Kandidaat.objects.get(pk=ander.pk)
    samen(kandidaat, ander)
    with pytest.raises(IntussenGewijzigd):
        voeg_samen(
            blijft=kandidaat,
            gaat_op=eerste,
            keuzes=[],
            gezien_blijft=kandidaat.versie,
            gezien_gaat_op=eerste.versie,
            door=Samenvoeging.objects.get().door,
        )


def test_op_beide_nummers_gelogd(samen, kandidaat, ander, coordinator_groningen):
    samen(kandidaat, ander)
    for nummer, genoemd in (
        (kandidaat.dossiernummer, ander.dossiernummer),
        (ander.dossiernummer, kandidaat.dossiernummer),
    ):
        regel = Logregel.objects.get(dossier=nummer, gebruiker=coordinator_groningen)
        assert genoemd in regel.reden
