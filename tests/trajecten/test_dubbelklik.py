"""The second half of a double click lands where the first one went, also when the first made it invalid."""

import uuid

import pytest
from django.urls import reverse

from tests.fabrieken import LichtingFabriek
from trajecten.models import Lichting


@pytest.fixture
def tweemaal(client, coordinator_groningen):
    client.force_login(coordinator_groningen)

    def verzend(adres, **velden):
        velden |= {"start": "1-9-2027", "plaatsen": 4, "coordinator": coordinator_groningen.pk}
        velden["inzending"] = str(uuid.uuid4())
        return [client.post(adres, velden).status_code for _ in range(2)]

    return verzend


def test_een_lichting_maken(tweemaal, programma):
    adres = reverse("trajecten:lichting_nieuw")
    assert tweemaal(adres, programma=programma.pk, naam="Najaar") == [302, 302]
    assert Lichting.objects.get().naam == "Najaar"


def test_een_lichting_wijzigen(tweemaal, programma):
    lichting = LichtingFabriek(programma=programma)
    adres = reverse("trajecten:lichting_wijzigen", args=[lichting.pk])
    assert tweemaal(adres, naam="Voorjaar", versie=lichting.versie) == [302, 302]
    lichting.refresh_from_db()
    assert (lichting.naam, lichting.versie) == ("Voorjaar", 1)
