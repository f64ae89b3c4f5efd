"""Deciding about a group in a round without a mouse, and undoing it (A11Y-08)."""

import pytest
from django.urls import reverse

from tests import fabrieken
from tests.browser.toetsenbord import Toetsenbord
from trajecten.selectie.diensten import neem_op_in_ronde


@pytest.fixture
def twee(wereld):
    """Two people of this test alone, in the first round."""
    trajecten = [
        fabrieken.TrajectFabriek(
            kandidaat__voornaam=voornaam,
            kandidaat__achternaam="Rondema",
            kandidaat__behandelregio=wereld.eigen.regio,
            verwijzing__partner=wereld.eigen.dingen["partner"],
            programma=wereld.programma,
        )
        for voornaam in ("Roos", "Ruben")
    ]
    ronde = wereld.programma.rondes.order_by("volgorde").first()
    return neem_op_in_ronde(trajecten, ronde=ronde, door=wereld.mensen["coordinator"]).gedaan


def test_besluiten_over_een_groep_met_het_toetsenbord_en_ongedaan_maken(kijker, wereld, twee):
    toetsen = Toetsenbord(kijker.tab)
    kijker.als(wereld.mensen["coordinator"]).ga(reverse("selectie:ronde", args=[twee[0].ronde_id]))
    toetsen.naar("combobox", "Besluit over Roos Rondema").kies("Door")
    toetsen.naar("combobox", "Besluit over Ruben Rondema").kies("Afwijzen")
    toetsen.naar("button", "Controleer en bewaar").enter()
    toetsen.naar("combobox", "Reden bij Ruben Rondema").kies("Er is geen plaats")
    assert "Dit leest de verwijzer" in kijker.tab.locator("main").inner_text()
    toetsen.naar("button", "Besluiten bewaren").enter()

    for deelname in twee:
        deelname.refresh_from_db()
    assert [deelname.uitslag for deelname in twee] == ["door", "afgewezen"]

    toetsen.naar("button", "Ongedaan maken", exact=False).enter()
    for deelname in twee:
        deelname.refresh_from_db()
    assert [deelname.uitslag for deelname in twee] == ["open", "open"]
    assert kijker.console() == []
