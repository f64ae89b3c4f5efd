"""Taking a long import back by a worker: begun once, followed, alone at the list, set going again, its result kept."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from inlezen import terugdraaien
from inlezen.diensten import beoordeel, kies_alle, pak_weer_op, verbeter_regel, verwijder_inlezing
from inlezen.models import STIL_NA, Inlezing
from inlezen.oordeel import Oordeel
from inlezen.taken_terug import draai_lijst_terug
from inlezen.terugdraaien import (
    BeurtVoorbij,
    begin_terugdraaien,
    draai_inlezing_terug,
    verwerk_terugdraaien,
)
from inlezen.toepassen import begin_inlezen, lees_in
from kandidaten.models import Kandidaat
from logboek.models import Logregel
from tests.draden import tegelijk
from tests.inlezen.stappen import lees_lijst_in, tekst
from tests.inlezen.test_rij import velden
from tests.inlezen.test_terugdraaien import bel
from trajecten.models import Traject

OVERZICHT = reverse("inlezen:overzicht")
NU_TERUG = "Deze lijst wordt nu teruggedraaid."


@pytest.fixture
def ingelezen(inlezing, uwv_lijst):
    """Seven people in dossiers."""
    return lees_in(inlezing, door=uwv_lijst["door"])


@pytest.fixture
def lang(monkeypatch):
    """So short is long here, and goes in portions of two."""
    monkeypatch.setattr("inlezen.views_terugdraaien.MEER_DAN_IN_VERZOEK", 5)
    monkeypatch.setattr(terugdraaien, "PORTIE", 2)


@pytest.fixture
def begonnen(ingelezen, uwv_lijst, lang):
    assert begin_terugdraaien(ingelezen, door=uwv_lijst["door"])
    return ingelezen


@pytest.fixture
def halverwege(ingelezen, uwv_lijst):
    """Being taken back; a row that came back already is open, and failed before."""
    draai_inlezing_terug(ingelezen, door=uwv_lijst["door"])
    ingelezen.regels.filter(rijnummer=4).update(stand="mislukt", gekozen=True, fout="Er ging iets mis.")
    Inlezing.objects.update(status="terug", hartslag=timezone.now(), terug_totaal=7)
    return ingelezen


def adres(naam, inlezing, *rest):
    return reverse(f"inlezen:{naam}", args=[inlezing.pk, *rest])


def post(client, pad, **gegevens):
    return client.post(pad, {"inzending": str(uuid.uuid4())} | gegevens, follow=True)


def stil(inlezing):
    lang_geleden = timezone.now() - STIL_NA - dt.timedelta(seconds=1)
    Inlezing.objects.filter(pk=inlezing.pk).update(hartslag=lang_geleden)


def sterf_na(porties, monkeypatch):
    """The worker is killed in the portion after so many."""
    echt, gedaan = terugdraaien._verwijder, []

    def gedood(weg):
        if len(gedaan) == porties:
            raise SystemExit
        gedaan.append(weg)
        return echt(weg)

    monkeypatch.setattr(terugdraaien, "_verwijder", gedood)


# --- Begun once, and followed -------------------------------------------------------------------------------------
def test_begonnen_gevolgd_en_het_resultaat(
    carla, ingelezen, lang, collega_groningen, django_capture_on_commit_callbacks
):
    julia = Traject.objects.get(kandidaat__achternaam="Luinenburg")
    bel(julia, collega_groningen)
    with django_capture_on_commit_callbacks() as taken:
        pagina = tekst(post(carla, adres("terugdraaien", ingelezen)))
        nog_eens = tekst(post(carla, adres("terugdraaien", ingelezen)))
    assert len(taken) == 1, "the second click begins nothing"
    assert "Bezig met terugdraaien" in pagina and "0 van 7 mensen gedaan" in pagina
    assert NU_TERUG in nog_eens and "0 van 7 mensen gedaan" in nog_eens
    assert "Verder terugdraaien" not in pagina
    rij = tekst(carla.get(OVERZICHT))
    assert "Bezig met terugdraaien Bekijk de voortgang" in rij and "Verwijder" not in rij
    assert carla.get(adres("stand", ingelezen)).json() == {
        "soort": "terug", "gedaan": 0, "totaal": 7, "bezig": True, "stil": False
    }  # fmt: skip
    taken[0]()
    klaar = tekst(carla.get(adres("resultaat", ingelezen)))
    assert "Teruggedraaid: 6 mensen." in klaar and "1 persoon bleef. Bekijk waarom" in klaar
    assert Kandidaat.objects.get() == julia.kandidaat
    assert carla.get(adres("stand", ingelezen)).json()["bezig"] is False
    assert "Deels ingelezen" in tekst(carla.get(OVERZICHT))
    post(carla, adres("controleren", ingelezen), tab="nieuw", doe="alles")
    post(carla, adres("bevestigen", ingelezen))
    assert "Teruggedraaid" not in tekst(carla.get(adres("resultaat", ingelezen))), "read in again since"


# --- Alone at the list --------------------------------------------------------------------------------------------
def test_intussen_kan_er_niets_anders(halverwege, uwv_lijst):
    begonnen, door = halverwege, uwv_lijst["door"]
    assert begin_inlezen(begonnen, door=door) is False
    assert begin_terugdraaien(begonnen, door=door) is False
    for werk in (
        lambda: kies_alle(begonnen, oordeel=Oordeel.NIEUW, gekozen=True, door=door),
        lambda: beoordeel(begonnen, door=door),
        lambda: verbeter_regel(begonnen, 4, cellen={}, door=door),
    ):
        with pytest.raises(IntussenGewijzigd):
            werk()
    with pytest.raises(ValidationError, match="teruggedraaid"):
        verwijder_inlezing(begonnen, door=door)
    assert Inlezing.objects.get().status == "terug"


def test_wie_het_toch_probeert_leest_waarom(carla, halverwege):
    """It may not be mended, chosen or tried before the rest is done."""
    begonnen = halverwege
    for pad, gegevens in (
        (adres("controleren", begonnen), {"tab": "nieuw", "doe": "alles"}),
        (adres("bevestigen", begonnen), {}),
        (adres("opnieuw", begonnen), {}),
        (adres("opnieuw_rij", begonnen, 4), {}),
        (
            adres("rij", begonnen, 4),
            velden(carla, begonnen, 4),
        ),
    ):
        pagina = tekst(post(carla, pad, **gegevens))
        assert NU_TERUG in pagina, pagina
    assert "teruggedraaid" in tekst(post(carla, adres("verwijderen", begonnen)))
    assert not Traject.objects.exists()


# --- Stopped, and set going again ---------------------------------------------------------------------------------
def test_een_gedode_werker_is_te_zien_en_gaat_verder(
    carla, begonnen, uwv_lijst, collega_groningen, monkeypatch, django_capture_on_commit_callbacks
):
    eerste = Traject.objects.order_by("kandidaat_id").select_related("verwijzing__kandidaat").first()
    bel(eerste, collega_groningen)
    with monkeypatch.context() as m, pytest.raises(SystemExit):
        sterf_na(2, m)
        verwerk_terugdraaien(begonnen, door=uwv_lijst["door"])
    assert Kandidaat.objects.count() == 4
    assert "4 van 7 mensen gedaan" in tekst(carla.get(adres("resultaat", begonnen)))
    stil(begonnen)
    assert "Staat stil" in tekst(carla.get(OVERZICHT))
    assert "Verder terugdraaien" in tekst(carla.get(adres("resultaat", begonnen)))
    with django_capture_on_commit_callbacks(execute=True):
        post(carla, adres("verder", begonnen))
    begonnen.refresh_from_db()
    assert (begonnen.status, begonnen.terug_weg, begonnen.terug_blijft) == ("klaar", 6, 1)
    assert Kandidaat.objects.get().pk == eerste.kandidaat_id


def test_de_taak_twee_keer_doet_niets_meer(begonnen, uwv_lijst):
    for _ in range(2):
        draai_lijst_terug.func(str(begonnen.pk), uwv_lijst["door"].pk)
        logregels = Logregel.objects.count()
    begonnen.refresh_from_db()
    assert (begonnen.status, begonnen.terug_weg, begonnen.terug_blijft) == ("klaar", 7, 0)
    assert not begonnen.regels.filter(stand="ingelezen").exists()
    draai_lijst_terug.func(str(begonnen.pk), uwv_lijst["door"].pk)
    assert Logregel.objects.count() == logregels
    pk = str(begonnen.pk)
    verwijder_inlezing(begonnen, door=uwv_lijst["door"])
    draai_lijst_terug.func(pk, uwv_lijst["door"].pk)


def test_wie_zijn_beurt_kwijt_is_schrijft_niets_meer(begonnen, uwv_lijst):
    traag, vlot = (terugdraaien._Beurt(begonnen, uwv_lijst["door"]) for _ in range(2))
    assert traag.neem() and vlot.neem()
    with pytest.raises(BeurtVoorbij):
        traag.draai()
    assert Kandidaat.objects.count() == 7
    vlot.draai()
    assert not Kandidaat.objects.exists()


# --- At the same moment -------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_tegelijk_begint_er_een(uwv_lijst, collega_groningen):
    """Two who take it back and one who reads the rest in: one of them begins."""
    inlezing = lees_lijst_in("verwijzing-uwv-groningen.xlsx", **uwv_lijst)
    inlezing.regels.filter(rijnummer=4).update(stand="mislukt", kandidaat=None, gekozen=True)

    def klik(begin, wie):
        return lambda: begin(Inlezing.objects.get(pk=inlezing.pk), door=wie)

    uitkomsten = tegelijk(
        klik(begin_terugdraaien, uwv_lijst["door"]),
        klik(begin_terugdraaien, collega_groningen),
        klik(begin_inlezen, collega_groningen),
    )
    assert sorted(uitkomsten) == [False, False, True]
    assert Inlezing.objects.get().status == ("bezig" if uitkomsten[2] else "terug")


@pytest.mark.django_db(transaction=True)
def test_twee_collegas_zetten_het_weer_aan(uwv_lijst, collega_groningen):
    inlezing = lees_lijst_in("verwijzing-uwv-groningen.xlsx", **uwv_lijst)
    begin_terugdraaien(inlezing, door=uwv_lijst["door"])
    stil(inlezing)

    def klik(wie):
        return lambda: pak_weer_op(Inlezing.objects.get(pk=inlezing.pk), door=wie)

    assert sorted(tegelijk(klik(uwv_lijst["door"]), klik(collega_groningen))) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_tellen_iedereen_een_keer(uwv_lijst, lang):
    inlezing = lees_lijst_in("verwijzing-uwv-groningen.xlsx", **uwv_lijst)
    begin_terugdraaien(inlezing, door=uwv_lijst["door"])

    def werker():
        return verwerk_terugdraaien(Inlezing.objects.get(pk=inlezing.pk), door=uwv_lijst["door"])

    fouten = [u for u in tegelijk(werker, werker) if isinstance(u, Exception)]
    assert not fouten
    inlezing.refresh_from_db()
    assert (inlezing.status, inlezing.terug_weg, inlezing.terug_blijft) == ("klaar", 7, 0)
    assert not Kandidaat.objects.exists()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no row locks")
def test_vasthouden_gaat_op_nummer(begonnen, uwv_lijst):
    """As merging does it (trajecten.dossier.samenvoegen): in one order nobody waits for each other."""
    with CaptureQueriesContext(connection) as queries:
        verwerk_terugdraaien(begonnen, door=uwv_lijst["door"])
    vast = [q["sql"] for q in queries if "FOR NO KEY UPDATE" in q["sql"]]
    for tabel in ("kandidaten_kandidaat", "trajecten_traject"):
        eigen = [sql for sql in vast if f'FROM "{tabel}"' in sql.split(" WHERE ")[0]]
        assert len(eigen) == 4, tabel
        assert all("ORDER BY 1 ASC" in sql for sql in eigen), "by the one column that is asked: its number"
