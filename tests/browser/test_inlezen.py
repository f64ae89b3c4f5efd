"""Mending rows of an import in the table itself, by keyboard, at 1280 and at 320 pixels (A11Y-08); waiting for it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from inlezen.diensten import kies_kolommen, open_inlezing
from inlezen.keuzes import Inleesstatus, Regelstand
from inlezen.models import Inlezing
from inlezen.oordeel import Oordeel
from tests.browser.toetsenbord import Toetsenbord

LIJST = b"Voornaam;Achternaam;Geboortedatum;E-mail\nEva;Herstel;1-2-1980;geen\nAd;Herstel;31-2-1990;ad@example.nl\n"


@pytest.fixture
def inlezing(wereld):
    z = wereld.eigen
    wie = z.mensen["coordinator"]
    inlezing = open_inlezing(
        inhoud=LIJST,
        bestandsnaam="fouten.csv",
        partner=z.dingen["partner"],
        programma=wereld.programma,
        regio=z.regio,
        door=wie,
    )
    yield kies_kolommen(inlezing, keuzes={}, door=wie)
    inlezing.delete()


def test_rijen_verbeteren_in_de_tabel_met_het_toetsenbord(kijker, wereld, inlezing):
    toetsen, tab = Toetsenbord(kijker.tab), kijker.tab
    adres = reverse("inlezen:controleren", args=[inlezing.pk])
    kijker.als(wereld.eigen.mensen["coordinator"]).ga(f"{adres}?tab=fout")
    toetsen.naar("link", "Verbeter rij 2")
    tab.keyboard.press("Enter")
    heeft_focus(tab, "textbox", "E-mail")  # one step: what is wrong has the focus
    assert kijker.alles() == []

    toetsen.typ("nog niet")
    tab.keyboard.press("Enter")
    tab.get_by_role("status").filter(has_text="Er is nog iets mis met rij 2.").wait_for()
    assert heeft_focus(tab, "textbox", "E-mail").input_value() == "nog niet", "nothing typed gets lost"

    toetsen.typ("eva@example.nl")
    tab.keyboard.press("Enter")
    tab.get_by_role("status").filter(has_text="Rij 2 is verbeterd. Ze staat nu bij ‘Nieuw’.").wait_for()
    heeft_focus(tab, "link", "Verbeter rij 3")  # the next one that asks for attention
    assert tab.get_by_role("navigation", name="Oordeel over de rijen").inner_text().count("(1)") == 2
    assert tab.get_by_role("button", name="Lees 1 rij in").count() == 1

    tab.keyboard.press("Enter")
    heeft_focus(tab, "textbox", "Geboortedatum")
    tab.keyboard.press("Escape")
    toetsen.naar("link", "Annuleren rij 3")
    tab.keyboard.press("Enter")
    heeft_focus(tab, "link", "Verbeter rij 3")
    assert kijker.console() == []
    assert set(inlezing.regels.values_list("oordeel", flat=True)) == {Oordeel.NIEUW, Oordeel.FOUT}


def test_de_stand_loopt_mee_en_zegt_wanneer_het_klaar_is(eigen_kijker, wereld, inlezing):
    """Without a reload: the bar follows, and the end is said; the page stays where it is (A11Y-21)."""
    kijker = eigen_kijker
    tab = kijker.tab
    inlezing.regels.update(oordeel=Oordeel.NIEUW, gekozen=True)
    Inlezing.objects.filter(pk=inlezing.pk).update(status=Inleesstatus.BEZIG, hartslag=timezone.now())
    tab.clock.install()
    kijker.als(wereld.eigen.mensen["coordinator"]).ga(reverse("inlezen:resultaat", args=[inlezing.pk]))
    tab.get_by_text("0 van 2 rijen ingelezen").wait_for()
    assert kijker.alles() == []

    inlezing.regels.filter(rijnummer=2).update(stand=Regelstand.INGELEZEN)
    tab.clock.run_for(4_000)
    tab.get_by_role("status").filter(has_text="1 van 2 rijen ingelezen").wait_for()
    assert tab.get_by_role("progressbar", name="1 van 2 rijen ingelezen").evaluate("e => e.value") == 1
    assert tab.title().startswith("Bezig: 1 van 2")

    Inlezing.objects.filter(pk=inlezing.pk).update(status=Inleesstatus.KLAAR)
    tab.clock.run_for(4_000)
    tab.get_by_role("status").filter(has_text="Klaar. Kies ‘Stand verversen’").wait_for()
    assert tab.get_by_role("progressbar").count() == 0  # "1 van 2" is no longer true
    assert kijker.console() == []


def heeft_focus(tab, rol, naam):
    """Wait until this control has the focus."""
    doel = tab.get_by_role(rol, name=naam, exact=True)
    doel.wait_for()
    tab.wait_for_function("e => e === document.activeElement", arg=doel.element_handle())
    return doel
