"""The signals of one traject: reading them, saying what was done, undoing that; and two colleagues at once."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.diensten import verleen_noodtoegang
from logboek.models import Handeling, Logregel
from tests import fabrieken
from trajecten.begeleiding.diensten import leg_gesprek_vast
from trajecten.begeleiding.models import Signaalafhandeling
from trajecten.begeleiding.signaaldiensten import handel_signaal_af, heropen_signaal
from trajecten.begeleiding.signaalkeuzes import Afhandeling, Uitstelreden
from trajecten.begeleiding.signaalstand import signalen_van
from trajecten.begeleiding.stand import stand_van
from trajecten.models import Bijeenkomst, Deelname


@pytest.fixture
def twee_keer_laag(julia, jobcoach):
    """Talks on 22 and 29 September in which wellbeing was low; nothing else is wrong."""
    for d in (22, 29):
        leg_gesprek_vast(
            julia,
            jobcoach=jobcoach,
            door=jobcoach,
            datum=dt.date(2026, 9, d),
            vorm="telefoon",
            scores={"welbevinden": 2},
            afspraken="Geheimtekst",
        )
    return julia


def standen(traject):
    return signalen_van(traject, stand_van([traject])[traject.pk], timezone.localdate())


def pagina(traject):
    return reverse("begeleiding:signalen", args=[traject.kandidaat.dossiernummer, 1])


def adres(traject, stand, naam="signaal"):
    return reverse(f"begeleiding:{naam}", args=[traject.kandidaat.dossiernummer, 1, stand.signaal.kenmerk])


@pytest.fixture
def als(client):
    def inloggen(gebruiker):
        client.force_login(gebruiker)
        return client

    return inloggen


# --- Reading ----------------------------------------------------------------------------------------------------------
def test_feiten_met_datum_en_getal_en_nooit_tekst(als, twee_keer_laag, jobcoach):
    html = als(jobcoach).get(pagina(twee_keer_laag)).text
    assert "22 sep 2026: welbevinden 2" in html and "29 sep 2026: welbevinden 2" in html
    assert "Geheimtekst" not in html
    assert "Hoe signalen werken" in html


def test_het_dossier_noemt_het_open_signaal(als, twee_keer_laag, jobcoach):
    dossier = twee_keer_laag.get_absolute_url()
    assert "Welbevinden 2 keer laag" in als(jobcoach).get(dossier).text
    (stand,) = standen(twee_keer_laag)
    handel_signaal_af(twee_keer_laag, stand.signaal, hoe=Afhandeling.GEZIEN, door=jobcoach)
    assert "Welbevinden 2 keer laag" not in als(jobcoach).get(dossier).text


def test_een_teamleider_leest_geen_signalen(als, twee_keer_laag, teamleider, trainer, coordinator_twente):
    for wie, rol in ((teamleider, "teamleider"), (trainer, "trainer")):
        fabrieken.ToewijzingFabriek(kandidaat=twee_keer_laag.kandidaat, gebruiker=wie, rol=rol)
    assert als(teamleider).get(pagina(twee_keer_laag)).status_code == 403
    assert "welbevinden" not in als(teamleider).get(twee_keer_laag.get_absolute_url()).text.lower()
    assert als(trainer).get(pagina(twee_keer_laag)).status_code == 200
    assert als(coordinator_twente).get(pagina(twee_keer_laag)).status_code == 404


def test_wie_met_noodtoegang_leest_behandelt_niet(als, twee_keer_laag, andere_jobcoach):
    verleen_noodtoegang(kandidaat=twee_keer_laag.kandidaat, gebruiker=andere_jobcoach, reden="Crisis op werk")
    (stand,) = standen(twee_keer_laag)
    client = als(andere_jobcoach)
    html = client.get(pagina(twee_keer_laag)).text
    assert "29 sep 2026: welbevinden 2" in html and "Opgepakt" not in html
    assert client.post(adres(twee_keer_laag, stand), {"hoe": "gezien"}).status_code == 403
    assert not Signaalafhandeling.objects.exists()


def test_twee_keer_weg_zonder_bericht_bij_de_lichting(julia, lichting):
    for d, soort, aanwezig in (
        (10, "les", "afwezig_zonder_bericht"),
        (17, "groep", "afwezig_zonder_bericht"),
        (18, "les", "afwezig_met_bericht"),
    ):
        begin = dt.datetime(2026, 9, d, 9, tzinfo=dt.UTC)
        les = Bijeenkomst.objects.create(
            soort=soort,
            titel="Les",
            plaats="Hier",
            lichting=lichting,
            begin=begin,
            eind=begin + dt.timedelta(hours=3),
        )
        Deelname.objects.create(bijeenkomst=les, traject=julia, aanwezigheid=aanwezig)
    verzuim = next(s for s in standen(julia) if s.signaal.soort == "verzuim")
    assert verzuim.signaal.kort == "2 keer afwezig zonder bericht"
    les.delete()
    Bijeenkomst.objects.filter(soort="groep").update(afgelast_op=begin)
    assert not [s for s in standen(julia) if s.signaal.soort == "verzuim"]


# --- Handling ---------------------------------------------------------------------------------------------------------
def test_gezien_met_een_knop_en_weer_ongedaan(als, twee_keer_laag, jobcoach):
    (stand,) = standen(twee_keer_laag)
    client = als(jobcoach)
    html = client.post(adres(twee_keer_laag, stand), {"hoe": "gezien", "gezien": ""}, follow=True).text
    assert "<s>Welbevinden twee keer laag</s>" in html
    assert "door Joke Jobcoach op 30 sep 2026" in html
    rij = Signaalafhandeling.objects.get()
    assert Logregel.objects.filter(
        handeling=Handeling.MAKEN, categorie="gesprekken", gebruiker=jobcoach
    ).exists()
    terug = f"{adres(twee_keer_laag, stand, 'signaal_open')}?op={rij.op:%Y%m%d%H%M%S%f}"
    assert f'action="{terug}"' in html
    assert "staat weer open" in client.post(terug, follow=True).text
    assert standen(twee_keer_laag)[0].open


def test_uitstellen_met_reden_tot_een_dag(als, twee_keer_laag, jobcoach, time_machine):
    (stand,) = standen(twee_keer_laag)
    client = als(jobcoach)
    velden = {"hoe": "uitgesteld", "tot": "6-10-2026", "reden": "verlof", "toelichting": "Na de herfst"}
    for mis, zin in (
        ({"tot": ""}, "Vul in tot welke dag"),
        ({"reden": ""}, "Kies waarom het signaal wacht"),
        ({"tot": "30-9-2026"}, "Kies een dag na vandaag"),
        ({"tot": "31-10-2026"}, "hoogstens 30 dagen"),
    ):
        assert zin in client.post(adres(twee_keer_laag, stand), velden | mis).text
    assert not Signaalafhandeling.objects.exists()
    html = client.post(adres(twee_keer_laag, stand), velden, follow=True).text
    assert "tot 6 okt 2026: vakantie of verlof" in html
    assert not standen(twee_keer_laag)[0].open
    time_machine.move_to(dt.datetime(2026, 10, 6, 10, tzinfo=dt.UTC))
    wacht = [s for s in standen(twee_keer_laag) if s.signaal.soort == "welbevinden"]
    assert wacht[0].open and wacht[0].afhandeling, "the day has come: open again, with what was said"


def test_na_een_nieuw_gesprek_geldt_de_afhandeling_niet_meer(twee_keer_laag, jobcoach, time_machine):
    (stand,) = standen(twee_keer_laag)
    handel_signaal_af(twee_keer_laag, stand.signaal, hoe=Afhandeling.OPGEPAKT, door=jobcoach)
    time_machine.move_to(dt.datetime(2026, 10, 6, 10, tzinfo=dt.UTC))
    leg_gesprek_vast(
        twee_keer_laag, jobcoach=jobcoach, door=jobcoach, datum=dt.date(2026, 10, 6), vorm="telefoon",
        scores={"welbevinden": 2},
    )  # fmt: skip
    (nieuw,) = standen(twee_keer_laag)
    assert nieuw.open and nieuw.signaal.kenmerk != stand.signaal.kenmerk


def test_een_signaal_dat_er_niet_meer_is(als, twee_keer_laag, jobcoach):
    (stand,) = standen(twee_keer_laag)
    url = adres(twee_keer_laag, stand)
    twee_keer_laag.gesprekken.all().delete()
    client = als(jobcoach)
    assert client.get(url).status_code == 404
    assert "de feiten zijn intussen veranderd" in client.post(url, {"hoe": "gezien"}, follow=True).text
    assert not Signaalafhandeling.objects.exists()


# --- Two at once ------------------------------------------------------------------------------------------------------
def test_een_collega_was_eerder(als, twee_keer_laag, jobcoach, coordinator_groningen):
    (stand,) = standen(twee_keer_laag)
    client = als(jobcoach)
    client.get(pagina(twee_keer_laag))
    handel_signaal_af(twee_keer_laag, stand.signaal, hoe=Afhandeling.OPGEPAKT, door=coordinator_groningen)
    html = client.post(adres(twee_keer_laag, stand), {"hoe": "gezien", "gezien": ""}).text
    assert "Een collega heeft dit intussen gewijzigd" in html
    assert Signaalafhandeling.objects.get().hoe == Afhandeling.OPGEPAKT


def test_ongedaan_maken_raakt_niet_wat_een_collega_daarna_deed(
    als, twee_keer_laag, jobcoach, coordinator_groningen
):
    (stand,) = standen(twee_keer_laag)
    rij = handel_signaal_af(twee_keer_laag, stand.signaal, hoe=Afhandeling.GEZIEN, door=jobcoach)
    oud = f"{rij.op:%Y%m%d%H%M%S%f}"
    handel_signaal_af(
        twee_keer_laag, stand.signaal, hoe=Afhandeling.OPGEPAKT, door=coordinator_groningen, gezien=rij
    )
    als(jobcoach).post(f"{adres(twee_keer_laag, stand, 'signaal_open')}?op={oud}")
    assert Signaalafhandeling.objects.get().hoe == Afhandeling.OPGEPAKT


def test_de_dienst_weigert_wie_iets_ouds_zag(twee_keer_laag, jobcoach):
    (stand,) = standen(twee_keer_laag)
    rij = handel_signaal_af(twee_keer_laag, stand.signaal, hoe=Afhandeling.GEZIEN, door=jobcoach)
    oud = Signaalafhandeling.objects.get(pk=rij.pk)
    handel_signaal_af(twee_keer_laag, stand.signaal, hoe=Afhandeling.OPGEPAKT, door=jobcoach, gezien=rij)
    for werk in (
        lambda: handel_signaal_af(
            twee_keer_laag, stand.signaal, hoe=Afhandeling.GEZIEN, door=jobcoach, gezien=oud
        ),
        lambda: handel_signaal_af(twee_keer_laag, stand.signaal, hoe=Afhandeling.GEZIEN, door=jobcoach),
    ):
        with pytest.raises(IntussenGewijzigd):
            werk()
    oud.refresh_from_db()
    heropen_signaal(oud, door=jobcoach)
    with pytest.raises(IntussenGewijzigd):
        heropen_signaal(rij, door=jobcoach)


@pytest.mark.parametrize(
    "velden",
    [
        {"hoe": "uitgesteld"},
        {"hoe": "uitgesteld", "tot": dt.date(2026, 10, 6)},
        {"hoe": "gezien", "tot": dt.date(2026, 10, 6)},
        {"hoe": "gezien", "reden": Uitstelreden.VERLOF},
        {"hoe": "gezien", "soort": "onzin"},
    ],
)
def test_wat_de_database_weigert(julia, jobcoach, velden):
    rij = Signaalafhandeling(
        **{"traject": julia, "soort": "score", "kenmerk": "x", "door": jobcoach} | velden
    )
    with pytest.raises(ValidationError):
        rij.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        rij.save()
