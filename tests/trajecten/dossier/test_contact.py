"""First contact: the clock in real hours, the form, once is once, and taking it back."""

import datetime as dt
import uuid
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import leg_contact_vast
from kandidaten.models import Contactmoment
from logboek.models import Handeling, Logregel
from trajecten.dossier.eerste_contact import contactklok, met_eerste_contact
from trajecten.models import Traject
from trajecten.termijnen import ContactStand

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def moment(*delen):
    return dt.datetime(*delen, tzinfo=AMSTERDAM)


def verwezen(traject, ontvangen):
    traject.verwijzing.ontvangen_op = ontvangen
    traject.verwijzing.save()
    return traject


def adres(traject, naam="contact", *args):
    return reverse(f"dossier:{naam}", args=[traject.kandidaat.dossiernummer, traject.volgnummer, *args])


# --- The clock ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ontvangen", "gesproken", "uren", "stand"),
    [
        # An ordinary night, and one without an hour (29 March 2026) and one with an hour extra (25 October 2026).
        (moment(2026, 3, 3, 12), moment(2026, 3, 4, 12), 24, ContactStand.OP_TIJD),
        (moment(2026, 3, 28, 12), moment(2026, 3, 29, 12), 23, ContactStand.OP_TIJD),
        (moment(2026, 10, 24, 12), moment(2026, 10, 25, 12), 25, ContactStand.TE_LAAT),
        # The weekend counts.
        (moment(2026, 3, 6, 16), moment(2026, 3, 9, 9), 65, ContactStand.TE_LAAT),
    ],
)
def test_uren_zijn_echte_uren(traject, jobcoach, ontvangen, gesproken, uren, stand):
    verwezen(traject, ontvangen)
    leg_contact_vast(
        verwijzing=traject.verwijzing, gelukt=True, kanaal="telefoon", tijdstip=gesproken, door=jobcoach
    )
    klok = contactklok(traject)
    assert klok.verstreken == Decimal(uren)
    assert klok.stand == stand
    assert not klok.loopt


def test_een_poging_stopt_de_klok_niet(traject, jobcoach):
    nu = timezone.now()
    for gelukt, geleden in [(False, 3), (True, 2), (True, 1)]:
        leg_contact_vast(
            verwijzing=traject.verwijzing,
            gelukt=gelukt,
            kanaal="telefoon",
            tijdstip=nu - dt.timedelta(hours=geleden),
            door=jobcoach,
        )
    klok = contactklok(Traject.objects.get(pk=traject.pk))
    assert klok.gelukt == nu - dt.timedelta(hours=2)
    assert klok.pogingen == 3


def test_de_klok_telt_per_verwijzing_en_zonder_extra_query(traject, jobcoach, django_assert_num_queries):
    leg_contact_vast(
        verwijzing=traject.verwijzing, gelukt=True, kanaal="sms", tijdstip=timezone.now(), door=jobcoach
    )
    with django_assert_num_queries(1):
        [rij] = met_eerste_contact(Traject.objects.select_related("verwijzing", "programma"))
        klok = contactklok(rij)
    assert (klok.loopt, klok.pogingen) == (False, 1)


@pytest.mark.parametrize(
    ("nu", "zin"),
    [
        (moment(2026, 3, 3, 14), "Nog niet gesproken: nog 22 uur, tot 4 mrt 2026, 12:00."),
        (moment(2026, 3, 4, 15), "Nog niet gesproken: 3 uur te laat."),
        (moment(2026, 3, 4, 12), "Nog niet gesproken: nog 0 minuten, tot 4 mrt 2026, 12:00."),
    ],
)
def test_de_zin_zegt_hoeveel_er_over_is(traject, nu, zin):
    assert contactklok(verwezen(traject, moment(2026, 3, 3, 12)), nu).zin == zin


def test_zonder_termijn_geen_oordeel(traject):
    traject.programma.eerste_contact_uren = None
    klok = contactklok(traject)
    assert klok.stand == ContactStand.NVT
    assert klok.resterend is None
    assert "te laat" not in klok.zin


# --- The form -------------------------------------------------------------------------------------------------------
@pytest.fixture
def invoer():
    nu = timezone.localtime()
    return {
        "resultaat": "gelukt",
        "kanaal": "telefoon",
        "tijdstip_0": f"{nu:%d-%m-%Y}",
        "tijdstip_1": f"{nu:%H:%M}",
        "notitie": "Belt liever 's avonds.",
    }


@pytest.mark.parametrize("wie", ["coordinator_groningen", "jobcoach"])
def test_contact_vastleggen_stopt_de_klok(client, request, gecoacht, dien_in, invoer, wie):
    client.force_login(request.getfixturevalue(wie))
    antwoord = dien_in(client, adres(gecoacht), invoer, follow=True)
    contact = Contactmoment.objects.get()
    assert contact.gelukt
    assert contact.notitie == "Belt liever 's avonds."
    tekst = antwoord.content.decode()
    assert "na de verwijzing: op tijd (termijn 24 uur)" in tekst
    assert "Ongedaan maken" in tekst
    assert "Belt liever" in tekst  # in the timeline


def test_twee_keer_sturen_legt_een_contact_vast(client, coordinator_groningen, traject, dien_in, invoer):
    client.force_login(coordinator_groningen)
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        assert dien_in(client, adres(traject), invoer, inzending=sleutel).status_code == 302
    assert Contactmoment.objects.count() == 1


def test_uitleg_over_privacy_komt_in_het_dossier(client, coordinator_groningen, traject, dien_in, invoer):
    traject.kandidaat.privacy_gegeven_op = None
    traject.kandidaat.save()
    client.force_login(coordinator_groningen)
    dien_in(client, adres(traject), invoer | {"resultaat": "poging", "privacy": "on"})
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.privacy_gegeven_op is None
    dien_in(client, adres(traject), invoer | {"privacy": "on"})
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.privacy_gegeven_op == timezone.localdate()
    assert "privacy" not in client.get(adres(traject)).context["form"].fields


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"tijdstip_0": "1-1-2099"}, "tijdstip"),
        ({"tijdstip_0": "1-1-2020"}, "tijdstip"),
        ({"resultaat": ""}, "resultaat"),
        ({"notitie": "Haar nummer is 111222333"}, "notitie"),
    ],
)
def test_fouten_staan_bij_het_veld(client, coordinator_groningen, traject, dien_in, invoer, anders, veld):
    client.force_login(coordinator_groningen)
    antwoord = dien_in(client, adres(traject), invoer | anders)
    assert list(antwoord.context["form"].errors) == [veld]
    assert not Contactmoment.objects.exists()


def test_terug_naar_de_werklijst_maar_niet_naar_buiten(
    client, coordinator_groningen, traject, dien_in, invoer
):
    client.force_login(coordinator_groningen)
    naar_vandaag = dien_in(client, f"{adres(traject)}?terug=/vandaag/", invoer)
    assert naar_vandaag.url == "/vandaag/"
    naar_buiten = dien_in(client, f"{adres(traject)}?terug=https://kwaad.example/", invoer)
    assert naar_buiten.url == traject.get_absolute_url()


def test_ongedaan_maken_binnen_tien_minuten(
    client, coordinator_groningen, collega_groningen, traject, dien_in, invoer
):
    client.force_login(coordinator_groningen)
    dien_in(client, adres(traject), invoer)
    contact = Contactmoment.objects.get()
    terug = adres(traject, "contact_terug", contact.pk)
    assert client.get(terug).status_code == 405
    client.force_login(collega_groningen)
    assert client.post(terug).status_code == 404  # somebody else's work
    client.force_login(coordinator_groningen)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        client.post(terug)
        assert Contactmoment.objects.exists()
    for _ in range(2):
        assert client.post(terug).status_code == 302
    assert not Contactmoment.objects.exists()
    assert Logregel.objects.filter(handeling=Handeling.VERWIJDEREN).count() == 1


def test_contactformulier_binnen_het_budget(
    client, coordinator_groningen, traject, jobcoach, django_assert_max_num_queries
):
    client.force_login(coordinator_groningen)
    client.get("/toegankelijkheid/")
    for _ in range(30):
        leg_contact_vast(
            verwijzing=traject.verwijzing, gelukt=False, kanaal="sms", tijdstip=timezone.now(), door=jobcoach
        )
    with django_assert_max_num_queries(12):
        client.get(adres(traject))


def test_ongedaan_maken_haalt_ook_de_privacyuitleg_van_dat_gesprek_weg(
    client, coordinator_groningen, traject, dien_in
):
    traject.kandidaat.privacy_gegeven_op = None
    traject.kandidaat.save()
    client.force_login(coordinator_groningen)
    nu = timezone.localtime()
    data = {
        "resultaat": "gelukt",
        "kanaal": "telefoon",
        "tijdstip_0": f"{nu:%d-%m-%Y}",
        "tijdstip_1": f"{nu:%H:%M}",
        "privacy": "on",
    }
    dien_in(client, adres(traject), data)
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.privacy_gegeven_op == nu.date()
    client.post(adres(traject, "contact_terug", Contactmoment.objects.get().pk))
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.privacy_gegeven_op is None


def test_ongedaan_maken_laat_eerdere_privacyuitleg_staan(client, coordinator_groningen, traject, dien_in):
    traject.kandidaat.privacy_gegeven_op = timezone.localdate()
    traject.kandidaat.save()
    client.force_login(coordinator_groningen)
    nu = timezone.localtime()
    data = {
        "resultaat": "gelukt",
        "kanaal": "telefoon",
        "tijdstip_0": f"{nu:%d-%m-%Y}",
        "tijdstip_1": f"{nu:%H:%M}",
    }
    dien_in(client, adres(traject), data)
    client.post(adres(traject, "contact_terug", Contactmoment.objects.get().pk))
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.privacy_gegeven_op == nu.date()
