"""Two colleagues at one moment: the same pair merged twice, a merge against an edit, and against a new record."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.diensten import leg_verwijzing_vast, wijzig_kandidaat
from kandidaten.keuzes import Bron
from kandidaten.models import Kandidaat, Samenvoeging, Verwijzing
from tests import fabrieken
from tests.draden import tegelijk
from trajecten.dossier.samenvoegen import voeg_samen
from trajecten.dossier.samenvoeging_terug import maak_samenvoeging_ongedaan

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite heeft één schrijver tegelijk"),
]


@pytest.fixture
def twee(regio_groningen):
    return [fabrieken.TrajectFabriek(kandidaat__behandelregio=regio_groningen).kandidaat for _ in range(2)]


def samenvoegen(blijft, gaat_op, door):
    return lambda: voeg_samen(
        blijft=Kandidaat.objects.get(pk=blijft.pk),
        gaat_op=Kandidaat.objects.get(pk=gaat_op.pk),
        keuzes=["voornaam"],
        gezien_blijft=blijft.versie,
        gezien_gaat_op=gaat_op.versie,
        door=door,
    )


def test_hetzelfde_paar_tegelijk_samenvoegen(twee, coordinator_groningen, collega_groningen):
    """Even each the other way round: one wins, the other reads that somebody was first; nobody is lost."""
    een, ander = twee
    for _ in range(3):
        uitkomsten = tegelijk(
            samenvoegen(een, ander, coordinator_groningen), samenvoegen(ander, een, collega_groningen)
        )
        gelukt = [u for u in uitkomsten if isinstance(u, Samenvoeging)]
        (fout,) = [u for u in uitkomsten if not isinstance(u, Samenvoeging)]
        assert isinstance(fout, IntussenGewijzigd | Kandidaat.DoesNotExist), fout
        (blijft,) = Kandidaat.objects.all()
        assert blijft.trajecten.count() == 2
        maak_samenvoeging_ongedaan(samenvoeging=gelukt[0], door=coordinator_groningen)
        een.refresh_from_db()
        ander.refresh_from_db()


def test_samenvoegen_en_tegelijk_wijzigen(twee, coordinator_groningen, collega_groningen):
    een, ander = twee
    for wie in (een, ander):

        def wijzig(wie=wie):
            vers = Kandidaat.objects.get(pk=wie.pk)
            vers.woonplaats = "Assen"
            return wijzig_kandidaat(vers, gezien=wie.versie, velden=["woonplaats"], door=collega_groningen)

        uitkomsten = tegelijk(samenvoegen(een, ander, coordinator_groningen), wijzig)
        fouten = [u for u in uitkomsten if isinstance(u, Exception)]
        assert len(fouten) == 1, uitkomsten
        assert isinstance(fouten[0], IntussenGewijzigd | Kandidaat.DoesNotExist)
        if isinstance(uitkomsten[0], Samenvoeging):
            maak_samenvoeging_ongedaan(samenvoeging=uitkomsten[0], door=coordinator_groningen)
        assert Kandidaat.objects.count() == 2
        een.refresh_from_db()
        ander.refresh_from_db()


def test_samenvoegen_en_tegelijk_iets_toevoegen(twee, coordinator_groningen, collega_groningen):
    """A record for the one who goes up: it moves along, or the writer is refused; it is never lost."""
    een, ander = twee

    def voeg_toe():
        return leg_verwijzing_vast(
            kandidaat=Kandidaat.objects.get(pk=ander.pk),
            bron=Bron.ZELF,
            ontvangen_op=timezone.now(),
            door=collega_groningen,
        )

    samen, toegevoegd = tegelijk(samenvoegen(een, ander, coordinator_groningen), voeg_toe)
    assert isinstance(samen, Samenvoeging), samen
    verwacht = 2 if isinstance(toegevoegd, Exception) else 3
    if verwacht == 2:
        assert isinstance(toegevoegd, IntegrityError | Kandidaat.DoesNotExist | ValidationError)
    assert Verwijzing.objects.filter(kandidaat=een).count() == verwacht


def test_wie_schrijft_als_het_dossier_net_opgaat_leest_dat(twee, coordinator_groningen, monkeypatch):
    """The database refuses at the end of the transaction; the page says where the dossier went, not "fout 500"."""
    een, ander = twee
    client = Client()
    client.force_login(coordinator_groningen)

    def eerst_samen(*args, **kwargs):
        tegelijk(samenvoegen(een, ander, coordinator_groningen))
        raise IntegrityError("verwijst naar een kandidaat die er niet meer is")

    monkeypatch.setattr("trajecten.dossier.views_gegevens.wijzig_kandidaat", eerst_samen)
    antwoord = client.post(
        reverse("dossier:gegevens_wijzigen", args=[ander.dossiernummer, "persoon"]),
        {
            "voornaam": "A",
            "achternaam": "B",
            "versie": ander.versie,
            "inzending": str(uuid.uuid4()),
        },
    )
    assert (antwoord.status_code, antwoord.url) == (302, een.get_absolute_url())
