"""Who did not come stays in sight, is invited again or decided about, and still counts for the meeting she missed."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.draden import tegelijk
from trajecten.keuzes import Aanwezigheid
from trajecten.models import Bijeenkomst, Deelname
from trajecten.selectie.bijeenkomsten import (
    leg_aanwezigheid_vast,
    maak_bijeenkomst,
    nodig_uit,
    plan_bijeenkomst,
    trek_uitnodiging_in,
)
from trajecten.selectie.models import Rondedeelname

MET, ZONDER = Aanwezigheid.AFWEZIG_MET_BERICHT, Aanwezigheid.AFWEZIG_ZONDER_BERICHT


@pytest.fixture
def bijeenkomst(rondes):
    """`bijeenkomst(dagen)`: a meeting of the first round, so many days from now."""

    def maak(dagen):
        begin = timezone.now() + dt.timedelta(days=dagen)
        return maak_bijeenkomst(rondes[0], begin=begin, eind=begin + dt.timedelta(hours=2), plaats="Zaal 2")

    return maak


@pytest.fixture
def weggebleven(groep, rondes, coordinator_groningen):
    """`weggebleven(code, ...)`: people whose meeting was last week, each with what was recorded of her."""

    def maak(*codes):
        mensen = groep(len(codes))
        vorige_week = timezone.now() - dt.timedelta(days=7)
        plan_bijeenkomst(
            rondes[0],
            begin=vorige_week,
            eind=vorige_week + dt.timedelta(hours=2),
            plaats="Zaal 1",
            rondedeelnames=mensen,
            door=coordinator_groningen,
        )
        leg_aanwezigheid_vast(dict(zip(mensen, codes, strict=True)), door=coordinator_groningen)
        return mensen

    return maak


def ronde_url(deelname, naam="ronde"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id])


def test_opnieuw_uitnodigen_laat_de_eerste_staan(weggebleven, bijeenkomst, coordinator_groningen):
    een, twee = weggebleven(ZONDER, Aanwezigheid.AANWEZIG)
    nodig_uit(een, bijeenkomst=bijeenkomst(3), door=coordinator_groningen)
    een.refresh_from_db()
    assert een.deelname.aanwezigheid == Aanwezigheid.UITGENODIGD
    standen = Deelname.objects.filter(traject=een.traject).order_by("bijeenkomst__begin")
    assert list(standen.values_list("aanwezigheid", flat=True)) == [ZONDER, Aanwezigheid.UITGENODIGD]
    assert Rondedeelname.objects.met_gemist().get(pk=een.pk).keer_gemist == 1, "the missed one still counts"
    assert Rondedeelname.objects.met_gemist().get(pk=twee.pk).keer_gemist == 0


def test_wie_er_was_of_wordt_verwacht_wordt_niet_opnieuw_uitgenodigd(
    weggebleven, bijeenkomst, coordinator_groningen
):
    een, twee = weggebleven(Aanwezigheid.AANWEZIG, Aanwezigheid.UITGENODIGD)
    assert not Rondedeelname.objects.filter(pk__in=[een.pk, twee.pk]).niet_uitgenodigd().exists()


def test_niet_twee_keer_voor_dezelfde_bijeenkomst(groep, bijeenkomst, coordinator_groningen):
    (een,) = groep(1)
    over_drie = bijeenkomst(3)
    nodig_uit(een, bijeenkomst=over_drie, door=coordinator_groningen)
    leg_aanwezigheid_vast({een: MET}, door=coordinator_groningen)
    with pytest.raises(ValidationError, match="Kies een andere bijeenkomst"):
        nodig_uit(een, bijeenkomst=over_drie, door=coordinator_groningen)


def test_een_vergissing_haalt_de_gemiste_terug(weggebleven, bijeenkomst, coordinator_groningen):
    (een,) = weggebleven(ZONDER)
    gemist = een.deelname_id
    nodig_uit(een, bijeenkomst=bijeenkomst(3), door=coordinator_groningen)
    trek_uitnodiging_in(een, door=coordinator_groningen)
    een.refresh_from_db()
    assert een.deelname_id == gemist
    assert een.is_weggebleven


@pytest.mark.django_db(transaction=True)
def test_twee_collegas_tegelijk_nodigen_een_keer_uit(
    weggebleven, bijeenkomst, coordinator_groningen, collega_groningen
):
    (een,) = weggebleven(ZONDER)
    zalen = [bijeenkomst(3), bijeenkomst(4)]
    tegelijk(
        *[
            lambda zaal=zaal, wie=wie: nodig_uit(
                Rondedeelname.objects.select_related("traject__kandidaat").get(pk=een.pk),
                bijeenkomst=zaal,
                door=wie,
            )
            for zaal, wie in zip(zalen, (coordinator_groningen, collega_groningen), strict=True)
        ]
    )
    assert Deelname.objects.filter(traject=een.traject).count() == 2  # the missed one, and one new one


# --- On screen --------------------------------------------------------------------------------------------------------
def test_niet_gekomen_is_een_groep_met_een_volgende_stap(
    client, weggebleven, bijeenkomst, coordinator_groningen, coordinator_twente
):
    een, twee, drie, _ = weggebleven(MET, ZONDER, Aanwezigheid.AANWEZIG, Aanwezigheid.UITGENODIGD)
    over_drie = bijeenkomst(3)
    client.force_login(coordinator_groningen)
    html = client.get(ronde_url(een)).text
    assert "Niet gekomen (2)" in html
    assert f"{een.traject.kandidaat.lijstnaam}: afwezig met bericht op" in html
    assert f"{twee.traject.kandidaat.lijstnaam}: afwezig zonder bericht op" in html
    assert f"{drie.traject.kandidaat.lijstnaam}: " not in html
    assert "Van 1 kandidaat staat nog niet vast of deze kwam." in html  # the fourth
    nummer = twee.traject.kandidaat.dossiernummer
    assert reverse("selectie:kandidaat", args=[een.ronde_id, nummer]) + "#besluit-kop" in html

    # Chosen here, she goes to the group action with the meetings that are planned, and back to the rounds.
    stap = client.post(
        reverse("dossier:groep"), {"lijst": "selectie", "kandidaat": nummer, "actie": "uitnodigen"}
    )
    assert stap.status_code == 302
    keuze = client.get(stap.url)
    assert "(1 van hen nog niet uitgenodigd)" in keuze.text
    controle = client.post(
        stap.url, {"bijeenkomst": str(over_drie.pk), "inzending": str(uuid.uuid4())}, follow=True
    )
    assert "Wordt uitgenodigd. Kwam niet op" in controle.text
    assert reverse("selectie:overzicht") in controle.text
    client.post(controle.request["PATH_INFO"], {"inzending": str(uuid.uuid4())})
    assert over_drie.deelnames.get().traject == twee.traject
    html = client.get(ronde_url(een)).text
    assert "Niet gekomen (1)" in html
    assert "(kwam eerder 1 keer niet)" in html
    client.force_login(coordinator_twente)
    assert "Niet gekomen" not in client.get(ronde_url(een)).text


def test_een_nieuwe_bijeenkomst_zegt_wie_er_niet_was(client, weggebleven, coordinator_groningen):
    een, twee, _ = weggebleven(MET, ZONDER, Aanwezigheid.AANWEZIG)
    client.force_login(coordinator_groningen)
    adres = ronde_url(een, "bijeenkomst")
    form = client.get(adres).context["form"]
    assert [code for code, _ in form.fields["wie"].choices] == [str(een.pk), str(twee.pk)]
    assert "(kwam niet op " in form.fields["wie"].choices[0][1]
    morgen = timezone.localdate() + dt.timedelta(days=1)
    velden = {"begin_0": f"{morgen:%d-%m-%Y}", "begin_1": "10:00", "tot": "12:00", "plaats": "Zaal 3"}
    assert "Kies minstens een kandidaat om uit te nodigen." in client.post(adres, velden).text
    client.post(adres, velden | {"wie": [twee.pk], "inzending": str(uuid.uuid4())})
    nieuw = Bijeenkomst.objects.get(plaats="Zaal 3")
    assert list(nieuw.deelnames.values_list("traject", flat=True)) == [twee.traject_id]


def test_wie_nog_moet_komen_staat_niet_bij_niet_ingevuld(client, groep, bijeenkomst, coordinator_groningen):
    (een,) = groep(1)
    nodig_uit(een, bijeenkomst=bijeenkomst(3), door=coordinator_groningen)
    client.force_login(coordinator_groningen)
    assert "staat nog niet vast of" not in client.get(ronde_url(een)).text
    with time_machine.travel(timezone.now() + dt.timedelta(days=4), tick=False):
        client.force_login(coordinator_groningen)
        assert "staat nog niet vast of" in client.get(ronde_url(een)).text
