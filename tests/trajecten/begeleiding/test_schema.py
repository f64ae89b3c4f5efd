"""Her own rhythm: what it changes, who may, until when, stopping and undoing; and the aftercare from the contract."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from basis.vergrendeling import IntussenGewijzigd
from logboek.models import Logregel
from tests.rapportage.hulp import plaatsing
from trajecten.begeleiding.diensten import kies_begeleiding
from trajecten.begeleiding.models import Begeleidingsafspraak
from trajecten.begeleiding.schemadiensten import hervat_afspraak, spreek_af, stop_afspraak
from trajecten.begeleiding.stand import schema_van, stand_van, voorstel_volgende
from trajecten.models import Begeleidingsschema
from trajecten.termijnen import Schemadeel

START, VANDAAG = dt.date(2026, 9, 1), dt.date(2026, 9, 30)


def adres(naam, traject):
    return reverse(f"begeleiding:{naam}", args=[traject.kandidaat.dossiernummer, traject.volgnummer])


def van(naam, rij):
    return reverse(f"begeleiding:{naam}", args=[rij.traject.kandidaat.dossiernummer, rij.pk])


@pytest.fixture
def afspraak(julia, jobcoach):
    return spreek_af(julia, van=VANDAAG, elke_weken=4, reden="gaat_goed", door=jobcoach)


@pytest.fixture
def post():
    return {
        "elke_weken": "2",
        "van": "30-09-2026",
        "tot": "",
        "reden": "eigen_wens",
        "toelichting": "",
        "inzending": str(uuid.uuid4()),
    }


# --- The rule in the database -----------------------------------------------------------------------------------------
def test_haar_afspraak_verandert_wat_er_nodig_is(julia, gesprek, afspraak):
    assert schema_van(julia) == (Schemadeel(START), Schemadeel(VANDAAG, ((1, 4),)))
    uit = stand_van([julia])[julia.pk]
    assert (uit.te_laat, uit.uiterlijk, uit.sinds) == (True, dt.date(2026, 9, 21), dt.date(2026, 9, 22))
    assert voorstel_volgende(schema_van(julia), VANDAAG) == dt.date(2026, 10, 28)


def test_na_een_tijdelijke_afspraak_geldt_het_programma_weer(julia, jobcoach):
    Begeleidingsschema.objects.create(programma=julia.programma, vanaf_week=3, elke_weken=2)
    spreek_af(julia, van=VANDAAG, tot=dt.date(2026, 10, 13), elke_weken=1, reden="meer_steun", door=jobcoach)
    assert schema_van(julia) == (
        Schemadeel(START, ((3, 2),)),
        Schemadeel(VANDAAG, ((1, 1),)),
        Schemadeel(dt.date(2026, 10, 14), ((1, 2),)),
    )


def test_de_nazorg_begint_bij_het_eerste_contract(julia):
    Begeleidingsschema.objects.create(programma=julia.programma, vanaf_week=1, elke_weken=4, fase="nazorg")
    assert schema_van(julia) == (Schemadeel(START),)
    plaatsing(julia, "proefplaatsing", dt.date(2026, 9, 8), dt.date(2026, 11, 7))
    assert schema_van(julia) == (Schemadeel(START),), "a trial is no contract"
    plaatsing(julia, "regulier", dt.date(2026, 11, 9))
    plaatsing(julia, "regulier", dt.date(2026, 12, 1))
    assert schema_van(julia) == (Schemadeel(START), Schemadeel(dt.date(2026, 11, 9), ((1, 4),)))


def test_een_stap_van_de_nazorg_hoort_niet_bij_de_gewone_afbouw(julia):
    for fase, elke in (("nazorg", 4), ("begeleiding", 2)):
        Begeleidingsschema.objects.create(programma=julia.programma, vanaf_week=3, elke_weken=elke, fase=fase)
    assert schema_van(julia) == (Schemadeel(START, ((3, 2),)),)


# --- The services -----------------------------------------------------------------------------------------------------
def test_een_nieuwe_afspraak_vervangt_de_vorige(julia, jobcoach, afspraak):
    nieuw = spreek_af(julia, van=dt.date(2026, 10, 14), elke_weken=2, reden="rooster", door=jobcoach)
    afspraak.refresh_from_db()
    assert (afspraak.gestopt_per, afspraak.gestopt_door) == (nieuw.van, jobcoach)
    assert afspraak.laatste_dag == dt.date(2026, 10, 13)
    assert [deel.start for deel in schema_van(julia)] == [START, VANDAAG, nieuw.van]


def test_stoppen_en_weer_laten_gelden(julia, jobcoach, afspraak, time_machine):
    time_machine.move_to(dt.datetime(2026, 10, 20, 10, tzinfo=dt.UTC))
    stop_afspraak(afspraak, door=jobcoach)
    assert schema_van(julia)[-1] == Schemadeel(dt.date(2026, 10, 20), ((1, 1),))
    with pytest.raises(IntussenGewijzigd):
        stop_afspraak(afspraak, door=jobcoach)
    hervat_afspraak(afspraak, door=jobcoach)
    assert schema_van(julia)[-1] == Schemadeel(VANDAAG, ((1, 4),))
    with pytest.raises(IntussenGewijzigd):
        hervat_afspraak(afspraak, door=jobcoach)


def test_wie_op_de_eerste_dag_stopt_heeft_nooit_een_afspraak_gehad(julia, jobcoach, afspraak):
    stop_afspraak(afspraak, door=jobcoach)
    assert schema_van(julia) == (Schemadeel(START),)
    assert Begeleidingsafspraak.objects.get().gestopt_per == VANDAAG, "it stays in sight"


def test_wie_het_ritme_wijzigt_wacht_op_een_collega(julia, jobcoach, afspraak):
    """Two people at once would each see no arrangement, and both would hold."""
    stop_afspraak(afspraak, door=jobcoach)
    for dienst in (
        lambda: hervat_afspraak(afspraak, door=jobcoach),
        lambda: spreek_af(julia, van=VANDAAG, elke_weken=2, reden="rooster", door=jobcoach),
    ):
        with CaptureQueriesContext(connection) as vragen:
            dienst()
        zinnen = [
            vraag["sql"] for vraag in vragen if "SAVEPOINT" not in vraag["sql"] and vraag["sql"] != "BEGIN"
        ]
        assert zinnen[0].startswith('UPDATE "trajecten_traject" SET "versie"')


def test_hervatten_kan_niet_over_een_andere_heen(julia, jobcoach, afspraak):
    stop_afspraak(afspraak, door=jobcoach)
    spreek_af(julia, van=VANDAAG, elke_weken=2, reden="rooster", door=jobcoach)
    with pytest.raises(ValidationError, match="andere afspraak"):
        hervat_afspraak(afspraak, door=jobcoach)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"van": VANDAAG - dt.timedelta(days=15)}, "van"),
        ({"van": VANDAAG + dt.timedelta(days=367)}, "van"),
        ({"tot": VANDAAG + dt.timedelta(days=5)}, "tot"),
        ({"reden": "anders"}, "toelichting"),
        ({"reden": "verzonnen"}, "reden"),
        ({"elke_weken": 14}, "elke_weken"),
        ({"elke_weken": 0}, "elke_weken"),
    ],
)
def test_wat_niet_kan(julia, jobcoach, anders, veld):
    with pytest.raises(ValidationError) as fout:
        spreek_af(julia, door=jobcoach, **{"van": VANDAAG, "elke_weken": 2, "reden": "rooster"} | anders)
    assert veld in fout.value.message_dict
    assert not Begeleidingsafspraak.objects.exists()


def test_zonder_begeleiding_geen_afspraak(julia, jobcoach):
    kies_begeleiding(julia, wil=False, door=jobcoach)
    with pytest.raises(ValidationError, match="geen begeleiding"):
        spreek_af(julia, van=VANDAAG, elke_weken=2, reden="rooster", door=jobcoach)


# --- The pages --------------------------------------------------------------------------------------------------------
def test_de_pagina_zegt_in_woorden_wat_geldt(client, julia, jobcoach, afspraak):
    client.force_login(jobcoach)
    tekst = client.get(adres("schema", julia)).content.decode()
    assert "Elke 4 weken een gesprek</b>, zoals afgesproken met" in tekst
    assert "tot u de afspraak stopt" in tekst
    assert "Vanaf 1 sep 2026 elke week een gesprek" in tekst
    assert "27 okt 2026" in tekst and "(loopt nu)" in tekst
    assert "Gaat goed, minder gesprekken nodig" in tekst
    assert "Afspraak stoppen" in tekst


def test_de_pagina_zegt_wanneer_de_nazorg_telt(client, julia, jobcoach):
    client.force_login(jobcoach)
    assert "nazorg" not in client.get(adres("schema", julia)).content.decode()
    Begeleidingsschema.objects.create(programma=julia.programma, vanaf_week=1, elke_weken=4, fase="nazorg")
    assert "Dat is er nog niet." in client.get(adres("schema", julia)).content.decode()
    plaatsing(julia, "regulier", dt.date(2026, 11, 9))
    tekst = client.get(adres("schema", julia)).content.decode()
    assert "contract: 9 nov 2026." in tekst and "Vanaf 9 nov 2026 elke 4 weken een gesprek" in tekst


def test_een_coordinator_kijkt_en_past_niets_aan(client, julia, coordinator_groningen, afspraak):
    client.force_login(coordinator_groningen)
    tekst = client.get(adres("schema", julia)).content.decode()
    assert "Schema aanpassen" not in tekst and "Afspraak stoppen" not in tekst
    assert client.get(adres("schema_aanpassen", julia)).status_code == 403
    assert client.post(van("afspraak_stoppen", afspraak)).status_code == 403


def test_aanpassen_stoppen_en_ongedaan(client, julia, jobcoach, post):
    client.force_login(jobcoach)
    assert client.get(adres("schema_aanpassen", julia)).context["form"]["elke_weken"].value() == 1
    for _ in range(2):  # a double click
        antwoord = client.post(adres("schema_aanpassen", julia), post)
        assert antwoord.url == adres("schema", julia)
    afspraak = Begeleidingsafspraak.objects.get()
    assert (afspraak.elke_weken, afspraak.gemaakt_door, afspraak.tot) == (2, jobcoach, None)
    assert Logregel.objects.filter(gebruiker=jobcoach, handeling="maken", categorie="gesprekken").exists()
    antwoord = client.post(van("afspraak_stoppen", afspraak), follow=True)
    assert van("afspraak_hervatten", afspraak) in antwoord.content.decode()
    client.post(van("afspraak_hervatten", afspraak))
    afspraak.refresh_from_db()
    assert afspraak.gestopt_per is None


def test_een_fout_staat_bij_het_veld(client, julia, jobcoach, post):
    client.force_login(jobcoach)
    antwoord = client.post(adres("schema_aanpassen", julia), post | {"tot": "01-09-2026"})
    assert antwoord.context["form"].errors["tot"] == ["De einddatum ligt na de begindatum."]
    antwoord = client.post(
        adres("schema_aanpassen", julia), post | {"reden": "anders", "inzending": str(uuid.uuid4())}
    )
    assert antwoord.context["form"].errors["toelichting"] == ["Schrijf kort op waarom."]


def test_een_vreemde_vindt_niets(client, julia, afspraak, andere_jobcoach):
    client.force_login(andere_jobcoach)
    assert client.get(adres("schema", julia)).status_code == 404
    assert client.post(van("afspraak_stoppen", afspraak)).status_code == 404
