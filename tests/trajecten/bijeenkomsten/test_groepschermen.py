"""Screens of the meetings of a cohort. Who may open them stands in the access table."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from kandidaten.diensten import wijs_toe
from tests import fabrieken
from tests.stappen import breng_naar
from trajecten.bijeenkomsten import stuur_herinneringen
from trajecten.keuzes import Aanwezigheid, Berichtsoort
from trajecten.lichtingen import geef_plaats
from trajecten.lichtingteam import stel_team_in
from trajecten.lichtingwissel import annuleer_lichting
from trajecten.models import Bericht, Bijeenkomst, Programma, Traject
from trajecten.statussen import Status

MAANDAG = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def maandag(time_machine):
    """Monday 2 March 2026, nine o'clock in Amsterdam."""
    time_machine.move_to(MAANDAG, tick=False)


@pytest.fixture
def lichting(programma, coordinator_groningen):
    Programma.objects.filter(pk=programma.pk).update(
        introductiedag=True, terugkomdag_weken=5, contract_maanden=6, proefplaatsing_maanden=None
    )
    programma.refresh_from_db()
    return fabrieken.LichtingFabriek(
        programma=programma,
        naam="Groningen lente",
        start=dt.date(2026, 3, 16),
        plaatsen=10,
        coordinator=coordinator_groningen,
    )


@pytest.fixture
def groep(lichting, regio_groningen, uwv_groningen, coordinator_groningen):
    def maak(aantal=1, *, regio=None, naar=None, **kandidaat):
        mensen = []
        for _ in range(aantal):
            traject = fabrieken.TrajectFabriek(
                kandidaat=fabrieken.KandidaatFabriek(behandelregio=regio or regio_groningen, **kandidaat),
                verwijzing__partner=uwv_groningen,
                programma=lichting.programma,
            )
            breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen)
            mensen.append(geef_plaats(traject, lichting=naar or lichting, door=coordinator_groningen))
        return mensen

    return maak


@pytest.fixture
def geselecteerd_nu(programma, regio_groningen, uwv_groningen, coordinator_groningen):
    """Somebody who was selected and has no cohort yet."""

    def maak():
        traject = fabrieken.TrajectFabriek(
            kandidaat__behandelregio=regio_groningen, verwijzing__partner=uwv_groningen, programma=programma
        )
        return breng_naar(traject, Status.GESELECTEERD, door=coordinator_groningen)

    return maak


@pytest.fixture
def coordinator(client, coordinator_groningen):
    client.force_login(coordinator_groningen)
    return client


def pad(wat, lichting):
    return reverse(f"trajecten:lichting_{wat}", args=[lichting.pk])


def inzending():
    return {"inzending": str(uuid.uuid4())}


def les(*trajecten, **anders):
    return (
        inzending()
        | {
            "soort": "les",
            "titel": "Les 1: bellen",
            "begin_0": "10-03-2026",
            "begin_1": "09:30",
            "tot": "12:00",
            "plaats": "Lokaal 1",
            "traject": [traject.pk for traject in trajecten],
        }
        | anders
    )


def teksten(antwoord):
    return [str(melding) for melding in antwoord.context["messages"]]


# --- One meeting ------------------------------------------------------------------------------------------------------
def test_een_les_plannen_en_uitnodigen(
    coordinator, groep, lichting, django_capture_on_commit_callbacks, mailoutbox
):
    een, twee, niet = groep(3)
    leeg = coordinator.get(pad("bijeenkomst_nieuw", lichting)).text
    assert leeg.count(" checked") == 3  # everybody, unless she says otherwise
    velden = les(een, twee)
    for _ in range(2):  # a double click plans once
        antwoord = coordinator.post(pad("bijeenkomst_nieuw", lichting), velden, follow=True)
    bijeenkomst = Bijeenkomst.objects.get()
    assert (bijeenkomst.titel, bijeenkomst.lichting) == ("Les 1: bellen", lichting)
    antwoord = coordinator.get(bijeenkomst.get_absolute_url())
    assert "2 mensen hebben nog geen bericht." in antwoord.text
    assert niet.kandidaat.lijstnaam not in antwoord.text
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("bijeenkomsten:uitnodigingen", args=[bijeenkomst.pk]), inzending())
    assert sorted(post.to[0] for post in mailoutbox) == sorted(t.kandidaat.email for t in (een, twee))
    assert "Plan een bijeenkomst" in coordinator.get(lichting.get_absolute_url()).text


def test_wat_er_mist_staat_bij_het_veld(coordinator, groep, lichting):
    antwoord = coordinator.post(pad("bijeenkomst_nieuw", lichting), les(soort="", tot="9:00"))
    fouten = antwoord.context["form"].errors
    assert set(fouten) == {"soort", "traject"}
    (een,) = groep()
    antwoord = coordinator.post(pad("bijeenkomst_nieuw", lichting), les(een, tot="9:00"))
    assert set(antwoord.context["form"].errors) == {"tot"}
    antwoord = coordinator.post(pad("bijeenkomst_nieuw", lichting), les(een, begin_0="01-03-2026"))
    assert "al voorbij" in antwoord.text
    assert not Bijeenkomst.objects.exists()


def test_met_mensen_van_een_andere_regio_kan_zij_niets(coordinator, groep, lichting, regio_twente):
    (ginds,) = groep(regio=regio_twente, achternaam="Vanginds")
    antwoord = coordinator.post(pad("bijeenkomst_nieuw", lichting), les(ginds))
    assert set(antwoord.context["form"].errors) == {"traject"}
    assert "Vanginds" not in antwoord.text


def test_een_trainer_plant_voor_haar_eigen_mensen(client, groep, lichting, trainer, coordinator_groningen):
    mijn, niet_mijn = groep(2)
    wijs_toe(
        kandidaat=mijn.kandidaat,
        gebruiker=trainer,
        rol="trainer",
        van=timezone.localdate(),
        door=coordinator_groningen,
    )
    client.force_login(trainer)
    assert "Plan een bijeenkomst" in client.get(lichting.get_absolute_url()).text
    antwoord = client.post(pad("bijeenkomst_nieuw", lichting), les(niet_mijn))
    assert set(antwoord.context["form"].errors) == {"traject"}
    antwoord = client.post(pad("bijeenkomst_nieuw", lichting), les(mijn), follow=True)
    assert "Bijeenkomst gepland voor 1 persoon." in antwoord.text
    bijeenkomst = Bijeenkomst.objects.get()
    (deelname,) = bijeenkomst.deelnames.all()
    velden = {f"aanwezig_{deelname.pk}": "afwezig_met_bericht", f"was_{deelname.pk}": "uitgenodigd"}
    client.post(bijeenkomst.get_absolute_url(), inzending() | velden)
    deelname.refresh_from_db()
    assert deelname.aanwezigheid == Aanwezigheid.AFWEZIG_MET_BERICHT
    velden = {f"aanwezig_{deelname.pk}": "uitgenodigd", f"was_{deelname.pk}": "afwezig_met_bericht"}
    client.post(bijeenkomst.get_absolute_url(), inzending() | velden)
    client.post(reverse("bijeenkomsten:uitnodigingen", args=[bijeenkomst.pk]), inzending())
    lijst = client.get(reverse("bijeenkomsten:lijst"))
    assert "Les 1: bellen" in lijst.text
    assert "Selectie" not in lijst.text  # that room is not hers


def test_een_trainer_leest_niet_welke_selectie_er_dan_ook_is(
    client, groep, lichting, trainer, coordinator_groningen, bijeenkomst
):
    (mijn,) = groep()
    wijs_toe(
        kandidaat=mijn.kandidaat,
        gebruiker=trainer,
        rol="trainer",
        van=timezone.localdate(),
        door=coordinator_groningen,
    )
    bijeenkomst.deelnames.create(traject=mijn)
    van_de_groep = Bijeenkomst.objects.create(
        soort="les",
        titel="Les",
        lichting=lichting,
        begin=bijeenkomst.begin,
        eind=bijeenkomst.eind,
        plaats="A",
    )
    van_de_groep.deelnames.create(traject=mijn)
    for wie, woorden in ((trainer, "een andere afspraak"), (coordinator_groningen, bijeenkomst.titel)):
        client.force_login(wie)
        assert f"Heeft dan ook: {woorden}" in client.get(van_de_groep.get_absolute_url()).text


# --- The days of the programme ----------------------------------------------------------------------------------------
def reeks(antwoord, **anders):
    """The form as the page shows it."""
    form = antwoord.context["form"]
    velden = inzending() | {"begin": "9:30", "tot": "16:00", "plaats": "Lokaal 1"}
    for _, kies, veld in form.rijen():
        if kies.value():
            velden[kies.html_name] = "on"
        velden[veld.html_name] = f"{veld.value():%d-%m-%Y}"
    return velden | anders


def verborgen(antwoord):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', antwoord.text))


def test_introductiedag_en_terugkomdagen_in_een_keer(coordinator, groep, lichting):
    groep(2)
    adres = pad("dagen", lichting)
    antwoord = coordinator.get(adres)
    assert [(dag.titel, dag.dag) for dag, *_ in antwoord.context["form"].rijen()] == [
        ("Introductiedag", dt.date(2026, 3, 16)),
        ("Terugkomdag 1", dt.date(2026, 4, 20)),
        ("Terugkomdag 2", dt.date(2026, 5, 25)),
        ("Terugkomdag 3", dt.date(2026, 6, 29)),
        ("Terugkomdag 4", dt.date(2026, 8, 3)),
        ("Terugkomdag 5", dt.date(2026, 9, 7)),
    ]
    velden = reeks(antwoord, dag_terugkomdag_2="26-05-2026")
    del velden["kies_terugkomdag_5"]
    controle = coordinator.post(adres, velden)
    assert "Wilt u deze 5 bijeenkomsten plannen?" in controle.text
    assert "dinsdag 26 mei 2026, 09:30 tot 16:00" in controle.text  # the day she chose, with its weekday
    assert not Bijeenkomst.objects.exists()
    klaar = coordinator.post(adres, verborgen(controle), follow=True)
    assert "5 bijeenkomsten gepland voor 2 mensen. Er is nog geen bericht verstuurd." in teksten(klaar)
    assert list(Bijeenkomst.objects.values_list("titel", "reeksnummer")) == [
        ("Introductiedag", 1), *[(f"Terugkomdag {nummer}", nummer) for nummer in range(1, 5)],
    ]  # fmt: skip
    assert Bijeenkomst.objects.get(soort="terugkomdag", reeksnummer=2).begin == dt.datetime(
        2026, 5, 26, 7, 30, tzinfo=dt.UTC
    )
    # Again: only what is left is proposed, also when the contract begins on another day.
    weer = coordinator.get(adres, {"contract": "23-03-2026", "contract_tot": "22-09-2026"})
    assert [dag.titel for dag, *_ in weer.context["form"].rijen()] == ["Terugkomdag 5"]
    assert "Al gepland" in weer.text


def test_de_controle_zegt_wat_er_in_de_weg_staat(coordinator, groep, lichting):
    groep()
    Bijeenkomst.objects.create(
        soort="les",
        titel="Rekenles",
        lichting=lichting,
        begin=dt.datetime(2026, 3, 16, 9, 0, tzinfo=dt.UTC),
        eind=dt.datetime(2026, 3, 16, 11, 0, tzinfo=dt.UTC),
        plaats="Elders",
    )
    adres = pad("dagen", lichting)
    controle = coordinator.post(adres, reeks(coordinator.get(adres)))
    assert "Let op: Dan is er voor de groep ook ‘Rekenles’, van 10:00 tot 12:00." in controle.text


def test_een_dag_die_voorbij_is_of_ontbreekt(coordinator, groep, lichting):
    groep()
    adres = pad("dagen", lichting)
    velden = reeks(coordinator.get(adres), dag_introductiedag_1="01-03-2026", dag_terugkomdag_1="")
    fouten = coordinator.post(adres, velden).context["form"].errors
    assert set(fouten) == {"dag_introductiedag_1", "dag_terugkomdag_1"}
    geen = inzending() | {"begin": "9:30", "tot": "16:00", "plaats": "Lokaal 1"}
    assert "Kies minstens een dag." in coordinator.post(adres, geen).text


def test_een_dag_in_het_weekend_wordt_de_maandag_erna(coordinator, lichting):
    antwoord = coordinator.get(
        pad("dagen", lichting), {"contract": "14-03-2026", "contract_tot": "20-06-2026"}
    )
    eerste = next(rij for rij in antwoord.context["form"].rijen() if rij[0].titel == "Terugkomdag 1")
    assert (eerste[0].dag, eerste[2].value()) == (dt.date(2026, 4, 18), dt.date(2026, 4, 20))


def test_een_programma_zonder_deze_dagen(coordinator, lichting):
    Programma.objects.update(introductiedag=False, terugkomdag_weken=None)
    assert "noemt geen introductiedag" in coordinator.get(pad("dagen", lichting)).text
    assert "Plan de" not in coordinator.get(pad("bijeenkomsten", lichting)).text


def test_zonder_einde_van_het_contract_rekenen_wij_een_jaar(coordinator, lichting):
    Programma.objects.update(contract_maanden=None)
    antwoord = coordinator.get(pad("dagen", lichting))
    assert "Wij rekenen met een jaar." in antwoord.text
    assert antwoord.context["form"].rijen()[-1][0].titel == "Terugkomdag 10"


# --- Inviting ---------------------------------------------------------------------------------------------------------
def test_wie_later_komt_krijgt_de_komende_bijeenkomsten_aangeboden(
    coordinator, groep, lichting, geselecteerd_nu, django_capture_on_commit_callbacks, mailoutbox
):
    eerst = groep(2)
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(*eerst))
    laat = geselecteerd_nu()
    antwoord = coordinator.post(pad("plaatsen", lichting), inzending() | {"traject": laat.pk}, follow=True)
    assert any("1 persoon staat nog niet op de lijst." in tekst for tekst in teksten(antwoord))
    assert "1 persoon staat nog niet op een lijst." in antwoord.text  # and it stays there
    adres = pad("uitnodigen", lichting)
    bijeenkomst = Bijeenkomst.objects.get()
    velden = inzending() | {"bijeenkomst": bijeenkomst.pk, "traject": laat.pk}
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            antwoord = coordinator.post(adres, velden, follow=True)
    assert [post.to for post in mailoutbox] == [[laat.kandidaat.email]]
    assert "nog niet op een lijst" not in coordinator.get(lichting.get_absolute_url()).text
    weer = coordinator.post(adres, velden | inzending(), follow=True)
    assert "Iedereen had deze uitnodigingen al." in teksten(weer)


def test_uitnodigen_begint_met_wat_binnen_zes_weken_komt(coordinator, groep, lichting):
    (een,) = groep()
    for dag in ("10-03-2026", "13-04-2026", "14-04-2026", "01-09-2026"):
        coordinator.post(pad("bijeenkomst_nieuw", lichting), les(een, begin_0=dag))
    eerste, tweede, derde, laatste = Bijeenkomst.objects.order_by("begin")
    form = coordinator.get(pad("uitnodigen", lichting)).context["form"]
    assert form["bijeenkomst"].value() == [str(eerste.pk), str(tweede.pk)]
    Bijeenkomst.objects.filter(pk__in=[eerste.pk, tweede.pk, derde.pk]).delete()
    form = coordinator.get(pad("uitnodigen", lichting)).context["form"]
    assert form["bijeenkomst"].value() == [str(laatste.pk)]  # the first one, however far
    assert "1 persoon zonder bericht" in coordinator.get(pad("bijeenkomsten", lichting)).text


def test_aangekruist_is_wie_aan_de_beurt_is(coordinator, groep, lichting):
    had, wacht, niet_gekozen = groep(3)
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(had, wacht))
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(niet_gekozen, begin_0="01-09-2026"))
    (laat,) = groep(1)
    eerste = Bijeenkomst.objects.earliest("begin")
    coordinator.post(pad("uitnodigen", lichting), inzending() | {"bijeenkomst": eerste.pk, "traject": had.pk})
    tekst = coordinator.get(pad("uitnodigen", lichting)).text
    aangekruist = {int(pk) for pk in re.findall(r'name="traject" value="(\d+)"[^>]* checked', tekst)}
    assert aangekruist == {wacht.pk, laat.pk}
    assert "Voor 1 van 2 bijeenkomsten" in tekst


def test_in_de_tijdlijn_leest_een_trainer_alleen_de_berichten_van_haar_groep(
    client, coordinator, groep, lichting, trainer, coordinator_groningen, bijeenkomst
):
    (mijn,) = groep()
    wijs_toe(
        kandidaat=mijn.kandidaat,
        gebruiker=trainer,
        rol="trainer",
        van=timezone.localdate(),
        door=coordinator_groningen,
    )
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(mijn))
    bijeenkomst.deelnames.create(traject=mijn)
    for deze in Bijeenkomst.objects.all():
        coordinator.post(reverse("bijeenkomsten:uitnodigingen", args=[deze.pk]), inzending())
    assert "Informatie over het werk. " in client.get(mijn.get_absolute_url()).text
    client.force_login(trainer)
    tekst = client.get(mijn.get_absolute_url()).text
    assert "Les 1: bellen. " in tekst
    assert "Informatie over het werk" not in tekst


def test_op_papier_staat_geen_voorrang(coordinator, groep, lichting, coordinator_groningen):
    een, twee = groep(2)
    Traject.objects.filter(pk=twee.pk).update(
        voorrang=True, voorrang_gecontroleerd_door=coordinator_groningen
    )
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(een, twee))
    bijeenkomst = Bijeenkomst.objects.get()
    op_papier = coordinator.get(reverse("bijeenkomsten:afdruk", args=[bijeenkomst.pk])).text
    assert een.kandidaat.lijstnaam in op_papier
    assert "oorrang" not in op_papier
    assert een.kandidaat.telefoon not in op_papier
    for adres in (lichting.get_absolute_url(), bijeenkomst.get_absolute_url()):
        zonder_af_te_drukken = re.sub(
            r'<(t[hd]|span)[^>]*class="niet-afdrukken">.*?</\1>',
            "",
            coordinator.get(adres).text,
            flags=re.DOTALL,
        )
        assert ">Voorrang<" not in zonder_af_te_drukken


def test_wie_verplaatst_wordt_moet_het_horen(coordinator, groep, lichting, coordinator_groningen):
    (een,) = groep()
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(een))
    coordinator.post(
        pad("uitnodigen", lichting),
        inzending() | {"bijeenkomst": Bijeenkomst.objects.get().pk, "traject": een.pk},
    )
    andere = fabrieken.LichtingFabriek(programma=lichting.programma, coordinator=coordinator_groningen)
    antwoord = coordinator.post(
        pad("verplaatsen", lichting), inzending() | {"naar": andere.pk, "traject": een.pk}, follow=True
    )
    assert any("Vertel het zelf" in tekst and een.kandidaat.naam in tekst for tekst in teksten(antwoord)), (
        teksten(antwoord)
    )
    assert not Bijeenkomst.objects.get().deelnames.exists()


def test_wie_stopt_leest_de_coordinator_van_welke_lijsten_zij_gaat(coordinator, groep, lichting):
    (een,) = groep()
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(een))
    adres = reverse("dossier:status", args=[een.kandidaat.dossiernummer, een.volgnummer])
    velden = inzending() | {"op": "02-03-2026", "reden": "terugtrekking_ander_werk", "gezien": een.status}
    controle = coordinator.post(f"{adres}?naar=teruggetrokken", velden)
    assert "1 bijeenkomst van de lichting. Vertel het de kandidaat zelf." in controle.text
    assert Bijeenkomst.objects.get().deelnames.exists()


def test_wie_niet_meer_in_de_groep_zit_valt_op(coordinator, groep, lichting):
    een, twee = groep(2)
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(een, twee))
    Traject.objects.filter(pk=een.pk).update(lichting=None)
    assert (
        coordinator.get(Bijeenkomst.objects.get().get_absolute_url()).text.count("Niet meer in de groep") == 1
    )


def test_de_planner_herinnert_een_keer(
    coordinator, groep, lichting, django_capture_on_commit_callbacks, mailoutbox
):
    een = groep(2)
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(*een))
    bijeenkomst = Bijeenkomst.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("bijeenkomsten:uitnodigingen", args=[bijeenkomst.pk]), inzending())
    mailoutbox.clear()
    for dagen, aantal in ((3, 0), (2, 2), (1, 0)):
        moment = bijeenkomst.begin - dt.timedelta(days=dagen, hours=1)
        with time_machine.travel(moment, tick=False), django_capture_on_commit_callbacks(execute=True):
            assert stuur_herinneringen() == aantal
    assert len(mailoutbox) == 2
    assert Bericht.objects.filter(soort=Berichtsoort.HERINNERING).count() == 2


def test_geen_herinnering_aan_een_lichting_die_niet_doorgaat(
    coordinator, groep, lichting, coordinator_groningen, django_capture_on_commit_callbacks
):
    """Her seat is gone and nobody called the meeting off yet: she is not sent there."""
    coordinator.post(pad("bijeenkomst_nieuw", lichting), les(*groep(1)))
    bijeenkomst = Bijeenkomst.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(reverse("bijeenkomsten:uitnodigingen", args=[bijeenkomst.pk]), inzending())
    lichting.refresh_from_db()
    annuleer_lichting(lichting, reden="later", door=coordinator_groningen)
    with time_machine.travel(bijeenkomst.begin - dt.timedelta(days=2, hours=1), tick=False):
        assert stuur_herinneringen() == 0


# --- The team ---------------------------------------------------------------------------------------------------------
def test_trainers_en_jobcoaches_kiezen(coordinator, groep, lichting, trainer, jobcoach):
    (een,) = groep()
    adres = pad("team", lichting)
    assert trainer.naam in coordinator.get(adres).text
    velden = {"trainers": trainer.pk, "jobcoaches": jobcoach.pk, "gezien": versie_van(lichting)}
    antwoord = coordinator.post(adres, inzending() | velden, follow=True)
    (tekst,) = teksten(antwoord)
    assert f"{trainer.naam} (trainer) bij 1 persoon" in tekst
    assert f"{jobcoach.naam} (jobcoach) bij 1 persoon" in tekst
    assert f"<dt>Trainers</dt><dd>{trainer.naam}</dd>" in antwoord.text
    assert een.kandidaat.toewijzingen.count() == 2
    conflict = coordinator.post(adres, inzending() | velden)
    assert "Een collega heeft dit intussen gewijzigd" in conflict.text
    vreemd = fabrieken.GebruikerFabriek(rollen=["coordinator"])
    fout = coordinator.post(adres, inzending() | velden | {"trainers": vreemd.pk})
    assert set(fout.context["form"].errors) == {"trainers"}


def versie_van(lichting):
    lichting.refresh_from_db()
    return lichting.versie


def test_een_trainer_van_de_groep_ziet_haar_op_mijn_groepen(
    client, groep, lichting, trainer, coordinator_groningen
):
    stel_team_in(
        lichting, trainers=[trainer], jobcoaches=[], gezien=versie_van(lichting), door=coordinator_groningen
    )
    (een,) = groep()
    client.force_login(trainer)
    antwoord = client.get(reverse("rapportage:mijn_groepen"))
    assert een.kandidaat.lijstnaam in antwoord.text
    assert reverse("trajecten:lichting_bijeenkomsten", args=[lichting.pk]) in antwoord.text


# --- What it costs ----------------------------------------------------------------------------------------------------
def test_een_lichting_met_bijeenkomsten_blijft_binnen_haar_vragen(
    coordinator, groep, lichting, django_assert_max_num_queries
):
    mensen = groep(6)
    for nummer in range(8):
        coordinator.post(pad("bijeenkomst_nieuw", lichting), les(*mensen, begin_0=f"{10 + nummer}-03-2026"))
    groep(2)
    coordinator.get(pad("bijeenkomsten", lichting))  # reads what was said: that writes the session
    for adres, budget in (
        (lichting.get_absolute_url(), 15),
        (pad("bijeenkomsten", lichting), 10),
        (pad("uitnodigen", lichting), 12),
        (pad("dagen", lichting), 12),
        (pad("team", lichting), 12),
    ):
        with django_assert_max_num_queries(budget):
            assert coordinator.get(adres).status_code == 200
