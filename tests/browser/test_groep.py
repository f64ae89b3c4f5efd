"""A jobcoach for two chosen people, from the list to the undo, without a mouse; every page looked at on the way."""

import pytest
from django.urls import reverse

from kandidaten.models import Toewijzing
from tests import fabrieken
from tests.browser.toetsenbord import Toetsenbord


@pytest.fixture
def toetsen(kijker):
    return Toetsenbord(kijker.tab)


def _drie_mensen(wereld, achternaam):
    """Anna, Bea and Cas, in the own region. Nothing is undone between these tests, so each has a name of its own."""
    return [
        fabrieken.TrajectFabriek(
            kandidaat__voornaam=naam,
            kandidaat__achternaam=achternaam,
            kandidaat__behandelregio=wereld.eigen.regio,
            verwijzing__partner=wereld.eigen.dingen["partner"],
            programma=wereld.programma,
        ).kandidaat
        for naam in ("Anna", "Bea", "Cas")
    ]


def _in_orde(kijker):
    assert kijker.console() == []
    fouten = kijker.opbouw() + kijker.axe() + kijker.smal() + kijker.donker()
    kijker.gehoord.clear()  # axe trips the Content-Security-Policy
    assert fouten == []


def test_jobcoach_voor_een_groep_met_het_toetsenbord(kijker, toetsen, wereld):
    groepsma = _drie_mensen(wereld, "Groepsma")
    tab, coach = kijker.tab, wereld.eigen.mensen["jobcoach"]
    kijker.als(wereld.mensen["coordinator"]).ga(f"{reverse('rapportage:kandidaten')}?q=groepsma")
    _in_orde(kijker)
    telling = tab.locator("[data-kies-telling]")
    toetsen.naar("checkbox", "Kies alle 3 op deze bladzijde")
    tab.keyboard.press("Space")
    assert telling.inner_text() == "3 gekozen"
    toetsen.naar("checkbox", "Kies Groepsma, Bea")
    tab.keyboard.press("Space")
    assert telling.inner_text() == "2 gekozen"
    assert not tab.get_by_label("Kies alle 3 op deze bladzijde").is_checked(), (
        "it is not all of them any more"
    )
    vak = tab.get_by_label("Kies Groepsma, Anna")  # still ticked
    vak.focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    sprong = tab.locator("a.naar-groepsacties:focus")
    assert sprong.bounding_box()["height"] > 20, "it shows when it has the focus"
    toetsen.spring("#groepsacties")
    assert tab.locator("td a.naar-groepsacties:visible, th a.naar-groepsacties:visible").count() == 2
    toetsen.naar("button", "Jobcoach toewijzen").enter()

    _in_orde(kijker)
    toetsen.naar("combobox", "Jobcoach").kies(coach.naam)
    toetsen.antwoord("En wie al een jobcoach heeft?", "Deze jobcoach komt erbij")
    toetsen.naar("button", "Verder naar de controle").enter()

    _in_orde(kijker)
    assert not Toewijzing.objects.filter(kandidaat__in=groepsma).exists()
    toetsen.naar("button", "Jobcoach toewijzen").enter()

    _in_orde(kijker)
    wie = Toewijzing.objects.filter(gebruiker=coach, kandidaat__in=groepsma).values_list(
        "kandidaat__voornaam", flat=True
    )
    assert sorted(wie) == ["Anna", "Cas"]
    toetsen.naar("button", "Ongedaan maken voor iedereen bij wie het is gedaan").enter()
    assert "Ongedaan gemaakt voor 2 mensen." in tab.locator(".meldingen").inner_text()
    assert not Toewijzing.objects.filter(kandidaat__in=groepsma).exists()


@pytest.mark.parametrize("actie", ["Uitnodigen", "Verplaatsen naar lichting"])
def test_de_andere_acties_zien_er_goed_uit(kijker, wereld, actie):
    _drie_mensen(wereld, "Kijkersma")
    kijker.als(wereld.mensen["coordinator"]).ga(f"{reverse('rapportage:kandidaten')}?q=kijkersma")
    kijker.tab.get_by_label("Kies Kijkersma, Anna").first.check()
    kijker.tab.get_by_role("button", name=actie).click()
    kijker.tab.wait_for_url("**/groep/**")
    _in_orde(kijker)
