"""The caseload page: heads, load, ratio, cover, who has nobody; one coach's people; the budget with fifty coaches."""

import pytest
from django.urls import reverse
from django.utils import timezone

from kandidaten.caseload import neem_waar, zet_gewicht
from rapportage.caseload import caseload_van, mensen_van_coach
from tests import fabrieken
from tests.rapportage.hulp import dag, lopend
from trajecten.dossier.groep.keuze import KEUZELIJSTEN


@pytest.fixture
def mens_van(regio_groningen, programma, coordinator_groningen):
    def maak(coach=None, regio=None, **velden):
        return lopend(
            regio or regio_groningen, programma, coordinator_groningen, dag(-5), coach=coach, **velden
        )

    return maak


def stand(gebruiker):
    return caseload_van(gebruiker, timezone.localdate())


def test_hoofden_belasting_en_maximum(mens_van, programma, jobcoach, coordinator_groningen, regio_twente):
    programma.coachratio_max = 2
    programma.save()
    eerste, tweede, _ = (mens_van(jobcoach) for _ in range(3))
    mens_van(jobcoach, regio=regio_twente)
    for traject, soort in ((eerste, "zwaar"), (tweede, "licht")):
        zet_gewicht(
            kandidaat=traject.kandidaat,
            gebruiker=jobcoach,
            soort=soort,
            reden="start",
            door=coordinator_groningen,
        )
    (coach,) = stand(coordinator_groningen).coaches
    assert (coach.aantal, coach.hier, coach.belasting, coach.te_vol) == (4, 3, "4,5", True)
    ((naam, ratio),) = coach.verhoudingen
    assert (naam, ratio.mensen, ratio.te_hoog) == (programma.naam, 4, True)
    ((_, totaal),) = stand(coordinator_groningen).programmas  # of her own regions
    assert (totaal.mensen, totaal.coaches, totaal.nodig, totaal.tekort) == (3, 1, 2, 1)


def test_waarnemen_telt_bij_de_eigen_coach(als, mens_van, jobcoach, andere_jobcoach, coordinator_groningen):
    traject, _ = mens_van(jobcoach), mens_van(andere_jobcoach)
    neem_waar(
        traject.kandidaat.toewijzingen.get(),
        gebruiker=andere_jobcoach,
        van=dag(0),
        tot=dag(4),
        reden="",
        door=jobcoach,
    )
    coaches = {c.naam: c for c in stand(coordinator_groningen).coaches}
    assert (coaches["Joke Jobcoach"].aantal, coaches["Anton Andere"].aantal) == (1, 1)
    (afwezig,), (waar,) = coaches["Joke Jobcoach"].afwezig, coaches["Anton Andere"].neemt_waar
    assert afwezig == waar and (waar.voor, waar.aantal, waar.tot) == ("Joke Jobcoach", 1, dag(4))
    rij = traject.kandidaat.toewijzingen.exclude(vervangt=None).get()
    for coach, aantal in ((jobcoach, 1), (andere_jobcoach, 1)):
        pagina = als(coordinator_groningen).get(f"{reverse('rapportage:caseload_mensen')}?coach={coach.pk}")
        assert len(pagina.context["rijen"]) == aantal  # her own, and not whom she only covers for
        assert reverse("dossier:waarneming_stoppen", args=[rij.pk]) in pagina.text


def test_wie_niemand_heeft_staat_bovenaan(als, mens_van, jobcoach, coordinator_groningen, programma):
    zonder, _ = mens_van(achternaam="Zonder"), mens_van(jobcoach, achternaam="Met")
    wil_niet = mens_van(achternaam="Wilniet")
    wil_niet.wil_begeleiding = False
    wil_niet.save()
    straks = mens_van(achternaam="Straks")
    fabrieken.ToewijzingFabriek(kandidaat=straks.kandidaat, gebruiker=jobcoach, van=dag(3))
    client = als(coordinator_groningen)
    assert (
        "1 kandidaat is geselecteerd of aan het werk en heeft"
        in client.get(reverse("rapportage:caseload")).text
    )
    pagina = client.get(reverse("rapportage:caseload_mensen"))
    assert [m.kandidaat for m in pagina.context["rijen"]] == [zonder.kandidaat]
    assert "Jobcoach kiezen</button>" in pagina.text


def test_een_coach_van_alleen_een_andere_regio_staat_er_niet(
    als, mens_van, jobcoach, andere_jobcoach, coordinator_groningen, regio_twente
):
    mens_van(jobcoach)
    mens_van(andere_jobcoach, regio=regio_twente, achternaam="Verweg")
    assert [c.naam for c in stand(coordinator_groningen).coaches] == ["Joke Jobcoach"]
    adres = f"{reverse('rapportage:caseload_mensen')}?coach={andere_jobcoach.pk}"
    assert "Verweg" not in als(coordinator_groningen).get(adres).text


def test_wie_niet_meer_kan_inloggen_staat_bovenaan(
    als, mens_van, jobcoach, andere_jobcoach, coordinator_groningen
):
    mens_van(andere_jobcoach)
    mens_van(jobcoach)
    jobcoach.is_active = False
    jobcoach.save()
    assert [c.naam for c in stand(coordinator_groningen).coaches] == ["Joke Jobcoach", "Anton Andere"]
    assert "Kan niet inloggen" in als(coordinator_groningen).get(reverse("rapportage:caseload")).text


@pytest.mark.parametrize("vraag", ["?coach=999999", "?coach={manager}"])
def test_wie_geen_jobcoach_is_bestaat_hier_niet(als, coordinator_groningen, manager, vraag):
    adres = reverse("rapportage:caseload_mensen") + vraag.format(manager=manager.pk)
    assert als(coordinator_groningen).get(adres).status_code == 404


def test_de_lijst_van_een_coach_is_een_keuzelijst(
    als, mens_van, jobcoach, coordinator_groningen, coordinator_twente
):
    traject = mens_van(jobcoach)
    pagina = als(coordinator_groningen).get(f"{reverse('rapportage:caseload_mensen')}?coach={jobcoach.pk}")
    assert 'value="overdragen"' in pagina.text and 'value="waarnemen"' in pagina.text
    mensen = KEUZELIJSTEN["caseload"].mensen
    assert list(mensen(coordinator_groningen, {"coach": str(jobcoach.pk)})) == [traject.kandidaat]
    assert not mensen(coordinator_twente, {"coach": str(jobcoach.pk)}).exists()


def test_vijftig_coaches_binnen_het_budget(vragen, mens_van, coordinator_groningen):
    for nummer in range(50):
        coach = fabrieken.GebruikerFabriek(naam=f"Coach {nummer}", rollen=["jobcoach"])
        traject = mens_van(coach)
        if nummer % 5 == 0:
            waarnemer = fabrieken.GebruikerFabriek(rollen=["jobcoach"])
            neem_waar(
                traject.kandidaat.toewijzingen.get(),
                gebruiker=waarnemer,
                van=dag(0),
                tot=dag(4),
                reden="",
                door=coach,
            )
    antwoord, gevangen = vragen(coordinator_groningen, reverse("rapportage:caseload"))
    assert len(gevangen) <= 10
    assert len(antwoord.content) <= 60_000
    assert antwoord.context["pagina"].paginator.count == 60
    antwoord, gevangen = vragen(
        coordinator_groningen, f"{reverse('rapportage:caseload_mensen')}?coach={coach.pk}"
    )
    assert len(gevangen) <= 10


def test_veertig_mensen_van_een_coach_binnen_het_budget(vragen, mens_van, jobcoach, coordinator_groningen):
    for _ in range(41):
        mens_van(jobcoach)
    adres = f"{reverse('rapportage:caseload_mensen')}?coach={jobcoach.pk}"
    antwoord, gevangen = vragen(coordinator_groningen, adres)
    assert len(gevangen) <= 10
    assert len(antwoord.content) <= 60_000
    assert mensen_van_coach(coordinator_groningen, jobcoach.pk, timezone.localdate()).count() == 41


def test_uitzetten_van_een_login_zegt_wie_er_wacht(als, mens_van, jobcoach, andere_jobcoach, beheerder):
    """The door closes at once; that her people wait is said, with the page for a coordinator."""
    mens_van(jobcoach)
    mens_van(jobcoach)
    for coach, zegt in ((jobcoach, True), (andere_jobcoach, False)):
        adres = reverse("admin:gebruikers_gebruiker_change", args=[coach.pk])
        leeg = {"werkgebieden-TOTAL_FORMS": 0, "werkgebieden-INITIAL_FORMS": 0}
        velden = {"email": coach.email, "naam": coach.naam, "rollen": ["jobcoach"], **leeg}
        tekst = als(beheerder).post(adres, velden, follow=True).text
        coach.refresh_from_db()
        assert not coach.is_active
        assert (f"{coach.naam} begeleidt nog 2 mensen." in tekst) == zegt
        assert (f"?coach={coach.pk}" in tekst) == zegt


def test_te_laat_voert_naar_precies_deze_mensen(
    als, mens_van, jobcoach, andere_jobcoach, coordinator_groningen
):
    for coach in (jobcoach, jobcoach, andere_jobcoach):
        traject = mens_van(coach)
        traject.kandidaat.toewijzingen.update(van=dag(-60))
    client = als(coordinator_groningen)
    adres = f"{reverse('rapportage:te_laat')}?coach={jobcoach.pk}"
    coach = next(c for c in stand(coordinator_groningen).coaches if c.pk == jobcoach.pk)
    assert coach.te_laat == 2
    assert f'href="{adres}"' in client.get(reverse("rapportage:caseload")).text
    assert client.get(adres).context["aantal"] == 2
