"""A colleague saves something about somebody at the very moment that her import is taken back."""

import uuid

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from inlezen.models import Inlezing
from inlezen.terugdraaien import draai_inlezing_terug
from inlezen.toepassen import lees_in
from kandidaten.keuzes import Kanaal
from kandidaten.middleware import WEG
from kandidaten.models import Contactmoment, Kandidaat
from tests.draden import tegelijk
from trajecten.dossier import views_contact
from trajecten.models import Traject


@pytest.fixture
def julia(inlezing, uwv_lijst):
    lees_in(inlezing, door=uwv_lijst["door"])
    return Traject.objects.select_related("kandidaat").get(kandidaat__achternaam="Luinenburg")


def leg_contact_vast(client, traject):
    nu = timezone.localtime()
    gegevens = {
        "resultaat": "gelukt",
        "kanaal": Kanaal.TELEFOON,
        "tijdstip_0": f"{nu:%d-%m-%Y}",
        "tijdstip_1": f"{nu:%H:%M}",
        "inzending": str(uuid.uuid4()),
    }
    adres = reverse("dossier:contact", args=[traject.kandidaat.dossiernummer, traject.volgnummer])
    return client.post(adres, gegevens, follow=True)


def draai_terug(door):
    return draai_inlezing_terug(Inlezing.objects.get(), door=door)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite heeft één schrijver tegelijk")
def test_de_database_weigert_en_de_pagina_zegt_waarom(carla, julia, uwv_lijst, monkeypatch):
    """The reference to somebody who is gone is only found at the end of the transaction."""
    echt = views_contact.leg_contact_vast

    def eerst_terug(**velden):
        tegelijk(lambda: draai_terug(uwv_lijst["door"]))
        return echt(**velden)

    monkeypatch.setattr(views_contact, "leg_contact_vast", eerst_terug)
    antwoord = leg_contact_vast(carla, julia)
    assert WEG in antwoord.text
    assert not Contactmoment.objects.exists()
    assert not Kandidaat.objects.exists()


@pytest.mark.parametrize("fout", [IntegrityError("verwijst naar niemand"), Kandidaat.DoesNotExist()])
def test_wie_schrijft_als_het_dossier_net_weg_is_leest_dat(carla, julia, uwv_lijst, monkeypatch, fout):
    def te_laat(request, form, dienst):
        draai_terug(uwv_lijst["door"])
        raise fout

    monkeypatch.setattr(views_contact, "verwerkt", te_laat)
    assert WEG in leg_contact_vast(carla, julia).text


@pytest.mark.parametrize("fout", [IntegrityError("iets anders"), Kandidaat.DoesNotExist()])
def test_een_andere_fout_blijft_een_fout(carla, julia, monkeypatch, fout):
    """The dossier is still there: this is ours to mend, so it is not covered up."""

    def stuk(request, form, dienst):
        raise fout

    monkeypatch.setattr(views_contact, "verwerkt", stuk)
    with pytest.raises(type(fout)):
        leg_contact_vast(carla, julia)
