"""Words of rejection: only by hand, once, without the reason, and not while the decision can be undone."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kandidaten.keuzes import Kanaal
from trajecten.models import Bericht
from trajecten.selectie.afwijzingen import schrijf_af, zonder_bericht
from trajecten.selectie.diensten import draai_besluit_terug, neem_besluit
from trajecten.verzenden import verstuur


@pytest.fixture
def later():
    """Eleven minutes on: the decision stands."""
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=False):
        yield


@pytest.fixture
def afgewezen(groep, coordinator_groningen):
    mensen = groep(2)
    for deelname in mensen:
        neem_besluit(deelname, uitslag="afgewezen", reden="afwijzing_taal", door=coordinator_groningen)
    return mensen


def test_afwijzen_zelf_stuurt_niets(afgewezen, rondes, coordinator_groningen):
    assert mail.outbox == []
    assert not zonder_bericht(rondes[0], coordinator_groningen).exists()  # it can still be undone
    for dagen, aantal in ((27, 2), (29, 0)):  # who was rejected long ago was told in another way
        with time_machine.travel(timezone.now() + dt.timedelta(days=dagen), tick=False):
            assert zonder_bericht(rondes[0], coordinator_groningen).count() == aantal


def test_na_een_overzicht_een_keer_en_zonder_reden(
    client, afgewezen, rondes, coordinator_groningen, django_capture_on_commit_callbacks, later
):
    een, twee = afgewezen
    twee.traject.kandidaat.voorkeurskanaal = Kanaal.TELEFOON
    twee.traject.kandidaat.save()
    client.force_login(coordinator_groningen)
    adres = reverse("selectie:afwijzingen", args=[rondes[0].pk])
    overzicht = client.get(adres).text
    assert f"{een.traject.kandidaat.naam} (per e-mail)" in overzicht
    assert f"{twee.traject.kandidaat.naam} (bellen of brief)" in overzicht
    assert not Bericht.objects.exists()
    gegevens = {"wie": [str(een.pk), str(twee.pk)], "inzending": str(uuid.uuid4())}
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(adres, gegevens, follow=True)
        client.post(adres, gegevens)
        client.post(adres, gegevens | {"inzending": str(uuid.uuid4())})
    assert "Bericht van afwijzing voor 2 kandidaten gemaakt." in antwoord.text
    (post,) = mail.outbox
    assert post.attachments == []
    assert "taal" not in post.body.lower()
    assert rondes[0].programma.naam not in post.subject
    assert sorted(Bericht.objects.values_list("status", flat=True)) == ["te_doen", "verstuurd"]
    assert "nog geen bericht heeft" in client.get(adres).text


def test_wie_het_vinkje_mist_krijgt_niets(client, afgewezen, rondes, coordinator_groningen, later):
    client.force_login(coordinator_groningen)
    adres = reverse("selectie:afwijzingen", args=[rondes[0].pk])
    client.post(adres, {"wie": [str(afgewezen[0].pk)], "inzending": str(uuid.uuid4())})
    assert Bericht.objects.get().traject == afgewezen[0].traject
    assert zonder_bericht(rondes[0], coordinator_groningen).get() == afgewezen[1]
    assert "Kies minstens een kandidaat" in client.post(adres, {"inzending": str(uuid.uuid4())}).text


def test_een_besluit_dat_is_teruggedraaid_wordt_niet_verteld(afgewezen, rondes, coordinator_groningen):
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=False):
        een = zonder_bericht(rondes[0], coordinator_groningen)[0]
        (bericht,) = schrijf_af([een], door=coordinator_groningen)
        draai_besluit_terug(een, door=coordinator_groningen, toelichting="Verkeerde persoon.")
        assert not verstuur(bericht.pk)
        neem_besluit(een, uitslag="afgewezen", reden="afwijzing_taal", door=coordinator_groningen)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=30), tick=False):
        opnieuw = zonder_bericht(rondes[0], coordinator_groningen).get(pk=een.pk)
        assert opnieuw.keer == 1
        (tweede,) = schrijf_af([opnieuw], door=coordinator_groningen)
        assert verstuur(tweede.pk)
    assert len(mail.outbox) == 1


def test_die_van_een_andere_regio_niet(afgewezen, rondes, coordinator_twente, later):
    assert not zonder_bericht(rondes[0], coordinator_twente).exists()
