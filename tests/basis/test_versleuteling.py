"""Encrypted fields: nothing readable in the table, keys can be replaced, and a wrong key is never an empty text."""

import json
from datetime import date
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core import serializers
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from basis.management.commands import draai_sleutels
from basis.versleuteling import (
    OntsleutelMislukt,
    TekstInvoer,
    VersleuteldJsonVeld,
    VersleuteldTekstVeld,
    met_eerste_sleutel,
    ontsleutel,
    versleutel,
)
from tests.basis.proef import Geheim

OUD, NIEUW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def ruw(nummer, kolom="tekst"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {kolom} FROM proef_geheim WHERE nummer = %s", [nummer])  # noqa: S608  our own names
        return cursor.fetchone()[0]


def zet_ruw(nummer, waarde):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE proef_geheim SET tekst = %s WHERE nummer = %s", [waarde, nummer])


# --- Bytes ------------------------------------------------------------------------------------------------------------
@given(st.binary(max_size=200))
def test_bytes_komen_terug(inhoud):
    assert ontsleutel(versleutel(inhoud)) == inhoud


def test_tekst_mag_ook():
    assert ontsleutel(versleutel("één")) == "één".encode()


@pytest.mark.parametrize("bederf", [b"", b"geen token", b"gAAAAAB"])
def test_wat_geen_sleutel_opent_is_een_fout(bederf):
    with pytest.raises(OntsleutelMislukt):
        ontsleutel(bederf)


def test_veranderde_waarde_is_een_fout():
    token = bytearray(versleutel("rustige werkplek"))
    token[30] ^= 1
    with pytest.raises(OntsleutelMislukt):
        ontsleutel(bytes(token))


def test_eerste_sleutel_schrijft_en_alle_lezen(settings):
    settings.VERSLEUTELSLEUTELS = [OUD]
    token = versleutel("tekst")
    settings.VERSLEUTELSLEUTELS = [NIEUW, OUD]
    assert ontsleutel(token) == b"tekst"
    assert not met_eerste_sleutel(token)
    assert met_eerste_sleutel(versleutel("tekst"))


def test_zonder_sleutel_wordt_er_niets_bewaard(settings):
    settings.VERSLEUTELSLEUTELS = []
    with pytest.raises(ImproperlyConfigured):
        versleutel("tekst")


# --- The text field ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("tekst", ["Goed gesprek gehad.", "aé", "gAAAA begin", "é\n\t😀", "x" * 5000])
def test_in_de_tabel_staat_niets_leesbaars(proef, tekst):
    Geheim.objects.create(nummer=1, tekst=tekst)
    assert tekst not in ruw(1)
    assert ruw(1).startswith("gAAAA")
    assert Geheim.objects.get().tekst == tekst
    assert list(Geheim.objects.values_list("tekst", flat=True)) == [tekst]


def test_leeg_blijft_leeg_en_niets_blijft_niets(proef):
    Geheim.objects.create(nummer=1, tekst="")
    Geheim.objects.create(nummer=2, tekst=None)
    assert (ruw(1), ruw(2)) == ("", None)
    assert [geheim.tekst for geheim in Geheim.objects.order_by("nummer")] == ["", None]


def test_elke_manier_van_schrijven_versleutelt(proef):
    Geheim.objects.bulk_create([Geheim(nummer=1, tekst="een"), Geheim(nummer=2, tekst="twee")])
    Geheim.objects.filter(nummer=1).update(tekst="uno")
    twee = Geheim.objects.get(nummer=2)
    twee.tekst = "due"
    Geheim.objects.bulk_update([twee], ["tekst"])
    assert ruw(1).startswith("gAAAA") and ruw(2).startswith("gAAAA")
    assert list(Geheim.objects.order_by("nummer").values_list("tekst", flat=True)) == ["uno", "due"]
    twee.tekst = "zwei"
    twee.save(update_fields=["tekst"])
    assert ruw(2).startswith("gAAAA")
    assert Geheim.objects.get(nummer=2).tekst == "zwei"


def test_verkeerde_sleutel_is_een_harde_fout(proef, settings):
    settings.VERSLEUTELSLEUTELS = [OUD]
    Geheim.objects.create(nummer=1, tekst="tekst")
    settings.VERSLEUTELSLEUTELS = [NIEUW]
    with pytest.raises(OntsleutelMislukt):
        Geheim.objects.get()


def test_leesbare_tekst_in_de_tabel_is_een_fout(proef):
    Geheim.objects.create(nummer=1)
    zet_ruw(1, "buiten ons om geschreven")
    with pytest.raises(OntsleutelMislukt):
        Geheim.objects.get()


def test_alleen_leeg_en_isnull_zijn_te_vragen(proef):
    Geheim.objects.bulk_create(
        [Geheim(nummer=1, tekst=""), Geheim(nummer=2, tekst=None), Geheim(nummer=3, tekst="x")]
    )
    assert Geheim.objects.get(tekst="").nummer == 1
    assert Geheim.objects.get(tekst=None).nummer == 2
    assert set(
        Geheim.objects.exclude(tekst="").filter(tekst__isnull=False).values_list("nummer", flat=True)
    ) == {3}


@pytest.mark.parametrize(
    "vraag",
    [
        {"tekst": "x"},
        {"tekst__icontains": "x"},
        {"tekst__in": ["x"]},
        {"tekst__gt": "x"},
        {"tekst__length": 1},
        {"gegevens": {}},
        {"gegevens__naam": "x"},
    ],
)
def test_zoeken_in_versleutelde_tekst_wordt_geweigerd(vraag):
    with pytest.raises(FieldError):
        Geheim.objects.filter(**vraag)


def test_lengte_telt_de_leesbare_tekst(proef):
    Geheim(nummer=1, tekst="é" * 1000).full_clean()
    with pytest.raises(ValidationError) as fout:
        Geheim(nummer=1, tekst="é" * 1001).full_clean()
    assert list(fout.value.message_dict) == ["tekst"]


def test_formulierveld_telt_een_regeleinde_als_een_teken():
    veld = Geheim._meta.get_field("tekst").formfield()
    assert isinstance(veld, TekstInvoer)
    assert veld.widget.attrs["maxlength"] == "1000"
    tekst = "a\r\n" * 500  # 1000 characters for who typed it
    assert len(veld.clean(tekst)) <= 1000


@pytest.mark.parametrize(
    "veld",
    [
        VersleuteldTekstVeld("notitie", max_length=1000, blank=True),
        VersleuteldJsonVeld(null=True, default=dict),
    ],
)
def test_veld_is_na_te_maken_voor_een_migratie(veld):
    _, pad, args, kwargs = veld.deconstruct()
    assert pad == f"basis.versleuteling.{type(veld).__name__}"
    assert "validators" not in kwargs
    kopie = type(veld)(*args, **kwargs)
    assert kopie.deconstruct()[1:] == veld.deconstruct()[1:]
    assert len(kopie.validators) == len(veld.validators)


@isolate_apps("basis")
def test_uniek_of_geindexeerd_kan_niet():
    class Fout(models.Model):
        tekst = VersleuteldTekstVeld(unique=True)

        class Meta:
            app_label = "basis"

        def __str__(self):
            return ""

    assert "basis.E001" in [fout.id for fout in Fout._meta.get_field("tekst").check()]


# --- The JSON field ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("waarde", [{"naam": ["é", ""]}, {}, [], "", 0, False, {"n": None}])
def test_json_komt_terug_zoals_het_was(proef, waarde):
    Geheim.objects.create(nummer=1, gegevens=waarde)
    assert ruw(1, "gegevens").startswith("gAAAA")
    assert Geheim.objects.get().gegevens == waarde


def test_json_null_en_datum(proef):
    Geheim.objects.create(nummer=1, gegevens=None)
    Geheim.objects.create(nummer=2, gegevens={"op": date(2026, 3, 3)})
    assert ruw(1, "gegevens") is None
    assert Geheim.objects.get(nummer=2).gegevens == {"op": "2026-03-03"}


def test_serialiseren_en_terug(proef):
    Geheim.objects.create(nummer=1, tekst="één", gegevens={"a": ["b"]})
    tekst = serializers.serialize("json", Geheim.objects.all())
    velden = json.loads(tekst)[0]["fields"]
    assert velden == {"tekst": "één", "gegevens": {"a": ["b"]}}
    velden_terug = {
        veld.name: veld.to_python(velden[veld.name])
        for veld in Geheim._meta.concrete_fields
        if veld.name in velden
    }
    assert velden_terug == velden


# --- Replacing keys ---------------------------------------------------------------------------------------------------
@pytest.fixture
def oude_rijen(proef, settings, monkeypatch):
    """Five texts under the old key, one empty; the new key stands in front now."""
    settings.VERSLEUTELSLEUTELS = [OUD]
    Geheim.objects.bulk_create(
        [Geheim(nummer=n, tekst=f"tekst {n}", gegevens={"n": n}) for n in range(1, 6)]
        + [Geheim(nummer=6, tekst="")]
    )
    settings.VERSLEUTELSLEUTELS = [NIEUW, OUD]
    velden = [Geheim._meta.get_field("tekst"), Geheim._meta.get_field("gegevens")]
    monkeypatch.setattr(draai_sleutels, "versleutelde_velden", lambda: [(Geheim, velden)])


def draai(**opties):
    uit = StringIO()
    call_command("draai_sleutels", stdout=uit, per_keer=2, **opties)
    return uit.getvalue()


def test_sleutels_draaien(oude_rijen, settings):
    uit = draai()
    assert "proef.Geheim.tekst: 5 opnieuw versleuteld, 0 al goed" in uit
    assert "proef.Geheim.gegevens: 5 opnieuw versleuteld" in uit
    assert "proef.Geheim.tekst: 0 opnieuw versleuteld, 5 al goed" in draai()
    settings.VERSLEUTELSLEUTELS = [NIEUW]
    assert [geheim.tekst for geheim in Geheim.objects.order_by("nummer")][:2] == ["tekst 1", "tekst 2"]
    assert Geheim.objects.get(nummer=5).gegevens == {"n": 5}


def test_droog_verandert_niets(oude_rijen):
    voor = ruw(1)
    assert "5 te doen" in draai(droog=True)
    assert ruw(1) == voor


def test_wat_niet_te_openen_is_blijft_staan_en_wordt_gemeld(oude_rijen):
    vreemd = Fernet(Fernet.generate_key()).encrypt(b"?").decode()
    zet_ruw(3, vreemd)
    with pytest.raises(CommandError, match="1 waarden"):
        draai()
    assert ruw(3) == vreemd
    assert met_eerste_sleutel(ruw(5))


def test_nieuwere_tekst_wordt_nooit_overschreven(oude_rijen, monkeypatch):
    """Between reading and writing the batch, somebody saves a new text."""
    echt = draai_sleutels.herversleutel

    def iemand_was_eerder(token):
        Geheim.objects.filter(nummer=1).update(tekst="nieuwer")
        monkeypatch.setattr(draai_sleutels, "herversleutel", echt)
        return echt(token)

    monkeypatch.setattr(draai_sleutels, "herversleutel", iemand_was_eerder)
    assert "1 intussen gewijzigd" in draai()
    assert Geheim.objects.get(nummer=1).tekst == "nieuwer"


def test_alle_versleutelde_velden_van_het_project_doen_mee():
    gevonden = {
        (model._meta.label, veld.name)
        for model, velden in draai_sleutels.versleutelde_velden()
        for veld in velden
    }
    assert ("basis.Concept", "inhoud") in gevonden
