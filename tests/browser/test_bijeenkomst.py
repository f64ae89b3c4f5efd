"""A meeting without a mouse: who came, a seat that comes free, and the invitations; every page looked at on the way."""

import pytest
from django.urls import reverse

from tests.browser.toetsenbord import Toetsenbord
from tests.zijden import EIGEN_MERK
from trajecten.models import Bericht, Deelname


@pytest.fixture
def toetsen(kijker):
    return Toetsenbord(kijker.tab)


def _in_orde(kijker):
    assert kijker.console() == []
    fouten = kijker.opbouw() + kijker.axe() + kijker.smal() + kijker.donker()
    kijker.gehoord.clear()  # axe trips the Content-Security-Policy
    assert fouten == []


def test_afmelden_doorschuiven_en_uitnodigen_met_het_toetsenbord(kijker, toetsen, wereld):
    bijeenkomst = wereld.eigen.dingen["bijeenkomst_nieuw"]
    bijeenkomst.capaciteit = 1
    bijeenkomst.save()
    weg = bijeenkomst.deelnames.get()
    wacht = Deelname.objects.create(
        bijeenkomst=bijeenkomst, traject=wereld.eigen.trajecten["gebeld"], aanwezigheid="wachtlijst"
    )
    kijker.als(wereld.mensen["coordinator"]).ga(reverse("selectie:overzicht"))
    toetsen.naar("link", "Bekijk alle bijeenkomsten").enter()
    _in_orde(kijker)
    kijker.ga(bijeenkomst.get_absolute_url())
    _in_orde(kijker)
    toetsen.naar("combobox", f"Aanwezigheid van Aangemeld {EIGEN_MERK}").kies("Afwezig met bericht")
    toetsen.naar("button", "Aanwezigheid opslaan").enter()

    wacht.refresh_from_db()
    weg.refresh_from_db()
    assert (weg.aanwezigheid, wacht.aanwezigheid) == ("afwezig_met_bericht", "uitgenodigd")
    assert "schuift door: Gebeld" in kijker.tab.locator(".meldingen").inner_text()
    assert wacht.berichten.get().soort == "uitnodiging"

    anders = wereld.eigen.dingen["bijeenkomst"]
    Bericht.objects.filter(deelname__bijeenkomst=anders).update(status="vervallen")
    kijker.ga(anders.get_absolute_url())
    toetsen.naar("link", "Verstuur de uitnodigingen").enter()
    _in_orde(kijker)
    toetsen.naar("button", "Uitnodigingen versturen").enter()
    assert "Uitnodigingen gemaakt voor" in kijker.tab.locator(".meldingen").inner_text()
    _in_orde(kijker)
