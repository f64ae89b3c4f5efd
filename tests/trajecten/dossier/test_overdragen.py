"""Handing over and letting a colleague stand in, for several people at once; being away; weight; ending a cover."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from basis.templatetags.componenten import datum
from kandidaten.caseload import bereid_overdracht_voor, markeer_gelezen, neem_waar
from kandidaten.models import Gewicht, Overdracht, Toewijzing
from tests import fabrieken
from tests.trajecten.dossier.groepshulp import bevestig, kies, maak_ongedaan, regels, tot_controle


def dag(n=0):
    return timezone.localdate() + dt.timedelta(days=n)


def getypt(datum):
    return f"{datum:%d-%m-%Y}"


@pytest.fixture
def caseload(mensen, jobcoach):
    """Joke coaches Aalders, Bakker and Cohen since a month."""
    return [fabrieken.ToewijzingFabriek(kandidaat=k, gebruiker=jobcoach, van=dag(-30)) for k in mensen]


@pytest.fixture
def derde(db):
    return fabrieken.GebruikerFabriek(naam="Dirk Derde", rollen=["jobcoach"])


@pytest.fixture
def over(jobcoach, andere_jobcoach, derde):
    return {
        "van_wie": jobcoach.pk,
        "collegas": [andere_jobcoach.pk, derde.pk],
        "van": getypt(dag()),
        "reden": "andere_baan",
    }


# --- Handing over -----------------------------------------------------------------------------------------------------
def test_overdragen_verdeelt_en_geeft_notities_mee(
    coordinator, mensen, caseload, over, jobcoach, andere_jobcoach
):
    bereid_overdracht_voor(kandidaat=mensen[0], notitie="Van Joke zelf.", door=jobcoach)
    stap = coordinator.get(kies(coordinator, "overdragen", mensen))
    assert (
        f"notitie_{mensen[0].pk}" not in stap.context["form"].fields
    )  # Joke wrote it, and it is not shown here
    assert "Van Joke zelf." not in stap.text
    gegevens = over | {f"notitie_{mensen[1].pk}": "Wacht op een rooster."}
    adres, controle = tot_controle(coordinator, "overdragen", mensen, gegevens)
    assert regels(controle) == {
        "Aalders": (True, "Anton Andere neemt het over van Joke Jobcoach. Met de notitie van Joke Jobcoach."),
        "Bakker": (True, "Dirk Derde neemt het over van Joke Jobcoach. Met uw notitie."),
        "Cohen": (True, "Anton Andere neemt het over van Joke Jobcoach. Zonder notitie."),
    }
    uitkomst = bevestig(coordinator, adres)
    assert [kan for kan, _ in regels(uitkomst).values()] == [True] * 3
    assert set(Toewijzing.objects.filter(gebruiker=jobcoach).values_list("tot", flat=True)) == {dag(-1)}
    notities = {o.kandidaat.achternaam: (o.naar.naam, o.notitie, o.reden) for o in Overdracht.objects.all()}
    assert notities == {
        "Aalders": ("Anton Andere", "Van Joke zelf.", "andere_baan"),
        "Bakker": ("Dirk Derde", "Wacht op een rooster.", "andere_baan"),
        "Cohen": ("Anton Andere", "", "andere_baan"),
    }
    maak_ongedaan(coordinator, uitkomst)
    assert list(Toewijzing.objects.values_list("gebruiker", "tot")) == [(jobcoach.pk, None)] * 3
    assert [(o.naar, o.notitie) for o in Overdracht.objects.all()] == [(None, "Van Joke zelf.")]


def test_wie_al_gelezen_heeft_wordt_niet_teruggedraaid(
    coordinator, mensen, caseload, over, andere_jobcoach, derde
):
    adres, _ = tot_controle(coordinator, "overdragen", mensen[:1], over | {"collegas": [andere_jobcoach.pk]})
    uitkomst = bevestig(coordinator, adres)
    markeer_gelezen(Overdracht.objects.select_related("kandidaat").get(), door=andere_jobcoach)
    terug = maak_ongedaan(coordinator, uitkomst)
    assert "Een collega heeft dit intussen gewijzigd" in terug.text
    assert Toewijzing.objects.filter(gebruiker=andere_jobcoach, tot=None).exists()


def test_wie_niet_kan_staat_er_met_de_reden(coordinator, mensen, caseload, over, andere_jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=mensen[1], gebruiker=andere_jobcoach)
    caseload[2].delete()
    adres, controle = tot_controle(
        coordinator, "overdragen", mensen, over | {"collegas": [andere_jobcoach.pk]}
    )
    verwacht = {
        "Bakker": (False, "Anton Andere begeleidt deze kandidaat zelf al."),
        "Cohen": (False, "Joke Jobcoach begeleidt deze kandidaat niet."),
    }
    assert verwacht.items() <= regels(controle).items()
    na = regels(bevestig(coordinator, adres))
    assert verwacht.items() <= na.items() and na["Aalders"][0]


def test_een_waarneming_die_doorloopt_staat_erbij(
    coordinator, mensen, caseload, over, jobcoach, derde, andere_jobcoach
):
    rij = neem_waar(caseload[0], gebruiker=derde, van=dag(-1), tot=dag(3), reden="", door=jobcoach)
    _, controle = tot_controle(
        coordinator, "overdragen", mensen[:2], over | {"collegas": [andere_jobcoach.pk]}
    )
    assert regels(controle)["Aalders"][1].endswith(f"Dirk Derde neemt nog waar tot en met {datum(rij.tot)}.")
    assert "neemt nog waar" not in regels(controle)["Bakker"][1]


def test_een_collega_was_eerder(coordinator, mensen, caseload, over, andere_jobcoach):
    adres, _ = tot_controle(coordinator, "overdragen", mensen[:2], over | {"collegas": [andere_jobcoach.pk]})
    caseload[0].tot = dag(3)
    caseload[0].save()
    na = regels(bevestig(coordinator, adres))
    assert na["Aalders"] == (False, "Een collega heeft dit intussen gewijzigd. Kijk wat er nu staat.")
    assert na["Bakker"][0]
    assert not Overdracht.objects.filter(kandidaat=mensen[0]).exists()


def test_een_bsn_in_een_notitie_wordt_geweigerd(coordinator, mensen, caseload, over):
    antwoord = coordinator.post(
        kies(coordinator, "overdragen", mensen), over | {f"notitie_{mensen[0].pk}": "BSN 111222333"}
    )
    assert f"notitie_{mensen[0].pk}" in antwoord.context["form"].errors


def test_overdragen_aan_zichzelf_kan_niet(coordinator, mensen, caseload, over, jobcoach, andere_jobcoach):
    fabrieken.ToewijzingFabriek(kandidaat=mensen[0], gebruiker=andere_jobcoach)
    antwoord = coordinator.post(
        kies(coordinator, "overdragen", mensen), over | {"collegas": [jobcoach.pk], "van_wie": jobcoach.pk}
    )
    assert "Kies een andere collega" in antwoord.text


def test_zonder_jobcoach_valt_er_niets_over_te_dragen(coordinator, mensen):
    antwoord = coordinator.get(kies(coordinator, "overdragen", mensen))
    assert "Geen van deze mensen heeft een jobcoach." in antwoord.text


def test_gewoon_overnemen_neemt_de_notitie_mee(coordinator, mensen, caseload, jobcoach, andere_jobcoach):
    bereid_overdracht_voor(kandidaat=mensen[0], notitie="Van Joke zelf.", door=jobcoach)
    gegevens = {
        "gebruiker": andere_jobcoach.pk, "heeft_al": "neemt_over", "van": getypt(dag()), "reden": "andere baan",
    }  # fmt: skip
    adres, _ = tot_controle(coordinator, "toewijzen", mensen[:1], gegevens)
    uitkomst = bevestig(coordinator, adres)
    assert Overdracht.objects.get().naar == andere_jobcoach
    maak_ongedaan(coordinator, uitkomst)
    assert Overdracht.objects.get().naar is None


# --- Standing in ------------------------------------------------------------------------------------------------------
def test_laten_waarnemen(coordinator, mensen, caseload, over, jobcoach, andere_jobcoach):
    gegevens = over | {"tot": getypt(dag(10)), "reden": "vakantie", "collegas": [andere_jobcoach.pk]}
    neem_waar(caseload[2], gebruiker=fabrieken.GebruikerFabriek(naam="Al Waar", rollen=["jobcoach"]),
              van=dag(8), tot=dag(12), reden="", door=jobcoach)  # fmt: skip
    adres, controle = tot_controle(coordinator, "waarnemen", mensen, gegevens)
    assert regels(controle)["Aalders"] == (True, "Anton Andere neemt waar voor Joke Jobcoach.")
    assert regels(controle)["Cohen"][1].startswith("Al Waar neemt al waar, van")
    uitkomst = bevestig(coordinator, adres)
    waar = Toewijzing.objects.filter(gebruiker=andere_jobcoach)
    assert {(t.vervangt, t.van, t.tot) for t in waar} == {(jobcoach, dag(), dag(10))}
    maak_ongedaan(coordinator, uitkomst)
    assert not Toewijzing.objects.filter(gebruiker=andere_jobcoach).exists()


def test_een_collega_die_zelf_weg_is_neemt_niet_waar(
    coordinator, mensen, caseload, over, jobcoach, andere_jobcoach, derde
):
    eigen = fabrieken.ToewijzingFabriek(gebruiker=andere_jobcoach, van=dag(-9))
    neem_waar(eigen, gebruiker=derde, van=dag(5), tot=dag(6), reden="", door=jobcoach)
    gegevens = over | {"tot": getypt(dag(10)), "reden": "vakantie", "collegas": [andere_jobcoach.pk]}
    antwoord = coordinator.post(kies(coordinator, "waarnemen", mensen), gegevens)
    assert "Anton Andere is in deze dagen zelf afwezig." in antwoord.text


def test_ik_ben_afwezig(client, mensen, caseload, jobcoach, andere_jobcoach, derde, dien_in):
    client.force_login(jobcoach)
    data = {
        "van": getypt(dag()),
        "tot": getypt(dag(7)),
        "collegas": [andere_jobcoach.pk],
        "reden": "vakantie",
        "mensen": [caseload[0].pk, caseload[1].pk],
    }
    fout = dien_in(client, reverse("dossier:afwezig"), data | {"tot": getypt(dag(-1))})
    assert "De einddatum ligt voor de begindatum." in fout.text
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        dien_in(client, reverse("dossier:afwezig"), data, inzending=sleutel)
    waar = Toewijzing.objects.filter(gebruiker=andere_jobcoach)
    assert {t.kandidaat.achternaam for t in waar} == {"Aalders", "Bakker"}
    week = client.get(reverse("rapportage:mijn_week"))
    assert "Anton Andere neemt voor u waar bij 2 mensen" in week.text
    client.force_login(andere_jobcoach)
    assert "U neemt waar voor Joke Jobcoach bij 2 mensen" in client.get(reverse("rapportage:mijn_week")).text


def test_wie_zelf_waarneemt_leest_dat_dat_blijft(
    client, mensen, caseload, jobcoach, andere_jobcoach, derde, dien_in
):
    fabrieken.ToewijzingFabriek(gebruiker=jobcoach, rol="jobcoach", vervangt=derde, tot=dag(5))
    client.force_login(jobcoach)
    data = {"collegas": [andere_jobcoach.pk], "reden": "vakantie"}
    na = data | {"van": getypt(dag(6)), "tot": getypt(dag(7)), "mensen": [caseload[0].pk]}
    zin = "U neemt in deze dagen waar voor Dirk Derde, bij 1 persoon."
    assert zin not in dien_in(client, reverse("dossier:afwezig"), na, follow=True).text
    tijdens = data | {"van": getypt(dag(4)), "tot": getypt(dag(5)), "mensen": [caseload[0].pk]}
    assert zin in dien_in(client, reverse("dossier:afwezig"), tijdens, follow=True).text


def test_wie_al_wordt_waargenomen_blijft_en_de_rest_gaat_door(
    client, mensen, caseload, jobcoach, andere_jobcoach, derde, dien_in
):
    neem_waar(caseload[0], gebruiker=derde, van=dag(), tot=dag(3), reden="", door=jobcoach)
    client.force_login(jobcoach)
    data = {
        "van": getypt(dag()),
        "tot": getypt(dag(7)),
        "collegas": [andere_jobcoach.pk],
        "reden": "vakantie",
    }
    antwoord = dien_in(client, reverse("dossier:afwezig"), data, follow=True)
    assert "Dirk Derde neemt al waar voor Joke Jobcoach" in antwoord.text
    assert Toewijzing.objects.filter(gebruiker=andere_jobcoach).count() == 2


@pytest.mark.parametrize(
    ("wie", "status"),
    [
        ("jobcoach", 302),
        ("coordinator_groningen", 302),
        ("andere_jobcoach", 404),
        ("coordinator_twente", 404),
    ],
)
def test_wie_mag_een_waarneming_stoppen(
    request, client, mensen, caseload, jobcoach, andere_jobcoach, wie, status
):
    rijen = [
        neem_waar(t, gebruiker=andere_jobcoach, van=dag(), tot=dag(5), reden="", door=jobcoach)
        for t in caseload
    ]
    client.force_login(request.getfixturevalue(wie))
    adres = reverse("dossier:waarneming_stoppen", args=[rijen[0].pk])
    assert client.get(adres).status_code == (200 if status == 302 else 404)
    assert client.post(adres, {"inzending": str(uuid.uuid4())}).status_code == status
    assert Toewijzing.objects.exclude(vervangt=None).exists() == (status == 404)


# --- Weight -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wie", "status"), [("jobcoach", 302), ("coordinator_groningen", 302), ("andere_jobcoach", 403)]
)
def test_wie_het_gewicht_zet(request, client, mensen, caseload, andere_jobcoach, dien_in, wie, status):
    fabrieken.ToewijzingFabriek(
        kandidaat=mensen[0], gebruiker=andere_jobcoach
    )  # coaches her too, for herself
    client.force_login(request.getfixturevalue(wie))
    adres = reverse("dossier:gewicht", args=[mensen[0].dossiernummer, caseload[0].pk])
    antwoord = dien_in(client, adres, {"soort": "zwaar", "reden": "start"})
    assert antwoord.status_code == status
    assert Gewicht.objects.exists() == (status == 302)
