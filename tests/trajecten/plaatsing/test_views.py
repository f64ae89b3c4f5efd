"""The forms of work by test client: what is filled in, what is kept, undo, twice the same submit."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from trajecten.models import Lichting
from trajecten.plaatsing.keuzes import Eindreden
from trajecten.plaatsing.models import Meetmoment, Plaatsing


def adres(naam, traject, *meer):
    return reverse(f"plaatsing:{naam}", args=[traject.kandidaat.dossiernummer, traject.volgnummer, *meer])


def van(naam, plaatsing):
    return reverse(f"plaatsing:{naam}", args=[plaatsing.traject.kandidaat.dossiernummer, plaatsing.pk])


@pytest.fixture
def proefpost(ocaro, kpn):
    return {
        "werkplek": kpn.pk,
        "formele_werkgever": ocaro.pk,
        "opleider": ocaro.pk,
        "functie": "Klantadviseur",
        "uren_per_week": "24",
        "start": "1-9-2020",
        "maanden": "2",
        "toestemming_op": "1-9-2020",
        "intentie_maanden": "6",
        "intentie_uren": "",
        "aansprakelijkheid": "on",
        "inzending": str(uuid.uuid4()),
    }


@pytest.fixture
def contractpost(ocaro, kpn, proef):
    return {
        "vorige": proef.pk,
        "soort": "leerarbeid",
        "werkplek": kpn.pk,
        "formele_werkgever": ocaro.pk,
        "functie": "Klantadviseur",
        "uren_per_week": "24",
        "start": "1-11-2020",
        "gepland_einde": "31-8-2021",
        "inzending": str(uuid.uuid4()),
    }


def test_de_proef_staat_al_half_ingevuld(client, coordinator_groningen, julia, ocaro, kpn, uwv_groningen):
    julia.programma.formele_werkgever = ocaro
    julia.programma.save()
    julia.programma.werkgevers.add(kpn)
    client.force_login(coordinator_groningen)
    begin = client.get(adres("proefplaatsing", julia)).context["form"].initial
    assert (begin["formele_werkgever"], begin["werkplek"]) == (ocaro.pk, kpn.pk)
    assert (begin["verwijzer"], begin["uren_per_week"], begin["maanden"]) == (uwv_groningen.pk, 24, 2)


def test_proef_opslaan_zegt_de_laatste_dag_en_biedt_ongedaan_maken(
    client, coordinator_groningen, julia, proefpost
):
    client.force_login(coordinator_groningen)
    antwoord = client.post(adres("proefplaatsing", julia), proefpost, follow=True)
    assert "Proefplaatsing bewaard: 1 sep 2020 tot en met 31 okt 2020." in antwoord.content.decode()
    plaatsing = Plaatsing.objects.get()
    assert plaatsing.intentie_uren == 24  # left empty: as many hours as the trial
    terug = van("terugdraaien", plaatsing)
    assert terug in antwoord.content.decode()
    client.post(terug)
    assert not Plaatsing.objects.exists()


def test_dubbel_verzenden_schrijft_een_keer(client, coordinator_groningen, julia, proefpost):
    client.force_login(coordinator_groningen)
    for _ in range(2):
        assert client.post(adres("proefplaatsing", julia), proefpost).status_code == 302
    assert Plaatsing.objects.count() == 1


def test_dubbel_verzenden_van_een_contract_is_geen_fout(client, coordinator_groningen, julia, contractpost):
    """After the first submit the trial has its contract; the second click must not complain about that."""
    client.force_login(coordinator_groningen)
    for _ in range(2):
        assert client.post(adres("contract", julia), contractpost).status_code == 302
    assert Plaatsing.objects.contracten().count() == 1


def test_een_weigering_staat_bij_het_veld_en_wat_is_getypt_blijft(
    client, coordinator_groningen, julia, proefpost
):
    client.force_login(coordinator_groningen)
    antwoord = client.post(adres("proefplaatsing", julia), proefpost | {"maanden": "3", "functie": "Planner"})
    form = antwoord.context["form"]
    assert set(form.errors) == {"langer_reden", "toestemming_langer"}
    assert "2 fouten – Proefplaatsing vastleggen" in antwoord.content.decode()
    assert form["functie"].value() == "Planner"


def test_contract_volgt_op_de_proef_en_waarschuwt(client, coordinator_groningen, julia, proef, contractpost):
    client.force_login(coordinator_groningen)
    begin = client.get(adres("contract", julia)).context["form"].initial
    assert (begin["vorige"], begin["functie"], begin["werkplek"]) == (
        proef.pk,
        "Klantadviseur",
        proef.werkplek_id,
    )
    antwoord = client.post(
        adres("contract", julia), contractpost | {"gepland_einde": "31-1-2021"}, follow=True
    ).content.decode()
    assert "korter dan de afgesproken 6 maanden" in antwoord
    proef.refresh_from_db()
    assert proef.eindreden == Eindreden.VERVOLG


def test_contract_zonder_einde_vraagt_een_keuze(client, coordinator_groningen, julia, contractpost):
    client.force_login(coordinator_groningen)
    for anders in ({"gepland_einde": ""}, {"onbepaalde_tijd": "on"}):
        form = client.post(adres("contract", julia), contractpost | anders).context["form"]
        assert set(form.errors) == {"gepland_einde"}


def test_einde_met_ongedaan_maken(client, coordinator_groningen, contract):
    client.force_login(coordinator_groningen)
    data = {"laatste_werkdag": "31-3-2021", "eindreden": "v_loon", "versie": contract.versie}
    antwoord = client.post(van("einde", contract), data | {"inzending": str(uuid.uuid4())}, follow=True)
    assert "Leerarbeidsovereenkomst beëindigd op 31 mrt 2021: vanwege het loon." in antwoord.content.decode()
    client.post(van("einde_terug", contract))
    contract.refresh_from_db()
    assert contract.laatste_werkdag is None


def test_twee_coordinatoren_bij_een_einde_de_tweede_ziet_wat_er_nu_staat(
    client, coordinator_groningen, collega_groningen, contract
):
    gezien = contract.versie
    client.force_login(coordinator_groningen)
    data = {"laatste_werkdag": "31-3-2021", "eindreden": "v_loon", "versie": gezien}
    client.post(van("einde", contract), data | {"inzending": str(uuid.uuid4())})
    client.force_login(collega_groningen)
    ander = data | {"eindreden": "v_andere_baan", "inzending": str(uuid.uuid4())}
    antwoord = client.post(van("einde", contract), ander)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "Intussen gewijzigd door Carla Coördinator" in tekst
    assert "Vanwege het loon" in tekst
    contract.refresh_from_db()
    assert contract.eindreden == Eindreden.LOON


def test_jobcoach_leest_de_plaatsing_en_ziet_geen_knoppen(client, jobcoach, contract):
    from tests.fabrieken import ToewijzingFabriek

    ToewijzingFabriek(kandidaat=contract.traject.kandidaat, gebruiker=jobcoach)
    client.force_login(jobcoach)
    tekst = client.get(van("plaatsing", contract)).content.decode()
    assert "Ocaro" in tekst
    assert "KPN" in tekst
    assert "beëindigen" not in tekst
    assert "No-riskpolis" not in tekst


def test_no_riskpolis_staat_op_slot_tot_twee_maanden(client, coordinator_groningen, contract, time_machine):
    client.force_login(coordinator_groningen)
    time_machine.move_to(dt.datetime(2020, 12, 1, 12, tzinfo=dt.UTC))
    client.force_login(coordinator_groningen)
    assert "Mag pas vanaf 1 jan 2021" in client.get(van("plaatsing", contract)).content.decode()
    assert client.get(van("no_riskpolis", contract)).status_code == 404
    time_machine.move_to(dt.datetime(2021, 1, 2, 12, tzinfo=dt.UTC))
    client.force_login(coordinator_groningen)
    data = {"no_riskpolis": "nee", "versie": contract.versie, "inzending": str(uuid.uuid4())}
    assert client.post(van("no_riskpolis", contract), data).status_code == 302
    contract.refresh_from_db()
    assert contract.no_riskpolis is False


# --- Follow-up facts --------------------------------------------------------------------------------------------------
def test_meetmoment_geen_werk_beeindigt_de_plaatsing(client, coordinator_groningen, julia, contract):
    client.force_login(coordinator_groningen)
    data = {"datum": "1-2-2021", "antwoord": "geen_werk", "bron": "kandidaat", "inzending": str(uuid.uuid4())}
    form = client.post(adres("meetmoment", julia, 3), data).context["form"]
    assert form.errors["laatste_werkdag"] == ["Vul de laatste werkdag in."]
    data |= {"laatste_werkdag": "15-1-2021", "eindreden": "x_onbekend"}
    assert client.post(adres("meetmoment", julia, 3), data).status_code == 302
    contract.refresh_from_db()
    assert (contract.laatste_werkdag, contract.eindreden) == (dt.date(2021, 1, 15), Eindreden.ONBEKEND)


def test_meetmoment_verbeteren_laat_zien_wat_er_stond(client, coordinator_groningen, julia, contract):
    client.force_login(coordinator_groningen)
    data = {"datum": "1-2-2021", "antwoord": "onbekend", "bron": "kandidaat"}
    client.post(adres("meetmoment", julia, 3), data | {"inzending": str(uuid.uuid4())})
    assert client.get(adres("meetmoment", julia, 3)).context["form"].initial["antwoord"] == "onbekend"
    client.post(
        adres("meetmoment", julia, 3),
        data | {"antwoord": "zelfde_werkplek", "inzending": str(uuid.uuid4())},
    )
    assert Meetmoment.objects.get().antwoord == "zelfde_werkplek"


@pytest.mark.parametrize("maanden", [4, 36])
def test_een_meetmoment_dat_er_niet_is(client, coordinator_groningen, julia, contract, maanden, time_machine):
    time_machine.move_to(dt.datetime(2021, 3, 1, 12, tzinfo=dt.UTC))
    client.force_login(coordinator_groningen)
    assert client.get(adres("meetmoment", julia, maanden)).status_code == 404


# --- The whole cohort -------------------------------------------------------------------------------------------------
@pytest.fixture
def lichting(julia, coordinator_groningen):
    """A cohort with Julia and two others, all in the region of Groningen."""
    from tests import fabrieken
    from tests.stappen import breng_naar

    lichting = fabrieken.LichtingFabriek(programma=julia.programma, start=dt.date(2020, 9, 1))
    for uren in (20, 28):
        kandidaat = fabrieken.KandidaatFabriek(behandelregio=julia.kandidaat.behandelregio)
        traject = fabrieken.TrajectFabriek(kandidaat=kandidaat, programma=julia.programma, uren_per_week=uren)
        breng_naar(traject, "lopend", door=coordinator_groningen, op=lichting.start)
    julia.__class__.objects.update(lichting=lichting)
    return Lichting.objects.get(pk=lichting.pk)


def gekozen(lichting, **anders):
    data = {}
    for traject in lichting.trajecten.all():
        data |= {f"mee_{traject.pk}": "on", f"uren_{traject.pk}": str(traject.uren_per_week)}
    return data | {"inzending": str(uuid.uuid4())} | anders


def test_proef_en_contract_voor_de_hele_lichting(
    client, coordinator_groningen, lichting, proefpost, ocaro, kpn
):
    client.force_login(coordinator_groningen)
    pagina = client.get(reverse("plaatsing:lichting_proefplaatsing", args=[lichting.pk]))
    assert len(pagina.context["rijen"]) == 3
    antwoord = client.post(pagina.request["PATH_INFO"], proefpost | gekozen(lichting))
    assert antwoord.status_code == 302
    assert sorted(Plaatsing.objects.values_list("uren_per_week", "intentie_uren")) == [
        (20, 20),
        (24, 24),
        (28, 28),
    ]

    contract = reverse("plaatsing:lichting_contract", args=[lichting.pk])
    begin = client.get(contract).context["form"].initial
    assert (begin["formele_werkgever"], begin["werkplek"], begin["functie"]) == (
        ocaro.pk,
        kpn.pk,
        "Klantadviseur",
    )
    data = proefpost | {"soort": "leerarbeid", "start": "1-11-2020", "gepland_einde": "31-8-2021"}
    assert client.post(contract, data | gekozen(lichting)).status_code == 302
    assert Plaatsing.objects.contracten().filter(vorige__eindreden=Eindreden.VERVOLG).count() == 3
    assert client.get(contract).context["rijen"] == []


def test_wat_bij_een_mislukt_laat_de_anderen_staan(client, coordinator_groningen, lichting, proefpost):
    client.force_login(coordinator_groningen)
    ander = lichting.trajecten.exclude(kandidaat__achternaam="Luinenburg").order_by("pk")[0]
    data = proefpost | gekozen(lichting) | {"intentie_uren": "20"}
    antwoord = client.post(reverse("plaatsing:lichting_proefplaatsing", args=[lichting.pk]), data)
    assert antwoord.status_code == 200
    assert list(Plaatsing.objects.values_list("traject", flat=True)) == [ander.pk]  # who works 20 hours
    assert {rij[0].traject.pk for rij in antwoord.context["rijen"]} == set(
        lichting.trajecten.exclude(pk=ander.pk).values_list("pk", flat=True)
    )
    assert (
        "Julia Luinenburg: Het beoogde contract moet minstens evenveel uren hebben"
        in antwoord.content.decode()
    )


def test_niemand_gekozen(client, coordinator_groningen, lichting, proefpost):
    client.force_login(coordinator_groningen)
    antwoord = client.post(reverse("plaatsing:lichting_proefplaatsing", args=[lichting.pk]), proefpost)
    assert "Kies minstens een persoon." in antwoord.content.decode()
    assert not Plaatsing.objects.exists()


def test_coordinator_van_twente_ziet_niemand_uit_groningen(client, coordinator_twente, lichting):
    client.force_login(coordinator_twente)
    antwoord = client.get(reverse("plaatsing:lichting_proefplaatsing", args=[lichting.pk]))
    assert "Luinenburg" not in antwoord.content.decode()


def test_de_groepspagina_kost_niet_meer_bij_meer_mensen(
    client, coordinator_groningen, lichting, django_assert_max_num_queries
):
    from tests import fabrieken
    from tests.stappen import breng_naar

    client.force_login(coordinator_groningen)
    for _ in range(12):
        kandidaat = fabrieken.KandidaatFabriek(behandelregio__code="AM01")
        traject = fabrieken.TrajectFabriek(kandidaat=kandidaat, programma=lichting.programma)
        breng_naar(traject, "lopend", door=coordinator_groningen)
        traject.lichting = lichting
        traject.save(update_fields=["lichting"])
    with django_assert_max_num_queries(12):
        assert (
            len(client.get(reverse("plaatsing:lichting_proefplaatsing", args=[lichting.pk])).context["rijen"])
            == 15
        )
