"""The mail of the day: what is in it, that nothing comes twice, and what happens when sending goes wrong."""

import datetime as dt
import smtplib
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from kandidaten.models import Toewijzing
from rapportage import dagoverzicht, herinneringen
from rapportage.dagoverzicht import ONDERWERP, kies_herinneringen, stuur_dagoverzichten
from rapportage.herinneringen import BRONNEN, WOORDEN, nieuwe_zaken, soorten_van
from rapportage.keuzes import Herinneringsoort as Soort
from rapportage.models import Dagoverzicht, Overzichtafmelding, VerstuurdeHerinnering
from tests import fabrieken
from tests.draden import tegelijk
from tests.rapportage.hulp import contact, dag, gesprek, in_ronde, lopend, nieuw_traject, plaatsing
from tests.stappen import breng_naar
from trajecten.models import Bijeenkomst, Deelname, Examendeel, Traject
from trajecten.opleiding.models import Examen
from trajecten.statussen import Status

INSTELLINGEN = "/instellingen/"


@pytest.fixture(autouse=True)
def woensdag(time_machine):
    """07:00 in the Netherlands."""
    time_machine.move_to(dt.datetime(2026, 3, 4, 6, 0, tzinfo=dt.UTC), tick=False)
    return time_machine


@pytest.fixture
def mens(regio_groningen, programma, coordinator_groningen, jobcoach):
    """Somebody who runs since Monday 12 January, coached by the jobcoach."""

    def maak(**velden):
        coach = velden.pop("coach", jobcoach)
        return lopend(
            regio_groningen, programma, coordinator_groningen, dt.date(2026, 1, 12), coach=coach, **velden
        )

    return maak


@pytest.fixture
def vandaag_gesprek(mens, jobcoach):
    traject = mens(voornaam="Julia", achternaam="Luinenburg")
    gesprek(traject, jobcoach, dag(-7), volgende_datum=dag(0))
    return traject


def aan(gebruiker):
    return [post for post in mail.outbox if post.to == [gebruiker.email]]


def soorten(gebruiker, nu=None):
    """{kind: how many} of what is new for her."""
    telling = {}
    for zaak in nieuwe_zaken(gebruiker, nu or timezone.now()):
        telling[zaak.soort] = telling.get(zaak.soort, 0) + 1
    return telling


# --- The mail ---------------------------------------------------------------------------------------------------------
def test_aantallen_en_adressen_zonder_namen(vandaag_gesprek, mens, jobcoach, settings):
    settings.SITE_ADRES = "https://trajecten.voorbeeld.nl"
    laat = mens(achternaam="Verlaat")
    gesprek(laat, jobcoach, dag(-20))
    assert stuur_dagoverzichten().verstuurd == 2, "the coordinator reads of missed coaching"
    (post,) = aan(jobcoach)
    assert post.subject == ONDERWERP == "Trajecten: uw overzicht van vandaag"
    assert "2 gesprekken zijn vandaag of te laat\n  https://trajecten.voorbeeld.nl/mijn-week/" in post.body
    assert "https://trajecten.voorbeeld.nl/instellingen/" in post.body
    assert post.extra_headers["Auto-Submitted"] == "auto-generated"
    assert post.content_subtype == "plain"
    for traject in (vandaag_gesprek, laat):
        kandidaat = traject.kandidaat
        for woord in (
            kandidaat.voornaam,
            kandidaat.achternaam,
            kandidaat.dossiernummer,
            "KPN",
            jobcoach.naam,
        ):
            assert woord not in post.subject + post.body


def test_een_is_een(vandaag_gesprek, jobcoach):
    stuur_dagoverzichten()
    assert "- 1 gesprek is vandaag of te laat" in aan(jobcoach)[0].body


def test_niets_te_melden_is_geen_mail(jobcoach, trainer, coordinator_groningen):
    assert stuur_dagoverzichten().verstuurd == 0
    assert mail.outbox == []
    assert not Dagoverzicht.objects.exists()


def test_elke_soort_heeft_woorden_en_een_bestaande_pagina(settings):
    for _, soort in BRONNEN:
        een, meer, pagina = WOORDEN[soort]
        assert "{n}" in meer and "{" not in een
        assert dagoverzicht._adres(pagina).startswith(settings.SITE_ADRES + "/")


# --- Never twice ------------------------------------------------------------------------------------------------------
def test_twee_keer_draaien_stuurt_een_keer(vandaag_gesprek, jobcoach):
    assert stuur_dagoverzichten().verstuurd == 1
    assert stuur_dagoverzichten().verstuurd == 0
    assert len(aan(jobcoach)) == 1
    overzicht = Dagoverzicht.objects.get(gebruiker=jobcoach)
    assert (overzicht.status, overzicht.dag) == ("verstuurd", dag(0))
    assert VerstuurdeHerinnering.objects.get(gebruiker=jobcoach).dagoverzicht == overzicht


def test_hoogstens_een_mail_per_dag_ook_als_er_iets_bij_komt(vandaag_gesprek, mens, jobcoach, woensdag):
    stuur_dagoverzichten()
    gesprek(mens(), jobcoach, dag(-7), volgende_datum=dag(0))
    stuur_dagoverzichten()
    assert len(aan(jobcoach)) == 1
    woensdag.shift(dt.timedelta(days=1))
    assert stuur_dagoverzichten(aan=jobcoach).verstuurd == 1
    assert "2 gesprekken" in aan(jobcoach)[1].body, "both are late now"


def test_over_hetzelfde_komt_er_pas_weer_een_als_het_erger_is(
    mens, jobcoach, coordinator_groningen, woensdag
):
    """Late since one period: told once, and again when a second one passes without a talk."""
    traject = mens()
    gesprek(traject, jobcoach, dag(-9))  # Monday 23 February; the periods run from Monday
    dagen = []
    for _ in range(13):
        stuur_dagoverzichten(aan=jobcoach)
        if len(aan(jobcoach)) > len(dagen):
            dagen.append(timezone.localdate())
        woensdag.shift(dt.timedelta(days=1))
    # Due by Sunday 8 March; late from Monday 9, and a second period late from Monday 16.
    assert dagen == [dt.date(2026, 3, 8), dt.date(2026, 3, 9), dt.date(2026, 3, 16)]
    gesprek(traject, jobcoach, dag(0))
    assert soorten(jobcoach) == {}


def test_een_mail_telt_alleen_wat_nieuw_is(mens, jobcoach, woensdag):
    """The contract was told yesterday and still ends; today somebody is due as well."""
    eerste, tweede = mens(), mens()
    plaatsing(eerste, "arbeidsovereenkomst", dag(-60), dag(20))
    gesprek(eerste, jobcoach, dag(0))
    gesprek(tweede, jobcoach, dag(0), volgende_datum=dag(1))
    stuur_dagoverzichten(aan=jobcoach)
    woensdag.shift(dt.timedelta(days=1))
    stuur_dagoverzichten(aan=jobcoach)
    gisteren, vandaag = aan(jobcoach)
    assert "loopt af" in gisteren.body and "gesprek is" not in gisteren.body
    assert "1 gesprek is vandaag" in vandaag.body and "loopt af" not in vandaag.body


def test_een_nieuw_gesprek_dat_te_laat_is_telt_opnieuw(vandaag_gesprek, jobcoach, woensdag):
    stuur_dagoverzichten()
    gesprek(vandaag_gesprek, jobcoach, dag(0), volgende_datum=dag(7))
    woensdag.shift(dt.timedelta(days=7))
    assert stuur_dagoverzichten(aan=jobcoach).verstuurd == 1


# --- Who --------------------------------------------------------------------------------------------------------------
def test_alleen_wie_er_werkt_en_de_rol_heeft(vandaag_gesprek, jobcoach, andere_jobcoach, manager, verwijzer):
    jobcoach.is_active = False
    jobcoach.save()
    assert stuur_dagoverzichten().verstuurd == 0
    jobcoach.is_active = True
    jobcoach.save()
    jobcoach.rollen.all().delete()
    assert stuur_dagoverzichten().verstuurd == 0


def test_wie_wordt_waargenomen_krijgt_niets_en_de_collega_wel(vandaag_gesprek, jobcoach, andere_jobcoach):
    Toewijzing.objects.create(
        kandidaat=vandaag_gesprek.kandidaat,
        gebruiker=andere_jobcoach,
        rol="jobcoach",
        van=dag(-1),
        tot=dag(5),
        vervangt=jobcoach,
    )
    stuur_dagoverzichten()
    assert aan(jobcoach) == []
    assert len(aan(andere_jobcoach)) == 1


def test_wie_wordt_waargenomen_door_iemand_die_weg_is_krijgt_het_zelf(
    vandaag_gesprek, jobcoach, andere_jobcoach
):
    fabrieken.ToewijzingFabriek(
        kandidaat=vandaag_gesprek.kandidaat,
        gebruiker=andere_jobcoach,
        rol="jobcoach",
        van=dag(-1),
        tot=dag(5),
        vervangt=jobcoach,
    )
    andere_jobcoach.is_active = False
    andere_jobcoach.save()
    stuur_dagoverzichten()
    assert len(aan(jobcoach)) == 1


def test_een_soort_uitzetten_en_alles_uitzetten(vandaag_gesprek, jobcoach):
    kies_herinneringen(gebruiker=jobcoach, aan=["meten"], mag_kiezen=soorten_van(jobcoach), geen_mail=False)
    assert set(soorten(jobcoach)) == set()
    kies_herinneringen(gebruiker=jobcoach, aan=["gesprek"], mag_kiezen=soorten_van(jobcoach), geen_mail=True)
    assert stuur_dagoverzichten().verstuurd == 0
    kies_herinneringen(gebruiker=jobcoach, aan=["gesprek"], mag_kiezen=soorten_van(jobcoach), geen_mail=False)
    assert stuur_dagoverzichten().verstuurd == 1


# --- Kinds ------------------------------------------------------------------------------------------------------------
def test_jobcoach_meten_contract_en_examen(mens, jobcoach, andere_jobcoach, programma):
    traject = mens()
    gesprek(traject, jobcoach, dag(-1))
    plaatsing(traject, "arbeidsovereenkomst", dag(-95), dag(20))
    deel = Examendeel.objects.create(kwalificatie=programma.kwalificaties.get(), volgorde=1, naam="Theorie")
    examen = Examen.objects.create(traject=traject, examendeel=deel, datum=dag(7))
    assert soorten(jobcoach) == {Soort.METEN: 1, Soort.LOOPT_AF: 1, Soort.EXAMEN: 1}
    assert soorten(andere_jobcoach) == {}
    stuur_dagoverzichten(aan=jobcoach)
    later = timezone.now() + dt.timedelta(days=21)
    assert soorten(jobcoach, later)[Soort.LOOPT_AF] == 1, "past its end is worse"
    Examen.objects.filter(pk=examen.pk).update(datum=dag(2))
    assert soorten(jobcoach) == {Soort.EXAMEN: 1}, "another day is another thing"


def test_coordinator_bellen_besluiten_en_begeleiding(
    mens, regio_groningen, programma, coordinator_groningen, coordinator_twente
):
    gebeld = nieuw_traject(regio_groningen, programma, uren_geleden=3)
    wacht = nieuw_traject(regio_groningen, programma, uren_geleden=3)
    zonder = nieuw_traject(regio_groningen, programma, uren_geleden=3)
    for traject in (wacht, zonder):
        contact(traject, coordinator_groningen, gelukt=True)
        breng_naar(traject, Status.IN_SELECTIE, door=coordinator_groningen)
    in_ronde(wacht, programma.rondes.first())
    mens()  # never a talk
    assert soorten(coordinator_groningen) == {Soort.BELLEN: 1, Soort.BESLUIT: 2, Soort.BEGELEIDING: 1}
    assert soorten(coordinator_twente) == {}
    stuur_dagoverzichten(aan=coordinator_groningen)
    assert soorten(coordinator_groningen) == {}
    over = timezone.now() + dt.timedelta(hours=programma.eerste_contact_uren)
    assert soorten(coordinator_groningen, over)[Soort.BELLEN] == 1, "the term is over"
    contact(gebeld, coordinator_groningen, gelukt=True)
    assert Soort.BELLEN not in soorten(coordinator_groningen, over)


def test_trainer_lessen_en_aanwezigheid(mens, trainer, programma, coordinator_groningen):
    traject = mens(coach=None)
    groep = fabrieken.LichtingFabriek(programma=programma, coordinator=coordinator_groningen)
    Traject.objects.filter(pk=traject.pk).update(lichting=groep)
    fabrieken.ToewijzingFabriek(kandidaat=traject.kandidaat, gebruiker=trainer, rol="trainer", van=dag(-10))

    def les(uren, **velden):
        begin = timezone.now() + dt.timedelta(hours=uren)
        rij = Bijeenkomst.objects.create(
            soort="les", titel="Les", lichting=groep, begin=begin, eind=begin + dt.timedelta(hours=1),
            plaats="Zaal 2", **velden,
        )  # fmt: skip
        return Deelname.objects.create(bijeenkomst=rij, traject=traject)

    les(3)
    les(27)  # tomorrow
    les(5, afgelast_op=timezone.now())
    gisteren = les(-22)
    les(-24 * 15)  # too long ago to fill in because of a mail
    assert soorten(trainer) == {Soort.LES: 1, Soort.AANWEZIGHEID: 1}
    gisteren.aanwezigheid = "aanwezig"
    gisteren.save()
    assert soorten(trainer) == {Soort.LES: 1}
    assert soorten(fabrieken.GebruikerFabriek(rollen=["trainer"])) == {}


def test_wie_twee_rollen_heeft_krijgt_een_mail(mens, regio_groningen, programma):
    beide = fabrieken.GebruikerFabriek(rollen=["jobcoach", "coordinator"], regios=[regio_groningen])
    traject = mens(coach=beide)
    gesprek(traject, beide, dag(-7), volgende_datum=dag(0))
    nieuw_traject(regio_groningen, programma)
    stuur_dagoverzichten(aan=beide)
    (post,) = aan(beide)
    assert "1 persoon is nog niet gebeld" in post.body
    assert "1 gesprek is vandaag of te laat" in post.body


# --- When it goes wrong -----------------------------------------------------------------------------------------------
def breek(monkeypatch, fout):
    def valt_om(self, berichten):
        raise fout

    monkeypatch.setattr(EmailBackend, "send_messages", valt_om)


@pytest.mark.parametrize("fout", [ConnectionRefusedError(), smtplib.SMTPDataError(550, b"nee")])
def test_geweigerd_gaat_de_volgende_keer_alsnog(vandaag_gesprek, jobcoach, monkeypatch, fout):
    with monkeypatch.context() as even:
        breek(even, fout)
        assert stuur_dagoverzichten().mislukt == 1
    assert not VerstuurdeHerinnering.objects.exists()
    assert stuur_dagoverzichten().verstuurd == 1
    assert len(aan(jobcoach)) == 1


@pytest.mark.parametrize("fout", [TimeoutError(), smtplib.SMTPServerDisconnected()])
def test_niet_zeker_gaat_nooit_nog_een_keer_en_is_te_zien(als, vandaag_gesprek, jobcoach, monkeypatch, fout):
    with monkeypatch.context() as even:
        breek(even, fout)
        assert stuur_dagoverzichten().onzeker == 1
    uit = StringIO()
    call_command("stuur_dagoverzicht", stdout=uit)
    assert "0 dagoverzichten verstuurd\n1 misschien verstuurd" in uit.getvalue()
    assert mail.outbox == []
    assert "Misschien niet aangekomen" in als(jobcoach).get(INSTELLINGEN).content.decode()


def test_wie_omvalt_tussen_claimen_en_versturen_stuurt_nooit_dubbel(vandaag_gesprek, jobcoach, monkeypatch):
    """A killed process: no except of ours runs."""
    with monkeypatch.context() as even:
        breek(even, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            stuur_dagoverzichten()
    assert Dagoverzicht.objects.get().status == "bezig"
    assert stuur_dagoverzichten().verstuurd == 0
    assert list(dagoverzicht.blijven_steken()) == [Dagoverzicht.objects.get()]


def test_de_opdracht_zegt_het_als_er_iets_mislukt(vandaag_gesprek, monkeypatch):
    breek(monkeypatch, ConnectionRefusedError())
    with pytest.raises(CommandError, match="1 niet verstuurd"):
        call_command("stuur_dagoverzicht", stdout=StringIO())


def test_de_opdracht_voor_een_collega(vandaag_gesprek, mens, jobcoach, andere_jobcoach):
    gesprek(mens(coach=andere_jobcoach), andere_jobcoach, dag(-7), volgende_datum=dag(0))
    call_command("stuur_dagoverzicht", "--aan", andere_jobcoach.email.upper(), stdout=StringIO())
    assert [post.to for post in mail.outbox] == [[andere_jobcoach.email]]
    with pytest.raises(CommandError, match="geen gebruiker"):
        call_command("stuur_dagoverzicht", "--aan", "niemand@example.nl")


@pytest.mark.django_db(transaction=True)
def test_twee_processen_tegelijk_sturen_een_mail(vandaag_gesprek, jobcoach):
    uitkomsten = tegelijk(*[lambda: stuur_dagoverzichten(aan=jobcoach).verstuurd] * 2)
    assert sorted(uitkomsten) == [0, 1]
    assert len(aan(jobcoach)) == 1
    assert VerstuurdeHerinnering.objects.count() == 1


# --- Mijn instellingen ------------------------------------------------------------------------------------------------
def kies(client, *soorten, **velden):
    return client.post(INSTELLINGEN, {"soorten": soorten, **velden}, follow=True).content.decode()


def test_kiezen_op_de_pagina(als, jobcoach, andere_jobcoach):
    client = als(jobcoach)
    html = client.get(INSTELLINGEN).content.decode()
    assert html.count('name="soorten"') == html.count("checked") == 6
    assert "nog niet gebeld" not in html, "of another role"
    assert "Uw keuze is opgeslagen" in kies(client, "gesprek", "meten")
    rest = {"signaal", "overdracht", "examen", "loopt_af"}
    assert set(Overzichtafmelding.objects.values_list("soort", flat=True)) == rest
    kies(client, geen_mail="on")
    assert herinneringen.afgemeld(jobcoach) == {"gesprek", "meten", *rest, "geen_mail"}
    kies(client, "gesprek", "meten", *rest)
    assert herinneringen.afgemeld(jobcoach) == set()
    assert herinneringen.afgemeld(andere_jobcoach) == set()


def test_een_soort_van_een_andere_rol_kan_niet(als, jobcoach):
    assert "antwoord dat in de lijst staat" in kies(als(jobcoach), "bellen")
    assert not Overzichtafmelding.objects.exists()


def test_wat_zij_in_een_rol_uitzette_die_zij_even_niet_heeft_blijft_uit(jobcoach):
    Overzichtafmelding.objects.create(gebruiker=jobcoach, soort="bellen")
    kies_herinneringen(gebruiker=jobcoach, aan=["gesprek"], mag_kiezen=[Soort.GESPREK], geen_mail=False)
    assert herinneringen.afgemeld(jobcoach) == {"bellen"}


def test_wie_geen_overzicht_krijgt_heeft_geen_formulier(als, manager):
    html = als(manager).get(INSTELLINGEN).content.decode()
    assert "Dagoverzicht" not in html and "Uw wachtwoord wijzigen" in html
    assert als(manager).post(INSTELLINGEN).status_code == 403


# --- Time -------------------------------------------------------------------------------------------------------------
def test_na_ruim_een_jaar_opgeruimd(vandaag_gesprek, jobcoach, woensdag):
    stuur_dagoverzichten()
    woensdag.shift(dt.timedelta(days=399))
    call_command("ruim_op", stdout=StringIO())
    assert VerstuurdeHerinnering.objects.count() == 1
    woensdag.shift(dt.timedelta(days=2))
    call_command("ruim_op", stdout=StringIO())
    assert not VerstuurdeHerinnering.objects.exists()


def test_de_planner_kent_het():
    from basis.klusbeurten import laatste_moment
    from config.klussen import klussen

    klus = next(klus for klus in klussen() if klus.naam == "dagoverzicht")
    zondag = timezone.make_aware(dt.datetime(2026, 3, 8, 12, 0))
    assert laatste_moment(klus.wanneer, zondag) == timezone.make_aware(dt.datetime(2026, 3, 6, 7, 0))


# --- Signals and hand-overs -------------------------------------------------------------------------------------------
def test_een_open_signaal_staat_er_eenmaal_in(mens, jobcoach):
    traject = mens()
    gesprek(traject, jobcoach, dag(-13), motivatie=5)
    gesprek(traject, jobcoach, dag(-6), motivatie=3, volgende_datum=dag(1))
    assert soorten(jobcoach) == {Soort.SIGNAAL: 1}
    stuur_dagoverzichten()
    assert "- 1 signaal staat open" in aan(jobcoach)[0].body
    assert soorten(jobcoach) == {}


def test_een_overdracht_tot_zij_gelezen_is(mens, jobcoach):
    rij = fabrieken.OverdrachtFabriek(kandidaat=mens().kandidaat, naar=jobcoach, per=dag(0))
    assert soorten(jobcoach)[Soort.OVERDRACHT] == 1
    rij.per = dag(1)
    rij.save()
    assert Soort.OVERDRACHT not in soorten(jobcoach), "she may not see the person yet"
    rij.per, rij.gelezen_op = dag(0), timezone.now()
    rij.save()
    assert Soort.OVERDRACHT not in soorten(jobcoach)


def test_een_fout_bij_de_een_houdt_de_anderen_niet_op(
    vandaag_gesprek, mens, jobcoach, andere_jobcoach, monkeypatch
):
    gesprek(mens(coach=andere_jobcoach), andere_jobcoach, dag(-7), volgende_datum=dag(0))
    eerste, tweede = sorted([jobcoach, andere_jobcoach], key=lambda coach: coach.pk)

    def nieuwe(gebruiker, nu):
        if gebruiker == eerste:
            raise ZeroDivisionError
        return nieuwe_zaken(gebruiker, nu)

    monkeypatch.setattr(dagoverzicht, "nieuwe_zaken", nieuwe)
    uitkomst = stuur_dagoverzichten()
    assert (uitkomst.mislukt, len(aan(tweede))) == (1, 1)
