"""maak_demo and demo_logins: never in production, never over somebody's work, and the logins work."""

import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from gebruikers.models import Gebruiker
from gebruikers.rollen import Rol
from kandidaten.models import Kandidaat
from rapportage.dagoverzicht import ONDERWERP
from tests import fabrieken
from voorbeeld.personeel import MEDEWERKERS, WACHTWOORD

pytestmark = pytest.mark.django_db


def draai(opdracht, *argumenten):
    uit = io.StringIO()
    call_command(opdracht, *argumenten, stdout=uit)
    return uit.getvalue()


@pytest.mark.parametrize("opdracht", ["maak_demo", "demo_logins"])
def test_niet_in_productie(settings, opdracht):
    settings.PRODUCTIE = True
    with pytest.raises(CommandError, match="niet voor productie"):
        draai(opdracht)
    assert not Gebruiker.objects.exists()


@pytest.mark.parametrize("fabriek", [fabrieken.KandidaatFabriek, fabrieken.GebruikerFabriek])
def test_waar_al_gegevens_staan_verandert_niets(fabriek):
    fabriek()
    stand = Kandidaat.objects.count(), Gebruiker.objects.count()
    assert "niets veranderd" in draai("maak_demo", "--klein")
    assert (Kandidaat.objects.count(), Gebruiker.objects.count()) == stand


def test_zonder_voorbeeld_zijn_er_geen_logins():
    assert "Er zijn geen voorbeeldlogins" in draai("demo_logins")


def test_vullen_daarna_inloggen_als_elke_rol_en_een_tweede_keer_niets(client):
    assert "kandidaten in" in draai("maak_demo", "--klein")
    mensen = Kandidaat.objects.count()
    assert mensen > 70
    (overzicht,) = [post for post in mail.outbox if post.subject == ONDERWERP]
    assert overzicht.to == ["jobcoach@example.nl"]
    getoond = draai("demo_logins")
    assert WACHTWOORD in getoond
    assert {medewerker.rol for medewerker in MEDEWERKERS} == set(Rol)
    for medewerker in MEDEWERKERS:
        assert medewerker.email in getoond
        assert client.login(email=medewerker.email, password=WACHTWOORD), medewerker.code
    assert "niets veranderd" in draai("maak_demo", "--klein")
    assert Kandidaat.objects.count() == mensen
