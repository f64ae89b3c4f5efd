"""Saved views of the candidate list: one's own, without names, and never twice."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from rapportage.diensten import HOOGSTENS_WEERGAVEN, bewaar_weergave, wijzig_weergave
from rapportage.models import BewaardeWeergave
from tests import fabrieken

LIJST, NIEUW, BEHEER = "/kandidaten/", "/kandidaten/weergaven/nieuw/", "/kandidaten/weergaven/"
LOPEND = "bereik=regio&status=lopend"


def bewaar(client, vraag="?status=lopend&sorteer=-gewijzigd", **velden):
    return client.post(NIEUW + vraag, {"naam": "Wie loopt", "inzending": str(uuid.uuid4()), **velden})


def test_bewaren_en_openen(als, traject, coordinator_groningen):
    client = als(coordinator_groningen)
    html = client.get(LIJST, {"status": "lopend", "sorteer": "-gewijzigd"}).content.decode()
    assert f'href="{NIEUW}?bereik=regio&amp;status=lopend&amp;sorteer=-gewijzigd"' in html
    assert "Bewaar deze weergave" not in client.get(LIJST).content.decode(), "nothing to save"
    antwoord = bewaar(client)
    assert antwoord["Location"] == "/kandidaten/?bereik=regio&status=lopend&sorteer=-gewijzigd"
    html = client.get(antwoord["Location"]).content.decode()
    assert 'aria-current="true">Wie loopt</a>' in html
    assert "Bewaar deze weergave" not in html, "saved already"


def test_wat_gezocht_werd_en_wat_niet_bestaat_blijft_er_buiten(als, traject, coordinator_groningen):
    """PRIV-15: a name does not stand in a stored address."""
    client = als(coordinator_groningen)
    vraag = "?q=Luinenburg&status=lopend&programma=BESTAATNIET&pagina=3&doelgroep=ja&bereik=alles"
    assert "bewaren we niet" in client.get(NIEUW + vraag).content.decode()
    bewaar(client, vraag)
    assert BewaardeWeergave.objects.get().vraag == "bereik=alles&status=lopend"


def test_dubbelklik_bewaart_een_keer(als, traject, coordinator_groningen):
    client, sleutel = als(coordinator_groningen), str(uuid.uuid4())
    for _ in range(2):
        assert bewaar(client, inzending=sleutel).status_code == 302
    assert BewaardeWeergave.objects.count() == 1
    html = bewaar(client).content.decode()
    assert "U hebt al een weergave met deze naam" in html
    assert 'aria-invalid="true"' in html  # at the field, not above the form only
    assert BewaardeWeergave.objects.count() == 1


def test_begin_van_de_lijst(als, traject, coordinator_groningen):
    client = als(coordinator_groningen)
    bewaar(client, standaard="on")
    antwoord = client.get(LIJST)
    assert (antwoord.status_code, antwoord["Location"]) == (
        302,
        "/kandidaten/?bereik=regio&status=lopend&sorteer=-gewijzigd",
    )
    html = client.get(LIJST, {"status": "lopend"}).content.decode()
    assert 'href="?bereik=regio"' in html, "without filters is not the default view again"
    assert client.get(LIJST, {"bereik": "regio"}).status_code == 200
    bewaar(client, naam="Een andere", standaard="on")
    assert list(BewaardeWeergave.objects.filter(standaard=True).values_list("naam", flat=True)) == [
        "Een andere"
    ]


def test_wijzigen_en_verwijderen(als, traject, coordinator_groningen):
    client = als(coordinator_groningen)
    rij = bewaar_weergave(gebruiker=coordinator_groningen, naam="Oud", vraag=LOPEND)
    assert "Oud" in client.get(BEHEER).content.decode()
    assert client.get(f"{BEHEER}{rij.pk}/").status_code == 200
    client.post(f"{BEHEER}{rij.pk}/", {"naam": " Nieuw ", "standaard": "on", "inzending": str(uuid.uuid4())})
    rij.refresh_from_db()
    assert (rij.naam, rij.standaard, rij.vraag) == ("Nieuw", True, LOPEND)
    gegevens = {"inzending": str(uuid.uuid4())}
    for _ in range(2):
        assert client.post(f"{BEHEER}{rij.pk}/verwijderen/", gegevens)["Location"] == BEHEER
    assert not BewaardeWeergave.objects.exists()
    assert "Hier komen uw weergaven" in client.get(BEHEER).content.decode()


def test_van_een_collega_bestaat_niet(als, coordinator_groningen, collega_groningen):
    rij = bewaar_weergave(gebruiker=coordinator_groningen, naam="Alleen van Carla", vraag=LOPEND)
    client = als(collega_groningen)
    for pad in (LIJST, BEHEER):
        assert "Alleen van Carla" not in client.get(pad).content.decode()
    assert client.get(f"{BEHEER}{rij.pk}/").status_code == 404
    velden = {"naam": "Gekaapt", "inzending": str(uuid.uuid4())}
    assert client.post(f"{BEHEER}{rij.pk}/", velden).status_code == 404
    assert client.post(f"{BEHEER}{rij.pk}/verwijderen/", {"inzending": str(uuid.uuid4())}).status_code == 404
    rij.refresh_from_db()
    assert rij.naam == "Alleen van Carla"
    # The same name is no clash: they are two people's.
    bewaar_weergave(gebruiker=collega_groningen, naam="Alleen van Carla", vraag=LOPEND)


def test_regels_van_de_dienst(coordinator_groningen):
    wie = {"gebruiker": coordinator_groningen}
    with pytest.raises(ValidationError, match="leeg"):
        bewaar_weergave(**wie, naam="  ", vraag=LOPEND)
    rijen = [
        bewaar_weergave(**wie, naam=f"Nummer {n}", vraag=LOPEND, standaard=True)
        for n in range(HOOGSTENS_WEERGAVEN)
    ]
    with pytest.raises(ValidationError, match="Verwijder er eerst een"):
        bewaar_weergave(**wie, naam="Een te veel", vraag=LOPEND)
    assert BewaardeWeergave.objects.get(standaard=True) == rijen[-1]
    with pytest.raises(ValidationError, match="al een weergave met deze naam"):
        wijzig_weergave(rijen[0], naam="Nummer 1", standaard=False)
    assert BewaardeWeergave.objects.get(standaard=True) == rijen[-1]
    with pytest.raises(IntegrityError), transaction.atomic():
        BewaardeWeergave.objects.filter(pk=rijen[0].pk).update(standaard=True)


def test_een_weergave_die_niet_meer_klopt_opent_toch(als, traject, regio_groningen, coordinator_groningen):
    """A programme that is gone, a scope that is no longer hers: what cannot be read counts as not asked."""
    bewaar_weergave(
        gebruiker=coordinator_groningen, naam="Oud", vraag="bereik=regio&programma=WEG", standaard=True
    )
    antwoord = als(coordinator_groningen).get(LIJST, follow=True)
    assert [rij.kandidaat.achternaam for rij in antwoord.context["rijen"]] == ["Luinenburg"]
    jobcoach = fabrieken.GebruikerFabriek(rollen=["jobcoach"])
    assert als(jobcoach).get(LIJST, {"bereik": "regio"}).status_code == 200
