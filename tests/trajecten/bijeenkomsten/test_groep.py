"""Meetings of a cohort, as services: planning one and a series, who is on the list, and who leaves it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.diensten import wijs_toe
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.bijeenkomsten import gelast_af
from trajecten.dossier.diensten import draai_status_terug, sluit_traject
from trajecten.groepsbijeenkomsten import nodig_uit, plan_groepsbijeenkomst, plan_reeks, zet_op_lijst
from trajecten.groepslijst import genodigd_voor_komende, in_de_weg, zonder_lijst
from trajecten.keuzes import Aanwezigheid, Berichtsoort, Berichtstatus, Bijeenkomstsoort
from trajecten.lichtingen import geef_plaats, haal_uit_lichting, zet_op_wachtlijst, zet_terug
from trajecten.lichtingwissel import annuleer_lichting, verplaats
from trajecten.models import Bericht, Bijeenkomst, Deelname, Traject
from trajecten.statussen import Status


@pytest.fixture
def lichting(programma, coordinator_groningen):
    return fabrieken.LichtingFabriek(
        programma=programma, naam="Groningen herfst", plaatsen=10, coordinator=coordinator_groningen
    )


@pytest.fixture
def groep(lichting, regio_groningen, uwv_groningen, coordinator_groningen):
    """`groep(n)`: n people with a seat in the cohort; `regio=`, `lichting=` and fields of Traject."""

    def maak(aantal=1, *, regio=None, naar=None, **velden):
        mensen = []
        for _ in range(aantal):
            traject = fabrieken.TrajectFabriek(
                kandidaat__behandelregio=regio or regio_groningen,
                verwijzing__partner=uwv_groningen,
                programma=lichting.programma,
                **velden,
            )
            breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen)
            mensen.append(geef_plaats(traject, lichting=naar or lichting, door=coordinator_groningen))
        return mensen

    return maak


def morgen(uur=10, dagen=1):
    dag = timezone.localdate() + dt.timedelta(days=dagen)
    return timezone.make_aware(dt.datetime.combine(dag, dt.time(uur)))


def afspraak(dagen=1, **anders):
    begin = morgen(dagen=dagen)
    return {
        "begin": begin,
        "eind": begin + dt.timedelta(hours=3),
        "plaats": "Lokaal 1",
        "online": False,
        "online_link": "",
        "capaciteit": None,
    } | anders


@pytest.fixture
def les(lichting, coordinator_groningen):
    """`les(trajecten, dagen=..., soort=...)`: a planned meeting of the cohort."""

    def plan(trajecten, *, soort=Bijeenkomstsoort.LES, titel="", **anders):
        return plan_groepsbijeenkomst(
            lichting,
            soort=soort,
            titel=titel,
            trajecten=trajecten,
            door=coordinator_groningen,
            **afspraak(**anders),
        )

    return plan


def lijst(bijeenkomst):
    return dict(bijeenkomst.deelnames.order_by("pk").values_list("traject", "aanwezigheid"))


# --- Planning ---------------------------------------------------------------------------------------------------------
def test_een_les_voor_gekozen_mensen(les, groep, lichting):
    een, twee, drie = groep(3)
    bijeenkomst = les([een, twee])
    assert (bijeenkomst.titel, bijeenkomst.lichting, bijeenkomst.ronde) == ("Les", lichting, None)
    assert lijst(bijeenkomst) == dict.fromkeys([een.pk, twee.pk], Aanwezigheid.UITGENODIGD)
    assert drie.pk not in lijst(bijeenkomst)
    assert not Bericht.objects.exists()  # planning writes to nobody


def test_wie_niet_past_wacht_en_voorrang_gaat_eerst(les, groep, coordinator_groningen):
    een, twee = groep(2)
    (voorrang,) = groep(voorrang=True, voorrang_gecontroleerd_door=coordinator_groningen)
    bijeenkomst = les([een, twee, voorrang], capaciteit=2)
    assert lijst(bijeenkomst) == {
        voorrang.pk: Aanwezigheid.UITGENODIGD,
        een.pk: Aanwezigheid.UITGENODIGD,
        twee.pk: Aanwezigheid.WACHTLIJST,
    }


def test_alleen_mensen_van_de_groep_soorten_van_een_groep_en_een_later_moment(les, groep, lichting):
    (een,) = groep()
    vreemd = fabrieken.TrajectFabriek(programma=lichting.programma)
    with pytest.raises(ValidationError, match="Niet iedereen heeft een plaats"):
        les([een, vreemd])
    with pytest.raises(ValidationError, match="Kies een soort van de lijst"):
        les([een], soort=Bijeenkomstsoort.SELECTIE)
    with pytest.raises(ValidationError, match="al voorbij"):
        les([een], dagen=-1)
    assert not Bijeenkomst.objects.exists()


def test_niet_voor_een_geannuleerde_lichting(les, lichting, coordinator_groningen):
    annuleer_lichting(lichting, reden="later", door=coordinator_groningen)
    with pytest.raises(ValidationError, match="geannuleerd"):
        les([])


def dag(nummer, soort=Bijeenkomstsoort.TERUGKOMDAG, **anders):
    return {"soort": soort, "reeksnummer": nummer, "titel": f"Terugkomdag {nummer}"} | afspraak(
        dagen=nummer * 7, **anders
    )


def test_een_reeks_twee_keer_plannen_maakt_niets_dubbel(groep, lichting, coordinator_groningen):
    mensen = groep(2)
    eerste = plan_reeks(lichting, dagen=[dag(1), dag(2)], trajecten=mensen, door=coordinator_groningen)
    assert [b.titel for b in eerste] == ["Terugkomdag 1", "Terugkomdag 2"]
    Bijeenkomst.objects.filter(pk=eerste[0].pk).update(
        begin=morgen(14, 9), eind=morgen(15, 9)
    )  # moved by hand
    erbij = plan_reeks(lichting, dagen=[dag(1), dag(2), dag(3)], trajecten=mensen, door=coordinator_groningen)
    assert [b.reeksnummer for b in erbij] == [3]
    assert Bijeenkomst.objects.count() == 3
    assert Deelname.objects.count() == 6


def test_een_afgelaste_dag_van_de_reeks_kan_opnieuw(groep, lichting, coordinator_groningen):
    (weg,) = plan_reeks(lichting, dagen=[dag(1)], trajecten=groep(), door=coordinator_groningen)
    gelast_af(weg, door=coordinator_groningen)
    assert len(plan_reeks(lichting, dagen=[dag(1)], trajecten=[], door=coordinator_groningen)) == 1


def test_de_database_weigert_dezelfde_dag_twee_keer(les, lichting, coordinator_groningen):
    plan_groepsbijeenkomst(lichting, trajecten=[], door=coordinator_groningen, **dag(1))
    with pytest.raises(ValidationError, match="al gepland voor deze lichting"):
        plan_groepsbijeenkomst(lichting, trajecten=[], door=coordinator_groningen, **dag(1))


def test_wat_in_de_weg_staat(les, lichting, programma):
    les([], titel="Rekenles")
    zelfde = [{"begin": morgen(12), "eind": morgen(14), "plaats": "Zaal 9"}]
    assert in_de_weg(lichting, zelfde) == {
        morgen(12): "Dan is er voor de groep ook ‘Rekenles’, van 10:00 tot 13:00."
    }
    ander = fabrieken.LichtingFabriek(programma=programma)
    assert in_de_weg(ander, zelfde) == {}
    assert "deze plaats" in in_de_weg(ander, [zelfde[0] | {"plaats": "LOKAAL 1"}])[morgen(12)]
    assert in_de_weg(lichting, [zelfde[0] | {"begin": morgen(13)}]) == {}  # it begins when the other ends


# --- Inviting ---------------------------------------------------------------------------------------------------------
def test_uitnodigen_zet_op_de_lijst_en_schrijft_een_keer(
    les, groep, coordinator_groningen, django_capture_on_commit_callbacks, mailoutbox
):
    een, laat = groep(2)
    bijeenkomst = les([een])
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            nodig_uit(bijeenkomst, trajecten=[een, laat], door=coordinator_groningen)
    assert sorted(post.to[0] for post in mailoutbox) == sorted([een.kandidaat.email, laat.kandidaat.email])
    assert all("afspraak.ics" in str(post.message()) for post in mailoutbox)
    assert lijst(bijeenkomst) == dict.fromkeys([een.pk, laat.pk], Aanwezigheid.UITGENODIGD)


def test_wie_later_komt_gaat_niet_voor_wie_al_wacht(les, groep, coordinator_groningen):
    een, wacht, laat = groep(3)
    bijeenkomst = les([een, wacht], capaciteit=1)
    bijeenkomst.deelnames.filter(traject=een).update(aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT)
    zet_op_lijst(bijeenkomst, trajecten=[laat], door=coordinator_groningen)
    assert lijst(bijeenkomst)[laat.pk] == Aanwezigheid.WACHTLIJST


def test_niet_op_de_lijst_van_wat_voorbij_of_afgelast_is(les, groep, coordinator_groningen):
    (een,) = groep()
    bijeenkomst = les([])
    gelast_af(bijeenkomst, door=coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        zet_op_lijst(bijeenkomst, trajecten=[een], door=coordinator_groningen)
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(
        afgelast_op=None, begin=morgen(dagen=-1), eind=morgen(12, -1)
    )
    with pytest.raises(ValidationError, match="al begonnen"):
        zet_op_lijst(bijeenkomst, trajecten=[een], door=coordinator_groningen)


def test_wie_later_komt_staat_nog_op_geen_lijst(
    les, groep, lichting, coordinator_groningen, regio_twente, coordinator_twente
):
    een = groep(2)
    les(een)
    assert zonder_lijst(lichting, coordinator_groningen) == 0
    groep(1)
    groep(1, regio=regio_twente)
    assert zonder_lijst(lichting, coordinator_groningen) == 1
    assert zonder_lijst(lichting, coordinator_twente) == 1  # the near miss counts her own


# --- Leaving ----------------------------------------------------------------------------------------------------------
def test_wie_verplaatst_wordt_gaat_van_de_komende_lijsten_en_maakt_plaats(
    les, groep, lichting, coordinator_groningen
):
    een, wacht = groep(2)
    voorbij, komt = les([een], dagen=2), les([een, wacht], capaciteit=1)
    Bijeenkomst.objects.filter(pk=voorbij.pk).update(begin=morgen(dagen=-2), eind=morgen(12, -2))
    nodig_uit(komt, trajecten=[een, wacht], door=coordinator_groningen)
    assert genodigd_voor_komende([een, wacht]) == {een.pk, wacht.pk}
    andere = fabrieken.LichtingFabriek(programma=lichting.programma, coordinator=coordinator_groningen)
    verplaats(een, naar=andere, door=coordinator_groningen)
    assert lijst(voorbij) == {een.pk: Aanwezigheid.UITGENODIGD}  # what was, stays
    assert lijst(komt) == {wacht.pk: Aanwezigheid.UITGENODIGD}
    soorten = [(b.traject_id, b.soort, b.status) for b in Bericht.objects.order_by("pk")]
    assert (
        een.pk,
        Berichtsoort.UITNODIGING,
        Berichtstatus.VERVALLEN,
    ) in soorten  # not sent yet: no longer needed
    assert (wacht.pk, Berichtsoort.UITNODIGING, Berichtstatus.KLAAR) in soorten


@pytest.mark.parametrize("hoe", ["eruit", "wachtlijst", "terugtrekken"])
def test_wie_weggaat_staat_op_geen_komende_lijst(les, groep, lichting, coordinator_groningen, hoe):
    een, blijft = groep(2)
    bijeenkomst = les([een, blijft])
    if hoe == "eruit":
        haal_uit_lichting(een, door=coordinator_groningen)
    elif hoe == "wachtlijst":
        zet_op_wachtlijst(een, lichting=lichting, door=coordinator_groningen)
    else:
        sluit_traject(
            een,
            naar=Status.TERUGGETROKKEN,
            op=timezone.localdate(),
            door=coordinator_groningen,
            reden="terugtrekking_ander_werk",
        )
    assert lijst(bijeenkomst) == {blijft.pk: Aanwezigheid.UITGENODIGD}


def test_wie_terugkomt_wordt_weer_aangeboden(les, groep, lichting, coordinator_groningen):
    (een,) = groep()
    les([een])
    sluit_traject(
        een,
        naar=Status.TERUGGETROKKEN,
        op=timezone.localdate(),
        door=coordinator_groningen,
        reden="terugtrekking_ander_werk",
    )
    draai_status_terug(een, door=coordinator_groningen, toelichting="Was een vergissing.")
    assert zonder_lijst(lichting, coordinator_groningen) == 1


def test_annuleren_laat_iedereen_op_de_lijst_zodat_afgelasten_bericht_geeft(
    les, groep, lichting, coordinator_groningen
):
    (een,) = groep()
    bijeenkomst = les([een])
    nodig_uit(bijeenkomst, trajecten=[een], door=coordinator_groningen)
    lichting.refresh_from_db()
    annuleer_lichting(lichting, reden="later", door=coordinator_groningen)
    (bericht,) = gelast_af(bijeenkomst, door=coordinator_groningen)
    assert (bericht.traject, bericht.soort) == (een, Berichtsoort.AFGELAST)


# --- Rights -----------------------------------------------------------------------------------------------------------
def test_een_trainer_ziet_de_bijeenkomsten_van_haar_groep_en_geen_selectie(
    les, groep, trainer, regio_twente, coordinator_groningen, coordinator_twente, bijeenkomst, genodigden
):
    mijn, niet_mijn = groep(2)
    (ginds,) = groep(1, regio=regio_twente)
    (selectie,) = genodigden(1)
    for traject in (mijn, selectie.traject):
        wijs_toe(
            kandidaat=traject.kandidaat,
            gebruiker=trainer,
            rol="trainer",
            van=timezone.localdate(),
            door=coordinator_groningen,
        )
    komt = les([mijn, niet_mijn, ginds])
    zonder_haar = les([niet_mijn], dagen=3)
    zichtbaar = Bijeenkomst.objects.zichtbaar_voor
    assert set(zichtbaar(trainer)) == {komt}
    assert set(zichtbaar(coordinator_groningen)) == {komt, zonder_haar, bijeenkomst}
    assert set(zichtbaar(coordinator_twente)) == {komt}
    assert [d.traject for d in komt.deelnames.van(trainer)] == [mijn]
    assert [d.traject for d in komt.deelnames.van(coordinator_twente)] == [ginds]
    leeg = les([], dagen=4)
    assert set(zichtbaar(trainer)) == {komt, leeg}  # of her group, nobody invited yet
    Traject.objects.filter(pk=mijn.pk).update(lichting=None)
    assert leeg not in zichtbaar(trainer)


def test_zet_terug_houdt_wie_er_al_zat(les, groep, lichting, coordinator_groningen):
    """Undoing a wait gives the seat back; she is invited again by hand."""
    (een,) = groep()
    bijeenkomst = les([een])
    zet_op_wachtlijst(een, lichting=lichting, door=coordinator_groningen)
    zet_terug(
        een, gezien=een.versie, lichting=lichting, status=Status.GESELECTEERD, door=coordinator_groningen
    )
    assert lijst(bijeenkomst) == {}
    assert zonder_lijst(lichting, coordinator_groningen) == 1
