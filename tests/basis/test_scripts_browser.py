"""The two scripts in a real browser, under our own Content-Security-Policy."""

import re

import pytest
from django.conf import settings as instellingen
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from basis.concepten import bewaar_concept, concept_voor, verwijder_concept
from tests.basis.proef import Kaart
from tests.basis.urls import SLEUTEL

pytestmark = [pytest.mark.urls("tests.basis.urls")]


@pytest.fixture
def pagina(page, live_server, proef_echt, anna):
    """A logged-in browser that fails on any error in its console."""
    client = Client()
    client.force_login(anna)
    koekje = client.cookies[instellingen.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": koekje.key, "value": koekje.value, "url": live_server.url}])
    fouten = []
    page.on("pageerror", lambda fout: fouten.append(str(fout)))
    # 401 and 502 are what these tests bring about; the browser reports them by itself
    verwacht = re.compile("status of (401|502)")
    page.on(
        "console",
        lambda regel: (
            fouten.append(regel.text) if regel.type == "error" and not verwacht.search(regel.text) else None
        ),
    )
    page.begin = f"{live_server.url}/formulier/"
    yield page
    assert fouten == []


def stand(pagina):
    return pagina.locator("[data-concept-status]")


# --- Drafts -----------------------------------------------------------------------------------------------------------
def test_typen_bewaart_vanzelf_een_concept(pagina, anna):
    pagina.goto(pagina.begin)
    expect(stand(pagina)).to_have_text("")
    pagina.get_by_label("Titel").fill("half")
    expect(stand(pagina)).to_have_text(re.compile(r"^Concept bewaard \d\d:\d\d$"))
    assert concept_voor(anna, SLEUTEL).inhoud["titel"] == ["half"]
    assert pagina.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    pagina.reload()
    expect(pagina.get_by_label("Titel")).to_have_value("half")


def test_weggaan_bewaart_nog_net(pagina, anna):
    pagina.goto(pagina.begin)
    with pagina.expect_response("**/basis/concept/"):
        pagina.get_by_label("Titel").fill("snel weg")
        pagina.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert concept_voor(anna, SLEUTEL).inhoud["titel"] == ["snel weg"]


def test_na_verzenden_komt_er_geen_concept_meer(pagina, anna):
    pagina.goto(pagina.begin)
    pagina.get_by_label("Titel").fill("klaar")
    pagina.get_by_role("button", name="Kaart opslaan").click()
    pagina.wait_for_url("**/klaar/")
    pagina.wait_for_timeout(1500)
    assert Kaart.objects.get().titel == "klaar"
    assert concept_voor(anna, SLEUTEL) is None


def test_sessie_weg_tijdens_het_typen(pagina, anna):
    pagina.goto(pagina.begin)
    Session.objects.all().delete()
    pagina.get_by_label("Titel").fill("toch nog")
    expect(stand(pagina)).to_contain_text("U bent uitgelogd. Uw tekst is bewaard.")
    with pagina.expect_response("**/basis/concept/"):
        pagina.get_by_label("Titel").fill("toch meer")
    assert concept_voor(anna, SLEUTEL).inhoud["titel"] == ["toch meer"]


def test_geen_verbinding_en_weer_wel(pagina, anna):
    pagina.goto(pagina.begin)
    pagina.route("**/basis/concept/", lambda verzoek: verzoek.fulfill(status=502, body="proxy"))
    pagina.get_by_label("Titel").fill("in trein")
    expect(stand(pagina)).to_have_text("Geen verbinding. Uw tekst staat nog op dit scherm.")
    pagina.unroute("**/basis/concept/")
    pagina.evaluate("window.dispatchEvent(new Event('online'))")
    expect(stand(pagina)).to_contain_text("Concept bewaard")
    assert concept_voor(anna, SLEUTEL).inhoud["titel"] == ["in trein"]


def test_concept_weggooien_zonder_javascript(browser, pagina, live_server, anna):
    bewaar_concept(gebruiker_id=anna.pk, sleutel=SLEUTEL, velden={"titel": ["oud"]})
    kaal = browser.new_context(java_script_enabled=False, storage_state=pagina.context.storage_state())
    try:
        bladzij = kaal.new_page()
        bladzij.goto(pagina.begin)
        expect(bladzij.get_by_label("Titel")).to_have_value("oud")
        bladzij.get_by_role("button", name="Concept weggooien").click()
        expect(bladzij.get_by_text("Uw concept is weggegooid.")).to_be_visible()
        expect(bladzij.get_by_label("Titel")).to_have_value("")
    finally:
        kaal.close()
    assert concept_voor(anna, SLEUTEL) is None
    verwijder_concept(anna, SLEUTEL)


# --- The end of the session -------------------------------------------------------------------------------------------
@pytest.fixture
def klok(pagina):
    """The browser's clock stands still until a test moves it; the server's answer is the test's."""
    pagina.clock.install()
    pagina.over = 3600

    def antwoord(verzoek):
        if verzoek.request.method == "POST":
            pagina.over = 3600
        status = 200 if pagina.over else 401
        verzoek.fulfill(status=status, json={"seconden": pagina.over})

    pagina.route("**/basis/sessie/", antwoord)
    pagina.goto(pagina.begin)
    return pagina


def test_waarschuwing_op_tijd_en_een_knop_verlengt(klok):
    vak = klok.get_by_role("region", name="Uw sessie loopt af")
    expect(vak).to_be_hidden()
    klok.over = 300
    klok.clock.run_for(55 * 60 * 1000 + 5000)
    expect(vak).to_be_visible()
    expect(vak).to_contain_text("minuten uitgelogd")
    expect(klok.locator("[data-sessie-melding]")).to_contain_text("uitgelogd")
    assert klok.evaluate("document.activeElement === document.body"), "the warning does not take the focus"

    knop = vak.get_by_role("button", name="Blijf ingelogd")
    knop.focus()
    klok.keyboard.press("Enter")
    expect(vak).to_be_hidden()
    expect(klok.locator("[data-sessie-melding]")).to_have_text("U blijft ingelogd.")
    assert klok.evaluate("document.activeElement.tagName") == "MAIN"


def test_werk_in_een_ander_tabblad_houdt_de_sessie_open(klok):
    klok.over = 3600
    klok.clock.run_for(55 * 60 * 1000 + 5000)
    klok.wait_for_timeout(300)
    expect(klok.locator("section[data-sessie-url]")).to_be_hidden()


def test_na_het_einde_staat_er_hoe_u_verder_gaat(klok):
    klok.over = 200
    klok.clock.run_for(56 * 60 * 1000)
    expect(klok.locator("section[data-sessie-url]")).to_be_visible()
    klok.over = 0
    klok.clock.run_for(30_000)
    vak = klok.get_by_role("region", name="U bent uitgelogd")
    expect(vak).to_be_visible()
    expect(vak.get_by_role("link", name="Opnieuw inloggen")).to_have_attribute(
        "href", f"{reverse('account_login')}?next=/formulier/"
    )
    expect(vak.get_by_role("button")).to_have_count(0)
