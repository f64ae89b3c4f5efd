"""Filling in the results of a group without a mouse, with its recap, also at 320 pixels (A11Y-08)."""

import datetime as dt

import pytest
from django.urls import reverse

from tests import fabrieken
from tests.browser.toetsenbord import Toetsenbord
from tests.stappen import breng_naar
from trajecten.models import Traject
from trajecten.opleiding.diensten import leg_examen_vast
from trajecten.statussen import Status


@pytest.fixture
def twee(wereld):
    """Two people of this test alone in the cohort of the world, who did their exam yesterday."""
    deel, lichting = wereld.examendeel, wereld.eigen.dingen["lichting"]
    door = wereld.mensen["trainer"]
    pogingen = []
    for voornaam in ("Roos", "Ruben"):
        traject = fabrieken.TrajectFabriek(
            kandidaat__voornaam=voornaam,
            kandidaat__achternaam="Examenda",
            kandidaat__behandelregio=wereld.eigen.regio,
            verwijzing__partner=wereld.eigen.dingen["partner"],
            programma=wereld.programma,
        )
        breng_naar(traject, Status.LOPEND, door=wereld.mensen["coordinator"])
        Traject.objects.filter(pk=traject.pk).update(lichting=lichting, kwalificatie=deel.kwalificatie)
        fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=door, rol="trainer")
        gisteren = wereld.vandaag - dt.timedelta(days=1)
        pogingen.append(leg_examen_vast(traject, examendeel=deel, datum=gisteren, door=door))
    return pogingen


def test_uitslagen_invullen_met_het_toetsenbord(kijker, wereld, twee):
    deel = wereld.examendeel.naam
    toetsen = Toetsenbord(kijker.tab)
    pad = reverse("examens:uitslagen", args=[wereld.eigen.dingen["lichting"].pk])
    kijker.als(wereld.mensen["trainer"]).ga(pad)
    assert kijker.alles() == []
    kijker.ga(pad)
    toetsen.naar("combobox", f"Uitslag van Roos Examenda, {deel}").kies("Geslaagd")
    toetsen.naar("combobox", f"Uitslag van Ruben Examenda, {deel}").kies("Gezakt")
    toetsen.naar("button", "Controleer en bewaar").enter()
    recap = kijker.tab.locator("main").inner_text()
    assert "Er is nog niets bewaard." in recap and "Examenda, Ruben" in recap
    assert kijker.alles() == []
    # Back keeps what was chosen; axe is done, so the page is as it was.
    toetsen.naar("button", "Terug en wijzigen").enter()
    keuze = kijker.tab.get_by_label(f"Uitslag van Ruben Examenda, {deel}")
    assert keuze.input_value() == "gezakt"
    toetsen.naar("button", "Controleer en bewaar").enter()
    toetsen.naar("button", "Uitslagen bewaren").enter()
    assert "2 uitslagen bewaard." in kijker.tab.locator("main").inner_text()
    for poging in twee:
        poging.refresh_from_db()
    assert [poging.uitslag for poging in twee] == ["geslaagd", "gezakt"]
    assert [fout for fout in kijker.alles() if "Content Security Policy" not in fout] == []
