"""What an assessor typed stays on her screen when her scores are refused: others saw all, or a colleague decided."""

import uuid

import pytest
from django.urls import reverse

from basis.models import Concept
from trajecten.selectie import views_scores
from trajecten.selectie.beoordelen import beoordeel, mag_schrijven
from trajecten.selectie.diensten import draai_besluit_terug, neem_besluit
from trajecten.selectie.models import Beoordeling, Heropening
from trajecten.selectie.uitkomsten import leg_uitkomst_vast

TEKST = "Belde zelf terug over de proefdag"


def adres(deelname, naam="scores"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id, deelname.traject.kandidaat.dossiernummer])


@pytest.fixture
def getypt(criteria):
    """What Carla typed, of a page that she opened before anything happened."""
    willen, kunnen = criteria
    return {
        "inzending": str(uuid.uuid4()),
        f"score_{willen.pk}": "4",
        f"opmerking_{willen.pk}": TEKST,
        f"score_{kunnen.pk}": "2",
    }


def staat_er_nog(html):
    """Everything that Carla typed stands in the form."""
    return TEKST in html and html.count(" checked") == 2


def scoor(deelname, criteria, wie, score=3):
    beoordeel(deelname, scores=dict.fromkeys(criteria, score), door=wie)


def test_zichtbaar_geworden_tijdens_het_typen_houdt_alles_vast(
    client, rondedeelname, criteria, getypt, coordinator_groningen, collega_groningen
):
    client.force_login(coordinator_groningen)
    client.get(adres(rondedeelname))
    scoor(rondedeelname, criteria, collega_groningen)  # one assessor is enough: her scores are open now
    antwoord = client.post(adres(rondedeelname), getypt)
    assert antwoord.status_code == 200
    assert staat_er_nog(antwoord.text)
    assert "Uw scores zijn nog niet bewaard" in antwoord.text
    assert "Kies waarom u nu nog scores geeft" in antwoord.text
    assert not Beoordeling.objects.filter(beoordelaar=coordinator_groningen).exists()
    assert not Heropening.objects.exists()


def test_met_een_reden_gaan_heropenen_en_opslaan_in_een_keer(
    client, rondedeelname, criteria, getypt, coordinator_groningen, collega_groningen
):
    scoor(rondedeelname, criteria, collega_groningen)
    client.force_login(coordinator_groningen)
    client.post(adres(rondedeelname), getypt)
    for _ in range(2):  # a double click
        antwoord = client.post(adres(rondedeelname), getypt | {"heropenreden": "erbij"}, follow=True)
    assert TEKST in antwoord.text
    assert "Heropend door Carla Coördinator" in antwoord.text
    assert [h.reden for h in Heropening.objects.all()] == ["erbij"]
    assert Beoordeling.objects.filter(beoordelaar=coordinator_groningen).count() == 2
    assert not Concept.objects.exists()


def test_tussen_kijken_en_schrijven_zichtbaar_geworden(
    client, rondedeelname, criteria, getypt, coordinator_groningen, collega_groningen, monkeypatch
):
    """The service refuses what the view still allowed."""

    scoor(rondedeelname, criteria, collega_groningen)

    def nog_net(*wat):
        monkeypatch.setattr(views_scores, "mag_schrijven", mag_schrijven)
        return True

    monkeypatch.setattr(views_scores, "mag_schrijven", nog_net)
    client.force_login(coordinator_groningen)
    antwoord = client.post(adres(rondedeelname), getypt)
    assert staat_er_nog(antwoord.text)
    assert "Uw scores zijn nog niet bewaard" in antwoord.text


def test_een_collega_besloot_tijdens_het_typen(
    client, rondedeelname, getypt, coordinator_groningen, collega_groningen
):
    client.force_login(coordinator_groningen)
    client.get(adres(rondedeelname))
    neem_besluit(rondedeelname, uitslag="door", door=collega_groningen)
    antwoord = client.post(adres(rondedeelname), getypt)
    assert antwoord.status_code == 200
    assert staat_er_nog(antwoord.text)
    assert "Kees Collega besloot intussen: door." in antwoord.text
    assert adres(rondedeelname, "terugdraaien") in antwoord.text
    assert not Beoordeling.objects.exists()

    draai_besluit_terug(rondedeelname, door=coordinator_groningen)
    terug = client.get(adres(rondedeelname))
    assert staat_er_nog(terug.text), "the draft waited for her"
    client.post(adres(rondedeelname), getypt | {"inzending": str(uuid.uuid4())})
    assert Beoordeling.objects.filter(beoordelaar=coordinator_groningen).count() == 2
    assert not Concept.objects.exists()


def test_een_concept_is_van_een_persoon(
    client, rondedeelname, getypt, coordinator_groningen, collega_groningen
):
    """Near miss: the colleague opens the same form and reads nothing of what Carla typed."""
    neem_besluit(rondedeelname, uitslag="door", door=collega_groningen)
    client.force_login(coordinator_groningen)
    client.post(adres(rondedeelname), getypt)
    draai_besluit_terug(rondedeelname, door=collega_groningen)
    client.force_login(collega_groningen)
    assert TEKST not in client.get(adres(rondedeelname)).text


def test_na_heropenen_staat_het_concept_er(
    client, rondedeelname, criteria, getypt, coordinator_groningen, collega_groningen
):
    """She left the refused page, and opened the scores again on the page for that."""
    scoor(rondedeelname, criteria, collega_groningen)
    client.force_login(coordinator_groningen)
    client.post(adres(rondedeelname), getypt)
    antwoord = client.post(adres(rondedeelname), {"reden": "nieuw"}, follow=True)
    assert staat_er_nog(antwoord.text)


@pytest.mark.parametrize("gezien", ["", "0"])
def test_een_uitkomst_die_te_laat_komt_staat_er_nog(
    client, rondedeelname, coordinator_groningen, collega_groningen, gezien
):
    """The small form of a round too: decided, or changed by a colleague, in the meantime."""
    if gezien:
        leg_uitkomst_vast(rondedeelname, waarden={"advies": "positief"}, gezien=None, door=collega_groningen)
    else:
        neem_besluit(rondedeelname, uitslag="door", door=collega_groningen)
    client.force_login(coordinator_groningen)
    velden = {
        "inzending": str(uuid.uuid4()),
        "advies": "twijfel",
        "voorselectie_door": "uwv",
        "gezien": gezien,
    }
    antwoord = client.post(adres(rondedeelname, "uitkomst"), velden)
    assert antwoord.status_code == 200
    assert 'value="twijfel" checked' in " ".join(antwoord.text.split())
    if not gezien:
        assert "Over deze kandidaat is al besloten" in antwoord.text
        return
    assert (
        "Kees Collega heeft dit intussen gewijzigd. Er staat nu: advies van de verwijzer: positief."
        in antwoord.text
    )
    velden["gezien"] = antwoord.context["form"]["gezien"].value()
    client.post(adres(rondedeelname, "uitkomst"), velden)
    rondedeelname.gegevens.refresh_from_db()
    assert rondedeelname.gegevens.advies == "twijfel", "saving once more replaces it, knowingly"
