"""Registering oneself on a phone-wide screen: by keyboard, and without JavaScript (A11Y-08, A11Y-10)."""

import pytest
from django.urls import reverse

from kandidaten.models import Kandidaat
from tests.browser.toetsenbord import Toetsenbord
from trajecten.dossier import forms_zelf

SMAL = {"width": 320, "height": 640}


@pytest.fixture(autouse=True)
def geen_wachttijd(monkeypatch):
    """A keyboard that is driven by a machine is faster than a person."""
    monkeypatch.setattr(forms_zelf, "MINSTENS_SECONDEN", 0)


def test_zich_aanmelden_met_het_toetsenbord(kijker, wereld):
    """From the log-in page to the promise; a forgotten answer costs nothing that was typed."""
    kijker.als(None)
    kijker.tab.set_viewport_size(SMAL)
    toetsen = Toetsenbord(kijker.tab)
    kijker.ga(reverse("account_login"))
    toetsen.naar("link", "Meld u aan").enter()
    toetsen.naar("link", "Aanmelden voor KPN Customer Service Groningen").enter()
    toetsen.naar("textbox", "Voornaam").typ("Zelma")
    toetsen.naar("textbox", "Achternaam").typ("van der Zelf")
    toetsen.antwoord("Hoe hebt u het liefst contact met ons?", "Sms of app")
    toetsen.naar("combobox", "In welke gemeente woont u?", exact=False).kies(wereld.eigen.regio.naam)
    toetsen.naar("button", "Aanmelding versturen").enter()

    assert kijker.titel().startswith("1 fout")
    assert [*kijker.axe(), *kijker.smal()] == []
    toetsen.naar("link", "telefoonnummer", exact=False).spring("[name=telefoon]")  # to the field itself
    toetsen.typ("06 98 76 54 32")
    assert kijker.tab.get_by_label("Achternaam").input_value() == "van der Zelf"
    toetsen.naar("button", "Aanmelding versturen").enter()

    assert kijker.tab.get_by_role("heading", level=1).inner_text() == "Uw aanmelding is verstuurd"
    assert "Zel" not in kijker.tab.url
    zij = Kandidaat.objects.get(achternaam="Zelf")
    assert (zij.voornaam, zij.tussenvoegsel, zij.voorkeurskanaal) == ("Zelma", "van der", "sms")
    assert zij.behandelregio == wereld.eigen.regio
    assert kijker.console() == []


def test_niemand_ziet_of_hoort_het_lokveld(kijker, wereld):
    kijker.als(None)
    kijker.ga(reverse("dossier:aanmelden_programma", args=["P02"]))
    assert kijker.tab.locator("[name=website]").count() == 1
    assert not kijker.tab.locator("[name=website]").is_visible()
    boom = kijker.tab.locator("main").aria_snapshot()
    assert "Achternaam" in boom
    assert "leeg" not in boom


def test_zonder_javascript(browser, browser_context_args, server, wereld):
    venster = browser.new_context(
        **browser_context_args, base_url=server.url, viewport=SMAL, java_script_enabled=False
    )
    try:
        tab = venster.new_page()
        tab.goto(reverse("dossier:aanmelden_programma", args=["P02"]))
        tab.get_by_label("Voornaam").fill("Zonder")
        tab.get_by_label("Achternaam").fill("Script")
        tab.get_by_label("E-mailadres").fill("zonder@example.nl")
        tab.get_by_label("In welke gemeente").select_option(label=wereld.eigen.regio.naam)
        tab.get_by_role("button", name="Aanmelding versturen").click()
        assert tab.get_by_role("heading", level=1).inner_text() == "Uw aanmelding is verstuurd"
    finally:
        venster.close()
    assert Kandidaat.objects.get(achternaam="Script").email == "zonder@example.nl"
