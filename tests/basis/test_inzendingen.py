"""A form that is sent twice writes once, also when the two arrive at the same moment."""

import threading
import time
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.db import connection

from basis.inzendingen import al_ingezonden, eenmalig, nieuwe_inzending
from basis.models import Inzending
from tests.basis.proef import Kaart


@pytest.fixture
def verzoek(rf):
    def maak(gebruiker, sleutel):
        request = rf.post("/", {"inzending": sleutel} if sleutel is not None else {})
        request.user = gebruiker
        request.resolver_match = None
        return request

    return maak


def test_tweede_keer_schrijft_niet_en_gaat_naar_dezelfde_plek(verzoek, anna, db):
    sleutel = nieuwe_inzending()
    with eenmalig(verzoek(anna, sleutel)) as eerste:
        assert eerste and eerste.eerste
        eerste.naar = "/gesprek/7/"
    with eenmalig(verzoek(anna, sleutel)) as tweede:
        assert not tweede
    assert tweede.naar == "/gesprek/7/"
    assert al_ingezonden(verzoek(anna, sleutel))
    with eenmalig(verzoek(anna, nieuwe_inzending())) as andere:
        assert andere


def test_na_een_fout_is_de_sleutel_weer_vrij(verzoek, anna, proef):
    sleutel = nieuwe_inzending()
    with pytest.raises(ZeroDivisionError), eenmalig(verzoek(anna, sleutel)):
        Kaart.objects.create(nummer=1, titel="half")
        raise ZeroDivisionError
    assert not Kaart.objects.exists(), "the work of the failed submit is undone too"
    assert not al_ingezonden(verzoek(anna, sleutel))
    with eenmalig(verzoek(anna, sleutel)) as opnieuw:
        assert opnieuw


@pytest.mark.parametrize("sleutel", [None, "", "geen-uuid"])
def test_zonder_sleutel_gaat_er_geen_werk_verloren(verzoek, anna, sleutel, db):
    for _ in range(2):
        with eenmalig(verzoek(anna, sleutel)) as poging:
            assert poging
    assert not Inzending.objects.exists()
    assert not al_ingezonden(verzoek(anna, sleutel))


def test_sleutel_van_een_ander_wordt_geweigerd(verzoek, anna, bram):
    sleutel = nieuwe_inzending()
    with eenmalig(verzoek(anna, sleutel)):
        pass
    with pytest.raises(SuspiciousOperation), eenmalig(verzoek(bram, sleutel)):
        pytest.fail("bram may not use anna's page")


def test_zonder_login_werkt_het_ook(verzoek, db):
    sleutel = nieuwe_inzending()
    with eenmalig(verzoek(AnonymousUser(), sleutel)) as eerste:
        assert eerste
    with eenmalig(verzoek(AnonymousUser(), sleutel)) as tweede:
        assert not tweede


def in_draden(werk, aantal):
    def veilig(n):
        try:
            werk(n)
        finally:
            connection.close()

    draden = [threading.Thread(target=veilig, args=[n]) for n in range(aantal)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)


def test_tegelijk_verzonden_schrijft_een_keer(verzoek, proef_echt, anna):
    sleutel, start, uitslag = str(uuid.uuid4()), threading.Barrier(6), []

    def verzend(n):
        start.wait(timeout=20)
        with eenmalig(verzoek(anna, sleutel)) as poging:
            if poging:
                time.sleep(0.2)  # the others are waiting now
                Kaart.objects.create(nummer=n, titel="een keer")
                poging.naar = f"/kaart/{n}/"
        uitslag.append((poging.eerste, poging.naar))

    in_draden(verzend, 6)
    kaart = Kaart.objects.get()
    assert sorted(uitslag) == [(False, f"/kaart/{kaart.nummer}/")] * 5 + [(True, f"/kaart/{kaart.nummer}/")]


def test_wie_wachtte_op_een_mislukte_is_de_eerste(verzoek, proef_echt, anna):
    sleutel, uitslag, bezig = str(uuid.uuid4()), {}, threading.Event()

    def verzend(n):
        if n == 0:
            with pytest.raises(ZeroDivisionError), eenmalig(verzoek(anna, sleutel)):
                bezig.set()
                time.sleep(0.3)
                raise ZeroDivisionError
        else:
            bezig.wait(timeout=20)
            with eenmalig(verzoek(anna, sleutel)) as poging:
                uitslag[n] = poging.eerste

    in_draden(verzend, 2)
    assert uitslag == {1: True}
