"""One failed row tried once more: it goes in only as the user saw it."""

import pytest
from django.core.exceptions import ValidationError

from basis.vergrendeling import IntussenGewijzigd
from inlezen import toepassen
from inlezen.oordeel import Oordeel
from inlezen.opnieuw import probeer_opnieuw
from inlezen.toepassen import MISLUKT, begin_inlezen, lees_in
from kandidaten.diensten import wijzig_kandidaat
from kandidaten.models import Kandidaat
from logboek.models import Logregel
from tests.inlezen.stappen import lees_lijst_in, open_lijst
from trajecten.models import Traject

UWV = "verwijzing-uwv-groningen.xlsx"


@pytest.fixture
def mislukt(uwv_lijst, monkeypatch):
    """Everybody failed at reading in."""
    inlezing = open_lijst(UWV, **uwv_lijst)
    with monkeypatch.context() as kapot:
        kapot.setattr(toepassen, "meld_aan", lambda **_: 1 / 0)
        lees_in(inlezing, door=uwv_lijst["door"])
    assert inlezing.regels.filter(stand="mislukt", fout="").count() == 0
    return inlezing


def test_een_rij_gaat_alsnog_naar_binnen_en_de_andere_niet(mislukt, uwv_lijst):
    regel = probeer_opnieuw(mislukt, 4, door=uwv_lijst["door"])
    assert (regel.stand, regel.fout, regel.kandidaat.achternaam) == ("ingelezen", "", "Luinenburg")
    assert mislukt.regels.filter(stand="mislukt").count() == 6
    assert Traject.objects.count() == 1
    assert Logregel.objects.filter(reden__startswith="rij 4 opnieuw geprobeerd").count() == 1
    with pytest.raises(IntussenGewijzigd):
        probeer_opnieuw(mislukt, 4, door=uwv_lijst["door"])
    assert Traject.objects.count() == 1


def test_mislukt_weer_met_de_reden(mislukt, uwv_lijst, monkeypatch):
    monkeypatch.setattr(toepassen, "meld_aan", lambda **_: 1 / 0)
    regel = probeer_opnieuw(mislukt, 4, door=uwv_lijst["door"])
    assert (regel.stand, regel.fout) == ("mislukt", MISLUKT)
    assert not Kandidaat.objects.exists()


def test_niet_terwijl_de_lijst_wordt_ingelezen(mislukt, uwv_lijst):
    begin_inlezen(mislukt, door=uwv_lijst["door"])
    with pytest.raises(IntussenGewijzigd):
        probeer_opnieuw(mislukt, 4, door=uwv_lijst["door"])


def test_intussen_door_een_ander_ingelezen(mislukt, uwv_lijst):
    lees_lijst_in(UWV, **uwv_lijst)
    with pytest.raises(ValidationError, match="staat er intussen al in"):
        probeer_opnieuw(mislukt, 4, door=uwv_lijst["door"])
    regel = mislukt.regels.get(rijnummer=4)
    assert (regel.oordeel, regel.stand, regel.gekozen) == (Oordeel.ONGEWIJZIGD, "open", False)
    assert Traject.objects.count() == 7


def test_wat_de_gebruiker_niet_zag_gaat_niet_naar_binnen(mislukt, uwv_lijst):
    """Known by now, with another number: the first time shows what would change, the second time writes it."""
    lees_lijst_in(UWV, **uwv_lijst)
    julia = Kandidaat.objects.get(achternaam="Luinenburg")
    julia.telefoon = "0633333333"
    wijzig_kandidaat(julia, gezien=julia.versie, velden=["telefoon"], door=uwv_lijst["door"])
    regel = probeer_opnieuw(mislukt, 4, door=uwv_lijst["door"])
    assert (regel.stand, regel.oordeel, regel.gekozen) == ("mislukt", Oordeel.WIJZIGING, False)
    assert regel.beoordeling["verschillen"] == ["Telefoon: 0633333333 wordt +31670643907."]
    regel = probeer_opnieuw(mislukt, 4, door=uwv_lijst["door"])
    assert regel.stand == "ingelezen"
    assert Kandidaat.objects.get(pk=julia.pk).telefoon == "+31670643907"
