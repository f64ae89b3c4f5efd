"""The link of an agenda without a mouse: make, copy, use and stop it; and choosing what the mail of the day holds."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser.toetsenbord import Toetsenbord


@pytest.fixture
def toetsen(kijker):
    return Toetsenbord(kijker.tab)


def _in_orde(kijker):
    assert kijker.console() == []
    fouten = kijker.opbouw() + kijker.axe() + kijker.smal() + kijker.donker()
    kijker.gehoord.clear()  # axe trips the Content-Security-Policy
    kijker._axe_op = None  # the next page may have the same address
    assert fouten == []


def status(link):
    """What a calendar program gets, which has no cookies."""
    return Client().get(link.partition("/agenda/")[1] + link.partition("/agenda/")[2]).status_code


def test_een_agendalink_maken_kopieren_en_stoppen(kijker, toetsen, wereld):
    kijker.als(wereld.mensen["jobcoach"]).ga(reverse("rapportage:mijn_week"))
    toetsen.naar("link", "Agenda").enter()
    _in_orde(kijker)
    kijker.ga(reverse("rapportage:agenda_koppelen"))
    _in_orde(kijker)
    toetsen.naar("button", "Agendalink maken").enter()
    assert "De agendalink is gemaakt" in kijker.tab.locator(".meldingen").inner_text()
    toetsen.naar("textbox", "Kopieer deze link")
    kijker.tab.keyboard.press("Control+a")
    link = kijker.tab.evaluate("""() => { const e = document.activeElement;
        return e.value.slice(e.selectionStart, e.selectionEnd) }""")
    kijker.tab.keyboard.type("x")
    assert kijker.tab.locator("#agendalink").input_value() == link, "it can be read, not written"
    assert "/agenda/feed/" in link
    assert status(link) == 200
    _in_orde(kijker)
    assert kijker.ruim() == []

    kijker.ga(reverse("rapportage:agenda_koppelen"))
    toetsen.naar("button", "Link stoppen").enter()
    assert "werkt niet meer" in kijker.tab.locator(".meldingen").inner_text()
    assert status(link) == 404
    assert kijker.tab.locator("#agendalink").count() == 0
    _in_orde(kijker)


def test_een_soort_uitzetten_bij_mijn_instellingen(kijker, toetsen, wereld):
    kijker.als(wereld.mensen["trainer"]).ga(reverse("rapportage:mijn_groepen"))
    kijker.tab.locator("details.account summary").press("Enter")
    toetsen.naar("link", "Mijn instellingen").enter()
    _in_orde(kijker)
    toetsen.naar("checkbox", "Lessen en bijeenkomsten van vandaag")
    kijker.tab.keyboard.press("Space")
    toetsen.naar("button", "Keuze opslaan").enter()
    assert "Uw keuze is opgeslagen" in kijker.tab.locator(".meldingen").inner_text()
    assert not kijker.tab.get_by_role("checkbox", name="Lessen en bijeenkomsten van vandaag").is_checked()
    assert kijker.tab.get_by_role("checkbox", name="Examens die eraan komen").is_checked()
    _in_orde(kijker)
