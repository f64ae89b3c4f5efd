"""A referrer uploads a list: from Mijn verwijzingen to the people on it, by keyboard and without JavaScript."""

from django.conf import settings
from django.test import Client
from django.urls import reverse

from inlezen.models import Inlezing
from kandidaten.models import Kandidaat
from tests.browser.toetsenbord import Toetsenbord

SMAL = {"width": 320, "height": 640}
KOP = "Voornaam;Achternaam;Geboortedatum;Telefoon;Uitkering"


def bestand(naam, *rijen):
    return {"name": naam, "mimeType": "text/csv", "buffer": "\n".join([KOP, *rijen]).encode()}


def test_van_lijst_tot_mijn_verwijzingen_met_het_toetsenbord(kijker, wereld):
    """One row has no telephone number; she mends it in the table. The column about benefits is named and left out."""
    toetsen, tab = Toetsenbord(kijker.tab), kijker.tab
    kijker.als(wereld.eigen.mensen["verwijzer"]).ga(reverse("rapportage:mijn_verwijzingen"))
    toetsen.naar("link", "Lijst aanleveren").enter()
    assert tab.get_by_role("heading", level=1).inner_text() == "Lijst aanleveren"
    assert kijker.alles() == []
    tab.get_by_label("Bestand").set_input_files(
        bestand("toetsen.csv", "Aafke;Aanlever;1-2-1985;06 51234567;WW", "Bouwe;Aanlever;3-4-1986;;WW")
    )
    toetsen.naar("button", "Lijst openen").enter()

    assert "Stap 2 van 4" in tab.title()
    assert "Kolom “Uitkering” lezen we niet in." in tab.locator("main").inner_text()
    assert kijker.alles() == []
    toetsen.naar("button", "Kolommen opslaan").enter()

    toetsen.naar("link", "Fout (1)").enter()
    toetsen.naar("link", "Verbeter rij 3")
    tab.keyboard.press("Enter")
    tab.get_by_role("textbox", name="Telefoon").wait_for()
    assert kijker.alles() == []
    toetsen.naar("textbox", "Telefoon").typ("0651234568")
    tab.keyboard.press("Enter")
    tab.get_by_role("status").filter(has_text="Rij 3 is verbeterd.").wait_for()
    toetsen.naar("button", "Lees 2 rijen in").enter()
    toetsen.naar("button", "Lees 2 rijen in").enter()

    tekst = tab.locator("main").inner_text()
    assert "2 rijen zijn ingelezen." in tekst
    assert "Aanlever, Bouwe" in tekst
    assert kijker.alles() == []
    toetsen.naar("link", "Naar mijn verwijzingen").enter()
    assert "Aanlever, Aafke" in tab.locator("main").inner_text()
    assert kijker.console() == []
    assert Kandidaat.objects.filter(achternaam="Aanlever").count() == 2


def test_zonder_javascript_op_een_smal_scherm(browser, browser_context_args, server, wereld):
    venster = browser.new_context(
        **browser_context_args, base_url=server.url, viewport=SMAL, java_script_enabled=False
    )
    client = Client()
    client.force_login(wereld.eigen.mensen["verwijzer"])
    koekje = client.cookies[settings.SESSION_COOKIE_NAME].value
    venster.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": koekje, "domain": "localhost", "path": "/"}]
    )
    try:
        tab = venster.new_page()
        tab.goto(reverse("dossier:verwijzen"))
        tab.get_by_role("link", name="Lijst aanleveren").click()
        tab.get_by_label("Bestand").set_input_files(
            bestand("smal.csv", "Cees;Scriptloos;5-6-1987;0657654321;WW")
        )
        for knop in ("Lijst openen", "Kolommen opslaan", "Lees 1 rij in", "Lees 1 rij in"):
            assert tab.evaluate("document.scrollingElement.scrollWidth") <= SMAL["width"], tab.url
            tab.get_by_role("button", name=knop, exact=True).click()
        assert "Scriptloos, Cees" in tab.locator("main").inner_text()
        tab.goto(reverse("inlezen:overzicht"))
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= SMAL["width"]
        assert tab.get_by_role("rowheader", name="smal.csv").count() == 1
    finally:
        venster.close()
    assert Inlezing.objects.filter(gemaakt_door=wereld.eigen.mensen["verwijzer"], status="klaar").exists()
