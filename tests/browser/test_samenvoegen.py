"""Two dossiers of one person become one without a mouse, and apart again (A11Y-08)."""

import pytest
from django.urls import reverse

from kandidaten.models import Kandidaat
from tests import fabrieken
from tests.browser.toetsenbord import Toetsenbord


@pytest.fixture
def toetsen(kijker):
    return Toetsenbord(kijker.tab)


def test_samenvoegen_en_terug_met_het_toetsenbord(kijker, toetsen, wereld):
    regio = wereld.eigen.regio
    een = fabrieken.KandidaatFabriek(voornaam="Sanne", achternaam="Tweemaal", behandelregio=regio)
    ander = fabrieken.KandidaatFabriek(voornaam="Sanne", achternaam="Tweemaals", behandelregio=regio)
    kijker.als(wereld.mensen["coordinator"]).ga(reverse("dossier:gegevens", args=[een.dossiernummer]))
    toetsen.naar("link", "Samenvoegen met een ander dossier").enter()
    toetsen.naar("textbox", "Zoek het andere dossier", exact=False).typ("tweemaals")
    toetsen.naar("button", "Dossier zoeken").enter()
    toetsen.naar("link", f"Vergelijk met {ander.naam}, dossier {ander.dossiernummer}").enter()
    toetsen.antwoord("Achternaam", f"Tweemaals ({ander.dossiernummer})")
    toetsen.naar("button", "Verder naar de controle").enter()
    toetsen.naar("button", "Dossiers samenvoegen").enter()

    een.refresh_from_db()
    assert een.achternaam == "Tweemaals"
    assert not Kandidaat.objects.filter(pk=ander.pk).exists()
    toetsen.naar("link", "Ongedaan maken").enter()
    toetsen.naar("button", "Samenvoeging ongedaan maken").enter()
    assert Kandidaat.objects.get(pk=ander.pk).achternaam == "Tweemaals"
    een.refresh_from_db()
    assert een.achternaam == "Tweemaal"
    assert kijker.console() == []
    ander.delete()
    een.delete()
