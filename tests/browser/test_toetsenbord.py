"""Two jobs from beginning to end without a mouse: log a candidate, record a check-in (A11Y-08)."""

import pytest
from django.urls import reverse

from kandidaten.models import Kandidaat
from tests.browser.toetsenbord import Toetsenbord
from tests.zijden import EIGEN_MERK


@pytest.fixture
def toetsen(kijker):
    return Toetsenbord(kijker.tab)


def test_kandidaat_vastleggen_met_het_toetsenbord(kijker, toetsen, wereld):
    kijker.als(wereld.mensen["coordinator"]).ga(reverse("rapportage:vandaag"))
    toetsen.naar("link", "Kandidaten").enter()
    toetsen.naar("link", "Nieuwe kandidaat").enter()
    toetsen.naar("textbox", "Voornaam").typ("Tessa")
    toetsen.naar("textbox", "Achternaam").typ("Toetsema")
    toetsen.naar("button", "Kandidaat zoeken").enter()
    toetsen.naar("button", "Deze persoon is nieuw").enter()

    assert kijker.tab.get_by_label("Voornaam").input_value() == "Tessa", "nothing is asked twice"
    toetsen.naar("textbox", "Telefoonnummer", exact=False).typ("06 57 31 90 24")
    # There is one programme to choose, so it stands there already; said all the same.
    toetsen.naar("combobox", "Programma", exact=False).kies(wereld.programma.naam)
    toetsen.naar("combobox", "Wie meldt de kandidaat aan?", exact=False).kies(
        wereld.eigen.dingen["partner"].naam
    )
    toetsen.naar("button", "Kandidaat opslaan").enter()

    kandidaat = Kandidaat.objects.get(achternaam="Toetsema")
    assert kandidaat.dossiernummer in kijker.tab.url
    assert kandidaat.behandelregio == wereld.eigen.regio
    toetsen.naar("link", "Contact vastleggen", exact=False)  # the next step is at hand
    assert kijker.console() == []


def test_gesprek_vastleggen_met_het_toetsenbord(kijker, toetsen, wereld):
    traject = wereld.eigen.trajecten["proef"]
    kijker.als(wereld.mensen["jobcoach"]).ga(reverse("rapportage:mijn_week"))
    toetsen.naar("link", f"Gesprek vastleggen met Proef {EIGEN_MERK}").enter()
    toetsen.antwoord("Ging het gesprek door?", "Ja")
    toetsen.naar("combobox", "Hoe sprak u elkaar?", exact=False).kies("Op de werkplek")
    toetsen.antwoord("Welbevinden", "4 goed")
    toetsen.antwoord("Werkdruk", "2 laag")
    toetsen.naar("textbox", "Afgesproken", exact=False).typ("Volgende week samen het rooster bekijken.")
    toetsen.naar("button", "Gesprek opslaan").enter()

    gesprek = traject.gesprekken.get()
    assert (gesprek.vorm, gesprek.welbevinden, gesprek.werkdruk) == ("werkplek", 4, 2)
    assert gesprek.afspraken == "Volgende week samen het rooster bekijken."
    assert "Gesprek" in kijker.tab.locator(".meldingen").inner_text()
    assert kijker.console() == []


# --- The keyboard itself must be able to fail ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stijl", "bezwaar"),
    [
        ("", None),
        ("button { outline: none !important }", "heeft geen zichtbare rand"),
        ("button { position: absolute; left: -999px }", "staat buiten beeld"),
        ("div { position: fixed; inset: 0; background: white }", "ligt onder DIV"),
    ],
)
def test_onzichtbare_focus_is_een_fout(kijker, toetsen, stijl, bezwaar):
    kijker.tab.set_content(
        f"<style>:focus-visible {{ outline: 3px solid }} {stijl}</style><button>Klaar</button><div></div>"
    )
    if bezwaar is None:
        toetsen.naar("button", "Klaar")
    else:
        with pytest.raises(pytest.fail.Exception, match=bezwaar):
            toetsen.naar("button", "Klaar")


def test_wat_met_tab_niet_te_bereiken_is_is_een_fout(toetsen):
    toetsen.tab.set_content(
        "<style>* { outline: 3px solid }</style><a href='#'>Weg</a><button tabindex=-1>Klaar</button>"
    )
    with pytest.raises(pytest.fail.Exception, match="niet te bereiken"):
        toetsen.naar("button", "Klaar")
