"""Group action: one jobcoach for everybody, also for who has one; the colleague who was first; undoing it."""

import datetime as dt

import pytest
from django.utils import timezone

from basis.templatetags.componenten import datum
from kandidaten.diensten import beeindig_toewijzing, wijs_toe
from kandidaten.models import Toewijzing
from tests import fabrieken
from tests.stappen import breng_naar
from tests.trajecten.dossier.groepshulp import bevestig, kies, maak_ongedaan, regels, tot_controle


@pytest.fixture
def gegevens(andere_jobcoach):
    return {
        "gebruiker": andere_jobcoach.pk,
        "heeft_al": "neemt_over",
        "van": f"{timezone.localdate():%d-%m-%Y}",
        "reden": "andere baan",
    }


@pytest.fixture
def bakker_heeft_joke(mensen, jobcoach):
    return fabrieken.ToewijzingFabriek(
        kandidaat=mensen[1],
        gebruiker=jobcoach,
        van=timezone.localdate() - dt.timedelta(days=30),
        reden="begin",
    )


def test_overnemen_met_een_reden(coordinator, mensen, gegevens, bakker_heeft_joke, andere_jobcoach):
    adres = kies(coordinator, "toewijzen", mensen)
    fout = coordinator.post(adres, gegevens | {"reden": "", "van": "morgen"})
    assert "Vul de reden in waarom deze jobcoach het overneemt." in fout.text
    fout = coordinator.post(adres, gegevens | {"van": "morgen"})
    assert 'value="andere baan"' in fout.text  # an error elsewhere loses nothing
    _, controle = tot_controle(coordinator, "toewijzen", mensen, gegevens)
    assert regels(controle)["Bakker"] == (True, "Anton Andere neemt het over van Joke Jobcoach.")
    assert "Nu 0 kandidaten, straks 3." in controle.text
    bevestig(coordinator, controle.request["PATH_INFO"])
    bakker_heeft_joke.refresh_from_db()
    assert bakker_heeft_joke.tot == timezone.localdate() - dt.timedelta(days=1)
    nieuw = Toewijzing.objects.get(kandidaat=mensen[1], gebruiker=andere_jobcoach)
    assert (nieuw.tot, nieuw.reden) == (None, "andere baan")


def test_wie_niet_kan_staat_er_met_de_reden(
    coordinator, drie, mensen, gegevens, bakker_heeft_joke, andere_jobcoach, coordinator_groningen
):
    breng_naar(drie[0], "afgewezen", door=coordinator_groningen)
    fabrieken.ToewijzingFabriek(kandidaat=mensen[2], gebruiker=andere_jobcoach)
    over = gegevens | {"heeft_al": "overslaan"}
    adres, controle = tot_controle(coordinator, "toewijzen", mensen, over)
    verwacht = {
        "Aalders": (False, "Heeft geen traject dat loopt."),
        "Bakker": (False, "Heeft al een jobcoach: Joke Jobcoach."),
        "Cohen": (False, "Anton Andere werkt al als jobcoach met deze kandidaat."),
    }
    assert regels(controle) == verwacht
    assert "Jobcoach toewijzen</button>" not in controle.text
    assert regels(bevestig(coordinator, adres)) == verwacht
    assert Toewijzing.objects.count() == 2


def test_een_jobcoach_die_nog_begint_staat_er_met_de_dag(coordinator, mensen, gegevens, andere_jobcoach):
    """The list of candidates says 'Nog geen' of her: without the day this would be a riddle."""
    begin = timezone.localdate() + dt.timedelta(days=8)
    fabrieken.ToewijzingFabriek(kandidaat=mensen[2], gebruiker=andere_jobcoach, van=begin)
    _, controle = tot_controle(coordinator, "toewijzen", mensen[2:], gegevens | {"heeft_al": "overslaan"})
    verwacht = f"Anton Andere werkt al als jobcoach met deze kandidaat (vanaf {datum(begin)})."
    assert regels(controle)["Cohen"] == (False, verwacht)


def test_twee_jobcoaches_neemt_niemand_zomaar_over(coordinator, mensen, gegevens, bakker_heeft_joke):
    tweede = fabrieken.GebruikerFabriek(naam="Truus Tweede", rollen=["jobcoach"])
    fabrieken.ToewijzingFabriek(kandidaat=mensen[1], gebruiker=tweede)
    _, controle = tot_controle(coordinator, "toewijzen", mensen[1:2], gegevens)
    assert regels(controle)["Bakker"] == (
        False,
        "Heeft 2 jobcoaches: Joke Jobcoach, Truus Tweede. Kies in het dossier wie het overneemt.",
    )
    _, controle = tot_controle(coordinator, "toewijzen", mensen[1:2], gegevens | {"heeft_al": "erbij"})
    assert regels(controle)["Bakker"][0]


def test_waarnemen_is_geen_vaste_coach(coordinator, mensen, gegevens, jobcoach, coordinator_groningen):
    """Who only stands in is not taken over from, and is no reason to pass somebody by."""
    ander = fabrieken.GebruikerFabriek(naam="Weg Zijnde", rollen=["jobcoach"])
    vandaag = timezone.localdate()
    wijs_toe(
        kandidaat=mensen[0],
        gebruiker=jobcoach,
        rol="jobcoach",
        van=vandaag,
        tot=vandaag + dt.timedelta(days=9),
        vervangt=ander,
        door=coordinator_groningen,
    )
    _, controle = tot_controle(coordinator, "toewijzen", mensen[:1], gegevens | {"heeft_al": "overslaan"})
    assert regels(controle)["Aalders"] == (True, "Anton Andere wordt jobcoach.")


def test_een_collega_was_bij_een_van_hen_eerder(
    coordinator, mensen, gegevens, bakker_heeft_joke, jobcoach, collega_groningen, andere_jobcoach
):
    """After the recap a colleague ends one and assigns another: those two are told, the third goes on."""
    adres, _ = tot_controle(coordinator, "toewijzen", mensen, gegevens)
    beeindig_toewijzing(bakker_heeft_joke, tot=timezone.localdate(), door=collega_groningen)
    wijs_toe(
        kandidaat=mensen[2],
        gebruiker=jobcoach,
        rol="jobcoach",
        van=timezone.localdate(),
        door=collega_groningen,
    )
    uitkomst = regels(bevestig(coordinator, adres))
    intussen = (False, "Een collega heeft dit intussen gewijzigd. Kijk wat er nu staat.")
    assert (uitkomst["Bakker"], uitkomst["Cohen"]) == (intussen, intussen)
    assert uitkomst["Aalders"][0]
    assert set(Toewijzing.objects.filter(gebruiker=andere_jobcoach).values_list("kandidaat", flat=True)) == {
        mensen[0].pk
    }


def test_ongedaan_zet_de_oude_coach_terug(
    coordinator, mensen, gegevens, bakker_heeft_joke, andere_jobcoach, collega_groningen
):
    """Nobody keeps reading rights by a mistake; whom a colleague touched since stays as she is, and is told."""
    adres, _ = tot_controle(coordinator, "toewijzen", mensen, gegevens)
    uitkomst = bevestig(coordinator, adres)
    van_cohen = Toewijzing.objects.get(kandidaat=mensen[2])
    beeindig_toewijzing(van_cohen, tot=timezone.localdate(), door=collega_groningen)
    terug = maak_ongedaan(coordinator, uitkomst)
    assert "Ongedaan gemaakt voor 2 mensen." in terug.text
    assert "Gedaan voor 1 kandidaat. Voor 2 kandidaten is het ongedaan gemaakt." in terug.text
    assert f"{mensen[2].naam}: Een collega heeft dit intussen gewijzigd." in terug.text
    bakker_heeft_joke.refresh_from_db()
    assert (bakker_heeft_joke.tot, bakker_heeft_joke.reden) == (None, "begin")
    assert list(Toewijzing.objects.filter(gebruiker=andere_jobcoach)) == [van_cohen]


def test_hoe_vol_een_coach_zit(
    coordinator, programma, drie, mensen, gegevens, jobcoach, coordinator_groningen
):
    """People in a running traject count, once; the recap warns above the programme's ratio and does not stop it."""
    programma.coachratio_max = 2
    programma.save()
    for traject in drie[:2]:
        fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=jobcoach)
    breng_naar(drie[0], "afgewezen", door=coordinator_groningen)
    pagina = coordinator.get(kies(coordinator, "toewijzen", mensen))
    assert "Joke Jobcoach, nu 1 kandidaat" in pagina.text
    assert "hoogstens 1 op 2" in pagina.text
    _, controle = tot_controle(
        coordinator, "toewijzen", mensen[1:], gegevens | {"gebruiker": jobcoach.pk, "heeft_al": "overslaan"}
    )
    assert "Nu 1 kandidaat, straks 2." in controle.text
    assert "Let op" not in controle.text
    _, controle = tot_controle(coordinator, "toewijzen", mensen, gegevens | {"heeft_al": "erbij"})
    assert "straks 2." in controle.text
    programma.coachratio_max = 1
    programma.save()
    _, controle = tot_controle(coordinator, "toewijzen", mensen, gegevens | {"heeft_al": "erbij"})
    assert "Let op: in het programma is de verhouding hoogstens 1 op 1." in controle.text
