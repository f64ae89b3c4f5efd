"""Messages: sent once, in the format she asked for, with the appointment, and nothing about her where others look."""

import datetime as dt
import smtplib
import zoneinfo
from email.header import decode_header, make_header

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from basis.vergrendeling import IntussenGewijzigd
from kandidaten.keuzes import Kanaal, Vorm
from tests.draden import tegelijk
from trajecten.berichten import (
    geef_door,
    laad_berichten,
    maak_berichten,
    neem_zelf_over,
    sjabloon_van,
    stuur_opnieuw,
)
from trajecten.berichttekst import fouten_in_onderwerp, fouten_in_tekst, vul_in
from trajecten.berichtteksten import STANDAARD
from trajecten.bijeenkomsten import (
    gelast_af,
    met_alles,
    schuif_door,
    stuur_herinneringen,
    verstuur_uitnodigingen,
    wijzig_bijeenkomst,
    zonder_uitnodiging,
)
from trajecten.keuzes import Aanwezigheid, Berichtsoort, Berichtstatus, Berichtwijze
from trajecten.models import Bericht, Berichtsjabloon, Bijeenkomst, Deelname
from trajecten.verzenden import verstuur


@pytest.fixture
def nodig_uit(bijeenkomst, coordinator_groningen, django_capture_on_commit_callbacks):
    """Write to everybody who was not written to, and let the worker do its work."""

    def doe(door=coordinator_groningen):
        with django_capture_on_commit_callbacks(execute=True):
            return verstuur_uitnodigingen(bijeenkomst, deelnames=zonder_uitnodiging(bijeenkomst), door=door)

    return doe


def agenda(bericht):
    """The appointment that goes along: (part of the mail, calendar)."""
    (deel,) = [d for d in bericht.message().walk() if d.get_content_type() == "text/calendar"]
    return deel, Calendar.from_ical(deel.get_payload(decode=True))


# --- The mail ---------------------------------------------------------------------------------------------------------
def test_de_uitnodiging_zegt_wie_wat_waar_en_wanneer(
    genodigden, nodig_uit, bijeenkomst, coordinator_groningen
):
    (deelname,) = genodigden(voornaam="Julia", achternaam="Luinenburg", email="julia@voorbeeld.nl")
    nodig_uit()
    (post,) = mail.outbox
    assert post.to == ["julia@voorbeeld.nl"]
    assert post.reply_to == [coordinator_groningen.email]
    assert post.body.startswith("Beste Julia,")
    assert "Tijd: 10:00 tot 12:00 uur" in post.body
    assert "Plaats: Zaal 2" in post.body
    assert "{" not in post.body + post.subject
    onderwerp = str(make_header(decode_header(post.message()["Subject"])))
    assert "informatiebijeenkomst" in onderwerp
    assert not any(woord in onderwerp for woord in ("Julia", "Luinenburg", "KPN"))
    bericht = Bericht.objects.get()
    assert (bericht.status, bericht.deelname, bericht.aan) == ("verstuurd", deelname, "julia@voorbeeld.nl")
    assert bericht.afgerond_op


def test_wat_bewaard_wordt_is_versleuteld(genodigden, nodig_uit):
    genodigden(voornaam="Julia", email="julia@voorbeeld.nl")
    nodig_uit()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tekst, aan FROM trajecten_bericht")
        (rij,) = cursor.fetchall()
    assert not any("julia" in waarde.lower() for waarde in rij)
    assert "Beste Julia" in Bericht.objects.get().tekst


def test_de_afspraak_voor_in_de_agenda(genodigden, nodig_uit, bijeenkomst, coordinator_groningen):
    genodigden(voornaam="Julia", achternaam="Luinenburg", email="julia@voorbeeld.nl")
    nodig_uit()
    deel, kalender = agenda(mail.outbox[0])
    assert deel.get_param("method") == kalender["METHOD"] == "REQUEST"
    assert deel.get_filename() == "afspraak.ics"
    (punt,) = kalender.walk("VEVENT")
    assert punt.decoded("dtstart").astimezone(dt.UTC) == bijeenkomst.begin.astimezone(dt.UTC)
    assert punt.decoded("dtend") - punt.decoded("dtstart") == dt.timedelta(hours=2)
    assert punt["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    (zone,) = kalender.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Amsterdam"
    assert (str(punt["UID"]), punt["SEQUENCE"]) == (f"{bijeenkomst.uid}@trajecten", 0)
    tekst = deel.get_payload(decode=True).decode()
    assert not any(woord in tekst.lower() for woord in ("julia", "luinenburg", "kpn", "@voorbeeld"))
    assert tekst.count("\r\n") == tekst.count("\n")


@pytest.mark.parametrize(("maand", "uren"), [(1, 1), (7, 2), (11, 1)])
def test_de_klok_van_de_agenda_is_die_van_amsterdam(maand, uren):
    """The rule in the file says the same as the database of time zones, in winter and in summer."""
    from trajecten.agenda import _ZONE

    zone = Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{_ZONE}END:VCALENDAR\r\n").walk("VTIMEZONE")[0].to_tz()
    moment = dt.datetime(2026, maand, 5, 10)
    echt = moment.replace(tzinfo=zoneinfo.ZoneInfo("Europe/Amsterdam")).utcoffset()
    assert moment.replace(tzinfo=zone).utcoffset() == echt == dt.timedelta(hours=uren)


def test_grote_letters_en_gewone_tekst(genodigden, nodig_uit):
    genodigden(email="groot@voorbeeld.nl", voorkeursvorm=Vorm.GROTE_LETTERS, voornaam="<b>An")
    genodigden(email="lezer@voorbeeld.nl", voorkeursvorm=Vorm.SCHERMLEZER)
    nodig_uit()
    post = {bericht.to[0]: bericht for bericht in mail.outbox}
    assert post["lezer@voorbeeld.nl"].alternatives == []
    (groot,) = post["groot@voorbeeld.nl"].alternatives
    assert groot.mimetype == "text/html"
    assert "font-size:24px" in groot.content
    assert "Beste &lt;b&gt;An" in groot.content
    assert "Beste <b>An" in post["groot@voorbeeld.nl"].body


@pytest.mark.parametrize(
    "velden", [{"email": ""}, *({"voorkeurskanaal": k} for k in (Kanaal.TELEFOON, Kanaal.BRIEF, Kanaal.SMS))]
)
def test_wie_geen_mail_wil_krijgt_een_belletje_of_brief(genodigden, nodig_uit, coordinator_groningen, velden):
    genodigden(**velden)
    nodig_uit()
    assert mail.outbox == []
    bericht = Bericht.objects.get()
    assert (bericht.wijze, bericht.status) == (Berichtwijze.COLLEGA, Berichtstatus.TE_DOEN)
    geef_door(bericht, door=coordinator_groningen)
    bericht.refresh_from_db()
    assert (bericht.status, bericht.afgerond_door) == (Berichtstatus.GEDAAN, coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        geef_door(bericht, door=coordinator_groningen)


def test_de_link_staat_alleen_in_het_bericht_aan_wie_komt(bijeenkomst, genodigden, nodig_uit):
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(
        online=True, online_link="https://overleg.example/abc"
    )
    genodigden(2)
    genodigden(aanwezigheid=Aanwezigheid.WACHTLIJST, email="wacht@voorbeeld.nl")
    nodig_uit()
    met = {bericht.to[0] for bericht in mail.outbox if "overleg.example" in str(bericht.message())}
    assert len(mail.outbox) == 3
    assert len(met) == 2
    assert "wacht@voorbeeld.nl" not in met
    assert "overleg" not in Bijeenkomst.objects.get().waar


# --- Once -------------------------------------------------------------------------------------------------------------
def test_nog_een_keer_drukken_stuurt_niets(genodigden, nodig_uit, bijeenkomst, coordinator_groningen):
    genodigden(2)
    assert len(nodig_uit()) == 2
    assert nodig_uit() == []
    alle = met_alles(bijeenkomst.deelnames.order_by("pk"))
    assert maak_berichten(alle, soort=Berichtsoort.UITNODIGING, door=coordinator_groningen) == []
    assert not verstuur(Bericht.objects.first().pk)
    assert len(mail.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_sturen_een_mail(genodigden, bijeenkomst, coordinator_groningen, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    genodigden()
    (bericht,) = verstuur_uitnodigingen(
        bijeenkomst, deelnames=zonder_uitnodiging(bijeenkomst), door=coordinator_groningen
    )
    assert sorted(tegelijk(*[lambda: verstuur(bericht.pk)] * 3)) == [False, False, True]
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_twee_collegas_tegelijk_maken_een_bericht(
    genodigden, bijeenkomst, coordinator_groningen, collega_groningen
):
    genodigden(2)
    beiden = [list(zonder_uitnodiging(bijeenkomst)) for _ in range(2)]
    uitkomsten = tegelijk(
        *[
            lambda wie=wie, deelnames=deelnames: verstuur_uitnodigingen(
                Bijeenkomst.objects.get(pk=bijeenkomst.pk), deelnames=deelnames, door=wie
            )
            for wie, deelnames in zip([coordinator_groningen, collega_groningen], beiden, strict=True)
        ]
    )
    assert sorted(map(len, uitkomsten)) == [0, 2]
    assert Bericht.objects.count() == len(mail.outbox) == 2


def test_een_werker_die_omviel_is_te_zien_en_niets_gaat_vanzelf_opnieuw(
    genodigden, nodig_uit, coordinator_groningen, monkeypatch, django_capture_on_commit_callbacks
):
    """The worker was killed between the claim and the mail."""

    def val_om(bericht):
        raise SystemExit

    genodigden()
    monkeypatch.setattr("trajecten.verzenden.mail", val_om)
    nodig_uit()
    monkeypatch.undo()
    bericht = Bericht.objects.get()
    assert bericht.status == Berichtstatus.BEZIG
    assert not verstuur(bericht.pk)  # the task is given back to another worker
    assert not bericht.kan_opnieuw
    with pytest.raises(IntussenGewijzigd):  # maybe that worker is still at it
        stuur_opnieuw(bericht, door=coordinator_groningen)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16), tick=False):
        assert bericht.zit_vast
        assert list(Bericht.objects.vast_blijven_zitten()) == [bericht]
        with django_capture_on_commit_callbacks(execute=True):
            stuur_opnieuw(bericht, door=coordinator_groningen)
    bericht.refresh_from_db()
    assert bericht.status == Berichtstatus.VERSTUURD
    assert len(mail.outbox) == 1


def test_wat_niet_aankomt_gaat_met_de_hand_opnieuw(
    genodigden, nodig_uit, coordinator_groningen, monkeypatch, django_capture_on_commit_callbacks
):
    def weiger(self, *a, **kw):
        raise smtplib.SMTPRecipientsRefused({})

    (deelname,) = genodigden(email="fout@voorbeeld.nl")
    with monkeypatch.context() as even:
        even.setattr("trajecten.verzenden.EmailMultiAlternatives.send", weiger)
        nodig_uit()
    bericht = Bericht.objects.get()
    assert bericht.status == Berichtstatus.MISLUKT
    assert bericht.kan_opnieuw
    kandidaat = deelname.traject.kandidaat
    kandidaat.email = "goed@voorbeeld.nl"
    kandidaat.save()
    with django_capture_on_commit_callbacks(execute=True):
        stuur_opnieuw(Bericht.objects.get(), door=coordinator_groningen)
    assert [post.to for post in mail.outbox] == [["goed@voorbeeld.nl"]]
    with pytest.raises(IntussenGewijzigd):
        neem_zelf_over(bericht, door=coordinator_groningen)


def test_wat_mislukt_kan_een_collega_doorgeven(genodigden, nodig_uit, coordinator_groningen, monkeypatch):
    genodigden()
    monkeypatch.setattr("trajecten.verzenden.mail", lambda bericht: (_ for _ in ()).throw(OSError))
    nodig_uit()
    bericht = Bericht.objects.get()
    neem_zelf_over(bericht, door=coordinator_groningen)
    bericht.refresh_from_db()
    assert (bericht.wijze, bericht.status) == (Berichtwijze.COLLEGA, Berichtstatus.TE_DOEN)


# --- Waiting list, moving, calling off --------------------------------------------------------------------------------
def test_wie_voorrang_heeft_schuift_eerst_door(
    genodigden, bijeenkomst, nodig_uit, coordinator_groningen, django_capture_on_commit_callbacks
):
    weg, _ = genodigden(2)
    eerst, later = genodigden(2, aanwezigheid=Aanwezigheid.WACHTLIJST)
    (voorrang,) = genodigden(aanwezigheid=Aanwezigheid.WACHTLIJST, voorrang_van=coordinator_groningen)
    nodig_uit()
    assert schuif_door(bijeenkomst, door=coordinator_groningen) == []  # no seat is free
    Deelname.objects.filter(pk=weg.pk).update(aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT)
    with django_capture_on_commit_callbacks(execute=True):
        assert schuif_door(bijeenkomst, door=coordinator_groningen) == [voorrang]
    assert mail.outbox[-1].to == [voorrang.traject.kandidaat.email]
    assert "voorrang" not in mail.outbox[-1].body.lower()
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(capaciteit=3)
    assert schuif_door(bijeenkomst, door=coordinator_groningen) == [eerst]
    later.refresh_from_db()
    assert later.aanwezigheid == Aanwezigheid.WACHTLIJST


def _wijzig(bijeenkomst, door, **anders):
    velden = {
        naam: getattr(bijeenkomst, naam)
        for naam in ("begin", "eind", "plaats", "online", "online_link", "capaciteit")
    }
    return wijzig_bijeenkomst(bijeenkomst, gezien=bijeenkomst.volgnummer, door=door, **velden | anders)


def test_verzetten_vertelt_het_iedereen_een_keer_per_keer(
    genodigden, nodig_uit, bijeenkomst, coordinator_groningen, django_capture_on_commit_callbacks
):
    genodigden(2)
    genodigden(aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT, email="niet@voorbeeld.nl")
    nodig_uit()
    genodigden(aanwezigheid=Aanwezigheid.WACHTLIJST)  # never written to
    mail.outbox.clear()
    for nummer, plaats in enumerate(("Zaal 3", "Zaal 4"), start=1):
        with django_capture_on_commit_callbacks(execute=True):
            assert _wijzig(bijeenkomst, coordinator_groningen, plaats=plaats).verzet
        verteld = [post for post in mail.outbox if "Gewijzigd" in post.subject and plaats in post.body]
        assert [agenda(post)[1].walk("VEVENT")[0]["SEQUENCE"] for post in verteld] == [nummer] * (nummer + 1)
    assert "niet@voorbeeld.nl" not in [post.to[0] for post in mail.outbox]
    oud = Bijeenkomst.objects.get()
    with pytest.raises(IntussenGewijzigd):
        wijzig_bijeenkomst(
            oud,
            gezien=0,
            door=coordinator_groningen,
            capaciteit=2,
            begin=oud.begin,
            eind=oud.eind,
            plaats="x",
        )


def test_alleen_meer_plaatsen_is_geen_verzetting(genodigden, nodig_uit, bijeenkomst, coordinator_groningen):
    genodigden(2)
    (wacht,) = genodigden(aanwezigheid=Aanwezigheid.WACHTLIJST)
    gevolg = _wijzig(bijeenkomst, coordinator_groningen, capaciteit=4)
    assert (gevolg.verzet, gevolg.doorgeschoven, gevolg.berichten) == (False, [wacht], [])
    with pytest.raises(ValidationError, match="Er zijn al 3 mensen"):
        _wijzig(bijeenkomst, coordinator_groningen, capaciteit=2)


def test_afgelasten_vertelt_het_iedereen(
    genodigden, nodig_uit, bijeenkomst, coordinator_groningen, django_capture_on_commit_callbacks
):
    genodigden(2)
    genodigden(aanwezigheid=Aanwezigheid.WACHTLIJST)
    genodigden(aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT)
    nodig_uit()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        gelast_af(bijeenkomst, door=coordinator_groningen)
    assert len(mail.outbox) == 3
    deel, kalender = agenda(mail.outbox[0])
    (punt,) = kalender.walk("VEVENT")
    assert (deel.get_param("method"), punt["STATUS"], punt["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert str(punt["UID"]) == f"{bijeenkomst.uid}@trajecten"
    with pytest.raises(IntussenGewijzigd):
        gelast_af(bijeenkomst, door=coordinator_groningen)
    with pytest.raises(IntussenGewijzigd):
        _wijzig(bijeenkomst, coordinator_groningen, plaats="Zaal 9")


def test_wat_nog_niet_weg_was_gaat_na_het_afgelasten_niet_meer(
    genodigden, bijeenkomst, coordinator_groningen
):
    genodigden()
    (bericht,) = verstuur_uitnodigingen(
        bijeenkomst, deelnames=zonder_uitnodiging(bijeenkomst), door=coordinator_groningen
    )
    gelast_af(bijeenkomst, door=coordinator_groningen)
    assert not verstuur(bericht.pk)
    bericht.refresh_from_db()
    assert bericht.status == Berichtstatus.VERVALLEN
    assert mail.outbox == []


# --- Reminders --------------------------------------------------------------------------------------------------------
def test_herinneren_een_keer_en_alleen_wie_het_nodig_heeft(
    genodigden, nodig_uit, bijeenkomst, coordinator_groningen, django_capture_on_commit_callbacks
):
    een, twee = genodigden(2)
    with time_machine.travel(bijeenkomst.begin - dt.timedelta(days=3, hours=1), tick=False):
        nodig_uit()
    mail.outbox.clear()

    def op(dagen):
        with (
            time_machine.travel(bijeenkomst.begin - dt.timedelta(days=dagen, hours=1), tick=False),
            django_capture_on_commit_callbacks(execute=True),
        ):
            return stuur_herinneringen()

    assert op(3) == 0  # two days before, says the text
    Deelname.objects.filter(pk=twee.pk).update(aanwezigheid=Aanwezigheid.AFWEZIG_MET_BERICHT)
    genodigden(aanwezigheid=Aanwezigheid.UITGENODIGD)  # was never written to
    assert op(2) == 1
    assert op(2) == op(1) == 0
    assert [post.to for post in mail.outbox] == [[een.traject.kandidaat.email]]
    assert mail.outbox[0].subject.startswith("Herinnering")
    assert not [d for d in mail.outbox[0].message().walk() if d.get_content_type() == "text/calendar"]


def test_zonder_dagen_geen_herinnering(genodigden, nodig_uit, bijeenkomst):
    laad_berichten()
    Berichtsjabloon.objects.filter(soort=Berichtsoort.HERINNERING).update(dagen_vooraf=None)
    genodigden()
    nodig_uit()
    with time_machine.travel(bijeenkomst.begin - dt.timedelta(hours=3)):
        assert stuur_herinneringen() == 0


# --- The texts --------------------------------------------------------------------------------------------------------
def test_laden_maakt_wat_er_niet_is_en_laat_de_rest(db):
    assert set(laad_berichten()) == set(Berichtsoort)
    Berichtsjabloon.objects.filter(soort=Berichtsoort.AFGELAST).update(tekst="Eigen woorden op {datum}.")
    assert laad_berichten() == []
    assert sjabloon_van(Berichtsoort.AFGELAST).tekst == "Eigen woorden op {datum}."


@pytest.mark.parametrize("soort", Berichtsoort)
def test_de_standaardteksten_zijn_goed(soort):
    onderwerp, tekst = STANDAARD[soort]
    assert fouten_in_onderwerp(soort, onderwerp) == []
    assert fouten_in_tekst(soort, tekst) == []


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("{datum} {tijd} {plaats} {achternaam}", "{achternaam} kan niet"),
        ("{datum} {tijd} {plaats} {voornaam.__class__}", "{voornaam.__class__} kan niet"),
        ("{datum} {tijd} {plaats} {voornaam!r:>99}", "kan niet"),
        ("{datum} {tijd} {plaats} {0}", "{0} kan niet"),
        ("{datum} {tijd} {plaats} {}", "{} kan niet"),
        ("{datum} {tijd} {plaats} { voornaam }", "kan niet"),
        ("{datum} {tijd} {plaats} {", "losse accolade"),
        ("{datum} {tijd} {plaats} {{voornaam}}", "losse accolade"),
        ("Tot ziens op {datum}.", "{tijd}, {plaats}"),
        ("{datum} {tijd} {plaats} 123456782", "BSN"),
    ],
)
def test_een_tekst_met_onzin_wordt_geweigerd_in_woorden(tekst, zin):
    sjabloon = Berichtsjabloon(soort=Berichtsoort.UITNODIGING, onderwerp="Uitnodiging", tekst=tekst)
    with pytest.raises(ValidationError) as fout:
        sjabloon.clean()
    assert zin in " ".join(fout.value.message_dict["tekst"])


@pytest.mark.parametrize("onderwerp", ["Beste {voornaam}", "{programma}", "twee\nregels", "los }"])
def test_in_het_onderwerp_staat_niets_over_een_persoon(onderwerp):
    assert fouten_in_onderwerp(Berichtsoort.UITNODIGING, onderwerp)


def test_een_ingevulde_waarde_wordt_niet_nog_eens_ingevuld():
    assert vul_in("Beste {voornaam}", {"voornaam": "{plaats}", "plaats": "geheim"}) == "Beste {plaats}"
    with pytest.raises(KeyError):
        vul_in("{onbekend}", {})


def test_een_afwijzing_kent_geen_afspraak():
    assert "{datum} kan niet" in fouten_in_tekst(Berichtsoort.AFWIJZING, "Beste {voornaam} op {datum}")[0]


def test_de_beheerder_wijzigt_een_tekst_en_leest_wat_er_mis_is(client, beheerder):
    laad_berichten()
    sjabloon = Berichtsjabloon.objects.get(soort=Berichtsoort.AFGELAST)
    client.force_login(beheerder)
    adres = reverse("admin:trajecten_berichtsjabloon_change", args=[sjabloon.pk])
    assert "{voornaam} = de voornaam van de kandidaat" in client.get(adres).text
    fout = client.post(adres, {"onderwerp": "Beste {voornaam}", "tekst": "Op {datum} niet, {achternaam}."})
    assert "{voornaam} kan niet in het onderwerp." in fout.text
    assert "{achternaam} kan niet in deze tekst." in fout.text
    goed = client.post(adres, {"onderwerp": "Gaat niet door", "tekst": "Op {datum} is er niets."})
    assert goed.status_code == 302
    assert sjabloon_van(Berichtsoort.AFGELAST).onderwerp == "Gaat niet door"
