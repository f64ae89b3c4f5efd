"""A long list is judged by a worker, in portions: the same verdicts, whatever happens on the way."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from inlezen import diensten, keuring
from inlezen.diensten import (
    beoordeel,
    kies_alle,
    kies_kolommen,
    open_inlezing,
    pak_weer_op,
    verbeter_regel,
    verwijder_inlezing,
)
from inlezen.keuring import keur_in_delen
from inlezen.meldingen import BestandOnleesbaar
from inlezen.models import SLEUTELLOOS, STIL_NA, Inleesregel, Inlezing
from inlezen.oordeel import Oordeel
from inlezen.taken import beoordeel_lijst
from inlezen.toepassen import begin_inlezen, lees_in
from tests.draden import tegelijk
from tests.inlezen.hulp import BESTANDEN
from tests.inlezen.stappen import lees_lijst_in, open_lijst, tekst

UWV = "verwijzing-uwv-groningen.xlsx"
ROMMELIG = "verwijzing-rommelig.xlsx"


@pytest.fixture
def in_delen(monkeypatch):
    """More than ten rows are a long list, and are judged six at a time."""
    monkeypatch.setattr(diensten, "METEEN", 10)
    monkeypatch.setattr(keuring, "PORTIE", 6)


@pytest.fixture
def bekend(uwv_lijst, aan_zet):
    """The UWV list is in, so that the messy list holds changes and doubles too."""
    lees_lijst_in(UWV, **uwv_lijst)


@pytest.fixture
def gewacht(uwv_lijst, bekend, in_delen):
    """The messy list, waiting for a worker: nothing of it is judged yet."""
    inlezing = open_lijst(ROMMELIG, **uwv_lijst)
    assert (inlezing.status, inlezing.aantal_rijen, inlezing.regels.count()) == ("beoordelen", 40, 0)
    return inlezing


def verdicten(inlezing):
    """Everything that judging writes, by row; digests belong to one list."""
    velden = ("rijnummer", "oordeel", "programma", "gekozen", "keuze")
    rijen = inlezing.regels.order_by("rijnummer")
    return [
        (*(getattr(r, f"{v}_id" if v == "programma" else v) for v in velden), r.gegevens, r.beoordeling)
        for r in rijen
    ]


@pytest.fixture
def verwacht(uwv_lijst, bekend):
    """The same list, judged all at once."""
    inlezing = open_lijst(ROMMELIG, **uwv_lijst)
    assert {o for _nr, o, *_rest in verdicten(inlezing)} >= {"nieuw", "fout", "mogelijk_dubbel"}
    return verdicten(inlezing)


def stil(inlezing):
    Inlezing.objects.filter(pk=inlezing.pk).update(
        hartslag=timezone.now() - STIL_NA - dt.timedelta(seconds=1)
    )


def breek_af_na(monkeypatch, porties):
    """The worker is killed at the look-up of the portion after these."""
    echt, gedaan = keuring.zoek_bekenden, []

    def gedood(*args):
        if len(gedaan) == porties:
            raise SystemExit
        gedaan.append(args)
        return echt(*args)

    monkeypatch.setattr(keuring, "zoek_bekenden", gedood)


# --- In portions ------------------------------------------------------------------------------------------------------
def test_in_delen_hetzelfde_oordeel_als_in_een_keer(verwacht, gewacht, uwv_lijst, monkeypatch):
    echt, groottes = Inleesregel.objects.bulk_create, []
    monkeypatch.setattr(
        type(Inleesregel.objects),
        "bulk_create",
        lambda _s, rijen, **k: groottes.append(len(rijen)) or echt(rijen, **k),
    )
    beoordeel_lijst.func(str(gewacht.pk), uwv_lijst["door"].pk)
    gewacht.refresh_from_db()
    assert gewacht.status == "controleren"
    assert verdicten(gewacht) == verwacht
    assert max(groottes) == 6, "no more rows in memory than one portion"


def test_gedood_halverwege_gaat_verder_en_verliest_niets(verwacht, gewacht, uwv_lijst, monkeypatch):
    """Killed just before row 13, the double of row 12: the next worker still sees that."""
    door = uwv_lijst["door"]
    monkeypatch.setattr(keuring, "PORTIE", 1)
    gedaan = sum(rij[0] < 13 for rij in verwacht)
    with monkeypatch.context() as m, pytest.raises(SystemExit):
        breek_af_na(m, gedaan)
        keur_in_delen(gewacht, door=door)
    gewacht.refresh_from_db()
    assert (gewacht.status, gewacht.regels.count()) == ("beoordelen", gedaan)
    eerste = set(gewacht.regels.values_list("pk", flat=True))
    keur_in_delen(gewacht, door=door)
    assert gewacht.status == "controleren"
    assert verdicten(gewacht) == verwacht
    assert eerste < set(gewacht.regels.values_list("pk", flat=True)), "what was done is not done again"


def test_wie_is_afgelost_schrijft_niets_meer(verwacht, gewacht, uwv_lijst, monkeypatch):
    """A worker that was thought dead wakes up after another one did its work."""
    echt, ander = keuring.zoek_bekenden, Inlezing.objects.get(pk=gewacht.pk)

    def traag(*args):
        monkeypatch.setattr(keuring, "zoek_bekenden", echt)
        bekenden = echt(*args)
        keur_in_delen(ander, door=uwv_lijst["door"])
        return bekenden

    monkeypatch.setattr(keuring, "zoek_bekenden", traag)
    keur_in_delen(gewacht, door=uwv_lijst["door"])
    assert gewacht.status == "controleren"
    assert verdicten(gewacht) == verwacht


def test_andere_kolommen_terwijl_een_werker_bezig_is(gewacht, uwv_lijst, monkeypatch):
    """The choice wins: what the worker was doing is thrown away, and the next one judges by the new columns."""
    echt = keuring.zoek_bekenden

    def intussen(*args):
        monkeypatch.setattr(keuring, "zoek_bekenden", echt)
        kies_kolommen(Inlezing.objects.get(pk=gewacht.pk), keuzes={}, door=uwv_lijst["door"])
        return echt(*args)

    monkeypatch.setattr(keuring, "zoek_bekenden", intussen)
    keur_in_delen(gewacht, door=uwv_lijst["door"])
    assert (gewacht.status, gewacht.regels.count()) == ("beoordelen", 0)
    keur_in_delen(gewacht, door=uwv_lijst["door"])
    assert (gewacht.status, gewacht.regels.count()) == ("controleren", 40)


def test_een_lijst_die_weg_is_laat_de_werker_met_rust(gewacht, uwv_lijst):
    pk = str(gewacht.pk)
    verwijder_inlezing(gewacht, door=uwv_lijst["door"])
    beoordeel_lijst.func(pk, uwv_lijst["door"].pk)
    assert not Inleesregel.objects.filter(inlezing=pk).exists()


def test_zolang_er_beoordeeld_wordt_kan_niets_anders(gewacht, uwv_lijst):
    door = uwv_lijst["door"]
    assert begin_inlezen(gewacht, door=door) is False
    with pytest.raises(IntussenGewijzigd):
        kies_alle(gewacht, oordeel=Oordeel.NIEUW, gekozen=True, door=door)
    with pytest.raises(IntussenGewijzigd):
        beoordeel(gewacht, door=door)


def test_kolommen_kiezen_geeft_het_werk_aan_een_werker(
    uwv_lijst, bekend, in_delen, django_capture_on_commit_callbacks
):
    inlezing = open_inlezing(inhoud=(BESTANDEN / ROMMELIG).read_bytes(), bestandsnaam=ROMMELIG, **uwv_lijst)
    with django_capture_on_commit_callbacks(execute=True):
        kies_kolommen(inlezing, keuzes={}, door=uwv_lijst["door"])
    inlezing.refresh_from_db()
    assert (inlezing.status, inlezing.regels.count()) == ("controleren", 40)
    lees_in(inlezing, door=uwv_lijst["door"])
    assert inlezing.regels.filter(stand="ingelezen").count() == 31
    assert set(inlezing.regels.filter(stand="ingelezen").values_list("sleutels", flat=True)) == {SLEUTELLOOS}


# --- Set going again --------------------------------------------------------------------------------------------------
def test_weer_oppakken_kan_pas_als_het_stil_staat(gewacht, uwv_lijst):
    assert not gewacht.staat_stil
    assert pak_weer_op(gewacht, door=uwv_lijst["door"]) is False
    stil(gewacht)
    assert pak_weer_op(gewacht, door=uwv_lijst["door"]) is True
    assert pak_weer_op(gewacht, door=uwv_lijst["door"]) is False
    keur_in_delen(gewacht, door=uwv_lijst["door"])
    stil(gewacht)
    assert pak_weer_op(gewacht, door=uwv_lijst["door"]) is False, "it is done"


@pytest.mark.django_db(transaction=True)
def test_twee_collegas_zetten_een_lijst_weer_aan(uwv_lijst, collega_groningen):
    inlezing = open_lijst(UWV, **uwv_lijst)
    begin_inlezen(inlezing, door=uwv_lijst["door"])
    stil(inlezing)

    def klik(wie):
        return lambda: pak_weer_op(Inlezing.objects.get(pk=inlezing.pk), door=wie)

    assert sorted(tegelijk(klik(uwv_lijst["door"]), klik(collega_groningen))) == [False, True]


def test_de_pagina_zegt_hoe_ver_het_is(
    carla, gewacht, uwv_lijst, monkeypatch, django_capture_on_commit_callbacks
):
    with monkeypatch.context() as m, pytest.raises(SystemExit):
        breek_af_na(m, 2)
        keur_in_delen(gewacht, door=uwv_lijst["door"])
    adres = reverse("inlezen:resultaat", args=[gewacht.pk])
    for naam in ("controleren", "bevestigen"):
        assert carla.get(reverse(f"inlezen:{naam}", args=[gewacht.pk])).url == adres
    pagina = tekst(carla.get(adres))
    assert "12 van 40 rijen gelezen" in pagina
    assert "U mag deze pagina sluiten." in pagina
    assert "Verder" not in pagina
    stil(gewacht)
    assert "Verder" in tekst(carla.get(adres))
    with django_capture_on_commit_callbacks(execute=True):
        carla.post(reverse("inlezen:verder", args=[gewacht.pk]), {"inzending": str(uuid.uuid4())})
    assert carla.get(adres).url == reverse("inlezen:controleren", args=[gewacht.pk])
    assert gewacht.regels.count() == 40


# --- Mending one row --------------------------------------------------------------------------------------------------
def opnieuw_is_niets_anders(inlezing, door):
    """Judging the whole list again finds nothing that mending one row left behind."""
    voor = verdicten(inlezing)
    beoordeel(inlezing, door=door)
    return verdicten(inlezing) == voor


def test_verbeteren_kijkt_alleen_naar_wie_erop_lijkt(uwv_lijst, bekend, monkeypatch):
    """Row 22 gets the number of row 30, and then its own again: row 30, below it, follows; no other row is opened."""
    door = uwv_lijst["door"]
    inlezing = open_lijst(ROMMELIG, **uwv_lijst)
    voor = verdicten(inlezing)
    echt, gelezen = keuring.lees_gegevens, []
    monkeypatch.setattr(keuring, "lees_gegevens", lambda nr, *r: gelezen.append(nr) or echt(nr, *r))
    rij = {nr: inlezing.regels.get(rijnummer=nr) for nr in (22, 30)}
    oud = {veld: rij[22].beoordeling["waarden"].get(veld, "") for veld in ("telefoon", "email")}
    nummer = {"telefoon": rij[30].beoordeling["waarden"]["telefoon"]}
    gelezen.clear()

    verbeter_regel(inlezing, 22, cellen=nummer, door=door)
    dertig = inlezing.regels.get(rijnummer=30)
    assert (dertig.oordeel, dertig.gekozen) == ("mogelijk_dubbel", False)
    assert [g["rij"] for g in dertig.beoordeling["gelijkenissen"]] == [22]
    assert set(gelezen) == {22, 30}
    assert opnieuw_is_niets_anders(inlezing, door)

    verbeter_regel(inlezing, 22, cellen=oud, door=door)
    dertig = inlezing.regels.get(rijnummer=30)
    assert (dertig.oordeel, dertig.gekozen) == ("nieuw", False), "what was a double has to be looked at"
    assert opnieuw_is_niets_anders(inlezing, door)
    assert [v[:2] for v in verdicten(inlezing)] == [v[:2] for v in voor]


def test_verbeteren_houdt_de_keuze_van_een_dubbele(uwv_lijst, bekend):
    door = uwv_lijst["door"]
    inlezing = open_lijst(ROMMELIG, **uwv_lijst)
    inlezing.regels.filter(rijnummer=13).update(gekozen=True, keuze="nieuw")
    regel = verbeter_regel(inlezing, 13, cellen={"woonplaats": "Assen"}, door=door)
    assert (regel.oordeel, regel.gekozen, regel.keuze) == ("mogelijk_dubbel", True, "nieuw")
    assert inlezing.regels.get(rijnummer=13).keuze == "nieuw"


def test_verbeteren_van_een_lijst_van_voor_de_sleutels(uwv_lijst, bekend):
    inlezing = open_lijst(ROMMELIG, **uwv_lijst)
    inlezing.regels.update(sleutels="")
    nummer = inlezing.regels.get(rijnummer=30).beoordeling["waarden"]["telefoon"]
    verbeter_regel(inlezing, 22, cellen={"telefoon": nummer}, door=uwv_lijst["door"])
    assert inlezing.regels.get(rijnummer=30).oordeel == "mogelijk_dubbel"
    assert not inlezing.regels.filter(sleutels="").exists()


def test_sleutels_verklappen_niemand(uwv_lijst):
    """The same person on two lists has other digests; they hold nothing that stands in the list."""
    een, twee = open_lijst(UWV, **uwv_lijst), open_lijst(UWV, **uwv_lijst)
    sleutels = [r.sleutels for r in (een.regels.get(rijnummer=4), twee.regels.get(rijnummer=4))]
    assert not set(sleutels[0].split()) & set(sleutels[1].split())
    assert len(sleutels[0].split()) >= 2
    assert "luinenburg" not in sleutels[0].lower()


def test_te_veel_rijen_wordt_met_de_grens_geweigerd(uwv_lijst):
    inhoud = ("Voornaam;Achternaam\n" + "Sara;Bos\n" * 20_001).encode()
    with pytest.raises(BestandOnleesbaar, match=r"20\.000"):
        open_inlezing(inhoud=inhoud, bestandsnaam="a.csv", **uwv_lijst)
