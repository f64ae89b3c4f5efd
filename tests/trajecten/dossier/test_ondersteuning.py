"""Adaptations and the doelgroep indication are asked from `geselecteerd` on, and not before (PRIV-05)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from kandidaten import diensten
from kandidaten.forms import OndersteuningForm
from kandidaten.models import BijzonderGegeven
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.dossier.ondersteuning import leg_doelgroep_vast, leg_ondersteuning_vast

NOG_NIET = "legt u pas vast als de kandidaat geselecteerd is"
TOLK = {"aanpassingen": ["gebarentolk"], "wat_werkt": "Kort."}


def adres(traject, naam="ondersteuning"):
    return reverse(f"dossier:{naam}", args=[traject.kandidaat.dossiernummer])


@pytest.fixture
def eerder(traject, coordinator_groningen):
    """What was recorded before she is selected, by an older version."""
    return diensten.leg_ondersteuning_vast(kandidaat=traject.kandidaat, door=coordinator_groningen, **TOLK)


def oude_pagina():
    """What the hidden field held of a page on which nothing was recorded yet."""
    return OndersteuningForm(initial={"aanpassingen": [], "wat_werkt": ""}).initial["gezien"]


def staat_er():
    return set(BijzonderGegeven.objects.values_list("soort", "waarde"))


@pytest.mark.parametrize("status", ["in_selectie", "wachtlijst", "afgewezen"])
def test_voor_geselecteerd_niet(client, traject, coordinator_groningen, dien_in, status):
    """Neither the page, nor an old page that is still open, nor the service."""
    breng_naar(traject, status, door=coordinator_groningen)
    client.force_login(coordinator_groningen)
    antwoord = client.get(adres(traject))
    assert antwoord.context["form"] is None and NOG_NIET in antwoord.text
    assert adres(traject, "doelgroep") not in antwoord.text
    antwoord = dien_in(client, adres(traject), TOLK | {"gezien": oude_pagina()})
    assert NOG_NIET in antwoord.text and "Kort." in antwoord.text, "what she typed stays on the screen"
    with pytest.raises(ValidationError, match=NOG_NIET):
        leg_ondersteuning_vast(kandidaat=traject.kandidaat, door=coordinator_groningen, **TOLK)
    with pytest.raises(ValidationError, match=NOG_NIET):
        leg_doelgroep_vast(
            kandidaat=traject.kandidaat, indicatie="ja", gecontroleerd_op=None, door=coordinator_groningen
        )
    assert staat_er() == set()


@pytest.mark.parametrize(("status", "naar_selectie"), [("in_selectie", True), ("wachtlijst", False)])
def test_naar_wat_nodig_is_bij_de_selectie(client, traject, coordinator_groningen, status, naar_selectie):
    breng_naar(traject, status, door=coordinator_groningen)
    client.force_login(coordinator_groningen)
    assert (adres(traject, "selectiehulp") in client.get(adres(traject)).text) is naar_selectie


def test_de_jobcoach_leest_de_zin_en_geen_weg_naar_de_selectie(client, traject, jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    client.force_login(jobcoach)
    tekst = client.get(adres(traject)).text
    assert NOG_NIET in tekst and "<textarea" not in tekst
    assert adres(traject, "selectiehulp") not in tekst


def test_wat_er_al_stond_blijft_leesbaar_en_staan(client, traject, eerder, coordinator_groningen, dien_in):
    client.force_login(coordinator_groningen)
    tekst = client.get(adres(traject)).text
    assert "Gebarentolk" in tekst and "Kort." in tekst and "<textarea" not in tekst
    stond = staat_er()
    dien_in(client, adres(traject), {"aanpassingen": [], "wat_werkt": ""})
    assert staat_er() == stond
    breng_naar(traject, "geselecteerd", door=coordinator_groningen)
    assert client.get(adres(traject)).context["form"].initial["aanpassingen"] == ["gebarentolk"]


@pytest.mark.parametrize("status", ["geselecteerd", "lopend", "uitgevallen"])
def test_vanaf_geselecteerd_wel(traject, coordinator_groningen, status):
    breng_naar(traject, status, door=coordinator_groningen)
    leg_ondersteuning_vast(kandidaat=traject.kandidaat, door=coordinator_groningen, **TOLK)
    assert staat_er() == {("aanpassing", "gebarentolk"), ("wat_werkt", "")}
