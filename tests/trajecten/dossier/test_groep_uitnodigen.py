"""Group action: an invitation to a planned or a new meeting of a round; its last seat; withdrawing it."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import fabrieken
from tests.trajecten.dossier.groepshulp import bevestig, kies, maak_ongedaan, regels, tot_controle
from trajecten.models import Bijeenkomst, Deelname, Traject
from trajecten.selectie.bijeenkomsten import maak_bijeenkomst, plan_bijeenkomst
from trajecten.selectie.diensten import neem_besluit, neem_op_in_ronde
from trajecten.selectie.models import Rondedeelname


@pytest.fixture
def rondes(programma):
    return list(programma.rondes.order_by("volgorde"))


@pytest.fixture
def moment():
    return timezone.now() + dt.timedelta(days=7)


@pytest.fixture
def bijeenkomst(rondes, moment):
    """Two seats, in a week."""
    return maak_bijeenkomst(
        rondes[0], begin=moment, eind=moment + dt.timedelta(hours=2), plaats="Zaal 1", capaciteit=2
    )


def deelnames():
    return dict(Deelname.objects.values_list("traject__kandidaat__achternaam", "aanwezigheid"))


def test_een_geplande_met_twee_plaatsen(coordinator, mensen, bijeenkomst):
    """Into the round as well; who comes after the last seat waits; undone, nothing of it is left."""
    assert "0 van 2 plaatsen bezet" in coordinator.get(kies(coordinator, "uitnodigen", mensen)).text
    adres, controle = tot_controle(coordinator, "uitnodigen", mensen, {"bijeenkomst": bijeenkomst.pk})
    assert regels(controle) == {
        "Aalders": (True, "Wordt uitgenodigd. Komt ook in de ronde."),
        "Bakker": (True, "Wordt uitgenodigd. Komt ook in de ronde."),
        "Cohen": (True, "De bijeenkomst is vol. Komt op de wachtlijst. Komt ook in de ronde."),
    }
    assert not Rondedeelname.objects.exists()
    uitkomst = bevestig(coordinator, adres)
    assert regels(uitkomst)["Cohen"] == (True, "Staat op de wachtlijst: de bijeenkomst is vol.")
    assert deelnames() == {"Aalders": "uitgenodigd", "Bakker": "uitgenodigd", "Cohen": "wachtlijst"}
    assert set(Traject.objects.values_list("status", flat=True)) == {"in_selectie"}
    ronde = coordinator.get(reverse("selectie:ronde", args=[bijeenkomst.ronde_id])).text
    assert "2 uitgenodigd, 0 aanwezig, 1 op de wachtlijst." in ronde
    assert "Ongedaan gemaakt voor 3 mensen." in maak_ongedaan(coordinator, uitkomst).text
    assert set(Traject.objects.values_list("status", flat=True)) == {"aangemeld"}
    assert (Rondedeelname.objects.count(), Deelname.objects.count(), Bijeenkomst.objects.count()) == (0, 0, 1)


def nieuw(ronde, moment, **anders):
    lokaal = timezone.localtime(moment)
    return {
        "bijeenkomst": "nieuw",
        "ronde": ronde.pk,
        "begin_0": f"{lokaal:%d-%m-%Y}",
        "begin_1": "10:00",
        "tot": "12:00",
        "plaats": "Stationsplein 9",
        **anders,
    }


def test_een_nieuwe_bijeenkomst_komt_er_eenmaal(coordinator, mensen, rondes, moment):
    adres, _ = tot_controle(coordinator, "uitnodigen", mensen, nieuw(rondes[0], moment, capaciteit="2"))
    assert not Bijeenkomst.objects.exists()
    sleutel = str(uuid.uuid4())
    bevestig(coordinator, adres, inzending=sleutel)
    uitkomst = bevestig(coordinator, adres, inzending=sleutel)
    gepland = Bijeenkomst.objects.get()
    assert (gepland.ronde, gepland.capaciteit, gepland.deelnames.count()) == (rondes[0], 2, 3)
    maak_ongedaan(coordinator, uitkomst)
    assert not Bijeenkomst.objects.exists()


def test_een_nieuwe_vraagt_wanneer_en_waar(coordinator, mensen, rondes, moment, bijeenkomst):
    adres = kies(coordinator, "uitnodigen", mensen)
    fouten = coordinator.post(adres, {"bijeenkomst": "nieuw"}).context["form"].errors
    assert {"ronde", "begin", "tot"} <= set(fouten)
    gisteren = timezone.now() - dt.timedelta(days=1)
    fouten = coordinator.post(adres, nieuw(rondes[0], gisteren)).context["form"].errors
    assert set(fouten) == {"begin"}
    # Half a new meeting, and then a planned one after all: what was typed is in nobody's way.
    half = nieuw(rondes[0], moment, begin_0="morgen", tot="", bijeenkomst=bijeenkomst.pk)
    assert coordinator.post(adres, half).status_code == 302


def test_niemand_kan_dus_geen_bijeenkomst(coordinator, mensen, rondes, moment, collega_groningen, drie):
    """Everybody was invited by a colleague after the recap: a new meeting without people does not stay."""
    adres, _ = tot_controle(coordinator, "uitnodigen", mensen, nieuw(rondes[0], moment))
    in_ronde = neem_op_in_ronde(drie, ronde=rondes[0], door=collega_groningen).gedaan
    einde = moment + dt.timedelta(hours=1)
    plan_bijeenkomst(
        rondes[0], begin=moment, eind=einde, plaats="Elders", rondedeelnames=in_ronde, door=collega_groningen
    )
    uitkomst = bevestig(coordinator, adres)
    assert "Er is niets veranderd." in uitkomst.text
    assert {tekst for _, tekst in regels(uitkomst).values()} == {
        "Een collega heeft dit intussen gewijzigd. Kijk wat er nu staat."
    }
    assert Bijeenkomst.objects.get().plaats == "Elders"


def test_wie_niet_kan(coordinator, drie, mensen, rondes, bijeenkomst, coordinator_groningen, regio_groningen):
    """Decided already, not yet through the round before, another programme, invited already."""
    eerste = neem_op_in_ronde(drie[:2], ronde=rondes[0], door=coordinator_groningen).gedaan
    neem_besluit(eerste[0], uitslag="door", door=coordinator_groningen)
    einde = bijeenkomst.begin + dt.timedelta(hours=1)
    plan_bijeenkomst(
        rondes[0],
        begin=bijeenkomst.begin,
        eind=einde,
        plaats="Elders",
        rondedeelnames=eerste[1:],
        door=coordinator_groningen,
    )
    ander = fabrieken.TrajectFabriek(
        kandidaat__achternaam="Dijk", kandidaat__behandelregio=regio_groningen
    ).kandidaat
    _, controle = tot_controle(coordinator, "uitnodigen", [*mensen, ander], {"bijeenkomst": bijeenkomst.pk})
    gevonden = regels(controle)
    assert gevonden["Aalders"] == (False, "In deze ronde is al besloten: door.")
    assert gevonden["Bakker"][1].startswith("Is al uitgenodigd voor ")
    assert gevonden["Cohen"][0]
    assert gevonden["Dijk"] == (False, "Heeft geen traject dat loopt in KPN Customer Service Groningen.")
    tweede = maak_bijeenkomst(rondes[1], begin=bijeenkomst.begin, eind=einde, plaats="Zaal 2")
    _, controle = tot_controle(coordinator, "uitnodigen", mensen[1:2], {"bijeenkomst": tweede.pk})
    assert regels(controle)["Bakker"] == (False, f"Is nog niet door in de ronde '{rondes[0].naam}'.")


def test_ongedaan_laat_staan_waar_iemand_verder_ging(coordinator, mensen, bijeenkomst, collega_groningen):
    adres, _ = tot_controle(coordinator, "uitnodigen", mensen[:2], {"bijeenkomst": bijeenkomst.pk})
    uitkomst = bevestig(coordinator, adres)
    van_aalders = Rondedeelname.objects.get(traject__kandidaat=mensen[0])
    neem_besluit(van_aalders, uitslag="door", door=collega_groningen)
    terug = maak_ongedaan(coordinator, uitkomst)
    assert "Ongedaan gemaakt voor 1 persoon." in terug.text
    assert f"{mensen[0].naam}: Een collega heeft dit intussen gewijzigd." in terug.text
    assert deelnames() == {"Aalders": "uitgenodigd"}
