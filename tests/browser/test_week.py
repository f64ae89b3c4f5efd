"""Mijn week and the check-in on a phone: by keyboard, as a screen reader speaks it, on a bad line, with a colleague."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from basis.models import Concept
from tests.browser.toetsenbord import Toetsenbord
from trajecten.begeleiding.diensten import handel_actie_af, voeg_actie_toe, wijzig_gesprek
from trajecten.begeleiding.models import Actiepunt
from trajecten.statussen import Status

TELEFOON = {"width": 320, "height": 640}


@pytest.fixture
def mens(wereld, request):
    """A running person of this coach for this test only, spoken once, with one open action."""
    z = wereld.eigen
    traject = wereld._extra(
        z, request.node.name.removeprefix("test_")[:30], Status.LOPEND, z.dingen["lichting"]
    )
    wereld.gesprek(traject, z.mensen["jobcoach"])
    traject.actie = voeg_actie_toe(traject, omschrijving="Rooster vragen", door=z.mensen["jobcoach"])
    return traject


@pytest.fixture
def telefoon(eigen_kijker, wereld):
    """A window of a phone, logged in as the coach; `ga(pad)` opens a page in it."""
    eigen_kijker.als(wereld.mensen["jobcoach"])

    def ga(pad):
        eigen_kijker.ga(pad)
        eigen_kijker.tab.set_viewport_size(TELEFOON)
        return eigen_kijker.tab

    eigen_kijker.open = ga
    return eigen_kijker


def formulier(traject):
    return reverse("begeleiding:gesprek_nieuw", args=[traject.kandidaat.dossiernummer, 1])


def stand(tab):
    return tab.locator("[data-concept-status]")


def opslaan(tab):
    tab.get_by_role("button", name="Gesprek opslaan").last.click()


# --- Spoken order -----------------------------------------------------------------------------------------------------
SPREEKT = re.compile(
    r"\s*- (navigation|region|heading|group|radiogroup|radio|textbox|spinbutton|combobox|checkbox|button|link|status)"
    r'(?: "(.*)")?'
)


def gesproken(tab, deel=None):
    """What a screen reader meets, in order: (role, name, chosen) of landmarks, headings, groups and controls."""
    regels = (deel or tab.locator("main")).aria_snapshot().splitlines()
    gevonden = []
    for regel in regels:
        if treffer := SPREEKT.match(regel.replace("'", "")):
            gevonden.append((treffer[1], treffer[2] or "", "[checked]" in regel))
    return gevonden


SCORES = ["Welbevinden", "Werkdruk", "Motivatie", "Zelfvertrouwen", "Zelfredzaamheid", "Leren"]
WOORDEN = ["1 zeer laag", "2 laag", "3 redelijk", "4 goed", "5 zeer goed", "niet besproken"]


def vraag(naam, antwoorden, gekozen):
    return [("radiogroup", naam, False), *(("radio", a, a == gekozen) for a in antwoorden)]


def test_het_gesprek_zoals_een_schermlezer_het_voorleest(telefoon, mens):
    """Name, role and state of everything in <main>, in the order in which it is spoken."""
    tab = telefoon.open(formulier(mens))
    wanneer = mens.gesprekken.get().datum
    voornaam = mens.kandidaat.voornaam
    maanden = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
    vorige = f"Vorige keer, {wanneer.day} {maanden[wanneer.month - 1]} {wanneer.year}"
    acties = [
        regel
        for n in (1, 2, 3)
        for regel in (
            ("group", f"Actie {n}", False),
            ("textbox", f"Actie {n}", False),
            ("combobox", f"Wie doet actie {n}?", False),
            ("textbox", f"Actie {n} uiterlijk", False),
        )
    ]
    assert gesproken(tab) == [
        ("navigation", "Kruimelpad", False),
        ("link", mens.kandidaat.naam, False),
        ("status", "", False),
        ("heading", "Voortgangsgesprek", False),
        ("region", vorige, False),
        ("heading", vorige, False),
        ("group", "Wat is gedaan?", False),
        ("checkbox", "Rooster vragen (Kandidaat)", False),
        ("group", "Het gesprek", False),
        ("textbox", "Datum", False),
        *vraag("Ging het gesprek door?", ["Ja", "Nee"], "Ja"),
        ("combobox", "Als het niet doorging: waarom niet?", False),
        ("combobox", "Hoe sprak u elkaar?", False),
        ("spinbutton", "Duur (minuten) (niet verplicht)", False),
        ("group", "Hoe gaat het?", False),
        *[regel for naam in SCORES for regel in vraag(naam, WOORDEN, "niet besproken")],
        *vraag(f"Is {voornaam} nog aan het werk?", ["Ja", "Nee", "Niet besproken"], "Niet besproken"),
        ("textbox", "Afgesproken (niet verplicht)", False),
        ("textbox", "Notitie van de jobcoach (niet verplicht)", False),
        ("group", "Nieuwe acties", False),
        *acties,
        ("button", "Nog een actie", False),
        ("textbox", "Volgend gesprek (niet verplicht)", False),
        ("button", "Gesprek opslaan", False),
        ("link", "Annuleren", False),
        ("status", "", False),
    ]


def test_een_kaart_zoals_een_schermlezer_haar_voorleest(telefoon, mens):
    mens.gesprekken.all().delete()
    tab = telefoon.open(reverse("rapportage:mijn_week"))
    naam = mens.kandidaat.naam
    kaart = tab.get_by_role("listitem").filter(has=tab.get_by_role("heading", name=naam))
    gevonden = [regel for regel in gesproken(tab, kaart) if regel[0] != "listitem"]
    assert [rol for rol, _, _ in gevonden] == ["heading", "link", "link", "link", "link", "link"]
    assert [woord for _, woord, _ in gevonden][:3] == [naam, naam, gevonden[2][1]]
    assert gevonden[2][1].startswith("Nog geen gesprek, ") and gevonden[2][1].endswith(f": {naam}")
    assert gevonden[3][1] == f"Gesprek vastleggen met {naam}"
    assert gevonden[4][1].startswith(f"Bel {naam}: 06 ") and gevonden[5][1] == f"Mail {naam}"


# --- By keyboard, on a phone ------------------------------------------------------------------------------------------
def test_het_hele_gesprek_met_het_toetsenbord_op_een_telefoon(telefoon, mens):
    tab = telefoon.open(formulier(mens))
    toetsen = Toetsenbord(tab)
    toetsen.naar("checkbox", "Rooster vragen (Kandidaat)")
    tab.keyboard.press("Space")
    toetsen.antwoord("Ging het gesprek door?", "Ja")
    toetsen.naar("combobox", "Hoe sprak u elkaar?", exact=False).kies("Op school")
    for naam in SCORES:
        toetsen.antwoord(naam, "3 redelijk")
    toetsen.antwoord(f"Is {mens.kandidaat.voornaam} nog aan het werk?", "Ja")
    toetsen.naar("textbox", "Afgesproken", exact=False).typ("Morgen bellen.")
    toetsen.naar("textbox", "Actie 1", exact=True).typ("Boek kopen")
    toetsen.naar("button", "Gesprek opslaan").enter()
    expect(tab.locator(".meldingen")).to_contain_text("is bewaard. Volgend gesprek:")
    gesprek = mens.gesprekken.first()
    assert [getattr(gesprek, naam.lower()) for naam in SCORES] == [3] * 6
    assert (gesprek.vorm, gesprek.werkt_nog, gesprek.afspraken) == ("school", True, "Morgen bellen.")
    assert Actiepunt.objects.get(pk=mens.actie.pk).gedaan_op == gesprek.datum
    assert gesprek.actiepunten.get().omschrijving == "Boek kopen"
    assert telefoon.console() == []


# --- A bad line -------------------------------------------------------------------------------------------------------
def test_zonder_verbinding_blijft_de_tekst_staan_en_opnieuw_versturen_lukt(telefoon, mens):
    tab = telefoon.open(formulier(mens))
    tab.get_by_label("Afgesproken").fill("In de trein")
    expect(stand(tab)).to_contain_text("Concept bewaard")
    telefoon.venster.set_offline(True)
    expect(stand(tab)).to_have_text("Geen verbinding. Uw tekst staat nog op dit scherm.")
    tab.get_by_label("Afgesproken").fill("In de trein, en verder")
    opslaan(tab)
    expect(stand(tab)).to_contain_text("Er is nog niets verstuurd. Uw tekst staat nog op dit scherm.")
    expect(tab.get_by_label("Afgesproken")).to_have_value("In de trein, en verder")
    assert mens.gesprekken.count() == 1
    assert tab.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    telefoon.venster.set_offline(False)
    expect(stand(tab)).to_contain_text("Concept bewaard")
    opslaan(tab)
    tab.wait_for_url("**/mijn-week/")
    assert mens.gesprekken.count() == 2
    assert mens.gesprekken.first().afspraken == "In de trein, en verder"
    assert not Concept.objects.filter(sleutel=f"begeleiding.gesprek:nieuw:{mens.pk}").exists()


@pytest.mark.parametrize("hoe", ["antwoord valt weg", "storing"])
def test_het_antwoord_valt_weg_nadat_de_server_schreef(telefoon, mens, hoe):
    """The talk is written, and nobody told her: the page stays, and sending again writes no second one."""
    tab = telefoon.open(formulier(mens))
    tab.get_by_label("Afgesproken").fill("Een keer")

    def verlies(route):
        route.fetch(max_redirects=0)  # the server got it, and wrote
        route.abort("connectionreset") if hoe == "antwoord valt weg" else route.fulfill(status=502, body="x")

    pad = formulier(mens)
    tab.route(f"**{pad}", lambda r: verlies(r) if r.request.method == "POST" else r.continue_())
    opslaan(tab)
    expect(stand(tab)).to_contain_text("Verstuur opnieuw: het wordt nooit twee keer bewaard.")
    assert tab.url.endswith(pad)
    expect(tab.get_by_label("Afgesproken")).to_have_value("Een keer")
    assert mens.gesprekken.count() == 2
    tab.unroute(f"**{pad}")
    opslaan(tab)
    tab.wait_for_url("**/mijn-week/")
    expect(tab.locator(".meldingen")).to_contain_text("is bewaard")
    assert mens.gesprekken.count() == 2
    assert mens.actiepunten.count() == 1


def test_dubbel_tikken_op_een_trage_lijn_schrijft_een_keer(telefoon, mens):
    tab = telefoon.open(formulier(mens))
    tab.get_by_role("button", name="Gesprek opslaan").last.dblclick()
    tab.wait_for_url("**/mijn-week/")
    assert mens.gesprekken.count() == 2


def test_een_fout_in_het_formulier_komt_gewoon_terug(telefoon, mens):
    tab = telefoon.open(formulier(mens))
    tab.get_by_label("Datum", exact=True).fill("31-12-2999")
    opslaan(tab)
    expect(tab.get_by_role("heading", name=re.compile("fout|mis", re.I)).first).to_be_visible()
    assert "fout" in tab.title()
    assert mens.gesprekken.count() == 1


# --- Two coaches on one dossier ---------------------------------------------------------------------------------------
def test_een_collega_handelde_de_actie_al_af(telefoon, mens, wereld):
    tab = telefoon.open(formulier(mens))
    handel_actie_af(mens.actie, door=wereld.mensen["coordinator"], op=wereld.vandaag)
    tab.get_by_label("Rooster vragen (Kandidaat)").check()
    tab.get_by_label("Afgesproken").fill("Ging goed")
    opslaan(tab)
    tab.wait_for_url("**/mijn-week/")
    assert mens.gesprekken.first().afspraken == "Ging goed"
    assert Actiepunt.objects.get(pk=mens.actie.pk).gedaan_op == wereld.vandaag
    assert mens.actiepunten.count() == 1


def test_een_collega_wijzigde_hetzelfde_gesprek(telefoon, mens, wereld):
    gesprek = mens.gesprekken.get()
    tab = telefoon.open(
        reverse("begeleiding:gesprek_wijzigen", args=[mens.kandidaat.dossiernummer, gesprek.pk])
    )
    wijzig_gesprek(
        gesprek, gezien=gesprek.versie, velden={"welbevinden": 1}, door=wereld.mensen["coordinator"]
    )
    tab.get_by_role("radiogroup", name="Motivatie").get_by_label("3 redelijk").check()
    tab.get_by_label("Afgesproken").fill("Mijn tekst")
    opslaan(tab)
    expect(tab.get_by_text("Intussen gewijzigd door").first).to_be_visible()
    expect(tab.get_by_label("Afgesproken")).to_have_value("Mijn tekst")
    gesprek.refresh_from_db()
    assert (gesprek.welbevinden, gesprek.motivatie) == (1, 5), "nothing is lost, and nothing is written over"
    rij = tab.get_by_role("row", name=re.compile("Welbevinden"))
    expect(rij).to_contain_text("1 zeer laag")
