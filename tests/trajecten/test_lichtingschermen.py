"""The screens of cohorts: who may, what they do, what they cost."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import wijs_toe
from kandidaten.models import Toewijzing
from tests import fabrieken
from trajecten.diensten import wijzig_traject
from trajecten.lichtingen import (
    geef_plaats,
    haal_uit_lichting,
    plaats_mensen,
    start_lichting,
    zet_op_wachtlijst,
)
from trajecten.models import Lichting, Statuswissel, Traject
from trajecten.statussen import Status

GROEPSPAGINAS = ["lichting_uren", "lichting_toewijzen", "lichting_privacy"]
ACTIES = ["lichting_plaatsen", "lichting_wachtlijst", "lichting_eruit"]


@pytest.fixture
def als(client):
    def inloggen(gebruiker):
        client.force_login(gebruiker)
        return client

    return inloggen


def url(naam, lichting=None):
    return reverse(f"trajecten:{naam}", args=[lichting.pk] if lichting else [])


def verzend(client, adres, **velden):
    return client.post(adres, {"inzending": str(uuid.uuid4()), **velden}, follow=True)


def teksten(antwoord):
    return [str(m) for m in antwoord.context["messages"]]


def nummers(mensen):
    return [traject.pk for traject in mensen]


# --- Rights -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wie", ["verwijzer", "beheerder", "vreemde"])
def test_wie_niet_met_groepen_werkt_krijgt_403(als, request, lichting, wie):
    client = als(request.getfixturevalue(wie))
    paginas = ["lichting", "lichting_wijzigen", "lichting_start", *GROEPSPAGINAS]
    assert [client.get(url(naam, lichting)).status_code for naam in paginas] == [403] * 6
    assert [client.get(url(naam)).status_code for naam in ("lichtingen", "lichting_nieuw")] == [403] * 2
    assert [client.post(url(naam, lichting)).status_code for naam in ACTIES] == [403] * 3


@pytest.mark.parametrize("wie", ["jobcoach", "trainer", "teamleider", "manager"])
def test_wie_alleen_leest_wijzigt_niets(als, request, lichting, geplaatst, coordinator_groningen, wie):
    (traject,) = geplaatst(1)
    gebruiker = request.getfixturevalue(wie)
    if wie in ("trainer", "teamleider"):
        fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=gebruiker, rol=wie)
    client = als(gebruiker)
    assert client.get(url("lichting", lichting)).status_code == 200
    paginas = ["lichting_wijzigen", "lichting_start", *GROEPSPAGINAS]
    assert [client.get(url(naam, lichting)).status_code for naam in paginas] == [403] * 5
    assert [client.post(url(naam, lichting), {"traject": traject.pk}).status_code for naam in ACTIES] == [
        403
    ] * 3
    assert client.post(url("lichting_start", lichting)).status_code == 403
    traject.refresh_from_db()
    assert (traject.lichting, traject.status) == (lichting, Status.GESELECTEERD)


def test_een_jobcoach_ziet_alleen_haar_eigen_mensen(
    als, lichting, geplaatst, geselecteerd, jobcoach, andere_jobcoach
):
    (eigen,) = geplaatst(1)
    (ander,) = geplaatst(1)
    Toewijzing.objects.filter(kandidaat=ander.kandidaat).delete()
    tekst = als(jobcoach).get(url("lichting", lichting)).text
    assert eigen.kandidaat.lijstnaam in tekst
    assert ander.kandidaat.achternaam not in tekst
    assert "En 1 persoon met wie u niet werkt." in tekst
    assert 'type="checkbox"' not in tekst
    assert als(andere_jobcoach).get(url("lichting", lichting)).status_code == 404
    assert lichting.naam not in als(andere_jobcoach).get(url("lichtingen")).text


def test_een_manager_ziet_aantallen_en_geen_namen(als, lichting, geplaatst, geselecteerd, manager):
    mensen = geplaatst(2)
    tekst = als(manager).get(url("lichting", lichting)).text
    assert "2 van 3 plaatsen" in tekst
    assert not [t for t in mensen if t.kandidaat.achternaam in tekst or t.kandidaat.dossiernummer in tekst]
    assert "2 van 3" in als(manager).get(url("lichtingen")).text


def test_mensen_uit_andere_regios_zijn_een_aantal(
    als, lichting, geplaatst, geselecteerd, regio_twente, coordinator_twente
):
    eigen = geplaatst(2)
    (elders,) = geplaatst(1, regio=regio_twente)
    (te_plaatsen,) = geselecteerd(1)
    tekst = als(coordinator_twente).get(url("lichting", lichting)).text
    assert elders.kandidaat.lijstnaam in tekst
    assert not [t for t in [*eigen, te_plaatsen] if t.kandidaat.achternaam in tekst]
    assert "En 2 mensen uit andere regio's." in tekst.replace("&#x27;", "'")


def test_wie_niet_iedereen_ziet_start_niet(
    als, lichting, geplaatst, regio_twente, coordinator_twente, collega_groningen
):
    geplaatst(2)
    geplaatst(1, regio=regio_twente)
    for gebruiker in (coordinator_twente, collega_groningen):
        client = als(gebruiker)
        assert "Start lichting" not in client.get(url("lichting", lichting)).text
        assert client.get(url("lichting_start", lichting)).status_code == 403
        assert client.post(url("lichting_start", lichting)).status_code == 403
    assert not Traject.objects.filter(status=Status.LOPEND).exists()


@pytest.mark.usefixtures("op_de_startdag")
def test_de_coordinator_van_de_lichting_start_ook_wie_zij_niet_ziet(
    als, lichting, geplaatst, regio_twente, coordinator_groningen
):
    eigen, (elders,) = geplaatst(2), geplaatst(1, regio=regio_twente)
    recap = als(coordinator_groningen).get(url("lichting_start", lichting))
    assert elders.kandidaat.achternaam not in recap.text
    assert "En 1 persoon uit andere regio's." in recap.text.replace("&#x27;", "'")
    verzend(als(coordinator_groningen), url("lichting_start", lichting), **verborgen(recap))
    assert Traject.objects.filter(status=Status.LOPEND, pk__in=nummers([*eigen, elders])).count() == 3


def test_wat_bij_een_ander_ontbreekt_noemt_geen_naam(
    als, lichting, geplaatst, geselecteerd, regio_twente, coordinator_groningen
):
    (elders,) = geselecteerd(1, regio=regio_twente)
    geef_plaats(elders, lichting=lichting, door=coordinator_groningen)
    client = als(coordinator_groningen)
    tekst = client.get(url("lichting_start", lichting)).text
    tekst += verzend(client, url("lichting_start", lichting), gezien=lichting.versie, mensen="x").text
    assert elders.kandidaat.achternaam not in tekst
    assert "1 persoon uit andere regio" in tekst


@pytest.mark.parametrize("actie", ACTIES)
def test_die_van_twente_verplaatst_niemand_uit_groningen(
    als, lichting, geplaatst, geselecteerd, coordinator_twente, actie
):
    (met_plaats,), (zonder,) = geplaatst(1), geselecteerd(1)
    antwoord = verzend(als(coordinator_twente), url(actie, lichting), traject=nummers([met_plaats, zonder]))
    assert teksten(antwoord) == ["Kies minstens een kandidaat."]
    assert Traject.objects.get(pk=met_plaats.pk).lichting == lichting
    assert Traject.objects.get(pk=zonder.pk).lichting is None


@pytest.mark.parametrize(
    ("pagina", "velden"), [("lichting_privacy", {"op": "1-1-2026"}), ("lichting_toewijzen", {})]
)
def test_die_van_twente_wijzigt_niemand_uit_groningen(
    als, lichting, geplaatst, jobcoach, coordinator_twente, pagina, velden
):
    (traject,) = geplaatst(1)
    voor = Toewijzing.objects.count()
    velden = {"gebruiker": jobcoach.pk, "van": "1-1-2026", **velden, "traject": traject.pk}
    antwoord = verzend(als(coordinator_twente), url(pagina, lichting), **velden)
    assert "traject" in antwoord.context["form"].errors
    assert Toewijzing.objects.count() == voor


# --- The list and a new cohort ----------------------------------------------------------------------------------------
@pytest.mark.usefixtures("op_de_startdag")
def test_de_lijst_filtert_op_programma_en_tijd(als, lichting, geplaatst, coordinator_groningen):
    andere = fabrieken.LichtingFabriek(naam="Ander programma")
    geplaatst(1)
    start_lichting(lichting, door=coordinator_groningen)
    client = als(coordinator_groningen)

    def namen(**vraag):
        return [rij[0].naam for rij in client.get(url("lichtingen"), vraag).context["rijen"]]

    assert sorted(namen()) == ["Ander programma", "Groningen herfst"]
    assert namen(programma=andere.programma_id) == ["Ander programma"]
    assert namen(wanneer="komend") == ["Ander programma"]
    assert namen(wanneer="lopend") == ["Groningen herfst"]
    assert namen(wanneer="voorbij") == []
    assert (
        "Geen lichting past bij deze filters." in client.get(url("lichtingen"), {"wanneer": "voorbij"}).text
    )


def test_een_lichting_maken_en_wijzigen(als, programma, coordinator_groningen, collega_groningen):
    client = als(coordinator_groningen)
    velden = {
        "inzending": str(uuid.uuid4()),
        "programma": programma.pk, "naam": "Herfst", "start": "1-9-2026", "plaatsen": "16",
        "vestiging": "", "coordinator": coordinator_groningen.pk,
    }  # fmt: skip
    for _ in range(2):  # a double click
        antwoord = client.post(url("lichting_nieuw"), velden, follow=True)
        assert antwoord.status_code == 200
    lichting = Lichting.objects.get()
    assert (lichting.naam, lichting.start, lichting.plaatsen) == ("Herfst", dt.date(2026, 9, 1), 16)
    dubbel = verzend(client, url("lichting_nieuw"), **{**velden, "inzending": str(uuid.uuid4())})
    assert "Er is al een lichting met deze naam in dit programma." in dubbel.text
    del velden["inzending"]
    wijziging = {**velden, "plaatsen": "12", "versie": lichting.versie}
    assert teksten(verzend(client, url("lichting_wijzigen", lichting), **wijziging)) == [
        "Lichting gewijzigd."
    ]
    te_laat = verzend(
        als(collega_groningen), url("lichting_wijzigen", lichting), **{**wijziging, "plaatsen": "20"}
    )
    assert "Intussen gewijzigd door Carla Coördinator" in te_laat.text
    assert Lichting.objects.get().plaatsen == 12


def test_te_weinig_plaatsen_is_een_fout_bij_het_veld(als, lichting, geplaatst, coordinator_groningen):
    geplaatst(3)
    velden = {
        "naam": lichting.naam,
        "start": "1-9-2026",
        "plaatsen": "2",
        "coordinator": coordinator_groningen.pk,
    }
    antwoord = verzend(
        als(coordinator_groningen), url("lichting_wijzigen", lichting), versie=lichting.versie, **velden
    )
    assert antwoord.context["form"].errors["plaatsen"] == ["Er zitten al 3 mensen in deze lichting."]


# --- Seats with undo --------------------------------------------------------------------------------------------------
def ongedaan_knop(antwoord):
    return re.search(r'action="([^"]*/ongedaan/[^"]*)"', antwoord.text)[1]


def test_plaatsen_en_ongedaan_maken(als, lichting, geselecteerd, coordinator_groningen):
    mensen = geselecteerd(4)
    client = als(coordinator_groningen)
    antwoord = verzend(
        client, url("lichting_plaatsen", lichting), traject=nummers(mensen), rest_naar_wachtlijst="on"
    )
    assert teksten(antwoord) == [
        "3 mensen geplaatst en 1 persoon op de wachtlijst gezet. Ongedaan maken kan tien minuten."
    ]
    assert Traject.objects.filter(lichting=lichting, status=Status.WACHTLIJST).get().pk == mensen[3].pk
    terug = client.post(ongedaan_knop(antwoord), follow=True)
    assert teksten(terug) == ["Ongedaan gemaakt voor 4 mensen."]
    assert set(Traject.objects.values_list("status", "lichting")) == {(Status.GESELECTEERD.value, None)}
    nog_eens = client.post(ongedaan_knop(antwoord), follow=True)
    assert all("intussen gewijzigd" in tekst for tekst in teksten(nog_eens))


def test_zonder_vinkje_hoort_wie_niet_past_waarom(als, lichting, geselecteerd, coordinator_groningen):
    mensen = geselecteerd(4)
    antwoord = verzend(
        als(coordinator_groningen), url("lichting_plaatsen", lichting), traject=nummers(mensen)
    )
    assert teksten(antwoord)[1].startswith(
        f"{mensen[3].kandidaat.naam}: Alle plaatsen in deze lichting zijn bezet."
    )


def test_twee_keer_verzonden_plaatst_een_keer(als, lichting, geselecteerd, coordinator_groningen):
    velden = {"inzending": str(uuid.uuid4()), "traject": nummers(geselecteerd(2))}
    client = als(coordinator_groningen)
    assert len(teksten(client.post(url("lichting_plaatsen", lichting), velden, follow=True))) == 1
    assert teksten(client.post(url("lichting_plaatsen", lichting), velden, follow=True)) == []


def test_ongedaan_maken_verloopt_en_is_van_een_mens(
    als, lichting, geplaatst, coordinator_groningen, collega_groningen
):
    (traject,) = geplaatst(1)
    antwoord = verzend(als(coordinator_groningen), url("lichting_eruit", lichting), traject=traject.pk)
    assert teksten(antwoord)[0].startswith("1 persoon uit de lichting gehaald")
    knop = ongedaan_knop(antwoord)
    assert "kan niet meer" in teksten(als(collega_groningen).post(knop, follow=True))[0]
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11), tick=False):
        assert "kan niet meer" in teksten(als(coordinator_groningen).post(knop, follow=True))[0]
    assert Traject.objects.get(pk=traject.pk).lichting is None
    assert als(coordinator_groningen).get(knop).status_code == 405
    als(coordinator_groningen).post(knop)
    assert Traject.objects.get(pk=traject.pk).lichting == lichting


def test_van_plaats_naar_wachtlijst_en_weer_een_plaats(als, lichting, geplaatst, coordinator_groningen):
    (traject,) = geplaatst(1)
    client = als(coordinator_groningen)
    antwoord = verzend(client, url("lichting_wachtlijst", lichting), traject=traject.pk)
    assert "Deze lichting" in antwoord.text
    assert Traject.objects.get(pk=traject.pk).status == Status.WACHTLIJST
    verzend(client, url("lichting_plaatsen", lichting), traject=traject.pk)
    assert Traject.objects.get(pk=traject.pk).status == Status.GESELECTEERD


# --- Work on the group ------------------------------------------------------------------------------------------------
def test_uren_voor_iedereen_in_een_keer(als, lichting, geplaatst, coordinator_groningen, collega_groningen):
    een, twee = geplaatst(2)
    client = als(coordinator_groningen)
    pagina = client.get(url("lichting_uren", lichting))
    velden = verborgen(pagina) | {f"uren_{een.pk}": "20", f"uren_{twee.pk}": "28"}
    ander = Traject.objects.get(pk=twee.pk)
    ander.uren_per_week = 24
    wijzig_traject(ander, gezien=ander.versie, velden=["uren_per_week"], door=collega_groningen)
    antwoord = verzend(client, url("lichting_uren", lichting), **velden)
    assert antwoord.redirect_chain[-1][0] == url("lichting_uren", lichting), (
        "back to where the conflict can be seen"
    )
    assert teksten(antwoord) == [
        "Uren en kwalificatie opgeslagen voor 1 persoon.",
        f"{twee.kandidaat.naam}: Een collega heeft dit intussen gewijzigd. Kijk wat er nu staat.",
    ]
    assert list(Traject.objects.order_by("pk").values_list("uren_per_week", flat=True)) == [20, 24]


def test_uren_buiten_het_programma_zijn_een_fout(als, lichting, geplaatst, coordinator_groningen):
    (een,) = geplaatst(1)
    client = als(coordinator_groningen)
    velden = verborgen(client.get(url("lichting_uren", lichting))) | {f"uren_{een.pk}": "40"}
    antwoord = verzend(client, url("lichting_uren", lichting), **velden)
    assert f"uren_{een.pk}" in antwoord.context["form"].errors


def test_een_trainer_toewijzen_aan_wie_er_nog_geen_heeft(
    als, lichting, geplaatst, trainer, coordinator_groningen
):
    een, twee = geplaatst(2)
    wijs_toe(
        kandidaat=een.kandidaat,
        gebruiker=trainer,
        rol="trainer",
        van=timezone.localdate(),
        door=coordinator_groningen,
    )
    client, adres = als(coordinator_groningen), f"{url('lichting_toewijzen', lichting)}?rol=trainer"
    aangekruist = re.findall(r'value="(\d+)" id="wie-\d+" checked', client.get(adres).text)
    assert aangekruist == [str(twee.pk)]
    antwoord = verzend(client, adres, gebruiker=trainer.pk, van="1-9-2026", traject=nummers([een, twee]))
    assert teksten(antwoord) == [
        "Tom Trainer is nu trainer van 1 persoon.",
        f"{een.kandidaat.naam}: Deze collega is al toegewezen.",
    ]


def test_uitleg_over_privacy_vastleggen(als, lichting, geplaatst, coordinator_groningen):
    (traject,) = geplaatst(1)
    client, adres = als(coordinator_groningen), url("lichting_privacy", lichting)
    morgen = f"{timezone.localdate() + dt.timedelta(days=1):%d-%m-%Y}"
    assert "Deze datum ligt in de toekomst." in verzend(client, adres, op=morgen, traject=traject.pk).text
    assert "Kies minstens een kandidaat." in verzend(client, adres, op="1-9-2026").text
    verzend(client, adres, op="2-9-2026", traject=traject.pk)
    traject.kandidaat.refresh_from_db()
    assert traject.kandidaat.privacy_gegeven_op == dt.date(2026, 9, 2)


# --- The start --------------------------------------------------------------------------------------------------------
def verborgen(antwoord):
    """The hidden fields of the page's own form, as the browser would send them back."""
    velden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', antwoord.text))
    velden.pop("csrfmiddlewaretoken", None)
    velden.pop("inzending", None)
    return velden


@pytest.mark.usefixtures("op_de_startdag")
def test_de_start_toont_eerst_wie_en_start_dan_iedereen(als, lichting, geplaatst, coordinator_groningen):
    mensen = geplaatst(3)
    client = als(coordinator_groningen)
    recap = client.get(url("lichting_start", lichting))
    assert "Start lichting met 3 mensen" in recap.text
    velden = {"inzending": str(uuid.uuid4()), **verborgen(recap)}
    antwoord = client.post(url("lichting_start", lichting), velden, follow=True)
    assert teksten(antwoord) == ["Lichting ‘Groningen herfst’ is gestart."]
    assert (
        client.post(url("lichting_start", lichting), velden, follow=True).status_code == 200
    )  # a double click
    assert Statuswissel.objects.filter(naar=Status.LOPEND).count() == len(mensen)
    assert client.get(url("lichting_start", lichting)).status_code == 302


def test_de_start_zegt_wat_er_nog_moet(als, lichting, geplaatst, geselecteerd, coordinator_groningen):
    geplaatst(1)
    (zonder,) = geselecteerd(1, kandidaat__privacy_gegeven_op=None)
    geef_plaats(zonder, lichting=lichting, door=coordinator_groningen)
    client = als(coordinator_groningen)
    tekst = client.get(url("lichting_start", lichting)).text
    assert "Deze lichting kan nog niet starten." in tekst
    assert f'href="{url("lichting_privacy", lichting)}"' in tekst
    assert "Start lichting met" not in tekst
    lichting.refresh_from_db()
    antwoord = verzend(client, url("lichting_start", lichting), gezien=lichting.versie, mensen="")
    assert not Traject.objects.filter(status=Status.LOPEND).exists()
    assert teksten(antwoord)


@pytest.mark.usefixtures("op_de_startdag")
def test_gewijzigd_na_het_overzicht(als, lichting, geplaatst, coordinator_groningen, collega_groningen):
    mensen = geplaatst(3)
    client = als(coordinator_groningen)
    velden = verborgen(client.get(url("lichting_start", lichting)))
    haal_uit_lichting(mensen[0], door=collega_groningen)
    antwoord = verzend(client, url("lichting_start", lichting), **velden)
    assert teksten(antwoord) == [
        "De lichting is intussen gewijzigd. Er is nog niemand gestart. Kijk opnieuw."
    ]
    assert not Traject.objects.filter(status=Status.LOPEND).exists()
    zonder_velden = verzend(client, url("lichting_start", lichting))
    assert "intussen gewijzigd" in teksten(zonder_velden)[0]


# --- Cost -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [3, 50])
def test_een_grote_lichting_kost_evenveel(
    als, lichting, geselecteerd, aantal, jobcoach, coordinator_groningen, django_assert_max_num_queries
):
    lichting.plaatsen = aantal
    lichting.save()
    mensen = geselecteerd(aantal)
    plaats_mensen(mensen, lichting=lichting, door=coordinator_groningen)
    for traject in mensen:
        wijs_toe(
            kandidaat=traject.kandidaat, gebruiker=jobcoach, rol="jobcoach", van=timezone.localdate(),
            door=coordinator_groningen,
        )  # fmt: skip
    geselecteerd(3)
    for traject in geselecteerd(3):
        zet_op_wachtlijst(traject, lichting=lichting, door=coordinator_groningen)
    fabrieken.LichtingFabriek.create_batch(
        aantal, programma=lichting.programma, coordinator=coordinator_groningen
    )
    client = als(coordinator_groningen)
    with django_assert_max_num_queries(10):
        lijst = client.get(url("lichtingen"))
    assert len(lijst.content) < 60_000
    with django_assert_max_num_queries(15):
        assert client.get(url("lichting", lichting)).status_code == 200
    with django_assert_max_num_queries(15):
        assert client.get(url("lichting_start", lichting)).status_code == 200
    for naam in [*GROEPSPAGINAS, "lichting_wijzigen"]:
        with django_assert_max_num_queries(15 if naam == "lichting_wijzigen" else 12):
            assert client.get(url(naam, lichting)).status_code == 200
    with django_assert_max_num_queries(12):
        client.get(url("lichting_nieuw"))
    client = als(jobcoach)
    with django_assert_max_num_queries(15):
        client.get(url("lichting", lichting))
