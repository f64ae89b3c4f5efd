"""Group action: seats in a cohort; it fills up half-way, a colleague takes one, and undoing it."""

import pytest

from tests import fabrieken
from tests.stappen import breng_naar
from tests.trajecten.dossier.groepshulp import bevestig, kies, maak_ongedaan, regels, tot_controle
from trajecten.lichtingen import geef_plaats
from trajecten.models import Traject
from trajecten.statussen import Status


@pytest.fixture
def lichting(programma, coordinator_groningen):
    return fabrieken.LichtingFabriek(
        programma=programma, naam="Groningen herfst", plaatsen=2, coordinator=coordinator_groningen
    )


@pytest.fixture
def geselecteerd(drie, coordinator_groningen):
    return [breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen) for traject in drie]


def stand(trajecten):
    return [
        (t.status, t.lichting_id)
        for t in sorted(Traject.objects.filter(pk__in=[t.pk for t in trajecten]), key=lambda t: t.pk)
    ]


def test_vol_halverwege(coordinator, geselecteerd, mensen, lichting):
    """Who came first gets a seat; the third is refused, or waits on request."""
    pagina = coordinator.get(kies(coordinator, "lichting", mensen))
    assert "0 van 2 plaatsen bezet" in pagina.text
    adres, controle = tot_controle(coordinator, "lichting", mensen, {"lichting": lichting.pk})
    assert regels(controle) == {
        "Aalders": (True, "Krijgt een plaats."),
        "Bakker": (True, "Krijgt een plaats."),
        "Cohen": (False, "De lichting is vol."),
    }
    met_wachtlijst = {"lichting": lichting.pk, "rest_naar_wachtlijst": "on"}
    adres, controle = tot_controle(coordinator, "lichting", mensen, met_wachtlijst)
    assert regels(controle)["Cohen"] == (True, "De lichting is vol. Komt op de wachtlijst.")
    uitkomst = bevestig(coordinator, adres)
    assert regels(uitkomst)["Cohen"] == (
        True,
        "Staat op de wachtlijst van ‘Groningen herfst’: de lichting is vol.",
    )
    seat = (Status.GESELECTEERD, lichting.pk)
    assert stand(geselecteerd) == [seat, seat, (Status.WACHTLIJST, lichting.pk)]
    assert "Ongedaan gemaakt voor 3 mensen." in maak_ongedaan(coordinator, uitkomst).text
    assert stand(geselecteerd) == [(Status.GESELECTEERD, None)] * 3


def test_een_collega_nam_de_laatste_plaats(coordinator, geselecteerd, mensen, lichting, collega_groningen):
    """The recap promised two seats; one was taken meanwhile, so the second person is told and the first has hers."""
    adres, _ = tot_controle(coordinator, "lichting", mensen[:2], {"lichting": lichting.pk})
    geef_plaats(geselecteerd[2], lichting=lichting, door=collega_groningen)
    uitkomst = regels(bevestig(coordinator, adres))
    assert uitkomst["Aalders"] == (True, "Heeft een plaats in ‘Groningen herfst’.")
    assert uitkomst["Bakker"] == (False, "De lichting is vol.")


def test_een_collega_wijzigde_een_van_hen(coordinator, geselecteerd, mensen, lichting, collega_groningen):
    adres, _ = tot_controle(coordinator, "lichting", mensen[:2], {"lichting": lichting.pk})
    breng_naar_weg = geselecteerd[0]
    breng_naar_weg.refresh_from_db()
    geef_plaats(
        breng_naar_weg,
        lichting=fabrieken.LichtingFabriek(programma=lichting.programma),
        door=collega_groningen,
    )
    uitkomst = regels(bevestig(coordinator, adres))
    assert uitkomst["Aalders"] == (False, "Een collega heeft dit intussen gewijzigd. Kijk wat er nu staat.")
    assert uitkomst["Bakker"][0]


def test_wie_niet_past(
    coordinator, drie, mensen, lichting, programma, coordinator_groningen, regio_groningen
):
    """Status, another programme, a seat here or a seat elsewhere that nobody gives up to wait."""
    vol = fabrieken.LichtingFabriek(programma=programma, naam="Vol", plaatsen=1)
    breng_naar(drie[1], Status.GESELECTEERD, door=coordinator_groningen)
    geef_plaats(drie[1], lichting=lichting, door=coordinator_groningen)
    breng_naar(drie[2], Status.GESELECTEERD, door=coordinator_groningen)
    geef_plaats(drie[2], lichting=vol, door=coordinator_groningen)
    ander = fabrieken.TrajectFabriek(
        kandidaat__achternaam="Dijk", kandidaat__behandelregio=regio_groningen
    ).kandidaat
    velden = {"lichting": vol.pk, "rest_naar_wachtlijst": "on"}
    _, controle = tot_controle(coordinator, "lichting", [*mensen, ander], velden)
    assert regels(controle) == {
        "Aalders": (False, "De status is ‘Aangemeld’. Een plaats kan pas na de selectie."),
        "Bakker": (False, "De lichting is vol. Houdt de plaats in ‘Groningen herfst’."),
        "Cohen": (False, "Heeft al een plaats in deze lichting."),
        "Dijk": (False, "Heeft geen traject dat loopt in KPN Customer Service Groningen."),
    }


def test_van_de_ene_naar_de_andere_en_terug(
    coordinator, geselecteerd, mensen, lichting, coordinator_groningen
):
    ander = fabrieken.LichtingFabriek(programma=lichting.programma, naam="Winter")
    geef_plaats(geselecteerd[0], lichting=lichting, door=coordinator_groningen)
    adres, controle = tot_controle(coordinator, "lichting", mensen[:1], {"lichting": ander.pk})
    assert regels(controle)["Aalders"] == (
        True,
        "Krijgt een plaats. Verlaat de lichting ‘Groningen herfst’.",
    )
    uitkomst = bevestig(coordinator, adres)
    assert stand(geselecteerd[:1]) == [(Status.GESELECTEERD, ander.pk)]
    maak_ongedaan(coordinator, uitkomst)
    assert stand(geselecteerd[:1]) == [(Status.GESELECTEERD, lichting.pk)]


def test_geen_lichting_te_kiezen(coordinator, geselecteerd, mensen, lichting):
    """Started, or of another programme: not a choice, also not in a tampered POST."""
    vreemd = fabrieken.LichtingFabriek()
    adres = kies(coordinator, "lichting", mensen)
    assert "lichting" in coordinator.post(adres, {"lichting": vreemd.pk}).context["form"].errors
    lichting.delete()
    assert "geen lichting die nog moet starten" in coordinator.get(adres).text
