"""Exams of a cohort on one screen: who is ready, planning, results, and diplomas."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from logboek.models import Logregel
from tests import fabrieken
from tests.rapportage.hulp import plaatsing
from tests.trajecten.dossier.examenhulp import maak_groep
from trajecten.bijeenkomsten import gelast_af, wijzig_bijeenkomst
from trajecten.models import Bijeenkomst, Deelname, Traject
from trajecten.opleiding.diensten import leg_examen_vast, reik_certificaat_uit, zet_uitslag
from trajecten.opleiding.examengroep import plan_examens
from trajecten.opleiding.models import Certificaat, Examen, Examengereed

VANDAAG = dt.date(2026, 3, 16)  # the day after the course of two weeks


@pytest.fixture(autouse=True)
def na_de_cursus(time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 16, 9, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def groep(coordinator_groningen, regio_groningen, trainer):
    return maak_groep(
        3,
        coordinator=coordinator_groningen,
        regio=regio_groningen,
        trainer=trainer,
        namen=("Aalders", "Bakema", "Cazemier"),
    )


@pytest.fixture
def als(client):
    def inloggen(gebruiker):
        client.force_login(gebruiker)
        return client

    return inloggen


def adres(wat, lichting, vraag=""):
    return reverse(f"examens:{wat}", args=[lichting.pk]) + vraag


def post(client, url, **velden):
    return client.post(url, {"inzending": str(uuid.uuid4()), **velden})


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def meldingen(antwoord):
    return [str(bericht) for bericht in antwoord.context["messages"]]


def zitting(lichting, **velden):
    begin = timezone.now() + dt.timedelta(days=4)
    return {
        "begin": begin,
        "eind": begin + dt.timedelta(hours=2),
        "plaats": "Zaal 1",
        "online": False,
        "online_link": "",
        "capaciteit": None,
        **velden,
    }


# --- Who stands where -------------------------------------------------------------------------------------------------
def test_elke_stand_staat_er_in_woorden(als, groep, trainer):
    lichting, (theorie, _praktijk), (a, b, _c) = groep
    leg_examen_vast(a, examendeel=theorie, datum=VANDAAG, uitslag="geslaagd", door=trainer)
    leg_examen_vast(b, examendeel=theorie, datum=VANDAAG, uitslag="gezakt", door=trainer)
    leg_examen_vast(b, examendeel=theorie, datum=dt.date(2026, 3, 20), door=trainer)
    html = tekst(als(trainer).get(adres("lichting", lichting)))
    assert "op 16 mrt 2026</span>" in html  # after the word "Gehaald"
    assert "Poging 2 gepland op 20 mrt 2026" in html
    assert "De opleiding was klaar op 15 mrt 2026" in html  # c
    assert html.count(">klaar gemeld<") == 3  # practice, of each
    assert "<b>theorie</b>: 1 klaar voor het examen, 1 gepland." in html


def test_werk_is_een_feit_voor_wie_dat_mag_lezen(als, groep, trainer, coordinator_groningen):
    """A trainer reads no placements (domain, section 6): for her practice is ready when somebody says so."""
    lichting, _, (a, *_) = groep
    plaatsing(a, "arbeidsovereenkomst", dt.date(2026, 3, 9))
    assert "Werkt sinds" not in tekst(als(trainer).get(adres("lichting", lichting)))
    html = tekst(als(coordinator_groningen).get(adres("lichting", lichting)))
    assert "Werkt sinds 9 mrt 2026" in html
    assert "<b>praktijk</b>: 1 klaar voor het examen" in html


def test_de_buurvrouw_ziet_de_groep_maar_niemand(als, groep, coordinator_twente, trainer):
    lichting, (theorie, _), (a, *_) = groep
    leg_examen_vast(a, examendeel=theorie, datum=VANDAAG, door=trainer)
    for wat in ("lichting", "plannen", "klaar", "uitslagen", "diplomas"):
        html = als(coordinator_twente).get(adres(wat, lichting)).content.decode()
        assert "Aalders" not in html and "Bakema" not in html
    html = tekst(als(coordinator_twente).get(reverse("examens:lijst")))
    assert "WW maart" not in html and "zonder uitslag" not in html


def test_een_les_na_de_cursus_schuift_het_einde_op(als, groep, trainer):
    lichting, *_ = groep
    begin = timezone.now() + dt.timedelta(days=2)
    les = Bijeenkomst.objects.create(
        soort="les",
        titel="Les",
        lichting=lichting,
        begin=begin,
        eind=begin + dt.timedelta(hours=1),
        online=True,
    )
    assert "De opleiding duurt tot en met 18 mrt 2026" in tekst(als(trainer).get(adres("lichting", lichting)))
    Bijeenkomst.objects.filter(pk=les.pk).update(afgelast_op=timezone.now())
    assert "De opleiding duurt tot en met 15 mrt 2026" in tekst(als(trainer).get(adres("lichting", lichting)))


# --- Planning ---------------------------------------------------------------------------------------------------------
def test_wie_klaar_is_staat_aangekruist_en_van_de_rest_staat_er_waarom(als, groep, trainer):
    lichting, (theorie, _), (a, b, c) = groep
    leg_examen_vast(a, examendeel=theorie, datum=VANDAAG, uitslag="geslaagd", door=trainer)
    antwoord = als(trainer).get(adres("plannen", lichting, f"?deel={theorie.pk}"))
    assert [(t.pk, gekozen) for t, _, gekozen in antwoord.context["rijen"]] == [(b.pk, True), (c.pk, True)]
    assert "Aalders, K: Gehaald op 16 mrt 2026" in tekst(antwoord)


def test_plannen_met_een_zitting(als, groep, trainer):
    lichting, (theorie, _), (a, b, _c) = groep
    url = adres("plannen", lichting, f"?deel={theorie.pk}")
    velden = {
        "datum": "20-3-2026",
        "begin": "10:00",
        "tot": "12:00",
        "plaats": "Zaal 1",
        "traject": [a.pk, b.pk],
    }
    client = als(trainer)
    inzending = str(uuid.uuid4())
    for _ in range(2):  # a double click
        assert client.post(url, {**velden, "inzending": inzending}).status_code == 302
    dag = Bijeenkomst.objects.get(soort="examen")
    assert (dag.lichting, dag.titel, timezone.localtime(dag.begin).hour) == (lichting, "Examen theorie", 10)
    assert set(dag.deelnames.values_list("traject", flat=True)) == {a.pk, b.pk}
    assert {(e.traject_id, e.zitting, e.datum) for e in Examen.objects.all()} == {
        (t.pk, dag, dt.date(2026, 3, 20)) for t in (a, b)
    }


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"plaats": "Zaal 1"}, "Vul in hoe laat het begint."),
        ({"begin": "10:00", "tot": "12:00"}, "Vul een plaats in, of kies online."),
        ({"begin": "12:00", "tot": "10:00", "plaats": "x"}, "Deze tijd ligt voor het begin."),
        ({"begin": "8:00", "tot": "9:00", "plaats": "x"}, "Dit moment is al voorbij."),
        (
            {"begin": "11:00", "tot": "12:00", "plaats": "x", "online_link": "https://x.nl"},
            "Er staat een link.",
        ),
    ],
)
def test_een_halve_zitting(als, groep, trainer, velden, zin):
    lichting, (theorie, _), (a, *_) = groep
    url = adres("plannen", lichting, f"?deel={theorie.pk}")
    antwoord = post(als(trainer), url, datum="16-3-2026", traject=[a.pk], **velden)
    assert antwoord.status_code == 200 and zin in tekst(antwoord)
    assert not Examen.objects.exists() and not Bijeenkomst.objects.exists()


def test_wie_intussen_een_poging_heeft_houdt_de_rest_niet_op(groep, trainer):
    lichting, (theorie, _), (a, b, c) = groep
    leg_examen_vast(a, examendeel=theorie, datum=VANDAAG, door=trainer)
    gepland = plan_examens(
        lichting, trajecten=[a, b, c], examendeel=theorie, datum=None, zitting=zitting(lichting), door=trainer
    )
    assert [w.ding for w in gepland.uitkomst.niet] == [a]
    assert "Vul eerst de uitslag" in gepland.uitkomst.niet[0].reden
    assert {d.traject_id for d in gepland.zitting.deelnames.all()} == {b.pk, c.pk}


def test_een_zitting_waar_niemand_heen_kan_bestaat_niet(groep, trainer):
    lichting, (theorie, _), (a, *_) = groep
    leg_examen_vast(a, examendeel=theorie, datum=VANDAAG, door=trainer)
    gepland = plan_examens(
        lichting, trajecten=[a], examendeel=theorie, datum=None, zitting=zitting(lichting), door=trainer
    )
    assert gepland.zitting is None and not Bijeenkomst.objects.exists()


def test_herkansing_kiest_wie_het_niet_haalde(als, groep, trainer):
    lichting, (theorie, _), (a, b, c) = groep
    leg_examen_vast(a, examendeel=theorie, datum=VANDAAG, uitslag="geslaagd", door=trainer)
    leg_examen_vast(b, examendeel=theorie, datum=VANDAAG, uitslag="niet_verschenen", door=trainer)
    url = adres("plannen", lichting, f"?deel={theorie.pk}&herkansing=1")
    antwoord = als(trainer).get(url)
    assert [(t.pk, gekozen) for t, _, gekozen in antwoord.context["rijen"]] == [(b.pk, True), (c.pk, False)]
    assert post(als(trainer), url, datum="23-3-2026", traject=[b.pk]).status_code == 302
    assert Examen.objects.get(traject=b, uitslag="").poging == 2


def test_een_verplaatste_zitting_neemt_het_examen_mee(groep, trainer):
    lichting, (theorie, _), (a, *_) = groep
    plan = plan_examens(
        lichting, trajecten=[a], examendeel=theorie, datum=None, zitting=zitting(lichting), door=trainer
    )
    anders = zitting(lichting, begin=timezone.now() + dt.timedelta(days=9))
    anders["eind"] = anders["begin"] + dt.timedelta(hours=1)
    wijzig_bijeenkomst(plan.zitting, gezien=0, door=trainer, **anders)
    examen = Examen.objects.select_related("zitting").get()
    assert examen.dag == dt.date(2026, 3, 25) != examen.datum


def test_na_een_afgelaste_zitting_is_zij_weer_klaar(als, groep, trainer, time_machine):
    lichting, (theorie, _), (a, *_) = groep
    plan = plan_examens(
        lichting, trajecten=[a], examendeel=theorie, datum=None, zitting=zitting(lichting), door=trainer
    )
    gelast_af(plan.zitting, door=trainer)
    time_machine.move_to(dt.datetime(2026, 3, 24, 9, tzinfo=dt.UTC), tick=False)
    client = als(trainer)
    assert "De zitting van 20 mrt 2026 ging niet door" in tekst(client.get(adres("lichting", lichting)))
    assert "Alle uitslagen zijn ingevuld" in tekst(client.get(adres("uitslagen", lichting)))
    post(client, adres("plannen", lichting, f"?deel={theorie.pk}"), datum="27-3-2026", traject=[a.pk])
    examen = Examen.objects.get()
    assert (examen.poging, examen.zitting, examen.datum) == (1, None, dt.date(2026, 3, 27))


# --- Ready ------------------------------------------------------------------------------------------------------------
def test_klaar_melden_en_terugnemen(als, groep, trainer):
    lichting, (_, praktijk), (a, b, c) = groep
    fabrieken.ExamengereedFabriek(traject=c, examendeel=praktijk)
    client, url = als(trainer), adres("klaar", lichting, f"?deel={praktijk.pk}")
    gezien = client.get(url).context["form"].initial["gezien"]
    fabrieken.ExamengereedFabriek(traject=b, examendeel=praktijk)  # a colleague, meanwhile
    assert post(client, url, traject=[a.pk], gezien=gezien).status_code == 302
    klaar = dict(Examengereed.objects.values_list("traject", "gemeld_door__naam"))
    assert klaar.keys() == {a.pk, b.pk} and klaar[a.pk] == "Tom Trainer"
    html = tekst(client.get(adres("lichting", lichting)))
    assert "praktijk: 1 persoon klaar gemeld en van 1 persoon teruggenomen." in html
    assert "gemeld op 16 mrt 2026" in html
    redenen = Logregel.objects.filter(gebruiker=trainer).values_list("dossier", "reden")
    assert (a.kandidaat.dossiernummer, "klaar voor examen") in redenen
    assert (c.kandidaat.dossiernummer, "niet meer klaar voor examen") in redenen


# --- Results ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def gedaan(groep, trainer):
    """Everybody did theory today; nobody has a result."""
    _, (theorie, _), mensen = groep
    return [leg_examen_vast(t, examendeel=theorie, datum=VANDAAG, door=trainer) for t in mensen]


def test_uitslagen_invullen_controleren_en_een_keer_bewaren(als, groep, gedaan, trainer):
    lichting, *_ = groep
    client, url = als(trainer), adres("uitslagen", lichting)
    keuzes = {
        f"uitslag_{gedaan[0].pk}": "geslaagd",
        f"uitslag_{gedaan[1].pk}": "gezakt",
        f"uitslag_{gedaan[2].pk}": "",
    }
    controle = client.post(url, {**keuzes, "actie": "controle"})
    assert "Controleer de uitslagen" in tekst(controle) and "Cazemier" not in tekst(controle)
    assert not Examen.objects.exclude(uitslag="").exists()
    terug = client.post(url, {**keuzes, "actie": "terug"})
    assert terug.context["form"].initial[f"uitslag_{gedaan[1].pk}"] == "gezakt"
    inzending = str(uuid.uuid4())
    for _ in range(2):
        assert client.post(url, {**keuzes, "actie": "bewaar", "inzending": inzending}).status_code == 302
    assert list(Examen.objects.order_by("pk").values_list("uitslag", flat=True)) == ["geslaagd", "gezakt", ""]
    html = tekst(client.get(adres("lichting", lichting)))
    assert "2 uitslagen bewaard." in html and "1 voor een herkansing" in html


def test_een_collega_was_eerder(als, groep, gedaan, trainer, coordinator_groningen):
    """The near miss: one row was filled in meanwhile. The others are saved, and what stands there is said."""
    lichting, *_ = groep
    client, url = als(trainer), adres("uitslagen", lichting)
    keuzes = {f"uitslag_{e.pk}": "geslaagd" for e in gedaan}
    zet_uitslag(Examen.objects.get(pk=gedaan[0].pk), uitslag="gezakt", gezien="", door=coordinator_groningen)
    controle = client.post(url, {**keuzes, "actie": "controle"})
    assert "Een collega vulde al in: gezakt. Uw keuze wordt niet bewaard." in tekst(controle)
    antwoord = post(client, url, **keuzes, actie="bewaar")
    assert antwoord.status_code == 200
    assert "K Aalders: Een collega vulde al in: gezakt. Uw keuze is niet bewaard." in tekst(antwoord)
    assert "2 uitslagen bewaard." in meldingen(antwoord)
    assert list(Examen.objects.order_by("pk").values_list("uitslag", flat=True)) == [
        "gezakt",
        "geslaagd",
        "geslaagd",
    ]


def test_een_rij_met_een_fout_houdt_haar_keuze(als, groep, trainer, time_machine):
    lichting, (theorie, _), (a, b, _) = groep
    plan = plan_examens(
        lichting, trajecten=[a, b], examendeel=theorie, datum=None, zitting=zitting(lichting), door=trainer
    )
    plan.zitting.deelnames.filter(traject=a).update(aanwezigheid="afwezig_met_bericht")
    time_machine.move_to(dt.datetime(2026, 3, 20, 15, tzinfo=dt.UTC), tick=False)
    client, url = als(trainer), adres("uitslagen", lichting)
    van = {e.traject_id: e.pk for e in plan.uitkomst.gedaan}
    # The presence list says that a was away: that is the proposal, and another result is refused.
    assert client.get(url).context["form"].fields[f"uitslag_{van[a.pk]}"].initial == "niet_verschenen"
    keuzes = {f"uitslag_{van[a.pk]}": "", f"uitslag_{van[b.pk]}": "geslaagd"}
    controle = client.post(url, {**keuzes, "actie": "controle"})
    assert dict(controle.context["velden"]) == keuzes, "who is left open stays so, and is not proposed again"
    assert client.post(url, {**keuzes, "actie": "terug"}).context["form"].initial == keuzes
    keuzes[f"uitslag_{van[a.pk]}"] = "geslaagd"
    antwoord = post(client, url, **keuzes, actie="bewaar")
    assert "Op de lijst van de zitting staat: afwezig met bericht. Pas eerst die lijst aan." in tekst(
        antwoord
    )
    assert antwoord.context["form"].initial[f"uitslag_{van[a.pk]}"] == "geslaagd"
    assert {e.traject_id: e.uitslag for e in Examen.objects.all()} == {a.pk: "", b.pk: "geslaagd"}
    assert Deelname.objects.get(traject=b).aanwezigheid == "aanwezig"


def test_niet_verschenen_staat_ook_op_de_presentielijst(groep, trainer, time_machine):
    lichting, (theorie, _), (a, *_) = groep
    plan = plan_examens(
        lichting, trajecten=[a], examendeel=theorie, datum=None, zitting=zitting(lichting), door=trainer
    )
    time_machine.move_to(dt.datetime(2026, 3, 20, 15, tzinfo=dt.UTC), tick=False)
    examen = plan.uitkomst.gedaan[0]
    zet_uitslag(examen, uitslag="niet_verschenen", gezien="", door=trainer)
    assert Deelname.objects.get().aanwezigheid == "afwezig_zonder_bericht"
    # Was that a mistake, then correcting the result corrects the list too.
    zet_uitslag(examen, uitslag="geslaagd", gezien="niet_verschenen", door=trainer)
    assert Deelname.objects.get().aanwezigheid == "aanwezig"


def test_ging_niet_door_haalt_de_poging_weg(als, groep, gedaan, trainer):
    lichting, (theorie, _), (a, *_) = groep
    post(als(trainer), adres("uitslagen", lichting), **{f"uitslag_{gedaan[0].pk}": "vervalt"}, actie="bewaar")
    assert not Examen.objects.filter(traject=a).exists()
    assert leg_examen_vast(a, examendeel=theorie, datum=VANDAAG, door=trainer).poging == 1


def test_iedereen_geslaagd(als, groep, gedaan, trainer):
    lichting, *_ = groep
    form = als(trainer).get(adres("uitslagen", lichting, "?zet=geslaagd")).context["form"]
    assert set(form.initial.values()) == {"geslaagd"}


def test_andermans_poging_telt_niet(als, groep, gedaan, trainer, coordinator_groningen, regio_twente):
    """The near miss: an attempt of somebody in the same cohort whom this trainer does not train."""
    lichting, (theorie, _), _ = groep
    _, _, (vreemd,) = maak_groep(
        1, coordinator=coordinator_groningen, regio=regio_twente, lichting=lichting, namen=("Vreemd",)
    )
    examen = leg_examen_vast(vreemd, examendeel=theorie, datum=VANDAAG, door=coordinator_groningen)
    client, url = als(trainer), adres("uitslagen", lichting)
    assert "Vreemd" not in tekst(client.get(url))
    post(client, url, **{f"uitslag_{examen.pk}": "gezakt"}, actie="bewaar")
    assert Examen.objects.get(pk=examen.pk).uitslag == ""


# --- Diplomas ---------------------------------------------------------------------------------------------------------
def test_diplomas_voor_wie_alles_haalde(als, groep, trainer):
    lichting, delen, (a, b, c) = groep
    for deel in delen:
        for t in (a, c):
            leg_examen_vast(t, examendeel=deel, datum=VANDAAG, uitslag="geslaagd", door=trainer)
    kwalificatie = delen[0].kwalificatie
    reik_certificaat_uit(c, kwalificatie=kwalificatie, soort="diploma", datum=VANDAAG, door=trainer)
    client, url = als(trainer), adres("diplomas", lichting)
    antwoord = client.get(url)
    assert [(t.pk, woord, kies) for t, woord, kies in antwoord.context["rijen"]] == [
        (a.pk, "Alles gehaald", True),
        (b.pk, "Nog niet gehaald: theorie, praktijk", False),
    ]
    assert "Cazemier, K: Alles gehaald. Kreeg: diploma" in tekst(antwoord)
    assert "1 diploma uitreiken" in tekst(client.get(reverse("examens:lijst")))
    post(client, url, soort="diploma", datum="16-3-2026", traject=[a.pk, b.pk])
    html = tekst(client.get(adres("lichting", lichting)))
    assert "Diploma KSF vastgelegd voor 1 persoon." in html
    assert "K Bakema: Nog niet alle examendelen zijn gehaald: theorie, praktijk." in html
    assert set(Certificaat.objects.values_list("traject", flat=True)) == {a.pk, c.pk}


def test_een_vergissing_met_een_certificaat(als, groep, trainer):
    _, delen, (a, *_) = groep
    kwalificatie = delen[0].kwalificatie
    velden = {"kwalificatie": kwalificatie, "soort": "deelcertificaat", "datum": VANDAAG, "door": trainer}
    fout = reik_certificaat_uit(a, **velden)
    client = als(trainer)
    url = reverse("opleiding:certificaat_intrekken", args=[a.kandidaat.dossiernummer, fout.pk])
    assert "Kies een antwoord" in tekst(post(client, url))
    assert post(client, url, reden="verkeerde_persoon").status_code == 302
    html = tekst(client.get(a.get_absolute_url()))
    assert "<b>telt niet</b>, ingetrokken op 16 mrt 2026 door Tom Trainer" in html
    assert "Bij de verkeerde persoon vastgelegd" in html
    assert "Deelcertificaat gehaald" not in html  # the timeline
    assert reik_certificaat_uit(a, **velden).pk != fout.pk
    # A second time it is withdrawn already.
    assert "intussen" in tekst(post(client, url, reden="verkeerde_datum"))


# --- Cost -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("aantal", [3, 50])
def test_kosten(als, coordinator_groningen, regio_groningen, trainer, aantal):
    lichting, (theorie, _praktijk), mensen = maak_groep(
        aantal, coordinator=coordinator_groningen, regio=regio_groningen, trainer=trainer
    )
    for traject in mensen[: aantal // 2]:
        leg_examen_vast(traject, examendeel=theorie, datum=VANDAAG, door=trainer)
    for gebruiker in (trainer, coordinator_groningen):
        client = als(gebruiker)
        client.get("/gezond/")
        for url, hoogstens in (
            (reverse("examens:lijst"), 10),
            (adres("lichting", lichting), 10),
            (adres("plannen", lichting), 12),
            (adres("klaar", lichting), 12),
            (adres("uitslagen", lichting), 12),
            (adres("diplomas", lichting), 12),
        ):
            client.get(url)
            with CaptureQueriesContext(connection) as vragen:
                antwoord = client.get(url)
            assert len(vragen) <= hoogstens, (url, [v["sql"][:150] for v in vragen])
            assert len(antwoord.content) <= 60_000, (url, len(antwoord.content))


@pytest.mark.parametrize("wat", ["lichting", "plannen", "klaar", "uitslagen", "diplomas"])
def test_wie_de_examens_van_een_groep_bekijkt_staat_in_het_logboek(als, groep, trainer, wat):
    lichting, (theorie, *_), (een, twee, _) = groep
    for traject in (een, twee):
        leg_examen_vast(traject, examendeel=theorie, datum=VANDAAG, door=trainer)
    als(trainer).get(adres(wat, lichting))
    gelezen = Logregel.objects.filter(gebruiker=trainer, handeling="inzien", categorie="opleiding")
    assert {een.kandidaat.dossiernummer, twee.kandidaat.dossiernummer} <= set(
        gelezen.values_list("dossier", flat=True)
    )


def test_een_groep_zonder_examens_staat_niet_in_de_lijst(als, groep, trainer):
    lichting, delen, _ = groep
    client = als(trainer)
    assert "WW maart" in tekst(client.get(reverse("examens:lijst")))
    Traject.objects.update(kwalificatie=None)
    for deel in delen:
        deel.delete()
    assert "Hier komen uw groepen met een examen" in tekst(client.get(reverse("examens:lijst")))
    assert "Hier komt te staan hoe de groep ervoor staat" in tekst(client.get(adres("lichting", lichting)))
