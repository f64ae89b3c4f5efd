"""A meeting of a round: who is invited, and who came."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from trajecten.dossier.diensten import sluit_traject
from trajecten.models import Bijeenkomst, Deelname, Traject
from trajecten.selectie.bijeenkomsten import leg_aanwezigheid_vast, plan_bijeenkomst
from trajecten.selectie.diensten import neem_besluit
from trajecten.statussen import AfwijsReden, Status, TerugtrekReden

BEGIN = dt.datetime(2026, 9, 1, 10, 0, tzinfo=dt.UTC)
EIND = BEGIN + dt.timedelta(hours=2)


def test_plannen_nodigt_iedereen_uit(groep, rondes, coordinator_groningen):
    mensen = groep(2)
    waarden = {"begin": BEGIN, "eind": EIND, "plaats": "Stationsplein 9", "door": coordinator_groningen}
    bijeenkomst = plan_bijeenkomst(rondes[0], rondedeelnames=mensen, **waarden)
    assert (bijeenkomst.ronde, bijeenkomst.soort) == (rondes[0], "selectie")
    assert set(Deelname.objects.values_list("traject", "aanwezigheid")) == {
        (d.traject_id, "uitgenodigd") for d in mensen
    }
    with pytest.raises(ValidationError, match="deze ronde"):
        plan_bijeenkomst(rondes[1], rondedeelnames=mensen, **waarden)


def test_aanwezigheid_vraagt_een_uitnodiging(rondedeelname, coordinator_groningen):
    with pytest.raises(ValidationError, match="niet uitgenodigd"):
        leg_aanwezigheid_vast({rondedeelname: "aanwezig"}, door=coordinator_groningen)


def test_plannen_en_aanwezigheid_op_het_scherm(
    client, groep, coordinator_groningen, collega_groningen, django_assert_max_num_queries
):
    een, twee = groep(2)
    client.force_login(coordinator_groningen)
    plannen = reverse("selectie:bijeenkomst", args=[een.ronde_id])
    velden = {
        "begin_0": "1-9-2026",
        "begin_1": "10:00",
        "tot": "9:00",
        "plaats": "Zaal 2",
        "wie": [een.pk, twee.pk],
        "inzending": str(uuid.uuid4()),
    }
    antwoord = client.post(plannen, velden)
    assert "Deze tijd ligt voor het begin." in antwoord.text
    assert antwoord.text.index('name="begin_0"') < antwoord.text.index('name="tot"')
    for _ in range(2):  # a double click
        antwoord = client.post(plannen, velden | {"tot": "12:00"}, follow=True)
    assert Bijeenkomst.objects.count() == 1
    assert Bijeenkomst.objects.get().begin == timezone.make_aware(dt.datetime(2026, 9, 1, 10))
    assert "2 uitgenodigd, 0 aanwezig" in antwoord.text
    assert "al uitgenodigd" in client.get(plannen).text

    aanwezig = reverse("selectie:aanwezigheid", args=[een.ronde_id])
    with django_assert_max_num_queries(12):
        client.get(aanwezig)
    velden = {f"aanwezig_{een.pk}": "aanwezig", f"aanwezig_{twee.pk}": "afwezig_met_bericht"}
    antwoord = client.post(aanwezig, velden | {"inzending": str(uuid.uuid4())}, follow=True)
    assert "2 uitgenodigd, 1 aanwezig" in antwoord.text
    assert "Afwezig met bericht" in antwoord.text


@pytest.mark.parametrize("naam", ["bijeenkomst", "aanwezigheid"])
def test_die_van_twente_en_de_jobcoach(client, rondedeelname, coordinator_twente, jobcoach, naam):
    adres = reverse(f"selectie:{naam}", args=[rondedeelname.ronde_id])
    client.force_login(coordinator_twente)
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    assert rondedeelname.traject.kandidaat.achternaam not in antwoord.text
    client.force_login(jobcoach)
    assert [client.get(adres).status_code, client.post(adres).status_code] == [403, 403]


def test_zonder_mensen_plan_je_niets(client, rondedeelname, coordinator_twente):
    client.force_login(coordinator_twente)
    velden = {"begin_0": "1-9-2026", "begin_1": "10:00", "tot": "12:00", "plaats": "Zaal 2"}
    client.post(reverse("selectie:bijeenkomst", args=[rondedeelname.ronde_id]), velden)
    assert not Bijeenkomst.objects.exists()


def test_wie_al_is_uitgenodigd_krijgt_geen_tweede_uitnodiging(groep, rondes, coordinator_groningen):
    mensen = groep(2)
    zelfde = [
        type(mensen[0]).objects.get(pk=deelname.pk) for deelname in mensen
    ]  # as a colleague's page had them
    waarden = {"begin": BEGIN, "eind": EIND, "online": True, "door": coordinator_groningen}
    eerste = plan_bijeenkomst(rondes[0], rondedeelnames=mensen[:1], **waarden)
    tweede = plan_bijeenkomst(rondes[0], rondedeelnames=zelfde, **waarden)
    assert list(Deelname.objects.order_by("pk").values_list("bijeenkomst", "traject")) == [
        (eerste.pk, mensen[0].traject_id),
        (tweede.pk, mensen[1].traject_id),
    ]
    with pytest.raises(ValidationError, match="al uitgenodigd"):
        plan_bijeenkomst(rondes[0], rondedeelnames=zelfde, **waarden)
    assert Bijeenkomst.objects.count() == 2


def test_twee_mensen_vullen_samen_de_aanwezigheid_in(
    client, groep, rondes, coordinator_groningen, collega_groningen
):
    een, twee, drie = mensen = groep(3)
    plan_bijeenkomst(
        rondes[0], begin=BEGIN, eind=EIND, online=True, rondedeelnames=mensen, door=coordinator_groningen
    )
    adres = reverse("selectie:aanwezigheid", args=[een.ronde_id])
    client.force_login(coordinator_groningen)
    assert f'name="was_{een.pk}" value="uitgenodigd"' in client.get(adres).text
    gezien = {f"{soort}_{d.pk}": "uitgenodigd" for soort in ("was", "aanwezig") for d in mensen}

    def bewaar(gebruiker, **keuzes):
        client.force_login(gebruiker)
        velden = gezien | keuzes | {"inzending": str(uuid.uuid4())}
        return client.post(adres, velden, follow=True)

    bewaar(coordinator_groningen, **{f"aanwezig_{een.pk}": "aanwezig", f"aanwezig_{drie.pk}": "aanwezig"})
    antwoord = bewaar(
        collega_groningen,
        **{f"aanwezig_{twee.pk}": "aanwezig", f"aanwezig_{drie.pk}": "afwezig_met_bericht"},
    )
    assert list(Deelname.objects.order_by("pk").values_list("aanwezigheid", flat=True)) == ["aanwezig"] * 3
    assert f"{drie.traject.kandidaat.naam}: Een collega heeft dit intussen gewijzigd." in antwoord.text


def test_iedereen_op_aanwezig_vult_alleen_in_wie_nog_niets_heeft(
    client, groep, rondes, coordinator_groningen
):
    """One link instead of thirty choices; nothing is stored before the button, and a message of absence stays."""
    een, *_ = mensen = groep(3)
    plan_bijeenkomst(
        rondes[0], rondedeelnames=mensen, begin=BEGIN, eind=EIND, plaats="Zaal 2", door=coordinator_groningen
    )
    leg_aanwezigheid_vast({een: "afwezig_met_bericht"}, door=coordinator_groningen)
    client.force_login(coordinator_groningen)
    adres = reverse("selectie:aanwezigheid", args=[rondes[0].pk])
    assert 'href="?kies=aanwezig"' in client.get(adres).text
    form = client.get(adres, {"kies": "aanwezig"}).context["form"]
    gekozen = [form[f"aanwezig_{d.pk}"].value() for d in mensen]
    assert gekozen == ["afwezig_met_bericht", "aanwezig", "aanwezig"]
    assert [form[f"was_{d.pk}"].value() for d in mensen] == [
        "afwezig_met_bericht",
        "uitgenodigd",
        "uitgenodigd",
    ]
    assert Deelname.objects.filter(aanwezigheid="aanwezig").count() == 0


# --- Who stops before a meeting ---------------------------------------------------------------------------------------
@pytest.fixture
def volle_bijeenkomst(groep, rondes, coordinator_groningen):
    """A coming meeting with two seats: two people invited, one waiting. (meeting, the three Rondedeelname's)."""
    mensen = groep(3)
    bijeenkomst = plan_bijeenkomst(
        rondes[0],
        begin=timezone.now() + dt.timedelta(days=5),
        eind=timezone.now() + dt.timedelta(days=5, hours=2),
        online=True,
        capaciteit=2,
        rondedeelnames=mensen,
        door=coordinator_groningen,
    )
    return bijeenkomst, mensen


def aanwezigheden(mensen):
    return [Deelname.objects.get(rondedeelname=deelname).aanwezigheid for deelname in mensen]


def test_wie_stopt_in_de_selectie_maakt_haar_plaats_vrij(client, volle_bijeenkomst, coordinator_groningen):
    bijeenkomst, mensen = volle_bijeenkomst
    assert aanwezigheden(mensen) == ["uitgenodigd", "uitgenodigd", "wachtlijst"]
    neem_besluit(
        mensen[0], uitslag="teruggetrokken", reden=TerugtrekReden.ANDER_WERK, door=coordinator_groningen
    )
    assert aanwezigheden(mensen) == ["uitgenodigd", "uitgenodigd", "uitgenodigd"]
    assert Bijeenkomst.objects.met_bezetting().get(pk=bijeenkomst.pk).bezet == 2
    client.force_login(coordinator_groningen)
    papier = client.get(reverse("bijeenkomsten:afdruk", args=[bijeenkomst.pk])).text
    namen = [deelname.traject.kandidaat.lijstnaam for deelname in mensen]
    assert [naam in papier for naam in namen] == [False, True, True]


def test_wie_in_het_dossier_stopt_maakt_haar_plaats_vrij(volle_bijeenkomst, coordinator_groningen):
    _, mensen = volle_bijeenkomst
    traject = Traject.objects.get(pk=mensen[1].traject_id)
    sluit_traject(
        traject,
        naar=Status.TERUGGETROKKEN,
        op=timezone.localdate(),
        reden=TerugtrekReden.ANDER_WERK,
        door=coordinator_groningen,
    )
    assert aanwezigheden(mensen)[2] == "uitgenodigd"


def test_wie_er_was_telt_ook_na_haar_afwijzing_mee(volle_bijeenkomst, coordinator_groningen):
    bijeenkomst, mensen = volle_bijeenkomst
    Deelname.objects.filter(rondedeelname=mensen[0]).update(aanwezigheid="aanwezig")
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(begin=timezone.now() - dt.timedelta(hours=1))
    neem_besluit(mensen[0], uitslag="afgewezen", reden=AfwijsReden.TAAL, door=coordinator_groningen)
    assert Bijeenkomst.objects.met_bezetting().get(pk=bijeenkomst.pk).bezet == 2
    assert aanwezigheden(mensen)[2] == "wachtlijst"


def test_bij_de_aanwezigheid_staat_dat_een_bijeenkomst_nog_komt(
    client, volle_bijeenkomst, coordinator_groningen
):
    bijeenkomst, _ = volle_bijeenkomst
    adres = reverse("selectie:aanwezigheid", args=[bijeenkomst.ronde_id])
    client.force_login(coordinator_groningen)
    assert client.get(adres).text.count("nog niet geweest") == 3
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(begin=timezone.now() - dt.timedelta(hours=1))
    assert "nog niet geweest" not in client.get(adres).text
